"""Who may join, and why, by keyboard alone: groups, reasons, moves, a selection, what was kept."""

import re
from datetime import date
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from desktop.domain.records import ApplicationState, Paper
from desktop.services import documents, evaluating, firms, missions, selecting, sessions
from desktop.services.desk import Desk
from tests.ui.conftest import CONTROL, Screen
from tests.ui.keys import take_from_menu
from tests.ui.test_firm_measures import change
from tests.ui.test_house import by_arrows, focusable
from tests.ui.test_missions_page import DUBAI, apply, entered, opened
from ui.pages.application import ApplicationPage
from ui.pages.firms import FirmsPage
from ui.pages.missions import MissionsPage
from ui.widgets.grouped import Heading
from ui.widgets.labels import Words
from ui.widgets.tellings import Tellings

ENTER, DOWN, TAB = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Tab
ALT = Qt.KeyboardModifier.AltModifier
CODE = re.compile(r"[A-Z]{3,}(_[A-Z]{2,})+")
READY: dict[str, object] = {
    "rea": "MI-1446792", "sectors": ["green-economy"], "profile": {"en": "Glass."},
    "privacy_notice": {"version": "3", "given_on": "2021-06-01"},
    "accounts": [{"year": y, "staff": "12", "turnover": "3000000", "balance": "2500000"}
                 for y in (2019, 2020)],
    "declarations": [{"code": "DURC", "date": "2021-08-01", "outcome": "regular"},
                     {"code": "DIR", "year": 2020, "outcome": "regular"},
                     {"code": "EXP", "date": "2021-08-01", "outcome": "regular"}],
}  # fmt: skip
ATTENDED = {
    "title": "Formazione", "kind": "group", "line": "L1", "market": "AE",
    "slots": [{"date": "2021-07-08", "from": "09:00", "to": "11:00"}],
}  # fmt: skip


@pytest.fixture
def arrived(stocked: list[UUID], screen: Screen) -> list[UUID]:
    """Let the three firms apply: the last two lack nearly everything, one is in liquidation."""
    ids = apply(screen, stocked)
    change(screen, stocked[1], status="liquidation")
    return ids


def headings(page: MissionsPage) -> list[str]:
    rows = (page.detail.table.rows.row(n) for n in range(page.detail.table.rows.rowCount()))
    return [row.in_words() for row in rows if isinstance(row, Heading)]


def application_page(screen: Screen) -> ApplicationPage:
    screen.wait(lambda: screen.window.here == "application")
    page = screen.window.page
    assert isinstance(page, ApplicationPage)
    screen.wait(lambda: page.sheet is not None)
    screen.rest()
    return page


def told(list_: Tellings) -> list[str]:
    return [row.accessibleName() for row in list_.rows]


def state_of(screen: Screen, application: UUID) -> ApplicationState:
    held = {e.application.id: e.application for e in entered(screen)}
    return held[application].state


@pytest.mark.usefixtures("arrived")
def test_applications_stand_in_groups_that_the_arrows_pass_over(screen: Screen) -> None:
    page = opened(screen)
    said = headings(page)
    assert [text.rsplit(",", 1)[0] for text in said] == ["Da integrare 2", "Non ammissibili 1"]
    table = page.detail.table
    table.setFocus()
    seen = []
    for _ in range(4):
        row = table.chosen_entry()
        assert row is not None
        seen.append(row.entered.firm.name)
        screen.press(DOWN)
    assert seen == ["Vetri Chimera S.n.c.", "Città Verde Esempio S.r.l.",
                    "Arredi Utopia S.r.l.", "Arredi Utopia S.r.l."]  # fmt: skip
    first = str(table.rows.index(table.currentIndex().row(), 5).data())
    assert "motivi: L’impresa risulta in liquidazione" in first


def test_all_reasons_are_one_key_away_with_source_and_what_would_mend_them(
    arrived: list[UUID], screen: Screen
) -> None:
    page = opened(screen)
    page.detail.table.setFocus()
    screen.press(ENTER)
    page_ = application_page(screen)
    assert page_.sheet is not None
    assert page_.sheet.entered.application.id == arrived[2]
    screen.wait(page_.why.rows[0].hasFocus)
    reasons = page_.sheet.judged.eligibility.reasons
    assert len(page_.why.rows) + len(page_.met.rows) == len(reasons) + 1
    assert told(page_.why)[-1] == "E se… Con tutto questo in ordine sarebbe: ammissibile."
    assert not any(".." in said for said in told(page_.why) + told(page_.met))
    durc = next(text for text in told(page_.why) if "Manca il DURC" in text)
    assert durc.startswith("Da integrare. Manca il DURC")
    assert "Con un DURC valido" in durc
    assert "Non basta: sarebbe da integrare" in durc
    assert durc.endswith("D.M. 30 gennaio 2015, art. 7")
    for _ in page_.why.rows:
        screen.press(DOWN)
    assert page_.met.rows[0].hasFocus()
    screen.press(Qt.Key.Key_Escape)
    screen.wait(lambda: screen.window.here == "missions")
    screen.rest()


@pytest.mark.usefixtures("arrived")
def test_codes_of_rules_stand_in_the_tooltip_alone(screen: Screen) -> None:
    page = opened(screen)
    judged = next(w.text() for w in page.detail.foot.findChildren(Words) if "Valutate" in w.text())
    assert judged.endswith("con le regole del programma, versione 1")
    page.detail.table.setFocus()
    screen.press(ENTER)
    page_ = application_page(screen)
    screen.wait(page_.why.rows[0].hasFocus)
    shown = [words.text() for words in page_.findChildren(Words)]
    assert [text for text in shown if CODE.search(text) or "-2021/" in text] == []
    held = [row.toolTip() for row in (*page_.why.rows[:-1], *page_.met.rows)]
    assert all(CODE.search(text) for text in held)
    assert any(text.startswith("Regole del programma, versione 1 · ") for text in held)


@pytest.mark.usefixtures("arrived")
def test_the_next_application_is_one_key_away(screen: Screen) -> None:
    page = opened(screen)
    page.detail.table.setFocus()
    screen.press(ENTER)
    page_ = application_page(screen)
    names = []
    for _ in range(3):
        assert page_.sheet is not None
        names.append(page_.sheet.entered.firm.name)
        screen.press(DOWN, ALT)
        screen.rest()
    assert names == ["Vetri Chimera S.n.c.", "Città Verde Esempio S.r.l.", "Arredi Utopia S.r.l."]
    screen.press(Qt.Key.Key_Up, ALT)
    screen.rest()
    assert page_.sheet is not None
    assert page_.sheet.entered.firm.name == "Città Verde Esempio S.r.l."


def test_only_states_that_may_follow_are_offered_and_a_move_needs_its_reason(
    arrived: list[UUID], screen: Screen
) -> None:
    screen.go("application", (missions_id(screen), arrived[0]))
    page = application_page(screen)
    card = page.state
    offered = [card.next.itemData(n) for n in range(card.next.count())]
    assert offered == ["under_review", "renounced"]
    screen.press(ENTER, CONTROL)
    assert card.message.text == "Scrivi il motivo: resta nella domanda."
    assert card.why.hasFocus()
    screen.type("uno sbaglio")
    screen.press(Qt.Key.Key_Escape)
    assert (card.why.text(), screen.window.here) == ("", "application")
    screen.type("istruttoria aperta")
    screen.press(ENTER)
    screen.wait(lambda: state_of(screen, arrived[0]) is ApplicationState.UNDER_REVIEW)
    screen.rest()
    assert "in istruttoria" in screen.window.strip.text
    assert card.next.itemData(0) == "to_complete"
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: state_of(screen, arrived[0]) is ApplicationState.SUBMITTED)
    screen.rest()


def test_the_page_of_an_application_is_walked_by_tab_and_all_has_names(
    arrived: list[UUID], screen: Screen
) -> None:
    screen.go("application", (missions_id(screen), arrived[1]))
    page = application_page(screen)
    wanted = [w for w in focusable(screen) if w.isEnabled() and not by_arrows(w)]
    assert [w for w in wanted if not w.accessibleName() and not hasattr(w, "text")] == []
    assert sum(w in page.why.rows for w in wanted) == 1, "the arrows lead to the others"
    reached = []
    for _ in wanted:
        screen.press(TAB)
        reached.append(screen.focus())
    assert [w.accessibleName() for w in wanted if not any(w is r for r in reached)] == []


def missions_id(screen: Screen) -> UUID:
    return cast("UUID", screen.ask(lambda desk: missions.listed(desk)[0].id))


def test_where_the_way_ends_no_state_is_offered(arrived: list[UUID], screen: Screen) -> None:
    screen.ask(lambda desk: selecting.move(desk, str(arrived[0]), "renounced", "rinuncia"))
    screen.go("application", (missions_id(screen), arrived[0]))
    page = application_page(screen)
    assert not page.state.next.isVisible()
    screen.press(ENTER, CONTROL)
    screen.rest()
    assert state_of(screen, arrived[0]) is ApplicationState.RENOUNCED


def ready(screen: Screen, stocked: list[UUID]) -> list[UUID]:
    """Let all three firms have what the mission asks, two of them arrived in one second."""

    def call(desk: Desk) -> list[UUID]:
        for firm in stocked:
            firms.change(desk, str(firm), READY)
        presences = [{"firm": str(firm), "slot": 0, "in": "09:00", "out": "11:00",
                      "person": {"family_name": "Prova", "given_name": "Lia"}}
                     for firm in stocked]  # fmt: skip
        sessions.add(desk, [ATTENDED | {"attendances": presences}])
        missions.change(desk, DUBAI, {"seats": 2, "quorum": 2})
        drafts = [{"mission": DUBAI, "firm": str(firm), "arrived_at": at, "export_only": True}
                  for firm, at in zip(stocked, ("2021-09-08T10:00:05", "2021-09-08T10:00:01",
                                                "2021-09-08T10:00:05"), strict=True)]  # fmt: skip
        return list(missions.apply(desk, drafts)[0])

    return cast("list[UUID]", screen.ask(call))


def test_a_selection_is_made_with_its_seed_and_taken_back_whole(
    stocked: list[UUID], screen: Screen
) -> None:
    ids = ready(screen, stocked)
    page = opened(screen)
    detail = page.detail
    assert headings(page)[0].startswith("Ammissibili 3"), headings(page)
    detail.tabs.setFocus()
    screen.press(Qt.Key.Key_Right)
    assert detail.selection.isVisible()
    while not detail.selection.seed.hasFocus():
        screen.press(TAB)
    screen.type("4a")
    screen.press(ENTER)
    assert detail.selection.message.text == "Scrivi solo cifre, o lascia vuoto."
    detail.selection.seed.selectAll()
    screen.type("4711")
    screen.press(ENTER)
    screen.wait(lambda: "Selezione fatta: 2 ammesse, 1 in riserva" in screen.window.strip.text)
    screen.rest()
    states = [state_of(screen, one) for one in ids]
    assert states[1] is ApplicationState.SELECTED
    assert sorted(s.value for s in states) == ["reserve", "selected", "selected"]
    lines = detail.selection.table.entries()
    assert [line.place for line in lines] == [1, 2, 3]
    assert lines[2].reserve == 1
    (ranking,) = cast("list[object]", screen.ask(lambda desk: selecting.rankings(desk, DUBAI)))
    assert getattr(ranking, "seed") == 4711  # noqa: B009 - an object of the store
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: state_of(screen, ids[1]) is ApplicationState.SUBMITTED)
    screen.rest()
    assert screen.ask(lambda desk: selecting.rankings(desk, DUBAI)) == []


def test_a_selection_is_made_once_however_often_it_is_pressed(
    stocked: list[UUID], screen: Screen
) -> None:
    ready(screen, stocked)
    pane = opened(screen).detail.selection
    for _ in range(3):
        pane.select()  # before the first is answered
    screen.rest()
    assert len(cast("list[object]", screen.ask(lambda desk: selecting.rankings(desk, DUBAI)))) == 1
    pane.select()
    screen.rest()
    assert len(cast("list[object]", screen.ask(lambda desk: selecting.rankings(desk, DUBAI)))) == 2


def issued(screen: Screen) -> list[Paper]:
    take_from_menu(screen)
    screen.wait(lambda: screen.window.here == "papers")
    screen.rest()
    return cast("list[Paper]", screen.ask(documents.listed))


def test_the_minutes_are_printed_where_the_selection_is_shown(
    stocked: list[UUID], screen: Screen
) -> None:
    ready(screen, stocked)
    screen.ask(lambda desk: selecting.run(desk, DUBAI, 7))
    page = opened(screen)
    page.detail.tabs.setCurrentIndex(1)
    page.detail.selection.minutes_button.setFocus()
    screen.press(Qt.Key.Key_Space)
    (paper,) = issued(screen)
    assert (paper.kind, paper.language) == ("selection-minutes", "it")


def test_the_reasons_of_an_application_are_printed_and_kept(
    arrived: list[UUID], screen: Screen
) -> None:
    screen.go("application", (missions_id(screen), arrived[1]))
    application_page(screen)
    screen.press(Qt.Key.Key_P, CONTROL)
    (paper,) = issued(screen)
    assert paper.kind == "eligibility-report"
    assert "PROCEDURA_IN_CORSO" in paper.content
    kept = screen.ask(lambda desk: [e.application for e in evaluating.kept(desk, DUBAI)])
    assert kept == [arrived[1]]


def test_what_was_kept_stands_beside_what_is_judged_now(
    stocked: list[UUID], screen: Screen
) -> None:
    ids = ready(screen, stocked)

    def keep(desk: Desk) -> object:
        return evaluating.keep(desk, evaluating.of_mission(desk, DUBAI, date(2021, 9, 8)))

    screen.ask(keep)
    screen.go("application", (missions_id(screen), ids[0]))
    page = application_page(screen)
    assert told(page.kept)[1] == "Valutata oggi è uguale, motivo per motivo."
    change(screen, stocked[0], status="liquidation")
    screen.wait(lambda: len(page.kept.rows) > 2)
    said = told(page.kept)
    assert said[0].startswith("Era: ammissibile")
    assert any("nuovo. L’impresa risulta in liquidazione" in text for text in said)
    assert any("non c’è più. L’impresa risulta attiva" in text for text in said)
    detail = opened(screen).detail
    row = next(r for r in detail.table.entries() if r.entered.application.id == ids[0])
    assert row.judgement.changed


def test_without_an_application_the_page_leads_to_the_mission(screen: Screen) -> None:
    screen.go("application")
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: screen.window.here == "missions")
    screen.rest()


@pytest.mark.usefixtures("arrived")
def test_the_folder_says_what_is_missing_and_leads_to_where_it_is_supplied(
    screen: Screen,
) -> None:
    page = opened(screen)
    table = page.detail.table
    place = table.rows.place_of(lambda row: not isinstance(row, Heading))
    shares = [str(table.rows.index(n, 4).data()) for n in range(place, table.rows.rowCount())]
    assert any(said.endswith("\N{NO-BREAK SPACE}%") for said in shares)
    table.setFocus()
    screen.press(ENTER)
    page_ = application_page(screen)
    before = page_.folder.missing.rows
    assert before
    profile = next(row for row in before if "Profilo" in row.telling.said)
    assert re.search(r"entro (il |l’)\d+º? \w+ 2021", profile.telling.below[-1])
    profile.setFocus()
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "firm-form")
    screen.rest()
    assert isinstance(screen.focus(), QPlainTextEdit), "the cursor is in the profile"
    screen.type("Water.")
    screen.press(ENTER, CONTROL)
    page_ = application_page(screen)
    screen.wait(lambda: len(page_.folder.missing.rows) == len(before) - 1)
    passport = next(r for r in page_.folder.missing.rows if "assaport" in r.telling.said)
    QTest.mouseClick(passport, Qt.MouseButton.LeftButton)
    screen.wait(lambda: screen.window.here == "application-form")
    screen.rest()


def test_from_the_reasons_the_firm_is_opened_and_a_change_leads_back_to_them(
    arrived: list[UUID], stocked: list[UUID], screen: Screen
) -> None:
    screen.go("application", (missions_id(screen), arrived[1]))
    page = application_page(screen)
    screen.press(Qt.Key.Key_O, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    firms_page = screen.window.page
    assert isinstance(firms_page, FirmsPage)
    assert firms_page.list.chosen_key() == stocked[1]
    screen.press(Qt.Key.Key_Left, ALT)
    application_page(screen)
    for key, modifiers in ((ENTER, CONTROL), (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)):
        screen.press(Qt.Key.Key_F2)
        screen.wait(lambda: screen.window.here == "application-form")
        screen.rest()
        screen.press(key, modifiers)
        assert application_page(screen) is page
        assert page.sheet is not None
        assert page.sheet.entered.application.id == arrived[1]
