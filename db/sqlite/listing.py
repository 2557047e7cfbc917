"""Lists of records in an order, narrowed, of any length: which ones, and then a page of them."""

from array import array
from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Connection

from db.sqlite.index import first_of, unpacked
from desktop.domain.codecs import Primitive

ORDERS = {"name": "name, sid", "town": "town, name, sid"}
_LAST = "\U0010ffff"
_AT_ONCE = 1000  # rows fetched between two chances for other threads


def beginning(connection: Connection, kind: int, first: str, most: int) -> list[bytes]:
    """Give the ids of a kind's records whose name begins with some letters."""
    rows = connection.exec_driver_sql(
        "SELECT record FROM find WHERE name >= ? AND name < ? AND sid BETWEEN ? AND ? "
        "ORDER BY name, sid LIMIT ?",
        (first, first + _LAST, *_range(kind), most),
    )
    return [row[0] for row in rows]


def ordered(
    connection: Connection, kind: int, order: str, wanted: Mapping[str, str], most: int = -1
) -> "array[int]":
    """Give the sids of a kind's records in an order of `ORDERS`, eight bytes each.

    `wanted` narrows by status, province or one of the sectors. Read from an index alone.
    """
    checks = "".join(
        " AND instr(sectors, ?) > 0" if name == "sectors" else f" AND {name} = ?" for name in wanted
    )
    values = [f'"{value}"' if name == "sectors" else value for name, value in wanted.items()]
    rows = connection.exec_driver_sql(
        f"SELECT sid FROM find WHERE sid BETWEEN ? AND ?{checks} "  # noqa: S608 - our own names
        f"ORDER BY {ORDERS[order]} LIMIT ?",
        (*_range(kind), *values, most),
    )
    found = array("q")
    while batch := rows.fetchmany(_AT_ONCE):
        found.extend(row[0] for row in batch)
    return found


def place_of(connection: Connection, record: bytes) -> int | None:
    """Give the sid of a record."""
    rows = connection.exec_driver_sql("SELECT sid FROM find WHERE record = ?", (record,))
    return cast("int | None", rows.scalar())


def held(connection: Connection, kind: int, column: str) -> list[str]:
    """Give the distinct values of a listed column, read from an index alone."""
    rows = connection.exec_driver_sql(
        f"SELECT DISTINCT {column} FROM find INDEXED BY find_by_name "  # noqa: S608 - our own names
        f"WHERE sid BETWEEN ? AND ? AND {column} IS NOT NULL ORDER BY 1",
        _range(kind),
    )
    return [row[0] for row in rows]


def shown_at(
    connection: Connection, sids: Sequence[int]
) -> list[tuple[bytes, tuple[Primitive, ...]]]:
    """Give the records with these sids and what a list shows of them, in their order.

    One that was taken out is left out.
    """
    marks = ", ".join("?" * len(sids))
    rows = connection.exec_driver_sql(
        f"SELECT sid, record, shown FROM find WHERE sid IN ({marks})",  # noqa: S608 - marks only
        tuple(sids),
    )
    held = {row[0]: (cast("bytes", row[1]), unpacked(row[2])) for row in rows}
    return [held[sid] for sid in sids if sid in held]


def _range(kind: int) -> tuple[int, int]:
    return first_of(kind), first_of(kind + 1) - 1
