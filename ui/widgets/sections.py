"""Lists in sections: a heading stands over the first entry of each."""

from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from desktop.typed import override
from ui import tokens
from ui.models.table import ROW, Index
from ui.widgets.lists import Entry, EntryDelegate, EntryList
from ui.widgets.verbs import font

HEADING = 28


@dataclass(frozen=True, slots=True)
class HeadedEntry(Entry):
    """An entry; the first of a section carries the section's name."""

    group: str = ""

    @override
    def in_words(self) -> str:
        return ", ".join(filter(None, (self.group, Entry.in_words(self))))


class HeadedDelegate(EntryDelegate):
    """Draws the heading of a section above its first entry."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = cast("HeadedEntry | None", index.data(ROW))
        if entry is None:
            return
        inner = QStyleOptionViewItem(option)
        if entry.group:
            heading = QRect(option.rect)
            heading.setHeight(HEADING)
            self._paint_heading(painter, heading, entry.group, tokens.of(option.palette))
            inner.rect = option.rect.adjusted(0, HEADING, 0, 0)
        super().paint(painter, inner, index)
        self._paint_over(painter, inner)

    def _paint_over(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Draw what lies over the entry."""

    def _paint_heading(
        self, painter: QPainter, box: QRect, group: str, colours: tokens.Tokens
    ) -> None:
        painter.save()
        painter.fillRect(box, QColor(colours.sunken))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(colours.line))
        painter.setFont(font(tokens.SMALL, strong=True))
        painter.setPen(QColor(colours.text2))
        place = QRectF(box.adjusted(self.left, 0, -tokens.CARD, 0))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, group)
        painter.restore()

    @override
    def height_of(self, entry: Entry, width: int) -> int:
        heading = HEADING if cast("HeadedEntry", entry).group else 0
        return super().height_of(entry, width) + heading


class SectionList(EntryList):
    """A list of entries in sections; the arrows go through all of them."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._delegate: EntryDelegate = HeadedDelegate(self)
        self.setItemDelegate(self._delegate)

    @override
    def _give_heights(self, first: int, last: int) -> None:
        for place in range(first, last + 1):
            entry = self.rows.row(place)
            if entry is not None:
                wide = self.viewport().width()
                self.setRowHeight(place, self._delegate.height_of(entry, wide))
