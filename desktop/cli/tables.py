"""Answers for people: short lists in columns, labels with their values."""

from collections.abc import Iterable, Mapping, Sequence

_GAP = "  "
_WIDEST = 48  # characters of one column; a longer text is cut and shows that it was


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> tuple[str, ...]:
    """Give rows under their headers, each column as wide as its widest cell."""
    cells = [[_cell(value) for value in row] for row in rows]
    lines = [list(headers), *cells]
    widths = [max(len(line[place]) for line in lines) for place in range(len(headers))]
    return tuple(
        _GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def pairs(values: Mapping[str, object]) -> tuple[str, ...]:
    """Give labels with their values, one a line, the values below one another."""
    width = max((len(label) for label in values), default=0)
    return tuple(f"{label.ljust(width)}{_GAP}{value}" for label, value in values.items())


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
