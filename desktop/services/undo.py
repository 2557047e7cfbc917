"""Undo of any transaction: a save, an import, an undo."""

from dataclasses import dataclass
from uuid import UUID

from db.undoing import Kept
from desktop.domain.problems import DeskError
from desktop.services.desk import Changed, Desk, changed
from desktop.services.watch import ALONE, Watch


@dataclass(frozen=True, slots=True)
class Undone:
    """How many operations went back, and what was kept and why."""

    undone: int
    kept: tuple[Kept, ...]
    changed: Changed


def undo(desk: Desk, transaction: UUID, watch: Watch = ALONE) -> Undone:
    """Put back what a transaction changed; what was changed since stays and is said.

    Until it is done it can be stopped (`cancelled`), and then nothing has changed.
    """
    if not desk.store.knows(transaction):
        raise DeskError("not-found", kind="transaction", named=str(transaction))
    return put_back(desk, transaction, watch)


def put_back(desk: Desk, transaction: UUID, watch: Watch) -> Undone:
    """Undo a transaction that is known to be here; one that wrote nothing has nothing to undo."""
    stamp = desk.stamp("undo")
    undone, kept, touched = desk.store.undo(transaction, stamp, watch.look)
    return Undone(undone, tuple(kept), changed(stamp, touched))
