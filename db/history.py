"""Walks over the journal: the history of a record, and what undoing a transaction means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy import Row as Stored

from db.dots import LiveDots, dot_of, seq_of, writer_of
from db.log import Log
from db.reading import Reader
from db.tables import RECORDS
from db.writing import Change, Row
from desktop.domain.record import ALIVE, Kind, Register
from desktop.domain.records import BY_WIRE
from desktop.frames import Group, TransactionPart, WriterId, decode_group

_BATCH = 500
_LOOK = 100  # operations between two looks
Look = Callable[[int, int], None]  # told operations done and in all; raises to stop


def nobody(_done: int, _total: int) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation read back: its dot, its transaction, its registers, what it replaced."""

    dot: int
    desk: str
    part: TransactionPart
    group: Group
    replaced: dict[int, tuple[int, ...]]

    @property
    def kind(self) -> Kind | None:
        """Give the kind, or None for one that only a newer program knows."""
        return BY_WIRE.get(self.group.kind)

    def has(self, register: int) -> bool:
        """Tell whether this operation wrote the register."""
        return register in self.group.registers

    def value(self, register: int) -> object:
        """Give the value that it wrote; what a making operation does not name is null."""
        if not self.has(register):
            return 1 if register == ALIVE else None
        return self.group.values[self.group.registers.index(register)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a record's history: a register before and after, and who, when, by what."""

    at: int
    operator: str
    desk: str
    source: str
    transaction: UUID
    kind: Kind
    record: UUID
    field: str
    register: Register | None
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Kept:
    """What an undo left as it is, and why: changed later, or something hangs on it."""

    kind: Kind
    record: UUID
    field: str
    why: str


class History:
    """Reads the journal of an open store backwards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._log = Log(connection)
        self._parts = lru_cache(maxsize=8)(self._log.parts)  # a frame is dear to open

    def operation(self, dot: int) -> Operation | None:
        """Give the operation of a dot; None when it was erased or is not here."""
        writer, seq = writer_of(dot), seq_of(dot)
        first = self._log.row_of(writer, seq)
        for part in () if first is None else self._parts(writer, first):
            place = seq - part.first
            if 0 <= place < len(part.groups):
                return self._operation(writer, part, place)
        return None

    def _operation(self, writer: int, part: TransactionPart, place: int) -> Operation | None:
        group = decode_group(part.groups[place])
        if group is None:
            return None
        numbers = [self._log.number_of(name) for name in part.writers]
        replaced: dict[int, tuple[int, ...]] = {}
        for register, named in zip(group.registers, group.replaced or (), strict=False):
            pairs = [] if named == 0 else cast("list[list[int]]", named)
            replaced[register] = tuple(dot_of(numbers[w], seq) for w, seq in pairs)
        desk = WriterId.parse(part.writers[0]).desk
        return Operation(dot_of(writer, part.first + place), desk, part, group, replaced)

    def of_transaction(self, tx: UUID) -> list[Operation]:
        """Give the operations of a transaction, the desk's private ones too, in order."""
        return [
            found
            for writer, part in self._log.of_transaction(tx.bytes)
            for place in range(len(part.groups))
            if (found := self._operation(writer, part, place)) is not None
        ]

    def of_record(self, kind: Kind, record: UUID) -> list[Operation]:
        """Give every operation of a record, oldest first, by walking back from its live dots."""
        table = RECORDS[kind.name]
        row = self._connection.execute(
            select(table.c.made, table.c.dots).where(table.c.id == record.bytes)
        ).first()
        if row is None:
            return []
        waiting = LiveDots(row.made, row.dots).all()
        found: dict[int, Operation] = {}
        while waiting:
            dot = waiting.pop()
            operation = None if dot in found else self.operation(dot)
            if operation is None:
                continue
            found[dot] = operation
            waiting += [d for dots in operation.replaced.values() for d in dots]
        return sorted(found.values(), key=lambda op: (op.part.at, op.dot))

    def entries(self, kind: Kind, record: UUID) -> list[Entry]:
        """Give a record's history register by register, oldest first."""
        operations = self.of_record(kind, record)
        by_dot = {operation.dot: operation for operation in operations}
        made = next((op for op in operations if op.group.replaced is None), None)
        return [
            self._entry(kind, operation, register, by_dot, made)
            for operation in operations
            for register in operation.group.registers
        ]

    def _entry(
        self, kind: Kind, operation: Operation, wire: int, by_dot: dict[int, Operation],
        made: Operation | None,
    ) -> Entry:  # fmt: skip
        register = next((r for r in kind.registers if r.wire == wire), None)
        return Entry(
            at=operation.part.at, operator=operation.part.operator, desk=operation.desk,
            source=operation.part.source, transaction=UUID(bytes=operation.part.id),
            kind=kind, record=UUID(bytes=operation.group.record),
            field=register.name if register else "",
            register=register, old=self._before(operation, wire, by_dot, made),
            new=operation.value(wire),
        )  # fmt: skip

    def _before(
        self, operation: Operation, wire: int, by_dot: dict[int, Operation], made: Operation | None
    ) -> object:
        """Give the value that an operation replaced: of several the last by wall clock."""
        if operation.group.replaced is None:
            return None
        named = [by_dot[d] for d in operation.replaced.get(wire, ()) if d in by_dot]
        writers = [op for op in named if op.has(wire)]
        if writers:
            return max(writers, key=lambda op: (op.part.at, op.dot)).value(wire)
        return made.value(wire) if made is not None else None

    def before(self, operation: Operation, register: int) -> object:
        """Give the value of a register before an operation."""
        kind = cast("Kind", operation.kind)
        known = {op.dot: op for op in self.of_record(kind, UUID(bytes=operation.group.record))}
        made = next((op for op in known.values() if op.group.replaced is None), None)
        return self._before(operation, register, known, made)


class Undo:
    """Undoing a transaction: ordinary operations that put back what it replaced.

    A register goes back where the transaction's own dot is still the only live one; a record
    that it made is deleted when nothing was written to it since and nothing else hangs on it;
    the rest is kept and said.
    """

    def __init__(
        self, connection: Connection, reader: Reader, change: Change, look: Look = nobody
    ) -> None:
        self._look = look
        self._done = self._total = 0
        self._connection = connection
        self._reader = reader
        self._change = change
        self._history = History(connection)
        self._kept: list[Kept] = []
        self._undone = 0
        self._rows: dict[bytes, Stored[Any]] = {}

    def run(self, tx: UUID) -> tuple[int, list[Kept]]:
        """Undo and give the number of undone operations and what was kept."""
        operations = [op for op in self._history.of_transaction(tx) if op.kind is not None]
        self._total = len(operations)
        self._read_rows(operations)
        mine = {op.dot for op in operations}
        made = [op for op in operations if op.group.replaced is None]
        for operation in operations:
            if operation.group.replaced is not None:
                self._put_back(operation)
                self._step()
        self._delete_made(made, mine)
        return self._undone, self._kept

    def look(self) -> None:
        """Say how far it is; whoever looks may raise, and then nothing has changed."""
        self._look(self._done, self._total)

    def _step(self) -> None:
        self._done += 1
        if self._done % _LOOK == 0:
            self.look()

    def _read_rows(self, operations: list[Operation]) -> None:
        ids: dict[str, list[bytes]] = {}
        for operation in operations:
            ids.setdefault(cast("Kind", operation.kind).name, []).append(operation.group.record)
        for name, held in ids.items():
            table = RECORDS[name]
            for start in range(0, len(held), _BATCH):
                self.look()
                query = select(*table.columns).where(table.c.id.in_(held[start : start + _BATCH]))
                self._rows |= {row.id: row for row in self._connection.execute(query)}

    def _row(self, operation: Operation) -> tuple[Row, bool, LiveDots]:
        row = self._rows[operation.group.record]
        width = len(cast("Kind", operation.kind).columns)
        return cast("Row", tuple(row)[:width]), bool(row.alive), LiveDots(row.made, row.dots)

    def _put_back(self, operation: Operation) -> None:
        kind = cast("Kind", operation.kind)
        row, alive, live = self._row(operation)
        values: dict[int, object] = {}
        for register in operation.group.registers:
            if live.of(register) != [operation.dot] or (not alive and register != ALIVE):
                self._keep(operation, register, "changed-later")
                continue
            values[register] = self._history.before(operation, register)
        if values:
            self._change.put_values(kind, row, values)
            self._undone += 1

    def _delete_made(self, made: list[Operation], mine: set[int]) -> None:
        removable: dict[bytes, tuple[Operation, Row]] = {}
        for operation in made:
            row, alive, live = self._row(operation)
            if not alive:
                self._keep(operation, ALIVE, "already-removed")
            elif set(live.all()) <= mine:
                removable[operation.group.record] = (operation, row)
            else:
                self._keep(operation, ALIVE, "changed-later")
        while held := self._held_from_outside(removable):
            self.look()
            for record in held:
                self._keep(removable.pop(record)[0], ALIVE, "in-use")
        for operation, row in removable.values():
            self._change.put_values(cast("Kind", operation.kind), row, {ALIVE: 0})
            self._undone += 1
            self._step()

    def _held_from_outside(self, removable: dict[bytes, tuple[Operation, Row]]) -> list[bytes]:
        ids = {record: cast("Kind", op.kind).name for record, (op, _) in removable.items()}
        return [
            record
            for record, children in self._reader.references(ids).items()
            if any(child not in removable for child in children)
        ]

    def _keep(self, operation: Operation, register: int, why: str) -> None:
        kind = cast("Kind", operation.kind)
        name = next((r.name for r in kind.registers if r.wire == register), "")
        self._kept.append(Kept(kind, UUID(bytes=operation.group.record), name, why))
