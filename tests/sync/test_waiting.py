"""Frames that wait, and what in a file is no fault."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop.domain.records import Firm
from desktop.frames import FrameError, encode_part, join_sealed, opened
from desktop.services import exchange, firms, trust
from desktop.services.desk import new_uuid
from desktop.sync.cards import new_keys
from tests.builders import FIRM as DRAFT
from tests.exchanging import desks_in, is_sound, names, register, rows_of
from tests.forging import (
    NAME,
    OFFICE,
    Forger,
    head_of,
    inner_of,
    sealed_for,
)
from tests.scene import Scene, standing, take

UNKNOWN_KIND, UNKNOWN_FIELD = 90, 77
KIND = next(r.wire for r in Firm.KIND.registers if r.name == "kind")


# --- what waits -------------------------------------------------------------------------------


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Scene]:
    with desks_in(tmp_path) as desks:
        mi, bg = desks.make("MI1"), desks.make("BG1")
        desks.trust(mi, bg)
        firm = register(mi, DRAFT)
        assert desks.hand(mi, bg).state == "applied"
        made = Scene(desks, mi, bg, firm=bytes.fromhex(firm.replace("-", "")))
        made.hands["MI1"] = Forger.of(mi, bg)
        yield made


def test_a_frame_of_an_unknown_writer_waits(pair: Scene) -> None:
    keys = new_keys(msgspec.structs.replace(pair.hand.card, desk="PV1"))
    other = Forger(keys, pair.hand.to, "PV1/0011223344556677", 0, b"")
    before = rows_of(pair.bg), pair.bg.store.digest()
    frames = [other.simple({NAME: "Portata"})]
    told = pair.hand.bundle(frames, cards=(pair.hand.keys.bytes, keys.bytes))
    assert take(pair, told) == ("parked", "writer-unknown", 0)
    assert (rows_of(pair.bg), pair.bg.store.digest()) == before
    trust.trust_card(pair.bg, keys.bytes)
    assert exchange.retry(pair.bg) == 1
    assert "Portata" in names(pair.bg).values()
    assert is_sound(pair.bg)


def test_a_frame_that_waits_and_turns_out_forged_stops_nobody(pair: Scene) -> None:
    """Someone who is trusted brings work in the name of one who is not here yet."""
    real = new_keys(msgspec.structs.replace(pair.hand.card, desk="PV1"))
    forger = Forger(pair.hand.keys, pair.hand.to, "PV1/0011223344556677", 0, b"")
    assert take(pair, pair.hand.bundle([forger.simple({NAME: "Falsa"})]))[0] == "parked"
    trust.trust_card(pair.bg, real.bytes)
    assert exchange.retry(pair.bg) == 0
    with pair.bg.store.exchanging() as held:
        assert [w.reason for w in held.waiting()] == ["frame-signature"]
    assert take(pair, pair.hand.bundle([pair.next()])) == ("applied", None, 1)
    true = Forger(real, pair.hand.to, "PV1/0011223344556677", 0, b"")
    assert take(pair, pair.hand.bundle([true.simple({NAME: "Vera"})])) == ("applied", None, 1)
    assert "Vera" in names(pair.bg).values()
    assert "Falsa" not in names(pair.bg).values()


def test_a_frame_after_a_gap_waits_and_then_goes_in(pair: Scene) -> None:
    first = pair.next()
    second = pair.hand.after(first).simple({NAME: "Dopo"})
    assert take(pair, pair.hand.bundle([second])) == ("parked", "gap", 0)
    assert "Dopo" not in names(pair.bg).values()
    assert take(pair, pair.hand.bundle([first]))[:2] == ("applied", None)
    assert "Dopo" in names(pair.bg).values()
    with pair.bg.store.exchanging() as held:
        assert held.waiting() == []


def test_two_presents_of_which_one_waits_are_told_apart(pair: Scene) -> None:
    """What waits may be the frame of a fork: it stays aside, and all else goes on."""
    first = pair.next()
    other = pair.hand.simple({NAME: "Altro ramo"})
    after_other = pair.hand.after(other).simple({NAME: "Dopo l’altro"})
    assert take(pair, pair.hand.bundle([after_other])) == ("parked", "gap", 0)
    assert take(pair, pair.hand.bundle([first])) == ("applied", None, 1)
    with pair.bg.store.exchanging() as held:
        assert [w.reason for w in held.waiting()] == ["forked"]
    third = pair.hand.after(first).simple({NAME: "Terza"})
    assert take(pair, pair.hand.bundle([third])) == ("applied", None, 1)
    assert is_sound(pair.bg)


def test_work_that_builds_on_what_is_not_here_waits(pair: Scene) -> None:
    part = pair.hand.part(
        [pair.hand.group({NAME: "Sopra"}, record=pair.firm, replaced=[[[1, 4]]])],
        writers=[pair.hand.writer, "CO1/0011223344556677"],
    )
    assert take(pair, pair.hand.bundle([pair.hand.frame(part)])) == ("parked", "earlier-work", 0)


def test_a_child_before_its_parent_waits(pair: Scene) -> None:
    parent = new_uuid().bytes
    other = new_keys(msgspec.structs.replace(pair.hand.card, desk="PV1"))
    trust.trust_card(pair.bg, other.bytes)
    theirs = Forger(other, pair.hand.to, "PV1/0011223344556677", 0, b"")
    child = pair.hand.simple({2: parent, 3: "Prova", 4: "Ugo"}, kind=3)
    assert take(pair, pair.hand.bundle([child])) == ("parked", "record-missing", 0)
    late = theirs.simple({NAME: "Madre"}, record=parent)
    assert take(pair, pair.hand.bundle([late])) == ("applied", None, 1)
    assert rows_of(pair.bg)["person"] == 1
    assert is_sound(pair.bg)


# --- what is no fault -------------------------------------------------------------------------


def test_a_kind_that_is_not_known_goes_into_the_journal_alone(pair: Scene) -> None:
    record = new_uuid().bytes
    first = pair.hand.simple({2: "?", 3: [1]}, kind=UNKNOWN_KIND, record=record)
    hand = pair.hand.after(first)
    edit = hand.simple({2: "!"}, kind=UNKNOWN_KIND, record=record, replaced=[0])
    before = rows_of(pair.bg), pair.bg.store.digest()
    assert take(pair, hand.bundle([first, edit])) == ("applied", None, 2)
    assert (rows_of(pair.bg), pair.bg.store.digest()) == before
    assert is_sound(pair.bg)


def test_a_record_that_is_made_once_more_is_merged(pair: Scene) -> None:
    """Two writers made it: a cloned desk wrote its work again, and the first one came after all."""
    frame = pair.hand.simple({NAME: "Ancora lei"}, record=pair.firm)
    assert take(pair, pair.hand.bundle([frame])) == ("applied", None, 1)
    assert list(names(pair.bg)) == [pair.firm.hex()]
    assert pair.bg.store.conflict_count() == 1
    assert is_sound(pair.bg)


def test_a_field_that_is_not_known_leaves_the_others_alone(pair: Scene) -> None:
    frame = pair.hand.simple({NAME: "Con altro", UNKNOWN_FIELD: "x" * 9000})
    assert take(pair, pair.hand.bundle([frame])) == ("applied", None, 1)
    assert "Con altro" in names(pair.bg).values()
    assert is_sound(pair.bg)


def test_a_choice_that_only_a_newer_program_knows_stays_the_text_it_is(pair: Scene) -> None:
    record = new_uuid()
    frame = pair.hand.simple({KIND: "observatory", NAME: "Osservatorio"}, record=record.bytes)
    assert take(pair, pair.hand.bundle([frame])) == ("applied", None, 1)
    assert firms.show(pair.bg, str(record))["kind"] == "observatory"
    assert is_sound(pair.bg)


def test_a_group_with_more_in_it_than_is_known_is_kept(pair: Scene) -> None:
    frame = pair.hand.simple({NAME: "Con via", OFFICE: {4: "Lodi", 9: "piano terzo"}})
    assert take(pair, pair.hand.bundle([frame])) == ("applied", None, 1)
    assert is_sound(pair.bg)


def test_a_line_of_the_manifest_that_is_not_known_is_read_over(pair: Scene) -> None:
    frame = pair.next()
    held = msgspec.to_builtins(
        pair.hand.manifest(frames=(head_of(frame),)), builtin_types=(bytes,)
    ) | {"more": "of a later version"}
    data = inner_of(msgspec.msgpack.encode(held), frame.body, pair.hand.keys)
    assert take(pair, sealed_for(data, pair.hand.to)) == ("applied", None, 1)


def test_a_file_with_nothing_new_still_confirms(pair: Scene) -> None:
    assert take(pair, pair.hand.bundle(seen={"BG1/x": (3, bytes(32))}))[0] == "applied"
    with pair.bg.store.exchanging() as held:
        peer = held.peer("MI1")
    assert peer is not None
    assert peer.seen == {"BG1/x": (3, bytes(32))}


def test_a_refused_file_teaches_no_card_and_no_roster(pair: Scene) -> None:
    """All checks come before anything is written, also before trust is."""
    office = new_keys(msgspec.structs.replace(pair.hand.card, desk="RE1", office=True))
    frame = pair.hand.signed(pair.next(), office)
    data = pair.hand.bundle([frame], cards=(pair.hand.keys.bytes, office.bytes))
    assert take(pair, data)[:2] == ("refused", "frame-signature")
    with pair.bg.store.exchanging() as held:
        assert [p.desk for p in held.peers()] == ["MI1"]


def test_to_look_into_a_file_writes_nothing(pair: Scene) -> None:
    office = new_keys(msgspec.structs.replace(pair.hand.card, desk="RE1"))
    path = pair.desks.folder / "look.sportello"
    path.write_bytes(pair.hand.bundle([pair.next()], cards=(pair.hand.keys.bytes, office.bytes)))
    before = standing(pair.bg)
    looked = exchange.inspect(pair.bg, path)
    assert (looked.operations, looked.new, looked.waiting) == (1, 1, 0)
    assert looked.kinds == {"firm": 1}
    assert standing(pair.bg) == before


def test_what_a_desk_wrote_before_it_was_struck_off_is_still_read_from_others(
    pair: Scene,
) -> None:
    keys = new_keys(msgspec.structs.replace(pair.hand.card, desk="PV1"))
    trust.trust_card(pair.bg, keys.bytes)
    theirs = Forger(keys, pair.hand.to, "PV1/0011223344556677", 0, b"")
    first = theirs.simple({NAME: "Prima"})
    assert take(pair, pair.hand.bundle([first]))[0] == "applied"
    trust.revoke(pair.bg, "PV1")
    second = theirs.after(first).simple({NAME: "Dopo"})
    assert take(pair, pair.hand.bundle([first, second])) == ("parked", "writer-revoked", 0)
    assert "Dopo" not in names(pair.bg).values()
    assert "Prima" in names(pair.bg).values()


def test_a_frame_is_checked_by_itself_too(pair: Scene) -> None:
    """What is laid into the journal was opened: a caller cannot forget to."""
    frame = pair.next()
    part = pair.hand.part([pair.hand.group({NAME: "Altra"})])
    changed = msgspec.structs.replace(frame, body=join_sealed([encode_part(part)]))
    assert opened(frame).unknown == 0
    with pytest.raises(FrameError, match="frame-bad"):
        opened(changed)
