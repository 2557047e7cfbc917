"""A cell as it comes out of a file: its text, and what the sheet took it for."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal["text", "number", "date", "bool"]


class Cell(msgspec.Struct, array_like=True, frozen=True):
    """The text of a cell and its type in the sheet; CSV knows text alone.

    A number has at most the 15 digits that a spreadsheet keeps, a decimal point and no exponent;
    a date is ISO. A formula gives its stored result as if it had been typed: nothing is ever
    evaluated. What begins with "=" in a text cell is that text.
    """

    text: str
    kind: Kind = "text"


Row = list[Cell | None]


class Head(msgspec.Struct, array_like=True, frozen=True):
    """A sheet's name, whether it is shown, and its first rows."""

    name: str
    visible: bool
    rows: list[Row]


def cell_of(value: object) -> Cell | None:
    """Give the cell of a value that a sheet holds, None for an empty one."""
    if isinstance(value, str):
        return Cell(value) if value.strip() else None
    if isinstance(value, bool):
        return Cell("true" if value else "false", "bool")
    if isinstance(value, int | float):
        return Cell(number_text(value), "number")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return Cell(day.isoformat(), "date")
    return Cell(str(value)) if isinstance(value, time | timedelta) else None


def number_text(number: float) -> str:
    """Write a number with the digits that a spreadsheet keeps: 123, not 123.0 or 1.23e+02."""
    exact = Decimal(f"{number:.15g}")
    if not exact.is_finite():
        return ""
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def trimmed(row: Row) -> Row:
    """Give a row without the empty cells at its end."""
    last = len(row)
    while last and row[last - 1] is None:
        last -= 1
    return row[:last]


def letters(place: int) -> str:
    """Give the letters of a column counted from 0: A, B, ... Z, AA."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
