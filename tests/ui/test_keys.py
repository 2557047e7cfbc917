"""Keys that work everywhere: from pane to pane, back, and the sheet that lists them all."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import CONTROL, Screen
from tests.ui.keys import press_until
from tests.ui.test_house import open_page
from ui.everywhere import pane_of
from ui.forms.page import FormPage
from ui.pages.catalogue import PAGES
from ui.pages.firms import FirmsPage
from ui.pages.imports import ImportsPage
from ui.pages.keys import KeysPage
from ui.widgets.verbs import key_in_words

SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


def part(widget: QWidget) -> str:
    pane = pane_of(widget)
    assert pane is not None
    return str(pane.property("part") or type(pane).__name__)


def walked(screen: Screen, steps: int, modifiers: Qt.KeyboardModifier) -> list[str]:
    parts = []
    for _ in range(steps):
        screen.press(Qt.Key.Key_F6, modifiers)
        parts.append(part(screen.focus()))
    return parts


def test_f6_goes_round_the_panes_and_returns_to_its_place(
    stocked: list[UUID], screen: Screen
) -> None:
    screen.go("firms", stocked[1])
    before = screen.focus()
    assert part(before) == "listpane"
    on = walked(screen, 5, Qt.KeyboardModifier.NoModifier)
    assert on == ["QWidget", "status", "rail", "topbar", "listpane"]
    assert screen.focus() is before
    back = walked(screen, 5, SHIFT)
    assert back == ["topbar", "rail", "status", "QWidget", "listpane"]
    assert screen.focus() is before


def test_f6_reaches_the_rail_at_the_open_page_and_a_form_where_one_wrote(screen: Screen) -> None:
    screen.go("firm-form")
    screen.type("Officine")
    screen.press(Qt.Key.Key_Return)
    field = screen.focus()
    press_until(screen, lambda: part(screen.focus()) == "rail", Qt.Key.Key_F6)
    assert screen.focus().accessibleName() == "Imprese"
    press_until(screen, lambda: part(screen.focus()) == "formpane", Qt.Key.Key_F6)
    assert screen.focus() is field


def test_alt_left_goes_back_past_the_forms(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firms", stocked[2])
    screen.go("sessions")
    screen.go("session-form")
    screen.go("missions")
    for name in ("sessions", "firms", "today"):
        screen.press(Qt.Key.Key_Left, ALT)
        screen.rest()
        assert screen.window.here == name
    screen.press(Qt.Key.Key_Left, ALT)
    assert screen.window.here == "today"
    screen.go("firms")
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    assert page.list.chosen_key() == stocked[2]


def test_alt_left_asks_in_a_typed_form(screen: Screen) -> None:
    screen.go("firms")
    screen.go("firm-form")
    screen.type("Officine")
    screen.press(Qt.Key.Key_Left, ALT)
    screen.wait(lambda: "non è salvato" in screen.window.strip.text)
    assert screen.window.here == "firm-form"
    screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_Space)  # discard
    screen.wait(lambda: screen.window.here == "firms")


def keys_page(screen: Screen) -> KeysPage:
    screen.press(Qt.Key.Key_Question, CONTROL)
    screen.wait(lambda: screen.window.here == "keys")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, KeysPage)
    return page


def test_the_sheet_of_keys_opens_and_escape_goes_back(screen: Screen) -> None:
    screen.go("firms")
    page = keys_page(screen)
    assert screen.window.windowTitle() == "Tasti – Sportello"
    lines = {group.title: {line.key: line.does for line in group.lines} for group in page.groups}
    assert lines["Ovunque"]["Ctrl+K"] == "Cerca o comanda"
    assert lines["Pagine"]["Ctrl+2"] == "Imprese"
    assert lines["Imprese"]["Ctrl+N"] == "Nuova impresa"
    assert lines["Schede da compilare"]["Ctrl+Invio"] == "Salva"
    assert "Ctrl+K Cerca o comanda" in screen.focus().accessibleDescription()
    screen.press(Qt.Key.Key_Escape)
    screen.wait(lambda: screen.window.here == "firms")


def test_what_two_keys_do_stands_once_with_both(screen: Screen) -> None:
    groups = {group.title: group.lines for group in keys_page(screen).groups}
    for title, lines in groups.items():
        said = [line.does for line in lines]
        assert len(said) == len(set(said)), title
    edit = next(line for line in groups["Programmi"] if line.does == "Modifica")
    assert edit.keys == ("F2", "Invio")
    assert "F2, Invio Modifica" in screen.focus().accessibleDescription()
    assert "Backspace" in {key for line in groups["Questionario"] for key in line.keys}
    sheets = [line.does for line in groups["Schede da compilare"] if "Ctrl+Pag" in line.key]
    assert sheets == ["Foglio seguente", "Foglio precedente"]


def test_a_key_has_one_name(screen: Screen) -> None:
    shown = [key_in_words(key) for key in ("Ctrl+Return", "Enter", "Shift+F6", "Ctrl+PgDown")]
    assert shown == ["Ctrl+Invio", "Invio", "Maiusc+F6", "Ctrl+Pag↓"]
    assert key_in_words("Invio") == "Invio"
    place = screen.sitting.place
    assert place is not None
    place.choose(language="en")
    screen.wait(lambda: screen.sitting.place is not place)
    shown = [key_in_words(key) for key in ("Ctrl+Return", "Enter", "Shift+F6", "Ctrl+PgDown")]
    assert shown == ["Ctrl+Enter", "Enter", "Shift+F6", "Ctrl+PgDn"]


def test_a_question_mark_that_needs_shift_is_the_same_key(screen: Screen) -> None:
    screen.press(Qt.Key.Key_Question, CONTROL | SHIFT)
    screen.wait(lambda: screen.window.here == "keys")


def test_every_key_of_every_page_is_listed(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    bound: set[str] = set()
    for page in PAGES:
        open_page(screen, page)
        for shortcut in screen.window.findChildren(QShortcut):
            sequences = shortcut.keys()
            bound |= {key_in_words(sequence.toString()) for sequence in sequences}
    listed = {key for group in keys_page(screen).groups for line in group.lines
              for key in line.keys}  # fmt: skip
    # one on the keypad, one as some keyboards send it: they are the same key to a person
    same = {key_in_words("Ctrl+Enter"), key_in_words("Ctrl+Shift+?")}
    assert bound - listed - same == set()


def test_the_sheet_of_keys_has_all_stops_of_the_rail_and_what_comes_with_figures(
    screen: Screen,
) -> None:
    groups = {group.title: group.lines for group in keys_page(screen).groups}
    stops = [key_in_words(stop.key) for stop in screen.window.rail.stops]
    assert [line.key for line in groups["Pagine"]] == stops
    figures = {line.key for line in groups["Indicatori"]}
    assert {key_in_words("Ctrl+S"), key_in_words("Ctrl+Return")} <= figures


def test_the_foot_of_the_window_leads_on(screen: Screen) -> None:
    status = screen.window.status
    assert (status.pane.text(), status.keys.text()) == ("F6 riquadro seguente", "Ctrl+? tasti")
    status.keys.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: screen.window.here == "keys")
    status.store.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: screen.window.here == "settings")
    status.copy.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: "Copia verificata" in status.copy.text())
    assert "Copia fatta e verificata" in screen.window.strip.text


def test_the_way_back_is_not_into_a_form_that_was_saved(screen: Screen) -> None:
    screen.go("firms")
    screen.go("firm-form")
    page = screen.window.page
    assert isinstance(page, FormPage)
    screen.type("Officine Facsimile")
    assert page.form is not None
    page.form.fields["vat_number"].editor.widget.setFocus()
    screen.type("00000010157")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    screen.press(Qt.Key.Key_Left, ALT)
    screen.wait(lambda: screen.window.here == "today")


def test_a_pages_own_step_back_goes_first(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "elenco.csv"
    path.write_text("Denominazione;Partita IVA\nVetri Chimera S.n.c.;00000010157\n", "utf-8")
    screen.go("firms")
    screen.go("imports", path)
    page = screen.window.page
    assert isinstance(page, ImportsPage)
    screen.wait(lambda: page.report is not None)
    screen.rest()
    screen.press(Qt.Key.Key_Left, ALT)  # from the trial to the columns
    screen.wait(lambda: page.columns is not None)
    screen.rest()
    assert screen.window.here == "imports"
    screen.press(Qt.Key.Key_Left, ALT)
    screen.wait(lambda: screen.window.here == "firms")
