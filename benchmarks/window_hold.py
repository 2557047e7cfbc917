"""A window at work in a process of its own: how long its thread is held, how late a key is seen.

`python -m benchmarks.window_hold STORE LIST WORDS`: types words of a file into the search (what
makes them is no part of a window's memory), imports the list, takes it back and prints the
dossier of the first mission, while a timer of five milliseconds beats on the window's thread.
Prints JSON: for each deed the longest time between two beats beyond the
timer's own, for the keys the seconds until the rows that answer were painted, and what the
process held in memory after each deed, in MiB.
"""

import ui  # noqa: F401 - first, as in the program: it tells PySide what not to read

# isort: split

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.files import share_memory_among_threads
from desktop.services import missions, stores
from desktop.services.documents import Named
from desktop.settings import Settings
from desktop.typed import override
from ui.application import Application
from ui.cycles import settle
from ui.pages.papers_issue import Issuing
from ui.sitting import Sitting
from ui.tasks import take_short_turns
from ui.workplace import Workplace

if TYPE_CHECKING:
    from ui.pages.firms import FirmsPage
    from ui.pages.imports import ImportsPage

BEAT = 0.005
LOOK, LONGEST = 20, 600.0  # milliseconds, seconds
QUERIES, LETTERS = 25, 5
CONTROL = Qt.KeyboardModifier.ControlModifier


class Heart(QObject):
    """Beats on the window's thread; the longest pause is how long the thread was held."""

    def __init__(self) -> None:
        super().__init__()
        self.longest: dict[str, float] = {}
        self._doing = ""
        self._last = time.perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(round(BEAT * 1000))

    def begin(self, doing: str) -> None:
        """Count what follows for a deed."""
        self._beat()
        self._doing = doing
        self._last = time.perf_counter()

    def _beat(self) -> None:
        now = time.perf_counter()
        held = max(0.0, now - self._last - BEAT)
        self.longest[self._doing] = max(self.longest.get(self._doing, 0.0), held)
        self._last = now


class Painted(QObject):
    """Tells when a list was painted after its rows had changed."""

    def __init__(self, page: "FirmsPage") -> None:
        super().__init__()
        self.at: float | None = None
        self._fresh = False
        model = page.list.model()
        for signal in (model.modelReset, model.dataChanged, model.layoutChanged):
            signal.connect(self._change)
        page.list.viewport().installEventFilter(self)

    def wait(self) -> None:
        """Look out for the next change."""
        self.at, self._fresh = None, False

    def _change(self) -> None:
        self._fresh = True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._fresh and event.type() == QEvent.Type.Paint:
            self._fresh = False
            QTimer.singleShot(0, self._now)
        return super().eventFilter(watched, event)

    def _now(self) -> None:
        if self.at is None:
            self.at = time.perf_counter()


class Work:
    """The deeds, one after the other."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.heart = Heart()
        self.keys: list[float] = []
        self.resident: dict[str, float] = {}

    @property
    def _place(self) -> Workplace:
        return cast("Workplace", self._sitting.place)

    def rest(self) -> None:
        """Wait until the store has answered all that was asked."""
        loop_until(lambda: self._sitting.place is not None and self._sitting.tasks.idle)

    def type_queries(self, words: list[str]) -> None:
        """Type some of these words into the search, letter by letter."""
        self._sitting.window.go("firms")
        self.rest()
        page = cast("FirmsPage", self._sitting.window.page)
        page.search.setFocus()
        painted = Painted(page)
        chance = random.Random(4)  # noqa: S311 - queries, not secrets
        self.rest()
        self.heart.begin("typing")
        for _ in range(QUERIES):
            for letter in chance.choice(words)[:LETTERS]:
                painted.wait()
                pressed = time.perf_counter()
                QTest.keyClicks(page.search, letter)
                loop_until(lambda: painted.at is not None)
                self.keys.append(cast("float", painted.at) - pressed)
            page.search.clear()
            self.rest()
        self.resident["searches"] = resident()

    def import_list(self, path: Path) -> None:
        """Try and import a list, then take it back."""
        window = self._sitting.window
        self.heart.begin("opening the page of imports")
        window.go("imports")
        self.rest()
        self.heart.begin("trial of a list")
        window.go("imports", path)
        page = cast("ImportsPage", window.page)
        loop_until(lambda: page.report is not None)
        self.heart.begin("import of a list")
        QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
        loop_until(lambda: page.report is None)
        self.rest()
        self.heart.begin("undo of the import")
        self._place.undo_last()
        self.rest()
        self.resident["an import and its undo"] = resident()

    def print_dossier(self) -> None:
        """Issue the dossier of the first mission and wait until its pages are seen."""
        window, place = self._sitting.window, self._place
        held: list[str] = []
        place.ask(window, "first", lambda desk: str(missions.listed(desk)[0].id), held.append)
        loop_until(lambda: bool(held))
        self.heart.begin("opening the page of papers")
        window.go("papers")
        self.rest()
        self.heart.begin("printing a dossier")
        Issuing(place, window).issue("mission-dossier", Named(mission=held[0]), ("it",))
        loop_until(lambda: getattr(window.page, "images").drawn_pages() > 0)  # noqa: B009
        self.rest()
        self.resident["a dossier"] = resident()


def resident() -> float:
    """Give what this process holds in memory, in MiB: Linux tells it."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def loop_until(ready: Callable[[], bool]) -> None:
    """Let the window live until something holds."""
    until = time.monotonic() + LONGEST
    loop = QEventLoop()
    look = QTimer()
    look.timeout.connect(lambda: loop.quit() if ready() or time.monotonic() > until else None)
    look.start(LOOK)
    loop.exec()
    look.stop()
    if not ready():
        message = "the window did not come to an end"
        raise SystemExit(message)


def main(store: Path, path: Path, words: list[str]) -> None:
    settings = Settings(language="it", theme="light")
    share_memory_among_threads()
    app = Application(["bench"], settings)
    sitting = Sitting(app, settings, lambda _settings: None)
    sitting.open(lambda: stores.open_desk(store, None, "Banco di prova"))
    sitting.on_ready = settle
    take_short_turns()
    sitting.window.activateWindow()
    work = Work(sitting)
    work.rest()
    work.type_queries(words)
    work.import_list(path)
    work.print_dossier()
    told = {"held": work.heart.longest, "keys": work.keys, "resident": work.resident}
    sys.stdout.write(json.dumps(told))
    sitting.close()
    QApplication.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).read_text("utf-8").split())
