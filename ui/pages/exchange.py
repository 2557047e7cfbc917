"""The exchange: files to read and to send, conflicts, doubles, the desks and this desk's card."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from db.exchange import FileLine
from desktop.domain.codecs import ROME
from desktop.domain.records import KINDS as RECORD_KINDS
from desktop.services import arrivals, exchange
from desktop.services.arrivals import Arrived
from desktop.services.desk import Desk
from desktop.typed import override
from ui import spoken, tokens
from ui.page import Page
from ui.pages import exchange_reading
from ui.pages.exchange_decide import ConflictsPane
from ui.pages.exchange_desks import CardPane, DesksPane, TrustPane
from ui.pages.exchange_doubles import DoublesPane
from ui.pages.exchange_file import FilePane, Item
from ui.pages.exchange_reading import Shelf
from ui.pages.exchange_send import SendPane
from ui.pages.exchange_words import ExchangeWords
from ui.widgets.labels import KeyHint
from ui.widgets.panes import EmptyWords, ListPane, Panes, Pile
from ui.widgets.sections import HeadedEntry, SectionList
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.standing import Neighbour

CONFLICTS, DOUBLES, DESKS, CARD, SEND = "conflicts", "doubles", "desks", "card", "send"
FileChooser = Callable[[], Path | None]
_DONE = 60  # files that were applied or sent, of each the latest, that are listed
_STATE_MARKS = {
    exchange.PARKED: "mark-missing", exchange.REFUSED: "mark-bad", arrivals.ASIDE: "mark-soft",
}  # fmt: skip


class ExchangePage(Page):
    """List in sections at the left; at the right what is chosen in it."""

    KINDS = frozenset(kind.name for kind in RECORD_KINDS)

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choose_file: FileChooser = self._ask_file
        self.shelf: Shelf | None = None
        self._words = ExchangeWords(place.texts)
        self._wanted: object = None
        self._enter = False
        self.list = SectionList(self.tr("Exchange"))
        self._pane = ListPane(self.list, hints=(
            KeyHint(self.tr("Enter"), self.tr("go to it")),
            KeyHint("F6", self.tr("next pane")),
        ))  # fmt: skip
        self.file, self.send = FilePane(place), SendPane(place)
        self.conflicts, self.doubles = ConflictsPane(place), DoublesPane(place)
        self.desks, self.card, self.trust = DesksPane(place), CardPane(place), TrustPane(place)
        self._parts: dict[str, ConflictsPane | DoublesPane | CardPane] = {
            CONFLICTS: self.conflicts, DOUBLES: self.doubles, CARD: self.card,
        }  # fmt: skip
        self._empty, self._right = EmptyWords(), Pile()
        for pane in (self._empty, self.file, self.send, self.conflicts, self.doubles, self.desks,
                     self.card, self.trust):  # fmt: skip
            self._right.addWidget(pane)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panes = Panes(self._pane, self.list, self._right, name="exchange", places=place.places)
        for pane in (self.file, self.send, self.conflicts, self.doubles, self.desks, self.card,
                     self.trust):  # fmt: skip
            self.panes.stand_below(pane.foot, pane)
        layout.addWidget(self.panes)
        self._connect()

    def _connect(self) -> None:
        self.place.recount.connect(self._recount)
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _key: self._enter_pane())
        self.file.conflicts_wanted.connect(lambda: self.open_part(CONFLICTS))
        self.send.closed.connect(self._leave_pane)
        self.trust.closed.connect(self._leave_pane)
        self.trust.trusted.connect(self._open_trusted)
        self.desks.send_wanted.connect(self.prepare)
        self.desks.trust_wanted.connect(self._compare_known)
        for pane in (self.file, self.conflicts, self.doubles):
            pane.opened.connect(lambda firm: self.place.go("firms", firm))

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Exchange")

    @override
    def context(self) -> str:
        if self.shelf is None:
            return ""
        fresh, aside = len(self._fresh()), len(self._aside())
        parts = []
        if fresh:
            many = self.tr("{count} files to read").format(count=fresh)
            parts.append(self.tr("1 file to read") if fresh == 1 else many)
        if aside and self.width() >= tokens.ONE_PANE:
            many = self.tr("{count} put aside").format(count=aside)
            parts.append(self.tr("1 put aside") if aside == 1 else many)
        return ", ".join(parts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less beside the title where there is no room for it: the list has it all."""
        super().resizeEvent(event)
        wide, narrow = event.oldSize().width(), event.size().width()
        if (wide < tokens.ONE_PANE) is not (narrow < tokens.ONE_PANE) and self.isVisible():
            self.heading_changed.emit()

    @override
    def verbs(self) -> tuple[Verb, ...]:
        verbs = [Verb(self.tr("Open a file"), self.open_file, icon="folder", key="Ctrl+Shift+O")]
        if self.shelf is not None and self.shelf.trusted():
            send = self.tr("Prepare a file for…")
            verbs.append(Verb(send, self.prepare, icon="export", key="Ctrl+N"))
        return tuple(verbs)

    @override
    def first_focus(self) -> QWidget:
        return self.panes.first_focus(self.list)

    @override
    def arrive(self, argument: object) -> None:
        """Come with a file that was dropped, or with the name of a part."""
        if isinstance(argument, Path | str):
            self._wanted = argument
            self._enter = isinstance(argument, str)
            if isinstance(argument, str) and argument.startswith(DOUBLES):
                self._wanted, _, firm = argument.partition(":")
                self.doubles.begin_with(firm)
            self.panes.open_detail()
            self.refetch()

    def _recount(self) -> None:
        if self.isVisible():
            self.refetch()
        else:
            self._stale = True

    @override
    def refetch(self) -> None:
        inbox = self.place.inbox
        folder, handed = inbox.folder, inbox.handed

        def call(desk: Desk) -> Shelf:
            return exchange_reading.read(desk, folder, handed)

        self.place.ask(self, "shelf", call, self._show_shelf)

    # --- the list ---------------------------------------------------------------------------

    def _show_shelf(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.place.inbox.follow(one.path for one in shelf.arrived)
        self.place.inbox.count_doubles(shelf.doubles)
        self.desks.show_shelf(shelf)
        before = self.list.chosen_key()
        self.list.set_entries(list(self._entries()))
        fresh = len(self._fresh())
        many = self.tr("{count} files to read").format(count=fresh)
        none = self.tr("no file to read")
        said = self.tr("1 file to read") if fresh == 1 else many if fresh else none
        self._pane.show_count(said, "")
        self._settle(before)
        self.heading_changed.emit()

    def _settle(self, before: object) -> None:
        """Choose what was asked for, else what was chosen, else the first."""
        shelf = cast("Shelf", self.shelf)
        wanted, self._wanted = self._wanted, None
        if isinstance(wanted, Path):
            path, wanted = (
                wanted,
                next((one.sha256 for one in shelf.arrived if one.path == wanted), None),
            )
            if wanted is None:
                said = self.tr("{name} brings nothing: it was written here, or is known already.")
                self.place.say(said.format(name=path.name), "info")
        if isinstance(wanted, str) and wanted.startswith(SEND):
            self.prepare(wanted.partition(":")[2])
            return
        busy = (self.send, self.trust)
        if wanted is None and before is None and self._right.currentWidget() in busy:
            return
        if wanted is not None and self.list.choose(wanted):
            self._show(wanted)
        elif self.list.chosen_key() is None and self.list.rows.rowCount():
            self.list.choose_row(0)
        if self._enter:
            self._enter_pane()

    def _fresh(self) -> list[Arrived]:
        held = self.shelf.arrived if self.shelf else ()
        return [one for one in held if one.is_new]

    def _lines(self, *states: str) -> Iterator[FileLine]:
        lines = self.shelf.lines if self.shelf else ()
        return (one for one in lines if not one.out and one.state in states)

    def _aside(self) -> list[FileLine]:
        return list(self._lines(exchange.PARKED, exchange.REFUSED, arrivals.ASIDE))

    def _entries(self) -> Iterator[HeadedEntry]:
        shelf = cast("Shelf", self.shelf)
        done = list(self._lines(exchange.APPLIED, exchange.DUPLICATE))
        sent = [one for one in shelf.lines if one.out]
        for title, entries in (
            (self.tr("To read"), map(self._arrived, self._fresh())),
            (self.tr("To decide"), self._decisions(shelf)),
            (self.tr("Put aside"), map(self._line, self._aside())),
            (self.tr("Desks"), self._desk_entries(shelf)),
            (self.tr("Applied"), map(self._line, done[:_DONE])),
            (self.tr("Sent"), map(self._line, sent[:_DONE])),
        ):
            yield from _headed(title, entries)

    def _arrived(self, one: Arrived) -> HeadedEntry:
        shelf = cast("Shelf", self.shelf)
        day = spoken.day(one.at.astimezone(ROME).date())
        if one.card is not None:
            title = spoken.joined(self.tr("Card of {desk}").format(desk=one.card.desk))
            return HeadedEntry(one.sha256, title, one.card.name, right=day, icon="mark-soft")
        title = spoken.joined(one.sender, shelf.name_of(one.sender)) or one.path.name
        under = one.path.name if one.sender else self.tr("not looked at yet")
        return HeadedEntry(one.sha256, title, under, right=day, icon="mark-info")

    def _decisions(self, shelf: Shelf) -> Iterator[HeadedEntry]:
        one, many = self.tr("1 open"), self.tr("{count} open").format(count=shelf.conflicts)
        none = self.tr("none")
        said = one if shelf.conflicts == 1 else many if shelf.conflicts else none
        mark = "mark-warn" if shelf.conflicts else "mark-ok"
        yield HeadedEntry(CONFLICTS, self.tr("Conflicts"), said, icon=mark)
        one, many = self.tr("1 waiting"), self.tr("{count} waiting").format(count=shelf.doubles)
        said = one if shelf.doubles == 1 else many if shelf.doubles else none
        mark = "mark-warn" if shelf.doubles else "mark-ok"
        yield HeadedEntry(DOUBLES, self.tr("Doubles"), said, icon=mark)

    def _desk_entries(self, shelf: Shelf) -> Iterator[HeadedEntry]:
        number = len(shelf.trusted())
        many = self.tr("{count} trusted").format(count=number)
        said = self.tr("1 trusted") if number == 1 else many if number else self.tr("none yet")
        yield HeadedEntry(DESKS, self.tr("Other desks"), said, icon="exchange")
        title = self.tr("Card of {desk}").format(desk=self.place.facts.desk)
        yield HeadedEntry(CARD, title, self.tr("seven words to compare"), icon="shield")

    def _line(self, line: FileLine) -> HeadedEntry:
        shelf = cast("Shelf", self.shelf)
        title = spoken.joined(line.desk, shelf.name_of(line.desk)) or line.file
        if line.out:
            under, mark = self._words.changes(line.operations), "export"
        elif line.state in _STATE_MARKS:
            reason = line.state if line.state == arrivals.ASIDE else line.reason
            under = self._words.why(reason, line.desk, shelf.awaits.get(line.desk, ""))
            mark = _STATE_MARKS[line.state]
        else:
            under, mark = self._words.changes(line.operations), "mark-ok"
            if line.state == exchange.DUPLICATE:
                under = self.tr("was here already")
            if line.undone:
                under, mark = self.tr("undone"), "mark-missing"
        day = spoken.day(spoken.rome(line.at))
        return HeadedEntry(line.sha256, title, under, right=day, icon=mark, long=True)

    # --- what is chosen ---------------------------------------------------------------------

    def _show(self, key: object) -> None:
        pane = self._parts.get(str(key))
        if pane is not None:
            pane.refetch()
            self._right.setCurrentWidget(pane)
        elif key == DESKS:
            self._show_desks()
        elif isinstance(key, bytes):
            self._show_file(key)

    def _show_desks(self) -> None:
        if self.shelf is not None and not self.shelf.neighbours:
            verb = Verb(self.tr("Show this desk’s card"), lambda: self.open_part(CARD), "shield")
            self._empty.say(self.tr("No desk is trusted yet: exchange your cards first."), verb)
            self._right.setCurrentWidget(self._empty)
        else:
            self._right.setCurrentWidget(self.desks)

    def _show_file(self, digest: bytes) -> None:
        shelf = cast("Shelf", self.shelf)
        arrived = next((one for one in shelf.arrived if one.sha256 == digest), None)
        line = next((one for one in shelf.lines if one.sha256 == digest), None)
        if arrived is not None and arrived.card is not None:
            self.trust.show_file(arrived.card, arrived.path)
            self._right.setCurrentWidget(self.trust)
        elif arrived is not None or line is not None:
            self.file.show_item(Item(digest, arrived, line), shelf)
            self._right.setCurrentWidget(self.file)

    def open_part(self, part: str) -> None:
        """Open a part by its name, with the cursor in it."""
        self.panes.open_detail()
        if self.list.choose(part):
            self._show(part)
            self._enter_pane()

    def _open_trusted(self, code: str) -> None:
        self.desks.begin_with(code)
        self.open_part(DESKS)

    def _enter_pane(self) -> None:
        """Take the cursor into what is shown."""
        self._enter = False
        shown = self._right.currentWidget()
        if isinstance(shown, EmptyWords):
            if shown.button is not None:
                shown.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif shown is not None:
            cast("FilePane", shown).enter()

    def _leave_pane(self) -> None:
        """Leave what was asked: back to the list, and to what is chosen there."""
        self.panes.close_detail()
        if self.list.chosen_key() is None and self.list.rows.rowCount():
            self.list.choose_row(0)
        self._show(self.list.chosen_key())
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- verbs ------------------------------------------------------------------------------

    def prepare(self, desk: str = "") -> None:
        """Ask what a file for a desk needs to know."""
        if self.shelf is None or not self.shelf.trusted():
            self.open_part(DESKS)
            return
        self.list.choose_none()
        self.send.open_for(self.shelf, desk)
        self._right.setCurrentWidget(self.send)
        self.panes.open_detail()
        self.send.enter()

    def _compare_known(self, neighbour: "Neighbour") -> None:
        self.list.choose_none()
        self.trust.show_known(neighbour)
        self._right.setCurrentWidget(self.trust)
        self.trust.enter()

    def open_file(self) -> None:
        """Choose an export file or a card, as if it were dropped here."""
        path = self.choose_file()
        if path is not None:
            self.place.inbox.hand_over(path)
            self._wanted = path
            self.panes.open_detail()
            self.place.recount.emit()

    def _ask_file(self) -> Path | None:
        kinds = self.tr("Files of the exchange (*.sportello *.sportello-card)")
        folder = self.place.settings.exchange_folder
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Open a file"), folder, kinds)
        return Path(chosen) if chosen else None


def _headed(title: str, entries: Iterable[HeadedEntry]) -> Iterator[HeadedEntry]:
    """Put a section's name over its first entry."""
    for place, entry in enumerate(entries):
        yield entry if place else replace(entry, group=title)
