"""Conflicts settled by people: what stands beside what, and the choice, an ordinary change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from db.conflicts import Conflict, keepers
from db.reading import Reader
from db.writing import Change
from desktop.domain.codecs import EXACT, Reading
from desktop.domain.drafts import Draft, children_of, parse
from desktop.domain.problems import DeskError, ProblemsError
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_NAME
from desktop.services import naming
from desktop.services.desk import Changed, Desk, changed
from desktop.typed import override

LETTERS = "abcdefghijklmnopqrstuvwxyz"
REMOVED = "removed"  # the field's name where one desk removed what another wrote to


@dataclass(frozen=True, slots=True)
class Named:
    """A conflict's own name: the record and the field."""

    record: UUID
    field: str

    @override
    def __str__(self) -> str:
        """Give it as it is shown and typed."""
        return f"{self.record}/{self.field}"

    @classmethod
    def read(cls, text: str) -> "Named":
        """Read it; `not-found` when it is none."""
        record, _, field = text.partition("/")
        try:
            return cls(UUID(record), field)
        except ValueError as wrong:
            raise DeskError("not-found", kind="conflict", named=text) from wrong


def name_of(conflict: Conflict) -> Named:
    """Give a conflict's own name."""
    return Named(conflict.record, conflict.register.name if conflict.register else REMOVED)


def listed(desk: Desk) -> list[Conflict]:
    """Give the open conflicts, by record."""
    return desk.store.conflicts()


@dataclass(frozen=True, slots=True)
class Told:
    """An open conflict with what its record is called; `firm` leads to a page.

    `names` are those of the records that its values name.
    """

    conflict: Conflict
    name: str
    firm: UUID | None
    names: Mapping[str, str]

    @property
    def named(self) -> str:
        """Give the conflict's own name."""
        return str(name_of(self.conflict))


def told(desk: Desk) -> tuple[Told, ...]:
    """Give the open conflicts as people decide them, those of one record together."""
    held = listed(desk)
    with desk.store.reading() as reader:
        names = naming.names(reader, ((one.kind, one.record) for one in held))
        named = naming.names(reader, (pair for one in held for pair in _named(one)))
    whole = {str(record): found.name for record, found in named.items()}
    return tuple(Told(one, names[one.record].name, names[one.record].firm, whole) for one in held)


def _named(conflict: Conflict) -> Iterator[tuple[Kind, UUID]]:
    """Give the records that a conflict's values name."""
    target = conflict.register.columns[0].spec.refers if conflict.register else None
    if target:
        for cell in (*(one.value for one in conflict.values), conflict.before):
            if isinstance(cell, bytes):
                yield BY_NAME[target], UUID(bytes=cell)


def _one(desk: Desk, named: str) -> Conflict:
    wanted = Named.read(named)
    found = next((c for c in listed(desk) if name_of(c) == wanted), None)
    if found is None:
        raise DeskError("not-found", kind="conflict", named=named)
    return found


def keep(desk: Desk, named: str, letter: str) -> Changed:
    """Settle a conflict by one of its values, named by its letter."""
    conflict = _one(desk, named)
    place = LETTERS.find(letter.lower()) if len(letter) == 1 else -1
    if not 0 <= place < len(conflict.values):
        known = ", ".join(LETTERS[: len(conflict.values)])
        raise DeskError("conflict-letter", letter=letter, known=known)
    return _write(desk, conflict, conflict.values[place].value)


def write(desk: Desk, named: str, value: object, reading: Reading = EXACT) -> Changed:
    """Settle a conflict by a value of one's own, read as `change` reads it."""
    conflict = _one(desk, named)
    if conflict.register is None:
        raise DeskError("conflict-letter", letter=str(value), known="a, b")
    with desk.store.reading() as reader:
        record = reader.get(conflict.kind.cls, conflict.record)
    if record is None:
        raise DeskError("not-found", kind=conflict.kind.name, named=str(conflict.record))
    draft: Draft = (
        {conflict.register.name: value}
        if not _inner(conflict)
        else _nested(conflict.register.name, value)
    )
    made, problems = parse(conflict.kind, draft, conflict.record, base=record, reading=reading)
    if made is None:
        raise ProblemsError(problems)
    return _write(desk, conflict, conflict.register.value(conflict.kind.to_row(made)))


def _inner(conflict: Conflict) -> bool:
    return conflict.register is not None and "." in conflict.register.name


def _nested(name: str, value: object) -> Mapping[str, object]:
    group, _, field = name.partition(".")
    return {group: {field: value}}


def _write(desk: Desk, conflict: Conflict, value: object) -> Changed:
    stamp = desk.stamp("conflict")
    with desk.store.writing(stamp) as (reader, change):
        row = _row(reader, conflict)
        wire = ALIVE if conflict.register is None else conflict.register.wire
        change.put_values(conflict.kind, row, {wire: value})
        if wire == ALIVE and value == 0:
            _remove_parts(reader, change, conflict)
        touched = change.touched
    return changed(stamp, touched)


def _remove_parts(reader: Reader, change: Change, conflict: Conflict) -> None:
    """Let what belongs to a removed record go with it; `in-use` when others hang on it."""
    kinds = children_of(conflict.kind)
    parts = [part for kind in kinds for part in reader.children(kind, conflict.record)]
    mine = {conflict.record.bytes, *(part.id.bytes for part in parts)}
    whole = [(conflict.kind, conflict.record), *((part.KIND, part.id) for part in parts)]
    others = [
        UUID(bytes=held)
        for kind, record in whole
        for held in keepers(reader.connection, kind, record.bytes)
        if held not in mine
    ]
    if others:
        name = naming.names(reader, [(conflict.kind, conflict.record)])[conflict.record].name
        raise DeskError("in-use", details=[str(i) for i in others], name=name)
    for part in parts:
        change.remove(part)


def _row(reader: Reader, conflict: Conflict) -> tuple[int | str | bytes | None, ...]:
    record = reader.get(conflict.kind.cls, conflict.record, removed=True)
    if record is None:
        raise DeskError("not-found", kind=conflict.kind.name, named=str(conflict.record))
    return conflict.kind.to_row(record)
