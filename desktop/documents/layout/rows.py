"""Blocks other than tables, set as slabs in the content column."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.columns import columns_slabs
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.lines import runs_from_the_right
from desktop.documents.layout.pages import Slab, SlabDraw, at_least_two
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.signs import draw_sign, draw_tick_box
from desktop.documents.layout.tables import table_slabs
from desktop.documents.looks import Ink, Tone

MOST_LINES = 24  # a field of more lines is cut into several slabs, so that a page can break in it
_SIGN = 9.0
_SIGN_TOP = 5.2
_SIGN_INDENT = 18.0
_SIGNING_WHITE = 44.0
_GAP = 14.0
_SCALE_STEP, _SCALE_BOX = 27.0, 18.0  # from box to box, and a box with its head


def block_slabs(block: b.Block, faces: Faces, field_row: float) -> list[Slab]:
    """Set a block as slabs, each of which draws itself at a height."""
    if isinstance(block, b.Fields):
        edges = m.CONTENT_LEFT, m.VALUE_LEFT, m.RIGHT
        return field_slabs(block.rows, faces, edges, field_row)
    if isinstance(block, b.Scale):
        return _scale(block, faces, field_row)
    return _SETTERS[type(block)](block, faces)


def field_slabs(
    rows: tuple[b.Field, ...],
    faces: Faces,
    edges: tuple[float, float, float],
    height: float = m.FIELD_ROW,
) -> list[Slab]:
    """Set rows of label and value between three edges, a hairline between the rows."""
    left, _, right = edges
    slabs: list[Slab] = []
    for row in rows:
        if slabs:
            slabs[-1] = with_hairline(slabs[-1], left, right)
        slabs.extend(_field(row, faces, edges, height))
    if rows and by_hand(rows[-1]):
        slabs[-1] = with_hairline(slabs[-1], left, right)
    return at_least_two(slabs)


def by_hand(row: b.Field) -> bool:
    """Say whether a row has nothing: its place is for a pen, on a line and as high as one needs."""
    return not (row.value or row.code_note)


def _field(
    row: b.Field, faces: Faces, edges: tuple[float, float, float], height: float
) -> list[Slab]:
    left, value_left, right = edges
    style = _value_style(row)
    down = 0.0
    if by_hand(row):
        height, down = m.SIGNING_ROW, m.SIGNING_ROW - height
    labels = faces.wrap(row.label, s.NOTE, value_left - left - 8)
    room = right - value_left
    values = tuple((line, style) for line in faces.wrap(row.value, style, room))
    if row.code_note:
        values += tuple((line, s.CODE) for line in faces.wrap(row.code_note, s.CODE, room))
    slabs: list[Slab] = []
    while labels or values:
        now, labels = labels[:MOST_LINES], labels[MOST_LINES:]
        said, values = values[:MOST_LINES], values[MOST_LINES:]
        extra = max((len(now) - 1) * s.NOTE.leading, (len(said) - 1) * style.leading)
        slabs.append(Slab(height + extra, _field_draw(now, said, (left, value_left), down)))
    return slabs


def with_hairline(slab: Slab, left: float, right: float) -> Slab:
    """Give the same slab with a hairline at its foot."""

    def draw(pen: Pen, y: float) -> None:
        if slab.draw is not None:
            slab.draw(pen, y)
        pen.rule(left, right, y + slab.height, m.HAIRLINE)

    return replace(slab, draw=draw)


def _value_style(row: b.Field) -> s.Style:
    plain = s.CODE if row.code else s.STRONG if row.strong else s.BODY
    return plain.coloured(s.COLOURS[row.ink])


def _field_draw(
    labels: tuple[str, ...], values: tuple[tuple[str, s.Style], ...], edges: tuple[float, float],
    down: float,
) -> SlabDraw:  # fmt: skip
    def draw(pen: Pen, y: float) -> None:
        first = y + down + m.FIRST_BASELINE
        for place, line in enumerate(labels):
            pen.text(edges[0], first + place * s.NOTE.leading, line, s.NOTE)
        for place, (line, style) in enumerate(values):
            pen.text(edges[1], first + place * style.leading, line, style)

    return draw


def _figures(block: b.Figures, faces: Faces) -> list[Slab]:
    step = m.CONTENT_WIDTH / len(block.figures)
    width = step - 8
    words = [faces.wrap(held.word, s.STRONG, width) for held in block.figures]
    notes = [faces.wrap(held.note, s.NOTE, width) for held in block.figures]
    size = _figure_style([held.number for held in block.figures], faces, step - 2)
    deepest = max(
        len(word) * s.STRONG.leading + len(note) * s.NOTE.leading
        for word, note in zip(words, notes, strict=True)
    )

    def draw(pen: Pen, y: float) -> None:
        for place, held in enumerate(block.figures):
            x = m.CONTENT_LEFT + place * step
            pen.display(x, y + 37, held.number, size)
            under = y + 52.5
            for line in words[place]:
                pen.text(x, under, line, s.STRONG)
                under += s.STRONG.leading
            for line in notes[place]:
                pen.text(x, under, line, s.NOTE)
                under += s.NOTE.leading

    return [Slab(46 + deepest, draw, keep=True), Slab(2)]


def _figure_style(numbers: list[str], faces: Faces, width: float) -> s.Style:
    """Find the size at which the widest of the figures fits: they all share it."""
    for size in (26, 22, 18, 14):
        style = s.KEY_FIGURE.sized(size, size + 4)
        if all(faces.width(number, style) <= width for number in numbers):
            return style
    return s.KEY_FIGURE.sized(11, 15)


def _paragraph(block: b.Paragraph, faces: Faces) -> list[Slab]:
    style = {
        Tone.BODY: s.BODY.sized(9.5, 14),
        Tone.NOTE: s.NOTE,
        Tone.PROVISIONAL: s.NOTE.coloured(s.COLOURS[Ink.TO_SUPPLY]),
    }[block.tone]
    lines = faces.wrap(block.text, style, m.CONTENT_WIDTH)
    slabs = [Slab(style.leading, _line_draw(line, style)) for line in lines]
    bound = at_least_two(slabs)
    return [Slab(4, keep=True), *bound[:-1], bound[-1].kept(), Slab(3)]


def _line_draw(line: str, style: s.Style) -> SlabDraw:
    """Draw a line of running text; one that runs from the right begins there on every page."""

    def draw(pen: Pen, y: float) -> None:
        if runs_from_the_right(line) and not pen.mirrored:
            pen.text_right(m.RIGHT, y + style.size + 0.3, line, style)
        else:
            pen.text(m.CONTENT_LEFT, y + style.size + 0.3, line, style)

    return draw


def _signed(block: b.SignedRows, faces: Faces) -> list[Slab]:
    slabs = [_signed_row(row, faces) for row in block.rows]
    ruled = [with_hairline(slab, m.CONTENT_LEFT, m.RIGHT) for slab in slabs[:-1]]
    return at_least_two([*ruled, *slabs[-1:]])


def _signed_row(row: b.Signed, faces: Faces) -> Slab:
    aside = faces.clip(row.aside, s.NOTE, m.CONTENT_WIDTH * 0.5, MOST_LINES) if row.aside else ()
    taken = max((faces.width(line, s.NOTE) for line in aside), default=-10.0) + 10
    room = m.CONTENT_WIDTH - _SIGN_INDENT - taken
    lines = faces.clip(row.text, s.SMALL, room, MOST_LINES)
    deepest = max(len(lines) - 1, len(aside) - 1) * s.SMALL.leading

    def draw(pen: Pen, y: float) -> None:
        draw_sign(pen, row.sign, (m.CONTENT_LEFT, y + _SIGN_TOP), _SIGN)
        first = y + m.FIRST_BASELINE - 0.6
        for place, line in enumerate(lines):
            pen.text(m.CONTENT_LEFT + _SIGN_INDENT, first + place * s.SMALL.leading, line, s.SMALL)
        style = s.NOTE.coloured(s.COLOURS[row.ink])
        for place, line in enumerate(aside):
            pen.text_right(m.RIGHT, first + place * s.NOTE.leading, line, style)

    return Slab(m.SIGNED_ROW + deepest, draw)


def _boxes(block: b.Boxes, faces: Faces) -> list[Slab]:
    pairs = [block.boxes[place : place + 2] for place in range(0, len(block.boxes), 2)]
    return at_least_two([_box_row(pair, faces) for pair in pairs])


def _box_row(pair: tuple[b.Box, ...], faces: Faces) -> Slab:
    step = m.CONTENT_WIDTH / 2
    lines = [faces.clip(box.text, s.BODY, step - 24, 3) for box in pair]

    def draw(pen: Pen, y: float) -> None:
        for place, box in enumerate(pair):
            x = m.CONTENT_LEFT + place * step
            draw_tick_box(pen, (x + 0.5, y + 5.9), 8.6, ticked=box.ticked)
            for row, line in enumerate(lines[place]):
                pen.text(x + 15, y + m.FIRST_BASELINE + row * s.BODY.leading, line, s.BODY)

    return Slab(m.FIELD_ROW - 2 + (max(map(len, lines)) - 1) * s.BODY.leading, draw)


def _signatures(block: b.Signatures, faces: Faces) -> list[Slab]:
    step = (m.CONTENT_WIDTH + _GAP) / max(2, len(block.signers))
    width = step - _GAP
    names = [faces.clip(signer.name, s.NOTE, width, 2) for signer in block.signers]
    roles = [faces.clip(signer.role, s.SMALL_STRONG, width, 2) for signer in block.signers]

    def draw(pen: Pen, y: float) -> None:
        for place, (role, name) in enumerate(zip(roles, names, strict=True)):
            x = m.CONTENT_LEFT + place * step
            pen.rule(x, x + width, y + _SIGNING_WHITE, m.TABLE_RULE)
            under = y + _SIGNING_WHITE + 12
            for line in role:
                pen.text(x, under, line, s.SMALL_STRONG)
                under += s.SMALL.leading
            for line in name:
                pen.text(x, under, line, s.NOTE)
                under += s.NOTE.leading

    deepest = max(len(role) + len(name) for role, name in zip(roles, names, strict=True))
    return [Slab(_SIGNING_WHITE + 6 + deepest * s.NOTE.leading, draw)]


def _ruled(block: b.Ruled, _faces: Faces) -> list[Slab]:
    def draw(pen: Pen, y: float) -> None:
        pen.rule(m.CONTENT_LEFT, m.RIGHT, y + m.SIGNING_ROW, m.HAIRLINE)

    return at_least_two([Slab(m.SIGNING_ROW, draw)] * block.lines)


def _scale(block: b.Scale, faces: Faces, height: float) -> list[Slab]:
    slabs = [_scale_row(row, block.heads, faces, height) for row in block.rows]
    ruled = [with_hairline(slab, m.CONTENT_LEFT, m.RIGHT) for slab in slabs[:-1]]
    return at_least_two([*ruled, *slabs[-1:]])


def _scale_row(row: b.ScaleRow, heads: tuple[str, ...], faces: Faces, height: float) -> Slab:
    boxes_left = m.RIGHT - len(heads) * _SCALE_STEP + _SCALE_STEP - _SCALE_BOX
    text_left = m.CONTENT_LEFT + _SIGN_INDENT + 4
    lines = faces.clip(row.text, s.BODY, boxes_left - text_left - _GAP, MOST_LINES)

    def draw(pen: Pen, y: float) -> None:
        first = y + m.FIRST_BASELINE
        pen.text_right(m.CONTENT_LEFT + 13, first, row.number, s.NOTE)
        for place, line in enumerate(lines):
            pen.text(text_left, first + place * s.BODY.leading, line, s.BODY)
        for place, head in enumerate(heads):
            x = boxes_left + place * _SCALE_STEP
            ticked = place == row.ticked
            draw_tick_box(pen, (x, y + 5.9), 8.6, ticked=ticked)
            pen.text(x + 12, first, head, s.STRONG if ticked else s.NOTE)

    return Slab(height + (len(lines) - 1) * s.BODY.leading, draw)


_SETTERS: dict[type, Callable[[Any, Faces], list[Slab]]] = {
    b.Figures: _figures,
    b.Table: table_slabs,
    b.Paragraph: _paragraph,
    b.SignedRows: _signed,
    b.Boxes: _boxes,
    b.Signatures: _signatures,
    b.Ruled: _ruled,
    b.Columns: columns_slabs,
}
