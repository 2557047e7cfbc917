"""What the first page shows, gathered on the store thread."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast
from uuid import UUID

from desktop.domain.codecs import ROME
from desktop.domain.records import ApplicationState, Firm, Mission
from desktop.services import missions, retention, sessions, standing, stores
from desktop.services.desk import Desk
from desktop.services.retention import CopyDue
from desktop.services.standing import Due

_RECENT = 4  # of firms and of sessions: the counters below them stay in sight
_MISSIONS = 5


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as the page lists it."""

    id: UUID
    day: str
    hours: str
    number: str
    title: str
    kind: str
    people: int


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows, gathered in one go."""

    firms: tuple[Firm, ...]
    sessions: tuple[SessionEntry, ...]
    missions: tuple[tuple[Mission, int, int], ...]  # with its applications, and the withdrawn
    counts: dict[str, int]
    copied_at: datetime | None
    due: Due
    copies: tuple[CopyDue, ...] = ()  # of passports, whose time is over


def read(desk: Desk, folder: Path | None, handed: tuple[Path, ...]) -> Today:
    """Gather it from the store, and from the folder of the exchange."""
    with desk.store.reading() as reader:
        last = reader.page(Firm, "id", limit=_RECENT, descending=True)
    info = stores.info(desk)
    copied = cast("str | None", info["last_backup"])
    applied = missions.applied(desk)
    states = [(m, applied.get(m.id, {})) for m in missions.listed(desk)[:_MISSIONS]]
    going = [(m, sum(many.values()), many.get(ApplicationState.RENOUNCED, 0)) for m, many in states]
    return Today(
        tuple(last),
        tuple(_session(sheet) for sheet in sessions.latest(desk, _RECENT)),
        tuple(going), cast("dict[str, int]", info["records"]),
        datetime.fromisoformat(copied).astimezone(ROME) if copied else None,
        standing.due(desk, folder, handed, doubles=True), tuple(retention.due(desk)),
    )  # fmt: skip


def _session(sheet: sessions.SessionSheet) -> SessionEntry:
    slots = sheet.slots
    hours = ", ".join(f"{s.start:%H:%M}–{s.end:%H:%M}" for s in slots)
    day = slots[0].date.isoformat() if slots else ""
    held = sheet.session
    return SessionEntry(
        held.id, day, hours, held.number, held.title, held.kind, len(sheet.participants)
    )
