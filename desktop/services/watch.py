"""Who looks on while something takes long: is told how far it is, and may stop it."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.problems import DeskError


def _nobody_looks(_done: int, _total: int) -> None:
    """Take no notice of progress."""


def _nobody_stops() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `progress` is told what is done and what is in all, `cancelled` stops it."""

    progress: Callable[[int, int], None] = _nobody_looks
    cancelled: Callable[[], bool] = _nobody_stops

    def look(self, done: int, total: int) -> None:
        """Tell how far it is, at a point where it can be given up; refuses with `cancelled`."""
        if self.cancelled():
            raise DeskError("cancelled")
        self.progress(done, total)


ALONE = Watch()
