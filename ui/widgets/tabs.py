"""Tabs: words with a bar below the open one, and a frame round it when the cursor is there."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QToolButton, QWidget

from desktop.typed import override
from ui import tokens

_ARROW = 28  # pixels of each of the two arrows where not all tabs have room


class Tabs(QTabBar):
    """A row of tabs; the arrows go from one to the next.

    Where not all have room, two arrows at the right scroll them, and a tab is seen whole or not.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setStyleSheet(
            f"QTabBar::scroller {{ width: {2 * _ARROW}px; }}"
            "QTabBar::tear { width: 0; image: none; border: none; }"
        )

    def stumps(self) -> Iterator[QRect]:
        """Give where a tab would stand in part only."""
        arrows = [b for b in self.findChildren(QToolButton) if b.isVisible()]
        room = QRect(self.rect())
        if arrows:
            room.setRight(min(button.x() for button in arrows) - 1)
        for place in range(self.count()):
            seen = self.tabRect(place).intersected(room)
            if not seen.isEmpty() and seen.width() < self.tabRect(place).width():
                yield seen

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not any(stump.contains(event.position().toPoint()) for stump in self.stumps()):
            super().mousePressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colours = tokens.of(self.palette())
        for stump in self.stumps():
            painter.fillRect(stump, QColor(colours.surface))
        if not self.hasFocus() or self.currentIndex() < 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.primary), 2))
        box = QRectF(self.tabRect(self.currentIndex())).adjusted(1, 3, -1, -4)
        painter.drawRoundedRect(box, tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
