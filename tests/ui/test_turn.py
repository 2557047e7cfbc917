"""The order of Tab: asked for without harm to what stands for the parts of Qt in Python."""

from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.widgets.turn import in_turn


@pytest.mark.parametrize("gone", [1, 3])
@pytest.mark.parametrize("start", ["the window", "a part"])
def test_the_order_is_tab_s_and_a_deleted_button_takes_nothing_along(
    qtbot: QtBot, start: str, gone: int
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    shown = QListWidget()
    parts: list[QWidget] = [QPushButton("a"), QPushButton("b"), shown, QPushButton("c")]
    for part in parts:
        layout.addWidget(part)
    window.show()
    bar = shown.verticalScrollBar()
    if start == "the window":
        assert [one for one in in_turn(window) if one in parts] == parts
    else:
        assert [one for one in in_turn(parts[0]) if one in {window, *parts}] == [*parts[1:], window]
    parts[gone].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shiboken6.isValid(bar)
    assert window.isVisible()


def test_nobody_else_asks_for_the_chain() -> None:
    asking = [
        p.name for p in Path(ui.__path__[0]).rglob("*.py") if "InFocusChain" in p.read_text("utf-8")
    ]
    assert asking == ["turn.py"]
