"""A window on a real store, drawn without a screen; its words are compiled from the .ts."""

import gc
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.identity import Identity
from desktop import paths
from desktop.services import firms, stores
from desktop.services.desk import Desk
from desktop.settings import Settings
from tests.conftest import Clock
from ui.application import Application
from ui.main_window import MainWindow
from ui.sitting import Sitting

OPERATOR = "Anna Prova"
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
_WAIT = 20_000  # milliseconds


def compiled_words(folder: Path) -> Path:
    """Compile the translations into a folder."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    for source in sorted((paths.resources() / "i18n").glob("*.ts")):
        target = folder / f"{source.stem}.qm"
        subprocess.run([tool, "-silent", source, "-qm", target], check=True)
    return folder


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Let what a test leaves in cycles end in this thread, before another looks for them.

    Not all threads here are the program's: pytest-xdist and pytest-timeout have theirs. Looked is
    once the test has let go of its fixtures.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()  # what stayed is no garbage: the next look need not go through it
        gc.enable()


@pytest.fixture(scope="session")
def qapp_cls(tmp_path_factory: pytest.TempPathFactory) -> type[Application]:
    """Give pytest-qt the application that the program runs."""
    words = compiled_words(tmp_path_factory.mktemp("i18n"))

    class TestedApplication(Application):
        def __init__(self, arguments: Sequence[str]) -> None:
            super().__init__(arguments, Settings(theme="light"), words)

    return TestedApplication


class Screen:
    """What a person at the desk does: keys, and looking at what stands on the window."""

    def __init__(self, sitting: Sitting, qtbot: QtBot) -> None:
        self.sitting = sitting
        self._qtbot = qtbot

    @property
    def window(self) -> MainWindow:
        return self.sitting.window

    def wait(self, ready: Callable[[], bool]) -> None:
        """Wait until something holds."""
        self._qtbot.waitUntil(ready, timeout=_WAIT)

    def rest(self) -> None:
        """Wait until the store has answered all that was asked."""
        self.wait(lambda: self.sitting.place is not None and self.sitting.tasks.idle)

    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the cursor"
        return widget

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key where the cursor is."""
        QTest.keyClick(self.focus(), key, modifiers)

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        QTest.keyClicks(self.focus(), text)

    def go(self, page: str, argument: object = None) -> None:
        """Open a page and wait until it is filled."""
        self.window.go(page, argument)
        self.rest()

    def ask(self, call: Callable[[Desk], object]) -> object:
        """Ask the desk on its own thread."""
        held: list[object] = []
        self.sitting.tasks.do(self.window, call, held.append)
        self.wait(lambda: bool(held))
        return held[0]


@pytest.fixture
def store_path(tmp_path: Path, identity: Identity) -> Path:
    """Make a store with the packaged programme and give its path."""
    path = tmp_path / "desk.sportello-store"
    stores.create(path, None, identity, OPERATOR).store.close()
    return path


@pytest.fixture
def stocked(store_path: Path) -> list[UUID]:
    """Put three invented firms into the store before the window opens it."""
    desk = stores.open_desk(store_path, None, OPERATOR)
    drafts = [
        {
            "name": name, "vat_number": code, "tax_code": code, "pec": pec,
            "registered_office": {"street": "Via dei Modelli", "number": "3", "town": town,
                                  "province": "MI", "postcode": "20092"},
            "people": [{"family_name": "Prova", "given_name": "Lia", "role": "export manager"}],
        }
        for name, code, town, pec in (
            ("Città Verde Esempio S.r.l.", "00000010157", "Cinisello Balsamo",
             "verde@pec.esempio.it"),
            ("Arredi Utopia S.r.l.", "00000020156", "Monza", "utopia@pec.esempio.it"),
            ("Vetri Chimera S.n.c.", "00000030155", "Dalmine", "chimera@pec.esempio.it"),
        )
    ]  # fmt: skip
    ids = list(firms.add(desk, drafts).ids)
    desk.store.close()
    return ids


@pytest.fixture
def screen(store_path: Path, clock: Clock, qapp: Application, qtbot: QtBot) -> Iterator[Screen]:
    """Open the window on the store, in Italian, and close it after the test."""
    settings = Settings(language="it", theme="light")
    qapp.speak("it")
    sitting = Sitting(qapp, settings, lambda _settings: None)

    def open_desk() -> Desk:
        return replace(stores.open_desk(store_path, None, OPERATOR), now=clock)

    made = Screen(sitting, qtbot)
    with qtbot.waitActive(sitting.window, timeout=_WAIT):
        sitting.open(open_desk)
        sitting.window.activateWindow()
    made.rest()
    made.wait(lambda: QApplication.focusWidget() is not None)
    yield made
    sitting.close()
    sitting.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
