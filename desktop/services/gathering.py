"""What each kind of paper is made from, gathered from the store as frozen records."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import cast
from uuid import UUID

from db.reading import Reader
from desktop.documents import KINDS
from desktop.documents.content.sittings import all_sittings, refuse_short
from desktop.documents.sources import (
    AddressSource,
    ApplicationFacts,
    AttendanceSource,
    CertificateSource,
    DossierSource,
    FirmCardSource,
    FirmFacts,
    LetterSource,
    NoticeSource,
    OrientationSource,
    ProgrammeFacts,
    Scored,
    SessionFacts,
    Source,
)
from desktop.domain.indicators import Period
from desktop.domain.problems import DeskError
from desktop.domain.records import (
    Accounts,
    Application,
    ApplicationState,
    Attendance,
    Consent,
    Declaration,
    Delegate,
    ExportSales,
    Firm,
    Mission,
    OrientationSession,
    Paper,
    Person,
    Programme,
    Readiness,
    Relation,
    Site,
    Slot,
)
from desktop.domain.rules.readiness import Questionnaire
from desktop.domain.rules.readiness import readiness as score
from desktop.domain.text import clean
from desktop.rule_book import rule_book
from desktop.services import (
    copies,
    evaluating,
    firms,
    indicators,
    judged_papers,
    missions,
    programmes,
    sessions,
    takes,
)
from desktop.services.watch import ALONE, Watch


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper is about."""

    mission: UUID | None = None
    firm: UUID | None = None
    session: UUID | None = None
    person: UUID | None = None  # whom a certificate names


@dataclass(frozen=True, slots=True)
class Named:
    """What a person named a paper's subject by (codes, numbers or ids), and what it is to say.

    `reasons` are sentences for this paper alone: a communication lists them by number. A report
    is about a `period` of days.
    """

    mission: str | None = None
    firm: str | None = None
    session: str | None = None
    reasons: tuple[str, ...] = ()
    period: Period | None = None

    def subjects(self) -> set[str]:
        """Give the names of what was named."""
        return {name for name in ("mission", "firm", "session", "period") if getattr(self, name)}


@dataclass(frozen=True, slots=True)
class Gathered:
    """A paper to be made: what it is about, what it is made from, which edition of a form."""

    subject: Subject
    source: Source
    partners: tuple[str, ...] = field(default=())
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reads what a kind of paper needs about what was named; `programme` is the desk's own."""

    reader: Reader
    programme: str | None
    kind: str
    named: Named
    today: date
    watch: Watch = ALONE

    def all(self) -> tuple[Gathered, ...]:
        """Give the papers to be made, most often one."""
        takes.refuse(self.kind, self.named.subjects(), reasons=bool(self.named.reasons))
        return tuple(_GATHERERS[self.kind](self))

    def foreseen(self) -> tuple[Gathered, ...]:
        """Give the same for their text alone: the files that a dossier binds are not read."""
        takes.refuse(self.kind, self.named.subjects(), reasons=bool(self.named.reasons))
        return tuple((_FORESEEN.get(self.kind) or _GATHERERS[self.kind])(self))

    # --- the subjects -----------------------------------------------------------------------

    def firm(self) -> Firm:
        """Give the firm that was named."""
        return firms.resolve(self.reader, self.named.firm or "")

    def mission(self) -> Mission:
        """Give the mission that was named."""
        return missions.resolve(self.reader, self.named.mission or "")

    def session(self) -> OrientationSession:
        """Give the session that was named."""
        return sessions.resolve(self.reader, self.named.session or "")

    def reasons(self) -> tuple[str, ...]:
        """Give the reasons as every typed text is taken in, without empty ones."""
        held = (clean(text).text.strip() for text in self.named.reasons)
        return tuple(text for text in held if text)

    # --- what belongs to them ---------------------------------------------------------------

    def facts_of(self, code: str | None) -> ProgrammeFacts | None:
        """Give a programme with its lists, or None when the store does not hold it."""
        data = programmes.by_code(self.reader, code)
        if data is None:
            return None
        return ProgrammeFacts(
            programme=data.programme, lines=data.lines, markets=data.markets, sectors=data.sectors
        )

    def programme_of(self, mission: Mission) -> ProgrammeFacts:
        """Give the programme of a mission; it is refused without one."""
        programme = self.facts_of(mission.programme)
        if programme is None:
            held = ", ".join(p.code for p in self.reader.all(Programme))
            raise DeskError("programme-unknown", programme=mission.programme, known=held)
        return programme

    def whole(self, firm: Firm) -> FirmFacts:
        """Give a firm with all that belongs to it."""
        reader, of = self.reader, firm.id
        return FirmFacts(
            firm=firm, sites=reader.of(Site, firm=of), people=reader.of(Person, firm=of),
            accounts=reader.of(Accounts, firm=of), exports=reader.of(ExportSales, firm=of),
            relations=reader.of(Relation, firm=of), declarations=reader.of(Declaration, firm=of),
            consents=reader.of(Consent, firm=of), sessions=self._sessions_of(firm),
        )  # fmt: skip

    def _sessions_of(self, firm: Firm) -> tuple[SessionFacts, ...]:
        mine = self.reader.of(Attendance, firm=firm.id)
        held = self.reader.among(OrientationSession, "id", (a.session for a in mine))
        return tuple(
            SessionFacts(
                session=session, slots=self.reader.of(Slot, session=session.id),
                attendances=tuple(a for a in mine if a.session == session.id),
            )
            for session in held
        )  # fmt: skip

    def sheet(self, session: OrientationSession) -> AttendanceSource:
        """Give a session with its slots and everyone at it."""
        reader = self.reader
        attendances = reader.of(Attendance, session=session.id)
        return AttendanceSource(
            session=SessionFacts(
                session=session, slots=reader.of(Slot, session=session.id),
                attendances=attendances,
            ),
            firms=reader.among(Firm, "id", (a.firm for a in attendances)),
            people=reader.among(Person, "id", (a.person for a in attendances if a.person)),
            programme=self.facts_of(session.programme),
        )  # fmt: skip

    def delegation(self, mission: Mission) -> DossierSource:
        """Give a mission with all its applications."""
        return DossierSource(
            mission=mission, programme=self.programme_of(mission),
            applications=tuple(map(self.applied, missions.entered_of(self.reader, mission))),
        )  # fmt: skip

    def going(self, mission: Mission) -> list[missions.Entered]:
        """Give the applications to a mission that were not renounced; refused without one."""
        entered = missions.entered_of(self.reader, mission)
        held = [e for e in entered if e.application.state is not ApplicationState.RENOUNCED]
        if not held:
            raise missions.nobody(mission, entered)
        return held

    def applied(self, entered: missions.Entered) -> ApplicationFacts:
        """Give an application with all that belongs to it and to its firm."""
        application, firm = entered.application, entered.firm
        return ApplicationFacts(
            application=application, firm=self.whole(firm), delegates=entered.delegates,
            files=copies.files_of(self.reader, application.id, firm.id),
        )  # fmt: skip

    def application(self, mission: Mission, firm: FirmFacts) -> ApplicationFacts:
        """Give the application to a mission that speaks for a firm; refused without one."""
        mine = self.reader.of(Application, mission=mission.id, firm=firm.firm.id)
        if not mine:
            raise DeskError("not-applied", firm=firm.firm.name, mission=mission.code)
        held = evaluating.spoken_for(self.reader, mission, mine)[firm.firm.id]
        delegates = self.reader.of(Delegate, application=held.id)
        files = copies.files_of(self.reader, held.id, firm.firm.id)
        return ApplicationFacts(application=held, firm=firm, delegates=delegates, files=files)

    def questionnaire(self, version: str | None) -> Questionnaire | None:
        """Give a version of the questionnaire, the latest one where none is named."""
        book = rule_book()
        if version is not None:
            return book.questionnaire(version)
        return max(book.questionnaires, key=lambda held: held.valid_from, default=None)

    def scored(
        self, readiness: Readiness, asked: Questionnaire, sheet: AttendanceSource
    ) -> Scored | None:
        """Score answers by the bands of the session's programme; None where they are not known."""
        programme = sheet.programme.programme if sheet.programme else None
        terms = programmes.readiness_of(programme) if programme else None
        if terms is None:
            return None
        held = {int(item): points for item, points in readiness.answers if item.isdecimal()}
        on = max((slot.date for slot in sheet.session.slots), default=asked.valid_from)
        told = score(held, asked, terms.bands, terms.least_answers, on)
        return Scored(
            outcome=told, least_answers=terms.least_answers, provisional=terms.provisional
        )

    def papers_of(self, firm: Firm, mission: Mission | None) -> tuple[Paper, ...]:
        """Give the papers issued about a firm, the last of each kind, language and subject.

        Letters are left out, and so are papers about another mission than the one named.
        """
        last: dict[tuple[object, ...], Paper] = {}
        for paper in sorted(self.reader.of(Paper, firm=firm.id), key=lambda p: p.issued_at):
            elsewhere = mission is not None and paper.mission not in (None, mission.id)
            if not KINDS[paper.kind].letter and not elsewhere:
                about = paper.person or _in_title(paper)
                last[paper.kind, paper.language, paper.mission, paper.session, about] = paper
        return tuple(sorted(last.values(), key=lambda p: p.number))

    def addresses(
        self, found: Iterable[Firm], programme: ProgrammeFacts | None, *,
        mission: Mission | None = None, session: OrientationSession | None = None,
    ) -> AddressSource:  # fmt: skip
        """Give firms, each once, with the people who act for them."""
        once = {firm.id: firm for firm in found}
        people = self.reader.among(Person, "firm", once)
        held = tuple(
            FirmFacts(firm=firm, people=tuple(p for p in people if p.firm == firm.id))
            for firm in once.values()
        )
        return AddressSource(firms=held, programme=programme, mission=mission, session=session)


def _in_title(paper: Paper) -> str:
    """Give what a title says beside kind and number; names of firms change, so of few kinds."""
    return paper.title.partition(paper.number)[2] if paper.kind == "certificate" else ""


# --- kind by kind ---------------------------------------------------------------------------


def _made(subject: Subject, source: Source, programme: ProgrammeFacts | None) -> Gathered:
    partners = programme.programme.partners if programme else ()
    asked = source.questionnaire if isinstance(source, OrientationSource) else None
    return Gathered(subject, source, partners, asked.version if asked else None)


def _firm_card(gathering: Gathering) -> Iterator[Gathered]:
    firm, programme = gathering.firm(), gathering.facts_of(gathering.programme)
    source = FirmCardSource(facts=gathering.whole(firm), programme=programme)
    yield _made(Subject(firm=firm.id), source, programme)


def _dossier(gathering: Gathering) -> Iterator[Gathered]:
    mission = gathering.mission()
    source = gathering.delegation(mission)
    yield _made(Subject(mission=mission.id), source, source.programme)


def _catalogue(gathering: Gathering) -> Iterator[Gathered]:
    gathering.going(gathering.mission())
    return _dossier(gathering)


def _bound_set(gathering: Gathering) -> Iterator[Gathered]:
    """Give the dossier with the files that it binds."""
    for one in _dossier(gathering):
        source = cast("DossierSource", one.source)
        yield replace(one, source=copies.with_copies(gathering.reader, source))


def _foreseen_set(gathering: Gathering) -> Iterator[Gathered]:
    """Give the dossier with what is known of the files that it binds without reading them."""
    for one in _dossier(gathering):
        source = cast("DossierSource", one.source)
        yield replace(one, source=copies.foreseen(gathering.reader, source))


def _sheet(gathering: Gathering) -> Iterator[Gathered]:
    session = gathering.session()
    source = gathering.sheet(session)
    yield _made(Subject(session=session.id), source, source.programme)


def _certificates(gathering: Gathering) -> Iterator[Gathered]:
    """Give one paper for each person who reached the threshold; refuse when nobody did."""
    session = gathering.session()
    sheet = gathering.sheet(session)
    firm = gathering.firm() if gathering.named.firm else None
    held = [one for one in all_sittings(sheet) if firm is None or one.firm == firm.id]
    people, known = {one.id for one in sheet.people}, {one.id for one in sheet.firms}
    named = [one for one in held if one.person in people and one.firm in known]
    if not named:
        raise DeskError("certificate-nobody", session=session.number)
    reached = [one for one in named if one.reached]
    if not reached:
        refuse_short(named, sheet)
    for one in reached:
        if one.person is not None:
            source = CertificateSource(
                sheet=sheet, person=one.person, firm=firm.id if firm else None
            )
            about = Subject(firm=one.firm, session=session.id, person=one.person)
            yield _made(about, source, sheet.programme)


def _summary(gathering: Gathering) -> Iterator[Gathered]:
    return _sheet(gathering) if gathering.named.session else _firm_card(gathering)


def _orientation(gathering: Gathering) -> Iterator[Gathered]:
    """Give the record of a session, or a blank form."""
    if not gathering.named.session:
        yield _blank(gathering)
        return
    session = gathering.session()
    held = gathering.reader.of(Readiness, session=session.id)
    yield _oriented(gathering, session, held[0] if len(held) == 1 else None)


def _questionnaire(gathering: Gathering) -> Iterator[Gathered]:
    """Give a paper for each firm that answered at a session, or a blank form."""
    if not gathering.named.session:
        yield _blank(gathering)
        return
    session = gathering.session()
    for one in gathering.reader.of(Readiness, session=session.id) or (None,):
        yield _oriented(gathering, session, one)


def _oriented(
    gathering: Gathering, session: OrientationSession, readiness: Readiness | None
) -> Gathered:
    """Tie the paper of one firm's session to the firm too: it is erased with it."""
    sheet = gathering.sheet(session)
    alone = sheet.firms[0] if len(sheet.firms) == 1 else None
    found = gathering.reader.get(Firm, readiness.firm) if readiness else alone
    asked = gathering.questionnaire(readiness.version if readiness else None)
    source = OrientationSource(
        sheet=sheet, readiness=readiness, questionnaire=asked,
        scored=gathering.scored(readiness, asked, sheet) if readiness and asked else None,
        firm=gathering.whole(found) if found else None, programme=sheet.programme,
    )  # fmt: skip
    subject = Subject(session=session.id, firm=found.id if found else None)
    return _made(subject, source, sheet.programme)


def _blank(gathering: Gathering) -> Gathered:
    firm = gathering.firm() if gathering.named.firm else None
    programme = gathering.facts_of(gathering.programme)
    source = OrientationSource(
        questionnaire=gathering.questionnaire(None),
        firm=gathering.whole(firm) if firm else None, programme=programme,
    )  # fmt: skip
    return _made(Subject(firm=firm.id if firm else None), source, programme)


def _letter(gathering: Gathering) -> Iterator[Gathered]:
    """Give what is written to a firm, with its application where a mission was named."""
    firm = gathering.firm()
    facts = gathering.whole(firm)
    mission, application, programme = None, None, gathering.facts_of(gathering.programme)
    if gathering.named.mission:
        mission = gathering.mission()
        programme = gathering.programme_of(mission)
        application = gathering.application(mission, facts)
    source = LetterSource(
        firm=facts, programme=programme, mission=mission, application=application,
        papers=gathering.papers_of(firm, mission), reasons=gathering.reasons(),
    )  # fmt: skip
    subject = Subject(mission=mission.id if mission else None, firm=firm.id)
    yield _made(subject, source, programme)


def _addresses(gathering: Gathering) -> Iterator[Gathered]:
    """Give the firms of a mission that did not renounce, those at a session, or the one named."""
    named = gathering.named
    if named.mission:
        mission = gathering.mission()
        programme = gathering.programme_of(mission)
        going = [one.firm for one in gathering.going(mission)]
        source = gathering.addresses(going, programme, mission=mission)
        yield _made(Subject(mission=mission.id), source, programme)
    elif named.session:
        session = gathering.session()
        sheet = gathering.sheet(session)
        source = gathering.addresses(sheet.firms, sheet.programme, session=session)
        yield _made(Subject(session=session.id), source, sheet.programme)
    else:
        firm, held = gathering.firm(), gathering.facts_of(gathering.programme)
        yield _made(Subject(firm=firm.id), gathering.addresses([firm], held), held)


def _notice(gathering: Gathering) -> Iterator[Gathered]:
    firm = gathering.firm() if gathering.named.firm else None
    programme = gathering.facts_of(gathering.programme)
    kept = max(rule_book().passport_copies, key=lambda held: held.valid_from)
    source = NoticeSource(
        firm=gathering.whole(firm) if firm else None, programme=programme,
        passport_days=kept.length,
    )  # fmt: skip
    yield _made(Subject(firm=firm.id if firm else None), source, programme)


def _delegation(gathering: Gathering) -> Iterator[Gathered]:
    """Give a mission with its delegation, or with one firm of it."""
    mission = gathering.mission()
    gathering.going(mission)
    whole = gathering.delegation(mission)
    if not gathering.named.firm:
        yield _made(Subject(mission=mission.id), whole, whole.programme)
        return
    firm = gathering.firm()
    going, _ = missions.delegation(missions.entered_of(gathering.reader, mission))
    mine = {one.application.id for one in going if one.firm.id == firm.id}
    held = tuple(one for one in whole.applications if one.application.id in mine)
    if not held:
        raise DeskError("not-delegated", firm=firm.name, mission=mission.code)
    source = DossierSource(mission=mission, programme=whole.programme, applications=held)
    yield _made(Subject(mission=mission.id, firm=firm.id), source, whole.programme)


def _satisfaction(gathering: Gathering) -> Iterator[Gathered]:
    if gathering.named.mission:
        return _dossier(gathering)
    return _sheet(gathering) if gathering.named.session else _notice(gathering)


def _eligibility(gathering: Gathering) -> Iterator[Gathered]:
    """Judge every application to a mission, or the one firm that was named."""
    mission = gathering.mission()
    firm = gathering.firm() if gathering.named.firm else None
    programme = gathering.facts_of(mission.programme)
    source = judged_papers.eligibility(gathering.reader, mission, firm, programme, gathering.today)
    if not source.judged and not source.withdrawn:
        raise missions.nobody(mission, missions.entered_of(gathering.reader, mission))
    yield _made(Subject(mission=mission.id, firm=firm.id if firm else None), source, programme)


def _minutes(gathering: Gathering) -> Iterator[Gathered]:
    mission = gathering.mission()
    programme = gathering.facts_of(mission.programme)
    source = judged_papers.minutes(gathering.reader, mission, programme)
    yield _made(Subject(mission=mission.id), source, programme)


def _quarter(gathering: Gathering) -> Iterator[Gathered]:
    period = gathering.named.period
    if period is None:
        raise takes.needed(gathering.kind)
    source = indicators.count(
        gathering.reader, gathering.programme, period, gathering.today, gathering.watch
    )
    yield _made(Subject(), source, source.programme)


_GATHERERS: Mapping[str, Callable[[Gathering], Iterator[Gathered]]] = MappingProxyType({
    "firm-card": _firm_card,
    "attendance-sheet": _sheet,
    "mission-dossier": _bound_set,
    "certificate": _certificates,
    "attendance-summary": _summary,
    "orientation-record": _orientation,
    "questionnaire": _questionnaire,
    "cover-letter": _letter,
    "communication": _letter,
    "labels": _addresses,
    "address-list": _addresses,
    "privacy-notice": _notice,
    "self-declaration": _letter,
    "badges": _delegation,
    "catalogue": _catalogue,
    "agenda": _delegation,
    "meeting-sheet": _delegation,
    "follow-up-sheet": _delegation,
    "satisfaction": _satisfaction,
    "eligibility-report": _eligibility,
    "selection-minutes": _minutes,
    "quarterly-report": _quarter,
})  # fmt: skip
_FORESEEN: Mapping[str, Callable[[Gathering], Iterator[Gathered]]] = MappingProxyType({
    "mission-dossier": _foreseen_set,
})  # fmt: skip
