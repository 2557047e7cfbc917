"""The table view: hairlines, a bar at the selected row, marks beside words."""

from collections.abc import Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
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
from ui.widgets.verbs import font

R = TypeVar("R")
_PAD, _MARK = 12, 15


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
        for place, column in enumerate(columns):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Interactive if column.width else mode.Stretch)
            if column.width:
                self.setColumnWidth(place, column.width)

    def fit(self, most: int = 12) -> None:
        """Be as high as the rows are, up to so many: for a table inside a card."""
        rows = max(1, min(most, self.rows.rowCount()))
        self.setFixedHeight(tokens.HEADER + rows * tokens.ROW - 1)  # the card's border ends it
        many = self.rows.rowCount() > most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if many else policy.ScrollBarAlwaysOff
        )

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
