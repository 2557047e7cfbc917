"""What becomes of each row of a list, against what the register holds: one state for each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cache
from uuid import UUID

from desktop.domain.codecs import Percent, Primitive
from desktop.domain.problems import Problem
from desktop.domain.record import Column, Kind, Record
from desktop.domain.records import BY_NAME, Firm
from desktop.domain.records.firm import DataSource
from desktop.domain.text import name_key, similar
from desktop.lists.entries import TAX_CODE, VAT_NUMBER, Child, Entry, Note
from desktop.lists.targets import key_cell
from desktop.lists.values import LEFT_OUT, REFUSED

Row = tuple[Primitive, ...]
_SOURCE = next(n for n, c in enumerate(Firm.KIND.columns) if c.json_name == "source")
_FIRST_LETTERS = 4  # names that do not begin alike are not compared


class State(StrEnum):
    """What becomes of a row; each has one."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"


@dataclass(slots=True)
class Write:
    """A record to be written: as it was (None for a new one) and as it is to be."""

    kind: Kind
    old: Row | None
    new: Row


@dataclass(slots=True)
class Outcome:
    """A row's state, what it writes, and all that is to be said of it."""

    entry: Entry
    state: State
    writes: list[Write] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Register:
    """What the register holds of the firms of a list.

    `firms` are the rows by each of their codes, `children` those of a kind by the firm's id,
    `like` gives the name of a firm whose name is like another, None when there is none.
    """

    firms: Mapping[str, Sequence[Row]]
    children: Mapping[str, Mapping[bytes, Sequence[Row]]]
    like: Callable[[str], str | None]


class Matcher:
    """Judges the rows of one list in their order."""

    def __init__(
        self, register: Register, entries: Iterable[Entry], new_id: Callable[[], UUID]
    ) -> None:
        self._register = register
        self._new_id = new_id
        self._seen: dict[str, int] = {}
        self._names = _Names(e.name for e in entries if e.codes and not e.refused)

    def judge(self, entry: Entry) -> Outcome:
        """Give the outcome of a row."""
        if entry.refused:
            return Outcome(entry, State.REFUSED, notes=list(entry.notes))
        if not entry.codes:
            return self._without_code(entry)
        first = next((self._seen[code] for code in entry.codes if code in self._seen), None)
        for code in entry.codes:
            self._seen.setdefault(code, entry.row)
        if first is not None:
            return _doubt(entry, "twice", first=str(first))
        return self._with_code(entry)

    def _without_code(self, entry: Entry) -> Outcome:
        like = self._register.like(entry.name) or self._names.like(entry.name)
        if like is not None:
            return _doubt(entry, "like-name", name=like)
        note = Note(entry.row, "", REFUSED, Problem("code-needed", "tax_code"))
        return Outcome(entry, State.REFUSED, notes=[*entry.notes, note])

    def _with_code(self, entry: Entry) -> Outcome:
        found = {row[0]: row for code in entry.codes for row in self._register.firms.get(code, ())}
        if len(found) > 1:
            return _doubt(entry, "two-firms")
        outcome = Outcome(entry, State.SAME, notes=list(entry.notes))
        if not found:
            self._make(outcome)
            return outcome
        (old,) = found.values()
        if _is_another(entry, old):
            return _doubt(entry, "other-tax-code", tax_code=str(old[TAX_CODE]))
        self._change(outcome, old)
        return outcome

    def _make(self, outcome: Outcome) -> None:
        entry = outcome.entry
        cells = {_SOURCE: DataSource.LIST.value} | entry.cells
        row = _new_row(Firm.KIND, self._new_id(), cells)
        outcome.state = State.NEW
        outcome.writes.append(Write(Firm.KIND, None, row))
        for child in entry.children.values():
            self._add_child(outcome, child, _child_cells(child, row[0]))

    def _change(self, outcome: Outcome, old: Row) -> None:
        entry = outcome.entry
        cells = dict(entry.cells)
        if entry.implied_tax_code:
            # One column for both codes only says that it is one of the two: what stands stays.
            cells |= {p: old[p] for p in (TAX_CODE, VAT_NUMBER) if old[p] is not None}
        new = _with_cells(Firm.KIND, old, cells)
        if new != old:
            outcome.writes.append(Write(Firm.KIND, old, new))
        for child in entry.children.values():
            self._change_child(outcome, child, old[0])
        if outcome.writes:
            outcome.state = State.CHANGED
            what = ",".join(_fields(outcome.writes))
            outcome.notes.append(Note(entry.row, "", "changed", values={"fields": what}))

    def _change_child(self, outcome: Outcome, child: Child, firm: Primitive) -> None:
        cells = _child_cells(child, firm)
        held = self._register.children.get(child.kind.name, {}).get(_bytes(firm), ())
        old = next((row for row in held if _is_same_child(child.kind, row, cells)), None)
        if old is None:
            self._add_child(outcome, child, cells)
            return
        new = _with_cells(child.kind, old, cells)
        if new != old:
            outcome.writes.append(Write(child.kind, old, new))

    def _add_child(self, outcome: Outcome, child: Child, cells: Mapping[int, Primitive]) -> None:
        row = _new_row(child.kind, self._new_id(), cells)
        problems = _faults(child.kind, row)
        for problem in problems:
            where = problem.under(child.kind.plural)
            outcome.notes.append(Note(outcome.entry.row, "", LEFT_OUT, where))
        if not problems:
            outcome.writes.append(Write(child.kind, None, row))


def _fields(writes: Iterable[Write]) -> Iterator[str]:
    """Name what is written: "firm:phone" for a changed register, "accounts:" for a new child."""
    for write in writes:
        if write.old is None:
            yield f"{write.kind.name}:"
        else:
            changed = write.kind.changed(write.old, write.new)
            yield from (f"{write.kind.name}:{register.name}" for register in changed)


def _doubt(entry: Entry, code: str, **values: str) -> Outcome:
    note = Note(entry.row, "", code, values=values)
    return Outcome(entry, State.DOUBTFUL, notes=[*entry.notes, note])


def _is_another(entry: Entry, old: Row) -> bool:
    """Tell a firm that shares the VAT number of a group and has a tax code of its own."""
    said, held = entry.cells.get(TAX_CODE), old[TAX_CODE]
    return bool(said and held and said != held) and not entry.implied_tax_code


def _bytes(cell: Primitive) -> bytes:
    return cell if isinstance(cell, bytes) else b""


@cache
def _empty_row(kind_name: str) -> Row:
    return tuple(
        None if column.default in (None, ()) else column.codec.dump(column.default)
        for column in BY_NAME[kind_name].columns
    )


def _new_row(kind: Kind, record_id: UUID, cells: Mapping[int, Primitive]) -> Row:
    row = list(_empty_row(kind.name))
    row[0] = record_id.bytes
    for place, cell in cells.items():
        row[place] = cell
    return tuple(row)


def _with_cells(kind: Kind, old: Row, cells: Mapping[int, Primitive]) -> Row:
    """Put cells into a row, but those that say what stands there already in another hand."""
    row = list(old)
    for place, cell in cells.items():
        if cell != row[place] and not _says_the_same(kind.columns[place], row[place], cell):
            row[place] = cell
    return tuple(row)


def _says_the_same(column: Column, held: Primitive, said: Primitive) -> bool:
    """Tell 19 from 19.0, and a text in capitals from the same text in both cases: no change."""
    if not (isinstance(held, str) and isinstance(said, str)):
        return False
    if column.type in (Decimal, Percent):
        return Decimal(held) == Decimal(said)
    return column.type is str and said.isupper() and said.casefold() == held.casefold()


def _child_cells(child: Child, firm: Primitive) -> dict[int, Primitive]:
    kind = child.kind
    link = next(n for n, column in enumerate(kind.columns) if column.name == kind.parent)
    cells = child.cells | {link: firm}
    if child.key is not None:
        place, key = key_cell(kind, child.key)
        cells[place] = key
    return cells


def _is_same_child(kind: Kind, row: Row, cells: Mapping[int, Primitive]) -> bool:
    """Know a child again by its key, one without a key by all that the list says of it."""
    keys = [n for n, column in enumerate(kind.columns) if column.name in kind.key]
    if not keys:
        return all(row[place] == cell for place, cell in cells.items())
    return all(_folded(row[n]) == _folded(cells.get(n)) for n in keys)


def _folded(cell: Primitive) -> Primitive:
    return cell.strip().casefold() if isinstance(cell, str) else cell


def _faults(kind: Kind, row: Row) -> list[Problem]:
    """Give what keeps a child from being registered: something it needs, or its own rules."""
    missing = [
        Problem("needed", column.json_name)
        for column, cell in zip(kind.columns, row, strict=True)
        if cell is None and column.required
    ]
    if missing or kind.cls.faults is Record.faults:
        return missing
    return list(kind.from_row(row).faults())


class _Names:
    """The names of a list's own firms, to find one that is like another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names
        self._by_letters: dict[str, list[str]] | None = None

    def like(self, name: str) -> str | None:
        """Give a name that is like this one; the index is made when it is first asked for."""
        if self._by_letters is None:
            self._by_letters = {}
            for known in self._names:
                self._by_letters.setdefault(_letters(known), []).append(known)
        near = self._by_letters.get(_letters(name), ())
        return next((known for known in near if similar(known, name)), None)


def _letters(name: str) -> str:
    return name_key(name)[:_FIRST_LETTERS]
