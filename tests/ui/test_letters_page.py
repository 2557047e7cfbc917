"""Letters to all firms of a mission, in the window."""

from pathlib import Path
from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.domain.records import Mission, Paper
from desktop.services import documents, firms, letters, missions
from desktop.services.desk import Desk
from tests.ui.conftest import CONTROL, Screen
from tests.ui.gates import Gate
from ui.pages.letters import LettersPage
from ui.pages.papers import PapersPage

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(stocked: list[UUID], screen: Screen) -> LettersPage:
    """Let two firms apply, the second one without any mail."""

    def call(desk: Desk) -> Mission:
        firms.change(desk, str(stocked[1]), {"pec": None})
        drafts = [{"mission": "DUBAI-2021", "firm": str(firm), "arrived_at": "2021-09-09T10:00:05"}
                  for firm in stocked[:2]]  # fmt: skip
        missions.apply(desk, drafts)
        return missions.listed(desk)[0]

    mission = cast("Mission", screen.ask(call))
    screen.go("missions", mission.id)
    screen.window.page.detail.letters_button.click()  # type: ignore[attr-defined]
    screen.rest()
    made = screen.window.page
    assert isinstance(made, LettersPage)
    screen.wait(lambda: made.plan is not None)
    return made


def papers(screen: Screen) -> list[Paper]:
    return cast("list[Paper]", screen.ask(documents.listed))


def test_papers_for_all_wait_to_be_printed(page: LettersPage, screen: Screen) -> None:
    assert page.told.text() == "Si scrivono 2 lettere."
    assert not page.lacks.isVisible()
    page.kind.setCurrentIndex(page.kind.findData("communication"))
    page.reasons.text.setFocus()
    screen.type("Si parte per {luogo}, {impresa}.")
    screen.wait(lambda: page.plan is not None)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "papers")
    screen.rest()
    held = papers(screen)
    assert len(held) == 2
    assert any("1. Si parte per Dubai, Città Verde Esempio S.r.l.." in p.content for p in held)
    shelf = screen.window.page
    assert isinstance(shelf, PapersPage)
    screen.wait(shelf.waiting.isVisible)
    assert len(shelf.waiting.held) == 2


def test_who_has_no_mail_is_told_first_and_left_out(
    page: LettersPage, screen: Screen, tmp_path: Path
) -> None:
    page.result.setCurrentIndex(1)
    screen.wait(lambda: page.plan is not None)
    assert page.subject.isVisible()
    assert page.told.text() == "Si scrive 1 lettera."
    assert page.lacks.text() == "1 impresa senza PEC né e-mail: Arredi Utopia S.r.l."
    assert papers(screen) == []
    page.choose_folder = lambda: tmp_path / "bozze"
    page.make()
    screen.wait(lambda: "bozze" in screen.window.strip.text)
    screen.rest()
    assert [path.suffix for path in (tmp_path / "bozze").iterdir()] == [".eml"]


def test_a_placeholder_that_there_is_not_is_said_and_nothing_can_be_made(
    page: LettersPage, screen: Screen
) -> None:
    page.result.setCurrentIndex(1)
    page.text.text.setFocus()
    screen.type("Gentile {ragione sociale}")
    screen.wait(lambda: "ragione sociale" in page.told.text())
    assert not page.button.isEnabled()
    page.make()
    screen.rest()
    assert papers(screen) == []
    screen.go("today")
    screen.go("letters")
    assert page.text.value() == "Gentile {ragione sociale}", "what was typed is still there"


def test_no_number_is_given_out_where_no_draft_can_be_written(
    page: LettersPage, screen: Screen, tmp_path: Path
) -> None:
    taken = tmp_path / "bozze"
    taken.write_text("a file", encoding="utf-8")
    page.result.setCurrentIndex(1)
    screen.wait(lambda: page.plan is not None)
    page.choose_folder = lambda: taken
    page.make()
    screen.wait(lambda: str(taken) in screen.window.strip.text)
    screen.rest()
    assert papers(screen) == []


def test_giving_up_the_folder_makes_nothing(page: LettersPage, screen: Screen) -> None:
    page.result.setCurrentIndex(1)
    screen.wait(lambda: page.plan is not None)
    page.choose_folder = lambda: None
    page.make()
    screen.rest()
    assert papers(screen) == []


def test_an_answer_for_an_older_text_makes_no_letters(
    page: LettersPage, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.kind.setCurrentIndex(page.kind.findData("communication"))
    page.reasons.text.setFocus()
    gate = Gate(monkeypatch, letters, "plan")
    screen.type("Prima stesura.")
    screen.wait(lambda: gate.reached)
    screen.type(" Seconda stesura.")
    gate.open()
    screen.rest()
    assert page.plan is None or "Seconda" in page.plan.wanted.reasons[0]
    page.make()
    screen.rest()
    assert not any("Seconda" not in paper.content for paper in papers(screen))


TORONTO = {"code": "TORONTO-21", "title": "Toronto", "market": "CA"}


def test_letters_never_go_to_the_firms_of_the_mission_before(
    page: LettersPage, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(desk: Desk) -> UUID:
        missions.add(desk, [TORONTO])
        return next(one.id for one in missions.listed(desk) if one.code == "TORONTO-21")

    other = cast("UUID", screen.ask(call))
    screen.wait(lambda: page.plan is not None)
    taken: list[object] = []
    take = LettersPage._take  # noqa: SLF001 - what stands there just before the mission is known

    def noted(self: LettersPage, mission: Mission) -> None:
        taken.append(self.plan)
        take(self, mission)

    monkeypatch.setattr(LettersPage, "_take", noted)
    gate = Gate(monkeypatch, letters, "plan")
    page.refetch()
    screen.wait(lambda: gate.reached)
    screen.window.go("letters", other)
    assert page.plan is None
    assert not page.button.isEnabled()
    assert page.told.text() == ""
    page.make()
    gate.open()
    screen.rest()
    assert taken == [None], "the answer for the mission before came meanwhile"
    assert papers(screen) == []
    assert "TORONTO-21" in page.told.text()
