"""What does not fit on a window: looked for widget by widget."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPushButton,
    QScrollBar,
    QWidget,
)

from ui.widgets.facts import FactButton
from ui.widgets.labels import Chip, ElidedWords
from ui.widgets.verbs import VerbButton

_LEAST_CUT = 48  # pixels that words which may be cut keep at least


def faults(window: QWidget) -> list[str]:
    """Say what of a window is cut off, or narrower than what it has to say."""
    found: list[str] = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget, QScrollBar):
            found += [f"{_named(widget)}: {said}" for said in _faults_of(widget)]
    return found


def _named(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    parent = widget.parentWidget()
    owner = type(parent).__name__ if parent is not None else ""
    return f"{type(widget).__name__} «{words or widget.accessibleName()}» in {owner}"


def _faults_of(widget: QWidget) -> Iterator[str]:
    outside = _outside(widget)
    if outside:
        yield outside
    if isinstance(widget, ElidedWords):
        least = min(widget.natural(), _LEAST_CUT)
        if widget.text() and widget.width() < least:
            yield f"only {widget.width()} wide"
    elif isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, Chip | FactButton | VerbButton | QPushButton):
        wanted = widget.sizeHint()
        if widget.width() < wanted.width() or widget.height() < wanted.height():
            yield f"{widget.size()} is less than {wanted}"


def _outside(widget: QWidget) -> str:
    """Say where a widget leaves its parent; up and down only where nothing scrolls there."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow():
        return ""
    place, room = widget.geometry(), parent.rect()
    area = parent.parentWidget()
    scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
    if scrolls and isinstance(area, QAbstractScrollArea):
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.horizontalScrollBarPolicy() is not off:
            return ""
        place = QRect(QPoint(place.left(), 0), place.size())
        room.setHeight(max(room.height(), place.height()))
    if room.contains(place) or place.isEmpty():
        return ""
    return f"{place} is outside {room}"


def _cut_label(label: QLabel) -> Iterator[str]:
    if not label.text():
        return
    if not label.wordWrap():
        if label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height():
            yield f"{label.size()} is less than {label.sizeHint()}"
        return
    wanted = label.heightForWidth(label.width())
    if label.height() < wanted:
        yield f"{label.height()} high, {wanted} needed"
    longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
    if label.width() < longest:
        yield f"{label.width()} wide, a word needs {longest}"
