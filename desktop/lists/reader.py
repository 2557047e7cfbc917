"""Opening a list from the desk's side: asks the child, waits, and lets nothing take forever."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.confined import Cancelled, Child, LostError, Room, Why, child, never
from desktop.domain.problems import DeskError
from desktop.lists.cells import Head, Row
from desktop.lists.child import Answer, serve
from desktop.lists.limits import LIMITS, Limits

__all__ = ["OpenList", "never", "opened"]


class OpenList:
    """A list whose child is running: its heads are here, its rows on demand, once."""

    def __init__(self, asked: Child) -> None:
        self._asked = asked
        self.heads: list[Head] = asked.next(Answer).heads or []

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of a sheet, from the sheet's own first; an empty row is an empty list."""
        self._asked.send(name.encode())
        while not (answer := self._asked.next(Answer)).last:
            yield from answer.rows or []


@contextmanager
def opened(path: Path, limits: Limits = LIMITS, cancelled: Cancelled = never) -> Iterator[OpenList]:
    """Open a list in a process of its own, which ends with the block.

    Refuses with `DeskError` a file that is missing or too large (`file-not-read`,
    `file-too-large`), that cannot be read as a list (`list-not-read`, `list-web-page`,
    `list-password`, `list-empty`, `list-encoding`, `list-open-quote`, `list-row-not-read`),
    that asks for too much (`list-too-many-rows`, `list-too-many-columns`, `list-too-large`,
    `list-unzips-too-large`, `list-memory`, `list-timeout`), or that the person gave up
    (`list-cancelled`). Any thread may call it; the frozen program calls `freeze_support` first.
    """
    room = Room(limits.memory, limits.seconds)
    try:
        with child(room, cancelled, serve, str(path), limits) as asked:
            yield OpenList(asked)
    except LostError as lost:
        raise _named(_refusal(lost.why), path, limits) from lost
    except DeskError as refused:
        # The child speaks of files by their path; what it cannot know is said here.
        raise _named(refused, path, limits) from refused


def _refusal(why: Why) -> DeskError:
    match why:
        case Why.MEMORY:
            return DeskError("list-memory")
        case Why.TIMEOUT:
            return DeskError("list-timeout")
        case Why.CANCELLED:
            return DeskError("list-cancelled")
        case Why.NOT_READ:
            return DeskError("list-not-read")


def _named(refused: DeskError, path: Path, limits: Limits) -> DeskError:
    values = {"file": path.name, "seconds": f"{limits.seconds:.0f}"} | dict(refused.values)
    return DeskError(refused.code, refused.details, **values)
