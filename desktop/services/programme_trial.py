"""A draft tried on firms: whom it would include or exclude, beside what is in force.

The rules judge both on data of programmes alone; nothing is written. Where a desk has changed a
mission by hand, the draft stands over it only in what differs from the version in force.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar, cast
from uuid import UUID

from db.reading import Reader
from desktop.domain.problems import DeskError
from desktop.domain.programme_file import read_programme
from desktop.domain.record import Record
from desktop.domain.records import Criterion, Firm, Line, Market, Mission, Programme, Sector
from desktop.domain.records import SectorMarket as Cell
from desktop.domain.rules.case import Case, Terms
from desktop.domain.rules.eligibility import Eligibility, EligibilityOutcome, evaluate
from desktop.domain.rules.reason import Reason, Severity
from desktop.domain.rules.snapshots import Difference, differences
from desktop.rule_book import rule_book
from desktop.services import evaluating, missions, programmes
from desktop.services.applicants import gathered, terms_of
from desktop.services.desk import Desk
from desktop.services.missions import Entered
from desktop.services.programme_drafts import in_force
from desktop.services.programmes import ProgrammeData
from desktop.services.watch import ALONE, Watch

R = TypeVar("R", bound=Record)
_AT_ONCE = 200  # firms that are judged between two looks at the watch


class Shift(StrEnum):
    """What a draft would change for a firm."""

    INCLUDED = "included"
    EXCLUDED = "excluded"
    OUTCOME = "outcome"
    REASONS = "reasons"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Differing:
    """A reason that comes, goes or weighs otherwise: as it would be, of one that goes as it was."""

    what: Difference
    reason: Reason


@dataclass(frozen=True, slots=True)
class Tried:
    """A firm before a mission under both; an outcome is None where a version has no such mission.

    `open` are the reasons that keep the firm out under the draft.
    """

    firm: Firm
    applied: bool
    before: EligibilityOutcome | None
    after: EligibilityOutcome | None
    differing: tuple[Differing, ...]
    open: tuple[Reason, ...]

    @property
    def shift(self) -> Shift:
        """Say what the draft would change."""
        if self.before is not self.after:
            if self.after is EligibilityOutcome.ELIGIBLE:
                return Shift.INCLUDED
            out = self.before is EligibilityOutcome.ELIGIBLE
            return Shift.EXCLUDED if out else Shift.OUTCOME
        return Shift.REASONS if self.differing else Shift.SAME


@dataclass(frozen=True, slots=True)
class Who:
    """On whom a draft is tried: who has applied, firms by their ids, or the whole register."""

    applicants: bool = True
    firms: tuple[UUID, ...] = ()
    everyone: bool = False


def missions_of(desk: Desk, code: str, text: str) -> list[tuple[str, str, str]]:
    """Give the missions that a draft can be tried on: code, title, title in English."""
    found = {m.code: (m.code, m.title, m.title_en or m.title) for m in _entered(desk, code)}
    drafted = read_programme(text).missions
    found |= {m.code: (m.code, m.title.it, m.title.en) for m in drafted}
    return list(found.values())


def _entered(desk: Desk, code: str) -> tuple[Mission, ...]:
    with desk.store.reading() as reader:
        return reader.of(Mission, programme=code)


def run(
    desk: Desk, text: str, mission: str, who: Who, watch: Watch = ALONE
) -> list[Tried]:  # fmt: skip
    """Try the text of a draft before a mission; a draft with faults is refused with its lines."""
    file = read_programme(text)
    held = in_force(desk, file.code)
    base = programmes.records_of(programmes.file_of(desk, file.code))
    with desk.store.reading() as reader:
        over = _Over(reader, base, programmes.records_of(file))
        now = next((m for m in reader.of(Mission, programme=file.code) if m.code == mission), None)
        sides = (
            _Side(reader, now, terms_of(held)),
            _Side(reader, over.mission(mission, now), terms_of(over.data(held))),
        )
        if all(side.mission is None for side in sides):
            raise DeskError("not-found", kind="mission", named=mission)
        entered = missions.entered_of(reader, now) if now is not None else []
        chosen = _chosen(reader, who, entered)
        return _tried(desk.today(), sides, chosen, entered, watch)


class _Over:
    """The records as they would be: the draft stands over what it changes, and over that alone."""

    def __init__(
        self, reader: Reader, base: Iterable[Record], draft: Iterable[Record]
    ) -> None:  # fmt: skip
        self._reader = reader
        self._base = {record.id: record for record in base}
        self._new = [self._over(record) for record in draft]

    def _over(self, new: Record) -> Record:
        held = self._reader.get(type(new), new.id)
        base = self._base.get(new.id)
        if held is None or base is None:
            return new
        differing = {
            f.name: getattr(new, f.name)
            for f in fields(new)  # type: ignore[arg-type]  # every record is a dataclass
            if getattr(new, f.name) != getattr(base, f.name)
        }
        return replace(held, **differing)  # type: ignore[type-var]  # as above

    def mission(self, code: str, now: Mission | None) -> Mission | None:
        """Give a mission as it would be; one that the desk entered itself stays."""
        found = next((m for m in self._all(Mission) if m.code == code), None)
        own = now is not None and now.id not in self._base
        return found or (now if own else None)

    def data(self, held: ProgrammeData) -> ProgrammeData:
        """Give the programme as it would be."""
        programme = next(iter(self._all(Programme)), held.programme)
        return ProgrammeData(
            programme, self._all(Line), self._all(Market), self._all(Sector), self._all(Cell),
            self._all(Criterion),
        )  # fmt: skip

    def _all(self, cls: type[R]) -> tuple[R, ...]:
        return tuple(record for record in self._new if isinstance(record, cls))


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two: its mission, if it has one, and its terms."""

    reader: Reader
    mission: Mission | None
    terms: Terms

    def judged(
        self, firms: Sequence[Firm], entered: Sequence[Entered], day: date
    ) -> Mapping[UUID, Eligibility]:
        """Judge firms: by the application that counts, else as if each asked today."""
        mission = self.mission
        if mission is None:
            return {}
        held = gathered(self.reader, firms, self.terms)
        cases = {i: Case(applicant, mission, self.terms, day) for i, applicant in held.items()}
        applied = evaluating.cases_of(mission, self.terms, entered, held, day)
        cases |= evaluating.by_firm(applied)
        return {firm: evaluate(case, rule_book()) for firm, case in cases.items()}


def _chosen(reader: Reader, who: Who, entered: Sequence[Entered]) -> list[Firm]:
    if who.everyone:
        return list(reader.all(Firm))
    found = {e.firm.id: e.firm for e in entered} if who.applicants else {}
    return list((found | {firm.id: firm for firm in reader.among(Firm, "id", who.firms)}).values())


def _tried(
    day: date, sides: tuple[_Side, _Side], chosen: Sequence[Firm],
    entered: Sequence[Entered], watch: Watch,
) -> list[Tried]:  # fmt: skip
    applied = {e.firm.id: e.firm for e in entered}
    wanted = {firm.id for firm in chosen}
    others = [firm for firm in chosen if firm.id not in applied]
    parts = [(list(applied.values()), entered)] if applied else []  # one may count for another
    parts += [(others[n : n + _AT_ONCE], ()) for n in range(0, len(others), _AT_ONCE)]
    found: list[Tried] = []
    for firms, theirs in parts:
        watch.look(len(found), len(chosen))
        before, after = (side.judged(firms, theirs, day) for side in sides)
        found += (
            _one(firm, (before.get(firm.id), after.get(firm.id)), applied=bool(theirs))
            for firm in firms
            if firm.id in wanted
        )
    order = list(Shift)
    return sorted(found, key=lambda t: (order.index(t.shift), t.firm.name.casefold()))


def _one(
    firm: Firm, both: tuple[Eligibility | None, Eligibility | None], *, applied: bool
) -> Tried:
    before, after = both
    return Tried(
        firm, applied, None if before is None else before.outcome,
        None if after is None else after.outcome,
        tuple(_differing(before, after)) if before and after else (),
        after.open if after else (),
    )  # fmt: skip


def _differing(before: Eligibility, after: Eligibility) -> Iterator[Differing]:
    """Give the reasons that differ by more than another figure of what is satisfied."""
    if _judged(before) == _judged(after):
        return
    for one in differences(_findings(before), _findings(after)):
        sides = [cast("Reason", side["reason"]) for side in (one.after, one.before) if side]
        if any(reason.severity is not Severity.SATISFIED for reason in sides):
            yield Differing(one.what, sides[0])


def _judged(one: Eligibility) -> list[tuple[str, Severity, object]]:
    return [(reason.code, reason.severity, reason.data) for reason in one.reasons]


def _findings(one: Eligibility) -> list[dict[str, object]]:
    return [
        {"code": r.code, "severity": r.severity, "data": r.plain(), "reason": r}
        for r in one.reasons
    ]  # fmt: skip


def counted(tried: Iterable[Tried]) -> Mapping[Shift, int]:
    """Count what a draft would change."""
    found = dict.fromkeys(Shift, 0)
    for one in tried:
        found[one.shift] += 1
    return found
