"""The classic faults: restored, copied and cloned stores, wrong clocks, lost files, orders."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.store import Store
from desktop.services import exchange, firms, marks, sessions, settling, standing, stores, undo
from desktop.services.desk import Desk
from tests.builders import FIRM, GROUP_SESSION, firm_draft
from tests.exchanging import Desks, Ticking, digests, is_sound, names, register, rows_of


def writers_of(desk: Desk) -> list[str]:
    with desk.store.exchanging() as held:
        return held.own()


def copy_of(desks: Desks, name: str, to: Path) -> Path:
    """Copy a store as a person does: the file, while nobody works on it."""
    desks.shut(name)
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(desks.path(name), to)
    return to


def put_back(desks: Desks, name: str, copy: Path) -> Desk:
    """Copy an older file over a store and open it."""
    desks.shut(name)
    path = desks.path(name)
    for beside in path.parent.glob(path.name + "-*"):
        beside.unlink()
    shutil.copyfile(copy, path)
    return desks.reopen(name)


# --- restored -----------------------------------------------------------------------------------


def test_a_store_restored_over_itself_loses_nothing_that_others_hold(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    first = register(mi, firm_draft(1))
    desks.settle(mi, bg)
    copy = stores.backup(mi, desks.folder / "backups")
    second = register(mi, firm_draft(2))
    firms.change(mi, first, {"name": "Dopo la copia S.r.l."})
    assert desks.hand(mi, bg).state == "applied"
    (before,) = writers_of(mi)

    mi = put_back(desks, "MI1", copy)
    assert second.replace("-", "") not in names(mi)
    assert writers_of(mi)[0] == before
    assert len(writers_of(mi)) == 2  # a new incarnation, before anything was written
    third = register(mi, firm_draft(3))
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert {i.replace("-", "") for i in (first, second, third)} == set(names(desk))
        assert names(desk)[first.replace("-", "")] == "Dopo la copia S.r.l."
        assert is_sound(desk)
        assert desk.store.conflict_count() == 0
    assert len(digests(mi, bg)) == 1


def test_store_restore_goes_on_as_a_new_incarnation_too(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    register(mi, firm_draft(1))
    copy = stores.backup(mi, desks.folder / "backups")
    register(mi, firm_draft(2))
    assert desks.hand(mi, bg).state == "applied"
    desks.shut("MI1")
    other = desks.folder / "restored" / "desk.sportello-store"
    assert stores.restore(copy, other, None, "Anna Prova") == 0
    mi = desks.reopen("MI1", other)
    assert len(writers_of(mi)) == 2
    register(mi, firm_draft(3))
    desks.settle(mi, bg)
    assert len(names(mi)) == 3
    assert len(digests(mi, bg)) == 1


def test_a_restored_store_that_writes_before_it_hears_of_it_makes_a_conflict_no_loss(
    desks: Desks,
) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm = register(mi, FIRM)
    copy = stores.backup(mi, desks.folder / "backups")
    firms.change(mi, firm, {"name": "Detto agli altri"})
    desks.hand(mi, bg)
    mi = put_back(desks, "MI1", copy)
    firms.change(mi, firm, {"name": "Scritto dopo"})
    desks.settle(mi, bg)
    for desk in (mi, bg):
        (one,) = settling.listed(desk)
        assert {value.value for value in one.values} == {"Detto agli altri", "Scritto dopo"}
    assert len(digests(mi, bg)) == 1


# --- copied and cloned ----------------------------------------------------------------------------


def test_two_copies_of_a_store_work_on_and_exchange(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    register(mi, firm_draft(1))
    desks.settle(mi, bg)
    place = copy_of(desks, "MI1", desks.folder / "copy" / "desk.sportello-store")
    mi, copy = desks.reopen("MI1"), desks.reopen("copy", place)
    assert len(writers_of(mi)) == 1
    assert len(writers_of(copy)) == 2
    register(mi, firm_draft(2))
    register(copy, firm_draft(3))
    for _ in range(3):
        for one in (mi, copy):
            assert desks.hand(one, bg).state in {"applied", "duplicate"}
            assert desks.hand(bg, one).state in {"applied", "duplicate"}
    assert len(digests(mi, copy, bg)) == 1
    assert len(names(bg)) == 3
    assert all(map(is_sound, (mi, copy, bg)))


def clone(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Clone the disk of MI1: there the mark fits too, so that nothing is noticed."""
    place = copy_of(desks, "MI1", desks.folder / "clone" / "desk.sportello-store")
    mine = marks._path  # noqa: SLF001 - a cloned disk has the same path and the same mark
    own = Desk(Store.open(desks.path("MI1"), None), "Anna Prova")
    told = mine(own).read_bytes()
    own.store.close()
    monkeypatch.setattr(marks, "_fits", lambda _: True)
    desks.reopen("MI1")
    cloned = desks.reopen("clone", place)
    mine(cloned).write_bytes(told)
    assert writers_of(cloned) == writers_of(desks.open["MI1"])
    return cloned


@pytest.mark.parametrize("more", [0, 1, 4])
def test_a_cloned_disk_is_forked_and_heals_by_a_peers_file(
    desks: Desks, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """The clone has written less than, as much as or more than the accepted store."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    common = register(mi, firm_draft(1))
    desks.settle(mi, bg)
    firms.change(mi, common, {"notes": "ancora comune"})  # that nobody but the two copies has
    cloned = clone(desks, monkeypatch)
    mi = desks.open["MI1"]
    register(mi, firm_draft(10))
    firms.change(mi, common, {"name": "Nome di MI1"})
    assert desks.hand(mi, bg).state == "applied"
    theirs = [register(cloned, firm_draft(20 + n)) for n in range(1 + more)]
    firms.change(cloned, theirs[0], {"name": "Del clone"})
    refused = desks.hand(cloned, bg)
    assert (refused.state, refused.reason) == ("refused", "forked")
    assert "Del clone" not in names(bg).values()

    assert desks.hand(bg, cloned).state == "applied"  # the accepted chain comes, and is taken
    assert len(writers_of(cloned)) > 1
    assert is_sound(cloned)
    assert desks.hand(cloned, bg).state == "applied"
    desks.settle(bg, mi)
    desks.settle(bg, cloned)
    desks.settle(bg, mi)
    for desk in (mi, bg, cloned):
        assert "Del clone" in names(desk).values()
        assert len(names(desk)) == 3 + more
        assert desk.store.conflict_count() == 0
        assert is_sound(desk)
    assert len(digests(mi, bg, cloned)) == 1


def test_a_file_that_heals_is_looked_at_before(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The accepted chain goes on where the clone's own has ended: what it brings is not known."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    common = register(mi, firm_draft(1))
    desks.settle(mi, bg)
    firms.change(mi, common, {"notes": "ancora comune"})
    cloned = clone(desks, monkeypatch)
    mi = desks.open["MI1"]
    for number in range(10, 15):
        register(mi, firm_draft(number))
    assert desks.hand(mi, bg).state == "applied"
    register(cloned, firm_draft(20))
    assert desks.hand(cloned, bg).reason == "forked"
    accepted = desks.send(bg, cloned)
    seen = exchange.inspect(cloned, accepted)
    assert (seen.new > 0, seen.conflicts) == (True, None)
    assert exchange.receive(cloned, accepted).state == "applied"
    assert is_sound(cloned)


def test_a_clone_that_reads_before_it_wrote_goes_on_under_another_name(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    register(mi, firm_draft(1))
    desks.settle(mi, bg)
    cloned = clone(desks, monkeypatch)
    register(desks.open["MI1"], firm_draft(2))
    desks.hand(desks.open["MI1"], bg)
    assert desks.hand(bg, cloned).state in {"applied", "duplicate"}
    assert len(writers_of(cloned)) == 2
    register(cloned, firm_draft(3))
    assert desks.hand(cloned, bg).state == "applied"
    assert len(names(bg)) == 3


def test_a_clone_heals_with_what_it_wrote_since_it_was_told(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that does not show where the chains part: it goes on under another name and asks."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm = register(mi, firm_draft(1))
    desks.settle(mi, bg)
    cloned = clone(desks, monkeypatch)
    mi = desks.open["MI1"]
    firms.change(mi, firm, {"name": "Nome di MI1"})
    desks.settle(mi, bg)  # BG1 knows that a desk MI1 has all of this
    other = register(cloned, firm_draft(2))
    told = desks.hand(bg, cloned)
    assert told.state in {"applied", "duplicate"}
    firms.change(cloned, other, {"name": "Sopra il ramo"})  # builds on the chain that will go
    assert desks.hand(cloned, bg).reason in {"forked", "record-missing"}
    assert desks.hand(bg, cloned).state == "applied"
    assert desks.hand(cloned, bg).state == "applied"
    desks.settle(bg, cloned)
    for desk in (bg, cloned):
        assert sorted(names(desk).values()) == ["Nome di MI1", "Sopra il ramo"]
        assert desk.store.conflict_count() == 0
        assert is_sound(desk)
    assert len(digests(bg, cloned)) == 1


def test_a_mark_that_is_gone_or_of_another_machine_does_not_fit(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    mi = desks.make("MI1")
    register(mi, FIRM)
    mi = desks.reopen("MI1")
    assert len(writers_of(mi)) == 1
    marks._path(mi).unlink()  # noqa: SLF001
    mi = desks.reopen("MI1")
    assert len(writers_of(mi)) == 2
    monkeypatch.setattr(marks, "_machine", lambda: "un altro computer")
    mi = desks.reopen("MI1")
    assert len(writers_of(mi)) == 3
    register(mi, firm_draft(2))
    assert is_sound(mi)


# --- clocks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_wrong_clock_hides_nobodys_work(desks: Desks, year: int) -> None:
    mi = desks.make("MI1")
    bg = desks.make("BG1", clock=Ticking(datetime(year, 1, 1, tzinfo=UTC)))
    desks.trust(mi, bg)
    firm = register(mi, FIRM)
    desks.settle(mi, bg)
    firms.change(bg, firm, {"name": "Con l’orologio sbagliato"})
    desks.hand(bg, mi)
    firms.change(mi, firm, {"name": "Dopo, con quello giusto"})  # it saw the other's
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert list(names(desk).values()) == ["Dopo, con quello giusto"]
        assert desk.store.conflict_count() == 0
    firms.change(mi, firm, {"name": "Uno"})
    firms.change(bg, firm, {"name": "Due"})
    desks.settle(mi, bg)
    for desk in (mi, bg):
        (one,) = settling.listed(desk)
        assert {value.value for value in one.values} == {"Uno", "Due"}
    assert names(mi) == names(bg)
    assert len(digests(mi, bg)) == 1


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_desk_whose_date_is_wrong_is_named_until_it_is_right(desks: Desks, year: int) -> None:
    clock = Ticking(datetime(year, 1, 1, tzinfo=UTC))
    mi, bg, co = desks.make("MI1"), desks.make("BG1", clock=clock), desks.make("CO1")
    desks.trust(mi, bg, co)
    for desk in (bg, co):
        desks.hand(desk, mi)
    told = {one.desk: one.clock for one in standing.read(mi).neighbours}
    assert told["CO1"] is None
    assert (told["BG1"] or "").startswith(f"{year}-01-01T")
    clock.at = mi.now() + timedelta(hours=20)  # another time zone, say
    desks.hand(bg, mi)
    assert all(one.clock is None for one in standing.read(mi).neighbours)


# --- files lost, late and out of order ------------------------------------------------------------


def test_a_wiped_stick_heals_by_the_next_file(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    register(mi, firm_draft(1))
    desks.settle(mi, bg)
    for n in range(2, 5):
        register(mi, firm_draft(n))
        desks.send(mi, bg).unlink()
    assert standing.read(mi).unsent == {"BG1": 3}
    assert desks.hand(mi, bg).operations == 3
    assert len(digests(mi, bg)) == 1
    desks.hand(bg, mi)
    assert standing.read(mi).unsent == {}


def test_files_are_read_in_any_order_and_more_than_once(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm = register(mi, FIRM)
    desks.settle(mi, bg)
    files = []
    for n in range(4):
        firms.change(mi, firm, {"notes": f"riga {n}"})
        files.append(desks.send(mi, bg))
    for path in (files[3], files[0], files[2], files[1], files[3], files[0]):
        assert exchange.receive(bg, path).state in {"applied", "duplicate"}
    assert len(digests(mi, bg)) == 1
    assert is_sound(bg)


def test_a_parts_child_before_its_parent_by_two_desks(desks: Desks) -> None:
    """CO1 logs a session for a firm of MI1; BG1 hears of the session first."""
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    firm = register(mi, FIRM)
    desks.hand(mi, co)
    sessions.add(co, [GROUP_SESSION | {"attendances": [{"firm": firm, "slot": 0}]}])
    with bg.store.exchanging() as held:  # CO1 thinks that BG1 has all of MI1 already
        known = held.seen()
    with co.store.exchanging() as held:
        peer = held.peer("BG1")
        assert peer is not None
        told = {w: s for w, s in held.seen().items() if w.startswith("MI1/")}
        held.put_peer(replace(peer, seen=known | told))
    parked = desks.hand(co, bg)
    assert (parked.state, parked.operations) == ("parked", 0)
    assert parked.reason in {"record-missing", "earlier-work"}
    assert rows_of(bg)["attendance"] == 0
    assert [w.desk for w in standing.read(bg).waiting] == ["CO1"]
    assert desks.hand(mi, bg).state == "applied"
    assert rows_of(bg)["attendance"] == 1
    assert standing.read(bg).waiting == ()
    assert is_sound(bg)
    assert len(digests(co, bg)) == 1


def test_what_a_file_brought_is_taken_back_and_what_was_changed_since_stays(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    one, two = register(mi, firm_draft(1)), register(mi, firm_draft(2))
    assert desks.hand(mi, bg).operations == 2
    firms.change(bg, two, {"notes": "nostra"})
    with bg.store.exchanging() as held:
        line = held.files()[0]
    undone = exchange.undo(bg, line.sha256)
    assert undone.undone == 1
    assert [kept.why for kept in undone.kept] == ["changed-later"]
    assert one.replace("-", "") not in names(bg)
    undo.undo(bg, undone.changed.transaction)
    assert len(names(bg)) == 2
    desks.settle(mi, bg)
    assert len(digests(mi, bg)) == 1
