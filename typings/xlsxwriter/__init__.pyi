"""Types of XlsxWriter 3, which ships none: writing a plain workbook."""

from xlsxwriter.workbook import Workbook as Workbook
