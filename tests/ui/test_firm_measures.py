"""A firm's measures on its sheet: what they say, how they were worked out, and after a change."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.services import firms, measuring
from desktop.services.desk import Desk
from tests.ui.conftest import Screen
from tests.ui.gates import Gate
from tests.ui.test_firms_page import firms_page
from ui.pages.firms import FirmsPage
from ui.widgets.tables import TableView
from ui.widgets.tellings import Tellings

DURC = {"code": "DURC", "date": "2021-06-01", "outcome": "regular"}
YEARS = [{"year": year, "staff": "12", "turnover": "3000000", "balance": "2500000"}
         for year in (2019, 2020)]  # fmt: skip


def change(screen: Screen, firm: UUID, **draft: object) -> None:
    """Change a firm as another page would, which tells the hub."""

    def call(desk: Desk) -> object:
        return firms.change(desk, str(firm), draft)

    changed = screen.ask(call)
    place = screen.sitting.place
    assert place is not None
    place.hub.changed.emit(changed)
    screen.rest()


def opened(screen: Screen, firm: UUID) -> FirmsPage:
    page = firms_page(screen)
    screen.go("firms", firm)
    screen.wait(lambda: bool(words(page.detail)))
    return page


def words(widget: QWidget) -> list[str]:
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return [line for label in labels for line in label.text().replace("\u00a0", " ").split("\n")]


def lights(page: FirmsPage) -> dict[str, str]:
    name = "Dichiarazioni e loro validità"
    views = [v for v in page.detail.findChildren(TableView) if v.accessibleName() == name]
    rows = views[-1].rows
    found = ((rows.row(n), str(rows.index(n, 1).data())) for n in range(rows.rowCount()))
    return {light.code: said for light, said in found if light is not None}


def test_the_sheet_says_what_is_not_known_and_what_is_missing(
    stocked: list[UUID], screen: Screen
) -> None:
    page = opened(screen, stocked[0])
    screen.wait(lambda: "Dimensione: non determinabile" in words(page.detail))
    said = words(page.detail)
    assert "De minimis: residuo 200.000 € su 200.000 €" in said
    assert any("non sostituisce la visura" in text for text in said)
    assert lights(page)["DURC"] == "manca"


def test_a_change_of_the_firm_is_measured_again(stocked: list[UUID], screen: Screen) -> None:
    page = opened(screen, stocked[0])
    aids = [{"amount": "15000", "date": "2019-05-06"}]
    change(screen, stocked[0], accounts=YEARS, aids=aids, declarations=[DURC])
    screen.wait(lambda: "Dimensione: piccola" in words(page.detail))
    said = words(page.detail)
    assert "De minimis: residuo 185.000 € su 200.000 €" in said
    assert "Torna spazio dal 01/01/2022." in said
    assert lights(page)["DURC"] == "valido fino al 29/09/2021"


def test_nothing_of_a_firm_stays_on_the_sheet_of_the_next(
    stocked: list[UUID], screen: Screen
) -> None:
    page = opened(screen, stocked[1])
    screen.wait(lambda: "Dimensione: non determinabile" in words(page.detail))
    before = words(page.detail)
    screen.go("firms", stocked[0])
    change(screen, stocked[0], accounts=YEARS, declarations=[DURC], products="Valvole d'esempio")
    screen.wait(lambda: "Dimensione: piccola" in words(page.detail))
    assert "Valvole d'esempio" in words(page.detail)
    screen.go("firms", stocked[1])
    screen.wait(lambda: words(page.detail) == before)


def test_the_computation_is_one_key_away_and_gone_through_by_the_arrows(
    stocked: list[UUID], screen: Screen
) -> None:
    page = opened(screen, stocked[0])
    change(screen, stocked[0], accounts=YEARS)
    screen.wait(lambda: "Dimensione: piccola" in words(page.detail))
    page.list.setFocus()
    screen.press(Qt.Key.Key_F4)
    size, aid = page.detail.findChildren(Tellings)
    screen.wait(size.rows[0].hasFocus)
    assert "Esercizio 2019, dati propri" in size.rows[0].accessibleName()
    for _ in size.rows:
        screen.press(Qt.Key.Key_Down)
    assert aid.rows[0].hasFocus()
    screen.press(Qt.Key.Key_Up)
    assert size.rows[-1].hasFocus()
    assert not any("sme-size" in said or "regole" in said for said in words(page.detail))
    cited = size.rows[0].toolTip()
    assert cited.startswith("Regole della dimensione d’impresa, versione 2005 · ")


def test_measuring_never_holds_the_window(
    stocked: list[UUID], screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = firms_page(screen)
    gate = Gate(monkeypatch, measuring, "measured")
    screen.window.go("firms", stocked[1])
    screen.wait(lambda: gate.reached)
    page.search.setFocus()
    screen.type("utopia")
    assert page.search.text() == "utopia"
    assert not any(name == "MainThread" for name in gate.threads)
    gate.open()
    screen.rest()
