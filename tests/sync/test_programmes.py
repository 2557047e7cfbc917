"""A version of a programme that one desk published reaches the others by their files."""

from desktop.domain.programme_draft import Data, data_in, entries, written
from desktop.services import missions, programme_drafts, programmes, settling
from desktop.services.desk import Desk
from tests.exchanging import PROGRAMME, Desks, digests, is_sound


def draft(desk: Desk, **values: object) -> None:
    """Draft the next version with other values of its mission."""
    held = programme_drafts.in_force(desk, PROGRAMME)
    data: Data = data_in(written(programme_drafts.base_of(held)))
    data["version"] = held.programme.version + 1
    (mission,) = entries(data, ("missions",))
    mission |= values
    programme_drafts.keep(desk, PROGRAMME, held.programme.version, written(data))


def test_a_published_version_travels_and_the_next_is_drafted_elsewhere(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    draft(mi, seats=12)
    programme_drafts.publish(mi, PROGRAMME)
    assert desks.hand(mi, bg).state == "applied"
    held = programme_drafts.in_force(bg, PROGRAMME).programme
    assert programmes.versions(bg, held) == (1, 2)
    assert missions.listed(bg)[0].seats == 12
    missions.change(bg, "DUBAI-2021", {"quorum": 3})  # by hand: it is no part of a version
    draft(bg, seats=14, source="Prova")
    assert programme_drafts.opened(bg, PROGRAMME).draft is not None
    programme_drafts.publish(bg, PROGRAMME)
    desks.settle(mi, bg)
    assert missions.listed(mi)[0].seats == 14
    base = programme_drafts.base_of(programme_drafts.in_force(bg, PROGRAMME))
    assert entries(base, ("missions",))[0]["quorum"] == 6
    assert len(digests(mi, bg)) == 1
    assert is_sound(mi)
    assert is_sound(bg)


def test_what_a_desk_changed_by_hand_stands_beside_the_version_as_a_conflict(desks: Desks) -> None:
    mi = desks.make("MI1")
    missions.change(mi, "DUBAI-2021", {"seats": 8})
    draft(mi, seats=12, place="Dubai e Abu Dhabi")
    programme_drafts.publish(mi, PROGRAMME)
    (conflict,) = settling.listed(mi)
    assert conflict.register is not None
    assert conflict.register.name == "seats"
    assert missions.listed(mi)[0].place == "Dubai e Abu Dhabi"


def test_a_draft_never_leaves_its_desk(desks: Desks) -> None:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    draft(mi, seats=12)
    desks.settle(mi, bg)
    assert programme_drafts.draft_of(bg, PROGRAMME) is None
    assert missions.listed(bg)[0].seats == 10
