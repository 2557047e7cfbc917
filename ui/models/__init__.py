"""The models that tables and lists show."""
