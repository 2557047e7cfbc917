"""What lists show of sessions and missions: a few columns of many, with what hangs on them counted.

Reading every record with its children takes longer with each year that a desk works.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, func, select

from db.reading import Reader
from db.tables import RECORDS

_ALL = -1
_BATCH = 500


def sessions(reader: Reader, limit: int = _ALL, offset: int = 0) -> list[Row[Any]]:
    """Give id, number, title, kind and first day of sessions, the latest first."""
    session, slot = RECORDS["session"], RECORDS["slot"]
    first = (
        select(slot.c.session, func.min(slot.c.date).label("day"))
        .where(slot.c.alive == 1).group_by(slot.c.session).subquery()
    )  # fmt: skip
    columns = (session.c.id, session.c.number, session.c.title, session.c.kind, first.c.day)
    query = (
        select(*columns).outerjoin_from(session, first, first.c.session == session.c.id)
        .where(session.c.alive == 1)
        .order_by(first.c.day.desc().nulls_last(), session.c.number.desc())
        .limit(limit).offset(offset)
    )  # fmt: skip
    return list(reader.connection.execute(query))


def participants(reader: Reader, sessions_wanted: Iterable[bytes]) -> dict[bytes, int]:
    """Count the participants of sessions: a person of a firm once, however often present."""
    attendance, firm = RECORDS["attendance"], RECORDS["firm"]
    wanted = list(sessions_wanted)
    found: dict[bytes, int] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = attendance.c.session.in_(wanted[start : start + _BATCH])
        there = (
            select(attendance.c.session, attendance.c.firm, attendance.c.person)
            .join(firm, firm.c.id == attendance.c.firm)
            .where(batch, attendance.c.alive == 1, firm.c.alive == 1).distinct().subquery()
        )  # fmt: skip
        query = select(there.c.session, func.count()).group_by(there.c.session)
        found |= {row[0]: row[1] for row in reader.connection.execute(query)}
    return found


def applications(reader: Reader) -> dict[tuple[bytes, str], int]:
    """Count the applications to each mission by their state."""
    table = RECORDS["application"]
    query = (
        select(table.c.mission, table.c.state, func.count())
        .where(table.c.alive == 1).group_by(table.c.mission, table.c.state)
    )  # fmt: skip
    return {(row[0], row[1]): row[2] for row in reader.connection.execute(query)}
