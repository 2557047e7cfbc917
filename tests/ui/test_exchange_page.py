"""The exchange from the window, with real stores of two desks: files, conflicts, doubles, trust."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.domain.records import Firm
from desktop.services import exchange, firms, joining, settling, stores, trust
from desktop.services.desk import Desk
from tests.builders import firm_draft
from tests.conftest import Clock
from tests.neighbours import befriend, card_of, neighbour, renamed, sent, swap
from tests.ui.conftest import CONTROL, OPERATOR, Screen
from ui.pages.exchange import CONFLICTS, DESKS, DOUBLES, ExchangePage
from ui.widgets.labels import Chip

if TYPE_CHECKING:
    from ui.pages.firms import FirmsPage
    from ui.pages.home import HomePage

ENTER, ESCAPE, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space
LEFT, RIGHT, DOWN = Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Down


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def other(tmp_path: Path, store_path: Path, clock: Clock, stick: Path) -> Iterator[Desk]:
    """Give another desk that trusts this one and is trusted, and holds the same two firms."""
    made = neighbour(tmp_path, "MI2", "Sportello 2", "Marco Prova", clock)
    desk = stores.open_desk(store_path, None, OPERATOR)
    befriend(desk, made, tmp_path)
    firms.add(desk, [firm_draft(1, phone="02 0000 0100"), firm_draft(2)])
    swap(desk, made, stick)
    desk.store.close()
    yield made
    made.store.close()


@pytest.fixture
def pair(other: Desk) -> tuple[UUID, UUID]:
    """Give the ids of the two firms."""
    with other.store.reading() as reader:
        one, two = (firm.id for firm in reader.all(Firm))
    return one, two


def the_page(screen: Screen) -> ExchangePage:
    page = screen.window.page
    assert isinstance(page, ExchangePage)
    return page


def opened(screen: Screen, part: str = "") -> ExchangePage:
    screen.press(Qt.Key.Key_6, CONTROL)
    screen.wait(lambda: screen.window.here == "exchange")
    screen.rest()
    if part:
        the_page(screen).open_part(part)
        screen.rest()
    return the_page(screen)


def sections(page: ExchangePage) -> dict[str, list[str]]:
    """Give the titles of the list's entries by their section."""
    found: dict[str, list[str]] = {}
    name = ""
    for place in range(page.list.rows.rowCount()):
        entry = page.list.rows.row(place)
        assert entry is not None
        name = cast("str", getattr(entry, "group", "")) or name
        found.setdefault(name, []).append(entry.title)
    return found


def drop(screen: Screen, *paths: Path) -> None:
    """Let files fall on the middle of the window, as the system brings them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    handle = screen.window.windowHandle()
    assert handle is not None
    event = QDropEvent(
        QPointF(QPoint(500, 300)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(handle, event)
    screen.wait(lambda: screen.window.here == "exchange")
    screen.rest()


def texts(page: ExchangePage) -> list[str]:
    return [label.text() for label in page.file.findChildren(QLabel)]


def recount(screen: Screen) -> None:
    """Let the window count again: what a test does on the desk's thread it is not told."""
    place = screen.sitting.place
    assert place is not None
    place.recount.emit()
    screen.rest()


def phone(screen: Screen, firm: UUID) -> object:
    return screen.ask(lambda desk: firms.show(desk, str(firm))["phone"])


# --- files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("undone_by", ["the button", "Ctrl+Z"])
def test_a_dropped_file_is_looked_at_applied_and_undone_by_keys(
    other: Desk, pair: tuple[UUID, UUID], stick: Path, screen: Screen, undone_by: str
) -> None:
    firms.add(other, [firm_draft(3)])
    renamed(other, pair[0], "02 0000 0199")
    path = sent(other, "MI1", stick)
    drop(screen, path)
    page = the_page(screen)
    assert sections(page)["Da leggere"] == ["MI2 · Sportello 2"]
    assert [cell.meaning for cell in page.file.cells] == ["ok"] * 4
    assert [(held.number, held.said) for held in page.file.legends] == [(2, "entrano da sole")]
    assert "Entrano tutte e 2 le modifiche: toccano 2 imprese." in texts(page)
    assert screen.ask(firms.count) == 2, "nothing is applied before it is said"
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: "Applicato: 2 modifiche" in screen.window.strip.text)
    screen.rest()
    assert screen.ask(firms.count) == 3
    assert phone(screen, pair[0]) == "+390200000199"
    assert page.file.table is not None
    lines = [page.file.table.rows.row(n) for n in range(page.file.table.rows.rowCount())]
    assert {line.name for line in lines if line} == {
        "Officine Facsimile 1 S.r.l.", "Officine Facsimile 3 S.r.l.",
    }  # fmt: skip
    page.file.enter()
    assert screen.focus().accessibleName() == "Annulla tutto il file"
    if undone_by == "Ctrl+Z":
        screen.press(Qt.Key.Key_Z, CONTROL)
    else:
        screen.press(SPACE)
    screen.wait(lambda: "com’era prima" in screen.window.strip.text)
    screen.rest()
    assert screen.ask(firms.count) == 2
    assert phone(screen, pair[0]) == "+390200000100"
    screen.press(Qt.Key.Key_Z, CONTROL)
    assert screen.window.strip.text.startswith("Non c’è nulla da annullare"), "it is undone once"
    entry = page.list.rows.row(page.list.currentIndex().row())
    assert entry is not None
    assert entry.under == "annullato"
    assert path.exists(), "files are never moved"


def test_a_conflict_in_a_file_is_counted_once(
    other: Desk, pair: tuple[UUID, UUID], stick: Path, screen: Screen
) -> None:
    screen.ask(lambda desk: renamed(desk, pair[0], "02 0000 0101"))
    renamed(other, pair[0], "02 0000 0199")
    renamed(other, pair[1], "02 0000 0201")
    drop(screen, sent(other, "MI1", stick))
    page = the_page(screen)
    assert [held.number for held in page.file.legends] == [1, 1]
    assert "Entrano tutte e 2 le modifiche: toccano 2 imprese." in texts(page)
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: "Applicato: 2 modifiche" in screen.window.strip.text)
    renamed(other, pair[1], "02 0000 0202")
    renamed(other, pair[0], "02 0000 0198")
    drop(screen, sent(other, "MI1", stick))
    screen.wait(lambda: [held.number for held in page.file.legends] == [1, 1, 2])
    assert "Di 4 modifiche ne entrano 2, anche quelle da decidere: toccano 2 imprese." in texts(
        page
    )
    screen.rest()


def test_escape_puts_a_file_aside_where_it_can_be_applied_later(
    other: Desk, stick: Path, screen: Screen
) -> None:
    firms.add(other, [firm_draft(3)])
    drop(screen, sent(other, "MI1", stick))
    page = the_page(screen)
    screen.press(ESCAPE)
    screen.wait(lambda: "Messi da parte" in sections(page))
    screen.rest()
    assert "Da leggere" not in sections(page)
    assert screen.ask(firms.count) == 2
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: "Applicato" in screen.window.strip.text)
    screen.rest()
    assert "Messi da parte" not in sections(page)
    assert screen.ask(firms.count) == 3


@pytest.fixture
def strange(
    tmp_path: Path, clock: Clock, other: Desk, stick: Path, screen: Screen
) -> tuple[Path, Path]:
    """Give the file of a desk that is not known here, and its card."""
    assert other.store.path.exists()
    stranger = neighbour(tmp_path, "BG1", "Sportello di Bergamo", "Ada Prova", clock)
    own = cast("Path", screen.ask(lambda desk: card_of(desk, tmp_path / "own")))
    trust.trust(stranger, own)
    path, card = sent(stranger, "MI1", stick), card_of(stranger, tmp_path / "card")
    stranger.store.close()
    return path, card


def test_a_stranger_s_file_says_which_check_it_fails(
    strange: tuple[Path, Path], screen: Screen
) -> None:
    drop(screen, strange[0])
    page = the_page(screen)
    screen.wait(lambda: bool(page.file.cells))
    assert [cell.meaning for cell in page.file.cells] == ["bad", "missing", "missing", "missing"]
    screen.press(ESCAPE)
    screen.wait(lambda: "Messi da parte" in sections(page))
    screen.rest()
    entry = page.list.rows.row(page.list.currentIndex().row())
    assert entry is not None
    assert entry.title == "BG1"
    assert "uno sportello non noto, BG1" in entry.under
    assert "Rifiutato: nulla è cambiato." in screen.window.strip.text


def test_a_refused_file_that_is_good_meanwhile_is_not_applied_in_silence(
    strange: tuple[Path, Path], screen: Screen
) -> None:
    path, card = strange
    drop(screen, path)
    screen.wait(lambda: bool(the_page(screen).file.cells))
    screen.ask(lambda desk: trust.trust(desk, card))
    screen.press(ESCAPE)
    screen.wait(lambda: "Applicato: " in screen.window.strip.text)


def test_a_file_for_another_desk_brings_nothing_and_says_so(
    other: Desk, stick: Path, screen: Screen
) -> None:
    assert other.store.path.exists()
    mine = cast("Path", screen.ask(lambda desk: sent(desk, "MI2", stick)))
    drop(screen, mine)
    screen.wait(lambda: "non porta nulla" in screen.window.strip.text)
    assert "Da leggere" not in sections(the_page(screen))


# --- sending ----------------------------------------------------------------------------------


def test_a_file_is_prepared_for_a_desk_by_keys(
    other: Desk, pair: tuple[UUID, UUID], tmp_path: Path, screen: Screen
) -> None:
    screen.ask(lambda desk: renamed(desk, pair[0], "02 0000 0101"))
    recount(screen)
    page = opened(screen)
    assert "1 modifica non inviata" in screen.window.status.exchange.text()
    screen.press(Qt.Key.Key_N, CONTROL)
    screen.rest()
    screen.wait(lambda: page.send.leaving is not None)
    assert page.send.what.text() == "1 modifica per Sportello 2: 1 impresa."
    folder = tmp_path / "da portare"
    page.send.choose_folder = lambda _before: folder
    page.send.prepare()
    screen.press(ENTER, CONTROL)  # before the first is answered
    screen.wait(lambda: "Scritto:" in screen.window.strip.text)
    screen.rest()
    (path,) = folder.iterdir()
    assert exchange.receive(other, path).operations == 1
    assert firms.show(other, str(pair[0]))["phone"] == "+390200000101"
    assert "tutto inviato" in screen.window.status.exchange.text()
    assert len(sections(page)["Mandati"]) == 2


# --- conflicts --------------------------------------------------------------------------------


@pytest.fixture
def in_conflict(other: Desk, pair: tuple[UUID, UUID], stick: Path, screen: Screen) -> UUID:
    """Let both desks write another phone into the first firm, and bring them together."""
    firm = pair[0]
    screen.ask(lambda desk: renamed(desk, firm, "02 0000 0101"))
    renamed(other, firm, "02 0000 0199")
    path = sent(other, "MI1", stick)
    screen.ask(lambda desk: exchange.receive(desk, path))
    return firm


@pytest.mark.usefixtures("in_conflict")
def test_a_conflict_shows_both_values_and_nothing_is_chosen(screen: Screen) -> None:
    page = opened(screen, CONFLICTS)
    (row,) = page.conflicts.rows
    assert row.choice is None
    said = {box.offer.text: box.offer for box in row.boxes}
    assert set(said) == {"+39 02 0000 0101", "+39 02 0000 0199"}
    assert said["+39 02 0000 0199"].told.startswith("Marco Prova, 08/09/2021")
    assert {offer.text: offer.side for offer in said.values()} == {
        "+39 02 0000 0101": "Qui, MI1", "+39 02 0000 0199": "Da MI2",
    }  # fmt: skip
    assert [offer.text for offer in said.values() if offer.fact] == ["+39 02 0000 0199"]
    marked = {box.offer.text[slice(*box.part)] for box in row.boxes}
    assert marked == {"0101", "0199"}, "whole words, on both sides"
    assert len({box.height() for box in row.boxes}) == 1
    screen.press(ENTER)
    screen.rest()
    assert screen.ask(lambda desk: desk.store.conflict_count()) == 1
    assert "Scegli prima un valore" in screen.window.strip.text


def test_arrows_choose_enter_decides_and_undo_shows_the_latest_again(
    in_conflict: UUID, screen: Screen
) -> None:
    page = opened(screen, CONFLICTS)
    row = page.conflicts.rows[0]
    screen.press(RIGHT)
    screen.press(LEFT)
    assert row.choice == 0
    older, latest = sorted((box.offer for box in row.boxes), key=lambda offer: offer.fact)
    screen.press(ENTER)
    screen.wait(lambda: "Telefono di Officine Facsimile 1 S.r.l." in screen.window.strip.text)
    screen.rest()
    assert page.conflicts.rows == []
    assert phone(screen, in_conflict) == older.text.replace(" ", "")
    screen.press(Qt.Key.Key_Z, CONTROL)
    screen.wait(lambda: "il conflitto resta deciso" in screen.window.strip.text)
    screen.rest()
    assert phone(screen, in_conflict) == latest.text.replace(" ", "")


@pytest.mark.usefixtures("in_conflict")
def test_later_leaves_a_conflict_open_behind_the_others(
    other: Desk, pair: tuple[UUID, UUID], stick: Path, screen: Screen
) -> None:
    screen.ask(lambda desk: renamed(desk, pair[1], "02 0000 0301"))
    renamed(other, pair[1], "02 0000 0399")
    path = sent(other, "MI1", stick)
    screen.ask(lambda desk: exchange.receive(desk, path))
    page = opened(screen, CONFLICTS)
    first = page.conflicts.rows[0].told.named
    screen.press(Qt.Key.Key_D)
    assert page.conflicts.rows[0].chip.text == "decidi dopo"
    screen.press(RIGHT)
    screen.press(SPACE)
    screen.wait(lambda: len(page.conflicts.rows) == 1)
    screen.rest()
    assert page.conflicts.rows[0].told.named == first
    assert page.conflicts.rows[0].isAncestorOf(screen.focus()), "one after the other"


def test_another_value_is_written_in_place_and_its_faults_are_said(
    in_conflict: UUID, screen: Screen
) -> None:
    page = opened(screen, CONFLICTS)
    screen.press(RIGHT)
    screen.press(Qt.Key.Key_F2)
    (field,) = page.conflicts.rows[0].fields
    assert screen.focus() is field.editor.widget
    field.editor.put("02 0000 0150")
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: page.conflicts.rows == [])
    screen.rest()
    assert phone(screen, in_conflict) == "+390200000150"


def test_a_firm_removed_here_and_written_there_is_to_confirm(
    other: Desk, pair: tuple[UUID, UUID], stick: Path, screen: Screen
) -> None:
    firm = pair[1]
    screen.ask(lambda desk: firms.remove(desk, str(firm)))
    renamed(other, firm, "02 0000 0399")
    path = sent(other, "MI1", stick)
    screen.ask(lambda desk: exchange.receive(desk, path))
    screen.go("firms", firm)
    page = cast("FirmsPage", screen.window.page)
    screen.wait(page.detail.isVisible)
    screen.rest()
    assert "da confermare" in [chip.text for chip in page.detail.head.findChildren(Chip)]
    conflicts = opened(screen, CONFLICTS).conflicts
    (row,) = conflicts.rows
    assert [box.offer.text for box in row.boxes] == ["resta nel registro", "tolta"]
    screen.press(RIGHT)
    screen.press(ENTER)
    screen.wait(lambda: conflicts.rows == [])
    screen.rest()
    assert screen.ask(firms.count) == 1


# --- doubles ----------------------------------------------------------------------------------


def test_doubles_are_merged_by_keys_and_parted_from_the_firm_s_page(
    screen: Screen,
) -> None:
    drafts = [firm_draft(1, phone="02 0000 0101"),
              firm_draft(1, name="Officine F.", email="info@officine.example")]  # fmt: skip
    one, two = cast("tuple[UUID, UUID]", screen.ask(lambda desk: firms.add(desk, drafts).ids))
    page = opened(screen, DOUBLES)
    doubles = page.doubles
    assert len(doubles.rows) == 4, "which stays, name, e-mail, phone"
    for row in doubles.rows[1:]:
        missing = any(box.offer.missing for box in row.boxes)
        assert missing is any(box.offer.text == "manca" for box in row.boxes)
        assert not missing or {box.part for box in row.boxes} == {(0, 0)}, "no value that differs"
    assert any(box.offer.missing for row in doubles.rows for box in row.boxes)
    screen.press(ENTER, CONTROL)
    assert "Scegli l’impresa che resta" in screen.window.strip.text
    screen.press(LEFT)
    assert doubles.stays is not None
    assert doubles.stays.id == one
    screen.press(ENTER, CONTROL)
    screen.wait(lambda: "è unita a" in screen.window.strip.text)
    screen.rest()
    shown = cast("dict[str, object]", screen.ask(lambda desk: firms.show(desk, str(two))))
    assert shown["id"] == str(one)
    assert shown["email"] == "info@officine.example", "where the other had none"
    assert shown["phone"] == "+390200000101"
    screen.go("firms", two)
    screen.wait(lambda: "questa è la sua scheda" in screen.window.strip.text)
    firm_page = cast("FirmsPage", screen.window.page)
    screen.rest()
    firm_page.part_shown()
    screen.wait(lambda: "di nuovo un’impresa a sé" in screen.window.strip.text)
    screen.rest()
    assert len(cast("list[object]", screen.ask(joining.queue))) == 1


def test_two_firms_with_one_code_are_kept_apart(screen: Screen) -> None:
    screen.ask(lambda desk: firms.add(desk, [firm_draft(1), firm_draft(1, name="Officine F.")]))
    page = opened(screen, DOUBLES)
    screen.press(Qt.Key.Key_D, CONTROL)
    screen.wait(lambda: "sono due imprese" in screen.window.strip.text)
    screen.rest()
    assert page.doubles.pair is None
    assert screen.ask(joining.queue) == []


# --- what is due ------------------------------------------------------------------------------


def test_the_watched_folder_is_listed_and_counted_and_left_alone(
    other: Desk, stick: Path, screen: Screen
) -> None:
    place = screen.sitting.place
    assert place is not None
    place.choose(exchange_folder=str(stick))
    screen.wait(lambda: screen.sitting.place is not place)
    screen.rest()
    assert "file da leggere" not in screen.window.status.exchange.text()
    firms.add(other, [firm_draft(3)])
    path = sent(other, "MI1", stick)
    screen.wait(lambda: "1 file da leggere" in screen.window.status.exchange.text())
    screen.rest()
    assert screen.window.rail.item("exchange").accessibleDescription() == "1"
    page = opened(screen)
    assert sections(page)["Da leggere"] == ["MI2 · Sportello 2"]
    path.unlink()
    screen.wait(lambda: "Da leggere" not in sections(page))


@pytest.mark.usefixtures("in_conflict")
def test_today_leads_to_what_is_to_be_decided(screen: Screen) -> None:
    screen.ask(lambda desk: firms.add(desk, [firm_draft(2, name="Officine F.")]))
    screen.go("firms")
    recount(screen)
    screen.go("today")
    home = cast("HomePage", screen.window.page)
    home.refetch()
    screen.rest()
    titles = [row.title for n in range(home.todo.rows.rowCount()) if (row := home.todo.rows.row(n))]
    assert titles == ["1 conflitto", "1 possibile doppione"]
    assert screen.window.rail.item("exchange").accessibleDescription() == "2", "the doubles too"
    assert "1 conflitto, 1 doppione" in screen.window.status.exchange.text()
    home.todo.setFocus()
    screen.press(ENTER)
    screen.wait(lambda: screen.window.here == "exchange")
    screen.rest()
    page = the_page(screen)
    assert page.conflicts.isVisible()
    assert page.conflicts.rows[0].isAncestorOf(screen.focus())
    screen.ask(settling.listed)


@pytest.mark.usefixtures("in_conflict")
def test_in_one_column_what_is_to_be_done_comes_first(screen: Screen) -> None:
    screen.go("today")
    home = cast("HomePage", screen.window.page)
    home.refetch()
    screen.rest()
    assert home.todo.rows.rowCount()

    def steps() -> list[str]:
        home.first_focus().setFocus()
        names = []
        for _ in range(4):
            names.append(screen.focus().accessibleName())
            screen.press(Qt.Key.Key_Tab)
        return names

    def top(widget: QWidget) -> int:
        return widget.mapTo(home, QPoint(0, 0)).y()

    wide = steps()
    assert wide[0] == "Imprese recenti"
    screen.window.resize(683, 384)
    screen.wait(lambda: top(home.todo) < top(home.firms))
    assert home.first_focus() is home.todo
    assert steps()[:3] == ["Da fare", "Tutte: Imprese recenti", "Imprese recenti"]
    screen.go("firms")
    screen.go("today")
    assert not home.todo.visibleRegion().isEmpty()
    assert screen.focus() is home.todo
    screen.window.resize(1366, 768)
    screen.wait(lambda: home.first_focus() is home.firms)
    assert steps() == wide


def test_an_empty_exchange_begins_with_the_cards(screen: Screen) -> None:
    page = opened(screen, DESKS)
    assert "ancora nessuno sportello" in screen.window.status.exchange.text()
    assert screen.focus().accessibleName() == "Mostra il biglietto di questo sportello"
    screen.press(SPACE)
    screen.rest()
    assert page.card.isVisible()
