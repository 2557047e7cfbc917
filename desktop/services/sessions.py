"""Orientation sessions: log them with their slots, who came, and the minutes that count."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from db import overview
from db.reading import Reader
from db.writing import Change
from desktop.domain.attendance import USUAL_THRESHOLD, Attended, credited
from desktop.domain.codecs import EXACT, Reading
from desktop.domain.drafts import Draft, Known, Tree, parse, parse_tree, tree_json, with_values
from desktop.domain.problems import DeskError, Problem, ProblemsError
from desktop.domain.records import (
    Attendance,
    Firm,
    OrientationSession,
    Person,
    PrivateNote,
    Programme,
    Readiness,
    SessionKind,
    Slot,
)
from desktop.domain.text import fold
from desktop.services import firms
from desktop.services.desk import Changed, Desk, changed
from desktop.services.numbers import next_number

_OURS = ("slots", "attendances", "readiness", "private_notes", "number")


@dataclass(frozen=True, slots=True)
class Participant:
    """A person of a firm at a session: presences slot by slot and what they credit."""

    firm: Firm
    person: Person | None
    presences: tuple[Attendance, ...]
    credit: Attended


@dataclass(frozen=True, slots=True)
class SessionSheet:
    """A session with its slots in order and its participants by name."""

    session: OrientationSession
    slots: tuple[Slot, ...]
    participants: tuple[Participant, ...]
    threshold: Decimal
    private_note: PrivateNote | None
    readiness: tuple[Readiness, ...]

    @property
    def minutes(self) -> int:
        """Give the length of the session: the sum of its slots, in minutes."""
        return sum(_minutes(slot) for slot in self.slots)


def add(
    desk: Desk, drafts: Sequence[Draft], *, reading: Reading = EXACT, source: str = "typed"
) -> tuple[tuple[UUID, ...], Changed]:
    """Log sessions, all or none; numbers are the desk's own (`MI1-2021-0001`)."""
    stamp = desk.stamp(source)
    with desk.store.writing(stamp) as (reader, writing):
        typing = _Typing(desk, reader, writing, reading)
        ids = [
            typing.session(draft, f"[{n}]" if len(drafts) > 1 else "")
            for n, draft in enumerate(drafts)
        ]
        typing.refuse_problems()
        touched = writing.touched
    return tuple(cast("UUID", i) for i in ids), changed(stamp, touched)


def change(
    desk: Desk, named: str, draft: Draft, *, reading: Reading = EXACT, source: str = "typed"
) -> Changed:
    """Change a session; attendances given with an id are changed, others are added."""
    stamp = desk.stamp(source)
    with desk.store.writing(stamp) as (reader, writing):
        typing = _Typing(desk, reader, writing, reading)
        typing.session(draft, "", base=resolve(reader, named))
        typing.refuse_problems()
        touched = writing.touched
    return changed(stamp, touched)


def resolve(reader: Reader, named: str) -> OrientationSession:
    """Give the session that an id or a number names; `not-found` otherwise."""
    try:
        found = reader.get(OrientationSession, UUID(named))
    except ValueError:
        found = next(iter(reader.of(OrientationSession, number=named.strip().upper())), None)
    if found is None:
        raise DeskError("not-found", kind="session", named=named)
    return found


class _Typing:
    """Drafts of sessions being read inside one transaction; problems are collected."""

    def __init__(self, desk: Desk, reader: Reader, writing: Change, reading: Reading) -> None:
        self._desk = desk
        self._reader = reader
        self._writing = writing
        self._reading = reading
        self._problems: list[Problem] = []
        self._made: dict[tuple[UUID, str, str], Person] = {}
        self._numbers = 0

    def refuse_problems(self) -> None:
        if self._problems:
            raise ProblemsError(tuple(self._problems))

    def _add(self, problems: Iterable[Problem], where: str) -> None:
        self._problems += [p.under(where) if where else p for p in problems]

    def session(
        self, draft: Draft, where: str, base: OrientationSession | None = None
    ) -> UUID | None:
        plain: dict[str, object] = {k: v for k, v in draft.items() if k not in _OURS}
        plain["slots"] = _items(draft.get("slots"))
        given: dict[str, object] = {}
        if base is None:
            given["number"] = ""  # drawn below, once the year of the first slot is read
            plain.setdefault("programme", self._desk.store.identity.programme)
        tree, problems = parse_tree(
            OrientationSession.KIND, plain, self._desk.new_id, base=base,
            known=Known(self._reader.children), reading=self._reading, given=given,
        )  # fmt: skip
        self._add(problems, where)
        if tree is None:
            return None
        slots = self._slots(tree)
        if base is None:
            tree = replace(tree, record=with_values(tree.record, number=self._number(slots)))
        firms.write_tree(self._reader, self._writing, tree)
        session = cast("OrientationSession", tree.record)
        self._check_slots(slots, where)
        self._attendances(draft, session, slots, where)
        self._readiness(draft, session, where)
        self._private_note(draft, session, where)
        return session.id

    def _number(self, slots: list[Slot]) -> str:
        year = min((slot.date.year for slot in slots), default=self._desk.today().year)
        self._numbers += 1
        return next_number(
            self._desk, self._reader, OrientationSession, year, digits=4, nth=self._numbers
        )

    def _slots(self, tree: Tree) -> list[Slot]:
        """Give the session's slots, those of the draft first: attendances name them by place."""
        typed = [cast("Slot", child.record) for child in tree.children]
        gone = set(tree.removed) | {slot.id for slot in typed}
        held = [s for s in self._reader.of(Slot, session=tree.record.id) if s.id not in gone]
        return [*typed, *sorted(held, key=lambda s: (s.date, s.start))]

    def _check_slots(self, slots: list[Slot], where: str) -> None:
        self._add(
            [
                Problem("ends-before", f"slots[{n}].to")
                for n, s in enumerate(slots)
                if s.end <= s.start
            ],
            where,
        )

    def _attendances(
        self, draft: Draft, session: OrientationSession, slots: list[Slot], where: str
    ) -> None:
        for place, item in enumerate(_items(draft.get("attendances"))):
            at = _at(where, f"attendances[{place}]")
            held = self._held(item, session)
            if held is None and item.get("id") is not None:
                self._add([Problem("unknown-child", at, {"id": str(item["id"])})], "")
                continue
            if held is not None and item.get("remove") is True:
                self._writing.remove(held)
                continue
            self._attendance(item, session, slots, held, at)

    def _held(self, item: Draft, session: OrientationSession) -> Attendance | None:
        if item.get("id") is None:
            return None
        held = self._reader.of(Attendance, session=session.id)
        return next((a for a in held if str(a.id) == str(item["id"])), None)

    def _attendance(
        self, item: Draft, session: OrientationSession, slots: list[Slot],
        held: Attendance | None, where: str,
    ) -> None:  # fmt: skip
        values = {
            k: v for k, v in item.items() if k not in ("firm", "person", "slot", "id", "remove")
        }
        given: dict[str, object] = {"session": session.id}
        if held is None or "firm" in item:
            firm = self._firm(item.get("firm"), where)
            given["firm"] = firm.id if firm else None
            if firm is not None and item.get("person"):
                person = self._person(firm, cast("Draft", item["person"]), where)
                given["person"] = person.id if person else None
        if item.get("slot") is not None:
            given["slot"] = self._slot(item["slot"], slots, where)
        made, problems = parse(
            Attendance.KIND, values, held.id if held else self._desk.new_id(),
            base=held, reading=self._reading, given=given,
        )  # fmt: skip
        self._add(problems, where)
        attendance = cast("Attendance | None", made)
        if attendance is None or given.get("firm", True) is None:
            return
        if attendance.arrived and attendance.left and attendance.left <= attendance.arrived:
            self._add([Problem("ends-before", "out")], where)
        if held is None:
            self._writing.add(attendance)
        else:
            self._writing.put(held, attendance)

    def _firm(self, named: object, where: str) -> Firm | None:
        if not named:
            self._add([Problem("needed", "firm")], where)
            return None
        try:
            return firms.resolve(self._reader, str(named))
        except DeskError as refused:
            self._add([Problem(f"firm-{refused.code}", "firm", {"value": str(named)})], where)
            return None

    def _person(self, firm: Firm, draft: Draft, where: str) -> Person | None:
        """Give the firm's person of that name, entered when the firm has none."""
        key = (
            firm.id,
            fold(str(draft.get("family_name", ""))),
            fold(str(draft.get("given_name", ""))),
        )
        if key in self._made:
            return self._made[key]
        for person in self._reader.of(Person, firm=firm.id):
            if (fold(person.family_name), fold(person.given_name)) == key[1:]:
                return person
        made, problems = parse(
            Person.KIND, draft, self._desk.new_id(), reading=self._reading, given={"firm": firm.id}
        )
        self._add(problems, _at(where, "person"))
        if made is None:
            return None
        self._writing.add(made)
        self._made[key] = cast("Person", made)
        return self._made[key]

    def _slot(self, named: object, slots: list[Slot], where: str) -> UUID | None:
        for place, slot in enumerate(slots):
            if named == place or str(named) in (str(place), str(slot.id)):
                return slot.id
        self._add([Problem("no-such-slot", "slot", {"value": str(named)})], where)
        return None

    def _readiness(self, draft: Draft, session: OrientationSession, where: str) -> None:
        item = draft.get("readiness")
        if not isinstance(item, Mapping):
            return
        named = item.get("firm") or self._only_firm(draft)
        at = _at(where, "readiness")
        firm = self._firm(named, at)
        values = {k: v for k, v in item.items() if k != "firm"}
        answered = self._reader.of(Readiness, session=session.id, firm=firm.id) if firm else ()
        held = next(iter(answered), None)
        made, problems = parse(
            Readiness.KIND, values, held.id if held else self._desk.new_id(), base=held,
            reading=self._reading, given={"session": session.id, "firm": firm.id if firm else None},
        )  # fmt: skip
        self._add(problems, at)
        if made is None or firm is None:
            return
        if held is None:
            self._writing.add(made)
        else:
            self._writing.put(held, made)

    def _only_firm(self, draft: Draft) -> object:
        named = {item.get("firm") for item in _items(draft.get("attendances"))}
        return named.pop() if len(named) == 1 else None

    def _private_note(self, draft: Draft, session: OrientationSession, where: str) -> None:
        if "private_notes" not in draft:
            return
        held = next(iter(self._reader.of(PrivateNote, about=session.id)), None)
        text = str(draft["private_notes"] or "").strip()
        if not text:
            if held is not None:
                self._writing.remove(held)
            return
        made, problems = parse(
            PrivateNote.KIND, {"text": text}, held.id if held else self._desk.new_id(),
            base=held, given={"about": session.id},
        )  # fmt: skip
        self._add([replace(problem, field="private_notes") for problem in problems], where)
        if made is not None and held is None:
            self._writing.add(made)
        elif made is not None and held is not None:
            self._writing.put(held, made)


def _at(where: str, name: str) -> str:
    """Give the path of a name in a draft; `where` is the path of what holds it."""
    return f"{where}.{name}" if where else name


def _items(value: object) -> list[Draft]:
    if not isinstance(value, list | tuple):
        return []
    return [cast("Draft", item) for item in value if isinstance(item, Mapping)]


def _minutes(slot: Slot) -> int:
    return (slot.end.hour - slot.start.hour) * 60 + slot.end.minute - slot.start.minute


def sheet(desk: Desk, named: str) -> SessionSheet:
    """Give a session with its slots and what each person's presences credit."""
    with desk.store.reading() as reader:
        return sheet_of(reader, resolve(reader, named))


def sheet_of(reader: Reader, session: OrientationSession) -> SessionSheet:
    """Give a session's sheet from the records of an open reading."""
    slots = tuple(sorted(reader.of(Slot, session=session.id), key=lambda s: (s.date, s.start)))
    presences = reader.of(Attendance, session=session.id)
    firm_of = {f.id: f for f in reader.among(Firm, "id", (a.firm for a in presences))}
    people = reader.among(Person, "id", (a.person for a in presences if a.person))
    person_of = {person.id: person for person in people}
    threshold = _threshold(reader, session)
    grouped: dict[tuple[UUID, UUID | None], list[Attendance]] = {}
    for presence in presences:
        grouped.setdefault((presence.firm, presence.person), []).append(presence)
    participants = [
        Participant(
            firm_of[firm], person_of.get(person) if person else None, tuple(held),
            credited(slots, held, threshold),
        )
        for (firm, person), held in grouped.items()
        if firm in firm_of
    ]  # fmt: skip
    note = next(iter(reader.of(PrivateNote, about=session.id)), None)
    readiness = reader.of(Readiness, session=session.id)
    return SessionSheet(
        session, slots, tuple(sorted(participants, key=_by_name)), threshold, note, readiness
    )


def _by_name(participant: Participant) -> tuple[str, str, str]:
    person = participant.person
    names = (fold(person.family_name), fold(person.given_name)) if person else ("", "")
    return (*names, fold(participant.firm.name))


def _threshold(reader: Reader, session: OrientationSession) -> Decimal:
    if session.programme:
        for programme in reader.of(Programme, code=session.programme):
            if programme.attendance_threshold is not None:
                return programme.attendance_threshold
    return USUAL_THRESHOLD


def sheets(desk: Desk) -> list[SessionSheet]:
    """Give every session with its sheet, the latest first."""
    with desk.store.reading() as reader:
        held = [sheet_of(reader, session) for session in reader.all(OrientationSession)]
    return sorted(held, key=_by_day, reverse=True)


@dataclass(frozen=True, slots=True)
class Line:
    """A session as a list shows it; `people` is None where nobody was counted."""

    id: UUID
    number: str
    title: str
    day: date | None
    kind: SessionKind
    people: int | None = None


def count(desk: Desk) -> int:
    """Count the sessions."""
    with desk.store.reading() as reader:
        return reader.count(OrientationSession)


def knows(desk: Desk, session: UUID) -> bool:
    """Tell whether a session is here."""
    with desk.store.reading() as reader:
        return reader.get(OrientationSession, session) is not None


def lines(desk: Desk, *, limit: int = -1, offset: int = 0) -> list[Line]:
    """Give a stretch of the sessions, the latest first, with how many people came."""
    with desk.store.reading() as reader:
        return counted(reader, [_line(row) for row in overview.sessions(reader, limit, offset)])


def found(desk: Desk, fits: Callable[[Line], bool], limit: int) -> tuple[int, list[Line]]:
    """Give how many sessions fit, and the latest of them; people are not counted before."""
    with desk.store.reading() as reader:
        fitting = [line for row in overview.sessions(reader) if fits(line := _line(row))]
        return len(fitting), counted(reader, fitting[:limit])


def counted(reader: Reader, held: Sequence[Line]) -> list[Line]:
    """Give the same lines with how many people came."""
    people = overview.participants(reader, (line.id.bytes for line in held))
    return [replace(line, people=people.get(line.id.bytes, 0)) for line in held]


def _line(row: Sequence[Any]) -> Line:
    session, number, title, kind, day = row
    first = None if day is None else Slot.KIND.column("date").codec.load(day)
    return Line(UUID(bytes=session), number, title, cast("date | None", first), SessionKind(kind))


def latest(desk: Desk, most: int) -> list[SessionSheet]:
    """Give the latest sessions with their sheets."""
    with desk.store.reading() as reader:
        held = [UUID(bytes=row.id) for row in overview.sessions(reader, most)]
        of_id = {session.id: session for session in reader.among(OrientationSession, "id", held)}
        return [sheet_of(reader, of_id[session]) for session in held]


def _by_day(held: SessionSheet) -> tuple[str, str]:
    day = held.slots[0].date.isoformat() if held.slots else ""
    return day, held.session.number


def of_firm(reader: Reader, firm: UUID) -> list[SessionSheet]:
    """Give the sessions at which a firm was, the earliest first."""
    ids = {attendance.session for attendance in reader.of(Attendance, firm=firm)}
    held = [sheet_of(reader, session) for session in reader.among(OrientationSession, "id", ids)]
    return sorted(held, key=_by_day)


def listed(desk: Desk) -> list[dict[str, object]]:
    """Give every session as JSON with its slots, attendances and credited minutes."""
    return [session_json(desk, held) for held in sheets(desk)]


def session_json(desk: Desk, held: SessionSheet) -> dict[str, object]:
    """Give a session as JSON under the names that `add` reads."""
    with desk.store.reading() as reader:
        answer = tree_json(held.session, reader.children)
    place_of = {str(slot.id): place for place, slot in enumerate(held.slots)}
    answer["slots"] = sorted(
        cast("list[dict[str, str]]", answer["slots"]), key=lambda s: (s["date"], s["from"])
    )
    people = {str(p.person.id): p.person for p in held.participants if p.person}
    for item in cast("list[dict[str, object]]", answer["attendances"]):
        if "slot" in item:
            item["slot"] = place_of.get(str(item["slot"]))
        person = people.get(str(item.get("person")))
        if person is not None:
            item["person"] = {"family_name": person.family_name, "given_name": person.given_name}
    answer["credits"] = [
        {
            "firm": str(p.firm.id),
            "person": str(p.person.id) if p.person else None,
            "credited_minutes": p.credit.credited_minutes,
            "total_minutes": p.credit.total_minutes,
        }
        for p in held.participants
    ]
    readiness = cast("list[dict[str, object]]", answer["readiness"])
    if len(readiness) == 1:
        answer["readiness"] = readiness[0]
    if held.private_note is not None:
        answer["private_notes"] = held.private_note.text
    return answer
