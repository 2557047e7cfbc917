"""Cases as scripts write them: JSON objects read into what the rules ask, every problem at once.

Amounts and shares are decimal texts, dates ISO, minutes whole numbers; a name that no case knows
is refused. docs/rules.md shows each form.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from typing import TypeVar, cast

from desktop.domain.attendance import Presence, SlotTimes, threshold_of
from desktop.domain.codecs import EXACT, DayOfYear, Percent, codec_of
from desktop.domain.problems import Problem, WrongValueError
from desktop.domain.records.firm import RelationKind
from desktop.domain.rules import of_firm
from desktop.domain.rules.de_minimis import AidCase, AidSector, Beneficiary, Granted
from desktop.domain.rules.grouping import Figures, Related
from desktop.domain.rules.size import SIZES, PublicHolding, SizeCase, SizeClass

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_MOST_MONTHS = 120
_DEEPEST = 40  # relations inside relations
_LONGEST = 200
_SHOWN = 80
_NOTHING = Decimal(0)

T = TypeVar("T")


@dataclass(slots=True)
class Case:
    """One object of a case: gives its values by name and notes what is wrong with them.

    A wrong value is noted and something harmless given in its place; the case is refused anyway.
    """

    data: Mapping[str, object]
    path: str = ""
    problems: list[Problem] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)

    def note(self, code: str, name: str, **values: str) -> None:
        """Note a problem of one of its values."""
        self.problems.append(Problem(code, self._at(name), values))

    def finish(self) -> None:
        """Refuse the names that nobody asked for."""
        for name in self.data:
            if name not in self.asked:
                self.problems.append(Problem("unknown-field", self._at(name)))

    def value(self, name: str, kind: type[T]) -> T | None:
        """Give a value of one of the records' types, None when it is null or not there."""
        self.asked.add(name)
        held = self.data.get(name)
        if held is None or held == "":
            return None
        try:
            return cast("T", codec_of(cast("Hashable", kind)).parse(held, EXACT))
        except WrongValueError as wrong:
            said = {"value": str(held)[:_SHOWN], **wrong.values}
            self.problems.append(Problem(wrong.code, self._at(name), said))
            return None

    def needed(self, name: str, kind: type[T], instead: T) -> T:
        """Give a value that must be there."""
        before = len(self.problems)
        value = self.value(name, kind)
        if value is None and len(self.problems) == before:
            self.note("needed", name)
        return instead if value is None else value

    def text(self, name: str) -> str:
        """Give a short text, empty when it is not there."""
        value = self.value(name, str) or ""
        if len(value) > _LONGEST:
            self.note("too-long", name, max=str(_LONGEST), length=str(len(value)))
        return value

    def amount(self, name: str) -> Decimal | None:
        """Give a decimal that is not below zero."""
        value = self.value(name, Decimal)
        if value is not None and value < 0:
            self.note("too-small", name, least="0")
        return value

    def share(self, name: str) -> Decimal | None:
        """Give a percentage."""
        return cast("Decimal | None", self.value(name, cast("type[Decimal]", Percent)))

    def whole(self, name: str, least: int, most: int) -> int | None:
        """Give a whole number within limits."""
        value = self.value(name, int)
        if value is not None and value < least:
            self.note("too-small", name, least=str(least))
        if value is not None and value > most:
            self.note("too-large", name, most=str(most))
        return value

    def one_of(self, name: str, choices: Collection[str]) -> str | None:
        """Give one of some texts."""
        value = self.value(name, str)
        if value is None or value in choices:
            return value
        self.note("not-a-choice", name, value=value[:_SHOWN], choices=", ".join(choices))
        return None

    def each(
        self, name: str, read: Callable[["Case"], T], *, needed: bool = False
    ) -> tuple[T, ...]:
        """Read every object of a list of objects."""
        self.asked.add(name)
        held = self.data.get(name)
        if held is None:
            if needed:
                self.note("needed", name)
            return ()
        if not isinstance(held, list):
            self.note("not-a-list", name)
            return ()
        return tuple(self._read(f"{name}[{place}]", item, read) for place, item in enumerate(held))

    def inside(self, name: str, read: Callable[["Case"], T]) -> T:
        """Read an object that must be there."""
        self.asked.add(name)
        held = self.data.get(name)
        if held is None:
            self.note("needed", name)
        return self._read(name, {} if held is None else held, read, quiet=held is None)

    def _read(
        self, name: str, held: object, read: Callable[["Case"], T], *, quiet: bool = False
    ) -> T:
        data = held if isinstance(held, Mapping) else {}
        within = [] if quiet or data is not held else self.problems
        if not isinstance(held, Mapping):
            self.note("not-a-map", name)
        inner = Case(data, self._at(name), within)
        made = read(inner)
        inner.finish()
        return made

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def read_whole(data: Mapping[str, object], path: str, read: Callable[[Case], T]) -> (
    tuple[T | None, tuple[Problem, ...]]
):  # fmt: skip
    """Read one case with `read`; every problem is answered, under `path` in a list of cases."""
    case = Case(data, path)
    made = read(case)
    case.finish()
    return (None if case.problems else made), tuple(case.problems)


# --- Size ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SizeAsked:
    """A case of size and the day whose rules are asked for, None for today."""

    case: SizeCase
    on: date | None


def size_asked(case: Case, public_kinds: Collection[str]) -> SizeAsked:
    """Read a case of size; `public_kinds` are those that the rules know."""
    years = case.each("years", _year, needed=True)
    seen = [year for year, _ in years]
    for place, year in enumerate(seen):
        if year and year in seen[:place]:
            case.note("year-twice", f"years[{place}].year", value=str(year))
    initial = case.one_of("initial_class", SIZES)
    made = SizeCase(
        years=years,
        relations=case.each("relations", lambda inner: _related(inner, 1)),
        public=_public(case, public_kinds),
        initial_class=None if initial is None else SizeClass(initial),
        group_change=case.value("group_change", bool) or False,
        tax_code=case.text("tax_code").upper(),
    )
    return SizeAsked(made, case.value("on", date))


def _year(case: Case) -> tuple[int, Figures]:
    year = case.whole("year", _FIRST_YEAR, _LAST_YEAR)
    if "year" not in case.data or case.data["year"] is None:
        case.note("needed", "year")
    return year or 0, _figures(case)


def _figures(case: Case) -> Figures:
    return Figures(case.amount("staff"), case.amount("turnover"), case.amount("balance"))


def _related(case: Case, depth: int) -> Related:
    own = any(case.data.get(name) is not None for name in ("staff", "turnover", "balance"))
    figures = _figures(case)
    relations: tuple[Related, ...] = ()
    if depth < _DEEPEST:
        relations = case.each("relations", lambda inner: _related(inner, depth + 1))
    elif case.data.get("relations"):
        case.asked.add("relations")
        case.note("too-deep", "relations", most=str(_DEEPEST))
    return Related(
        kind=case.needed("kind", RelationKind, RelationKind.PARTNER),
        share=case.share("share"),
        years=case.each("years", _year),
        latest=figures if own else None,
        through_person=case.value("through_person", bool) or False,
        same_market=case.value("same_market", bool),
        tax_code=case.text("tax_code").upper(),
        name=case.text("name"),
        relations=relations,
    )


def _public(case: Case, kinds: Collection[str]) -> PublicHolding | None:
    share = case.share("public_share")
    kind = case.one_of("public_kind", kinds)
    people, budget = case.amount("public_inhabitants"), case.amount("public_budget")
    return None if share is None else PublicHolding(share, kind, people, budget)


# --- De minimis ------------------------------------------------------------------------------


def aid_asked(case: Case, regulations: Collection[str]) -> AidCase:
    """Read a case of de minimis aid."""
    amount, on = case.inside("new_aid", _new_aid)
    start = case.value("fiscal_year_start", cast("type[str]", DayOfYear))
    return AidCase(
        amount=amount,
        on=on,
        aids=case.each("aids", _granted),
        regulation=case.one_of("regulation", regulations),
        sector=case.value("sector", AidSector) or AidSector.GENERAL,
        year_start=of_firm.day_of_year(start),
        through_person_counts=case.value("through_person_counts", bool),
    )


def _new_aid(case: Case) -> tuple[Decimal | None, date]:
    return case.amount("amount"), case.needed("date", date, date.min)


def _granted(case: Case) -> Granted:
    return Granted(
        amount=case.amount("amount"),
        date=case.value("date", date),
        beneficiary=case.value("beneficiary", Beneficiary) or Beneficiary.SELF,
        through_person=case.value("through_person", bool) or False,
        regulation=case.text("regulation"),
        who=case.text("name"),
    )


# --- The others ------------------------------------------------------------------------------


def code_asked(case: Case) -> str:
    """Read a code to be checked: a text, whatever it holds."""
    case.asked.add("value")
    value = case.data.get("value")
    if value is None:
        case.note("needed", "value")
    elif not isinstance(value, str):
        case.note("not-text", "value")
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class AttendanceAsked:
    """A session's slots, one person's presences, and the share that earns a certificate."""

    slots: tuple[SlotTimes, ...]
    presences: tuple[Presence, ...]
    threshold: Decimal


def attendance_asked(case: Case) -> AttendanceAsked:
    """Read one person's attendance."""
    return AttendanceAsked(
        slots=case.each("slots", _slot, needed=True),
        presences=case.each("presences", _presence, needed=True),
        threshold=threshold_of(case.share("threshold")),
    )


def _slot(case: Case) -> SlotTimes:
    return SlotTimes(case.needed("from", time, time.min), case.needed("to", time, time.max))


def _presence(case: Case) -> Presence:
    return Presence(case.value("in", time), case.value("out", time), case.value("slot", int))


def durc_asked(case: Case) -> tuple[date, date]:
    """Read the day a DURC was issued and the day it is asked about."""
    return case.needed("issued", date, date.min), case.needed("on", date, date.min)


def passport_asked(case: Case) -> tuple[date, date, int | None]:
    """Read a passport's expiry, the end of the mission, and the months that it must outlast."""
    return (
        case.needed("expiry", date, date.min),
        case.needed("mission_end", date, date.min),
        case.whole("months", 0, _MOST_MONTHS),
    )
