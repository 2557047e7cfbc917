"""Programmes put in force from files: the next needs no code, a version says what differs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.versions import Entered
from desktop.domain.problems import DeskError
from desktop.domain.programme_file import ProgrammeFileError
from desktop.domain.programme_text import programme_text
from desktop.domain.records import Mission
from desktop.services import (
    evaluating,
    firms,
    missions,
    programme_trial,
    programmes,
    sessions,
    stores,
)
from desktop.services.desk import Desk
from desktop.services.programme_trial import Shift, Who
from tests.before_dubai import application, firm, session
from tests.builders import vat_number
from tests.conftest import MakeDesk

PACKAGED = programmes.packaged()[0].read_text(encoding="utf-8")
SECOND = PACKAGED.replace("version = 1\n", "version = 2\n").replace("seats = 10", "seats = 14")
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "programma.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def conflicts(desk: Desk) -> list[str]:
    return [conflict.register.name for conflict in desk.store.conflicts() if conflict.register]


def mission(desk: Desk) -> Mission:
    return missions.listed(desk)[0]


def writers(desk: Desk) -> dict[str, tuple[int, bytes]]:
    with desk.store.exchanging() as exchange:
        return {name: at for name, at in exchange.seen().items() if name.startswith("programme.")}


def test_version_2_changes_what_differs_and_nothing_else(desk: Desk, write: Write) -> None:
    before = mission(desk)
    file, entered = programmes.add(desk, write(SECOND))
    assert (file.version, entered) == (2, Entered.WRITTEN)
    (held,) = programmes.listed(desk)
    assert held.programme.version == 2
    assert (mission(desk).seats, mission(desk).id) == (14, before.id)
    assert writers(desk)["programme.internazionalizzazione-2021/2"][0] == 2  # two operations
    assert conflicts(desk) == []
    assert stores.check(desk).ok
    assert programmes.add(desk, write(SECOND))[1] is Entered.SAME


def test_a_desks_own_edit_stands_beside_the_new_version(desk: Desk, write: Write) -> None:
    missions.change(desk, "DUBAI-2021", {"seats": 12, "quorum": 5})
    programmes.add(desk, write(SECOND))
    assert conflicts(desk) == ["seats"]  # the quorum is as in version 1: nothing was written
    assert (mission(desk).seats, mission(desk).quorum) == (12, 5)
    assert stores.check(desk).ok


def test_every_desk_enters_the_same_version(make_desk: MakeDesk, write: Write) -> None:
    one, other = make_desk("one"), make_desk("other")
    missions.change(one, "DUBAI-2021", {"seats": 12})
    for desk in (one, other):
        programmes.add(desk, write(SECOND))
    assert writers(one) == writers(other)


def test_a_version_takes_away_and_a_later_one_brings_back(merging_desk: Desk, write: Write) -> None:
    desk = merging_desk
    sector = PACKAGED[PACKAGED.index('[[sectors]]\ncode = "fashion-personal"') :]
    sector = sector[: sector.index("# ---")]
    without = SECOND.replace(sector, "")
    programmes.add(desk, write(without))
    assert programmes.listed(desk)[0].sector("fashion-personal") is None
    third = SECOND.replace("version = 2\n", "version = 3\n")
    programmes.add(desk, write(third))
    assert programmes.listed(desk)[0].sector("fashion-personal") is not None
    assert stores.check(desk).ok


def test_a_third_version_builds_on_the_second(desk: Desk, write: Write) -> None:
    programmes.add(desk, write(SECOND))
    third = SECOND.replace("version = 2\n", "version = 3\n").replace("seats = 14", "seats = 16")
    programmes.add(desk, write(third))
    assert (mission(desk).seats, conflicts(desk)) == (16, [])
    assert stores.check(desk).ok


def test_another_file_under_the_same_number_is_refused(desk: Desk, write: Write) -> None:
    with pytest.raises(DeskError, match="programme-differs"):
        programmes.add(desk, write(PACKAGED.replace("seats = 10", "seats = 11")))
    assert programmes.add(desk, write(PACKAGED))[1] is Entered.SAME
    programmes.add(desk, write(SECOND))
    with pytest.raises(DeskError, match="programme-differs"):
        programmes.add(desk, write(SECOND.replace("seats = 14", "seats = 15")))
    assert mission(desk).seats == 14


def test_a_version_between_may_not_be_missing(desk: Desk, write: Write) -> None:
    with pytest.raises(DeskError) as refused:
        programmes.add(desk, write(SECOND.replace("version = 2\n", "version = 3\n")))
    assert (refused.value.code, refused.value.values["version"]) == ("programme-gap", "2")
    assert programmes.listed(desk)[0].programme.version == 1


def test_a_malformed_version_is_refused_and_the_old_one_stays(desk: Desk, write: Write) -> None:
    wrong = SECOND.replace("seats = 14", 'seats = "molti"').replace('needs = ["pec"]',
                                                                     'needs = ["fax"]')  # fmt: skip
    with pytest.raises(ProgrammeFileError) as refused:
        programmes.add(desk, write(wrong))
    told = {(p.path, p.code, wrong.splitlines()[p.line - 1]) for p in refused.value.problems}
    assert told == {
        ("missions[0].seats", "not-a-whole-number", 'seats = "molti"'),
        ("eligibility.needs", "not-a-choice", 'needs = ["fax"]'),
    }  # fmt: skip
    assert (programmes.listed(desk)[0].programme.version, mission(desk).seats) == (1, 10)


NORTH = """\
format = 1
code = "mercati-nordici-2030"
version = 1
source = "Inventato per le prove"
valid_from = 2030-01-01
title = { it = "Mercati nordici", en = "Nordic markets" }
legal_basis = { it = "Delibera inventata 1", en = "Invented resolution 1" }

[[lines]]
code = "A"
title = { it = "Unica", en = "Only" }
order = 1

[[markets]]
code = "NO"
kind = "target"
title = { it = "Norvegia", en = "Norway" }
passport_months = 3

[[sectors]]
code = "boats"
title = { it = "Barche", en = "Boats" }

[[matrix]]
sector = "boats"
market = "NO"

[[missions]]
code = "OSLO-2030"
title = { it = "Oslo", en = "Oslo" }
market = "NO"
line = "A"
sectors = ["boats"]
from = 2030-05-06
to = 2030-05-08

[eligibility]
region = "Friuli-Venezia Giulia"
provinces = ["GO", "PN", "TS", "UD"]
declarations = ["MAF"]
needs = ["people", "website"]
"""


def test_the_next_programme_needs_no_code(desk: Desk, write: Write) -> None:
    programmes.add(desk, write(NORTH))
    firms.add(desk, [firm(1, people=[])])
    judged = evaluating.of_firm(desk, "OSLO-2030", vat_number(1), date(2030, 1, 10))
    assert [(r.code, r.severity.value) for r in judged.eligibility.open] == [
        ("SEDE_FUORI_FRIULI_VENEZIA_GIULIA", "B"), ("SETTORE_NON_AMMESSO", "B"),
        ("DICHIARAZIONE_MANCANTE", "R"), ("DATO_MANCANTE", "R"), ("DATO_MANCANTE", "R"),
    ]  # fmt: skip
    firms.add(desk, [firm(
        2, sectors=["boats"], website="prova.example", rea="UD-100",
        sites=[{"kind": "operating", "address": {"province": "UD"}}],
        declarations=[{"code": "MAF", "outcome": "regular"}],
    )])  # fmt: skip
    good = evaluating.of_firm(desk, "OSLO-2030", vat_number(2), date(2030, 1, 10))
    assert good.eligibility.open == ()


def test_an_edited_programme_is_tried_and_then_published(desk: Desk) -> None:
    firms.add(desk, [firm(1), firm(2, sectors=["food"])])
    sessions.add(desk, [session(1, 2)])
    missions.apply(desk, [application(1), application(2)])
    held = programmes.file_of(desk, "internazionalizzazione-2021")
    cells = (*held.matrix, replace(held.matrix[0], sector="food"))
    (planned,) = held.missions
    edited = replace(
        held, version=2, matrix=cells,
        missions=(replace(planned, sectors=("food",)),),
    )  # fmt: skip
    found = programme_trial.run(desk, programme_text(edited), "DUBAI-2021", Who())
    assert [(str(t.before), str(t.after), t.shift) for t in found] == [
        ("not_eligible", "eligible", Shift.INCLUDED),
        ("eligible", "not_eligible", Shift.EXCLUDED),
    ]
    assert programmes.listed(desk)[0].programme.version == 1  # nothing was written
    assert programmes.publish(desk, edited) is Entered.WRITTEN
    assert mission(desk).sectors == ("food",)
    assert programmes.file_of(desk, "internazionalizzazione-2021") == edited


def test_an_edit_that_makes_no_sense_is_refused_with_its_line(desk: Desk) -> None:
    held = programmes.file_of(desk, "internazionalizzazione-2021")
    (planned,) = held.missions
    edited = replace(held, version=2, missions=(replace(planned, sectors=("mai",)),))
    with pytest.raises(ProgrammeFileError) as refused:
        programmes.publish(desk, edited)
    assert [p.code for p in refused.value.problems] == ["unknown-sector"]
    with pytest.raises(DeskError, match="programme-differs"):
        programmes.publish(desk, replace(held, partners=("Altri",)))
    with pytest.raises(DeskError, match="not-found"):
        programmes.file_of(desk, "mai-visto")


def test_the_first_version_a_desk_sees_is_its_beginning(desk: Desk, write: Write) -> None:
    later = NORTH.replace("version = 1\n", "version = 4\n")
    assert programmes.add(desk, write(later))[1] is Entered.WRITTEN
