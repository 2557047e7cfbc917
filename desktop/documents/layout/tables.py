"""Tables: heads that come again over a break, rows that are never cut."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Slab, at_least_two
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.signs import draw_sign
from desktop.documents.looks import Align, Sign
from desktop.documents.pieces import piece

_GAP = 9.0  # between columns
_BASELINE = 12.2
_HEAD_DEEPER = m.FIRST_BASELINE - _BASELINE  # a head stands level with the section's name
_WRITTEN_TOGETHER = 6  # rows to write in that stay on one page
_MOST_LINES = 40  # only a text far beyond every limit of the store is cut into several rows
_SIGN = 8.5
_SIGN_INDENT = 12.5


@piece()
class _Place:
    """A column as it lies on the page."""

    left: float
    right: float
    column: b.Column
    outer: float | None = None  # where the last column of figures begins on a mirrored page

    @property
    def width(self) -> float:
        return self.right - self.left


@piece()
class _Set:
    """A cell as it is set: its lines, each in its style, and the sign before the first."""

    lines: tuple[tuple[str, s.Style], ...]
    sign: Sign | None = None


def table_slabs(table: b.Table, faces: Faces) -> list[Slab]:
    """Set a table: head, rows, note; two rows stay under a head and two with the total."""
    places = _placed(table, faces)
    head = _head(places, faces)
    rows: list[Slab] = []
    height = m.SIGNING_ROW if table.by_hand else m.TABLE_ROW
    for row, following in zip_longest(table.rows, table.rows[1:]):
        foot = m.TABLE_RULE if table.by_hand and following is None else _foot(following)
        rows.extend(_row(row, places, faces, (height, foot)))
    bound = _bound(rows, table.rows)
    if table.by_hand and len(rows) <= _WRITTEN_TOGETHER:
        bound = [*(slab.kept() for slab in bound[:-1]), *bound[-1:]]
    note = _note(table.note, faces, places[0].left) if table.note else []
    if note and bound:
        bound[-1] = bound[-1].kept()
    return [head.kept(), *(slab.resumed(head) for slab in [*bound, *note])]


def _bound(slabs: list[Slab], rows: Sequence[b.Row]) -> list[Slab]:
    bound = at_least_two(slabs)
    if len(slabs) != len(rows):
        return bound
    for place, (_, following) in enumerate(pairwise(rows)):
        if following.total:
            bound[place] = bound[place].kept()
    return bound


def _placed(table: b.Table, faces: Faces) -> list[_Place]:
    """Place the columns; a last one of figures ends, mirrored, at the page's outer edge."""
    *others, last = _places(table)
    if last.column.align is not Align.RIGHT:
        return [*others, last]
    cells = ((row.cells[-1], row) for row in table.rows)
    styled = [(cell.text, _cell_style(cell, last.column, row)) for cell, row in cells]
    styled.append((last.column.head, s.SMALL_STRONG))
    widest = max(
        faces.width(line, style)
        for text, style in styled
        for line in faces.wrap(text, style, last.width)
    )
    return [*others, replace(last, outer=last.right - min(widest, last.width))]


def _places(table: b.Table) -> list[_Place]:
    left = m.LEFT if table.wide else m.CONTENT_LEFT
    room = m.RIGHT - left - _GAP * (len(table.columns) - 1)
    shares = sum(column.share for column in table.columns)
    places: list[_Place] = []
    for column in table.columns:
        width = room * column.share / shares
        # Figures at the right of a column and words at the left of the next would touch.
        inset = _GAP if len(places) > 1 and _meets(places[-1].column, column) else 0.0
        places.append(_Place(left + inset, left + width, column))
        left += width + _GAP
    return places


def _meets(before: b.Column, column: b.Column) -> bool:
    return before.align is Align.RIGHT and column.align is not Align.RIGHT


def _head(places: list[_Place], faces: Faces) -> Slab:
    lines = [faces.wrap(place.column.head, s.SMALL_STRONG, place.width) for place in places]
    deepest = max(len(held) for held in lines)
    height = m.TABLE_ROW + _HEAD_DEEPER + (deepest - 1) * s.SMALL.leading

    def draw(pen: Pen, y: float) -> None:
        for place, held in zip(places, lines, strict=True):
            top = y + m.FIRST_BASELINE + (deepest - len(held)) * s.SMALL.leading
            for number, line in enumerate(held):
                _write(pen, place, line, top + number * s.SMALL.leading, s.SMALL_STRONG)
        pen.rule(places[0].left, m.RIGHT, y + height, m.TABLE_RULE)

    return Slab(height, draw)


def _foot(following: b.Row | None) -> float:
    """Give the weight of the rule under a row: none under the last, a heavier one over a total."""
    if following is None:
        return 0.0
    return m.TABLE_RULE if following.total else m.HAIRLINE


def _row(
    row: b.Row, places: list[_Place], faces: Faces, measures: tuple[float, float]
) -> list[Slab]:
    """Set a row of a height, with the rule at its foot."""
    height, foot = measures
    cells = [_set(cell, place, row, faces) for cell, place in zip(row.cells, places, strict=True)]
    deepest = max(len(held.lines) for held in cells)
    starts = range(0, deepest, _MOST_LINES)
    return [
        _row_slab(
            [_Set(held.lines[start : start + _MOST_LINES], held.sign) for held in cells],
            places,
            (height, foot if start == starts[-1] else 0.0),
        )
        for start in starts
    ]


def _set(cell: b.Cell, place: _Place, row: b.Row, faces: Faces) -> _Set:
    style = _cell_style(cell, place.column, row)
    room = place.width - (_SIGN_INDENT if cell.sign else 0.0)
    lines = [(line, style) for line in faces.wrap(cell.text, style, room)]
    quiet = s.CODE_NOTE if cell.code_note else s.NOTE
    notes = [(line, quiet) for line in faces.wrap(cell.note, quiet, room)] if cell.note else []
    return _Set((*lines, *notes), cell.sign)


def _cell_style(cell: b.Cell, column: b.Column, row: b.Row) -> s.Style:
    if row.total or cell.strong:
        return s.SMALL_STRONG.coloured(s.COLOURS[cell.ink])
    return (s.SMALL_CODE if column.code or cell.code else s.SMALL).coloured(s.COLOURS[cell.ink])


def _row_slab(cells: list[_Set], places: list[_Place], measures: tuple[float, float]) -> Slab:
    deepest = max(len(held.lines) for held in cells)
    foot = measures[1]
    height = max(measures[0], m.TABLE_ROW + (deepest - 1) * s.SMALL.leading)

    def draw(pen: Pen, y: float) -> None:
        for held, place in zip(cells, places, strict=True):
            _draw_cell(pen, held, place, y)
        if foot:
            pen.rule(places[0].left, m.RIGHT, y + height, foot)

    return Slab(height, draw)


def _draw_cell(pen: Pen, held: _Set, place: _Place, y: float) -> None:
    if held.sign is not None and held.lines:
        draw_sign(pen, held.sign, (place.left, y + 4.9), _SIGN)
        place = replace(place, left=place.left + _SIGN_INDENT)
    for number, (line, style) in enumerate(held.lines):
        _write(pen, place, line, y + _BASELINE + number * style.leading, style)


def _write(pen: Pen, place: _Place, line: str, y: float, style: s.Style) -> None:
    # From the right, figures begin where words do, and their units stand under one another; those
    # of the last column reach the outer edge with the widest of them.
    if place.column.align is Align.RIGHT and not pen.mirrored:
        pen.text_right(place.right, y, line, style)
    elif place.outer is not None and pen.mirrored:
        pen.text(place.outer, y, line, style)
    else:
        pen.text(place.left, y, line, style)


def _note(note: str, faces: Faces, left: float) -> list[Slab]:
    lines = faces.wrap(note, s.NOTE, m.RIGHT - left)

    def draw(pen: Pen, y: float) -> None:
        for number, line in enumerate(lines):
            pen.text(left, y + _BASELINE + 1 + number * s.NOTE.leading, line, s.NOTE)

    return [Slab(m.TABLE_ROW + (len(lines) - 1) * s.NOTE.leading, draw)]
