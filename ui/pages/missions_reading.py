"""What the page of missions shows, gathered on the store thread."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desktop.documents.sources import MinutesSource
from desktop.domain.problems import DeskError
from desktop.domain.records import ApplicationState, Delegate, Evaluation, Mission, Ranking
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.domain.rules.reason import Reason, Severity
from desktop.services import completeness, evaluating, judged_papers, missions
from desktop.services.completeness import Completeness
from desktop.services.desk import Desk
from desktop.services.evaluating import Judged
from desktop.services.missions import Entered
from desktop.services.programmes import ProgrammeData
from ui.pages.sessions_reading import programme_of

_RENOUNCED = ApplicationState.RENOUNCED
_OUT = (ApplicationState.DRAFT, _RENOUNCED)  # they ask for nothing, or no more
_WEIGHTS = tuple(Severity)


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
class Judgement:
    """What the rules say of an application today.

    `outcome` is None for one that asks for nothing (a draft) or no more (withdrawn). `reasons` are
    those that keep it out, the gravest first; `changed` tells that a kept outcome is another.
    """

    outcome: EligibilityOutcome | None
    reasons: tuple[Reason, ...]
    warnings: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """An application with its place in the order of arrival, and how it is judged."""

    number: int
    entered: Entered
    judgement: Judgement
    folder: Completeness | None  # what its dossier lacks; None where nothing is asked for


@dataclass(frozen=True, slots=True)
class MissionOpened:
    """A mission with its applications by arrival, who travels, and the programme's names.

    `minutes` are its latest selection, as it was kept; `day` and `rules` are what it is judged by.
    """

    mission: Mission
    programme: ProgrammeData | None
    arrivals: tuple[Arrival, ...]
    travellers: tuple[Traveller, ...]
    selected: bool
    minutes: MinutesSource | None
    day: date
    rules: str

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


def opened(desk: Desk, mission: UUID, language: str) -> MissionOpened:
    """Give one mission, every application to it judged as of today."""
    day = desk.today()
    with desk.store.reading() as reader:
        held = reader.get(Mission, mission)
        if held is None:
            raise DeskError("not-found", kind="mission", named=str(mission))
        entered = missions.entered_of(reader, held)
        judged = evaluating.judged_of(reader, held, entered, day)
        folders = completeness.of_entered(reader, held, entered, day, language)
        kept = last_kept(reader.of(Evaluation, mission=mission))
        made = bool(reader.of(Ranking, mission=mission))
        minutes = judged_papers.minutes(reader, held, None) if made else None
    travelling, selected = missions.delegation(entered)
    arrivals = zip(entered, judged, strict=True)
    return MissionOpened(
        held, programme_of(desk, held.programme),
        tuple(
            Arrival(number, one, judgement_of(answer, kept.get(one.application.id)),
                    folders.get(one.application.id))
            for number, (one, answer) in enumerate(arrivals, start=1)
        ),
        tuple(traveller for one in travelling for traveller in _travellers(one)), selected,
        minutes, day, judged[0].eligibility.rules if judged else "",
    )  # fmt: skip


def last_kept(kept: Iterable[Evaluation]) -> dict[UUID, Evaluation]:
    """Give the outcome that was kept last of each application."""
    held = sorted(kept, key=lambda e: (e.made_at.timestamp(), e.id))
    return {e.application: e for e in held if e.application is not None}


def judgement_of(judged: Judged, kept: Evaluation | None) -> Judgement:
    """Give what a list shows of an answer."""
    found, application = judged.eligibility, judged.application
    out = application is not None and application.state in _OUT
    warnings = sum(reason.severity is Severity.WARNING for reason in found.reasons)
    differs = not out and kept is not None and bool(evaluating.differing(kept, judged))
    return Judgement(
        None if out else found.outcome, () if out else gravest_first(found.open), warnings, differs
    )


def gravest_first(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Give reasons by how they weigh, those that block first."""
    order = (Severity.BLOCKS, Severity.REMEDIABLE, Severity.NOT_VERIFIABLE)
    ranked = (*order, *(s for s in _WEIGHTS if s not in order))
    return tuple(sorted(reasons, key=lambda reason: ranked.index(reason.severity)))


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
