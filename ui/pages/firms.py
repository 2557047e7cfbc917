"""The firms: a search that answers while one types, the list, and the firm beside it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.typed import override
from ui.page import Page
from ui.pages.firm_list import FirmList
from ui.pages.papers_issue import Issuing
from ui.widgets.panes import EmptyWords, Panes, Pile
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.desk import Changed, Desk
    from ui.pages.firm_detail import FirmDetail
    from ui.pages.firm_reading import FirmSheet

_PAUSE = 120  # milliseconds that one stays at a firm before its sheet is read
_PAPERS = ("self-declaration", "questionnaire", "cover-letter")  # offered after the card
_PRINT = 0  # the place of the print button among those of the firm


class FirmsPage(Page):
    """List at the left, firm at the right."""

    KINDS = frozenset({
        "firm", "site", "person", "accounts", "relation", "aid", "declaration", "consent",
        "session", "slot", "attendance", "application",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._any = True  # whether there is any firm, as far as is known
        self._shown: UUID | None = None
        self._sheet: FirmSheet | None = None
        self.firms = FirmList(place)
        self.list, self.search = self.firms.entries, self.firms.search
        self._detail: FirmDetail | None = None
        self._issuing = Issuing(place, self)
        self._empty = EmptyWords()
        self._right = Pile()
        self._right.addWidget(self._empty)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panes = Panes(
            self.firms, self.list, self._right, width=372, name="firms", places=place.places
        )
        layout.addWidget(self.panes)
        self._connect()

    @property
    def detail(self) -> "FirmDetail":
        """Give the firm's sheet, hidden; it is made when a firm is first to be shown."""
        if self._detail is None:
            self._detail = self._make_detail()
        return self._detail

    def _make_detail(self) -> "FirmDetail":
        from ui.pages.firm_detail import FirmDetail  # noqa: PLC0415 - after the rows of the list

        made = FirmDetail(self.place, (
            Verb(self.tr("Print the card"), self._print, icon="print", key="Ctrl+P"),
            Verb(self.tr("Edit"), self._edit, icon="edit", key="F2"),
        ), self._rare(None))  # fmt: skip
        made.session_opened.connect(lambda found: self.place.go("sessions", found))
        made.mission_opened.connect(lambda found: self.place.go("missions", found))
        self._right.addWidget(made)
        return made

    def _rare(self, sheet: "FirmSheet | None") -> tuple[Verb, ...]:
        """Give what is seldom done; firms that were merged are parted where there are any."""
        remove = Verb(self.tr("Remove the firm"), self.remove_shown, icon="remove")
        if sheet is None or not sheet.merged:
            return (remove,)
        said = self.tr("Part “{name}”").format(name=max(sheet.merged)[1])
        return (remove, Verb(said, self.part_shown, icon="undo"))

    def _connect(self) -> None:
        self.firms.chosen.connect(self._show)
        self.firms.nothing_found.connect(self._say_nothing_found)
        self.firms.nothing_there.connect(self._say_empty)
        self.firms.narrowed_out.connect(self._say_narrowed_out)
        self.firms.found_none.connect(self._to_offered)
        self.list.opened.connect(lambda _firm: self.detail.tabs.setFocus())
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._to_search)

    @override
    def heading(self) -> str:
        return self.tr("Firms")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        new = Verb(self.tr("New firm"), self._new, icon="plus", key="Ctrl+N", main=True)
        return (self._import_verb(), new) if self._any else (new,)

    def _import_verb(self) -> Verb:
        return Verb(self.tr("Import a list"), lambda: self.place.go("imports"), icon="import")

    @override
    def first_focus(self) -> QWidget:
        wanted = self.list if self.list.chosen_key() is not None else self.search
        return self.panes.first_focus(wanted)

    @override
    def arrive(self, argument: object) -> None:
        if isinstance(argument, UUID):
            self._show(argument)
            self.panes.open_detail()
            self.firms.show_firm(argument)

    @override
    def refetch(self) -> None:
        self.firms.refetch()
        if self._shown is not None:
            self._show(self._shown)

    def _to_search(self) -> None:
        self.panes.close_detail()
        self.firms.to_search()

    def _to_offered(self) -> None:
        if self._empty.button is not None:
            self._empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the search by Esc, from what it found or where it offers to register."""
        beside = self.firms.isAncestorOf(self.focusWidget()) or self._empty.isVisible()
        if event.key() == Qt.Key.Key_Escape and self.firms.search.text() and beside:
            self.firms.search.clear()
            self.firms.to_search()
            return
        super().keyPressEvent(event)

    # --- the firm ---------------------------------------------------------------------------

    def _show(self, firm: object) -> None:
        if not isinstance(firm, UUID):
            return
        wanted = self._shown = firm

        def call(desk: "Desk") -> "FirmSheet | None":
            from ui.pages import firm_reading  # noqa: PLC0415 - loads the store's libraries

            return firm_reading.read(desk, wanted)

        pause = _PAUSE if self._sheet is not None else 0
        self.place.seek(self, "firm", call, self._show_sheet, pause=pause)

    def _show_sheet(self, sheet: "FirmSheet | None") -> None:
        if sheet is None:  # taken out meanwhile: by an undo, by an import taken back
            self._shown = self._sheet = None
            self._right.setCurrentWidget(self._empty)
            self.firms.forget()
            self.firms.refetch()
            return
        self._sheet = sheet
        if sheet.asked == self._shown != sheet.id:
            self._lead_on(sheet)
        self._there(any_firm=True)
        self._right.setCurrentWidget(self.detail)
        self.detail.head.show_rare(self._rare(sheet))
        self.detail.show_sheet(sheet)

    def _lead_on(self, sheet: "FirmSheet") -> None:
        """Say that the firm that was asked for is read under this one."""
        gone = next((name for firm, name in sheet.merged if firm == sheet.asked), "")
        self._shown = sheet.id
        said = self.tr("“{gone}” was merged into “{name}”: this is its sheet.")
        self.place.say(said.format(gone=gone, name=sheet.text("name")), "info",
                       Verb(self.tr("Part them"), self.part_shown, icon="undo"))  # fmt: skip

    def part_shown(self) -> None:
        """Part the firm that is shown from the last one that was merged into it."""
        sheet = self._sheet
        if sheet is None or not sheet.merged:
            return
        firm, name = max(sheet.merged)

        def call(desk: "Desk") -> "Changed":
            from desktop.services import joining  # noqa: PLC0415 - loads the store's libraries

            return joining.unmerge(desk, str(firm))

        def then(changed: "Changed") -> None:
            self.place.wrote(changed, self.tr("“{name}” stands by itself again.").format(name=name))

        self.place.do(self, call, then)

    def _print(self) -> None:
        """Offer the firm's card in its languages, below the button."""
        if self._shown is not None:
            button = self.detail.buttons[_PRINT]
            self._issuing.offer(button, "firm-card", *_PAPERS, firm=str(self._shown))

    def _new(self) -> None:
        self.place.go("firm-form", self.firms.unfound or None)

    def _edit(self) -> None:
        self.place.go("firm-form", self._shown)

    def remove_shown(self) -> None:
        """Remove the firm that is shown; undo brings it back."""
        if self._sheet is not None and self._sheet.id == self._shown:
            self._remove(self._sheet)

    def _remove(self, sheet: "FirmSheet") -> None:
        def call(desk: "Desk") -> "Changed":
            from desktop.services import firms  # noqa: PLC0415 - loads the store's libraries

            return firms.remove(desk, str(sheet.id))

        def then(changed: "Changed") -> None:
            self._shown = None
            self.firms.forget()
            self.panes.close_detail()
            said = self.tr("“{name}” is no longer in the register.")
            self.place.wrote(changed, said.format(name=sheet.text("name")))

        self.place.do(self, call, then)

    # --- nothing to show --------------------------------------------------------------------

    def _say_nothing_found(self, text: str) -> None:
        said = self.tr("No firm matches “{text}”.").format(text=text)
        verb = Verb(
            self.tr("Register “{text}”").format(text=text),
            lambda: self.place.go("firm-form", text), icon="plus",
        )  # fmt: skip
        self._show_empty(said, verb)

    def _say_empty(self) -> None:
        self._show_empty(self.tr("The register has no firms yet."), self._import_verb())
        self._there(any_firm=False)

    def _say_narrowed_out(self) -> None:
        verb = Verb(self.tr("Show all firms"), self.firms.show_all, icon="firms")
        self._show_empty(self.tr("The register has no such firm."), verb)

    def _there(self, *, any_firm: bool) -> None:
        """Show the list when there is any firm to list; without one it is all one sentence."""
        if any_firm is self._any:
            return
        self._any = any_firm
        self.panes.leave_alone(on=not any_firm)
        self.heading_changed.emit()
        if not any_firm and self.isVisible():
            self.panes.first_focus(self.list).setFocus(Qt.FocusReason.OtherFocusReason)

    def offered(self) -> VerbButton | None:
        """Give the button that stands where there is nothing to show."""
        return self._empty.button

    def _show_empty(self, said: str, verb: Verb) -> None:
        self._shown = self._sheet = None
        self.panes.close_detail()
        self._empty.say(said, verb)
        self._right.setCurrentWidget(self._empty)
