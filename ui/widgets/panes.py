"""The two panes that list pages are made of: entries at the left, the chosen one at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui import icons, tokens
from ui.widgets.cards import column, empty
from ui.widgets.labels import Chip, ElidedWords, Fact, KeyHint, Words
from ui.widgets.lists import EntryList
from ui.widgets.verbs import Verb, VerbButton

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
        self._count, self._order = Words("", "hint"), Words("", "hint")
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
            layout.addWidget(_hint_bar(hints))

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
        row.addStretch(1)
        row.addWidget(self._order)
        return bar

    def show_count(self, count: str, order: str) -> None:
        """Say how many entries there are and in what order they stand."""
        self._count.setText(count)
        self._order.setText(order)


def _hint_bar(hints: Sequence[KeyHint]) -> QWidget:
    foot = QFrame()
    foot.setProperty("part", "foot")
    foot.setFixedHeight(34)
    row = QHBoxLayout(foot)
    row.setContentsMargins(tokens.EDGE, 0, tokens.CARD, 0)
    row.setSpacing(14)
    for hint in hints:
        row.addWidget(hint)
    row.addStretch(1)
    return foot


def side_by_side(left: QWidget, right: QWidget, width: int) -> QSplitter:
    """Give two panes with a movable hairline between; the right one takes what is left."""
    split = QSplitter(Qt.Orientation.Horizontal)
    split.setHandleWidth(1)
    split.setChildrenCollapsible(False)
    split.addWidget(left)
    split.addWidget(right)
    split.setSizes([width, 2 * width])
    split.setStretchFactor(0, 0)
    split.setStretchFactor(1, 1)
    return split


class DetailHead(QFrame):
    """The head of a record: its name with what can be done, chips, a sentence, facts."""

    def __init__(self, verbs: Sequence[Verb]) -> None:
        super().__init__()
        self.setProperty("part", "head")
        self.buttons = tuple(VerbButton(verb) for verb in verbs)
        self._name = ElidedWords("", "name")
        self._name.setMinimumHeight(tokens.FIELD)
        self._said = ElidedWords("", "hint")
        self._chips, self._facts = QHBoxLayout(), QHBoxLayout()
        self._chips.setSpacing(7)
        self._facts.setSpacing(26)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(18, 12, tokens.EDGE_RIGHT, 10)
        self.column.setSpacing(8)
        self.column.addWidget(self._title_row())
        self._fact_row = QWidget()
        for holder, row in ((QWidget(), self._chips), (self._fact_row, self._facts)):
            holder.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            self.column.addWidget(holder)
        ignored, fixed = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed
        self._fact_row.setSizePolicy(ignored, fixed)

    def _title_row(self) -> QWidget:
        title = QWidget()
        row = QHBoxLayout(title)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(self._name, 1)
        for button in self.buttons:
            row.addWidget(button)
        return title

    def show_name(self, name: str, chips: Sequence[tuple[str, str]], said: str = "") -> None:
        """Show the name, its chips (words and tone) and a sentence after them."""
        self._name.setText(name)
        self._chips.removeWidget(self._said)
        empty(self._chips)
        for text, tone in chips:
            self._chips.addWidget(Chip(text, tone))
        self._said.setText(said)
        self._chips.addWidget(self._said, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show labels with their values below them; the last one takes what room is left."""
        empty(self._facts)
        for label, value in facts[:-1]:
            self._facts.addWidget(Fact(label, value))
        for label, value in facts[-1:]:
            last = column(Words(label, "hint"), ElidedWords(value, "body"), gap=1)
            self._facts.addWidget(last, 1)
        self._fact_row.setVisible(bool(facts))


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
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
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
