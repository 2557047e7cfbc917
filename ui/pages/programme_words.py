"""What the pages of programmes say: faults beside their fields, differences, outcomes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from desktop.domain.checked_toml import FileProblem
from desktop.domain.problems import DeskError, Problem
from desktop.domain.programme_draft import (
    LISTS,
    SECTIONS,
    Change,
    Data,
    Difference,
    entries,
    name_of,
)
from desktop.domain.programme_file import ProgrammeFileError
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.texts import Texts
from ui.forms.programme import HEAD, MARKETS, MATRIX, SECTORS, Path, ProgrammeParts

_TOKEN = re.compile(r"\w+")
_NEEDED = ("missing", "empty")
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
        path, place = fault.spot.path, fault.spot.place
        field = self._label(path, fault.field) if fault.field else ""
        table = "" if here and field else self.parts.title_of(path)
        if table and place is not None:
            held = entries(data, path)
            name = name_of(path, held[place]) if place < len(held) else ""
            table = " ".join(filter(None, (self.parts.entry_name(path), name)))
        return ", ".join(filter(None, (table, field)))

    def _said(self, code: str, held: Mapping[str, str]) -> str:
        values = {"name" if name == "key" else name: value for name, value in held.items()}
        return self._texts.say("programme_file", code, **values)

    def line_of(self, problem: FileProblem) -> tuple[str, str, str]:
        """Give line, place and reason of a fault of a file."""
        return str(problem.line), problem.path, self._said(problem.code, problem.values)

    def whole(self, problem: FileProblem) -> str:
        """Say a fault of a file whole: its line, its place, its reason."""
        line, place, reason = self.line_of(problem)
        said = self.tr("Line {line}, {place}: {reason}.")
        return said.format(line=line, place=place or "-", reason=reason)

    def faults_in(self, refused: DeskError) -> tuple[FileProblem, ...]:
        """Give the faults of a file that was refused; none of another refusal."""
        return refused.problems if isinstance(refused, ProgrammeFileError) else ()

    # --- entries and differences ------------------------------------------------------------

    def named(self, path: Path, entry: Mapping[str, object]) -> str:
        """Give the name of an entry: its title in the window's language, else its code."""
        title = entry.get("title")
        said = title.get(self._texts.language) if isinstance(title, dict) else None
        code = name_of(path, entry) if path in LISTS else ""
        return str(said or code or self.tr("without a name"))

    def told(self, data: Data, path: Path, entry: Mapping[str, object]) -> tuple[str, str]:
        """Give the name of an entry of a draft, and what stands below it."""
        if path != MATRIX:
            code, name = str(entry.get("code") or ""), self.named(path, entry)
            return name, code if code != name else ""
        language = self._texts.language
        sector, market, line = (str(entry.get(key) or "") for key in LISTS[MATRIX])
        name = dict(titled(data, SECTORS, language)).get(sector, sector)
        where = dict(titled(data, MARKETS, language)).get(market, market)
        below = ", ".join(filter(None, (where, line or self.tr("all lines"))))
        return name or self.tr("without a name"), below

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

    def where(self, one: Difference) -> str:
        """Say where a difference stands."""
        if one.path not in LISTS:
            return self.parts.title_of(one.path)
        return f"{self.parts.entry_name(one.path)} {one.name}"

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
