"""Attachments in the window: by keys and by dropping; each file is asked about, nothing lost."""

import threading
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.services import attachments, missions, sessions
from desktop.services.desk import Desk
from desktop.services.watch import Watch
from tests import foreign
from tests.ui.conftest import CONTROL, Screen
from ui.pages.application import ApplicationPage
from ui.pages.attachments import AttachmentsCard
from ui.pages.attachments_adder import guessed
from ui.pages.firms import FirmsPage
from ui.pages.home import HomePage
from ui.pages.sessions import SessionsPage

ENTER = Qt.Key.Key_Return


@pytest.fixture
def visura(tmp_path: Path) -> Path:
    path = tmp_path / "Visura camerale.pdf"
    path.write_bytes(foreign.pdf("Visura", "Soci"))
    return path


def card_of_firm(screen: Screen, firm: UUID) -> AttachmentsCard:
    screen.go("firms", firm)
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    screen.wait(lambda: page.detail.tabs.count() > 0)
    screen.rest()
    page.detail.show_part("attachments")
    screen.wait(page.detail.files.isVisible)
    return page.detail.files


def card_with_visura(screen: Screen, firm: UUID, file: Path) -> AttachmentsCard:
    """Give the card of a firm to which a visura was attached elsewhere."""
    screen.ask(lambda desk: attachments.add(desk, "firm", str(firm), file, {"type": "visura"}))
    card = card_of_firm(screen, firm)
    screen.wait(lambda: card.list.rows.rowCount() == 1)
    return card


def held(screen: Screen, kind: str, record: UUID) -> list[attachments.Held]:
    found = screen.ask(lambda desk: attachments.listed(desk, kind, str(record)))
    assert isinstance(found, list)
    return found


def drop(on: QWidget, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, mime, left, plain)
    QApplication.sendEvent(on, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(on, QDropEvent(QPointF(5, 5), copy, mime, left, plain))


def test_a_file_is_attached_by_keys_and_taken_away_and_brought_back(
    stocked: list[UUID], screen: Screen, visura: Path
) -> None:
    card = card_of_firm(screen, stocked[0])
    assert card.list.isHidden()
    card.choose_files = lambda: [visura]
    card.add_button.setFocus()
    screen.press(Qt.Key.Key_Space)
    screen.wait(card.adder.isVisible)
    assert card.adder.fields["type"].value() == "visura"
    assert not card.adder.fields["declaration"].isVisible()
    card.adder.fields["dated"].editor.widget.setFocus()
    screen.type("30082021")
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: card.list.rows.rowCount() == 1)
    screen.rest()
    (one,) = held(screen, "firm", stocked[0])
    assert (one.attachment.file, str(one.attachment.dated)) == (visura.name, "2021-08-30")
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    titles = [page.detail.tabs.tabText(n) for n in range(page.detail.tabs.count())]
    assert "Allegati  1" in titles
    entry = card.list.rows.row(0)
    assert entry is not None
    assert entry.in_words().startswith("Visura camerale, Visura camerale.pdf · 2 pagine · 1 kB")
    card.list.setFocus()
    screen.press(Qt.Key.Key_Delete)
    screen.wait(card.list.isHidden)
    screen.rest()
    assert card.add_button.hasFocus()
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: card.list.rows.rowCount() == 1)


def test_files_that_are_dropped_are_asked_about_one_by_one(
    stocked: list[UUID], screen: Screen, visura: Path, tmp_path: Path
) -> None:
    card = card_of_firm(screen, stocked[0])
    page = screen.window.page
    assert isinstance(page, FirmsPage)
    page.detail.show_part("summary")
    odd = tmp_path / "programma.pdf"
    odd.write_bytes(b"MZ")
    photo = tmp_path / "foto.png"
    photo.write_bytes(foreign.picture())
    drop(page.detail, odd, visura, photo)
    screen.wait(card.adder.isVisible)
    assert "programma.pdf" in screen.window.strip.text
    assert card.adder.handed is not None
    assert card.adder.handed.file == visura.name
    screen.press(Qt.Key.Key_Escape)
    screen.wait(lambda: card.adder.handed is not None and card.adder.handed.file == photo.name)
    assert card.adder.fields["type"].value() == "photo"
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: card.list.rows.rowCount() == 1)
    screen.rest()
    assert [one.attachment.file for one in held(screen, "firm", stocked[0])] == [photo.name]


def test_what_is_typed_wrong_is_said_below_its_field_and_stays(
    stocked: list[UUID], screen: Screen, visura: Path
) -> None:
    card = card_of_firm(screen, stocked[0])
    card.take([visura])
    screen.wait(card.adder.isVisible)
    dated = card.adder.fields["dated"]
    dated.editor.widget.setFocus()
    screen.type("31/02/2021")
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: bool(dated.problem))
    assert dated.value() == "31/02/2021"
    assert dated.editor.widget.hasFocus()
    assert held(screen, "firm", stocked[0]) == []


def test_a_file_is_opened_and_saved_as_it_was_given(
    stocked: list[UUID], screen: Screen, visura: Path, tmp_path: Path
) -> None:
    card = card_with_visura(screen, stocked[0], visura)
    shown: list[Path] = []
    card.show_file, card.choose_path = shown.append, lambda name: tmp_path / "copia" / name
    card.list.setFocus()
    screen.press(ENTER)
    screen.wait(lambda: bool(shown))
    assert shown[0].read_bytes() == visura.read_bytes()
    card.save_button.click()
    screen.wait((tmp_path / "copia" / visura.name).exists)
    screen.rest()


def test_a_session_and_an_application_have_their_files_too(
    stocked: list[UUID], screen: Screen, visura: Path
) -> None:
    def make(desk: Desk) -> tuple[UUID, UUID, UUID]:
        (session,), _ = sessions.add(desk, [{"title": "Primo orientamento"}])
        draft = {"mission": "DUBAI-2021", "firm": str(stocked[0]),
                 "arrived_at": "2021-09-09T10:00:05"}  # fmt: skip
        (application,), _ = missions.apply(desk, [draft])
        return session, missions.listed(desk)[0].id, application

    made = screen.ask(make)
    assert isinstance(made, tuple)
    session, mission, application = made
    screen.go("sessions", session)
    page = screen.window.page
    assert isinstance(page, SessionsPage)
    screen.wait(lambda: page.detail.shown == session)
    drop(page.detail, visura)
    screen.wait(page.detail.files.adder.isVisible)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: page.detail.files.list.rows.rowCount() == 1)
    screen.rest()
    screen.go("application", (mission, application))
    other = screen.window.page
    assert isinstance(other, ApplicationPage)
    screen.wait(lambda: other.sheet is not None)
    assert other.files.list.rows.rowCount() == 0
    drop(other, visura)
    screen.wait(other.files.adder.isVisible)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: other.files.list.rows.rowCount() == 1)
    screen.rest()
    assert len(held(screen, "session", session)) == 1
    assert len(held(screen, "application", application)) == 1


def answers(screen: Screen) -> list[QPushButton]:
    """Give the answers that the strip offers, without the cross that closes it."""
    screen.wait(lambda: "per sempre" in screen.window.strip.text)
    shown = [b for b in screen.window.strip.findChildren(QPushButton) if b.isVisible()]
    return [b for b in shown if b.text() in {"Tieni", "Elimina"}]


@pytest.mark.usefixtures("stocked")
def test_passports_whose_time_is_over_stand_on_the_first_page_and_go_by_one_verb(
    stocked: list[UUID], screen: Screen, visura: Path
) -> None:
    def make(desk: Desk) -> UUID:
        missions.add(desk, [{"code": "VECCHIA", "title": "Missione finita", "market": "AE",
                             "from": "2021-05-01", "to": "2021-05-05"}])  # fmt: skip
        draft = {"mission": "VECCHIA", "firm": str(stocked[0]),
                 "arrived_at": "2021-04-01T10:00:05"}  # fmt: skip
        (application,), _ = missions.apply(desk, [draft])
        attachments.add(desk, "application", str(application), visura, {"type": "passport"})
        return application

    application = screen.ask(make)
    assert isinstance(application, UUID)
    screen.go("firms")
    screen.go("today")
    page = screen.window.page
    assert isinstance(page, HomePage)
    page.refetch()
    screen.wait(page.copies.isVisible)
    entry = page.copies.rows.row(0)
    assert entry is not None
    assert "Missione finita" in entry.in_words()
    photo = visura.with_name("passaporto.png")
    photo.write_bytes(foreign.picture())
    later = {"type": "passport"}
    screen.ask(lambda d: attachments.add(d, "application", str(application), photo, later))
    page.drop_button.click()
    keep, erase = answers(screen)
    keep.click()
    screen.rest()
    assert len(held(screen, "application", application)) == 2
    page.drop_button.click()
    keep, erase = answers(screen)
    erase.click()
    screen.wait(lambda: "1 copia di passaporto" in screen.window.strip.text)
    screen.rest()
    (one,) = held(screen, "application", application)  # nobody has seen it here yet
    assert one.attachment.file == photo.name


def test_a_missing_file_is_attached_on_the_page_that_misses_it(
    stocked: list[UUID], screen: Screen, visura: Path
) -> None:
    def make(desk: Desk) -> tuple[UUID, UUID]:
        (mission,), _ = missions.add(desk, [{
            "code": "CHIEDE", "title": "Missione che chiede", "market": "AE",
            "required": ["visura"],
        }])  # fmt: skip
        draft = {"mission": "CHIEDE", "firm": str(stocked[0]), "arrived_at": "2021-04-01T10:00:05"}
        (application,), _ = missions.apply(desk, [draft])
        return mission, application

    made = screen.ask(make)
    screen.go("application", made)
    page = screen.window.page
    assert isinstance(page, ApplicationPage)
    screen.wait(lambda: page.sheet is not None and bool(page.folder.missing.rows))
    screen.rest()
    before = len(page.folder.missing.rows)
    row = next(r for r in page.folder.missing.rows if "isura" in r.telling.said)
    row.setFocus()
    screen.press(ENTER)
    assert page.files.add_button.hasFocus()
    page.files.choose_files = lambda: [visura]
    screen.press(Qt.Key.Key_Space)
    screen.wait(page.files.adder.isVisible)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: len(page.folder.missing.rows) == before - 1)
    screen.rest()


def test_a_file_for_the_next_record_waits_for_the_one_that_is_looked_at(
    stocked: list[UUID], screen: Screen, visura: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, begun, check = threading.Event(), threading.Event(), attachments.check

    def slow(path: Path, *more: Watch) -> attachments.Handed:
        if path.name == "lenta.png":
            begun.set()
            assert goes_on.wait(60)
        return check(path, *more)

    monkeypatch.setattr(attachments, "check", slow)
    photo = visura.with_name("lenta.png")
    photo.write_bytes(foreign.picture())
    card = card_of_firm(screen, stocked[0])
    card.take([photo])
    screen.wait(begun.is_set)
    card.show_for("firm", stocked[1])
    card.take([visura])
    goes_on.set()
    screen.wait(lambda: card.adder.handed is not None)
    assert card.adder.handed is not None
    assert card.adder.handed.file == visura.name


@pytest.mark.parametrize(
    ("name", "kind"),
    [("VISURA ordinaria.pdf", "visura"), ("Passaporto_Prova.jpg", "passport"),
     ("carta d’identità.pdf", "identity_document"), ("DURC 2021.pdf", "durc"),
     ("scansione0001.pdf", "other")],
)  # fmt: skip
def test_a_name_is_a_first_guess_at_the_type(name: str, kind: str) -> None:
    assert guessed(name).value == kind


def test_two_that_are_saved_in_quick_succession_are_both_written(
    stocked: list[UUID], screen: Screen, visura: Path, tmp_path: Path
) -> None:
    card = card_with_visura(screen, stocked[0], visura)
    card.list.setFocus()
    for name in ("prima.pdf", "seconda.pdf"):
        card.choose_path = lambda _name, path=tmp_path / name: path  # type: ignore[misc]
        card.save_button.click()
    screen.wait((tmp_path / "seconda.pdf").exists)
    screen.rest()
    assert (tmp_path / "prima.pdf").read_bytes() == visura.read_bytes()
