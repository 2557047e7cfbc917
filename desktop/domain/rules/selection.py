"""Selection: who has a seat on a mission, who waits in which place, and how ties were drawn.

By arrival among the eligible, or by score from a threshold on; equal scores stand by arrival. What
is equal to the second is drawn by lot: a hash of the seed and the firm's code, so that anybody
can draw again from the minutes and get the same order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import count, groupby
from uuid import UUID

from desktop.domain.records import Application, ApplicationState, Selection
from desktop.domain.records.programme import Counting
from desktop.domain.rules.moments import in_rome, second
from desktop.domain.rules.states import SEATED

S = ApplicationState


class Placing(StrEnum):
    """Why an application stands where it does."""

    ARRIVAL = "PER_ARRIVO"
    SCORE = "PER_PUNTEGGIO"
    DRAW = "PER_SORTEGGIO"
    KEPT = "POSTO_MANTENUTO"
    MOVED_UP = "SUBENTRATA"
    BELOW_THRESHOLD = "SOTTO_SOGLIA"
    SCORE_MISSING = "PUNTEGGIO_INCOMPLETO"


@dataclass(frozen=True, slots=True)
class Entrant:
    """An eligible application as the selection sees it.

    `drawn_by` is the firm's code by which a lot is drawn, `score` its points (None while any
    criterion is without points), `reserve` its number where it waits already.
    """

    application: UUID
    drawn_by: str
    arrived_at: datetime
    state: ApplicationState
    score: int | None = None
    reserve: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """An application with what was decided: its state, its number where it waits, and why."""

    entrant: Entrant
    state: ApplicationState
    why: Placing
    reserve: int | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """A tie that was drawn: the moment (and the score) that all share, and the order drawn."""

    arrived_at: datetime
    score: int | None
    order: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Selected:
    """The outcome of a selection: everyone in order, and the draws. `seed` drew them."""

    placed: tuple[Placed, ...]
    draws: tuple[Draw, ...]
    seed: int
    taken: int
    quorum_met: bool


@dataclass(frozen=True, slots=True)
class Places:
    """What a mission offers: seats (None: as many as come), quorum, mode, least score.

    `last` is the highest number that anybody on the reserve list has, eligible now or not.
    """

    seats: int | None
    quorum: int | None
    selection: Selection
    threshold: int | None = None
    last: int = 0


def counting(
    arrivals: Iterable[tuple[UUID, str, datetime]], deadline: datetime | None, counts: Counting
) -> Mapping[UUID, UUID]:
    """Give the applications that do not count, each with the one of the same firm that does.

    `arrivals` are ids, firms' codes and moments of complete applications. One that came after the
    term is void and takes no other's place.
    """
    held: dict[str, list[tuple[int, UUID]]] = {}
    for application, firm, arrived_at in arrivals:
        held.setdefault(firm, []).append((second(arrived_at), application))
    found: dict[UUID, UUID] = {}
    for entries in held.values():
        timely = sorted(e for e in entries if deadline is None or e[0] <= second(deadline))
        if timely:
            (_, stands) = timely[-1 if counts is Counting.LAST else 0]
            found |= {application: stands for _, application in timely if application != stands}
    return found


def speaking(
    applications: Iterable[Application], deadline: datetime | None, counts: Counting
) -> dict[UUID, Application]:
    """Give, for each firm, which of its applications to a mission speaks for it.

    The one with a seat; else the one that counts; of those out of term, and of drafts, the last.
    """
    by_firm: dict[UUID, list[Application]] = {}
    for held in applications:
        by_firm.setdefault(held.firm, []).append(held)
    return {firm: _speaking(own, deadline, counts) for firm, own in by_firm.items()}


def _speaking(
    own: Sequence[Application], deadline: datetime | None, counts: Counting
) -> Application:
    complete = [a for a in own if a.state is not S.DRAFT] or own
    replaced = counting(((a.id, "", a.arrived_at) for a in complete), deadline, counts)

    def weight(one: Application) -> tuple[bool, bool, bool, bool, int, UUID]:
        arrived = second(one.arrived_at)
        timely = deadline is None or arrived <= second(deadline)
        seated, asks = one.state in SEATED, one.state is not S.RENOUNCED
        return seated, one.id not in replaced, asks, timely, arrived, one.id

    return max(complete, key=weight)


def select(entrants: Sequence[Entrant], places: Places, seed: int) -> Selected:
    """Place the eligible: seats first, then the reserve list.

    Who has a seat keeps it and who waits keeps its number: a selection that is made again moves
    the reserve up into seats that came free, and puts newcomers at its end.
    """
    seated = [Placed(e, e.state, Placing.KEPT) for e in entrants if e.state in SEATED]
    waiting = sorted((e for e in entrants if e.state is S.RESERVE), key=_waiting)
    fresh = [e for e in entrants if e.state not in SEATED and e.state is not S.RESERVE]
    ranked, left, draws = _ranked(fresh, places, seed)
    queue = [Placed(e, S.RESERVE, Placing.KEPT, e.reserve) for e in waiting] + ranked
    free = len(queue) if places.seats is None else max(0, places.seats - len(seated))
    admitted = [_admitted(placed) for placed in queue[:free]]
    reserve = _numbered(queue[free:], places.last)
    taken = len(seated) + len(admitted)
    return Selected(
        (*seated, *admitted, *reserve, *left), tuple(draws), seed, taken,
        places.quorum is None or taken >= places.quorum,
    )  # fmt: skip


def _waiting(entrant: Entrant) -> tuple[bool, int, int, UUID]:
    number = entrant.reserve
    return number is None, number or 0, second(entrant.arrived_at), entrant.application


def _ranked(
    fresh: Iterable[Entrant], places: Places, seed: int
) -> tuple[list[Placed], list[Placed], list[Draw]]:
    """Give the newcomers in order, those whose score keeps them out, and the draws."""
    by_score = places.selection is Selection.SCORE
    left: list[Placed] = []
    ranking: list[Entrant] = []
    for entrant in fresh:
        if by_score and entrant.score is None:
            left.append(Placed(entrant, S.ELIGIBLE, Placing.SCORE_MISSING))
        elif by_score and places.threshold is not None and _points(entrant) < places.threshold:
            left.append(Placed(entrant, S.EXCLUDED, Placing.BELOW_THRESHOLD))
        else:
            ranking.append(entrant)
    left.sort(key=lambda p: (second(p.entrant.arrived_at), p.entrant.drawn_by))

    def key(entrant: Entrant) -> tuple[int, int]:
        return -_points(entrant) if by_score else 0, second(entrant.arrived_at)

    placed: list[Placed] = []
    draws: list[Draw] = []
    why = Placing.SCORE if by_score else Placing.ARRIVAL
    for _, tied in groupby(sorted(ranking, key=key), key=key):
        group = sorted(tied, key=lambda e: lot(seed, e))
        if len(group) > 1:
            first = group[0]
            order = tuple(e.application for e in group)
            draws.append(
                Draw(
                    in_rome(first.arrived_at).replace(microsecond=0),
                    first.score if by_score else None,
                    order,
                )
            )
        how = Placing.DRAW if len(group) > 1 else why
        placed += [Placed(e, S.RESERVE, how) for e in group]
    return placed, left, draws


def _points(entrant: Entrant) -> int:
    return entrant.score or 0


def lot(seed: int, entrant: Entrant) -> tuple[str, UUID]:
    """Give the lot of an application: the lowest is drawn first.

    SHA-256 of "SEED/CODE" in hexadecimal; the id parts two applications of one code.
    """
    return sha256(f"{seed}/{entrant.drawn_by}".encode()).hexdigest(), entrant.application


def _admitted(placed: Placed) -> Placed:
    moved = placed.entrant.state is S.RESERVE
    return replace(
        placed, state=S.SELECTED, reserve=None, why=Placing.MOVED_UP if moved else placed.why
    )


def _numbered(queue: Sequence[Placed], last: int) -> list[Placed]:
    """Give the reserve list its numbers; who has one keeps it, newcomers follow the last."""
    following = count(max([last, *(p.reserve or 0 for p in queue)]) + 1)
    return [p if p.reserve is not None else replace(p, reserve=next(following)) for p in queue]
