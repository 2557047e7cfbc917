"""Keeping the search box in step with the records: in the same transaction, from the same rows."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, select

from db import merged
from db.entries import CHILDREN, ROOTS, SEARCHED, Entry, Row, entry_of, root_of
from db.sqlite import index
from db.sqlite.engine import driver_of
from db.tables import RECORDS
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import Firm

_BATCH = 500
_BULK = 2_000  # entries written in one go, in the order of their sids
_BY_WIRE = {kind.wire: kind for kind in ROOTS}
_Key = tuple[int, bytes]
_Children = dict[bytes, list[tuple[Kind, Row]]]


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that a transaction wrote, and which of its registers changed.

    `owner` is the record whose entry holds its texts, `row` its cells where it was made and not
    changed since, `also` the firms that it was or is merged into.
    """

    kind: Kind
    record: bytes
    owner: bytes
    new: bool
    alive: bool
    registers: frozenset[int]
    row: Row | None = None
    also: frozenset[bytes] = frozenset()

    @property
    def key(self) -> _Key:
        """Give the kind and id of the record whose entry holds its texts."""
        return root_of(self.kind).wire, self.owner


def refresh(connection: Connection, touched: Iterable[Touched]) -> None:
    """Write anew what the search box knows of the changed records."""
    held = [t for t in touched if matters(t.kind, t.registers, new=t.new)]
    made = {t.key for t in held if t.new and not t.kind.parent and not t.also and t.row}
    made -= {t.key for t in held if t.row is None}
    _add(connection, [t for t in held if t.key in made])
    old = dict.fromkeys(t.key for t in held if t.key not in made)
    old |= dict.fromkeys((Firm.KIND.wire, firm) for t in held for firm in t.also)
    moved = [t.record for t in held if t.kind is Firm.KIND and ALIVE in t.registers]
    old |= dict.fromkeys((Firm.KIND.wire, firm) for firm in under(connection, moved))
    for wire in dict.fromkeys(wire for wire, _ in old):
        records = [record for w, record in old if w == wire]
        for start in range(0, len(records), _BATCH):
            again(connection, _BY_WIRE[wire], records[start : start + _BATCH])


def under(connection: Connection, firms: Sequence[bytes]) -> list[bytes]:
    """Give the firms that name one of some firms as the one that they were merged into."""
    table, found = RECORDS[Firm.KIND.name], list[bytes]()
    for start in range(0, len(firms), _BATCH):
        query = select(table.c.id).where(table.c.merged_into.in_(firms[start : start + _BATCH]))
        found += connection.execute(query).scalars()
    return found


def matters(kind: Kind, registers: AbstractSet[int], *, new: bool) -> bool:
    """Tell whether the search box reads anything of what was written."""
    read = SEARCHED[kind.name]
    return bool(read) and (new or ALIVE in registers or not read.isdisjoint(registers))


def _add(connection: Connection, touched: Sequence[Touched]) -> None:
    """Write the entries of records that the transaction made, with what it made of theirs."""
    children: _Children = {}
    for t in touched:
        if t.kind.parent and t.alive and t.row:
            children.setdefault(t.owner, []).append((t.kind, t.row))
    made = (
        entry_of(t.kind, t.row, children.get(t.record, ()))
        for t in touched
        if t.alive and t.row and not t.kind.parent
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


def again(connection: Connection, kind: Kind, records: Sequence[bytes]) -> None:
    """Read records and what belongs to them from the store, and write their entries.

    A firm that was merged into another is found under that one.
    """
    links = merged.links(driver_of(connection)) if kind is Firm.KIND else {}
    wanted = dict.fromkeys(merged.survivor(record, links) for record in records)
    families = merged.families(wanted, links) if links else {}
    members = (member for family in families.values() for member in family)
    found = list(_entries(connection, kind, list(wanted), links))
    there = {entry.record for entry in found}
    asked = dict.fromkeys((*records, *wanted, *members))
    gone = [record for record in asked if record not in there]
    index.remove(driver_of(connection), gone)
    _write(connection, found, new=False)


def _entries(
    connection: Connection, kind: Kind, records: Sequence[bytes], links: merged.Links
) -> Iterator[Entry]:
    """Make the entries of records that are read as their own, with what is read under them."""
    families = merged.families(records, links)
    members = [member for family in families.values() for member in family]
    rows = {cast("bytes", row[0]): row for row in _rows(connection, kind, "id", members)}
    children = _children(connection, kind, members)
    for record, family in families.items():
        if record in rows:
            others = [(kind, rows[other]) for other in family[1:] if other in rows]
            theirs = [child for member in family for child in children.get(member, ())]
            yield entry_of(kind, rows[record], (*others, *theirs))


def _children(connection: Connection, kind: Kind, records: Sequence[bytes]) -> _Children:
    found: _Children = {}
    for child in CHILDREN[kind.name]:
        link = next(n for n, c in enumerate(child.columns) if c.name == child.parent)
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
    links = merged.links(driver_of(connection))
    for kind in ROOTS:
        table = RECORDS[kind.name]
        held = connection.execute(select(table.c.id).where(table.c.alive == 1)).scalars()
        ids = [i for i in held if kind is not Firm.KIND or merged.survivor(i, links) == i]
        for start in range(0, len(ids), _BULK):
            batches = range(start, min(start + _BULK, len(ids)), _BATCH)
            index.write(driver_of(connection), [
                entry for at in batches
                for entry in _entries(connection, kind, ids[at : min(at + _BATCH, start + _BULK)],
                                      links)
            ], new=True)  # fmt: skip
