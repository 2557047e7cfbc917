"""The page that stands where a missing piece would."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.lines import joined
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.rows import field_slabs
from desktop.documents.layout.signs import draw_slashed_box
from desktop.documents.looks import Ink

_LEFT = m.LEFT + 27.5
_RIGHT = m.RIGHT - 27.5
_VALUE_LEFT = _LEFT + 110.5
_ARM = 27.5
_CORNERS = (m.LEFT, m.RIGHT, 98.5, 742.0)
_NAME = s.Style(s.Face.BOLD, 13, 17, s.COLOURS[Ink.MISSING])
_TITLE = s.Style(s.Face.LIGHT, 36, 43)
_LEAD = s.Style(s.Face.REGULAR, 13, 17, s.SECONDARY)
_LOWEST_LINE = 700.0
_MOST_LINES = 5


def missing_pages(piece: b.MissingPiece, faces: Faces) -> list[Page]:
    """Lay out the page of a missing piece: never more than one."""
    page = Page(m.PORTRAIT, piece.context)
    rows = tuple(_shortened(row, faces) for row in piece.fields)
    slabs = field_slabs(rows, faces, (_LEFT, _VALUE_LEFT, _RIGHT))
    titles = faces.clip(piece.title, _TITLE, _RIGHT - _LEFT, 4)
    leads = faces.clip(piece.lead, _LEAD, _RIGHT - _LEFT, 4)

    def draw(pen: Pen) -> None:
        _draw_head(pen, piece)
        y = 209.0
        for line in titles:
            pen.display(_LEFT, y, line, _TITLE)
            y += _TITLE.leading
        y -= 12
        for line in leads:
            pen.text(_LEFT, y, line, _LEAD)
            y += _LEAD.leading
        y += 19
        pen.rule(_LEFT, _RIGHT, y)
        for slab in slabs:
            if slab.draw is not None:
                slab.draw(pen, y)
            y += slab.height
        _draw_receipt(pen, piece, y + 11)

    page.steps.append(draw)
    return [page]


def _shortened(row: b.Field, faces: Faces) -> b.Field:
    """Keep a text beyond every limit of the store from pushing the rest off the page."""
    room = _RIGHT - _VALUE_LEFT
    if len(faces.wrap(row.value, s.BODY, room)) <= _MOST_LINES:
        return row
    lines = faces.clip(row.value, s.BODY, room, _MOST_LINES)
    plain = all(faces.is_plain(line, s.BODY) for line in lines)
    value = "\n".join(lines) if plain else joined(lines)
    return b.Field(row.label, value, row.code, row.strong, row.ink)


def _draw_head(pen: Pen, piece: b.MissingPiece) -> None:
    left, right, top, bottom = _CORNERS
    red = s.COLOURS[Ink.MISSING]
    for x, inward in ((left, _ARM), (right, -_ARM)):
        for y, down in ((top, _ARM), (bottom, -_ARM)):
            pen.line((x, y), (x + inward, y), 1.4, red)
            pen.line((x, y), (x, y + down), 1.4, red)
    draw_slashed_box(pen, (_LEFT + 0.7, 136.7), (15.6, 15.6), red, 1.4)
    pen.text(_LEFT + 26, 149, piece.name, _NAME)
    pen.text_right(_RIGHT, 149, piece.counted, s.BODY.coloured(s.SECONDARY))


def _draw_receipt(pen: Pen, piece: b.MissingPiece, y: float) -> None:
    pen.rule(_LEFT, _RIGHT, y)
    pen.text(_LEFT, y + m.FIRST_BASELINE, piece.receipt, s.STRONG)
    pen.text(_LEFT, y + m.FIRST_BASELINE + 14, piece.receipt_note, s.BODY.coloured(s.SECONDARY))
    line_y = min(y + 86, _LOWEST_LINE)
    step = (_RIGHT - _LEFT + 14) / max(1, len(piece.lines))
    for place, word in enumerate(piece.lines):
        x = _LEFT + place * step
        pen.rule(x, x + step - 14, line_y, m.TABLE_RULE)
        pen.text(x, line_y + 12, word, s.NOTE)
