"""How much a list may ask for: its file is somebody else's and may be hostile or broken."""

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
