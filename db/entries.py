"""What the search box knows of a record: folded texts and codes, each with its field.

Always literal: what is typed is folded and compared, no character of it is an operator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap
from typing import cast

from desktop.domain.codecs import Email, Pec, Phone, Primitive, Rea
from desktop.domain.record import Column, Kind, Search
from desktop.domain.records import KINDS, Firm
from desktop.domain.text import fold, name_key

Row = tuple[Primitive, ...]
ITALY = "39"
INDEXED = "search"  # the setting that says what the search tables were made from
_MAILS = (Pec, Email)


@dataclass(frozen=True, slots=True)
class Field:
    """A searched field: its kind, its column, the column's place in a row, and how it is asked."""

    kind: Kind
    column: Column
    place: int

    search: Search

    @property
    def name(self) -> str:
        """Give the name by which an answer says why: `person.family_name`."""
        return f"{self.kind.name}.{self.column.json_name}"


FIELDS = tuple(
    Field(kind, column, place, column.spec.search)
    for kind in KINDS
    for place, column in enumerate(kind.columns)
    if column.spec.search is not None
)
_OF_KIND = {
    kind.name: tuple((n, field) for n, field in enumerate(FIELDS) if field.kind is kind)
    for kind in KINDS
}
# The list of firms is sorted and narrowed by these, without reading the firms themselves.
_LISTED = ("registered_office.town", "registered_office.province", "status", "sectors")
_LISTED_PLACES = tuple(
    next(n for n, column in enumerate(Firm.KIND.columns) if column.json_name == name)
    for name in _LISTED
)
NOT_LISTED = (None, None, None, None)
# What a list shows of a record, kept with its entry: a hundred answers are read in one place.
SHOWN = {
    "firm": ("name", "tax_code", "vat_number", "registered_office.town",
             "registered_office.province"),
    "session": ("title", "number"),
    "mission": ("title", "title_en", "code", "place"),
    "paper": ("title", "number", "kind"),
}  # fmt: skip
_SHOWN_PLACES = {
    kind.name: tuple(
        next(n for n, column in enumerate(kind.columns) if column.json_name == name)
        for name in SHOWN.get(kind.name, ())
    )
    for kind in KINDS
}


def _read_registers(kind: Kind) -> frozenset[int]:
    return frozenset(
        register.wire
        for register in kind.registers
        for column in register.columns
        if column.spec.search
        or column.json_name in SHOWN.get(kind.name, ())
        or (kind is Firm.KIND and column.json_name in (*_LISTED, "merged_into"))
    )


# The registers that the search box reads, for each kind; none for most.
SEARCHED = {kind.name: _read_registers(kind) for kind in KINDS}


def root_of(kind: Kind) -> Kind:
    """Give the kind whose entry holds a record's texts: a person's are the firm's."""
    return next(k for k in KINDS if k.name == kind.parent) if kind.parent else kind


ROOTS = tuple(k for k in KINDS if any(root_of(field.kind) is k for field in FIELDS))
CHILDREN = {
    root.name: tuple(
        kind for kind in KINDS if kind is not root and _OF_KIND[kind.name] and root_of(kind) is root
    )
    for root in ROOTS
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as the search box knows it, with all that belongs to it.

    `name` is its folded name without legal form (a number where it has none), `texts` and `codes`
    are (place in `FIELDS`, folded key), names first; `listed` is town, province, status, sectors
    and `shown` what a list shows of it, as it is written (`SHOWN`).
    """

    record: bytes
    kind: int
    name: str
    texts: tuple[tuple[int, str], ...]
    codes: tuple[tuple[int, str], ...]
    listed: tuple[str | None, str | None, str | None, str | None] = NOT_LISTED
    shown: tuple[Primitive, ...] = ()


def code_key(text: str) -> str:
    """Give an identifier without what people put between its characters."""
    return fold(text).replace(" ", "")


def mail_key(text: str) -> str:
    """Give an address, or a piece of one, as it is kept: "@info@legnovivoit"."""
    return "".join(f"@{key}" for part in text.split("@") if (key := code_key(part)))


def entry_of(kind: Kind, row: Row, children: Iterable[tuple[Kind, Row]] = ()) -> Entry:
    """Make the entry of a record and of what belongs to it."""
    names: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    codes: list[tuple[int, str]] = []
    for held, cells in ((kind, row), *children):
        for n, field in _OF_KIND[held.name]:
            cell = cells[field.place]
            if cell is None:
                continue
            value = field.column.codec.load(cell)
            for text in value if isinstance(value, tuple) else (value,):
                if field.search is Search.CODE:
                    codes += [(n, key) for key in _code_keys(field, text)]
                elif field.search is Search.NAME:
                    names.append((n, name_key(text)))
                else:
                    others.append((n, fold(text)))
    texts = tuple(dict.fromkeys(pair for pair in (*names, *others) if pair[1]))
    name = texts[0][1] if names and texts else next((key for _, key in codes), "")
    listed = _listed(row) if kind is Firm.KIND else NOT_LISTED
    shown = tuple(row[place] for place in _SHOWN_PLACES[kind.name])
    return Entry(cast("bytes", row[0]), kind.wire, name, texts, tuple(codes), listed, shown)


def is_name(place: int) -> bool:
    """Tell whether the field at a place of `FIELDS` is a name."""
    return FIELDS[place].search is Search.NAME


def _code_keys(field: Field, text: str) -> tuple[str, ...]:
    """Give the keys under which an identifier is asked for: a phone's with and without +39."""
    if field.column.type in _MAILS:
        whole = mail_key(text)
        domain = whole.rfind("@")
        return (whole, whole[domain:]) if domain > 0 else (whole,)
    key = code_key(text)
    if field.column.type is Phone and text.startswith(f"+{ITALY}"):
        return (key, key[len(ITALY) :])
    if field.column.type is Rea and key[2:].isdigit():
        return (key, key[2:])
    return (key,) if key else ()


def _listed(row: Row) -> tuple[str | None, str | None, str | None, str | None]:
    town, province, status, sectors = (cast("str | None", row[place]) for place in _LISTED_PLACES)
    return (fold(town) if town else None, province, status, sectors)


def fingerprint() -> str:
    """Give what the index was made from: another one means that it is to be made again."""
    fields = starmap(lambda n, f: f"{n}:{f.name}:{f.search}", enumerate(FIELDS))
    return f"2;{SHOWN};{';'.join(fields)}"
