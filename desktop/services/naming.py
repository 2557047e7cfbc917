"""What a record is called where it stands alone: in a conflict, in what a file brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from db.reading import Reader
from desktop.domain.record import Kind, Record
from desktop.domain.records import BY_NAME, Firm

_NAMES = ("name", "title", "number", "code", "year", "date")
_PERSON = ("given_name", "family_name")


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its name, with that of what it belongs to; `firm` leads to a page."""

    kind: Kind
    record: UUID
    name: str
    firm: UUID | None


def names(reader: Reader, records: Iterable[tuple[Kind, UUID]]) -> dict[UUID, Named]:
    """Name records, removed ones too; one that is not here is named by its id."""
    return {record: _named(reader, kind, record) for kind, record in records}


def _named(reader: Reader, kind: Kind, record: UUID) -> Named:
    held: Record | None = reader.get(kind.cls, record, removed=True)
    if held is None:
        return Named(kind, record, str(record), None)
    parts, firm = [_own_name(held)], held.id if isinstance(held, Firm) else None
    above = _above(reader, held)
    if above is not None:
        parts.append(_own_name(above))
        firm = above.id if isinstance(above, Firm) else firm
    return Named(kind, record, ", ".join(filter(None, parts)) or kind.name, firm)


def _own_name(held: Record) -> str:
    person = " ".join(filter(None, (getattr(held, name, None) for name in _PERSON)))
    shown = (getattr(held, name, None) for name in _NAMES)
    return person or next((str(value) for value in shown if value), "")


def _above(reader: Reader, held: Record) -> Record | None:
    """Give what a record belongs to: its parent, else a firm that it names."""
    for column in held.KIND.columns:
        target = column.spec.refers
        if (
            target
            and not column.spec.verb
            and (column.name == held.KIND.parent or target == "firm")
        ):
            wanted = cast("UUID | None", getattr(held, column.name))
            if wanted is not None:
                above: Record | None = reader.get(BY_NAME[target].cls, wanted, removed=True)
                return above
    return None
