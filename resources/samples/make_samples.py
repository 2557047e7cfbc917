"""Write imprese.xlsx, the sample list, from demo.json: run it after the list has changed.

    python -m resources.samples.make_samples

The sheet looks as lists of a chamber do: a title, a blank row, headers, a row of totals. Every
firm is invented; the check digits of their codes are right. Same data, same bytes.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

HERE = Path(__file__).parent
LIST = "imprese.xlsx"
_HEADER_ROW = 3
_MADE = datetime(2021, 7, 1, tzinfo=UTC).replace(tzinfo=None)  # a workbook's times have no zone
_WIDTHS = (34, 18, 13, 18, 13, 12, 12, 24, 9, 8, 22, 6, 32, 32, 16, 26)


def write_list(path: Path) -> None:
    """Write the sample list into a file."""
    held = json.loads((HERE / "demo.json").read_text(encoding="utf-8"))["list"]
    book = xlsxwriter.Workbook(str(path), {"in_memory": True})
    book.set_properties({"title": held["title"], "created": _MADE})
    sheet = book.add_worksheet(held["sheet"])
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, held["title"], bold)
    sheet.write_string(1, 0, held["note"])
    for place, (header, width) in enumerate(zip(held["headers"], _WIDTHS, strict=True)):
        sheet.write_string(_HEADER_ROW, place, header, bold)
        sheet.set_column(place, place, width)
    for row, cells in enumerate(held["rows"], _HEADER_ROW + 1):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell)
    last = _HEADER_ROW + 1 + len(held["rows"])
    sheet.write_string(last, 0, "Totale imprese")
    sheet.write_number(last, 1, len(held["rows"]))
    sheet.freeze_panes(_HEADER_ROW + 1, 1)
    book.close()


if __name__ == "__main__":
    write_list(HERE / LIST)
