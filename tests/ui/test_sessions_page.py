"""Sessions from the keyboard alone: logged, their people entered, their hours typed."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from desktop.services import documents, sessions
from desktop.services.desk import Desk
from desktop.services.sessions import SessionSheet
from tests.ui.conftest import CONTROL, Screen
from tests.ui.keys import take_from_menu, type_each
from ui import tokens
from ui.forms.session import SessionForm
from ui.pages.papers import PapersPage
from ui.pages.sessions import SessionsPage
from ui.pages.sessions_detail import SessionDetail
from ui.pages.sessions_form import SessionFormPage
from ui.widgets.verbs import font

ENTER, CONTROL_ENTER = Qt.Key.Key_Return, (Qt.Key.Key_Return, CONTROL)

GROUP: dict[str, object] = {
    "title": "Primo orientamento: Emirati", "kind": "group", "line": "L1", "market": "AE",
    "slots": [
        {"date": "2021-09-08", "from": "09:00", "to": "11:00", "teacher": "Mara Saggi"},
        {"date": "2021-09-08", "from": "11:15", "to": "13:15"},
    ],
}  # fmt: skip


def the_page(screen: Screen) -> SessionsPage:
    page = screen.window.page
    assert isinstance(page, SessionsPage)
    return page


def detail_of(screen: Screen) -> SessionDetail:
    return the_page(screen).detail


def log(screen: Screen, firms: list[UUID]) -> UUID:
    """Log a group session with two people, before the page is opened."""
    people = (("Prova", "Lia"), ("Finta", "Rosa"))
    expected = [
        {"firm": str(firm), "person": {"family_name": family, "given_name": given}}
        for firm, (family, given) in zip(firms, people, strict=False)
    ]

    def call(desk: Desk) -> UUID:
        ids, _ = sessions.add(desk, [GROUP | {"attendances": expected}])
        return ids[0]

    held = screen.ask(call)
    assert isinstance(held, UUID)
    return held


def stored(screen: Screen, session: UUID) -> SessionSheet:
    held = screen.ask(lambda desk: sessions.sheet(desk, str(session)))
    assert isinstance(held, SessionSheet)
    return held


def opened(screen: Screen, session: UUID) -> SessionDetail:
    screen.go("sessions", session)
    screen.wait(lambda: detail_of(screen).shown == session)
    screen.rest()
    return detail_of(screen)


def add_by_keys(screen: Screen, firm: str, count: int, *new_name: str) -> None:
    """Choose a firm by a part of its name, then its first person or a new name."""
    screen.type(firm)
    screen.press(ENTER)
    adder = detail_of(screen).adder
    screen.wait(lambda: adder.firm.firm is not None and adder.choices.isVisible())
    if new_name:
        family, given = new_name
        screen.type(family)
        screen.press(ENTER)
        screen.type(given)
    screen.press(ENTER)
    screen.wait(lambda: len(detail_of(screen).grid.rows.people) == count)
    screen.rest()


@pytest.mark.usefixtures("stocked")
def test_a_group_session_with_two_people_is_logged_by_keyboard_alone(screen: Screen) -> None:
    screen.press(Qt.Key.Key_3, CONTROL)
    screen.wait(lambda: screen.window.here == "sessions")
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.wait(lambda: screen.window.here == "session-form")
    form_page = screen.window.page
    assert isinstance(form_page, SessionFormPage)
    screen.wait(lambda: form_page.form is not None)
    screen.type("Certificazioni per gli Emirati")
    screen.press(ENTER)
    screen.press(Qt.Key.Key_Down)  # of a group
    for _ in ("line", "market", "mode", "place", "seats", "date"):
        screen.press(ENTER)
    screen.type("080921")
    screen.press(ENTER)
    screen.type("0900")
    screen.press(ENTER)
    screen.type("11")
    screen.press(*CONTROL_ENTER)
    screen.wait(lambda: screen.window.here == "sessions")
    screen.wait(detail_of(screen).adder.isVisible)
    screen.rest()

    add_by_keys(screen, "chimera", 1)
    adder = detail_of(screen).adder
    screen.wait(adder.family.hasFocus)
    screen.press(Qt.Key.Key_Backtab)
    adder.firm.line.selectAll()
    add_by_keys(screen, "citta verde", 2, "Finta", "Rosa")

    grid = detail_of(screen).grid
    screen.press(Qt.Key.Key_Escape)
    screen.wait(grid.hasFocus)
    grid.go_to_hour(grid.rows.people[0].key)
    for hour in ("0920", "9.50", "9:00", "11"):
        type_each(screen, hour)
        screen.press(ENTER)
    screen.wait(lambda: [row.minutes for row in grid.rows.people] == [30, 120])
    screen.rest()

    shown = detail_of(screen).shown
    assert shown is not None
    held = stored(screen, shown)
    assert held.session.number == "MI1-2021-0001"
    credits_of = {p.person.family_name: p.credit for p in held.participants if p.person}
    assert credits_of["Finta"].credited_minutes == 30
    assert credits_of["Prova"].credited_minutes == 120
    last = grid.rows.columnCount() - 1
    assert grid.rows.index(0, last).data() == "no, mancano 66 min"
    assert grid.rows.index(1, last).data() == "sì"


def test_an_hour_is_one_change_and_ctrl_z_takes_it_back(
    stocked: list[UUID], screen: Screen
) -> None:
    session = log(screen, stocked)
    grid = opened(screen, session).grid
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[1].key, nth=2)
    type_each(screen, "1120")
    screen.press(ENTER)
    screen.wait(lambda: grid.rows.people[1].cells[1].arrived == "11:20")
    screen.rest()
    assert grid.currentIndex().column() == 7, "the cursor goes on to the hour of leaving"
    assert "Prova Lia" in screen.window.strip.text
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: grid.rows.people[1].cells[1].arrived == "")
    screen.rest()
    assert all(not a.arrived for p in stored(screen, session).participants for a in p.presences)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("0900", "La fine deve venire dopo l’inizio"), ("2575", "non è un’ora del giorno")],
)
def test_an_hour_that_cannot_stand_stays_marked_with_its_reason(
    typed: str, said: str, stocked: list[UUID], screen: Screen
) -> None:
    session = log(screen, stocked)
    detail = opened(screen, session)
    grid = detail.grid
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[0].key)
    type_each(screen, "0930")
    screen.press(ENTER)
    screen.wait(lambda: grid.rows.people[0].cells[0].arrived == "09:30")
    screen.rest()
    type_each(screen, typed)
    screen.press(ENTER)
    screen.wait(lambda: said in grid.rows.wrong_in(grid.rows.people[0]))
    screen.rest()
    assert all(not a.left for p in stored(screen, session).participants for a in p.presences)


def test_minutes_outside_a_slot_count_nothing_and_the_line_below_tells_why(
    stocked: list[UUID], screen: Screen
) -> None:
    grid = opened(screen, log(screen, stocked)).grid
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[0].key)
    for hour in ("0852", "1100"):
        type_each(screen, hour)
        screen.press(ENTER)
    screen.wait(lambda: grid.rows.people[0].minutes == 120)
    cell = grid.rows.people[0].cells[0]
    assert (cell.early, cell.late) == (True, False)
    told = detail_of(screen)._told_words.text()  # noqa: SLF001 - the words on the window
    assert told.startswith("Fascia 1: 08:52 – 11:00, contano 120 minuti su 120.")


def test_ctrl_apostrophe_repeats_the_hour_above(stocked: list[UUID], screen: Screen) -> None:
    grid = opened(screen, log(screen, stocked)).grid
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[0].key)
    type_each(screen, "0905")
    screen.press(ENTER)
    screen.wait(lambda: grid.rows.people[0].cells[0].arrived == "09:05")
    grid.go_to_hour(grid.rows.people[1].key)
    screen.press(Qt.Key.Key_Apostrophe, CONTROL)
    screen.wait(lambda: grid.rows.people[1].cells[0].arrived == "09:05")
    screen.rest()


def test_n_writes_the_hour_of_the_counter(stocked: list[UUID], screen: Screen) -> None:
    grid = opened(screen, log(screen, stocked)).grid  # the clock stands at 9 on 8 September 2021
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[0].key)
    screen.press(Qt.Key.Key_N)
    screen.wait(lambda: grid.rows.people[0].cells[0].arrived == "09:00")
    screen.rest()


def test_a_person_is_taken_out_with_the_hours_and_comes_back(
    stocked: list[UUID], screen: Screen
) -> None:
    session = log(screen, stocked)
    detail = opened(screen, session)
    grid = detail.grid
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[0].key)
    detail.remove_button.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: [row.family_name for row in grid.rows.people] == ["Prova"])
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: len(grid.rows.people) == 2)
    screen.rest()


def test_a_session_is_changed_and_its_private_note_is_kept(
    stocked: list[UUID], screen: Screen
) -> None:
    session = log(screen, stocked)
    opened(screen, session)
    screen.press(Qt.Key.Key_F2)
    screen.wait(lambda: screen.window.here == "session-form")
    page = screen.window.page
    assert isinstance(page, SessionFormPage)
    screen.wait(lambda: page.form is not None)
    screen.rest()
    form = page.form
    assert isinstance(form, SessionForm)
    form.note.text.setFocus()
    screen.type("da richiamare")
    form.fields["needs"].editor.widget.setFocus()
    screen.type("certificazione ECAS")
    screen.press(*CONTROL_ENTER)
    screen.wait(lambda: screen.window.here == "sessions")
    screen.rest()
    held = stored(screen, session)
    assert held.session.needs == "certificazione ECAS"
    assert held.private_note is not None
    assert held.private_note.text == "da richiamare"
    assert len(held.slots) == 2


def test_the_attendance_sheet_is_issued_and_shown(stocked: list[UUID], screen: Screen) -> None:
    opened(screen, log(screen, stocked))
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen)
    screen.wait(lambda: screen.window.here == "papers")
    page = screen.window.page
    assert isinstance(page, PapersPage)
    screen.wait(lambda: bool(page.images.sizes))
    screen.rest()
    assert page.shown is not None
    assert (page.shown.kind, page.shown.language) == ("attendance-sheet", "it")


def test_other_papers_of_a_session_are_offered_after_its_sheet(
    stocked: list[UUID], screen: Screen
) -> None:
    opened(screen, log(screen, stocked))
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen, down=2)
    screen.wait(lambda: screen.window.here == "papers")
    page = screen.window.page
    assert isinstance(page, PapersPage)
    screen.wait(lambda: bool(page.images.sizes))
    screen.rest()
    assert page.shown is not None
    assert (page.shown.kind, page.shown.language) == ("attendance-summary", "it")


def test_no_certificate_below_the_threshold_comes_from_the_window_either(
    stocked: list[UUID], screen: Screen
) -> None:
    opened(screen, log(screen, stocked))
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen, down=3)
    screen.wait(lambda: "Nessun attestato" in screen.window.strip.text)
    screen.rest()
    assert screen.ask(documents.listed) == []


def test_a_person_without_a_chosen_firm_is_not_added_and_it_is_said(
    stocked: list[UUID], screen: Screen
) -> None:
    detail = opened(screen, log(screen, stocked[:1]))
    detail.open_adder()
    for typed in ("zzz", ""):
        detail.adder.firm.line.clear()
        screen.type(typed)
        screen.press(Qt.Key.Key_Tab)
        screen.type("Finta")
        screen.press(ENTER)
        screen.type("Rosa")
        screen.press(ENTER)
        said = screen.window.strip.text
        assert said.startswith("Non è stato aggiunto nessuno")
        assert "zzz" in said if typed else "zzz" not in said
        assert screen.focus() is detail.adder.firm.line
        screen.rest()
    assert len(detail.grid.rows.people) == 1


def test_the_column_of_certificates_has_room_for_what_a_written_hour_makes_of_it(
    stocked: list[UUID], screen: Screen
) -> None:
    grid = opened(screen, log(screen, stocked)).grid
    last = grid.rows.sums + 2
    grid.setFocus()
    grid.go_to_hour(grid.rows.people[0].key)
    for hour in ("0900", "1100"):
        type_each(screen, hour)
        screen.press(ENTER)
    screen.wait(lambda: grid.rows.people[0].lacking > 0)
    screen.rest()
    said = grid.rows.lines(0, last)[0]
    wide = QFontMetrics(font(tokens.BODY, strong=True)).horizontalAdvance(said)
    assert said.startswith("no, mancano")
    assert grid.columnWidth(last) > wide + 16, "with its mark before it"
