"""Trade missions and the applications to join them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from desktop.domain.codecs import CountMap, Country, Email, Money, Phone
from desktop.domain.record import Privacy, Record, Search, field, record


class LargestSize(StrEnum):
    """The largest class of enterprise that a mission admits."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Selection(StrEnum):
    """How seats are given: by arrival among the eligible, or by score."""

    ARRIVAL = "arrival"
    SCORE = "score"


@record(30)
class Mission(Record):
    """A trade mission of a programme."""

    id: UUID = field(1)
    programme: str = field(2, max=60, index=True)
    code: str = field(3, max=40, search=Search.CODE, index=True)
    title: str = field(4, max=200, search=Search.NAME)
    title_en: str | None = field(5, max=200, search=Search.NAME, default=None)
    market: Country = field(6, max=2)
    line: str | None = field(7, max=40, default=None)
    sectors: tuple[str, ...] = field(8, max=600, default=())
    starts: date | None = field(9, json="from", default=None)
    ends: date | None = field(10, json="to", default=None)
    place: str | None = field(11, max=120, search=Search.WORDS, default=None)
    host_event: str | None = field(12, max=200, default=None)
    seats: int | None = field(13, least=0, most=100000, default=None)
    quorum: int | None = field(14, least=0, most=100000, default=None)
    deadline: datetime | None = field(15, default=None)
    grant_on: date | None = field(16, default=None)
    aid: Money | None = field(17, least=0, default=None)
    regulation: str | None = field(18, max=20, default=None)
    reduce_to_residual: bool = field(19, default=False)
    largest_size: LargestSize | None = field(20, default=None)
    selection: Selection = field(21, default=Selection.ARRIVAL)
    required: tuple[str, ...] = field(22, max=300, default=())
    provisional: bool = field(23, default=False)


class ApplicationState(StrEnum):
    """The life of an application (domain: bozza to conclusa)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    TO_COMPLETE = "to_complete"
    ELIGIBLE = "eligible"
    NOT_ELIGIBLE = "not_eligible"
    SELECTED = "selected"
    RESERVE = "reserve"
    EXCLUDED = "excluded"
    CONFIRMED = "confirmed"
    RENOUNCED = "renounced"
    PARTICIPANT = "participant"
    CONCLUDED = "concluded"


class Channel(StrEnum):
    """How an application arrived."""

    PEC = "pec"
    DESK = "desk"
    EMAIL = "email"
    PORTAL = "portal"


@record(31)
class Application(Record):
    """A firm's application to a mission; it is placed by its arrival, to the second.

    `why` is the reason of its present state (who and when stand in the journal), `scores` the
    points given under the programme's criteria, `reserve` its number on the reserve list.
    """

    id: UUID = field(1)
    mission: UUID = field(2, refers="mission", index=True)
    firm: UUID = field(3, refers="firm", index=True)
    arrived_at: datetime = field(4)
    channel: Channel = field(5, default=Channel.PEC)
    protocol: str | None = field(6, max=40, search=Search.CODE, default=None)
    objectives: tuple[str, ...] = field(7, max=400, default=())
    export_only: bool | None = field(8, default=None)
    state: ApplicationState = field(9, default=ApplicationState.SUBMITTED)
    products: str | None = field(10, max=600, lines=True, default=None)
    wanted: str | None = field(11, max=600, lines=True, default=None)
    avoided: str | None = field(12, max=600, lines=True, default=None)
    on_market_since: int | None = field(13, least=1900, most=2100, default=None)
    notes: str | None = field(14, max=2000, lines=True, default=None)
    scores: CountMap = field(15, max=600, default=())
    why: str | None = field(16, max=400, lines=True, default=None)
    reserve: int | None = field(17, least=1, most=100000, default=None)
    admitted_on: date | None = field(18, default=None)
    renounced_on: date | None = field(19, default=None)


@record(32, parent="application", plural="delegates", key=("family_name", "given_name"))
class Delegate(Record):
    """A person who travels for a firm, named as in the passport."""

    id: UUID = field(1)
    application: UUID = field(2, refers="application", index=True)
    family_name: str = field(3, max=80, search=Search.WORDS, privacy=Privacy.PERSON)
    given_name: str = field(4, max=80, search=Search.WORDS, privacy=Privacy.PERSON)
    role: str | None = field(5, max=80, default=None)
    nationality: Country | None = field(6, max=2, privacy=Privacy.PERSON, default=None)
    passport: str | None = field(7, max=20, privacy=Privacy.PERSON, default=None)
    passport_expiry: date | None = field(8, privacy=Privacy.PERSON, default=None)
    phone: Phone | None = field(9, max=40, privacy=Privacy.CONTACT, default=None)
    email: Email | None = field(10, max=254, privacy=Privacy.CONTACT, default=None)


class Purpose(StrEnum):
    """What an outcome was kept for."""

    SELECTION = "selection"
    PAPER = "paper"


@record(33)
class Evaluation(Record):
    """An outcome that was printed or decided a selection, as it stood: never computed again.

    `findings` is the JSON of all its findings; it names no person.
    """

    id: UUID = field(1)
    mission: UUID = field(2, refers="mission", index=True)
    firm: UUID = field(3, refers="firm", index=True)
    application: UUID | None = field(4, refers="application", index=True, default=None)
    purpose: Purpose = field(5)
    outcome: str = field(6, max=20)
    day: date = field(7)
    made_at: datetime = field(8)
    rules: str = field(9, max=80)
    findings: str = field(10, max=200_000, lines=True)


@record(34)
class Ranking(Record):
    """A selection as it was made: the order, what decided it, and the draws with their seed.

    `minutes` is JSON for the paper of the selection; it names firms by their ids alone.
    """

    id: UUID = field(1)
    mission: UUID = field(2, refers="mission", index=True)
    made_at: datetime = field(3)
    selection: Selection = field(4)
    seed: int | None = field(5, least=0, default=None)
    rules: str = field(6, max=80)
    minutes: str = field(7, max=1_000_000, lines=True)
