"""Parts of the window end in the window's own thread, whoever held them last."""

import gc
import threading
import weakref
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from desktop.services import stores
from tests.ui.conftest import OPERATOR
from ui.cycles import Cycles
from ui.tasks import Tasks

if TYPE_CHECKING:
    from pathlib import Path

_MANY = 100_000  # lists, of which Python lets a thousand be made before it looks for cycles
_WAIT = 20_000  # milliseconds


class Part:
    """Something that lies in a cycle, and says in which thread it ended."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self.own = self
        weakref.finalize(self, lambda: ends.append(threading.current_thread()))


def make_many(_desk: object = None) -> list[list[int]]:
    return [[number] for number in range(_MANY)]


@pytest.fixture
def tasks(store_path: "Path", qtbot: QtBot) -> Iterator[Tasks]:
    """Give open tasks where Python looks for cycles by itself, as it does in the program."""
    gc.enable()
    made = Tasks()
    opened: list[object] = []
    made.open(made, lambda: stores.open_desk(store_path, None, OPERATOR), opened.append, _lost)
    qtbot.waitUntil(lambda: bool(opened), timeout=_WAIT)
    yield made
    made.close()


def _lost(error: BaseException) -> None:
    raise error


def test_no_thread_but_the_windows_looks_for_cycles(tasks: Tasks, qtbot: QtBot) -> None:
    seen: set[threading.Thread] = set()
    ends: list[threading.Thread] = []
    made: list[list[list[int]]] = []

    def look(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.add(threading.current_thread())

    gc.callbacks.append(look)
    try:
        Part(ends)
        tasks.ask(tasks, "ask", make_many, made.append)
        tasks.look(tasks, "look", make_many, made.append)
        tasks.seek(tasks, "seek", make_many, made.append)
        tasks.work(tasks, "work", make_many, made.append)
        tasks.do(tasks, make_many, made.append)
        qtbot.waitUntil(lambda: len(made) == 5 and bool(ends), timeout=_WAIT)
    finally:
        gc.callbacks.remove(look)
    assert seen == {threading.main_thread()}
    assert ends == [threading.main_thread()]


def test_what_only_a_job_holds_ends_with_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    class Question:
        def ask(self) -> int:
            return 1

    ends: list[threading.Thread] = []
    question, made = Question(), list[int]()
    weakref.finalize(question, lambda: ends.append(threading.current_thread()))
    tasks.work(tasks, "question", question.ask, made.append)
    del question
    qtbot.waitUntil(lambda: bool(made) and bool(ends), timeout=_WAIT)
    assert ends == [threading.main_thread()]


def test_nobody_looks_while_a_deed_is_done(tasks: Tasks, qtbot: QtBot) -> None:
    ends: list[threading.Thread] = []
    begun, go_on, made = threading.Event(), threading.Event(), list[bool]()

    def stand(_desk: object) -> bool:
        begun.set()
        return go_on.wait(20)

    tasks.do(tasks, stand, made.append)
    qtbot.waitUntil(begun.is_set, timeout=_WAIT)
    Part(ends)
    kept = make_many()
    qtbot.wait(1_500)  # longer than between two looks
    assert len(kept) == _MANY
    assert ends == []
    go_on.set()
    qtbot.waitUntil(lambda: bool(made) and bool(ends), timeout=_WAIT)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("was_on", [True, False])
def test_python_looks_again_when_the_last_has_closed(*, was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    one, other = Cycles(), Cycles()
    assert not gc.isenabled()
    one.close()
    assert not gc.isenabled()
    other.close()
    assert gc.isenabled() is was_on


@pytest.mark.usefixtures("qapp")
def test_what_is_older_is_gone_through_only_when_nothing_is_under_way() -> None:
    gc.enable()
    busy, ends = [True], list[threading.Thread]()
    cycles = Cycles(lambda: not busy)
    try:
        kept = make_many()
        Part(ends)
        part = Part(ends)
        gc.collect(0)  # ends the first; the one that is held is among the older ones now
        del part
        for _ in range(20):
            kept += make_many()[:2_000]
            cycles.look()
        assert len(ends) == 1
        busy.clear()
        for _ in range(20):
            kept += make_many()[:2_000]
            cycles.look()
        assert len(ends) == 2
    finally:
        cycles.close()
