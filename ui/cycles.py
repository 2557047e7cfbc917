"""Python's look for dead cycles, by the window's thread alone.

Left to itself Python looks in whatever thread happens to make the object that is one too many,
and destroys what it finds there. Most of what lies in cycles here are parts of the window; ended
beside the window's thread they leave its loop going round for ever over a socket that is no more,
wait for that thread while it waits for them, or break the heap (docs/decisions/0013).
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QTimer

from desktop.files import give_memory_back

_PAUSE = 250  # milliseconds between two looks: so often, that each finds little
_QUIET = 4  # looks at which nothing was under way, before all is gone through that is due
_FEW, _TOO_MANY = 40_000, 1_000_000  # young objects: gone through at any time, or put off no more


def settle() -> None:
    """Let what is loaded stay for good: no look goes through it, and what it took goes back."""
    gc.collect()
    gc.freeze()
    give_memory_back()


class Cycles:
    """While one of these is open, the thread that made it is the only one to look for cycles."""

    _open = 0
    _was_on = True  # before the first was opened

    def __init__(self, is_idle: Callable[[], bool] = lambda: True) -> None:
        """Begin to look; `is_idle` says that nothing is being asked or done."""
        self._is_idle = is_idle
        self._quiet = 0
        self._held = False
        self._timer = QTimer()
        self._timer.timeout.connect(self.look)
        self._timer.start(_PAUSE)
        if not Cycles._open:
            Cycles._was_on = gc.isenabled()
            gc.disable()
        Cycles._open += 1

    def hold(self, *, on: bool) -> None:
        """Let nobody look for now (from any thread), or again."""
        self._held = on

    def look(self) -> None:
        """Look where Python would have looked by now: among the young, or among older ones too.

        Where those are many they wait while anything is under way, or the window would stand still.
        """
        self._quiet = self._quiet + 1 if self._is_idle() else 0
        made, most = gc.get_count(), gc.get_threshold()
        is_quiet = self._quiet >= _QUIET
        if self._held or (not is_quiet and _FEW < made[0] < _TOO_MANY):
            return
        for generation in (2, 1, 0) if is_quiet else (0,):
            if 0 < most[generation] < made[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Leave it to Python again, with the last: the other threads are gone."""
        self._timer.stop()
        Cycles._open -= 1
        if not Cycles._open and Cycles._was_on:
            gc.enable()
