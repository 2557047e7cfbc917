"""The bars of the window and the tabs: where room lacks they say less, and nothing in stumps."""

from collections.abc import Sequence
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.standing import Due
from ui import tokens
from ui.application import Application
from ui.frame import StatusBar
from ui.models.table import Column
from ui.widgets.cards import Card
from ui.widgets.facts import FactButton
from ui.widgets.labels import Words
from ui.widgets.tables import TableView
from ui.widgets.tabs import Tabs
from ui.workplace import DeskFacts

_DESK = DeskFacts(
    operator="Anna Prova", desk="MI1", name="Sportello 1", chamber="MI", keyed=True,
    practice=False, programme="internazionalizzazione-2021",
)  # fmt: skip
_MUCH = Due(unsent=1234, to_read=12, conflicts=15, doubles=7, silent=False)
_COPIED = datetime(2021, 9, 28, 18, 2)  # noqa: DTZ001 - the hour of this desk, as it is shown


def bar_of(qtbot: QtBot, width: int, due: Due, copied: datetime | None) -> StatusBar:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(width, tokens.STATUS)
    bar.show()
    bar.show_desk(_DESK)
    bar.show_copy(copied)
    bar.show_exchange(due)
    qtbot.waitExposed(bar)
    return bar


def facts(bar: StatusBar) -> Sequence[FactButton]:
    return bar.store, bar.copy, bar.exchange


@pytest.mark.usefixtures("qapp")
def test_the_foot_says_its_facts_whole_where_there_is_room(qtbot: QtBot) -> None:
    bar = bar_of(qtbot, 1366, _MUCH, _COPIED)
    assert [fact.shown for fact in facts(bar)] == [fact.text() for fact in facts(bar)]
    assert bar.keys.isVisible()


@pytest.mark.parametrize("width", [640, 683, 960])
@pytest.mark.parametrize("copied", [None, _COPIED])
@pytest.mark.parametrize("due", [_MUCH, Due(0, 0, 0, silent=True), Due(0, 0, 0, silent=False)])
def test_the_foot_says_it_in_fewer_words_and_cuts_none(
    qapp: Application, qtbot: QtBot, width: int, copied: datetime | None, due: Due
) -> None:
    qapp.speak("it")
    bar = bar_of(qtbot, width, due, copied)
    assert [f.shown for f in facts(bar) if f.width() < f.sizeHint().width()] == []
    assert not bar.keys.isVisible() or width == 960
    for fact in facts(bar):  # whatever is shown, the whole is told
        assert fact.accessibleName() == fact.text()
        assert fact.text() in fact.toolTip()
    bar.resize(1366, tokens.STATUS)
    assert [fact.shown for fact in facts(bar)] == [fact.text() for fact in facts(bar)]


def test_of_the_facts_the_store_s_name_gives_way_first(qapp: Application, qtbot: QtBot) -> None:
    qapp.speak("it")
    bar = bar_of(qtbot, 1366, Due(0, 0, 0, silent=True), None)
    while bar.store.shown == bar.store.text():
        bar.resize(bar.width() - 1, tokens.STATUS)
    said = ["Archivio MI1", "Ancora nessuna copia dell’archivio",
            "Scambio: ancora nessuno sportello"]  # fmt: skip
    assert [fact.shown for fact in facts(bar)] == said


@pytest.mark.parametrize("at_edge", [False, True])
def test_a_table_begins_where_what_stands_above_it_does(
    qapp: Application, qtbot: QtBot, *, at_edge: bool
) -> None:
    card = Card("Harm")
    page = QWidget()
    table: TableView[str] = TableView(
        (Column("Harm", lambda row: row), Column("Mehr", lambda row: row)), "Harm"
    )
    around = QVBoxLayout(page)
    around.setContentsMargins(0, 0, 0, 0)
    around.addWidget(table if at_edge else card)
    if not at_edge:
        card.add(table, padded=False)
    qtbot.addWidget(page)
    qapp.style_sheet.put_on(page)
    table.rows.set_rows(["Harm", "Hallo"])
    page.resize(500, 300)
    page.show()
    qtbot.waitExposed(page)
    title = next((w for w in card.findChildren(Words) if w.text() == "Harm"), None)
    wanted = tokens.EDGE if at_edge or title is None else title.mapTo(page, QPoint(0, 0)).x()
    for widget in (table.horizontalHeader(), table.viewport()):
        begins = widget.mapTo(page, QPoint(_inked(widget), 0)).x()
        assert abs(begins - wanted) <= 2, type(widget).__name__  # H has a little room before it


def _inked(widget: QWidget) -> int:
    """Give where the first letter of a widget stands."""
    picture = widget.grab().toImage()
    high = min(picture.height(), tokens.HEADER) - 6
    return next(
        x
        for x in range(4, picture.width())
        if any(picture.pixelColor(x, y).lightness() < 128 for y in range(4, high))
    )


@pytest.mark.parametrize("chosen", [0, 3, 7])
def test_a_tab_is_seen_whole_or_not(qapp: Application, qtbot: QtBot, chosen: int) -> None:
    tabs = Tabs("Parti della scheda")
    qtbot.addWidget(tabs)
    qapp.style_sheet.put_on(tabs)
    for number in range(8):
        tabs.addTab(f"Dichiarazioni {number}")
    tabs.resize(430, 38)
    tabs.show()
    qtbot.waitExposed(tabs)
    tabs.setCurrentIndex(chosen)
    surface = QColor(tokens.of(tabs.palette()).surface)
    picture = tabs.grab().toImage()
    stumps = list(tabs.stumps())
    assert stumps
    for stump in stumps:
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(stump.left(), stump.right() + 1)
            for y in range(stump.top(), stump.bottom() + 1)
        }
        assert seen == {surface.name()}
        QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=QPoint(*stump.center().toTuple()))
    assert tabs.currentIndex() == chosen
