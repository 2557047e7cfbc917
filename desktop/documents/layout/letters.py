"""Letters and statements: running text, with other blocks between its paragraphs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.furniture import RESUMED_TOP, draw_resumed
from desktop.documents.layout.pages import Flow, Page, Slab, SlabDraw, at_least_two
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.rows import block_slabs
from desktop.documents.looks import Tone

_ADDRESS_LEFT, _ADDRESS_TOP, _ADDRESS_LINES = m.column(7), 140.0, 6
_ADDRESS = s.Style(s.Face.REGULAR, 10, 14)
_REFERENCE_STEP = 27.0
_BODY_TOP = 246.0
_SUBJECT = s.STRONG.sized(10.5, 15)
_TITLE = s.TITLE.sized(26, 30)
_LEAD = s.LEAD
_GAP = 7.0  # between paragraphs
_INDENT = 20.0  # of a numbered statement
_STAMP = 84.0


@dataclass(frozen=True)
class _Measure:
    """Where running text stands, and in which styles."""

    left: float
    width: float
    body: s.Style
    note: s.Style = s.NOTE


_IN_LETTER = _Measure(m.CONTENT_LEFT, m.CONTENT_WIDTH, s.BODY.sized(9.5, 14))
_IN_STATEMENT = _Measure(m.LEFT, m.column(9) + m.COLUMN - m.LEFT, s.BODY.sized(10.5, 15))
_CLOSE = _Measure(m.LEFT, m.RIGHT - m.LEFT, s.BODY.sized(9.5, 13.5))  # where it saves a page


def letter_pages(leaf: b.Letter, faces: Faces) -> list[Page]:
    """Lay out a letter over as many pages as it takes."""
    first = Page(m.PORTRAIT, leaf.context)
    first.steps.append(lambda pen: _draw_head(pen, leaf))
    subject = faces.wrap(leaf.subject, _SUBJECT, m.CONTENT_WIDTH)
    slabs = [_subject_line(line, leaf.subject_name if not n else "")
             for n, line in enumerate(subject)]  # fmt: skip
    return _flowed(leaf, first, _BODY_TOP, [*slabs, *_body(leaf.blocks, faces, _IN_LETTER)])


def statement_pages(leaf: b.Statement, faces: Faces) -> list[Page]:
    """Lay out a statement over as many pages as it takes; closer lines where they save one."""
    pages = _stated(leaf, faces, _IN_STATEMENT)
    if len(pages) == 1:
        return pages
    closer = _stated(leaf, faces, _CLOSE)
    return closer if len(closer) < len(pages) else pages


def _stated(leaf: b.Statement, faces: Faces, measure: _Measure) -> list[Page]:
    first = Page(m.PORTRAIT, leaf.context)
    room = m.RIGHT - m.LEFT
    titles = faces.balanced(leaf.title, _TITLE, room)
    slabs = [Slab(_TITLE.leading, _display_draw(line, _TITLE), keep=True) for line in titles]
    slabs.append(Slab(5, keep=True))
    slabs += [Slab(_LEAD.leading, _line_draw(line, _LEAD, m.LEFT, _LEAD.leading - 2), keep=True)
              for line in faces.wrap(leaf.lead, _LEAD, room)]  # fmt: skip
    slabs.append(Slab(8))
    top = m.TITLE_BASELINE - _TITLE.leading
    return _flowed(leaf, first, top, [*slabs, *_body(leaf.blocks, faces, measure)])


def _flowed(
    leaf: b.Letter | b.Statement, first: Page, top: float, slabs: Sequence[Slab]
) -> list[Page]:
    pages = [first]

    def turn() -> tuple[Page, float]:
        page = Page(m.PORTRAIT, leaf.context)
        page.steps.append(lambda pen: draw_resumed(pen, leaf.outline, leaf.continued))
        pages.append(page)
        return page, RESUMED_TOP

    Flow(turn, first, top).run(slabs)
    return pages


def _draw_head(pen: Pen, leaf: b.Letter) -> None:
    """Write the address in its window, and at its left what the letter refers to."""
    room = m.RIGHT - _ADDRESS_LEFT
    lines = pen.faces.clip("\n".join(leaf.address), _ADDRESS, room, _ADDRESS_LINES)
    for number, line in enumerate(lines):
        style = replace(_ADDRESS, face=s.Face.BOLD) if not number else _ADDRESS
        y = _ADDRESS_TOP + 10 + number * _ADDRESS.leading
        pen.text(_ADDRESS_LEFT, y, pen.faces.fit(line, style, room), style)
    for number, row in enumerate(leaf.references):
        y = _ADDRESS_TOP + number * _REFERENCE_STEP
        room = _ADDRESS_LEFT - m.LEFT - m.GUTTER
        pen.text(m.LEFT, y + 9, pen.faces.fit(row.label, s.NOTE, room), s.NOTE)
        style = s.CODE if row.code else s.BODY
        pen.text(m.LEFT, y + 21, pen.faces.fit(row.value, style, room), style)


def _subject_line(line: str, name: str) -> Slab:
    def draw(pen: Pen, y: float) -> None:
        pen.text(m.LEFT, y + _SUBJECT.size, name, s.STRONG)
        pen.text(m.CONTENT_LEFT, y + _SUBJECT.size, line, _SUBJECT)

    return Slab(_SUBJECT.leading, draw, keep=True)


def _body(blocks: Sequence[b.Block], faces: Faces, measure: _Measure) -> list[Slab]:
    """Set blocks one below the other; a paragraph stays with what it leads to."""
    slabs: list[Slab] = []
    for before, block in pairwise((None, *blocks)):
        if block is None:
            continue
        held = _block(block, faces, measure)
        if slabs and isinstance(block, b.Signatures):
            slabs[-2:] = [slab.kept() for slab in slabs[-2:]]
        elif isinstance(before, b.Paragraph) and not isinstance(block, b.Paragraph):
            slabs[-1] = slabs[-1].kept()
        slabs += [replace(held[0], lead=_GAP), *held[1:]]
    return slabs


def _block(block: b.Block, faces: Faces, measure: _Measure) -> list[Slab]:
    if isinstance(block, b.Paragraph):
        style = measure.body if block.tone is Tone.BODY else measure.note
        return _paragraph(block.text, style, faces, measure)
    if isinstance(block, b.Numbered):
        return [slab for point in block.points for slab in _statement(point, faces, measure)]
    if isinstance(block, b.Stamp):
        return [Slab(_STAMP, lambda pen, y: _draw_stamp(pen, y, block.word, measure.left))]
    return block_slabs(block, faces, m.LOW_FIELD_ROW)


def _paragraph(text: str, style: s.Style, faces: Faces, measure: _Measure) -> list[Slab]:
    lines = faces.wrap(text, style, measure.width)
    draws = [_line_draw(line, style, measure.left, style.size) for line in lines]
    return at_least_two([Slab(style.leading, draw) for draw in draws])


def _statement(point: b.Point, faces: Faces, measure: _Measure) -> list[Slab]:
    style, left = measure.body, measure.left + _INDENT
    lines = faces.wrap(point.text, style, measure.width - _INDENT)
    slabs = [Slab(style.leading, _line_draw(line, style, left, style.size)) for line in lines]
    first = slabs[0]

    def draw(pen: Pen, y: float) -> None:
        pen.text_right(left - 7, y + style.size, point.number, style)
        if first.draw is not None:
            first.draw(pen, y)

    return at_least_two([replace(first, draw=draw, lead=3.0), *slabs[1:]])


def _draw_stamp(pen: Pen, y: float, word: str, left: float) -> None:
    pen.dashed_box((left, y), (_STAMP, _STAMP))
    pen.text_centred(left + _STAMP / 2, y + _STAMP / 2 + 3, word, s.NOTE)


def _line_draw(line: str, style: s.Style, left: float, down: float) -> SlabDraw:
    return lambda pen, y: pen.text(left, y + down, line, style)


def _display_draw(line: str, style: s.Style) -> SlabDraw:
    return lambda pen, y: pen.display(m.LEFT, y + style.leading, line, style)
