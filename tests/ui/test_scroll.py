"""The scroll bar that lies over what it scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from ui.widgets.scroll import OverBar


def test_the_bar_follows_its_area(qtbot: QtBot) -> None:
    area = QListWidget()
    qtbot.addWidget(area)
    area.addItems([str(number) for number in range(100)])
    bar = OverBar(area)
    area.resize(300, 200)
    area.show()
    area.resize(500, 100)
    assert bar.geometry().right() == area.viewport().geometry().right()
    assert bar.height() == area.viewport().height()
    bar.setValue(7)
    assert area.verticalScrollBar().value() == 7
    assert area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
