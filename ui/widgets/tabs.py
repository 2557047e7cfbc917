"""Tabs: words with a bar below the open one, and a frame round it when the cursor is there."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from desktop.typed import override
from ui import tokens

_ARROW = 28  # pixels of each of the two arrows where not all tabs have room


class Tabs(QTabBar):
    """A row of tabs; the arrows go from one to the next."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setStyleSheet(
            f"QTabBar::scroller {{ width: {2 * _ARROW}px; }}"
            "QTabBar::tear { width: 0; image: none; border: none; }"
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() or self.currentIndex() < 0:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.of(self.palette()).primary), 2))
        box = QRectF(self.tabRect(self.currentIndex())).adjusted(1, 3, -1, -4)
        painter.drawRoundedRect(box, tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
