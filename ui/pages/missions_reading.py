"""What the page of missions shows, gathered on the store thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.domain.problems import DeskError
from desktop.domain.records import ApplicationState, Delegate, Mission
from desktop.services import missions
from desktop.services.desk import Desk
from desktop.services.missions import Entered
from desktop.services.programmes import ProgrammeData
from ui.pages.sessions_reading import programme_of

_RENOUNCED = ApplicationState.RENOUNCED


@dataclass(frozen=True, slots=True)
class MissionLine:
    """A mission as the list shows it, with how many of its applications were withdrawn."""

    id: UUID
    code: str
    title: str
    title_en: str
    starts: date | None
    place: str
    applications: int
    withdrawn: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Traveller:
    """One delegate of the delegation; a firm that named nobody yet has one line without."""

    application: UUID
    firm: str
    delegate: Delegate | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """An application with its place in the order of arrival."""

    number: int
    entered: Entered


@dataclass(frozen=True, slots=True)
class MissionOpened:
    """A mission with its applications by arrival, who travels, and the programme's names."""

    mission: Mission
    programme: ProgrammeData | None
    arrivals: tuple[Arrival, ...]
    travellers: tuple[Traveller, ...]
    selected: bool

    @property
    def taken(self) -> int:
        """Count the seats taken: by who is selected, before a selection by all who stand."""
        return len({traveller.application for traveller in self.travellers})


def lines(desk: Desk) -> tuple[MissionLine, ...]:
    """Give every mission, the next to leave first."""
    applied = missions.applied(desk)
    return tuple(_line(mission, applied.get(mission.id, {})) for mission in missions.listed(desk))


def _line(held: Mission, applied: Mapping[ApplicationState, int]) -> MissionLine:
    return MissionLine(
        held.id, held.code, held.title, held.title_en or held.title, held.starts,
        held.place or "", sum(applied.values()), applied.get(_RENOUNCED, 0), held.provisional,
    )  # fmt: skip


def opened(desk: Desk, mission: UUID) -> MissionOpened:
    """Give one mission."""
    named = str(mission)
    held = mission_of(desk, mission)
    entered = missions.entered(desk, named)
    travelling, selected = missions.delegation(entered)
    return MissionOpened(
        held, programme_of(desk, held.programme),
        tuple(Arrival(number, one) for number, one in enumerate(entered, start=1)),
        tuple(traveller for one in travelling for traveller in _travellers(one)), selected,
    )  # fmt: skip


def mission_of(desk: Desk, mission: UUID) -> Mission:
    """Give the mission of an id; `not-found` when it is not here."""
    for held in missions.listed(desk):
        if held.id == mission:
            return held
    raise DeskError("not-found", kind="mission", named=str(mission))


def _travellers(entered: Entered) -> list[Traveller]:
    people = sorted(entered.delegates, key=lambda d: (d.family_name, d.given_name))
    application, firm = entered.application.id, entered.firm.name
    named = [Traveller(application, firm, delegate) for delegate in people]
    return named or [Traveller(application, firm, None)]


@dataclass(frozen=True, slots=True)
class ApplicationOpened:
    """What the form of an application begins with."""

    mission: Mission
    firm: str
    held: Mapping[str, object] | None


def application(desk: Desk, mission: UUID, wanted: UUID | None) -> ApplicationOpened:
    """Give a mission and, for a change, the application as `applications list` answers it."""
    held = mission_of(desk, mission)
    if wanted is None:
        return ApplicationOpened(held, "", None)
    for one in missions.applications_listed(desk, str(mission)):
        if one["id"] == str(wanted):
            return ApplicationOpened(held, str(one["firm_name"]), one)
    raise DeskError("not-found", kind="application", named=str(wanted))
