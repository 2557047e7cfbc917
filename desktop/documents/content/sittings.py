"""Attendance as papers tell it: who sat in a session, for how many minutes, on which days."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from desktop.documents.sources import AttendanceSource, ProgrammeFacts, SessionFacts
from desktop.domain.attendance import USUAL_THRESHOLD, SlotTimes, attended, credited, threshold_of
from desktop.domain.problems import DeskError
from desktop.domain.records import Person, Slot
from desktop.domain.text import fold


@dataclass(frozen=True)
class Sitting:
    """One person of a firm at one session, with the minutes credited in all and slot by slot."""

    held: SessionFacts
    firm: UUID
    person: UUID | None
    credited: int
    total: int
    reached: bool
    unsigned: bool
    by_slot: tuple[int, ...]

    @property
    def share(self) -> Fraction | None:
        """Give the part of the session that was attended, None for one without slots."""
        return Fraction(self.credited, self.total) if self.total else None


def threshold(programme: ProgrammeFacts | None) -> Decimal:
    """Give the share, in per cent, from which a session counts as attended."""
    return threshold_of(programme.programme.attendance_threshold if programme else None)


def in_order(slots: tuple[Slot, ...]) -> list[Slot]:
    """Sort slots by day and hour."""
    return sorted(slots, key=lambda slot: (slot.date, slot.start, slot.end))


def total_minutes(slots: tuple[Slot, ...]) -> int:
    """Give the length of a session, in minutes."""
    times = [SlotTimes(slot.start, slot.end) for slot in slots]
    return attended(times, [], USUAL_THRESHOLD).total_minutes


def sittings(held: SessionFacts, firm: UUID, least: Decimal) -> list[Sitting]:
    """Give each person of a firm at a session; attendances without a person count as one."""
    people = dict.fromkeys(held_by.person for held_by in held.attendances if held_by.firm == firm)
    return [_sitting(held, firm, person, least) for person in people]


def all_sittings(sheet: AttendanceSource) -> list[Sitting]:
    """Give everyone at a session by family name; who is not named comes last."""
    least = threshold(sheet.programme)
    people = {person.id: person for person in sheet.people}
    firms = dict.fromkeys(row.firm for row in sheet.session.attendances)
    found = [one for firm in firms for one in sittings(sheet.session, firm, least)]

    def by_name(one: Sitting) -> tuple[bool, str, str]:
        person = people.get(one.person) if one.person else None
        names = (person.family_name, person.given_name) if person else ("", "")
        return person is None, fold(names[0]), fold(names[1])

    return sorted(found, key=by_name)


def refuse_short(found: list[Sitting], sheet: AttendanceSource) -> None:
    """Refuse when any of these did not reach the threshold: who, and with how many minutes.

    Raises `DeskError`: "certificate-short", or "certificate-no-slots" for a session without hours.
    """
    short = [one for one in found if not one.reached]
    if not short:
        return
    people = {person.id: person for person in sheet.people}
    total = short[0].total
    if not total:
        raise DeskError("certificate-no-slots", session=sheet.session.session.number)
    needed = needed_minutes(total, threshold(sheet.programme))
    named = [
        (person_name(people.get(one.person) if one.person else None, "?"), one.credited)
        for one in short
    ]
    details = [
        {"person": name, "credited": credited, "total": total, "needed": needed}
        for name, credited in named
    ]
    who = ", ".join(f"{name} {credited}" for name, credited in named)
    raise DeskError(
        "certificate-short", details=details, who=who, needed=str(needed), total=str(total)
    )


def needed_minutes(total: int, least: Decimal) -> int:
    """Give the fewest whole minutes that reach the threshold."""
    return int(-(-total * least // 100))


def _sitting(held: SessionFacts, firm: UUID, person: UUID | None, least: Decimal) -> Sitting:
    slots = in_order(held.slots)
    rows = [row for row in held.attendances if row.firm == firm and row.person == person]
    result = credited(slots, rows, least)
    codes = {flag.code for flag in result.flags}
    return Sitting(
        held=held,
        firm=firm,
        person=person,
        credited=result.credited_minutes,
        total=result.total_minutes,
        reached=result.certificate,
        unsigned=bool(codes & {"no-in-signature", "no-out-signature"}),
        by_slot=result.by_slot,
    )


def person_name(person: Person | None, unknown: str) -> str:
    """Name a person, family name last, or give the word for one who is not named."""
    return f"{person.given_name} {person.family_name}" if person else unknown
