"""The command box, by keys alone: commands and records, odd texts, late answers, the way back."""

import threading
from collections.abc import Callable, Iterator
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.documents import scan_digits
from desktop.domain.records import Paper
from desktop.services import documents, finding, missions, sessions
from desktop.services.desk import Desk, new_uuid
from desktop.services.documents import Named
from desktop.services.finding import Answer
from tests.builders import GROUP_SESSION
from tests.ui.conftest import CONTROL, Screen
from ui import tokens
from ui.box import CommandBox
from ui.forms.page import FormPage
from ui.pages.firms import FirmsPage
from ui.pages.missions import MissionsPage
from ui.pages.papers import PapersPage
from ui.pages.sessions import SessionsPage
from ui.widgets.answers import GroupedEntry

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


def opened(screen: Screen) -> CommandBox:
    """Open the box by its key."""
    screen.press(Qt.Key.Key_K, CONTROL)
    box = screen.sitting.reach.box
    screen.wait(lambda: box.isVisible() and box.line.hasFocus())
    return box


def entries(box: CommandBox) -> list[GroupedEntry]:
    rows = (box.list.rows.row(n) for n in range(box.list.rows.rowCount()))
    return [row for row in rows if isinstance(row, GroupedEntry)]


def titles(box: CommandBox) -> list[str]:
    return [entry.title for entry in entries(box)]


def groups(box: CommandBox) -> list[str]:
    return [entry.group for entry in entries(box) if entry.group]


def chosen(box: CommandBox) -> str:
    entry = box.list.rows.row(box.list.currentIndex().row())
    return "" if entry is None else entry.title


def paste(screen: Screen, text: str) -> None:
    QApplication.clipboard().setText(text)
    screen.press(Qt.Key.Key_V, CONTROL)


def search(screen: Screen, text: str) -> CommandBox:
    """Open the box, type, and wait for the answers."""
    box = opened(screen)
    screen.type(text)
    screen.rest()
    return box


@pytest.fixture
def session(stocked: list[UUID], screen: Screen) -> UUID:
    assert stocked
    ids, _ = cast(
        "tuple[tuple[UUID, ...], object]",
        screen.ask(lambda desk: sessions.add(desk, [GROUP_SESSION])),
    )
    return ids[0]


@pytest.fixture
def paper(stocked: list[UUID], screen: Screen) -> Paper:
    def call(desk: Desk) -> Paper:
        named = Named(firm=str(stocked[0]))
        return documents.issue(desk, "firm-card", named, languages=["it"]).papers[0].paper

    return cast("Paper", screen.ask(call))


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Hold the search back until the gate is opened."""
    find, open_gate = finding.find, threading.Event()

    def late(desk: Desk, text: str, **options: object) -> list[Answer]:
        open_gate.wait(timeout=20)
        return find(desk, text, language=str(options["language"]))

    monkeypatch.setattr(finding, "find", late)
    yield open_gate
    open_gate.set()


# --- what is found and opened -----------------------------------------------------------------


def test_a_firm_is_found_and_opened(stocked: list[UUID], screen: Screen) -> None:
    box = search(screen, "citta ver")
    assert (groups(box), chosen(box)) == (["Imprese"], "Città Verde Esempio S.r.l.")
    assert entries(box)[0].under == "Cinisello Balsamo (MI) · 00000010157"
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    assert not box.isVisible()
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    assert page.list.chosen_key() == stocked[0]


def test_a_person_leads_to_her_firm(stocked: list[UUID], screen: Screen) -> None:
    box = search(screen, "prova lia utopia")
    assert [(e.group, e.title, e.under) for e in entries(box)] == [
        ("Persone", "Prova Lia", "Arredi Utopia S.r.l. · export manager")
    ]
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    assert page.list.chosen_key() == stocked[1]


def test_a_session_is_found_and_opened(session: UUID, screen: Screen) -> None:
    box = search(screen, "orientam 8/7/2021")
    assert groups(box) == ["Sessioni"]
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "sessions")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, SessionsPage)
    assert page.detail.shown == session


def test_a_mission_is_found_and_opened(screen: Screen) -> None:
    box = search(screen, "dubai-2021")
    assert groups(box) == ["Missioni"]
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "missions")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, MissionsPage)
    mission = screen.ask(lambda desk: missions.listed(desk)[0].id)
    assert page.list.chosen_key() == mission


def test_a_paper_is_found_by_a_scanner_that_ends_with_enter(paper: Paper, screen: Screen) -> None:
    opened(screen)
    screen.type(scan_digits(paper.id))
    screen.press(ENTER)  # before the store has answered
    screen.wait(lambda: screen.window.here == "papers")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, PapersPage)
    assert page.list.chosen_key() == paper.number


def test_a_paper_of_another_desk_is_said_to_be_unknown(screen: Screen) -> None:
    box = search(screen, scan_digits(new_uuid()))
    assert "non conosce" in box.said
    assert titles(box) == []
    screen.press(ENTER)
    assert box.isVisible()


def test_groups_stand_in_one_order(session: UUID, paper: Paper, screen: Screen) -> None:
    assert session.version
    assert paper.number
    box = search(screen, "e")
    wanted = ["Comandi", "Imprese", "Persone", "Sessioni", "Missioni", "Carte"]
    assert groups(box) == [title for title in wanted if title in groups(box)]
    box.line.clear()
    screen.type("esempio")
    screen.rest()
    assert groups(box) == ["Imprese", "Carte"]


# --- commands ---------------------------------------------------------------------------------


def test_the_empty_box_shows_what_can_be_done_here(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firms", stocked[0])
    box = opened(screen)
    assert groups(box) == [
        "In questa pagina", "Vai a", "Crea", "Scambio", "Sportello e impostazioni",
    ]  # fmt: skip
    caps = {entry.title: entry.cap for entry in entries(box)}
    assert caps["Nuova impresa"] == "Ctrl+N"
    assert caps["Modifica"] == "F2"
    assert caps["Sessioni"] == "Ctrl+3"
    assert titles(box).count("Nuova impresa") == 1


def test_a_page_is_opened_by_its_name_without_the_store(
    screen: Screen, gate: threading.Event
) -> None:
    box = opened(screen)
    screen.type("miss")
    assert chosen(box) == "Missioni"
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "missions")
    gate.set()


def test_an_angle_restricts_to_commands(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    box = search(screen, ">nuov")
    assert groups(box) == ["Comandi"]
    assert set(titles(box)) == {"Nuova impresa", "Nuova sessione", "Nuova missione",
                                "Nuova domanda"}  # fmt: skip
    box.line.clear()
    screen.type(">verde")
    screen.rest()
    assert titles(box) == []
    assert box.said == "Nessun comando corrisponde a «verde»."


@pytest.mark.parametrize(
    ("typed", "page"),
    [(">nuova impresa", "firm-form"), (">nuova sess", "session-form"),
     (">nuova miss", "mission-form"), (">nuova dom", "application-form"),
     (">importa", "imports"), (">impost", "settings"), (">tutti i tasti", "keys")],
)  # fmt: skip
def test_what_can_be_made_or_opened_is_a_command(screen: Screen, typed: str, page: str) -> None:
    search(screen, typed)
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == page)
    screen.rest()


def test_theme_copy_and_undo_are_commands(screen: Screen) -> None:
    before = search(screen, "colori scuri")
    screen.press(ENTER)
    screen.wait(lambda: tokens.of(screen.window.palette()) is tokens.DARK)
    screen.wait(lambda: screen.sitting.reach.box is not before)  # the window is built anew
    screen.rest()
    screen.sitting.dress("light")
    search(screen, "copia ora")
    screen.press(ENTER)
    screen.wait(lambda: "Copia fatta e verificata" in screen.window.strip.text)
    screen.rest()
    assert "Copia verificata" in screen.window.status.copy.text()
    search(screen, "annulla")
    screen.press(ENTER)
    screen.wait(lambda: "nulla da annullare" in screen.window.strip.text)


def test_arrows_and_pages_move_while_the_cursor_stays(screen: Screen) -> None:
    box = opened(screen)
    all_titles = titles(box)
    screen.press(Qt.Key.Key_Down)
    assert chosen(box) == all_titles[1]
    screen.press(Qt.Key.Key_Up)
    screen.press(Qt.Key.Key_Up)
    assert chosen(box) == all_titles[-1]
    screen.press(Qt.Key.Key_Down)
    assert chosen(box) == all_titles[0]
    screen.press(Qt.Key.Key_PageDown)
    assert all_titles.index(chosen(box)) > 2
    screen.press(Qt.Key.Key_PageUp)
    assert chosen(box) == all_titles[0]
    screen.press(Qt.Key.Key_Tab)
    assert chosen(box) == all_titles[1]
    assert screen.focus() is box.line


# --- the way back -----------------------------------------------------------------------------


def test_escape_returns_the_cursor_into_the_field(screen: Screen) -> None:
    screen.go("firm-form")
    screen.type("Officine Facsimile")
    field = screen.focus()
    assert isinstance(field, QLineEdit)
    for _ in range(9):
        screen.press(Qt.Key.Key_Left)
    box = opened(screen)  # some fields would cut the rest of the line
    assert field.text() == "Officine Facsimile"
    screen.type("qualcosa")
    screen.press(ESCAPE)
    screen.wait(lambda: not box.isVisible())
    assert screen.focus() is field
    assert (field.text(), field.cursorPosition()) == ("Officine Facsimile", 9)
    assert screen.window.here == "firm-form"
    assert opened(screen).line.text() == ""


def test_escape_returns_the_cursor_into_the_list(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firms", stocked[1])
    before = screen.focus()
    opened(screen)
    screen.press(ESCAPE)
    assert screen.focus() is before


def test_a_form_in_mid_typing_asks_before_it_is_left(screen: Screen) -> None:
    screen.go("firm-form")
    screen.type("Officine")
    search(screen, "missioni")
    screen.press(ENTER)
    screen.wait(lambda: "non è salvato" in screen.window.strip.text)
    assert screen.window.here == "firm-form"
    page = screen.window.page
    assert isinstance(page, FormPage)
    assert page.form is not None
    assert page.form.fields["name"].value() == "Officine"
    screen.press(Qt.Key.Key_Space)  # go on writing
    assert screen.focus() is page.form.fields["name"].editor.widget


def test_keys_of_the_page_behind_do_nothing(screen: Screen) -> None:
    screen.go("firms")
    box = opened(screen)
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.press(Qt.Key.Key_F6)
    assert box.isVisible()
    assert (screen.window.here, screen.focus()) == ("firms", box.line)


@pytest.mark.usefixtures("stocked")
def test_a_page_that_takes_the_cursor_meanwhile_gets_it_after_escape(screen: Screen) -> None:
    screen.go("firms")
    box = opened(screen)
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    page.search.setFocus()
    screen.wait(box.line.hasFocus)
    screen.press(ESCAPE)
    assert screen.focus() is page.search


def test_a_click_beside_the_box_closes_it(screen: Screen) -> None:
    box = opened(screen)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().bottomLeft())
    assert not box.isVisible()


# --- odd texts, late answers ------------------------------------------------------------------


@pytest.mark.parametrize("text", ['"', "%", "NEAR(", "a" * 10_000, "   ", "OR verde", "*", "\\"])
def test_odd_texts_find_nothing_and_fail_nowhere(
    stocked: list[UUID], screen: Screen, text: str
) -> None:
    assert stocked
    box = opened(screen)
    paste(screen, text)
    screen.rest()
    assert screen.window.strip.text == ""
    if not text.strip():
        assert "Vai a" in groups(box)
        return
    assert not {"Imprese", "Persone", "Carte", "Comandi"} & set(groups(box))
    assert box.said.startswith("Niente corrisponde")
    assert len(box.said) < 100


def test_signs_round_a_name_do_not_hide_it(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    for text in ('"verde"', "verde*", "verde%"):
        box = search(screen, text)
        assert titles(box) == ["Città Verde Esempio S.r.l."]
        screen.press(ESCAPE)


def test_what_nothing_answers_can_be_registered(screen: Screen) -> None:
    box = search(screen, "Officine Facsimile")
    assert box.said == "Niente corrisponde a «Officine Facsimile»."
    assert titles(box) == ["Registra «Officine Facsimile»"]
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "firm-form")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, FormPage)
    assert page.form is not None
    assert page.form.fields["name"].value() == "Officine Facsimile"


def shown_over_time(box: CommandBox) -> Callable[[], set[str]]:
    seen: set[str] = set()
    box.list.rows.modelReset.connect(lambda: seen.update(titles(box)))
    return lambda: seen


def test_a_stale_answer_is_not_shown(
    stocked: list[UUID], screen: Screen, gate: threading.Event
) -> None:
    assert stocked
    box = opened(screen)
    seen = shown_over_time(box)
    screen.type("verde")
    for _ in "verde":
        screen.press(Qt.Key.Key_Backspace)
    screen.type("chimera")
    gate.set()
    screen.rest()
    assert titles(box) == ["Vetri Chimera S.n.c."]
    assert "Città Verde Esempio S.r.l." not in seen()


def test_an_answer_that_comes_after_the_text_is_gone_is_not_shown(
    stocked: list[UUID], screen: Screen, gate: threading.Event
) -> None:
    assert stocked
    box = opened(screen)
    screen.type("verde")
    box.line.selectAll()
    screen.type(">")
    gate.set()
    screen.rest()
    assert "Imprese" not in groups(box)
    assert "Città Verde Esempio S.r.l." not in titles(box)


def test_enter_before_the_answer_waits_for_it(
    stocked: list[UUID], screen: Screen, gate: threading.Event
) -> None:
    box = opened(screen)
    screen.type("chimera")
    screen.press(ENTER)
    assert box.isVisible()
    gate.set()
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    assert page.list.chosen_key() == stocked[2]


# --- looks and names --------------------------------------------------------------------------


def test_line_list_and_entries_have_names(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    box = search(screen, "verde")
    told = [QAccessible.queryAccessibleInterface(w) for w in (box, box.line, box.list)]
    names = [one.text(QAccessible.Text.Name) for one in told]
    assert names == ["Cerca o comanda", "Cerca o comanda", "Comandi e risultati"]
    first = told[2].child(3)
    assert first is not None
    said = first.text(QAccessible.Text.Name)
    assert said.startswith("Imprese, Città Verde Esempio S.r.l., Cinisello Balsamo")


@pytest.mark.parametrize("size", [(1366, 768), (683, 384), (420, 300)])
def test_the_box_fits_the_window(screen: Screen, size: tuple[int, int]) -> None:
    screen.window.setMinimumSize(200, 200)
    screen.window.resize(*size)
    box = opened(screen)
    window, frame = box.rect(), box.frame.geometry()
    assert window.contains(frame)
    assert frame.width() == min(640, size[0] - 24)
    assert abs(frame.center().x() - window.center().x()) <= 1
    screen.window.resize(900, 560)
    screen.wait(lambda: box.frame.width() == 640)


def test_the_field_in_the_top_bar_opens_the_box(screen: Screen) -> None:
    finder = screen.window.top.finder
    finder.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(screen.sitting.reach.box.line.hasFocus)
    screen.press(ESCAPE)
    assert screen.focus() is finder
    assert finder.width() == 260
    screen.window.setMinimumSize(200, 200)
    screen.window.resize(420, 400)
    screen.wait(lambda: finder.width() < 40)


# --- place ------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1366, 768), (960, 540), (683, 384)])
def test_the_box_ends_on_a_whole_entry_above_the_status_bar(
    stocked: list[UUID], screen: Screen, size: tuple[int, int]
) -> None:
    assert stocked
    screen.window.resize(*size)
    screen.rest()
    box = opened(screen)
    rows, seen = box.list.rows.rowCount(), box.list.viewport().height()
    ends = [box.list.rowViewportPosition(n) + box.list.rowHeight(n) for n in range(rows)]
    assert seen + 1 in ends
    bottom = box.frame.mapTo(screen.window, box.frame.rect().bottomLeft()).y()
    assert bottom < screen.window.status.mapTo(screen.window, QPoint(0, 0)).y()


def test_verbs_that_folded_are_commands_too(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firms", stocked[0])
    box = opened(screen)
    assert "Togli l’impresa" in titles(box)
