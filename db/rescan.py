"""After an upgrade: the journal is read again for what an older program could not read.

It handed that work on unread. What is live of it is written into the rows, by the same dots that
every other desk has; the journal itself is not touched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, delete, insert, select

from db import conflicts, erasing, known, presence, rows, tally
from db.conflicts import Live
from db.dots import LiveDots, dot_of
from db.log import Log
from db.presence import Target
from db.tables import RECORDS, SETTING, WRITER
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind
from desktop.domain.records import BY_NAME, BY_WIRE
from desktop.frames import Group, TransactionPart, WriterId, decode_group

News = Mapping[int, frozenset[int]]


def rescan(connection: Connection) -> bool:
    """Bring the rows up to what this program knows; tells whether any was written.

    What refers to a record that is not here yet is left for the next opening.
    """
    held = select(SETTING.c.value).where(SETTING.c.key == known.KNOWN)
    before = connection.execute(held).scalar()
    told = known.told()
    if before == told:
        return False
    news = known.news(before) if before is not None else {}
    walk = _Rescan(connection, news)
    wrote = walk.run() if news else False
    if walk.left:
        return wrote
    connection.execute(delete(SETTING).where(SETTING.c.key == known.KNOWN))
    connection.execute(insert(SETTING).values(key=known.KNOWN, value=told))
    return wrote


@dataclass(slots=True)
class _Found:
    """What the journal says of a record that had no row: its makings and what was written since.

    `gone` are the dots that were replaced, of each register.
    """

    made: dict[int, Group] = field(default_factory=dict)
    edits: dict[int, set[int]] = field(default_factory=dict)
    gone: dict[int, set[int]] = field(default_factory=dict)
    cuts: dict[int, int] = field(default_factory=dict)  # registers whose making value was replaced

    def take(self, dot: int, group: Group, replaced: Mapping[int, tuple[int, ...] | None]) -> None:
        """Take an operation in, in whatever order they come."""
        if group.replaced is None:
            self.made[dot] = group
            return
        for wire in group.registers:
            self.edits.setdefault(wire, set()).add(dot)
            named = replaced[wire]
            if named is None:
                self.cuts[wire] = 1
            self.gone.setdefault(wire, set()).update(named or ())

    def live(self) -> LiveDots:
        """Give the record's live dots: all that wrote a register and were not replaced."""
        made = min(self.made)
        held = LiveDots(made, None)
        for wire, dots in sorted(self.edits.items()):
            gone = self.gone[wire] | ({made} if wire in self.cuts else set())
            standing = sorted(({made} | dots) - gone)
            held.replace([wire], standing[0])
            for dot in standing[1:]:
                held.merge(wire, (), dot)
        return held


class _Rescan:
    """One reading of the journal, and what comes of it."""

    def __init__(self, connection: Connection, news: News) -> None:
        self._connection = connection
        self._log = Log(connection)
        self._live = Live(connection)
        self._news = news
        self._gone = {record for _, record in erasing.erased(connection)}
        self._here: dict[Target, bool] = {}
        self.left = False

    def run(self) -> bool:
        """Read the journal, write the rows; tells whether any was written."""
        found: dict[Target, _Found] = {}
        touched: set[Target] = set()
        for dot, group, part in self._operations():
            if group.kind not in self._news or group.record in self._gone:
                continue
            target = (group.kind, group.record)
            if self._has_row(target):
                if self._news[group.kind] & set(group.registers):
                    touched.add(target)
            else:
                found.setdefault(target, _Found()).take(dot, group, self._replaced(part, group))
        for kind, record in sorted(touched):
            self._fill(BY_WIRE[kind], record)
        made = self._make(found)
        stale = self._erase()
        if touched or made:
            self._settle([*touched, *made])
            conflicts.rebuild(self._connection)
        return bool(touched or made or stale)

    # --- reading ----------------------------------------------------------------------------

    def _operations(self) -> Iterator[tuple[int, Group, TransactionPart]]:
        writers = self._connection.execute(select(WRITER.c.no, WRITER.c.id)).all()
        for no, name in writers:
            if WriterId.parse(name).private:
                continue
            for _, parts in self._log.rows(no):
                for part in parts:
                    for place, raw in enumerate(part.groups):
                        group = decode_group(raw)
                        if group is not None:
                            yield dot_of(no, part.first + place), group, part

    def _has_row(self, target: Target) -> bool:
        if target not in self._here:
            table = RECORDS[BY_WIRE[target[0]].name]
            query = select(table.c.id).where(table.c.id == target[1])
            self._here[target] = self._connection.execute(query).first() is not None
        return self._here[target]

    def _replaced(self, part: TransactionPart, group: Group) -> dict[int, tuple[int, ...] | None]:
        """Give the dots that an operation names; None for the value of the making."""
        numbers = [self._log.number_of(name) for name in part.writers]
        found: dict[int, tuple[int, ...] | None] = {}
        for wire, named in zip(group.registers, group.replaced or (), strict=False):
            pairs = cast("list[list[int]]", named)
            found[wire] = None if named == 0 else tuple(dot_of(numbers[w], s) for w, s in pairs)
        return found

    # --- writing ----------------------------------------------------------------------------

    def _fill(self, kind: Kind, record: bytes) -> None:
        """Write the new registers of a record that has a row."""
        table = RECORDS[kind.name]
        query = select(table.c.made, table.c.dots).where(table.c.id == record)
        row = self._connection.execute(query).one()
        live = LiveDots(row.made, row.dots)
        cells = self._cells(kind, live, self._news[kind.wire])
        rows.update_rows(self._connection, [(kind, record, cells)])

    def _cells(self, kind: Kind, live: LiveDots, wires: frozenset[int]) -> dict[str, Primitive]:
        """Give the cells of some registers, of several live values the one that is shown."""
        cells: dict[str, Primitive] = {}
        for register in kind.registers:
            operations = self._live.operations(live.of(register.wire))
            if register.wire in wires and operations:
                value = self._live.shown(operations).value(register.wire)
                names = (column.name for column in register.columns)
                cells |= zip(names, register.cells(value), strict=True)
        return cells

    def _make(self, found: Mapping[Target, _Found]) -> list[Target]:
        """Make the rows of records whose kind is new; parents come before what refers to them."""
        waiting = {target: held for target, held in found.items() if held.made}
        done: list[Target] = []
        while ready := [t for t in sorted(waiting) if self._may_stand(t, waiting[t])]:
            for target in ready:
                self._make_one(BY_WIRE[target[0]], target[1], waiting.pop(target).live())
                self._here[target] = True
            done += ready
        self.left = bool(waiting)
        return done

    def _may_stand(self, target: Target, held: _Found) -> bool:
        """Tell whether all that a record refers to has a row."""
        cells = self._cells(kind := BY_WIRE[target[0]], held.live(), self._news[target[0]])
        for column in kind.columns:
            cell = cells.get(column.name)
            refers = column.spec.refers
            if refers and not column.spec.verb and isinstance(cell, bytes):
                above = (BY_NAME[refers].wire, cell)
                if above != target and not self._has_row(above):
                    return False
        return True

    def _make_one(self, kind: Kind, record: bytes, live: LiveDots) -> None:
        cells = self._cells(kind, live, self._news[kind.wire])
        row = (record, *(cells.get(column.name) for column in kind.columns[1:]))
        rows.insert_rows(self._connection, [(kind, (*row, 1, live.made, live.packed()))])
        tally.add(self._connection, [(kind.name, 1)])

    def _erase(self) -> bool:
        """Carry out what was ordered of kinds that had no table: their rows are never made."""
        wires = self._news.keys()
        late = frozenset(t for t in erasing.erased(self._connection) if t[0] in wires)
        orders = select(RECORDS[erasing.KIND.name].c.made).limit(1)
        made = self._connection.execute(orders).scalar()
        if made is not None:
            erasing.stand_in(self._connection, late, made)
        return bool(late)

    def _settle(self, targets: list[Target]) -> None:
        """Say which of the records are there, and what they hang on."""
        above = presence.referred(self._connection, targets)
        gone = erasing.erased(self._connection)
        presence.settle(self._connection, (), {*targets, *above}, gone)
