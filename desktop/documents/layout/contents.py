"""The index of a bound set: its sections, how complete each is, and where it begins."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Flow, Page, Slab, at_least_two
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.rows import with_hairline
from desktop.documents.layout.signs import draw_sign
from desktop.documents.layout.strip import ON_PAPER, draw_strip
from desktop.documents.looks import Ink, Sign

_NAME = s.Style(s.Face.BOLD, 11, 14)
_ENTRY = 22.0
_LINE = 14.0
_MOST_LINES = 3
_COUNT_RIGHT = 459.0
_SIGN_LEFT = 469.0
_ASIDE_RIGHT = 524.0
_TOWN_LEFT = m.column(7)
_TITLES = tuple(s.Style(s.Face.LIGHT, size, size + 4) for size in (30.0, 26.0, 22.0))
_TITLE_ROOM = m.LABEL_WIDTH - 6  # the strip's words stand beside it


def index_pages(index: b.Index, faces: Faces) -> list[Page]:
    """Lay out an index; its page numbers are found when it is drawn."""
    first = Page(m.PORTRAIT, index.context)
    first.steps.append(lambda pen: _draw_title(pen, index))
    pages = [first]

    def turn() -> tuple[Page, float]:
        page = Page(m.PORTRAIT, index.context)
        page.steps.append(lambda pen: _draw_heads(pen, index, 112.0, index.continued))
        pages.append(page)
        return page, 118.5

    flow = Flow(turn, first, 174.0)
    slabs: list[Slab] = []
    for number, entry in enumerate(index.entries, 1):
        last = number == len(index.entries)
        if last and slabs:
            slabs[-1] = slabs[-1].kept()
        slabs.extend(_entry(entry, faces, last=last))
    flow.run(slabs)
    return pages


def _draw_title(pen: Pen, index: b.Index) -> None:
    fitting = (held for held in _TITLES if pen.faces.width(index.title, held) <= _TITLE_ROOM)
    title = next(fitting, _TITLES[-1])
    pen.display(m.LEFT, m.TITLE_BASELINE, index.title, title)
    if index.strip is not None:
        pen.text(m.CONTENT_LEFT, 129.5, index.strip.words, s.STRONG)
        draw_strip(pen, index.strip, (m.CONTENT_LEFT, m.RIGHT), (137.0, 11.0), ON_PAPER)
    missing = s.BODY.coloured(s.COLOURS[Ink.MISSING])
    aside = pen.numbered(index.aside, index.aside_anchor)
    pen.text_right(m.RIGHT, 129.5, aside, missing)
    _draw_heads(pen, index, 167.5, "")


def _draw_heads(pen: Pen, index: b.Index, y: float, continued: str) -> None:
    section, present, page = index.heads
    pen.text(m.LEFT, y, continued, s.NOTE)
    pen.text(m.CONTENT_LEFT, y, section, s.SMALL_STRONG)
    pen.text_right(_COUNT_RIGHT, y, present, s.SMALL_STRONG)
    pen.text_right(m.RIGHT, y, page, s.SMALL_STRONG)
    pen.rule(m.LEFT, m.RIGHT, y + 6.5)


def _entry(entry: b.IndexEntry, faces: Faces, *, last: bool) -> list[Slab]:
    names = faces.wrap(entry.name, _NAME, _COUNT_RIGHT - m.CONTENT_LEFT - 60)
    height = _ENTRY + (len(names) - 1) * _NAME.leading

    def draw(pen: Pen, y: float) -> None:
        base = y + 14.6
        pen.text(m.LEFT, base, entry.number, _NAME)
        for number, line in enumerate(names):
            pen.text(m.CONTENT_LEFT, base + number * _NAME.leading, line, _NAME)
        lacking = Ink.MISSING if entry.sign is Sign.MISSING else Ink.TEXT
        pen.text_right(_COUNT_RIGHT, base, entry.counted, s.BODY.coloured(s.COLOURS[lacking]))
        if entry.sign is not None:
            draw_sign(pen, entry.sign, (_SIGN_LEFT, base - 8.2), 9.5)
        pen.text_right(m.RIGHT, base, pen.numbered("{page}", entry.anchor), _NAME)
        pen.link((m.LEFT, y), (m.RIGHT - m.LEFT, height), entry.anchor)

    lines = [_line(line, faces) for line in entry.lines]
    slabs = [Slab(height, draw, keep=bool(lines)), *at_least_two(lines)]
    if lines:
        slabs[-1] = slabs[-1].kept()
        slabs.append(Slab(6))
    weight = 0.0 if last else m.HAIRLINE
    slabs[-1] = with_hairline(slabs[-1], m.LEFT, m.RIGHT) if weight else _closed(slabs[-1])
    return slabs


def _closed(slab: Slab) -> Slab:
    def draw(pen: Pen, y: float) -> None:
        if slab.draw is not None:
            slab.draw(pen, y)
        pen.rule(m.LEFT, m.RIGHT, y + slab.height, m.TABLE_RULE)

    return Slab(slab.height, draw, slab.lead, slab.keep, slab.resume)


def _line(line: b.IndexLine, faces: Faces) -> Slab:
    if line.ink is Ink.TEXT:
        return _firm_line(line, faces)
    style = s.BODY.coloured(s.COLOURS[line.ink])
    small = s.SMALL.coloured(s.COLOURS[line.ink])
    room = _ASIDE_RIGHT - m.CONTENT_LEFT - faces.width(line.aside, small) - 10
    texts = faces.balanced(line.text, style, room)
    if len(texts) > _MOST_LINES:
        texts = faces.clip(line.text, style, room, _MOST_LINES)

    def draw(pen: Pen, y: float) -> None:
        for number, text in enumerate(texts):
            pen.text(m.CONTENT_LEFT, y + 10 + number * 12.5, text, style)
        pen.text_right(_ASIDE_RIGHT, y + 10, line.aside, small)
        _page_and_link(pen, line, y, _LINE)

    return Slab(_LINE + (len(texts) - 1) * 12.5, draw)


def _firm_line(line: b.IndexLine, faces: Faces) -> Slab:
    names = faces.clip(line.text, s.BODY, _TOWN_LEFT - m.CONTENT_LEFT - 10, 3)
    town = faces.fit(line.aside, s.NOTE, _ASIDE_RIGHT - _TOWN_LEFT)

    def draw(pen: Pen, y: float) -> None:
        for number, text in enumerate(names):
            pen.text(m.CONTENT_LEFT, y + 10 + number * 12.5, text, s.BODY)
        pen.text(_TOWN_LEFT, y + 10, town, s.NOTE)
        _page_and_link(pen, line, y, _LINE)

    return Slab(_LINE + (len(names) - 1) * 12.5, draw)


def _page_and_link(pen: Pen, line: b.IndexLine, y: float, height: float) -> None:
    pen.text_right(m.RIGHT, y + 10, pen.numbered("{page}", line.anchor), s.BODY)
    pen.link((m.CONTENT_LEFT, y), (m.CONTENT_WIDTH, height), line.anchor)
