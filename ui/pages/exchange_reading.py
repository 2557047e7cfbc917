"""What the exchange page shows, gathered on the store thread in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from db.exchange import FileLine
from desktop.frames import WriterId
from desktop.services import arrivals, exchange, joining, standing, trust
from desktop.services.arrivals import Arrived, Brought
from desktop.services.desk import Desk
from desktop.services.standing import Neighbour


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files at hand and those of which something became, the desks, and what is to be decided.

    `awaits` says, by desk, for what its files wait.
    """

    arrived: tuple[Arrived, ...]
    lines: tuple[FileLine, ...]
    neighbours: tuple[Neighbour, ...]
    awaits: Mapping[str, str]
    conflicts: int
    doubles: int

    def trusted(self) -> tuple[Neighbour, ...]:
        """Give the desks that files can be sent to."""
        return tuple(n for n in self.neighbours if n.state == trust.TRUSTED)

    def name_of(self, desk: str) -> str:
        """Give a desk's name; empty for one that is not known."""
        return next((n.name for n in self.neighbours if n.desk == desk), "")


@dataclass(frozen=True, slots=True)
class After:
    """What a file brought, record by record, and how many changes are not told one by one."""

    brought: tuple[Brought, ...]
    untold: int


def read(desk: Desk, folder: Path | None, handed: tuple[Path, ...]) -> Shelf:
    """Gather the shelf."""
    held = standing.read(desk)
    awaits = {one.desk: waits_for(one.waits_for) for one in reversed(held.waiting)}
    return Shelf(
        arrivals.at_hand(desk, folder, handed), held.files, held.neighbours, awaits,
        held.conflicts, len(joining.queue(desk)),
    )  # fmt: skip


def waits_for(named: str) -> str:
    """Give the desk of what is waited for: of a writer's operation, that of the writer."""
    try:
        return WriterId.parse(named.partition(":")[0]).desk
    except ValueError:
        return named


def after(desk: Desk, sha256: bytes) -> After:
    """Read what a file brought."""
    told, untold = arrivals.brought(desk, sha256)
    return After(told, untold)


def is_half(line: FileLine) -> bool:
    """Tell whether a file was stopped half way."""
    return line.reason == exchange.INTERRUPTED
