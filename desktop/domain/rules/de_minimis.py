"""De minimis aid: what a single undertaking has had, what is left, and on which day.

Regulation (EU) 1407/2013 counts the financial year of the grant and the two before it; Regulation
(EU) 2023/2831 counts three years back from the day of the grant (art. 3(2) of each). Aid counts on
the day the right to it is granted, whenever it is paid. Linked enterprises are one undertaking,
partners are not (art. 2(2)). An aid that passes the ceiling is outside the regulation as a whole
(art. 3(7)). None of this replaces the certificate of the national register (RNA).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from desktop.domain.rules.days import days_later, financial_year_start, years_before
from desktop.domain.rules.reason import EXACT, Basis, Datum, Euro, Reason, Severity

NAME = "de-minimis"
_NOTHING = Decimal(0)


class AidSector(StrEnum):
    """Which ceiling: the general one, or the lower one of road freight for hire or reward."""

    GENERAL = "general"
    ROAD_FREIGHT = "road_freight"


class Beneficiary(StrEnum):
    """Who had an aid: the firm, an enterprise linked with it, or a partner of it."""

    SELF = "self"
    LINKED = "linked"
    PARTNER = "partner"


class WindowKind(StrEnum):
    """How the years of a regulation are counted."""

    FINANCIAL_YEARS = "financial-years"
    ROLLING = "rolling"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of the year on which financial years begin."""

    month: int = 1
    day: int = 1


@dataclass(frozen=True, slots=True)
class AidRules:
    """One regulation: its days, its ceilings in euro, how its years are counted.

    It is chosen by itself for grants from `valid_from` to `chosen_to`; measures that exist already
    may grant under it until `valid_to`. `boundary_counts` says whether an aid exactly the window's
    years before is inside (a reading: see docs/rules.md).
    """

    regulation: str
    version: str
    act: str
    valid_from: date
    valid_to: date | None
    chosen_to: date | None
    ceilings: tuple[tuple[AidSector, Decimal], ...]
    window: WindowKind
    years: int
    boundary_counts: bool
    through_person_counts: bool
    granted_article: str
    window_article: str
    outside: tuple[str, ...]  # regulations whose aid has a ceiling of its own

    def ceiling(self, sector: AidSector) -> Decimal:
        """Give the ceiling of a sector in euro."""
        held = dict(self.ceilings)
        return held.get(sector, held.get(AidSector.GENERAL, _NOTHING))


@dataclass(frozen=True, slots=True)
class Granted:
    """An aid that was granted; a missing amount (euro) or date leaves the answer open."""

    amount: Decimal | None
    date: date | None
    beneficiary: Beneficiary = Beneficiary.SELF
    through_person: bool = False
    regulation: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class AidCase:
    """A new aid to be granted on a day, and what the undertaking has had."""

    amount: Decimal | None
    on: date
    aids: tuple[Granted, ...] = ()
    regulation: str | None = None
    sector: AidSector = AidSector.GENERAL
    year_start: DayOfYear = DayOfYear()
    through_person_counts: bool | None = None  # None: as the rule set has it


@dataclass(frozen=True, slots=True)
class AidOutcome:
    """Whether the new aid fits, by which regulation, in which window; money in euro.

    `allowed` is None where a figure is missing. `room_on` is the first day on which an aid that
    does not fit today would, None when it fits or never does. `later` are aids dated after.
    """

    regulation: str | None
    ceiling: Decimal | None
    first: date | None
    last: date
    used: Decimal
    residual: Decimal | None
    allowed: bool | None
    excess: Decimal | None
    later: tuple[Granted, ...]
    room_on: date | None
    reasons: tuple[Reason, ...]


def de_minimis(case: AidCase, rules: Sequence[AidRules]) -> AidOutcome:
    """Judge whether a new aid fits under the ceiling of its regulation on its day."""
    with localcontext(EXACT):
        chosen, why = _chosen(case, rules)
        if chosen is None:
            return AidOutcome(
                case.regulation, None, None, case.on, _NOTHING, None, None, None, (), None, (why,)
            )
        return _Judging(case, chosen, rules).outcome(why)


# --- Which regulation ------------------------------------------------------------------------


def _chosen(case: AidCase, rules: Sequence[AidRules]) -> tuple[AidRules | None, Reason]:
    """Choose the regulation: the one that the measure names, else the one of the day."""
    if case.regulation is not None:
        named = next((r for r in rules if r.regulation == case.regulation), None)
        return named, _named(case, named)
    of_day = _of_day(rules, case.on)
    if of_day is None:
        return None, Basis(case.on, NAME).reason("REGOLAMENTO_ASSENTE", "", Severity.NOT_VERIFIABLE)
    basis = _basis(of_day, case.on)
    other = next((r for r in rules if r is not of_day and _may_grant(r, case.on)), None)
    if other is None:
        return of_day, basis.reason("REGOLAMENTO_PER_DATA", "art. 8", regulation=of_day.regulation)
    return of_day, basis.reason(
        "REGOLAMENTO_DA_CONFERMARE", "art. 8", Severity.WARNING, regulation=of_day.regulation,
        other=other.regulation, until=other.valid_to,
    )  # fmt: skip


def _of_day(rules: Sequence[AidRules], on: date) -> AidRules | None:
    """Give the regulation under which new measures grant on a day."""
    return next((r for r in rules if r.valid_from <= on <= (r.chosen_to or r.valid_to or on)), None)


def _named(case: AidCase, named: AidRules | None) -> Reason:
    if named is None:
        return Basis(case.on, NAME).reason(
            "REGOLAMENTO_SCONOSCIUTO", "", Severity.NOT_VERIFIABLE, regulation=case.regulation
        )
    basis = _basis(named, case.on)
    if _may_grant(named, case.on):
        return basis.reason("REGOLAMENTO_DELLA_MISURA", "art. 8", regulation=named.regulation)
    return basis.reason(
        "REGOLAMENTO_FUORI_VALIDITA", "art. 8", Severity.WARNING, regulation=named.regulation,
        first=named.valid_from, until=named.valid_to,
    )  # fmt: skip


def _may_grant(rules: AidRules, on: date) -> bool:
    return rules.valid_from <= on <= (rules.valid_to or on)


def _basis(rules: AidRules, on: date) -> Basis:
    return Basis(on, f"{NAME} {rules.version}", rules.act)


# --- What counts -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Counted:
    """What counts on one day: the window's first day, the aids inside it, their sum."""

    first: date
    inside: tuple[Granted, ...]
    used: Decimal


def _counted(case: AidCase, rules: AidRules, on: date, *, boundary: bool | None = None) -> _Counted:
    """Add up what counts for an aid granted on a day; `boundary` asks for another reading."""
    edge = rules.boundary_counts if boundary is None else boundary
    first = _first_day(case, rules, on, boundary=edge)
    inside = tuple(
        aid for aid in _of_undertaking(case, rules)
        if aid.date is not None and first <= aid.date <= on
    )  # fmt: skip
    used = sum((_sound(aid.amount) or _NOTHING for aid in inside), _NOTHING)
    return _Counted(first, inside, used)


def _of_undertaking(case: AidCase, rules: AidRules) -> tuple[Granted, ...]:
    """Give the aids of the single undertaking (art. 2(2)) that share this ceiling."""
    return tuple(
        aid for aid in case.aids
        if aid.beneficiary is not Beneficiary.PARTNER
        and aid.regulation not in rules.outside
        and not _left_out_by_person(aid, case, rules)
    )  # fmt: skip


def _left_out_by_person(aid: Granted, case: AidCase, rules: AidRules) -> bool:
    chosen = case.through_person_counts
    counts = rules.through_person_counts if chosen is None else chosen
    return aid.beneficiary is Beneficiary.LINKED and aid.through_person and not counts


def _first_day(case: AidCase, rules: AidRules, on: date, *, boundary: bool) -> date:
    """Give the first day of the window of an aid granted on a day."""
    if rules.window is WindowKind.FINANCIAL_YEARS:
        start = case.year_start
        return financial_year_start(on, start.month, start.day, rules.years - 1)
    edge = years_before(on, rules.years)
    return edge if boundary else days_later(edge, 1)


def _leaves(aid: Granted, case: AidCase, rules: AidRules) -> tuple[date, ...]:
    """Give the days of which one is the first without an aid in the window."""
    if aid.date is None:
        return ()
    if rules.window is WindowKind.FINANCIAL_YEARS:
        start = case.year_start
        return (financial_year_start(aid.date, start.month, start.day, -rules.years),)
    edge = years_before(aid.date, -rules.years)
    # the second for 29 February, and where the edge counts; the third where 29 February is one too
    return edge, days_later(edge, 1), days_later(edge, 2)


# --- The answer ------------------------------------------------------------------------------


class _Judging:
    """One case under one regulation; reasons gather in the order in which it is worked out."""

    def __init__(self, case: AidCase, rules: AidRules, every: Sequence[AidRules]) -> None:
        self._case = case
        self._rules = rules
        self._every = tuple(every)
        self._basis = _basis(rules, case.on)
        self._ceiling = rules.ceiling(case.sector)
        self._now = _counted(case, rules, case.on)
        self._residual = max(_NOTHING, self._ceiling - self._now.used)
        self._amount = _sound(case.amount)
        self._reasons: list[Reason] = []

    def outcome(self, why: Reason) -> AidOutcome:
        self._reasons.append(why)
        self._tell_ceiling()
        for aid in self._case.aids:
            self._tell_aid(aid)
        allowed = self._allowed(self._residual)
        self._tell_answer(allowed)
        room_on = None if allowed is not False else self._room()
        self._tell_boundary()
        self._reasons.append(self._of_register("NON_SOSTITUISCE_VISURA_RNA", Severity.WARNING))
        case, now = self._case, self._now
        return AidOutcome(
            self._rules.regulation, self._ceiling, now.first, case.on, now.used, self._residual,
            allowed, self._excess(self._residual), self._later(), room_on, tuple(self._reasons),
        )  # fmt: skip

    def _say(
        self, code: str, article: str, severity: Severity = Severity.SATISFIED, /, **data: Datum
    ) -> None:
        self._reasons.append(self._basis.reason(code, article, severity, **data))

    def _of_register(self, code: str, severity: Severity, /, **data: Datum) -> Reason:
        """Give a reason that the rules of the national register of aid set."""
        basis = replace(self._basis, act="DM 31 maggio 2017, n. 115")
        return basis.reason(code, "art. 14", severity, **data)

    def _excess(self, residual: Decimal) -> Decimal | None:
        return None if self._amount is None else max(_NOTHING, self._amount - residual)

    def _allowed(self, residual: Decimal) -> bool | None:
        """Answer yes, no, or None where a missing figure could turn a yes into a no."""
        if self._amount is not None and self._amount > residual:
            return False
        return None if self._amount is None or self._is_open() else True

    def _is_open(self) -> bool:
        """Tell whether an aid that may be in the window lacks its amount or its date."""
        first, last = self._now.first, self._case.on
        return any(
            aid.date is None or (first <= aid.date <= last and _sound(aid.amount) is None)
            for aid in _of_undertaking(self._case, self._rules)
        )

    def _later(self) -> tuple[Granted, ...]:
        own = _of_undertaking(self._case, self._rules)
        return tuple(aid for aid in own if aid.date is not None and aid.date > self._case.on)

    def _room(self) -> date | None:
        """Find the first later day on which the aid would fit, as far as aids are known today.

        Without a regulation that the measure names, the one of that later day decides.
        """
        case, every = self._case, self._every
        days = {d for r in every for aid in case.aids for d in _leaves(aid, case, r)}
        days |= {r.valid_from for r in every}
        found = next((d for d in sorted(days) if d > case.on and self._fits(d)), None)
        if found is None:
            self._say("SPAZIO_MAI", "art. 3(2)", amount=_euro(self._amount))
        else:
            self._say("SPAZIO_DAL", "art. 3(2)", amount=_euro(self._amount), room_on=found)
        return found

    def _fits(self, day: date) -> bool:
        """Tell whether the aid would fit on a day, by the regulation of that day."""
        named = self._rules if _may_grant(self._rules, day) else None
        rules = named if self._case.regulation else _of_day(self._every, day)
        if rules is None or self._amount is None:
            return False
        used = _counted(self._case, rules, day).used
        return self._amount <= rules.ceiling(self._case.sector) - used

    # --- What is told ------------------------------------------------------------------------

    def _tell_ceiling(self) -> None:
        self._say("MASSIMALE", "art. 3(2)", ceiling=Euro(self._ceiling), sector=self._case.sector)
        rolling = self._rules.window is WindowKind.ROLLING
        code = "FINESTRA_TRIENNIO" if rolling else "FINESTRA_ESERCIZI"
        self._say(code, self._rules.window_article, first=self._now.first, last=self._case.on)

    def _tell_aid(self, aid: Granted) -> None:
        code, article, severity = self._standing(aid)
        self._say(code, article, severity, date=aid.date, amount=_euro(_sound(aid.amount)),
                  beneficiary=aid.beneficiary, who=aid.who, regulation=aid.regulation)  # fmt: skip

    def _standing(self, aid: Granted) -> tuple[str, str, Severity]:
        """Give how one aid stands: counted or not, and by which article."""
        if aid.beneficiary is Beneficiary.PARTNER:
            return "AIUTO_DI_ASSOCIATA", "art. 2(2)", Severity.SATISFIED
        if _left_out_by_person(aid, self._case, self._rules):
            return "AIUTO_TRAMITE_PERSONA", "art. 2(2)", Severity.WARNING
        if aid.regulation in self._rules.outside:
            return "AIUTO_ALTRO_MASSIMALE", "art. 5(1)", Severity.WARNING
        return self._standing_in_time(aid)

    def _standing_in_time(self, aid: Granted) -> tuple[str, str, Severity]:
        granted = self._rules.granted_article
        if aid.date is None:
            return "AIUTO_INCOMPLETO", granted, Severity.NOT_VERIFIABLE
        if aid.date > self._case.on:
            return "AIUTO_SUCCESSIVO", granted, Severity.WARNING
        if aid.date < self._now.first:
            return "AIUTO_FUORI_FINESTRA", self._rules.window_article, Severity.SATISFIED
        if _sound(aid.amount) is None:
            return "AIUTO_INCOMPLETO", granted, Severity.NOT_VERIFIABLE
        return "AIUTO_CONTATO", granted, Severity.SATISFIED

    def _tell_answer(self, allowed: bool | None) -> None:  # noqa: FBT001 - None is an answer too
        data: dict[str, Datum] = {
            "amount": _euro(self._amount), "used": Euro(self._now.used),
            "residual": Euro(self._residual), "ceiling": Euro(self._ceiling),
        }  # fmt: skip
        if allowed is None:
            self._say("DE_MINIMIS_NON_DETERMINABILE", "art. 3(2)", Severity.NOT_VERIFIABLE, **data)
        elif allowed:
            self._say("DE_MINIMIS_RISPETTATO", "art. 3(2)", **data)
        else:
            data["excess"] = _euro(self._excess(self._residual))
            self._say("DE_MINIMIS_SUPERATO", "art. 3(7)", Severity.BLOCKS, **data)
        if allowed is False and self._residual > 0:
            offer = self._of_register(
                "RIDUZIONE_AL_RESIDUO", Severity.REMEDIABLE, residual=Euro(self._residual)
            )
            self._reasons.append(offer)

    def _tell_boundary(self) -> None:
        """Tell what the other reading of the window's edge would answer, if an aid lies on it."""
        if self._rules.window is not WindowKind.ROLLING:
            return
        edge = years_before(self._case.on, self._rules.years)
        if not any(aid.date == edge for aid in _of_undertaking(self._case, self._rules)):
            return
        counts = not self._rules.boundary_counts
        used = _counted(self._case, self._rules, self._case.on, boundary=counts).used
        residual = max(_NOTHING, self._ceiling - used)
        self._say(
            "GIORNO_DI_CONFINE", self._rules.window_article, Severity.WARNING, day=edge,
            used=Euro(used), residual=Euro(residual), allowed=self._allowed(residual),
            excess=_euro(self._excess(residual)),
        )  # fmt: skip


def _sound(amount: Decimal | None) -> Decimal | None:
    """Take what is no amount for missing: not a number, infinite, or below zero."""
    return amount if amount is not None and amount.is_finite() and amount >= 0 else None


def _euro(value: Decimal | None) -> Euro | None:
    return None if value is None else Euro(value)
