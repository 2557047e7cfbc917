"""A paper's content as plain text: what is stored with an issued paper, and what tests read."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from enum import Enum
from typing import Any, TypeVar, cast

from desktop.documents import blocks as b
from desktop.documents import isolates
from desktop.documents.pieces import names_of

T = TypeVar("T")


def as_text(paper: b.Paper) -> str:
    """Give all that a paper says, line by line, without page numbers."""
    said = "\n".join(line for line in _lines(paper) if line) + "\n"
    return isolates.bare(said)


def as_line(row: b.Row) -> str:
    """Give a row of a table as its line of the text."""
    return _row(f"{cell.text}, {cell.note}" if cell.note else cell.text for cell in row.cells)


def with_visible_controls(value: T, *, keep: frozenset[str] = frozenset()) -> T:
    """Give the same tree with every character that prints nothing written as "[U+202E]".

    The store's gate takes such characters out; one that comes by another way must not turn a
    line round or vanish. What content itself put in is kept.
    """
    return mapped(value, lambda text: _visible(text, keep))


def mapped(value: T, change: Callable[[str], str]) -> T:
    """Give the same tree of blocks with every string changed."""
    return cast("T", _mapped(value, change))


def texts_of(value: object) -> Iterator[str]:
    """Give every string of a tree of blocks."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    else:
        for name in names_of(type(value)):
            yield from texts_of(getattr(value, name))


def _mapped(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(item, change) for item in value)
    names = names_of(type(value))
    if not names:
        return value
    return replace(cast("Any", value), **{n: _mapped(getattr(value, n), change) for n in names})


def _visible(text: str, keep: frozenset[str]) -> str:
    if text.isprintable():
        return text
    return "".join(
        char if char in keep or _prints(char) else f"[U+{ord(char):04X}]" for char in text
    )


def _prints(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def _lines(paper: b.Paper) -> Iterator[str]:
    held = paper.furniture
    yield f"{held.kind} {held.number}"
    yield held.revision
    yield f"{held.body} {held.body_name}"
    yield from (held.programme, held.legal_basis, held.desk, held.printed)
    yield f"{held.code_name} {held.code}"
    for leaf in paper.leaves:
        yield leaf.context
        yield from _LEAVES[type(leaf)](leaf)


def _cover(cover: b.Cover) -> Iterator[str]:
    yield from (f"{partner.head} {partner.name}" for partner in cover.partners)
    yield from (f"{cover.kind} {cover.number}", cover.place, cover.dates)
    for column in cover.columns:
        yield column.label
        yield from column.lines
    words = cover.strip.words if cover.strip else ""
    yield from (cover.strip_name, words, cover.strip_legend)
    for note in cover.notes:
        yield from (note.name, note.head, note.text)


def _index(index: b.Index) -> Iterator[str]:
    words = index.strip.words if index.strip else ""
    yield from (index.title, words, _row(index.heads))
    for entry in index.entries:
        yield _row((entry.number, entry.name, entry.counted))
        yield from (_row((line.text, line.aside)) for line in entry.lines)


def _sheet(sheet: b.Sheet) -> Iterator[str]:
    yield from (sheet.label, sheet.label_note, sheet.title, sheet.lead)
    for section in sheet.sections:
        yield from (section.name, section.note)
        yield from _within(section.blocks)


def _missing(piece: b.MissingPiece) -> Iterator[str]:
    yield from (piece.name, piece.counted, piece.title, piece.lead)
    yield from _fields(b.Fields(piece.fields))
    yield from (piece.receipt, piece.receipt_note, *piece.lines)


def _grid(grid: b.AttendanceGrid) -> Iterator[str]:
    yield from (grid.title, grid.lead, grid.counted, grid.reference, _row(grid.heads))
    for band in grid.bands:
        yield from (band.name, _row(band.heads))
    for place in grid.places:
        yield _row((place.number, place.name, place.firm, place.role))
    yield from (grid.legend, *grid.tallies, *grid.signers)


def _certificate(leaf: b.Certificate) -> Iterator[str]:
    yield from (leaf.title, leaf.lead, leaf.name, leaf.name_note, leaf.body)
    yield from _figures(b.Figures(leaf.figures))
    yield from (leaf.dated, leaf.stamp, *_signatures(b.Signatures((leaf.signer,))), leaf.check)


def _letter(leaf: b.Letter) -> Iterator[str]:
    yield from leaf.address
    yield from _fields(b.Fields(leaf.references))
    yield _row((leaf.subject_name, leaf.subject))
    yield from _within(leaf.blocks)


def _statement(leaf: b.Statement) -> Iterator[str]:
    yield from (leaf.title, leaf.lead)
    yield from _within(leaf.blocks)


def _labels(leaf: b.Labels) -> Iterator[str]:
    return (_row(lines) for lines in leaf.labels)


def _badges(leaf: b.Badges) -> Iterator[str]:
    for badge in leaf.badges:
        yield _row((badge.event, badge.other_event))
        yield f"{badge.given_name} {badge.family_name}"
        yield from (badge.firm, badge.role)
        yield _row((badge.country, badge.code))


def _showcase(leaf: b.Showcase) -> Iterator[str]:
    yield from (leaf.title, leaf.lead)
    for held in (leaf.texts, *leaf.rows):
        yield from _fields(b.Fields(held))
    yield from (leaf.contact_name, *leaf.contact, *leaf.contact_codes)


def _attached(leaf: b.AttachedPages) -> Iterator[str]:
    return (_row((leaf.title, caption)) for caption in leaf.captions)


def _within(blocks: tuple[b.Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _BLOCKS[type(block)](block)


def _fields(block: b.Fields) -> Iterator[str]:
    for row in block.rows:
        yield f"{row.label}: {row.value}"
        yield row.code_note


def _figures(block: b.Figures) -> Iterator[str]:
    return (_row((f"{held.number} {held.word}", held.note)) for held in block.figures)


def _table(block: b.Table) -> Iterator[str]:
    yield _row(column.head for column in block.columns)
    for row in block.rows:
        yield as_line(row)
    yield block.note


def _paragraph(block: b.Paragraph) -> Iterator[str]:
    yield block.text


def _signed(block: b.SignedRows) -> Iterator[str]:
    return (_row((row.text, row.aside)) for row in block.rows)


def _boxes(block: b.Boxes) -> Iterator[str]:
    return (box.text for box in block.boxes)


def _signatures(block: b.Signatures) -> Iterator[str]:
    return (_row((signer.role, signer.name)) for signer in block.signers)


def _ruled(block: b.Ruled) -> Iterator[str]:
    return iter(("",) * block.lines)


def _scale(block: b.Scale) -> Iterator[str]:
    for row in block.rows:
        boxes = (f"[{h}]" if n == row.ticked else h for n, h in enumerate(block.heads))
        yield _row((row.number, row.text, " ".join(boxes)))


def _numbered(block: b.Numbered) -> Iterator[str]:
    return (f"{point.number} {point.text}" for point in block.points)


def _stamp(block: b.Stamp) -> Iterator[str]:
    yield block.word


def _columns(block: b.Columns) -> Iterator[str]:
    yield _row((block.before, block.now))
    for pair in block.pairs:
        yield _row((pair.name, pair.before_said, pair.now_said))


def _row(texts: Iterable[str]) -> str:
    return " | ".join(text for text in texts if text)


_LEAVES: dict[type, Callable[[Any], Iterator[str]]] = {
    b.Cover: _cover,
    b.Index: _index,
    b.Sheet: _sheet,
    b.MissingPiece: _missing,
    b.AttendanceGrid: _grid,
    b.Certificate: _certificate,
    b.Letter: _letter,
    b.Statement: _statement,
    b.Labels: _labels,
    b.Badges: _badges,
    b.Showcase: _showcase,
    b.AttachedPages: _attached,
}
_BLOCKS: dict[type, Callable[[Any], Iterator[str]]] = {
    b.Fields: _fields,
    b.Figures: _figures,
    b.Table: _table,
    b.Paragraph: _paragraph,
    b.SignedRows: _signed,
    b.Boxes: _boxes,
    b.Signatures: _signatures,
    b.Ruled: _ruled,
    b.Scale: _scale,
    b.Numbered: _numbered,
    b.Stamp: _stamp,
    b.Columns: _columns,
}
