"""Missions and applications, and the programme they come from."""

from pathlib import Path

import pytest

from db.versions import Entered
from desktop.domain.problems import DeskError, ProblemsError
from desktop.domain.records import ApplicationState, Mission
from desktop.services import firms, missions, programmes, stores
from desktop.services.desk import Desk
from desktop.texts import texts
from tests.builders import FIRM, firm_draft, vat_number

CODE = "00743110157"
APPLICATION: dict[str, object] = {
    "mission": "DUBAI-2021", "firm": CODE, "arrived_at": "2021-09-09T10:00:05+02:00",
    "channel": "pec", "delegates": [
        {"family_name": "Prova", "given_name": "Lia", "passport_expiry": "2022-04-30"}],
}  # fmt: skip


def test_the_packaged_mission_is_there(desk: Desk) -> None:
    (mission,) = missions.listed(desk)
    assert (mission.code, mission.market, mission.seats is not None) == ("DUBAI-2021", "AE", True)
    assert (
        set(mission.sectors) == {"green-economy", "arredo-costruzioni-sostenibili"}
        or mission.sectors
    )
    shown = missions.show(desk, "dubai-2021")
    assert shown["from"] == str(mission.starts)
    assert shown["deadline"] == "2021-09-10T12:00:00+02:00"


def test_two_desks_hold_one_mission(make_desk: object, desk: Desk) -> None:
    assert callable(make_desk)
    other = make_desk("other")
    assert missions.listed(desk) == missions.listed(other)


def test_applications_stand_by_arrival_to_the_second(desk: Desk) -> None:
    firms.add(desk, [FIRM, firm_draft(2), firm_draft(3)])
    moments = {CODE: "2021-09-09T10:00:05+02:00", vat_number(2): "2021-09-09T09:00:01Z",
               vat_number(3): "2021-09-09T10:00:04"}  # fmt: skip
    missions.apply(desk, [APPLICATION | {"firm": f, "arrived_at": at} for f, at in moments.items()])
    held = missions.entered(desk, "DUBAI-2021")
    assert [e.firm.vat_number for e in held] == [vat_number(3), CODE, vat_number(2)]
    assert held[0].application.arrived_at.isoformat() == "2021-09-09T10:00:04+02:00"


def test_the_delegation_is_all_until_a_selection_is_made(desk: Desk) -> None:
    firms.add(desk, [FIRM, firm_draft(2), firm_draft(3)])
    drafts = [APPLICATION | {"firm": f} for f in (CODE, vat_number(2), vat_number(3))]
    (first, second, _), _ = missions.apply(desk, drafts)
    missions.change_application(desk, second, {"state": ApplicationState.RENOUNCED})
    travelling, selected = missions.delegation(missions.entered(desk, "DUBAI-2021"))
    assert (len(travelling), selected) == (2, False)
    for state in ("under_review", "eligible", "selected", "confirmed"):
        missions.change_application(desk, first, {"state": state})
    travelling, selected = missions.delegation(missions.entered(desk, "DUBAI-2021"))
    assert ([e.application.id for e in travelling], selected) == ([first], True)


def test_a_state_that_may_not_follow_is_refused_in_a_draft_too(desk: Desk) -> None:
    firms.add(desk, [FIRM])
    (first,), _ = missions.apply(desk, [APPLICATION])
    with pytest.raises(DeskError) as refused:
        missions.change_application(desk, first, {"state": "participant"})
    assert refused.value.code == "move-illegal"
    said = texts("it").refusal(refused.value)
    assert "«presentata»" in said
    assert "in istruttoria, rinunciata" in said


def test_an_application_that_names_nothing_known_is_refused(desk: Desk) -> None:
    with pytest.raises(ProblemsError) as refused:
        missions.apply(desk, [{"mission": "MARTE", "firm": CODE, "arrived_at": "ieri"}])
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("mission", "mission-not-found"), ("firm", "firm-not-found"),
        ("arrived_at", "not-a-moment"),
    }  # fmt: skip


def test_missions_are_entered_and_changed(desk: Desk) -> None:
    draft = {"code": "TORONTO-21", "title": "Toronto", "market": "CA", "from": "2021-11-08",
             "to": "2021-11-12", "deadline": "2021-10-01T12:00:00", "aid": "2500.00"}  # fmt: skip
    missions.add(desk, [draft])
    missions.change(desk, "toronto-21", {"seats": 12})
    shown = missions.show(desk, "TORONTO-21")
    assert (shown["seats"], shown["aid"], shown["programme"]) == (
        12, "2500.00", "internazionalizzazione-2021",
    )  # fmt: skip
    with pytest.raises(ProblemsError) as refused:
        missions.add(desk, [draft | {"to": "2021-11-01"}])
    assert {(p.field, p.code) for p in refused.value.problems} == {
        ("code", "code-taken"),
        ("to", "ends-before"),
    }
    with pytest.raises(ProblemsError):
        missions.change(desk, "TORONTO-21", {"to": "2021-01-01"})


def test_capitals_tell_no_codes_of_missions_apart(desk: Desk) -> None:
    draft = {"title": "Toronto", "market": "CA"}
    for drafts in ([draft | {"code": "dubai-2021"}],
                   [draft | {"code": "TORONTO-21"}, draft | {"code": "Toronto-21"}]):  # fmt: skip
        with pytest.raises(ProblemsError) as refused:
            missions.add(desk, drafts)
        assert [p.code for p in refused.value.problems] == ["code-taken"]
    missions.add(desk, [draft | {"code": "TORONTO-21"}])
    with pytest.raises(ProblemsError):
        missions.change(desk, "TORONTO-21", {"code": "Dubai-2021"})
    missions.change(desk, "TORONTO-21", {"code": "Toronto-21"})
    assert missions.show(desk, "TORONTO-21")["code"] == "Toronto-21"


def test_programmes_stand_side_by_side(desk: Desk, tmp_path: Path) -> None:
    (first,) = programmes.listed(desk)
    path = tmp_path / "altro.toml"
    text = programmes.packaged()[0].read_text(encoding="utf-8")
    text = text.replace('"internazionalizzazione-2021"', '"altro-2022"').replace(
        "DUBAI-2021", "ALTRO-22"
    )
    path.write_text(text, encoding="utf-8")
    assert programmes.install(desk, programmes.check(path)) is Entered.WRITTEN
    assert programmes.install(desk, programmes.check(path)) is Entered.SAME
    codes = [held.programme.code for held in programmes.listed(desk)]
    assert sorted(codes) == ["altro-2022", first.programme.code]
    assert {m.programme for m in missions.listed(desk)} == set(codes)
    with desk.store.reading() as reader:
        assert len({m.id for m in reader.all(Mission)}) == 2
        other = programmes.by_code(reader, "altro-2022")
    assert other is not None
    assert [s.code for s in other.sectors] == [s.code for s in first.sectors]
    assert other.market("AE") is not None
    assert stores.check(desk).ok


def test_what_is_not_known_of_the_programme_is_marked(desk: Desk) -> None:
    (held,) = programmes.listed(desk)
    assert [line.provisional for line in held.lines] == [False, False, True, True]
    assert all(line.source for line in held.lines)
    facts = [sector for sector in held.sectors if not sector.provisional]
    assert len(facts) == 2
    assert len(held.sectors) == 17


def test_a_malformed_programme_is_refused_with_lines(tmp_path: Path) -> None:
    path = tmp_path / "rotto.toml"
    path.write_text('code = "x"\nversion = "uno"\ncolour = 1\n', encoding="utf-8")
    with pytest.raises(DeskError) as refused:
        programmes.check(path)
    assert refused.value.details
