"""A firm registered, changed and taken back from the keyboard alone."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.domain.problems import DeskError
from desktop.services import firms, register
from desktop.services.desk import Desk
from tests.ui.conftest import CONTROL, Screen
from ui.forms.page import FormPage
from ui.pages.exchange import ExchangePage
from ui.pages.firms import FirmsPage


def form_page(screen: Screen) -> FormPage:
    page = screen.window.page
    assert isinstance(page, FormPage)
    return page


def _refused() -> Callable[[Desk], object]:
    def call(_desk: Desk) -> object:
        raise DeskError("cancelled")

    return call


def new_form(screen: Screen) -> FormPage:
    """Open the form of a new firm by the keys: firms, new."""
    screen.press(Qt.Key.Key_2, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.wait(lambda: screen.window.here == "firm-form")
    screen.wait(lambda: form_page(screen).form is not None)
    screen.rest()
    return form_page(screen)


def test_a_firm_is_registered_by_keyboard_alone(screen: Screen) -> None:
    new_form(screen)
    screen.type("Officine Facsimile S.r.l.")
    screen.press(Qt.Key.Key_Return)  # legal form
    screen.press(Qt.Key.Key_Return)
    screen.type("00000010157")
    screen.press(Qt.Key.Key_Return)
    screen.type("00000010157")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    found = screen.ask(lambda desk: register.find(desk, "officine"))
    assert isinstance(found, list)
    assert [firm.name for firm in found] == ["Officine Facsimile S.r.l."]
    assert "Officine Facsimile" in screen.window.strip.text
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    assert page.list.chosen_key() == found[0].id


def test_a_problem_stands_under_its_field_and_takes_the_cursor(screen: Screen) -> None:
    page = new_form(screen)
    form = page.form
    assert form is not None
    screen.type("Officine Facsimile S.r.l.")
    form.fields["vat_number"].editor.widget.setFocus()
    screen.type("00000010158")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: bool(form.fields["vat_number"].problem))
    screen.rest()
    field = form.fields["vat_number"]
    assert "dovrebbe essere 7" in field.message.text
    assert screen.focus() is field.editor.widget
    assert field.editor.widget.accessibleDescription() == field.message.text
    assert screen.window.here == "firm-form"
    assert screen.ask(firms.count) == 0


def test_a_problem_is_said_when_the_cursor_leaves_the_field(screen: Screen) -> None:
    form = new_form(screen).form
    assert form is not None
    form.fields["registered_on"].editor.widget.setFocus()
    screen.type("31/02/2021")
    screen.press(Qt.Key.Key_Tab)
    assert "31/02/2021" in form.fields["registered_on"].problem
    form.fields["registered_on"].editor.widget.setFocus()
    edit = form.fields["registered_on"].editor.widget
    assert isinstance(edit, QLineEdit)
    edit.selectAll()
    screen.type("1/2/12")
    screen.press(Qt.Key.Key_Tab)
    assert form.fields["registered_on"].message.text == "mercoledì 1º febbraio 2012"


def test_a_firm_is_changed_and_the_change_undone(stocked: list[UUID], screen: Screen) -> None:
    firm = stocked[0]
    screen.go("firms", firm)
    screen.press(Qt.Key.Key_F2)
    screen.wait(lambda: screen.window.here == "firm-form")
    screen.rest()
    form = form_page(screen).form
    assert form is not None
    assert form.fields["name"].value() == "Città Verde Esempio S.r.l."
    form.fields["phone"].editor.widget.setFocus()
    screen.type("02 7777 1111")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()

    def phone() -> object:
        answer = screen.ask(lambda desk: firms.show(desk, str(firm)))
        assert isinstance(answer, dict)
        return answer.get("phone")

    assert phone() == "+390277771111"
    screen.window.page.setFocus()
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: "Annullato" in screen.window.strip.text)
    assert phone() is None


def test_only_what_was_changed_is_written(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firm-form", stocked[0])
    form = form_page(screen).form
    assert form is not None
    assert form.changes() == {}
    form.fields["registered_office.town"].editor.widget.setFocus()
    screen.press(Qt.Key.Key_End)
    screen.type(" Nord")
    assert form.changes() == {"registered_office.town": "Cinisello Balsamo Nord"}
    assert form.count_typed() == 1


def test_escape_asks_and_never_discards(screen: Screen) -> None:
    page = new_form(screen)
    form = page.form
    assert form is not None
    screen.type("Officine")
    screen.press(Qt.Key.Key_Escape)
    screen.wait(lambda: "non è salvato" in screen.window.strip.text)
    assert screen.window.here == "firm-form"
    screen.press(Qt.Key.Key_Space)  # the first answer: go on writing
    assert screen.focus() is form.fields["name"].editor.widget
    assert form.fields["name"].value() == "Officine"


def test_a_form_rests_while_it_is_saved(screen: Screen) -> None:
    page = new_form(screen)
    form = page.form
    assert form is not None
    screen.type("Officine")  # neither code is given: refused
    page.save()
    screen.type(" Nord ")
    assert form.fields["name"].value() == "Officine"
    screen.window.go("today")
    assert screen.window.here == "firm-form"
    assert "in corso" in screen.window.strip.text
    screen.wait(form.isEnabled)
    assert form.isAncestorOf(screen.focus())


def test_a_form_that_is_not_saved_gives_the_cursor_back(screen: Screen) -> None:
    page = new_form(screen)
    form = page.form
    assert form is not None
    form.fields["website"].editor.widget.setFocus()
    screen.type("officine.esempio.it")
    here = screen.focus()
    page.call_save = _refused  # type: ignore[method-assign]
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(form.isEnabled)
    assert screen.focus() is here


def test_a_form_without_a_word_is_left_at_once(screen: Screen) -> None:
    new_form(screen)
    screen.press(Qt.Key.Key_Escape)
    screen.wait(lambda: screen.window.here == "firms")


def test_people_are_entered_and_taken_out(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firm-form", stocked[0])
    form = form_page(screen).form
    assert form is not None
    rows = form.rows["people"]
    assert [row.fields["family_name"].value() for row in rows.children_rows] == ["Prova"]
    form.tabs.setCurrentIndex(2)
    rows.more.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: len(rows.children_rows) == 2)
    screen.type("Modello")
    screen.press(Qt.Key.Key_Return)
    screen.type("Ivo")
    rows.children_rows[0].take_out()
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    answer = screen.ask(lambda desk: firms.show(desk, str(stocked[0])))
    assert isinstance(answer, dict)
    assert [person["family_name"] for person in answer["people"]] == ["Modello"]


def test_enter_adds_a_person_and_never_takes_one_out(screen: Screen) -> None:
    form = new_form(screen).form
    assert form is not None
    rows = form.rows["people"]
    form.go_to("people")
    assert screen.focus() is rows.more
    screen.press(Qt.Key.Key_Return)
    (row,) = rows.children_rows
    screen.type("Esempio")
    for _ in row.fields:
        screen.press(Qt.Key.Key_Return)
    assert screen.focus() is rows.more
    screen.press(Qt.Key.Key_Return)
    assert len(rows.children_rows) == 2
    assert "Esempio" in str(rows.draft())


def test_a_sheet_is_begun_where_it_begins(screen: Screen) -> None:
    form = new_form(screen).form
    assert form is not None
    firsts = []
    for _ in range(form.tabs.count()):
        screen.press(Qt.Key.Key_PageDown, CONTROL)
        firsts.append(screen.focus())
    by_tab = {
        form.tabs.tabText(n): w
        for n, w in zip((*range(1, form.tabs.count()), 0), firsts, strict=True)
    }
    assert by_tab["Dichiarazioni e consensi"] is form.rows["declarations"].more
    assert firsts[-1] is form.fields["name"].editor.widget


def test_undo_leaves_alone_what_was_saved_before_a_typed_form(screen: Screen) -> None:
    new_form(screen)
    screen.type("Officine Facsimile S.r.l.")
    form = form_page(screen).form
    assert form is not None
    form.fields["vat_number"].editor.widget.setFocus()
    screen.type("00000010157")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    new_form(screen)
    screen.type("Altra")
    screen.press(Qt.Key.Key_Return)  # on the box of legal forms, which has no undo of its own
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.rest()
    assert "non salvato" in screen.window.strip.text
    assert screen.ask(firms.count) == 1


def test_a_childs_problem_stands_in_its_row(stocked: list[UUID], screen: Screen) -> None:
    screen.go("firm-form", stocked[0])
    form = form_page(screen).form
    assert form is not None
    form.tabs.setCurrentIndex(2)
    row = form.rows["people"].add()
    row.fields["given_name"].editor.widget.setFocus()
    screen.type("Ivo")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: bool(row.fields["family_name"].problem))
    assert screen.focus() is row.fields["family_name"].editor.widget


def test_firms_that_may_be_the_same_are_shown_while_typing(
    stocked: list[UUID], screen: Screen
) -> None:
    page = new_form(screen)
    screen.type("Citta Verde Esempio")
    screen.wait(lambda: "Apri «Città Verde Esempio S.r.l.»" in names_of_buttons(page))
    assert len(stocked) == 3


def names_of_buttons(page: FormPage) -> list[str]:
    return [button.accessibleName() for button in page.findChildren(QPushButton)]


def test_a_firm_with_another_s_code_is_registered_and_leads_to_the_pair(
    stocked: list[UUID], screen: Screen
) -> None:
    again = {"tax_code": "00000010157"}
    screen.ask(lambda desk: firms.add(desk, [again | {"name": "Un’altra coppia"}]))
    form = new_form(screen).form
    assert form is not None
    screen.type("Vetri Chimera bis")
    form.fields["tax_code"].editor.widget.setFocus()
    screen.type("00000030155")
    screen.press(Qt.Key.Key_Return, CONTROL)
    screen.wait(lambda: screen.window.here == "firms")
    screen.rest()
    said = screen.window.strip.text
    assert said.startswith("«Vetri Chimera bis» è registrata.")
    assert "stesso codice di «Vetri Chimera S.n.c.»" in said
    assert "Scambio, Doppioni" in said
    compare = next(
        b for b in screen.window.strip.findChildren(QPushButton) if b.text() == "Confronta"
    )
    compare.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(lambda: screen.window.here == "exchange")
    screen.rest()
    page = screen.window.page
    assert isinstance(page, ExchangePage)
    assert page.doubles.pair is not None
    assert stocked[2] in {firm.id for firm in page.doubles.pair.firms}


def test_what_is_written_of_a_person_is_counted_by_fields(screen: Screen) -> None:
    form = new_form(screen).form
    assert form is not None
    form.fields["name"].type_in("Officine Facsimile S.r.l.")
    row = form.rows["people"].add()
    for name, value in (("family_name", "Prova"), ("given_name", "Lia"), ("role", "titolare")):
        row.fields[name].type_in(value)
    assert form.count_typed() == 4
    row.take_out()
    assert form.count_typed() == 1
