"""Firms: registering, doubles, naming, removing."""

from uuid import UUID

import pytest

from desktop.domain.problems import DeskError, ProblemsError
from desktop.domain.records import Evaluation, Firm, Person
from desktop.services import documents, firms, missions, register, sessions, undo
from desktop.services.desk import Desk
from tests.builders import FIRM, FULL_FIRM, GROUP_SESSION, firm_draft, vat_number

CODE = "00743110157"


def test_add_is_all_or_nothing_and_answers_every_problem(desk: Desk) -> None:
    with pytest.raises(ProblemsError) as refused:
        firms.add(desk, [FIRM, {"name": "Senza"}, firm_draft(3, status="boh")])
    assert {problem.field for problem in refused.value.problems} == {"[1].tax_code", "[2].status"}
    assert firms.count(desk) == 0


def test_add_says_what_is_to_be_verified(desk: Desk) -> None:
    added = firms.add(desk, [FIRM | {"pec": "senza.chiocciola"}])
    said = {(finding.field, finding.code) for _, finding in added.findings}
    assert ("pec", "identifier.no-at-sign") in said
    assert ("rea", "missing") in said
    assert firms.add(desk, [FULL_FIRM]).findings == ()


def test_what_the_gate_took_out_is_said(desk: Desk) -> None:
    added = firms.add(desk, [FIRM | {"name": "Rossi\u202e Finta", "people": [
        {"family_name": "Pro\x00va", "given_name": "Lia"}]}])  # fmt: skip
    said = {f.field: f.values["removed"] for _, f in added.findings if f.code == "cleaned"}
    assert said == {"name": "U+202E", "people[0].family_name": "U+0000"}
    assert firms.show(desk, CODE)["name"] == "Rossi Finta"


def test_a_double_never_refuses_and_is_said(desk: Desk) -> None:
    (first,) = firms.add(desk, [FIRM]).ids
    again = firms.add(
        desk, [FIRM | {"name": "Tutt'altro S.r.l."}, firm_draft(2, name=FIRM["name"])]
    )
    assert [(doubt.draft, doubt.firm, doubt.why) for doubt in again.doubts] == [
        (0, first, "same-code"),
        (1, first, "like-name"),
    ]
    assert firms.count(desk) == 3


def test_a_half_typed_form_sees_its_doubles(desk: Desk) -> None:
    (first,) = firms.add(desk, [FIRM]).ids
    assert [d.firm for d in firms.doubts_of(desk, "citta verde esempio", "", "")] == [first]
    assert [d.why for d in firms.doubts_of(desk, "", "", CODE)] == ["same-code"]
    assert firms.doubts_of(desk, "", "", "") == ()
    assert firms.doubts_of(desk, "Zebra", "", "1") == ()


def test_a_firm_is_named_by_id_or_by_either_code(desk: Desk) -> None:
    (first,) = firms.add(desk, [FIRM]).ids
    for named in (str(first), CODE, f"IT {CODE}", " 0074311 0157 "):
        assert firms.show(desk, named)["id"] == str(first)
    with pytest.raises(DeskError) as refused:
        firms.show(desk, vat_number(9))
    assert refused.value.code == "not-found"


def test_two_firms_with_one_code_are_ambiguous(desk: Desk) -> None:
    ids = firms.add(desk, [FIRM, FIRM]).ids
    with pytest.raises(DeskError) as refused:
        firms.show(desk, CODE)
    assert refused.value.code == "ambiguous"
    assert refused.value.details == [str(i) for i in ids]


def test_a_change_with_problems_writes_nothing(desk: Desk) -> None:
    firms.add(desk, [FIRM])
    with pytest.raises(ProblemsError):
        firms.change(desk, CODE, {"name": "Nuovo", "people": [{"family_name": "Sola"}]})
    assert firms.show(desk, CODE)["name"] == FIRM["name"]


def test_a_firm_in_use_is_not_removed(desk: Desk) -> None:
    firms.add(desk, [FIRM, firm_draft(2)])
    sessions.add(desk, [GROUP_SESSION | {"attendances": [{"firm": CODE, "slot": 0}]}])
    missions.apply(
        desk,
        [{"mission": "DUBAI-2021", "firm": vat_number(2), "arrived_at": "2021-09-09T10:00:05"}],
    )
    for code in (CODE, vat_number(2)):
        with pytest.raises(DeskError) as refused:
            firms.remove(desk, code)
        assert refused.value.code == "in-use"


def test_what_was_printed_of_a_firm_is_no_use_of_it(desk: Desk) -> None:
    """What the rules said on a paper goes with the firm: else it would keep a bare row of it."""
    (firm,) = firms.add(desk, [FULL_FIRM]).ids
    named = documents.Named(mission="DUBAI-2021", firm=str(firm))
    documents.issue(desk, "eligibility-report", named)
    removed = firms.remove(desk, str(firm))
    with desk.store.reading() as reader:
        assert reader.get(Firm, firm) is None
        assert not reader.all(Person)
        assert not reader.all(Evaluation)
    undo.undo(desk, removed.transaction)
    with desk.store.reading() as reader:
        assert len(reader.all(Person)) == 1
        assert len(reader.all(Evaluation)) == 1


def test_a_removed_firm_keeps_its_history(desk: Desk) -> None:
    (first,) = firms.add(desk, [FULL_FIRM]).ids
    firms.remove(desk, str(first))
    told = firms.history(desk, str(first))
    assert [(line.field, line.old, line.new) for line in told][-1][1:] == (False, True)
    assert {line.field for line in told} >= {"removed", "people.removed", "name", "people.role"}
    with pytest.raises(DeskError):
        firms.show(desk, str(first))


def test_the_register_in_pages(desk: Desk) -> None:
    names = ["zeta finta", "Beta Finta", "Èlite Finta", "alfa finta", "Delta Finta"]
    firms.add(desk, [firm_draft(n, name=name) for n, name in enumerate(names)])
    assert [f.name for f in register.page(desk, limit=3)] == [
        "alfa finta",
        "Beta Finta",
        "Delta Finta",
    ]
    assert [f.name for f in register.page(desk, limit=3, offset=3)] == ["Èlite Finta", "zeta finta"]
    assert firms.count(desk) == 5


def test_a_typed_draft_is_checked_without_saving(desk: Desk) -> None:
    problems = firms.check(desk, {"name": "Prova", "vat_number": "1", "registered_on": "31/2/21"})
    assert {p.field for p in problems} == {"vat_number", "registered_on"}
    findings = firms.check(desk, {"name": "Prova", "vat_number": CODE, "registered_on": "1/2/21"})
    assert "missing" in {f.code for f in findings}
    assert firms.count(desk) == 0


def test_a_merged_name_of_nobody_is_not_found(desk: Desk) -> None:
    with pytest.raises(DeskError):
        firms.history(desk, str(UUID(int=5)))


def test_a_person_who_was_at_a_session_is_not_taken_away(desk: Desk) -> None:
    lia = {"family_name": "Prova", "given_name": "Lia"}
    firms.add(desk, [FIRM])
    sessions.add(
        desk, [GROUP_SESSION | {"attendances": [{"firm": CODE, "person": lia, "slot": 0}]}]
    )
    before = firms.show(desk, CODE)["people"]
    assert isinstance(before, list)
    (person,) = before
    with pytest.raises(DeskError) as refused:
        firms.change(desk, CODE, {"people": [{"id": person["id"], "remove": True}]})
    assert refused.value.code == "in-use"
    firms.change(desk, CODE, {"people": [{"family_name": "Finta", "given_name": "Rosa"}]})
    people = firms.show(desk, CODE)["people"]
    assert isinstance(people, list)
    rosa = next(p for p in people if p["family_name"] == "Finta")
    firms.change(desk, CODE, {"people": [{"id": rosa["id"], "remove": True}]})
    assert firms.show(desk, CODE)["people"] == [person]


def test_a_slot_with_attendances_is_not_taken_away(desk: Desk) -> None:
    firms.add(desk, [FIRM])
    (session,), _ = sessions.add(
        desk, [GROUP_SESSION | {"attendances": [{"firm": CODE, "slot": 0}]}]
    )
    first, second = sessions.sheet(desk, str(session)).slots
    with pytest.raises(DeskError) as refused:
        sessions.change(desk, str(session), {"slots": [{"id": str(first.id), "remove": True}]})
    assert refused.value.code == "in-use"
    sessions.change(desk, str(session), {"slots": [{"id": str(second.id), "remove": True}]})
    assert [slot.id for slot in sessions.sheet(desk, str(session)).slots] == [first.id]
