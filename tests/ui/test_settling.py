"""A layout that never comes to rest is seen; that every page does is shown where it is resized."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from desktop.typed import override
from tests.ui.conftest import Screen
from tests.ui.settling import settle


class Restless(QWidget):
    """Asks to be laid out anew whenever it was."""

    asks = True

    @override
    def event(self, event: QEvent) -> bool:
        if self.asks and event.type() is QEvent.Type.LayoutRequest:
            self.ask()
        return super().event(event)

    def ask(self) -> None:
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))


def test_a_widget_that_asks_for_ever_is_named(screen: Screen) -> None:
    widget = Restless(screen.window)
    widget.show()
    widget.ask()
    with pytest.raises(AssertionError, match=r"never at rest: \[\('Restless'"):
        settle(screen)
    widget.asks = False
    assert settle(screen).at_rest
