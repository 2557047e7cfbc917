"""A hand scanner is a keyboard: its burst opens a record and never lands in a field."""

import itertools
from dataclasses import replace
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from desktop.documents import scan_digits
from desktop.domain.records import Paper
from desktop.services import documents, erasure, firms, joining, missions, sessions
from desktop.services.desk import Desk, new_uuid
from desktop.services.documents import Named
from tests.ui.conftest import CONTROL, PLAIN, Screen
from ui.pages.questionnaire import QuestionnaireFormPage
from ui.pages.sessions import SessionsPage
from ui.widgets.verbs import VerbButton

ENTER = Qt.Key.Key_Return
AZERTY = str.maketrans("1234567890", "&é\"'(-è_çà")
ITALIAN_SHIFTED = str.maketrans("1234567890", '!"£$%&/()=')
_QUIET = 120  # milliseconds after which a burst is over


_clock = itertools.count(1000, 1000)  # each burst begins long after the one before


def strike(screen: Screen, text: str, *, enter: bool = True, gap: int = 5, late: int = 0) -> None:
    """Strike keys as the system hands them to the window, so many milliseconds apart.

    An Enter in the text comes `late` milliseconds after the rest.
    """
    system, at = screen.window.windowHandle(), next(_clock) * 100
    for nth, char in enumerate([*text, *(["\r"] if enter else [])]):
        key = ENTER if char == "\r" else Qt.Key(ord(char.upper())) if char.isascii() else 0
        event = QKeyEvent(QEvent.Type.KeyPress, key, PLAIN, char)
        if late and char == "\r":
            at += late
            settle(screen)
        event.setTimestamp(at + nth * gap)
        QApplication.sendEvent(system, event)
    settle(screen)


def settle(screen: Screen) -> None:
    """Wait until the burst is over and all that it led to is there."""
    screen.wait(lambda: not screen.sitting.reach.scanned.scanner.holding)
    QTest.qWait(_QUIET)
    screen.rest()


def issue(screen: Screen, kind: str, named: Named) -> Paper:
    def call(desk: Desk) -> Paper:
        return documents.issue(desk, kind, named).papers[0].paper

    return cast("Paper", screen.ask(call))


@pytest.fixture
def card(stocked: list[UUID], screen: Screen) -> Paper:
    return issue(screen, "firm-card", Named(firm=str(stocked[0])))


def in_a_field(screen: Screen) -> QLineEdit:
    """Put the cursor into the name of a new firm."""
    screen.go("firm-form")
    field = screen.focus()
    assert isinstance(field, QLineEdit)
    return field


@pytest.mark.parametrize("layout", [{}, AZERTY, ITALIAN_SHIFTED], ids=["own", "azerty", "shifted"])
@pytest.mark.parametrize("prefix", ["", "]Q1"])
def test_a_scan_opens_the_firm_on_any_layout_and_leaves_no_text(
    card: Paper, stocked: list[UUID], screen: Screen, layout: dict[int, int], prefix: str
) -> None:
    field = in_a_field(screen)
    strike(screen, prefix + scan_digits(card.id).translate(layout))
    assert field.text() == ""
    assert screen.window.here == "firms"
    assert card.number in screen.window.strip.text
    assert stocked


def test_a_scanner_without_enter(card: Paper, screen: Screen) -> None:
    screen.go("today")
    strike(screen, scan_digits(card.id), enter=False)
    assert screen.window.here == "firms"


def test_an_enter_that_comes_late_goes_with_the_code(stocked: list[UUID], screen: Screen) -> None:
    blank = issue(screen, "questionnaire", Named(firm=str(stocked[0])))
    strike(screen, scan_digits(blank.id) + "\r", enter=False, late=150)
    page = screen.window.page
    assert isinstance(page, QuestionnaireFormPage)
    assert page.table.currentIndex().row() == 0, "Enter would have gone on to the next statement"


@pytest.mark.parametrize("text", ["12", "20092", "02345678901", "4006381333931", "(02) 12-34"])
@pytest.mark.usefixtures("card")
def test_what_a_person_types_fast_goes_on_as_typed(screen: Screen, text: str) -> None:
    field = in_a_field(screen)
    strike(screen, text, enter=False, gap=30)
    assert field.text() == text
    assert screen.window.here == "firm-form"


def test_the_digits_of_a_paper_typed_slowly_are_text(card: Paper, screen: Screen) -> None:
    field = in_a_field(screen)
    strike(screen, scan_digits(card.id), enter=False, gap=90)
    assert field.text() == scan_digits(card.id)


def test_a_typed_form_is_asked_about_and_keeps_its_text(card: Paper, screen: Screen) -> None:
    field = in_a_field(screen)
    strike(screen, "Nuova 2", enter=False, gap=90)
    strike(screen, scan_digits(card.id))
    assert screen.window.here == "firm-form"
    assert field.text() == "Nuova 2"
    strip = screen.window.strip
    buttons = [b for b in strip.findChildren(VerbButton) if "Scarta" in b.text() and b.isVisible()]
    buttons[0].click()
    screen.rest()
    assert screen.window.here == "firms"
    assert card.number in strip.text


def test_a_misread_code_is_said_and_never_typed(card: Paper, screen: Screen) -> None:
    field = in_a_field(screen)
    digits = scan_digits(card.id)
    strike(screen, digits[:-1] + str((int(digits[-1]) + 1) % 10))
    assert field.text() == ""
    assert "cifre di controllo" in screen.window.strip.text
    strike(screen, digits[1:])
    assert field.text() == ""
    assert screen.window.here == "firm-form"


@pytest.mark.usefixtures("card")
def test_a_paper_of_another_desk_is_said_to_be_foreign(screen: Screen) -> None:
    screen.go("today")
    strike(screen, scan_digits(new_uuid()))
    assert "altro sportello" in screen.window.strip.text
    assert screen.window.here == "today"


def test_an_old_revision_says_so_and_what_changed(
    card: Paper, stocked: list[UUID], screen: Screen
) -> None:
    firm = str(stocked[0])
    screen.ask(lambda desk: firms.change(desk, firm, {"website": "www.nuovo.example"}))
    newer = issue(screen, "firm-card", Named(firm=firm))
    strike(screen, scan_digits(card.id))
    said = screen.window.strip.text
    assert newer.number in said
    assert "www.nuovo.example" in said.replace("\u200b", "")
    assert screen.window.here == "firms"


def test_a_merged_firm_opens_the_one_that_stays(
    card: Paper, stocked: list[UUID], screen: Screen
) -> None:
    screen.ask(lambda desk: joining.merge(desk, str(stocked[0]), str(stocked[1])))
    strike(screen, scan_digits(card.id))
    assert "Arredi Utopia" in screen.window.strip.text
    assert screen.window.here == "firms"


def test_a_sheet_of_signatures_opens_the_grid(stocked: list[UUID], screen: Screen) -> None:
    draft = {"title": "Primo orientamento", "kind": "group", "mode": "desk",
             "slots": [{"date": "2021-07-08", "from": "09:00", "to": "11:00"}],
             "attendances": [{"firm": str(stocked[0])}]}  # fmt: skip
    ids = cast("list[UUID]", screen.ask(lambda desk: list(sessions.add(desk, [draft])[0])))
    sheet = issue(screen, "attendance-sheet", Named(session=str(ids[0])))
    screen.go("today")
    strike(screen, scan_digits(sheet.id))
    page = screen.window.page
    assert isinstance(page, SessionsPage)
    assert page.detail.shown == ids[0]
    assert page.detail.grid.hasFocus()


def test_a_communication_opens_the_application(stocked: list[UUID], screen: Screen) -> None:
    draft = {"mission": "DUBAI-2021", "firm": str(stocked[2]),
             "arrived_at": "2021-09-09T10:00:05"}  # fmt: skip
    screen.ask(lambda desk: missions.apply(desk, [draft]))
    named = Named(firm=str(stocked[2]), mission="DUBAI-2021")
    letter = issue(screen, "communication", named)
    strike(screen, scan_digits(letter.id))
    assert screen.window.here == "application"
    shown = [label.text() for label in screen.window.page.findChildren(QLabel)]
    assert any("Vetri Chimera" in text for text in shown)


def test_an_erased_firm_is_said_to_be_erased(
    card: Paper, stocked: list[UUID], screen: Screen
) -> None:
    screen.ask(lambda desk: erasure.erase(desk, str(stocked[0])))
    screen.go("today")
    strike(screen, scan_digits(card.id))
    assert "cancellato" in screen.window.strip.text


# --- a questionnaire filled in by hand ---------------------------------------------------------


def test_a_blank_questionnaire_is_typed_back_by_digits_alone(
    stocked: list[UUID], screen: Screen
) -> None:
    blank = issue(screen, "questionnaire", Named(firm=str(stocked[0])))
    screen.go("today")
    strike(screen, scan_digits(blank.id))
    page = screen.window.page
    assert isinstance(page, QuestionnaireFormPage)
    assert page.table.hasFocus()
    assert "versione 1" in page.context()
    for _ in range(20):
        screen.type("2")
    page.save()
    screen.press(ENTER, CONTROL)  # before the first is answered
    screen.wait(lambda: screen.window.here == "sessions")
    screen.rest()
    held = answers(screen)
    assert len(held) == 1
    assert set(held[0].values()) == {2}
    assert len(held[0]) == 20


def test_only_changed_answers_are_typed_again(stocked: list[UUID], screen: Screen) -> None:
    given = {str(n): 1 for n in range(1, 21)}
    draft = {"title": "Colloquio", "kind": "individual", "mode": "desk",
             "attendances": [{"firm": str(stocked[0])}],
             "readiness": {"version": "1", "answers": given}}  # fmt: skip
    ids = cast("list[UUID]", screen.ask(lambda desk: list(sessions.add(desk, [draft])[0])))
    paper = issue(screen, "questionnaire", Named(session=str(ids[0])))
    strike(screen, scan_digits(paper.id))
    page = screen.window.page
    assert isinstance(page, QuestionnaireFormPage)
    assert [one.points for one in page.table.statements()] == [1] * 20
    screen.type("9")
    screen.type("3")
    screen.press(Qt.Key.Key_Backspace)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "sessions")
    screen.rest()
    held = answers(screen)[0]
    assert held["1"] == 3
    assert "2" not in held
    assert len(held) == 19


def test_answers_are_not_left_without_being_asked(stocked: list[UUID], screen: Screen) -> None:
    blank = issue(screen, "questionnaire", Named(firm=str(stocked[0])))
    strike(screen, scan_digits(blank.id))
    screen.type("3")
    screen.window.go("today")
    assert screen.window.here == "questionnaire-form"


def test_a_form_about_nobody_asks_for_the_firm(stocked: list[UUID], screen: Screen) -> None:
    blank = issue(screen, "questionnaire", Named())
    strike(screen, scan_digits(blank.id))
    page = screen.window.page
    assert isinstance(page, QuestionnaireFormPage)
    assert page.firm.line.hasFocus()
    screen.type("chimera")
    screen.press(ENTER)
    screen.wait(lambda: page.firm.firm is not None)
    screen.rest()
    assert page.table.hasFocus()
    screen.type("1")
    page.save()
    screen.wait(lambda: screen.window.here == "sessions")
    screen.rest()
    assert answers(screen) == [{"1": 1}]
    assert stocked


# --- whose answers, and at which session --------------------------------------------------------

TWENTY = {str(n): 1 for n in range(1, 21)}


def answered(screen: Screen, firm: UUID, version: str = "1") -> UUID:
    """Keep twenty answers of a firm at a session of its own."""
    draft = {"title": "Colloquio", "kind": "individual", "mode": "desk",
             "attendances": [{"firm": str(firm)}],
             "readiness": {"version": version, "answers": TWENTY}}  # fmt: skip
    made = screen.ask(lambda desk: list(sessions.add(desk, [draft])[0]))
    return cast("list[UUID]", made)[0]


def blank_form(screen: Screen, named: Named) -> QuestionnaireFormPage:
    """Scan a blank questionnaire and give the page that it opens."""
    strike(screen, scan_digits(issue(screen, "questionnaire", named).id))
    page = screen.window.page
    assert isinstance(page, QuestionnaireFormPage)
    return page


def choose(screen: Screen, page: QuestionnaireFormPage, place: int) -> None:
    page.session.setCurrentIndex(place)
    page.session.activated.emit(place)
    screen.rest()


def press_verb(screen: Screen, label: str) -> None:
    every = screen.window.strip.findChildren(VerbButton)
    (button,) = (b for b in every if label in b.text() and b.isVisible())  # none of one that goes
    button.click()
    screen.rest()


def saved(screen: Screen, page: QuestionnaireFormPage) -> None:
    page.save()
    screen.wait(lambda: screen.window.here == "sessions")
    screen.rest()


def points(page: QuestionnaireFormPage) -> list[int | None]:
    return [one.points for one in page.table.statements()]


def test_a_blank_of_a_firm_goes_into_a_new_session(stocked: list[UUID], screen: Screen) -> None:
    answered(screen, stocked[0])
    page = blank_form(screen, Named(firm=str(stocked[0])))
    assert page.session.count() == 2
    assert page.session.currentData() is None
    screen.type("3")
    saved(screen, page)
    assert sorted(map(len, answers(screen))) == [1, 20]


def test_a_chosen_session_shows_its_answers_and_takes_them_off_again(
    stocked: list[UUID], screen: Screen
) -> None:
    held = answered(screen, stocked[0])
    page = blank_form(screen, Named(firm=str(stocked[0])))
    choose(screen, page, 0)
    assert page.session.currentData() == held
    assert points(page) == [1] * 20
    screen.type("3")
    choose(screen, page, 1)
    assert points(page) == [3] + [None] * 19, "what is held there was taken along"


@pytest.mark.parametrize(
    ("verb", "kept"), [("Sostituisci", {"1": 3}), ("Mostra", TWENTY), ("", None)]
)
def test_typed_answers_take_the_place_of_held_ones_only_when_told_to(
    stocked: list[UUID], screen: Screen, verb: str, kept: dict[str, int] | None
) -> None:
    answered(screen, stocked[0])
    page = blank_form(screen, Named(firm=str(stocked[0])))
    screen.type("3")
    choose(screen, page, 0)
    assert points(page)[:2] == [3, None]
    assert "già" in screen.window.strip.text
    if kept is None:
        page.save()
        screen.rest()
        assert screen.window.here == "questionnaire-form"
        assert answers(screen) == [TWENTY]
        return
    press_verb(screen, verb)
    saved(screen, page)
    assert answers(screen) == [kept]


def test_answers_are_never_kept_under_a_firm_whose_name_is_being_changed(
    stocked: list[UUID], screen: Screen
) -> None:
    answered(screen, stocked[2])
    page = blank_form(screen, Named())
    screen.type("chimera")
    screen.press(ENTER)
    screen.wait(lambda: page.firm.firm is not None)
    screen.rest()
    choose(screen, page, 0)
    screen.type("3")
    page.firm.line.setFocus()
    screen.type("x")
    screen.rest()
    assert page.session.count() == 1
    assert points(page) == [3] + [None] * 19, "what is held of the firm before stayed"
    page.save()
    screen.rest()
    assert "Scegli" in screen.window.strip.text
    assert answers(screen) == [TWENTY]


def test_a_firm_that_was_just_picked_is_waited_for(stocked: list[UUID], screen: Screen) -> None:
    page = blank_form(screen, Named())
    screen.type("chimera")
    screen.press(ENTER)
    screen.wait(lambda: page.firm.firm is not None)
    screen.rest()
    screen.type("3")
    first = page.firm.firm
    assert first is not None
    page.firm.picked.emit(replace(first, id=stocked[0]))  # the desk has not answered yet
    page.save()
    assert "appena" in screen.window.strip.text
    screen.rest()
    assert answers(screen) == []
    assert screen.window.here == "questionnaire-form"
    saved(screen, page)

    def firms_of(desk: Desk) -> list[UUID]:
        return [r.firm for held in sessions.sheets(desk) for r in held.readiness]

    assert screen.ask(firms_of) == [stocked[0]]


def answers(screen: Screen) -> list[dict[str, int]]:
    def call(desk: Desk) -> list[dict[str, int]]:
        return [dict(r.answers) for held in sessions.sheets(desk) for r in held.readiness]

    return cast("list[dict[str, int]]", screen.ask(call))
