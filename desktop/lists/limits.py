"""How much a list may ask for: its file is somebody else's and may be hostile or broken."""

import contextlib
import os
from dataclasses import dataclass

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading a list may cost; beyond, it is refused with a reason.

    `file`, `unzipped` and `memory` are bytes, `seconds` wall time of the whole reading, `head`
    the rows among which the header row is sought, `sheets` how many sheets are looked at.
    """

    file: int = 25 * _MEGABYTE
    unzipped: int = 600 * _MEGABYTE
    memory: int = 2048 * _MEGABYTE
    rows: int = 200_000
    columns: int = 256
    cells: int = 5_000_000
    seconds: float = 60.0
    head: int = 40
    sheets: int = 40


LIMITS = Limits()


def hold_memory(most: int) -> None:
    """Let this process have at most so many bytes, where the system can hold it to that.

    Elsewhere (Windows) the limits on file, rows, columns and time still stand.
    """
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - the module exists on POSIX alone

    with contextlib.suppress(OSError, ValueError):  # macOS may refuse the limit
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
