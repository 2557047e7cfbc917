"""A detail in a pane of next to no height: its head folds, so that rows are in sight."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableView, QWidget

from desktop.services import sessions
from desktop.services.desk import Desk
from tests.ui.conftest import Screen
from tests.ui.settling import settle
from tests.ui.test_reflow import filled, full, is_in_sight, resize
from ui import tokens
from ui.models.table import Column, Look
from ui.pages.sessions_detail import SessionDetail
from ui.pages.sessions_strip import SlotStrip
from ui.widgets.area import DetailArea
from ui.widgets.flow import Flow
from ui.widgets.labels import Icon, Words
from ui.widgets.panes import DetailHead
from ui.widgets.tables import TableView

__all__ = ["filled", "full"]  # fixtures
LOWEST, LOW = (683, 384), (960, 540)  # 1366x768 and 1920x1080 at 200 per cent


def opened(screen: Screen, page: str, size: tuple[int, int]) -> QWidget:
    """Open the chosen record of a page in a window of a size; its page is given."""
    screen.go(page, screen.ask(_fullest) if page == "sessions" else None)
    resize(screen, size)
    panes = screen.window.page.panes  # type: ignore[attr-defined]
    panes.open_detail()
    panes.back.setFocus()
    resize(screen, size)
    return screen.window.page.detail  # type: ignore[attr-defined, no-any-return]


def _fullest(desk: Desk) -> object:
    """Give the session that most people were at."""
    return max(sessions.sheets(desk), key=lambda sheet: len(sheet.participants)).session.id


def whole_rows(table: QTableView) -> int:
    """Count the rows of a table that are in sight from top to bottom."""
    view, seen = table.viewport(), table.viewport().visibleRegion().boundingRect()
    rows = range(table.model().rowCount())
    boxes = (
        QRect(0, table.rowViewportPosition(row), view.width(), table.rowHeight(row)) for row in rows
    )
    return sum(seen.top() <= box.top() and box.bottom() <= seen.bottom() + 1 for box in boxes)


@pytest.mark.parametrize(
    ("page", "tab", "least"), [("missions", 0, 2), ("missions", 1, 2), ("sessions", 0, 2)]
)
@pytest.mark.parametrize("size", [LOWEST, LOW])
def test_rows_are_in_sight_in_the_lowest_pane(
    filled: Screen, page: str, tab: int, least: int, size: tuple[int, int]
) -> None:
    if tab == 1:
        filled.go("missions")
        filled.window.page.detail.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]
        filled.window.page.detail.selection.select()  # type: ignore[attr-defined]
        filled.rest()
    detail = opened(filled, page, size)
    tables = [t for t in detail.findChildren(QTableView) if t.isVisible()]
    assert len(tables) == 1
    assert whole_rows(tables[0]) >= least


def test_a_folded_head_shows_all_and_folds_again_by_its_verb(filled: Screen) -> None:
    detail = opened(filled, "firms", LOWEST)
    head = detail.findChild(DetailHead)
    assert head is not None
    low = head.height()
    assert [chip.tone for chip in head.line.chips if chip.isVisible()][-1] == "plain"
    assert any(chip.tone == "soft" and is_in_sight(chip) for chip in head.line.chips)
    assert head.line.button.text() == "Tutti i dati"
    head.line.button.setFocus()
    filled.press(Qt.Key.Key_Space)
    resize(filled, LOWEST)
    assert head.height() > low
    assert "77770060158" in [w.text() for w in head.findChildren(Words) if w.isVisible()]
    assert head.line.button.text() == "Meno dati"
    assert filled.focus() is head.line.button
    filled.press(Qt.Key.Key_Space)
    resize(filled, LOWEST)
    assert head.height() == low
    resize(filled, (1366, 768))
    assert not head.line.isVisible()


def test_the_line_that_explains_hours_comes_with_the_cursor_into_the_lowest_pane(
    filled: Screen,
) -> None:
    detail = opened(filled, "sessions", LOWEST)
    assert isinstance(detail, SessionDetail)
    (line,) = (w.parentWidget() for w in detail.foot.findChildren(Icon))
    assert line is not None
    assert not line.isVisible()
    detail.grid.setFocus()
    filled.wait(line.isVisible)
    filled.type("0")  # an editor in the grid has the cursor now
    assert line.isVisible()
    filled.press(Qt.Key.Key_Escape)
    filled.window.page.panes.back.setFocus()  # type: ignore[attr-defined]
    assert not line.isVisible()
    resize(filled, (1366, 768))
    assert line.isVisible()


def test_the_way_back_has_the_cursor_when_a_record_comes_into_an_empty_pane(
    filled: Screen,
) -> None:
    resize(filled, LOWEST)
    filled.go("firms")
    firm = filled.window.page.list.rows.row(1)  # type: ignore[attr-defined]
    filled.go("today")
    filled.go("firms", firm.key)
    filled.rest()
    panes = filled.window.page.panes  # type: ignore[attr-defined]
    assert panes.findChildren(DetailArea)[0].scant
    assert filled.focus() is panes.back


# --- facts and names ------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_facts_of_two_lines_stand_in_columns() -> None:
    holder = QWidget()
    flow = Flow(gap=10, even=True)
    holder.setLayout(flow)
    for wide in (100, 150, 80, 60, 120):
        words = Words("parola")
        words.setFixedSize(wide, 20)
        flow.addWidget(words)
    flow.setGeometry(QRect(0, 0, 470, 100))
    lefts = [flow.itemAt(n).geometry().left() for n in range(5)]  # type: ignore[union-attr]
    assert lefts == [0, 110, 270, 0, 110]
    assert flow.heightForWidth(90) == 5 * 20 + 4 * 5  # not even two side by side


def test_a_name_is_not_cut_for_a_sentence_beside_it(filled: Screen) -> None:
    del filled  # the window's fonts
    name, sentence = "Costruzioni Sostenibili di Prova S.r.l.", "una frase che va avanti " * 8
    table = TableView[str](
        (Column("Impresa", lambda r: r, look=Look(strong=True)),
         Column("Arrivata", lambda _r: "01/09/2021 08:00:04", 168),
         Column("Motivo", lambda _r: sentence)),
        "Domande",
    )  # fmt: skip
    table.resize(700, 200)
    table.rows.set_rows([name])
    whole = table.fontMetrics().horizontalAdvance(name)
    assert table.columnWidth(0) > whole
    assert sum(table.columnWidth(n) for n in range(3)) <= table.viewport().width()
    table.resize(400, 200)  # it scrolls sideways now, and the name is whole all the same
    assert table.columnWidth(0) > whole


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("left", [tokens.CARD, tokens.EDGE])
def test_the_first_column_begins_where_the_words_above_it_do(
    filled: Screen, left: int, count: int
) -> None:
    columns = [Column[str]("HHH", lambda r: r) for _ in range(count)]
    table = TableView[str](columns, "Lettere", filled.window, left=left)
    table.rows.set_rows(["HHH"])
    table.resize(300, 120)
    table.show()
    settle(filled)
    picture = table.grab().toImage()
    scale = picture.devicePixelRatio()

    def begins(top: int, bottom: int) -> float:
        """Give where the first ink stands between two lines of pixels."""
        lines = range(round(top * scale), round(bottom * scale))
        ground = picture.pixel(picture.width() // 2, lines[0])
        columns = range(round(4 * scale), picture.width())
        return next(x for x in columns if any(picture.pixel(x, y) != ground for y in lines)) / scale

    assert begins(4, tokens.HEADER - 4) == pytest.approx(left, abs=1.5)
    assert begins(tokens.HEADER + 4, tokens.HEADER + 28) == pytest.approx(left, abs=1.5)
    table.close()


def test_slots_and_pauses_never_go_beyond_their_strip(filled: Screen) -> None:
    detail = opened(filled, "sessions", (1366, 768))
    strip = detail.findChild(SlotStrip)
    assert strip is not None
    for wide in range(420, 900, 3):
        strip.resize(wide, strip.height())
        _, widths = strip.fitting()
        assert sum(widths) + 6 * (len(widths) - 1) <= wide + 0.01


def test_what_can_be_searched_for_stands_whole_in_its_field(filled: Screen) -> None:
    filled.go("firms")
    resize(filled, (1366, 768))
    search = filled.window.page.search  # type: ignore[attr-defined]
    wide = search.fontMetrics().horizontalAdvance(search.placeholderText())
    icon = search.cursorRect().center().x()  # the words begin behind it
    assert icon + wide <= search.width() - 9
