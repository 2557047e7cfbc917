"""Lists of entries: a name, a line below, a third when it is needed, a chip at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.domain.text import fold
from ui import icons, tokens
from ui.models.table import ROW, Column, Index, TableModel
from ui.widgets.labels import chip_size, paint_chip
from ui.widgets.tables import paint_row
from ui.widgets.verbs import font

_TWO, _THREE_LINES = 2, 78


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` says what it stands for; `right` is quiet words at the right."""

    key: object
    title: str
    under: str
    also: str = ""
    chip: str = ""
    tone: str = "plain"
    right: str = ""
    icon: str = ""

    def in_words(self) -> str:
        """Give the whole entry as a reader says it."""
        return ", ".join(filter(None, (self.title, self.chip, self.under, self.also, self.right)))


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry; what answers the query is marked on the spelling as it stands."""

    query = ""
    left = tokens.EDGE
    uniform = 0  # pixels; 0 where entries differ

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row(painter, option, first=True)
        entry = cast("Entry | None", index.data(ROW))
        if entry is None:
            return
        colours = tokens.of(option.palette)
        box = option.rect.adjusted(self.left, 0, -tokens.CARD, 0)
        painter.save()
        right = self._paint_right(painter, box, entry, colours)
        if entry.icon:
            place = QRectF(box.left(), box.center().y() - 9, 18, 18)
            icons.paint(painter, entry.icon, place, colours.text2)
            box.setLeft(box.left() + 30)
        self._paint_lines(painter, box, right, entry, colours)
        painter.restore()

    def _paint_right(
        self, painter: QPainter, box: QRect, entry: Entry, colours: tokens.Tokens
    ) -> int:
        """Draw chip or quiet words at the right of the first line; give where they begin."""
        if entry.chip:
            size = chip_size(entry.chip, entry.tone)
            place = QRectF(box.right() - size.width(), box.top() + 8, size.width(), size.height())
            paint_chip(painter, place, entry.chip, entry.tone, colours)
            return round(place.left()) - 8
        if entry.right:
            painter.setFont(font(tokens.SMALL))
            painter.setPen(QColor(colours.text3))
            wide = painter.fontMetrics().horizontalAdvance(entry.right)
            place = QRectF(box.right() - wide, box.top() + 8, wide, 22)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, entry.right)
            return round(place.left()) - 8
        return box.right()

    def _paint_lines(
        self, painter: QPainter, box: QRect, right: int, entry: Entry, colours: tokens.Tokens
    ) -> None:  # fmt: skip
        lines = [(entry.title, font(tokens.BODY, strong=True), colours.text, right)]
        lines += [
            (said, font(tokens.SMALL), colours.text2, box.right())
            for said in (entry.under, entry.also)
            if said
        ]
        high = 20
        top = box.top() + (box.height() - high * len(lines)) / 2
        for place, (said, made, colour, end) in enumerate(lines):
            line = QRectF(box.left(), top + place * high, end - box.left(), high)
            painter.setFont(made)
            self._paint_said(painter, line, said, colour, colours)

    def _paint_said(
        self, painter: QPainter, line: QRectF, said: str, colour: str, colours: tokens.Tokens
    ) -> None:
        metrics = painter.fontMetrics()
        said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, round(line.width()))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colour))
        painter.drawText(line, middle, said)
        for start, end in matches(said, self.query):
            left = line.left() + metrics.horizontalAdvance(said[:start])
            wide = metrics.horizontalAdvance(said[:end]) - metrics.horizontalAdvance(said[:start])
            box = QRectF(left - 1, line.top() + 1, wide + 2, line.height() - 2)
            painter.fillRect(box, QColor(colours.match))
            painter.setPen(QColor(colours.onmatch))
            place = QRectF(left, line.top(), wide + 4, line.height())
            painter.drawText(place, middle, said[start:end])

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.uniform:  # not even looked at: a row that is looked at is fetched
            return QSize(0, self.uniform)
        entry = cast("Entry | None", index.data(ROW))
        return QSize(0, _THREE_LINES if entry is not None and entry.also else tokens.TWO_LINES)


def matches(said: str, query: str) -> list[tuple[int, int]]:
    """Give where the words of a query stand in a text, accents and case folded away."""
    words = fold(query).split()
    letters = [c.isalnum() for c in said]
    starts = [n for n, on in enumerate(letters) if on and not (n and letters[n - 1])]
    found: list[tuple[int, int]] = []
    for word in words:
        for start in starts:
            end = _end_of(said, start, word)
            if end and not any(start < e and s < end for s, e in found):
                found.append((start, end))
    return sorted(found)


def _end_of(said: str, start: int, word: str) -> int:
    """Give the end of a word's folded match that begins at a place; 0 when it does not match."""
    for end in range(start + 1, min(len(said), start + 2 * len(word)) + 1):
        folded = fold(said[start:end]).replace(" ", "")
        if folded == word:
            return end
        if not word.startswith(folded):
            return 0
    return 0


class EntryList(QListView):
    """A list of entries; Enter or a double click opens one, the selection is told."""

    opened = Signal(object)  # an entry's key
    entry_chosen = Signal(object)  # an entry's key

    def __init__(
        self, name: str, parent: QWidget | None = None, *, left: int = tokens.EDGE
    ) -> None:
        super().__init__(parent)
        self.rows: TableModel[Entry] = TableModel([Column("", Entry.in_words)], self)
        self._delegate = EntryDelegate(self)
        self._delegate.left = left
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def set_entries(self, entries: Sequence[Entry], query: str = "") -> None:
        """Show entries; the selected one stays selected when it is still among them."""
        key = self.chosen_key()
        self._delegate.query = query
        self._set_uniform(0)
        self.rows.set_rows(entries)
        self.choose(key)

    def set_total(self, total: int, *, lines: int = 2) -> None:
        """Show so many entries of so many lines, wanted page by page."""
        self._delegate.query = ""
        self._set_uniform(tokens.TWO_LINES if lines == _TWO else _THREE_LINES)
        self.rows.set_total(total)

    def _set_uniform(self, high: int) -> None:
        """Say how high all entries are, so that they need not be fetched; 0 when they differ."""
        self._delegate.uniform = high
        self.setUniformItemSizes(bool(high))

    def choose(self, key: object) -> bool:
        """Select the entry with a key; False when it is not among those here."""
        place = self.rows.place_of(lambda entry: entry.key == key) if key is not None else -1
        if place < 0:
            return False
        self.setCurrentIndex(self.rows.index(place, 0))
        return True

    def chosen_key(self) -> object | None:
        """Give the key of the selected entry."""
        entry = self.rows.row(self.currentIndex().row())
        return None if entry is None else entry.key

    def fit(self) -> None:
        """Be as high as the entries are: for a list inside a card."""
        delegate, option = self._delegate, QStyleOptionViewItem()
        high = sum(
            delegate.sizeHint(option, self.rows.index(n, 0)).height()
            for n in range(self.rows.rowCount())
        )
        self.setFixedHeight(max(high - 1, 1))  # the card's own border ends it
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _open(self, index: Index) -> None:
        entry = self.rows.row(index.row())
        if entry is not None:
            self.opened.emit(entry.key)

    def _choose(self, index: Index, _before: Index) -> None:
        entry = self.rows.row(index.row())
        if entry is not None:
            self.entry_chosen.emit(entry.key)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
