"""A second opinion on what is live: operations, and what each writer had applied when it wrote.

It knows nothing of dots that replace one another. An operation is earlier than another when the
other's writer had applied it; live are those that no other is later than.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from db.tables import LOG, WRITER
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_NAME, BY_WIRE, KINDS, Erasure, Paper
from desktop.frames import decode_group, decode_parts, open_frame

Key = tuple[bytes, int, int]  # transaction, part and place: what stays when dots are renamed
Target = tuple[int, bytes]


class Place(NamedTuple):
    """Where an operation stands at a desk, which also orders those of one moment."""

    at: int
    writer: str
    seq: int


@dataclass(frozen=True, slots=True)
class Op:
    """An operation as it was written, and all that its writer had applied by then."""

    kind: Kind
    record: bytes
    made: bool
    values: Mapping[int, object]
    before: frozenset[Key]

    def value(self, wire: int) -> object:
        """Give the value of a register; what a making operation does not name is null."""
        return self.values.get(wire, 1 if wire == ALIVE else None)


@lru_cache(maxsize=4096)
def _read(body: bytes, *, sealed: bool) -> tuple[tuple[Key, Place, object], ...]:
    return tuple(
        ((part.id, part.part, place), Place(part.at, part.writers[0], part.first + place),
         decode_group(raw))
        for part in decode_parts(open_frame(body, sealed=sealed))
        for place, raw in enumerate(part.groups)
    )  # fmt: skip


def read_log(connection: Connection) -> dict[Key, tuple[Place, Any]]:
    """Give the shared operations of people that a desk holds, and where they stand there."""
    names = {row.no: row.id for row in connection.execute(WRITER.select())}
    mine = [no for no, name in names.items()
            if not name.endswith("/private") and not name.startswith("programme.")]  # fmt: skip
    rows = connection.execute(LOG.select().where(LOG.c.writer.in_(mine)))
    return {
        key: (place, group)
        for row in rows
        for key, place, group in _read(row.body, sealed=bool(row.sealed))
    }


class Oracle:
    """Every operation that anybody ever wrote."""

    def __init__(self) -> None:
        self.ops: dict[Key, Op] = {}

    def written(self, held: Mapping[Key, tuple[Place, Any]]) -> None:
        """Learn what is new in a log: whoever holds it first wrote it, knowing all the rest."""
        new = held.keys() - self.ops.keys()
        known = frozenset(held.keys() - new)
        for key in new:
            group = held[key][1]
            if group is not None:
                values = dict(zip(group.registers, group.values, strict=True))
                kind = BY_WIRE[group.kind]
                self.ops[key] = Op(kind, group.record, group.replaced is None, values, known)

    def view(self, held: Mapping[Key, tuple[Place, Any]]) -> "View":
        """Give what a desk is to show that holds some of the operations."""
        blank = {self.ops[key].record for key, (_, group) in held.items() if group is None}
        while more := self._above(blank) - blank:
            blank |= more
        places = {key: place for key, (place, _) in held.items()}
        return View({key: self.ops[key] for key in held}, places, blank)

    def _above(self, records: set[bytes]) -> set[bytes]:
        """Give what records refer to, or did: whether they keep it cannot be told."""
        return {
            cell
            for op in self.ops.values() if op.record in records
            for wire, _ in _LINKS.get(op.kind.wire, ()) if isinstance(cell := op.value(wire), bytes)
        }  # fmt: skip


def meaning(value: object) -> object:
    """Give what a value means: letter case and blanks do not count."""
    if isinstance(value, Mapping):
        return sorted((wire, meaning(cell)) for wire, cell in value.items())
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


_LINKS = {
    kind.wire: tuple(
        (r.wire, BY_NAME[r.columns[0].spec.refers].wire) for r in kind.registers
        if r.columns[0].spec.refers and not r.columns[0].spec.verb
    ) for kind in KINDS if not kind.private and kind is not Paper.KIND
}  # fmt: skip
_ORDERED = next(r.wire for r in Erasure.KIND.registers if r.name == "records")


class View:
    """What is live and shown at one desk.

    Of `blank` records, or of what hangs on them, it holds leaves; the order that erased them may
    still be on its way.
    """

    def __init__(
        self, ops: Mapping[Key, Op], places: Mapping[Key, Place], blank: set[bytes]
    ) -> None:
        self.ops = ops
        self.blank = blank
        self._places = places
        self._of: dict[Target, list[Key]] = {}
        for key, op in ops.items():
            self._of.setdefault((op.kind.wire, op.record), []).append(key)
        self._alive: dict[Target, tuple[bool, bool]] = {}

    @cached_property
    def erased(self) -> frozenset[Target]:
        """Give the records whose erasure was ordered."""
        orders = (op.values[_ORDERED] for op in self.ops.values()
                  if op.kind is Erasure.KIND and op.made)  # fmt: skip
        named = (name.split("/") for order in orders for name in json.loads(str(order)))
        return frozenset((BY_NAME[kind].wire, UUID(record).bytes) for kind, record in named)

    @property
    def records(self) -> list[Target]:
        """Give the records that are made here by people, those that were erased left out."""
        return [t for t, keys in self._of.items()
                if t not in self.erased and any(self.ops[k].made for k in keys)]  # fmt: skip

    def live(self, target: Target, wire: int) -> list[Key]:
        """Give the maximal operations of a register, the one that is shown last."""
        mine = [k for k in self._of.get(target, ())
                if self.ops[k].made or wire in self.ops[k].values]  # fmt: skip
        best = [k for k in mine if not any(k in self.ops[o].before for o in mine)]
        return sorted(best, key=self._places.__getitem__)

    def shown(self, target: Target, wire: int) -> object:
        """Give the value that is shown."""
        held = self.live(target, wire)
        return self.ops[held[-1]].value(wire) if held else None

    def alive(self, target: Target) -> tuple[bool, bool]:
        """Tell whether a record is there, and whether that is in dispute."""
        if target not in self._alive:
            self._alive[target] = self._is_alive(target)
        return self._alive[target]

    def _is_alive(self, target: Target) -> tuple[bool, bool]:
        if target in self.erased:
            return False, False
        held = [self.ops[k] for k in self.live(target, ALIVE)]
        removals = [op for op in held if op.value(ALIVE) == 0]
        if not removals:
            return True, False
        seen = frozenset[Key]().union(*(op.before for op in removals))
        kind = BY_WIRE[target[0]]
        written = {k for r in kind.registers for k in self.live(target, r.wire)}
        if len(removals) < len(held) or any(k not in seen and self.ops[k] not in removals
                                            for k in written):  # fmt: skip
            return True, True
        return (self._is_kept(target),) * 2

    def _is_kept(self, target: Target) -> bool:
        return any(
            link == target[0] and self.shown(other, wire) == target[1] and self.alive(other)[0]
            for other in self.records
            for wire, link in _LINKS.get(other[0], ())
        )

    def told(self, target: Target) -> list[tuple[Place, Op]]:
        """Give a record's operations, for the sentence of a test that fails."""
        held = self._of.get(target, ())
        return sorted(((self._places[k], self.ops[k]) for k in held), key=lambda pair: pair[0])

    def conflicts(self) -> dict[tuple[bytes, int], list[object]]:
        """Give every register in dispute with its live values; removal by its number alone."""
        found: dict[tuple[bytes, int], list[object]] = {}
        for target in self.records:
            alive, disputed = self.alive(target)
            if disputed:
                found[target[1], ALIVE] = []
            if not alive:
                continue
            for wire in (register.wire for register in BY_WIRE[target[0]].registers):
                values = [self.ops[k].value(wire) for k in self.live(target, wire)]
                if any(meaning(v) != meaning(values[0]) for v in values):
                    found[target[1], wire] = values
        return found
