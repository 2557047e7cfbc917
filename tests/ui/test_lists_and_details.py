"""List and detail: what is chosen is in sight, words fit, and one bar scrolls what is low."""

from datetime import date, timedelta
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from desktop.domain.records import ApplicationState, Slot
from desktop.services import missions, sessions
from desktop.services.desk import Desk
from tests.builders import GROUP_SESSION
from tests.ui.conftest import Screen
from tests.ui.test_missions_page import apply
from tests.ui.test_missions_page import opened as opened_mission
from tests.ui.test_reflow import filled, full, resize
from ui.models.table import PAGE
from ui.pages import sessions_reading
from ui.pages.papers import PapersPage
from ui.pages.papers_preview import ThumbList
from ui.pages.sessions import SessionsPage
from ui.pages.sessions_strip import SlotStrip
from ui.widgets.flow import Flow
from ui.widgets.labels import Words
from ui.widgets.lists import EntryList
from ui.widgets.scroll import OverBar
from ui.widgets.verbrow import Foot, NameWords, TitleRow, VerbRow
from ui.widgets.verbs import Verb

__all__ = ["filled", "full"]  # fixtures
SMALL, LOW, LOWEST = (1366, 768), (960, 540), (683, 384)
EMPTY = ("today", "firms", "sessions", "papers")


def bars(page: QWidget) -> list[QAbstractScrollArea]:
    """Give what has a bar in sight."""
    areas = (bar.parentWidget() for bar in page.findChildren(OverBar) if bar.isVisible())
    return [area for area in areas if isinstance(area, QAbstractScrollArea)]


def is_whole_in(widget: QWidget, inner: QRect, outer: QWidget) -> bool:
    place = QRect(widget.mapTo(outer, inner.topLeft()), inner.size())
    return outer.rect().contains(place)


# --- one bar --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALL, LOW, LOWEST])
@pytest.mark.parametrize("page", ["firms", "sessions", "missions", "papers"])
def test_nothing_scrolls_inside_what_scrolls(
    filled: Screen, page: str, size: tuple[int, int]
) -> None:
    filled.go(page)
    resize(filled, size)
    panes = filled.window.page.panes  # type: ignore[attr-defined]
    panes.open_detail()
    resize(filled, size)
    areas = [area for area in bars(filled.window.page) if not isinstance(area, ThumbList)]
    assert [a for a in areas for b in areas if a is not b and b.isAncestorOf(a)] == []


@pytest.mark.parametrize("size", [SMALL, LOW, LOWEST])
@pytest.mark.parametrize("page", EMPTY)
def test_a_page_without_records_says_one_thing_and_does_not_scroll(
    screen: Screen, page: str, size: tuple[int, int]
) -> None:
    screen.go(page)
    resize(screen, size)
    assert bars(screen.window.page) == []
    assert not any(held.isVisible() for held in screen.window.page.findChildren(EntryList))
    button = screen.focus()
    assert screen.window.page.isAncestorOf(button), "the action has the cursor"
    middle = button.mapTo(screen.window.page, button.rect().center()).x()
    assert abs(middle - screen.window.page.width() // 2) <= 1


def test_the_foot_of_a_record_stays_in_sight_in_a_low_window(filled: Screen) -> None:
    filled.go("missions")
    resize(filled, LOW)
    page = filled.window.page
    page.panes.open_detail()  # type: ignore[attr-defined]
    resize(filled, LOW)
    button = page.detail.renounce_button  # type: ignore[attr-defined]
    assert is_whole_in(button, button.rect(), filled.window)
    assert button.visibleRegion().boundingRect() == button.rect()


def test_what_a_new_paper_asks_scrolls_above_its_verbs_in_a_low_window(filled: Screen) -> None:
    filled.go("papers")
    resize(filled, LOWEST)
    page = filled.window.page
    for ask in (page.begin, page.ask_print):  # type: ignore[attr-defined]
        filled.wait(lambda: page.images.drawn_pages() > 0)  # type: ignore[attr-defined]
        ask()
        resize(filled, LOWEST)
        (foot,) = (one for one in page.findChildren(Foot) if one.isVisible())
        assert foot.visibleRegion().boundingRect() == foot.rect()


def test_the_row_of_the_cursor_is_brought_into_sight_in_a_low_window(filled: Screen) -> None:
    filled.go("missions")
    resize(filled, LOWEST)
    page = filled.window.page
    page.panes.open_detail()  # type: ignore[attr-defined]
    resize(filled, LOWEST)
    table = page.detail.table  # type: ignore[attr-defined]
    table.setFocus()
    for _ in range(table.rows.rowCount()):
        filled.press(Qt.Key.Key_Down)
    row = table.visualRect(table.currentIndex())
    assert table.currentIndex().row() == table.rows.rowCount() - 1
    assert table.viewport().visibleRegion().contains(row.center())


# --- what is chosen -------------------------------------------------------------------------


def test_the_session_that_is_shown_is_in_sight_in_the_list(filled: Screen) -> None:
    resize(filled, SMALL)

    def earliest(desk: Desk) -> UUID:
        return sessions.lines(desk)[-1].id

    wanted = filled.ask(earliest)
    filled.go("sessions", wanted)
    resize(filled, SMALL)
    page = filled.window.page
    assert isinstance(page, SessionsPage)
    assert page.list.chosen_key() == wanted
    row = page.list.visualRect(page.list.currentIndex())
    assert page.list.viewport().rect().contains(row)


def test_a_session_far_down_is_read_with_the_page_on_which_it_stands(screen: Screen) -> None:
    def call(desk: Desk) -> tuple[sessions_reading.Listed, UUID]:
        drafts = [
            GROUP_SESSION | {"title": f"Sessione {n}", "number": f"MI1-2021-{n:04}",
                             "slots": [{"date": str(date(2021, 1, 1) + timedelta(days=n)),
                                        "from": "09:00", "to": "10:00"}]}
            for n in range(1, PAGE + 3)
        ]  # fmt: skip
        ids, _ = sessions.add(desk, drafts)
        return sessions_reading.listed(desk, "", ids[0]), ids[0]

    listed, wanted = cast("tuple[sessions_reading.Listed, UUID]", screen.ask(call))
    assert listed.first == PAGE
    assert [line.id for line in listed.lines][-1] == wanted
    screen.go("sessions", wanted)
    page = screen.window.page
    assert isinstance(page, SessionsPage)
    assert page.list.currentIndex().row() == PAGE + 1


def test_a_new_paper_leaves_no_paper_chosen_and_leaving_it_does(filled: Screen) -> None:
    filled.go("papers")
    page = filled.window.page
    assert isinstance(page, PapersPage)
    shown = page.list.chosen_key()
    page.begin()
    filled.rest()
    assert page.list.chosen_key() is None
    filled.press(Qt.Key.Key_Escape)
    filled.rest()
    assert page.list.chosen_key() == shown is not None


# --- words that fit -------------------------------------------------------------------------


def test_every_column_of_three_slots_is_in_sight_on_a_small_screen(filled: Screen) -> None:
    def fullest(desk: Desk) -> UUID:
        return max(sessions.sheets(desk), key=lambda sheet: len(sheet.participants)).session.id

    wanted = filled.ask(fullest)
    filled.go("sessions", wanted)
    resize(filled, SMALL)
    page = filled.window.page
    assert isinstance(page, SessionsPage)
    grid = page.detail.grid
    assert grid.rows.slots == 3
    assert not grid.horizontalScrollBar().isVisible()
    last = grid.visualRect(grid.rows.index(0, grid.rows.columnCount() - 1))
    assert last.right() <= grid.viewport().rect().right()
    assert "S.r.l." in str(grid.rows.lines(0, 1)), "the firm stands below its person"


def test_all_slots_say_the_same_and_pauses_are_as_long_as_they_last(filled: Screen) -> None:
    place = filled.sitting.place
    assert place is not None

    def slots(desk: Desk) -> tuple[Slot, ...]:
        fullest = max(sessions.sheets(desk), key=lambda sheet: len(sheet.participants))
        return tuple(fullest.slots)

    strip = SlotStrip()
    held = filled.ask(slots)
    strip.show_slots(held)  # type: ignore[arg-type]
    assert "pausa 15 min" in strip.toolTip()
    for wide in (1200, 700, 420, 300, 120):
        strip.resize(wide, 36)
        said, widths = strip.fitting()
        assert len({len(words) for words in said[::2]}) == 1
        assert len({len(words) for words in said[1::2]}) == 1
        assert round(sum(widths)) <= wide
        assert widths[3] >= widths[1]
    strip.resize(1200, 36)
    _, widths = strip.fitting()
    assert widths[3] / widths[0] == pytest.approx(60 / 120, abs=0.01)


def test_a_name_takes_two_lines_before_it_is_cut(filled: Screen) -> None:
    del filled  # the window's sheet gives the name its font
    name = NameWords()
    name.setText("Dubai: green economy, arredo e costruzioni sostenibili")
    row = TitleRow(name, VerbRow((Verb("Modifica", lambda: None, icon="edit", key="F2"),)))
    row.resize(name.natural() + row.verbs.natural() + 40, 40)
    row.suit()
    one = name.height()
    row.resize(name.least() + row.verbs.natural(bare=True) + 20, 40)
    row.suit()
    assert name.height() > one
    assert row.width() - row.verbs.sizeHint().width() >= name.least()


@pytest.mark.usefixtures("qapp")
def test_facts_leave_none_alone_in_the_last_line() -> None:
    holder = QWidget()
    flow = Flow(gap=10, even=True)
    holder.setLayout(flow)
    for _ in range(5):
        words = Words("parola")
        words.setFixedSize(100, 20)
        flow.addWidget(words)
    flow.setGeometry(QRect(0, 0, 470, 100))  # room for four in a line
    tops = [flow.itemAt(n).geometry().top() for n in range(5)]  # type: ignore[union-attr]
    assert tops.count(tops[0]) == 3
    assert tops.count(tops[-1]) == 2


# --- counts ---------------------------------------------------------------------------------


def test_a_withdrawn_application_is_counted_and_said(stocked: list[UUID], screen: Screen) -> None:
    first, *_ = apply(screen, stocked)
    gone = {"state": ApplicationState.RENOUNCED.value}
    screen.ask(lambda desk: missions.change_application(desk, first, gone))
    page = opened_mission(screen)
    entry = page.list.rows.row(0)
    assert entry is not None
    assert entry.also.endswith("3 domande, 1 rinunciata")
    assert page.detail.tabs.tabText(0) == "Domande  3"
    screen.go("today")
    screen.window.page.refetch()
    screen.rest()
    home = screen.window.page.missions.rows.row(0)  # type: ignore[attr-defined]
    assert home.also == "3 domande, 1 rinunciata"
