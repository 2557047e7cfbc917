"""The button of a verb: a double click is no second wish."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.widgets.verbs import Verb, VerbButton

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(("steps", "runs"), [(False, 1), (True, 2)])
def test_a_double_click_does_a_verb_once_and_steps_twice(
    qtbot: QtBot, *, steps: bool, runs: int
) -> None:
    run: list[int] = []
    button = VerbButton(Verb("Salva", lambda: run.append(1), steps=steps))
    qtbot.addWidget(button)
    button.show()
    QTest.mouseClick(button, LEFT)
    QTest.mouseDClick(button, LEFT)  # the second press alone
    QTest.mouseRelease(button, LEFT)
    assert len(run) == runs
    QTest.mouseClick(button, LEFT)
    assert len(run) == runs + 1
