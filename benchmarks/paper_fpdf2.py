"""The dossier by fpdf2: its own tables, links, outline and total of pages."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

fpdf: Any = import_module("fpdf")  # a peer, which may not be there
_LINES = "HORIZONTAL_LINES"
_INKS = {"text": (20, 33, 43), "secondary": (74, 87, 99), "missing": (163, 38, 15),
         "to_supply": (122, 75, 0), "met": (27, 94, 58)}  # fmt: skip
_SIGNS = {"met": "+", "missing": "x", "to_supply": "!", "blocks": "#", "warning": "!",
          "unverifiable": "?"}  # fmt: skip
_BELOW: dict[str, Any] = {"new_x": "LMARGIN", "new_y": "NEXT"}
_LABEL = 45  # mm, the column of labels


class _Paper(fpdf.FPDF):  # type: ignore[misc]  # of no known type
    """A4 with the papers' header and footer."""

    def __init__(self, held: dict[str, Any], code: bytes) -> None:
        super().__init__(format="A4")
        self.held, self.code, self.line_above = held, code, ""

    def header(self) -> None:
        """Set body, programme, context, number and kind."""
        held = self.held
        self.rect(20, 12, 12, 12)
        columns = (
            (35, "L", (held["body"], held["body_name"])),
            (76, "L", (held["programme"], held["legal_basis"], self.line_above)),
            (140, "R", (held["number"], held["kind"])),
        )
        self.set_font("Plex", size=9)
        for left, align, texts in columns:
            for place, text in enumerate(texts):
                self.set_xy(left, 12 + 4.2 * place)
                self.cell(55, 4, text, align=align)
        self.line(20, 27, 195, 27)
        self.set_xy(20, 32)

    def footer(self) -> None:
        """Set the QR, desk, moment, code and page n of N."""
        held = self.held
        self.line(20, 267, 195, 267)
        self.image(self.code, x=20, y=270, w=15)
        self.set_font("Plex", size=9)
        texts = (held["desk"], held["printed"], f"{held['code_name']} {held['code']}")
        for place, text in enumerate(texts):
            self.set_xy(65, 270 + 4.2 * place)
            self.cell(90, 4, text)
        said = held["page_of"].replace("{pages}", "{nb}").replace("{page}", str(self.page_no()))
        self.set_xy(150, 270)
        self.cell(45, 4, said, align="R")


def draw(content: dict[str, Any], code: bytes, fonts: Path) -> bytes:
    """Draw every leaf on pages of its own."""
    pdf = _Paper(content["furniture"], code)
    pdf.set_margins(20, 12, 15)
    for family, style, name in (
        ("Plex", "", "Sans-Regular"), ("Plex", "B", "Sans-SemiBold"), ("Light", "", "Sans-Light"),
        ("Mono", "", "Mono-Regular"),
    ):  # fmt: skip
        pdf.add_font(family, style, str(fonts / f"IBMPlex{name}.ttf"))
    pdf.set_title(content["title"])
    pdf.set_author(content["author"])
    pdf.set_lang(content["language"])
    pdf.set_auto_page_break(auto=True, margin=32)
    links = {leaf["anchor"]: pdf.add_link(page=1) for leaf in content["leaves"]}  # each set below
    for leaf in content["leaves"]:
        pdf.line_above = leaf["context"]
        pdf.add_page()
        pdf.set_link(links[leaf["anchor"]], page=pdf.page_no())
        pdf.start_section(leaf["outline"], level=leaf["level"])
        _LEAVES[leaf["is"]](pdf, leaf, links)
    return bytes(pdf.output())


def _text(pdf: _Paper, text: str, size: float = 9.5, face: str = "Plex", style: str = "") -> None:
    if text:
        pdf.set_font(face, style, size)
        pdf.multi_cell(0, size * 0.48, text, **_BELOW)


def _ink(pdf: _Paper, name: str) -> None:
    pdf.set_text_color(*_INKS[name])


def _strip(pdf: _Paper, held: dict[str, Any] | None) -> None:
    if held is None:
        return
    _text(pdf, held["words"])
    width = 175 / len(held["bars"])
    for place, bar in enumerate(held["bars"]):
        full = "FD" if bar["present"] == bar["required"] else "D"
        pdf.rect(20 + place * width, pdf.get_y(), width - 1, 3.5, style=full)
    pdf.ln(6)


def _cover(pdf: _Paper, leaf: dict[str, Any], _links: object) -> None:
    pdf.set_fill_color(14, 75, 90)
    pdf.rect(20, 32, 175, 100, style="F")
    pdf.set_text_color(255, 255, 255)
    for one in leaf["partners"]:
        _text(pdf, f"{one['head']} {one['name']}")
    _text(pdf, f"{leaf['kind']} {leaf['number']}")
    _text(pdf, leaf["place"], 36, "Light")
    _text(pdf, leaf["dates"], 13)
    for column in leaf["columns"]:
        _text(pdf, column["label"], style="B")
        _text(pdf, "\n".join(column["lines"]))
    _text(pdf, leaf["strip_name"], style="B")
    _strip(pdf, leaf["strip"])
    _text(pdf, leaf["strip_legend"])
    pdf.set_y(140)
    for note in leaf["notes"]:
        _ink(pdf, "text")
        _text(pdf, note["name"], style="B")
        _ink(pdf, note["ink"])
        _text(pdf, note["head"], style="B")
        _ink(pdf, "text")
        _text(pdf, note["text"])


def _index(pdf: _Paper, leaf: dict[str, Any], links: dict[str, int]) -> None:
    _text(pdf, leaf["title"], 28, "Light")
    _strip(pdf, leaf["strip"])
    rows = []
    for entry in leaf["entries"]:
        sign = _SIGNS.get(entry["sign"] or "", "")
        rows.append((entry["number"], entry["name"], f"{sign} {entry['counted']}", entry["anchor"]))
        rows += [("", line["text"], line["aside"], line["anchor"]) for line in entry["lines"]]
    pdf.set_font("Plex", size=9.5)
    with pdf.table(borders_layout=_LINES, line_height=5,
                   col_widths=(1, 12, 6)) as table:  # fmt: skip
        table.row(("", *leaf["heads"][:2]))
        for number, name, aside, anchor in rows:
            row = table.row()
            row.cell(number)
            row.cell(name, link=links[anchor])
            row.cell(aside)


def _sheet(pdf: _Paper, leaf: dict[str, Any], _links: object) -> None:
    _text(pdf, leaf["label"], style="B")
    _text(pdf, leaf["label_note"], 9, "Mono" if leaf["label_code"] else "Plex")
    _text(pdf, leaf["title"], 28, "Light")
    _text(pdf, leaf["lead"], 11)
    for section in leaf["sections"]:
        pdf.set_line_width(0.5)
        pdf.line(20, pdf.get_y() + 2, 195, pdf.get_y() + 2)
        pdf.set_line_width(0.2)
        pdf.ln(3)
        _text(pdf, section["name"], style="B")
        _text(pdf, section["note"], 9)
        pdf.set_left_margin(20 + _LABEL)
        pdf.set_x(20 + _LABEL)
        for block in section["blocks"]:
            _BLOCKS[block["is"]](pdf, block)
            pdf.ln(1)
        pdf.set_left_margin(20)
        pdf.set_x(20)


def _missing(pdf: _Paper, leaf: dict[str, Any], _links: object) -> None:
    pdf.rect(20, 34, 175, 225)
    pdf.set_left_margin(30)
    pdf.set_xy(30, 46)
    _ink(pdf, "missing")
    _text(pdf, leaf["name"], 13, style="B")
    _ink(pdf, "text")
    _text(pdf, leaf["counted"])
    _text(pdf, leaf["title"], 36, "Light")
    _text(pdf, leaf["lead"], 13)
    _rows(pdf, [(row["label"], row["value"]) for row in leaf["fields"]])
    _text(pdf, leaf["receipt"], style="B")
    _text(pdf, leaf["receipt_note"])
    for line in leaf["lines"]:
        pdf.ln(8)
        _text(pdf, line, 9)
    pdf.set_left_margin(20)


def _rows(pdf: _Paper, rows: Iterable[tuple[str, ...]], widths: tuple[int, ...] = (1, 2)) -> None:
    pdf.set_font("Plex", size=9.5)
    with pdf.table(first_row_as_headings=False, col_widths=widths, line_height=5,
                   borders_layout=_LINES) as table:  # fmt: skip
        for row in rows:
            table.row(row)


def _fields(pdf: _Paper, block: dict[str, Any]) -> None:
    rows = block["rows"]
    _rows(pdf, [(row["label"], "\n".join(filter(None, (row["value"], row["code_note"]))))
                for row in rows])  # fmt: skip


def _table(pdf: _Paper, block: dict[str, Any]) -> None:
    columns = block["columns"]
    pdf.set_font("Plex", size=9)
    with pdf.table(borders_layout=_LINES, line_height=4.6,
                   col_widths=tuple(c["share"] for c in columns),
                   text_align=tuple(c["align"].upper() for c in columns)) as table:  # fmt: skip
        table.row([column["head"] for column in columns])
        for held in block["rows"]:
            row = table.row()
            for cell in held["cells"]:
                sign = _SIGNS.get(cell["sign"] or "", "")
                row.cell("\n".join(filter(None, (f"{sign} {cell['text']}", cell["note"]))))
    _text(pdf, block["note"], 9)


def _paragraph(pdf: _Paper, block: dict[str, Any]) -> None:
    _text(pdf, block["text"], 9.5 if block["tone"] == "body" else 9)


def _figures(pdf: _Paper, block: dict[str, Any]) -> None:
    for held in block["figures"]:
        pdf.set_font("Light", size=26)
        pdf.cell(None, 10, held["number"])
        _text(pdf, f"{held['word']} {held['note']}")


def _signed(pdf: _Paper, block: dict[str, Any]) -> None:
    rows = [(_SIGNS[row["sign"]], row["text"], row["aside"]) for row in block["rows"]]
    _rows(pdf, rows, (1, 12, 6))


def _boxes(pdf: _Paper, block: dict[str, Any]) -> None:
    for box in block["boxes"]:
        pdf.rect(pdf.get_x(), pdf.get_y() + 1, 3, 3, style="FD" if box["ticked"] else "D")
        pdf.set_x(pdf.get_x() + 5)
        _text(pdf, box["text"])


def _signatures(pdf: _Paper, block: dict[str, Any]) -> None:
    for signer in block["signers"]:
        pdf.ln(8)
        pdf.line(pdf.get_x(), pdf.get_y(), pdf.get_x() + 60, pdf.get_y())
        _text(pdf, signer["role"], 9)
        _text(pdf, signer["name"])


_LEAVES = {"Cover": _cover, "Index": _index, "Sheet": _sheet, "MissingPiece": _missing}
_BLOCKS = {"Fields": _fields, "Table": _table, "Paragraph": _paragraph, "Figures": _figures,
           "SignedRows": _signed, "Boxes": _boxes, "Signatures": _signatures}  # fmt: skip
