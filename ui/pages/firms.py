"""The firms: a search that answers while one types, the list, and the firm beside it."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services import firms
from desktop.services.desk import Changed, Desk
from desktop.services.firms import Found
from ui import icons, spoken, tokens
from ui.page import Page
from ui.pages import firm_reading
from ui.pages.firm_detail import FirmDetail
from ui.pages.firm_reading import FirmSheet
from ui.pages.papers_issue import Issuing
from ui.widgets.cards import empty
from ui.widgets.labels import KeyHint, Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import HintBar, Panes
from ui.widgets.verbs import Verb, VerbButton, key_in_words
from ui.workplace import Workplace

_PAGE = 100
_PRINT = 1  # the place of the print button among those of the firm


class SearchField(QLineEdit):
    """A search field; the arrow down goes to the list below it."""

    def __init__(self, name: str, below: QWidget) -> None:
        super().__init__()
        self._below = below
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        colour, place = tokens.of(self.palette()).text3, QLineEdit.ActionPosition
        self.addAction(icons.icon("search", colour), place.LeadingPosition)
        clear = self.addAction(icons.icon("close", colour), place.TrailingPosition)
        clear.setVisible(False)
        clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: clear.setVisible(bool(text)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._below.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)


class FirmsPage(Page):
    """List at the left, firm at the right."""

    KINDS = frozenset({
        "firm", "site", "person", "accounts", "relation", "aid", "declaration", "consent",
        "session", "slot", "attendance", "application",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._shown: UUID | None = None
        self._wanted: UUID | None = None
        self._sheet: FirmSheet | None = None
        self._keeps = True
        self._total = 0
        self.list = EntryList(self.tr("Firms"))
        self.search = SearchField(self.tr("Name, code, town, PEC, phone, person"), self.list)
        self.detail = FirmDetail(place)
        self._issuing = Issuing(place, self)
        self._right = QVBoxLayout()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panes = Panes(
            self._list_pane(), self.list, self._detail_pane(),
            width=372, name="firms", places=place.places,
        )  # fmt: skip
        layout.addWidget(self.panes)
        self._connect()

    def _list_pane(self) -> QWidget:
        pane = QFrame()
        pane.setProperty("part", "listpane")
        pane.setMinimumWidth(300)
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        box = QWidget()
        inside = QHBoxLayout(box)
        inside.setContentsMargins(tokens.EDGE, 12, tokens.CARD, 12)
        inside.addWidget(self.search)
        column.addWidget(box)
        count = QFrame()
        count.setProperty("part", "count")
        count.setFixedHeight(28)
        row = QHBoxLayout(count)
        row.setContentsMargins(tokens.EDGE, 0, tokens.CARD, 0)
        self._count, self._order = Words("", "hint"), Words("", "hint")
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._order)
        column.addWidget(count)
        column.addWidget(self.list, 1)
        column.addWidget(HintBar((
            KeyHint(key_in_words("Ctrl+F"), self.tr("search")),
            KeyHint("↑ ↓", self.tr("browse")), KeyHint("F2", self.tr("edit")),
        )))  # fmt: skip
        return pane

    def _detail_pane(self) -> QWidget:
        pane = QWidget()
        self._right = QVBoxLayout(pane)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.addWidget(self.detail)
        self._empty = QWidget()
        self._empty_words = Words("", "value", wrap=True)
        self._empty_words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = QVBoxLayout(self._empty)
        inside.addStretch(1)
        inside.addWidget(self._empty_words)
        self._empty_verbs = QHBoxLayout()
        inside.addLayout(self._empty_verbs)
        inside.addStretch(2)
        self._right.addWidget(self._empty)
        self.detail.hide()
        return pane

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search_anew)
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _firm: self.detail.tabs.setFocus())
        self.list.rows.wanted.connect(self._fetch)
        self.detail.session_opened.connect(lambda found: self.place.go("sessions", found))
        self.detail.mission_opened.connect(lambda found: self.place.go("missions", found))
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._to_search)

    @override
    def heading(self) -> str:
        return self.tr("Firms")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        return (
            Verb(self.tr("Import a list"), lambda: self.place.go("imports"), icon="import"),
            Verb(self.tr("New firm"), self._new, icon="plus", key="Ctrl+N", main=True),
        )

    @override
    def first_focus(self) -> QWidget:
        wanted = self.list if self.list.chosen_key() is not None else self.search
        return self.panes.first_focus(wanted)

    @override
    def arrive(self, argument: object) -> None:
        if isinstance(argument, UUID):
            self._wanted = argument
            self._show(argument)
            self.panes.open_detail()
            if self.list.choose(argument):
                self._wanted = None
            elif self.search.text():
                self.search.clear()

    @override
    def refetch(self) -> None:
        self._search()
        if self._shown is not None:
            self._show(self._shown)

    # --- the list ---------------------------------------------------------------------------

    def _search_anew(self) -> None:
        """Answer what is being typed: the best answer is shown, whatever was shown before."""
        if self.search.text():
            self._keeps, self._wanted = False, None
        self._search()

    def _search(self) -> None:
        text = self.search.text().strip()
        if text:
            self.place.ask(self, "list", lambda desk: _found(desk, text), self._show_found)
        else:
            self.place.ask(self, "list", _first_page, self._show_all)

    def _show_all(self, answer: tuple[int, list[Found]]) -> None:
        total, rows = answer
        self._total = total
        self.list.set_total(total)
        self.list.rows.put_page(0, [self._entry(found) for found in rows])
        self._count.setText(self._counted(total))
        self._order.setText(self.tr("by name"))
        self._settle([found.id for found in rows])

    def _show_found(self, answer: tuple[str, int, list[Found]]) -> None:
        text, total, rows = answer
        self._total = total
        self.list.set_entries([self._entry(found) for found in rows], text)
        said = self.tr("{found} of {total}").format(found=len(rows), total=self._counted(total))
        self._count.setText(said)
        self._order.setText(self.tr("nearest first"))
        if not rows:
            self._say_nothing_found(text)
        self._settle([found.id for found in rows])

    def _settle(self, ids: list[UUID]) -> None:
        """Keep the firm that was shown or asked for; else show the first."""
        wanted = self._wanted or (self._shown if self._keeps else None)
        self._keeps = True
        if wanted is not None and self.list.choose(wanted):
            self._wanted = None
            return
        if self._wanted is not None:
            return
        if ids:
            self.list.choose(ids[0])
        elif self._total == 0:
            self._say_empty()

    def _fetch(self, first: int) -> None:
        def call(desk: Desk) -> list[Found]:
            return firms.page(desk, limit=_PAGE, offset=first)

        def then(rows: list[Found]) -> None:
            self.list.rows.put_page(first, [self._entry(found) for found in rows])

        self.place.ask(self, f"page {first}", call, then)

    def _entry(self, found: Found) -> Entry:
        town = spoken.town(found.town, found.province)
        under = spoken.joined(town, found.tax_code or found.vat_number)
        return Entry(found.id, found.name, under, self._why(found))

    def _why(self, found: Found) -> str:
        """Say by what a firm was found, unless its own lines show it."""
        if found.why in {"", "firm.name", "firm.tax_code", "firm.vat_number",
                         "firm.registered_office.town"}:  # fmt: skip
            return ""
        kind, _, name = found.why.partition(".")
        texts = self.place.texts
        label = texts.field(kind, name) if kind == "firm" else texts.kind(kind)
        return self.tr("found by: {field}").format(field=label[:1].lower() + label[1:])

    def _counted(self, total: int) -> str:
        return self.tr("1 firm") if total == 1 else self.tr("{count} firms").format(count=total)

    def _to_search(self) -> None:
        self.panes.close_detail()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # --- the firm ---------------------------------------------------------------------------

    def _show(self, firm: object) -> None:
        if isinstance(firm, UUID):
            self._shown = firm
            self.place.ask(
                self, "firm", lambda desk: firm_reading.read(desk, firm), self._show_sheet
            )

    def _show_sheet(self, sheet: FirmSheet | None) -> None:
        if sheet is None:  # taken out meanwhile: by an undo, by an import taken back
            self._shown = self._sheet = None
            self.detail.hide()
            self._search()
            return
        self._sheet = sheet
        self._empty.hide()
        self.detail.show()
        self.detail.show_sheet(sheet, (
            Verb(self.tr("Remove"), self.remove_shown, icon="remove"),
            Verb(self.tr("Print the card"), self._print, icon="print", key="Ctrl+P"),
            Verb(self.tr("Edit"), lambda: self._edit(sheet), icon="edit", key="F2"),
        ))  # fmt: skip

    def _print(self) -> None:
        """Offer the firm's card in its languages, below the button."""
        if self._shown is not None:
            button = self.detail.buttons[_PRINT]
            self._issuing.offer(button, "firm-card", firm=str(self._shown))

    def _new(self) -> None:
        self.place.go("firm-form", None)

    def _edit(self, sheet: FirmSheet) -> None:
        self.place.go("firm-form", sheet.id)

    def remove_shown(self) -> None:
        """Remove the firm that is shown; undo brings it back."""
        if self._sheet is not None:
            self._remove(self._sheet)

    def _remove(self, sheet: FirmSheet) -> None:
        def then(changed: Changed) -> None:
            self._shown = None
            self.panes.close_detail()
            said = self.tr("“{name}” is no longer in the register.")
            self.place.wrote(changed, said.format(name=sheet.text("name")))

        self.place.do(self, lambda desk: firms.remove(desk, str(sheet.id)), then)

    # --- nothing to show --------------------------------------------------------------------

    def _say_nothing_found(self, text: str) -> None:
        said = self.tr("No firm answers “{text}”.").format(text=text)
        verb = Verb(
            self.tr("Register “{text}”").format(text=text),
            lambda: self.place.go("firm-form", text), icon="plus",
        )  # fmt: skip
        self._show_empty(said, verb)

    def _say_empty(self) -> None:
        verb = Verb(self.tr("Import a list"), lambda: self.place.go("imports"), icon="import")
        self._show_empty(self.tr("The register has no firms yet."), verb)

    def offered(self) -> VerbButton | None:
        """Give the button that stands where there is nothing to show."""
        return self._empty.findChild(VerbButton)

    def _show_empty(self, said: str, verb: Verb) -> None:
        self._shown = self._sheet = None
        self.detail.hide()
        self.panes.close_detail()
        empty(self._empty_verbs)
        self._empty_words.setText(said)
        self._empty_verbs.addStretch(1)
        self._empty_verbs.addWidget(VerbButton(verb))
        self._empty_verbs.addStretch(1)
        self._empty.show()


def _first_page(desk: Desk) -> tuple[int, list[Found]]:
    return firms.count(desk), firms.page(desk, limit=_PAGE)


def _found(desk: Desk, text: str) -> tuple[str, int, list[Found]]:
    return text, firms.count(desk), firms.find(desk, text)
