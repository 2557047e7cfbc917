"""Keeping the search box in step with the records: in the same transaction, from the same rows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, select

from db.entries import CHILDREN, ROOTS, SEARCHED, Entry, Row, entry_of, root_of
from db.sqlite import index
from db.sqlite.engine import driver_of
from db.tables import RECORDS
from desktop.domain.record import ALIVE, Kind

_BATCH = 500
_BULK = 2_000  # entries written in one go, in the order of their sids
_BY_WIRE = {kind.wire: kind for kind in ROOTS}
_Key = tuple[int, bytes]
_Children = dict[bytes, list[tuple[Kind, Row]]]


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a transaction wrote: as it is now, and which of its registers changed."""

    kind: Kind
    row: Row
    new: bool
    alive: bool
    registers: frozenset[int]


def refresh(connection: Connection, touched: Iterable[Touched]) -> None:
    """Write anew what the search box knows of the changed records."""
    held = [t for t in touched if _matters(t)]
    made = {(t.kind.wire, cast("bytes", t.row[0])) for t in held if t.new and not t.kind.parent}
    roots = dict.fromkeys(map(_root, held))
    _add(connection, [t for t in held if _root(t) in made])
    old = [key for key in roots if key not in made]
    for wire in dict.fromkeys(wire for wire, _ in old):
        records = [record for w, record in old if w == wire]
        for start in range(0, len(records), _BATCH):
            _anew(connection, _BY_WIRE[wire], records[start : start + _BATCH])


def _matters(touched: Touched) -> bool:
    """Tell whether the search box reads anything of what was written."""
    read = SEARCHED[touched.kind.name]
    return bool(read) and (touched.new or bool(touched.registers & (read | {ALIVE})))


def _root(touched: Touched) -> _Key:
    """Give the record whose entry holds a record's texts."""
    kind = touched.kind
    return root_of(kind).wire, cast("bytes", touched.row[_link(kind)])


def _link(kind: Kind) -> int:
    if kind.parent is None:
        return 0
    return next(n for n, column in enumerate(kind.columns) if column.name == kind.parent)


def _add(connection: Connection, touched: Sequence[Touched]) -> None:
    """Write the entries of records that the transaction made, with what it made of theirs."""
    children: _Children = {}
    for t in touched:
        if t.kind.parent and t.alive:
            children.setdefault(_root(t)[1], []).append((t.kind, t.row))
    made = (
        entry_of(t.kind, t.row, children.get(cast("bytes", t.row[0]), ()))
        for t in touched
        if t.alive and not t.kind.parent
    )
    _write(connection, made, new=True)


def _write(connection: Connection, entries: Iterable[Entry], *, new: bool) -> None:
    batch: list[Entry] = []
    for entry in entries:
        batch.append(entry)
        if len(batch) == _BULK:
            index.write(driver_of(connection), batch, new=new)
            batch = []
    if batch:
        index.write(driver_of(connection), batch, new=new)


def _anew(connection: Connection, kind: Kind, records: Sequence[bytes]) -> None:
    """Read records and what belongs to them from the store, and write their entries."""
    rows = {cast("bytes", row[0]): row for row in _rows(connection, kind, "id", records)}
    children = _children(connection, kind, records)
    gone = [record for record in records if record not in rows]
    index.remove(driver_of(connection), gone)
    made = (entry_of(kind, row, children.get(record, ())) for record, row in rows.items())
    _write(connection, made, new=False)


def _children(connection: Connection, kind: Kind, records: Sequence[bytes]) -> _Children:
    found: _Children = {}
    for child in CHILDREN[kind.name]:
        link = _link(child)
        for row in _rows(connection, child, child.columns[link].name, records):
            found.setdefault(cast("bytes", row[link]), []).append((child, row))
    return found


def _rows(connection: Connection, kind: Kind, column: str, ids: Sequence[bytes]) -> Iterator[Row]:
    table = RECORDS[kind.name]
    columns = [table.c[held.name] for held in kind.columns]
    query = select(*columns).where(table.c[column].in_(ids), table.c.alive == 1)
    for row in connection.execute(query.order_by(table.c.id)):
        yield tuple(row)


def rebuild(connection: Connection) -> None:
    """Make the search box's tables again from the records."""
    index.make(driver_of(connection))
    for kind in ROOTS:
        table = RECORDS[kind.name]
        ids = list(connection.execute(select(table.c.id).where(table.c.alive == 1)).scalars())
        for start in range(0, len(ids), _BULK):
            _again(connection, kind, ids[start : start + _BULK])


def _again(connection: Connection, kind: Kind, ids: Sequence[bytes]) -> None:
    entries: list[Entry] = []
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        children = _children(connection, kind, batch)
        rows = _rows(connection, kind, "id", batch)
        entries += (entry_of(kind, row, children.get(cast("bytes", row[0]), ())) for row in rows)
    index.write(driver_of(connection), entries, new=True)
