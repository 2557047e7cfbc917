"""The keys that work everywhere, and the walk from pane to pane."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QSplitter, QWidget
from shiboken6 import isValid

from desktop.typed import override
from ui.page import Page
from ui.widgets.turn import in_turn

BOX, PANE, PANE_BEFORE, KEYS, BACK, UNDO = "box", "pane", "pane-before", "keys", "back", "undo"
CANCEL = "cancel"
_PANES = frozenset({"rail", "topbar", "strip", "listpane", "formpane", "foot", "status"})


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the window, what it does in words, and its name in the program."""

    name: str
    key: str
    does: str


class Everywhere(QObject):
    """Declares the keys that work on every page, and binds them to what they run."""

    def declared(self) -> tuple[Key, ...]:
        """Give them."""
        return (
            Key(BOX, "Ctrl+K", self.tr("search or command")),
            Key(PANE, "F6", self.tr("next pane")),
            Key(PANE_BEFORE, "Shift+F6", self.tr("previous pane")),
            Key(BACK, "Alt+Left", self.tr("previous page")),
            Key(UNDO, "Ctrl+Z", self.tr("undo the last change")),
            Key(CANCEL, "Ctrl+.", self.tr("cancel the running task")),
            Key(KEYS, "Ctrl+?", self.tr("all keys")),
        )

    def bind(
        self, owner: QWidget, runs: Mapping[str, Callable[[], object]]
    ) -> dict[str, QShortcut]:
        """Make the keys run; they live as long as their owner."""
        bound: dict[str, QShortcut] = {}
        for key in self.declared():
            shortcut = QShortcut(owner)
            shortcut.setKeys(_typed(key.key))
            shortcut.activated.connect(runs[key.name])
            bound[key.name] = shortcut
        return bound


def _typed(key: str) -> list[QKeySequence]:
    """Give a key as keyboards send it: a question mark may come with or without Shift."""
    other = key.replace("Ctrl+?", "Ctrl+Shift+?")
    return [QKeySequence(one) for one in dict.fromkeys((key, other))]


class OverFields(QObject):
    """Keeps a key for the window where a field would take it: Ctrl+K cuts a line in some."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        app = cast("QApplication", QApplication.instance())
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and isValid(before):
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_K:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


# --- panes ------------------------------------------------------------------------------------


def go_to_pane(root: QWidget, step: int) -> None:
    """Take the cursor to the next pane, or by -1 to the one before, where it last was there."""
    panes = _panes(root)
    if not panes:
        return
    order = sorted(panes, key=lambda pane: _place(pane, root))
    focus = QApplication.focusWidget()
    here = pane_of(focus) if focus is not None else None
    at = order.index(here) if here in panes else -1 if step > 0 else 0
    pane = order[(at + step) % len(order)]
    _entry(pane, panes[pane]).setFocus(Qt.FocusReason.OtherFocusReason)


def pane_of(widget: QWidget) -> QWidget | None:
    """Give the pane in which a widget stands."""
    inside: QWidget | None = widget
    while inside is not None:
        above = inside.parentWidget()
        is_part = inside.property("part") in _PANES
        if is_part or isinstance(inside, Page) or isinstance(above, QSplitter):
            return inside
        inside = above
    return None


def _panes(root: QWidget) -> dict[QWidget, list[QWidget]]:
    """Give the panes in sight with what takes the cursor in them, in the order of Tab."""
    panes: dict[QWidget, list[QWidget]] = {}
    for widget in in_turn(root):
        tabs = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tabs and widget.isVisibleTo(root) and widget.isEnabled():
            pane = pane_of(widget)
            if pane is not None:
                panes.setdefault(pane, []).append(widget)
    return panes


def _place(pane: QWidget, root: QWidget) -> tuple[int, int]:
    corner = pane.mapTo(root, QPoint(0, 0))
    return corner.y(), corner.x()


def _entry(pane: QWidget, widgets: Sequence[QWidget]) -> QWidget:
    """Give where the cursor goes in a pane: where it was, the chosen one of a group, the first."""
    before = pane.focusWidget()
    for widget in widgets:
        if widget is before:
            return widget
    for widget in widgets:
        if isinstance(widget, QAbstractButton) and widget.isChecked() and _in_group(widget):
            return widget
    return widgets[0]


def _in_group(button: QAbstractButton) -> bool:
    group: QObject | None = button.group()
    return group is not None
