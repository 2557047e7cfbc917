"""The dossier by WeasyPrint: HTML with running elements for header and footer, CSS for the rest."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

weasyprint: Any = import_module("weasyprint")  # a peer, which may not be there
_SIGN = '<span class="sign {}"></span>'
_STYLE = """
@page { size: A4; margin: 35mm 15mm 34mm 20mm;
  @top-left { content: element(head) } @bottom-left { content: element(foot) }
  @bottom-right { content: PAGE_OF; font: 600 9pt Plex } }
body { font: 9.5pt/13pt Plex; color: #14212b }
header { position: running(head); display: grid; grid-template-columns: 12mm 33mm 1fr auto;
  gap: 3mm; font-size: 9pt; border-bottom: 0.6pt solid; width: 175mm }
header div, p { white-space: pre-line; margin: 0 }
footer { position: running(foot); display: flex; gap: 30mm; font-size: 9pt; white-space: pre-line }
footer img { width: 15mm } .logo { width: 12mm; height: 12mm; border: 0.6pt dashed }
h1 { font: 300 28pt/32pt Plex; bookmark-level: none; margin: 0 } h2 { font-size: 9.5pt; margin: 0 }
article { break-before: page; bookmark-level: 1; bookmark-label: attr(title) }
article:first-of-type { break-before: auto }
section { display: flex; border-top: 1.4pt solid; margin-top: 7pt; padding-top: 5pt }
section > h2 { width: 25% } section > div { width: 75% }
table { width: 100%; border-collapse: collapse } th { text-align: left; font-weight: 600 }
td, th { border-bottom: 0.4pt solid #b9c2ca; padding: 4pt 9pt 4pt 0; vertical-align: top }
td { white-space: pre-line } .fields td:first-child, .note { color: #4a5763; font-size: 9pt }
.code { font: 9pt Mono } .right { text-align: right } .strong { font-weight: 600 }
.cover { background: #0e4b5a; color: white; padding: 20pt } .columns { display: flex; gap: 11pt }
.columns > * { flex: 1 } .figure { font: 300 26pt Plex } a { color: inherit; text-decoration: none }
.page::after { content: target-counter(attr(href), page) }
.sign { display: inline-block; width: 8.5pt; height: 8.5pt; border: 0.9pt solid #a3260f }
.sign.met { background: #1b5e3a } .bar { height: 10pt; border: 0.9pt solid #0e4b5a }
.full { background: #0e4b5a } .missing-piece { border: 1.4pt solid #a3260f; padding: 27pt }
.box { display: inline-block; width: 8pt; height: 8pt; border: 0.9pt solid }
.line { border-top: 0.75pt solid }
"""


def draw(content: dict[str, Any], code: bytes, fonts: Path) -> bytes:
    """Write one page of HTML and let it be set."""
    faces = "".join(
        f"@font-face {{ font-family: {family}; font-weight: {weight};"
        f" src: url('{(fonts / f'IBMPlex{name}.ttf').as_uri()}') }}\n"
        for family, weight, name in (
            ("Plex", 300, "Sans-Light"), ("Plex", 400, "Sans-Regular"),
            ("Plex", 600, "Sans-SemiBold"), ("Mono", 400, "Mono-Regular"),
        )
    )  # fmt: skip
    held = content["furniture"]
    before, middle = held["page_of"].split("{page}")
    middle, after = middle.split("{pages}")
    counted = f'"{before}" counter(page) "{middle}" counter(pages) "{after}"'
    uri = f"data:image/svg+xml;base64,{b64encode(code).decode()}"
    head = (
        f'<header><div class="logo">{_e(held["logo"])}</div><div>{_lines(held, "body body_name")}'
        f"</div><div>{_lines(held, 'programme legal_basis')}</div>"
        f'<div class="right">{_lines(held, "number kind")}</div></header>'
    )
    foot = (f'<footer><img src="{uri}" alt=""><div>{_lines(held, "desk printed code_name code")}'
            "</div></footer>")  # fmt: skip
    page = (
        f'<!doctype html><html lang="{content["language"]}"><head><title>{_e(content["title"])}'
        f"</title><style>{faces}{_STYLE.replace('PAGE_OF', counted)}</style></head><body>"
        f"{head}{foot}{''.join(map(_leaf, content['leaves']))}</body></html>"
    )
    return bytes(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-2b"))


_e = escape


def _lines(held: dict[str, Any], names: str) -> str:
    return "\n".join(_e(held[name]) for name in names.split())


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{_e(text)}</p>' if text else ""


def _leaf(leaf: dict[str, Any]) -> str:
    kind = {"Cover": "cover", "MissingPiece": "missing-piece"}.get(leaf["is"], "")
    written = _LEAVES[leaf["is"]](leaf)
    return (f'<article id="{_e(leaf["anchor"])}" title="{_e(leaf["outline"])}" class="{kind}">'
            f"{written}</article>")  # fmt: skip


def _strip(held: dict[str, Any] | None) -> str:
    if held is None:
        return ""
    bars = "".join(
        f'<div class="bar{" full" if bar["present"] == bar["required"] else ""}"></div>'
        for bar in held["bars"]
    )
    return f'{_p(held["words"])}<div class="columns">{bars}</div>'


def _cover(leaf: dict[str, Any]) -> str:
    partners = "".join(_p(f"{one['head']} {one['name']}") for one in leaf["partners"])
    columns = "".join(
        f"<div>{_p(column['label'], 'strong')}{''.join(map(_p, column['lines']))}</div>"
        for column in leaf["columns"]
    )
    notes = "".join(f"<section><h2>{_e(note['name'])}</h2><div>{_p(note['head'], 'strong')}"
                    f"{_p(note['text'])}</div></section>" for note in leaf["notes"])  # fmt: skip
    return (f"{partners}{_p(leaf['kind'])}{_p(leaf['number'], 'code')}<h1>{_e(leaf['place'])}</h1>"
            f'{_p(leaf["dates"])}<div class="columns">{columns}</div>{_p(leaf["strip_name"])}'
            f"{_strip(leaf['strip'])}{_p(leaf['strip_legend'])}{notes}")  # fmt: skip


def _index(leaf: dict[str, Any]) -> str:
    heads = "".join(f"<th>{_e(head)}</th>" for head in ("", *leaf["heads"]))
    rows = "".join(_entry(entry) for entry in leaf["entries"])
    return (
        f"<h1>{_e(leaf['title'])}</h1>{_strip(leaf['strip'])}<table><tr>{heads}</tr>{rows}</table>"
    )


def _entry(entry: dict[str, Any]) -> str:
    sign = _SIGN.format(entry["sign"]) if entry["sign"] else ""
    lines = "".join(_line("", line["text"], _e(line["aside"]), line["anchor"])
                    for line in entry["lines"])  # fmt: skip
    counted = f"{sign} {_e(entry['counted'])}"
    return _line(entry["number"], entry["name"], counted, entry["anchor"]) + lines


def _line(number: str, name: str, aside: str, anchor: str) -> str:
    link = f'href="#{_e(anchor)}"'
    return (f"<tr><td>{_e(number)}</td><td><a {link}>{_e(name)}</a></td><td>{aside}</td>"
            f'<td><a class="page" {link}></a></td></tr>')  # fmt: skip


def _sheet(leaf: dict[str, Any]) -> str:
    sections = "".join(
        f"<section><h2>{_e(one['name'])}{_p(one['note'], 'note')}</h2>"
        f"<div>{_blocks(one['blocks'])}</div></section>"
        for one in leaf["sections"]
    )
    return (f"{_p(leaf['label'], 'strong')}{_p(leaf['label_note'], 'code')}"
            f"<h1>{_e(leaf['title'])}</h1>{_p(leaf['lead'])}{sections}")  # fmt: skip


def _blocks(blocks: Iterable[dict[str, Any]]) -> str:
    return "".join(_BLOCKS[block["is"]](block) for block in blocks)


def _missing(leaf: dict[str, Any]) -> str:
    lines = "".join(f'<p class="line note">{_e(line)}</p>' for line in leaf["lines"])
    return (f"{_p(leaf['name'], 'strong')}{_p(leaf['counted'])}<h1>{_e(leaf['title'])}</h1>"
            f"{_p(leaf['lead'])}{_fields({'rows': leaf['fields']})}{_p(leaf['receipt'], 'strong')}"
            f'{_p(leaf["receipt_note"])}<div class="columns">{lines}</div>')  # fmt: skip


def _fields(block: dict[str, Any]) -> str:
    rows = "".join(
        f'<tr><td>{_e(row["label"])}</td><td class="{"code" if row["code"] else ""}">'
        f"{_e(row['value'])}{_p(row['code_note'], 'code')}</td></tr>"
        for row in block["rows"]
    )
    return f'<table class="fields">{rows}</table>'


def _table(block: dict[str, Any]) -> str:
    columns = block["columns"]
    whole = sum(column["share"] for column in columns)
    heads = "".join(
        f'<th style="width: {column["share"] * 100 / whole:.1f}%">{_e(column["head"])}</th>'
        for column in columns
    )
    rows = "".join(
        "<tr>" + "".join(map(_cell, row["cells"], columns)) + "</tr>" for row in block["rows"]
    )
    return f"<table><thead><tr>{heads}</tr></thead>{rows}</table>{_p(block['note'], 'note')}"


def _cell(cell: dict[str, Any], column: dict[str, Any]) -> str:
    kind = f"{column['align']} {'code' if cell['code'] or column['code'] else ''}"
    sign = _SIGN.format(cell["sign"]) if cell["sign"] else ""
    return f'<td class="{kind}">{sign} {_e(cell["text"])}{_p(cell["note"], "note")}</td>'


def _figures(block: dict[str, Any]) -> str:
    held = "".join(f'<div><span class="figure">{_e(one["number"])}</span> {_e(one["word"])}'
                   f"{_p(one['note'], 'note')}</div>" for one in block["figures"])  # fmt: skip
    return f'<div class="columns">{held}</div>'


def _signed(block: dict[str, Any]) -> str:
    rows = "".join(f"<tr><td>{_SIGN.format(row['sign'])}</td><td>{_e(row['text'])}</td>"
                   f"<td>{_e(row['aside'])}</td></tr>" for row in block["rows"])  # fmt: skip
    return f"<table>{rows}</table>"


def _boxes(block: dict[str, Any]) -> str:
    return "".join(
        f'<p><span class="box{" full" if box["ticked"] else ""}"></span> {_e(box["text"])}</p>'
        for box in block["boxes"]
    )


def _signatures(block: dict[str, Any]) -> str:
    held = "".join(f'<div class="line">{_p(one["role"], "note")}{_p(one["name"])}</div>'
                   for one in block["signers"])  # fmt: skip
    return f'<div class="columns" style="margin-top: 30pt">{held}</div>'


def _paragraph(block: dict[str, Any]) -> str:
    return _p(block["text"], block["tone"])


_LEAVES = {"Cover": _cover, "Index": _index, "Sheet": _sheet, "MissingPiece": _missing}
_BLOCKS = {"Fields": _fields, "Table": _table, "Figures": _figures, "SignedRows": _signed,
           "Boxes": _boxes, "Signatures": _signatures,
           "Paragraph": _paragraph}  # fmt: skip
