"""One firm registered at two desks: queued, merged, parted, and read under one everywhere."""

import pytest

from db.reading import Reader
from desktop.domain.records import Firm
from desktop.services import firms, joining, register, sessions, settling
from desktop.services.desk import Desk
from tests.builders import FIRM, GROUP_SESSION
from tests.exchanging import Desks, digests, is_sound
from tests.exchanging import register as enter

TAX = "00743110157"


def two_of_one(desks: Desks) -> tuple[Desk, Desk, str, str]:
    """Let two desks register the same firm, each with a session, and exchange."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    ours = enter(mi, FIRM | {"name": "Città Verde Esempio"})
    theirs = enter(bg, FIRM | {"name": "CITTA VERDE ESEMPIO SRL", "pec": "verde@pec.example"})
    for desk, firm in ((mi, ours), (bg, theirs)):
        attendance = {"firm": firm, "slot": 0}
        sessions.add(desk, [GROUP_SESSION | {"attendances": [attendance]}])
    desks.settle(mi, bg)
    return mi, bg, ours, theirs


def sessions_of(desk: Desk, firm: str) -> int:
    with desk.store.reading() as reader:
        return len(sessions.of_firm(reader, _resolved(reader, firm).id))


def _resolved(reader: Reader, named: str) -> Firm:
    return firms.resolve(reader, named)


def test_a_firm_that_two_desks_registered_stands_in_the_queue_at_both(desks: Desks) -> None:
    mi, bg, ours, theirs = two_of_one(desks)
    for desk in (mi, bg):
        (double,) = joining.queue(desk)
        assert double.code == TAX
        assert {str(firm.id) for firm in double.firms} == {ours, theirs}
        assert firms.count(desk) == 2
    assert len(digests(mi, bg)) == 1


def test_merged_old_ids_and_codes_lead_to_the_survivor_with_all_sessions(desks: Desks) -> None:
    mi, bg, ours, theirs = two_of_one(desks)
    joining.merge(mi, ours, theirs)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert joining.queue(desk) == []
        assert firms.count(desk) == 1
        for named in (ours, theirs, TAX):
            assert firms.show(desk, named)["id"] == theirs
            assert sessions_of(desk, named) == 2
        assert [str(hit.id) for hit in register.find(desk, "citta verde")] == [theirs]
        assert is_sound(desk)
    assert len(digests(mi, bg)) == 1

    joining.unmerge(bg, ours)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert firms.count(desk) == 2
        assert firms.show(desk, ours)["id"] == ours
        assert [sessions_of(desk, firm) for firm in (ours, theirs)] == [1, 1]
        assert {str(hit.id) for hit in register.find(desk, "citta verde")} == {ours, theirs}
        assert is_sound(desk)
    assert len(digests(mi, bg)) == 1


def test_work_on_the_one_that_gave_way_is_kept_and_read(desks: Desks) -> None:
    """Merge against edit: the other desk had not heard of the merge yet."""
    mi, bg, ours, theirs = two_of_one(desks)
    joining.merge(mi, ours, theirs)
    sessions.add(bg, [GROUP_SESSION | {"attendances": [{"firm": ours, "slot": 1}]}])
    firms.change(bg, ours, {"notes": "scritto sulla doppia"})
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert sessions_of(desk, theirs) == 3
        assert desk.store.conflict_count() == 0
        assert is_sound(desk)
    joining.unmerge(mi, ours)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert firms.show(desk, ours)["notes"] == "scritto sulla doppia"
        assert sessions_of(desk, ours) == 2
    assert len(digests(mi, bg)) == 1


def test_merges_in_opposite_directions_end_in_one_firm_at_every_desk(desks: Desks) -> None:
    mi, bg, ours, theirs = two_of_one(desks)
    joining.merge(mi, ours, theirs)
    joining.merge(bg, theirs, ours)
    desks.settle(mi, bg)
    survivor = min(ours, theirs)
    for desk in (mi, bg):
        assert firms.count(desk) == 1
        for named in (ours, theirs, TAX):
            assert firms.show(desk, named)["id"] == survivor
            assert sessions_of(desk, named) == 2
        assert joining.queue(desk) == []
        assert is_sound(desk)
    joining.unmerge(mi, survivor)  # the ring is opened: the other's word is left
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert firms.count(desk) == 1
        assert firms.show(desk, TAX)["id"] == survivor
    assert len(digests(mi, bg)) == 1


def test_merged_into_two_others_is_a_conflict_for_a_person(desks: Desks) -> None:
    mi, bg, ours, theirs = two_of_one(desks)
    third = enter(mi, FIRM | {"name": "Città Verde bis"})
    desks.settle(mi, bg)
    joining.merge(mi, ours, theirs)
    joining.merge(bg, ours, third)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        (one,) = settling.listed(desk)
        assert settling.name_of(one).field == "merged_into"
        assert firms.count(desk) == 2
    assert firms.show(mi, ours)["id"] == firms.show(bg, ours)["id"]
    (one,) = settling.listed(mi)
    named = str(settling.name_of(one))
    wanted = next(n for n, v in enumerate(one.values) if v.value == _bytes(third))
    settling.keep(mi, named, settling.LETTERS[wanted])
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert desk.store.conflict_count() == 0
        assert firms.show(desk, ours)["id"] == third
        assert is_sound(desk)
    assert len(digests(mi, bg)) == 1


def _bytes(named: str) -> bytes:
    return bytes.fromhex(named.replace("-", ""))


@pytest.mark.parametrize("remove_first", [True, False])
def test_a_survivor_that_was_removed_elsewhere_hides_nothing(
    desks: Desks, *, remove_first: bool
) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    ours, theirs = enter(mi, FIRM), enter(bg, FIRM)
    desks.settle(mi, bg)
    joining.merge(mi, ours, theirs)
    firms.remove(bg, theirs)
    order = (bg, mi) if remove_first else (mi, bg)
    desks.settle(*order)
    for desk in (mi, bg):
        assert firms.count(desk) == 1
        assert firms.show(desk, ours)["id"] == ours
        assert is_sound(desk)
    assert len(digests(mi, bg)) == 1
