"""The life of an application: which state may follow which, and what is possible from here.

From draft to concluded (domain: bozza, presentata, in istruttoria, da integrare, ammissibile...).
Who moved it and when stand in the journal; why, in the application.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from desktop.domain.problems import DeskError
from desktop.domain.records import Application
from desktop.domain.records import ApplicationState as S
from desktop.domain.rules.days import days_later

T = TypeVar("T")

# A person moves an application one step at a time. `NOT_ELIGIBLE` may be taken up again: the firm
# has ten days to answer the notice of a refusal (L. 241/1990, art. 10-bis).
NEXT = MappingProxyType({
    S.DRAFT: (S.SUBMITTED,),
    S.SUBMITTED: (S.UNDER_REVIEW, S.RENOUNCED),
    S.UNDER_REVIEW: (S.TO_COMPLETE, S.ELIGIBLE, S.NOT_ELIGIBLE, S.RENOUNCED),
    S.TO_COMPLETE: (S.UNDER_REVIEW, S.ELIGIBLE, S.NOT_ELIGIBLE, S.RENOUNCED),
    S.ELIGIBLE: (S.SELECTED, S.RESERVE, S.EXCLUDED, S.RENOUNCED),
    S.NOT_ELIGIBLE: (S.UNDER_REVIEW,),
    S.SELECTED: (S.CONFIRMED, S.EXCLUDED, S.RENOUNCED),
    S.RESERVE: (S.SELECTED, S.EXCLUDED, S.RENOUNCED),
    S.CONFIRMED: (S.PARTICIPANT, S.EXCLUDED, S.RENOUNCED),
    S.PARTICIPANT: (S.CONCLUDED,),
    S.EXCLUDED: (),
    S.RENOUNCED: (),
    S.CONCLUDED: (),
})  # fmt: skip

SEATED = frozenset({S.SELECTED, S.CONFIRMED, S.PARTICIPANT, S.CONCLUDED})  # they hold a seat
IDLE = frozenset({S.DRAFT, S.RENOUNCED})  # they ask for nothing yet, or no more
OPEN = frozenset({S.SUBMITTED, S.UNDER_REVIEW, S.TO_COMPLETE, S.ELIGIBLE, S.NOT_ELIGIBLE})


def going(held: Iterable[T], application: Callable[[T], Application]) -> tuple[list[T], bool]:
    """Give who travels, and whether a selection was made.

    Whoever has a seat; before any selection, all that were not renounced.
    """
    entered = list(held)
    seated = [one for one in entered if application(one).state in SEATED]
    if seated:
        return seated, True
    return [one for one in entered if application(one).state is not S.RENOUNCED], False


def possible(state: S) -> tuple[S, ...]:
    """Give the states that may follow; none where the life of an application ends.

    A state that only a newer program knows leads nowhere here.
    """
    return NEXT.get(state, ())


class MoveError(DeskError):
    """A transition that is not possible; `state` is where the application stands."""

    def __init__(self, state: S, wanted: S) -> None:
        held = possible(state)
        super().__init__(
            "move-illegal" if held else "move-ended",
            details={"state": str(state), "wanted": str(wanted), "possible": list(map(str, held))},
            state=str(state), wanted=str(wanted), possible=", ".join(held),
        )  # fmt: skip
        self.state, self.wanted, self.possible = state, wanted, held


def moved(application: Application, state: S, why: str | None, on: date) -> Application:
    """Give an application in its next state, with the reason and the day; `MoveError` if not so."""
    if state not in possible(application.state):
        raise MoveError(application.state, state)
    return placed(application, state, why, on)


def placed(
    application: Application, state: S, why: str | None, on: date, reserve: int | None = None
) -> Application:
    """Give an application in a state that a selection decided, whatever it was before."""
    entering = state in SEATED and application.state not in SEATED
    return replace(
        application, state=state, why=why, reserve=reserve if state is S.RESERVE else None,
        admitted_on=on if entering else application.admitted_on,
        renounced_on=on if state is S.RENOUNCED else application.renounced_on,
    )  # fmt: skip


def in_terms(admitted_on: date | None, renounced_on: date, days: int | None) -> bool:
    """Tell whether a renunciation came in time: within so many days of the admission.

    A firm that was never admitted, or a programme that sets no days, costs nobody a seat.
    """
    if admitted_on is None or days is None:
        return True
    return renounced_on <= days_later(admitted_on, days)
