"""Lists of entries: a name, a line below, a third when it is needed, a chip at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.domain.text import fold
from desktop.typed import override
from ui import icons, tokens
from ui.models.table import ROW, Column, Index, TableModel
from ui.widgets.labels import chip_size, paint_chip, paint_mark
from ui.widgets.lines import in_two
from ui.widgets.scroll import OverBar
from ui.widgets.tables import paint_row
from ui.widgets.verbs import font

_LINE, _TWO = 20, 2  # pixels of a line of an entry, lines that every entry has room for
_ICON, _GAP = 30, 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `key` says what it stands for; `right` is quiet words at the right.

    Of a `long` one the title and the line below each take a second line where they need it. An
    `icon` that is named mark-ok, mark-bad... is drawn as that mark; its word stands in the entry.
    """

    key: object
    title: str
    under: str
    also: str = ""
    chip: str = ""
    tone: str = "plain"
    right: str = ""
    icon: str = ""
    long: bool = False

    def in_words(self) -> str:
        """Give the whole entry as a reader says it."""
        return ", ".join(filter(None, (self.title, self.chip, self.under, self.also, self.right)))


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry; what answers the query is marked on the spelling as it stands."""

    query = ""
    left = tokens.EDGE

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
            _paint_sign(painter, entry.icon, place, colours)
            box.setLeft(box.left() + _ICON)
        self._paint_lines(painter, box, right, entry, colours)
        painter.restore()

    def _paint_right(
        self, painter: QPainter, box: QRect, entry: Entry, colours: tokens.Tokens
    ) -> int:
        """Draw chip or quiet words at the right of the first line; give where they begin."""
        left = box.right() - _right_wide(entry)
        if entry.chip:
            size = chip_size(entry.chip, entry.tone)
            place = QRectF(left + _GAP, box.top() + 8, size.width(), size.height())
            paint_chip(painter, place, entry.chip, entry.tone, colours)
        elif entry.right:
            painter.setFont(font(tokens.SMALL))
            painter.setPen(QColor(colours.text3))
            place = QRectF(left + _GAP, box.top() + 8, box.right() - left - _GAP, 22)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, entry.right)
        return left

    def _paint_lines(
        self, painter: QPainter, box: QRect, right: int, entry: Entry, colours: tokens.Tokens
    ) -> None:  # fmt: skip
        lines = _lines(entry, right - box.left(), box.width())
        high = _LINE
        top = box.top() + (box.height() - high * len(lines)) / 2
        for place, (said, strong) in enumerate(lines):
            end = right if strong else box.right()
            line = QRectF(box.left(), top + place * high, end - box.left(), high)
            painter.setFont(font(tokens.BODY if strong else tokens.SMALL, strong=strong))
            colour = colours.text if strong else colours.text2
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

    def height_of(self, entry: Entry, width: int) -> int:
        """Give how high an entry stands in a list so wide."""
        wide = width - self.left - tokens.CARD - (_ICON if entry.icon else 0)
        lines = _lines(entry, wide - 1 - _right_wide(entry), wide)  # as it is drawn: to its pixel
        return tokens.TWO_LINES + max(0, len(lines) - _TWO) * _LINE


def _paint_sign(painter: QPainter, icon: str, place: QRectF, colours: tokens.Tokens) -> None:
    """Draw what stands before an entry: a mark in the colour of its meaning, or a quiet icon."""
    kind, _, meaning = icon.partition("-")
    if kind == "mark":
        paint_mark(painter, meaning, place, colours)
    else:
        icons.paint(painter, icon, place, colours.text2)


def _right_wide(entry: Entry) -> int:
    """Give the room at the right of the first line."""
    if entry.chip:
        return chip_size(entry.chip, entry.tone).width() + _GAP
    if entry.right:
        return QFontMetrics(font(tokens.SMALL)).horizontalAdvance(entry.right) + _GAP
    return 0


def _lines(entry: Entry, first: int, wide: int) -> list[tuple[str, bool]]:
    """Give the lines of an entry, and whether each is of the title, which has less room."""
    strong, plain = font(tokens.BODY, strong=True), font(tokens.SMALL)
    titles, unders = [entry.title], [entry.under]
    if entry.long:
        titles = in_two(entry.title, first, QFontMetrics(strong))
        unders = in_two(entry.under, wide, QFontMetrics(plain))
    lines = [(said, True) for said in titles]
    return lines + [(said, False) for said in (*unders, entry.also) if said]


def matches(said: str, query: str) -> list[tuple[int, int]]:
    """Give where the words of a query stand in a text, accents and case folded away.

    At the beginning of a word, or where none begins so, inside one.
    """
    letters = [c.isalnum() for c in said]
    inside = [n for n, on in enumerate(letters) if on]
    starts = [n for n in inside if not (n and letters[n - 1])]
    found: list[tuple[int, int]] = []
    for word in fold(query).split():
        ends = _found(said, word, starts) or _found(said, word, inside)
        found += (held for held in ends if not any(held[0] < e and s < held[1] for s, e in found))
    return sorted(found)


def _found(said: str, word: str, places: Sequence[int]) -> list[tuple[int, int]]:
    return [(start, end) for start in places if (end := _end_of(said, start, word))]


def _end_of(said: str, start: int, word: str) -> int:
    """Give the end of a word's folded match that begins at a place; 0 when it does not match."""
    for end in range(start + 1, min(len(said), start + 2 * len(word)) + 1):
        folded = fold(said[start:end]).replace(" ", "")
        if folded == word:
            return end
        if not word.startswith(folded):
            return 0
    return 0


class EntryList(QTableView):
    """A list of entries; Enter or a double click opens one, the selection is told.

    A table of one column: a list view lays out every row before it shows the first, which takes
    seconds at a million.
    """

    opened = Signal(object)  # an entry's key
    entry_chosen = Signal(object)  # an entry's key
    typed = Signal(str)  # letters typed on a list that is not all here: a search must answer

    def __init__(
        self, name: str, parent: QWidget | None = None, *, left: int = tokens.EDGE
    ) -> None:
        super().__init__(parent)
        self.rows: TableModel[Entry] = TableModel(
            [Column("", lambda entry: entry.in_words())], self
        )
        self._delegate = EntryDelegate(self)
        self._delegate.left = left
        self._fitted = False
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._be_a_list()
        OverBar(self)
        self.doubleClicked.connect(self._open)
        self.rows.dataChanged.connect(self._page_came)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _be_a_list(self) -> None:
        """Take off what makes a table one: headers, grid, cells that Tab goes through."""
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(tokens.TWO_LINES)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_entries(self, entries: Sequence[Entry], query: str = "") -> None:
        """Show entries; the selected one stays selected when it is still among them."""
        key = self.chosen_key()
        self._delegate.query = query
        self.rows.set_rows(entries)
        self._give_heights(0, len(entries) - 1)
        self.choose(key)

    def set_total(self, total: int) -> None:
        """Show so many entries, wanted page by page."""
        self._delegate.query = ""
        self.rows.set_total(total)

    def _give_heights(self, first: int, last: int) -> None:
        """Make entries with more to say than two lines higher."""
        for place in range(first, last + 1):
            entry = self.rows.row(place)
            if entry is not None and (entry.also or entry.long):
                wide = self.viewport().width()
                self.setRowHeight(place, self._delegate.height_of(entry, wide))

    def _page_came(self, first: Index, last: Index) -> None:
        self._give_heights(first.row(), last.row())
        if first.row() <= self.currentIndex().row() <= last.row():
            self._choose(self.currentIndex(), self.currentIndex())  # it stood there, unknown

    def choose(self, key: object) -> bool:
        """Select the entry with a key; False when it is not among those here."""
        place = self.rows.place_of(lambda entry: entry.key == key) if key is not None else -1
        if place < 0:
            return False
        self.choose_row(place)
        return True

    def choose_row(self, place: int) -> None:
        """Select the entry at a row, and show it whole."""
        self.setCurrentIndex(self.rows.index(place, 0))
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Scroll to the selected entry: rows may have got other heights since it was selected."""
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def choose_none(self) -> None:
        """Select nothing."""
        self.setCurrentIndex(QModelIndex())

    def chosen_key(self) -> object | None:
        """Give the key of the selected entry."""
        entry = self.rows.row(self.currentIndex().row())
        return None if entry is None else entry.key

    def fit(self) -> None:
        """Be as high as the entries are: for a list inside a card."""
        self._fitted = True
        self.setFixedHeight(max(self.verticalHeader().length() - 1, 1))  # the card's border ends it

    def _open(self, index: Index) -> None:
        entry = self.rows.row(index.row())
        if entry is not None:
            self.opened.emit(entry.key)

    def _choose(self, index: Index, _before: Index) -> None:
        entry = self.rows.row(index.row())
        if entry is not None:
            self.entry_chosen.emit(entry.key)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            for first, last in self.rows.here():  # a long title needs another number of lines
                self._give_heights(first, last)
            if self._fitted:
                self.fit()
        self._keep_in_sight()

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
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.rows.rowCount() - 1}
        place = ends.get(Qt.Key(event.key()), -1)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
            return
        super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        if self.rows.is_whole:
            super().keyboardSearch(search)
        else:
            self.typed.emit(search)
