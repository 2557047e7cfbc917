"""The size of an enterprise: micro, small, medium or large (Recommendation 2003/361/EC, annex).

The same text stands in Annex I of Reg. (EU) 651/2014 and in the decree of 18 April 2005. A class
holds while staff is below its limit and turnover or balance total does not pass its own (art. 2);
partner and linked enterprises count (art. 3 and 6, see `grouping`); a class changes only when two
consecutive years say so (art. 4(2)). A missing figure makes the answer undetermined, never micro.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from itertools import pairwise

from desktop.domain.rules.dated import in_force
from desktop.domain.rules.grouping import (
    WHOLE,
    Figures,
    Group,
    Limits,
    Member,
    Note,
    Related,
    Told,
    group_of,
)
from desktop.domain.rules.reason import EXACT, Basis, Datum, Euro, Reason, Severity, Term

NAME = "sme-size"


class SizeClass(StrEnum):
    """The class of an enterprise, or why it has none."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    NOT_SME_PUBLIC = "not_sme_public"
    UNDETERMINED = "undetermined"


SIZES = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE)


class PublicTreatment(StrEnum):
    """What a holding of a public body does (art. 3(2) second subparagraph, art. 3(4))."""

    COUNTED = "counted"
    EXEMPT = "exempt"
    EXEMPT_SMALL_INVESTMENT = "exempt-small-investment"
    EXEMPT_IF_SMALL = "exempt-if-small"


class Criterion(StrEnum):
    """One of the three figures that are compared."""

    STAFF = "staff"
    TURNOVER = "turnover"
    BALANCE = "balance"


@dataclass(frozen=True, slots=True)
class ClassLimits:
    """The ceilings of one class: staff stays below, turnover or balance does not pass (art. 2)."""

    size: SizeClass
    staff_below: Decimal
    turnover_most: Decimal
    balance_most: Decimal


@dataclass(frozen=True, slots=True)
class SizeRules:
    """The rule set of one time; `classes` ascend, shares are per cent, money is euro."""

    version: str
    valid_from: date
    valid_to: date | None
    act: str
    shares: Limits
    public_from: Decimal
    local_inhabitants_below: Decimal
    local_budget_below: Decimal
    classes: tuple[ClassLimits, ...]
    public_kinds: Mapping[str, PublicTreatment]


@dataclass(frozen=True, slots=True)
class PublicHolding:
    """What public bodies hold: per cent of capital or votes, and which kind of body it is."""

    share: Decimal
    kind: str | None = None
    inhabitants: Decimal | None = None
    budget: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SizeCase:
    """What is known of an enterprise: its approved years, its relations, its public holder.

    `initial_class` is the class before the first year, None to take the first year's;
    `group_change` says that it has joined or left a group since the year before.
    """

    years: tuple[tuple[int, Figures], ...]
    relations: tuple[Related, ...] = ()
    public: PublicHolding | None = None
    initial_class: SizeClass | None = None
    group_change: bool = False
    tax_code: str = ""


@dataclass(frozen=True, slots=True)
class SizeOutcome:
    """The class, the aggregated figures of the last year, the class of each year, and why."""

    size: SizeClass
    figures: Figures
    years: tuple[tuple[int, SizeClass], ...]
    reasons: tuple[Reason, ...]


def size_of(case: SizeCase, sets: Sequence[SizeRules], on: date) -> SizeOutcome:
    """Judge the size of an enterprise by the rules in force on a day.

    No set in force, no year, or a missing figure gives `UNDETERMINED` with its reason.
    """
    rules = in_force(sets, on)
    if rules is None:
        nothing = Basis(on, NAME).reason("REGOLE_ASSENTI", "", Severity.NOT_VERIFIABLE)
        return SizeOutcome(SizeClass.UNDETERMINED, Figures(), (), (nothing,))
    with localcontext(EXACT):
        return _Judging(case, rules, Basis(on, f"{NAME} {rules.version}", rules.act)).outcome()


class _Judging:
    """One case under one rule set; reasons gather in the order in which it is worked out."""

    def __init__(self, case: SizeCase, rules: SizeRules, basis: Basis) -> None:
        self._case = case
        self._rules = rules
        self._basis = basis
        self._years = dict(sorted(dict(reversed(case.years)).items()))
        self._last = max(self._years, default=0)
        self._group = group_of(case.relations, rules.shares, case.tax_code)
        self._reasons: list[Reason] = []

    def outcome(self) -> SizeOutcome:
        if not self._years:
            self._say("NESSUN_ESERCIZIO", "art. 4(1)", Severity.NOT_VERIFIABLE)
        self._reasons.extend(_ties(self._group, self._rules, self._basis))
        totals = {year: self._total(year) for year in self._years}
        years = tuple((year, self._class_of(year, total)) for year, total in totals.items())
        size = self._two_years(years)
        public = self._public()
        figures = totals.get(self._last, Figures())
        return SizeOutcome(public or size, figures, years, tuple(self._reasons))

    def _say(
        self, code: str, article: str, severity: Severity = Severity.SATISFIED, /, **data: Datum
    ) -> None:
        self._reasons.append(self._basis.reason(code, article, severity, **data))

    # --- Figures (art. 6) --------------------------------------------------------------------

    def _total(self, year: int) -> Figures:
        """Add up a year, each line told."""
        own = _sound(self._years[year])
        self._say("DATI_PROPRI", "art. 6(1)", year=year, **_shown(own))
        self._say_missing(year, "", own)
        total = own
        for member in self._group.members:
            total = _sum(total, self._share_of(member, year))
        if self._group.members:
            self._say("DATI_AGGREGATI", "art. 6(2)", year=year, **_shown(total))
        return total

    def _share_of(self, member: Member, year: int) -> Figures:
        whole = self._figures(member.who, member.own, year)
        for who, entries in member.rest:
            rest = self._figures(who, entries, year)
            self._say("COLLEGATA_DI_ASSOCIATA", "art. 6(3)", year=year, who=who,
                      partner=member.who, **_shown(rest))  # fmt: skip
            whole = _sum(whole, rest)
        if member.linked:
            self._say("IMPRESA_COLLEGATA", "art. 6(2)", year=year, who=member.who, **_shown(whole))
            return whole
        part = Figures(*(_part(value, member.share) for value in _values(whole)))
        self._say("IMPRESA_ASSOCIATA", "art. 6(2)", year=year, who=member.who, share=member.share,
                  whole_staff=whole.staff, whole_turnover=_euro(whole.turnover),
                  whole_balance=_euro(whole.balance), **_shown(part))  # fmt: skip
        return part

    def _figures(self, who: str, entries: Iterable[Related], year: int) -> Figures:
        """Give an enterprise's own figures of a year: of each the greatest that an entry knows."""
        found = [_sound(f) for entry in entries for f in _of_year(entry, year, self._last)]
        figures = Figures(*(
            max((value for value in values if value is not None), default=None)
            for values in zip(*(_values(f) for f in found), strict=True)
        ))  # fmt: skip
        self._say_missing(year, who, figures)
        return figures

    def _say_missing(self, year: int, who: str, figures: Figures) -> None:
        missing = tuple(c for c, v in zip(Criterion, _values(figures), strict=True) if v is None)
        if not missing:
            return
        code = "DATI_MANCANTI_DI" if who else "DATI_MANCANTI"
        data: dict[str, Datum] = {"who": who} if who else {}
        self._say(code, "art. 4(1)", Severity.NOT_VERIFIABLE, year=year, missing=missing, **data)

    # --- Classes (art. 2) --------------------------------------------------------------------

    def _class_of(self, year: int, total: Figures) -> SizeClass:
        """Find the class whose ceilings a year's figures keep."""
        staff, turnover, balance = _values(total)
        if staff is None or turnover is None or balance is None or self._group.open:
            return SizeClass.UNDETERMINED
        for limits in self._rules.classes:
            held = _held(limits, staff, turnover, balance)
            fits = Criterion.STAFF in held and len(held) > 1
            self._say(
                "CRITERI_RISPETTATI" if fits else "CRITERI_SUPERATI", "art. 2", year=year,
                size=limits.size, held=held, staff_below=limits.staff_below,
                turnover_most=Euro(limits.turnover_most), balance_most=Euro(limits.balance_most),
                **_shown(total),
            )  # fmt: skip
            if fits:
                return limits.size
        return SizeClass.LARGE

    # --- The two years (art. 4(2)) -----------------------------------------------------------

    def _two_years(self, years: tuple[tuple[int, SizeClass], ...]) -> SizeClass:
        """Give the class that holds after the last year."""
        last = years[-1][1] if years else SizeClass.UNDETERMINED
        if last is SizeClass.UNDETERMINED:
            self._say("CLASSE_NON_DETERMINABILE", "art. 4", Severity.NOT_VERIFIABLE)
            return last
        if self._case.group_change:
            self._say("CAMBIO_GRUPPO", "art. 4(2)", size=last)
            return last
        possible = _statuses(self._case.initial_class, years)
        if len(possible) > 1:
            self._say("DUE_ESERCIZI_MANCANTI", "art. 4(2)", Severity.NOT_VERIFIABLE, last=last)
            return SizeClass.UNDETERMINED
        (size,) = possible
        if len(years) == 1 and self._case.initial_class is None:
            self._say("ESERCIZIO_UNICO", "art. 4(1)", size=size)
        elif size is last:
            self._say("DUE_ESERCIZI_CONFERMA", "art. 4(2)", size=size)
        else:
            self._say("DUE_ESERCIZI_RESTA", "art. 4(2)", size=size, last=last)
        return size

    # --- Public bodies (art. 3(4)) -----------------------------------------------------------

    def _public(self) -> SizeClass | None:
        """Give what a public holding makes of the enterprise, None when it changes nothing."""
        held = self._case.public
        share = None if held is None else held.share
        if held is None or share is None or not share.is_finite() or share <= 0:
            return None
        kind = Term("public_kind", held.kind or "other")
        said: dict[str, Datum] = {"share": share, "limit": self._rules.public_from, "kind": kind}
        if share < self._rules.public_from:
            self._say("ENTE_PUBBLICO_SOTTO_SOGLIA", "art. 3(4)", **said)
            return None
        exempt = _exempt(held, self._rules)
        if exempt is None:
            self._say("ENTE_PUBBLICO_DA_VERIFICARE", "art. 3(2)", Severity.NOT_VERIFIABLE, **said)
            return SizeClass.UNDETERMINED
        if not exempt:
            self._say("ENTE_PUBBLICO", "art. 3(4)", Severity.BLOCKS, **said)
            return SizeClass.NOT_SME_PUBLIC
        self._say("ENTE_PUBBLICO_ESENTE", "art. 3(2)", **said)
        if self._rules.public_kinds.get(kind.code) is PublicTreatment.EXEMPT_SMALL_INVESTMENT:
            self._say("INVESTITORE_DA_VERIFICARE", "art. 3(2)(a)", Severity.WARNING, kind=kind)
        return None


def _exempt(held: PublicHolding, rules: SizeRules) -> bool | None:
    """Tell whether art. 3(2) lets a holding of 25 per cent or more pass; None: it is not known.

    Nobody is exempt above the share that makes the enterprise linked with its holder.
    """
    if held.share > rules.shares.linked_above:
        return False
    treatment = rules.public_kinds.get(held.kind or "")
    if treatment is None or treatment is PublicTreatment.COUNTED:
        return None if treatment is None else False
    if treatment is not PublicTreatment.EXEMPT_IF_SMALL:
        return True
    small = [
        _below(held.inhabitants, rules.local_inhabitants_below),
        _below(held.budget, rules.local_budget_below),
    ]
    if False in small:
        return False
    return None if None in small else True


def _below(value: Decimal | None, limit: Decimal) -> bool | None:
    return None if value is None or not value.is_finite() else value < limit


_NOTES = {
    Note.BELOW_PARTNER: ("QUOTA_AUTONOMA", "art. 3(1)", Severity.SATISFIED),
    Note.SHARE_MISSING: ("QUOTA_MANCANTE", "art. 3(2)", Severity.NOT_VERIFIABLE),
    Note.CONTROL_BY_SHARE: ("QUOTA_DI_CONTROLLO", "art. 3(3)", Severity.WARNING),
    Note.JOINT_SHARES: ("QUOTE_CONGIUNTE", "art. 3(2)", Severity.SATISFIED),
    Note.PERSON: ("PERSONA_FISICA", "art. 3(3)", Severity.WARNING),
    Note.PERSON_OTHER_MARKET: ("PERSONA_FISICA_ALTRO_MERCATO", "art. 3(3)", Severity.SATISFIED),
    Note.PERSON_PARTNER: ("PERSONA_FISICA_ASSOCIATA", "art. 3(2)", Severity.WARNING),
    Note.PARTNER_OF_PARTNER: ("ASSOCIATA_DI_ASSOCIATA", "art. 6(3)", Severity.SATISFIED),
}


def _ties(group: Group, rules: SizeRules, basis: Basis) -> Iterator[Reason]:
    """Tell of each tie what decides whether it counts."""
    for told in group.told:
        code, article, severity = _NOTES[told.note]
        yield basis.reason(code, article, severity, **_told(told, rules))


def _told(told: Told, rules: SizeRules) -> dict[str, Datum]:
    limits = {
        Note.BELOW_PARTNER: rules.shares.partner_from,
        Note.CONTROL_BY_SHARE: rules.shares.linked_above,
    }
    found: dict[str, Datum] = {"who": told.who, "share": told.share}
    return found | ({"limit": limits[told.note]} if told.note in limits else {})


def _held(
    limits: ClassLimits, staff: Decimal, turnover: Decimal, balance: Decimal
) -> tuple[Criterion, ...]:
    """Give the criteria of a class that the figures keep."""
    kept = {
        Criterion.STAFF: staff < limits.staff_below,
        Criterion.TURNOVER: turnover <= limits.turnover_most,
        Criterion.BALANCE: balance <= limits.balance_most,
    }
    return tuple(criterion for criterion, holds in kept.items() if holds)


# --- The status over the years ---------------------------------------------------------------

_UNKNOWN_GAP = 2  # after two years that nobody knows, every class is possible


def _statuses(
    initial: SizeClass | None, years: tuple[tuple[int, SizeClass], ...]
) -> frozenset[SizeClass]:
    """Give every class that may hold at the end; a year without figures may have been of any."""
    steps = [_possible(size) for _, size in years[:1]]
    for (before, _), (year, size) in pairwise(years):
        steps += [frozenset(SIZES)] * min(year - before - 1, _UNKNOWN_GAP)
        steps.append(_possible(size))
    if initial is None:
        states = {(size, size) for size in steps[0]}
    else:
        states = {(initial, size) for size in steps[0]}
    for step in steps[1:]:
        states = {(_next(held, past, size), size) for held, past in states for size in step}
    return frozenset(held for held, _ in states)


def _possible(size: SizeClass) -> frozenset[SizeClass]:
    return frozenset(SIZES if size is SizeClass.UNDETERMINED else [size])


def _next(held: SizeClass, past: SizeClass, now: SizeClass) -> SizeClass:
    """Change a class only when both years pass it, and only as far as both do."""
    rank = SIZES.index
    if rank(past) > rank(held) and rank(now) > rank(held):
        return min(past, now, key=rank)
    if rank(past) < rank(held) and rank(now) < rank(held):
        return max(past, now, key=rank)
    return held


# --- Figures ---------------------------------------------------------------------------------


def _values(figures: Figures) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    return figures.staff, figures.turnover, figures.balance


def _sound(figures: Figures) -> Figures:
    """Take what is no figure for missing: not a number, infinite, or below zero."""
    return Figures(*(
        value if value is not None and value.is_finite() and value >= 0 else None
        for value in _values(figures)
    ))  # fmt: skip


def _of_year(related: Related, year: int, last: int) -> Iterator[Figures]:
    yield dict(reversed(related.years)).get(year, Figures())
    if year == last and related.latest is not None:
        yield related.latest


def _sum(one: Figures, other: Figures) -> Figures:
    return Figures(*(
        None if a is None or b is None else a + b
        for a, b in zip(_values(one), _values(other), strict=True)
    ))  # fmt: skip


def _part(value: Decimal | None, share: Decimal) -> Decimal | None:
    return None if value is None else value * share / WHOLE


def _euro(value: Decimal | None) -> Euro | None:
    return None if value is None else Euro(value)


def _shown(figures: Figures) -> dict[str, Datum]:
    return {
        "staff": figures.staff,
        "turnover": _euro(figures.turnover),
        "balance": _euro(figures.balance),
    }
