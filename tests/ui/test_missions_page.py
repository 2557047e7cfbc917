"""Missions: applications entered from the keyboard, changed, renounced; the dossier issued."""

from typing import cast
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit

from desktop.domain.records import ApplicationState
from desktop.services import missions
from desktop.services.desk import Desk
from desktop.services.missions import Entered
from tests.ui.conftest import CONTROL, Screen
from tests.ui.keys import take_from_menu
from ui.forms.application import ApplicationForm
from ui.forms.page import FormPage
from ui.pages.missions import MissionsPage
from ui.pages.missions_application import ApplicationFormPage
from ui.pages.papers import PapersPage

ENTER, DUBAI = Qt.Key.Key_Return, "DUBAI-2021"


def the_page(screen: Screen) -> MissionsPage:
    page = screen.window.page
    assert isinstance(page, MissionsPage)
    return page


def entered(screen: Screen) -> list[Entered]:
    return cast("list[Entered]", screen.ask(lambda desk: missions.entered(desk, DUBAI)))


def apply(screen: Screen, firms: list[UUID]) -> list[UUID]:
    """Enter an application of each firm, the later firms the earlier ones to arrive."""
    drafts = [
        {"mission": DUBAI, "firm": str(firm), "arrived_at": f"2021-09-0{9 - n}T10:00:05",
         "channel": "pec", "delegates": [{"family_name": "Prova", "given_name": "Lia"}]}
        for n, firm in enumerate(firms)
    ]  # fmt: skip

    def call(desk: Desk) -> list[UUID]:
        return list(missions.apply(desk, drafts)[0])

    return cast("list[UUID]", screen.ask(call))


def opened(screen: Screen) -> MissionsPage:
    screen.press(Qt.Key.Key_4, CONTROL)
    screen.wait(lambda: screen.window.here == "missions")
    screen.wait(lambda: the_page(screen).detail.opened is not None)
    screen.rest()
    return the_page(screen)


def application_form(screen: Screen) -> ApplicationForm:
    screen.wait(lambda: screen.window.here == "application-form")
    page = screen.window.page
    assert isinstance(page, ApplicationFormPage)
    screen.wait(lambda: page.form is not None)
    screen.rest()
    form = page.form
    assert isinstance(form, ApplicationForm)
    return form


def of_utopia(screen: Screen) -> ApplicationForm:
    """Begin a new application by the keys and choose its firm."""
    opened(screen)
    screen.press(Qt.Key.Key_N, CONTROL)
    form = application_form(screen)
    screen.type("utopia")
    screen.press(ENTER)
    screen.wait(lambda: form.band.picker.firm is not None)
    return form


@pytest.mark.usefixtures("stocked")
def test_an_application_is_entered_by_keyboard_alone(screen: Screen) -> None:
    of_utopia(screen)
    screen.type("09/09/2021 10:00:05")
    screen.press(ENTER)  # channel
    screen.press(ENTER)
    screen.type("0012345")
    screen.press(ENTER)
    for text in ("Prova", "Lia", "titolare", "YA0000001", "30/04/2022"):
        screen.type(text)
        screen.press(ENTER)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "missions")
    screen.rest()
    only = entered(screen)[0]
    assert only.firm.name == "Arredi Utopia S.r.l."
    assert only.application.arrived_at.isoformat() == "2021-09-09T10:00:05+02:00"
    assert only.application.protocol == "0012345"
    assert only.delegates[0].passport_expiry is not None
    assert only.delegates[0].passport_expiry.isoformat() == "2022-04-30"
    table = the_page(screen).detail.table
    assert table.rows.index(table.currentIndex().row(), 1).data() == "09/09/2021 10:00:05"
    assert "Arredi Utopia" in screen.window.strip.text


@pytest.mark.usefixtures("stocked")
def test_an_application_without_firm_or_arrival_says_both_beside_their_fields(
    screen: Screen,
) -> None:
    opened(screen)
    screen.press(Qt.Key.Key_N, CONTROL)
    form = application_form(screen)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: bool(form.band.message.text))
    screen.rest()
    assert form.fields["arrived_at"].problem
    assert form.band.picker.line.hasFocus()
    assert entered(screen) == []


def test_applications_stand_in_the_order_of_arrival(stocked: list[UUID], screen: Screen) -> None:
    apply(screen, stocked)
    names = [row.entered.firm.name for row in opened(screen).detail.table.entries()]
    assert names == ["Vetri Chimera S.n.c.", "Arredi Utopia S.r.l.", "Città Verde Esempio S.r.l."]


def test_an_application_is_opened_and_changed(stocked: list[UUID], screen: Screen) -> None:
    apply(screen, stocked[:1])
    page = opened(screen)
    page.detail.table.setFocus()
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "application")
    screen.rest()
    screen.press(Qt.Key.Key_F2)
    form = application_form(screen)
    assert not form.band.picker.line.isEnabled(), "an application stays its firm's"
    form.fields["protocol"].editor.widget.setFocus()
    screen.type("777")
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "application")
    screen.rest()
    assert entered(screen)[0].application.protocol == "777"
    assert len(entered(screen)[0].delegates) == 1


def test_a_renunciation_is_entered_and_taken_back(stocked: list[UUID], screen: Screen) -> None:
    apply(screen, stocked[:2])
    detail = opened(screen).detail
    detail.renounce_button.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(detail.renounce_button.isHidden)
    screen.rest()
    assert entered(screen)[0].application.state is ApplicationState.RENOUNCED
    assert detail.opened is not None
    assert [row.firm for row in detail.opened.travellers] == ["Città Verde Esempio S.r.l."]
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: not detail.renounce_button.isHidden())
    screen.rest()
    assert entered(screen)[0].application.state is ApplicationState.SUBMITTED


def test_a_mission_is_entered_and_its_code_is_its_own(screen: Screen) -> None:
    opened(screen)
    screen.go("mission-form")
    page = screen.window.page
    assert isinstance(page, FormPage)
    screen.wait(lambda: page.form is not None)
    screen.rest()
    form = page.form
    assert form is not None
    screen.type("Toronto: edilizia sostenibile")
    form.fields["code"].editor.widget.setFocus()
    screen.type(DUBAI)
    form.fields["market"].editor.put("CA")
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: bool(form.fields["code"].problem))
    screen.rest()
    form.fields["code"].editor.put("TORONTO-2022")
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: screen.window.here == "missions")
    screen.wait(lambda: the_page(screen).list.rows.rowCount() == 2)
    screen.rest()


def test_the_dossier_is_issued_by_keyboard_alone_and_seen(
    stocked: list[UUID], screen: Screen
) -> None:
    apply(screen, stocked)
    opened(screen)
    screen.press(Qt.Key.Key_P, CONTROL)
    take_from_menu(screen)
    screen.wait(lambda: screen.window.here == "papers")
    page = screen.window.page
    assert isinstance(page, PapersPage)
    screen.wait(lambda: page.images.drawn_pages() > 0)
    screen.rest()
    assert page.shown is not None
    assert (page.shown.kind, page.shown.language) == ("mission-dossier", "it")
    assert page.shown.pages == len(page.images.sizes)
    assert page.shown.number in screen.window.strip.text


def proposed(line: QLineEdit) -> QAbstractItemView:
    completer = line.completer()
    assert completer is not None
    return cast("QAbstractItemView", completer.popup())


@pytest.mark.usefixtures("stocked")
def test_a_delegate_is_proposed_from_the_people_of_the_firm(screen: Screen) -> None:
    form = of_utopia(screen)
    screen.rest()
    row = form.delegates.children_rows[0]
    line = row.fields["family_name"].editor.widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    screen.type("pro")
    popup = proposed(line)
    screen.wait(popup.isVisible)
    assert popup.model().index(0, 0).data() == "Prova Lia · export manager"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    assert [row.fields[name].value() for name in ("family_name", "given_name", "role")] == [
        "Prova", "Lia", "export manager",
    ]  # fmt: skip
    assert screen.focus() is row.fields["passport"].editor.widget
    other = form.delegates.add()
    line = other.fields["family_name"].editor.widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    screen.type("Pro")
    popup = proposed(line)
    screen.wait(popup.isVisible)
    QTest.keyClick(popup, ENTER)  # nothing chosen: it goes on, with what was typed
    assert not popup.isVisible()
    assert other.fields["family_name"].value() == "Pro"
    assert screen.focus() is not line


def test_the_delegates_of_a_stored_application_are_proposed_too(
    stocked: list[UUID], screen: Screen
) -> None:
    (held,) = apply(screen, stocked[:1])
    mission = entered(screen)[0].application.mission
    screen.go("application-form", (mission, held))
    form = application_form(screen)
    row = form.delegates.add()
    line = row.fields["family_name"].editor.widget
    assert isinstance(line, QLineEdit)
    line.setFocus()
    screen.type("Pro")
    screen.wait(proposed(line).isVisible)
