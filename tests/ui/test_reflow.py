"""The window at two screens and two scales, in both languages and with longer words: all fits."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.services import demo, stores
from desktop.settings import Settings
from desktop.typed import override
from tests.conftest import Clock
from tests.sample_list import sample_list, write_xlsx
from tests.ui.conftest import OPERATOR, Screen
from tests.ui.settling import settle
from tests.ui.sizes import faults
from tests.ui.test_house import by_arrows, focusable
from ui import tokens
from ui.application import Application
from ui.pages.firms import FirmsPage
from ui.pictures import Shot, shots
from ui.sitting import Sitting
from ui.widgets.panes import Panes
from ui.widgets.verbrow import VerbRow
from ui.widgets.verbs import Verb

# in logical pixels: 1366x768 and 1920x1080, at 100 and at 200 per cent
SIZES = ((1920, 1080), (1366, 768), (960, 540), (683, 384))
LONGER = 0.4
_MORE = "olungo "


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the practice store of the demo, which has something on every page."""
    return demo.run(tmp_path_factory.mktemp("demo") / "demo").store


@pytest.fixture
def filled(
    full: Path, tmp_path: Path, clock: Clock, qapp: Application, qtbot: QtBot
) -> Iterator[Screen]:
    """Open the window on a copy of it."""
    store = Path(shutil.copy(full, tmp_path / full.name))
    qapp.speak("it")
    sitting = Sitting(qapp, Settings(language="it", theme="light"), lambda _settings: None)
    made = Screen(sitting, qtbot)
    with qtbot.waitActive(sitting.window, timeout=20_000):
        sitting.open(lambda: replace(stores.open_desk(store, None, OPERATOR), now=clock))
        sitting.window.activateWindow()
    made.rest()
    yield made
    sitting.close()
    sitting.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_shot(screen: Screen, shot: Shot) -> None:
    """Open what a picture shows; what was typed on the page before is not asked about."""
    screen.rest()
    screen.window.strip.close_notice()
    screen.go(shot.page, shot.argument)
    if shot.deed is not None:
        shot.deed(screen.window.page)
        screen.rest()


def resize(screen: Screen, size: tuple[int, int]) -> None:
    screen.window.resize(*size)
    settle(screen)
    screen.rest()
    settle(screen)


def seen_faults(screen: Screen, size: tuple[int, int]) -> list[str]:
    """Give what does not fit at a size; where list and detail share a pane, on both."""
    resize(screen, size)
    found = faults(screen.window)
    for panes in screen.window.page.findChildren(Panes):
        if panes.one:
            panes.open_detail()
            resize(screen, size)
            found += faults(screen.window)
            panes.close_detail()
    return found


def walk(screen: Screen, sheet: Path, sizes: tuple[tuple[int, int], ...]) -> list[str]:
    """Open every page at every size and say what does not fit."""
    found: list[str] = []
    for shot in shots(screen.sitting, sheet):
        open_shot(screen, shot)
        for size in sizes:
            where = f"{shot.name} {size[0]}x{size[1]}"
            found += [f"{where}: {fault}" for fault in seen_faults(screen, size)]
    return found


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "elenco.xlsx", sample_list().rows)


@pytest.mark.parametrize("language", ["it", "en"])
def test_everything_fits_at_every_size(filled: Screen, sheet: Path, language: str) -> None:
    place = filled.sitting.place
    assert place is not None
    if language != "it":
        place.choose(language=language)
        filled.wait(lambda: filled.sitting.place is not place)
    assert walk(filled, sheet, SIZES) == []


class Longer(QTranslator):
    """Says the window's words in Italian, each two fifths longer."""

    def __init__(self, words: QTranslator) -> None:
        super().__init__()
        self._words = words

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        said = self._words.translate(context, sourceText)
        if not said:
            return None
        more = round(len(said) * LONGER)
        return said + (_MORE * (more // len(_MORE) + 1))[:more].rstrip()


def test_words_two_fifths_longer_fit(filled: Screen, sheet: Path, qapp: Application) -> None:
    words = next(t for t in qapp.findChildren(QTranslator) if "sportello_it" in t.filePath())
    longer = Longer(words)
    try:
        place = filled.sitting.place
        assert place is not None
        place.choose(theme="dark")
        qapp.installTranslator(longer)  # the window is made anew a turn of the loop later
        filled.wait(lambda: filled.sitting.place is not place)
        filled.go("settings")
        assert filled.window.windowTitle().startswith("Impostazioniolung")
        assert walk(filled, sheet, ((1366, 768),)) == []
    finally:
        qapp.removeTranslator(longer)
        filled.sitting.dress("light")


# --- one pane of two ------------------------------------------------------------------------


def narrow_firms(screen: Screen) -> FirmsPage:
    screen.go("firms")
    resize(screen, (683, 384))
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    assert page.panes.one
    return page


def is_in_sight(widget: QWidget) -> bool:
    return not widget.visibleRegion().isEmpty()


@pytest.mark.parametrize("back", ["escape", "alt-left", "arrow"])
def test_one_pane_goes_to_the_detail_and_back_by_keys(filled: Screen, back: str) -> None:
    page = narrow_firms(filled)
    page.list.setFocus()
    assert not is_in_sight(page.detail)
    filled.press(Qt.Key.Key_Down)
    chosen = page.list.chosen_key()
    filled.press(Qt.Key.Key_Return)
    filled.rest()
    assert is_in_sight(page.detail)
    assert not is_in_sight(page.list)
    assert page.detail.isAncestorOf(filled.focus())
    if back == "escape":
        filled.press(Qt.Key.Key_Escape)
    elif back == "alt-left":
        filled.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    else:
        page.panes.back.click()
    assert filled.focus() is page.list
    assert page.list.chosen_key() == chosen
    assert not is_in_sight(page.detail)


def test_a_list_without_entries_leaves_room_to_what_says_why(filled: Screen) -> None:
    page = narrow_firms(filled)
    page.search.setFocus()
    filled.type("nessuna con questo nome")
    filled.wait(lambda: page.offered() is not None and is_in_sight(page.offered() or page))
    assert isinstance(filled.focus(), QLineEdit)


def test_the_hairline_between_panes_stays_where_it_was_left(filled: Screen) -> None:
    filled.go("firms")
    resize(filled, (1366, 768))
    page = filled.window.page
    assert isinstance(page, FirmsPage)
    page.panes.setSizes([420, 740])
    page.panes.splitterMoved.emit(420, 1)
    resize(filled, (683, 384))
    resize(filled, (1366, 768))
    assert page.panes.sizes()[0] == 420
    place = filled.sitting.place
    assert place is not None
    place.choose(language="en")
    filled.wait(lambda: filled.sitting.place is not place)
    filled.rest()
    other = filled.window.page
    assert isinstance(other, FirmsPage)
    assert other.panes.sizes()[0] == 420


def test_the_form_takes_what_stands_beside_it_below(filled: Screen) -> None:
    filled.go("firm-form")
    resize(filled, (1366, 768))
    form = filled.window.page.form  # type: ignore[attr-defined]
    aside = filled.window.page.aside.parentWidget()  # type: ignore[attr-defined]
    assert not form.isAncestorOf(aside)
    resize(filled, (683, 384))
    assert form.isAncestorOf(aside)
    lefts = {field.x() for field in (form.fields["tax_code"], form.fields["vat_number"])}
    assert len(lefts) == 1
    resize(filled, (1366, 768))
    assert not form.isAncestorOf(aside)


@pytest.mark.parametrize("page", ["today", "firms", "sessions", "firm-form", "settings"])
def test_tab_reaches_everything_in_a_narrow_window_and_shows_it(filled: Screen, page: str) -> None:
    filled.go(page)
    resize(filled, (683, 384))
    for panes in filled.window.page.findChildren(Panes):
        panes.open_detail()
        panes.back.setFocus()
    resize(filled, (683, 384))
    wanted = [w for w in focusable(filled) if w.isEnabled() and not by_arrows(w)]
    unseen: list[str] = []
    reached: list[QWidget] = []
    for _ in range(len(wanted) + 3):
        filled.press(Qt.Key.Key_Tab)
        reached.append(filled.focus())
        if not is_in_sight(filled.focus()):
            unseen.append(filled.focus().accessibleName())
    assert unseen == []
    assert [w.accessibleName() for w in wanted if not any(w is seen for seen in reached)] == []


# --- verbs that fold ------------------------------------------------------------------------


def test_folded_verbs_keep_their_keys_and_stand_in_a_menu(filled: Screen, qtbot: QtBot) -> None:
    done: list[str] = []
    row = VerbRow((
        Verb("Togli dal registro", lambda: done.append("remove"), key="Ctrl+R"),
        Verb("Modifica la scheda", lambda: done.append("edit"), key="Ctrl+E", main=True),
    ))  # fmt: skip
    qtbot.addWidget(row)
    row.show()
    qtbot.waitExposed(row)
    row.activateWindow()
    row.fit(row.natural())
    assert [button.isVisible() for button in row.buttons] == [True, True]
    row.fit(row.minimumSizeHint().width())
    assert [button.isVisible() for button in row.buttons] == [False, True]
    assert row.more.isVisible()
    row.setFocus()
    qtbot.wait(20)
    QTest.keyClick(row, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert done == ["remove"]
    row.more.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert done == ["remove", "remove"]
    assert filled.window.width() > tokens.RAIL_FOLDED
