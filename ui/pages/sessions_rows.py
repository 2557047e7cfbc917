"""A session's attendance as rows of a grid: what stands in each cell and what it earns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from fractions import Fraction
from math import ceil
from uuid import UUID

from desktop.domain.records import Attendance, Slot
from desktop.services.sessions import Participant, SessionSheet

ABSENT, OPEN, YES, NO = "absent", "open", "yes", "no"


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot of one person: the hours signed (empty when not), the minutes they credit.

    `early` and `late` tell that an hour lies outside the slot, where it credits nothing.
    """

    arrived: str
    left: str
    minutes: int
    early: bool
    late: bool

    @property
    def signed(self) -> int:
        """Count the signatures: 0, 1 or 2."""
        return bool(self.arrived) + bool(self.left)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a firm: cells slot by slot, the sum and what is lacking to a certificate."""

    firm: UUID
    person: UUID | None
    family_name: str
    given_name: str
    firm_name: str
    cells: tuple[Cell, ...]
    minutes: int
    share: Decimal
    lacking: int
    state: str

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        """Give what names the row from one reading to the next."""
        return self.firm, self.person


def minutes_of(slot: Slot) -> int:
    """Give a slot's length in minutes."""
    return max(0, _minute(slot.end) - _minute(slot.start))


def needed_minutes(sheet: SessionSheet) -> int:
    """Give the minutes from which a certificate is earned."""
    return ceil(Fraction(sheet.threshold) * sheet.minutes / 100)


def rows_of(sheet: SessionSheet) -> tuple[PersonRow, ...]:
    """Give the rows of a session's grid, by name."""
    needed = needed_minutes(sheet)
    return tuple(_row(sheet.slots, held, needed) for held in sheet.participants)


def _row(slots: Sequence[Slot], held: Participant, needed: int) -> PersonRow:
    credit, person = held.credit, held.person
    cells = tuple(
        _cell(slot, presences_in(slot, held.presences), minutes)
        for slot, minutes in zip(slots, credit.by_slot, strict=True)
    )
    return PersonRow(
        firm=held.firm.id, person=person.id if person else None,
        family_name=person.family_name if person else "",
        given_name=person.given_name if person else "", firm_name=held.firm.name,
        cells=cells, minutes=credit.credited_minutes, share=credit.share,
        lacking=max(0, needed - credit.credited_minutes),
        state=_state(cells, certificate=credit.certificate),
    )  # fmt: skip


def _state(cells: Sequence[Cell], *, certificate: bool) -> str:
    if certificate:
        return YES
    if not any(cell.signed for cell in cells):
        return ABSENT
    return OPEN if any(cell.signed == 1 for cell in cells) else NO


def presences_in(slot: Slot, presences: Sequence[Attendance]) -> list[Attendance]:
    """Give what a person signed in a slot, by hour; else what, without a slot, overlaps it."""
    own = [p for p in presences if p.slot == slot.id]
    if not own:
        own = [p for p in presences if p.slot is None and _overlaps(slot, p)]
    return sorted(own, key=lambda p: (p.arrived is None, p.arrived or time(), p.id))


def _overlaps(slot: Slot, presence: Attendance) -> bool:
    if presence.arrived is None and presence.left is None:
        return False
    arrived, left = presence.arrived or time(), presence.left or time(23, 59)
    return arrived < slot.end and left > slot.start


def _cell(slot: Slot, presences: Sequence[Attendance], minutes: int) -> Cell:
    arrived = next((p.arrived for p in presences if p.arrived), None)
    left = max((p.left for p in presences if p.left), default=None)
    return Cell(
        arrived=f"{arrived:%H:%M}" if arrived else "", left=f"{left:%H:%M}" if left else "",
        minutes=minutes, early=bool(arrived and not slot.start <= arrived <= slot.end),
        late=bool(left and not slot.start <= left <= slot.end),
    )  # fmt: skip


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
