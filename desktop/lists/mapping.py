"""Which column fills which field: found by the headers, corrected by a person, remembered."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.problems import DeskError
from desktop.domain.text import clean, fold
from desktop.files import read_whole
from desktop.lists import targets
from desktop.lists.cells import Row, letters
from desktop.lists.targets import Target
from desktop.lists.vocabulary import Vocabulary, header_words, vocabulary

Named = Mapping[str, str | None]  # header -> target, None for a column that is not imported
_LIMIT = 1 << 20  # bytes of a mapping file


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a list and where each goes.

    `unread` names each column that goes nowhere and why: "unknown" (no field is called so),
    "year-missing" (accounts without a year), "twice" (another column fills the field already),
    "left-out" (a person said so).
    """

    headers: tuple[str, ...]
    fills: tuple[Target | None, ...]
    unread: Mapping[str, str]

    @property
    def named(self) -> dict[str, str | None]:
        """Give the mapping as a person may edit it: header to target or null."""
        return {
            header: target.name if target else None
            for header, target in zip(self.headers, self.fills, strict=True)
        }

    def fill(self, name: str) -> bool:
        """Tell whether a column fills a target."""
        return any(target is not None and target.name == name for target in self.fills)


def headers_of(row: Row) -> tuple[str, ...]:
    """Give a name to each column: its header, numbered if it stands twice, else its letters."""
    seen: dict[str, int] = {}
    names: list[str] = []
    for place, cell in enumerate(row):
        text = clean(cell.text).text if cell else ""
        name = text or f"({letters(place)})"
        seen[fold(name)] = times = seen.get(fold(name), 0) + 1
        names.append(name if times == 1 else f"{name} ({times})")
    return tuple(names)


def signature(headers: Sequence[str]) -> str:
    """Give the key under which the mapping of these headers is remembered."""
    return hashlib.sha256("\n".join(fold(header) for header in headers).encode()).hexdigest()


def columns_of(headers: Sequence[str], said: Named | None = None) -> Columns:
    """Find where each column goes; what a person said comes before what is found.

    Refuses a header that the list does not have (`mapping-header`), an unknown target
    (`mapping-target`, `mapping-key`) and two columns for one target (`mapping-twice`).
    """
    finder = _Finder(headers, vocabulary())
    if said:
        finder.say(said)
    finder.find()
    return Columns(tuple(headers), tuple(finder.fills), finder.unread)


class _Finder:
    """Gives each column its target, each target to one column."""

    def __init__(self, headers: Sequence[str], words: Vocabulary) -> None:
        self._headers = headers
        self._words = words
        self._taken: set[str] = set()
        self._settled: set[int] = set()
        self.fills: list[Target | None] = [None] * len(headers)
        self.unread: dict[str, str] = {}

    def say(self, said: Named) -> None:
        places = {fold(header): place for place, header in enumerate(self._headers)}
        unknown = [header for header in said if fold(header) not in places]
        if unknown:
            known = ", ".join(self._headers)
            raise DeskError("mapping-header", details=unknown, header=unknown[0], known=known)
        for header, name in said.items():
            place = places[fold(header)]
            self._settled.add(place)
            if not name:
                self.unread[self._headers[place]] = "left-out"
            elif name in self._taken:
                raise DeskError("mapping-twice", target=name)
            else:
                self._fill(place, targets.target(name))

    def find(self) -> None:
        found = [self._words.target_of(header) for header in self._headers]
        years = {year for _, year in found if year}
        only = years.pop() if len(years) == 1 else None
        self._settle_lone_name([name for name, _ in found])
        for place, (name, year) in enumerate(found):
            if place not in self._settled:
                self._give(place, name, year or only)

    def _settle_lone_name(self, found: Sequence[str | None]) -> None:
        """Read "Nome" as the firm's where no column is a family name or the firm's own name."""
        given = "people.given_name"
        if {"name", "people.family_name"} & set(found) or found.count(given) != 1:
            return
        place = found.index(given)
        bare = len(header_words(self._headers[place])) == 1
        if bare and place not in self._settled and "name" not in self._taken:
            self._settled.add(place)
            self._fill(place, targets.target("name"))

    def _give(self, place: int, name: str | None, year: str | None) -> None:
        header = self._headers[place]
        if name is None:
            self.unread[header] = "unknown"
            return
        keyed = targets.is_keyed(name)
        if keyed and not year:
            self.unread[header] = "year-missing"
            return
        whole = f"{name}@{year}" if keyed else name
        if whole in self._taken:
            self.unread[header] = "twice"
            return
        self._fill(place, targets.target(whole))

    def _fill(self, place: int, target: Target) -> None:
        self._taken.add(target.name)
        self.fills[place] = target


def read_mapping(path: Path) -> dict[str, str | None]:
    """Read a mapping from a JSON file: header to target, or null; refuses any other."""
    try:
        said = json.loads(read_whole(path, _LIMIT))
    except (ValueError, RecursionError) as error:
        raise DeskError("mapping-not-read", file=path.name) from error
    if not isinstance(said, dict) or not all(_names_target(value) for value in said.values()):
        raise DeskError("mapping-not-read", file=path.name)
    return said


def _names_target(value: object) -> bool:
    return value is None or isinstance(value, str)


def written(named: Named) -> str:
    """Write a mapping as the JSON in which it is remembered."""
    return json.dumps(named, ensure_ascii=False, sort_keys=True)


def remembered(text: str) -> dict[str, str | None]:
    """Read a remembered mapping back."""
    said: dict[str, str | None] = json.loads(text)
    return said
