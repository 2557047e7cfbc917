"""The two panes that list pages are made of: entries at the left, the chosen one at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, tokens
from ui.models.table import Index
from ui.widgets.cards import empty, scrolled
from ui.widgets.flow import flowing
from ui.widgets.labels import Chip, ElidedWords, Fact, KeyHint, Words
from ui.widgets.lists import EntryList
from ui.widgets.verbrow import TitleRow, VerbRow
from ui.widgets.verbs import Verb, VerbButton

_LEAST = 420  # of a detail beside its list
_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterField(QLineEdit):
    """Narrows the list below it; the arrow down goes there."""

    def __init__(self, name: str, below: QWidget) -> None:
        super().__init__()
        self._below = below
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        colour = tokens.of(self.palette()).text3
        self.addAction(icons.icon("search", colour), QLineEdit.ActionPosition.LeadingPosition)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DOWN and not event.modifiers():
            self._below.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        super().keyPressEvent(event)


class ListPane(QFrame):
    """A filter, how many there are, the entries, and the keys that work on them."""

    def __init__(
        self, entries: EntryList, filter_name: str = "", hints: Sequence[KeyHint] = ()
    ) -> None:
        super().__init__()
        self.setProperty("part", "listpane")
        self.setMinimumWidth(260)
        self.entries = entries
        self.filter = FilterField(filter_name, entries)
        self._count, self._order = Words("", "hint"), ElidedWords("", "hint")
        self._order.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if filter_name:
            layout.addWidget(self._boxed_filter())
        else:
            self.filter.hide()
        layout.addWidget(self._counter())
        layout.addWidget(entries, 1)
        if hints:
            layout.addWidget(HintBar(hints))

    def _boxed_filter(self) -> QWidget:
        box = QWidget()
        inside = QHBoxLayout(box)
        inside.setContentsMargins(tokens.EDGE, 12, tokens.CARD, 12)
        inside.addWidget(self.filter)
        return box

    def _counter(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("part", "count")
        bar.setFixedHeight(28)
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.EDGE, 0, tokens.CARD, 0)
        row.addWidget(self._count)
        row.addWidget(self._order, 1)
        return bar

    def show_count(self, count: str, order: str) -> None:
        """Say how many entries there are and in what order they stand."""
        self._count.setText(count)
        self._order.setText(order)


class HintBar(QFrame):
    """The keys that work on a list, at its foot; it goes where only one pane has room."""

    def __init__(self, hints: Sequence[KeyHint]) -> None:
        super().__init__()
        self.setProperty("part", "foot")
        self.setFixedHeight(34)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.EDGE, 0, tokens.CARD, 0)
        row.setSpacing(14)
        self._hints, self._row = tuple(hints), row
        for hint in hints:
            row.addWidget(hint)
        row.addStretch(1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many hints as there is room for."""
        super().resizeEvent(event)
        used = self._row.contentsMargins().left() + self._row.contentsMargins().right()
        for hint in self._hints:
            used += hint.sizeHint().width() + self._row.spacing()
            hint.setVisible(used <= self.width() + self._row.spacing())


class Panes(QSplitter):
    """A list with the detail of the chosen entry beside it, a movable hairline between.

    Where there is no room for both it is one pane: the list, and after an entry was opened its
    detail below a back arrow; Esc and Alt+Left go back. `places` remembers under `name` where
    the hairline was left.
    """

    def __init__(
        self, pane: QWidget, entries: EntryList, detail: QWidget, *,
        width: int, name: str, places: dict[str, int],
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal)
        self._pane, self._entries, self._places, self._name = pane, entries, places, name
        self._width = width
        self._opened = False
        self._measured = False  # before it has its place its width says nothing
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.back = VerbButton(
            Verb(self.tr("Back to the list"), self.close_detail, icon="left", key="Alt+Left",
                 quiet=True),
            small=True,
        )  # fmt: skip
        self._area = scrolled(detail)
        self._beside = self._with_back()
        self._beside.setMinimumWidth(_LEAST)
        self.addWidget(pane)
        self.addWidget(self._beside)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        self._share()
        self.splitterMoved.connect(lambda place, _handle: self._remember(place))
        entries.opened.connect(lambda _key: self.open_detail())
        entries.clicked.connect(self._clicked)
        entries.rows.modelReset.connect(self._suit)

    def _with_back(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = QFrame()
        self._bar.setProperty("part", "head")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(tokens.CARD, 3, tokens.EDGE_RIGHT, 3)
        row.addWidget(self.back)
        row.addStretch(1)
        column.addWidget(self._bar)
        column.addWidget(self._area, 1)
        self._bar.hide()
        return holder

    @property
    def one(self) -> bool:
        """Tell whether there is room for one pane only."""
        return self._measured and self.width() < tokens.ONE_PANE

    def open_detail(self) -> None:
        """Show the detail, where only one pane has room."""
        self._opened = True
        self._suit()

    def close_detail(self) -> None:
        """Show the list again, with the cursor in it."""
        shown = self._opened and self.one
        self._opened = False
        self._suit()
        if shown:
            self._entries.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self, wanted: QWidget) -> QWidget:
        """Give where the cursor begins: where the page wants it, unless that is out of sight."""
        return self.back if self._bar.isVisibleTo(self) else wanted

    def _suit(self) -> None:
        """Show what has room. A list without entries leaves the pane to what says why."""
        one = self.one
        idle = one and not self._entries.rows.rowCount() and not self._opened
        sides = Qt.Orientation
        self.setOrientation(sides.Vertical if idle else sides.Horizontal)
        self._pane.setVisible(not one or idle or not self._opened)
        self._entries.setVisible(not idle)
        self._beside.setVisible(not one or idle or self._opened)
        self._bar.setVisible(one and not idle)
        if self._pane.property("alone") is not one:
            self._pane.setProperty("alone", one)
            self._pane.style().unpolish(self._pane)
            self._pane.style().polish(self._pane)
        for bar in self._pane.findChildren(HintBar):
            bar.setVisible(not one)
        if idle:
            self.setSizes([1, self.height()])

    def _share(self) -> None:
        width = self._places.get(self._name, self._width)
        self.setSizes([width, max(1, self.width() - width)])

    def _remember(self, place: int) -> None:
        if self.orientation() is Qt.Orientation.Horizontal:
            self._places[self._name] = place

    def _clicked(self, index: Index) -> None:
        entry = self._entries.rows.row(index.row())
        if self.one and entry is not None:
            self._entries.opened.emit(entry.key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_one = self.one or not self._measured or self._bar.isVisibleTo(self)
        self._measured = True
        self._suit()
        if was_one and not self.one:
            self._share()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._bar.isVisible():
            self.close_detail()
            return
        super().keyPressEvent(event)


class Pile(QStackedWidget):
    """Widgets of which one is seen, and which needs only the room of that one."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self._suit)

    def _suit(self, current: int) -> None:
        """Let the widgets that are not seen ask for no room."""
        policy = QSizePolicy.Policy
        for place in range(self.count()):
            widget = self.widget(place)
            if widget is not None:
                own = policy.Preferred if place == current else policy.Ignored
                widget.setSizePolicy(own, own)

    @override
    def addWidget(self, widget: QWidget) -> int:
        place = super().addWidget(widget)
        self._suit(self.currentIndex())
        return place


class DetailHead(QFrame):
    """The head of a record: its name with what can be done, chips, a sentence, facts."""

    def __init__(self, verbs: Sequence[Verb]) -> None:
        super().__init__()
        self.setProperty("part", "head")
        self._verbs = VerbRow(verbs)
        self.buttons = self._verbs.buttons
        self._name = ElidedWords("", "name")
        self._name.setMinimumHeight(tokens.FIELD)
        self._said = ElidedWords("", "hint")
        self._title = TitleRow(self._name, self._verbs)
        self._chips, self._facts = flowing(), flowing(gap=26)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 12, tokens.EDGE_RIGHT, 10)
        self.column.setSpacing(8)
        for part in (self._title, self._chips, self._facts):
            self.column.addWidget(part)

    def show_name(self, name: str, chips: Sequence[tuple[str, str]], said: str = "") -> None:
        """Show the name, its chips (words and tone) and a sentence after them."""
        self._name.setText(name)
        self._title.suit()
        row = _layout(self._chips)
        row.removeWidget(self._said)
        empty(row)
        for text, tone in chips:
            row.addWidget(Chip(text, tone))
        self._said.setText(said)
        row.addWidget(self._said)  # before it is shown: alone it would be a window
        self._said.setVisible(bool(said))

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show labels with their values below them."""
        row = _layout(self._facts)
        empty(row)
        for label, value in facts:
            row.addWidget(Fact(label, value))
        self._facts.setVisible(bool(facts))


def _layout(holder: QWidget) -> QLayout:
    layout = holder.layout()
    if layout is None:
        message = "nothing flows here"
        raise RuntimeError(message)
    return layout


class EmptyWords(QWidget):
    """What stands where there is nothing to show: one sentence and one action."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", "value", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._verbs = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setSpacing(tokens.CARD)
        layout.addStretch(1)
        layout.addWidget(self._words)
        layout.addLayout(self._verbs)
        layout.addStretch(2)

    def say(self, text: str, verb: Verb | None = None) -> None:
        """Say a sentence and offer a verb."""
        self._words.setText(text)
        empty(self._verbs)
        if verb is not None:
            self._verbs.addStretch(1)
            self._verbs.addWidget(VerbButton(verb))
            self._verbs.addStretch(1)


def pairs(lines: Sequence[tuple[str, str]], missing: str, *, label_width: int = 150) -> QWidget:
    """Give labels with their values beside them; an empty value is said to be missing."""
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setContentsMargins(tokens.CARD, 10, tokens.CARD, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(7)
    top = Qt.AlignmentFlag.AlignTop
    for place, (label, value) in enumerate(lines):
        grid.addWidget(Words(label, "hint", wrap=True), place, 0, top)
        words = Words(value or missing, "body" if value else "hint", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(words, place, 1, top)
    grid.setColumnMinimumWidth(0, label_width)
    grid.setColumnStretch(1, 1)
    return inside


def pop_up(button: QWidget, options: Sequence[tuple[str, Callable[[], object]]]) -> QMenu:
    """Open a menu below a button with its first entry chosen; Enter takes it."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text, run in options:
        action = menu.addAction(text)
        action.triggered.connect(lambda _on=False, run=run: run())
    folded = button.parentWidget() if button.isHidden() else None  # it went into a row's menu
    anchor = folded or button
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 2)))
    menu.setActiveAction(menu.actions()[0])
    return menu


class EscapeKey(QObject):
    """Runs something when Esc is pressed anywhere inside a widget's own fields."""

    def __init__(self, owner: QWidget, run: Callable[[], object], *watched: QWidget) -> None:
        super().__init__(owner)
        self._run = run
        for widget in watched:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self._run()
            return True
        return super().eventFilter(watched, event)
