"""The exchange at every size, in both languages and with longer words: all fits."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator

from tests import picture_desks
from tests.picture_desks import Scene
from tests.ui.conftest import Screen
from tests.ui.test_reflow import SIZES, Longer, open_shot, resize, seen_faults
from ui.application import Application
from ui.pages.exchange import ExchangePage
from ui.pictures import exchange_shots
from ui.widgets.labels import Mark, Words
from ui.widgets.tables import TableView
from ui.widgets.verbrow import Foot


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return picture_desks.make(tmp_path)


@pytest.fixture
def store_path(scene: Scene) -> Path:
    """Open the window on the desk of the scene."""
    return scene.store


def walk(screen: Screen, scene: Scene, sizes: tuple[tuple[int, int], ...]) -> list[str]:
    found: list[str] = []
    for shot in exchange_shots(screen.sitting, scene.files):
        screen.rest()
        open_shot(screen, shot)
        for size in sizes:
            found += [f"{shot.name} {size[0]}: {said}" for said in seen_faults(screen, size)]
    return found


@pytest.mark.parametrize("language", ["it", "en"])
def test_the_exchange_fits_at_every_size(screen: Screen, scene: Scene, language: str) -> None:
    place = screen.sitting.place
    assert place is not None
    if language != "it":
        place.choose(language=language)
        screen.wait(lambda: screen.sitting.place is not place)
    assert walk(screen, scene, SIZES) == []


def test_what_can_be_done_stands_still_below_what_scrolls(screen: Screen, scene: Scene) -> None:
    for shot in exchange_shots(screen.sitting, scene.files):
        open_shot(screen, shot)
        page = screen.window.page
        if isinstance(page, ExchangePage):
            page.panes.open_detail()
            resize(screen, SIZES[-1])
            assert "da parte" not in page.context(), "the list has it, here it would be cut"
            (foot,) = (one for one in page.findChildren(Foot) if one.isVisible())
            assert foot.visibleRegion().boundingRect() == foot.rect(), shot.name
            assert foot.verbs.folded == (), "words take two lines before a verb folds"
            tables = (one for one in page.findChildren(TableView) if one.isVisible())
            assert [one.horizontalScrollBar().maximum() for one in tables] in ([], [0]), shot.name


def test_the_mark_of_a_check_stands_beside_its_title(screen: Screen, scene: Scene) -> None:
    shots = exchange_shots(screen.sitting, scene.files)
    open_shot(screen, next(shot for shot in shots if shot.name == "exchange-file"))
    page = screen.window.page
    assert isinstance(page, ExchangePage)
    screen.wait(lambda: len(page.file.cells) == 4)
    resize(screen, SIZES[1])
    for cell in page.file.cells:
        mark, title = cell.findChildren(Mark)[0], cell.findChildren(Words)[0]
        middles = [one.mapTo(cell, one.rect().center()).y() for one in (mark, title)]
        assert abs(middles[0] - middles[1]) <= 1


def test_longer_words_fit(screen: Screen, scene: Scene, qapp: Application) -> None:
    words = next(t for t in qapp.findChildren(QTranslator) if "sportello_it" in t.filePath())
    longer = Longer(words)
    try:
        place = screen.sitting.place
        assert place is not None
        place.choose(theme="dark")
        qapp.installTranslator(longer)
        screen.wait(lambda: screen.sitting.place is not place)
        assert walk(screen, scene, ((1366, 768),)) == []
    finally:
        qapp.removeTranslator(longer)
        screen.sitting.dress("light")


def test_what_another_value_asks_fits(screen: Screen, scene: Scene) -> None:
    assert scene.files
    screen.go("exchange", "conflicts")
    page = screen.window.page
    assert isinstance(page, ExchangePage)
    row = next(row for row in page.conflicts.rows if len(row.told.conflict.values) > 1)
    row.other_wanted.emit(row)
    found: list[str] = []
    for size in SIZES:
        found += seen_faults(screen, size)
    assert found == []
