"""A paper's content as one accessible HTML file: for a reader that speaks, a phone, a large face.

One writer for each class of block and of leaf, none for a kind of paper. The file holds what the
pages hold, in the order in which it is read, but for page numbers, which a screen has not. It has
no script and asks nothing of the network. What a colour or a sign says on paper stands in words
beside it, so signs are style and no text.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape
from itertools import count
from typing import Any

from desktop.documents import blocks as b
from desktop.documents import isolates
from desktop.documents.looks import Align, Ink, Sign, Tone
from desktop.documents.web_style import STYLE

_QUIET = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_OPENING = {isolates.FSI: "<bdi>", isolates.LRI: '<bdi dir="ltr">', isolates.RLI: '<bdi dir="rtl">'}


def _side(language: str) -> str:
    return "rtl" if language in isolates.FROM_THE_RIGHT else "ltr"


def as_html(paper: b.Paper) -> str:
    """Give a paper as HTML: header, every leaf as a section with its heading, footer."""
    return "".join(_Page(paper).written())


class _Page:
    """Writes one paper; it knows the paper's direction and which headings were given an id."""

    def __init__(self, paper: b.Paper) -> None:
        self._paper = paper
        self._languages = paper.language.split("-")
        self._side = _side(self._languages[0])
        self._numbers = count(1)
        self._anchors = {leaf.anchor for leaf in paper.leaves}

    def written(self) -> Iterator[str]:
        held = self._paper.furniture
        title, author, subject = (
            escape(isolates.bare(text))
            for text in (self._paper.title, self._paper.author, self._paper.subject)
        )
        yield "<!DOCTYPE html>\n"
        yield f'<html lang="{escape(self._languages[0])}" dir="{self._side}">\n<head>\n'
        yield f'<meta charset="utf-8">\n<title>{title}</title>\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_QUIET}">\n'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        yield f'<meta name="author" content="{author}">\n'
        yield f'<meta name="description" content="{subject}">\n'
        yield f"<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n"
        yield self._text("p", f"{held.body} {held.body_name}")
        yield self._text("p", held.programme)
        yield self._text("p", held.legal_basis, "quiet")
        yield f"<h1>{self._inline(held.kind)} <code>{self._inline(held.number)}</code></h1>\n"
        yield self._text("p", held.revision, "quiet")
        yield "</header>\n<main>\n"
        for leaf in self._paper.leaves:
            yield from self._leaf(leaf)
        yield "</main>\n<footer>\n"
        yield from (self._text("p", text) for text in (held.desk, held.printed))
        yield f"<p>{self._inline(held.code_name)} <code>{self._inline(held.code)}</code></p>\n"
        yield "</footer>\n</body>\n</html>\n"

    # --- text ---------------------------------------------------------------------------------

    def _inline(self, text: str) -> str:
        """Escape a text; isolates become elements, what runs the other way is set apart."""
        written: list[str] = []
        depth = 0
        for char in text:
            if char in _OPENING:
                written.append(_OPENING[char])
                depth += 1
            elif char == isolates.PDI:
                written.append("</bdi>" if depth else "")
                depth = max(0, depth - 1)
            else:
                written.append("<br>" if char == "\n" else escape(char))
        return self._turned("".join(written) + "</bdi>" * depth, isolates.first_side(text))

    def _turned(self, written: str, side: str | None) -> str:
        if side is None or (side == "R") == (self._side == "rtl"):
            return written
        return f'<bdi dir="rtl" lang="ar">{written}</bdi>' if side == "R" else (
            f'<bdi dir="ltr">{written}</bdi>')  # fmt: skip

    def _text(self, tag: str, text: str, kind: str = "") -> str:
        """Write a text in an element of its own; nothing for nothing."""
        if not text:
            return ""
        return f"<{tag}{_classed(kind)}>{self._inline(text)}</{tag}>\n"

    def _value(self, text: str, *, code: bool = False, strong: bool = False) -> str:
        written = self._inline(text)
        written = f"<code>{written}</code>" if code and text else written
        return f"<strong>{written}</strong>" if strong and text else written

    def _heading(self, level: int, text: str) -> tuple[str, str]:
        """Write a heading; give it and the attribute by which an element is named after it."""
        if not text:
            return "", ""
        name = f"h{next(self._numbers)}"
        return f'<h{level} id="{name}">{self._inline(text)}</h{level}>\n', (
            f' aria-labelledby="{name}"')  # fmt: skip

    # --- leaves -------------------------------------------------------------------------------

    def _leaf(self, leaf: b.AnyLeaf) -> Iterator[str]:
        tag = "nav" if isinstance(leaf, b.Index) else "section"
        heading, named = self._heading(2, _title(leaf))
        yield f'<{tag} id="{escape(leaf.anchor)}"{named}>\n'
        yield self._text("p", leaf.context, "context")
        if isinstance(leaf, b.Sheet):  # the label stands above the title
            yield self._text("p", leaf.label, "strong")
            yield self._text("p", leaf.label_note, "quiet code" if leaf.label_code else "quiet")
        yield heading
        yield from _LEAVES[type(leaf)](self, leaf)
        yield f"</{tag}>\n"

    def cover(self, leaf: b.Cover) -> Iterator[str]:
        yield from (self._text("p", f"{held.head} {held.name}") for held in leaf.partners)
        yield self._text("p", f"{leaf.kind} {leaf.number}")
        yield self._text("p", leaf.dates, "lead")
        for place, column in enumerate(leaf.columns):
            yield from self._of_language(leaf, place, (
                self._text("h3", column.label),
                *(self._text("p", line) for line in column.lines),
            ))  # fmt: skip
        yield self._text("h3", leaf.strip_name)
        yield self._text("p", leaf.strip.words if leaf.strip else "")
        yield self._text("p", leaf.strip_legend, "quiet")
        for place, note in enumerate(leaf.notes):
            yield from self._of_language(leaf, place, (
                self._text("h3", note.name),
                self._text("p", note.head, f"strong {_ink(note.ink)}"),
                self._text("p", note.text),
            ))  # fmt: skip

    @staticmethod
    def _of_language(leaf: b.Cover, place: int, held: Sequence[str]) -> Iterator[str]:
        """Mark what is in one of a cover's two languages."""
        if not leaf.languages:
            yield from held
            return
        language = leaf.languages[place % len(leaf.languages)]
        yield f'<div lang="{escape(language)}" dir="{_side(language)}">\n'
        yield from held
        yield "</div>\n"

    def index(self, leaf: b.Index) -> Iterator[str]:
        yield self._text("p", leaf.strip.words if leaf.strip else "")
        heads = self._heads(("", *leaf.heads[:2]))
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for entry in leaf.entries:
            yield f"<tr><td>{self._inline(entry.number)}</td>"
            yield f'<th scope="row">{self._link(entry.name, entry.anchor)}</th>'
            yield f"<td{_classed(_sign(entry.sign))}>{self._inline(entry.counted)}</td></tr>\n"
            for line in entry.lines:
                yield f"<tr{_classed(_ink(line.ink))}><td></td>"
                yield f"<td>{self._link(line.text, line.anchor)}</td>"
                yield f"<td>{self._inline(line.aside)}</td></tr>\n"
        yield "</tbody>\n</table>\n"

    def _link(self, text: str, anchor: str) -> str:
        written = self._inline(text)
        return f'<a href="#{escape(anchor)}">{written}</a>' if anchor in self._anchors else written

    def sheet(self, leaf: b.Sheet) -> Iterator[str]:
        yield self._text("p", leaf.lead, "lead")
        for section in leaf.sections:
            heading, named = self._heading(3, section.name)
            yield heading
            yield self._text("p", section.note, "quiet")
            yield from self._within(section.blocks, named)

    def missing(self, leaf: b.MissingPiece) -> Iterator[str]:
        yield self._text("p", leaf.name, "strong ink-missing")
        yield self._text("p", leaf.counted, "quiet")
        yield self._text("p", leaf.lead, "lead")
        yield from self.fields(b.Fields(leaf.fields))
        yield self._text("h3", leaf.receipt)
        yield self._text("p", leaf.receipt_note, "quiet")
        yield from self._to_fill(leaf.lines)

    def _to_fill(self, names: Iterable[str]) -> Iterator[str]:
        """Write names under which, on paper, a line stands to write on."""
        yield '<ul class="plain">\n'
        yield from (f'<li class="ruled">{self._inline(name)}</li>\n' for name in names)
        yield "</ul>\n"

    def grid(self, leaf: b.AttendanceGrid) -> Iterator[str]:
        yield self._text("p", leaf.lead, "lead")
        yield self._text("p", leaf.counted, "strong")
        yield self._text("p", leaf.reference, "quiet")
        yield "<table>\n<thead>\n<tr>"
        yield from (f'<th scope="col" rowspan="2">{self._inline(h)}</th>' for h in leaf.heads)
        for band in leaf.bands:
            yield f'<th scope="colgroup" colspan="4">{self._inline(band.name)}</th>'
        yield f"</tr>\n<tr>{''.join(self._heads(band.heads) for band in leaf.bands)}</tr>\n"
        yield "</thead>\n<tbody>\n"
        empty = "<td></td>" * 4 * len(leaf.bands)
        for place in leaf.places:
            firm = "<br>".join(self._inline(text) for text in (place.firm, place.role) if text)
            yield f'<tr><th scope="row">{self._inline(place.number)}</th>'
            yield f"<td>{self._inline(place.name)}</td><td>{firm}</td>{empty}</tr>\n"
        yield "</tbody>\n</table>\n"
        yield self._text("p", leaf.legend, "quiet")
        yield from self._to_fill((*leaf.tallies, *leaf.signers))

    def certificate(self, leaf: b.Certificate) -> Iterator[str]:
        yield self._text("p", leaf.lead, "lead")
        yield self._text("p", leaf.name, "figure")
        yield self._text("p", leaf.name_note)
        yield self._text("p", leaf.body)
        yield from self.figures(b.Figures(leaf.figures))
        yield self._text("p", leaf.dated)
        yield from self.stamp(b.Stamp(leaf.stamp))
        yield from self.signatures(b.Signatures((leaf.signer,)))
        yield self._text("p", leaf.check, "code")

    def letter(self, leaf: b.Letter) -> Iterator[str]:
        yield f"<address>{'<br>'.join(map(self._inline, leaf.address))}</address>\n"
        yield from self.fields(b.Fields(leaf.references))
        yield self._text("p", leaf.subject_name, "quiet")
        yield from self._within(leaf.blocks)

    def statement(self, leaf: b.Statement) -> Iterator[str]:
        yield self._text("p", leaf.lead, "lead")
        yield from self._within(leaf.blocks)

    def labels(self, leaf: b.Labels) -> Iterator[str]:
        yield '<ul class="cards">\n'
        for lines in leaf.labels:
            yield f"<li>{'<br>'.join(self._inline(line) for line in lines if line)}</li>\n"
        yield "</ul>\n"

    def badges(self, leaf: b.Badges) -> Iterator[str]:
        yield '<ul class="cards">\n'
        for held in leaf.badges:
            yield "<li>\n"
            yield from (self._text("p", text) for text in (held.event, held.other_event))
            yield self._text("p", f"{held.given_name} {held.family_name}", "strong")
            yield from (self._text("p", text) for text in (
                held.firm, held.role, held.country))  # fmt: skip
            yield self._text("p", held.code, "code")
            yield "</li>\n"
        yield "</ul>\n"

    def showcase(self, leaf: b.Showcase) -> Iterator[str]:
        yield self._text("p", leaf.lead, "lead")
        for language, held in zip(leaf.told_in, leaf.texts, strict=True):
            yield from self._spoken(language, (held,))
        for place, language in enumerate(leaf.languages):
            yield from self._spoken(language, [row[place] for row in leaf.rows])
        yield self._text("h3", leaf.contact_name)
        yield from (self._text("p", text) for text in leaf.contact)
        yield from (self._text("p", text, "code") for text in leaf.contact_codes)

    def _spoken(self, language: str, rows: Sequence[b.Field]) -> Iterator[str]:
        """Write fields in a language of their own."""
        yield f'<div lang="{escape(language)}" dir="{_side(language)}">\n'
        yield from self.fields(b.Fields(tuple(rows)))
        yield "</div>\n"

    def attached(self, leaf: b.AttachedPages) -> Iterator[str]:
        """Write the pages of a file that was handed in as pictures, named by what is over them."""
        for caption, picture in zip(leaf.captions, leaf.pictures, strict=True):
            said = escape(isolates.bare(f"{leaf.title}, {caption}"), quote=True)
            held = b64encode(picture).decode()
            yield f"<figure><figcaption>{self._inline(caption)}</figcaption>\n"
            yield f'<img alt="{said}" src="data:image/jpeg;base64,{held}"></figure>\n'

    # --- blocks -------------------------------------------------------------------------------

    def _within(self, blocks: Iterable[b.Block], named: str = "") -> Iterator[str]:
        for block in blocks:
            if isinstance(block, b.Table):
                yield from self.table(block, named)
            else:
                yield from _BLOCKS[type(block)](self, block)

    def fields(self, block: b.Fields) -> Iterator[str]:
        if not block.rows:
            return
        yield "<dl>\n"
        for row in block.rows:
            value = self._value(row.value, code=row.code, strong=row.strong)
            note = f"<br>{self._value(row.code_note, code=True)}" if row.code_note else ""
            yield f"<div><dt>{self._inline(row.label)}</dt>"
            yield f"<dd{_classed(_ink(row.ink))}>{value}{note}</dd></div>\n"
        yield "</dl>\n"

    def figures(self, block: b.Figures) -> Iterator[str]:
        yield '<ul class="plain">\n'
        for held in block.figures:
            yield f'<li><span class="figure">{self._inline(held.number)}</span> '
            yield f"{self._inline(held.word)}{self._text('p', held.note, 'quiet')}</li>\n"
        yield "</ul>\n"

    def table(self, block: b.Table, named: str = "") -> Iterator[str]:
        """Write a table; its first column heads its rows, its section's heading names it."""
        kind = _classed("by-hand" if block.by_hand else "")
        heads = self._heads(column.head for column in block.columns)
        yield f"<table{kind}{named}>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for row in block.rows:
            yield f"<tr{_classed('total' if row.total else '')}>"
            pairs = zip(row.cells, block.columns, strict=True)
            yield from (
                self._cell(cell, column, first=not n) for n, (cell, column) in enumerate(pairs)
            )
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"
        yield self._text("p", block.note, "quiet")

    def _heads(self, heads: Iterable[str]) -> str:
        """Write the heads of columns; one without a word heads nothing."""
        return "".join(
            f'<th scope="col">{self._inline(h)}</th>' if h else "<td></td>" for h in heads
        )

    def _cell(self, cell: b.Cell, column: b.Column, *, first: bool) -> str:
        text = self._value(cell.text, code=cell.code or column.code, strong=cell.strong)
        note = self._value(cell.note, code=cell.code_note) if cell.note else ""
        note = f'<br><span class="quiet">{note}</span>' if note else ""
        number = "number" if column.align is Align.RIGHT else ""
        kinds = _classed(_sign(cell.sign), _ink(cell.ink), number)
        if first and cell.text:
            return f'<th scope="row"{kinds}>{text}{note}</th>'
        return f"<td{kinds}>{text}{note}</td>"

    def paragraph(self, block: b.Paragraph) -> Iterator[str]:
        yield self._text("p", block.text, "" if block.tone is Tone.BODY else "quiet")

    def signed_rows(self, block: b.SignedRows) -> Iterator[str]:
        yield '<ul class="plain">\n'
        for row in block.rows:
            aside = f' <span class="aside">{self._inline(row.aside)}</span>' if row.aside else ""
            kinds = _classed(_sign(row.sign), _ink(row.ink))
            yield f"<li{kinds}>{self._inline(row.text)}{aside}</li>\n"
        yield "</ul>\n"

    def boxes(self, block: b.Boxes) -> Iterator[str]:
        yield '<ul class="plain">\n'
        for box in block.boxes:
            kind = "ticked" if box.ticked else "box"
            yield f'<li class="{kind}">{self._inline(box.text)}</li>\n'
        yield "</ul>\n"

    def signatures(self, block: b.Signatures) -> Iterator[str]:
        yield '<dl class="signatures">\n'
        for signer in block.signers:
            yield f"<div><dt>{self._inline(signer.role)}</dt>"
            yield f'<dd class="ruled">{self._inline(signer.name)}</dd></div>\n'
        yield "</dl>\n"

    def ruled(self, block: b.Ruled) -> Iterator[str]:
        yield '<div class="ruled"></div>\n' * block.lines

    def scale(self, block: b.Scale) -> Iterator[str]:
        """Write a table whose boxes say their head and whether it was chosen to who listens."""
        heads = self._heads(("", "", *block.heads))
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n"
        yield "<tbody>\n"
        for row in block.rows:
            yield f"<tr><td>{self._inline(row.number)}</td>"
            yield f'<th scope="row">{self._inline(row.text)}</th>'
            for place, head in enumerate(block.heads):
                chosen = "true" if place == row.ticked else "false"
                named = escape(isolates.bare(head))
                yield (f'<td><span role="checkbox" aria-disabled="true" aria-checked="{chosen}" '
                       f'aria-label="{named}"></span></td>')  # fmt: skip
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"

    def columns(self, block: b.Columns) -> Iterator[str]:
        """Write a chart as the table of its figures: the heights of its columns say no more."""
        heads = self._heads(("", block.before, block.now))
        yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
        for pair in block.pairs:
            yield f'<tr><th scope="row">{self._inline(pair.name)}</th>'
            figures = (pair.before_said, pair.now_said)
            yield "".join(f'<td class="number">{self._inline(said)}</td>' for said in figures)
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"

    def numbered(self, block: b.Numbered) -> Iterator[str]:
        yield '<ol class="plain">\n'
        for point in block.points:
            yield f"<li>{self._inline(point.number)} {self._inline(point.text)}</li>\n"
        yield "</ol>\n"

    def stamp(self, block: b.Stamp) -> Iterator[str]:
        yield self._text("p", block.word, "stamp")


def _title(leaf: b.AnyLeaf) -> str:
    """Give what heads a leaf: its title, or what stands for one."""
    if isinstance(leaf, b.Cover):
        return leaf.place
    if isinstance(leaf, b.Letter):
        return leaf.subject
    return "" if isinstance(leaf, b.Labels | b.Badges) else leaf.title


def _classed(*kinds: str) -> str:
    held = " ".join(kind for kind in kinds if kind)
    return f' class="{held}"' if held else ""


def _ink(ink: Ink) -> str:
    return "" if ink is Ink.TEXT else f"ink-{ink}"


def _sign(sign: Sign | None) -> str:
    return f"sign-{sign}" if sign else ""


_LEAVES: dict[type, Callable[[_Page, Any], Iterator[str]]] = {
    b.Cover: _Page.cover,
    b.Index: _Page.index,
    b.Sheet: _Page.sheet,
    b.MissingPiece: _Page.missing,
    b.AttendanceGrid: _Page.grid,
    b.Certificate: _Page.certificate,
    b.Letter: _Page.letter,
    b.Statement: _Page.statement,
    b.Labels: _Page.labels,
    b.Badges: _Page.badges,
    b.Showcase: _Page.showcase,
    b.AttachedPages: _Page.attached,
}
_BLOCKS: dict[type, Callable[[_Page, Any], Iterator[str]]] = {
    b.Fields: _Page.fields,
    b.Figures: _Page.figures,
    b.Table: _Page.table,
    b.Paragraph: _Page.paragraph,
    b.SignedRows: _Page.signed_rows,
    b.Boxes: _Page.boxes,
    b.Signatures: _Page.signatures,
    b.Ruled: _Page.ruled,
    b.Scale: _Page.scale,
    b.Numbered: _Page.numbered,
    b.Stamp: _Page.stamp,
    b.Columns: _Page.columns,
}
