"""The whole job in the real window, from an empty register to the dossier, by keys alone."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt

from desktop.services import documents, sessions, stores
from tests.ui.conftest import CONTROL, Screen
from tests.ui.keys import press_until, take_from_menu, type_each
from tests.ui.test_firm_form import new_form
from tests.ui.test_missions_page import application_form, opened
from tests.ui.test_sessions_page import detail_of

if TYPE_CHECKING:
    from desktop.domain.records import Paper
    from desktop.services.sessions import SessionSheet
    from ui.pages.papers import PapersPage
    from ui.pages.sessions_form import SessionFormPage

ENTER = Qt.Key.Key_Return


def test_firm_session_application_and_dossier(screen: Screen) -> None:
    _register(screen)
    _log_session(screen)
    _apply(screen)
    _print_dossier(screen)


def _register(screen: Screen) -> None:
    new_form(screen)
    screen.type("Officine Facsimile S.r.l.")
    for text in ("", "", "00000010157"):  # legal form, tax code, VAT number
        screen.press(ENTER)
        if text:
            screen.type(text)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()


def _log_session(screen: Screen) -> None:
    screen.press(Qt.Key.Key_3, CONTROL)
    screen.wait(lambda: screen.window.here == "sessions")
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.wait(lambda: screen.window.here == "session-form")
    page = cast("SessionFormPage", screen.window.page)
    screen.wait(lambda: page.form is not None)
    screen.type("Primo orientamento: Emirati")
    for _ in ("kind", "line", "market", "mode", "place", "seats", "date"):
        screen.press(ENTER)
    for text in ("080921", "0900", "11"):
        screen.type(text)
        screen.press(ENTER)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "sessions")
    detail = detail_of(screen)
    screen.wait(detail.adder.isVisible)
    screen.rest()
    screen.type("facsimile")
    screen.press(ENTER)
    screen.wait(lambda: detail.adder.firm.firm is not None)
    for text in ("Prova", "Lia"):
        screen.type(text)
        screen.press(ENTER)
    screen.wait(lambda: len(detail.grid.rows.people) == 1)
    screen.rest()
    screen.press(Qt.Key.Key_Escape)
    screen.wait(detail.grid.hasFocus)
    # number, person, firm, then the hours
    press_until(screen, lambda: detail.grid.currentIndex().column() == 3, Qt.Key.Key_Right)
    for hour in ("0920", "11"):
        type_each(screen, hour)
        screen.press(ENTER)
    screen.wait(lambda: detail.grid.rows.people[0].minutes == 100)
    screen.rest()


def _apply(screen: Screen) -> None:
    opened(screen)
    screen.press(Qt.Key.Key_N, CONTROL)
    form = application_form(screen)
    screen.type("officine")
    screen.press(ENTER)
    screen.wait(lambda: form.band.picker.firm is not None)
    screen.type("09/09/2021 10:00:05")
    for _ in ("channel", "protocol", "delegate"):
        screen.press(ENTER)
    for text in ("Prova", "Lia"):
        screen.type(text)
        screen.press(ENTER)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "missions")
    screen.rest()


def _print_dossier(screen: Screen) -> None:
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen)
    screen.wait(lambda: screen.window.here == "papers")
    page = cast("PapersPage", screen.window.page)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    (paper,) = cast("list[Paper]", screen.ask(documents.listed))
    assert paper.kind == "mission-dossier"
    assert "Officine Facsimile S.r.l." in paper.content
    assert "10:00:05" in paper.content
    (sheet,) = cast("list[SessionSheet]", screen.ask(sessions.sheets))
    assert sheet.participants[0].credit.credited_minutes == 100
    assert cast("stores.Checked", screen.ask(stores.check)).ok
