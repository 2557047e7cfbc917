"""A table with what is told of its chosen row, beside it or below it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLayout, QSplitter, QVBoxLayout, QWidget

from ui import tokens
from ui.widgets.area import DetailArea
from ui.widgets.cards import on_canvas
from ui.widgets.panes import EmptyWords

_MOST = 1000  # what the table takes beside so many pixels of words: all that is left


class Beside(QSplitter):
    """The table at the left, what is told at the right; one below the other where it is narrow.

    `shares` is how the height is shared out then. `none` stands in its place where there is
    nothing to tell.
    """

    def __init__(
        self, table: QWidget, told: tuple[QLayout, ...], name: str, *, wide: int,
        shares: tuple[int, int] = (1, 1),
    ) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal)
        self._wide, self._shares = wide, shares
        self.none = EmptyWords()
        self.area = on_canvas(*told)
        self.area.setAccessibleName(name)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(table)
        self.addWidget(self.area)
        self.setSizes([_MOST, wide])

    def suit(self, whole: int, turned: Callable[[], object]) -> None:
        """Stand as a page so many pixels wide has room for, and tell when that is another way."""
        beside, sides = whole >= tokens.ONE_PANE, Qt.Orientation
        wanted = sides.Horizontal if beside else sides.Vertical
        if self.orientation() is not wanted:
            self.setOrientation(wanted)
            self.setSizes([_MOST, self._wide] if beside else list(self._shares))
            if self.isVisible():
                turned()

    def under(self, head: QFrame) -> DetailArea:
        """Give the page of it under a head; where that is low all stands whole, under one bar."""
        inner = QWidget()
        inner.setProperty("part", "canvas")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self, 1)
        layout.addWidget(self.none, 1)
        self.none.hide()
        return DetailArea(inner)
