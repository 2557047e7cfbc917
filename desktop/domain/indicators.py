"""The figures that a chamber reports each quarter, counted from frozen facts.

Everything is a count over facts and a period of days, so that the order of the facts, the desk
that counts and what it received when make no difference. A firm is known by its tax code (by its
VAT number where it has none): registered at two desks it counts once. docs/indicators.md says
beside each figure what it counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from desktop.domain.problems import DeskError
from desktop.domain.records import ApplicationState as State
from desktop.domain.rules.states import SEATED

UNKNOWN = "unknown"  # the part of a figure whose record does not say where it belongs
EUROS = frozenset({"aid.amount", "recorded_aid.amount"})  # in cents; all others are counts
MINUTES = frozenset({"orientation.minutes", "training.minutes"})
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "firms": ("firms.new", "firms.total", "firms.served"),
    "orientation": ("orientation.sessions", "orientation.minutes", "orientation.firms"),
    "training": (
        "training.sessions", "training.minutes", "training.firms", "training.people",
        "training.earned", "training.certificates",
    ),
    "missions": (
        "applications.received", "applications.firms", "applications.eligible",
        "applications.excluded", "applications.undecided", "applications.renounced",
        "missions.selected", "missions.participants",
    ),
    "aid": ("aid.amount", "aid.firms", "recorded_aid.amount", "recorded_aid.firms"),
})  # fmt: skip
INDICATORS = tuple(code for codes in GROUPS.values() for code in codes)
_OF_FIRMS = ("province", "sector", "size", "export", "kind")
_OF_SESSIONS = ("line", "mode", "market")
PARTS: tuple[str, ...] = (
    *(f"firms.{which}.{what}" for what in _OF_FIRMS for which in ("new", "total")),
    *(f"orientation.{which}.{what}" for what in _OF_SESSIONS for which in ("sessions", "minutes")),
    "training.sessions.line", "applications.received.mission", "applications.excluded.reason",
)  # fmt: skip
GAPS = (
    "firms.province", "firms.sector", "firms.size", "firms.export", "firms.tax_code",
    "sessions.day", "sessions.line", "sessions.market", "training.person",
    "applications.reason", "missions.grant_on", "other_programmes",
)  # fmt: skip
NOT_HELD = ("meetings", "follow_up", "satisfaction", "targets")  # no record holds them
_MONTHS = 3
_ELIGIBLE = SEATED | {State.ELIGIBLE, State.RESERVE}
_OUT = frozenset({State.NOT_ELIGIBLE, State.EXCLUDED})
_WENT = frozenset({State.PARTICIPANT, State.CONCLUDED})


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from the first to the last, both counted."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins (`period-backwards`)."""
        if self.last < self.first:
            raise DeskError(
                "period-backwards", first=self.first.isoformat(), last=self.last.isoformat()
            )

    def holds(self, day: date | None) -> bool:
        """Tell whether a day lies within; one that is not known does not."""
        return day is not None and self.first <= day <= self.last

    @property
    def quarter(self) -> int | None:
        """Give the number of the calendar quarter that it is, None for other periods."""
        return self.first.month // _MONTHS + 1 if self == quarter_of(self.first) else None

    def before(self) -> "Period":
        """Give what it is compared with: the quarter before, or as many days before."""
        last = self.first - timedelta(days=1)
        if self.quarter is not None:
            return quarter_of(last)
        return Period(last - (self.last - self.first), last)


def quarter_of(day: date) -> Period:
    """Give the calendar quarter in which a day lies."""
    month = (day.month - 1) // _MONTHS * _MONTHS + 1
    following = date(day.year + month // 10, (month + _MONTHS - 1) % 12 + 1, 1)
    return Period(date(day.year, month, 1), following - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class FirmFact:
    """A firm as it is counted: `id` orders the rows of one firm, `entered` is its first day here.

    `size` and `export` are None where figures are missing; "" where no class is asked of it.
    `shown` is the code by which a list names it: never a natural person's tax code.
    """

    key: str
    id: bytes
    entered: date
    kind: str
    province: str | None = None
    sectors: tuple[str, ...] = ()
    size: str | None = None
    export: str | None = None
    by_tax_code: bool = True
    shown: str = ""

    @property
    def is_complete(self) -> bool:
        """Tell whether it is known where it belongs in each breakdown."""
        known = self.province and self.sectors
        return bool(known) and self.size is not None and self.export is not None


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A session: its first day, its minutes, the keys of firms and people that were there.

    `unnamed` counts presences without a person, `earned` the people who reached the threshold.
    """

    day: date
    entered: date
    training: bool
    mode: str
    line: str | None = None
    market: str | None = None
    minutes: int = 0
    firms: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    unnamed: int = 0
    earned: int = 0


@dataclass(frozen=True, slots=True)
class ApplicationFact:
    """An application: when it came and was entered, where it stands, what its mission gives.

    `admitted` is the day of its selection, `reasons` the codes for which it was kept out,
    `aid` the mission's aid in cents with the day of its grant.
    """

    firm: str
    mission: str
    arrived: date
    entered: date
    state: State
    admitted: date | None = None
    departs: date | None = None
    reasons: tuple[str, ...] = ()
    aid: int | None = None
    granted: date | None = None


@dataclass(frozen=True, slots=True)
class AidFact:
    """A de minimis aid in a firm's card: cents, and the day of the grant."""

    firm: str
    amount: int
    day: date
    entered: date


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is counted; `certificates` are the days on which each was first issued.

    `of_other_programmes` are the sessions and missions of the period that are left out.
    """

    firms: Sequence[FirmFact] = ()
    sessions: Sequence[SessionFact] = ()
    applications: Sequence[ApplicationFact] = ()
    aids: Sequence[AidFact] = ()
    certificates: Sequence[date] = ()
    sessions_without_day: int = 0
    of_other_programmes: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of one period: `totals` by indicator, `parts` by breakdown and then by its codes."""

    totals: Mapping[str, int]
    parts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """The totals of an earlier printed report, as they were."""

    number: str
    period: Period
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of an earlier report that is another today."""

    number: str
    period: Period
    indicator: str
    then: int
    now: int


@dataclass(frozen=True, slots=True)
class Late:
    """Records entered in the period about days of an earlier quarter."""

    kind: str
    quarter: Period
    count: int


@dataclass(frozen=True, slots=True)
class Indicators:
    """A period's figures beside those of the one before, and how far they can be relied on."""

    period: Period
    previous: Period
    now: Figures
    before: Figures
    complete: int
    gaps: Mapping[str, int]
    late: tuple[Late, ...] = ()
    changes: tuple[Change, ...] = ()

    def differences(self) -> dict[str, int]:
        """Give, for each indicator, how much more it is than before."""
        return {code: self.now.totals[code] - self.before.totals[code] for code in INDICATORS}


def indicators(facts: Facts, period: Period, kept: Iterable[Kept] = ()) -> Indicators:
    """Count a period and the one before; compare earlier reports with the same figures today."""
    counted = Facts(
        once(facts.firms), facts.sessions, facts.applications, facts.aids, facts.certificates,
        facts.sessions_without_day, facts.of_other_programmes,
    )  # fmt: skip
    gaps, complete = _gaps(counted, period)
    return Indicators(
        period, period.before(), _figures(counted, period), _figures(counted, period.before()),
        complete, gaps, tuple(_late(facts, period)), tuple(_changes(counted, kept)),
    )  # fmt: skip


# --- Firms ---------------------------------------------------------------------------------------


def once(firms: Iterable[FirmFact]) -> tuple[FirmFact, ...]:
    """Give each firm once: entered on its earliest day, each datum from the first row with it."""
    found: dict[str, FirmFact] = {}
    twice: dict[str, list[FirmFact]] = {}
    for firm in firms:
        first = found.setdefault(firm.key, firm)
        if first is not firm:
            twice.setdefault(firm.key, [first]).append(firm)
    for key, rows in twice.items():
        found[key] = _joined(sorted(rows, key=lambda row: row.id))
    return tuple(found.values())


def _joined(rows: Sequence[FirmFact]) -> FirmFact:
    return FirmFact(
        key=rows[0].key, id=rows[0].id, entered=min(row.entered for row in rows),
        kind=rows[0].kind,
        province=next((row.province for row in rows if row.province), None),
        sectors=next((row.sectors for row in rows if row.sectors), ()),
        size=next((row.size for row in rows if row.size is not None), None),
        export=next((row.export for row in rows if row.export is not None), None),
        by_tax_code=any(row.by_tax_code for row in rows),
        shown=next((row.shown for row in rows if row.shown), ""),
    )  # fmt: skip


def _parts_of(firm: FirmFact) -> Iterator[tuple[str, str]]:
    """Give where a firm belongs in each breakdown; in every one of its sectors."""
    yield "province", firm.province or UNKNOWN
    for sector in firm.sectors or (UNKNOWN,):
        yield "sector", sector
    if firm.size != "":
        yield "size", firm.size or UNKNOWN
    if firm.export != "":
        yield "export", firm.export or UNKNOWN
    yield "kind", firm.kind


# --- The figures ---------------------------------------------------------------------------------


def _figures(facts: Facts, period: Period) -> Figures:
    totals = dict.fromkeys(INDICATORS, 0)
    parts: dict[str, Counter[str]] = {name: Counter() for name in PARTS}
    _count_firms(facts, period, totals, parts)
    served = _count_sessions(facts, period, totals, parts)
    served |= _count_applications(facts, period, totals, parts)
    _count_aids(facts, period, totals)
    totals["firms.served"] = len(served)
    held = {name: dict(sorted(found.items())) for name, found in parts.items() if found}
    return Figures(totals, held)


def _count_firms(
    facts: Facts, period: Period, totals: dict[str, int], parts: Mapping[str, Counter[str]]
) -> None:
    for firm in facts.firms:
        if firm.entered > period.last:
            continue
        names = ("total", "new") if firm.entered >= period.first else ("total",)
        for name in names:
            totals[f"firms.{name}"] += 1
            for what, code in _parts_of(firm):
                parts[f"firms.{name}.{what}"][code] += 1


def _count_sessions(
    facts: Facts, period: Period, totals: dict[str, int], parts: Mapping[str, Counter[str]]
) -> set[str]:
    """Count the sessions that began in a period; gives the firms that were at one."""
    firms: dict[str, set[str]] = {"orientation": set(), "training": set()}
    people: set[str] = set()
    for session in facts.sessions:
        if not period.holds(session.day):
            continue
        name = "training" if session.training else "orientation"
        totals[f"{name}.sessions"] += 1
        totals[f"{name}.minutes"] += session.minutes
        firms[name] |= session.firms
        if session.training:
            people |= session.people
            totals["training.earned"] += session.earned
            parts["training.sessions.line"][session.line or UNKNOWN] += 1
            continue
        for what, code in zip(_OF_SESSIONS, (session.line, session.mode, session.market),
                              strict=True):  # fmt: skip
            parts[f"orientation.sessions.{what}"][code or UNKNOWN] += 1
            parts[f"orientation.minutes.{what}"][code or UNKNOWN] += session.minutes
    totals["orientation.firms"] = len(firms["orientation"])
    totals["training.firms"] = len(firms["training"])
    totals["training.people"] = len(people)
    totals["training.certificates"] = sum(map(period.holds, facts.certificates))
    return firms["orientation"] | firms["training"]


def _count_applications(
    facts: Facts, period: Period, totals: dict[str, int], parts: Mapping[str, Counter[str]]
) -> set[str]:
    """Count applications by the day they came, the rest by its own day; gives who applied."""
    applied: set[str] = set()
    aided: set[str] = set()
    for one in facts.applications:
        if one.state is State.DRAFT:
            continue
        if period.holds(one.arrived):
            applied.add(one.firm)
            totals["applications.received"] += 1
            totals[_standing(one)] += 1
            parts["applications.received.mission"][one.mission] += 1
            if _standing(one) == "applications.excluded":
                parts["applications.excluded.reason"].update(one.reasons or (UNKNOWN,))
        if one.state in SEATED:
            totals["missions.selected"] += period.holds(one.admitted or one.arrived)
            totals["missions.participants"] += one.state in _WENT and period.holds(one.departs)
            if one.aid and period.holds(one.granted):
                totals["aid.amount"] += one.aid
                aided.add(one.firm)
    totals["applications.firms"] = len(applied)
    totals["aid.firms"] = len(aided)
    return applied


def _standing(one: ApplicationFact) -> str:
    """Give the indicator under which an application stands: each counts under just one."""
    if one.state is State.RENOUNCED:
        return "applications.renounced"
    if one.state in _ELIGIBLE:
        return "applications.eligible"
    return "applications.excluded" if one.state in _OUT else "applications.undecided"


def _count_aids(facts: Facts, period: Period, totals: dict[str, int]) -> None:
    held = [aid for aid in facts.aids if period.holds(aid.day)]
    totals["recorded_aid.amount"] = sum(aid.amount for aid in held)
    totals["recorded_aid.firms"] = len({aid.firm for aid in held})


# --- How far they can be relied on ---------------------------------------------------------------


def _gaps(facts: Facts, period: Period) -> tuple[dict[str, int], int]:
    """Count what is missing, and the firms of which nothing is."""
    found = dict.fromkeys(GAPS, 0)
    complete = 0
    for firm in facts.firms:
        if firm.entered > period.last:
            continue
        complete += firm.is_complete
        found["firms.province"] += not firm.province
        found["firms.sector"] += not firm.sectors
        found["firms.size"] += firm.size is None
        found["firms.export"] += firm.export is None
        found["firms.tax_code"] += not firm.by_tax_code
    for session in facts.sessions:
        if period.holds(session.day):
            found["sessions.line"] += not session.line
            found["sessions.market"] += not session.market
            found["training.person"] += session.unnamed if session.training else 0
    for one in facts.applications:
        if period.holds(one.arrived) and _standing(one) == "applications.excluded":
            found["applications.reason"] += not one.reasons
        if period.holds(one.arrived) and one.state in SEATED and one.aid:
            found["missions.grant_on"] += one.granted is None
    found["sessions.day"] = facts.sessions_without_day
    found["other_programmes"] = facts.of_other_programmes
    return found, complete


def _late(facts: Facts, period: Period) -> Iterator[Late]:
    """Give what was entered in the period about earlier days, by kind and quarter."""
    dated = (
        *(("session", one.day, one.entered) for one in facts.sessions),
        *(("application", one.arrived, one.entered) for one in facts.applications),
        *(("aid", one.day, one.entered) for one in facts.aids),
    )
    found = Counter(
        (kind, quarter_of(day))
        for kind, day, entered in dated
        if day < period.first and period.holds(entered)
    )
    for (kind, quarter), count in sorted(found.items()):
        yield Late(kind, quarter, count)


def _changes(facts: Facts, kept: Iterable[Kept]) -> Iterator[Change]:
    for report in sorted(kept, key=lambda held: (held.period, held.number)):
        now = _figures(facts, report.period).totals
        for code in INDICATORS:
            then = report.totals.get(code, now[code])
            if then != now[code]:
                yield Change(report.number, report.period, code, then, now[code])
