"""The register of firms, listed and searched; all of it can be done while a store is opening."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from db.entries import SHOWN
from db.sqlite.finding import TIERS, Hit
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind
from desktop.domain.records import BY_NAME, Firm
from desktop.domain.text import fold, name_key
from desktop.services.glance import Glance

_PERSON_NAMES = ("family_name", "given_name")


@dataclass(frozen=True, slots=True)
class Found:
    """A firm that answers a search: the field by which it was found, and what stands there."""

    id: UUID
    name: str
    tax_code: str | None
    vat_number: str | None
    town: str | None
    province: str | None
    why: str = ""
    tier: str = ""
    said: str = ""


def find(desk: Glance, text: str, limit: int = 100, *, late: bool = True) -> list[Found]:
    """Find firms by name words, codes, town, PEC, phone or person, best first.

    Without `late` the tier of typing errors, which costs more than all others, is left out.
    """
    hits = desk.store.find(Firm.KIND, text, limit, late=late)
    said = _said_there(desk, hits)
    return [
        _found(hit.record, hit.shown, hit.field, TIERS[hit.tier], said.get(hit.record, ""))
        for hit in hits
    ]


def _found(firm: UUID, shown: Sequence[Primitive], *how: str) -> Found:
    return Found(firm, *cast("Sequence[Any]", shown), *how)


def _said_there(desk: Glance, hits: Sequence[Hit]) -> dict[UUID, str]:
    """Give the text by which each was found as it was written, where its line does not show it."""
    said: dict[UUID, str] = {}
    for field in {hit.field for hit in hits}:
        kind_name, _, name = field.partition(".")
        column = BY_NAME[kind_name].column(name)
        if name in SHOWN[Firm.KIND.name]:
            continue
        kind = BY_NAME[kind_name]
        names = _PERSON_NAMES if column.name in _PERSON_NAMES else (column.name,)
        keys = {hit.record: hit.key for hit in hits if hit.field == field}
        for firm, held in desk.store.cells(kind, kind.parent or "id", tuple(keys), names):
            text = _as_written(kind, names, held, keys[firm])
            if text:
                said.setdefault(firm, text)
    return said


def _as_written(kind: Kind, names: Sequence[str], cells: Sequence[Primitive], key: str) -> str:
    """Give the value whose key answered; empty when it is another person's, say."""
    values = [
        str(text)
        for name, cell in zip(names, cells, strict=True)
        if cell is not None
        for text in _each(next(c for c in kind.columns if c.name == name).codec.load(cell))
    ]
    whole = len(names) == 1 or any(fold(value) == key for value in values)
    if not whole:
        return ""
    if len(names) > 1:
        return " ".join(values)
    return next((value for value in values if name_key(value) == key), values[0] if values else "")


def _each(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def page(desk: Glance, *, limit: int, offset: int = 0) -> list[Found]:
    """Give a stretch of the register by name: accents, case and legal form do not count."""
    return at(desk, places(desk, most=limit + offset)[offset:])


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which firms of the register a list shows; an empty value narrows nothing."""

    status: str = ""
    province: str = ""
    sector: str = ""

    def wanted(self) -> dict[str, str]:
        """Give what is asked for, by the names of the store's list."""
        held = {"status": self.status, "province": self.province, "sectors": self.sector}
        return {name: value for name, value in held.items() if value}


def places(
    desk: Glance,
    order: str = "name",
    narrowed: Narrowed = Narrowed(),
    most: int = -1,
) -> Sequence[int]:
    """Give where the firms stand in an order (`name`, `town`); `at` reads a stretch of them.

    Eight bytes for each firm, so that a list of a million can be scrolled to any place at once.
    """
    return desk.store.ordered(Firm.KIND, order, narrowed.wanted(), most)


def provinces(desk: Glance) -> list[str]:
    """Give the provinces in which the register has firms."""
    return desk.store.held(Firm.KIND, "province")


def place_of(desk: Glance, firm: UUID) -> int | None:
    """Give a firm's place, as `places` lists it; None when it is not in the register."""
    return desk.store.place_of(firm)


def at(desk: Glance, places: Sequence[int]) -> list[Found]:
    """Give the firms at places; one that was removed since is left out."""
    return [_found(firm, shown) for firm, shown in desk.store.shown_at(places)]
