"""One box for everything: the firms, people, sessions, missions and papers that answer a text.

Always literal: what is typed is folded into words, no character of it is an operator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from db.entries import code_key
from db.reading import Reader
from desktop.documents import read_scan
from desktop.domain.dates import date_in_words
from desktop.domain.records import Mission, OrientationSession, Paper, Person, Slot
from desktop.domain.rules.moments import in_rome
from desktop.domain.text import fold, words
from desktop.services import register
from desktop.services.desk import Desk
from desktop.services.register import Found
from desktop.texts import texts

KINDS = ("firm", "person", "session", "mission", "paper")
_SCANNED = 41  # digits of a paper's QR
_LATEST = 500  # sessions, missions and papers that are read through
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
    if not words(text) or len(text.strip()) > _LONGEST:
        return []
    with desk.store.reading() as reader:
        exact = _papers_named(reader, text.strip())
        if exact or is_scan(text):
            return [line.answer for line in _papers(reader, exact, language)]
    return [*_firms_and_people(desk, text, limit), *_others(desk, text, limit, language)]


def is_scan(text: str) -> bool:
    """Tell whether a text is what a scanner reads off a paper."""
    typed = text.strip()
    return len(typed) == _SCANNED and typed.isascii() and typed.isdigit()


def _papers_named(reader: Reader, text: str) -> list[UUID]:
    if is_scan(text):
        paper = read_scan(text)
        return [paper] if paper else []
    if not text.isascii():
        return []
    return [paper.id for paper in reader.of(Paper, number=text.upper())]


# --- firms and people -------------------------------------------------------------------------


def _firms_and_people(desk: Desk, text: str, limit: int) -> Iterator[Answer]:
    found = register.find(desk, text)
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


@dataclass(frozen=True, slots=True)
class _Line:
    """A record as the box shows it, and all by which it is found."""

    answer: Answer
    texts: tuple[str | None, ...]


def _others(desk: Desk, text: str, limit: int, language: str) -> Iterator[Answer]:
    """Give the sessions, missions and papers that hold every word.

    The latest are read through, with their days and kinds in words; older ones are found by
    title and number, through the search tables.
    """
    typed = words(text)
    for kind, lines in ((OrientationSession.KIND, _sessions), (Mission.KIND, _missions),
                        (Paper.KIND, _papers)):  # fmt: skip
        hits = [hit.record for hit in desk.store.find(kind, text, limit, late=False)]
        with desk.store.reading() as reader:
            latest = reader.latest(kind, _LATEST)
            held = {line.answer.id: line.answer for line in lines(reader, latest, language)
                    if answers(typed, *line.texts)}  # fmt: skip
            older = [hit for hit in hits if hit not in held]
            found = [*held.values(), *(line.answer for line in lines(reader, older, language))]
        yield from found[:limit]


def answers(typed: Sequence[str], *held: str | None) -> bool:
    """Tell whether every folded word that was typed begins a word of what a record holds."""
    own = [word for text in held if text for word in fold(text).split()]
    return bool(typed) and all(any(word.startswith(w) for word in own) for w in typed)


def _sessions(reader: Reader, ids: Sequence[UUID], language: str) -> list[_Line]:
    """Give sessions with their first days, the latest first."""
    days: dict[UUID, date] = {}
    for session, (cell,) in reader.cells(Slot.KIND, "session", ids, ("date",)):
        day = date.fromisoformat(str(cell))
        days[session] = min(day, days.get(session, day))
    rows = reader.cells(OrientationSession.KIND, "id", ids, ("title", "number"))
    rows.sort(key=lambda row: (str(days.get(row[0], "")), str(row[1][1])), reverse=True)
    return [
        _Line(
            Answer("session", session, None, str(title), _joined(_day(day), str(number))),
            (str(title), str(number), *_day_texts(day, language)),
        )
        for session, (title, number) in rows
        for day in (days.get(session),)
    ]


def _missions(reader: Reader, ids: Sequence[UUID], language: str) -> list[_Line]:
    held = reader.among(Mission, "id", ids)
    latest = sorted(held, key=lambda m: (str(m.starts or ""), m.code), reverse=True)
    return [_mission(mission, language) for mission in latest]


def _mission(mission: Mission, language: str) -> _Line:
    title = (mission.title_en if language == "en" else None) or mission.title
    when = _joined(_day(mission.starts), _day(mission.ends), by=" – ")
    under = _joined(mission.code, when, mission.place)
    texts = (mission.title, mission.title_en, mission.code, mission.place)
    return _Line(Answer("mission", mission.id, None, title, under), texts)


_OF_PAPER = ("number", "kind", "language", "issued_at", "title")


def _papers(reader: Reader, ids: Sequence[UUID], language: str) -> list[_Line]:
    """Give papers, the latest first; their content stays where it is."""
    rows = reader.cells(Paper.KIND, "id", ids, _OF_PAPER)
    rows.sort(key=lambda row: (str(row[1][3]), str(row[1][0])), reverse=True)
    return [_paper(paper, tuple(map(str, held)), language) for paper, held in rows]


def _paper(paper: UUID, held: tuple[str, ...], language: str) -> _Line:
    number, kind, spoken, at, title = held
    said = texts(language)
    word = said.choice("paper.kind", kind)
    day = in_rome(datetime.fromisoformat(at)).date()
    under = _joined(word[:1].upper() + word[1:], said.languages(spoken), number, _day(day))
    subject = title.partition(f"{number}, ")[2] or title  # it has the subject after its number
    found_by = (number, word, title, *_day_texts(day, language))
    return _Line(Answer("paper", paper, None, subject, under), found_by)


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
