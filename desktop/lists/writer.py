"""Lists out: XLSX with typed cells and no formulas, CSV as an Italian spreadsheet opens it."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.problems import DeskError
from desktop.files import write_whole
from desktop.lists.delimited import escaped

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | Decimal | int | bool | date | None
_LONGEST = 32_767  # characters that a cell of a spreadsheet holds
_FIRST_DAY = date(1900, 3, 1)  # the day before is not the same in every spreadsheet
_NARROWEST, _WIDEST = 8, 48  # characters
_LOOKED_AT = 200  # rows that decide a column's width
_DATE = "dd/mm/yyyy"
_YES_NO = ("no", "sì")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list to be written: the sheet's name, the headers, the rows."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_list(path: Path, sheet: Sheet, made: datetime) -> None:
    """Write a list by the ending of the file's name; another than xlsx and csv is refused.

    `made` is the moment that the workbook names: the same list at the same moment is the same
    bytes. Refuses with `list-ending` and, if the file cannot be written, `file-not-written`.
    """
    ending = path.suffix.casefold()
    if ending == ".xlsx":
        write_whole(path, xlsx(sheet, made))
    elif ending == ".csv":
        write_whole(path, italian_csv(sheet))
    else:
        raise DeskError("list-ending", file=path.name)


def write_book(path: Path, sheets: Sequence[Sheet], made: datetime) -> None:
    """Write a workbook of several sheets; refuses with `file-not-written`."""
    write_whole(path, workbook(sheets, made))


def xlsx(sheet: Sheet, made: datetime) -> bytes:
    """Give a workbook of one sheet."""
    return workbook((sheet,), made)


def workbook(sheets: Sequence[Sheet], made: datetime) -> bytes:
    """Give a workbook: headers stay in view, numbers and dates are typed, nothing is a formula."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - few lists go out in a sitting

    data = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "nan_inf_to_errors": False,
    }  # fmt: skip
    book = Workbook(data, options)
    book.set_properties({"created": made.replace(tzinfo=None)})
    header = book.add_format({"bold": True, "bg_color": "#E8EDF2", "bottom": 1, "text_wrap": True,
                              "valign": "top"})  # fmt: skip
    day = book.add_format({"num_format": _DATE, "align": "left"})
    for sheet in sheets:
        _fill(book.add_worksheet(sheet.name), sheet, header, day)
    book.close()
    return data.getvalue()


def _fill(page: "Worksheet", sheet: Sheet, header: "Format", day: "Format") -> None:
    for place, text in enumerate(sheet.headers):
        page.write_string(0, place, text[:_LONGEST], header)
        page.set_column(place, place, _width(sheet, place))
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            _write(page, (number, place), value, day)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), max(len(sheet.headers) - 1, 0))


def _width(sheet: Sheet, place: int) -> int:
    shown = [sheet.headers[place]]
    shown += [_text(row[place]) for row in sheet.rows[:_LOOKED_AT] if place < len(row)]
    return max(_NARROWEST, min(_WIDEST, max(map(len, shown)) + 2))


def _write(page: "Worksheet", at: tuple[int, int], value: Value, day: "Format") -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        page.write_string(*at, _text(value))
    elif isinstance(value, Decimal | int):
        page.write_number(*at, float(value))
    elif isinstance(value, date) and value >= _FIRST_DAY:
        page.write_datetime(*at, value, day)
    else:
        page.write_string(*at, _text(value)[:_LONGEST])


def italian_csv(sheet: Sheet) -> bytes:
    """Give the CSV that an Italian spreadsheet opens rightly: ";", UTF-8 with a mark, "1,5".

    A text that would be taken for a formula gets an apostrophe, which reading it back takes off.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(sheet.headers)
    for row in sheet.rows:
        writer.writerow([escaped(v) if isinstance(v, str) else _text(v) for v in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return str(value)
