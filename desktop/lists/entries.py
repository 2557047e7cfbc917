"""A row of a list read as a firm: the fields it fills, and what is to be said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain.codecs import Primitive
from desktop.domain.identifiers import check_either_code, with_lost_zeros
from desktop.domain.problems import Problem
from desktop.domain.record import Column, Kind
from desktop.domain.records import Firm, Person
from desktop.domain.text import clean, fold
from desktop.lists.cells import Cell, Row
from desktop.lists.mapping import Columns
from desktop.lists.targets import CODES, PERSON_NAME, REA_PROVINCE, Target
from desktop.lists.values import (
    LEFT_OUT,
    MENDED_ZEROS,
    REFUSED,
    TO_VERIFY,
    Reader,
    Value,
    code_problem,
)
from desktop.lists.vocabulary import vocabulary

_PLACES = {column.json_name: place for place, column in enumerate(Firm.KIND.columns)}
NAME, TAX_CODE, VAT_NUMBER = (_PLACES[name] for name in ("name", "tax_code", "vat_number"))
_NAMES = 2


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to be said of a row: a code that names its sentence, and the column it is about.

    `row` is the sheet's own number and `column` the header, empty when it is about the whole row;
    `problem` is what is wrong with the value.
    """

    row: int
    column: str
    code: str
    problem: Problem | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Child:
    """A child that a row fills, by places of its kind's columns."""

    kind: Kind
    key: str | None
    cells: dict[int, Primitive] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """A row as it was read: the firm's cells by place, its children, and the notes.

    `implied_tax_code` says that the tax code was only taken over from one column for both codes,
    `rea_province` is what a column of its own says of the province of the REA number.
    """

    row: int
    cells: dict[int, Primitive] = field(default_factory=dict)
    children: dict[tuple[str, str | None], Child] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    implied_tax_code: bool = False
    rea_province: str = ""

    @property
    def refused(self) -> bool:
        """Tell whether something in the row cannot be registered."""
        return any(note.code == REFUSED for note in self.notes)

    @property
    def name(self) -> str:
        """Give the firm's name, empty when the row has none."""
        return str(self.cells.get(NAME) or "")

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the tax code and VAT number, each once."""
        held = (self.cells.get(TAX_CODE), self.cells.get(VAT_NUMBER))
        return tuple(dict.fromkeys(str(code) for code in held if code))


class EntryReader:
    """Reads the rows of one list."""

    def __init__(self, columns: Columns, today: date) -> None:
        words = vocabulary()
        self._values = Reader(words, today)
        self._given_names = words.given_names
        self._headers = columns.headers
        self._fills = [
            (place, target) for place, target in enumerate(columns.fills) if target is not None
        ]
        self._name = next((columns.headers[p] for p, t in self._fills if t.name == "name"), "")
        self._kinds = {target.name: _place_of(target) for _, target in self._fills}

    def read(self, number: int, row: Row) -> Entry:
        """Read a row; what cannot be read is noted, never guessed."""
        entry = Entry(number)
        for place, target in self._fills:
            cell = row[place] if place < len(row) else None
            if cell is not None and not self._values.says_nothing(cell):
                self._fill(entry, self._headers[place], target, cell)
        if entry.rea_province:
            self._whole_rea(entry)
        if not entry.cells.get(NAME) and not any(n.column == self._name for n in entry.notes):
            entry.notes.append(Note(number, self._name, REFUSED, Problem("needed", "name")))
        return entry

    def _fill(self, entry: Entry, header: str, target: Target, cell: Cell) -> None:
        if target.name == REA_PROVINCE:
            entry.rea_province = clean(cell.text).text
        elif target.name == CODES:
            self._codes(entry, header, cell)
        elif target.name == PERSON_NAME:
            self._person(entry, header, cell)
        elif target.column is not None:
            self._plain(entry, header, (target, target.column), cell)

    def _plain(self, entry: Entry, header: str, fills: tuple[Target, Column], cell: Cell) -> None:
        target, column = fills
        value = self._values.read(target.kind, column, cell)
        self._say(entry, header, value)
        if value.stored is None:
            return
        place = self._kinds[target.name]
        if target.in_firm:
            entry.cells[place] = value.stored
        else:
            _child(entry, target.kind, target.key).cells[place] = value.stored

    def _say(self, entry: Entry, header: str, value: Value) -> None:
        if value.said is not None:
            entry.notes.append(Note(entry.row, header, value.said, value.problem, value.values))

    def _codes(self, entry: Entry, header: str, cell: Cell) -> None:
        """Fill both codes: 11 digits are both, 16 characters are the tax code."""
        text = clean(cell.text).text
        read = check_either_code(text)
        if read.problem is not None:
            padded = with_lost_zeros(text)
            if padded is None:
                problem = code_problem(CODES, text, read.problem)
                entry.notes.append(Note(entry.row, header, REFUSED, problem))
                return
            mended = {"value": text, "mended": padded}
            entry.notes.append(Note(entry.row, header, MENDED_ZEROS, values=mended))
            read = check_either_code(padded)
        entry.implied_tax_code = read.tax_code == read.vat_number
        for place, code in ((TAX_CODE, read.tax_code), (VAT_NUMBER, read.vat_number)):
            if code:
                entry.cells.setdefault(place, code)

    def _whole_rea(self, entry: Entry) -> None:
        """Put the province of a column of its own before a REA number that has none."""
        place = _PLACES["rea"]
        number = str(entry.cells.get(place) or "")
        if not number.replace(".", "").isdigit():
            return
        column = Firm.KIND.columns[place]
        value = self._values.read(Firm.KIND, column, Cell(f"{entry.rea_province}-{number}"))
        if value.said is None:
            entry.cells[place] = value.stored
            entry.notes = [n for n in entry.notes if not _is_about(n, "rea")]

    def _person(self, entry: Entry, header: str, cell: Cell) -> None:
        """Take a cell apart into the two names of a person; one word alone is no such name."""
        text = clean(cell.text).text
        names = split_name(text, self._given_names)
        if names is None:
            problem = Problem("not-two-names", "people", {"value": text[:80]})
            entry.notes.append(Note(entry.row, header, LEFT_OUT, problem))
            return
        for name, held in zip(("family_name", "given_name"), names, strict=True):
            column = Person.KIND.column(name)
            value = self._values.read(Person.KIND, column, Cell(held))
            self._say(entry, header, value)
            if value.stored is not None:
                place = Person.KIND.columns.index(column)
                _child(entry, Person.KIND, None).cells[place] = value.stored


def _is_about(note: Note, name: str) -> bool:
    return note.code == TO_VERIFY and note.problem is not None and note.problem.field == name


def _place_of(target: Target) -> int:
    return target.kind.columns.index(target.column) if target.column is not None else 0


def _child(entry: Entry, kind: Kind, key: str | None) -> Child:
    return entry.children.setdefault((kind.name, key), Child(kind, key))


_TITLES = frozenset({
    "dott", "dottssa", "dottor", "dottoressa", "dr", "drssa", "sig", "sigra", "signor", "signora",
    "ing", "avv", "arch", "geom", "rag", "prof", "profssa", "cav", "comm", "pi",
})  # fmt: skip


def split_name(text: str, given_names: frozenset[str]) -> tuple[str, str] | None:
    """Give family name and given name of a person written in one cell, None for a single word.

    "Rossi, Mario", "ROSSI Mario" and "Rossi Mario" are told by the comma, the capitals and the
    given name; without any of these the family name stands last.
    """
    if "," in text:
        family, _, given = (part.strip() for part in text.partition(","))
        return (family, given) if family and given else None
    words = [word for word in text.split() if fold(word).replace(" ", "") not in _TITLES]
    if len(words) < _NAMES:
        return None
    large = [word.isupper() and len(word) > 1 for word in words]
    if any(large) and not all(large):
        return _parted(words, large)
    known = [fold(word) in given_names for word in words]
    if known[-1] and not known[0]:
        return " ".join(words[:-1]), words[-1]
    return " ".join(words[1:]), words[0]


def _parted(words: Sequence[str], family: Sequence[bool]) -> tuple[str, str]:
    pairs = list(zip(words, family, strict=True))
    return (
        " ".join(word for word, is_family in pairs if is_family),
        " ".join(word for word, is_family in pairs if not is_family),
    )
