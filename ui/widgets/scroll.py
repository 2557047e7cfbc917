"""A scroll bar that lies over what it scrolls, so that lines and fills go on to the edge."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar
from shiboken6 import isValid

from desktop.typed import override
from ui import tokens

_RESIZED = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.LayoutRequest)


class OverBar(QScrollBar):
    """Follows an area's own bar, which stays hidden, and moves it."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(Qt.Orientation.Vertical, area)
        self._area = area
        own = area.verticalScrollBar()
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        own.rangeChanged.connect(lambda _least, _most: self._follow())
        own.valueChanged.connect(self.setValue)
        self.valueChanged.connect(own.setValue)
        area.installEventFilter(self)
        area.viewport().installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        """Take over how far there is to scroll, and stand at the right edge."""
        if not isValid(self._area):  # on its way out
            return
        own = self._area.verticalScrollBar()  # asked for anew: what stood for it may be no more
        self.setPageStep(own.pageStep())
        self.setSingleStep(own.singleStep())
        self.setRange(own.minimum(), own.maximum())
        self.setValue(own.value())
        seen = self._area.viewport().geometry()
        self.setGeometry(
            QRect(seen.right() + 1 - tokens.SCROLL, seen.top(), tokens.SCROLL, seen.height())
        )
        self.setVisible(own.maximum() > own.minimum() + 1)  # a card's border takes a pixel
        self.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _RESIZED:
            self._follow()
        return False
