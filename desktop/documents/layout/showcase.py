"""A firm's page in the catalogue: its name, what it says of itself, and the rest side by side."""

from dataclasses import dataclass

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.beside import GAP, Side, sides
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

_BAR = (115.5, 4.6)
_BAR_TOP, _TITLE_BASE = 104.0, 152.0
_TITLES = (s.Style(s.Face.LIGHT, 34, 40), s.Style(s.Face.LIGHT, 26, 31),
           s.Style(s.Face.LIGHT, 20, 24))  # fmt: skip
_TEXTS = (s.BODY.sized(11, 16.5), s.BODY.sized(9.5, 14))  # the large size where it has room
_CONTACT_ROOM, _CONTACT_LINES = 72.0, 4
_LABEL_PART = 0.31  # of a column, where two stand side by side
_MOST_LINES = (10, 7, 5, 4, 3, 2)  # of a row: the most for which the page has room
_ROWS = (25.0, m.LOW_FIELD_ROW)  # heights of a row of one line

_Lines = list[tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True)
class _Column(Side):
    """A language's column with labels and values."""

    inset: float  # from its beginning to its values

    @property
    def room(self) -> float:
        return self.width - self.inset


@dataclass(frozen=True)
class _Fitted:
    """A page's rows and texts as they fit: the broken rows, their heights, the texts' style."""

    rows: list[_Lines]
    row: float
    style: s.Style

    @property
    def height(self) -> float:
        return sum(_deep(lines, self.row) for lines in self.rows)


def showcase_pages(leaf: b.Showcase, faces: Faces) -> list[Page]:
    """Lay out a firm's page: one, whatever it says."""
    page = Page(m.PORTRAIT, leaf.context)
    page.steps.append(lambda pen: _draw(pen, leaf, faces))
    return [page]


def _draw(pen: Pen, leaf: b.Showcase, faces: Faces) -> None:
    pen.box((m.LEFT, _BAR_TOP), _BAR, fill=s.PETROL)
    y = _draw_title(pen, leaf, faces) + 24
    columns = _columns(leaf.languages, mirrored=pen.mirrored)
    bottom = m.CONTENT_BOTTOM - _CONTACT_ROOM
    told = _columns(leaf.told_in, mirrored=pen.mirrored)
    held = _fitted(leaf, (columns, told), bottom - y, faces)
    if leaf.texts:
        y = _draw_texts(pen, leaf.texts, told, (y, bottom - held.height - 12), held.style)
    for column in columns:
        pen.rule(column.left, column.right, y)
    for place, (row, lines) in enumerate(zip(leaf.rows, held.rows, strict=True)):
        if place:
            for column in columns:
                pen.rule(column.left, column.right, y, m.HAIRLINE)
        y = _draw_row(pen, (row, lines), columns, y, held.row)
    _draw_contact(pen, leaf, y + 10)


def _columns(languages: tuple[str, ...], *, mirrored: bool) -> list[_Column]:
    """Give one column over the whole width, or two."""
    alone = len(languages) == 1
    return [
        _Column(one.left, one.right, one.turned,
                m.CONTENT_LEFT - m.LEFT if alone else one.width * _LABEL_PART)
        for one in sides(languages, (m.LEFT, m.RIGHT), GAP, mirrored=mirrored)
    ]  # fmt: skip


def _draw_title(pen: Pen, leaf: b.Showcase, faces: Faces) -> float:
    room, y = m.RIGHT - m.LEFT, _TITLE_BASE
    fitting = (held for held in _TITLES if faces.width(leaf.title, held) <= room)
    style = next(fitting, _TITLES[-1])
    for number, line in enumerate(faces.clip(leaf.title, style, room, 2)):
        y += style.leading if number else 0
        pen.display(m.LEFT, y, line, style)
    pen.text(m.LEFT, y + 21, faces.fit(leaf.lead, s.LEAD, room), s.LEAD)
    return y + 21


def _fitted(
    leaf: b.Showcase, both: tuple[list[_Column], list[_Column]], room: float, faces: Faces
) -> _Fitted:
    """Find the largest hand in which rows and whole texts fit, if they can.

    `both` are the columns of the rows and those of the texts.
    """
    columns, told = both
    held = _Fitted([], _ROWS[-1], _TEXTS[-1])
    for style, row in zip(_TEXTS, _ROWS, strict=True):
        texts = _texts_height(leaf, told, style, faces)
        for most in _MOST_LINES:
            broken = [_broken(fields, columns, most, faces) for fields in leaf.rows]
            held = _Fitted(broken, row, style)
            if texts + held.height <= room:
                return held
    return held


def _texts_height(leaf: b.Showcase, columns: list[_Column], style: s.Style, faces: Faces) -> float:
    deepest = 0
    for held, column in zip(leaf.texts, columns, strict=True):
        lines = faces.wrap(held.value, style, _text_room(column, len(columns)))
        deepest = max(deepest, len(lines))
    return m.FIRST_BASELINE + (deepest + 1) * style.leading + 12


def _text_room(column: _Column, count: int) -> float:
    """Give the width of a text: alone it stands beside its label, one of two under it."""
    return column.room if count == 1 else column.right - column.left


def _draw_texts(
    pen: Pen, texts: tuple[b.Field, ...], columns: list[_Column], between: tuple[float, float],
    style: s.Style,
) -> float:  # fmt: skip
    """Write what the firm says of itself, side by side; give where the next part begins."""
    top, bottom = between
    alone = len(columns) == 1
    most = max(1, int((bottom - top - 20) / style.leading))
    down, deepest = m.FIRST_BASELINE + (2 if alone else 18), 0
    for column, text in zip(columns, texts, strict=True):
        pen.rule(column.left, column.right, top)
        named = pen.faces.wrap(text.label, s.STRONG, column.inset - 8 if alone else column.room)
        for number, line in enumerate(named):
            column.write(pen, 0, top + m.FIRST_BASELINE + number * 13, line, s.STRONG)
        lines = pen.faces.clip(text.value, style, _text_room(column, len(columns)), most)
        inked = style.coloured(s.COLOURS[text.ink])
        for number, line in enumerate(lines):
            inset = column.inset if alone else 0.0
            column.write(pen, inset, top + down + number * style.leading, line, inked)
        deepest = max(deepest, len(lines), len(named) if alone else 0)
    return top + down + deepest * style.leading + 4


def _broken(row: tuple[b.Field, ...], columns: list[_Column], most: int, faces: Faces) -> _Lines:
    """Break label and value of each language; the taller one sets the row's height."""
    return [
        (faces.clip(field.label, s.NOTE, column.inset - 8, most),
         faces.clip(field.value, s.BODY, column.room, most))
        for column, field in zip(columns, row, strict=True)
    ]  # fmt: skip


def _deep(lines: _Lines, row: float) -> float:
    deepest = max(max(len(labels), len(values)) for labels, values in lines)
    return row + (deepest - 1) * s.BODY.leading


def _draw_row(
    pen: Pen, held: tuple[tuple[b.Field, ...], _Lines], columns: list[_Column], y: float,
    row: float,
) -> float:  # fmt: skip
    fields, broken = held
    first = y + (row - m.LOW_FIELD_ROW) / 2 + m.FIRST_BASELINE - 1
    foot = y + _deep(broken, row)
    for column, (labels, values), field in zip(columns, broken, fields, strict=True):
        style = s.BODY.coloured(s.COLOURS[field.ink])
        for number, line in enumerate(labels):
            column.write(pen, 0, first + number * s.NOTE.leading, line, s.NOTE)
        for number, line in enumerate(values):
            column.write(pen, column.inset, first + number * s.BODY.leading, line, style)
    return foot


def _draw_contact(pen: Pen, leaf: b.Showcase, y: float) -> None:
    pen.rule(m.LEFT, m.RIGHT, y)
    pen.text(m.LEFT, y + m.FIRST_BASELINE, leaf.contact_name, s.STRONG)
    first = y + m.FIRST_BASELINE
    middle = m.column(7)
    sides = (
        (leaf.contact, s.BODY, (m.CONTENT_LEFT, middle - m.GUTTER)),
        (leaf.contact_codes, s.CODE, (middle, m.RIGHT)),
    )
    for texts, style, (left, right) in sides:
        most = max(1, _CONTACT_LINES + 1 - len(texts))  # the first one has what the others leave
        lines = [
            line
            for place, text in enumerate(texts)
            for line in pen.faces.clip(text, style, right - left, 1 if place else most)
        ]
        for number, line in enumerate(lines):
            pen.text(left, first + number * s.BODY.leading, line, style)
