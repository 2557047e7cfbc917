"""The chamber's list from the window: tried, imported, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget
from python_calamine import load_workbook

from desktop.services import firms
from desktop.services.lists import State
from tests.ui.conftest import CONTROL, Screen
from ui.pages.imports import ImportsPage
from ui.widgets.labels import Words

LIST = """Denominazione;Partita IVA;Comune;PEC
Città Verde Esempio S.r.l.;00000010157;Monza;verde@pec.esempio.it
Arredi Utopia S.r.l.;00000020156;Milano;utopia.pec.esempio.it
Vetri Chimera S.n.c.;00000030154;Dalmine;chimera@pec.esempio.it
"""


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    path = tmp_path / "elenco.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def tried(screen: Screen, csv: Path) -> ImportsPage:
    screen.go("imports", csv)
    page = screen.window.page
    assert isinstance(page, ImportsPage)
    screen.wait(lambda: page.report is not None)
    screen.rest()
    return page


def count(screen: Screen) -> object:
    return screen.ask(firms.count)


def test_a_trial_run_writes_nothing_and_says_what_each_row_would_do(
    screen: Screen, csv: Path
) -> None:
    page = tried(screen, csv)
    assert page.report is not None
    assert page.report.counts["new"] == 2
    assert page.report.counts["refused"] == 1
    assert count(screen) == 0
    assert page.trial is not None
    reasons = [page.trial.view.rows.row(n) for n in range(page.trial.view.rows.rowCount())]
    assert [line.row for line in reasons if line is not None] == [3, 4]


def test_the_counts_of_a_trial_stand_on_one_line(screen: Screen, csv: Path) -> None:
    screen.window.resize(1366, 768)
    page = tried(screen, csv)
    assert page.trial is not None
    figures = [one for one in page.trial.findChildren(Words) if one.property("look") == "counter"]
    assert len(figures) == len(State)
    assert len({one.mapTo(page, QPoint(0, 0)).y() for one in figures}) == 1


def test_a_list_is_imported_and_taken_back(screen: Screen, csv: Path) -> None:
    page = tried(screen, csv)
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: "Importato: 2 nuove" in screen.window.strip.text)
    screen.rest()
    assert count(screen) == 2
    assert page.imports.view.rows.rowCount() == 1
    page.imports.view.setFocus()
    screen.press(Qt.Key.Key_Down)
    page.imports.view.selectRow(0)
    assert page.imports.back.isVisible()
    page.imports.back.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: "com’era prima" in screen.window.strip.text)
    screen.rest()
    assert count(screen) == 0
    assert not page.imports.back.isVisible()


def test_refused_rows_are_saved_as_a_sheet(screen: Screen, csv: Path, tmp_path: Path) -> None:
    page = tried(screen, csv)
    before, after = tmp_path / "prima.xlsx", tmp_path / "dopo.xlsx"

    def save(place: QWidget, target: Path) -> None:
        page.choose_target = lambda _offered: target
        verb = next(b for b in place.findChildren(QPushButton) if "riga rifiutata" in b.text())
        verb.setFocus()
        screen.press(Qt.Key.Key_Space)
        screen.wait(lambda: target.name in screen.window.strip.text)

    save(page, before)
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: "Importato: 2 nuove" in screen.window.strip.text)
    screen.rest()
    save(screen.window.strip, after)
    (sheet, again) = (load_workbook(str(path)) for path in (before, after))
    rows = [held.get_sheet_by_index(0).to_python() for held in (sheet, again)]
    assert rows[0] == rows[1]
    assert any("Vetri Chimera S.n.c." in row for row in rows[0])


def test_a_column_sent_elsewhere_changes_the_trial(screen: Screen, csv: Path) -> None:
    page = tried(screen, csv)
    page.back_to_columns()
    screen.wait(lambda: page.columns is not None)
    screen.rest()
    assert page.columns is not None
    box = page.columns.box("PEC")
    box.setCurrentIndex(box.findData("email"))
    box.activated.emit(box.currentIndex())
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: page.report is not None)
    assert page.report is not None
    assert page.report.place.columns.named["PEC"] == "email"


def test_a_file_that_is_no_list_is_refused_in_the_strip(screen: Screen, tmp_path: Path) -> None:
    path = tmp_path / "vuoto.csv"
    path.write_bytes(b"")
    screen.go("imports", path)
    screen.wait(lambda: "vuoto.csv" in screen.window.strip.text)
    assert count(screen) == 0
