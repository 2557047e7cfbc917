"""An encrypted store asks for its passphrase in the window, and asks again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from db.identity import Identity
from desktop.domain.problems import DeskError
from desktop.services import stores
from desktop.services.desk import Desk
from desktop.settings import Settings
from tests.conftest import PASSPHRASE
from tests.ui.conftest import Screen
from ui.application import Application
from ui.sitting import Sitting
from ui.start import Unlock


@pytest.fixture
def locked(tmp_path: Path, identity: Identity, qapp: Application, qtbot: QtBot) -> Iterator[Screen]:
    """Open the window on an encrypted store without saying the passphrase."""
    path = tmp_path / "keyed.sportello-store"
    stores.create(path, PASSPHRASE, identity, "Anna Prova").store.close()
    qapp.speak("it")
    sitting = Sitting(qapp, Settings(language="it", theme="light"), lambda _settings: None)

    def unlock(passphrase: str | None) -> Desk:
        return stores.open_desk(path, passphrase, "Anna Prova")

    with qtbot.waitActive(sitting.window, timeout=20_000):
        sitting.open(lambda: unlock(None), unlock)
        sitting.window.activateWindow()
    yield Screen(sitting, qtbot)
    sitting.close()
    sitting.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def asked(screen: Screen) -> Unlock:
    screen.wait(lambda: screen.window.findChild(Unlock) is not None)
    unlock = screen.window.findChild(Unlock)
    assert isinstance(unlock, Unlock)
    return unlock


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(locked: Screen) -> None:
    unlock = asked(locked)
    locked.wait(unlock.line.hasFocus)
    assert unlock.line.echoMode() == QLineEdit.EchoMode.Password
    locked.press(Qt.Key.Key_Return)
    assert unlock.message.text() == "Scrivi la frase segreta."
    locked.type("un'altra")
    locked.press(Qt.Key.Key_Return)
    locked.wait(lambda: "non si apre" in unlock.message.text())
    locked.wait(unlock.line.hasFocus)
    locked.type(PASSPHRASE)
    locked.press(Qt.Key.Key_Return)
    locked.wait(lambda: locked.sitting.place is not None and locked.window.here == "today")
    place = locked.sitting.place
    assert place is not None
    assert place.facts.keyed


def test_a_plain_store_never_asks(qapp: Application, qtbot: QtBot) -> None:
    sitting = Sitting(qapp, Settings(language="it", theme="light"), lambda _settings: None)

    def refused(_passphrase: str | None = None) -> Desk:
        raise DeskError("store-passphrase", path="desk", why="plain")

    sitting.open(refused, refused)
    qtbot.waitUntil(lambda: sitting.tasks.idle, timeout=20_000)
    assert sitting.window.findChild(Unlock) is None
    sitting.close()
    sitting.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
