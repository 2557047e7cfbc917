"""Cards begin at the page's own edge, on every page by the same measure."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from tests.ui.conftest import Screen
from tests.ui.test_reflow import filled, full, resize
from ui import tokens
from ui.pages.papers import PapersPage
from ui.widgets.area import Area
from ui.widgets.cards import Card
from ui.widgets.panes import Panes

__all__ = ["filled", "full"]
_TOP = 14


def _first(page: QWidget) -> tuple[int, int]:
    """Give where the first card in sight stands: from the left edge of its pane, from the top."""
    card = next(card for card in page.findChildren(Card) if card.isVisible())
    pane: QWidget = card
    while (above := pane.parentWidget()) is not None and not isinstance(above, Panes):
        pane = above
        if isinstance(pane, Area):
            break
    place = card.mapTo(pane, QPoint(0, 0))
    return place.x(), place.y()


@pytest.mark.parametrize("page", ["letters", "questionnaire-form", "imports"])
def test_a_page_of_cards_begins_at_its_edge(filled: Screen, page: str) -> None:
    filled.go(page)
    resize(filled, (1366, 768))
    assert _first(filled.window.page) == (tokens.EDGE, _TOP)


@pytest.mark.parametrize("page", ["letters", "questionnaire-form", "imports"])
def test_a_page_begins_at_its_top_in_a_low_window(filled: Screen, page: str) -> None:
    resize(filled, (683, 384))
    filled.go(page)
    filled.rest()
    resize(filled, (683, 384))
    for area in filled.window.page.findChildren(Area):
        assert area.verticalScrollBar().value() == 0


def test_a_part_of_the_exchange_begins_there_too(filled: Screen) -> None:
    filled.go("exchange", "card")
    resize(filled, (1366, 768))
    assert _first(filled.window.page) == (tokens.EDGE, _TOP)


def test_what_a_new_paper_asks_begins_there_too(filled: Screen) -> None:
    filled.go("papers")
    page = filled.window.page
    assert isinstance(page, PapersPage)
    page.begin()
    resize(filled, (1366, 768))
    assert _first(page) == (tokens.EDGE, _TOP)
