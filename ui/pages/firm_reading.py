"""What the page of a firm shows, gathered on the store thread in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from desktop.domain.findings import Finding
from desktop.domain.problems import DeskError
from desktop.domain.record import ALIVE
from desktop.domain.records import Firm
from desktop.services import firms, joining, measuring, missions, sessions
from desktop.services.desk import Desk
from desktop.services.firms import HistoryLine
from desktop.services.measuring import Measures

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session at which the firm was, with the minutes that count for it."""

    id: UUID
    day: str
    number: str
    title: str
    people: int
    minutes: int
    total: int


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application of the firm."""

    mission: UUID
    code: str
    title: str
    arrived_at: str
    state: str


@dataclass(frozen=True, slots=True)
class FirmSheet:
    """A firm with all that belongs to it, as `firms show` answers it, and what it took part in."""

    firm: Json
    findings: tuple[Finding, ...]
    sessions: tuple[SessionLine, ...]
    applications: tuple[ApplicationLine, ...]
    history: tuple[HistoryLine, ...]
    sector_names: Mapping[str, tuple[str, str]]
    merged: tuple[tuple[UUID, str], ...] = ()  # the firms that are read under this one
    disputed: bool = False  # removed at one desk, written to at another
    conflicts: int = 0  # fields of which more than one value stands
    asked: UUID | None = None  # the firm that was asked for: another, where it was merged
    measures: Measures | None = None  # as of today

    @property
    def id(self) -> UUID:
        """Give the firm's id."""
        return UUID(str(self.firm["id"]))

    def text(self, name: str) -> str:
        """Give one of the firm's texts; empty when it has none."""
        return str(self.firm.get(name) or "")

    def children(self, plural: str) -> Sequence[Mapping[str, str]]:
        """Give the firm's children of one kind."""
        return cast("Sequence[Mapping[str, str]]", self.firm.get(plural) or ())


def read(desk: Desk, firm: UUID) -> FirmSheet | None:
    """Gather a firm's sheet; None for a firm that is no longer in the register."""
    named = str(firm)
    try:
        shown = firms.show(desk, named)
    except DeskError as refused:
        if refused.code == "not-found":
            return None
        raise
    asked, firm = firm, UUID(str(shown["id"]))
    found = firms.check(desk, {}, base=firm)
    open_ = desk.store.conflicts_of(firm)
    programme = desk.store.identity.programme
    with desk.store.reading() as reader:
        held = sessions.of_firm(reader, firm)
        applied = missions.of_firm(reader, firm)
        held_firm = reader.get(Firm, firm)
        measures = None
        if held_firm is not None:
            measures = measuring.measured(reader, held_firm, programme, desk.today())
    lines = tuple(_session_line(sheet, firm) for sheet in reversed(held))
    applications = tuple(
        ApplicationLine(m.id, m.code, m.title, a.arrived_at.isoformat(), a.state)
        for a, m in reversed(applied)
    )
    return FirmSheet(
        shown, tuple(f for f in found if isinstance(f, Finding)), lines,
        applications, tuple(reversed(firms.history(desk, str(firm)))), sector_names(desk),
        tuple((one.id, one.name) for one in joining.merged_into(desk, firm)),
        ALIVE in open_, len([wire for wire in open_ if wire != ALIVE]), asked,
        measures,
    )  # fmt: skip


def _session_line(sheet: sessions.SessionSheet, firm: UUID) -> SessionLine:
    ours = [p for p in sheet.participants if p.firm.id == firm]
    best = max((p.credit.credited_minutes for p in ours), default=0)
    day = sheet.slots[0].date.isoformat() if sheet.slots else ""
    return SessionLine(
        sheet.session.id, day, sheet.session.number, sheet.session.title, len(ours), best,
        sheet.minutes,
    )  # fmt: skip


def sector_names(desk: Desk) -> dict[str, tuple[str, str]]:
    """Give the sectors of all programmes by code: Italian and English name."""
    from desktop.services import programmes  # noqa: PLC0415 - after the rows of the list

    return {
        sector.code: (sector.title, sector.title_en or sector.title)
        for data in programmes.listed(desk)
        for sector in data.sectors
    }
