"""Lists of records in an order, narrowed, of any length: which ones, and then a page of them."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import cast
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from db import merged
from db.sqlite.index import first_of, unpacked
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind

# Each is the order of an index, to its last column: read as it stands, nothing is sorted.
ORDERS = {
    "name": ("find_by_name", "name, status, province, sectors, sid"),
    "town": ("find_by_town", "town, name, status, province, sectors, sid"),
}
_FIRM = "firm"  # what may have been merged into another is read under that one
_LAST = "\U0010ffff"
_AT_ONCE = 1000  # rows fetched between two chances for other threads
_BATCH = 500


def beginning(connection: driver.Connection, kind: int, first: str, most: int) -> list[bytes]:
    """Give the ids of a kind's records whose name begins with some letters."""
    rows = connection.execute(
        "SELECT record FROM find WHERE name >= ? AND name < ? AND sid BETWEEN ? AND ? "
        "ORDER BY name, sid LIMIT ?",
        (first, first + _LAST, *_range(kind), most),
    )
    return [row[0] for row in rows]


def ordered(
    connection: driver.Connection, kind: int, order: str, wanted: Mapping[str, str], most: int = -1
) -> "array[int]":
    """Give the sids of a kind's records in an order of `ORDERS`, eight bytes each.

    `wanted` narrows by status, province or one of the sectors. Read from an index alone.
    """
    checks = "".join(
        " AND instr(sectors, ?) > 0" if name == "sectors" else f" AND {name} = ?" for name in wanted
    )
    values = [f'"{value}"' if name == "sectors" else value for name, value in wanted.items()]
    index, by = ORDERS[order]
    rows = connection.execute(
        f"SELECT sid FROM find INDEXED BY {index} WHERE +sid BETWEEN ? AND ?{checks} "  # noqa: S608 - our own names
        f"ORDER BY {by} LIMIT ?",
        (*_range(kind), *values, most),
    )
    found = array("q")
    while batch := rows.fetchmany(_AT_ONCE):
        found.extend(row[0] for row in batch)
    return found


def place_of(connection: driver.Connection, record: bytes) -> int | None:
    """Give the sid of a record."""
    row = connection.execute("SELECT sid FROM find WHERE record = ?", (record,)).fetchone()
    return None if row is None else cast("int", row[0])


def held(connection: driver.Connection, kind: int, column: str) -> list[str]:
    """Give the distinct values of a listed column, read from an index alone."""
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM find INDEXED BY find_by_name "  # noqa: S608 - our own names
        f"WHERE sid BETWEEN ? AND ? AND {column} IS NOT NULL ORDER BY 1",
        _range(kind),
    )
    return [row[0] for row in rows]


def shown_at(
    connection: driver.Connection, sids: Sequence[int]
) -> list[tuple[bytes, tuple[Primitive, ...]]]:
    """Give the records with these sids and what a list shows of them, in their order.

    One that was taken out is left out.
    """
    marks = ", ".join("?" * len(sids))
    rows = connection.execute(
        f"SELECT sid, record, shown FROM find WHERE sid IN ({marks})",  # noqa: S608 - marks only
        tuple(sids),
    )
    held = {row[0]: (cast("bytes", row[1]), unpacked(row[2])) for row in rows}
    return [held[sid] for sid in sids if sid in held]


def cells(
    connection: driver.Connection, kind: Kind, column: str, ids: Iterable[UUID],
    names: Sequence[str],
) -> list[tuple[UUID, tuple[Primitive, ...]]]:  # fmt: skip
    """Give some cells of the living records whose `column` holds one of the ids, in their order."""
    named = [record_id.bytes for record_id in ids]
    refers = next((c.spec.refers for c in kind.columns if c.name == column), None)
    links = merged.links(connection) if refers == _FIRM else {}
    families = merged.families(named, links)
    place = {member: n for n, own in enumerate(named) for member in families[own]}
    wanted = list(place)
    columns = ", ".join(f'"{name}"' for name in (column, *names))
    found: list[tuple[int, bytes, tuple[Primitive, ...]]] = []
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        marks = ", ".join("?" * len(batch))
        query = f'SELECT {columns} FROM "{kind.name}" WHERE "{column}" IN ({marks}) AND alive = 1'  # noqa: S608 - our own names
        for key, *held in connection.execute(query, batch):
            found.append((place[key], named[place[key]], tuple(held)))
    found.sort(key=lambda row: row[0])
    return [(UUID(bytes=key), held) for _, key, held in found]


def _range(kind: int) -> tuple[int, int]:
    return first_of(kind), first_of(kind + 1) - 1
