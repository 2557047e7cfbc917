"""The desk at work: the open store, who works there, and where time and ids come from."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

import uuid_utils

from db.log import Stamp
from db.store import Store
from desktop.domain.codecs import Reading
from desktop.services.glance import Glance


def new_uuid() -> UUID:
    """Give a new id, ordered by the time of its making (UUIDv7)."""
    return UUID(int=uuid_utils.uuid7().int)


def random_seed() -> bytes:
    """Give the random seed of a transaction's leaves."""
    return secrets.token_bytes(16)


@dataclass(frozen=True, slots=True)
class Desk(Glance):
    """What every verb needs: the store, the operator, and the sources of time and ids."""

    store: Store
    new_id: Callable[[], UUID] = new_uuid
    seed: Callable[[], bytes] = random_seed

    def stamp(self, source: str) -> Stamp:
        """Give the stamp of a new transaction; `source` says how it came about."""
        at = round(self.now().timestamp() * 1000)
        return Stamp(self.new_id(), self.operator, source, at, self.seed())

    def as_typed(self) -> Reading:
        """Give the reading of what a clerk types today."""
        return Reading(today=self.today())

    def aside(self, over: Glance | None = None) -> "Desk":
        """Give the same desk for another thread that only reads; its store is to be closed.

        Where the store was looked at before (`over`), that is gone on with.
        """
        return replace(self, store=self.store.aside(None if over is None else over.store))

    def as_operator(self, operator: str) -> "Desk":
        """Give the same desk with another person at it."""
        return replace(self, operator=operator)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a verb wrote: its transaction and the records, for history, undo and refetching."""

    transaction: UUID
    records: frozenset[tuple[str, UUID]]
    kinds: frozenset[str] = field(init=False)  # of these records: every page asks for them

    def __post_init__(self) -> None:
        """Gather the kinds, where the verb ran: the window need not go through the records."""
        object.__setattr__(self, "kinds", frozenset(kind for kind, _ in self.records))


def changed(stamp: Stamp, touched: Iterable[tuple[str, UUID]]) -> Changed:
    """Give the `Changed` of a transaction."""
    return Changed(stamp.tx, frozenset(touched))
