"""The order of Tab: asked for without harm to what stands for the parts of Qt in Python."""

from pathlib import Path

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.widgets.turn import in_turn


def test_the_order_is_tab_s_and_a_deleted_button_takes_nothing_along(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    parts: list[QWidget] = [QPushButton("a"), QPushButton("b"), QListWidget()]
    for part in parts:
        layout.addWidget(part)
    bar = parts[2].verticalScrollBar()  # type: ignore[attr-defined]
    assert [one for one in in_turn(window) if one in parts] == parts
    parts[1].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shiboken6.isValid(bar)


def test_nobody_else_asks_for_the_chain() -> None:
    asking = [
        p.name for p in Path(ui.__path__[0]).rglob("*.py") if "InFocusChain" in p.read_text("utf-8")
    ]
    assert asking == ["turn.py"]
