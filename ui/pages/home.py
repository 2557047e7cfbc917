"""Today: what was last done, how the store stands, and where to go on."""

from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.dates import date_in_words
from desktop.services.watch import Watch
from desktop.typed import override
from ui import spoken, tokens
from ui.page import Page
from ui.widgets.cards import Card, column, empty, scrolled
from ui.widgets.flow import Flow, TwoColumns, let_grow
from ui.widgets.labels import Mark, Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import EmptyWords, Pile
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from uuid import UUID

    from desktop.domain.records import Firm, Mission
    from desktop.services.desk import Changed, Desk
    from desktop.services.retention import CopyDue
    from desktop.services.standing import Due
    from ui.pages.home_reading import SessionEntry, Today

_TWO = 720  # pixels under which all cards stand in one column


class HomePage(Page):
    """The first page: recent firms and sessions, missions, counts, and the store's copy."""

    KINDS = frozenset({
        "firm", "session", "slot", "attendance", "mission", "application", "paper", "attachment",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._all: dict[EntryList, VerbButton] = {}
        self.firms = EntryList(self.tr("Recent firms"), left=tokens.CARD)
        self.sessions = EntryList(self.tr("Recent sessions"), left=tokens.CARD)
        self.missions = EntryList(self.tr("Missions"), left=tokens.CARD)
        self.todo = EntryList(self.tr("To do"), left=tokens.CARD)
        self.firms.opened.connect(lambda firm: place.go("firms", firm))
        self.sessions.opened.connect(lambda found: place.go("sessions", found))
        self.missions.opened.connect(lambda found: place.go("missions", found))
        self.todo.opened.connect(lambda part: place.go("exchange", part or None))
        place.recount.connect(self.refetch)
        inside = QWidget()
        inside.setProperty("part", "canvas")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._firms_card = self._listing(self.tr("Recent firms"), self.firms, "firms")
        self._sessions_card = self._listing(self.tr("Recent sessions"), self.sessions, "sessions")
        left = column(self._firms_card, self._sessions_card, self._counters(), gap=14)
        self._left = cast("QVBoxLayout", left.layout())
        self._todo_card = self._listing(
            self.tr("To do"), self.todo, "exchange", self.tr("Exchange")
        )
        self._copies_card = self._passports()
        right = column(
            self._todo_card, self._copies_card, self._copy_card(),
            self._listing(self.tr("Missions"), self.missions, "missions"), gap=14,
        )  # fmt: skip
        self._right = cast("QVBoxLayout", right.layout())
        self._todo_card.hide()
        self._copies_card.hide()
        for side in (left, right):
            cast("QVBoxLayout", side.layout()).addStretch(1)
        whole.addWidget(TwoColumns(left, right, least=_TWO, right_width=340, gap=14))
        whole.addStretch(1)
        self._empty = EmptyWords()
        self._pile = Pile()
        self._pile.addWidget(scrolled(inside))
        self._pile.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pile)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let what is to be done come first where all stands in one column."""
        super().resizeEvent(event)
        stacked = self.width() - tokens.EDGE - tokens.EDGE_RIGHT < _TWO
        wanted = self._left if stacked else self._right
        if wanted.indexOf(self._todo_card) >= 0:
            return
        shown = not self._todo_card.isHidden()
        wanted.insertWidget(0, self._todo_card)
        self._todo_card.setVisible(shown)
        lists = (self.todo, self.firms, self.sessions) if stacked else (
            self.firms, self.sessions, self.todo)  # fmt: skip
        walked = [widget for held in lists for widget in (self._all[held], held)]
        for before, after in pairwise(walked):
            QWidget.setTabOrder(before, after)

    def _listing(self, title: str, entries: EntryList, page: str, on: str = "") -> Card:
        verb = Verb(on or self.tr("All"), lambda: self.place.go(page), quiet=True)
        card = Card(title, "", (verb,))
        (button,) = card.findChildren(VerbButton)
        button.setAccessibleName(self.tr("All: {what}").format(what=title))
        self._all[entries] = button
        card.add(entries, padded=False)
        words = Words("", "hint")
        words.setContentsMargins(tokens.CARD, 12, tokens.CARD, 12)
        words.hide()
        card.add(words, padded=False)
        entries.setProperty("emptywords", words)
        return card

    def _copy_card(self) -> Card:
        card = Card()
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(tokens.CARD, 14, tokens.CARD, 14)
        row.setSpacing(11)
        self._copy_mark = Mark("", size=18)
        self._copy_title = Words("", "card", wrap=True)
        self._copy_text = Words("", "hint", wrap=True)
        button = VerbButton(Verb(self.tr("Copy now"), self._copy), small=True)
        words = column(self._copy_title, self._copy_text, button, gap=6)
        row.addWidget(self._copy_mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        card.add(inside, padded=False)
        return card

    def _passports(self) -> Card:
        """Give the card of passports' copies whose time is over, with the one verb for them."""
        card = Card(self.tr("Copies of passports"), self.tr("to be erased"))
        self._shown: list[UUID] = []
        self.copies = EntryList(self.tr("Copies of passports"), left=tokens.CARD)
        self.copies.opened.connect(lambda firm: self.place.go("firms", firm))
        card.add(self.copies, padded=False)
        self.drop_button = VerbButton(
            Verb(self.tr("Erase the copies"), self._ask_to_drop, icon="remove"), small=True
        )
        card.add(column(
            Words(self.tr("Here and, with the next file, at the other desks. There is no undo."),
                  "hint", wrap=True),
            self.drop_button, gap=6,
        ))  # fmt: skip
        return card

    def _counters(self) -> Card:
        card = Card()
        holder = QWidget()
        self._counts = Flow(gap=14, lines=8, equal=True)
        holder.setLayout(self._counts)
        let_grow(holder)
        self._counts.setContentsMargins(tokens.CARD, 12, tokens.CARD, 12)
        card.add(holder, padded=False)
        return card

    @override
    def heading(self) -> str:
        return self.tr("Today")

    @override
    def context(self) -> str:
        return date_in_words(self.place.today(), self.place.language)

    @override
    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb(self.tr("New firm"), lambda: self.place.go("firm-form"), icon="plus",
                 key="Ctrl+N", main=True),
        )  # fmt: skip

    @override
    def first_focus(self) -> QWidget:
        offered = self._empty.button
        waits = self._left.indexOf(self._todo_card) >= 0 and not self._todo_card.isHidden()
        return offered or (self.todo if waits else self.firms)

    @override
    def refetch(self) -> None:
        folder, handed = self.place.inbox.folder, self.place.inbox.handed

        def call(desk: "Desk") -> "Today":
            from ui.pages import home_reading  # noqa: PLC0415 - loads the store's libraries

            return home_reading.read(desk, folder, handed)

        self.place.ask(self, "today", call, self._show)

    def _show(self, today: "Today") -> None:
        self.place.inbox.count_doubles(today.due.doubles)
        due = list(self._due(today.due))
        self._fill(self.todo, due, "")
        self._todo_card.setVisible(bool(due))
        self._show_copies(today.copies)
        if not (today.firms or today.sessions):
            self._say_empty()
            return
        self._empty.say("")
        self._pile.setCurrentIndex(0)
        self._fill(self.firms, [self._firm(found) for found in today.firms],
                   self.tr("No firms yet."))  # fmt: skip
        self._fill(self.sessions, [self._session(entry) for entry in today.sessions],
                   self.tr("No sessions yet."))  # fmt: skip
        self._fill(self.missions, [self._mission(*held) for held in today.missions],
                   self.tr("No missions yet."))  # fmt: skip
        self._show_counts(today.counts)
        self._show_copy(today.copied_at)
        if self.window().focusWidget() is None:  # it was on a list that is empty
            self.focusNextChild()

    def _show_copies(self, copies: "Sequence[CopyDue]") -> None:
        self._shown = [one.attachment.id for one in copies]
        self.copies.set_entries([self._copy_due(one) for one in copies])
        self.copies.fit()
        self._copies_card.setVisible(bool(copies))

    def _copy_due(self, one: "CopyDue") -> Entry:
        over = self.tr("ended on {day}").format(day=spoken.day(one.ended))
        under = spoken.joined(one.mission, over if one.mission else "", by=", ")
        until = self.tr("kept until {day}").format(day=spoken.day(one.until))
        also = spoken.joined(until, one.attachment.file)
        return Entry(one.firm_id, one.firm or one.attachment.file, under or also,
                     also if under else "",
                     icon="mark-warn", long=True)  # fmt: skip

    def _ask_to_drop(self) -> None:
        """Ask in the strip: what is erased comes back by nothing. Nothing is typed on this page."""
        shown = self._shown
        many = self.tr("Erase {count} copies of passports for good, at every desk?")
        one = self.tr("Erase 1 copy of a passport for good, at every desk?")
        self.place.question(
            one if len(shown) == 1 else many.format(count=len(shown)),
            Verb(self.tr("Keep"), self.drop_button.setFocus),
            Verb(self.tr("Erase"), lambda: self._drop_copies(shown)),
        )

    def _drop_copies(self, shown: "Sequence[UUID]") -> None:
        """Erase those that were shown: told to the pages, but never undone."""

        def call(desk: "Desk") -> "tuple[int, Changed]":
            from desktop.services import retention  # noqa: PLC0415 - loads the store's libraries

            return retention.drop(desk, only=shown)

        def then(done: "tuple[int, Changed]") -> None:
            count, changed = done
            self.place.hub.came(changed)
            many = self.tr("{count} copies of passports are erased.").format(count=count)
            self.place.say(self.tr("1 copy of a passport is erased.") if count == 1 else many)
            self.refetch()

        self.place.do(self, call, then)

    def _say_empty(self) -> None:
        """Say what a store begins with, and offer it."""
        verb = Verb(self.tr("Import a list"), lambda: self.place.go("imports"), icon="import")
        said = self.tr("No firms yet: import the chamber’s list or register one.")
        self._empty.say(said, verb)
        self._pile.setCurrentWidget(self._empty)
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, view: EntryList, entries: list[Entry], otherwise: str) -> None:
        view.set_entries(entries)
        view.fit()
        view.setVisible(bool(entries))
        words = cast("Words", view.property("emptywords"))
        words.setText(otherwise)
        words.setVisible(not entries)
        self._all[view].setVisible(bool(entries))
        if entries and view.hasFocus() and view.chosen_key() is None:
            view.setCurrentIndex(view.rows.index(0, 0))

    def _due(self, due: "Due") -> "Iterator[Entry]":
        """Give what the exchange asks for, as far as there is any."""
        if due.to_read:
            many = self.tr("{count} files to read").format(count=due.to_read)
            said = self.tr("1 file to read") if due.to_read == 1 else many
            yield Entry("", said, self.tr("from other desks"), icon="mark-info")
        if due.conflicts:
            many = self.tr("{count} conflicts").format(count=due.conflicts)
            said = self.tr("1 conflict") if due.conflicts == 1 else many
            under = self.tr("two desks wrote different values")
            yield Entry("conflicts", said, under, icon="mark-warn")
        if due.doubles:
            many = self.tr("{count} possible doubles").format(count=due.doubles)
            said = self.tr("1 possible double") if due.doubles == 1 else many
            yield Entry("doubles", said, self.tr("firms with the same code"), icon="mark-warn")

    def _firm(self, firm: "Firm") -> Entry:
        office = firm.registered_office
        town = spoken.town(office.town, office.province) if office else ""
        under = spoken.joined(town, firm.tax_code or firm.vat_number)
        return Entry(firm.id, firm.name, under, icon="firms")

    def _session(self, entry: "SessionEntry") -> Entry:
        people = self.tr("1 person") if entry.people == 1 else self.tr("{count} people")
        kind = self.place.texts.choice("session.kind", entry.kind)
        under = spoken.joined(entry.number, kind, people.format(count=entry.people))
        when = spoken.joined(spoken.day(entry.day), entry.hours, by=", ")
        return Entry(entry.id, entry.title, under, right=when, icon="sessions")

    def _mission(self, mission: "Mission", applied: int, withdrawn: int) -> Entry:
        english = self.place.language == "en" and mission.title_en
        title = mission.title_en if english else mission.title
        said = self.tr("1 application") if applied == 1 else self.tr("{count} applications")
        count = said.format(count=applied)
        if withdrawn == 1:
            count += self.tr(", 1 withdrawn")
        elif withdrawn:
            count += self.tr(", {count} withdrawn").format(count=withdrawn)
        under = spoken.joined(mission.code, spoken.day(mission.starts))
        return Entry(mission.id, str(title), under, count, icon="missions", long=True)

    def _show_counts(self, counts: dict[str, int]) -> None:
        empty(self._counts)
        for name in ("firm", "session", "application", "paper"):
            number = Words(str(counts[name]), "counter")
            words = Words(self._counted(name, counts[name]), "hint")
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(number)
            row.addWidget(words)
            row.addStretch(1)
            self._counts.addWidget(pair)

    def _counted(self, name: str, number: int) -> str:
        one, many = {
            "firm": (self.tr("firm in the register"), self.tr("firms in the register")),
            "session": (self.tr("session logged"), self.tr("sessions logged")),
            "application": (self.tr("application"), self.tr("applications")),
            "paper": (self.tr("paper issued"), self.tr("papers issued")),
        }[name]
        return one if number == 1 else many

    def _show_copy(self, copied_at: "datetime | None") -> None:
        if copied_at is None:
            self._copy_mark.set_meaning("warn")
            self._copy_title.setText(self.tr("No copy of the store yet"))
            self._copy_text.setText(self.tr("A copy is reopened and compared before it counts."))
            return
        self._copy_mark.set_meaning("ok")
        said = self.tr("Verified copy of {day} at {hour}")
        day, hour = copied_at.strftime("%d/%m/%Y"), copied_at.strftime("%H:%M")
        self._copy_title.setText(said.format(day=day, hour=hour))
        self._copy_text.setText(self.tr("Reopened and compared: everything is as in the store."))

    def _copy(self) -> None:
        def call(desk: "Desk", watch: Watch) -> str:
            from desktop.services import stores  # noqa: PLC0415 - loads the store's libraries

            folder = desk.store.path.parent / "backups"
            return str(stores.backup(desk, folder, watch))

        def then(made: str) -> None:
            self.place.say(self.tr("Copied and verified: {path}").format(path=made))
            self.place.recount.emit()
            self.refetch()

        self.place.take_time(self, self.tr("Copying the store"), call, then)
