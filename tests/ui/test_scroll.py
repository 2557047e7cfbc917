"""The scroll bar that lies over what it scrolls."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from ui.widgets.scroll import OverBar


def test_the_bar_follows_though_what_stood_for_the_area_s_own_is_no_more(qtbot: QtBot) -> None:
    """Shiboken lets go of what stands for a part of Qt; the part itself is still there."""
    area = QListWidget()
    qtbot.addWidget(area)
    area.addItems([str(number) for number in range(100)])
    bar = OverBar(area)
    area.resize(300, 200)
    area.show()
    shiboken6.invalidate(area.verticalScrollBar())
    area.resize(500, 100)
    assert bar.geometry().right() == area.viewport().geometry().right()
    assert bar.height() == area.viewport().height()
    bar.setValue(7)
    assert area.verticalScrollBar().value() == 7
    assert area.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
