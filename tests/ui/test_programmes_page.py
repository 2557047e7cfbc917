"""The programme editor: a next version written, tried and published from the keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.programme_draft import Change, Data, data_in, written
from desktop.domain.programme_file import read_programme
from desktop.services import missions, programme_drafts, programmes
from desktop.services.desk import Desk
from desktop.services.programme_trial import Shift
from tests.conftest import PROGRAMME
from tests.ui.conftest import CONTROL, Screen
from tests.ui.keys import take_from_menu
from ui.forms.editors import LinesEditor, TextEditor
from ui.pages.programme_draft import ProgrammeDraftPage
from ui.pages.programme_outline import GRID
from ui.pages.programme_trial import ProgrammeTrialPage
from ui.pages.programme_words import Spot
from ui.pages.programmes import ProgrammesPage

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
DUBAI, MISSION = "DUBAI-2021", Spot(("missions",), 0)


def version_here(screen: Screen) -> int:
    def call(desk: Desk) -> int:
        return programme_drafts.in_force(desk, PROGRAMME).programme.version

    return cast("int", screen.ask(call))


def kept(screen: Screen) -> Data:
    def call(desk: Desk) -> str:
        draft = programme_drafts.draft_of(desk, PROGRAMME)
        return "" if draft is None else draft.text

    return data_in(cast("str", screen.ask(call)))


def draft_page(screen: Screen) -> ProgrammeDraftPage:
    screen.go("programme-draft", PROGRAMME)
    page = screen.window.page
    assert isinstance(page, ProgrammeDraftPage)
    screen.wait(lambda: page.form is not None)
    screen.rest()
    return page


def settle(screen: Screen, page: ProgrammeDraftPage, ready: Callable[[], bool]) -> None:
    """Wait until the draft is kept and looked at."""
    screen.wait(lambda: page.work is not None and ready())
    screen.rest()


def write(screen: Screen, page: ProgrammeDraftPage, name: str, text: str) -> None:
    """Type a value in place of the one that stands in a field."""
    assert page.form is not None
    page.form.fields[name].editor.widget.setFocus()
    screen.press(Qt.Key.Key_A, CONTROL)
    screen.type(text)


def choose(screen: Screen, down: int) -> None:
    """Take an entry of the menu that opens; without a window system the window is left inactive."""
    take_from_menu(screen, down)
    screen.wait(lambda: QApplication.activePopupWidget() is None)
    screen.window.activateWindow()
    screen.wait(lambda: QApplication.focusWidget() is not None)
    screen.rest()


def said_on(screen: Screen) -> list[str]:
    return [label.text() for label in screen.window.page.findChildren(QLabel)]


# --- the way there -------------------------------------------------------------------------------


def test_the_editor_is_reached_written_and_published_by_keyboard_alone(screen: Screen) -> None:
    screen.press(Qt.Key.Key_K, CONTROL)
    screen.type("programmi")
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "programmes")
    screen.rest()
    screen.press(Qt.Key.Key_F2)
    screen.wait(lambda: screen.window.here == "programme-draft")
    page = screen.window.page
    assert isinstance(page, ProgrammeDraftPage)
    screen.wait(lambda: page.form is not None)
    screen.rest()
    for _ in range(6):  # past the sheets of the programme to its first mission
        screen.press(Qt.Key.Key_Down)
    assert page.list.chosen_key() == MISSION
    screen.press(ENTER)
    form = page.form
    assert form is not None
    while screen.focus() is not form.fields["seats"].editor.widget:
        screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_A, CONTROL)
    screen.type("12")
    settle(screen, page, lambda: bool(cast("object", page.work and page.work.differing)))
    screen.press(ESCAPE)
    assert screen.focus() is page.list
    screen.press(ENTER, CONTROL)
    screen.rest()
    assert version_here(screen) == 1
    screen.press(Qt.Key.Key_Space)  # the first answer of the question has the cursor
    screen.wait(lambda: screen.window.here == "programmes")
    screen.rest()
    assert version_here(screen) == 2
    assert screen.ask(lambda desk: missions.listed(desk)[0].seats) == 12
    assert "versione 2 è in vigore" in screen.window.strip.text


def test_the_settings_lead_to_the_programmes(screen: Screen) -> None:
    screen.go("settings")
    for _ in range(30):
        if screen.focus().accessibleName() == "Programmi e versioni":
            break
        screen.press(Qt.Key.Key_Tab)
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: screen.window.here == "programmes")
    screen.rest()
    assert screen.window.rail.item("settings").isChecked()


# --- writing -------------------------------------------------------------------------------------


def test_what_is_wrong_stands_beside_its_field_and_is_not_published(screen: Screen) -> None:
    page = draft_page(screen)
    page.list.choose(MISSION)
    write(screen, page, "seats", "5")
    write(screen, page, "grant_on", "31/02/2021")
    screen.press(Qt.Key.Key_Tab)
    settle(screen, page, lambda: len(page.work.faults if page.work else ()) == 2)
    form = page.form
    assert form is not None
    assert form.fields["quorum"].problem == "Il minimo di imprese supera i posti (5)."
    assert "non è un giorno del calendario" in form.fields["grant_on"].problem
    page.list.choose(Spot(()))
    assert page.list.rows.row(6).under == "2 punti da correggere"  # type: ignore[union-attr]
    screen.press(ENTER, CONTROL)
    screen.rest()
    assert page.list.chosen_key() == MISSION, "it goes to what is to be mended"
    assert version_here(screen) == 1


def test_f8_goes_to_the_next_point_to_mend(screen: Screen) -> None:
    page = draft_page(screen)
    write(screen, page, "title_en", " ")
    settle(screen, page, lambda: bool(page.work and page.work.faults))
    page.list.choose(MISSION)
    page.list.setFocus()
    screen.press(Qt.Key.Key_F8)
    assert page.form is not None
    assert screen.focus() is page.form.fields["title_en"].editor.widget
    assert page.form.fields["title_en"].problem or screen.focus().hasFocus()


def test_a_draft_waits_as_it_was_typed(screen: Screen) -> None:
    page = draft_page(screen)
    page.list.choose(MISSION)
    write(screen, page, "from", "il tre ottobre")
    screen.go("today")  # before the pause is over
    assert kept(screen)["missions"][0]["from"] == "il tre ottobre"  # type: ignore[index]
    page.work = None
    again = draft_page(screen)
    again.list.choose(MISSION)
    assert again.form is not None
    assert again.form.fields["from"].value() == "il tre ottobre"
    assert again.form.fields["to"].value() == "07/10/2021"
    assert screen.ask(lambda desk: str(missions.listed(desk)[0].starts)) == "2021-10-03"


def test_nothing_typed_is_no_change(screen: Screen) -> None:
    page = draft_page(screen)
    assert page.work is not None
    before = written(page.work.data)
    for place in range(page.list.rows.rowCount()):
        page.list.choose_row(place)
        if page.form is not None:
            page.form.edited.emit()
    settle(screen, page, lambda: True)
    assert written(page.work.data) == before
    assert page.work.differing == ()
    screen.press(ENTER, CONTROL)
    screen.rest()


def test_an_entry_is_added_named_and_taken_out(screen: Screen) -> None:
    page = draft_page(screen)
    screen.press(Qt.Key.Key_N, CONTROL)
    choose(screen, 3)  # a sector
    assert page.list.chosen_key() == Spot(("sectors",), 17)
    screen.type("nautica")
    screen.press(ENTER)
    screen.type("Nautica")
    screen.press(ENTER)
    screen.type("Boats")
    settle(screen, page, lambda: bool(page.work and not page.work.faults and page.work.differing))
    assert page.work is not None
    assert [(d.name, d.what) for d in page.work.differing] == [("nautica", Change.NEW)]
    screen.press(ESCAPE)
    screen.press(Qt.Key.Key_Delete)
    settle(screen, page, lambda: not (page.work and page.work.differing))
    assert "fuori dalla bozza" in screen.window.strip.text


def test_a_sector_that_is_named_anew_is_followed(screen: Screen) -> None:
    page = draft_page(screen)
    page.list.choose(Spot(("sectors",), 0))
    write(screen, page, "code", "verde")
    screen.press(Qt.Key.Key_Tab)
    settle(screen, page, lambda: bool(page.work and page.work.differing))
    assert page.work is not None
    assert page.work.faults == ()
    assert {d.path for d in page.work.differing} == {("sectors",), ("matrix",), ("missions",)}


def test_the_matrix_is_filled_by_keys(screen: Screen) -> None:
    page = draft_page(screen)
    page.list.choose(GRID)
    page.list.setFocus()
    screen.press(ENTER)
    matrix = page.matrix
    assert matrix is not None
    screen.press(Qt.Key.Key_Right)  # Canada
    assert matrix.table.rows.index(0, 2).data() == "–"
    screen.press(ENTER)
    choose(screen, 0)  # all lines
    settle(screen, page, lambda: bool(page.work and page.work.differing))
    assert matrix.table.rows.index(0, 2).data() == "tutte le linee"
    assert kept(screen)["matrix"][2] == {"sector": "green-economy", "market": "CA"}  # type: ignore[index]
    screen.press(ENTER)
    choose(screen, 0)
    settle(screen, page, lambda: not (page.work and page.work.differing))


def test_the_exported_draft_is_a_programme_file(screen: Screen, tmp_path: Path) -> None:
    page = draft_page(screen)
    page.list.choose(MISSION)
    write(screen, page, "seats", "12")
    path = tmp_path / "bozza.toml"
    page.export(path)
    screen.rest()
    file = read_programme(path.read_text(encoding="utf-8"))
    assert (file.version, file.missions[0].seats) == (2, 12)


def test_a_draft_that_another_version_overtook_says_so(screen: Screen) -> None:
    page = draft_page(screen)
    write(screen, page, "title_en", "Another")
    settle(screen, page, lambda: bool(page.work and page.work.differing))

    def overtake(desk: Desk) -> None:
        held = programme_drafts.in_force(desk, PROGRAMME)
        data = programme_drafts.base_of(held)
        programmes.enter(desk, written(data | {"version": 2, "source": "Altrove"}))

    screen.ask(overtake)
    page.refetch()
    screen.rest()
    assert "è arrivata la versione 2" in screen.window.strip.text
    page.discard()
    screen.rest()
    assert page.work is not None
    assert page.work.base == 2


# --- tried ---------------------------------------------------------------------------------------


def apply(screen: Screen, firms: list[UUID]) -> None:
    drafts = [
        {"mission": DUBAI, "firm": str(firm), "arrived_at": "2021-09-07T10:00:05", "channel": "pec"}
        for firm in firms
    ]
    screen.ask(lambda desk: missions.apply(desk, drafts))


def trial(screen: Screen) -> ProgrammeTrialPage:
    page = screen.window.page
    assert isinstance(page, ProgrammeTrialPage)
    screen.rest()
    return page


def test_a_draft_is_tried_on_applicants_and_on_chosen_firms(
    stocked: list[UUID], screen: Screen
) -> None:
    apply(screen, stocked[:1])
    page = draft_page(screen)
    page.list.choose(MISSION)
    form = page.form
    assert form is not None
    form.fields["required"].editor.put([])
    form.edited.emit()
    screen.press(Qt.Key.Key_T, CONTROL)
    screen.wait(lambda: screen.window.here == "programme-trial")
    tried = trial(screen)
    screen.wait(lambda: bool(tried.tried))
    assert [t.firm.id for t in tried.tried] == stocked[:1]
    assert tried.tried[0].shift is not Shift.SAME
    tried.who.setCurrentIndex(1)
    tried.who.activated.emit(1)
    screen.rest()
    assert tried.tried == []
    screen.type("utopia")
    screen.press(ENTER)
    screen.wait(lambda: bool(tried.tried))
    assert [t.firm.id for t in tried.tried] == [stocked[1]]
    tried.who.setCurrentIndex(2)
    tried.who.activated.emit(2)
    screen.wait(lambda: len(tried.tried) == len(stocked))
    screen.rest()
    assert version_here(screen) == 1
    screen.press(ESCAPE)
    screen.wait(lambda: screen.window.here == "programme-draft")
    screen.rest()


def test_a_draft_with_faults_is_not_tried(screen: Screen) -> None:
    page = draft_page(screen)
    write(screen, page, "title_en", " ")
    settle(screen, page, lambda: bool(page.work and page.work.faults))
    screen.press(Qt.Key.Key_T, CONTROL)
    screen.wait(lambda: screen.window.here == "programme-trial")
    tried = trial(screen)
    assert tried.tried == []
    assert "La bozza ha punti da correggere: poi si può provare." in said_on(screen)


# --- files ---------------------------------------------------------------------------------------


@pytest.fixture
def version_2(tmp_path: Path) -> Path:
    """Give the file of a version that differs in one mission's seats."""
    text = programmes.packaged()[0].read_text(encoding="utf-8")
    path = tmp_path / "versione-2.toml"
    changed = text.replace("version = 1", "version = 2").replace("seats = 10", "seats = 12")
    path.write_text(changed, encoding="utf-8")
    return path


def test_a_file_is_read_shown_and_put_in_force(screen: Screen, version_2: Path) -> None:
    screen.go("programmes", version_2)
    page = screen.window.page
    assert isinstance(page, ProgrammesPage)
    assert page.offered is not None
    assert [(d.name, d.keys) for d in page.offered.differing] == [(DUBAI, ("seats",))]
    assert version_here(screen) == 1
    page.put_in_force()
    screen.rest()
    assert version_here(screen) == 2
    assert page.shown is not None
    assert [line.number for line in page.shown.versions] == [2, 1]


def test_a_malformed_file_is_refused_by_line_and_reason(screen: Screen, version_2: Path) -> None:
    text = version_2.read_text(encoding="utf-8").replace("quorum = 6", "quorum = 60")
    version_2.write_text(text, encoding="utf-8")
    screen.go("programmes", version_2)
    page = screen.window.page
    assert isinstance(page, ProgrammesPage)
    line = text[: text.index("quorum = 60")].count("\n") + 1
    assert [(p.line, p.code) for p in page.refused] == [(line, "quorum-above-seats")]
    assert f"Rifiutato: {version_2.name}" in said_on(screen)
    assert "nulla è cambiato" in screen.window.strip.text
    assert version_here(screen) == 1


def test_a_draft_is_thrown_away_and_brought_back(screen: Screen) -> None:
    page = draft_page(screen)
    write(screen, page, "title_en", "Another")
    settle(screen, page, lambda: bool(page.work and page.work.differing))
    screen.go("programmes", PROGRAMME)
    shelf = screen.window.page
    assert isinstance(shelf, ProgrammesPage)
    shelf.discard()
    screen.rest()
    assert shelf.shown is not None
    assert shelf.shown.draft is None
    screen.wait(screen.window.strip.isVisible)
    assert "eliminata" in screen.window.strip.text
    button = next(b for b in screen.window.strip.findChildren(type(shelf.head.buttons[0]))
                  if b.text() == "Riprendila")  # fmt: skip
    button.click()
    screen.rest()
    assert shelf.shown.draft is not None


def test_the_version_in_force_is_exported(screen: Screen, tmp_path: Path) -> None:
    screen.go("programmes", PROGRAMME)
    page = screen.window.page
    assert isinstance(page, ProgrammesPage)
    path = tmp_path / "in-vigore.toml"
    page.export(path)
    screen.rest()
    exported = read_programme(path.read_text(encoding="utf-8"))
    assert exported == programmes.check(programmes.packaged()[0])


def test_what_was_written_after_the_question_is_asked_about_again(screen: Screen) -> None:
    page = draft_page(screen)
    write(screen, page, "title_en", "Another")
    settle(screen, page, lambda: bool(page.work and page.work.differing))
    screen.press(ENTER, CONTROL)
    answer = screen.focus()
    write(screen, page, "title_en", "Yet another")
    answer.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: "una volta pubblicata" in screen.window.strip.text)
    screen.rest()
    assert version_here(screen) == 1
    screen.press(Qt.Key.Key_Space)  # asked about again
    screen.wait(lambda: screen.window.here == "programmes")
    screen.rest()
    assert version_here(screen) == 2


def test_a_code_that_stands_twice_is_said_at_the_code(screen: Screen) -> None:
    page = draft_page(screen)
    page.add(("markets",))
    page.write(("markets",), 2, {"code": "ca", "title": "Canada", "title_en": "Canada"})
    settle(screen, page, lambda: bool(page.work and page.work.faults))
    assert page.form is not None
    page.list.setFocus()
    page.form.left.emit("code")
    assert page.form.fields["code"].problem == "«CA» c’è due volte."


def test_a_mission_that_firms_applied_to_stays(stocked: list[UUID], screen: Screen) -> None:
    apply(screen, stocked[:1])
    page = draft_page(screen)
    page.list.choose(MISSION)
    page.list.setFocus()
    screen.press(Qt.Key.Key_Delete)
    settle(screen, page, lambda: bool(page.work and page.work.faults))
    assert any("non si può togliere" in text for text in said_on(screen))


@pytest.mark.parametrize("typed", ["@@ 31/02 ,;", "«è»\u202e", "99999999999999999999", " "])
def test_whatever_is_typed_anywhere_is_kept_and_comes_back(screen: Screen, typed: str) -> None:
    page = draft_page(screen)
    for place in range(page.list.rows.rowCount()):
        page.list.choose_row(place)
        if page.form is None:
            continue
        for field in page.form.fields.values():
            if isinstance(field.editor, TextEditor | LinesEditor):
                field.editor.put(typed)
        page.form.edited.emit()
    settle(screen, page, lambda: bool(page.work and page.work.faults))
    assert page.work is not None
    held = data_in(written(page.work.data))
    page.work = None
    again = draft_page(screen)
    assert again.work is not None
    assert data_in(written(again.work.data)) == held
    for place in range(again.list.rows.rowCount()):
        again.list.choose_row(place)
        if again.form is not None:
            again.form.edited.emit()  # read from what was kept, it says the same
    settle(screen, again, lambda: True)
    assert data_in(written(again.work.data)) == held
    assert version_here(screen) == 1


def test_enter_shows_the_reasons_where_they_stand_below(
    stocked: list[UUID], screen: Screen
) -> None:
    apply(screen, stocked)
    screen.window.resize(683, 384)
    screen.go("programme-trial", PROGRAMME)
    tried = trial(screen)
    screen.wait(lambda: len(tried.tried) == len(stocked))
    tried.table.setFocus()
    screen.press(ENTER)
    name = tried.tried[0].firm.name

    def named() -> bool:
        labels = (label for label in tried.findChildren(QLabel) if label.text() == name)
        return any(not label.visibleRegion().isEmpty() for label in labels)

    screen.wait(named)
    screen.rest()
