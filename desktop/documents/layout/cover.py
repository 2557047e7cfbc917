"""The cover: a field of petrol with the place as its one large word."""

from typing import TypeVar

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.beside import GAP, Side, sides
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.furniture import draw_logo, draw_logo_and_body
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.strip import ON_PETROL, draw_strip

T = TypeVar("T")

_TOP = 112.0
_FIELD_BOTTOM = 504.0
_INNER_LEFT = m.LEFT + 21
_INNER_RIGHT = m.RIGHT - 21
_LOGO = 42.0
_THIRD = (m.RIGHT - m.LEFT + m.GUTTER) / 3
_PLACE_BASELINE = 265.0
_LIFTED_BASELINE = 242.0  # where Arabic reaches lower, or two lines of days stand below
_LARGE_LINES = 2  # more are set small
_DATES_BASELINE = 308.0
_KIND = s.Style(s.Face.MEDIUM, 13, 16, s.WHITE)
_NUMBER = s.Style(s.Face.MONO_MEDIUM, 11, 14, s.WHITE)
_PLACE = s.Style(s.Face.LIGHT, 96, 100, s.WHITE)
_DATES = s.Style(s.Face.LIGHT, 26, 32, s.WHITE)
_LABEL = s.Style(s.Face.REGULAR, 9, 12, s.PALE)
_LINE = s.Style(s.Face.MEDIUM, 11.5, 15, s.WHITE)
_COLUMN_LINES = 4
_NOTES_TOP, _NOTES_BOTTOM = 532.0, m.CONTENT_BOTTOM


def cover_pages(cover: b.Cover, held: b.Furniture, faces: Faces) -> list[Page]:
    """Lay out a cover: one page, with logos in the place of the header."""
    page = Page(m.PORTRAIT, cover.context, headed=False)
    style, lines = _place_lines(cover.place, faces)
    page.steps += [
        lambda pen: _draw_marks(pen, cover, held),
        lambda pen: _draw_field(pen, cover, style, lines),
        lambda pen: (_draw_notes_beside if cover.languages else _draw_notes)(pen, cover),
    ]
    return [page]


def _place_lines(place: str, faces: Faces) -> tuple[s.Style, tuple[str, ...]]:
    """Shrink a long place from 96 to 64 to 48 points, then break it into two lines.

    Arabic reaches lower than Latin: it is never set at 96, and stands higher.
    """
    room = _INNER_RIGHT - _INNER_LEFT
    for size in (96.0, 64.0, 48.0) if faces.is_plain(place, _PLACE) else (64.0, 48.0):
        style = _PLACE.sized(size, size * 1.08)
        if faces.width(place, style) <= room:
            return style, (place,)
    style = _PLACE.sized(48, 52)
    lines = faces.wrap(place, style, room)
    if len(lines) <= _LARGE_LINES:
        return style, lines
    style = _PLACE.sized(28, 32)
    return style, faces.clip(place, style, room, 4)


def _draw_marks(pen: Pen, cover: b.Cover, held: b.Furniture) -> None:
    draw_logo_and_body(pen, held, m.LEFT, _LOGO, m.LEFT + _THIRD - 24)
    for place, partner in enumerate(cover.partners[:2], 1):
        left = m.LEFT + place * _THIRD
        room = _THIRD - 20
        if held.logo:
            draw_logo(pen, held.logo, left, _LOGO)
            left, room = left + _LOGO + 10.5, room - _LOGO
        head = pen.faces.fit(partner.head, s.SMALL_STRONG, room)
        pen.text(left, m.HEADER_BASELINES[0], head, s.SMALL_STRONG)
        lines = pen.faces.clip(partner.name, s.SMALL, room, 2)
        for line, y in zip(lines, m.HEADER_BASELINES[1:], strict=False):
            pen.text(left, y, line, s.SMALL)


def _draw_field(pen: Pen, cover: b.Cover, style: s.Style, lines: tuple[str, ...]) -> None:
    size = (m.RIGHT - m.LEFT, _FIELD_BOTTOM - _TOP)
    pen.box((m.LEFT, _TOP), size, fill=s.PETROL)
    pen.text(_INNER_LEFT, 143.5, cover.kind, _KIND)
    pen.text_right(_INNER_RIGHT, 143.5, cover.number, _NUMBER)
    dates = cover.dates.split("\n")
    low = len(dates) == 1 and pen.faces.is_plain(cover.place, style)
    lowest = _PLACE_BASELINE if low or len(lines) > _LARGE_LINES else _LIFTED_BASELINE
    first = lowest - (len(lines) - 1) * style.leading
    for number, line in enumerate(lines):
        pen.display(_INNER_LEFT, first + number * style.leading, line, style)
    _draw_dates(pen, dates)
    pen.line((_INNER_LEFT, 336), (_INNER_RIGHT, 336), 0.6, s.WHITE)
    if cover.languages:
        _draw_columns_beside(pen, cover)
    else:
        _draw_columns(pen, cover)
    if cover.strip is not None:
        _draw_strip(pen, cover, cover.strip)


def _draw_strip(pen: Pen, cover: b.Cover, strip: b.Strip) -> None:
    pen.text(_INNER_LEFT, 437, cover.strip_name, s.STRONG.coloured(s.WHITE))
    pen.text_right(_INNER_RIGHT, 437, strip.words, s.STRONG.coloured(s.WHITE))
    draw_strip(pen, strip, (_INNER_LEFT, _INNER_RIGHT), (448.0, 21.5), ON_PETROL)
    for number, line in enumerate(
        pen.faces.clip(cover.strip_legend, _LABEL, _INNER_RIGHT - _INNER_LEFT, 2)
    ):
        pen.text(_INNER_LEFT, 485 + number * 12, line, _LABEL)


def _draw_dates(pen: Pen, dates: list[str]) -> None:
    """Write the days, a line for each language, as large as the longest allows."""
    room = _INNER_RIGHT - _INNER_LEFT
    sizes = (26.0, 20.0, 14.0) if len(dates) == 1 else (18.0, 14.0)
    styles = [_DATES.sized(size, size + 4) for size in sizes]
    fitting = (held for held in styles if all(pen.faces.width(d, held) <= room for d in dates))
    style = next(fitting, styles[-1])
    first = _DATES_BASELINE - (len(dates) - 1) * style.leading / 2
    for number, line in enumerate(dates):
        y = first + number * style.leading
        pen.display(_INNER_LEFT, y, pen.faces.fit(line, style, room), style)


def _draw_columns(pen: Pen, cover: b.Cover) -> None:
    step = (_INNER_RIGHT - _INNER_LEFT + m.GUTTER) / max(1, len(cover.columns))
    for place, column in enumerate(cover.columns):
        x = _INNER_LEFT + place * step
        pen.text(x, 356.5, column.label, _LABEL)
        said = "\n".join(column.lines)
        lines = pen.faces.clip(said, _LINE, step - m.GUTTER, _COLUMN_LINES)
        for number, line in enumerate(lines):
            pen.text(x, 371.5 + number * _LINE.leading, line, _LINE)


def _draw_columns_beside(pen: Pen, cover: b.Cover) -> None:
    """Write a row for each pair: the same in either language."""
    mine = sides(cover.languages, (_INNER_LEFT, _INNER_RIGHT), GAP, mirrored=pen.mirrored)
    y = 356.5
    for row in _rows(cover.columns, len(mine)):
        most = min(_COLUMN_LINES, int((_FIELD_BOTTOM - 14 - y) / _LINE.leading))
        deepest = 0
        for side, column in zip(mine, row, strict=True):
            side.write(pen, 0, y, column.label, _LABEL)
            lines = pen.faces.clip("\n".join(column.lines), _LINE, side.width, most)
            for number, line in enumerate(lines, 1):
                side.write(pen, 0, y + number * _LINE.leading, line, _LINE)
            deepest = max(deepest, len(lines))
        y += (deepest + 1) * _LINE.leading + 10


def _rows(held: tuple[T, ...], count: int) -> list[tuple[T, ...]]:
    return [held[first : first + count] for first in range(0, len(held), count)]


def _draw_notes_beside(pen: Pen, cover: b.Cover) -> None:
    mine = sides(cover.languages, (m.LEFT, m.RIGHT), GAP, mirrored=pen.mirrored)
    y = _NOTES_TOP
    for row in _rows(cover.notes, len(mine)):
        ends = [_note_beside(pen, side, note, y) for side, note in zip(mine, row, strict=True)]
        y = max(ends) + 8


def _note_beside(pen: Pen, side: Side, note: b.CoverNote, y: float) -> float:
    """Write a note in its language's column; give where it ends."""
    pen.rule(side.left, side.right, y)
    down = y + m.FIRST_BASELINE
    for text, style, most in (
        (note.name, s.NOTE, 1), (note.head, s.STRONG, 3), (note.text, s.BODY, 3)
    ):  # fmt: skip
        room = min(most, int((_NOTES_BOTTOM - down) / 14) + 1)
        for line in pen.faces.clip(text, style, side.width, room) if text and room > 0 else ():
            side.write(pen, 0, down, line, style)
            down += 14
    return down


def _draw_notes(pen: Pen, cover: b.Cover) -> None:
    y = _NOTES_TOP
    for note in cover.notes:
        heads = pen.faces.clip(note.head, s.STRONG, m.CONTENT_WIDTH, 3)
        room = int((_NOTES_BOTTOM - y - 20) / 14) - len(heads)
        texts = pen.faces.clip(note.text, s.BODY, m.CONTENT_WIDTH, max(1, min(5, room)))
        pen.rule(m.LEFT, m.RIGHT, y)
        pen.text(m.LEFT, y + m.FIRST_BASELINE, note.name, s.STRONG)
        down = y + m.FIRST_BASELINE
        for line in heads:
            pen.text(m.CONTENT_LEFT, down, line, s.STRONG.coloured(s.COLOURS[note.ink]))
            down += 14
        for line in texts if note.text else ():
            pen.text(m.CONTENT_LEFT, down, line, s.BODY)
            down += 14
        y = down + 8
