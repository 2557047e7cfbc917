"""Where the parts of forms stand: columns line up, words are by their own field, rows are whole."""

from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.problems import Problem
from desktop.services import missions
from tests.ui.conftest import Screen
from tests.ui.test_house import open_page
from tests.ui.test_reflow import resize
from ui import tokens
from ui.forms.editors import ChecksEditor, LinesEditor
from ui.forms.fields import Field
from ui.forms.form import Form
from ui.forms.page import FormPage
from ui.widgets.area import Area
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import KeyHint
from ui.widgets.verbrow import Foot
from ui.widgets.verbs import VerbButton

WIDE, USUAL = (1920, 1080), (1366, 768)


def the_form(screen: Screen) -> Form:
    page = screen.window.page
    assert isinstance(page, FormPage)
    assert page.form is not None
    return page.form


def opened(screen: Screen, page: str, size: tuple[int, int] = USUAL) -> Form:
    open_page(screen, page)
    resize(screen, size)
    return the_form(screen)


def box(widget: QWidget) -> QRect:
    """Give where a widget stands on the window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def editors(form: Form, *names: str) -> list[QRect]:
    return [box(form.fields[name].editor.widget) for name in names]


@pytest.mark.parametrize("size", [USUAL, WIDE])
def test_columns_line_up_from_section_to_section(screen: Screen, size: tuple[int, int]) -> None:
    form = opened(screen, "firm-form", size)
    upper = editors(form, "tax_code", "vat_number", "rea")
    lower = editors(form, "pec", "email", "website")
    assert [one.left() for one in upper] == [one.left() for one in lower]
    assert [one.right() for one in upper] == [one.right() for one in lower]
    status, province = editors(form, "status", "registered_office.province")
    assert status.right() == province.right() == lower[-1].right()


def test_what_is_said_of_a_field_is_nearer_to_it_than_the_next_label(screen: Screen) -> None:
    form = opened(screen, "firm-form")
    upper, lower = form.fields["tax_code"], form.fields["registered_on"]
    upper.show_problem("Non va.")
    resize(screen, USUAL)
    own = box(upper.message).top() - box(upper.editor.widget).bottom()
    label = next(label for label in lower.findChildren(QLabel) if label.buddy() is not None)
    other = box(label).top() - box(upper.message).bottom()
    assert own < other
    assert other >= tokens.LINE_GAP


def ink(widget: QWidget) -> tuple[int, int]:
    """Give the first and the last column, inside the border, in which something is drawn."""
    picture = widget.grab().toImage()
    ground = picture.pixel(6, 6)
    drawn = [
        x for x in range(6, picture.width() - 6)
        if any(picture.pixel(x, y) != ground for y in range(6, picture.height() - 6))
    ]  # fmt: skip
    return drawn[0], drawn[-1]


def test_words_begin_alike_in_every_kind_of_field_with_the_cursor_or_without(
    screen: Screen,
) -> None:
    holder = QWidget(screen.window)
    line, choice, text = QLineEdit("H"), ChoiceBox(), QPlainTextEdit("H")
    choice.addItem("H")
    column = QVBoxLayout(holder)
    for widget in (line, choice, text):
        column.addWidget(widget)
    holder.setGeometry(0, 0, 300, 200)
    holder.show()
    found: list[tuple[int, int]] = []
    for focused in (screen.window.rail.item("today"), choice, line):
        focused.setFocus()
        screen.rest()
        line.deselect()
        assert {ink(widget)[0] for widget in (line, choice, text) if widget is not focused} == {
            ink(choice)[0]
        }
        found.append(ink(choice))
    assert len(set(found)) == 1, "the arrow too stays where it is"
    holder.deleteLater()


def checks(form: Form) -> list[ChecksEditor]:
    found = [field.editor for field in form.findChildren(Field)]
    return [editor for editor in found if isinstance(editor, ChecksEditor)]


@pytest.mark.parametrize("page", ["firm-form", "session-form", "mission-form", "application-form"])
@pytest.mark.parametrize("size", [USUAL, WIDE, (683, 384)])
def test_lists_of_boxes_show_whole_rows(screen: Screen, page: str, size: tuple[int, int]) -> None:
    form = opened(screen, page, size)
    found = checks(form)
    assert found
    for editor in found:
        seen = editor.list.viewport().height()
        row = editor.list.sizeHintForRow(0)
        assert row == tokens.CHECK
        assert seen % row == 0, f"{seen} pixels of rows of {row}"


@pytest.mark.parametrize(
    ("page", "names"),
    [("application-form", ("objectives", "wanted")),
     ("session-form", ("topics", "needs", "advice"))],
)  # fmt: skip
def test_neighbours_end_on_one_line(screen: Screen, page: str, names: tuple[str, ...]) -> None:
    form = opened(screen, page)
    assert len({rect.bottom() for rect in editors(form, *names)}) == 1


def test_a_text_of_many_lines_keeps_its_height(screen: Screen) -> None:
    form = opened(screen, "application-form", (1366, 500))
    for field in form.fields.values():
        if isinstance(field.editor, LinesEditor):
            text = field.editor.text
            assert text.height() >= text.minimumHeight() > tokens.FIELD


def test_a_longer_list_shows_more_where_there_is_room(screen: Screen) -> None:
    form = opened(screen, "mission-form", USUAL)
    sectors = next(editor for editor in checks(form) if not editor.is_short)
    before = sectors.list.height()
    resize(screen, (1920, 1400))
    assert sectors.list.height() > before


def test_a_form_is_no_wider_than_one_reads(screen: Screen) -> None:
    form = opened(screen, "mission-form", WIDE)
    rights = [rect.right() for rect in editors(form, "code", "place")]
    assert max(rights) - box(form).left() < tokens.FORM
    assert len(set(rights)) == 1


@pytest.mark.parametrize("page", ["mission-form", "firm-form"])
def test_fields_and_buttons_end_on_one_line_without_an_aside(screen: Screen, page: str) -> None:
    form = opened(screen, page, (700, 700))
    name = "title" if page == "mission-form" else "name"
    right = editors(form, name)[0].right()
    assert screen.window.width() - 1 - right == tokens.EDGE_RIGHT


def test_the_words_of_a_check_box_are_beside_it(screen: Screen) -> None:
    form = opened(screen, "mission-form")
    field = form.fields["provisional"]
    assert field.editor.widget.text() == "Dati provvisori"  # type: ignore[attr-defined]
    assert [label.text() for label in field.findChildren(QLabel) if label.text()] == []


def test_the_line_beside_a_form_is_there_only_with_something_beside_it(screen: Screen) -> None:
    form = opened(screen, "firm-form")
    pane = form.parentWidget()
    assert pane is not None
    assert pane.property("alone") is False
    form.tabs.setCurrentIndex(1)
    assert pane.property("alone") is True
    form.tabs.setCurrentIndex(0)
    resize(screen, (683, 384))
    assert pane.property("alone") is True


def test_a_mission_is_headed_in_the_language_of_the_window(screen: Screen) -> None:
    mission = screen.ask(lambda desk: missions.listed(desk)[0])
    screen.go("mission-form", mission.id)  # type: ignore[attr-defined]
    assert screen.window.page.heading() == mission.title  # type: ignore[attr-defined]
    place = screen.sitting.place
    assert place is not None
    place.choose(language="en")
    screen.wait(lambda: screen.sitting.place is not place)
    screen.go("mission-form", mission.id)  # type: ignore[attr-defined]
    assert screen.window.page.heading() == mission.title_en  # type: ignore[attr-defined]


def similar(screen: Screen) -> list[str]:
    aside = screen.window.page.aside.parentWidget()  # type: ignore[attr-defined]
    labels = [label.text() for label in aside.findChildren(QLabel) if not label.isHidden()]
    return [text for text in labels if "registro" in text or "Compaiono" in text]


def test_similar_firms_are_not_denied_before_anything_is_typed(
    stocked: list[UUID], screen: Screen
) -> None:
    screen.go("firm-form")
    assert similar(screen) == ["Compaiono qui mentre scrivi il nome o un codice."]
    screen.type("Nessuna come questa")
    screen.wait(lambda: similar(screen) == ["Nessuna nel registro."])
    screen.window.page._discarded = True  # type: ignore[attr-defined]  # noqa: SLF001 - no strip
    screen.go("firm-form", stocked[0])
    assert similar(screen) == []


@pytest.mark.parametrize("page", ["firm-form", "session-form"])
def test_keys_are_named_as_the_keyboard_does(screen: Screen, page: str) -> None:
    screen.go(page)
    keys = [hint.key for hint in screen.window.page.findChildren(KeyHint)]
    assert keys[0] == "Invio"
    assert keys[-1] == "Ctrl+Invio"
    assert not {"Ctrl+PgDn", "Ctrl+PgDown"} & set(keys)


@pytest.mark.usefixtures("stocked")
def test_the_list_of_imports_opens_at_its_top(screen: Screen) -> None:
    resize(screen, (683, 384))
    screen.go("firms")
    screen.press(Qt.Key.Key_Tab)
    screen.go("imports")
    resize(screen, (683, 384))
    area = screen.window.page._first_pane  # type: ignore[attr-defined]  # noqa: SLF001 - no name
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == 0


def in_sight(screen: Screen, widget: QWidget) -> bool:
    """Tell whether a widget is seen whole, above the foot of its page."""
    page = screen.window.page
    (foot,) = page.findChildren(Foot)
    own = box(widget)
    return own.bottom() < box(foot).top() and own.top() >= box(screen.window.strip).top()


@pytest.mark.parametrize("size", [USUAL, (1024, 600)])
@pytest.mark.parametrize("page", ["application-form", "firm-form"])
def test_the_field_with_the_cursor_is_seen_whole_with_its_label(
    screen: Screen, page: str, size: tuple[int, int]
) -> None:
    form = opened(screen, page, size)
    for field in form.fields.values():
        form.focus_first()
        form.go_to(field.name)
        screen.rest()
        assert in_sight(screen, field), field.name


def test_what_is_refused_first_is_seen_with_label_and_message(screen: Screen) -> None:
    form = opened(screen, "firm-form", (1024, 600))
    phone = form.fields["phone"]
    form.go_to("phone")
    screen.type("zz")
    area = next(a for a in form.findChildren(Area) if a.isAncestorOf(phone))
    for value in (area.verticalScrollBar().maximum(), 0):
        area.verticalScrollBar().setValue(value)
        form.show_problems([Problem("needed", "phone")])
        screen.wait(lambda: in_sight(screen, phone))


@pytest.mark.parametrize("page", ["session-form", "application-form", "mission-form", "firm-form"])
def test_tab_goes_from_the_last_field_to_what_saves(screen: Screen, page: str) -> None:
    form = opened(screen, page)
    seen = [screen.focus()]
    (save,) = (b for b in screen.window.page.findChildren(VerbButton) if b.verb.main)
    while screen.focus() is not save:
        screen.press(Qt.Key.Key_Tab)
        assert screen.window.page.isAncestorOf(screen.focus()), seen[-1]
        assert screen.focus() not in seen
        seen.append(screen.focus())
    first = [field for field in form.fields.values() if field.isVisible()]
    assert {field.editor.widget for field in first} <= set(seen)
    screen.press(Qt.Key.Key_Backtab)
    assert screen.focus() is seen[-2]
