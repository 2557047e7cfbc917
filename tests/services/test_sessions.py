"""Sessions: slots, who came, the minutes that count."""

from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from desktop.domain.problems import DeskError, ProblemsError
from desktop.domain.records import Person, PrivateNote
from desktop.services import firms, sessions
from desktop.services.desk import Desk
from tests.builders import FIRM, GROUP_SESSION, firm_draft, vat_number

CODE = "00743110157"
LIA = {"family_name": "Prova", "given_name": "Lia"}


def _came(slot: int | None, arrived: str, left: str | None, **more: object) -> dict[str, object]:
    held: dict[str, object] = {"firm": CODE, "person": LIA, "slot": slot, "in": arrived}
    return held | ({"out": left} if left else {}) | more


@pytest.fixture
def held(desk: Desk) -> str:
    firms.add(desk, [FIRM, firm_draft(2)])
    draft = GROUP_SESSION | {
        "attendances": [_came(0, "09:20", "11:00"), _came(1, "14:00", "16:00")]
    }
    (session,), _ = sessions.add(desk, [draft])
    return str(session)


def test_minutes_are_the_overlap_with_the_slots(desk: Desk, held: str) -> None:
    sheet = sessions.sheet(desk, held)
    (lia,) = sheet.participants
    assert sheet.minutes == 240
    assert (lia.credit.credited_minutes, lia.credit.share) == (220, Decimal("91.67"))
    assert lia.credit.certificate
    assert sheet.threshold == 80


def test_numbers_are_the_desks_own_and_of_the_sessions_year(desk: Desk, held: str) -> None:
    ids, _ = sessions.add(desk, [GROUP_SESSION, GROUP_SESSION | {"slots": []}])
    assert [sessions.sheet(desk, str(i)).session.number for i in (held, *ids)] == [
        "MI1-2021-0001",
        "MI1-2021-0002",
        "MI1-2021-0003",
    ]
    (later,), _ = sessions.add(
        desk, [GROUP_SESSION | {"slots": [{"date": "2022-01-10", "from": "09:00", "to": "10:00"}]}]
    )
    assert sessions.sheet(desk, str(later)).session.number == "MI1-2022-0001"
    assert sessions.sheet(desk, "mi1-2022-0001").session.id == later


def test_a_number_is_never_typed(desk: Desk, held: str) -> None:
    (typed,), _ = sessions.add(desk, [GROUP_SESSION | {"number": "MI1-2021-0700"}])
    sessions.change(desk, held, {"number": "MI1-2021-bis", "title": "Altro"})
    changed = sessions.sheet(desk, held).session
    assert (changed.number, changed.title) == ("MI1-2021-0001", "Altro")
    assert sessions.sheet(desk, str(typed)).session.number == "MI1-2021-0002"


def test_numbers_go_on_past_four_digits_and_past_what_is_none(desk: Desk, held: str) -> None:
    for number, after in (
        ("MI1-2021-bis", "MI1-2021-0001"), ("MI1-2021-9999", "MI1-2021-10000"),
        ("MI1-2021-10000", "MI1-2021-10001"),
    ):  # fmt: skip
        with desk.store.writing(desk.stamp("typed")) as (reader, writing):
            base = sessions.resolve(reader, held)
            writing.put(base, replace(base, number=number))
        (new,), _ = sessions.add(desk, [GROUP_SESSION])
        assert sessions.sheet(desk, str(new)).session.number == after


def test_a_person_is_entered_once_and_known_again(desk: Desk, held: str) -> None:
    sessions.change(
        desk, held, {"attendances": [_came(0, "09:00", "11:00", person={
            "family_name": "PROVA", "given_name": " lia "})]}
    )  # fmt: skip
    with desk.store.reading() as reader:
        assert [p.family_name for p in reader.all(Person)] == ["Prova"]


def test_an_attendance_is_changed_and_taken_away_by_its_id(desk: Desk, held: str) -> None:
    first, second = sessions.sheet(desk, held).participants[0].presences
    changes = [{"id": str(first.id), "out": "10:20"}, {"id": str(second.id), "remove": True}]
    sessions.change(desk, held, {"attendances": changes})
    (lia,) = sessions.sheet(desk, held).participants
    assert [p.left for p in lia.presences] == [time(10, 20)]
    assert lia.credit.credited_minutes == 60


def test_without_an_out_signature_nothing_counts(desk: Desk) -> None:
    firms.add(desk, [FIRM])
    (session,), _ = sessions.add(
        desk,
        [GROUP_SESSION | {"attendances": [_came(0, "09:00", None), _came(None, "14:00", "15:00")]}],
    )
    (lia,) = sessions.sheet(desk, str(session)).participants
    assert lia.credit.credited_minutes == 60
    assert "no-out-signature" in {flag.code for flag in lia.credit.flags}


def test_every_problem_of_a_session_is_answered(desk: Desk) -> None:
    firms.add(desk, [FIRM])
    with pytest.raises(ProblemsError) as refused:
        sessions.add(desk, [{
            "title": "", "kind": "crowd",
            "slots": [{"date": "2021-07-08", "from": "11:00", "to": "09:00"}],
        }])  # fmt: skip
    assert {p.field for p in refused.value.problems} == {"title", "kind"}
    with pytest.raises(ProblemsError) as refused:
        sessions.add(desk, [GROUP_SESSION | {
            "slots": [{"date": "2021-07-08", "from": "11:00", "to": "09:00"}],
            "attendances": [{"firm": vat_number(9)}, {"firm": CODE, "slot": 7},
                            {"firm": CODE, "in": "11:00", "out": "10:00"}, {}],
        }])  # fmt: skip
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("slots[0].to", "ends-before"),
        ("attendances[0].firm", "firm-not-found"),
        ("attendances[1].slot", "no-such-slot"),
        ("attendances[2].out", "ends-before"),
        ("attendances[3].firm", "needed"),
    }
    assert sessions.sheets(desk) == []


def test_an_attendance_that_is_not_there_is_not_added(desk: Desk, held: str) -> None:
    first, second = sessions.sheet(desk, held).participants[0].presences
    sessions.change(desk, held, {"attendances": [{"id": str(first.id), "remove": True}]})
    for more in ({"out": "10:00"}, {"remove": True}, {"id": "nothing"}):
        item = _came(0, "09:00", "11:00", id=str(first.id)) | more
        with pytest.raises(ProblemsError) as refused:
            sessions.change(desk, held, {"attendances": [item]})
        assert [(p.field, p.code) for p in refused.value.problems] == [
            ("attendances[0]", "unknown-child")
        ]
    assert sessions.sheet(desk, held).participants[0].presences == (second,)


def test_a_problem_says_in_which_of_several_drafts_it_is(desk: Desk) -> None:
    wrong = GROUP_SESSION | {
        "readiness": {"version": "", "answers": {"1": 3}},
        "private_notes": "x" * 99_999,
    }
    paths = {"readiness.firm", "readiness.version", "private_notes"}
    for drafts, where in (([wrong], ""), ([GROUP_SESSION, wrong], "[1].")):
        with pytest.raises(ProblemsError) as refused:
            sessions.add(desk, drafts)
        assert {p.field for p in refused.value.problems} == {where + path for path in paths}


def test_private_notes_stay_apart(desk: Desk, held: str) -> None:
    sessions.change(desk, held, {"private_notes": "riservata"})
    sessions.change(desk, held, {"private_notes": "cambiata"})
    note = sessions.sheet(desk, held).private_note
    assert isinstance(note, PrivateNote)
    assert note.text == "cambiata"
    sessions.change(desk, held, {"private_notes": ""})
    assert sessions.sheet(desk, held).private_note is None


def test_sessions_are_answered_under_the_names_that_add_reads(desk: Desk, held: str) -> None:
    sessions.change(desk, held, {"readiness": {"version": "1", "answers": {"1": 3}, "firm": CODE}})
    (answer,) = sessions.listed(desk)
    assert answer["number"] == "MI1-2021-0001"
    attendances = answer["attendances"]
    assert isinstance(attendances, list)
    assert [(a["slot"], a["in"], a["person"]) for a in attendances] == [
        (0, "09:20", LIA),
        (1, "14:00", LIA),
    ]
    readiness = answer["readiness"]
    assert isinstance(readiness, dict)
    assert readiness["answers"] == {"1": 3}


def test_the_sessions_of_a_firm(desk: Desk, held: str) -> None:
    with desk.store.reading() as reader:
        mine = sessions.of_firm(reader, firms.resolve(reader, CODE).id)
        other = sessions.of_firm(reader, firms.resolve(reader, vat_number(2)).id)
    assert [str(sheet.session.id) for sheet in mine] == [held]
    assert other == []


def test_a_clerk_types_hours_and_days_as_clerks_do(desk: Desk) -> None:
    firms.add(desk, [FIRM])
    (session,), _ = sessions.add(
        desk,
        [{"title": "Al banco", "slots": [{"date": "8/7/21", "from": "0900", "to": "9.45"}],
          "attendances": [{"firm": CODE, "slot": 0, "in": "9", "out": "9,45"}]}],
        reading=desk.as_typed(),
    )  # fmt: skip
    sheet = sessions.sheet(desk, str(session))
    assert sheet.session.number == "MI1-2021-0001"
    assert sheet.participants[0].credit.credited_minutes == 45


def test_a_session_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(DeskError) as refused:
        sessions.sheet(desk, "MI1-2021-0099")
    assert refused.value.code == "not-found"


def test_the_lines_of_the_list_say_what_the_sheets_say(desk: Desk) -> None:
    firms.add(desk, [firm_draft(1), firm_draft(2)])
    people = [{"family_name": "Prova", "given_name": name} for name in ("Lia", "Ugo")]
    for day, came in (("2021-09-08", 2), ("2021-09-10", 0), ("2021-09-09", 1)):
        draft = {
            "title": f"Seduta del {day}", "kind": "group",
            "slots": [{"date": day, "from": "14:00", "to": "16:00"},
                      {"date": day, "from": "09:00", "to": "11:00"}],
            "attendances": [
                {"firm": vat_number(1), "person": person, "slot": slot, "in": "09:00",
                 "out": "11:00"}
                for person in people[:came] for slot in (0, 1)
            ],
        }  # fmt: skip
        sessions.add(desk, [draft])
    sessions.add(desk, [{"title": "Senza giorno"}])
    sheets = sessions.sheets(desk)
    said = [
        (s.session.id, s.session.number, s.session.title, s.slots[0].date if s.slots else None,
         s.session.kind, len(s.participants))
        for s in sheets
    ]  # fmt: skip
    lines = sessions.lines(desk)
    assert [(x.id, x.number, x.title, x.day, x.kind, x.people) for x in lines] == said
    assert [line.people for line in lines] == [0, 1, 2, 0]
    assert sessions.lines(desk, limit=2, offset=1) == lines[1:3]
    assert sessions.found(desk, lambda line: line.day is not None, 2) == (3, lines[:2])
    assert sessions.latest(desk, 2) == sheets[:2]
    assert sessions.count(desk) == len(lines) == 4
