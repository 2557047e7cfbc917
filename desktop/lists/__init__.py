"""Lists of firms: spreadsheets and CSV files in and out. Knows neither store nor screen."""
