"""Merging: a frame from elsewhere becomes rows, in one transaction with its place in the log.

Every operation takes the place of the values that it names and of no other. What is left beside
it is a conflict, and the value written last is shown: the same at every desk, whatever came first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, select

from db import conflicts, erasing, rows, search, tally
from db.conflicts import Live
from db.dots import LiveDots, dot_of
from db.log import Log, OwnWriter
from db.tables import RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_NAME, BY_WIRE
from desktop.frames import Group, Opened, TransactionPart, WriterId

_BATCH = 500


@dataclass(slots=True)
class _Held:
    """A record as the frame finds it, and what becomes of it."""

    kind: Kind
    id: bytes
    live: LiveDots
    new: bool
    was_alive: int
    links: dict[str, Primitive]  # the cells that refer to others, as they were
    alive: int = 1
    disputed: bool = False  # whether it is there
    written: set[int] = field(default_factory=set)
    values: dict[int, object] = field(default_factory=dict)
    row: tuple[Primitive, ...] | None = None  # of a new record


@dataclass(frozen=True, slots=True)
class Merged:
    """What a frame did: operations applied, records touched, registers now in conflict."""

    operations: int
    touched: frozenset[tuple[str, UUID]]
    conflicts: int


class Merging:
    """Applies one frame within a transaction under way."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._log = Log(connection)
        self._live = Live(connection)
        self._held: dict[tuple[int, bytes], _Held] = {}
        self._erased = erasing.erased(connection)

    def apply(self, opened: Opened, gone: Iterable[erasing.Target] = ()) -> Merged:
        """Apply a frame whose writer's prefix and needs are here (desktop.sync.plan).

        `gone` are records that are waited for no more, for their erasure was ordered.
        """
        writer = self._log.enrol(WriterId.parse(opened.frame.writer), own=False)
        fresh = [(part, groups) for part, groups in opened.parts if part.first > writer.last]
        self._log.take(writer, opened)
        erasing.stand_in(self._connection, gone, dot_of(writer.no, opened.frame.last))
        self._read(fresh)
        operations = sum(self._part(writer, part, groups) for part, groups in fresh)
        self._write()
        if self._erased:
            erasing.blank_late(self._connection, writer.no, opened, self._erased)
        erasing.carry_out(self._connection, self._new_erasures())
        found = self._find_conflicts()
        touched = frozenset((h.kind.name, UUID(bytes=h.id)) for h in self._held.values())
        return Merged(operations, touched, found)

    # --- reading what is here ---------------------------------------------------------------

    def _read(self, parts: Iterable[tuple[TransactionPart, tuple[Group | None, ...]]]) -> None:
        wanted: dict[str, set[bytes]] = {}
        made: dict[str, list[bytes]] = {}
        for _, groups in parts:
            for group in groups:
                kind = None if group is None else BY_WIRE.get(group.kind)
                if group is None or kind is None:
                    continue
                if group.replaced is None:
                    made.setdefault(kind.name, []).append(group.record)
                else:
                    wanted.setdefault(kind.name, set()).add(group.record)
        for name, ids in made.items():
            if self._may_be_here(BY_NAME[name], ids):
                wanted.setdefault(name, set()).update(ids)
        for name, ids_ in wanted.items():
            self._read_rows(BY_NAME[name], sorted(ids_))

    def _may_be_here(self, kind: Kind, ids: list[bytes]) -> bool:
        """Tell whether a record that is to be made may have a row: it was made twice.

        Ids are ordered by the time of their making: most frames fall where nothing stands yet.
        """
        cell = RECORDS[kind.name].c.id
        query = select(cell).where(cell.between(min(ids), max(ids))).limit(1)
        return self._connection.execute(query).first() is not None

    def _read_rows(self, kind: Kind, ids: list[bytes]) -> None:
        table = RECORDS[kind.name]
        links = [column.name for column in kind.columns if column.spec.refers]
        columns = [table.c[name] for name in ("id", "made", "dots", "alive", *links)]
        wanted = [i for i in ids if (kind.wire, i) not in self._held]
        for start in range(0, len(wanted), _BATCH):
            query = select(*columns).where(table.c.id.in_(wanted[start : start + _BATCH]))
            for record, made, dots, alive, *cells in self._connection.execute(query):
                self._held[kind.wire, record] = _Held(
                    kind, record, LiveDots(made, dots), new=False, was_alive=alive,
                    links=dict(zip(links, cells, strict=True)), alive=alive,
                )  # fmt: skip

    # --- operations -------------------------------------------------------------------------

    def _part(
        self, writer: OwnWriter, part: TransactionPart, groups: tuple[Group | None, ...]
    ) -> int:
        numbers = [self._log.enrol(WriterId.parse(name), own=False).no for name in part.writers]
        for place, group in enumerate(groups):
            kind = None if group is None else BY_WIRE.get(group.kind)
            if group is None or kind is None or (kind.wire, group.record) in self._erased:
                continue
            dot = dot_of(writer.no, part.first + place)
            held = self._held.get((kind.wire, group.record))
            if held is None:
                self._make(kind, group, dot)
            else:
                self._merge(held, group, dot, numbers)
        return len(groups)

    def _make(self, kind: Kind, group: Group, dot: int) -> None:
        values = dict(zip(group.registers, group.values, strict=True))
        row: list[Primitive] = [None] * len(kind.columns)
        row[0] = group.record
        for register in kind.registers:
            if register.wire in values:
                cells = register.cells(values[register.wire])
                row[register.first : register.first + len(cells)] = cells
        held = _Held(kind, group.record, LiveDots(dot, None), new=True, was_alive=0, links={})
        held.row = tuple(row)
        held.written = set(values)
        held.links = {c.name: row[n] for n, c in enumerate(kind.columns) if c.spec.refers}
        self._held[kind.wire, group.record] = held

    def _merge(self, held: _Held, group: Group, dot: int, numbers: list[int]) -> None:
        named: Iterable[object] = group.replaced or [[]] * len(group.registers)
        for wire, value, replaced in zip(group.registers, group.values, named, strict=True):
            gone = (
                [held.live.made] if replaced == 0
                else [dot_of(numbers[w], s) for w, s in cast("list[list[int]]", replaced)]
            )  # fmt: skip
            standing = held.live.merge(wire, gone, dot)
            held.written.add(wire)
            if len(standing) == 1:
                held.values[wire] = value
            else:
                held.values.pop(wire, None)

    # --- writing ----------------------------------------------------------------------------

    def _write(self) -> None:
        """Write the rows; what is shown where values differ is read from the log."""
        for held in self._held.values():
            self._choose(held)
        made = [h for h in self._held.values() if h.new]
        rows.insert_rows(
            self._connection, ((h.kind, (*self._row(h), 1, h.live.made, None)) for h in made)
        )
        changed = [h for h in self._held.values() if not h.new or h.live.written]
        rows.update_rows(self._connection, ((h.kind, h.id, dict(_cells(h))) for h in changed))
        self._settle_alive()
        tally.add(
            self._connection, ((h.kind.name, h.alive - h.was_alive) for h in self._held.values())
        )
        search.refresh(self._connection, map(_touched, self._held.values()))

    @staticmethod
    def _row(held: _Held) -> tuple[Primitive, ...]:
        return cast("tuple[Primitive, ...]", held.row)

    def _choose(self, held: _Held) -> None:
        """Show, of several live values, the one written last."""
        for wire in held.written:
            dots = held.live.of(wire)
            if wire != ALIVE and len(dots) > 1:
                operations = self._live.operations(dots)
                held.values[wire] = self._live.shown(operations).value(wire) if operations else None

    def _settle_alive(self) -> None:
        """Say which records are there, and bring back what something living still hangs on.

        A record may be kept by another that came with it, so that it is gone through upwards.
        """
        waiting, met = list(self._held.values()), set[bytes]()
        while waiting:
            held = waiting.pop()
            alive, held.disputed = self._live.alive(held.kind, held.id, held.live)
            moved = int(alive) != held.alive
            if moved:
                held.alive = int(alive)
                rows.update_rows(self._connection, [(held.kind, held.id, {"alive": held.alive})])
            if moved or held.id not in met:
                waiting += self._above(held)
            met.add(held.id)

    def _above(self, held: _Held) -> list[_Held]:
        """Give the removed records that a record refers to: it may keep them, or no longer."""
        found: list[_Held] = []
        for place, column in enumerate(held.kind.columns):
            target = column.spec.refers
            if not target or column.spec.verb:
                continue
            written = next((held.values.get(r.wire) for r in held.kind.registers
                            if r.first == place), None)  # fmt: skip
            for cell in {held.links.get(column.name), written}:
                if isinstance(cell, bytes):
                    self._read_rows(BY_NAME[target], [cell])
                    above = self._held.get((BY_NAME[target].wire, cell))
                    if above is not None and ALIVE in above.live.written:
                        found.append(above)
        return found

    # --- what differs -----------------------------------------------------------------------

    def _find_conflicts(self) -> int:
        """Strike the conflicts of what was written and enter those that are there now."""
        touched = [h for h in self._held.values() if h.live.written]
        conflicts.settle(self._connection, ((h.id, h.written | {ALIVE}) for h in touched))
        found = [
            (held.kind, held.id, wire)
            for held in touched
            for wire in (
                *conflicts.disputed(held.kind, held.live, held.written - {ALIVE}, self._live),
                *((ALIVE,) if held.disputed else ()),
            )
        ]
        conflicts.enter(self._connection, found)
        return len(found)

    def _new_erasures(self) -> list[tuple[Primitive, ...]]:
        return [self._row(h) for h in self._held.values() if h.new and h.kind is erasing.KIND]


def _cells(held: _Held) -> Iterable[tuple[str, Primitive]]:
    for register in held.kind.registers:
        if register.wire in held.values:
            cells = register.cells(held.values[register.wire])
            yield from zip((column.name for column in register.columns), cells, strict=True)
    yield "dots", held.live.packed()


def _touched(held: _Held) -> search.Touched:
    row = held.row if held.new and not held.live.written else None
    owner = held.links[held.kind.parent] if held.kind.parent else held.id
    merged = {held.links.get("merged_into"), *(
        held.values.get(r.wire) for r in held.kind.registers if r.name == "merged_into"
    )}  # fmt: skip
    return search.Touched(
        held.kind, held.id, cast("bytes", owner), held.new, bool(held.alive),
        frozenset(held.written), row, frozenset(m for m in merged if isinstance(m, bytes)),
    )  # fmt: skip
