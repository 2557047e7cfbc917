"""The frame: rail and keys, strip, languages, themes, faults, closing."""

import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.domain.problems import DeskError
from desktop.services import firms
from desktop.services.desk import Desk
from desktop.settings import Settings
from tests.ui.conftest import CONTROL, Screen
from tests.ui.test_house import open_page
from ui import tokens
from ui.application import Application
from ui.pages.catalogue import PAGES
from ui.pages.home import HomePage
from ui.widgets.cards import Card
from ui.widgets.labels import Words

ROOT = Path(__file__).parents[2]


def test_the_rail_has_a_key_for_each_page(screen: Screen) -> None:
    screen.press(Qt.Key.Key_2, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    screen.press(Qt.Key.Key_1, CONTROL)
    screen.wait(lambda: screen.window.here == "today")


def test_the_language_changes_at_once_and_the_page_stays(screen: Screen) -> None:
    screen.go("settings")
    assert screen.window.windowTitle() == "Impostazioni – Sportello"
    place = screen.sitting.place
    assert place is not None
    place.choose(language="en")
    screen.wait(lambda: screen.window.windowTitle() == "Settings – Sportello")
    screen.rest()
    assert screen.sitting.settings.language == "en"
    screen.go("firms")
    assert screen.window.page.heading() == "Firms"


@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_rail_marks_where_a_page_belongs(
    stocked: list[UUID], screen: Screen, page: str
) -> None:
    assert stocked
    rail = screen.window.rail
    screen.go("indicators")
    open_page(screen, page)
    marked = [stop.name for stop in rail.stops if rail.item(stop.name).isChecked()]
    belongs = {"keys": "indicators", "letters": "missions", "imports": "firms",
               "questionnaire-form": "sessions"}  # fmt: skip
    wanted = belongs.get(page) or next(
        (stop.name for stop in rail.stops if page.startswith(stop.name.rstrip("s"))),
        "missions" if page.startswith("application") else "settings",
    )
    assert marked == [wanted]


@pytest.mark.parametrize(("width", "columns"), [(1920, 2), (1366, 2), (683, 1)])
def test_the_settings_use_the_width_that_there_is(screen: Screen, width: int, columns: int) -> None:
    screen.window.resize(width, 700)
    screen.go("settings")
    page = screen.window.page
    cards = page.findChildren(Card)
    screen.wait(lambda: len({card.mapTo(page, QPoint(0, 0)).x() for card in cards}) == columns)
    rights = [card.mapTo(page, QPoint(card.width(), 0)).x() for card in cards]
    assert width == 1920 or max(rights) == page.width() - tokens.EDGE_RIGHT


def test_the_dark_colours_are_put_on_at_once(screen: Screen) -> None:
    place = screen.sitting.place
    assert place is not None
    place.choose(theme="dark")
    screen.wait(lambda: tokens.of(screen.window.palette()) is tokens.DARK)
    screen.rest()
    picture = screen.window.grab().toImage()
    corner = picture.pixelColor(picture.width() - 4, picture.height() // 2)
    assert corner in (QColor(tokens.DARK.canvas), QColor(tokens.DARK.surface))
    screen.sitting.dress("light")


def test_a_choice_that_cannot_be_kept_holds_and_says_so(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_settings: Settings) -> None:
        raise DeskError("file-not-written", path="impostazioni.toml", why="")

    monkeypatch.setattr(screen.sitting, "_on_settings", full)
    place = screen.sitting.place
    assert place is not None
    place.choose(theme="dark", language="en")
    screen.wait(lambda: "impostazioni.toml" in screen.window.strip.text)
    assert tokens.of(screen.window.palette()) is tokens.DARK
    assert screen.window.page.heading() == "Today"
    screen.sitting.dress("light")


def test_the_system_s_scheme_is_followed_while_it_runs(screen: Screen, qapp: Application) -> None:
    sitting = screen.sitting
    sitting.settings = replace(sitting.settings, theme="system")
    sitting.follow_system()
    for scheme, held in ((Qt.ColorScheme.Dark, tokens.DARK), (Qt.ColorScheme.Light, tokens.LIGHT)):
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert tokens.of(screen.window.palette()) is held
        assert not screen.window.grab().isNull()


def test_a_refusal_is_said_in_the_strip(screen: Screen) -> None:
    def call(desk: Desk) -> object:
        return firms.show(desk, "no such firm")

    place = screen.sitting.place
    assert place is not None
    place.do(screen.window, call, lambda _answer: None)
    screen.wait(lambda: "«no such firm»" in screen.window.strip.text)


def test_what_was_said_goes_along_to_one_page(screen: Screen) -> None:
    screen.go("firms")
    assert screen.sitting.place is not None
    screen.sitting.place.say("Registrata.")
    screen.go("today")
    assert screen.window.strip.text == "Registrata."
    screen.go("today")
    assert screen.window.strip.text == "Registrata."
    screen.go("sessions")
    assert screen.window.strip.text == ""


def test_a_fault_is_said_without_its_words(screen: Screen) -> None:
    def call(_desk: Desk) -> object:
        message = "Rossi Mario, RSSMRA70A01F205X"
        raise ValueError(message)

    place = screen.sitting.place
    assert place is not None
    place.do(screen.window, call, lambda _answer: None)
    screen.wait(lambda: "si è bloccato" in screen.window.strip.text)
    assert "Rossi" not in screen.window.strip.text


def test_a_store_that_cannot_be_opened_says_why(screen: Screen) -> None:
    window = screen.window
    error = DeskError("store-missing", path="/nowhere")
    assert screen.sitting.place is not None
    window.show_words(screen.sitting.place.texts.refusal(error))
    said = [label.text() for label in window.findChildren(QLabel)]
    assert any("/nowhere" in text for text in said)


def test_closing_waits_for_what_is_being_written(screen: Screen) -> None:
    draft = {"name": "Officine Facsimile S.r.l.", "vat_number": "00000010157"}
    done: list[object] = []
    place = screen.sitting.place
    assert place is not None
    place.do(screen.window, lambda desk: done.append(firms.add(desk, [draft])), lambda _none: None)
    screen.window.close()
    assert len(done) == 1


def test_a_typed_form_keeps_the_window_open(screen: Screen) -> None:
    screen.go("firm-form")
    screen.type("Officine")
    screen.window.close()
    assert screen.window.isVisible()
    assert "non è salvato" in screen.window.strip.text
    discard = next(b for b in screen.window.strip.findChildren(QPushButton) if b.text() == "Scarta")
    discard.click()
    screen.wait(lambda: not screen.window.isVisible())


def test_home_shows_what_was_registered_last(stocked: list[UUID], screen: Screen) -> None:
    page = screen.window.page
    assert isinstance(page, HomePage)
    first = page.firms.rows.row(0)
    assert first is not None
    assert first.key == stocked[2]
    screen.press(Qt.Key.Key_Return)
    screen.wait(lambda: screen.window.here == "firms")


@pytest.mark.usefixtures("qapp")
def test_qt_gives_back_every_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses one with each call and aborts after some thousands."""
    words = Words("")
    gc.collect()
    before = sys.getrefcount(None)
    for number in range(1000):
        words.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 100


def test_the_window_is_painted_before_the_store_is_loaded() -> None:
    """SQLAlchemy takes 0.4 s to import: it loads on the store thread, behind the first frame."""
    code = "import sys, ui.opening, ui.pictures; sys.exit('sqlalchemy' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert made.returncode == 0


def test_a_narrow_window_folds_the_rail_to_icons(screen: Screen) -> None:
    screen.window.resize(1000, 700)
    screen.wait(lambda: screen.window.rail.width() == tokens.RAIL_FOLDED)
    assert screen.window.rail.item("firms").accessibleName() == "Imprese"
    screen.window.resize(1366, 768)
    screen.wait(lambda: screen.window.rail.width() == tokens.RAIL_WIDTH)


def test_pyside_keeps_the_source_of_no_module_that_is_loaded_after_it() -> None:
    code = (
        "import linecache, ui.sitting, ui.pages.firms\n"
        "print(*(name for name in linecache.cache if '/ui/' in name or '/desktop/' in name))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert ran.stdout.split() == []


def test_the_empty_frame_is_painted_before_threads_store_and_pages_are_loaded() -> None:
    code = (
        "import sys; from desktop.__main__ import main; from desktop.settings import Settings\n"
        "from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication\n"
        "from ui import application; from ui.main_window import MainWindow\n"
        "app = application.Application(['sportello'], Settings()); window = MainWindow()\n"
        "window.appeared.connect(app.quit); window.show(); app.exec()\n"
        "print(*sorted(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(ran.stdout.split())
    heavy = {
        "sqlalchemy", "sqlcipher3", "concurrent.futures", "socket", "asyncio", "email", "uuid",
        "tomllib", "desktop.services", "ui.tasks", "ui.workplace",
        "ui.widgets.labels", "ui.pages.catalogue", "PySide6.QtSvg",
    }  # fmt: skip
    assert heavy & loaded == set()
