"""A new version of a programme, selections and kept outcomes travel like any other work."""

from datetime import date
from pathlib import Path

from desktop.domain.records import Evaluation, Ranking
from desktop.services import evaluating, firms, missions, programmes, selecting, sessions
from tests.before_dubai import application, firm, session
from tests.exchanging import Desks, digests, is_sound

PACKAGED = programmes.packaged()[0].read_text(encoding="utf-8")
SECOND = PACKAGED.replace("version = 1\n", "version = 2\n").replace("seats = 10", "seats = 14")
DAY = date(2021, 9, 10)


def second(folder: Path) -> Path:
    path = folder / "due.toml"
    path.write_text(SECOND, encoding="utf-8")
    return path


def test_a_version_goes_along_to_a_desk_that_has_not_its_file(desks: Desks, tmp_path: Path) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    missions.change(bg, "DUBAI-2021", {"seats": 12})
    programmes.add(mi, second(tmp_path))
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert programmes.listed(desk)[0].programme.version == 2
        assert [c.register.name for c in desk.store.conflicts() if c.register] == ["seats"]
        assert is_sound(desk)
    assert len(digests(mi, bg)) == 1
    assert programmes.add(bg, second(tmp_path))[1].value == "same"


def test_desks_that_both_added_a_version_agree(desks: Desks, tmp_path: Path) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    for desk in (mi, bg):
        programmes.add(desk, second(tmp_path))
    desks.settle(mi, bg)
    assert len(digests(mi, bg)) == 1
    assert not any(desk.store.conflict_count() for desk in (mi, bg))


def test_a_selection_and_its_outcomes_travel(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firms.add(mi, [firm(1), firm(2)])
    sessions.add(mi, [session(1, 2)])
    missions.apply(mi, [application(1), application(2, "2021-09-09T11:00:00")])
    selecting.run(mi, "DUBAI-2021", seed=3, on=DAY)
    desks.settle(mi, bg)
    with bg.store.reading() as reader:
        assert len(reader.all(Ranking)) == 1
        assert len(reader.all(Evaluation)) == 2
    assert [e.application.state.value for e in missions.entered(bg, "DUBAI-2021")] == [
        "selected", "selected"]  # fmt: skip
    answers = evaluating.of_mission(bg, "DUBAI-2021", DAY)
    assert [a.eligibility.outcome.value for a in answers] == ["eligible", "eligible"]
    assert len(digests(mi, bg)) == 1
