"""Sheets of sections: a title, then rule, name and content, over as many pages as it takes."""

from collections.abc import Iterator
from dataclasses import replace

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.furniture import RESUMED_TOP, draw_resumed
from desktop.documents.layout.pages import Flow, Page, Slab, SlabDraw, chains, extent
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.rows import block_slabs, by_hand
from desktop.documents.looks import Tone

_TITLE_SIZES = ((28.0, 32.0, 1), (26.0, 30.0, 1), (24.0, 28.0, 1), (26.0, 30.0, 3))
_LONG_TITLE = (20.0, 25.0)
_BLOCK_GAP = 9.0
_ARABIC_WHITE = 10.0  # under a title in Arabic, which reaches lower
_ARABIC_LEADING = 1.25
_LABEL_ROOM = m.LABEL_WIDTH - 10  # a title is large: its label needs more white before it
_LEAST = 160.0  # a quarter of a page: with less, a last page takes over what stood before it


def sheet_pages(sheet: b.Sheet, faces: Faces, continued: str) -> list[Page]:
    """Lay out a sheet; `continued` is the word beside a section's name over a break.

    Where lower rows of fields save a page, they are set so.
    """
    pages = _kept(sheet, *_slabs(sheet, faces, continued, m.FIELD_ROW))
    if len(pages) == 1:
        return pages
    lower = _kept(sheet, *_slabs(sheet, faces, continued, m.LOW_FIELD_ROW))
    return lower if len(lower) < len(pages) else pages


def _kept(sheet: b.Sheet, slabs: list[Slab], openings: set[int]) -> list[Page]:
    """Fill pages; a last one with little on it begins earlier, if that costs no further page."""
    pages, used = _filled(sheet, slabs, -1)
    if len(pages) > 1 and used < _LEAST:
        for turned in _earlier(slabs, openings, used):
            again, _ = _filled(sheet, slabs, turned)
            if len(again) == len(pages):
                return again
    return pages


def _earlier(slabs: list[Slab], openings: set[int], used: float) -> Iterator[int]:
    """Give the places from which a last page has enough on it: a section's first, then a row's.

    A section that would leave a hole on the page before is parted between its rows instead.
    """
    begun, starts = 0, []
    for chain in chains(slabs):
        starts.append(begun)
        begun += len(chain)
    first = min(openings)
    enough = [place for place in starts if place > first and extent(slabs[place:]) >= _LEAST]
    whole = [place for place in enough if place in openings][-1:]
    yield from (place for place in whole if extent(slabs[place:]) - used < _LEAST)
    yield from enough[-1:]


def _filled(sheet: b.Sheet, slabs: list[Slab], turned: int) -> tuple[list[Page], float]:
    """Fill pages, the last one from the slab at `turned`; give also how far that one is filled."""
    first = Page(m.PORTRAIT, sheet.context)
    pages = [first]

    def turn() -> tuple[Page, float]:
        page = Page(m.PORTRAIT, sheet.context)
        page.steps.append(lambda pen: draw_resumed(pen, sheet.outline, sheet.continued))
        pages.append(page)
        return page, RESUMED_TOP

    flow = Flow(turn, first, m.CONTENT_TOP)
    flow.run(slabs, turned)
    return pages, flow.y - RESUMED_TOP


def _slabs(
    sheet: b.Sheet, faces: Faces, continued: str, field_row: float
) -> tuple[list[Slab], set[int]]:
    """Set title and sections; give also the places of the sections' openings."""
    slabs = _title(sheet, faces)
    openings: set[int] = set()
    lined = False
    for section in sheet.sections:
        if slabs and isinstance(section.blocks[0], b.Signatures):
            slabs[-2:] = [slab.kept() for slab in slabs[-2:]]
        openings.add(len(slabs))
        held = _section(section, faces, continued, field_row)
        if lined:  # the section's rule takes the place of the line: never two, one under another
            held[0] = replace(held[0], lead=0.0)
        slabs.extend(held)
        lined = _ends_in_a_line(section.blocks[-1]) and slabs[-1].draw is not None
    return slabs, openings


def _ends_in_a_line(block: b.Block) -> bool:
    """Say whether a block's last row is written in by hand, and so has a line at its foot."""
    if isinstance(block, b.Fields):
        return bool(block.rows) and by_hand(block.rows[-1])
    return isinstance(block, b.Ruled) or (isinstance(block, b.Table) and block.by_hand)


def _title(sheet: b.Sheet, faces: Faces) -> list[Slab]:
    """Set label, title and lead; the first baseline of label and title is one."""
    style, lines = _title_lines(sheet.title, faces)
    label_note = (s.CODE_NOTE if sheet.label_code else s.NOTE).sized(9, 12)
    labels = [(line, s.STRONG) for line in faces.wrap(sheet.label, s.STRONG, _LABEL_ROOM)]
    labels += [(line, label_note) for line in faces.clip(sheet.label_note, label_note, 115, 4)]
    above = m.TITLE_BASELINE - m.CONTENT_TOP

    def draw_first(pen: Pen, y: float) -> None:
        for number, (line, held) in enumerate(labels):
            pen.text(m.LEFT, y + above - 1 + number * 13.5, line, held)
        pen.display(m.CONTENT_LEFT, y + above, lines[0], style)

    slabs = [Slab(above, draw_first)]
    slabs += [Slab(style.leading, _title_line(line, style)) for line in lines[1:]]
    if sheet.lead:
        leads = faces.wrap(sheet.lead, s.LEAD, m.CONTENT_WIDTH)
        white = 4 if faces.is_plain(lines[-1], style) else _ARABIC_WHITE
        slabs += [Slab(s.LEAD.leading, _lead_line(line), lead=white * (not n)) for n, line in
                  enumerate(leads)]  # fmt: skip
    below = max(0.0, (len(labels) - 1) * 13.5 - sum(slab.height + slab.lead for slab in slabs[1:]))
    return [*slabs, Slab(below + 11)]


def _title_lines(title: str, faces: Faces) -> tuple[s.Style, tuple[str, ...]]:
    """Shrink a title before it is broken; broken, no line has a lone "S.r.l."."""
    for size, leading, most in _TITLE_SIZES:
        style = s.TITLE.sized(size, leading)
        lines = faces.wrap(title, style, m.CONTENT_WIDTH)
        if len(lines) <= most:
            return _opened(style, title, faces), faces.balanced(title, style, m.CONTENT_WIDTH)
    style = _opened(s.TITLE.sized(*_LONG_TITLE), title, faces)
    return style, faces.wrap(title, style, m.CONTENT_WIDTH)


def _opened(style: s.Style, title: str, faces: Faces) -> s.Style:
    """Give the lines of a title in Arabic, which reaches lower, more room."""
    if faces.is_plain(title, style):
        return style
    return style.sized(style.size, style.leading * _ARABIC_LEADING)


def _title_line(line: str, style: s.Style) -> SlabDraw:
    return lambda pen, y: pen.display(m.CONTENT_LEFT, y + style.leading, line, style)


def _lead_line(line: str) -> SlabDraw:
    return lambda pen, y: pen.text(m.CONTENT_LEFT, y + s.LEAD.leading, line, s.LEAD)


def _section(section: b.Section, faces: Faces, continued: str, field_row: float) -> list[Slab]:
    wide = isinstance(section.blocks[0], b.Table) and section.blocks[0].wide
    opening, tall = _opening(section.name, section.note, faces, wide=wide)
    again, _ = _opening(section.name, continued, faces, wide=wide)
    again = replace(again, lead=0.0)
    content: list[Slab] = []
    for place, block in enumerate(section.blocks):
        held = block_slabs(block, faces, field_row)
        if place:
            held = _after(section.blocks[place - 1], block, held)
            if _is_note(block):
                content[-1] = content[-1].kept()
            elif _is_answered(section.blocks[place - 1], block):
                content = [slab.kept() for slab in content]
        content.extend(slab.resumed(again) for slab in held)
    rest = tall - sum(slab.lead + slab.height for slab in content)
    if rest > 0 and not wide:
        content[-1] = content[-1].kept()
        content.append(Slab(rest))
    return [opening, *content]


def _after(before: b.Block, block: b.Block, slabs: list[Slab]) -> list[Slab]:
    """Set a block under another of the same section: white above it, a hairline above fields."""
    if isinstance(block, b.Fields) and not isinstance(before, b.Ruled):
        return [Slab(0, _hairline, lead=0.0 if isinstance(before, b.Fields) else 5.0, keep=True),
                *slabs]  # fmt: skip
    if isinstance(block, b.Paragraph) or isinstance(before, b.Ruled):
        return slabs
    return [replace(slabs[0], lead=_BLOCK_GAP), *slabs[1:]]


def _is_note(block: b.Block) -> bool:
    """Say whether a block is a note, which moves with the row above it."""
    return isinstance(block, b.Paragraph) and block.tone is not Tone.BODY


def _is_answered(before: b.Block, block: b.Block) -> bool:
    """Say whether boxes to tick lead to lines to fill in: one page has them all."""
    return isinstance(before, b.Boxes) and isinstance(block, b.Fields) and by_hand(block.rows[0])


def _hairline(pen: Pen, y: float) -> None:
    pen.rule(m.CONTENT_LEFT, m.RIGHT, y, m.HAIRLINE)


def _opening(name: str, note: str, faces: Faces, *, wide: bool) -> tuple[Slab, float]:
    """Set a section's rule and name; give also how far down the label column reaches."""
    room = m.RIGHT - m.LEFT if wide else m.LABEL_WIDTH
    names = faces.clip(name, s.STRONG, room, 4)
    notes = faces.clip(note, s.NOTE, room, 6) if note else ()

    def draw(pen: Pen, y: float) -> None:
        pen.rule(m.LEFT, m.RIGHT, y)
        down = y + m.FIRST_BASELINE
        for line in names:
            pen.text(m.LEFT, down, line, s.STRONG)
            down += s.STRONG.leading
        for line in notes:
            pen.text(m.LEFT, down + 0.5, line, s.NOTE)
            down += s.NOTE.leading

    tall = 8 + len(names) * s.STRONG.leading + len(notes) * s.NOTE.leading
    return Slab(tall + 3 if wide else 0.0, draw, lead=m.SECTION_GAP, keep=True), tall
