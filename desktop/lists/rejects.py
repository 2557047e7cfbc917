"""Refused rows given back: as they stood, with their number and the reasons, to be mended."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from desktop.lists.cells import Cell, Row
from desktop.lists.writer import Sheet, Value


def rejects_sheet(
    headers: Sequence[str], refused: Sequence[tuple[int, Row, str]], words: tuple[str, ...]
) -> Sheet:
    """Give the sheet of refused rows: the list's own columns, then the row's number and reasons.

    It can be imported as it is once it is mended. `words` are the sheet's name and the headers
    of the two columns; those of an earlier such sheet are replaced.
    """
    name, *added = words
    kept = [place for place, header in enumerate(headers) if header not in added]
    return Sheet(
        name,
        [*(headers[place] for place in kept), *added],
        [[*(_value(row, place) for place in kept), number, why] for number, row, why in refused],
    )


def _value(row: Row, place: int) -> Value:
    cell: Cell | None = row[place] if place < len(row) else None
    if cell is None:
        return None
    if cell.kind == "number":
        return Decimal(cell.text)
    return date.fromisoformat(cell.text) if cell.kind == "date" else cell.text
