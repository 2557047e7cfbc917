"""The list of firms: search while typing, stale answers, the firm beside it."""

from threading import Event
from uuid import UUID

from PySide6.QtCore import Qt

from desktop.services import firms
from desktop.services.desk import Desk
from tests.ui.conftest import CONTROL, Screen
from ui.pages.firm_form import FirmFormPage
from ui.pages.firms import FirmsPage


def firms_page(screen: Screen) -> FirmsPage:
    screen.go("firms")
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    return page


def shown(page: FirmsPage) -> list[str]:
    rows = (page.list.rows.row(place) for place in range(page.list.rows.rowCount()))
    return [row.title for row in rows if row is not None]


def test_all_firms_stand_in_the_list_by_name(stocked: list[UUID], screen: Screen) -> None:
    page = firms_page(screen)
    assert shown(page) == [
        "Arredi Utopia S.r.l.", "Città Verde Esempio S.r.l.", "Vetri Chimera S.n.c."
    ]  # fmt: skip
    assert page.list.chosen_key() == stocked[1]


def test_the_search_answers_while_one_types(stocked: list[UUID], screen: Screen) -> None:
    page = firms_page(screen)
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("citta verde")
    screen.wait(lambda: shown(page) == ["Città Verde Esempio S.r.l."])
    screen.rest()
    assert page.detail.isVisible()
    assert page.list.chosen_key() == stocked[0]


def test_an_answer_to_an_older_question_is_dropped(stocked: list[UUID], screen: Screen) -> None:
    page = firms_page(screen)
    asked, go_on = Event(), Event()
    called: list[str] = []

    def slow(desk: Desk) -> str:
        asked.set()
        go_on.wait(10)
        called.append("old")
        return f"old {firms.count(desk)}"

    def overtaken(_desk: Desk) -> str:
        called.append("overtaken")
        return "overtaken"

    got: list[str] = []
    screen.sitting.tasks.ask(page, "probe", slow, got.append)
    screen.wait(asked.is_set)
    screen.sitting.tasks.ask(page, "probe", overtaken, got.append)
    screen.sitting.tasks.ask(page, "probe", lambda desk: f"new {firms.count(desk)}", got.append)
    go_on.set()
    screen.rest()
    assert got == [f"new {len(stocked)}"]
    assert called == ["old"]


def test_a_search_without_an_answer_offers_to_register(stocked: list[UUID], screen: Screen) -> None:
    page = firms_page(screen)
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("Pompe Immaginarie")
    screen.wait(lambda: page.list.rows.rowCount() == 0)
    screen.rest()
    assert not page.detail.isVisible()
    assert stocked
    button = page.offered()
    assert button is not None
    assert button.text() == "Registra «Pompe Immaginarie»"
    button.click()
    screen.wait(lambda: screen.window.here == "firm-form")


def test_a_firm_that_is_removed_comes_back_by_undo(stocked: list[UUID], screen: Screen) -> None:
    page = firms_page(screen)
    screen.go("firms", stocked[2])
    page.remove_shown()
    screen.wait(lambda: "Vetri Chimera S.n.c." not in shown(page))
    screen.rest()
    page.list.setFocus()
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: "Vetri Chimera S.n.c." in shown(page))


def test_the_detail_has_only_tabs_with_something_in_them_or_to_put_there(
    stocked: list[UUID], screen: Screen
) -> None:
    page = firms_page(screen)
    screen.go("firms", stocked[0])
    tabs = page.detail.tabs
    assert [tabs.tabText(n) for n in range(tabs.count())] == [
        "Riepilogo", "Persone  1", "Calcolo", "Allegati", "Storia"
    ]  # fmt: skip
    page.detail.show_part("history")
    assert tabs.currentIndex() == 4


def test_a_register_longer_than_a_page_is_fetched_as_it_is_seen(screen: Screen) -> None:
    def code(number: int) -> str:
        body = f"{number:07d}015"
        twice = [int(c) * (1 + n % 2) for n, c in enumerate(body)]
        total = sum(value - 9 if value > 9 else value for value in twice)
        return f"{body}{-total % 10}"

    drafts = [{"name": f"Impresa Prova {n:03d}", "vat_number": code(n)} for n in range(1, 151)]
    screen.ask(lambda desk: firms.add(desk, drafts))
    page = firms_page(screen)
    assert page.list.rows.rowCount() == 150
    assert page.list.rows.row(149) is None
    page.list.scrollToBottom()
    page.list.grab()
    screen.rest()
    last = page.list.rows.row(149)
    assert last is not None
    assert last.title == "Impresa Prova 150"


def test_the_best_answer_is_shown_and_a_refetch_keeps_the_chosen_one(
    stocked: list[UUID], screen: Screen
) -> None:
    page = firms_page(screen)
    screen.go("firms", stocked[2])
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("lia")
    screen.wait(lambda: page.list.rows.rowCount() == 3)
    screen.rest()
    first = page.list.rows.row(0)
    assert first is not None
    assert page.list.chosen_key() == first.key
    assert "trovata per: persona" in first.in_words()
    page.list.choose(stocked[0])
    screen.rest()
    page.refetch()
    screen.rest()
    assert page.list.chosen_key() == stocked[0]


def test_a_firm_that_an_undo_took_away_is_shown_no_more(screen: Screen) -> None:
    draft = {"name": "Officine Facsimile S.r.l.", "vat_number": "00000010157"}
    added = screen.ask(lambda desk: firms.add(desk, [draft]))
    assert isinstance(added, firms.Added)
    page = firms_page(screen)
    place = screen.sitting.place
    assert place is not None
    place.hub.wrote(added.changed)
    screen.wait(page.detail.isVisible)
    screen.rest()
    place.undo_last()
    screen.wait(lambda: not page.detail.isVisible())
    screen.rest()
    assert "Annullato" in screen.window.strip.text
    offered = page.offered()
    assert offered is not None
    assert offered.text() == "Importa elenco"


def test_a_key_before_the_answer_waits_for_it_and_the_best_is_chosen(
    stocked: list[UUID], screen: Screen
) -> None:
    page = firms_page(screen)
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("vetri")
    screen.rest()
    screen.press(Qt.Key.Key_Return)
    assert page.list.chosen_key() == stocked[2]
    screen.press(Qt.Key.Key_F, CONTROL)
    screen.type("lia")
    screen.press(Qt.Key.Key_Return)  # at once: the list below is still that of the search before
    screen.rest()
    assert page.list.hasFocus()
    first = page.list.rows.row(0)
    assert first is not None
    assert page.list.chosen_key() == first.key == stocked[1]


def test_enter_goes_from_a_search_without_an_answer_to_the_button_and_esc_clears_it(
    stocked: list[UUID], screen: Screen
) -> None:
    page = firms_page(screen)
    screen.press(Qt.Key.Key_F, CONTROL)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down):
        screen.type("Pompe Immaginarie")
        screen.press(key)  # before the answer
        screen.rest()
        assert screen.focus() is page.offered()
        page.search.setFocus()
        screen.press(key)  # and after it
        assert screen.focus() is page.offered()
        screen.press(Qt.Key.Key_Escape)
        screen.rest()
        assert (page.search.text(), screen.focus()) == ("", page.search)
        assert len(shown(page)) == len(stocked)
    screen.type("Pompe Immaginarie")
    screen.rest()
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.wait(lambda: screen.window.here == "firm-form")
    screen.rest()
    form = screen.window.page
    assert isinstance(form, FirmFormPage)
    assert form.form is not None
    assert form.form.fields["name"].value() == "Pompe Immaginarie"
