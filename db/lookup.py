"""Bulk look-ups for lists: many firms by their codes, many children, in few queries."""

from collections.abc import Iterable
from typing import cast

from sqlalchemy import select

from db.reading import Reader
from db.tables import RECORDS
from db.writing import Row
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
                found.setdefault(code, {})[row[0]] = tuple(row)
    return {code: list(rows.values()) for code, rows in found.items()}


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
