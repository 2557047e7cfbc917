"""What the page of sessions shows, gathered on the store thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.domain.text import fold
from desktop.services import programmes, sessions
from desktop.services.desk import Desk
from desktop.services.programmes import ProgrammeData
from desktop.services.sessions import Line, SessionSheet
from ui import spoken
from ui.models.table import PAGE

MOST_FOUND = 200  # sessions shown that answer a filter


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """A session with the programme that names its line and market."""

    sheet: SessionSheet
    programme: ProgrammeData | None

    @property
    def id(self) -> UUID:
        """Give the session's id."""
        return self.sheet.session.id


@dataclass(frozen=True, slots=True)
class Listed:
    """What the list of sessions shows: all of them, or those that answer the filter.

    `lines` are those of `total` that stand from `first` on, where the one asked for is.
    """

    total: int
    lines: list[Line]
    first: int
    of: int


def listed(desk: Desk, text: str, wanted: UUID | None) -> Listed:
    """Give a page of the list, the latest first: that of the wanted one, else the first."""
    everything = sessions.count(desk)
    words = fold(text).split()
    if words:
        total, lines = sessions.found(desk, lambda line: _answers(line, words), MOST_FOUND)
        return Listed(total, lines, 0, everything)
    lines, first = sessions.lines(desk, limit=PAGE), 0
    if wanted is not None and all(line.id != wanted for line in lines):
        first = _place_of(desk, wanted) // PAGE * PAGE
        lines = sessions.lines(desk, limit=PAGE, offset=first) if first else lines
    return Listed(everything, lines, first, everything)


def _place_of(desk: Desk, wanted: UUID) -> int:
    """Give where a session stands in the whole list; 0 for one that is not here."""
    order: list[UUID] = []

    def note(line: Line) -> bool:
        order.append(line.id)
        return False

    sessions.found(desk, note, 0)
    return order.index(wanted) if wanted in order else 0


def _answers(line: Line, words: Sequence[str]) -> bool:
    folded = fold(f"{line.title} {line.number} {spoken.day(line.day)}")
    return all(word in folded for word in words)


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
