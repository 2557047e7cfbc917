"""The window's own thread asks no store, parses no file, draws no page and waits for nobody."""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen import canvas

from db import sqlite
from db.store import Store
from desktop.lists import entries
from desktop.services import lists
from tests.ui.conftest import CONTROL, Screen
from tests.ui.gates import Gate
from tests.ui.keys import take_from_menu
from tests.ui.test_imports_page import LIST, tried
from tests.ui.test_missions_page import opened
from ui import pdf_pages

if TYPE_CHECKING:
    from ui.pages.firms import FirmsPage

_FILES = (".sportello-store", "-wal", ".pdf", ".csv", ".xlsx", ".lock")


class Watchman:
    """Writes down what is done, and which of it the window's own thread did."""

    def __init__(self) -> None:
        self.on_duty = False
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def note(self, what: str) -> None:
        """Write down that something is being done in the thread that calls."""
        if not self.on_duty:
            return
        self.seen.add(what.partition(" ")[0])
        if threading.current_thread() is threading.main_thread():
            self.wrong.append(what)

    def before(self, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, what: str) -> None:
        """Write down every call of a function before it is made."""
        done = getattr(owner, name)

        def noted(*given: object, **more: object) -> object:
            self.note(what)
            return done(*given, **more)

        monkeypatch.setattr(owner, name, noted)

    def look_at_waits(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Write down every wait for a condition, but for a new thread to be there."""
        wait, start = threading.Condition.wait, threading.Thread.start
        starting = threading.local()

        def noted(self: threading.Condition, timeout: float | None = None) -> bool:
            if not getattr(starting, "now", False) and (timeout is None or timeout > 0):
                WATCHMAN.note("wait for a condition")
            return wait(self, timeout)

        def begun(self: threading.Thread) -> None:
            starting.now = True
            start(self)
            starting.now = False

        monkeypatch.setattr(threading.Condition, "wait", noted)
        monkeypatch.setattr(threading.Thread, "start", begun)


class NotedLock:
    """A lock that writes down who waits for it."""

    def __init__(self, watchman: Watchman) -> None:
        self._watchman = watchman
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        self._watchman.note("lock")
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


WATCHMAN = Watchman()


def _audit(event: str, given: tuple[object, ...]) -> None:
    """Hear of every file that is opened; a hook of this kind cannot be taken off again."""
    if event == "open" and WATCHMAN.on_duty and str(given[0]).endswith(_FILES):
        WATCHMAN.note(f"file {given[0]}")


@pytest.fixture(scope="module", autouse=True)
def _listening() -> None:
    sys.addaudithook(_audit)


@pytest.fixture
def watchman(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watchman]:
    """Look at statements, files, parsers, printers and waits of the threads."""
    connect = sqlite.connect

    def traced(path: Path, passphrase: str | None, *, read_only: bool = False) -> object:
        connection = connect(path, passphrase, read_only=read_only)
        connection.set_trace_callback(lambda sql: WATCHMAN.note(f"statement {sql[:60]}"))
        return connection

    monkeypatch.setattr(sqlite, "connect", traced)
    for owner, name, what in (
        (Store, "_transaction", "store"), (lists, "opened", "list"),
        (entries.EntryReader, "read", "row"), (pypdfium2, "PdfDocument", "pdfium"),
        (canvas.Canvas, "__init__", "reportlab"), (Future, "result", "wait for a future"),
        (threading.Thread, "join", "wait for a thread"), (os, "fsync", "fsync"),
    ):  # fmt: skip
        WATCHMAN.before(monkeypatch, owner, name, what)
    WATCHMAN.look_at_waits(monkeypatch)
    monkeypatch.setattr(pdf_pages, "_PDFIUM", NotedLock(WATCHMAN))
    WATCHMAN.seen.clear()
    WATCHMAN.wrong.clear()
    yield WATCHMAN
    WATCHMAN.on_duty = False


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """Write a list of which one firm is not in the register yet."""
    path = tmp_path / "elenco.csv"
    path.write_text(LIST.replace("00000020156", "00000040154"), encoding="utf-8")
    return path


@pytest.fixture
def watched(watchman: Watchman, stocked: list[UUID], screen: Screen) -> Iterator[Screen]:
    """Give a window on three firms whose every deed is looked at from now on."""
    del stocked
    watchman.on_duty = True
    yield screen
    watchman.on_duty = False
    assert watchman.wrong == []


def test_a_search_is_answered_elsewhere(watched: Screen, watchman: Watchman) -> None:
    watched.press(Qt.Key.Key_2, CONTROL)
    watched.wait(lambda: watched.window.here == "firms")
    watched.press(Qt.Key.Key_F, CONTROL)
    watched.type("utop")
    page = cast("FirmsPage", watched.window.page)
    watched.wait(lambda: page.list.rows.rowCount() == 1)
    watched.rest()
    assert "statement" in watchman.seen


def test_a_list_is_read_imported_and_taken_back_elsewhere(
    sheet: Path, watched: Screen, watchman: Watchman
) -> None:
    tried(watched, sheet)
    watched.press(Qt.Key.Key_Return, CONTROL)
    watched.wait(lambda: "Importato" in watched.window.strip.text)
    watched.rest()
    watched.press(Qt.Key.Key_Z, CONTROL)
    watched.wait(lambda: "Annullato" in watched.window.strip.text)
    watched.rest()
    assert {"statement", "list", "row"} <= watchman.seen


def test_a_dossier_is_drawn_and_shown_elsewhere(watched: Screen, watchman: Watchman) -> None:
    opened(watched)
    watched.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(watched)
    watched.wait(lambda: watched.window.here == "papers")
    page = watched.window.page
    watched.wait(lambda: page.images.drawn_pages() > 0)  # type: ignore[attr-defined]
    watched.rest()
    assert {"statement", "reportlab", "pdfium", "lock"} <= watchman.seen


@pytest.mark.usefixtures("stocked")
def test_while_the_store_stands_still_the_window_goes_on(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.go("firms")
    gate = Gate(monkeypatch, Store, "_transaction")
    beats: list[int] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(1))
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("v")
    screen.wait(lambda: gate.reached)
    heart.start(1)
    screen.wait(lambda: len(beats) > 20)
    screen.type("erde")
    page = cast("FirmsPage", screen.window.page)
    assert page.search.text() == "verde"
    _press_until(screen, lambda: screen.window.here == "missions", Qt.Key.Key_4)
    _press_until(screen, lambda: screen.window.here == "firms", Qt.Key.Key_2)
    assert not screen.sitting.tasks.idle  # all the while nobody was let through
    gate.open()
    screen.rest()
    screen.wait(lambda: page.list.rows.rowCount() == 1)
    heart.stop()
    assert threading.main_thread().name not in gate.threads


def _press_until(screen: Screen, ready: Callable[[], bool], key: Qt.Key) -> None:
    """Press a page's key; its button clicks a moment later."""
    if QApplication.focusWidget() is None:
        screen.window.setFocus()
    screen.press(key, CONTROL)
    screen.wait(ready)
