"""Desks at work, and the mail between them that loses, doubles, mixes up and spoils files.

Every deed is drawn by numbers, so that a machine can choose it and a test can write it down. After
each one the desk that did it is compared with the oracle.
"""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from db.store import Store
from desktop.domain.problems import DeskError, ProblemsError
from desktop.domain.record import ALIVE
from desktop.domain.records import (
    BY_WIRE,
    Application,
    Attendance,
    Firm,
    OrientationSession,
    Person,
)
from desktop.services import (
    erasure,
    exchange,
    firms,
    joining,
    marks,
    missions,
    sessions,
    settling,
    stores,
    undo,
)
from desktop.services.desk import Desk
from tests.builders import vat_number
from tests.sync.oracle import Key, Oracle, View, read_log
from tests.sync.replicas import (
    CODES,
    below,
    derived_dump,
    look_over,
    new_replica,
    shared_dump,
)

T = TypeVar("T")
MOST = 5  # replicas, copies counted
ROUNDS = 12  # of the mail, after which all must hold the same
# What a desk may refuse a clerk; anything else is a fault.
REFUSED = {
    "in-use", "not-found", "ambiguous", "merge-same", "merge-none", "conflict-letter",
    "erase-office",
}  # fmt: skip
NOTES = ("chiamare", "Chiamare ", "richiamare domani", "", "visita in sede")
TOWNS = ("Lodi", "Como", "Pavia")
STATES = ("submitted", "eligible", "selected", "renounced")


@dataclass(frozen=True)
class Letter:
    """A file on its way."""

    to: str
    data: bytes


class World:
    """The desks, the mail, the oracle, and what happened so far."""

    def __init__(self, folder: Path, desks: int = 3) -> None:
        self.folder = folder
        self.oracle = Oracle()
        self.replicas = [new_replica(code, folder / code) for code in CODES[:desks]]
        self.mail: list[Letter] = []
        self.copies: list[tuple[str, Path]] = []
        self.known: dict[int, frozenset[Key]] = {}
        self.done: Counter[str] = Counter()
        self._numbers = 0

    def begin(self, firms: int = 2) -> None:
        """Register a few firms that every desk knows."""
        for one in range(firms):
            self.add_firm(0, one, one)
        for to in range(1, len(self.replicas)):
            self.carry(0, to)

    def close(self) -> None:
        """Close every store and leave nothing behind."""
        for replica in self.replicas:
            replica.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def number(self) -> int:
        """Give a number that was not given yet."""
        self._numbers += 1
        return self._numbers

    # --- what every deed is followed by -----------------------------------------------------

    def work(self, at: int, name: str, deed: Callable[[Desk], object]) -> bool:
        """Do something at a desk; a refusal to the clerk changes nothing. Tells if it was done."""
        replica = self.replicas[at]
        try:
            deed(replica.desk)
        except DeskError as refused:
            if refused.code not in REFUSED:
                raise
            self.done[f"{name}: {refused.code}"] += 1
            return False
        except ProblemsError:
            self.done[f"{name}: problems"] += 1
            return False
        self.done[name] += 1
        self.compare(at)
        return True

    def compare(self, at: int) -> None:
        """See that a desk shows what the oracle says, conflict by conflict."""
        store = self.replicas[at].desk.store
        with below(store) as connection:
            held = read_log(connection)
        self.oracle.written(held)
        self.known[at] = frozenset(held)
        view = self.oracle.view(held)
        told = {
            (c.record.bytes, c.wire): [] if c.wire == ALIVE else [v.value for v in c.values]
            for c in store.conflicts()
        }
        expected = view.conflicts()
        odd = {one for one, _ in told.keys() ^ expected.keys()} - view.blank
        assert not odd, [view.told(t) for t in view.records if t[1] in odd]
        for key in expected.keys() & told.keys():
            assert sorted(map(repr, told[key])) == sorted(map(repr, expected[key])), key
        self._compare_rows(store, view)

    @staticmethod
    def _compare_rows(store: Store, view: View) -> None:
        dump = shared_dump(store)
        rows = {(k, row[0]): row for k, kind in BY_WIRE.items() for row in dump[kind.name]}
        for target in view.records:
            if target[1] in view.blank:
                continue
            kind, row = BY_WIRE[target[0]], rows[target]
            width = len(kind.columns)
            assert bool(row[width]) == view.alive(target)[0], (kind, row, view.told(target))
            for register in kind.registers:
                value = register.value(row[:width])
                assert value == view.shown(target, register.wire), (kind, register.name, row)
        for target in view.erased:
            row = rows[target]
            assert row[len(BY_WIRE[target[0]].columns)] == 0, row

    # --- picking ----------------------------------------------------------------------------

    def at(self, place: int) -> int:
        """Give the place of a desk."""
        return place % len(self.replicas)

    def ids(self, at: int, cls: type[Firm | Person | Attendance | Application | OrientationSession],
            *, merged: bool = True) -> list[UUID]:  # fmt: skip
        """Give the living records of a kind at a desk, those merged into others too."""
        with self.replicas[at].desk.store.reading() as reader:
            held = [record.id for record in reader.all(cls)]
            if cls is Firm and merged:
                held += [UUID(bytes=i) for i in reader.links]
        return sorted(dict.fromkeys(held))

    # --- the work of a desk -----------------------------------------------------------------

    def add_firm(self, at: int, code: int, name: int) -> None:
        """Register a firm with a person; a few codes, so that two desks register the same."""
        draft = {
            "name": f"Ditta Facsimile {name % 3} S.r.l.", "vat_number": vat_number(code % 4),
            "people": [{"family_name": "Prova", "given_name": f"Lia{name % 3}"}],
        }  # fmt: skip
        self.work(at, "add firm", lambda desk: firms.add(desk, [draft]))

    def change_firm(self, at: int, which: int, field: int, value: int) -> None:
        """Change a firm: a plain field, a name, an address, or two fields at once."""
        changes: tuple[dict[str, object], ...] = (
            {"notes": NOTES[value % len(NOTES)]},
            {"name": f"Nuova Facsimile {value % 3} S.r.l."},
            {"registered_office": {"town": TOWNS[value % 3], "number": str(value)}},
            {"website": f"www.facsimile{value % 2}.example", "phone": f"02 0000 010{value % 3}"},
        )
        one = pick(self.ids(at, Firm), which)
        if one is not None:
            draft = changes[field % len(changes)]
            self.work(at, "change firm", lambda desk: firms.change(desk, str(one), draft))

    def change_people(self, at: int, which: int, deed: int, value: int) -> None:
        """Enter, change or remove a person of a firm."""
        one = pick(self.ids(at, Firm), which)
        if one is None:
            return
        with self.replicas[at].desk.store.reading() as reader:
            held = reader.children(Person.KIND, one)
        draft: dict[str, object] = {"family_name": "Esempio", "given_name": f"Ugo{value}"}
        if held and deed % 3:
            draft = {"id": str(held[value % len(held)].id)}
            draft |= {"remove": True} if deed % 3 == 1 else {"role": f"ruolo {value % 3}"}
        self.work(at, "change people",
                  lambda desk: firms.change(desk, str(one), {"people": [draft]}))  # fmt: skip

    def remove_firm(self, at: int, which: int) -> None:
        """Remove a firm."""
        one = pick(self.ids(at, Firm), which)
        if one is not None:
            self.work(at, "remove firm", lambda desk: firms.remove(desk, str(one)))

    def add_session(self, at: int, which: int, *, note: bool) -> None:
        """Log a session at which a person of a firm was."""
        one = pick(self.ids(at, Firm), which)
        if one is None:
            return
        draft: dict[str, object] = {
            "title": f"Orientamento {which}", "kind": "individual",
            "slots": [{"date": "2021-07-08", "from": "09:00", "to": "11:00"}],
            "attendances": [{"firm": str(one), "slot": 0, "in": "09:20", "out": "11:00",
                             "person": {"family_name": "Prova", "given_name": "Lia0"}}],
        }  # fmt: skip
        if note:
            draft["private_notes"] = "solo di questo sportello"
        self.work(at, "add session", lambda desk: sessions.add(desk, [draft]))

    def change_session(self, at: int, which: int, deed: int, value: int) -> None:
        """Change a session: its title, one who was there, or move an attendance elsewhere."""
        one = pick(self.ids(at, OrientationSession), which)
        if one is None:
            return
        with self.replicas[at].desk.store.reading() as reader:
            there = reader.of(Attendance, session=one)
        draft: dict[str, object] = {"title": f"Orientamento {value % 3} bis"}
        if there and deed % 3:
            held: dict[str, object] = {"id": str(there[value % len(there)].id)}
            firm = pick(self.ids(at, Firm), value)
            held |= {"remove": True} if deed % 3 == 1 or firm is None else {"firm": str(firm)}
            draft = {"attendances": [held]}
        elif deed % 2:
            draft = {"private_notes": NOTES[value % len(NOTES)]}
        self.work(at, "change session", lambda desk: sessions.change(desk, str(one), draft))

    def apply(self, at: int, which: int) -> None:
        """Enter a firm's application to the packaged mission."""
        one = pick(self.ids(at, Firm), which)
        draft: dict[str, object] = {
            "mission": "DUBAI-2021", "firm": str(one), "arrived_at": "2021-09-09T10:00:05+02:00",
            "channel": "pec", "delegates": [{"family_name": "Prova", "given_name": "Lia"}],
        }  # fmt: skip
        if one is not None:
            self.work(at, "apply", lambda desk: missions.apply(desk, [draft]))

    def change_application(self, at: int, which: int, state: int) -> None:
        """Move an application on."""
        one = pick(self.ids(at, Application), which)
        draft = {"state": STATES[state % len(STATES)]}
        if one is not None:
            self.work(at, "change application",
                      lambda desk: missions.change_application(desk, one, draft))  # fmt: skip

    def undo(self, at: int, which: int) -> None:
        """Undo a transaction that the desk knows, its own or another's."""
        known = sorted({key[0] for key in self.known.get(at, ())})
        if known:
            tx = UUID(bytes=known[which % len(known)])
            self.work(at, "undo", lambda desk: undo.undo(desk, tx))

    def undo_received(self, at: int, which: int) -> None:
        """Take back all that a file brought."""
        with self.replicas[at].desk.store.exchanging() as held:
            files = sorted(
                f.sha256 for f in held.files() if not f.out and f.applied and not f.undone
            )
        if files:
            self.work(at, "undo received",
                      lambda desk: exchange.undo(desk, files[which % len(files)]))  # fmt: skip

    def merge(self, at: int, loser: int, winner: int) -> None:
        """Merge a firm into another."""
        held = self.ids(at, Firm)
        if len(held) > 1:
            gone, stays = pick(held, loser), pick(held, winner)
            self.work(at, "merge", lambda desk: joining.merge(desk, str(gone), str(stays)))

    def unmerge(self, at: int, which: int) -> None:
        """Part a firm from the one that it was merged into."""
        one = pick(self.ids(at, Firm), which)
        if one is not None:
            self.work(at, "unmerge", lambda desk: joining.unmerge(desk, str(one)))

    def resolve(self, at: int, which: int, letter: int) -> None:
        """Settle a conflict by one of its values."""
        held = settling.listed(self.replicas[at].desk)
        if held:
            one = held[which % len(held)]
            named = settling.LETTERS[letter % len(one.values)]
            key = str(settling.name_of(one))
            self.work(at, "resolve", lambda desk: settling.keep(desk, key, named))

    def erase(self, at: int, which: int, *, whole: bool) -> None:
        """Erase a person, or a whole firm."""
        one = pick(self.ids(at, Firm if whole else Person), which)
        if one is not None:
            self.work(at, "erase", lambda desk: erasure.erase(desk, str(one)))

    # --- the mail ---------------------------------------------------------------------------

    def export(self, at: int, to: str) -> list[Letter]:
        """Write what a desk has not confirmed."""
        out = self.folder / "out" / str(self.number())
        paths = exchange.export(self.replicas[at].desk, to, out)
        self.done["export"] += 1
        return [Letter(to, path.read_bytes()) for path in paths]

    def post(self, at: int, to: int) -> None:
        """Put into the mail what a desk has for another."""
        code = self.replicas[to].code
        if code != self.replicas[at].code:
            self.mail += self.export(at, code)

    def receive(self, at: int, data: bytes) -> exchange.Received:
        """Take a file in; what it may do and what not is seen to."""
        path = self.folder / "in" / f"{self.number()}.sportello"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        done = exchange.receive(self.replicas[at].desk, path)
        path.unlink()
        self.done[f"receive: {done.state}"] += 1
        return done

    def deliver(self, at: int, which: int, *, keep: bool = False) -> None:
        """Bring a letter to a desk; one that is kept comes again."""
        mine = [n for n, letter in enumerate(self.mail) if letter.to == self.replicas[at].code]
        if not mine:
            return
        place = mine[which % len(mine)]
        letter = self.mail[place] if keep else self.mail.pop(place)
        done = self.receive(at, letter.data)
        assert done.state != exchange.REFUSED, done
        self.compare(at)
        if done.state == exchange.APPLIED:
            self.again(at, letter.data)

    def again(self, at: int, data: bytes) -> None:
        """A file that was taken in changes nothing when it comes once more (P2)."""
        store = self.replicas[at].desk.store
        before = shared_dump(store)
        assert self.receive(at, data).state in {exchange.DUPLICATE, exchange.PARKED}
        assert shared_dump(store) == before

    def lose(self, which: int) -> None:
        """Lose a letter."""
        if self.mail:
            self.mail.pop(which % len(self.mail))

    def spoil(self, at: int, which: int, place: int, *, cut: bool) -> None:
        """Bring a letter of which a bit was turned, or the end is missing (P9)."""
        if not self.mail:
            return
        letter = self.mail[which % len(self.mail)]
        spoilt = bytearray(letter.data)
        if cut:
            del spoilt[place % len(spoilt) :]
        else:
            spoilt[place % len(spoilt)] ^= 1 << place % 8
        before = shared_dump(self.replicas[at].desk.store)
        done = self.receive(at, bytes(spoilt))
        assert done.state == exchange.REFUSED, done
        assert done.reason, done
        assert shared_dump(self.replicas[at].desk.store) == before

    def carry(self, at: int, to: int, *, forked: bool = False) -> None:
        """Export and deliver at once."""
        code = self.replicas[to].code
        if code != self.replicas[at].code:
            for letter in self.export(at, code):
                done = self.receive(to, letter.data)
                assert done.state != exchange.REFUSED or (forked and done.reason == "forked"), done
            self.compare(to)

    # --- the classic faults -----------------------------------------------------------------

    def set_clock(self, at: int, year: int) -> None:
        """Put a PC's clock into another year."""
        self.replicas[at].clock.year = year

    def seal(self, at: int) -> None:
        """Seal what is loose (P18: this changes nothing that anybody sees)."""
        desk = self.replicas[at].desk
        before = desk.store.digest()
        with desk.store.exchanging() as held:
            held.seal()
        assert desk.store.digest() == before
        self.compare(at)

    def copy(self, at: int) -> None:
        """Make a copy of a store."""
        replica = self.replicas[at]
        target = self.folder / "copies" / f"{self.number()}.copy"
        self.copies.append((replica.code, replica.desk.store.backup(target)))

    def restore(self, at: int, which: int) -> None:
        """Put an earlier copy in the place of a store."""
        mine = [path for code, path in self.copies if code == self.replicas[at].code]
        if not mine:
            return
        replica = self.replicas[at]
        replica.close()
        for end in ("", "-wal", "-shm"):
            replica.path.with_name(replica.path.name + end).unlink(missing_ok=True)
        stores.restore(pick_one(mine, which), replica.path, None, "Anna Prova")
        replica.open()
        self.done["restore"] += 1
        self.compare(at)

    def clone(self, at: int) -> None:
        """Copy a store to another place, where a second PC goes on with it."""
        if len(self.replicas) >= MOST:
            return
        replica = self.replicas[at]
        path = self.folder / f"{replica.code}-{self.number()}" / replica.path.name
        path.parent.mkdir()
        replica.desk.store.backup(path)
        twin = replace(replica, path=path, clock=replace(replica.clock), _desk=None)
        twin.open()
        self.replicas.append(twin)
        self.done["clone"] += 1
        self.compare(len(self.replicas) - 1)

    def image(self, at: int, deeds: Sequence[Callable[[], None]],
              later: Sequence[Callable[[], None]]) -> None:  # fmt: skip
        """Put store and mark back together: nobody notices, and the desk goes on (P10).

        `deeds` are done before the disk is put back, and one other desk reads them; `later` after
        it, under the numbers that were given already, until that desk and this one hear of it.
        """
        replica = self.replicas[at]
        to = next(n for n, r in enumerate(self.replicas) if r.code != replica.code)
        self.carry(at, to)
        copy = self.folder / "copies" / f"{self.number()}.image"
        replica.desk.store.backup(copy)
        mark = marks._path(replica.desk).read_bytes()  # noqa: SLF001 - the disk holds it too
        for deed in deeds:
            deed()
        self.carry(at, to)
        place = marks._path(replica.desk)  # noqa: SLF001 - as above
        replica.close()
        replica.lay(copy)
        place.write_bytes(mark)
        replica.open()
        self.compare(at)
        for deed in later:
            deed()
        for sender, reader in ((at, to), (to, at), (at, to), (to, at), (at, to)):
            self.carry(sender, reader, forked=True)
        self.carry(to, at)
        assert self.known[at] == self.known[to]
        self.done["image"] += 1

    # --- in the end -------------------------------------------------------------------------

    def settle(self) -> None:
        """Let all mail come through: then all desks hold the same, and it is sound (P1, P13)."""
        for _ in range(ROUNDS):
            for at in range(len(self.replicas)):
                for to in range(at):
                    self.carry(at, to)
                    self.carry(to, at)
                    self.carry(at, to)  # of two PCs under one code the last to speak is answered
            if len({r.desk.store.digest() for r in self.replicas}) == 1 and self._is_quiet():
                break
        for replica in self.replicas:
            with replica.desk.store.exchanging() as held:
                waiting = [(w.frame.writer, w.frame.first, w.frame.last, w.reason, w.waits_for)
                           for w in held.waiting()]  # fmt: skip
                assert not waiting, (replica.code, waiting, held.seen())
        self.agree()

    def _is_quiet(self) -> bool:
        return len({self.known[at] for at in range(len(self.replicas))}) == 1

    def agree(self) -> None:
        """See that all desks hold and show the same."""
        digests = {r.desk.store.digest() for r in self.replicas}
        names = [sorted(str(settling.name_of(c)) for c in settling.listed(r.desk))
                 for r in self.replicas]  # fmt: skip
        assert all(name == names[0] for name in names), names
        assert len(digests) == 1, digests
        found = []
        for replica in self.replicas:
            look_over(replica)
            with below(replica.desk.store) as connection:
                found.append(derived_dump(connection)["find"])
            with replica.desk.store.exchanging() as held:
                assert not held.waiting(), replica.code
            self._all_reachable(replica.desk)
        assert all(entries == found[0] for entries in found)

    @staticmethod
    def _all_reachable(desk: Desk) -> None:
        """Every attendance is read under a firm that is there (P12)."""
        with desk.store.reading() as reader:
            for attendance in reader.all(Attendance):
                assert reader.get(Firm, attendance.firm) is not None, attendance
                assert attendance in reader.of(Attendance, firm=attendance.firm)

    def decide_all(self, chance: random.Random) -> None:
        """Settle every conflict at one desk or another: then none is left anywhere (P7)."""
        for _ in range(6):
            held = settling.listed(self.replicas[0].desk)
            if not held:
                break
            for one in held:
                first = chance.choice(settling.LETTERS[: len(one.values)])
                self.decide(str(settling.name_of(one)), first)
            self.settle()
        for replica in self.replicas:
            assert not settling.listed(replica.desk), replica.code

    def decide(self, named: str, letter: str) -> None:
        """Settle a conflict; what something hangs on cannot be removed, and stays."""
        for choice in (letter, "a"):
            if self.work(0, "decide", partial(settling.keep, named=named, letter=choice)):
                return


def pick(held: Sequence[T], which: int) -> T | None:
    """Give one of some things by any number; None of none."""
    return held[which % len(held)] if held else None


def pick_one(held: Sequence[T], which: int) -> T:
    """Give one of some things by any number."""
    return held[which % len(held)]
