"""One firm registered twice: merged into the one that stays, and parted again.

A merge is one register of the firm that gives way. Its children stay its own and are read under
the other; every id that ever stood on paper leads there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from db.lookup import doubles
from db.reading import Reader
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm
from desktop.services import firms
from desktop.services.desk import Changed, Desk, changed


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
    """Give the firms that hold the same tax code or VAT number and are not merged."""
    with desk.store.reading() as reader:
        return [
            Double(code, reader.among(Firm, "id", map(_id, rows)))
            for code, rows in doubles(reader).items()
        ]


def _id(record: bytes) -> UUID:
    return UUID(bytes=record)
