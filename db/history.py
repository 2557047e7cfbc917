"""Walks over the journal: operations by their dots, and the history of a record."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from uuid import UUID

from sqlalchemy import Connection, select

from db.dots import LiveDots, dot_of, seq_of, writer_of
from db.log import Log
from db.tables import RECORDS
from desktop.domain.record import ALIVE, Kind, Register
from desktop.domain.records import BY_WIRE
from desktop.frames import Group, TransactionPart, WriterId, decode_group


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

    def of_stretch(self, writer: str, first: int, last: int) -> list[Operation]:
        """Give a writer's operations from one number to another, in order."""
        no = self._log.number_of(writer)
        found = (self.operation(dot_of(no, seq)) for seq in range(first, last + 1))
        return [operation for operation in found if operation is not None]

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
        self, operation: Operation, wire: int, by_dot: dict[int, Operation],
        made: Operation | None, mine: Collection[int] = (),
    ) -> object:  # fmt: skip
        """Give the value that an operation replaced: of several the last by wall clock.

        Those to be passed over (`mine`) stand for what they replaced themselves.
        """
        if operation.group.replaced is None:
            return None
        named = [by_dot[d] for d in operation.replaced.get(wire, ()) if d in by_dot]
        while passed := [op for op in named if op.dot in mine and op.group.replaced is not None]:
            before = {d for op in passed for d in op.replaced.get(wire, ()) if d in by_dot}
            named = [op for op in named if op not in passed] + [by_dot[d] for d in before]
        writers = [op for op in named if op.has(wire)]
        if writers:
            return max(writers, key=lambda op: (op.part.at, op.dot)).value(wire)
        return made.value(wire) if made is not None else None

    def before(self, operation: Operation, register: int, mine: Collection[int] = ()) -> object:
        """Give the value of a register before an operation, and before others beside it."""
        kind = cast("Kind", operation.kind)
        known = {op.dot: op for op in self.of_record(kind, UUID(bytes=operation.group.record))}
        made = next((op for op in known.values() if op.group.replaced is None), None)
        return self._before(operation, register, known, made, mine)
