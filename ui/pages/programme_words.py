"""What the pages of programmes say: faults beside their fields, differences, outcomes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.domain.checked_toml import FileProblem
from desktop.domain.problems import Problem
from desktop.domain.programme_draft import (
    LISTS,
    SECTIONS,
    Change,
    Data,
    Difference,
    entries,
    name_of,
)
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.texts import Texts
from ui.forms.programme import (
    BANDS,
    CLASSES,
    CRITERIA,
    HEAD,
    LINES,
    MARKETS,
    MATRIX,
    MISSIONS,
    SECTORS,
    Path,
    ProgrammeParts,
)

_TOKEN = re.compile(r"\w+")
_NEEDED = ("missing", "empty")
_SPOKEN = (MISSIONS, LINES, MARKETS)  # whose codes people say
_CODED = (MISSIONS, LINES)  # and in a line instead of a title
_FIGURES = ("points", "from", "above")
_TONES = {
    EligibilityOutcome.ELIGIBLE: "ok", EligibilityOutcome.TO_COMPLETE: "warn",
    EligibilityOutcome.NOT_ELIGIBLE: "bad", EligibilityOutcome.NOT_VERIFIABLE: "soft",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a draft: a section, or with `place` an entry of a list."""

    path: Path
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a draft at the field where it is mended; one of a whole list has no field."""

    spot: Spot
    field: str
    problem: FileProblem


def spot_of(path: str) -> tuple[Spot, tuple[str, ...]]:
    """Give the spot that a fault's path leads to, and the keys that are left."""
    tokens = _TOKEN.findall(path)
    for listed in LISTS:
        size = len(listed)
        if tuple(tokens[:size]) == listed and len(tokens) > size and tokens[size].isdigit():
            return Spot(listed, int(tokens[size])), tuple(tokens[size + 1 :])
    if tokens and tokens[0] in SECTIONS:
        return Spot((tokens[0],)), tuple(tokens[1:])
    return Spot(HEAD), tuple(tokens)


def faults_of(problems: Iterable[FileProblem], parts: ProgrammeParts) -> tuple[Fault, ...]:
    """Give each fault of a draft its place."""
    return tuple(_placed(problem, parts) for problem in problems)


def _placed(problem: FileProblem, parts: ProgrammeParts) -> Fault:
    spot, keys = spot_of(problem.path)
    if problem.code == "missing":
        keys = (*keys, problem.values.get("key", ""))
    elif problem.code == "source-needed":
        keys = ("source",)
    elif problem.code == "from-or-above":
        keys = ("from",)
    whole = bool(keys) and (*spot.path, keys[0]) in LISTS  # of a list as a whole
    if whole or (not keys and spot.place is None):
        return Fault(spot, "", problem)
    return Fault(spot, parts.one(spot.path).name_at(keys), problem)


def entry_at(data: Data, spot: Spot) -> Data:
    """Give the table at a spot; a section that is not there is made."""
    if spot.path == HEAD:
        return data
    if spot.place is None:
        held = data.setdefault(spot.path[0], {})
        return held if isinstance(held, dict) else {}
    return entries(data, spot.path)[spot.place]


class ProgrammeWords(QObject):
    """Says it in the window's language."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.parts = ProgrammeParts(texts)

    # --- faults -----------------------------------------------------------------------------

    def fault(self, problem: FileProblem) -> str:
        """Give the sentence of a fault as it stands beside its field."""
        if problem.code in _NEEDED:
            return self._texts.problem(Problem("needed", problem.path))
        if problem.code == "source-needed":
            return self.tr("What is provisional says where it comes from.")
        if problem.code == "not-a-date":  # as it is typed here; in the file it is 2021-10-03
            return self.tr("A date is needed, for instance 03/10/2021.")
        if problem.code == "not-a-moment":
            return self.tr("A date with its hour is needed, for instance 10/09/2021 12:00.")
        said = self._said(problem.code, problem.values)
        return f"{said[:1].upper()}{said[1:]}."

    def place_of(self, fault: Fault, data: Data, *, here: bool) -> str:
        """Name the field of a fault, and the table too where that is not the one looked at."""
        field = self._label(fault.spot.path, fault.field) if fault.field else ""
        table = "" if here and field else self._table(fault.spot, data)
        return ", ".join(filter(None, (table, field)))

    def place_in(self, problem: FileProblem, data: Data) -> str:
        """Say in words where a fault of a file stands; a key that is none is said as it stands."""
        spot, keys = spot_of(problem.path)
        if problem.code == "missing" and (spot != Spot(HEAD) or keys):
            keys = (*keys, problem.values.get("key", ""))
        field = self._field(spot.path, keys) if keys else ""
        table = "" if field and spot.path == HEAD else self._table(spot, data)
        return ", ".join(filter(None, (table, field)))

    def _table(self, spot: Spot, data: Data) -> str:
        if spot.place is None:
            return self.parts.title_of(spot.path)
        held = entries(data, spot.path)
        if spot.place >= len(held):
            return self.parts.entry_name(spot.path)
        return (
            f"{self.parts.entry_name(spot.path)} {self.called(data, spot.path, held[spot.place])}"
        )

    def _field(self, path: Path, keys: tuple[str, ...]) -> str:
        part = self.parts.one(path)
        for name in part.names:
            own = part.keys_of(name)
            if own[: len(keys)] == keys or keys[: len(own)] == own:
                return self._label(path, name)
        try:
            return self._texts.field(part.kind.name, keys[0])  # one that is not edited
        except KeyError:
            return f"«{keys[0]}»"

    def _said(self, code: str, held: Mapping[str, str]) -> str:
        values = {"name" if name == "key" else name: value for name, value in held.items()}
        return self._texts.say("programme_file", code, **values)

    def reason(self, problem: FileProblem) -> str:
        """Give the reason of a fault of a file."""
        return self._said(problem.code, problem.values)

    def whole(self, problem: FileProblem, data: Data) -> str:
        """Say a fault of a file whole: its line, its place, its key in the file, its reason."""
        place = self.place_in(problem, data)
        if problem.path:
            place = f"{place} ({problem.path})"
        said = self.tr("Line {line}, {place}: {reason}.")
        return said.format(line=problem.line, place=place, reason=self.reason(problem))

    # --- entries and differences ------------------------------------------------------------

    def named(self, path: Path, entry: Mapping[str, object]) -> str:
        """Give the name of an entry: its title in the window's language, else its code."""
        title = entry.get("title")
        said = title.get(self._texts.language) if isinstance(title, dict) else None
        code = name_of(path, entry) if path in LISTS else ""
        return str(said or code or self.tr("without a name"))

    def told(self, data: Data, path: Path, entry: Mapping[str, object]) -> tuple[str, str]:
        """Give the name of an entry of a draft, and what stands below it.

        A code stands there where people say it; those of sectors, criteria and bands nobody says.
        """
        if path != MATRIX:
            name = self.named(path, entry)
            code = str(entry.get("code") or "") if path in _SPOKEN else ""
            return name, self._below(data, path, entry) or (code if code != name else "")
        language = self._texts.language
        sector, market, line = (str(entry.get(key) or "") for key in LISTS[MATRIX])
        name = dict(titled(data, SECTORS, language)).get(sector, sector)
        where = dict(titled(data, MARKETS, language)).get(market, market)
        below = ", ".join(filter(None, (where, line or self.tr("all lines"))))
        return name or self.tr("without a name"), below

    def _below(self, data: Data, path: Path, entry: Mapping[str, object]) -> str:
        """Say of an entry whose code nobody says what it stands for."""
        if path == SECTORS:
            language, sector = self._texts.language, entry.get("code")
            held = {cell.get("market") for cell in entries(data, MATRIX)
                    if cell.get("sector") == sector}  # fmt: skip
            names = [title for code, title in titled(data, MARKETS, language) if code in held]
            return ", ".join(names) or self.tr("no market")
        values = {key: str(value) for key, value in entry.items() if key in _FIGURES}
        for wanted, key, said in (
            (CRITERIA, "points", self.tr("up to {points} points")),
            (BANDS, "from", self.tr("from {from} points")),
            (CLASSES, "from", self.tr("from {from} %")),
            (CLASSES, "above", self.tr("above {above} %")),
        ):
            if path == wanted and values.get(key):
                return said.format(**values)
        return ""

    def called(self, data: Data, path: Path, entry: Mapping[str, object]) -> str:
        """Give what an entry is called in a line: a code that people say, else its title."""
        code = str(entry.get("code") or "")
        if path in _CODED and code:
            return code
        name, below = self.told(data, path, entry)
        return f"{name}, {below}" if path == MATRIX and below else name

    def changes(self, count: int) -> str:
        """Say how many differences there are."""
        if not count:
            return self.tr("no change")
        return self.tr("1 change") if count == 1 else self.tr("{count} changes").format(count=count)

    def change(self, what: Change) -> str:
        """Give the word for what became of an entry."""
        return {
            Change.NEW: self.tr("new"), Change.CHANGED: self.tr("changed"),
            Change.GONE: self.tr("taken out"),
        }[what]  # fmt: skip

    def where(self, one: Difference, *held: Data) -> str:
        """Say where a difference stands; its entry is in one of the versions held."""
        if one.path not in LISTS:
            return self.parts.title_of(one.path)
        names = (
            self.called(data, one.path, entry)
            for data in held
            for entry in entries(data, one.path)
            if name_of(one.path, entry) == one.name
        )
        return f"{self.parts.entry_name(one.path)} {next(names, one.name)}"

    def keys(self, one: Difference) -> str:
        """Name the fields that differ."""
        part = self.parts.one(one.path)
        names = dict.fromkeys(part.name_at((key,)) for key in one.keys)
        labels = (self._label(part.path, name) for name in names)
        return ", ".join(labels)

    def _label(self, path: Path, name: str) -> str:
        part = self.parts.one(path)
        places = (p for block in part.sheet.blocks for line in getattr(block, "rows", ())
                  for p in line)  # fmt: skip
        label = next((p.label for p in places if p.name == name), "")
        return label or self._texts.field(part.kind.name, name)

    # --- outcomes ---------------------------------------------------------------------------

    def outcome(self, outcome: EligibilityOutcome | None) -> str:
        """Give the word for an outcome; there is none where a version has no such mission."""
        if outcome is None:
            return self.tr("no mission")
        return self._texts.choice("eligibility_outcome", outcome.value)


def tone_of(outcome: EligibilityOutcome | None) -> str:
    """Give the tone in which an outcome is shown."""
    return "missing" if outcome is None else _TONES[outcome]


def titled(data: Data, path: Path, language: str) -> list[tuple[str, str]]:
    """Give code and title of the entries of a list, to choose from."""
    found: list[tuple[str, str]] = []
    for entry in entries(data, path):
        title = entry.get("title")
        said = title.get(language) if isinstance(title, dict) else None
        code = str(entry.get("code") or "")
        found.append((code, str(said or code)))
    return [pair for pair in found if pair[0]]
