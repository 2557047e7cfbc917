"""A process that opens what others made: whatever a file does to it, the desk goes on.

It is started afresh for each file, under limits of memory and time, and answers with plain
msgpack. What it does there is a function of the room that knows the kind of file.
"""

import contextlib
import io
import multiprocessing
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Concatenate, ParamSpec, TypeVar

import msgspec

from desktop.domain.problems import DeskError

_LOOK = 0.1  # seconds between two looks at whether the person has cancelled
_GRACE = 2.0  # seconds that a killed child has to be gone
_STANDARD_ERROR = 2
_STARTING = threading.Lock()  # the standard error is the process's: one thread at a time lends it
Cancelled = Callable[[], bool]
T = TypeVar("T")
P = ParamSpec("P")


def never() -> bool:
    """Say that nobody cancels."""
    return False


class Why(StrEnum):
    """Why a child gave no answer."""

    MEMORY = "memory"
    NOT_READ = "not-read"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"


class LostError(Exception):
    """A child that gave no answer; the room that asked says it in its own words."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True)
class Room:
    """What a child may take: bytes of memory, and seconds of wall time for all it does."""

    memory: int
    seconds: float


class _Message(msgspec.Struct):
    """One message of the child: an answer, or what is wrong with the file."""

    body: bytes | None = None
    code: str | None = None
    values: dict[str, str] = {}
    lost: Why | None = None


class Talk:
    """The child's end of the line."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def send(self, answer: object) -> None:
        """Answer, with anything that msgspec packs."""
        self._send(_Message(msgspec.msgpack.encode(answer)))

    def receive(self) -> bytes:
        """Wait for what the desk says next; EOFError when it wants no more."""
        return self._pipe.recv_bytes()

    def run(self, work: Callable[["Talk"], None]) -> None:
        """Do the work, and say how it ended where it did not end well."""
        try:
            work(self)
        except DeskError as refused:
            self._send(_Message(code=refused.code, values=dict(refused.values)))
        except MemoryError:
            self._send(_Message(lost=Why.MEMORY))
        except EOFError:
            return  # the desk wants no more
        except Exception:  # noqa: BLE001 - a parser's own fault: the file is refused, nothing else
            self._send(_Message(lost=Why.NOT_READ))

    def _send(self, message: _Message) -> None:
        with contextlib.suppress(BrokenPipeError):
            self._pipe.send_bytes(msgspec.msgpack.encode(message))


class Child:
    """The desk's end of the line."""

    def __init__(self, pipe: Connection, until: float, cancelled: Cancelled) -> None:
        self._pipe = pipe
        self._until = until
        self._cancelled = cancelled

    def send(self, data: bytes) -> None:
        """Say something to the child."""
        try:
            self._pipe.send_bytes(data)
        except OSError as error:
            raise LostError(Why.MEMORY) from error

    def next(self, wanted: type[T]) -> T:
        """Wait for the next answer; raises what the child refused, or `LostError`."""
        try:
            self._refuse_to_wait()  # an answer can come before the first look at who waits
            while not self._pipe.poll(_LOOK):
                self._refuse_to_wait()
            message = msgspec.msgpack.decode(self._pipe.recv_bytes(), type=_Message)
            if message.code is None and message.lost is None and message.body is not None:
                return msgspec.msgpack.decode(message.body, type=wanted)
        except (EOFError, OSError) as error:
            # The child is gone without a word: the system took it, for want of memory.
            raise LostError(Why.MEMORY) from error
        except msgspec.DecodeError as error:
            raise LostError(Why.NOT_READ) from error
        if message.code is not None:
            raise DeskError(message.code, **message.values)
        raise LostError(message.lost or Why.NOT_READ)

    def _refuse_to_wait(self) -> None:
        if self._cancelled():
            raise LostError(Why.CANCELLED)
        if time.monotonic() > self._until:
            raise LostError(Why.TIMEOUT)


@contextmanager
def child(
    room: Room, cancelled: Cancelled, work: Callable[Concatenate[Talk, P], None],
    *args: P.args, **kwargs: P.kwargs,
) -> Iterator[Child]:  # fmt: skip
    """Run a function in a process of its own, which ends with the block.

    Any thread may call it; the frozen program calls `freeze_support` first.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_serve, args=(theirs, room.memory, work, args, kwargs), daemon=True
    )
    with _STARTING, _unheard():
        process.start()
    theirs.close()
    try:
        yield Child(ours, time.monotonic() + room.seconds, cancelled)
    finally:
        ours.close()
        process.kill()
        process.join(_GRACE)
        process.close()


def _serve(
    pipe: Connection, memory: int, work: Callable[..., None], args: tuple[object, ...],
    kwargs: dict[str, object],
) -> None:  # fmt: skip
    _be_silent()
    _hold_memory(memory)
    Talk(pipe).run(lambda talk: work(talk, *args, **kwargs))


def _be_silent() -> None:
    """Keep a parser's last words off the desk's standard error; the exit code says enough."""
    with contextlib.suppress(OSError):
        null = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(null, stream)
        os.close(null)
    sys.stderr = sys.stdout = io.StringIO()


def _hold_memory(most: int) -> None:
    """Let this process have at most so many bytes, where the system can hold it to that.

    Elsewhere (Windows) the other limits still stand.
    """
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - the module exists on POSIX alone

    with contextlib.suppress(OSError, ValueError):  # macOS may refuse the limit
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


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
