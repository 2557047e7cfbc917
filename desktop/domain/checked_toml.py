"""Tables of a TOML file read with every fault noted under its path, and paths found again as lines.

The parser of the standard library stops at the first fault of form and tells no positions of
values; a file that people write by hand needs all its faults at once, each with its line.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from desktop.domain.codecs import ROME
from desktop.domain.text import clean

Path = tuple[str | int, ...]
T = TypeVar("T")
Choice = TypeVar("Choice", bound=StrEnum)

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_DECIMAL = re.compile(r"[0-9]{1,13}(\.[0-9]{1,10})?")
_MOST_NUMBER = 100_000
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Faults:
    """Faults noted so far: path, code, values."""

    found: list[tuple[Path, str, dict[str, str]]] = field(default_factory=list)

    def add(self, path: Path, code: str, **values: str) -> None:
        """Note one fault."""
        self.found.append((path, code, values))


@dataclass(frozen=True, slots=True)
class FileProblem:
    """One fault of a file: its line (from 1), the key's path, a code, its values."""

    line: int
    path: str
    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        """Give the problem as scripts read it."""
        return {
            "line": self.line, "path": self.path, "code": self.code, "values": dict(self.values)
        }  # fmt: skip


class FaultyFileError(Exception):
    """A file that was refused, with all its problems in the order of their lines."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class Table:
    """One table of the file: gives its values by key and knows which keys were asked for.

    A wrong value is noted and something harmless given in its place; the file is refused anyway.
    """

    def __init__(self, data: Mapping[str, object], path: Path, faults: Faults) -> None:
        """Hold a table that stands at `path`; what is wrong in it goes to `faults`."""
        self._data = data
        self._asked: set[str] = set()
        self.path = path
        self.faults = faults

    def at(self, key: str) -> Path:
        """Give the path of one of its keys."""
        return (*self.path, key)

    def finish(self) -> None:
        """Refuse the keys that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.faults.add(self.at(key), "unknown-key", key=key, known=known)

    def _value(self, key: str, *, needed: bool) -> object:
        self._asked.add(key)
        value = self._data.get(key)
        if value is None and needed:
            self.faults.add(self.path, "missing", key=key)
        return value

    def _fault(self, key: str, code: str, **values: str) -> None:
        self.faults.add(self.at(key), code, **values)

    def has(self, key: str) -> bool:
        """Say whether a key is there, without asking for it."""
        return key in self._data

    def text(self, key: str, *, most: int = 200, needed: bool = True) -> str:
        """Give a text that may be stored."""
        value = self._value(key, needed=needed)
        return "" if value is None else self._gated(key, value, most)

    def _gated(self, key: str, value: object, most: int) -> str:
        if not isinstance(value, str):
            self._fault(key, "not-text")
            return ""
        cleaned = clean(value)
        if cleaned.removed:
            self._fault(key, "forbidden-characters", characters=", ".join(cleaned.removed))
        if not cleaned.text:
            self._fault(key, "empty")
        if len(cleaned.text) > most:
            self._fault(key, "too-long", most=str(most))
        return cleaned.text

    def code(self, key: str, *, most: int = 40, needed: bool = True) -> str:
        """Give a code: letters, digits, dot, dash and underscore."""
        text = self.text(key, most=most, needed=needed)
        if text and not _CODE.fullmatch(text):
            self._fault(key, "not-a-code", value=text)
        return text

    def country(self, key: str) -> str:
        """Give the two capitals of a country (ISO 3166)."""
        text = self.text(key)
        if text and not _COUNTRY.fullmatch(text):
            self._fault(key, "not-a-country", value=text)
        return text

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Give true or false."""
        value = self._value(key, needed=False)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self._fault(key, "not-true-or-false")
        return default

    def integer(self, key: str, *, least: int = 0, most: int = _MOST_NUMBER) -> int | None:
        """Give a whole number, None when it is not there."""
        value = self._value(key, needed=False)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self._fault(key, "not-a-whole-number")
            return None
        if not least <= value <= most:
            self._fault(key, "out-of-range", least=str(least), most=str(most))
        return value

    def count(self, key: str, *, least: int = 0, most: int = _MOST_NUMBER) -> int:
        """Give a whole number that must be there."""
        self._value(key, needed=True)
        return self.integer(key, least=least, most=most) or 0

    def decimal(self, key: str, *, needed: bool = True) -> Decimal | None:
        """Give a decimal, written as a number or as its exact text."""
        value = self._value(key, needed=needed)
        if value is None:
            return None
        if isinstance(value, bool) or not _DECIMAL.fullmatch(str(value)):
            self._fault(key, "not-a-number")
            return None
        return Decimal(str(value))

    def percent(self, key: str) -> Decimal:
        """Give a decimal from 0 to 100."""
        value = self.decimal(key)
        if value is not None and value > _HUNDRED:
            self._fault(key, "out-of-range", least="0", most="100")
        return value or Decimal(0)

    def cents(self, key: str) -> int | None:
        """Give an amount of euro as cents, None when it is not there."""
        euros = self.decimal(key, needed=False)
        if euros is None:
            return None
        if euros * 100 != int(euros * 100):
            self._fault(key, "parts-of-a-cent")
        return int(euros * 100)

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Give a date."""
        value = self._value(key, needed=needed)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self._fault(key, "not-a-date")
        return None

    def moment(self, key: str) -> datetime | None:
        """Give a date with an hour; without an offset it is of Europe/Rome."""
        value = self._value(key, needed=False)
        if isinstance(value, datetime):
            return value if value.tzinfo else value.replace(tzinfo=ROME)
        if value is not None:
            self._fault(key, "not-a-moment")
        return None

    def choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """Give a member of an enumeration by its value."""
        text = self.one_of(key, [member.value for member in choices])
        return choices(text) if text is not None else None

    def one_of(self, key: str, choices: Sequence[str]) -> str | None:
        """Give one of some texts."""
        value = self._value(key, needed=False)
        if value is None or (isinstance(value, str) and value in choices):
            return value
        self._fault(key, "not-a-choice", value=str(value), choices=", ".join(choices))
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, each once."""
        value = self._value(key, needed=False)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._fault(key, "not-a-list")
            return ()
        found = tuple(self._gated(key, item, most=60) for item in value)
        for item in sorted({item for item in found if found.count(item) > 1}):
            self._fault(key, "twice", value=item)
        return found

    def numbers(self, key: str) -> tuple[int, ...]:
        """Give a list of whole numbers."""
        value = self._value(key, needed=True)
        if value is None:
            return ()
        if not isinstance(value, list):
            self._fault(key, "not-a-list")
            return ()
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
            self._fault(key, "not-a-whole-number")
            return ()
        return tuple(value)

    def table(self, key: str, *, needed: bool = False) -> "Table | None":
        """Give a table inside this one; who asks must finish it."""
        value = self._value(key, needed=needed)
        if isinstance(value, dict):
            return Table(value, self.at(key), self.faults)
        if value is not None:
            self._fault(key, "not-a-table")
        return None

    def each(self, key: str, read: Callable[["Table"], T]) -> tuple[T, ...]:
        """Read every table of a list of tables, and refuse the keys that `read` leaves."""
        value = self._value(key, needed=False)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._fault(key, "not-tables")
            return ()
        return tuple(self._read(key, place, item, read) for place, item in enumerate(value))

    def _read(self, key: str, place: int, item: dict[str, object],
              read: Callable[["Table"], T]) -> T:  # fmt: skip
        table = Table(item, (*self.at(key), place), self.faults)
        made = read(table)
        table.finish()
        return made

    def section(self, key: str, read: Callable[["Table"], T]) -> T | None:
        """Read a table that may be missing."""
        table = self.table(key)
        if table is None:
            return None
        made = read(table)
        table.finish()
        return made


def read_checked(text: str, read: Callable[[Table], T]) -> T:
    """Read the TOML of a file whole; raises `FaultyFileError` with every problem there is.

    `read` is handed the outermost table, notes faults in it and finishes it.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        # Beside faults of form: numbers of thousands of digits, thousands of nested brackets.
        raise FaultyFileError((_syntax_problem(text, str(error)),)) from None
    faults = Faults()
    made = read(Table(data, (), faults))
    if faults.found:
        line_of = line_finder(text)
        problems = [
            FileProblem(line_of(path), _written(path), code, values)
            for path, code, values in faults.found
        ]
        raise FaultyFileError(tuple(sorted(problems, key=lambda p: (p.line, p.path, p.code))))
    return made


def _syntax_problem(text: str, message: str) -> FileProblem:
    said, _, where = message.partition(" (at ")
    line = re.match(r"line (\d+)", where)
    last = text.count("\n") + 1 if where else 1
    return FileProblem(int(line[1]) if line else last, "", "syntax", {"said": said})


def _written(path: Path) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in path]
    return "".join(parts).removeprefix(".")


# One piece of TOML: a string of any kind, a comment, a bracket, a line end, or anything else.
_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'"
    r"|#[^\n]*|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)  # fmt: skip
_KEY_PART = re.compile(r'"((?:\\.|[^"\\])*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')


def line_finder(text: str) -> Callable[[Path], int]:
    """Give a function that finds the line of a path, or of the nearest that encloses it.

    The text must be one that the parser has accepted.
    """
    lines: dict[Path, int] = {(): 1}
    tables: dict[Path, int] = {}
    prefix: Path = ()
    for number, statement in _statements(text.replace("\r\n", "\n")):
        if statement.startswith("["):
            prefix = _header(statement, tables)
            path = prefix
        else:
            path = (*prefix, *_key_parts(statement.partition("=")[0]))
        for size in range(1, len(path) + 1):
            lines.setdefault(path[:size], number)

    def line_of(path: Path) -> int:
        while path not in lines:
            path = path[:-1]
        return lines[path]

    return line_of


def _statements(text: str) -> Iterator[tuple[int, str]]:
    number, depth, first, held = 1, 0, 1, ""
    for piece in _PIECE.findall(f"{text}\n"):
        if piece == "\n" and depth == 0:
            if held.strip():
                yield first, held.strip()
            held, first = "", number + 1
        elif not piece.startswith("#"):
            held += piece
        depth += (piece in {"[", "{"}) - (piece in {"]", "}"})
        number += piece.count("\n")


def _key_parts(text: str) -> tuple[str, ...]:
    return tuple("".join(groups) for groups in _KEY_PART.findall(text))


def _header(statement: str, tables: dict[Path, int]) -> Path:
    """Resolve `[a.b]` or `[[a.b]]` to a path with the places of the lists it passes."""
    parts = _key_parts(statement)
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in tables:
            path = (*path, tables[path] - 1)
    path = (*path, parts[-1])
    if not statement.startswith("[["):
        return path
    tables[path] = tables.get(path, 0) + 1
    return (*path, tables[path] - 1)
