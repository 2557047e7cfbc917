"""What the quarter's figures are counted from: gathered from the store in stretches."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar, cast
from uuid import UUID

from db import counted, merged
from db.counted import Line
from db.moments import Moments
from db.reading import Reader
from desktop.domain.attendance import credited, threshold_of
from desktop.domain.codecs import ROME, Country
from desktop.domain.indicators import (
    AidFact,
    ApplicationFact,
    Facts,
    FirmFact,
    Period,
    SessionFact,
)
from desktop.domain.programme_file import ExportClass
from desktop.domain.records import (
    Accounts,
    Application,
    Attendance,
    Evaluation,
    Firm,
    FirmKind,
    Mission,
    OrientationSession,
    Person,
    Purpose,
    Relation,
    SessionKind,
    Slot,
)
from desktop.domain.rules import of_firm
from desktop.domain.rules.case import Applicant, Case, Terms
from desktop.domain.rules.conditions import UNREGISTERED, measured
from desktop.domain.rules.exports import export_class
from desktop.domain.rules.moments import in_rome
from desktop.domain.rules.reason import Severity
from desktop.domain.rules.size import SizeClass, size_of
from desktop.domain.text import fold
from desktop.rule_book import rule_book
from desktop.services import evaluating
from desktop.services.programmes import ProgrammeData
from desktop.services.watch import Watch

_CERTIFICATE = "certificate"
_BATCH = 500
_PERSON = 16  # characters of a natural person's tax code
_CODES = re.compile(r"[A-Z][A-Z0-9_]{2,}(, [A-Z][A-Z0-9_]{2,})*")
_SECTORS = Firm.KIND.column("sectors")
_NOWHERE = Mission(
    id=UUID(int=0), programme="-", code="-", title="-", market=Country("IT")
)  # size is asked by no mission
B = TypeVar("B", Accounts, Relation)


class FactsOf:
    """Reads facts in stretches, each kind of record once."""

    def __init__(
        self, reader: Reader, data: ProgrammeData | None, exports: tuple[ExportClass, ...],
        period: Period, watch: Watch,
    ) -> None:  # fmt: skip
        self._reader = reader
        self._data = data
        self._exports = exports
        self._period = period
        self._watch = watch
        self._done = 0
        counts = reader.counts()
        kinds = (Firm, Accounts, OrientationSession, Application)
        self._total = sum(counts.get(cls.KIND.name, 0) for cls in kinds)
        self._moments = Moments(reader.connection)
        self._keys: dict[bytes, str] = {}  # of every firm, those merged into others too
        self._others = 0
        self._foreign: set[bytes] = set()  # sessions of other programmes

    def facts(self, more: Iterable[Period]) -> Facts:
        """Gather what the period, the one before and some more need."""
        periods = (self._period, self._period.before(), *more)
        span = Period(min(p.first for p in periods), max(p.last for p in periods))
        firms = self._firms()
        dayless, held = self._sessions(span)
        applications = [fact for mission in self._missions() for fact in self._applied(mission)]
        facts = Facts(
            firms, held, applications, list(self._aids()), self._certificates(), dayless,
            self._others,
        )  # fmt: skip
        self._watch.look(self._total, self._total)
        return facts

    def _look(self, done: int) -> None:
        self._done = min(self._done + done, self._total)
        self._watch.look(self._done, self._total)

    def _entered(self, dot: int) -> date:
        return _rome(self._moments.of(dot))

    # --- firms ----------------------------------------------------------------------------------

    def _firms(self) -> list[FirmFact]:
        """Give the firms, each row that is read as its own; what is under it lends its day."""
        rows = {row.id: row for row in self._stretch(counted.firms(self._reader))}
        sized = self._classes(sorted(counted.measured(self._reader) & rows.keys()))
        links = self._reader.links
        days: dict[bytes, date] = {}
        for firm, row in rows.items():
            own = merged.survivor(firm, links) if links else firm
            stays = rows.get(own, row)
            self._keys[firm] = stays.tax_code or stays.vat_number or stays.id.hex()
            entered = self._entered(row.made)
            days[stays.id] = min(days.get(stays.id, entered), entered)
        return [self._firm(rows[firm], day, sized.get(firm)) for firm, day in days.items()]

    def _stretch(self, rows: Iterable[Line]) -> Iterator[Line]:
        for place, row in enumerate(rows, start=1):
            if place % _BATCH == 0:
                self._look(_BATCH)
            yield row

    def _firm(
        self, row: Line, entered: date, sized: tuple[str | None, str | None] | None
    ) -> FirmFact:
        kind = row.kind or FirmKind.ENTERPRISE.value
        unmeasured = "" if _unmeasured(kind) else None
        size, export = sized or (unmeasured, unmeasured)
        return FirmFact(
            self._keys[row.id], row.id, entered, kind, row.registered_office_province,
            _listed(row.sectors), size, export, bool(row.tax_code),
            _shown(row.tax_code, row.vat_number),
        )  # fmt: skip

    def _classes(self, firms: list[bytes]) -> dict[bytes, tuple[str | None, str | None]]:
        """Give size and export class of the firms with figures, by the rules of the last day."""
        found: dict[bytes, tuple[str | None, str | None]] = {}
        for start in range(0, len(firms), _BATCH):
            ids = [UUID(bytes=firm) for firm in firms[start : start + _BATCH]]
            accounts = _by_firm(self._reader.among(Accounts, "firm", ids))
            relations = _by_firm(self._reader.among(Relation, "firm", ids))
            for firm in self._reader.among(Firm, "id", ids):
                held = [a for a in accounts.get(firm.id, ()) if a.year <= self._period.last.year]
                known = Applicant(firm, accounts=tuple(held), relations=relations.get(firm.id, ()))
                found[firm.id.bytes] = self._size(known), self._export(known)
            self._look(_BATCH)
        return found

    def _size(self, held: Applicant) -> str | None:
        case = Case(held, _NOWHERE, Terms.unknown("-"), self._period.last)
        if not measured(case):
            return ""
        asked = of_firm.size_case(held.firm, held.accounts, held.relations)
        size = size_of(asked, rule_book().sizes, self._period.last).size
        return None if size is SizeClass.UNDETERMINED else size.value

    def _export(self, held: Applicant) -> str | None:
        """Give the class of the last year of which both figures are known."""
        for year in sorted(held.accounts, key=lambda a: (a.year, a.id), reverse=True):
            sales, abroad = of_firm.euro(year.turnover), of_firm.euro(year.export_turnover)
            found = export_class(sales, abroad, self._exports, self._period.last).export_class
            if found is not None:
                return found.code
        return "" if _unmeasured(held.firm.kind) else None

    # --- sessions -------------------------------------------------------------------------------

    def _sessions(self, span: Period) -> tuple[int, list[SessionFact]]:
        """Give how many have no day, and the sessions; of those out of the span the day alone."""
        dayless, facts, inside = 0, list[SessionFact](), dict[UUID, tuple[date, date]]()
        for row in counted.sessions(self._reader):
            day = date.fromisoformat(row.day) if row.day else None
            if not self._is_ours(row.programme):
                self._others += self._period.holds(day)
                self._foreign.add(row.id)
            elif day is None:
                dayless += 1
            elif span.holds(day):
                inside[UUID(bytes=row.id)] = day, self._entered(row.made)
            elif day < self._period.first:
                facts.append(SessionFact(day, self._entered(row.made), training=False, mode=""))
        ids = list(inside)
        for start in range(0, len(ids), _BATCH):
            facts += self._held(ids[start : start + _BATCH], inside)
            self._look(_BATCH)
        return dayless, facts

    def _is_ours(self, programme: str | None) -> bool:
        """Tell whether something is of the desk's programme, or of none."""
        return self._data is None or programme in (None, self._data.programme.code)

    def _held(
        self, ids: list[UUID], days: Mapping[UUID, tuple[date, date]]
    ) -> Iterator[SessionFact]:
        slots, there = dict[UUID, list[Slot]](), dict[UUID, list[Attendance]]()
        for slot in self._reader.among(Slot, "session", ids):
            slots.setdefault(slot.session, []).append(slot)
        for one in self._reader.among(Attendance, "session", ids):
            if one.firm.bytes in self._keys:
                there.setdefault(one.session, []).append(one)
        named = {one.person for held in there.values() for one in held if one.person}
        people = {p.id: p for p in self._reader.among(Person, "id", sorted(named))}
        for session in self._reader.among(OrientationSession, "id", ids):
            mine = there.get(session.id, [])
            yield self._session(session, slots.get(session.id, []), mine, people, days[session.id])

    def _session(
        self, session: OrientationSession, slots: list[Slot], there: list[Attendance],
        people: Mapping[UUID, Person], days: tuple[date, date],
    ) -> SessionFact:  # fmt: skip
        training = self._is_training(session)
        sat = _Sat()
        ordered = sorted(slots, key=lambda s: (s.date, s.start))
        minutes = credited(ordered, (), self._threshold).total_minutes
        for (firm, person), held in _by_person(there).items():
            credit = credited(ordered, held, self._threshold)
            if training and not credit.credited_minutes:
                continue  # who is on the sheet of a training without hours was not there
            key = self._keys[firm.bytes]
            sat.firms.add(key)
            known = people.get(person) if person else None
            sat.unnamed += known is None
            named = {_person_key(key, known)} if known else set[str]()
            sat.people |= named
            if training and credit.certificate:
                sat.earned |= named or {key}
        return SessionFact(
            *days, training, session.mode.value, session.line, session.market, minutes,
            frozenset(sat.firms), frozenset(sat.people), sat.unnamed, len(sat.earned),
        )  # fmt: skip

    @property
    def _threshold(self) -> Decimal:
        held = self._data.programme.attendance_threshold if self._data else None
        return threshold_of(held)

    def _is_training(self, session: OrientationSession) -> bool:
        """Tell whether a session trains: for a group, of a line of training where there is one."""
        lines = {line.code for line in self._data.lines if line.training} if self._data else set()
        return session.kind is SessionKind.GROUP and (session.line in lines or not lines)

    # --- applications, aids, certificates -------------------------------------------------------

    def _missions(self) -> Iterator[Mission]:
        for mission in self._reader.all(Mission):
            if self._is_ours(mission.programme):
                yield mission
            else:
                self._others += self._period.holds(mission.starts)

    def _applied(self, mission: Mission) -> Iterator[ApplicationFact]:
        held = self._reader.of(Application, mission=mission.id)
        made = counted.made_of(self._reader, Application.KIND, [one.id.bytes for one in held])
        judged = _judged(self._reader.of(Evaluation, mission=mission.id))
        for one in held:
            firm = self._keys.get(one.firm.bytes)
            if firm is not None:
                yield ApplicationFact(
                    firm, mission.code, in_rome(one.arrived_at).date(),
                    self._entered(made[one.id.bytes]), one.state, one.admitted_on, mission.starts,
                    judged.get(one.id) or _codes_of(one), mission.aid, mission.grant_on,
                )  # fmt: skip
        self._look(len(held))

    def _aids(self) -> Iterator[AidFact]:
        for row in counted.aids(self._reader):
            firm = self._keys.get(row.firm)
            if firm is not None and row.date is not None:
                day = date.fromisoformat(row.date)
                yield AidFact(firm, row.amount or 0, day, self._entered(row.made))

    def _certificates(self) -> list[date]:
        """Give the day of each certificate's first issue: another language is the same one.

        So is another revision, whatever the firm or the person is called on it. Those of sessions
        that are left out are left out too.
        """
        first: dict[tuple[object, ...], date] = {}
        for row in counted.certificates(self._reader, _CERTIFICATE):
            if row.session not in self._foreign:
                day = in_rome(datetime.fromisoformat(row.issued_at)).date()
                one = (row.session, row.person or self._titled(row))
                first[one] = min(first.get(one, day), day)
        return sorted(first.values())

    def _titled(self, row: Line) -> tuple[object, str]:
        """Give what tells apart a certificate that does not name its person by a record."""
        firm = merged.survivor(row.firm, self._reader.links) if row.firm else None
        return firm, (row.title or "").partition(row.number)[2] or row.number


@dataclass(slots=True)
class _Sat:
    """Who was found at a session so far."""

    firms: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    earned: set[str] = field(default_factory=set)  # of a person without a name, the firm's key
    unnamed: int = 0


def _rome(milliseconds: int) -> date:
    """Give the day in Rome of a moment of the journal."""
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC).astimezone(ROME).date()


def _shown(tax_code: str | None, vat_number: str | None) -> str:
    """Give the code that may stand in a list: of a natural person the VAT number, or none."""
    is_person = len(tax_code or "") == _PERSON
    return (vat_number or "" if is_person else tax_code or vat_number) or ""


def _unmeasured(kind: str) -> bool:
    """Tell whether no size and no export class is asked of a body of this kind."""
    return kind in UNREGISTERED


@lru_cache(maxsize=4096)
def _listed(cell: str | None) -> tuple[str, ...]:
    """Read a list of codes as the store holds it; registers share a few hundred such lists."""
    return () if cell is None else cast("tuple[str, ...]", _SECTORS.codec.load(cell))


def _by_firm(records: Iterable[B]) -> dict[UUID, tuple[B, ...]]:
    found: dict[UUID, list[B]] = {}
    for record in records:
        found.setdefault(record.firm, []).append(record)
    return {firm: tuple(held) for firm, held in found.items()}


def _by_person(there: Iterable[Attendance]) -> dict[tuple[UUID, UUID | None], list[Attendance]]:
    """Give presences by person; those of a firm without a person count as one."""
    found: dict[tuple[UUID, UUID | None], list[Attendance]] = {}
    for one in there:
        found.setdefault((one.firm, one.person), []).append(one)
    return found


def _person_key(firm: str, person: Person) -> str:
    """Give what makes two records one person: the tax code, else the name within the firm."""
    return person.tax_code or f"{firm} {fold(f'{person.family_name} {person.given_name}')}"


def _judged(kept: Iterable[Evaluation]) -> dict[UUID, tuple[str, ...]]:
    """Give, of each application, the codes for which its kept outcome shuts it out.

    That of the last selection, which decided; where there was none, the last that was printed.
    """
    last: dict[UUID, Evaluation] = {}
    for one in sorted(kept, key=_decisive):
        if one.application is not None:
            last[one.application] = one
    return {
        application: tuple(dict.fromkeys(
            str(f["code"]) for f in evaluating.findings_of(one) if f["severity"] == Severity.BLOCKS
        ))
        for application, one in last.items()
    }  # fmt: skip


def _decisive(kept: Evaluation) -> tuple[bool, float, UUID]:
    return kept.purpose is Purpose.SELECTION, kept.made_at.timestamp(), kept.id


def _codes_of(application: Application) -> tuple[str, ...]:
    """Give the codes that stand as the reason of its state; words of a person are none."""
    why = application.why or ""
    return tuple(why.split(", ")) if _CODES.fullmatch(why) else ()
