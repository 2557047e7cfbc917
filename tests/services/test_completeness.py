"""The completeness meter: it says what the dossier's own pages say, firm by firm."""

from pathlib import Path
from uuid import UUID

import pytest

from desktop.documents.sources import Completeness, Missing
from desktop.domain.codecs import Country
from desktop.domain.records import Mission
from desktop.services import (
    attachments,
    completeness,
    documents,
    firms,
    missions,
    selecting,
    sessions,
)
from desktop.services.desk import Desk
from desktop.services.documents import Named
from tests import foreign
from tests.before_dubai import application, firm, session

DUBAI = "DUBAI-2021"


def measured(desk: Desk) -> dict[UUID, Completeness]:
    with desk.store.reading() as reader:
        mission = missions.resolve(reader, DUBAI)
        entered = missions.entered_of(reader, mission)
        return completeness.of_entered(reader, mission, entered, desk.today(), "it")


def apply(desk: Desk, *numbers: int) -> tuple[UUID, ...]:
    return missions.apply(desk, [application(number) for number in numbers])[0]


def test_the_meter_and_the_pages_of_the_dossier_say_the_same(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [firm(1), firm(2, profile={}), firm(3, declarations=[])])
    sessions.add(desk, [session(1, 2)])
    apply(desk, 1, 2, 3)
    meter = measured(desk)
    told = documents.issue(desk, "mission-dossier", Named(mission=DUBAI), out=tmp_path)
    lacking = [one for held in meter.values() for one in held.missing]

    def key(one: Missing) -> tuple[str, str]:
        return one.code, str(one.firm)

    assert sorted(lacking, key=key) == sorted(told.papers[0].missing, key=key)
    assert lacking


def test_what_is_supplied_fills_the_meter(desk: Desk) -> None:
    firms.add(desk, [firm(1, profile={}, declarations=[])])
    sessions.add(desk, [session(1)])
    (applied,) = apply(desk, 1)
    before = measured(desk)[applied]
    assert {one.code for one in before.missing} >= {"DURC", "profile_en"}
    assert all(one.supplier and one.why for one in before.missing)
    whole = firm(1)
    firms.change(desk, str(whole["vat_number"]),
                 {"profile": whole["profile"], "declarations": whole["declarations"]})  # fmt: skip
    after = measured(desk)[applied]
    assert after.asked == before.asked
    assert {one.code for one in before.missing} - {one.code for one in after.missing} == {
        "DURC", "profile_en",
    }  # fmt: skip
    assert after.percent > before.percent


def test_a_required_file_is_there_while_its_latest_copy_holds(desk: Desk, tmp_path: Path) -> None:
    firms.add(desk, [firm(1)])
    (applied,) = apply(desk, 1)
    missions.change(desk, DUBAI, {"required": ["visura", "logo"]})

    def attach(name: str, kind: str, expires: str | None) -> None:
        path = tmp_path / name
        path.write_bytes(foreign.pdf(name))
        attachments.add(desk, "application", str(applied), path, {"type": kind, "expires": expires})

    def missing() -> dict[str, str]:
        return {one.code: one.why for one in measured(desk)[applied].missing}

    assert {"visura", "logo"} <= set(missing())
    attach("vecchia.pdf", "visura", "2021-01-31")
    attach("logo.pdf", "logo", None)
    assert "31" in missing()["visura"]
    assert "logo" not in missing()
    attach("nuova.pdf", "visura", None)
    assert "visura" not in missing()


def test_who_withdrew_is_asked_for_nothing(desk: Desk) -> None:
    firms.add(desk, [firm(1), firm(2)])
    stays, goes = apply(desk, 1, 2)
    selecting.move(desk, str(goes), "renounced", "Non può partire")
    assert list(measured(desk)) == [stays]


def test_a_mission_of_an_unknown_programme_is_not_measured(desk: Desk) -> None:
    market = Country("AE")
    mission = Mission(id=desk.new_id(), programme="altro", code="X", title="Prova", market=market)
    with desk.store.reading() as reader:
        assert completeness.of_entered(reader, mission, (), desk.today(), "it") == {}


@pytest.mark.parametrize(("asked", "missing", "percent"), [
    (0, 0, 100), (3, 0, 100), (3, 1, 66), (3, 3, 0), (200, 1, 99),
])  # fmt: skip
def test_only_a_whole_folder_is_a_hundred_per_cent(asked: int, missing: int, percent: int) -> None:
    one = Missing(code="DURC", firm=None, piece="DURC", firm_name="", why="", supplier="", due=None)
    assert Completeness(asked=asked, missing=(one,) * missing).percent == percent
