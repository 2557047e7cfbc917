"""Orientation sessions: the hours, who came, what was said."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

from desktop.domain.codecs import CountMap, Country
from desktop.domain.record import Privacy, Record, Search, field, record


class SessionKind(StrEnum):
    """One firm at the counter, or a room of many."""

    INDIVIDUAL = "individual"
    GROUP = "group"


class Mode(StrEnum):
    """How a session was held."""

    DESK = "desk"
    PHONE = "phone"
    VIDEO = "video"
    COMPANY = "company"


class SessionOutcome(StrEnum):
    """What came of an individual session."""

    INFORMATION = "information"
    TO_TRAINING = "to_training"
    TO_MISSION = "to_mission"
    EXPORT_PLAN = "export_plan"
    TO_OTHER_BODY = "to_other_body"
    NOT_EXPORT = "not_export"


@record(20, name="session")
class OrientationSession(Record):
    """A session of orientation or training, of one or more slots."""

    id: UUID = field(1)
    number: str = field(2, max=40, search=Search.CODE, index=True)
    programme: str | None = field(3, max=60, default=None)
    title: str = field(4, max=200, search=Search.NAME)
    kind: SessionKind = field(5, default=SessionKind.INDIVIDUAL)
    line: str | None = field(6, max=40, default=None)
    market: Country | None = field(7, max=2, default=None)
    mode: Mode = field(8, default=Mode.DESK)
    place: str | None = field(9, max=160, default=None)
    topics: tuple[str, ...] = field(10, max=600, default=())
    needs: str | None = field(11, max=2000, lines=True, default=None)
    advice: str | None = field(12, max=2000, lines=True, default=None)
    handed_over: str | None = field(13, max=600, lines=True, default=None)
    outcome: SessionOutcome | None = field(14, default=None)
    next_step: str | None = field(15, max=600, lines=True, default=None)
    due: dt.date | None = field(16, default=None)
    capacity: int | None = field(17, least=0, most=10000, default=None)


@record(21, parent="session", plural="slots", key=("date", "start"))
class Slot(Record):
    """A stretch of a session, by the clock of Europe/Rome."""

    id: UUID = field(1)
    session: UUID = field(2, refers="session", index=True)
    date: dt.date = field(3, index=True)
    start: dt.time = field(4, json="from")
    end: dt.time = field(5, json="to")
    teacher: str | None = field(6, max=160, default=None)


@record(22, parent="session", plural="attendances")
class Attendance(Record):
    """A person of a firm at a session; without a slot it counts in every slot it overlaps."""

    id: UUID = field(1)
    session: UUID = field(2, refers="session", index=True)
    firm: UUID = field(3, refers="firm", index=True)
    person: UUID | None = field(4, refers="person", default=None)
    slot: UUID | None = field(5, refers="slot", default=None)
    arrived: dt.time | None = field(6, json="in", default=None)
    left: dt.time | None = field(7, json="out", default=None)
    remote: bool = field(8, default=False)


@record(23, parent="session", plural="readiness")
class Readiness(Record):
    """Answers to the export readiness questionnaire: item number to 0, 1, 2 or 3."""

    id: UUID = field(1)
    session: UUID = field(2, refers="session", index=True)
    firm: UUID = field(3, refers="firm", index=True)
    version: str = field(4, max=20)
    answers: CountMap = field(5, max=600, default=())


@record(24, private=True)
class PrivateNote(Record):
    """A note that never leaves the desk; it refers to a record, no record refers to it."""

    id: UUID = field(1)
    about: UUID = field(2, index=True)
    text: str = field(3, max=4000, lines=True, privacy=Privacy.PERSON)
