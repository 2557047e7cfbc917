"""The figures of a quarter on the window: counted, read, saved, issued, by keys alone."""

from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.services import documents, firms, sessions
from tests.builders import GROUP_SESSION, firm_draft
from tests.ui.conftest import CONTROL, Screen
from ui.pages.indicators import IndicatorsPage
from ui.widgets.grouped import Heading
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.domain.records import Paper
    from ui.pages.papers import PapersPage

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


def the_page(screen: Screen) -> IndicatorsPage:
    page = screen.window.page
    assert isinstance(page, IndicatorsPage)
    return page


def told(page: IndicatorsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def figures(page: IndicatorsPage) -> dict[str, tuple[str, str, str]]:
    return {line.name: (line.now, line.before, line.more) for line in page.table.entries()[:24]}


@pytest.fixture
def summer(screen: Screen) -> IndicatorsPage:
    """Count a quarter in which three firms were entered and one session was held."""
    screen.ask(lambda desk: firms.add(desk, [firm_draft(n) for n in range(3)]))
    screen.ask(lambda desk: sessions.add(desk, [GROUP_SESSION]))
    screen.go("indicators")
    page = the_page(screen)
    page.quarter.setCurrentIndex(0)  # the clock stands in September 2021
    page.refetch()
    screen.rest()
    screen.wait(lambda: page.source is not None)
    return page


def test_a_quarter_is_counted_and_each_figure_says_how(
    summer: IndicatorsPage, screen: Screen
) -> None:
    assert summer.quarter.currentText() == "3º trimestre 2021"
    held = figures(summer)
    assert held["Imprese nuove"] == ("3", "0", "+3")
    assert held["Sessioni di formazione"] == ("1", "0", "+1")
    summer.table.setFocus()
    screen.wait(lambda: "secondo il registro delle modifiche" in told(summer))
    screen.press(DOWN)
    screen.wait(lambda: "fino all’ultimo giorno del periodo" in told(summer))
    assert "incontri B2B" in told(summer)
    assert "Il periodo non è finito" in told(summer)
    headings = [summer.table.rows.row(n) for n in range(summer.table.rows.rowCount())]
    titles = [one for one in headings if isinstance(one, Heading)]
    assert "Imprese" in [one.words for one in titles]
    assert {one.meaning for one in titles} == {""}, "a title says nothing that a mark could say"


@pytest.mark.usefixtures("summer")
def test_another_quarter_is_chosen_by_the_arrows(screen: Screen) -> None:
    page = the_page(screen)
    page.quarter.setFocus()
    screen.press(DOWN)
    screen.rest()
    screen.wait(lambda: page.source is None)
    assert "Alla fine del 2º trimestre 2021 non risulta registrato nulla." in told(page)
    assert [verb.text for verb in page.verbs()] == ["Conta"]


@pytest.mark.usefixtures("summer")
def test_the_report_is_issued_by_a_key_and_shown_among_the_papers(screen: Screen) -> None:
    the_page(screen).table.setFocus()
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "papers")
    page = cast("PapersPage", screen.window.page)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    (paper,) = cast("list[Paper]", screen.ask(documents.listed))
    assert (paper.kind, paper.language) == ("quarterly-report", "it")
    assert "Terzo trimestre 2021" in paper.content


def test_the_workbook_is_saved_where_it_is_asked_for(
    summer: IndicatorsPage, screen: Screen, tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(name: str) -> Path:
        asked.append(name)
        return tmp_path / "dati"

    summer.choose_path = choose
    summer.table.setFocus()
    screen.press(Qt.Key.Key_S, CONTROL)
    screen.wait(lambda: "dati.xlsx" in screen.window.strip.text)
    screen.rest()
    assert asked == ["relazione-trimestrale-2021-3.xlsx"]
    assert (tmp_path / "dati.xlsx").read_bytes()[:2] == b"PK"


def test_saving_can_be_given_up(summer: IndicatorsPage, screen: Screen, tmp_path: Path) -> None:
    summer.choose_path = lambda _name: None
    summer.save()
    screen.rest()
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_count_that_is_cancelled_says_so_and_can_be_begun_again(
    summer: IndicatorsPage, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Workplace.begin

    def cancelled(place: Workplace, doing: str) -> object:
        progress = begin(place, doing)
        progress.cancel()
        return progress

    with monkeypatch.context() as held:
        held.setattr(Workplace, "begin", cancelled)
        summer.refetch()
        screen.rest()
    screen.wait(lambda: summer.source is None)
    assert "Il conteggio è stato interrotto." in told(summer)
    screen.press(Qt.Key.Key_F5)
    screen.rest()
    screen.wait(lambda: summer.source is not None)


def test_a_change_is_counted_at_once_and_the_cursor_stays(
    summer: IndicatorsPage, screen: Screen
) -> None:
    summer.table.setFocus()
    summer.table.choose(lambda line: line.name == "Sessioni di formazione")
    done = screen.ask(lambda desk: sessions.add(desk, [GROUP_SESSION])[1])
    summer.place.hub.changed.emit(done)
    screen.rest()
    screen.wait(lambda: figures(summer)["Sessioni di formazione"][0] == "2")
    chosen = summer.table.chosen_entry()
    assert chosen is not None
    assert chosen.name == "Sessioni di formazione"
    assert screen.focus() is summer.table


def test_the_papers_lead_there_and_a_new_paper_asks_for_the_quarter(
    stocked: list[UUID], screen: Screen
) -> None:
    assert stocked
    screen.go("papers")
    page = cast("PapersPage", screen.window.page)
    page.begin()
    screen.rest()
    assert not page.new.quarter.isVisible()
    page.new.kind.setCurrentIndex(page.new.kind.findData("quarterly-report"))
    assert page.new.quarter.isVisible()
    assert page.new.quarter.currentText() == "2º trimestre 2021"  # the last that is over
    page.new.quarter.setFocus()
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    assert page.shown is not None
    assert "Secondo trimestre 2021" in page.shown.content
