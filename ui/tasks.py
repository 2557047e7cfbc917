"""Work away from the window: a thread for the store, one for searching, a small pool for the rest.

The GUI thread never waits. A question asks the store and may be dropped once a newer one of
the same name was asked; a deed writes and is never dropped. What is looked up while one types
has a thread and a read-only connection of its own, so that no deed stands before it. Lists and
search go on there already while the store is being opened for work; all else waits in its line
until it is. All come back by a queued signal.
"""

import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from desktop import logs
from desktop.domain.problems import DeskError
from desktop.services.watch import Watch
from ui.cycles import Cycles

if TYPE_CHECKING:
    from datetime import date

    from desktop.services.desk import Desk
    from desktop.services.glance import Glance

T = TypeVar("T")
_POOL = 2
_TURN = 0.0001  # seconds: a paint takes the turn some forty times


@dataclass(slots=True)
class _Job:
    """What is asked of a thread, by whom, its place in line, and what comes of it."""

    owner: QObject
    key: tuple[int, str] | None
    turn: int
    call: Callable[[], Any]
    then: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None
    value: object = None
    error: BaseException | None = None

    def run(self) -> None:
        """Call, and keep the value or the error."""
        try:
            self.value = self.call()
        except BaseException as caught:  # noqa: BLE001 - judged in the GUI thread
            self.error = caught


class _Line:
    """Hands calls on to a thread, in their order; those that come too early stand and wait."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._is_open = False
        self._held: list[Callable[[], None]] = []

    def submit(self, run: Callable[[], None]) -> None:
        """Hand a call on, or let it wait."""
        if self._is_open:
            self._pool.submit(run)
        else:
            self._held.append(run)

    def open(self) -> None:
        """Hand on what waits, and from now on everything at once."""
        self._is_open = True
        for run in self._held:
            self._pool.submit(run)
        self._held = []

    def forget(self) -> int:
        """Send away what waits; gives how many those were."""
        gone, self._held = len(self._held), []
        return gone


class Tasks(QObject):
    """Runs calls in the background and gives their results to the GUI thread."""

    refused = Signal(object)  # a DeskError that no caller took
    failed = Signal(object)  # any other error: a fault of the program, already in the log
    _arrived = Signal()  # a job is back

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._search = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._pool = ThreadPoolExecutor(max_workers=_POOL, thread_name_prefix="pool")
        self._asks, self._seeks = _Line(self._store), _Line(self._search)
        self._cycles = Cycles(lambda: self.idle)
        self._back: deque[_Job] = deque()
        self._turns: dict[tuple[int, str], int] = {}
        self._desk: Desk | None = None
        self._glance: Glance | None = None
        self._aside: Desk | None = None
        self._closed = False
        self._pending = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def look_first(
        self, owner: QObject, look: "Callable[[], Glance | None]",
        then: "Callable[[Glance | None], None]",
    ) -> None:  # fmt: skip
        """Look at the store before it is opened; None where it is to be opened first.

        A refusal counts as None: the store says it again when it is opened.
        """

        def looked() -> "Glance | None":
            self._glance = look()
            return self._glance

        self._submit(self._search, owner, None, looked, then, lambda _error: then(None))

    def after_looks(self, owner: QObject, then: Callable[[], None]) -> None:
        """Call `then` once all that was looked up so far is here and painted."""
        self._submit(
            self._search, owner, None, lambda: None,
            lambda _none: QTimer.singleShot(0, owner, then), None,
        )  # fmt: skip

    def open(
        self, owner: QObject, open_desk: "Callable[[], Desk]", then: "Callable[[Desk], None]",
        failed: Callable[[BaseException], None],
    ) -> None:  # fmt: skip
        """Open the desk on the store thread; what waits for it goes on then."""

        def opened() -> "Desk":
            self._desk = open_desk()
            self._search.submit(self._open_aside, self._desk)
            return self._desk

        def go_on(desk: "Desk") -> None:
            self._asks.open()
            self._seeks.open()
            then(desk)

        self._submit(self._store, owner, None, opened, go_on, failed)

    def give_up(self) -> None:
        """Send away what waits for a store that does not open, and look at it no more."""
        self._pending -= self._asks.forget() + self._seeks.forget()
        self._search.submit(self._close_looks)

    def ask(
        self, owner: QObject, name: str, call: "Callable[[Desk], T]", then: Callable[[T], None]
    ) -> None:
        """Ask the store; the answer is dropped when `owner` asked `name` again meanwhile."""
        key = (id(owner), name)
        self._submit(self._asks, owner, key, lambda: call(self.desk), then, None)

    def _open_aside(self, desk: "Desk") -> None:
        self._aside = desk.aside(self._glance)
        self._aside.store.warm()

    def look(
        self, owner: QObject, name: str, call: "Callable[[Glance], T]", then: Callable[[T], None]
    ) -> None:
        """Look at lists or search beside the store thread, also while the store is opening."""
        key = (id(owner), name)
        self._submit(self._search, owner, key, lambda: call(self._looks()), then, None)

    def _looks(self) -> "Glance":
        return self._aside or self._glance or self._reader()

    def seek(
        self, owner: QObject, name: str, call: "Callable[[Desk], T]", then: Callable[[T], None],
        *, pause: int = 0,
    ) -> None:  # fmt: skip
        """Read records beside the store thread, read-only; dropped like a question.

        With a pause (milliseconds) it is asked only if `name` was not asked again meanwhile.
        """
        key = (id(owner), name)
        turn = self._turns[key] = self._turns.get(key, 0) + 1
        self._pending += 1

        def ask() -> None:
            self._pending -= 1
            if self._turns.get(key) == turn and isValid(owner):
                self._submit(self._seeks, owner, key, lambda: call(self._reader()), then, None)

        if pause:
            QTimer.singleShot(pause, self, ask)
        else:
            ask()

    def _reader(self) -> "Desk":
        if self._aside is None:
            message = "the desk is not open"
            raise RuntimeError(message)
        return self._aside

    def do(
        self, owner: QObject, call: "Callable[[Desk], T]", then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:  # fmt: skip
        """Do what writes to the store: never dropped, always answered."""
        self._submit(self._asks, owner, None, lambda: self._deed(call), then, failed)

    def _deed(self, call: "Callable[[Desk], T]") -> T:
        """Run a deed; nobody looks for cycles meanwhile.

        A look holds every thread, the window's too, while it goes through the records of a long
        list; what deeds make goes without it.
        """
        self._cycles.hold(on=True)
        try:
            return call(self.desk)
        finally:
            self._cycles.hold(on=False)

    def work(
        self, owner: QObject, name: str | None, call: Callable[[], T], then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:  # fmt: skip
        """Do what needs no store (drawing pages, reading a file) in the pool.

        It is dropped like a question; what prints or writes a file has no name and never is.
        """
        key = None if name is None else (id(owner), name)
        self._submit(self._pool, owner, key, call, then, failed)

    @property
    def desk(self) -> "Desk":
        """Give the open desk, to be used on the store thread."""
        if self._desk is None:
            message = "the desk is not open"
            raise RuntimeError(message)
        return self._desk

    def today(self) -> "date":
        """Give the day at the counter, also while the store is opening."""
        return (self._desk or self._glance or self.desk).today()

    @property
    def idle(self) -> bool:
        """Tell whether nothing is being asked or done."""
        return self._pending == 0

    def close(self) -> None:
        """Wait for what is under way, then close the store."""
        if self._closed:
            return
        self._closed = True
        self._search.shutdown(wait=True)
        self._store.submit(self._close_desk).result()
        self._store.shutdown(wait=True)
        self._pool.shutdown(wait=True)
        self._cycles.close()

    def _close_looks(self) -> None:
        looks = self._aside or self._glance
        self._aside = self._glance = None
        if looks is not None:
            looks.store.close()

    def _close_desk(self) -> None:
        self._close_looks()
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None

    def _submit(
        self, line: ThreadPoolExecutor | _Line, owner: QObject, key: tuple[int, str] | None,
        call: Callable[[], T], then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None,
    ) -> None:  # fmt: skip
        if self._closed:
            return
        turn = 0
        if key is not None:
            turn = self._turns.get(key, 0) + 1
            self._turns[key] = turn
        self._pending += 1
        held = [_Job(owner, key, turn, call, then, failed)]

        def run() -> None:
            if key is None or self._turns.get(key) == turn:
                held[0].run()
            # handed back whole: parts of the window that only the job still holds end over there
            self._back.append(held.pop())
            self._arrived.emit()

        line.submit(run)

    def _deliver(self) -> None:
        job = self._back.popleft()
        self._pending -= 1
        if not isValid(job.owner):
            return
        if job.key is not None and self._turns.get(job.key) != job.turn:
            return
        if job.error is None:
            job.then(job.value)
        else:
            self._fail(job, job.error)

    def _fail(self, job: _Job, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            logs.fault(error)
        if job.failed is not None:
            job.failed(error)
        elif isinstance(error, DeskError):
            self.refused.emit(error)
        else:
            self.failed.emit(error)


def take_short_turns() -> None:
    """Let threads change within a tenth of a millisecond, not five whole ones.

    While a list is imported a key must come through, and each statement of a search takes a turn.
    """
    sys.setswitchinterval(_TURN)


class Progress(QObject):
    """How far a long deed is, told from its thread; `cancel` asks it to stop."""

    moved = Signal(object, int, int)  # itself, done, total
    ended = Signal(object)  # itself

    def __init__(self, doing: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.doing = doing
        self._stop = threading.Event()

    def at(self, done: int, total: int) -> None:
        """Say (from any thread) how far it is."""
        self.moved.emit(self, done, total)

    def stopped(self) -> bool:
        """Tell (to any thread) whether it was asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the deed to stop at its next step; nothing of it is kept."""
        self._stop.set()

    def end(self) -> None:
        """Say that it is over, done or not."""
        self.ended.emit(self)

    @property
    def watch(self) -> Watch:
        """Give the one who looks on, for the deed."""
        return Watch(self.at, self.stopped)
