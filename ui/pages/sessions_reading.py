"""What the page of sessions shows, gathered on the store thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.services import programmes, sessions
from desktop.services.desk import Desk
from desktop.services.programmes import ProgrammeData
from desktop.services.sessions import SessionSheet


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as the list shows it."""

    id: UUID
    number: str
    title: str
    day: date | None
    kind: str
    people: int


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """A session with the programme that names its line and market."""

    sheet: SessionSheet
    programme: ProgrammeData | None

    @property
    def id(self) -> UUID:
        """Give the session's id."""
        return self.sheet.session.id


def lines(desk: Desk) -> tuple[SessionLine, ...]:
    """Give every session, the latest first."""
    return tuple(_line(sheet) for sheet in sessions.sheets(desk))


def _line(sheet: SessionSheet) -> SessionLine:
    held = sheet.session
    day = sheet.slots[0].date if sheet.slots else None
    return SessionLine(held.id, held.number, held.title, day, held.kind, len(sheet.participants))


def opened(desk: Desk, session: UUID) -> SessionOpened:
    """Give one session."""
    sheet = sessions.sheet(desk, str(session))
    return SessionOpened(sheet, programme_of(desk, sheet.session.programme))


def programme_of(desk: Desk, code: str | None) -> ProgrammeData | None:
    """Give the programme of a code."""
    return next((p for p in programmes.listed(desk) if p.programme.code == code), None)


def titles(items: Sequence[tuple[str, str, str | None]], language: str) -> list[tuple[str, str]]:
    """Give code and title in a language, of (code, Italian title, English title)."""
    english = language == "en"
    return [(code, (en or it) if english else it) for code, it, en in items]


def line_options(programme: ProgrammeData | None, language: str) -> list[tuple[str, str]]:
    """Give the lines of a programme that are in use."""
    held = programme.lines if programme else ()
    return titles([(x.code, x.title, x.title_en) for x in held if x.active], language)


def market_options(programme: ProgrammeData | None, language: str) -> list[tuple[str, str]]:
    """Give the markets of a programme."""
    held = programme.markets if programme else ()
    return titles([(x.code, x.title, x.title_en) for x in held], language)


def sector_options(programme: ProgrammeData | None, language: str) -> list[tuple[str, str]]:
    """Give the sectors of a programme."""
    held = programme.sectors if programme else ()
    return titles([(x.code, x.title, x.title_en) for x in held], language)


def title_of(options: Sequence[tuple[str, str]], code: str | None) -> str:
    """Give the title of a code; a code that is not listed stands as it is."""
    return dict(options).get(code or "", code or "")
