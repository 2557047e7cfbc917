"""What the programme pages say and show: points to mend, titles, places in words, columns."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from tests.conftest import PROGRAMME
from tests.ui.conftest import Screen
from tests.ui.test_programmes_page import (
    MISSION,
    apply,
    draft_page,
    said_on,
    settle,
    trial,
    version_2,
)
from ui.pages.programme_draft import ProgrammeDraftPage
from ui.pages.programme_words import Spot
from ui.pages.programmes import ProgrammesPage
from ui.pictures import _BROKEN
from ui.widgets.tables import TableView
from ui.widgets.verbs import VerbButton

__all__ = ["version_2"]  # a fixture


def blue(screen: Screen) -> list[str]:
    """Give the words of the filled buttons in sight."""
    buttons = screen.window.findChildren(VerbButton)
    return [b.text() for b in buttons if b.isVisible() and b.verb.main]


def faulty(screen: Screen) -> ProgrammeDraftPage:
    page = draft_page(screen)
    page.write(("missions",), 0, {"seats": "5", "grant_on": "31/02/2021"})
    settle(screen, page, lambda: len(page.work.faults if page.work else ()) == 2)
    return page


def test_one_thing_is_to_be_done_now(screen: Screen) -> None:
    page = draft_page(screen)
    page.write(("missions",), 0, {"seats": "12"})
    settle(screen, page, lambda: bool(page.work and page.work.differing))
    assert blue(screen) == ["Pubblica"]
    assert page.publishing.isEnabled()
    faulty(screen)
    assert blue(screen) == ["Prossimo punto"]
    assert not page.publishing.isEnabled()
    why = "2 punti da correggere prima di pubblicare"
    assert (page.publishing.accessibleDescription(), page.publishing.toolTip()) == (why, why)
    assert why in said_on(screen)
    page.write(("missions",), 0, {"seats": "10", "grant_on": ""})
    settle(screen, page, lambda: not (page.work and page.work.faults))
    assert blue(screen) in ([], ["Pubblica"])
    assert page.publishing.isEnabled()
    assert page.publishing.toolTip() == ""


@pytest.mark.parametrize(("size", "lines"), [((1366, 768), 2), ((683, 384), 1)])
def test_the_points_to_mend_are_in_sight_and_lead_to_their_fields(
    screen: Screen, size: tuple[int, int], lines: int
) -> None:
    screen.window.resize(*size)
    page = faulty(screen)
    leads = [b for b in page.faults.findChildren(VerbButton) if not b.visibleRegion().isEmpty()]
    wanted = ["Minimo di imprese", "Concessione il"]
    assert [lead.text() for lead in leads] == wanted[:lines]
    assert all(lead.width() >= lead.sizeHint().width() for lead in leads)
    assert len({lead.width() for lead in leads}) == 1  # all sentences begin below each other
    leads[-1].click()
    assert page.form is not None
    field = page.form.fields[("quorum", "grant_on")[lines - 1]]
    assert screen.focus() is field.editor.widget
    page.list.choose(Spot(()))
    leads = [b for b in page.faults.findChildren(VerbButton) if b.isVisibleTo(page.faults)]
    assert leads[0].text() == "Missione DUBAI-2021, Minimo di imprese"


def test_f8_goes_from_one_point_of_a_table_to_the_next(screen: Screen) -> None:
    page = faulty(screen)
    assert page.form is not None
    seen = []
    for _ in range(3):
        screen.press(Qt.Key.Key_F8)
        seen.append(next(n for n, f in page.form.fields.items()
                         if f.editor.widget is screen.focus()))  # fmt: skip
    assert seen == ["quorum", "grant_on", "quorum"]


def test_the_titles_of_a_mission_are_read_whole(screen: Screen) -> None:
    screen.window.resize(1366, 768)
    page = draft_page(screen)
    page.list.choose(MISSION)
    assert page.form is not None
    for name in ("title", "title_en"):
        line = page.form.fields[name].editor.widget
        text = page.form.fields[name].value()
        assert line.fontMetrics().horizontalAdvance(str(text)) < line.width() - 2 * 10


def table_of(screen: Screen, path: Path, name: str) -> TableView[Any]:
    """Open a programme's file and give the table that tells of it."""
    screen.go("programmes", path)
    page = screen.window.page
    assert isinstance(page, ProgrammesPage)
    return next(t for t in page.findChildren(TableView) if t.accessibleName() == name)


def test_a_refused_file_is_told_in_words_and_its_keys_beside(
    screen: Screen, tmp_path: Path
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(_BROKEN, encoding="utf-8")
    table = table_of(screen, path, "Punti da correggere nel file")
    places = [table.rows.index(row, 1).data() for row in range(table.rows.rowCount())]
    mission = "Missione TORONTO-2022"
    assert places == [
        "Codice", f"{mission}, Titolo in inglese", f"{mission}, Mercato",
        f"{mission}, Minimo di imprese", f"{mission}, «places»",
    ]  # fmt: skip
    table.setCurrentIndex(table.rows.index(1, 0))
    said = f"Riga 11, {mission}, Titolo in inglese (missions[0].title): manca «en»."
    assert said in said_on(screen)


def test_a_file_that_is_no_toml_is_refused(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("format = = 1", encoding="utf-8")
    screen.go("programmes", path)
    page = screen.window.page
    assert isinstance(page, ProgrammesPage)
    assert [p.code for p in page.refused] == ["syntax"]
    assert f"Rifiutato: {path.name}" in said_on(screen)


def test_what_differs_is_called_as_people_call_it(screen: Screen, version_2: Path) -> None:
    text = version_2.read_text(encoding="utf-8").replace('it = "Chimica"', 'it = "Chimica fine"')
    version_2.write_text(text, encoding="utf-8")
    table = table_of(screen, version_2, "Che cosa cambia")
    places = [table.rows.index(row, 0).data() for row in range(table.rows.rowCount())]
    assert places == ["Settore Chimica fine", "Missione DUBAI-2021"]


def test_the_outline_says_no_code_that_nobody_says(screen: Screen) -> None:
    page = draft_page(screen)
    rows = [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]
    unders = {row.title: row.under for row in rows
              if row is not None and getattr(row.key, "path", ()) != ("matrix",)}  # fmt: skip
    assert unders["Green economy"] == "Emirati Arabi Uniti"
    assert unders["Chimica"] == "nessun mercato · provvisorio"
    assert unders["Prontezza all’export"] == "fino a 25 punti"
    assert unders["In preparazione"] == "da 40 punti"
    assert unders["Occasionale"] == "oltre 0 %"
    assert unders["Formazione e primo orientamento"] == "L1"


@pytest.mark.parametrize(("width", "left_out"), [(1366, False), (683, True)])
def test_no_column_of_a_trial_is_cut(
    stocked: list[UUID], screen: Screen, width: int, *, left_out: bool
) -> None:
    apply(screen, stocked)
    screen.window.resize(width, 600)
    screen.go("programme-trial", PROGRAMME)
    tried = trial(screen)
    screen.wait(lambda: len(tried.tried) == len(stocked))
    table = tried.table
    assert table.isColumnHidden(4) is left_out
    assert table.horizontalHeader().length() <= table.viewport().width()
    assert "ha fatto domanda" in said_on(screen)
    screen.window.resize(1366, 768)
    screen.wait(lambda: not table.isColumnHidden(4))
