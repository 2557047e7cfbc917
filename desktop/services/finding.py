"""One box for everything: the firms, people, sessions, missions and papers that answer a text.

Always literal: what is typed is folded into words, no character of it is an operator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from db.entries import code_key
from db.reading import Reader
from desktop.documents import read_scan
from desktop.domain.codecs import ROME
from desktop.domain.dates import date_in_words
from desktop.domain.records import Mission, OrientationSession, Paper, Person, Slot
from desktop.domain.text import fold, words
from desktop.services import firms
from desktop.services.desk import Desk
from desktop.services.firms import Found
from desktop.texts import Texts, texts

KINDS = ("firm", "person", "session", "mission", "paper")
_SCANNED = 41  # digits of a paper's QR
_PHONE = 5  # digits of a telephone number that name somebody, wherever they stand in it
_LONGEST = 300  # characters; no title is longer, and a search that cuts a text answers wrongly


@dataclass(frozen=True, slots=True)
class Answer:
    """A record that answers: one of `KINDS`, its id, its title with a line below.

    `firm` is the firm of a person; `why` is the field by which a firm was found.
    """

    kind: str
    id: UUID
    firm: UUID | None
    title: str
    under: str
    why: str = ""


def find(desk: Desk, text: str, *, limit: int = 6, language: str = "it") -> list[Answer]:
    """Find what answers a text, at most so many of each kind, in the order of `KINDS`.

    A paper's number, or the digits that a scanner reads off it, answer that paper alone.
    """
    typed = words(text)
    if not typed or len(text.strip()) > _LONGEST:
        return []
    with desk.store.reading() as reader:
        exact = _papers_named(reader, text.strip())
        if exact or is_scan(text):
            return [_paper(paper, texts(language)) for paper in exact]
    return [
        *_firms_and_people(desk, text, limit),
        *_others(desk, typed, limit, language),
    ]


def is_scan(text: str) -> bool:
    """Tell whether a text is what a scanner reads off a paper."""
    typed = text.strip()
    return len(typed) == _SCANNED and typed.isascii() and typed.isdigit()


def _papers_named(reader: Reader, text: str) -> tuple[Paper, ...]:
    if is_scan(text):
        paper_id = read_scan(text)
        paper = reader.get(Paper, paper_id) if paper_id else None
        return (paper,) if paper else ()
    return reader.of(Paper, number=text.upper()) if text.isascii() else ()


# --- firms and people -------------------------------------------------------------------------


def _firms_and_people(desk: Desk, text: str, limit: int) -> Iterator[Answer]:
    found = firms.find(desk, text)
    with desk.store.reading() as reader:
        people = _people_of(reader, found, text)
    answered = {person.firm for person in people}
    by_firm = {firm.id: firm for firm in found}
    # a firm that only its people's data led to is answered by those people
    own = [f for f in found if not (f.why.startswith("person.") and f.id in answered)]
    yield from (_firm(firm) for firm in own[:limit])
    yield from (_person(person, by_firm[person.firm]) for person in people[:limit])


def _people_of(reader: Reader, found: Sequence[Found], text: str) -> list[Person]:
    """Give the people of the firms found who answer, by the order of their firms."""
    by_firm = {firm.id: firm for firm in found}
    held = [
        person
        for person in reader.among(Person, "firm", by_firm)
        if _is_meant(person, by_firm[person.firm].name, text)
    ]
    place = {firm: n for n, firm in enumerate(by_firm)}
    return sorted(held, key=lambda p: (place[p.firm], fold(p.family_name), fold(p.given_name)))


def _is_meant(person: Person, firm: str, text: str) -> bool:
    """Tell whether address or telephone are the person's, or every word hers or the firm's.

    Of the words one at least is of the person's own name.
    """
    typed, names = words(text), (person.family_name, person.given_name)
    code = code_key(text)
    if person.email and code_key(person.email).startswith(code):
        return True
    if person.phone and len(code) >= _PHONE and code in code_key(person.phone):
        return True
    return answers(typed, *names, person.role, firm) and any(answers([w], *names) for w in typed)


def _firm(found: Found) -> Answer:
    town = _joined(found.town, f"({found.province})" if found.province else None, by=" ")
    under = _joined(town, found.tax_code or found.vat_number)
    return Answer("firm", found.id, None, found.name, under, found.why)


def _person(person: Person, firm: Found) -> Answer:
    name = _joined(person.family_name, person.given_name, by=" ")
    return Answer("person", person.id, firm.id, name, _joined(firm.name, person.role))


# --- sessions, missions, papers ---------------------------------------------------------------


def _others(desk: Desk, typed: Sequence[str], limit: int, language: str) -> Iterator[Answer]:
    """Give the sessions, missions and papers, the latest of each first, that hold every word."""
    said = texts(language)
    with desk.store.reading() as reader:
        lines = (
            [(_session(s, d), _session_texts(s, d, language)) for s, d in _held(reader)],
            [(_mission(m, language), _mission_texts(m)) for m in _missions(reader)],
            [(_paper(p, said), _paper_texts(p, said, language)) for p in _papers(reader)],
        )
    for kind in lines:
        fitting = (answer for answer, held in kind if answers(typed, *held))
        yield from islice(fitting, limit)


def answers(typed: Sequence[str], *held: str | None) -> bool:
    """Tell whether every folded word that was typed begins a word of what a record holds."""
    own = [word for text in held if text for word in fold(text).split()]
    return bool(typed) and all(any(word.startswith(w) for word in own) for w in typed)


def _held(reader: Reader) -> list[tuple[OrientationSession, date | None]]:
    """Give every session with its first day, the latest first."""
    days: dict[UUID, date] = {}
    for slot in reader.all(Slot):
        days[slot.session] = min(slot.date, days.get(slot.session, slot.date))
    held = [(session, days.get(session.id)) for session in reader.all(OrientationSession)]
    return sorted(held, key=lambda pair: (str(pair[1] or ""), pair[0].number), reverse=True)


def _session(session: OrientationSession, day: date | None) -> Answer:
    return Answer("session", session.id, None, session.title, _joined(_day(day), session.number))


def _session_texts(
    session: OrientationSession, day: date | None, language: str
) -> tuple[str | None, ...]:
    return session.title, session.number, *_day_texts(day, language)


def _missions(reader: Reader) -> list[Mission]:
    return sorted(reader.all(Mission), key=lambda m: (str(m.starts or ""), m.code), reverse=True)


def _mission(mission: Mission, language: str) -> Answer:
    title = (mission.title_en if language == "en" else None) or mission.title
    when = _joined(_day(mission.starts), _day(mission.ends), by=" – ")
    return Answer("mission", mission.id, None, title, _joined(mission.code, when, mission.place))


def _mission_texts(mission: Mission) -> tuple[str | None, ...]:
    return mission.title, mission.title_en, mission.code, mission.place


def _papers(reader: Reader) -> list[Paper]:
    return sorted(reader.all(Paper), key=lambda p: (p.issued_at, p.number), reverse=True)


def _paper(paper: Paper, said: Texts) -> Answer:
    kind = said.choice("paper.kind", paper.kind)
    day = _day(paper.issued_at.astimezone(ROME).date())
    language = said.choice("paper.language", paper.language)
    under = _joined(kind[:1].upper() + kind[1:], language, paper.number, day)
    return Answer("paper", paper.id, None, _subject(paper), under)


def _paper_texts(paper: Paper, said: Texts, language: str) -> tuple[str | None, ...]:
    kind = said.choice("paper.kind", paper.kind)
    day = paper.issued_at.astimezone(ROME).date()
    return paper.number, kind, paper.title, *_day_texts(day, language)


def _subject(paper: Paper) -> str:
    """Give what a paper is about: its title has it after its number."""
    return paper.title.partition(f"{paper.number}, ")[2] or paper.title


# --- words ------------------------------------------------------------------------------------


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _day_texts(day: date | None, language: str) -> tuple[str, ...]:
    """Give a day as people type it: 08/07/2021, 8/7/2021, giovedì 8 luglio 2021."""
    if day is None:
        return ()
    return _day(day), f"{day.day} {day.month}", date_in_words(day, language)


def _joined(*parts: str | None, by: str = " · ") -> str:
    return by.join(part for part in parts if part)
