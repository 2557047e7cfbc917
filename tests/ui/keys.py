"""Keys that take more than one look at where the cursor is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.conftest import PLAIN, Screen

_OFTEN = 100  # more than there are places for the cursor on any page


def type_each(screen: Screen, text: str) -> None:
    """Type where the cursor is at each letter: the first one may open an editor."""
    for letter in text:
        screen.type(letter)


def press_until(
    screen: Screen, there: Callable[[], bool], key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN
) -> None:
    """Press a key as often as it takes; fails where it leads nowhere."""
    for _ in range(_OFTEN):
        if there():
            return
        screen.press(key, modifiers)
    assert there(), f"{key.name} does not lead there; the cursor is on {screen.focus()}"


def take_from_menu(screen: Screen, down: int = 0) -> None:
    """Wait for the menu that opens and take an entry of it, so many below the first."""
    screen.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    for _ in range(down):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
