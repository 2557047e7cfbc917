"""Rule sets with their days of validity: a file of 2021 is judged by the rules of 2021."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """What is in force from a day on, to a day or for good."""

    @property
    def valid_from(self) -> date:
        """Give the first day in force."""
        ...

    @property
    def valid_to(self) -> date | None:
        """Give the last day in force, None while no end is known."""
        ...


D = TypeVar("D", bound=Dated)


def in_force(sets: Iterable[D], on: date) -> D | None:
    """Give the set in force on a day, None when there is none."""
    return next((s for s in sets if s.valid_from <= on <= (s.valid_to or on)), None)
