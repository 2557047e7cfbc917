from datetime import date

import pytest

from desktop.domain.codecs import Reading
from desktop.domain.record import Column
from desktop.domain.records import Firm
from desktop.lists.cells import Cell
from desktop.lists.entries import Entry, EntryReader, split_name
from desktop.lists.mapping import columns_of
from desktop.lists.values import _SOFT, Reader, Value, in_small
from desktop.lists.vocabulary import vocabulary
from tests.builders import vat_number

TODAY = date(2021, 9, 8)
CODE = vat_number(1)


def entry(**cells: str | Cell) -> Entry:
    """Read one row of which each header is a keyword, "_" standing for a blank."""
    headers = [name.replace("_", " ") for name in cells]
    row = [Cell(c) if isinstance(c, str) else c for c in cells.values()]
    return EntryReader(columns_of(headers), TODAY).read(
        6, [cell if cell.text else None for cell in row]
    )


def stored(found: Entry, name: str) -> object:
    column = Firm.KIND.column(name)
    return found.cells.get(Firm.KIND.columns.index(column))


def read(column: Column, text: str, kind: str = "text") -> Value:
    cell = Cell(text, kind)  # type: ignore[arg-type]  # the parameters below name kinds
    return Reader(vocabulary(), TODAY).read(Firm.KIND, column, cell)


def test_one_column_for_both_codes() -> None:
    eleven = entry(Ditta="Finta", P_IVA_CF=f"IT {CODE}")
    assert (eleven.codes, eleven.implied_tax_code) == ((CODE,), True)
    sixteen = entry(Ditta="Finta", P_IVA_CF="RSSMRA85T10A562S")
    assert stored(sixteen, "tax_code") == "RSSMRA85T10A562S"
    assert stored(sixteen, "vat_number") is None


@pytest.mark.parametrize("header", ["P_IVA_CF", "Part_IVA", "Cod_fiscale"])
def test_lost_zeros_come_back_and_are_said(header: str) -> None:
    short = Cell(CODE.lstrip("0").zfill(8), "number")
    assert len(short.text) < 11
    found = entry(Ditta="Finta", **{header: short})
    assert found.codes == (CODE,)
    assert [(n.code, n.values["mended"]) for n in found.notes] == [("mended-zeros", CODE)]


@pytest.mark.parametrize(
    ("code", "problem"),
    [(CODE[:-1] + str((int(CODE[-1]) + 1) % 10), "identifier.check-digit"),
     ("3585640", "identifier.length"), ("1,26018E+10", "identifier.format")],
)  # fmt: skip
def test_a_wrong_code_refuses_the_row(code: str, problem: str) -> None:
    found = entry(Ditta="Finta", P_IVA=code)
    assert found.refused
    assert [note.problem.code for note in found.notes if note.problem] == [problem]


def test_every_reason_of_a_row_is_said_at_once() -> None:
    found = entry(Ditta=" ", P_IVA="123", PEC="senza")
    assert {note.column for note in found.notes} == {"Ditta", "P IVA", "PEC"}


@pytest.mark.parametrize("text", ["-", "n.d.", "N.D.", "//"])
def test_a_dash_says_nothing(text: str) -> None:
    assert entry(Ditta="Finta", P_IVA=CODE, PEC=text, Data_iscriz=text).notes == []


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (Cell("27/01/2012"), "2012-01-27"), (Cell("2012-01-27", "date"), "2012-01-27"),
        (Cell("40935", "number"), "2012-01-27"), (Cell("20120127", "number"), "2012-01-27"),
        (Cell("27/01/2012 00:00:00"), "2012-01-27"), (Cell("2012-01-27T00:00:00"), "2012-01-27"),
    ],
)  # fmt: skip
def test_days_in_every_form_of_lists(cell: Cell, day: str) -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, Data_iscriz=cell)
    assert (stored(found, "registered_on"), found.notes) == (day, [])


@pytest.mark.parametrize("text", ["31/02/2001", "primavera", "+7", "oggi", "27/01"])
def test_an_unreadable_day_is_left_out_and_said(text: str) -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, Data_iscriz=text)
    assert not found.refused
    assert stored(found, "registered_on") is None
    assert [(note.code, note.column) for note in found.notes] == [("left-out", "Data iscriz")]


@pytest.mark.parametrize(
    ("cell", "cents"),
    [(Cell("1.234.567,89"), 123456789), (Cell("1.234"), 123400),
     (Cell("16230620", "number"), 1623062000),
     (Cell("€ 12,5"), 1250), (Cell("0.3", "number"), 30)],
)  # fmt: skip
def test_amounts(cell: Cell, cents: int) -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, Fatturato_2020=cell)
    (child,) = found.children.values()
    assert (child.key, list(child.cells.values()), found.notes) == ("2020", [cents], [])


def test_a_text_beyond_its_limit_goes_back_whole() -> None:
    found = entry(Ditta="Finta " * 60, P_IVA=CODE)
    assert found.refused
    assert found.notes[0].problem is not None
    assert found.notes[0].problem.code == "too-long"


def test_a_negative_turnover_is_left_out() -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, Fatturato_2020="-5")
    assert [note.code for note in found.notes] == ["left-out"]


def test_odd_values_are_kept_and_to_be_verified() -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, PEC="senza.chiocciola", Prov="XX", Tel="12")
    assert stored(found, "pec") == "senza.chiocciola"
    assert {(note.column, note.code) for note in found.notes} == {
        (name, "to-verify") for name in ("PEC", "Prov", "Tel")
    }


def test_a_day_in_a_column_of_codes_is_what_a_spreadsheet_made_of_it() -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, Cod_ATECO=Cell("2012-11-10", "date"))
    assert [note.code for note in found.notes] == ["left-out"]
    assert stored(found, "ateco.code") is None


def test_hidden_characters_are_taken_out_and_said() -> None:
    found = entry(Ditta="Fin\u202eta", P_IVA=CODE)
    assert found.name == "Finta"
    assert [(note.code, note.values) for note in found.notes] == [
        ("cleaned", {"removed": "U+202E"})
    ]


def test_line_breaks_in_a_name_are_blanks() -> None:
    assert entry(Ditta="Finta\r\nS.r.l.", P_IVA=CODE).name == "Finta S.r.l."


@pytest.mark.parametrize(
    ("province", "number", "rea"),
    [("MI", "1446792", "MI-1446792"), ("MI", "MI-1446792", "MI-1446792"), ("BG", "0123", "BG-123")],
)
def test_rea_in_two_columns(province: str, number: str, rea: str) -> None:
    found = entry(Ditta="Finta", P_IVA=CODE, Prov_REA=province, REA=number)
    assert (stored(found, "rea"), found.notes) == (rea, [])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mario Rossi", ("Rossi", "Mario")), ("Rossi Mario", ("Rossi", "Mario")),
        ("ROSSI Mario", ("ROSSI", "Mario")), ("Maria DE FINTIS", ("DE FINTIS", "Maria")),
        ("De Fintis, Ada", ("De Fintis", "Ada")), ("Dott.ssa Lia Prova", ("Prova", "Lia")),
        ("Xyz Abc", ("Abc", "Xyz")), ("Rossi", None), (", Ada", None), ("Sig. Rossi", None),
    ],
)  # fmt: skip
def test_the_two_names_of_a_person(text: str, names: tuple[str, str] | None) -> None:
    assert split_name(text, vocabulary().given_names) == names


@pytest.mark.parametrize(
    ("large", "small"),
    [
        ("CASSANO D'ADDA", "Cassano d'Adda"), ("DESENZANO DEL GARDA", "Desenzano del Garda"),
        ("SALÒ", "Salò"), ("L'AQUILA", "L'Aquila"),
        ("SANT'ANGELO LODIGIANO", "Sant'Angelo Lodigiano"),
        ("REGGIO NELL’EMILIA", "Reggio nell’Emilia"), ("Cinisello B.", "Cinisello B."),
    ],
)  # fmt: skip
def test_towns_in_capitals_are_written_small(large: str, small: str) -> None:
    assert in_small(large) == small


@pytest.mark.parametrize(
    ("name", "word", "value"),
    [
        ("legal_form", "S.r.l.", "SRL"), ("legal_form", "SOCIETA' PER AZIONI", "SPA"),
        ("legal_form", "ditta individuale", "DI"), ("status", "Attiva", "active"),
        ("status", "in liquidazione", "liquidation"), ("kind", "cooperativa", "cooperative"),
        ("registered_office.province", "Milano", "MI"),
        ("registered_office.province", "L'Aquila", "AQ"),
    ],
)  # fmt: skip
def test_choices_in_the_words_of_lists(name: str, word: str, value: str) -> None:
    assert read(Firm.KIND.column(name), word).stored == value


def test_an_unknown_choice_is_left_out() -> None:
    assert read(Firm.KIND.column("legal_form"), "boh").said == "left-out"


@pytest.mark.parametrize(
    ("text", "code"), [("184", "00184"), ("9100", "09100"), ("20121", "20121")]
)
def test_postcodes_get_their_zeros_back(text: str, code: str) -> None:
    assert read(Firm.KIND.column("registered_office.postcode"), text).stored == code


@pytest.mark.parametrize(
    "text", ["MI 0123", "a@x.it", "02 5500001", "x", "20121", "Mi", "www.x.it"]
)
def test_soft_values_are_stored_as_a_form_would(text: str) -> None:
    for column in Firm.KIND.columns:
        if column.type in _SOFT:
            typed = column.codec.parse(text, Reading(today=TODAY))
            assert read(column, text).stored == column.codec.dump(typed)
