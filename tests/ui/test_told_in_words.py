"""What a sheet tells is told in words: no codes of the store, no tick where something is open."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QTableView

from desktop.documents.sources import Missing
from desktop.domain.records import ApplicationState
from desktop.domain.rules.eligibility import EligibilityOutcome
from tests.ui.conftest import Screen
from tests.ui.test_reflow import filled, full, open_shot, resize, sheet
from ui import spoken
from ui.pages.application_folder import FolderCard
from ui.pages.firm_form import FirmFormPage
from ui.pages.firms import FirmsPage
from ui.pages.missions_table import is_settled, look_of
from ui.pictures import shots
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import Words
from ui.widgets.scroll import OverBar
from ui.widgets.told import Pairs

if TYPE_CHECKING:
    from ui.forms.editors import ChoiceEditor

__all__ = ["filled", "full", "sheet"]  # fixtures
_CODE = re.compile(r"\b[a-z]+_[a-z]+\b")


def shown_table(screen: Screen, part: str) -> tuple[FirmsPage, QTableView]:
    """Open a tab of the first firm that has a table in it."""
    screen.go("firms")
    resize(screen, (1366, 768))
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    page.detail.show_part(part)
    resize(screen, (1366, 768))
    (table,) = (t for t in page.detail.findChildren(QTableView) if t.isVisible())
    return page, table


def cells(table: QTableView) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


@pytest.mark.parametrize("part", ["people", "accounts", "declarations", "sessions", "missions"])
def test_a_table_whose_rows_all_fit_has_no_bar(filled: Screen, part: str) -> None:
    _, table = shown_table(filled, part)
    (bar,) = table.findChildren(OverBar)
    assert not bar.isVisible()


def test_people_speak_languages_by_their_names(filled: Screen) -> None:
    _, table = shown_table(filled, "people")
    assert {row[-1] for row in cells(table)} == {"italiano, inglese"}


def test_a_history_tells_choices_and_sectors_in_words(filled: Screen) -> None:
    _, table = shown_table(filled, "history")
    told = {row[1]: row[2] for row in cells(table)}
    assert told["Settori"] == "Green economy"
    assert [row for row in cells(table) if _CODE.search(row[2])] == []
    purposes = {row[2] for row in cells(table) if row[1] == "consenso: Scopo"}
    assert "comunicazione a controparti fuori dall’Unione europea" in purposes


def test_declarations_are_chosen_by_their_words(filled: Screen) -> None:
    filled.go("firm-form")
    page = filled.window.page
    assert isinstance(page, FirmFormPage)
    assert page.form is not None
    row = page.form.rows["declarations"].add()
    box = cast("ChoiceEditor", row.fields["code"].editor).box
    said = [box.itemText(place) for place in range(box.count())]
    assert "Contributi in regola (DURC)" in said
    assert not any(" · " in text for text in said)


# --- marks ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "outcome", "mark"),
    [
        (ApplicationState.SELECTED, EligibilityOutcome.ELIGIBLE, "ok"),
        (ApplicationState.SELECTED, EligibilityOutcome.TO_COMPLETE, "info"),
        (ApplicationState.CONFIRMED, EligibilityOutcome.NOT_VERIFIABLE, "info"),
        (ApplicationState.EXCLUDED, EligibilityOutcome.NOT_ELIGIBLE, "bad"),
        (ApplicationState.CONCLUDED, None, "ok"),
    ],
)
def test_a_state_has_a_tick_only_where_nothing_is_open(
    state: ApplicationState, outcome: EligibilityOutcome | None, mark: str
) -> None:
    look = look_of(state, settled=is_settled(outcome))
    assert look.mark == mark
    assert mark != "info" or not look.tone


def test_shares_have_one_form_in_each_language() -> None:
    assert spoken.percent(78, "it") == "78\u00a0%"
    assert spoken.percent(spoken.number("65.2", "it"), "it") == "65,2\u00a0%"
    assert spoken.percent(spoken.number("65.2", "en"), "en") == "65.2%"


def test_labels_stand_on_one_line_with_their_values(filled: Screen) -> None:
    pairs = Pairs("manca", (("PEC", "prova@pec.example"), ("Sito web", "")))
    pairs.setParent(filled.window)  # for the sheet's fonts
    pairs.resize(400, pairs.sizeHint().height())
    pairs.show()

    def baseline(words: Words) -> int:
        words.ensurePolished()
        return words.y() + words.contentsMargins().top() + words.fontMetrics().ascent()

    held = pairs.findChildren(Words)
    for label, value in zip(held[::2], held[1::2], strict=True):
        assert baseline(label) == baseline(value)
    pairs.close()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (1, "entro il 1º ottobre 2021"),
        (8, "entro l’8 ottobre 2021"),
        (9, "entro il 9 ottobre 2021"),
    ],
)
def test_a_piece_is_due_by_a_day_in_words(filled: Screen, day: int, said: str) -> None:
    place = filled.sitting.place
    assert place is not None
    piece = Missing(
        code="DURC", firm=None, piece="DURC", firm_name="", why="scaduto", supplier="L’impresa",
        due=date(2021, 10, day),
    )  # fmt: skip
    assert FolderCard(place).told(piece).below[-1] == f"L’impresa · {said}"


@pytest.mark.parametrize("shot", ["firm-form-filled", "session-form-filled", "mission-form-filled"])
def test_what_was_chosen_stands_whole_in_its_field(filled: Screen, sheet: Path, shot: str) -> None:
    held = next(one for one in shots(filled.sitting, sheet) if one.name == shot)
    open_shot(filled, held)
    resize(filled, (1366, 768))
    filled.window.grab()  # what is cut as it is drawn stands whole in the tooltip
    boxes = [box for box in filled.window.page.findChildren(ChoiceBox) if box.isVisible()]
    assert [box.toolTip() for box in boxes if box.toolTip()] == []
