"""The first page is shown from a look at the store, while that is being opened for work."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from db.store import Store
from desktop.services import glance, stores
from desktop.services.desk import Desk
from desktop.settings import Settings
from tests.ui.conftest import CONTROL, OPERATOR, Screen
from ui.application import Application
from ui.main_window import MainWindow
from ui.pages.firms import FirmsPage
from ui.sitting import Sitting

ROOT = Path(__file__).parents[2]
HEAVY = {
    "sqlalchemy", "alembic", "msgspec", "filelock", "asyncio", "email", "phonenumbers", "db.store",
    "db.check", "desktop.services.desk", "desktop.services.firms", "desktop.services.sessions",
    "desktop.services.missions", "desktop.services.documents", "desktop.services.programmes",
    "ui.box", "ui.pages.firm_detail", "ui.pages.firm_reading", "ui.pages.home",
}  # fmt: skip
CHILD = """
import os, sys
from PySide6.QtCore import QEvent, QObject
from desktop.__main__ import main
from ui.main_window import MainWindow

go, seen = MainWindow.go, []

class Looker(QObject):
    def eventFilter(self, watched, event):
        model = watched.parent().model()
        if event.type() == QEvent.Type.Paint and model.rowCount() and model.index(0, 0).data():
            print(*sorted(sys.modules))
            sys.stdout.flush()
            os._exit(0)
        return False

def at_firms(window, name, argument=None):
    go(window, "firms", argument)
    seen.append(Looker())
    window.page.list.viewport().installEventFilter(seen[0])

MainWindow.go = at_firms
main(["--store", sys.argv[1]])
"""


@pytest.mark.usefixtures("stocked")
def test_the_first_rows_wait_for_neither_sqlalchemy_nor_the_rest(store_path: Path) -> None:
    words = [sys.executable, "-c", CHILD, str(store_path)]
    ran = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT, timeout=60)
    loaded = set(ran.stdout.split())
    assert "ui.pages.firm_list" in loaded
    assert loaded & HEAVY == set()


class Opening:
    """A store that opens only when the test lets it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.gate = threading.Event()

    def __call__(self) -> Desk:
        assert self.gate.wait(20)
        return stores.open_desk(self._path, None, OPERATOR)

    def look(self) -> glance.Glance | None:
        return glance.look(self._path, None, OPERATOR)


Begin = Callable[[], tuple[Screen, Opening]]


@pytest.fixture
def begin(
    store_path: Path, qapp: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Begin]:
    """Open the window at the firms on a store that does not open yet."""
    made: list[tuple[Sitting, Opening]] = []
    go = MainWindow.go

    def at_firms(self: MainWindow, name: str, argument: object = None) -> None:
        go(self, "firms" if name == "today" else name, argument)

    def begun() -> tuple[Screen, Opening]:
        qapp.speak("it")
        sitting = Sitting(qapp, Settings(language="it", theme="light"), lambda _settings: None)
        opening = Opening(store_path)
        made.append((sitting, opening))
        with qtbot.waitActive(sitting.window, timeout=20_000):
            sitting.open(opening, None, opening.look)
            sitting.window.activateWindow()
        return Screen(sitting, qtbot), opening

    monkeypatch.setattr(MainWindow, "go", at_firms)
    yield begun
    for sitting, opening in made:
        opening.gate.set()
        sitting.close()
        sitting.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def the_page(screen: Screen) -> FirmsPage:
    screen.wait(lambda: screen.sitting.place is not None)
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    return page


def test_list_and_search_answer_before_the_store_is_open(stocked: list[UUID], begin: Begin) -> None:
    screen, opening = begin()
    page = the_page(screen)
    screen.wait(lambda: page.list.rows.rowCount() == len(stocked))
    assert page.list.chosen_key() == stocked[1]
    page.search.setText("vetri")
    screen.wait(lambda: page.list.rows.rowCount() == 1)
    assert not page.detail.isVisible()  # the firm's sheet waits for the store
    assert not screen.sitting.tasks.idle
    opening.gate.set()
    screen.rest()
    screen.wait(page.detail.isVisible)
    assert page.list.chosen_key() == stocked[2]


def test_the_command_box_answers_once_the_store_is_open(stocked: list[UUID], begin: Begin) -> None:
    screen, opening = begin()
    the_page(screen)
    screen.press(Qt.Key.Key_K, CONTROL)
    box = screen.sitting.reach.box
    screen.wait(box.isVisible)
    box.line.setText("utopia")
    opening.gate.set()
    screen.wait(lambda: box.list.choose(("firm", stocked[1])))


@pytest.mark.usefixtures("stocked")
def test_what_is_asked_for_meanwhile_is_done_in_its_order(begin: Begin) -> None:
    screen, opening = begin()
    the_page(screen)
    said: list[str] = []
    tasks, window = screen.sitting.tasks, screen.window
    tasks.do(window, lambda _desk: "one", said.append)
    tasks.ask(window, "two", lambda _desk: "two", said.append)
    tasks.do(window, lambda _desk: "three", said.append)
    tasks.look(window, "look", lambda _desk: "look", said.append)
    screen.wait(lambda: said == ["look"])
    opening.gate.set()
    screen.rest()
    assert said == ["look", "one", "two", "three"]


@pytest.mark.usefixtures("stocked")
def test_a_store_that_another_program_holds_is_refused_in_its_place(
    store_path: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.store._LOCK_WAIT", 0.1)
    held = Store.open(store_path, None)
    screen, opening = begin()
    page = the_page(screen)
    screen.wait(lambda: page.list.rows.rowCount() > 0)
    opening.gate.set()
    screen.wait(lambda: screen.sitting.place is None)
    screen.wait(lambda: screen.sitting.tasks.idle)
    said = " ".join(label.text() for label in screen.window.findChildren(QLabel))
    assert "è già aperto da un altro programma" in said
    assert screen.window.here == ""
    screen.window.resize(700, 500)
    held.close()


def test_a_window_closed_meanwhile_lets_the_store_go(store_path: Path, begin: Begin) -> None:
    screen, opening = begin()
    the_page(screen)
    opening.gate.set()
    screen.sitting.close()
    Store.open(store_path, None).close()
