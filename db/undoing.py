"""What undoing means: ordinary operations that put back what others replaced."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy import Row as Stored

from db.dots import LiveDots
from db.history import History, Operation
from db.reading import Reader
from db.rows import Row
from db.tables import RECORDS
from db.writing import Change
from desktop.domain.record import ALIVE, Kind

STAYS_SETTLED = "stays-settled"  # the value shown before is back, the conflict is not
_BATCH = 500
_LOOK = 100  # operations between two looks
Look = Callable[[int, int], None]  # told operations done and in all; raises to stop


def nobody(_done: int, _total: int) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an undo left as it is, and why: changed later, or something hangs on it."""

    kind: Kind
    record: UUID
    field: str
    why: str


class Undo:
    """Undoing transactions: ordinary operations that put back what theirs replaced.

    A register goes back where an undone operation's own dot is still the only live one; a record
    that they made is deleted when nothing was written to it since and nothing else hangs on it;
    the rest is kept and said. Of a conflict that they settled what was shown before comes back; it
    stays settled, and that is said.
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

    def run(self, wanted: Sequence[Operation]) -> tuple[int, list[Kept]]:
        """Undo and give the number of undone operations and what was kept."""
        operations = [op for op in wanted if op.kind is not None]
        self._total = len(operations)
        self._read_rows(operations)
        mine = {op.dot for op in operations}
        made = [op for op in operations if op.group.replaced is None]
        for operation in operations:
            if operation.group.replaced is not None:
                self._put_back(operation, mine)
                self._step()
        self._delete_made(made, mine)
        del wanted, made
        while operations:  # piece by piece: freed at once they would hold every thread
            self._rows.pop(operations.pop().group.record, None)
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

    def _put_back(self, operation: Operation, mine: set[int]) -> None:
        kind = cast("Kind", operation.kind)
        row, alive, live = self._row(operation)
        values: dict[int, object] = {}
        for register in operation.group.registers:
            held = live.of(register)
            if not mine.issuperset(held) or (not alive and register != ALIVE):
                self._keep(operation, register, "changed-later")
            elif operation.dot in held:
                values[register] = self._history.before(operation, register, mine)
                if len(operation.replaced.get(register, ())) > 1:
                    self._keep(operation, register, STAYS_SETTLED)
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
        for record in list(removable):
            operation, row = removable.pop(record)
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
