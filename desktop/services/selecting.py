"""Applications moved from state to state, and the selection of a mission with its minutes."""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from db.reading import Reader
from db.writing import Change
from desktop.domain.problems import DeskError
from desktop.domain.records import (
    Application,
    ApplicationState,
    Mission,
    Purpose,
    Ranking,
)
from desktop.domain.rules.case import Terms, firm_key, total_score
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.domain.rules.selection import (
    Draw,
    Entrant,
    Placed,
    Places,
    Placing,
    Selected,
    select,
)
from desktop.domain.rules.states import IDLE, OPEN, SEATED, in_terms, moved, placed
from desktop.services import missions
from desktop.services.applicants import terms_for
from desktop.services.desk import Changed, Desk, changed
from desktop.services.evaluating import Judged, judged_of, kept_as
from desktop.services.missions import Entered

S = ApplicationState
_SEEDS = 1 << 31
_AFTER = {  # what an open application becomes that was not found eligible
    EligibilityOutcome.NOT_ELIGIBLE: S.NOT_ELIGIBLE,
    EligibilityOutcome.TO_COMPLETE: S.TO_COMPLETE,
    EligibilityOutcome.NOT_VERIFIABLE: S.UNDER_REVIEW,
}
_WHY = 400  # characters that the reason of a state may have


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did: the application now, whether a renunciation was in terms, who moved up."""

    application: Application
    in_terms: bool | None
    moved_up: tuple[Entered, ...]
    changed: Changed


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the minutes of a selection, in the order of the list.

    `place` counts those that have a seat or wait; `why` is a `Placing`, or the codes of the
    reasons for which an application was not admitted.
    """

    application: UUID
    firm: UUID
    firm_name: str
    arrived_at: str
    protocol: str | None
    score: int | None
    outcome: str
    state: ApplicationState
    place: int | None
    reserve: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Minutes:
    """The data of a selection: who, in which order, in which state, why, and the draws."""

    ranking: UUID
    mission: Mission
    seed: int
    quorum_met: bool
    taken: int
    lines: tuple[Line, ...]
    draws: tuple[Draw, ...]
    changed: Changed


def move(desk: Desk, named: str, state: str, why: str, on: date | None = None) -> Moved:
    """Move an application to its next state, for a reason; `on` is the day of the deed.

    A seat that comes free goes to the first of the reserve list who is eligible. Refuses with
    `not-found`, `unknown-state`, `why-needed`, or `move-illegal` and what is possible from here.
    """
    wanted, said, day = state_of(state), why.strip(), on or desk.today()
    if not said:
        raise DeskError("why-needed")
    if len(said) > _WHY:
        raise DeskError("why-too-long", most=str(_WHY))
    stamp = desk.stamp("moved")
    with desk.store.writing(stamp) as (reader, change):
        old = reader.named(Application, named)
        mission, terms = _asked(reader, old)
        new = moved(old, wanted, said, day)
        change.put(old, new)
        freed = old.state in SEATED and new.state not in SEATED
        up = tuple(_moved_up(reader, change, mission, new, day)) if freed else ()
        touched = change.touched
    told = None
    if new.state is S.RENOUNCED:
        told = in_terms(old.admitted_on, day, terms.renunciation_days)
    return Moved(new, told, up, changed(stamp, touched))


def state_of(named: str) -> ApplicationState:
    """Give the state that a word names; `unknown-state` with those that there are."""
    try:
        return ApplicationState(named.strip().casefold())
    except ValueError:
        known = ", ".join(ApplicationState)
        raise DeskError("unknown-state", details=list(ApplicationState), named=named,
                        known=known) from None  # fmt: skip


def _asked(reader: Reader, application: Application) -> tuple[Mission, Terms]:
    mission = reader.get(Mission, application.mission)
    if mission is None:
        raise DeskError("not-found", kind="mission", named=str(application.mission))
    return mission, terms_for(reader, mission)


def _moved_up(
    reader: Reader, change: Change, mission: Mission, left: Application, day: date
) -> Iterator[Entered]:
    """Give the seats that are free now to who waits, in the order of the list."""
    entered = missions.entered_of(reader, mission)
    others = [e for e in entered if e.application.id != left.id]
    seated = sum(e.application.state in SEATED for e in others)
    free = len(entered) if mission.seats is None else mission.seats - seated
    waiting = [e for e in others if e.application.state is S.RESERVE]
    judged = {j.application.id: j for j in judged_of(reader, mission, entered, day)
              if j.application}  # fmt: skip
    for held in sorted(waiting, key=lambda e: (e.application.reserve or len(entered), e.firm.id)):
        if free <= 0:
            return
        outcome = judged[held.application.id].eligibility.outcome
        if outcome is EligibilityOutcome.ELIGIBLE:
            free -= 1
            change.put(
                held.application, placed(held.application, S.SELECTED, Placing.MOVED_UP, day)
            )
            yield held


# --- The selection -------------------------------------------------------------------------------


def run(desk: Desk, named: str, seed: int | None = None, on: date | None = None) -> Minutes:
    """Select for a mission: judge, rank, draw ties by the seed, fill the seats, list the reserve.

    Whoever has a seat keeps it, whoever waits keeps its number. Every outcome is kept as it was,
    and the order with the draws as a `Ranking`. Without a seed one is drawn by chance; it is
    recorded, and the same seed gives the same order.
    """
    day, lot = on or desk.today(), secrets.randbelow(_SEEDS) if seed is None else seed
    stamp = desk.stamp("selected")
    with desk.store.writing(stamp) as (reader, change):
        mission = missions.resolve(reader, named)
        terms = terms_for(reader, mission)
        # judged all together: one that was withdrawn still takes the place of an earlier one
        entered = missions.entered_of(reader, mission)
        judged = [one for one in judged_of(reader, mission, entered, day) if _takes_part(one)]
        done = _selected(judged, mission, terms, lot)
        lines = tuple(_decided(change, judged, done, terms, day))
        ranking = desk.new_id()
        minutes = Minutes(
            ranking, mission, lot, done.quorum_met, done.taken, lines, done.draws,
            Changed(stamp.tx, frozenset()),
        )  # fmt: skip
        change.add(*(kept_as(desk, one, Purpose.SELECTION) for one in judged))
        change.add(Ranking(
            id=ranking, mission=mission.id, made_at=desk.now(), selection=mission.selection,
            seed=lot, rules=terms.rules, minutes=json.dumps(as_json(minutes, names=False)),
        ))  # fmt: skip
        touched = change.touched
    return Minutes(
        ranking, mission, lot, done.quorum_met, done.taken, lines, done.draws,
        changed(stamp, touched),
    )  # fmt: skip


def _takes_part(one: Judged) -> bool:
    return one.application is not None and one.application.state not in (*IDLE, S.EXCLUDED)


def _admitted(judged: Judged) -> bool:
    """Tell whether an application is placed: found eligible, or said so by a person.

    A person may know what the program cannot verify; what blocks is no matter of knowing.
    """
    application, found = judged.application, judged.eligibility.outcome
    if application is None or application.state in SEATED:
        return application is not None
    if judged.case.stands is not None:
        return False
    if found is EligibilityOutcome.ELIGIBLE:
        return application.state is not S.NOT_ELIGIBLE
    return application.state is S.ELIGIBLE and found is not EligibilityOutcome.NOT_ELIGIBLE


def _selected(judged: Sequence[Judged], mission: Mission, terms: Terms, seed: int) -> Selected:
    held = [(one, one.application) for one in judged if one.application is not None]
    seated = {firm_key(one.firm) for one, application in held if application.state in SEATED}
    numbers = [application.reserve or 0 for _, application in held]
    entrants = [
        Entrant(
            application.id, firm_key(one.firm), application.arrived_at, application.state,
            total_score(dict(application.scores), terms.criteria), application.reserve,
        )
        for one, application in held
        if _admitted(one) and (application.state in SEATED or firm_key(one.firm) not in seated)
    ]  # fmt: skip
    places = Places(
        mission.seats, mission.quorum, mission.selection, terms.score_threshold,
        max(numbers, default=0),
    )  # fmt: skip
    return select(entrants, places, seed)


def _decided(
    change: Change, judged: Sequence[Judged], done: Selected, terms: Terms, day: date
) -> Iterator[Line]:
    """Write each application's new state and give its line of the minutes, in order."""
    by_id = {one.application.id: one for one in judged if one.application is not None}
    place = 0
    for held in done.placed:
        one = by_id[held.entrant.application]
        place += held.state in SEATED or held.state is S.RESERVE
        ranked = held.state in SEATED or held.state is S.RESERVE
        yield _line(change, one, terms, held, place if ranked else None, day)
    chosen = {held.entrant.application for held in done.placed}
    for application, one in by_id.items():
        if application not in chosen:
            yield _left(change, one, terms, day)


def _line(
    change: Change, one: Judged, terms: Terms, held: Placed, place: int | None, day: date
) -> Line:
    application = one.application
    assert application is not None  # noqa: S101 - only applications are placed
    if application.state is not held.state or application.reserve != held.reserve:
        new = placed(application, held.state, held.why.value, day, held.reserve)
        change.put(application, new)
        application = new
    return _told(one, application, terms, place, held.why.value)


def _left(change: Change, one: Judged, terms: Terms, day: date) -> Line:
    """Give the line of an application that was not placed, and its state with the reasons."""
    application = one.application
    assert application is not None  # noqa: S101 - as above
    why = ", ".join(dict.fromkeys(r.code for r in one.eligibility.open))[:_WHY]
    state = application.state
    if state in OPEN and state is not S.NOT_ELIGIBLE:
        superseded = one.case.stands is not None
        state = S.EXCLUDED if superseded else _AFTER.get(one.eligibility.outcome, state)
    if state is not application.state:
        new = placed(application, state, why, day)
        change.put(application, new)
        application = new
    return _told(one, application, terms, None, why or application.why or "")


def _told(one: Judged, application: Application, terms: Terms, place: int | None, why: str) -> Line:
    return Line(
        application.id, one.firm.id, one.firm.name, application.arrived_at.isoformat(),
        application.protocol, total_score(dict(application.scores), terms.criteria),
        one.eligibility.outcome.value, application.state, place, application.reserve, why,
    )  # fmt: skip


def as_json(minutes: Minutes, *, names: bool = True) -> dict[str, object]:
    """Give the data of the minutes for scripts and papers; kept ones name no firm."""
    mission = minutes.mission
    lines = [_line_json(line, names=names) for line in minutes.lines]
    return {
        "ranking": str(minutes.ranking), "mission": mission.code, "seed": minutes.seed,
        "selection": str(mission.selection), "seats": mission.seats, "quorum": mission.quorum,
        "quorum_met": minutes.quorum_met, "taken": minutes.taken,
        "selected": [line for line in lines if line["state"] in SEATED],
        "reserve": [line for line in lines if line["state"] == S.RESERVE],
        "others": [line for line in lines if line["state"] not in (*SEATED, S.RESERVE)],
        "draws": [_draw_json(draw) for draw in minutes.draws],
    }  # fmt: skip


def _line_json(line: Line, *, names: bool) -> dict[str, object]:
    held: dict[str, object] = {
        "place": line.place, "application": str(line.application), "firm": str(line.firm),
        "firm_name": line.firm_name, "arrived_at": line.arrived_at, "protocol": line.protocol,
        "score": line.score, "outcome": line.outcome, "state": line.state.value,
        "reserve": line.reserve, "why": line.why,
    }  # fmt: skip
    if not names:
        held.pop("firm_name")
    return held


def _draw_json(draw: Draw) -> dict[str, object]:
    return {
        "arrived_at": draw.arrived_at.isoformat(), "score": draw.score,
        "order": [str(application) for application in draw.order],
    }  # fmt: skip


def rankings(desk: Desk, named: str) -> list[Ranking]:
    """Give the selections that were made for a mission, the latest first."""
    with desk.store.reading() as reader:
        held: Iterable[Ranking] = reader.of(Ranking, mission=missions.resolve(reader, named).id)
    return sorted(held, key=lambda r: (r.made_at.timestamp(), r.id), reverse=True)
