"""Reading records: frozen dataclasses out, never a row that knows the store."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Integer, Select, func, select, true
from sqlalchemy import cast as cast_to

from db import merged, tally
from db.sqlite import listing
from db.sqlite.engine import driver_of
from db.tables import BLOB, RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.problems import DeskError
from desktop.domain.record import Kind, Record
from desktop.domain.records import KINDS, Firm

R = TypeVar("R", bound=Record)
_BATCH = 500
_FIRM_LINKS = {  # the columns that name a firm, which may have been merged into another
    kind.name: frozenset(
        c.name for c in kind.columns if c.spec.refers == Firm.KIND.name and not c.spec.verb
    )
    for kind in KINDS
    if kind is not Firm.KIND
}


class Reader:
    """Reads the records of an open store inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def links(self) -> merged.Links:
        """Give the firms that were merged into others, each with the one it names."""
        return merged.links(driver_of(self.connection))

    def survivor(self, firm: UUID) -> UUID:
        """Give the firm under which another is read: itself, when it was not merged."""
        return UUID(bytes=merged.survivor(firm.bytes, self.links))

    def family(self, firms: Iterable[UUID]) -> list[bytes]:
        """Give some firms with all that are read under them."""
        ids = [firm.bytes for firm in firms]
        return [i for held in merged.families(ids, self.links).values() for i in held]

    def _named(self, kind: Kind, column: str, ids: Iterable[UUID]) -> list[bytes]:
        """Give the ids that a column may hold for records named so."""
        if kind.name in _FIRM_LINKS and column in _FIRM_LINKS[kind.name]:
            return self.family(ids)
        return [i.bytes for i in ids]

    def get(self, cls: type[R], record_id: UUID, *, removed: bool = False) -> R | None:
        """Give a record by its id; a removed one only when asked for."""
        found = self._records(cls, RECORDS[cls.KIND.name].c.id == record_id.bytes, removed=removed)
        return found[0] if found else None

    def named(self, cls: type[R], named: str) -> R:
        """Give the record that an id in letters names; `not-found` for one that is none."""
        try:
            found = self.get(cls, UUID(named))
        except ValueError:
            found = None
        if found is None:
            raise DeskError("not-found", kind=cls.KIND.name, named=named)
        return found

    def of(self, cls: type[R], **equal: Primitive | UUID) -> tuple[R, ...]:
        """Give the records whose columns equal the given values, oldest first."""
        return self._records(cls, self._equal(cls, equal))

    def ever(self, cls: type[R], **equal: Primitive | UUID) -> tuple[R, ...]:
        """Give the same, and the removed ones of which the store still holds the values."""
        return self._records(cls, self._equal(cls, equal), removed=True)

    def _equal(self, cls: type[R], equal: Mapping[str, Primitive | UUID]) -> ColumnElement[bool]:
        table = RECORDS[cls.KIND.name]
        wanted: ColumnElement[bool] = true()
        for name, value in equal.items():
            if isinstance(value, UUID):
                wanted &= table.c[name].in_(self._named(cls.KIND, name, [value]))
            else:
                wanted &= table.c[name].is_(None) if value is None else table.c[name] == value
        return wanted

    def among(self, cls: type[R], column: str, ids: Iterable[UUID]) -> tuple[R, ...]:
        """Give the records whose column holds one of the ids, oldest first."""
        wanted = self._named(cls.KIND, column, dict.fromkeys(ids))
        found: list[R] = []
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            found += self._records(cls, RECORDS[cls.KIND.name].c[column].in_(batch))
        return tuple(found)

    def children(self, kind: Kind, parent: UUID, *, removed: bool = False) -> tuple[Record, ...]:
        """Give the records of a child kind that belong to a parent (or nest in one).

        With `removed` those too that were removed and not erased.
        """
        table = RECORDS[kind.name]
        link: ColumnElement[bool] = table.c[cast("str", kind.parent)].in_(
            self._named(kind, cast("str", kind.parent), [parent])
        )
        if kind.nests:
            link |= table.c[kind.nests] == parent.bytes
        return self._records(kind.cls, link, removed=removed)

    def child_ids(self, kind: Kind, parent: UUID) -> tuple[UUID, ...]:
        """Give the ids of all that ever belonged to a parent, removed records too."""
        table = RECORDS[kind.name]
        mine = self._named(kind, cast("str", kind.parent), [parent])
        query = select(table.c.id).where(table.c[cast("str", kind.parent)].in_(mine))
        return tuple(
            UUID(bytes=i) for i in self.connection.execute(query.order_by(table.c.id)).scalars()
        )

    def like_names(self, key: str, most: int = 200) -> tuple[UUID, ...]:
        """Give the firms whose name begins with the first letters of a folded name."""
        first = key.split(" ", maxsplit=1)[0][:4]
        found = listing.beginning(driver_of(self.connection), Firm.KIND.wire, first, most)
        return tuple(UUID(bytes=i) for i in found)

    def all(self, cls: type[R]) -> tuple[R, ...]:
        """Give every record of a kind, oldest first."""
        return self._records(cls, self._own(cls.KIND))

    def _own(self, kind: Kind) -> ColumnElement[bool]:
        """Leave out, of firms, those that are read under others."""
        if kind is not Firm.KIND or not self.links:
            return true()
        gone = [firm for firm in self.links if merged.survivor(firm, self.links) != firm]
        return RECORDS[kind.name].c.id.not_in(gone)

    def latest(self, kind: Kind, limit: int) -> list[UUID]:
        """Give the ids of the records of a kind that were made last, the last first."""
        table = RECORDS[kind.name]
        query = select(table.c.id).where(table.c.alive == 1).order_by(table.c.id.desc())
        return [UUID(bytes=i) for i in self.connection.execute(query.limit(limit)).scalars()]

    def cells(
        self, kind: Kind, column: str, ids: Iterable[UUID], names: Sequence[str]
    ) -> list[tuple[UUID, tuple[Primitive, ...]]]:
        """Give some cells of the living records whose `column` holds one of the ids.

        In the order of the ids; for lists, which show a few columns of many records.
        """
        return listing.cells(driver_of(self.connection), kind, column, ids, names)

    def page(
        self, cls: type[R], order: str, *, limit: int, offset: int = 0, descending: bool = False
    ) -> tuple[R, ...]:
        """Give a stretch of a kind's records ordered by a column."""
        table = RECORDS[cls.KIND.name]
        by = table.c[order].desc() if descending else table.c[order].asc()
        query = self._select(cls.KIND, self._own(cls.KIND)).order_by(None).order_by(by, table.c.id)
        return self._built(cls, query.limit(limit).offset(offset))

    def count(self, cls: type[Record]) -> int:
        """Count the records of a kind."""
        return self.counts().get(cls.KIND.name, 0)

    def counts(self) -> dict[str, int]:
        """Count the records of every kind of which there ever was one."""
        held = tally.read(self.connection)
        under = sum(merged.survivor(firm, self.links) != firm for firm in self.links)
        if Firm.KIND.name in held:
            held[Firm.KIND.name] -= under
        return held

    def highest(self, cls: type[Record], column: str, prefix: str) -> int:
        """Give the greatest number after a prefix in a column, removed records counted too.

        What goes on otherwise than in digits is no number; 0 where there is none.
        """
        cell = RECORDS[cls.KIND.name].c[column]
        tail = func.substr(cell, len(prefix) + 1)
        query = select(func.max(cast_to(tail, Integer))).where(
            cell >= prefix, cell < prefix + "\U0010ffff", func.ltrim(tail, "0123456789") == ""
        )
        return self.connection.execute(query).scalar() or 0

    def references(self, ids: Mapping[bytes, str]) -> dict[bytes, list[bytes]]:
        """Give, for each of some records (id to kind), the living records that refer to it."""
        by_kind: dict[str, list[bytes]] = {}
        for record_id, kind_name in ids.items():
            by_kind.setdefault(kind_name, []).append(record_id)
        found: dict[bytes, list[bytes]] = {}
        for kind in KINDS:
            table = RECORDS[kind.name]
            for column in kind.columns:
                held = by_kind.get(column.spec.refers or "", [])
                for start in range(0, len(held), _BATCH):
                    cell = table.c[column.name]
                    batch = cell.in_(held[start : start + _BATCH])
                    query = select(cell, table.c.id).where(batch, table.c.alive == 1)
                    for target, child in self.connection.execute(query):
                        found.setdefault(target, []).append(child)
        return found

    def blob(self, sha256: bytes) -> bytes | None:
        """Give a file by its SHA-256; None where it is not here."""
        held = select(BLOB.c.data).where(BLOB.c.sha256 == sha256)
        found = self.connection.execute(held).scalar()
        return None if found is None else bytes(found)

    def blobs_here(self, hashes: Iterable[bytes]) -> set[bytes]:
        """Give those of some files that are here."""
        held = select(BLOB.c.sha256).where(BLOB.c.sha256.in_(set(hashes)))
        return {bytes(found) for found in self.connection.execute(held).scalars()}

    def _select(self, kind: Kind, wanted: ColumnElement[bool]) -> Select[tuple[Primitive, ...]]:
        table = RECORDS[kind.name]
        columns = [table.c[column.name] for column in kind.columns]
        return select(*columns).where(wanted, table.c.alive == 1).order_by(table.c.id)

    def _records(
        self, cls: type[R], wanted: ColumnElement[bool], *, removed: bool = False
    ) -> tuple[R, ...]:
        query = self._select(cls.KIND, wanted)
        if removed:
            table = RECORDS[cls.KIND.name]
            query = select(*(table.c[c.name] for c in cls.KIND.columns)).where(wanted)
        return self._built(cls, query)

    def _built(self, cls: type[R], query: Select[tuple[Primitive, ...]]) -> tuple[R, ...]:
        rows = cast("Iterable[tuple[Primitive, ...]]", self.connection.execute(query))
        if self.links and cls.KIND.name in _FIRM_LINKS:
            rows = map(self._read_under(cls.KIND), rows)
        return tuple(cast("R", cls.KIND.from_row(row)) for row in rows)

    def _read_under(self, kind: Kind) -> Callable[[tuple[Primitive, ...]], tuple[Primitive, ...]]:
        """Give what reads the records of a merged firm as those of the one it was merged into."""
        places = [n for n, c in enumerate(kind.columns) if c.name in _FIRM_LINKS[kind.name]]

        def read(row: tuple[Primitive, ...]) -> tuple[Primitive, ...]:
            cells = list(row)
            for place in places:
                if isinstance(held := cells[place], bytes):
                    cells[place] = merged.survivor(held, self.links)
            return tuple(cells)

        return read
