"""Opening a list from the desk's side: asks the child, waits, and lets nothing take forever."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import msgspec

from desktop.domain.problems import DeskError
from desktop.lists.cells import Head, Row
from desktop.lists.child import Answer, serve
from desktop.lists.limits import LIMITS, Limits

_LOOK = 0.1  # seconds between two looks at whether the person has cancelled
_GRACE = 2.0  # seconds that a killed child has to be gone
_STANDARD_ERROR = 2
Cancelled = Callable[[], bool]


def never() -> bool:
    """Say that nobody cancels."""
    return False


class OpenList:
    """A list whose child is running: its heads are here, its rows on demand, once."""

    def __init__(
        self, process: SpawnProcess, pipe: Connection, until: float, cancelled: Cancelled
    ) -> None:
        self._process = process
        self._pipe = pipe
        self._until = until
        self._cancelled = cancelled
        self.heads: list[Head] = self._next().heads or []

    def rows(self, name: str) -> Iterator[Row]:
        """Give the rows of a sheet, from the sheet's own first; an empty row is an empty list."""
        self._pipe.send_bytes(name.encode())
        while not (answer := self._next()).last:
            yield from answer.rows or []

    def _next(self) -> Answer:
        try:
            while not self._pipe.poll(_LOOK):
                self._refuse_to_wait()
            answer = msgspec.msgpack.decode(self._pipe.recv_bytes(), type=Answer)
        except (EOFError, OSError) as error:
            # The child is gone without a word: the system took it, for want of memory.
            raise DeskError("list-memory") from error
        except msgspec.DecodeError as error:
            raise DeskError("list-not-read") from error
        if answer.error is not None:
            raise DeskError(answer.error, **answer.values)
        return answer

    def _refuse_to_wait(self) -> None:
        if self._cancelled():
            raise DeskError("list-cancelled")
        if time.monotonic() > self._until:
            raise DeskError("list-timeout")


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
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, str(path), limits), daemon=True)
    with _unheard():
        process.start()
    theirs.close()
    try:
        yield OpenList(process, ours, time.monotonic() + limits.seconds, cancelled)
    except DeskError as refused:
        # The child speaks of files by their path; what it cannot know is said here.
        raise _named(refused, path, limits) from refused
    finally:
        ours.close()
        process.kill()
        process.join(_GRACE)
        process.close()


@contextmanager
def _unheard() -> Iterator[None]:
    """Start a child without the desk's standard error: orphaned at its start, it would complain.

    Later the child sees to it itself.
    """
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # a window's process may have none
        yield
        return
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, _STANDARD_ERROR)
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)
        os.close(null)


def _named(refused: DeskError, path: Path, limits: Limits) -> DeskError:
    values = {"file": path.name, "seconds": f"{limits.seconds:.0f}"} | dict(refused.values)
    return DeskError(refused.code, refused.details, **values)
