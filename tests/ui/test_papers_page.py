"""Papers: the list, pages as pdfium draws them, saving the same bytes, issuing a new one."""

from hashlib import sha256
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from desktop.domain.records import Paper
from desktop.services import documents, firms, missions
from desktop.services.desk import Desk
from desktop.services.documents import Named
from tests.ui.conftest import CONTROL, Screen
from tests.ui.gates import Gate
from ui.pages import papers
from ui.pages.papers import PapersPage, subject_of
from ui.widgets.labels import Chip

ENTER = Qt.Key.Key_Return


def the_page(screen: Screen) -> PapersPage:
    page = screen.window.page
    assert isinstance(page, PapersPage)
    return page


def issue(screen: Screen, kind: str, named: Named, *languages: str) -> list[Paper]:
    def call(desk: Desk) -> list[Paper]:
        report = documents.issue(desk, kind, named, languages=languages)
        return [written.paper for written in report.papers]

    return cast("list[Paper]", screen.ask(call))


def opened(screen: Screen) -> PapersPage:
    screen.press(Qt.Key.Key_5, CONTROL)
    screen.wait(lambda: screen.window.here == "papers")
    screen.wait(lambda: the_page(screen).images.drawn_pages() > 0)
    screen.rest()
    return the_page(screen)


@pytest.fixture
def cards(stocked: list[UUID], screen: Screen) -> list[Paper]:
    """Issue the card of a firm in both languages."""
    return issue(screen, "firm-card", Named(firm=str(stocked[0])), "it", "en")


def test_the_latest_paper_is_shown_first_with_its_pages(cards: list[Paper], screen: Screen) -> None:
    page = opened(screen)
    assert page.list.chosen_key() == cards[1].number
    assert page.shown is not None
    assert len(page.images.sizes) == page.shown.pages
    assert subject_of(page.shown) == "Città Verde Esempio S.r.l."


def test_a_paper_in_whose_place_another_stands_says_so_in_the_list_and_above_its_pages(
    stocked: list[UUID], screen: Screen
) -> None:
    (first,) = issue(screen, "firm-card", Named(firm=str(stocked[0])), "it")
    page = opened(screen)
    assert chips(page) == []
    (second,) = issue(screen, "firm-card", Named(firm=str(stocked[0])), "it")
    page.refetch()
    screen.rest()
    entries = [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]
    assert {entry.key: entry.chip for entry in entries if entry} == {
        first.number: "superata", second.number: "",
    }  # fmt: skip
    assert chips(page) == ["superata"], "the one that is shown, at once"
    screen.wait(page.changes.isVisible)
    page.list.choose(second.number)
    screen.rest()
    assert chips(page) == []


def chips(page: PapersPage) -> list[str]:
    """Give the marked chips below the name of the paper that is shown."""
    return [one.text for one in page.head.findChildren(Chip) if one.tone != "plain"]


@pytest.mark.usefixtures("cards")
def test_the_sheet_stays_white_in_the_dark(screen: Screen) -> None:
    page = opened(screen)
    picture = page.images.image(0, 400)
    screen.wait(lambda: page.images.image(0, 400) is not None)
    picture = page.images.image(0, 400)
    assert picture is not None
    assert picture.width() == 400
    assert picture.pixelColor(2, 2) == QColor("white")
    shades = {picture.pixelColor(x, y).name() for x in range(0, 400, 3) for y in range(0, 400, 3)}
    assert len(shades) > 2, "something stands on the page"


def test_page_down_turns_the_pages_and_the_small_ones_follow(screen: Screen) -> None:
    issue(screen, "mission-dossier", Named(mission="DUBAI-2021"), "it")
    page = opened(screen)
    page.pages.setFocus()
    screen.press(Qt.Key.Key_PageDown)
    assert page.pages.page == 1
    assert page.thumbs.currentIndex().row() == 1
    screen.press(Qt.Key.Key_Home)
    assert page.pages.page == 0
    screen.rest()


def test_saving_writes_the_bytes_that_were_issued(
    cards: list[Paper], screen: Screen, tmp_path: Path
) -> None:
    page = opened(screen)
    asked: list[str] = []

    def choose(name: str) -> Path:
        asked.append(name)
        return tmp_path / "scheda.pdf"

    page.choose_path = choose
    screen.press(Qt.Key.Key_S, CONTROL)
    screen.wait(lambda: "scheda.pdf" in screen.window.strip.text)
    screen.rest()
    assert asked == [f"{cards[1].number}-firm-card-en.pdf"]
    assert sha256((tmp_path / "scheda.pdf").read_bytes()).digest() == cards[1].sha256


def test_what_is_saved_in_quick_succession_is_all_written(
    cards: list[Paper], screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(screen)
    gate = Gate(monkeypatch, papers, "write_whole")
    chosen = [tmp_path / f"copia-{nth}.pdf" for nth in range(4)]  # two at a time: two must wait
    paths = iter(chosen)
    page.choose_path = lambda _name: next(paths)
    for _ in chosen:
        page.save()
    gate.open()
    screen.rest()
    assert cards
    assert all(path.exists() for path in chosen)


def test_saving_can_be_given_up(cards: list[Paper], screen: Screen, tmp_path: Path) -> None:
    page = opened(screen)
    page.choose_path = lambda _name: None
    page.save()
    screen.rest()
    assert cards
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_paper_is_issued_by_keyboard_alone(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    screen.press(Qt.Key.Key_5, CONTROL)
    screen.wait(lambda: screen.window.here == "papers")
    screen.rest()
    page = the_page(screen)
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.wait(page.new.isVisible)
    screen.rest()
    assert page.new.kind.currentData() == "firm-card"
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: bool(page.new.message.text))
    screen.press(Qt.Key.Key_Tab)
    screen.type("chimera")
    screen.press(ENTER)
    screen.wait(lambda: page.new.firm.firm is not None)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    assert page.shown is not None
    assert subject_of(page.shown) == "Vetri Chimera S.n.c."
    assert page.shown.language == "it"


def test_an_issued_paper_is_not_undone(stocked: list[UUID], screen: Screen) -> None:
    screen.go("papers")
    the_page(screen)._issue("firm-card", Named(firm=str(stocked[0])), "it")  # noqa: SLF001 - no keys
    screen.wait(lambda: the_page(screen).images.drawn_pages() > 0)
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.rest()
    held = cast("list[Paper]", screen.ask(documents.listed))
    assert len(held) == 1, "its number was given out"


@pytest.mark.usefixtures("cards")
def test_the_filter_narrows_the_list(screen: Screen) -> None:
    page = opened(screen)
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("italiano verde")
    screen.wait(lambda: page.list.rows.rowCount() == 1)
    screen.type("x")
    screen.wait(lambda: page.list.rows.rowCount() == 0)
    screen.rest()


def test_an_empty_shelf_offers_to_issue(screen: Screen) -> None:
    screen.go("papers")
    page = the_page(screen)
    assert page.shown is None
    assert page.list.rows.rowCount() == 0


def choose_kind(screen: Screen, kind: str) -> PapersPage:
    screen.go("papers")
    page = the_page(screen)
    page.begin()
    screen.rest()
    page.new.kind.setCurrentIndex(page.new.kind.findData(kind))
    screen.rest()
    return page


def test_a_kind_about_either_of_two_asks_for_just_one(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    page = choose_kind(screen, "attendance-summary")
    assert page.new.session.isVisible()
    assert page.new.firm.isVisible()
    assert not page.new.mission.isVisible()
    assert page.new.session.currentData() is None
    page.new.issue()
    assert page.new.message.text
    page.new.firm.line.setFocus()
    screen.type("chimera")
    screen.press(ENTER)
    screen.wait(lambda: page.new.firm.firm is not None)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    assert page.shown is not None
    assert subject_of(page.shown) == "Vetri Chimera S.n.c."


def test_a_communication_takes_its_reasons_one_a_line(stocked: list[UUID], screen: Screen) -> None:
    draft = {"mission": "DUBAI-2021", "firm": str(stocked[2]),
             "arrived_at": "2021-09-09T10:00:05"}  # fmt: skip
    screen.ask(lambda desk: missions.apply(desk, [draft]))
    page = choose_kind(screen, "communication")
    assert page.new.reasons.text.isVisible()
    page.new.reasons.put("Manca la firma.\n\nManca il DURC.")
    page.new.firm.line.setFocus()
    screen.type("chimera")
    screen.press(ENTER)
    screen.wait(lambda: page.new.firm.firm is not None)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    assert page.shown is not None
    assert "1. Manca la firma.\n2. Manca il DURC.\n" in page.shown.content


def test_a_catalogue_offers_two_languages_side_by_side(stocked: list[UUID], screen: Screen) -> None:
    assert stocked
    page = choose_kind(screen, "catalogue")
    box = page.new.language
    offered = [box.itemData(n) for n in range(box.count())]
    assert offered[:4] == ["it", "en", "fr", "ar"]
    assert {"it-en", "en-fr", "en-ar", "ar-en", "it-ar"} <= set(offered[4:])
    assert box.itemText(offered.index("it-en")) == "italiano + inglese"
    assert not page.new.reasons.text.isVisible()


def test_a_paper_says_what_it_replaced_what_changed_and_what_took_its_place(
    stocked: list[UUID], screen: Screen
) -> None:
    named = Named(firm=str(stocked[0]))
    first = issue(screen, "firm-card", named, "it")[0]
    screen.ask(lambda desk: firms.change(desk, str(stocked[0]), {"website": "www.nuovo.example"}))
    second = issue(screen, "firm-card", named, "it")[0]
    page = opened(screen)
    screen.wait(page.changes.isVisible)
    said = page.changes.words.text()
    assert f"Revisione 2, prende il posto di {first.number}." in said
    assert "www.nuovo.example" in said
    page.list.choose(first.number)
    screen.wait(lambda: second.number in page.changes.words.text())
    screen.rest()
    third = issue(screen, "firm-card", Named(firm=str(stocked[1])), "it")[0]
    screen.go("papers", third.number)
    screen.wait(lambda: not page.changes.isVisible())
