"""Editors: one for each sort of value; which one a column gets is decided here alone."""

from enum import StrEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from desktop.domain.codecs import Money, Percent
from desktop.domain.record import Column, Kind
from desktop.texts import Texts
from desktop.typed import override
from ui import tokens
from ui.forms.layout import Options, Place
from ui.widgets.choice import ChoiceBox
from ui.widgets.verbs import font

_ALWAYS_IN_SIGHT = 8  # rows of a list of check boxes; a longer one shows more where there is room
_FRAME = 8  # pixels above and below the rows
_LONGEST = 200


class Editor(QObject):
    """Holds what is typed in one field. `left` is told when the cursor leaves it."""

    edited = Signal()
    left = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        widget.installEventFilter(self)

    def value(self) -> object:
        """Give what is typed: a text, a yes or no, or a list."""
        raise NotImplementedError

    def put(self, value: object) -> None:
        """Show a value (as `values.typed` gives it); nothing is told of it."""
        raise NotImplementedError

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


class TextEditor(Editor):
    """One line of text."""

    def __init__(self, longest: int, *, right: bool = False) -> None:
        self.line = QLineEdit()
        self.line.setMaxLength(longest + 80)  # a little more, so that too long is said, not cut
        if right:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        super().__init__(self.line)
        self.line.textEdited.connect(self.edited)

    @override
    def value(self) -> str:
        return self.line.text()

    @override
    def put(self, value: object) -> None:
        self.line.setText("; ".join(value) if isinstance(value, list) else str(value or ""))
        self.line.setCursorPosition(0)


class _Lines(QPlainTextEdit):
    """Asks for the height of some lines, and is as high as what stands beside it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(QFontMetrics(font(tokens.VALUE)).lineSpacing() * lines + 2 * 9)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


class LinesEditor(Editor):
    """A text of many lines; Tab leaves it, Enter is a new line."""

    def __init__(self, lines: int) -> None:
        self.text = _Lines(lines)
        super().__init__(self.text)
        self._quiet = False
        self.text.textChanged.connect(self._tell)

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    @override
    def value(self) -> str:
        return self.text.toPlainText()

    @override
    def put(self, value: object) -> None:
        self._quiet = True
        self.text.setPlainText(str(value or ""))
        self._quiet = False


class ChoiceEditor(Editor):
    """One of some values. The wheel turns it only when it has the cursor."""

    def __init__(self, options: Options) -> None:
        self.box = ChoiceBox()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setMaxVisibleItems(14)
        for value, word in options:
            self.box.addItem(word, value)
        super().__init__(self.box)
        self.box.activated.connect(self.edited)

    @override
    def value(self) -> str:
        return str(self.box.currentData() or "")

    @override
    def put(self, value: object) -> None:
        if isinstance(value, bool):  # of three: yes, no, unknown
            value = "yes" if value else "no"
        known = self.box.findData(str(value or ""))
        if known < 0:  # a value that the list does not know stays as it is
            self.box.addItem(str(value), str(value))
            known = self.box.count() - 1
        self.box.setCurrentIndex(known)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self.box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class YesNoEditor(Editor):
    """A check box, with its words beside it."""

    def __init__(self) -> None:
        self.box = QCheckBox()
        super().__init__(self.box)
        self.box.clicked.connect(self.edited)

    @override
    def value(self) -> bool:
        return self.box.isChecked()

    @override
    def put(self, value: object) -> None:
        self.box.setChecked(value is True)


class ChecksEditor(Editor):
    """Some of the values of a list, by check boxes; Space ticks the current one."""

    def __init__(self, options: Options) -> None:
        self.list = QListWidget()
        self.list.setTabKeyNavigation(False)
        for value, word in options:
            self._add(value, word)
        super().__init__(self.list)
        self._quiet = False
        self._show_rows(_ALWAYS_IN_SIGHT)
        self.list.itemChanged.connect(self._tell)

    @property
    def is_short(self) -> bool:
        """Tell whether the whole list is always in sight."""
        return self.list.count() <= _ALWAYS_IN_SIGHT

    def show_more(self, free: int) -> None:
        """Show as many rows more as so many pixels have room for; less than none hides some."""
        self._show_rows((self.list.height() - _FRAME + free) // tokens.CHECK)

    def _show_rows(self, rows: int) -> None:
        """Show whole rows."""
        shown = max(2, min(self.list.count(), max(rows, _ALWAYS_IN_SIGHT)))
        self.list.setFixedHeight(shown * tokens.CHECK + _FRAME)

    def _add(self, value: str, word: str) -> QListWidgetItem:
        item = QListWidgetItem(word, self.list)
        item.setData(Qt.ItemDataRole.UserRole, value)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable
                      | Qt.ItemFlag.ItemIsSelectable)  # fmt: skip
        item.setCheckState(Qt.CheckState.Unchecked)
        return item

    def _tell(self) -> None:
        if not self._quiet:
            self.edited.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    @override
    def value(self) -> list[str]:
        return [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        ]

    @override
    def put(self, value: object) -> None:
        held = [str(item) for item in value] if isinstance(value, list) else []
        self._quiet = True
        known = {str(item.data(Qt.ItemDataRole.UserRole)) for item in self._items()}
        for item in held:
            if item not in known:  # a value that the list does not know stays as it is
                self._add(item, item)
        for entry in self._items():
            on = str(entry.data(Qt.ItemDataRole.UserRole)) in held
            entry.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._quiet = False


def editor_of(kind: Kind, column: Column, place: Place, texts: Texts) -> Editor:
    """Give the editor for a column: by its place's options, else by its type."""
    if place.options is not None:
        if column.codec.schema.get("type") == "array":
            return ChecksEditor(place.options)
        return ChoiceEditor(place.options if column.required else [("", ""), *place.options])
    if isinstance(column.type, type) and issubclass(column.type, StrEnum):
        return ChoiceEditor(_choices(kind, column, texts))
    if column.type is bool:
        return _yes_no(column, texts)
    if column.spec.lines:
        return LinesEditor(place.lines)
    right = column.type in (Money, Percent) or column.codec.schema.get("pattern") == _DECIMAL
    return TextEditor(column.spec.max or _LONGEST, right=right)


_DECIMAL = r"^-?\d+(\.\d+)?$"


def _choices(kind: Kind, column: Column, texts: Texts) -> list[tuple[str, str]]:
    group = f"{kind.name}.{column.json_name}"
    members = cast("type[StrEnum]", column.type)
    words = [(member.value, texts.choice(group, member.value)) for member in members]
    optional = column.nullable and column.default is None
    return [("", ""), *words] if optional else words


def _yes_no(column: Column, texts: Texts) -> Editor:
    if not column.nullable:
        return YesNoEditor()
    return ChoiceEditor([
        ("", texts.say("word", "unknown")),
        ("yes", texts.say("word", "yes")),
        ("no", texts.say("word", "no")),
    ])  # fmt: skip
