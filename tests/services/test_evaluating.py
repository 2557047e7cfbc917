"""Eligibility through the services: what would mend it, outcomes kept and compared."""

from datetime import date
from uuid import UUID

import pytest

from desktop.domain.problems import DeskError
from desktop.domain.records import Application, Evaluation, Purpose, Ranking
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.domain.rules.snapshots import Difference
from desktop.services import (
    erasure,
    evaluating,
    firms,
    missions,
    selecting,
    sessions,
    stores,
    undo,
)
from desktop.services.desk import Desk
from tests.before_dubai import Draft, application, firm, session
from tests.builders import vat_number

DUBAI = "DUBAI-2021"
DAY = date(2021, 9, 10)


def enter(desk: Desk, *drafts: Draft) -> tuple[UUID, ...]:
    """Enter firms, all trained."""
    ids = firms.add(desk, drafts).ids
    sessions.add(desk, [session(*range(1, len(drafts) + 1))])
    return ids


def test_a_firm_is_judged_by_the_application_that_counts_or_as_if_it_asked(desk: Desk) -> None:
    enter(desk, firm(1), firm(2))
    missions.apply(desk, [application(1, "2021-09-01T10:00:00"), application(1)])
    by_application = evaluating.of_firm(desk, DUBAI, vat_number(1), DAY)
    assert by_application.eligibility.outcome is EligibilityOutcome.ELIGIBLE
    assert by_application.application is not None
    assert by_application.application.arrived_at.day == 9
    missions.apply(desk, [application(1, "2021-09-20T10:00:00")])  # out of term, it takes no place
    again = evaluating.of_firm(desk, DUBAI, vat_number(1), DAY)
    assert again.application == by_application.application
    asked = evaluating.of_firm(desk, DUBAI, vat_number(2), DAY)
    assert asked.application is None
    assert [r.code for r in asked.eligibility.open] == ["FINALITA_NON_DICHIARATA"]


@pytest.mark.parametrize(("more", "mends"), [
    ({"sites": [{"kind": "operating", "address": {"province": "PC"}}]},
     {"SEDE_FUORI_LOMBARDIA": True}),
    ({"status": "suspended"}, {"IMPRESA_NON_ATTIVA": True}),
    ({"sectors": ["food"]}, {"SETTORE_NON_AMMESSO": True}),
    ({"sectors": []}, {"SETTORE_MANCANTE": True}),
    ({"accounts": []}, {"DIMENSIONE_NON_DETERMINABILE": True}),
    ({"declarations": []}, {"DIRITTO_ANNUALE_NON_VERIFICATO": False, "DURC_MANCANTE": False}),
    ({"profile": {}, "pec": None}, {"PROFILO_EN_MANCANTE": False, "PEC_MANCANTE": False}),
    ({"aids": [{"amount": "198000", "date": "2021-05-05"}]}, {"DE_MINIMIS_SUPERATO": True}),
    ({"aids": [{"amount": "200000", "date": "2021-05-05"}]}, {"DE_MINIMIS_SUPERATO": None}),
    ({"declarations": [*firm()["declarations"],
                       {"code": "MAF", "date": "2022-01-01", "outcome": "irregular"}]},
     {"DIVIETO_ANTIMAFIA": True}),
    ({"status": "ceased"}, {"IMPRESA_CESSATA": None}),
])  # fmt: skip
def test_what_one_change_would_do(desk: Desk, more: Draft, mends: dict[str, bool | None]) -> None:
    enter(desk, firm(1, **more))
    missions.apply(desk, [application(1)])
    judged = evaluating.of_firm(desk, DUBAI, vat_number(1), DAY)
    found = evaluating.mends_of(judged)
    assert {
        m.reason.code: None if m.outcome is None else m.enough for m in found
    } == mends  # fmt: skip
    both = {m.reason.code: set(m.left) for m in found if m.outcome is not None and not m.enough}
    for code, left in both.items():
        assert left == set(mends) - {code}  # the others are still open, this one is not
    together = evaluating.together_of(judged)
    hopeless = None in mends.values()
    assert together is (judged.eligibility.outcome if hopeless else EligibilityOutcome.ELIGIBLE)


AIDED = {"aids": [{"amount": "198000", "date": "2021-05-05"}]}


@pytest.mark.parametrize(("relations", "over", "unseen"), [
    ([{"kind": "linked", "tax_code": vat_number(2)}], True, []),
    ([{"kind": "partner", "share": "30", "tax_code": vat_number(2)}], False, []),
    ([{"kind": "linked", "tax_code": vat_number(2), "through_person": True}], False, []),
    ([{"kind": "linked", "tax_code": vat_number(2), "country": "DE"}], False, []),
    ([{"kind": "linked", "tax_code": vat_number(7), "name": "Ignota"}], False, ["Ignota"]),
    ([{"kind": "linked", "name": "Senza codice"}], False, ["Senza codice"]),
    ([{"kind": "linked", "tax_code": vat_number(7), "name": "Ignota", "relations": [
        {"kind": "linked", "tax_code": vat_number(2)}]}], True, ["Ignota"]),
    ([{"kind": "partner", "share": "30", "name": "Terza", "relations": [
        {"kind": "linked", "tax_code": vat_number(2)}]}], False, []),
])  # fmt: skip
def test_whose_aid_is_the_single_undertakings(
    desk: Desk, relations: list[Draft], unseen: list[str], *, over: bool
) -> None:
    enter(desk, firm(1, relations=relations), firm(2, **AIDED))
    missions.apply(desk, [application(1)])
    found = evaluating.of_firm(desk, DUBAI, vat_number(1), DAY).eligibility.reasons
    codes = {r.code: r for r in found}
    assert ("DE_MINIMIS_SUPERATO" in codes) is over
    named = codes["IMPRESA_UNICA_DA_VERIFICARE"].plain()["who"] if unseen else []
    assert named == unseen


def test_training_of_another_programme_does_not_count(desk: Desk) -> None:
    firms.add(desk, [firm(1)])
    sessions.add(desk, [session(1, programme="altro-2022")])
    missions.apply(desk, [application(1)])
    found = evaluating.of_firm(desk, DUBAI, vat_number(1), DAY)
    assert [r.code for r in found.eligibility.open] == ["FORMAZIONE_MANCANTE"]


def test_an_outcome_that_was_kept_stays_and_differences_are_told(desk: Desk) -> None:
    enter(desk, firm(1))
    missions.apply(desk, [application(1)])
    judged = evaluating.of_firm(desk, DUBAI, vat_number(1), DAY)
    evaluating.keep(desk, [judged])
    firms.change(desk, vat_number(1), {"status": "liquidation", "pec": None})
    firms.change(desk, vat_number(1), {"declarations": [
        {"code": "DURC", "date": "2021-09-01", "outcome": "regular"}]})  # fmt: skip
    (kept,) = evaluating.kept(desk, DUBAI, vat_number(1))
    assert (kept.outcome, kept.purpose, kept.day) == ("eligible", Purpose.PAPER, DAY)
    compared = evaluating.compare(desk, kept.id, date(2021, 9, 12))
    assert compared.now.eligibility.outcome is EligibilityOutcome.NOT_ELIGIBLE
    told = {(d.what, d.code) for d in compared.differing}
    assert told == {
        (Difference.CAME, "PROCEDURA_IN_CORSO"), (Difference.WENT, "IMPRESA_ATTIVA"),
        (Difference.CAME, "PEC_MANCANTE"), (Difference.CHANGED, "DURC_VALIDO"),
    }  # fmt: skip
    assert evaluating.kept(desk, DUBAI)[0] == kept
    assert evaluating.findings_of(kept)[0]["sentence"] == "L’impresa risulta attiva."
    same = evaluating.compare(desk, kept.id, DAY)
    assert same.kept == kept
    with pytest.raises(DeskError, match="not-found"):
        evaluating.compare(desk, UUID(int=5))


def test_a_selection_keeps_every_outcome_and_its_order(desk: Desk) -> None:
    one, two = enter(desk, firm(1), firm(2, status="liquidation"))
    missions.apply(desk, [application(1), application(2)])
    minutes = selecting.run(desk, DUBAI, seed=4, on=DAY)
    held = evaluating.kept(desk, DUBAI)
    assert {(e.firm, e.outcome, e.purpose) for e in held} == {
        (one, "eligible", Purpose.SELECTION), (two, "not_eligible", Purpose.SELECTION)}  # fmt: skip
    (ranking,) = selecting.rankings(desk, DUBAI)
    assert (ranking.id, ranking.seed, ranking.rules) == (
        minutes.ranking, 4, "internazionalizzazione-2021/1")  # fmt: skip
    assert "Verdeprova" not in ranking.minutes  # firms stand there by their ids alone
    assert str(one) in ranking.minutes
    assert not minutes.quorum_met
    assert [line.place for line in minutes.lines] == [1, None]
    again = missions.entered(desk, DUBAI)
    assert [e.application.admitted_on for e in again] == [DAY, None]
    assert stores.check(desk).ok
    undo.undo(desk, minutes.changed.transaction)
    assert evaluating.kept(desk, DUBAI) == []
    assert selecting.rankings(desk, DUBAI) == []


def test_what_a_person_verified_outweighs_what_the_program_cannot(desk: Desk) -> None:
    enter(desk, firm(1, accounts=[]), firm(2, status="liquidation"))
    ids, _ = missions.apply(desk, [application(1), application(2)])
    for named in ids:
        for state in ("under_review", "eligible"):
            selecting.move(desk, str(named), state, "Verificata a mano", DAY)
    selecting.run(desk, DUBAI, seed=1, on=DAY)
    states = [e.application.state.value for e in missions.entered(desk, DUBAI)]
    assert states == ["selected", "not_eligible"]  # but nothing outweighs what blocks


def test_a_firm_that_withdrew_is_not_selected_by_an_earlier_application(desk: Desk) -> None:
    enter(desk, firm(1))
    (_, last), _ = missions.apply(desk, [application(1, "2021-09-01T10:00:00"), application(1)])
    selecting.move(desk, str(last), "renounced", "Non interessa più")
    minutes = selecting.run(desk, DUBAI, seed=1, on=DAY)
    assert [(line.state.value, line.why) for line in minutes.lines] == [
        ("excluded", "SUPERATA_DA")]  # fmt: skip


def test_a_firm_never_has_two_seats(desk: Desk) -> None:
    enter(desk, firm(1))
    missions.apply(desk, [application(1, "2021-09-01T10:00:00")])
    selecting.run(desk, DUBAI, seed=1, on=DAY)
    missions.apply(desk, [application(1)])  # entered late, arrived in time
    minutes = selecting.run(desk, DUBAI, seed=1, on=DAY)
    assert minutes.taken == 1
    assert [line.state.value for line in minutes.lines] == ["selected", "submitted"]


def test_history_tells_who_moved_an_application_and_why(desk: Desk) -> None:
    enter(desk, firm(1))
    (named,), _ = missions.apply(desk, [application(1)])
    other = desk.as_operator("Mara Saggi")
    selecting.move(other, str(named), "under_review", "Domanda completa")
    entries = desk.store.history(Application.KIND, named)
    told = {(e.field, e.operator, e.source, e.new) for e in entries if e.source == "moved"}
    assert told == {
        ("state", "Mara Saggi", "moved", "under_review"),
        ("why", "Mara Saggi", "moved", "Domanda completa"),
    }  # fmt: skip


def test_erasing_a_firm_takes_its_kept_outcomes_with_it(merging_desk: Desk) -> None:
    desk = merging_desk
    (one,) = enter(desk, firm(1))
    missions.apply(desk, [application(1)])
    selecting.run(desk, DUBAI, seed=1, on=DAY)
    erasure.erase(desk, str(one))
    with desk.store.reading() as reader:
        assert reader.all(Evaluation) == ()
        assert len(reader.all(Ranking)) == 1
    assert stores.check(desk).ok


def test_a_mission_of_a_programme_that_is_not_here_is_not_verifiable(desk: Desk) -> None:
    enter(desk, firm(1))
    missions.add(desk, [{"programme": "mai-visto", "code": "OSLO", "title": "Oslo",
                         "market": "NO"}])  # fmt: skip
    judged = evaluating.of_firm(desk, "OSLO", vat_number(1), DAY)
    assert judged.eligibility.outcome is EligibilityOutcome.NOT_VERIFIABLE
    assert judged.eligibility.open[0].code == "PROGRAMMA_SCONOSCIUTO"
