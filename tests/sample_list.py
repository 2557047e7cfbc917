"""A chamber's list as it comes: invented firms, and in known rows what goes wrong in real lists.

Run as a script it writes the list into a folder, as XLSX, ODS and CSV in two encodings.
"""

import random
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from tests.builders import vat_number

Value = str | int | float | date | None
HEADERS = (
    "Denominazione", "Codice fiscale", "Part. IVA", "Prov. REA", "REA", "Data iscriz.",
    "Indirizzo", "Comune", "Provincia", "C.A.P.", "P.E.C.", "Tel.", "Referente", "Addetti",
    "Fatturato 2020 (€)", "Codice cliente",
)  # fmt: skip
NAME, TAX, VAT, REA, DAY, TOWN, PEC, PHONE, TURNOVER = 0, 1, 2, 4, 5, 7, 10, 11, 14
FIRST_ROW = 6  # of the firms, as the sheet counts: the header stands in row 5
BLANK_AFTER, REPEATED_HEADER_AFTER = 20, 40
ROWS = 60
FORMULA = '=HYPERLINK("http://127.0.0.1/";"Impresa Formula S.r.l.")'

_WORDS = ("Officine", "Tessitura", "Caseificio", "Vetreria", "Meccanica", "Serramenti")
_NAMES = ("Facsimile", "Finta", "Saggio", "Modello", "Campione", "Prova", "Zibàldone")
_TOWNS = (
    ("Cinisello Balsamo", "MI", "20092"), ("Salò", "BS", "25087"), ("Cantù", "CO", "22063"),
    ("Cassano d'Adda", "Milano", "20062"), ("Desenzano del Garda", "BS", "25015"),
)  # fmt: skip
_PEOPLE = ("Lia Prova", "Saggi Mara", "ESEMPI Ugo", "Finti, Ada")


@dataclass(frozen=True)
class SampleList:
    """The rows, and by their numbers in the sheet what an import must make of them."""

    rows: list[list[Value]]
    refused: dict[int, str] = field(default_factory=dict)  # row: field that is wrong
    doubtful: tuple[int, ...] = ()
    mended: dict[int, str] = field(default_factory=dict)  # row: the VAT number it becomes
    odd_pec: int = 0
    formula: int = 0
    left_out: int = 0

    @property
    def new(self) -> int:
        return len(self.rows) - len(self.refused) - len(self.doubtful)


def code_of(place: int) -> str:
    """Give the VAT number of the firm at a place of the rows: one zero before ten digits."""
    return vat_number(100_001 + place)


def sheet_row(place: int) -> int:
    """Give the number that the sheet shows for the firm at a place of the rows."""
    return FIRST_ROW + place + (place > BLANK_AFTER) + (place > REPEATED_HEADER_AFTER)


def sample_list(seed: int = 2021) -> SampleList:
    chance = random.Random(seed)  # noqa: S311 - invented firms, the same in every run
    rows = [_firm(nth, chance) for nth in range(ROWS)]
    rows[3][NAME] = "   "
    rows[7][VAT] = rows[7][TAX] = _with_wrong_digit(str(rows[7][VAT]))
    rows[11][VAT], rows[11][TAX] = "3585640", None
    rows[15] = [*rows[5][:DAY], date(2001, 1, 1), *rows[5][DAY + 1 :]]
    lost = str(rows[19][VAT])
    rows[19][VAT], rows[19][TAX] = int(lost), None
    rows[23][PEC] = "senza.chiocciola"
    rows[27][NAME] = FORMULA
    rows[31][DAY] = "31/02/2001"
    rows[35][TOWN] = str(rows[35][TOWN]).upper()
    rows[47][NAME], rows[47][VAT], rows[47][TAX] = f"{rows[5][NAME]} in liquidazione", None, None
    rows[51][NAME], rows[51][VAT], rows[51][TAX] = "Senza Codice Inventata S.n.c.", "n.d.", None
    return SampleList(
        rows=rows,
        refused={sheet_row(3): "name", sheet_row(7): "vat_number", sheet_row(11): "vat_number",
                 sheet_row(51): "tax_code"},
        doubtful=(sheet_row(15), sheet_row(47)),
        mended={sheet_row(19): lost}, odd_pec=sheet_row(23), formula=sheet_row(27),
        left_out=sheet_row(31),
    )  # fmt: skip


def _firm(nth: int, chance: random.Random) -> list[Value]:
    town, province, postcode = chance.choice(_TOWNS)
    code = code_of(nth)
    day = date(1980 + nth % 40, 1 + nth % 12, 1 + nth % 28)
    turnover = chance.randrange(10_000, 9_000_000)
    return [
        f"{chance.choice(_WORDS)} {chance.choice(_NAMES)} {nth} S.r.l.",
        code, f"IT {code}" if nth % 3 == 0 else code, province if len(province) == 2 else "MI",
        str(100_000 + nth), day if nth % 2 else f"{day:%d/%m/%Y}", f"Via dei Modelli, {nth}", town,
        province, int(postcode), f"impresa{nth}@pec.example", f"02 55{nth:05d}",
        _PEOPLE[nth % len(_PEOPLE)], f"{nth},5", turnover if nth % 2 else _italian(turnover),
        f"C-{nth}",
    ]  # fmt: skip


def _with_wrong_digit(code: str) -> str:
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def _italian(amount: int) -> str:
    return f"{amount:,}".replace(",", ".") + ",00"


def sheet_rows(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    """Give the whole sheet: titles above, a blank row, the header again, totals below."""
    body = [list(row) for row in rows]
    body.insert(REPEATED_HEADER_AFTER + 1, list(HEADERS))
    body.insert(BLANK_AFTER + 1, [])
    total: list[Value] = ["Totale imprese", *[None] * (TURNOVER - 1), len(rows)]
    titles: list[list[Value]] = [
        ["CAMERA DI COMMERCIO DI PROVA"], ["Elenco imprese (tutte inventate)"],
        ["aggiornato al 30/06/2021"], [],
    ]  # fmt: skip
    return [*titles, list(HEADERS), *body, total]


def write_xlsx(path: Path, rows: Sequence[Sequence[Value]]) -> Path:
    book = Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    book.add_worksheet("Leggimi").write_string(0, 0, "Elenco di prova: Comune, PEC, Provincia")
    page = book.add_worksheet("Imprese")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(sheet_rows(rows)):
        for place, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(number, place, value, day)
            elif isinstance(value, str):
                page.write_string(number, place, value)
            elif value is not None:
                page.write_number(number, place, value)
    page.merge_range(0, 0, 0, len(HEADERS) - 1, "CAMERA DI COMMERCIO DI PROVA")
    book.close()
    return path


def write_ods(path: Path, rows: Sequence[Sequence[Value]]) -> Path:
    cells = "".join(f"<table:table-row>{_ods_row(row)}</table:table-row>" for row in
                    sheet_rows(rows))  # fmt: skip
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}>'
        f"<office:body><office:spreadsheet><table:table table:name='Imprese'>{cells}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    path.write_bytes(data.getvalue())
    return path


_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def _ods_row(row: Sequence[Value]) -> str:
    return "".join(_ods_cell(value) for value in row) or "<table:table-cell/>"


def _ods_cell(value: Value) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def csv_text(rows: Sequence[Sequence[Value]], separator: str = ";") -> str:
    return "".join(
        separator.join(_csv_cell(value) for value in row) + "\r\n" for row in sheet_rows(rows)
    )


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if {'"', ";", "\t"} & set(text) else text


def write_csv(path: Path, rows: Sequence[Sequence[Value]], encoding: str) -> Path:
    path.write_bytes(csv_text(rows).encode(encoding))
    return path


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    held = sample_list().rows
    write_xlsx(folder / "list.xlsx", held)
    write_ods(folder / "list.ods", held)
    write_csv(folder / "list-cp1252.csv", held, "cp1252")
    write_csv(folder / "list-utf8.csv", held, "utf-8-sig")
