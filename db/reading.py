"""Reading records: frozen dataclasses out, never a row that knows the store."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, select, true

from db import tally
from db.sqlite import listing
from db.sqlite.engine import driver_of
from db.tables import RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind, Record
from desktop.domain.records import KINDS, Firm

R = TypeVar("R", bound=Record)
_BATCH = 500


class Reader:
    """Reads the records of an open store inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, cls: type[R], record_id: UUID, *, removed: bool = False) -> R | None:
        """Give a record by its id; a removed one only when asked for."""
        found = self._records(cls, RECORDS[cls.KIND.name].c.id == record_id.bytes, removed=removed)
        return found[0] if found else None

    def of(self, cls: type[R], **equal: Primitive | UUID) -> tuple[R, ...]:
        """Give the records whose columns equal the given values, oldest first."""
        table = RECORDS[cls.KIND.name]
        wanted: ColumnElement[bool] = true()
        for name, value in equal.items():
            cell = value.bytes if isinstance(value, UUID) else value
            wanted &= table.c[name].is_(None) if cell is None else table.c[name] == cell
        return self._records(cls, wanted)

    def among(self, cls: type[R], column: str, ids: Iterable[UUID]) -> tuple[R, ...]:
        """Give the records whose column holds one of the ids, oldest first."""
        wanted = [i.bytes for i in dict.fromkeys(ids)]
        found: list[R] = []
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            found += self._records(cls, RECORDS[cls.KIND.name].c[column].in_(batch))
        return tuple(found)

    def children(self, kind: Kind, parent: UUID) -> tuple[Record, ...]:
        """Give the records of a child kind that belong to a parent (or nest in one)."""
        table = RECORDS[kind.name]
        link = table.c[cast("str", kind.parent)] == parent.bytes
        if kind.nests:
            link |= table.c[kind.nests] == parent.bytes
        return self._records(kind.cls, link)

    def child_ids(self, kind: Kind, parent: UUID) -> tuple[UUID, ...]:
        """Give the ids of all that ever belonged to a parent, removed records too."""
        table = RECORDS[kind.name]
        query = select(table.c.id).where(table.c[cast("str", kind.parent)] == parent.bytes)
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
        return self._records(cls, true())

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
        query = self._select(cls.KIND, true()).order_by(None).order_by(by, table.c.id)
        return self._built(cls, query.limit(limit).offset(offset))

    def count(self, cls: type[Record]) -> int:
        """Count the records of a kind."""
        return self.counts().get(cls.KIND.name, 0)

    def counts(self) -> dict[str, int]:
        """Count the records of every kind of which there ever was one."""
        return tally.read(self.connection)

    def highest(self, cls: type[Record], column: str, prefix: str) -> str | None:
        """Give the greatest text with a prefix in a column, removed records counted too."""
        cell = RECORDS[cls.KIND.name].c[column]
        query = select(func.max(cell)).where(cell >= prefix, cell < prefix + "\U0010ffff")
        found = self.connection.execute(query).scalar()
        return None if found is None else str(found)

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
        return tuple(cast("R", cls.KIND.from_row(row)) for row in rows)
