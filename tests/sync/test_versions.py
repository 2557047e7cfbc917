"""An older program hands on what it cannot read, and reads it once it can."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import zstandard

from db import known, merging, rescan, store
from desktop.domain.record import Kind
from desktop.domain.records import BY_WIRE, KINDS, Attendance, Consent, Firm, Person
from desktop.frames import sealed
from desktop.services import erasure, exchange, firms, register, sessions, settling, standing
from desktop.services.desk import Desk
from tests.builders import FIRM, GROUP_SESSION
from tests.exchanging import Desks, digests, is_sound, rows_of
from tests.exchanging import register as enter

PEC = next(r.wire for r in Firm.KIND.registers if r.name == "pec")


@contextmanager
def older(*kinds: Kind, fields: frozenset[int] = frozenset()) -> Iterator[None]:
    """Be a program that does not know some kinds, nor some fields of a firm."""
    whole = Firm.KIND.registers
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(known, "KINDS", tuple(k for k in KINDS if k not in kinds))
        for kind in kinds:
            patch.delitem(BY_WIRE, kind.wire)
        few = tuple(r for r in whole if r.wire not in fields)
        object.__setattr__(Firm.KIND, "registers", few)
        for table in (
            merging.REGISTERS, merging.PLACES, merging.NAMES, sealed.CHECKS, sealed.PLAIN_TEXTS
        ):  # fmt: skip
            held = table[Firm.KIND.name]
            patch.setitem(table, Firm.KIND.name, {w: held[w] for w in held.keys() - fields})
        try:
            yield
        finally:
            object.__setattr__(Firm.KIND, "registers", whole)


def three(desks: Desks) -> tuple[Desk, Desk, Desk]:
    mi, bg, co = (desks.make(code) for code in ("MI1", "BG1", "CO1"))
    desks.trust(mi, bg, co)
    return mi, bg, co


def consents(desk: Desk) -> dict[str, bool]:
    with desk.store.reading() as reader:
        return {c.purpose: c.given for c in reader.all(Consent)}


def test_unknown_fields_and_kinds_survive_a_relay_and_are_read_after_an_upgrade(
    desks: Desks,
) -> None:
    mi, bg, co = three(desks)
    with older(Consent.KIND, fields=frozenset({PEC})):
        bg = desks.reopen("BG1")
    firm = enter(mi, FIRM | {"pec": "verde@pec.example", "consents": {"catalogue": True}})
    firms.change(mi, firm, {"consents": {"catalogue": False, "photo": True}})
    firms.change(mi, firm, {"pec": "nuova@pec.example", "notes": "nota"})
    with older(Consent.KIND, fields=frozenset({PEC})):
        assert desks.hand(mi, bg).state == "applied"
        assert firms.show(bg, firm)["notes"] == "nota"
        assert "pec" not in firms.show(bg, firm)
        assert rows_of(bg)["consent"] == 0
        assert is_sound(bg)
        firms.change(bg, firm, {"notes": "del vecchio"})
        handed_on = desks.send(bg, co)
    assert exchange.receive(co, handed_on).state == "applied"
    assert firms.show(co, firm)["pec"] == "nuova@pec.example"
    assert consents(co) == {"catalogue": False, "photo": True}

    bg = desks.reopen("BG1")
    assert firms.show(bg, firm)["pec"] == "nuova@pec.example"
    assert consents(bg) == {"catalogue": False, "photo": True}
    assert [hit.id for hit in register.find(bg, "nuova@pec.example")]
    assert bg.store.counts()["consent"] == 2
    assert is_sound(bg)
    desks.settle(mi, bg, co)
    assert len(digests(mi, bg, co)) == 1


def test_conflicts_and_removals_that_were_not_readable_are_there_after_an_upgrade(
    desks: Desks,
) -> None:
    mi, bg, co = three(desks)
    firm = enter(mi, FIRM | {"consents": {"catalogue": True, "photo": True, "newsletter": True}})
    desks.hand(mi, co)
    firms.change(mi, firm, {"consents": {"catalogue": False}, "profile": {"it": "di MI1"}})
    firms.change(co, firm, {"consents": {"photo": False}, "profile": {"it": "di CO1"}})
    with mi.store.reading() as reader:
        (letter,) = [c for c in reader.all(Consent) if c.purpose == "newsletter"]
    with mi.store.writing(mi.stamp("typed")) as (_, change):
        change.remove(letter)
    names = {r.wire for r in Firm.KIND.registers if r.name.startswith("profile")}
    with older(Consent.KIND, fields=frozenset(names)):
        bg = desks.reopen("BG1")
        for one in (mi, co):
            assert desks.hand(one, bg).state == "applied"
        assert bg.store.conflict_count() == 0
        assert is_sound(bg)
    bg = desks.reopen("BG1")
    desks.settle(mi, co)
    assert is_sound(bg)
    assert bg.store.conflict_count() == mi.store.conflict_count() > 0
    assert {str(settling.name_of(c)) for c in settling.listed(bg)} == {
        str(settling.name_of(c)) for c in settling.listed(mi)
    }
    assert consents(bg) == consents(mi)
    assert bg.store.counts() == mi.store.counts()
    assert len(digests(mi, bg, co)) == 1


def test_what_was_erased_while_it_was_not_readable_is_never_made(desks: Desks) -> None:
    mi, bg, _ = three(desks)
    enter(mi, FIRM | {"people": [{"family_name": "Zanzarupoli", "given_name": "Ida"}]})
    with mi.store.reading() as reader:
        (person,) = reader.all(Person)
    with older(Person.KIND):
        bg = desks.reopen("BG1")
        assert desks.hand(mi, bg).state == "applied"
        erasure.erase(mi, str(person.id))
        assert desks.hand(mi, bg).state == "applied"
        with bg.store.checking() as connection:
            bodies = connection.exec_driver_sql("SELECT body FROM log").scalars().all()
        assert not any(b"Zanzarupoli" in _plain(body) for body in bodies)
    bg = desks.reopen("BG1")
    with bg.store.reading() as reader:
        assert reader.all(Person) == ()
    assert is_sound(bg)
    desks.settle(mi, bg)
    assert len(digests(mi, bg)) == 1


def _plain(body: bytes) -> bytes:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    return zstandard.ZstdDecompressor().decompress(body, max_output_size=1 << 26)


def test_what_refers_to_a_record_that_is_not_here_is_read_once_it_is(desks: Desks) -> None:
    mi, bg, co = three(desks)
    firm = enter(mi, FIRM)
    desks.hand(mi, co)
    sessions.add(co, [GROUP_SESSION | {"attendances": [{"firm": firm, "slot": 0}]}])
    with bg.store.exchanging() as held:
        here = held.seen()
    with co.store.exchanging() as held:
        peer = held.peer("BG1")
        assert peer is not None
        told = {w: s for w, s in held.seen().items() if w.startswith("MI1/")}
        held.put_peer(replace(peer, seen=here | told))
    with older(Attendance.KIND):
        bg = desks.reopen("BG1")
        assert desks.hand(co, bg).state == "applied"
    bg = desks.reopen("BG1")
    assert rows_of(bg)["attendance"] == 0
    assert desks.hand(mi, bg).state == "applied"
    bg = desks.reopen("BG1")
    assert rows_of(bg)["attendance"] == 1
    assert is_sound(bg)
    assert len(digests(co, bg)) == 1
    assert standing.read(bg).waiting == ()


def test_a_start_that_learned_nothing_reads_no_journal(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    mi = desks.make("MI1")
    enter(mi, FIRM)

    def unasked(_: object) -> bool:
        message = "the journal was read"
        raise AssertionError(message)

    monkeypatch.setattr(store, "rescan", unasked)
    desks.reopen("MI1")


def test_a_store_that_never_noted_what_was_known_notes_it(desks: Desks) -> None:
    mi = desks.make("MI1")
    enter(mi, FIRM)
    with mi.store.checking() as connection:
        connection.exec_driver_sql("DELETE FROM setting WHERE key = 'known'")
    mi = desks.reopen("MI1")
    assert mi.store.settings()[known.KNOWN] == known.told()
    with mi.store.checking() as connection:
        assert not rescan.rescan(connection)


def test_news_are_kinds_registers_and_columns() -> None:
    assert known.news(known.told()) == {}
    with older(Consent.KIND, fields=frozenset({PEC})):
        before = known.told()
    assert known.news(before) == {
        Firm.KIND.wire: frozenset({PEC}),
        Consent.KIND.wire: frozenset(r.wire for r in Consent.KIND.registers),
    }
