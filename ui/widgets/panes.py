"""The two panes that list pages are made of: entries at the left, the chosen one at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
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

from desktop.typed import override
from ui import icons, tokens
from ui.models.table import Index
from ui.widgets.area import DetailArea, Folding
from ui.widgets.cards import column, empty
from ui.widgets.flow import flowing
from ui.widgets.fold import FoldLine
from ui.widgets.labels import Chip, ElidedWords, Fact, KeyHint, Words
from ui.widgets.lists import EntryList
from ui.widgets.verbrow import NameWords, TitleRow, VerbRow
from ui.widgets.verbs import Verb, VerbButton

_LEAST = 420  # of a detail beside its list
LIST = 280  # the width of a list until somebody moves the hairline
_LIST_WIDE, _WIDE = 372, 1500  # of a list at least where the whole has that width
COUNTER = 28  # the height of the bar that says how many there are
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
        layout.addWidget(self._counter("count" if filter_name else "head"))
        layout.addWidget(entries, 1)
        layout.addWidget(HintBar(hints))

    def _boxed_filter(self) -> QWidget:
        box = QWidget()
        inside = QHBoxLayout(box)
        inside.setContentsMargins(tokens.EDGE, 12, tokens.CARD, 12)
        inside.addWidget(self.filter)
        return box

    def _counter(self, part: str) -> QWidget:
        """Give the bar of the counter; `part` head has no line above, for the top bar has one."""
        bar = QFrame()
        bar.setProperty("part", part)
        bar.setFixedHeight(COUNTER)
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.EDGE, 0, tokens.CARD, 0)
        row.addWidget(self._count)
        row.addWidget(self._order, 1)
        return bar

    def show_count(self, count: str, order: str) -> None:
        """Say how many entries there are and, where there are some, in what order they stand."""
        self._count.setText(count)
        self._order.setText(order if self.entries.rows.rowCount() else "")


class HintBar(QFrame):
    """The keys that work on a list, at its foot.

    It goes where only one pane has room, and where the list has nothing to work on.
    """

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

    @override
    def hasHeightForWidth(self) -> bool:
        return self.currentWidget() is not None

    @override
    def heightForWidth(self, width: int) -> int:
        """Give the height that the widget in sight needs: Qt's own asks all of them."""
        seen = self.currentWidget()
        if seen is None:
            return -1
        least = seen.minimumSizeHint().height()
        if seen.hasHeightForWidth():
            return max(least, seen.heightForWidth(width))
        return max(least, seen.sizeHint().height())


class Panes(QSplitter):
    """A list with the detail of the chosen entry beside it, a movable hairline between.

    Where there is no room for both it is one pane: the list, and after an entry was opened its
    detail with an arrow back; Esc and Alt+Left go back. A list that has no entries and is not
    being searched leaves the room to what says why. `places` remembers under `name` where the
    hairline was left.
    """

    def __init__(
        self, pane: QWidget, entries: EntryList, detail: Pile, *,
        width: int = LIST, name: str, places: dict[str, int],
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal)
        self._pane, self._entries, self._places, self._name = pane, entries, places, name
        self._width, self._detail = width, detail
        self._feet: list[tuple[QWidget, QWidget | None]] = []
        self._opened = False
        self._alone = False  # the detail, for the list will never have an entry as things stand
        self._measured = False  # before it has its place its width says nothing
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._bar_back = VerbButton(
            Verb(self.tr("Back to the list"), self.close_detail, icon="left", key="Alt+Left",
                 quiet=True),
            small=True,
        )  # fmt: skip
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
        detail.currentChanged.connect(lambda _place: self._suit())

    def _with_back(self) -> QWidget:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._bar = QFrame()
        self._bar.setProperty("part", "head")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(tokens.CARD, 3, tokens.EDGE_RIGHT, 3)
        row.addWidget(self._bar_back)
        row.addStretch(1)
        self._column.addWidget(self._bar)
        self._column.addWidget(DetailArea(self._detail), 1)
        self._bar.hide()
        return holder

    def stand_below(self, foot: QWidget, under: QWidget | None = None) -> None:
        """Put what stands below the detail and does not scroll with it: `under` one of its widgets.

        Without one it stands below any record. What it hides of itself stays hidden.
        """
        held = column(foot)
        self._feet.append((held, under))
        self._column.addWidget(held)
        self._suit()

    @property
    def one(self) -> bool:
        """Tell whether there is room for one pane only."""
        return self._measured and self.width() < tokens.ONE_PANE

    @property
    def back(self) -> VerbButton:
        """Give the way back to the list: in the head of the record, else above what is shown."""
        head = self._head()
        return self._bar_back if head is None else head.back

    def _head(self) -> "DetailHead | None":
        shown = self._detail.currentWidget()
        return None if shown is None else shown.findChild(DetailHead)

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

    def leave_alone(self, *, on: bool) -> None:
        """Leave all the room to the detail, which says that nothing is here yet."""
        self._alone = on
        self._suit()

    def first_focus(self, wanted: QWidget) -> QWidget:
        """Give where the cursor begins: where the page wants it, unless that is out of sight."""
        offered = self._detail.findChild(EmptyWords)
        if self._alone and offered is not None and offered.button is not None:
            return offered.button
        return self.back if self.one and self._opened else wanted

    def _suit(self) -> None:
        """Show what has room."""
        one = self.one
        idle = one and not self._entries.rows.rowCount() and not self._opened
        sides = Qt.Orientation
        self.setOrientation(sides.Vertical if idle else sides.Horizontal)
        self._pane.setVisible(not self._alone and (not one or idle or not self._opened))
        self._entries.setVisible(not idle)
        self._beside.setVisible(self._alone or not one or idle or self._opened)
        self._show_back(on=one and not idle and not self._alone)
        for foot, under in self._feet:
            foot.setVisible(self._head() is not None if under is None
                            else self._detail.currentWidget() is under)  # fmt: skip
        if self._pane.property("alone") is not one:
            self._pane.setProperty("alone", one)
            self._pane.style().unpolish(self._pane)
            self._pane.style().polish(self._pane)
        for bar in self._pane.findChildren(HintBar):
            bar.setVisible(not one and self._entries.rows.rowCount() > 0)
        if idle:
            self.setSizes([1, self.height()])

    def _show_back(self, *, on: bool) -> None:
        head = self._head()
        if head is not None:
            head.let_back(self.close_detail if on else None)
            if on and self._bar_back.hasFocus():  # the same way back, at another place
                head.back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.setVisible(on and head is None)

    def _share(self) -> None:
        least = _LIST_WIDE if self.width() >= _WIDE else 0
        width = self._places.get(self._name, max(self._width, least))
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
        was_one = self.one or not self._measured or self._shown_one
        self._measured = True
        self._shown_one = self.one
        self._suit()
        if was_one and not self.one:
            self._share()

    _shown_one = False  # whether there was room for one pane only when it was last measured

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.close_detail()
            return
        super().keyPressEvent(event)


class DetailHead(Folding):
    """The head of a record: its name with what can be done, chips, a sentence, facts.

    Where its pane is very low it folds to two lines, so that what stands below it is seen: the
    name on one, on the other the chips that have room and the verb that shows the rest.
    """

    scant_changed = Signal(bool)  # whether the pane is that low

    def __init__(
        self, verbs: Sequence[Verb], *, rare: Sequence[Verb] = (), below: int = 10
    ) -> None:
        super().__init__()
        self.setProperty("part", "head")
        self._verbs = VerbRow(verbs, rare)
        self.buttons = self._verbs.buttons
        self._name = NameWords()
        self._said = ElidedWords("", "hint")
        self._title = TitleRow(self._name, self._verbs)
        self._title.back_wanted.connect(self._go_back)
        self.back = self._title.back
        self._leave: Callable[[], object] | None = None
        self.line = FoldLine(self._turn)
        self._scant = self._unfolded = False
        self._held: tuple[tuple[str, str], ...] = ()  # the chips
        self._chips, self._facts = flowing(), flowing(gap=26, even=True)
        self._more: list[QWidget] = [self._chips]
        self.column = QVBoxLayout(self)
        self._below = below
        for part in (self._title, self.line, self._chips, self._facts):
            self.column.addWidget(part)
        self._suit()

    def add_more(self, part: QWidget) -> None:
        """Put something below the facts that folds with them."""
        self._more.append(part)
        self.column.addWidget(part)
        self._suit()

    @override
    def fold(self, *, on: bool) -> None:
        if on is not self._scant:
            self._scant, self._unfolded = on, False
            self.line.show_chips(self._held if on else ())
            self._suit()
            self.scant_changed.emit(on)

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self._suit()

    def _suit(self) -> None:
        """Show what the pane has room for."""
        folded = self._scant and not self._unfolded
        self.column.setContentsMargins(
            tokens.EDGE, 6 if folded else 12, tokens.EDGE_RIGHT, self._below
        )
        self.column.setSpacing(3 if folded else 8)
        for part in self._more:
            part.setVisible(not folded)
        self._facts.setVisible(not folded and _layout(self._facts).count() > 0)
        self.line.setVisible(self._scant)
        self.line.show_open(on=not folded)
        self._title.show_short(on=folded)

    def show_rare(self, rare: Sequence[Verb]) -> None:
        """Let other verbs stand in the menu of what is seldom done."""
        self._verbs.show_rare(rare)
        self._title.suit()

    def let_back(self, leave: Callable[[], object] | None) -> None:
        """Show an arrow that leads back, or none."""
        self._leave = leave
        self._title.show_back(on=leave is not None)

    def _go_back(self) -> None:
        if self._leave is not None:
            self._leave()

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
        self._held = tuple(chips)
        self.line.show_chips(self._held if self._scant else ())

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show labels with their values below them."""
        row = _layout(self._facts)
        empty(row)
        for label, value in facts:
            row.addWidget(Fact(label, value))
        self._suit()


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
        self.button: VerbButton | None = None
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
        self.button = None if verb is None else VerbButton(verb)
        if self.button is not None:
            self._verbs.addStretch(1)
            self._verbs.addWidget(self.button)
            self._verbs.addStretch(1)
            self.button.show()  # at once: it may get the cursor


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
