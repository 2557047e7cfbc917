"""What the quarter's figures are counted from, read in bulk: a few columns of many rows.

Whole records with their children would be some hundred megabytes at 100,000 firms.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Row, func, select

from db import merged
from db.reading import Reader
from db.tables import RECORDS
from desktop.domain.record import Kind
from desktop.domain.records import Accounts, Aid, OrientationSession, Paper

Line: TypeAlias = Row[Any]  # of a query: cells by the names of their columns
_BATCH = 500


def firms(reader: Reader) -> Iterator[Line]:
    """Give the firms that are read as their own or under others: codes, place, sectors, kind."""
    t = RECORDS["firm"]
    columns = [t.c.id, t.c.made, t.c.kind, t.c.tax_code, t.c.vat_number,
               t.c.registered_office_province, t.c.sectors]  # fmt: skip
    yield from reader.connection.execute(select(*columns).where(t.c.alive == 1))


def measured(reader: Reader) -> set[bytes]:
    """Give the firms of which any year's figures are known, as they are read."""
    table = RECORDS[Accounts.KIND.name]
    held = select(table.c.firm).where(table.c.alive == 1).distinct()
    return {merged.survivor(row[0], reader.links) for row in reader.connection.execute(held)}


def sessions(reader: Reader) -> Sequence[Line]:
    """Give id, making dot, programme and first day of every session; None where it has no day."""
    session, slot = RECORDS[OrientationSession.KIND.name], RECORDS["slot"]
    first = (
        select(slot.c.session, func.min(slot.c.date).label("day"))
        .where(slot.c.alive == 1).group_by(slot.c.session).subquery()
    )  # fmt: skip
    columns = [session.c.id, session.c.made, session.c.programme, first.c.day]
    query = (
        select(*columns)
        .outerjoin_from(session, first, first.c.session == session.c.id)
        .where(session.c.alive == 1)
    )
    return reader.connection.execute(query).all()


def aids(reader: Reader) -> Iterator[Line]:
    """Give firm, amount in cents, day and making dot of every aid in a firm's card."""
    table = RECORDS[Aid.KIND.name]
    columns = [table.c.firm, table.c.amount, table.c.date, table.c.made]
    yield from reader.connection.execute(select(*columns).where(table.c.alive == 1))


def certificates(reader: Reader, kind: str) -> Iterator[Line]:
    """Give the papers of a kind: whom each is about, number, title and moment, without content.

    The firm is the one on the paper, not that under which it is read.
    """
    t = RECORDS[Paper.KIND.name]
    columns = [t.c.session, t.c.firm, t.c.person, t.c.number, t.c.title, t.c.issued_at]
    mine = (t.c.kind == kind) & (t.c.alive == 1)
    yield from reader.connection.execute(select(*columns).where(mine))


def made_of(reader: Reader, kind: Kind, ids: Sequence[bytes]) -> Mapping[bytes, int]:
    """Give the making dots of some records of a kind."""
    table = RECORDS[kind.name]
    found: dict[bytes, int] = {}
    for start in range(0, len(ids), _BATCH):
        mine = table.c.id.in_(ids[start : start + _BATCH])
        query = select(table.c.id, table.c.made).where(mine)
        found |= {row.id: row.made for row in reader.connection.execute(query)}
    return found
