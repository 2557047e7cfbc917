"""How much an attachment may ask for: its file is somebody else's and may be hostile or broken."""

from dataclasses import dataclass

_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What looking at a file may cost; beyond, it is refused with a reason.

    `file` and `memory` are bytes, `pages` those of a PDF, `pixels` those of a picture (also of
    one inside a PDF), `seconds` wall time of the whole look, `drawing` that of drawing all pages.
    """

    file: int = 10 * _MEGABYTE
    memory: int = 1024 * _MEGABYTE
    pages: int = 200
    pixels: int = 100_000_000
    seconds: float = 30.0
    drawing: float = 180.0


LIMITS = Limits()
