"""Writing the rows of records in bulk: one compiled statement for each set of columns."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import cast

from sqlalchemy import Connection, Table, bindparam, insert, update
from sqlalchemy.dialects import sqlite

from db.sqlite.bulk import stretches
from db.tables import RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind

Row = tuple[Primitive, ...]
_DIALECT = sqlite.dialect(paramstyle="qmark")


def insert_rows(connection: Connection, rows: Iterable[tuple[Kind, Row]]) -> None:
    """Write new rows: a kind's columns, then alive, the making dot and the dots."""
    by_kind: dict[str, list[Row]] = {}
    for kind, row in rows:
        by_kind.setdefault(kind.name, []).append(row)
    for name, held in by_kind.items():
        _run(connection, _insert_sql(RECORDS[name]), held)


def update_rows(
    connection: Connection, changes: Iterable[tuple[Kind, bytes, Mapping[str, Primitive]]]
) -> None:
    """Write cells of rows that stand: a kind, an id, the cells by the names of their columns."""
    by_columns: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for kind, record, cells in changes:
        names = _in_order(kind.name, frozenset(cells))
        by_columns.setdefault((kind.name, names), []).append(
            (*[cells[name] for name in names], record)
        )
    for (name, columns), held in by_columns.items():
        _run(connection, _update_sql(RECORDS[name], columns), held)


@cache
def _in_order(kind: str, names: frozenset[str]) -> tuple[str, ...]:
    """Give names of columns in the table's order: one statement for a set of them."""
    return tuple(c.name for c in RECORDS[kind].columns if c.name in names)


def _run(connection: Connection, statement: str, rows: Sequence[Row]) -> None:
    for stretch in stretches(rows):
        connection.exec_driver_sql(statement, list(stretch))


@cache
def _insert_sql(table: Table) -> str:
    return str(insert(table).compile(dialect=_DIALECT))


@cache
def _update_sql(table: Table, columns: Sequence[str]) -> str:
    values: dict[str, object] = {name: bindparam(f"new_{name}") for name in columns}
    statement = update(table).where(table.c.id == bindparam("record")).values(values)
    compiled = statement.compile(dialect=_DIALECT)
    order = cast("list[str]", compiled.positiontup)
    expected = [f"new_{c.name}" for c in table.columns if c.name in columns]
    if order != [*expected, "record"]:
        message = f"unexpected order of parameters: {order}"
        raise AssertionError(message)
    return str(compiled)
