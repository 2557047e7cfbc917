"""The table view: hairlines, a bar at the selected row, marks beside words."""

from collections.abc import Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui import tokens
from ui.models.table import LOOK, Column, Index, Look, TableModel
from ui.widgets.labels import paint_mark
from ui.widgets.scroll import OverBar
from ui.widgets.verbs import font

R = TypeVar("R")
_PAD, _MARK = 12, 15
_FEW = 3  # rows that a table always has room for
_LEAST = {False: 170, True: 104}  # pixels of a column that takes what is left: words, figures


def paint_row(painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
    """Draw what lies behind a row: hover, selection with its bar, the hairline below."""
    colours = tokens.of(option.palette)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    box = option.rect
    fill = colours.selected if chosen else colours.hover if hovered else colours.surface
    painter.fillRect(box, QColor(fill))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(colours.line))
    if chosen and first:
        widget = cast("QWidget | None", option.widget)
        active = widget is not None and widget.hasFocus()
        bar = colours.primary if active else colours.linestrong
        painter.fillRect(box.left(), box.top(), 3, box.height(), QColor(bar))


def _wide(column: Column[R]) -> int:
    """Give a column's own width, never less than its title; 0 takes what is left."""
    if not column.width:
        return 0
    title = QFontMetrics(font(tokens.SMALL, strong=True)).horizontalAdvance(column.title)
    return max(column.width, title + 2 * _PAD + 2)


class CellDelegate(QStyledItemDelegate):
    """Draws a cell by its `Look`."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row(painter, option, first=index.column() == 0)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if text is None:
            return
        look = cast("Look | None", index.data(LOOK)) or Look()
        colours = tokens.of(option.palette)
        made = font(tokens.BODY, strong=look.strong or bool(look.tone))
        made.setStrikeOut(look.struck)
        painter.setFont(made)
        painter.setPen(QColor(_words(colours, look)))
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if look.mark:
            place = QRectF(box.left(), box.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
            paint_mark(painter, look.mark, place, colours)
            box.setLeft(box.left() + _MARK + 7)
        aligned = cast("Qt.AlignmentFlag", index.data(Qt.ItemDataRole.TextAlignmentRole))
        said = QFontMetrics(made).elidedText(
            str(text).replace("\n", " "), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, aligned, said)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), tokens.ROW)


def _words(colours: tokens.Tokens, look: Look) -> str:
    if look.tone:
        return colours.tone(look.tone).text
    return colours.text2 if look.quiet else colours.text


class TableView(QTableView, Generic[R]):
    """A table that is read by rows; Enter or a double click opens one."""

    opened = Signal(object)  # the row
    row_chosen = Signal(object)

    def __init__(
        self, columns: Sequence[Column[R]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: TableModel[R] = TableModel(columns, self)
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        OverBar(self)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(tokens.ROW)
        self._size_columns(columns)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._choose)

    def _size_columns(self, columns: Sequence[Column[R]]) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(tokens.HEADER)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setMinimumSectionSize(24)
        self._widths = [_wide(column) for column in columns]
        self._least = [_wide(column) or _LEAST[column.right] for column in columns]
        for place, width in enumerate(self._least):
            self.setColumnWidth(place, width)

    def fit(self) -> None:
        """Be as high as the rows are: for a table in a card, on a page that scrolls."""
        self.setFixedHeight(self._whole())

    def fill(self) -> int:
        """Be as high as there is room, at most as the rows are, which is given."""
        self.setMaximumHeight(self._whole())
        self.setMinimumHeight(min(self._whole(), tokens.HEADER + _FEW * tokens.ROW))
        return self._whole()

    def _whole(self) -> int:
        """Give the height of header and rows; a bar that scrolls sideways has its own room."""
        rows = tokens.HEADER + max(1, self.rows.rowCount()) * tokens.ROW - 1  # the card ends it
        return rows + (tokens.SCROLL if self._too_wide() else 0)

    # --- the widths of columns --------------------------------------------------------------

    def _too_wide(self) -> bool:
        return sum(self._least) > self.viewport().width()

    def _share_width(self) -> None:
        """Give the columns without a width what is left, and scroll where that is too little."""
        free = [place for place, width in enumerate(self._widths) if not width]
        if not free:
            return
        left = self.viewport().width() - sum(self._widths)
        for place, column in enumerate(free):
            wide = left // len(free) + int(place < left % len(free))
            self.setColumnWidth(column, max(self._least[column], wide))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        if self.minimumHeight() == self.maximumHeight():
            self.setFixedHeight(self._whole())

    def chosen(self) -> R | None:
        """Give the current row."""
        return self.rows.row(self.currentIndex().row())

    def _open(self, index: Index) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.opened.emit(row)

    def _choose(self, index: Index, _before: Index) -> None:
        row = self.rows.row(index.row())
        if row is not None:
            self.row_chosen.emit(row)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
