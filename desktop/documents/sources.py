"""What the papers are made from: records as the services gather them, and the imprint.

Nothing here reads a store or a clock: the moment of printing, the desk and the operator come in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from desktop.domain.indicators import Indicators
from desktop.domain.programme_file import ExportClass
from desktop.domain.records import (
    Accounts,
    Application,
    ApplicationState,
    Attachment,
    Attendance,
    Consent,
    Declaration,
    Delegate,
    ExportSales,
    Firm,
    Line,
    Market,
    Mission,
    OrientationSession,
    Paper,
    Person,
    Programme,
    Ranking,
    Readiness,
    Relation,
    Sector,
    Site,
    Slot,
)
from desktop.domain.rules.case import Case
from desktop.domain.rules.eligibility import Eligibility, EligibilityOutcome
from desktop.domain.rules.mending import Mend
from desktop.domain.rules.readiness import Questionnaire, ReadinessOutcome

_ALL = 100  # per cent


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """Who prints, where and when, and under which number.

    `chamber` is its full Italian name, `desk` the desk's code, `printed_at` a moment with its
    offset, `partners` the bodies named on a cover beside the chamber. `contacts` are those of the
    chamber and `officer` those of its data protection officer, empty where they are not known.
    `draft` is for a preview: it says so in the header. A paper that takes the place of another is
    `revision` 2 or more, and `replaces` is the other's number.
    """

    paper_id: UUID
    number: str
    chamber: str
    desk: str
    operator: str
    printed_at: datetime
    partners: tuple[str, ...] = ()
    contacts: str = ""
    officer: str = ""
    draft: bool = False
    revision: int = 1
    replaces: str = ""


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    """A programme with its lists."""

    programme: Programme
    lines: tuple[Line, ...] = ()
    markets: tuple[Market, ...] = ()
    sectors: tuple[Sector, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """A session with its slots and the attendances at it (all, or those of one firm)."""

    session: OrientationSession
    slots: tuple[Slot, ...] = ()
    attendances: tuple[Attendance, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FirmFacts:
    """A firm with all that belongs to it, and the sessions in which it took part."""

    firm: Firm
    sites: tuple[Site, ...] = ()
    people: tuple[Person, ...] = ()
    accounts: tuple[Accounts, ...] = ()
    exports: tuple[ExportSales, ...] = ()
    relations: tuple[Relation, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    consents: tuple[Consent, ...] = ()
    sessions: tuple[SessionFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """A file that was handed in for an application or by its firm.

    `data` is what was handed in where it is to be bound, `pictures` are JPEGs of its pages and
    `sizes` theirs in points. One that is to be bound and cannot be says `why`: "elsewhere",
    "too_large" or "unread".
    """

    attachment: Attachment
    data: bytes = b""
    pictures: tuple[bytes, ...] = ()
    sizes: tuple[tuple[float, float], ...] = ()
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationFacts:
    """An application with its delegates, its firm, and the files of both."""

    application: Application
    firm: FirmFacts
    delegates: tuple[Delegate, ...] = ()
    files: tuple[FileFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FirmCardSource:
    """What a firm card is made from; the programme names lines, sectors and markets."""

    facts: FirmFacts
    programme: ProgrammeFacts | None = None


@dataclass(frozen=True, kw_only=True)
class AttendanceSource:
    """What an attendance sheet is made from: the session, and who is expected at it."""

    session: SessionFacts
    firms: tuple[Firm, ...] = ()
    people: tuple[Person, ...] = ()
    programme: ProgrammeFacts | None = None


@dataclass(frozen=True, kw_only=True)
class DossierSource:
    """What a mission dossier is made from: all applications, whatever their state."""

    mission: Mission
    programme: ProgrammeFacts
    applications: tuple[ApplicationFacts, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CertificateSource:
    """What a certificate is made from: the whole session, and the one person whom it names.

    Where certificates are asked for one `firm`, only its people are told of as having none.
    """

    sheet: AttendanceSource
    person: UUID
    firm: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Scored:
    """The score of answers to the questionnaire, and how the programme counts it."""

    outcome: ReadinessOutcome
    least_answers: int
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class OrientationSource:
    """What the record of an orientation and the questionnaire are made from.

    Without a session it is a form to fill in by hand, for a firm where one is named. The
    questionnaire is the version that was answered, None for one that is not known; `scored` is
    how the answers stand where the programme has bands, at least `least_answers` of them.
    """

    sheet: AttendanceSource | None = None
    readiness: Readiness | None = None
    questionnaire: Questionnaire | None = None
    scored: Scored | None = None
    firm: FirmFacts | None = None
    programme: ProgrammeFacts | None = None


@dataclass(frozen=True, kw_only=True)
class LetterSource:
    """What is written to a firm: its application to a mission, papers that go with it, reasons.

    `papers` are those that the desk issued about the firm; `reasons` were typed for this paper.
    """

    firm: FirmFacts
    programme: ProgrammeFacts | None = None
    mission: Mission | None = None
    application: ApplicationFacts | None = None
    papers: tuple[Paper, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AddressSource:
    """What labels and lists of addresses are made from: firms, and what brought them together."""

    firms: tuple[FirmFacts, ...]
    programme: ProgrammeFacts | None = None
    mission: Mission | None = None
    session: OrientationSession | None = None


@dataclass(frozen=True, kw_only=True)
class NoticeSource:
    """What the privacy notice is made from; with a firm it is ready for its signature.

    `passport_days` are those for which the copy of a passport is kept after the mission's end.
    """

    passport_days: int
    firm: FirmFacts | None = None
    programme: ProgrammeFacts | None = None


@dataclass(frozen=True, kw_only=True)
class JudgedFacts:
    """One firm before a mission: the case, the answer, what would mend what keeps it out.

    `together` is the outcome with all of that mended at once.
    """

    case: Case
    eligibility: Eligibility
    mends: tuple[Mend, ...] = ()
    together: EligibilityOutcome | None = None


@dataclass(frozen=True, kw_only=True)
class EligibilitySource:
    """What an eligibility report is made from: one firm's answer, or those of all applications.

    `whole` is for a report on all of them, which begins with their list; `withdrawn` counts those
    that were received and withdrawn, and are not judged.
    """

    mission: Mission
    judged: tuple[JudgedFacts, ...]
    programme: ProgrammeFacts | None = None
    whole: bool = False
    withdrawn: int = 0


@dataclass(frozen=True, kw_only=True)
class RankedFacts:
    """A line of a selection: the firm, where it stands and why, as the selection wrote it.

    `why` is the code of a placing, or of the reasons for which it was not admitted. `said` are the
    kept Italian sentences of the gravest of them, `outcome` is what the rules found, empty where it
    was not kept. `firm` is None for one that is no longer there.
    """

    application: UUID
    firm: Firm | None
    arrived_at: datetime
    state: ApplicationState
    why: str
    place: int | None = None
    reserve: int | None = None
    score: int | None = None
    said: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class DrawFacts:
    """A tie that was drawn: what all share, and the applications in the order drawn."""

    arrived_at: datetime
    score: int | None
    order: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class MinutesSource:
    """What the minutes of a selection are made from: the selection as it was kept.

    `withdrawn` counts the applications that were withdrawn before it: they were received, and
    stand in no line.
    """

    mission: Mission
    ranking: Ranking
    lines: tuple[RankedFacts, ...]
    seats: int | None = None
    quorum: int | None = None
    quorum_met: bool = True
    withdrawn: int = 0
    draws: tuple[DrawFacts, ...] = ()
    programme: ProgrammeFacts | None = None


@dataclass(frozen=True, kw_only=True)
class IndicatorsSource:
    """What a quarterly report is made from: the figures, and what they were counted from.

    `desks` are those whose work the store holds, `day` the one on which it was counted, `exports`
    the classes of export share that the programme sets, `missions` the titles by code, Italian and
    English.
    """

    held: Indicators
    desks: tuple[str, ...]
    day: date
    programme: ProgrammeFacts | None = None
    exports: tuple[ExportClass, ...] = ()
    missions: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)


Source = (
    FirmCardSource
    | AttendanceSource
    | DossierSource
    | CertificateSource
    | OrientationSource
    | LetterSource
    | AddressSource
    | NoticeSource
    | EligibilitySource
    | MinutesSource
    | IndicatorsSource
)


@dataclass(frozen=True, kw_only=True)
class Missing:
    """A piece that a paper lacks: what, of which firm, who supplies it, by when.

    The words are in the paper's language.
    """

    code: str
    firm: UUID | None
    piece: str
    firm_name: str
    why: str
    supplier: str
    due: date | None


@dataclass(frozen=True, kw_only=True)
class Completeness:
    """How many pieces an application is asked for, and those that are missing."""

    asked: int
    missing: tuple[Missing, ...]

    @property
    def percent(self) -> int:
        """Give the share of the pieces that are there, 0 to 100; 100 only when none is missing."""
        if not self.missing:
            return _ALL
        return _ALL * (self.asked - len(self.missing)) // self.asked


@dataclass(frozen=True, kw_only=True)
class Issued:
    """A finished paper: its PDF, its content as text, its pages and what it lacks.

    `html` is the same content for a screen, where it was asked for.
    """

    pdf: bytes
    text: str
    title: str
    pages: int
    missing: tuple[Missing, ...] = ()
    html: str = ""
