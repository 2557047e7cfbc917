"""The list of the command box: commands and records in groups, a heading over each."""

from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from desktop.typed import override
from ui import tokens
from ui.widgets.lists import Entry, EntryList
from ui.widgets.sections import HEADING, HeadedDelegate, HeadedEntry
from ui.widgets.verbs import font, paint_cap

_ONE, _TWO, _THREE = 36, 50, 70
_CAP = 18


@dataclass(frozen=True, slots=True)
class GroupedEntry(HeadedEntry):
    """An entry with its key at the right; the first of a group carries the group's name."""

    cap: str = ""

    @override
    def in_words(self) -> str:
        return ", ".join(filter(None, (HeadedEntry.in_words(self), self.cap)))

    @property
    def high(self) -> int:
        """Give the height of the entry, its heading included."""
        lines = _THREE if self.also else _TWO if self.under else _ONE
        return lines + (HEADING if self.group else 0)


class GroupedDelegate(HeadedDelegate):
    """Draws the heading of a group above its first entry, and keys as caps."""

    @override
    def _paint_over(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:  # the cursor stays in the line above
            box, bar = option.rect, QColor(tokens.of(option.palette).primary)
            painter.fillRect(box.left(), box.top(), 3, box.height(), bar)

    @override
    def _paint_right(
        self, painter: QPainter, box: QRect, entry: Entry, colours: tokens.Tokens
    ) -> int:
        cap = cast("GroupedEntry", entry).cap
        if not cap:
            return super()._paint_right(painter, box, entry, colours)
        wide = QFontMetrics(font(tokens.CAP)).horizontalAdvance(cap) + 12
        top = box.top() + (box.height() - 1 - _CAP) / 2
        place = QRectF(box.right() + 1 - wide, top, wide, _CAP)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, place, cap, colours)
        return round(place.left()) - 8

    @override
    def height_of(self, entry: Entry, width: int) -> int:
        return cast("GroupedEntry", entry).high


class GroupedList(EntryList):
    """A list that is moved through from the line above it; a click runs an entry."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, left=tokens.CARD)
        self._delegate = GroupedDelegate(self)
        self._delegate.left = tokens.CARD
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(self._open)

    @override
    def _give_heights(self, first: int, last: int) -> None:
        for place in range(first, last + 1):
            entry = self.rows.row(place)
            if entry is not None:
                self.setRowHeight(place, self._delegate.height_of(entry, 0))

    def height_within(self, room: int) -> int:
        """Give the height of as many whole entries as fit, without the last hairline.

        A border ends the list; of an entry that does not fit nothing is shown, nor its heading.
        """
        rows = (self.rows.row(n) for n in range(self.rows.rowCount()))
        ends = accumulate(cast("GroupedEntry", row).high for row in rows if row is not None)
        return max((end - 1 for end in ends if end - 1 <= room), default=0)

    def step(self, by: int) -> None:
        """Go on by one, from the last to the first and back."""
        count = self.rows.rowCount()
        if count:
            self._to((max(self.currentIndex().row(), 0 if by < 0 else -1) + by) % count)

    def page(self, by: int) -> None:
        """Go on by what is in sight, at most to the end."""
        count = self.rows.rowCount()
        if count:
            there = self.currentIndex().row() + by * max(1, self.viewport().height() // _TWO)
            self._to(min(max(there, 0), count - 1))

    def to_first(self) -> None:
        """Choose the first entry, and show the heading above it."""
        if self.rows.rowCount():
            self._to(0)
            self.scrollToTop()

    def _to(self, place: int) -> None:
        self.setCurrentIndex(self.rows.index(place, 0))
