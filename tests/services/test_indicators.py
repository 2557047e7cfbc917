"""The quarter's figures as the store gives them: entered when, merged, exchanged, kept, stopped."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

import pytest
import python_calamine

from desktop import paths
from desktop.domain.indicators import (
    GAPS,
    GROUPS,
    INDICATORS,
    NOT_HELD,
    PARTS,
    Change,
    Late,
    Period,
    quarter_of,
)
from desktop.domain.problems import DeskError
from desktop.domain.records import Purpose, Report
from desktop.services import (
    demo,
    documents,
    erasure,
    evaluating,
    firms,
    indicator_book,
    indicators,
    joining,
    missions,
    selecting,
    sessions,
    stores,
)
from desktop.services.desk import Desk
from desktop.services.documents import Named
from desktop.services.watch import Watch
from desktop.texts import LANGUAGES, texts
from tests.builders import firm_draft, vat_number
from tests.conftest import Clock
from tests.exchanging import Desks, Ticking

SUMMER = Period(date(2021, 7, 1), date(2021, 9, 30))
SPRING = SUMMER.before()
LIA = {"family_name": "Prova", "given_name": "Lia"}
PERSON = "RSSMRA85T10A562S"


def total(desk: Desk, code: str, period: Period = SUMMER) -> int:
    return indicators.of_period(desk, period).held.now.totals[code]


def individual(day: str, *nth: int) -> dict[str, object]:
    return {
        "title": "Primo colloquio", "line": "L2", "market": "AE",
        "slots": [{"date": day, "from": "09:00", "to": "09:45"}],
        "attendances": [{"firm": vat_number(n), "person": LIA, "slot": 0} for n in nth],
    }  # fmt: skip


def training(*presences: tuple[int, str | None]) -> dict[str, object]:
    return {
        "title": "Formazione", "kind": "group", "line": "L1", "market": "AE",
        "slots": [{"date": "2021-07-08", "from": "09:00", "to": "11:00"}],
        "attendances": [
            {"firm": vat_number(n), "person": LIA, "slot": 0, "in": "09:00", "out": out}
            if out else {"firm": vat_number(n), "person": LIA, "slot": 0}
            for n, out in presences
        ],
    }  # fmt: skip


def test_the_practice_store_has_a_summer(tmp_path: Path) -> None:
    made = demo.run(tmp_path / "demo")
    desk = stores.open_desk(made.store, None, "Anna Prova")
    try:
        held = indicators.of_period(desk, SUMMER).held
    finally:
        desk.store.close()
    wanted = {
        "firms.new": 26, "firms.total": 26, "orientation.sessions": 9,
        "orientation.minutes": 400, "training.sessions": 2, "training.minutes": 540,
        "training.people": 23, "applications.received": 13, "applications.eligible": 12,
        "missions.selected": 10, "aid.amount": 3_000_000, "aid.firms": 10,
    }  # fmt: skip
    assert {code: held.now.totals[code] for code in wanted} == wanted
    assert held.now.parts["orientation.sessions.mode"] == {
        "company": 1, "desk": 5, "phone": 2, "video": 1,
    }  # fmt: skip
    assert held.now.parts["firms.new.size"] == {
        "medium": 2, "micro": 2, "small": 10, "unknown": 12,
    }  # fmt: skip
    assert set(held.before.totals.values()) == {0}


def test_a_firm_is_new_on_the_day_on_which_it_was_entered(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2021, 6, 30, 21, 59, tzinfo=UTC)  # one minute to midnight in Rome
    firms.add(desk, [firm_draft(1)])
    clock.at = datetime(2021, 6, 30, 22, 0, tzinfo=UTC)
    firms.add(desk, [firm_draft(2, registered_on="1998-03-12")])

    assert total(desk, "firms.new") == 1
    assert total(desk, "firms.new", SPRING) == 1
    assert total(desk, "firms.total") == 2


def test_what_was_removed_is_not_counted(desk: Desk) -> None:
    added = firms.add(desk, [firm_draft(1), firm_draft(2)])
    firms.remove(desk, str(added.ids[0]))

    assert total(desk, "firms.total") == 1


def test_a_firm_that_was_merged_counts_once_from_its_earliest_day(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2021, 5, 3, 8, 0, tzinfo=UTC)
    (early,) = firms.add(desk, [firm_draft(1)]).ids
    clock.at = datetime(2021, 7, 9, 8, 0, tzinfo=UTC)
    (late,) = firms.add(desk, [firm_draft(2)]).ids
    sessions.add(desk, [individual("2021-07-10", 1), individual("2021-07-12", 2)])
    assert total(desk, "orientation.firms") == 2

    joining.merge(desk, str(early), str(late))

    assert total(desk, "firms.total") == 1
    assert total(desk, "firms.new") == 0
    assert total(desk, "firms.new", SPRING) == 1
    assert total(desk, "orientation.firms") == 1
    assert total(desk, "orientation.sessions") == 2


def test_a_training_counts_who_has_credited_minutes(desk: Desk) -> None:
    firms.add(desk, [firm_draft(n) for n in range(4)])
    sessions.add(desk, [training((0, "11:00"), (1, "10:00"), (2, None))])
    held = indicators.of_period(desk, SUMMER).held.now.totals

    assert (held["training.firms"], held["training.people"], held["training.earned"]) == (2, 2, 1)
    assert held["training.minutes"] == 120
    assert held["orientation.sessions"] == 0


def test_a_person_of_two_firms_that_are_one_counts_once(desk: Desk) -> None:
    one, other = firms.add(desk, [firm_draft(0), firm_draft(1)]).ids
    sessions.add(desk, [training((0, "11:00"), (1, "11:00"))])
    counted = ("training.firms", "training.people", "training.earned")
    assert [total(desk, code) for code in counted] == [2, 2, 2]

    joining.merge(desk, str(one), str(other))

    assert [total(desk, code) for code in counted] == [1, 1, 1]


def test_a_certificate_counts_once_in_whatever_languages(desk: Desk) -> None:
    firms.add(desk, [firm_draft(0), firm_draft(1)])
    sessions.add(desk, [training((0, "11:00"), (1, "11:00"))])
    for languages in (["it", "en"], ["it"]):
        documents.issue(desk, "certificate", Named(session="MI1-2021-0001"), languages=languages)

    assert total(desk, "training.certificates") == 2


def test_a_certificate_that_is_issued_again_counts_once_whatever_it_is_called(desk: Desk) -> None:
    first, other = firms.add(desk, [firm_draft(0), firm_draft(1)]).ids
    sessions.add(desk, [training((0, "11:00"))])
    named = Named(session="MI1-2021-0001")
    documents.issue(desk, "certificate", named)
    firms.change(desk, str(first), {"name": "Altro Nome S.r.l."})
    (again,) = documents.issue(desk, "certificate", named).papers
    assert again.paper.revision == 2
    assert total(desk, "training.certificates") == 1

    joining.merge(desk, str(first), str(other))
    documents.issue(desk, "certificate", named)
    assert total(desk, "training.certificates") == 1


def test_an_erased_certificate_stays_counted_once(merging_desk: Desk) -> None:
    (firm,) = firms.add(merging_desk, [firm_draft(0)]).ids
    sessions.add(merging_desk, [training((0, "11:00"))])
    for _ in range(2):
        documents.issue(merging_desk, "certificate", Named(session="MI1-2021-0001"))
    erasure.erase(merging_desk, str(firm))
    assert total(merging_desk, "training.certificates") == 1


def test_certificates_of_sessions_that_are_left_out_are_left_out(desk: Desk) -> None:
    firms.add(desk, [firm_draft(0)])
    ids, _ = sessions.add(desk, [training((0, "11:00"))])
    documents.issue(desk, "certificate", Named(session="MI1-2021-0001"))
    assert total(desk, "training.certificates") == 1
    sessions.change(desk, str(ids[0]), {"programme": "un-altro"})
    assert total(desk, "training.certificates") == 0


def test_a_selection_counts_on_its_day_and_reasons_come_from_what_it_kept(desk: Desk) -> None:
    firms.add(desk, [firm_draft(1)])
    missions.apply(desk, [{"mission": "DUBAI-2021", "firm": vat_number(1),
                           "arrived_at": "2021-09-10T12:00:01"}])  # fmt: skip
    selecting.run(desk, "DUBAI-2021", 7)
    missions.change(desk, "DUBAI-2021", {"deadline": "2021-09-20T12:00:00"})
    documents.issue(desk, "eligibility-report", Named(mission="DUBAI-2021"))  # it was in time
    held = indicators.of_period(desk, SUMMER).held

    assert held.now.totals["applications.excluded"] == 1
    kept = evaluating.kept(desk, "DUBAI-2021")
    (decided,) = (one for one in kept if one.purpose is Purpose.SELECTION)
    blocking = [str(f["code"]) for f in evaluating.findings_of(decided) if f["severity"] == "B"]
    assert "FUORI_TERMINE" in blocking
    assert held.now.parts["applications.excluded.reason"] == dict.fromkeys(sorted(blocking), 1)
    assert held.gaps["applications.reason"] == 0


def test_reasons_are_those_of_the_selection_else_the_codes_of_the_state(desk: Desk) -> None:
    firms.add(desk, [firm_draft(1), firm_draft(2)])
    drafts = [{"mission": "DUBAI-2021", "firm": vat_number(n),
               "arrived_at": f"2021-09-08T10:00:0{n}"} for n in (1, 2)]  # fmt: skip
    ids, _ = missions.apply(desk, drafts)
    for one, why in zip(ids, ("Non convince la giuria.", "SOTTO_SOGLIA, ALTRO_CODICE"),
                        strict=True):  # fmt: skip
        for state in ("under_review", "not_eligible"):
            selecting.move(desk, str(one), state, why)
    held = indicators.of_period(desk, SUMMER).held
    assert held.now.parts["applications.excluded.reason"] == {
        "ALTRO_CODICE": 1, "SOTTO_SOGLIA": 1, "unknown": 1,
    }  # fmt: skip
    assert held.gaps["applications.reason"] == 1


def test_sessions_of_another_programme_are_left_out_and_said(desk: Desk) -> None:
    firms.add(desk, [firm_draft(1)])
    sessions.add(desk, [
        individual("2021-07-10", 1), individual("2021-07-11", 1) | {"programme": None},
        individual("2021-07-12", 1) | {"programme": "un-altro"},
        individual("2021-06-12", 1) | {"programme": "un-altro"},
    ])  # fmt: skip
    held = indicators.of_period(desk, SUMMER).held

    assert held.now.totals["orientation.sessions"] == 2
    assert held.gaps["other_programmes"] == 1


# --- Two desks --------------------------------------------------------------------------------


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    made = Desks(tmp_path / "desks")
    yield made
    made.close()


def test_two_desks_count_the_same_once_they_exchanged_and_each_firm_once(desks: Desks) -> None:
    one = desks.make("MI1", clock=Ticking(datetime(2021, 7, 5, 8, 0, tzinfo=UTC)))
    other = desks.make("LO1", clock=Ticking(datetime(2021, 8, 5, 8, 0, tzinfo=UTC)))
    firms.add(one, [firm_draft(1), firm_draft(2)])
    firms.add(other, [firm_draft(2), firm_draft(3)])  # the second is at both
    sessions.add(one, [individual("2021-07-10", 1, 2)])
    sessions.add(other, [individual("2021-08-10", 2, 3)])
    assert [total(desk, "firms.new") for desk in (one, other)] == [2, 2]

    desks.trust(one, other)
    desks.settle(one, other)

    counted = [indicators.of_period(desk, SUMMER) for desk in (one, other)]
    assert counted[0].held == counted[1].held
    assert counted[0].desks == counted[1].desks == ("LO1", "MI1")
    totals = counted[0].held.now.totals
    assert (totals["firms.new"], totals["orientation.firms"]) == (3, 3)
    assert totals["orientation.sessions"] == 2


# --- What was printed -------------------------------------------------------------------------


def printed(desk: Desk, period: Period) -> str:
    report = documents.issue(desk, "quarterly-report", Named(period=period), languages=["it", "en"])
    assert [written.paper.language for written in report.papers] == ["it", "en"]
    return report.papers[0].paper.number


def test_what_is_printed_is_kept_once_and_compared_with_today(desk: Desk, clock: Clock) -> None:
    clock.at = datetime(2021, 6, 1, 8, 0, tzinfo=UTC)
    firms.add(desk, [firm_draft(1)])
    clock.at = datetime(2021, 7, 1, 8, 0, tzinfo=UTC)
    number = printed(desk, SPRING)
    with desk.store.reading() as reader:
        (kept,) = reader.all(Report)
    assert (kept.number, kept.starts, kept.ends) == (number, SPRING.first, SPRING.last)
    assert indicators.of_period(desk, SPRING).held.changes == ()

    sessions.add(desk, [individual("2021-06-28", 1), individual("2019-11-10", 1)])
    found = indicators.of_period(desk, SUMMER).held

    assert found.late == (
        Late("session", quarter_of(date(2019, 11, 10)), 1), Late("session", SPRING, 1),
    )  # fmt: skip
    assert Change(number, SPRING, "orientation.sessions", 0, 1) in found.changes
    assert indicators.of_period(desk, SPRING).held.changes == found.changes
    text = documents.issue(desk, "quarterly-report", Named(period=SUMMER)).papers[0].paper.content
    assert f"{number}, 2º trimestre 2021: Orientamenti da 0 a 1" in text
    assert "Sessioni del 2º trimestre 2021 registrate in ritardo: 1" in text


def test_the_last_report_of_a_period_is_the_one_that_is_compared(desk: Desk) -> None:
    printed(desk, SPRING)
    firms.add(desk, [firm_draft(1)])
    sessions.add(desk, [individual("2021-06-28", 1)])
    again = printed(desk, SPRING)

    assert indicators.of_period(desk, SUMMER).held.changes == ()
    sessions.add(desk, [individual("2021-06-29", 1)])
    (change, *_) = indicators.of_period(desk, SUMMER).held.changes
    assert (change.number, change.then, change.now) == (again, 1, 2)


def test_the_same_quarter_again_is_a_revision_that_says_what_changed(desk: Desk) -> None:
    both, other = ["it", "en"], [documents.issue(desk, "quarterly-report", Named(period=SPRING))]
    first = documents.issue(desk, "quarterly-report", Named(period=SUMMER), languages=both)
    other.append(documents.issue(desk, "quarterly-report", Named(period=SPRING)))
    firms.add(desk, [firm_draft(1)])
    again = documents.issue(desk, "quarterly-report", Named(period=SUMMER), languages=both)

    assert [one.paper.revises for one in first.papers] == [None, None]
    assert [one.paper.revises for one in again.papers] == [one.paper.id for one in first.papers]
    assert [one.paper.revision for one in again.papers] == [2, 2]
    told = {(str(c.change), c.label, c.before, c.after) for c in again.papers[0].changes()}
    assert ("changed", "Imprese nuove", "0 | 0 | 0", "1 | 0 | +1") in told
    before, after = (one.papers[0] for one in other)
    assert (after.paper.revises, after.changes()) == (before.paper.id, ())


def test_a_reprint_is_the_same_bytes_whatever_came_since(desk: Desk, tmp_path: Path) -> None:
    number = printed(desk, SUMMER)
    before = documents.pdf_of(desk, number).pdf
    firms.add(desk, [firm_draft(1)])

    (again,) = documents.reprint(desk, number, tmp_path).papers
    assert again.path is not None
    assert again.path.read_bytes() == before


@pytest.mark.parametrize(
    ("named", "code"),
    [(Named(), "subject-needed"), (Named(firm="1", period=SUMMER), "subject-unused")],
)
def test_a_report_is_about_a_period_and_nothing_else(desk: Desk, named: Named, code: str) -> None:
    with pytest.raises(DeskError, match=code):
        documents.issue(desk, "quarterly-report", named)


@pytest.mark.parametrize("text", ["0001-01-01", "1021-07-01", "9999-07-01"])
def test_a_day_of_a_far_year_is_refused_by_the_years_that_count(text: str) -> None:
    with pytest.raises(DeskError) as refused:
        indicators.period_of(text, "2021-09-30")
    assert refused.value.code == "period-far"
    assert texts("it").refusal(refused.value) == (
        f"Il giorno «{text}» è fuori dagli anni di cui si tiene conto, dal 1800 al 2199: "
        "controlla l’anno."
    )


@pytest.mark.parametrize("text", ["", "2021-13-01", "1/7/2021"])
def test_a_day_that_cannot_be_read_is_refused_by_name(text: str) -> None:
    with pytest.raises(DeskError) as refused:
        indicators.period_of("2021-07-01", text)
    assert (refused.value.code, refused.value.values) == ("period-date", {"value": text})


# --- The workbook, progress -------------------------------------------------------------------


def book(path: Path) -> dict[str, list[list[object]]]:
    held = python_calamine.load_workbook(str(path))
    return {
        name: cast("list[list[object]]", held.get_sheet_by_name(name).to_python())
        for name in held.sheet_names
    }


def test_a_workbook_holds_figures_breakdowns_definitions_and_firms_without_names(
    desk: Desk, tmp_path: Path
) -> None:
    firms.add(desk, [
        firm_draft(1, sectors=["green-economy"], registered_office={"province": "MI"}),
        firm_draft(2, name="=HYPERLINK(1)", tax_code=PERSON), firm_draft(3, tax_code=PERSON),
    ])  # fmt: skip
    path = tmp_path / "dati" / "trimestre.xlsx"
    source = indicator_book.save_book(desk, SUMMER, path)
    held = book(path)

    assert list(held) == [
        "Dati", "Ripartizioni", "Imprese distinte", "Definizioni", "Qualità dei dati",
    ]  # fmt: skip
    assert held["Dati"][0][:4] == [
        "Indicatore", "3º trimestre 2021", "2º trimestre 2021", "Differenza",
    ]  # fmt: skip
    assert held["Dati"][1][:4] == ["Imprese nuove", 2, 0, 2]
    assert len(held["Dati"]) - 1 == len(source.held.now.totals)
    assert ["Imprese nuove per provincia della sede legale", "MI", "MI", 1, 0, 1] in (
        held["Ripartizioni"]
    )
    assert len(held["Imprese distinte"]) == 1 + 2  # two rows with one tax code are one firm
    everything = str(held)
    assert PERSON not in everything
    assert "HYPERLINK" not in everything
    assert vat_number(1) in everything
    assert all(how for _, how in held["Definizioni"])


def test_a_workbook_of_another_ending_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="report-ending"):
        indicator_book.save_book(desk, SUMMER, tmp_path / "x.csv")


def test_counting_tells_how_far_it_is_and_can_be_stopped(desk: Desk) -> None:
    firms.add(desk, [firm_draft(n) for n in range(1100)])
    told: list[tuple[int, int]] = []
    indicators.of_period(desk, SUMMER, Watch(lambda done, of: told.append((done, of))))
    assert told == sorted(told)
    assert told[-1] == (1100, 1100)
    assert len(told) > 2

    with pytest.raises(DeskError, match="cancelled"):
        indicators.of_period(desk, SUMMER, Watch(cancelled=lambda: True))


def test_what_scripts_read_is_bare_and_whole(desk: Desk) -> None:
    source = indicators.of_period(desk, SUMMER)
    answer = indicators.as_json(source)

    assert answer["period"] == {
        "from": "2021-07-01", "to": "2021-09-30", "quarter": "2021-Q3", "over": False,
    }  # fmt: skip
    figures = cast("dict[str, dict[str, object]]", answer["figures"])
    assert figures["aid.amount"] == {"value": "0.00", "previous": "0.00", "difference": "0.00"}
    assert figures["firms.new"] == {"value": 0, "previous": 0, "difference": 0}
    assert "meetings" in cast("list[str]", answer["not_held"])
    assert answer["desks"] == ["MI1"]


def test_the_days_of_a_source_say_whether_the_period_is_over(desk: Desk) -> None:
    source = indicators.of_period(desk, SUMMER)
    later = replace(source, day=date(2021, 10, 1))

    assert cast("dict[str, object]", indicators.as_json(later)["period"])["over"] is True
    assert indicators.last_quarter(date(2021, 10, 1)) == SUMMER


def test_the_page_of_the_documentation_maps_every_figure() -> None:
    page = (paths.resources().parent / "docs" / "indicators.md").read_text(encoding="utf-8")

    assert [code for code in (*INDICATORS, *PARTS) if f"`{code}`" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_its_words(language: str) -> None:
    said = texts(language)

    assert said.keys("indicator") == said.keys("indicator_how") == set(INDICATORS)
    assert said.keys("indicator_gap") == set(GAPS)
    assert said.keys("indicator_lack") == set(NOT_HELD)
    parts = {name.rpartition(".")[2] for name in PARTS}
    assert said.keys("indicator_part") == said.keys("indicator_part_how") == parts
    assert said.keys("indicator_group") == set(GROUPS)
