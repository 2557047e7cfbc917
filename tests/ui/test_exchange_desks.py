"""The desks with which files are exchanged, and their cards, from the keyboard."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.services import exchange, standing, trust
from desktop.services.desk import Desk
from tests.conftest import Clock
from tests.neighbours import card_of, neighbour, renamed, sent
from tests.ui.conftest import CONTROL, Screen
from tests.ui.test_exchange_page import drop, opened, other, pair, recount, stick, the_page
from ui.pages.exchange import CARD, DESKS

ENTER, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space

__all__ = ["other", "pair", "stick"]  # fixtures


def test_a_file_is_what_to_do_for_a_desk_that_lacks_something(
    other: Desk, pair: tuple[UUID, UUID], screen: Screen
) -> None:
    assert other.store.path.exists()
    page = opened(screen, DESKS)
    assert [b.verb.text for b in page.desks.verbs.buttons if b.verb.main] == []
    screen.ask(lambda desk: renamed(desk, pair[0], "02 0000 0101"))
    recount(screen)
    assert [b.verb.text for b in page.desks.verbs.buttons if b.verb.main] == ["Prepara un file"]


def test_a_card_is_trusted_by_enter_after_its_words_are_shown(
    tmp_path: Path, clock: Clock, stick: Path, screen: Screen
) -> None:
    stranger = neighbour(tmp_path, "BG1", "Sportello di Bergamo", "Ada Prova", clock)
    path = card_of(stranger, stick)
    words = trust.write_own(stranger, stick).fingerprint
    stranger.store.close()
    drop(screen, path)
    page = the_page(screen)
    assert page.trust.isVisible()
    assert page.trust.words.text() == words
    assert page.trust.state.text() == "non ancora di fiducia"
    screen.press(ENTER)  # from the list to the pane: nothing is trusted by that
    screen.rest()
    assert cast("standing.Standing", screen.ask(standing.read)).neighbours == ()
    screen.press(ENTER)
    screen.wait(lambda: "BG1 è di fiducia" in screen.window.strip.text)
    screen.rest()
    (made,) = cast("standing.Standing", screen.ask(standing.read)).neighbours
    assert (made.desk, made.state) == ("BG1", "trusted")
    assert page.desks.isVisible()
    assert page.desks.neighbour is not None
    assert page.desks.neighbour.fingerprint == words


@pytest.mark.usefixtures("other")
def test_the_desk_just_trusted_is_the_chosen_one(
    tmp_path: Path, clock: Clock, stick: Path, screen: Screen
) -> None:
    page = opened(screen, "desks")
    assert page.desks.neighbour is not None
    assert page.desks.neighbour.desk == "MI2"
    stranger = neighbour(tmp_path, "BG1", "Sportello di Bergamo", "Ada Prova", clock)
    path = card_of(stranger, stick)
    stranger.store.close()
    drop(screen, path)
    page.trust.confirm()
    screen.wait(lambda: "BG1 è di fiducia" in screen.window.strip.text)
    screen.rest()
    chosen = page.desks.table.chosen()
    assert page.desks.isVisible()
    assert chosen is not None
    assert chosen.desk == page.desks.neighbour.desk == "BG1"


def test_a_trusted_desk_whose_words_nobody_compared_is_compared(
    tmp_path: Path, clock: Clock, stick: Path, screen: Screen
) -> None:
    stranger = neighbour(tmp_path, "BG1", "Sportello di Bergamo", "Ada Prova", clock)
    path = card_of(stranger, stick)
    stranger.store.close()
    screen.ask(lambda desk: trust.trust(desk, path))
    page = opened(screen, DESKS)
    names = [button.verb.text for button in page.desks.verbs.buttons]
    assert names == ["Revoca la fiducia", "Confronta le parole", "Prepara un file"]
    page.desks.verbs.buttons[1].click()
    screen.rest()
    assert page.trust.isVisible()
    assert page.trust.state.text() == "di fiducia, parole non confrontate"
    assert page.trust.verbs.buttons[-1].accessibleName() == "Sono le stesse"
    screen.press(ENTER)
    screen.wait(lambda: "BG1 è di fiducia" in screen.window.strip.text)
    screen.rest()
    (made,) = cast("standing.Standing", screen.ask(standing.read)).neighbours
    assert made.compared is True
    names = [button.verb.text for button in page.desks.verbs.buttons]
    assert names == ["Revoca la fiducia", "Prepara un file"]


def test_trust_is_revoked_after_a_question(other: Desk, screen: Screen) -> None:
    assert other.store.path.exists()
    page = opened(screen, DESKS)
    assert page.desks.table.rows.rowCount() == 1
    page.desks.ask_revoke()
    assert screen.focus().accessibleName() == "Revoca"
    screen.press(SPACE)
    screen.wait(lambda: "non è più di fiducia" in screen.window.strip.text)
    screen.rest()
    (held,) = cast("standing.Standing", screen.ask(standing.read)).neighbours
    assert held.state == "revoked"


def test_a_desk_whose_date_is_wrong_is_named(other: Desk, screen: Screen, tmp_path: Path) -> None:
    astray = replace(other, now=lambda: datetime(2099, 4, 30, 12, tzinfo=UTC))
    path = sent(astray, "MI1", tmp_path)
    screen.ask(lambda desk: exchange.receive(desk, path))
    page = opened(screen, DESKS)
    assert page.desks.clock.isVisible()
    assert "30/04/2099" in page.desks.clock.text()


def test_the_verbs_of_a_desk_have_room_when_it_is_shown_first(other: Desk, screen: Screen) -> None:
    assert other.store.path.exists()
    page = opened(screen, DESKS)
    shown = [button for button in page.desks.verbs.buttons if button.isVisible()]
    assert [button.verb.text for button in shown] == ["Revoca la fiducia", "Prepara un file"]
    assert all(button.width() == button.sizeHint().width() for button in shown)


def test_the_own_card_shows_its_words_and_is_written(tmp_path: Path, screen: Screen) -> None:
    page = opened(screen, CARD)
    target = tmp_path / "MI1.sportello-card"
    page.card.choose_path = lambda _name: target
    screen.wait(lambda: bool(page.card.words.text()))
    assert page.card.code.accessibleName() == f"MI1 {page.card.words.text()}"
    screen.press(Qt.Key.Key_S, CONTROL)
    screen.wait(lambda: "Scritto:" in screen.window.strip.text)
    assert trust.shown(trust.read_file(target)[1]).fingerprint == page.card.words.text()
