"""The order of Tab."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def in_turn(first: QWidget) -> list[QWidget]:
    """Give what stands after a widget in the order of Tab, round its window and back to it.

    Every widget is given back to its parent: PySide takes an answer of `nextInFocusChain` for a
    part of the widget that was asked, and forgets it with that (docs/decisions/0019).
    """
    found: list[QWidget] = []
    widget, last = first.nextInFocusChain(), first.previousInFocusChain()
    while widget is not None and widget is not first:
        found.append(widget)
        if widget is last:  # not asked: it would answer the first, which is not given back here
            break
        widget = widget.nextInFocusChain()
    for parent in {one.parentWidget() for one in found}:
        if parent is not None:
            parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for window in (one for one in found if one.parentWidget() is None):
        window.setParent(None)
    return found
