"""Merging: a frame from elsewhere becomes rows, in one transaction with its place in the log.

Every operation takes the place of the values that it names and of no other. What is left beside
it is a conflict, and the value written last is shown: the same at every desk, whatever came first.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, cast

from sqlalchemy import Connection

from db import conflicts, erasing, presence, rows, search, tally
from db.conflicts import Live
from db.dots import LiveDots, dot_of
from db.log import Log, OwnWriter
from db.presence import UPWARD, Standing
from db.sqlite.engine import driver_of
from desktop.domain.codecs import Primitive
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_NAME, BY_WIRE, KINDS
from desktop.frames import Group, Opened, TransactionPart, WriterId

_BATCH = 500
REGISTERS = {kind.name: {register.wire: register for register in kind.registers}
              for kind in KINDS}  # fmt: skip
PLACES = {  # of plain registers in a row; groups are spread over several
    kind.name: {r.wire: r.first for r in kind.registers if not r.wires} for kind in KINDS
}
NAMES = {  # of their columns
    kind.name: {r.wire: r.columns[0].name for r in kind.registers if not r.wires} for kind in KINDS
}
_LINKS = {  # the columns that refer to other records, by place and name
    kind.name: tuple((n, c.name) for n, c in enumerate(kind.columns) if c.spec.refers)
    for kind in KINDS
}


@dataclass(slots=True)
class _Held:
    """A record as the frame finds it, and what becomes of it."""

    kind: Kind
    id: bytes
    live: LiveDots
    new: bool
    links: dict[str, Primitive]  # the cells that refer to others, as they were
    alive: int = 1
    contested: set[int] = field(default_factory=set)  # registers with more than one live dot
    written: set[int] = field(default_factory=set)
    values: dict[int, Any] = field(default_factory=dict)  # as they came: primitives, or groups
    row: tuple[Primitive, ...] | None = None  # of a new record


@dataclass(frozen=True, slots=True)
class Merged:
    """What a frame did: operations applied, records touched, registers now in conflict."""

    operations: int
    touched: frozenset[tuple[str, bytes]]
    conflicts: int


class Merging:
    """Applies one frame within a transaction under way."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._driver = driver_of(connection)
        self._log = Log(connection)
        self._live = Live(connection)
        self._held: dict[tuple[int, bytes], _Held] = {}
        self._erased = erasing.erased(connection)
        self._standing: list[Standing] = []

    def apply(self, opened: Opened, gone: Iterable[presence.Target] = ()) -> Merged:
        """Apply a frame whose writer's prefix and needs are here (desktop.sync.plan).

        `gone` are records that are waited for no more, for their erasure was ordered.
        """
        writer = self._log.enrol(WriterId.parse(opened.frame.writer), own=False)
        parts = opened.parts
        fresh = [(part, groups) for part, groups in parts if part.first > writer.last]
        self._log.take(writer, opened)
        erasing.stand_in(self._connection, gone, dot_of(writer.no, opened.frame.last))
        self._read(fresh)
        operations = sum(self._part(writer, part, groups) for part, groups in fresh)
        self._write()
        found = self._find_conflicts()
        if self._erased:
            erasing.blank_late(
                self._connection, (writer.no, opened.frame.first), parts, self._erased
            )
        erasing.carry_out(self._connection, self._new_erasures())
        touched = frozenset((h.kind.name, h.id) for h in self._held.values())
        return Merged(operations, touched, found)

    # --- reading what is here ---------------------------------------------------------------

    def _read(self, parts: Iterable[tuple[TransactionPart, tuple[Group | None, ...]]]) -> None:
        wanted: dict[str, set[bytes]] = {}
        made: dict[str, list[bytes]] = {}
        for _, groups in parts:
            for group in groups:
                kind = None if group is None else BY_WIRE.get(group.kind)
                if group is None or kind is None or (kind.wire, group.record) in self._erased:
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
        query = f'SELECT 1 FROM "{kind.name}" WHERE id BETWEEN ? AND ? LIMIT 1'  # noqa: S608 - our own names
        return self._driver.execute(query, (min(ids), max(ids))).fetchone() is not None

    def _read_rows(self, kind: Kind, ids: list[bytes]) -> None:
        links = [name for _, name in _LINKS[kind.name]]
        columns = ", ".join(f'"{name}"' for name in ("id", "made", "dots", "alive", *links))
        wanted = [i for i in ids if (kind.wire, i) not in self._held]
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            marks = ", ".join("?" * len(batch))
            query = f'SELECT {columns} FROM "{kind.name}" WHERE id IN ({marks})'  # noqa: S608 - our own names
            for record, made, dots, alive, *cells in self._driver.execute(query, batch).fetchall():
                self._held[kind.wire, record] = _Held(
                    kind, record, LiveDots(made, dots), new=False,
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
        row: list[Primitive] = [None] * len(kind.columns)
        row[0] = group.record
        places, registers = PLACES[kind.name], REGISTERS[kind.name]
        for wire, value in zip(group.registers, group.values, strict=True):
            place = places.get(wire)
            if place is not None:
                row[place] = value
            elif (register := registers.get(wire)) is not None:
                cells = register.cells(value)
                row[register.first : register.first + len(cells)] = cells
        held = _Held(kind, group.record, LiveDots(dot, None), new=True, links={})
        held.row = tuple(row)
        held.written = set(group.registers)
        held.links = {name: row[place] for place, name in _LINKS[kind.name]}
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
            held.values[wire] = value
            if len(standing) > 1:
                held.contested.add(wire)

    # --- writing ----------------------------------------------------------------------------

    def _write(self) -> None:
        """Write the rows; what is shown where values differ is read from the log."""
        for held in self._held.values():
            for wire in held.contested - {ALIVE}:
                self._choose(held, wire)
        made = [h for h in self._held.values() if h.new]
        rows.insert_rows(
            self._connection, ((h.kind, (*self._row(h), 1, h.live.made, None)) for h in made)
        )
        changed = [h for h in self._held.values() if not h.new or h.live.written]
        rows.update_rows(self._connection, ((h.kind, h.id, _cells(h)) for h in changed))
        tally.add(self._connection, ((h.kind.name, 1) for h in made))
        self._settle_alive()
        told = (h for h in self._held.values() if search.matters(h.kind, h.written, new=h.new))
        moved = (one.touched for one in self._standing if one.moved)
        search.refresh(self._connection, chain(map(_touched, told), moved))

    @staticmethod
    def _row(held: _Held) -> tuple[Primitive, ...]:
        return cast("tuple[Primitive, ...]", held.row)

    def _choose(self, held: _Held, wire: int) -> None:
        """Show, of several live values, the one written last."""
        operations = self._live.operations(held.live.of(wire))
        held.values[wire] = self._live.shown(operations).value(wire) if operations else None

    def _settle_alive(self) -> None:
        """Say which records are there, and bring back what something living still hangs on."""
        removed = [
            Standing(h.kind, h.id, h.live, h.alive, frozenset(_referred(h)), _owner(h))
            for h in self._held.values() if ALIVE in h.live.written
        ]  # fmt: skip
        above = (target for h in self._held.values() for target in _referred(h))
        self._standing = presence.settle(self._connection, removed, above, self._erased)
        for one in self._standing:
            held = self._held.get((one.kind.wire, one.id))
            if held is not None:
                held.alive = one.alive

    # --- what differs -----------------------------------------------------------------------

    def _find_conflicts(self) -> int:
        """Strike the conflicts of what was written and enter those that are there now."""
        edited = [h for h in self._held.values() if h.live.written]
        conflicts.settle(self._connection, ((h.id, h.written - {ALIVE}) for h in edited))
        found = [
            (held.kind, held.id, wire)
            for held in edited
            if held.contested
            for wire in conflicts.disputed(
                held.kind, held.live, held.contested - {ALIVE}, self._live
            )
        ]
        conflicts.enter(self._connection, found)
        return len(found) + sum(one.disputed for one in self._standing)

    def _new_erasures(self) -> list[tuple[Primitive, ...]]:
        return [self._row(h) for h in self._held.values() if h.new and h.kind is erasing.KIND]


def _referred(held: _Held) -> Iterator[tuple[int, bytes]]:
    """Give the records that one refers to, or did: kind and id."""
    for name, wire, target in UPWARD[held.kind.name]:
        for cell in {held.links[name], held.values.get(wire)}:
            if isinstance(cell, bytes):
                yield target, cell


def _cells(held: _Held) -> dict[str, Primitive]:
    cells: dict[str, Primitive] = {"dots": held.live.packed()}
    names, registers = NAMES[held.kind.name], REGISTERS[held.kind.name]
    for wire, value in held.values.items():
        name = names.get(wire)
        if name is not None:
            cells[name] = value
        elif (register := registers.get(wire)) is not None:
            columns = (column.name for column in register.columns)
            cells.update(zip(columns, register.cells(value), strict=True))
    return cells


def _owner(held: _Held) -> bytes:
    return cast("bytes", held.links[held.kind.parent]) if held.kind.parent else held.id


def _touched(held: _Held) -> search.Touched:
    row = held.row if held.new and not held.live.written else None
    merged = {held.links.get("merged_into"), *(
        held.values.get(r.wire) for r in held.kind.registers if r.name == "merged_into"
    )}  # fmt: skip
    return search.Touched(
        held.kind, held.id, _owner(held), held.new, bool(held.alive),
        frozenset(held.written), row, frozenset(m for m in merged if isinstance(m, bytes)),
    )  # fmt: skip
