"""Each property of the exchange by itself, and what drawn runs found once."""

import itertools
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from desktop.domain.problems import DeskError
from desktop.domain.records import (
    Attendance,
    Delegate,
    Erasure,
    Firm,
    OrientationSession,
    Person,
    PrivateNote,
)
from desktop.frames import decode_parts, open_frame
from desktop.services import (
    erasure,
    exchange,
    firms,
    joining,
    missions,
    sessions,
    settling,
    stores,
    trust,
    undo,
)
from desktop.services.desk import Desk
from desktop.sync.bundle import read_bundle, write_bundle
from tests.builders import vat_number
from tests.sync.replicas import CODES, below, look_over, shared_dump
from tests.sync.world import World

MARK = "zqxwvkestinto"  # a value that stands nowhere by itself


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "world")
    made.begin()
    yield made
    made.close()


def own_writers(world: World, place: int) -> list[str]:
    with at(world, place).store.exchanging() as held:
        return held.own()


def at(world: World, place: int) -> Desk:
    return world.replicas[place].desk


def firm_ids(world: World) -> tuple[str, str]:
    first, second = world.ids(0, Firm)
    return str(first), str(second)


def change(world: World, place: int, firm: str, **values: object) -> None:
    assert world.work(place, "change", lambda desk: firms.change(desk, firm, values))


def person_of(world: World, place: int, firm: str) -> Person:
    with at(world, place).store.reading() as reader:
        (person,) = reader.of(Person, firm=UUID(firm))
    return person


def conflict_names(world: World, place: int = 0) -> list[str]:
    return [str(settling.name_of(c)) for c in settling.listed(at(world, place))]


# --- P1 to P7 -------------------------------------------------------------------------------


def test_desks_hold_the_same_in_whatever_order_files_came(world: World) -> None:
    firm, other = firm_ids(world)
    for place in range(3):
        change(world, place, firm, notes=f"da {CODES[place]}", website=f"w{place}.example")
        change(world, place, other, notes=f"da {CODES[place]}")
    letters = [letter.data for place in (1, 2) for letter in world.export(place, CODES[0])]
    digests = set()
    for order in itertools.permutations(letters):
        world.copy(0)
        for data in order:
            assert world.receive(0, data).state == exchange.APPLIED
        world.compare(0)
        digests.add(at(world, 0).store.digest())
        world.restore(0, -1)
    assert len(digests) == 1


def test_a_file_that_came_already_changes_nothing(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="una volta")
    (letter,) = world.export(0, CODES[1])
    assert world.receive(1, letter.data).state == exchange.APPLIED
    world.again(1, letter.data)


def test_later_work_is_no_conflict_whatever_the_clocks_say(world: World) -> None:
    firm, _ = firm_ids(world)
    world.set_clock(0, 2099)
    change(world, 0, firm, notes="dal 2099")
    world.carry(0, 1)
    world.set_clock(1, 1970)
    change(world, 1, firm, notes="dopo, dal 1970")
    world.settle()
    assert conflict_names(world) == []
    assert firms.show(at(world, 2), firm)["notes"] == "dopo, dal 1970"


def test_what_two_wrote_at_once_is_kept_until_one_decides(world: World) -> None:
    firm, _ = firm_ids(world)
    world.set_clock(1, 2099)
    change(world, 0, firm, notes="uno")
    change(world, 1, firm, notes="due")
    world.settle()
    assert firms.show(at(world, 0), firm)["notes"] == "due"  # written last, it says
    (conflict,) = settling.listed(at(world, 2))
    assert {value.value for value in conflict.values} == {"uno", "due"}
    letter = next(
        settling.LETTERS[n] for n, value in enumerate(conflict.values) if value.value == "uno"
    )
    world.work(2, "keep", lambda desk: settling.keep(desk, f"{firm}/notes", letter))
    world.settle()
    assert [conflict_names(world, place) for place in range(3)] == [[], [], []]
    assert firms.show(at(world, 1), firm)["notes"] == "uno"


def test_the_same_written_twice_is_no_conflict(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="Da chiamare")
    change(world, 1, firm, notes="da  chiamare")
    world.settle()
    assert conflict_names(world) == []


def test_a_file_that_came_before_an_earlier_one_waits(world: World) -> None:
    firm, _ = firm_ids(world)
    world.copy(2)
    change(world, 0, firm, notes="prima")
    world.carry(0, 2)
    world.carry(2, 0)  # confirms it, and forgets it
    world.restore(2, 0)
    change(world, 0, firm, notes="dopo")
    (letter,) = world.export(0, CODES[2])
    done = world.receive(2, letter.data)
    assert (done.state, done.reason) == (exchange.PARKED, "gap")
    assert "notes" not in firms.show(at(world, 2), firm)
    world.compare(2)
    world.settle()
    assert firms.show(at(world, 2), firm)["notes"] == "dopo"


def test_work_on_anothers_work_waits_for_it(world: World) -> None:
    firm, _ = firm_ids(world)
    world.copy(2)
    change(world, 0, firm, notes="prima")
    world.carry(0, 1)
    world.carry(0, 2)
    world.carry(2, 1)
    world.restore(2, 0)
    change(world, 1, firm, notes="dopo")
    (letter,) = world.export(1, CODES[2])
    done = world.receive(2, letter.data)
    assert (done.state, done.reason) == (exchange.PARKED, "earlier-work")
    world.compare(2)
    world.settle()
    assert conflict_names(world) == []


def test_sealing_changes_nothing_that_anybody_sees(world: World) -> None:
    firm, _ = firm_ids(world)
    for n in range(3):
        change(world, 0, firm, notes=f"nota {n}")
    world.seal(0)
    look_over(world.replicas[0])
    change(world, 0, firm, notes="dopo")
    world.settle()
    assert firms.show(at(world, 1), firm)["notes"] == "dopo"


def test_a_frame_that_breaks_off_half_way_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="tutta o niente")
    (letter,) = world.export(0, CODES[1])
    before = shared_dump(at(world, 1).store)

    def break_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("db.merging.search.refresh", break_off)
        with pytest.raises(KeyboardInterrupt):
            world.receive(1, letter.data)
    assert shared_dump(at(world, 1).store) == before
    assert world.receive(1, letter.data).state == exchange.APPLIED


def test_a_file_that_another_desk_signed_is_refused(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="firmata da altri")
    (letter,) = world.export(0, CODES[1])
    held = read_bundle(letter.data, trust.own_keys(at(world, 1)))
    (forger,) = trust.own_keys(at(world, 2))
    (own,) = trust.own_keys(at(world, 1))
    forged = write_bundle(held.manifest, held.frames, (), forger, [own.card])
    done = world.receive(1, forged)
    assert (done.state, done.reason) == (exchange.REFUSED, "signature-bad")


# --- what is there --------------------------------------------------------------------------


def test_a_removed_firm_goes_once_its_new_person_goes(world: World) -> None:
    firm, _ = firm_ids(world)
    people = [{"family_name": "Nuova", "given_name": "Ada"}]
    change(world, 0, firm, people=people)
    world.work(1, "remove", lambda desk: firms.remove(desk, firm))
    world.settle()
    assert conflict_names(world) == [f"{firm}/removed"]
    with at(world, 0).store.reading() as reader:
        ada = next(p for p in reader.of(Person) if p.family_name == "Nuova")
    change(world, 0, firm, people=[{"id": str(ada.id), "remove": True}])
    assert firms.count(at(world, 0)) == 1
    world.settle()
    assert conflict_names(world) == []
    assert [firms.count(at(world, place)) for place in range(3)] == [1, 1, 1]


def test_a_firm_that_a_session_brings_back_is_found_again(world: World) -> None:
    firm, _ = firm_ids(world)
    world.carry(0, 1)
    world.work(0, "remove", lambda desk: firms.remove(desk, firm))
    world.add_session(1, 0, note=True)
    world.settle()
    assert [hit.record for hit in at(world, 0).store.find(Firm.KIND, vat_number(0))] == [UUID(firm)]
    with pytest.raises(DeskError) as refused:
        settling.keep(at(world, 0), f"{firm}/removed", "b")
    assert refused.value.code == "in-use"
    for named in conflict_names(world):  # the firm, and the person who was there
        world.work(0, "keep", partial(settling.keep, named=named, letter="a"))
    world.settle()
    assert conflict_names(world) == []


def test_a_removal_that_is_decided_takes_what_belongs_to_the_firm_along(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, people=[{"family_name": "Nuova", "given_name": "Ada"}])
    world.work(1, "remove", lambda desk: firms.remove(desk, firm))
    world.settle()
    world.work(2, "keep", lambda desk: settling.keep(desk, f"{firm}/removed", "b"))
    world.settle()
    assert conflict_names(world) == []
    assert firms.count(at(world, 0)) == 1


def test_work_keeps_a_firm_that_is_removed_elsewhere(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="ancora qui")
    world.work(1, "remove", lambda desk: firms.remove(desk, firm))
    world.settle()
    assert conflict_names(world, 2) == [f"{firm}/removed"]
    assert firms.show(at(world, 1), firm)["notes"] == "ancora qui"


def test_conflicts_of_a_firm_that_is_gone_rest(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="uno")
    change(world, 1, firm, notes="due")
    world.settle()
    world.work(0, "remove", lambda desk: firms.remove(desk, firm))
    world.settle()
    assert conflict_names(world, 2) == []
    assert at(world, 2).store.conflict_count() == 0


def test_received_work_is_taken_back_even_where_it_made_and_changed_a_record(world: World) -> None:
    world.add_firm(1, 3, 2)
    made = next(i for i in world.ids(1, Firm) if i not in world.ids(0, Firm))
    change(world, 1, str(made), notes="subito cambiata")
    world.carry(1, 0)
    world.undo_received(0, -1)
    world.settle()
    for place in range(3):
        assert made not in world.ids(place, Firm) or conflict_names(world, place)


# --- merged firms ---------------------------------------------------------------------------


def test_merges_in_a_ring_leave_one_firm_and_part_again(world: World) -> None:
    world.add_firm(0, 2, 2)
    for to in (1, 2):
        world.carry(0, to)
    one, two, three = (str(i) for i in world.ids(0, Firm))
    for place, loser, winner in ((0, one, two), (1, two, three), (2, three, one)):
        world.work(place, "merge", partial(joining.merge, loser=loser, winner=winner))
    world.settle()
    assert [firms.count(at(world, place)) for place in range(3)] == [1, 1, 1]
    for loser in (two, one, three):
        world.work(1, "unmerge", partial(joining.unmerge, loser=loser))
        look_over(world.replicas[1])
    world.settle()
    assert firms.count(at(world, 0)) == 3


def test_a_session_is_reached_through_a_merge_and_after_it(world: World) -> None:
    firm, other = firm_ids(world)
    world.add_session(0, 0, note=False)
    world.carry(0, 1)
    world.work(1, "merge", lambda desk: joining.merge(desk, firm, other))
    world.settle()
    for named in (firm, other):
        with at(world, 2).store.reading() as reader:
            assert [a.firm for a in reader.of(Attendance, firm=UUID(other))] == [UUID(other)]
            assert firms.resolve(reader, named).id == UUID(other)
    world.work(2, "unmerge", lambda desk: joining.unmerge(desk, firm))
    world.settle()
    with at(world, 0).store.reading() as reader:
        assert [a.firm for a in reader.of(Attendance, firm=UUID(firm))] == [UUID(firm)]
        assert reader.of(Attendance, firm=UUID(other)) == ()


def test_a_firm_is_found_by_itself_once_the_one_it_was_merged_into_is_gone(world: World) -> None:
    firm, other = firm_ids(world)
    world.work(0, "merge", lambda desk: joining.merge(desk, firm, other))
    world.work(0, "remove", lambda desk: firms.remove(desk, other))
    look_over(world.replicas[0])
    world.settle()


# --- copies ---------------------------------------------------------------------------------


def test_a_copy_put_back_loses_nothing_that_others_hold(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, website="www.prima.example")
    world.copy(0)
    change(world, 0, firm, notes="dopo la copia")
    world.carry(0, 1)
    world.restore(0, 0)
    change(world, 0, firm, website="www.nuova.example")
    world.settle()
    shown = firms.show(at(world, 0), firm)
    assert (shown["notes"], shown["website"]) == ("dopo la copia", "www.nuova.example")
    assert conflict_names(world) == []


@pytest.mark.parametrize(("lost", "later"), [(0, 1), (1, 0), (1, 1), (2, 1), (1, 2), (2, 3)])
def test_a_disk_put_back_whole_is_seen_in_the_next_file(
    world: World, lost: int, later: int
) -> None:
    firm, _ = firm_ids(world)

    def deeds(count: int, text: str) -> list[Callable[[], None]]:
        return [partial(change, world, 0, firm, notes=f"{text} {n}") for n in range(count)]

    world.image(0, deeds(lost, "prima"), [*deeds(later, "dopo"), partial(world.add_firm, 0, 3, 3)])
    world.settle()
    assert firms.count(at(world, 2)) == 3
    assert bool(conflict_names(world)) == bool(lost and later)


def test_a_copy_put_back_takes_no_number_that_a_clone_sent(world: World) -> None:
    firm, _ = firm_ids(world)
    world.copy(0)
    change(world, 0, firm, notes="solo nel clone")
    world.clone(0)
    world.carry(3, 1)
    lost = own_writers(world, 0)
    world.restore(0, 0)
    assert own_writers(world, 0)[-1] not in lost  # at once: not when a file shows the fork
    change(world, 0, firm, notes="dopo la copia")
    world.settle()
    assert conflict_names(world, 2) == [f"{firm}/notes"]


def test_two_copies_of_a_store_go_on_as_two_writers(world: World) -> None:
    firm, _ = firm_ids(world)
    world.clone(0)
    change(world, 0, firm, notes="uno")
    change(world, 3, firm, notes="due")
    world.settle()
    assert conflict_names(world, 1) == [f"{firm}/notes"]


# --- private notes and erasure --------------------------------------------------------------


def test_a_private_note_never_leaves(world: World) -> None:
    world.add_session(0, 0, note=True)
    world.settle()
    with at(world, 0).store.reading() as reader:
        assert len(reader.all(PrivateNote)) == 1
    for place in (1, 2):
        with at(world, place).store.reading() as reader:
            assert reader.all(PrivateNote) == ()


def everything(world: World, place: int) -> bytes:
    """Give all bytes of a store's files, journal and parked frames unpacked."""
    store = at(world, place).store
    with below(store) as connection:
        bodies = [
            *connection.exec_driver_sql("SELECT body, sealed FROM log"),
            *connection.exec_driver_sql("SELECT body, 1 FROM parked"),
        ]
    plain = b"".join(open_frame(row[0], sealed=bool(row[1])) for row in bodies)
    assert all(list(decode_parts(open_frame(row[0], sealed=bool(row[1])))) for row in bodies)
    files = store.path.parent.glob(f"{store.path.name}*")
    return plain + b"".join(path.read_bytes() for path in files if path.suffix != ".lock")


def test_what_is_erased_is_nowhere_and_does_not_come_back(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, people=[{"family_name": MARK.title(), "given_name": "Ada"}])
    old = world.export(0, CODES[1])
    late = world.export(0, CODES[2])
    world.receive(1, old[0].data)
    with at(world, 1).store.reading() as reader:
        person = next(p for p in reader.all(Person) if p.family_name == MARK.title())
    assert MARK in everything(world, 1).decode("latin-1").casefold()
    world.work(1, "erase", lambda desk: erasure.erase(desk, str(person.id)))
    world.carry(1, 0)
    world.carry(1, 2)  # the order, before what it is about
    world.receive(2, late[0].data)
    world.receive(1, old[0].data)
    world.settle()
    world.receive(2, late[0].data)
    world.compare(2)
    for place in range(3):
        assert MARK not in everything(world, place).decode("latin-1").casefold()
    for place in (1, 2):
        world.carry(place, 0)
    ((_, proof),) = erasure.proofs(at(world, 0))
    assert {one.desk for one in proof.desks if one.confirmed} == set(CODES[1:3])


def test_an_order_of_erasure_outlives_the_copy_that_was_put_back(world: World) -> None:
    firm, _ = firm_ids(world)
    person = person_of(world, 0, firm)
    world.copy(0)
    world.work(0, "erase", lambda desk: erasure.erase(desk, str(person.id)))
    world.restore(0, 0)
    world.settle()
    for place in range(3):
        with at(world, place).store.reading() as reader:
            assert reader.get(Person, person.id) is None


def test_a_frame_that_waits_holds_nothing_of_what_was_erased(world: World) -> None:
    firm, _ = firm_ids(world)
    change(world, 0, firm, notes="prima")
    first = world.export(0, CODES[1])
    world.receive(1, first[0].data)
    world.carry(1, 0)  # confirms the first
    change(world, 0, firm, people=[{"family_name": MARK.title(), "given_name": "Ada"}])
    second = world.export(0, CODES[1])[0].data
    world.carry(0, 2)
    with at(world, 2).store.reading() as reader:
        person = next(p for p in reader.all(Person) if p.family_name == MARK.title())
    world.copy(1)
    world.work(2, "erase", lambda desk: erasure.erase(desk, str(person.id)))
    world.carry(2, 1)
    world.receive(1, second)
    assert MARK not in everything(world, 1).decode("latin-1").casefold()
    world.settle()


def test_what_is_written_to_an_erased_firm_elsewhere_is_erased_too(world: World) -> None:
    firm, _ = firm_ids(world)
    world.work(0, "erase", lambda desk: erasure.erase(desk, firm))
    change(world, 1, firm, people=[{"family_name": MARK.title(), "given_name": "Ada"}])
    world.add_session(1, 0, note=False)
    world.apply(1, 0)
    world.settle()
    for place in range(3):
        assert MARK not in everything(world, place).decode("latin-1").casefold()
        with at(world, place).store.reading() as reader:
            assert reader.all(Attendance) == ()
            assert reader.all(Delegate) == ()
            orders = reader.all(Erasure)
        assert {order.subject for order in orders} == {UUID(firm)}
        assert missions.entered(at(world, place), "DUBAI-2021") == []
        (session,) = world.ids(place, OrientationSession)
        assert sessions.sheet(at(world, place), str(session)).participants == ()


def test_a_merged_firm_that_is_erased_leaves_no_word_in_the_search_box(world: World) -> None:
    firm, other = firm_ids(world)
    change(world, 0, firm, name=f"{MARK.title()} S.r.l.")
    world.work(0, "merge", lambda desk: joining.merge(desk, firm, other))
    with at(world, 0).store.reading() as reader:
        assert reader.get(Firm, UUID(firm)) is not None
    world.work(0, "unmerge", lambda desk: joining.unmerge(desk, firm))
    world.work(0, "merge", lambda desk: joining.merge(desk, other, firm))
    world.work(0, "erase", lambda desk: erasure.erase(desk, firm))
    look_over(world.replicas[0])
    world.settle()


# --- undo -----------------------------------------------------------------------------------


def test_an_undone_removal_brings_firm_and_people_back_everywhere(world: World) -> None:
    firm, _ = firm_ids(world)
    person = person_of(world, 0, firm)
    removed = firms.remove(at(world, 0), firm)
    world.compare(0)
    world.carry(0, 1)
    world.work(1, "undo", lambda desk: undo.undo(desk, removed.transaction))
    world.settle()
    assert person_of(world, 2, firm) == person
    assert stores.check(at(world, 0)).ok
    assert json.dumps(firms.show(at(world, 0), firm)) == json.dumps(firms.show(at(world, 1), firm))
