"""Looking at a file from the desk's side: the bytes go to a child, which says what they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from desktop.attached.child import serve_look, serve_ready
from desktop.attached.limits import LIMITS, Limits
from desktop.attached.told import Looked, Pages
from desktop.confined import Cancelled, LostError, Room, Talk, Why, child, never
from desktop.domain.problems import DeskError

T = TypeVar("T")


def look(
    data: bytes, name: str, limits: Limits = LIMITS, cancelled: Cancelled = never
) -> Looked:  # fmt: skip
    """Say what a file is; `name` stands in the sentence of a refusal and is not trusted.

    Refuses with `DeskError` one that is empty (`attachment-empty`), of another type
    (`attachment-type`, `attachment-envelope` for a signed .p7m), under a password
    (`attachment-password`), damaged (`attachment-damaged`), with scripts or commands
    (`attachment-script`), with too many pages or pixels (`attachment-pages`,
    `attachment-pixels`), or that asks for too much memory or time (`attachment-memory`,
    `attachment-timeout`); `attachment-cancelled` when the person gave it up.
    """
    return _asked(serve_look, Looked, data, name, limits, cancelled)


def made_ready(
    data: bytes, name: str, limits: Limits = LIMITS, cancelled: Cancelled = never
) -> Pages:  # fmt: skip
    """Draw a file's pages for a paper, the same for the same bytes; refuses as `look` does."""
    slowly = replace(limits, seconds=limits.drawing)
    return _asked(serve_ready, Pages, data, name, slowly, cancelled)


def _asked(
    work: Callable[[Talk, Limits], None], wanted: type[T], data: bytes, name: str, limits: Limits,
    cancelled: Cancelled,
) -> T:  # fmt: skip
    room = Room(limits.memory, limits.seconds)
    try:
        with child(room, cancelled, work, limits) as asked:
            asked.send(data)
            return asked.next(wanted)
    except LostError as lost:
        raise _named(_refusal(lost.why), name, limits) from lost
    except DeskError as refused:
        raise _named(refused, name, limits) from refused


def _refusal(why: Why) -> DeskError:
    match why:
        case Why.MEMORY:
            return DeskError("attachment-memory")
        case Why.TIMEOUT:
            return DeskError("attachment-timeout")
        case Why.CANCELLED:
            return DeskError("attachment-cancelled")
        case Why.NOT_READ:
            return DeskError("attachment-damaged")


def _named(refused: DeskError, name: str, limits: Limits) -> DeskError:
    """Say of which file it is and how much is allowed: the child knows neither name nor words."""
    values = {
        "file": name, "seconds": f"{limits.seconds:.0f}", "pages": str(limits.pages),
        "pixels": str(limits.pixels // 1_000_000),
    }  # fmt: skip
    return DeskError(refused.code, refused.details, **values)
