"""Bulk look-ups for lists: many firms by their codes, many children, in few queries."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import func, select

from db import merged
from db.reading import Reader
from db.rows import Row
from db.tables import RECORDS
from desktop.domain.record import Kind
from desktop.domain.records import Firm

_BATCH = 500


def firms_with_codes(reader: Reader, codes: Iterable[str]) -> dict[str, list[Row]]:
    """Give the rows of living firms by each code that they hold as tax code or VAT number."""
    table = RECORDS[Firm.KIND.name]
    columns = [table.c[column.name] for column in Firm.KIND.columns]
    wanted = list(dict.fromkeys(codes))
    found: dict[str, dict[bytes, Row]] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        for cell in (table.c.tax_code, table.c.vat_number):
            query = select(cell, *columns).where(cell.in_(batch), table.c.alive == 1)
            for code, *row in reader.connection.execute(query.order_by(table.c.id)):
                own = merged.survivor(row[0], reader.links)
                if own == row[0] or own not in found.setdefault(code, {}):
                    found.setdefault(code, {})[own] = _own_row(reader, own, tuple(row))
    return {code: list(rows.values()) for code, rows in found.items()}


def _own_row(reader: Reader, firm: bytes, row: Row) -> Row:
    """Give the row of the firm under which another is read."""
    if firm == row[0]:
        return row
    table = RECORDS[Firm.KIND.name]
    columns = [table.c[column.name] for column in Firm.KIND.columns]
    return tuple(reader.connection.execute(select(*columns).where(table.c.id == firm)).one())


def doubles(reader: Reader) -> dict[str, list[bytes]]:
    """Give the ids of firms that share a code and are read as their own, by the code."""
    table = RECORDS[Firm.KIND.name]
    held = reader.links
    found: dict[str, list[bytes]] = {}
    for cell in (table.c.tax_code, table.c.vat_number):
        twice = (
            select(cell).where(cell.is_not(None), table.c.alive == 1)
            .group_by(cell).having(func.count() > 1)
        )  # fmt: skip
        query = select(cell, table.c.id).where(cell.in_(twice), table.c.alive == 1)
        for code, record in reader.connection.execute(query.order_by(cell, table.c.id)):
            own = merged.survivor(record, held)
            if own not in found.setdefault(code, []):
                found[code].append(own)
    return {code: firms for code, firms in found.items() if len(firms) > 1}


def children_of_firms(reader: Reader, kind: Kind, firms: Iterable[bytes]) -> dict[bytes, list[Row]]:
    """Give the living children of a kind, by the id of their firm."""
    table = RECORDS[kind.name]
    link = table.c[cast("str", kind.parent)]
    columns = [table.c[column.name] for column in kind.columns]
    wanted = list(dict.fromkeys(firms))
    found: dict[bytes, list[Row]] = {}
    for start in range(0, len(wanted), _BATCH):
        batch = link.in_(wanted[start : start + _BATCH])
        query = select(link, *columns).where(batch, table.c.alive == 1).order_by(table.c.id)
        for firm, *row in reader.connection.execute(query):
            found.setdefault(firm, []).append(tuple(row))
    return found
