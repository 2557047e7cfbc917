"""The one way in: a change is collected, then rows, journal and search are written together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from db import conflicts, erasing, presence, rows, search, tally
from db.dots import LiveDots, dot_of, seq_of, writer_of
from db.log import Log, OwnWriter, Stamp
from db.presence import Standing, Target
from db.rows import Row
from db.tables import RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.record import ALIVE, Kind, Record
from desktop.domain.records import KINDS, Firm
from desktop.frames import Group

_BATCH = 500
_OWNER = {  # the place of the id under which the search box finds a record
    kind.name: next((n for n, c in enumerate(kind.columns) if c.name == kind.parent), 0)
    for kind in KINDS
}
_REGISTERS = {  # by kind: number and place of each plain register, and the groups
    kind.name: (
        tuple((r.wire, r.first) for r in kind.registers if not r.wires),
        tuple(r for r in kind.registers if r.wires),
    )
    for kind in KINDS
}
_MERGED = next(n for n, c in enumerate(Firm.KIND.columns) if c.name == "merged_into")


@dataclass(slots=True)
class _Pending:
    """What one transaction does to one record, coalesced."""

    kind: Kind
    id: bytes
    row: Row
    new: bool
    values: dict[int, object] = field(default_factory=dict)
    live: LiveDots | None = None
    was_alive: int = 0
    merged: bytes | None = None  # the firm that a firm was merged into before
    before: frozenset[Target] = frozenset()  # what it referred to before

    @property
    def alive(self) -> int:
        return cast("int", self.values.get(ALIVE, 1))

    @property
    def more_alive(self) -> int:
        return self.alive - self.was_alive if self.new or ALIVE in self.values else 0


class Change:
    """One transaction under way. Nothing is written before `flush`, which the store calls."""

    def __init__(self, connection: Connection, stamp: Stamp, log: Log) -> None:
        self.connection = connection
        self.stamp = stamp
        self._log = log
        self._pending: dict[tuple[int, bytes], _Pending] = {}

    def add(self, *records: Record) -> None:
        """Make new records."""
        for record in records:
            self.add_row(record.KIND, record.KIND.to_row(record))

    def add_row(self, kind: Kind, row: Row) -> None:
        """Make a new record from its primitives."""
        values = values_of(kind, row)
        record_id = cast("bytes", row[0])
        self._pending[kind.wire, record_id] = _Pending(
            kind, record_id, row, new=True, values=values
        )

    def put(self, old: Record, new: Record) -> bool:
        """Change a record; only registers that differ are written. False when none does."""
        kind = old.KIND
        return self.put_row(kind, kind.to_row(old), kind.to_row(new))

    def put_row(self, kind: Kind, old: Row, new: Row) -> bool:
        """Change a record from its primitives before and after."""
        values = {register.wire: register.value(new) for register in kind.changed(old, new)}
        return self.put_values(kind, old, values) if values else False

    def put_values(self, kind: Kind, old: Row, values: Mapping[int, object]) -> bool:
        """Write registers of a record by their wire ids; `ALIVE` deletes or brings back."""
        record_id = cast("bytes", old[0])
        pending = self._pending.get((kind.wire, record_id))
        if pending is None:
            pending = _Pending(
                kind, record_id, old, new=False, merged=_merged(kind, old),
                before=_links(kind, old),
            )  # fmt: skip
            self._pending[kind.wire, record_id] = pending
        pending.values |= values
        pending.row = _with_values(kind, pending.row, values)
        return True

    def remove(self, record: Record) -> None:
        """Delete a record: it stays in the store, hidden, with its history."""
        self.put_values(record.KIND, record.KIND.to_row(record), {ALIVE: 0})

    @property
    def touched(self) -> tuple[tuple[str, UUID], ...]:
        """Give the kinds and ids of the records this change writes."""
        return tuple((p.kind.name, UUID(bytes=p.id)) for p in self._pending.values())

    def made(self, kind: Kind) -> list[Row]:
        """Give the rows of the records of a kind that this change makes."""
        return [p.row for p in self._pending.values() if p.new and p.kind is kind]

    def let_go(self) -> None:
        """Forget what was written, piece by piece: freed at once it would hold every thread."""
        while self._pending:
            self._pending.popitem()

    def flush(self) -> None:
        """Write rows, journal and search entries; called once, at the end."""
        self._read_live_dots()
        for private in (False, True):
            pending = [p for p in self._pending.values() if p.kind.private is private]
            if pending:
                self._write(self._log.own(private=private), pending)
        moved = self._settle_alive()
        search.refresh(self.connection, (*_told(self._pending.values()), *moved))

    def _settle_alive(self) -> list[search.Touched]:
        """Let what was removed be there or not, as the rest of what is written says."""
        edited = [p for p in self._pending.values() if p.live is not None and not p.new]
        removed = [p for p in edited if ALIVE in cast("LiveDots", p.live).written]
        moving = [p for p in edited if ALIVE in p.values or p.before != _links(p.kind, p.row)]
        if not (removed or moving):
            return []
        met = presence.settle(
            self.connection, map(_standing, removed),
            {link for p in moving for link in (*p.before, *_links(p.kind, p.row))},
            erasing.erased(self.connection),
        )  # fmt: skip
        return [one.touched for one in met if one.moved]

    def _read_live_dots(self) -> None:
        edited: dict[str, list[_Pending]] = {}
        for pending in self._pending.values():
            if not pending.new:
                edited.setdefault(pending.kind.name, []).append(pending)
        for name, group in edited.items():
            table = RECORDS[name]
            for start in range(0, len(group), _BATCH):
                batch = {p.id: p for p in group[start : start + _BATCH]}
                query = select(table.c.id, table.c.made, table.c.dots, table.c.alive)
                held = self.connection.execute(query.where(table.c.id.in_(batch)))
                for record_id, made, dots, alive in held:
                    batch[record_id].live = LiveDots(made, dots)
                    batch[record_id].was_alive = alive

    def _write(self, writer: OwnWriter, pending: list[_Pending]) -> None:
        names = _Writers(self._log, writer)
        groups: list[bytes] = []
        for place, one in enumerate(pending):
            groups.append(msgspec.msgpack.encode(_group(one, names)))
            dot = dot_of(writer.no, writer.last + 1 + place)
            if one.new:
                one.live = LiveDots(dot, None)
            else:
                cast("LiveDots", one.live).replace(one.values, dot)
        self._log.append(writer, self.stamp, names.names, groups)
        rows.insert_rows(self.connection, (
            (p.kind, (*p.row, 1, cast("LiveDots", p.live).made, None)) for p in pending if p.new
        ))  # fmt: skip
        edited = [p for p in pending if not p.new]
        rows.update_rows(self.connection, ((p.kind, p.id, dict(_cells(p))) for p in edited))
        conflicts.settle(self.connection, ((p.id, p.values) for p in edited))
        tally.add(self.connection, ((p.kind.name, p.more_alive) for p in pending))


def values_of(kind: Kind, row: Row) -> dict[int, object]:
    """Give the registers of a new row that hold anything."""
    plain, groups = _REGISTERS[kind.name]
    values: dict[int, object] = {w: v for w, place in plain if (v := row[place]) is not None}
    for register in groups:
        held = register.value(row)
        if held is not None:
            values[register.wire] = held
    return values


_PLACES = {  # of the links of a kind in its row
    kind.name: tuple(
        next(n for n, c in enumerate(kind.columns) if c.name == name)
        for name, _, _ in presence.UPWARD[kind.name]
    )
    for kind in KINDS
}


def _links(kind: Kind, row: Row) -> frozenset[Target]:
    """Give the records that a record refers to."""
    return frozenset(presence.links(kind, (row[place] for place in _PLACES[kind.name])))


def _standing(pending: _Pending) -> Standing:
    kind = pending.kind
    return Standing(
        kind, pending.id, cast("LiveDots", pending.live),
        pending.alive if ALIVE in pending.values else pending.was_alive,
        pending.before | _links(kind, pending.row),
        cast("bytes", pending.row[_OWNER[kind.name]]),
    )  # fmt: skip


def _told(pending: Iterable[_Pending]) -> Iterator[search.Touched]:
    """Give what the search box reads of what was written."""
    return (_touched(p) for p in pending if search.matters(p.kind, p.values.keys(), new=p.new))


def _touched(pending: _Pending) -> search.Touched:
    kind = pending.kind
    return search.Touched(
        kind, pending.id, cast("bytes", pending.row[_OWNER[kind.name]]), pending.new,
        bool(pending.alive), frozenset(pending.values), pending.row,
        frozenset(filter(None, (pending.merged, _merged(kind, pending.row)))),
    )  # fmt: skip


def _merged(kind: Kind, row: Row) -> bytes | None:
    """Give the firm that a firm is merged into."""
    return cast("bytes | None", row[_MERGED]) if kind is Firm.KIND else None


class _Writers:
    """The writers that a part's operations name, by their place in the part."""

    def __init__(self, log: Log, own: OwnWriter) -> None:
        self._log = log
        self.names = [own.id]

    def place_of(self, dot: int) -> tuple[int, int]:
        name = self._log.name_of(writer_of(dot))
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name), seq_of(dot)


def _group(pending: _Pending, names: _Writers) -> Group:
    registers = tuple(sorted(pending.values))
    values = [pending.values[register] for register in registers]
    if pending.new:
        return Group(pending.kind.wire, pending.id, registers, values)
    live = cast("LiveDots", pending.live)
    return Group(
        pending.kind.wire, pending.id, registers, values,
        [_replaced(live, register, names, deleting=pending.alive == 0) for register in registers],
    )  # fmt: skip


def _replaced(live: LiveDots, register: int, names: _Writers, *, deleting: bool) -> object:
    """Name what an operation replaces; a deletion names every live dot of the record."""
    dots = live.all() if register == ALIVE and deleting else live.of(register)
    if dots == [live.made]:
        return 0
    return [names.place_of(dot) for dot in dots]


def _with_values(kind: Kind, row: Row, values: Mapping[int, object]) -> Row:
    cells = list(row)
    for register in kind.registers:
        if register.wire in values:
            held = register.cells(values[register.wire])
            cells[register.first : register.first + len(held)] = held
    return tuple(cells)


def _cells(pending: _Pending) -> Iterable[tuple[str, Primitive]]:
    for register in pending.kind.registers:
        if register.wire in pending.values:
            held = pending.row[register.first : register.first + len(register.columns)]
            yield from zip((column.name for column in register.columns), held, strict=True)
    if ALIVE in pending.values:
        yield "alive", pending.alive
    yield "dots", cast("LiveDots", pending.live).packed()
