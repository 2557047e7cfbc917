"""The sessions: the latest first at the left, the chosen one with its attendance beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.problems import ProblemsError
from desktop.domain.text import fold
from desktop.services import sessions
from desktop.services.desk import Changed, Desk
from desktop.services.register import Found
from desktop.services.sessions import Line
from desktop.typed import override
from ui import spoken
from ui.forms.session_person import Who
from ui.models.table import PAGE
from ui.page import Page
from ui.pages import sessions_deeds, sessions_reading
from ui.pages.papers_issue import Issuing
from ui.pages.sessions_deeds import Hour
from ui.pages.sessions_detail import SessionDetail
from ui.pages.sessions_reading import Listed, SessionOpened
from ui.pages.sessions_rows import PersonRow
from ui.widgets.labels import KeyHint
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import EmptyWords, ListPane, Panes, Pile
from ui.widgets.verbs import Verb, key_in_words
from ui.workplace import Workplace

_PAPERS = ("attendance-summary", "certificate", "orientation-record")  # offered after the sheet


@dataclass(frozen=True, slots=True)
class JustLogged:
    """A session that was just logged: the page opens it to enter its people."""

    session: UUID


@dataclass(frozen=True, slots=True)
class SheetToType:
    """A session whose sheet of signatures is to be typed: the cursor goes into its grid."""

    session: UUID


class SessionsPage(Page):
    """List at the left, session at the right."""

    KINDS = frozenset({
        "session", "slot", "attendance", "person", "firm", "private_note", "programme",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._any = False
        self._wanted: UUID | None = None
        self._to_enter: UUID | None = None
        self._to_type: UUID | None = None
        self._added: tuple[UUID, Who] | None = None
        self.list = EntryList(self.tr("Sessions"))
        self.detail = SessionDetail(place)
        self._issuing = Issuing(place, self)
        self._empty = EmptyWords()
        self._pane = ListPane(self.list, self.tr("Title, number, day"), (
            KeyHint(key_in_words("Ctrl+F"), self.tr("filter")),
            KeyHint(self.tr("Enter"), self.tr("attendance")),
        ))  # fmt: skip
        self._right = Pile()
        self._right.addWidget(self._empty)
        self._right.addWidget(self.detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panes = Panes(self._pane, self.list, self._right, name="sessions", places=place.places)
        self.panes.stand_below(self.detail.foot)
        layout.addWidget(self.panes)
        self._connect()

    def _connect(self) -> None:
        self._pane.filter.textChanged.connect(lambda _text: self.refetch())
        self.list.rows.wanted.connect(self._fetch)
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _session: self.detail.to_grid())
        detail = self.detail
        detail.edit_wanted.connect(lambda: self.place.go("session-form", detail.shown))
        detail.paper_wanted.connect(self._issue_sheet)
        detail.person_removed.connect(self._remove_person)
        detail.adder.wanted.connect(self._add_person)
        detail.grid.rows.hour_typed.connect(self._write_hour)
        detail.grid.now_wanted.connect(self._write_now)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._to_filter)

    @override
    def heading(self) -> str:
        return self.tr("Sessions")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        return (Verb(self.tr("New session"), self._new, icon="plus", key="Ctrl+N", main=True),)

    def _new(self) -> None:
        self.place.go("session-form", None)

    @override
    def first_focus(self) -> QWidget:
        return self.panes.first_focus(self.list)

    @override
    def arrive(self, argument: object) -> None:
        if isinstance(argument, JustLogged):
            self._to_enter = argument.session
            self._want(argument.session)
        elif isinstance(argument, SheetToType):
            self._to_type = argument.session
            self._want(argument.session)
        elif isinstance(argument, UUID):
            self._want(argument)

    def _want(self, session: UUID) -> None:
        self._wanted = session
        self.panes.open_detail()
        self._pane.filter.clear()
        self.refetch()
        self._show(session)

    def _to_filter(self) -> None:
        self.panes.close_detail()
        self._pane.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pane.filter.selectAll()

    # --- the list ---------------------------------------------------------------------------

    @override
    def refetch(self) -> None:
        text = self._pane.filter.text().strip()
        wanted = self._wanted or self.detail.shown
        self.place.ask(
            self, "list", lambda desk: sessions_reading.listed(desk, text, wanted),
            lambda answer: self._show_lines(answer, text),
        )  # fmt: skip

    def _show_lines(self, answer: Listed, text: str) -> None:
        self._any = answer.of > 0
        self.panes.leave_alone(on=False)
        entries = [self._entry(line) for line in answer.lines]
        said = self.tr("1 session") if answer.of == 1 else self.tr("{count} sessions")
        counted = said.format(count=answer.of)
        if text:
            self.list.set_entries(entries, text)
            counted = self.tr("{found} of {total}").format(found=answer.total, total=counted)
        else:
            self.list.set_total(answer.total)
            self.list.rows.put_page(answer.first, entries)
        self._pane.show_count(counted, self.tr("latest first"))
        self._settle([line.id for line in answer.lines])

    def _fetch(self, first: int) -> None:
        def then(lines: list[Line]) -> None:
            self.list.rows.put_page(first, [self._entry(line) for line in lines])

        self.place.ask(
            self, f"page {first}",
            lambda desk: sessions.lines(desk, limit=PAGE, offset=first), then,
        )  # fmt: skip

    def _entry(self, line: Line) -> Entry:
        people = self.tr("1 person") if line.people == 1 else self.tr("{count} people")
        kind = self.place.texts.choice("session.kind", line.kind)
        return Entry(
            line.id, line.title, spoken.joined(line.number, spoken.day(line.day)),
            spoken.joined(kind, people.format(count=line.people)), long=True,
        )  # fmt: skip

    def _settle(self, ids: list[UUID]) -> None:
        """Choose the session that was asked for, else the one shown, else the first."""
        wanted = self._wanted or self.detail.shown
        if wanted is not None and self.list.choose(wanted):
            self._wanted = None
        elif ids:
            self.list.choose(ids[0])
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        if self._any:
            text = self._pane.filter.text().strip()
            self._empty.say(self.tr("No session matches “{text}”.").format(text=text))
        else:
            verb = Verb(self.tr("Log a session"), self._new, icon="plus")
            self._empty.say(self.tr("No session has been logged yet."), verb)
        self._right.setCurrentWidget(self._empty)
        self._leave_alone()

    def _leave_alone(self) -> None:
        """Leave out the list where there is no session at all."""
        self.panes.leave_alone(on=not self._any)
        if not self._any and self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the session ------------------------------------------------------------------------

    def _show(self, session: object) -> None:
        if isinstance(session, UUID):
            self.place.ask(
                self, "session", lambda desk: sessions_reading.opened(desk, session),
                self._show_opened,
            )  # fmt: skip

    def _show_opened(self, opened: SessionOpened) -> None:
        self._right.setCurrentWidget(self.detail)
        if self.detail.shown != opened.id:
            self.detail.adder.hide()
        self.detail.show_session(opened)
        if self._to_enter == opened.id:
            self._to_enter = None
            self.detail.open_adder()
        if self._to_type == opened.id:
            self._to_type = None
            self.detail.to_grid()
        self._go_to_added()

    def _issue_sheet(self) -> None:
        shown = self.detail.shown
        if shown is not None:
            button = self.detail.paper_button
            self._issuing.offer(button, "attendance-sheet", *_PAPERS, session=str(shown))

    # --- attendance -------------------------------------------------------------------------

    def _write_hour(self, row: PersonRow, slot: int, end: str, text: str) -> None:
        shown = self.detail.shown
        hour = self._hour(row, slot, end)
        if shown is None or hour is None:
            return

        def call(desk: Desk) -> Changed | None:
            return sessions_deeds.set_hour(desk, shown, hour, text)

        self._do_hour(call, row, slot, end)

    def _write_now(self, row: PersonRow, slot: int, end: str) -> None:
        shown, opened = self.detail.shown, self.detail.opened
        hour = self._hour(row, slot, end)
        if shown is None or hour is None or opened is None:
            return
        if opened.sheet.slots[slot].date != self.place.today():
            self.place.say(self.tr("This slot is not today: type the hour."), "info")
            return
        self._do_hour(lambda desk: sessions_deeds.set_now(desk, shown, hour), row, slot, end)
        self.detail.grid.step(1)

    def _hour(self, row: PersonRow, slot: int, end: str) -> Hour | None:
        opened = self.detail.opened
        if opened is None or slot >= len(opened.sheet.slots):
            return None
        return Hour(row.firm, row.person, opened.sheet.slots[slot].id, end)

    def _do_hour(
        self, call: Callable[[Desk], Changed | None], row: PersonRow, slot: int, end: str
    ) -> None:
        """Write an hour; one that cannot stand stays in its cell, marked, with the reason."""

        def then(changed: Changed | None) -> None:
            if changed is not None:
                said = self.tr("Saved: {person}, slot {slot}.")
                self.place.wrote(changed, said.format(person=_name(row), slot=slot + 1))

        def failed(error: BaseException) -> None:
            if isinstance(error, ProblemsError):
                sentence = self.place.texts.problem(error.problems[0])
                self.detail.grid.rows.fail(row, slot, end, sentence)
            else:
                self.place.tell(error)

        self.place.do(self, call, then, failed)

    def _add_person(self, firm: Found, who: Who) -> None:
        shown = self.detail.shown
        if shown is None:
            return

        def call(desk: Desk) -> Changed | None:
            return sessions_deeds.add_person(desk, shown, firm.id, who.family_name, who.given_name)

        def then(changed: Changed | None) -> None:
            name = spoken.joined(who.family_name, who.given_name, by=" ") or firm.name
            if changed is None:
                said = self.tr("{person} is already among those who come.")
                self.place.say(said.format(person=name), "info")
                return
            self._added = (firm.id, who)
            self.detail.adder.go_on()
            self.place.wrote(changed, self.tr("{person} is entered.").format(person=name))

        self.place.do(self, call, then)

    def _go_to_added(self) -> None:
        """Leave the grid's cursor at the first hour of the person who was just entered."""
        if self._added is None:
            return
        firm, who = self._added
        wanted = (firm, fold(who.family_name), fold(who.given_name))
        for row in self.detail.grid.rows.people:
            if (row.firm, fold(row.family_name), fold(row.given_name)) == wanted:
                self._added = None
                self.detail.grid.go_to_hour(row.key)
                return

    def _remove_person(self, row: PersonRow) -> None:
        shown = self.detail.shown
        if shown is None:
            return

        def then(changed: Changed) -> None:
            said = self.tr("{person} is no longer among those who came.")
            self.place.wrote(changed, said.format(person=_name(row)))

        self.place.do(
            self, lambda desk: sessions_deeds.remove_person(desk, shown, row.firm, row.person), then
        )


def _name(row: PersonRow) -> str:
    return spoken.joined(row.family_name, row.given_name, by=" ") or row.firm_name
