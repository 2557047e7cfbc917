"""What takes long is shown with its way out, by keys; the rest of the window stays usable."""

import threading
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.store import Store
from db.undoing import Undo
from desktop import documents as papers
from desktop.services import documents, firms, stores
from tests.ui.conftest import CONTROL, OPERATOR, Screen
from tests.ui.gates import Gate
from tests.ui.keys import press_until, take_from_menu
from tests.ui.test_imports_page import LIST, tried
from tests.ui.test_missions_page import opened
from ui.pages.firms import FirmsPage

CANCELLED = "Annullato: nulla è cambiato."


@pytest.fixture
def imported(screen: Screen, tmp_path: Path) -> Screen:
    path = tmp_path / "elenco.csv"
    path.write_text(LIST, encoding="utf-8")
    tried(screen, path)
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: "Importato: 2 nuove" in screen.window.strip.text)
    screen.rest()
    return screen


def cancel(screen: Screen, doing: str) -> None:
    """Wait until the bar says what is being done, then press its key."""
    screen.wait(lambda: screen.window.waiting.text.startswith(doing))
    screen.press(Qt.Key.Key_Period, CONTROL)
    assert screen.window.waiting.text == "Mi fermo…"


def test_undoing_an_import_is_cancelled_by_its_key(
    imported: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Undo, "_read_rows")
    imported.press(Qt.Key.Key_Z, CONTROL)
    cancel(imported, "Annullo")
    gate.open()
    imported.wait(lambda: imported.window.strip.text == CANCELLED)
    imported.rest()
    assert imported.window.waiting.text == ""
    assert imported.ask(firms.count) == 2
    imported.press(Qt.Key.Key_Z, CONTROL)  # it can still be undone
    imported.wait(lambda: "com’era prima" in imported.window.strip.text
                  or "come prima" in imported.window.strip.text)  # fmt: skip
    imported.rest()
    assert imported.ask(firms.count) == 0


def test_closing_asks_before_it_stops_what_is_under_way(
    imported: Screen, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = imported.window
    gate = Gate(monkeypatch, Undo, "_read_rows")
    imported.press(Qt.Key.Key_Z, CONTROL)
    window.close()
    assert window.strip.text == "Non ho ancora finito: «Annullo»."
    imported.press(Qt.Key.Key_Space)  # wait
    assert window.isVisible()
    window.close()
    imported.press(Qt.Key.Key_Tab)
    threading.Timer(0.2, gate.open).start()
    imported.press(Qt.Key.Key_Space)  # stop it and close
    assert not window.isVisible()
    desk = stores.open_desk(store_path, None, OPERATOR)
    assert firms.count(desk) == 2, "nothing of the undo was kept"
    desk.store.close()


def test_while_a_list_is_taken_back_one_goes_on_working(
    imported: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, Undo, "_read_rows")
    imported.press(Qt.Key.Key_Z, CONTROL)
    imported.wait(lambda: imported.window.waiting.text == "Annullo")
    imported.press(Qt.Key.Key_2, CONTROL)
    imported.wait(lambda: imported.window.here == "firms")
    imported.press(Qt.Key.Key_F, CONTROL)
    imported.type("utopia")
    page = imported.window.page
    assert isinstance(page, FirmsPage)
    assert page.search.text() == "utopia"
    gate.open()
    imported.rest()
    assert imported.window.waiting.text == ""
    assert imported.ask(firms.count) == 0


def test_a_dossier_is_cancelled_before_it_is_kept(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(screen)
    gate = Gate(monkeypatch, papers, "issue")
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen)
    screen.window.activateWindow()  # no window system gives the cursor back after a menu
    screen.wait(lambda: QApplication.focusWidget() is not None)
    cancel(screen, "Preparo: ")
    gate.open()
    screen.wait(lambda: screen.window.strip.text == CANCELLED)
    screen.rest()
    assert screen.ask(documents.listed) == []
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen)
    screen.wait(lambda: screen.window.here == "papers")
    screen.rest()
    assert len(cast("list[object]", screen.ask(documents.listed))) == 1


@pytest.mark.usefixtures("stocked")
def test_a_copy_of_the_store_is_cancelled(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate(monkeypatch, Store, "backup")
    press_until(screen, lambda: screen.focus().accessibleName() == "Copia ora", Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_Space)
    cancel(screen, "Copio")
    gate.open()
    screen.wait(lambda: screen.window.strip.text == CANCELLED)
    screen.rest()
    assert screen.ask(lambda desk: desk.store.settings().get("backup")) is None


def test_what_is_soon_done_is_not_shown(stocked: list[UUID], screen: Screen) -> None:
    place = screen.sitting.place
    assert place is not None
    begun: list[str] = []
    place.waits.connect(lambda progress: begun.append(progress.doing))
    screen.go("firms", stocked[0])
    cast("FirmsPage", screen.window.page).remove_shown()
    screen.rest()
    place.undo_last()
    screen.rest()
    assert begun == ["Annullo"]
    assert screen.window.waiting.text == ""
