"""Conflicts: registers of which more than one value is live. Derived, from the dots of the rows.

A value is live while no operation replaced it. Live values that mean the same are no conflict:
this is judged here, on reading, and writes nothing to the journal.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, select

from db.dots import LiveDots
from db.history import History, Operation
from db.sqlite.engine import driver_of
from db.tables import CONFLICT, RECORDS
from desktop.domain.record import ALIVE, Kind, Register
from desktop.domain.records import BY_WIRE, KINDS, Paper


@dataclass(frozen=True, slots=True)
class Value:
    """One live value of a register: who wrote it, where and when (milliseconds, UTC)."""

    value: object
    operator: str
    desk: str
    at: int
    dot: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A register with its live values in the order of their dots, and what stood before them.

    `register` is None where one desk removed the record and another still wrote to it.
    """

    kind: Kind
    record: UUID
    register: Register | None
    values: tuple[Value, ...]
    shown: Value
    before: object

    @property
    def wire(self) -> int:
        """Give the register's number, that of removal included."""
        return ALIVE if self.register is None else self.register.wire


# What keeps a record that was removed elsewhere: its living parts, and what refers to it. A
# paper is no reason to keep what it once spoke of.
_KEEPERS = MappingProxyType(
    {
        kind.name: " UNION ALL ".join(
            f'SELECT id FROM "{other.name}" WHERE "{column.name}" = ?1 AND alive = 1'  # noqa: S608 - declared names
            for other in KINDS
            for column in other.columns
            if column.spec.refers == kind.name
            and not (column.spec.verb or other.private or other is Paper.KIND)
        )
        for kind in KINDS
    }
)


class Live:
    """The live values of registers, read from the journal."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.history = History(connection)

    def operations(self, dots: Iterable[int]) -> list[Operation]:
        """Give the operations of dots, those that were erased left out."""
        found = map(self.history.operation, dots)
        return [operation for operation in found if operation is not None]

    def shown(self, operations: Iterable[Operation]) -> Operation:
        """Give the operation whose value is shown: the last by wall clock, at all desks alike."""
        return max(operations, key=lambda op: (op.part.at, *self._name(op)))

    def in_order(self, operations: Iterable[Operation]) -> list[Operation]:
        """Give operations in the order of their dots' names, the same at all desks."""
        return sorted(operations, key=self._name)

    def _name(self, operation: Operation) -> tuple[str, int]:
        return operation.part.writers[0], operation.dot

    def alive(self, kind: Kind, record: bytes, live: LiveDots) -> tuple[bool, bool]:
        """Tell whether a record is there, and whether that is in dispute.

        It is gone only while no register has a live dot that its removal does not name, and
        nothing that lives hangs on it.
        """
        if ALIVE not in live.written:
            return True, False
        own, disputed = self._own(live)
        return (own, disputed) if own else (self._is_kept(kind, record),) * 2

    def _is_kept(self, kind: Kind, record: bytes) -> bool:
        return bool(keepers(self._connection, kind, record, most=1))

    def _own(self, live: LiveDots) -> tuple[bool, bool]:
        """Tell the same by a record's own registers."""
        operations = self.operations(live.of(ALIVE))
        removals = [op for op in operations if op.value(ALIVE) == 0]
        if not removals:
            return True, False
        if len(removals) < len(operations):
            return True, True
        named = {dot for op in removals for dot in (op.dot, *self._named(op, live.made))}
        survives = any(dot not in named for dot in live.values())
        return survives, survives

    @staticmethod
    def _named(removal: Operation, made: int) -> tuple[int, ...]:
        return removal.replaced[ALIVE] or (made,)


def keepers(connection: Connection, kind: Kind, record: bytes, most: int = -1) -> list[bytes]:
    """Give what lives and hangs on a record, so that it is not gone although it was removed."""
    query = _KEEPERS[kind.name]
    if not query:
        return []
    held = driver_of(connection).execute(f"{query} LIMIT ?2", (record, most))
    return [row[0] for row in held.fetchall()]


def differ(values: Collection[object]) -> bool:
    """Tell whether values mean different things: letter case and blanks do not count."""
    return len({_meaning(value) for value in values}) > 1


def _meaning(value: object) -> object:
    if isinstance(value, str):
        return " ".join(value.split()).casefold()
    if isinstance(value, Mapping):
        held = sorted((wire, _meaning(cell)) for wire, cell in value.items())
        return tuple(held)
    return value


def settle(connection: Connection, written: Iterable[tuple[bytes, Collection[int]]]) -> None:
    """Strike the conflicts of registers that were written: they have one live value again."""
    if connection.execute(select(CONFLICT.c.record).limit(1)).first() is None:
        return
    for record, registers in written:
        mine = (CONFLICT.c.record == record) & CONFLICT.c.register.in_(tuple(registers))
        connection.execute(delete(CONFLICT).where(mine))


def enter(connection: Connection, found: Iterable[tuple[Kind, bytes, int]]) -> None:
    """Enter registers whose live values differ; those that stand there already stay."""
    for kind, record, register in found:
        row = {"record": record, "register": register, "kind": kind.wire}
        connection.execute(insert(CONFLICT).prefix_with("OR IGNORE").values(row))


def count(connection: Connection) -> int:
    """Count the open conflicts."""
    return len(_open(connection))


def listed(connection: Connection) -> Iterator[Conflict]:
    """Give every open conflict with its values, by record and register."""
    live = Live(connection)
    for row in _open(connection):
        yield _read(connection, live, BY_WIRE[row.kind], row.record, row.register)


def _open(connection: Connection) -> list[Row[Any]]:
    """Give the conflicts that are to be decided: those of records that are gone rest."""
    query = select(CONFLICT).order_by(CONFLICT.c.record, CONFLICT.c.register)
    rows = connection.execute(query).all()
    there: set[bytes] = set()
    for wire in {row.kind for row in rows}:
        table = RECORDS[BY_WIRE[wire].name]
        mine = select(CONFLICT.c.record).where(CONFLICT.c.kind == wire)
        living = select(table.c.id).where(table.c.id.in_(mine), table.c.alive == 1)
        there.update(connection.execute(living).scalars())
    return [row for row in rows if row.record in there]


def registers_of(connection: Connection, record: UUID) -> list[int]:
    """Give the registers of a record that are in conflict, that of its removal included."""
    mine = select(CONFLICT.c.register).where(CONFLICT.c.record == record.bytes)
    return list(connection.execute(mine.order_by(CONFLICT.c.register)).scalars())


def one(connection: Connection, record: UUID, register: int) -> Conflict | None:
    """Give one open conflict; None when there is none on the register."""
    mine = (CONFLICT.c.record == record.bytes) & (CONFLICT.c.register == register)
    row = connection.execute(select(CONFLICT).where(mine)).first()
    if row is None:
        return None
    return _read(connection, Live(connection), BY_WIRE[row.kind], row.record, row.register)


def _read(connection: Connection, live: Live, kind: Kind, record: bytes, wire: int) -> Conflict:
    table = RECORDS[kind.name]
    row = connection.execute(select(table.c.made, table.c.dots).where(table.c.id == record)).one()
    dots = LiveDots(row.made, row.dots)
    if wire == ALIVE:
        return _removal(kind, record, dots, live)
    operations = live.in_order(live.operations(dots.of(wire)))
    register = next(r for r in kind.registers if r.wire == wire)
    return Conflict(
        kind, UUID(bytes=record), register, tuple(_value(op, wire) for op in operations),
        _value(live.shown(operations), wire), live.history.before(operations[0], wire),
    )  # fmt: skip


def _removal(kind: Kind, record: bytes, dots: LiveDots, live: Live) -> Conflict:
    """Set the removals beside the last thing that was written to the record all the same."""
    removals = [op for op in live.operations(dots.of(ALIVE)) if op.value(ALIVE) == 0]
    others = [op for op in live.operations(dots.values()) if op not in removals]
    kept = live.shown(others) if others else removals[0]
    values = [_value(op, ALIVE) for op in live.in_order(removals)]
    stays = Value(1, kept.part.operator, kept.desk, kept.part.at, kept.dot)
    return Conflict(kind, UUID(bytes=record), None, (stays, *values), stays, 1)


def _value(operation: Operation, wire: int) -> Value:
    part = operation.part
    return Value(operation.value(wire), part.operator, operation.desk, part.at, operation.dot)


def rebuild(connection: Connection) -> None:
    """Find every conflict again, from the dots of all rows."""
    connection.execute(delete(CONFLICT))
    live = Live(connection)
    for kind in KINDS:
        table = RECORDS[kind.name]
        query = select(table.c.id, table.c.made, table.c.dots).where(table.c.dots.is_not(None))
        for row in connection.execute(query).all():
            dots = LiveDots(row.made, row.dots)
            removal = (ALIVE,) if live.alive(kind, row.id, dots)[1] else ()
            wires = (*disputed(kind, dots, dots.disputed(), live), *removal)
            enter(connection, ((kind, row.id, wire) for wire in wires))


def disputed(kind: Kind, dots: LiveDots, registers: Iterable[int], live: Live) -> Iterator[int]:
    """Give those of some registers whose live values differ."""
    known = {register.wire for register in kind.registers}
    for wire in registers:
        held = dots.of(wire)
        if wire not in known or len(held) < 2:  # noqa: PLR2004 - two values make a conflict
            continue
        if differ([op.value(wire) for op in live.operations(held)]):
            yield wire
