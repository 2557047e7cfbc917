"""The register as a list: every firm with its own fields, its accounts and its first person."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import cast

from db.lookup import children_of_firms
from db.reading import Reader
from desktop.domain.codecs import Money, Primitive
from desktop.domain.record import Column, Kind
from desktop.domain.records import Accounts, Firm, Person
from desktop.lists.vocabulary import choice_word, label
from desktop.lists.writer import Sheet, Value, write_list
from desktop.services.desk import Desk
from desktop.texts import texts

Row = tuple[Primitive, ...]
_ALWAYS = frozenset({"name", "tax_code", "vat_number"})  # columns that stand even if all are empty
_CENTS = 2


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The list that was written, and how many firms are in it."""

    path: Path
    firms: int


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of the list: its header and its value for each firm."""

    header: str
    values: Sequence[Value]


def export_firms(desk: Desk, out: Path, language: str = "it") -> ExportReport:
    """Write all firms as XLSX or CSV, by the ending of the name; empty columns are left out.

    Importing the file again changes nothing. Refuses with `list-ending` or `file-not-written`.
    """
    with desk.store.reading() as reader:
        firms = sorted(reader.all(Firm), key=lambda firm: (firm.name.casefold(), firm.id))
        rows = [Firm.KIND.to_row(firm) for firm in firms]
        fields = [*_own(rows, language), *_accounts(reader, rows, language),
                  *_person(reader, rows, language)]  # fmt: skip
    sheet = Sheet(
        texts(language).say("reason", "export-sheet"),
        [one.header for one in fields],
        list(zip(*(one.values for one in fields), strict=True)),
    )
    write_list(out, sheet, desk.now())
    return ExportReport(out, len(firms))


def _own(rows: Sequence[Row], language: str) -> Iterable[_Field]:
    for place, column in enumerate(Firm.KIND.columns[1:], 1):
        values = [_value(Firm.KIND, column, row[place], language) for row in rows]
        if column.json_name in _ALWAYS or any(value is not None for value in values):
            yield _Field(label(column.json_name, language), values)


def _accounts(reader: Reader, rows: Sequence[Row], language: str) -> Iterable[_Field]:
    kind = Accounts.KIND
    held = children_of_firms(reader, kind, _ids(rows))
    place_of_year = kind.columns.index(kind.column("year"))
    by_year = {
        (firm, row[place_of_year]): row for firm, children in held.items() for row in children
    }
    for year in sorted({cast("int", year) for _, year in by_year}):
        found = {firm: row for (firm, of), row in by_year.items() if of == year}
        for name in ("staff", "turnover", "balance", "export_turnover"):
            yield from _of_child(kind, name, f"@{year}", (rows, found, language))


def _person(reader: Reader, rows: Sequence[Row], language: str) -> Iterable[_Field]:
    kind = Person.KIND
    held = children_of_firms(reader, kind, _ids(rows))
    first = {firm: children[0] for firm, children in held.items()}
    for name in ("family_name", "given_name", "role", "email", "phone"):
        yield from _of_child(kind, name, "", (rows, first, language))


def _of_child(
    kind: Kind, name: str, key: str, of: tuple[Sequence[Row], Mapping[bytes, Row], str]
) -> Iterable[_Field]:
    rows, found, language = of
    column = kind.column(name)
    place = kind.columns.index(column)
    children = [found.get(cast("bytes", row[0])) for row in rows]
    values = [_value(kind, column, row[place], language) if row else None for row in children]
    if any(value is not None for value in values):
        yield _Field(label(f"{kind.plural}.{name}{key}", language), values)


def _ids(rows: Sequence[Row]) -> list[bytes]:
    return [cast("bytes", row[0]) for row in rows]


def _value(kind: Kind, column: Column, cell: Primitive, language: str) -> Value:
    """Give a stored value as a cell: typed where a spreadsheet has the type, else as text."""
    if cell is None:
        return None
    if column.type is Money:
        return Decimal(cast("int", cell)).scaleb(-_CENTS)
    value = column.codec.load(cell)
    if isinstance(value, StrEnum):
        return choice_word(f"{kind.name}.{column.json_name}", value.value, language)
    if isinstance(value, tuple):
        return "; ".join(value)
    if isinstance(value, date | Decimal | int | bool):
        return value
    return str(value)
