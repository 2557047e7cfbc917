"""The list of firms: a search that answers while one types, an order, what it is narrowed to."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from desktop.domain.records import FirmStatus
from desktop.services import register
from desktop.services.glance import Glance
from desktop.services.register import Found, Narrowed
from desktop.typed import override
from ui import icons, spoken, tokens
from ui.models.table import PAGE
from ui.widgets.labels import ElidedWords, KeyHint, Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import COUNTER, HintBar
from ui.widgets.verbs import Verb, VerbButton, key_in_words
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.desk import Desk

_MOST = 100  # answers to a search
_AT_ONCE = 20_000  # places looked through at once: the thread of the window waits so long
_QUIET = 4  # pixels inside a quiet button, before and after its words
_KEPT = 3  # pages that are still fetched when the list is scrolled on
_IN_SIGHT = frozenset({"", "firm.name", "firm.tax_code", "firm.vat_number",
                       "firm.registered_office.town"})  # fmt: skip


class SearchField(QLineEdit):
    """A search field; the arrow down and Enter lead to what it found, Esc clears it."""

    went_on = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
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
            self.went_on.emit()
            return
        super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class _Order:
    """The whole list in its order, and the page of it that is shown first."""

    places: Sequence[int]
    chosen: int  # the row of the firm that is wanted; -1 when the list has it not
    first: int
    rows: Sequence[Found]


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the list can be narrowed to."""

    sectors: Mapping[str, tuple[str, str]]
    provinces: Sequence[str]


class FirmList(QFrame):
    """The pane at the left of the firms page."""

    chosen = Signal(object)  # a firm's id
    nothing_found = Signal(str)
    nothing_there = Signal()
    narrowed_out = Signal()
    found_none = Signal()  # one goes on from a search that has no answer

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._wanted: UUID | None = None  # asked for from elsewhere, not yet shown
        self._kept: UUID | None = None  # what is shown, and stays so when the list is read anew
        self._narrowed, self._by = Narrowed(), "name"
        self._places: Sequence[int] = ()
        self._known = False  # whether `_places` is the whole list
        self._stale = False  # whether the register has changed since it was read
        self._pages: list[int] = []
        self._fetching = False
        self._awaited = False  # whether what is typed in the search has no answer yet
        self._going_on = False  # whether the cursor is to go to that answer
        self.setProperty("part", "listpane")
        self.setMinimumWidth(260)
        self.entries = EntryList(self.tr("Firms"))
        self.search = SearchField(self.tr("Name, code, town, PEC, phone, person"))
        self._lay_out()
        self.search.textChanged.connect(self._search_anew)
        self.search.went_on.connect(self._go_on)
        self.entries.entry_chosen.connect(self._choose)
        self.entries.rows.wanted.connect(self._want)
        self.entries.typed.connect(self._type)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        box = QWidget()
        inside = QHBoxLayout(box)
        inside.setContentsMargins(tokens.EDGE, 12, tokens.CARD, 12)
        inside.addWidget(self.search)
        column.addWidget(box)
        column.addWidget(self._count_bar())
        column.addWidget(self.entries, 1)
        column.addWidget(HintBar((
            KeyHint(key_in_words("Ctrl+F"), self.tr("search")),
            KeyHint("↑ ↓", self.tr("browse")), KeyHint("F2", self.tr("edit")),
        )))  # fmt: skip

    def _count_bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("part", "count")
        bar.setFixedHeight(COUNTER)
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.EDGE, 0, tokens.CARD - _QUIET, 0)
        row.setSpacing(_QUIET)
        self._count = ElidedWords("", "hint")
        self._nearest = Words(self.tr("nearest first"), "hint")
        self._nearest.setContentsMargins(0, 0, _QUIET, 0)
        self.narrow = VerbButton(Verb("", self._offer_narrowing, quiet=True), small=True)
        self.order = VerbButton(Verb("", self._offer_orders, quiet=True), small=True)
        row.addWidget(self._count, 1)
        for widget in (self.narrow, self.order, self._nearest):
            row.addWidget(widget)
        self._name_buttons()
        return bar

    # --- what the page asks of it -----------------------------------------------------------

    def show_firm(self, firm: UUID) -> None:
        """Show a firm in the list: among those here, else where it stands in the register."""
        self._wanted = self._kept = firm
        if self.entries.choose(firm):
            self._wanted = None
        elif self.search.text():
            self.search.clear()
        else:
            self.refetch()

    def forget(self) -> None:
        """Keep no firm: the one that was shown is gone, or another is looked for."""
        self._kept = self._wanted = None
        self.entries.choose_none()

    def show_all(self) -> None:
        """Narrow the list to nothing any more."""
        self._narrow(Narrowed(), "")

    def to_search(self) -> None:
        """Take the cursor to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @property
    def unfound(self) -> str:
        """Give what is searched for and no firm matches."""
        return "" if self.entries.rows.rowCount() else self.search.text().strip()

    def refetch(self) -> None:
        """Read the list anew, for the register has changed; selection and place stay."""
        self._stale = True
        self._read()

    def _read(self) -> None:
        text = self.search.text().strip()
        for widget in (self.narrow, self.order):
            widget.setHidden(bool(text))
        if not text:
            self._nearest.hide()
        if text:
            self._find(text)
        elif not self._known:
            self._read_beginning()
        elif self._stale:
            self._read_order()
        else:
            places = self._places
            self._place.look(
                self, "list", lambda desk: self._around(desk, places), self._show_order
            )

    # --- searching --------------------------------------------------------------------------

    def _search_anew(self) -> None:
        """Answer what is being typed: the best answer is shown, whatever was shown before."""
        self._going_on = False
        self._awaited = bool(self.search.text().strip())
        if self.search.text():
            self.forget()
        self._read()

    def _go_on(self) -> None:
        """Take the cursor to the answer, once it is here: what stands there else is older."""
        self._going_on = self._awaited
        if self._awaited:
            return
        if self.entries.rows.rowCount():
            self.entries.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.found_none.emit()

    def _answered(self) -> None:
        going_on, self._going_on, self._awaited = self._going_on, False, False
        if going_on and self.search.hasFocus():
            self._go_on()

    def _type(self, letters: str) -> None:
        """Letters typed on the list are a search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(letters)

    def _find(self, text: str) -> None:
        """Ask for the quick answers, and once they are shown for those with typing errors."""

        def quick(desk: Glance) -> list[Found]:
            return register.find(desk, text, _MOST, late=False)

        def then(rows: list[Found]) -> None:
            if rows:
                self._show_found(text, rows)
            if len(rows) < _MOST:
                self._place.look(self, "list", late, lambda more: self._add_similar(text, more))

        def late(desk: Glance) -> list[Found]:
            return register.find(desk, text, _MOST)

        self._place.look(self, "list", quick, then)

    def _add_similar(self, text: str, rows: list[Found]) -> None:
        if not rows:
            self._show_found(text, rows)
            self.nothing_found.emit(text)
            self._answered()
        elif any(found.tier == "similar" for found in rows):
            self._show_found(text, rows)

    def _show_found(self, text: str, rows: list[Found]) -> None:
        self.entries.set_entries([self._entry(found) for found in rows], text)
        said = self._counted(len(rows))
        if len(rows) == _MOST:
            said = self.tr("the first {count}").format(count=_MOST)
        elif self._known:
            said = self.tr("{found} of {total}").format(
                found=len(rows), total=self._counted(len(self._places))
            )
        self._count.setText(said)
        self._nearest.setVisible(bool(rows))
        if rows and not (self._kept and self.entries.choose(self._kept)):
            self.entries.choose(rows[0].id)
        if rows:
            self._answered()

    # --- the list in its order --------------------------------------------------------------

    def _read_beginning(self) -> None:
        """Show the first page at once; the rest of a great register is read behind it."""
        self._place.look(self, "list", lambda desk: self._ordered(desk, PAGE + 1), self._begin)

    def _begin(self, order: _Order) -> None:
        if len(order.places) <= PAGE:
            self._show_order(order)
            return
        if self._wanted is None:
            self._show_rows(order)
        self._read_order()

    def _read_order(self) -> None:
        self._place.ask(self, "order", self._ordered, self._show_order)

    def _ordered(self, desk: Glance, most: int = -1) -> _Order:
        return self._around(desk, register.places(desk, self._by, self._narrowed, most))

    def _around(self, desk: Glance, places: Sequence[int]) -> _Order:
        """Read the page in which the wanted firm stands, else the first."""
        wanted = self._wanted or self._kept
        place = register.place_of(desk, wanted) if wanted else None
        chosen = -1 if place is None else _found(places, place)
        first = max(chosen, 0) // PAGE * PAGE
        return _Order(places, chosen, first, register.at(desk, places[first : first + PAGE]))

    def _show_order(self, order: _Order) -> None:
        if self.search.text().strip():
            return  # overtaken by what is being typed
        self._known, self._stale = True, False
        self._show_rows(order)
        self._count.setText(self._counted(len(order.places)))
        if not order.places:
            all_shown = self._narrowed == Narrowed()
            (self.nothing_there if all_shown else self.narrowed_out).emit()

    def _show_rows(self, order: _Order) -> None:
        bar = self.entries.verticalScrollBar()
        scrolled = bar.value() if self._wanted is None else None
        self._places, self._pages, self._fetching = order.places, [], False
        self.entries.set_total(len(order.places))
        self.entries.rows.put_page(order.first, [self._entry(found) for found in order.rows])
        self._select(order)
        if scrolled is not None:
            bar.setValue(scrolled)

    def _select(self, order: _Order) -> None:
        """Keep the firm that was shown or asked for; else show the first."""
        if order.chosen >= 0:
            self._wanted = None
            self.entries.choose_row(order.chosen)
        elif order.places and self._wanted is None:
            self.entries.choose_row(0)

    def _choose(self, firm: object) -> None:
        if isinstance(firm, UUID):
            self._kept = firm
            self.chosen.emit(firm)

    # --- pages, as they are seen ------------------------------------------------------------

    def _want(self, first: int) -> None:
        self._pages.append(first)
        if not self._fetching:
            self._fetch_next()

    def _fetch_next(self) -> None:
        """Fetch the page wanted last: those that were only scrolled past are let go."""
        self._fetching = bool(self._pages)
        if not self._pages:
            return
        first = self._pages.pop()
        for passed in self._pages[:-_KEPT]:
            self.entries.rows.let_go(passed)
        del self._pages[:-_KEPT]
        places = self._places
        stretch = places[first : first + PAGE]

        def then(rows: list[Found]) -> None:
            if places is self._places:
                self.entries.rows.put_page(first, [self._entry(found) for found in rows])
                self._fetch_next()

        self._place.look(self, "page", lambda desk: register.at(desk, stretch), then)

    # --- order and narrowing ----------------------------------------------------------------

    def _name_buttons(self) -> None:
        orders = {"name": self.tr("by name"), "town": self.tr("by town")}
        self.order.say(f"{orders[self._by]} ▾")
        chosen = spoken.joined(self._sector, self._status_word(), self._narrowed.province)
        everything = self.tr("all")  # not inside the braces: words are gathered from calls
        self.narrow.say(f"{chosen or everything} ▾")
        self.order.setAccessibleDescription(self.tr("Order of the list"))
        self.narrow.setAccessibleDescription(self.tr("Which firms the list shows"))

    _sector = ""  # the chosen sector's name

    def _status_word(self) -> str:
        status = self._narrowed.status
        return self._place.texts.choice("firm.status", status) if status else ""

    def _offer_orders(self) -> None:
        menu = self._menu(self.order)
        for by, words in (("name", self.tr("by name")), ("town", self.tr("by town"))):
            self._option(menu, words, on=by == self._by).triggered.connect(
                lambda _on=False, by=by: self._order_by(by)
            )
        self._pop(menu, self.order)

    def _order_by(self, by: str) -> None:
        self._by = by
        self._read_anew()

    def _offer_narrowing(self) -> None:
        self._place.seek(self, "choices", _choices, self._offer)

    def _offer(self, choices: _Choices) -> None:
        menu = self._menu(self.narrow)
        english = self._place.language == "en"
        everything = self._option(menu, self.tr("All firms"), on=self._narrowed == Narrowed())
        everything.triggered.connect(lambda: self._narrow(Narrowed(), ""))
        menu.addSeparator()
        sectors = menu.addMenu(self.tr("Sector"))
        for code, names in choices.sectors.items():
            self._narrowing(sectors, names[english], sector=code)
        states = menu.addMenu(self.tr("Status"))
        for status in FirmStatus:
            word = self._place.texts.choice("firm.status", status.value)
            self._narrowing(states, word, status=status.value)
        provinces = menu.addMenu(self.tr("Province"))
        provinces.setEnabled(bool(choices.provinces))
        for province in choices.provinces:
            self._narrowing(provinces, province, province=province)
        self._pop(menu, self.narrow)

    def _narrowing(self, menu: QMenu, words: str, **chosen: str) -> None:
        """Offer one value; the same once more takes it back."""
        ((name, value),) = chosen.items()
        on = getattr(self._narrowed, name) == value
        narrowed = replace(self._narrowed, **{name: "" if on else value})
        sector = self._sector if name != "sector" else ("" if on else words)
        self._option(menu, words, on=on).triggered.connect(lambda: self._narrow(narrowed, sector))

    def _narrow(self, narrowed: Narrowed, sector: str) -> None:
        self._narrowed, self._sector = narrowed, sector
        self._read_anew()

    def _read_anew(self) -> None:
        self._name_buttons()
        self._known = False
        self.forget()
        self.entries.verticalScrollBar().setValue(0)
        self.refetch()

    def _menu(self, button: QWidget) -> QMenu:
        menu = QMenu(button)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    @staticmethod
    def _option(menu: QMenu, words: str, *, on: bool) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(on)
        return action

    @staticmethod
    def _pop(menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    # --- words ------------------------------------------------------------------------------

    def _entry(self, found: Found) -> Entry:
        town = spoken.town(found.town, found.province)
        under = spoken.joined(town, found.tax_code or found.vat_number)
        return Entry(found.id, found.name, under, self._why(found))

    def _why(self, found: Found) -> str:
        """Say by what a firm was found, unless its own lines show it."""
        if found.tier == "similar" and not found.said:
            return self.tr("found by: a similar spelling")
        if found.why in _IN_SIGHT:
            return ""
        kind, _, name = found.why.partition(".")
        texts = self._place.texts
        label = texts.field(kind, name) if kind == "firm" else texts.kind(kind)
        label = label if label.isupper() else label[:1].lower() + label[1:]
        if not found.said:
            return self.tr("found by: {field}").format(field=label)
        return self.tr("found by: {field} “{said}”").format(field=label, said=found.said)

    def _counted(self, total: int) -> str:
        if total == 1:
            return self.tr("1 firm")
        return self.tr("{count} firms").format(count=spoken.count(total, self._place.language))


def _found(places: Sequence[int], wanted: int) -> int:
    """Give where in a long list a place stands, -1 for nowhere; others get turns meanwhile."""
    for start in range(0, len(places), _AT_ONCE):
        with suppress(ValueError):
            return places.index(wanted, start, start + _AT_ONCE)
    return -1


def _choices(desk: "Desk") -> _Choices:
    from ui.pages.firm_reading import sector_names  # noqa: PLC0415 - loads the store's libraries

    return _Choices(sector_names(desk), register.provinces(desk))
