"""What the attendance grid writes: an hour, a person more, a person less. On the store thread."""

from dataclasses import dataclass
from uuid import UUID

from desktop.domain.codecs import ROME
from desktop.domain.records import Attendance
from desktop.domain.text import fold
from desktop.services import sessions
from desktop.services.desk import Changed, Desk
from desktop.services.sessions import Participant, SessionSheet
from ui.pages.sessions_rows import presences_in

ARRIVED, LEFT = "in", "out"


@dataclass(frozen=True, slots=True)
class Hour:
    """Which hour of the grid: a person's arrival or leaving in a slot."""

    firm: UUID
    person: UUID | None
    slot: UUID
    end: str


def set_hour(desk: Desk, session: UUID, hour: Hour, typed: str) -> Changed | None:
    """Write an hour as a clerk types it; an empty one is taken out. None: nothing to do."""
    sheet = sessions.sheet(desk, str(session))
    held = _participant(sheet, hour)
    if held is None:
        return None
    signed = _signed(sheet, held, hour)
    if signed is None and not typed:
        return None
    draft: dict[str, object] = {}
    draft |= _new(held, hour) if signed is None else {"id": str(signed.id)}
    if (
        signed is not None
        and signed.slot is None
        and signed.arrived is None
        and signed.left is None
    ):
        draft["slot"] = str(hour.slot)  # who was only expected has come: to this slot
    draft[hour.end] = typed or None
    return _change(desk, session, [draft])


def set_now(desk: Desk, session: UUID, hour: Hour) -> Changed | None:
    """Write the hour that it is at the counter."""
    return set_hour(desk, session, hour, f"{desk.now().astimezone(ROME):%H:%M}")


def _participant(sheet: SessionSheet, hour: Hour) -> Participant | None:
    for held in sheet.participants:
        person = held.person.id if held.person else None
        if (held.firm.id, person) == (hour.firm, hour.person):
            return held
    return None


def _signed(sheet: SessionSheet, held: Participant, hour: Hour) -> Attendance | None:
    """Give the presence that an hour belongs to: the first arrival, the last leaving."""
    slot = next((s for s in sheet.slots if s.id == hour.slot), None)
    here = presences_in(slot, held.presences) if slot else []
    if here:
        return here[0] if hour.end == ARRIVED else here[-1]
    blank = (p for p in held.presences if p.slot is None and not p.arrived and not p.left)
    return next(blank, None)


def _new(held: Participant, hour: Hour) -> dict[str, object]:
    draft: dict[str, object] = {"firm": str(held.firm.id), "slot": str(hour.slot)}
    if held.person is not None:
        person = held.person
        draft["person"] = {"family_name": person.family_name, "given_name": person.given_name}
    return draft


def add_person(
    desk: Desk, session: UUID, firm: UUID, family_name: str, given_name: str
) -> Changed | None:
    """Enter a person of a firm as expected, without hours yet; None when already there."""
    wanted = (firm, fold(family_name), fold(given_name))
    if any(_named(held) == wanted for held in sessions.sheet(desk, str(session)).participants):
        return None
    draft: dict[str, object] = {"firm": str(firm)}
    if family_name or given_name:
        draft["person"] = {"family_name": family_name, "given_name": given_name}
    return _change(desk, session, [draft])


def _named(held: Participant) -> tuple[UUID, str, str]:
    person = held.person
    if person is None:
        return held.firm.id, "", ""
    return held.firm.id, fold(person.family_name), fold(person.given_name)


def remove_person(desk: Desk, session: UUID, firm: UUID, person: UUID | None) -> Changed:
    """Take a person out of a session, with the hours."""
    held = _participant(sessions.sheet(desk, str(session)), Hour(firm, person, session, ARRIVED))
    presences = held.presences if held else ()
    return _change(desk, session, [{"id": str(p.id), "remove": True} for p in presences])


def _change(desk: Desk, session: UUID, attendances: list[dict[str, object]]) -> Changed:
    return sessions.change(
        desk, str(session), {"attendances": attendances}, reading=desk.as_typed()
    )
