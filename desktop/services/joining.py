"""One firm registered twice: merged into the one that stays, and parted again.

A merge is one register of the firm that gives way. Its children stay its own and are read under
the other; every id that ever stood on paper leads there.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from db.conflicts import differ
from db.lookup import doubles
from db.reading import Reader
from desktop.domain.problems import DeskError
from desktop.domain.record import Register
from desktop.domain.records import Firm
from desktop.services import firms
from desktop.services.desk import Changed, Desk, changed

_APART = "apart"  # the setting that holds the firms with the same code that are not one


@dataclass(frozen=True, slots=True)
class Double:
    """Firms that hold the same code; a person says whether they are one."""

    code: str
    firms: tuple[Firm, ...]


def merge(
    desk: Desk, loser: str, winner: str, taken: Mapping[str, object] | None = None
) -> Changed:
    """Merge a firm into another; `taken` are fields of the one that stays, as chosen."""
    stamp = desk.stamp("merge")
    with desk.store.writing(stamp) as (reader, change):
        gone, stays = _alone(reader, loser), firms.resolve(reader, winner)
        if gone.id == stays.id:
            raise DeskError("merge-same", name=gone.name)
        change.put_values(Firm.KIND, Firm.KIND.to_row(gone), {_WIRE: stays.id.bytes})
        for name, value in (taken or {}).items():
            register = next(r for r in Firm.KIND.registers if r.name == name)
            change.put_values(Firm.KIND, Firm.KIND.to_row(stays), {register.wire: value})
        touched = change.touched
    return changed(stamp, touched)


_WIRE = next(r.wire for r in Firm.KIND.registers if r.name == "merged_into")


def _alone(reader: Reader, named: str) -> Firm:
    """Give the very firm that is named: an id is taken at its word, a code may name several."""
    try:
        found = reader.get(Firm, UUID(named))
    except ValueError:
        return firms.resolve(reader, named)
    if found is None:
        raise DeskError("not-found", kind="firm", named=named)
    return found


def unmerge(desk: Desk, loser: str) -> Changed:
    """Part a firm from the one that it was merged into."""
    stamp = desk.stamp("unmerge")
    with desk.store.writing(stamp) as (reader, change):
        firm = _alone(reader, loser)
        if firm.merged_into is None:
            raise DeskError("merge-none", name=firm.name)
        change.put_values(Firm.KIND, Firm.KIND.to_row(firm), {_WIRE: None})
        touched = change.touched
    return changed(stamp, touched)


def queue(desk: Desk) -> list[Double]:
    """Give the firms that hold the same tax code or VAT number and are not merged.

    Each group is given once, and not at all where somebody said that they are not one firm.
    """
    apart, found = _apart(desk), dict[frozenset[bytes], str]()
    with desk.store.reading() as reader:
        for code, rows in doubles(reader).items():
            if not all(pair in apart for pair in _pairs(rows)):
                found.setdefault(frozenset(rows), code)
        return [
            Double(code, reader.among(Firm, "id", map(_id, sorted(rows))))
            for rows, code in found.items()
        ]


def _pairs(rows: Iterable[bytes]) -> list[frozenset[str]]:
    return [frozenset(map(bytes.hex, pair)) for pair in combinations(sorted(rows), 2)]


def _apart(desk: Desk) -> set[frozenset[str]]:
    held = desk.store.settings().get(_APART)
    return {frozenset(pair) for pair in json.loads(held)} if held else set()


def keep_apart(desk: Desk, ids: Iterable[UUID]) -> None:
    """Note, at this desk, that firms with the same code are not one: they wait no longer."""
    apart = _apart(desk) | set(_pairs(one.bytes for one in ids))
    desk.store.set(_APART, json.dumps(sorted(sorted(pair) for pair in apart)))


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that two firms hold differently; its values as records answer them."""

    register: Register
    one: object
    other: object


def differing(one: Firm, other: Firm) -> tuple[Differing, ...]:
    """Give the fields in which two firms differ, those that are empty in both left out."""
    rows = Firm.KIND.to_row(one), Firm.KIND.to_row(other)
    return tuple(
        Differing(register, *(firms.said(register, register.value(row)) for row in rows))
        for register in Firm.KIND.registers
        if register.wire != _WIRE and differ([register.value(row) for row in rows])
    )


def join(desk: Desk, loser: UUID, winner: UUID, names: Collection[str]) -> Changed:
    """Merge a firm into another that takes over some of its fields, by their names."""
    with desk.store.reading() as reader:
        row = Firm.KIND.to_row(_alone(reader, str(loser)))
    taken = {r.name: r.value(row) for r in Firm.KIND.registers if r.name in names}
    return merge(desk, str(loser), str(winner), taken)


def merged_into(desk: Desk, firm: UUID) -> tuple[Firm, ...]:
    """Give the firms that are read under another, by name."""
    with desk.store.reading() as reader:
        under = [UUID(bytes=i) for i in reader.family([firm])]
        found = (reader.get(Firm, one) for one in under if one != firm)
        return tuple(sorted((f for f in found if f is not None), key=lambda f: f.name))


def _id(record: bytes) -> UUID:
    return UUID(bytes=record)
