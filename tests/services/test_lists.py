from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from desktop.domain.problems import DeskError
from desktop.lists.matching import State
from desktop.lists.reader import opened
from desktop.lists.tables import Wanted
from desktop.lists.writer import Sheet, Value, write_list
from desktop.services import firms, lists, register, stores
from desktop.services.desk import Desk
from desktop.services.lists import How, ImportReport, Watch
from desktop.texts import LANGUAGES
from tests.builders import FULL_FIRM, firm_draft, vat_number
from tests.sample_list import (
    FORMULA,
    HEADERS,
    REA,
    SampleList,
    code_of,
    sample_list,
    sheet_row,
    write_csv,
    write_ods,
    write_xlsx,
)
from tests.sample_list import Value as Listed

WRITERS: dict[str, Callable[[Path, list[list[Listed]]], Path]] = {
    "xlsx": write_xlsx,
    "ods": write_ods,
    "cp1252": lambda path, rows: write_csv(path, rows, "cp1252"),
    "utf-8-sig": lambda path, rows: write_csv(path, rows, "utf-8-sig"),
    "utf-16": lambda path, rows: write_csv(path, rows, "utf-16"),
}
MADE = datetime(2021, 9, 8, tzinfo=UTC)


@pytest.fixture
def sample() -> SampleList:
    return sample_list()


def small(path: Path, *rows: list[Value], headers: str) -> Path:
    """Write a list of a few rows under headers parted by "|"."""
    write_list(path, Sheet("Imprese", headers.split("|"), rows), MADE)
    return path


def said(report: ImportReport, language: str = "it") -> list[tuple[object, ...]]:
    rows = inside(report.as_json(language), "rows")
    return [(row["row"], row["column"], row["state"]) for row in rows]


def inside(answer: dict[str, object], name: str) -> list[dict[str, object]]:
    held = answer[name]
    assert isinstance(held, list)
    return held


def counts(report: ImportReport) -> tuple[int, ...]:
    return tuple(report.counts[state.value] for state in State)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_list_comes_in_as_it_should(
    desk: Desk, tmp_path: Path, sample: SampleList, kind: str
) -> None:
    report = lists.import_firms(desk, WRITERS[kind](tmp_path / "elenco", sample.rows))
    states = report.states
    assert {row for row, state in states.items() if state is State.REFUSED} == set(sample.refused)
    assert {row for row, state in states.items() if state is State.DOUBTFUL} == set(sample.doubtful)
    assert counts(report) == (sample.new, 0, 0, len(sample.doubtful), len(sample.refused))
    assert firms.count(desk) == sample.new
    (lost,) = sample.mended.values()
    assert firms.show(desk, lost)["vat_number"] == lost
    assert firms.show(desk, code_of(27))["name"] == FORMULA
    assert firms.show(desk, code_of(23))["pec"] == "senza.chiocciola"
    notes = said(report)
    assert (sample.odd_pec, "P.E.C.", "new") in notes
    assert (sample.left_out, "Data iscriz.", "new") in notes
    assert (next(iter(sample.mended)), "Part. IVA", "new") in notes


def test_a_firm_holds_all_that_its_row_says(desk: Desk, tmp_path: Path, sample: SampleList) -> None:
    lists.import_firms(desk, write_xlsx(tmp_path / "a.xlsx", sample.rows))
    firm = firms.show(desk, code_of(1))
    row = sample.rows[1]
    assert firm["rea"] == f"{row[3]}-{row[REA]}"
    assert firm["registered_on"] == "1981-02-02"
    assert firm["phone"] == "+39025500001"
    assert firm["source"] == "list"
    (person,) = inside(firm, "people")
    assert (person["family_name"], person["given_name"]) == ("Saggi", "Mara")
    (accounts,) = inside(firm, "accounts")
    assert (accounts["year"], accounts["staff"]) == (2020, "1.5")
    assert accounts["turnover"] == f"{row[14]}.00"
    office = firms.show(desk, code_of(35))["registered_office"]
    assert isinstance(office, dict)
    assert not office["town"].isupper()


def test_the_same_list_in_another_format_again_changes_nothing(
    desk: Desk, tmp_path: Path, sample: SampleList
) -> None:
    lists.import_firms(desk, write_xlsx(tmp_path / "a.xlsx", sample.rows))
    again = lists.import_firms(desk, write_csv(tmp_path / "a.csv", sample.rows, "cp1252"))
    assert counts(again) == (0, 0, sample.new, len(sample.doubtful), len(sample.refused))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence(
    desk: Desk, tmp_path: Path, sample: SampleList, language: str
) -> None:
    answer = lists.import_firms(desk, write_xlsx(tmp_path / "a.xlsx", sample.rows)).as_json(
        language
    )
    assert UUID(str(answer["import"])).version == 7
    assert set(answer) == {"import", *(state.value for state in State), "rows"}
    rows = inside(answer, "rows")
    assert len(rows) == 10
    for row in rows:
        assert set(row) == {"row", "column", "state", "reason"}
        reason = str(row["reason"])
        assert reason.endswith(".")
        assert "{" not in reason


def test_a_dry_run_says_the_same_and_writes_nothing(
    desk: Desk, tmp_path: Path, sample: SampleList
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sample.rows)
    dry = lists.import_firms(desk, path, How(dry_run=True))
    assert dry.id is None
    assert (firms.count(desk), lists.imports(desk)) == (0, [])
    assert lists.import_firms(desk, path).counts == dry.counts


def test_undone_the_register_is_empty_and_the_history_has_both(
    desk: Desk, tmp_path: Path, sample: SampleList
) -> None:
    report = lists.import_firms(desk, write_xlsx(tmp_path / "a.xlsx", sample.rows))
    assert report.id is not None
    assert report.changed is not None
    firm = next(record for kind, record in report.changed.records if kind == "firm")
    undone = lists.undo_import(desk, report.id)
    assert (undone.undone, undone.kept) == (len(report.changed.records), ())
    assert [desk.store.counts()[kind] for kind in ("firm", "person", "accounts")] == [0, 0, 0]
    assert stores.check(desk).ok
    sources = [line.source for line in firms.history(desk, str(firm))]
    assert (sources[0], sources[-1]) == ("import:a.xlsx", "undo")
    (line,) = lists.imports(desk)
    assert (line["undone"], line["file"], line["new"]) == (True, "a.xlsx", sample.new)


def test_undo_keeps_a_firm_that_was_changed_since(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx", ["Finta", vat_number(1)], ["Saggio", vat_number(2)],
                 headers="Ditta|P. IVA")  # fmt: skip
    report = lists.import_firms(desk, path)
    firms.change(desk, vat_number(1), {"notes": "Chiamare."})
    assert report.id is not None
    undone = lists.undo_import(desk, report.id)
    assert [kept.why for kept in undone.kept] == ["changed-later"]
    assert [found.name for found in register.page(desk, limit=9)] == ["Finta"]


def test_an_import_that_wrote_nothing_can_be_undone_too(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx", ["Finta", "123"], headers="Ditta|P. IVA")
    report = lists.import_firms(desk, path)
    assert report.id is not None
    assert lists.undo_import(desk, report.id).undone == 0
    assert [line["undone"] for line in lists.imports(desk)] == [True]


def test_only_imports_are_undone_as_such(desk: Desk) -> None:
    added = firms.add(desk, [firm_draft()])
    for named in (uuid4(), added.changed.transaction):
        with pytest.raises(DeskError) as refused:
            lists.undo_import(desk, named)
        assert refused.value.code == "not-found"


def test_a_change_writes_what_the_list_says_and_empties_nothing(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [FULL_FIRM])
    path = small(
        tmp_path / "a.csv",
        ["VERDEMODELLO SISTEMI S.R.L.", vat_number(77), None, "Lodi", None, Decimal("12.4"), 5],
        headers="Ditta|P. IVA|PEC|Comune|Tel|Addetti 2020|Fatturato 2019",
    )
    report = lists.import_firms(desk, path)
    assert counts(report) == (0, 1, 0, 0, 0)
    (row,) = inside(report.as_json("it"), "rows")
    assert row["reason"] == "Cambia: Sede legale, esercizio."
    firm = firms.show(desk, vat_number(77))
    assert firm["name"] == "Verdemodello Sistemi S.r.l."
    assert firm["pec"] == "verdemodello@pec.example"
    office = firm["registered_office"]
    assert isinstance(office, dict)
    assert (office["town"], office["street"]) == ("Lodi", "Via dei Modelli")
    assert [a["year"] for a in inside(firm, "accounts")] == [2020, 2019]


def test_a_row_without_a_code_is_never_guessed(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [firm_draft(1)])
    path = small(
        tmp_path / "a.xlsx",
        ["Officine Facsimile 1 SRL", None], ["Saggio Vetri spa", "-"], ["Altra Inventata", None],
        ["Saggio Vetri", vat_number(9)],
        headers="Ditta|P. IVA",
    )  # fmt: skip
    for _ in range(2):
        states = lists.import_firms(desk, path).states
        assert [states[row] for row in (2, 3, 4)] == [
            State.DOUBTFUL, State.DOUBTFUL, State.REFUSED,
        ]  # fmt: skip


def test_codes_of_two_firms_are_doubtful(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [firm_draft(1), firm_draft(2)])
    path = small(tmp_path / "a.xlsx", ["Mista", vat_number(1), vat_number(2)],
                 headers="Ditta|P. IVA|C.F.")  # fmt: skip
    assert lists.import_firms(desk, path).states == {2: State.DOUBTFUL}


def test_a_vat_number_of_a_group_does_not_make_one_firm_of_two(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [firm_draft(1, tax_code=vat_number(5))])
    other = small(tmp_path / "a.xlsx", ["Altra del gruppo", vat_number(1), vat_number(6)],
                  headers="Ditta|P. IVA|C.F.")  # fmt: skip
    assert lists.import_firms(desk, other).states == {2: State.DOUBTFUL}


def test_one_column_for_both_codes_leaves_a_sole_traders_tax_code(
    desk: Desk, tmp_path: Path
) -> None:
    firms.add(desk, [firm_draft(1, tax_code="RSSMRA85T10A562S")])
    path = small(tmp_path / "a.xlsx", ["Officine Facsimile 1 S.r.l.", vat_number(1)],
                 headers="Ditta|P. IVA / C.F.")  # fmt: skip
    assert lists.import_firms(desk, path).states == {2: State.SAME}
    assert firms.show(desk, vat_number(1))["tax_code"] == "RSSMRA85T10A562S"


def test_a_key_is_taken_by_the_first_row_that_can_be_registered(desk: Desk, tmp_path: Path) -> None:
    code = vat_number(1)
    path = small(tmp_path / "a.xlsx", [None, code], ["Finta", code], ["Finta due", code],
                 headers="Ditta|P. IVA")  # fmt: skip
    for state in (State.NEW, State.SAME):
        states = lists.import_firms(desk, path).states
        assert states == {2: State.REFUSED, 3: state, 4: State.DOUBTFUL}


def test_sites_without_a_key_are_known_again(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx", ["Finta", vat_number(1), "Lodi", "Referente"],
                 headers="Ditta|P. IVA|Comune sede operativa|Referente")  # fmt: skip
    first = lists.import_firms(desk, path)
    assert said(first) == [(2, "Referente", "new")]  # one word is no family and given name
    assert counts(lists.import_firms(desk, path)) == (0, 0, 1, 0, 0)
    assert len(inside(firms.show(desk, vat_number(1)), "sites")) == 1


def test_a_person_without_a_name_is_left_out_and_said(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx", ["Finta", vat_number(1), "titolare"],
                 headers="Ditta|P. IVA|Carica")  # fmt: skip
    report = lists.import_firms(desk, path)
    assert said(report) == [(2, None, "new")] * 2
    assert firms.show(desk, vat_number(1))["people"] == []


def test_refused_rows_come_back_mended(desk: Desk, tmp_path: Path, sample: SampleList) -> None:
    rejects = tmp_path / "out" / "rifiutate.xlsx"
    path = write_xlsx(tmp_path / "a.xlsx", sample.rows)
    lists.import_firms(desk, path, How(rejects=rejects))
    with opened(rejects) as file:
        assert file.heads[0].name == "Righe rifiutate"
        header, *rows = file.rows("Righe rifiutate")
    assert [cell.text for cell in header if cell] == [*HEADERS, "Riga", "Motivo"]
    numbers = [row[-2].text for row in rows if row[-2]]
    assert numbers == [str(number) for number in sorted(sample.refused)]
    assert all(row[-1] and row[-1].text.endswith(".") for row in rows)
    unmended = lists.import_firms(desk, rejects, How(dry_run=True))
    assert counts(unmended) == (0, 0, 0, 0, len(rows))
    mended: list[list[str | None]] = [[cell.text if cell else None for cell in row] for row in rows]
    for nth, row in enumerate(mended):
        row[0], row[1], row[2] = f"Corretta Esempio {nth}", None, vat_number(900 + nth)
    write_list(tmp_path / "b.xlsx", Sheet("x", [c.text for c in header if c], mended), MADE)
    assert counts(lists.import_firms(desk, tmp_path / "b.xlsx")) == (len(rows), 0, 0, 0, 0)


def test_rejects_that_cannot_be_written_undo_the_import(
    desk: Desk, tmp_path: Path, sample: SampleList
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sample.rows)
    (tmp_path / "file").write_text("x")
    for rejects in (tmp_path / "file" / "r.xlsx", tmp_path / "r.pdf"):
        with pytest.raises(DeskError):
            lists.import_firms(desk, path, How(rejects=rejects))
    assert (firms.count(desk), lists.imports(desk)) == (0, [])


def test_a_mapping_is_given_once_and_remembered(desk: Desk, tmp_path: Path) -> None:
    def write(name: str, nth: int) -> Path:
        firm: list[Value] = [f"Finta {nth}", vat_number(nth), "Lodi"]
        headers = "Soggetto|Identificativo|Dove"
        return small(tmp_path / name, ["Titolo", None, None], firm, headers=headers)

    first = write("a.xlsx", 1)
    with pytest.raises(DeskError) as refused:
        lists.import_firms(desk, first)
    assert refused.value.code == "list-no-header"
    mapping = {"Soggetto": "name", "identificativo": "vat_number", "Dove": "registered_office.town"}
    report = lists.import_firms(desk, first, How(Wanted(mapping=mapping)))
    assert counts(report) == (1, 0, 0, 0, 1)
    assert lists.preview(desk, first).recalled
    later = lists.import_firms(desk, write("b.xlsx", 2))
    assert later.place.recalled
    assert counts(later) == (1, 0, 0, 0, 1)


def test_a_mapping_says_which_columns_are_not_imported(desk: Desk, tmp_path: Path) -> None:
    path = small(tmp_path / "a.xlsx", ["Finta", vat_number(1), "x@y.example"],
                 headers="Ditta|P. IVA|PEC")  # fmt: skip
    lists.import_firms(desk, path, How(Wanted(mapping={"PEC": None})))
    assert "pec" not in firms.show(desk, vat_number(1))


def test_sheet_and_header_row_are_found_or_chosen(
    desk: Desk, tmp_path: Path, sample: SampleList
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sample.rows)
    found = lists.preview(desk, path)
    assert (found.sheets, found.sheet, found.header_row) == (("Leggimi", "Imprese"), "Imprese", 5)
    assert found.columns.named["Addetti"] == "accounts.staff@2020"
    assert found.columns.unread == {"Codice cliente": "unknown"}
    assert found.rows[0][0] == sheet_row(0)
    assert found.rows[0][1][0] == sample.rows[0][0]
    other = lists.preview(desk, path, Wanted(sheet="Leggimi"))
    assert (other.sheet, other.header_row, other.columns.headers) == ("Leggimi", None, ())
    assert other.rows == ((1, ("Elenco di prova: Comune, PEC, Provincia",)),)
    chosen = lists.preview(desk, path, Wanted(header_row=6))
    assert chosen.columns.headers[0] == sample.rows[0][0]
    with pytest.raises(DeskError) as refused:
        lists.preview(desk, path, Wanted(sheet="Manca"))
    assert refused.value.code == "list-no-sheet"


@pytest.mark.parametrize(
    ("headers", "code"),
    [("Boh|Mah", "list-no-header"), ("PEC|P. IVA", "list-no-name"), ("Ditta|PEC", "list-no-code")],
)
def test_a_list_that_names_no_firms_is_refused(
    desk: Desk, tmp_path: Path, headers: str, code: str
) -> None:
    path = small(tmp_path / "a.xlsx", ["x", "y"], headers=headers)
    with pytest.raises(DeskError) as refused:
        lists.import_firms(desk, path)
    assert refused.value.code == code
    assert lists.imports(desk) == []


def test_totals_are_no_firms_but_firms_may_be_called_so(desk: Desk, tmp_path: Path) -> None:
    path = small(
        tmp_path / "a.xlsx",
        ["Totale Impianti Finti S.r.l.", vat_number(1), 3], ["Totale", None, 3],
        ["Totale imprese: 1", None, None], ["TOTALE GENERALE", None, Decimal("3.50")],
        ["Totale Vetri", None, "Lodi"],
        headers="Ditta|P. IVA|Comune",
    )  # fmt: skip
    assert lists.import_firms(desk, path).states == {2: State.NEW, 6: State.REFUSED}


def test_progress_is_told_and_the_work_can_be_stopped(
    desk: Desk, tmp_path: Path, sample: SampleList
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sample.rows)
    told: list[tuple[int, int]] = []
    lists.import_firms(desk, path, How(dry_run=True), Watch(lambda *at: told.append(at)))
    rows = len(sample.rows)
    assert (told[0], told[-1]) == ((0, rows), (rows, rows))
    answers = iter([False, True])
    with pytest.raises(DeskError) as refused:
        lists.import_firms(desk, write_csv(tmp_path / "a.csv", sample.rows, "utf-8"),
                           watch=Watch(cancelled=lambda: next(answers, True)))  # fmt: skip
    assert refused.value.code == "list-cancelled"
    assert firms.count(desk) == 0


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_goes_out_and_in_again_unchanged(
    desk: Desk, tmp_path: Path, sample: SampleList, ending: str, language: str
) -> None:
    lists.import_firms(desk, write_ods(tmp_path / "a.ods", sample.rows))
    firms.add(desk, [FULL_FIRM | {"status": "liquidation", "phone": "non noto", "email": "=1+1"}])
    out = tmp_path / "fuori" / f"registro.{ending}"
    exported = lists.export_firms(desk, out, language)
    assert (exported.firms, exported.path) == (sample.new + 1, out)
    again = lists.import_firms(desk, out)
    assert counts(again) == (0, 0, sample.new + 1, 0, 0)


def test_an_export_holds_no_formula(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [firm_draft(1, name=FORMULA)])
    book = lists.export_firms(desk, tmp_path / "a.xlsx").path
    with opened(book) as file:
        _, row = file.rows(file.heads[0].name)
    assert FORMULA in [cell.text for cell in row if cell]
    text = lists.export_firms(desk, tmp_path / "a.csv").path.read_text(encoding="utf-8-sig")
    assert ";\"'=HYPERLINK(" in text
    assert ";=" not in text


def test_an_empty_register_goes_out_as_headers(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    assert lists.export_firms(desk, out).firms == 0
    assert out.read_text(encoding="utf-8-sig") == "Denominazione;Codice fiscale;Partita IVA\n"


def test_an_export_of_another_kind_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError) as refused:
        lists.export_firms(desk, tmp_path / "a.docx")
    assert refused.value.code == "list-ending"
