"""The table view: hairlines, a bar at the selected row, marks beside words."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.typed import override
from ui import tokens
from ui.models.table import LOOK, Column, Index, Look, TableModel
from ui.widgets.area import follow_rows, is_whole
from ui.widgets.labels import METER, paint_mark, paint_meter
from ui.widgets.scroll import OverBar
from ui.widgets.verbs import font

R = TypeVar("R")
_PAD, _MARK, _MARK_GAP = 12, 15, 7
_METER_WIDE = 64
_MEASURED = 300  # rows whose words are measured to give the columns their widths
_FEW = 3  # rows that a table always has room for
_LEAST = {False: 170, True: 104}  # pixels of a column that takes what is left: words, figures
_NAME = 340  # pixels of a name, at most, where the table scrolls sideways


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


def _in_a_card(widget: QWidget) -> bool:
    around = widget.parentWidget()
    while around is not None and not around.property("card"):
        around = around.parentWidget()
    return around is not None


def _title_wide(column: Column[R]) -> int:
    """Give the room that a column's title takes."""
    title = QFontMetrics(font(tokens.SMALL, strong=True)).horizontalAdvance(column.title)
    return title + 2 * _PAD + 2


def _least_wide(column: Column[R]) -> int:
    """Give the width below which a column is not narrowed, whatever it has to say."""
    return max(column.width or _LEAST[column.right], _title_wide(column))


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
        box = option.rect.adjusted(_left_of(option.widget, index), 0, -_PAD, 0)
        if look.mark:
            place = QRectF(box.left(), box.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
            paint_mark(painter, look.mark, place, colours)
            box.setLeft(box.left() + _MARK + _MARK_GAP)
        if look.meter is not None:
            place = QRectF(box.left(), box.center().y() - METER / 2 + 0.5, _METER_WIDE, METER)
            paint_meter(painter, place, look.meter, colours)
            box.setLeft(box.left() + _METER_WIDE + _MARK_GAP)
        aligned = cast("Qt.AlignmentFlag", index.data(Qt.ItemDataRole.TextAlignmentRole))
        said = QFontMetrics(made).elidedText(
            str(text).replace("\n", " "), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, aligned, said)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), tokens.ROW)


def _left_of(widget: QWidget | None, index: Index) -> int:
    """Give how far from a cell's left edge its words begin."""
    return widget.left if index.column() == 0 and isinstance(widget, TableView) else _PAD


def _words(colours: tokens.Tokens, look: Look) -> str:
    if look.tone:
        return colours.tone(look.tone).text
    return colours.text2 if look.quiet else colours.text


class TableView(QTableView, Generic[R]):
    """A table that is read by rows; Enter or a double click opens one.

    What its first column says begins where the title of its card does, or the page's own; figures
    end at the right anyway.
    """

    opened = Signal(object)  # the row
    row_chosen = Signal(object)

    def __init__(
        self, columns: Sequence[Column[R]], name: str, parent: QWidget | None = None,
        *, rows: TableModel[R] | None = None, left: int = 0,
    ) -> None:  # fmt: skip
        """Show rows under columns; `rows` is a model of their own kind that already has them.

        `left` is where the words of the first column begin, else it is found out: as those above
        the table do.
        """
        super().__init__(parent)
        self._finds_left = not left
        self.left = left or _PAD
        self.setProperty("left", str(self.left))
        self.rows: TableModel[R] = TableModel(columns) if rows is None else rows
        self.rows.setParent(self)
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
        self.rows.modelReset.connect(self._measure)
        follow_rows(self)

    def _size_columns(self, columns: Sequence[Column[R]]) -> None:
        header = self.horizontalHeader()
        header.setFixedHeight(tokens.HEADER)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setMinimumSectionSize(24)
        self._columns = tuple(columns)
        self._names: set[int] = set()  # the columns of what a row is known by
        self._natural = [_title_wide(column) for column in columns]
        self._natural[0] += self.left - _PAD
        self._least = [
            min(pair) for pair in zip(map(_least_wide, columns), self._natural, strict=True)
        ]

    def _measure(self) -> None:
        """Measure what the columns have to say; the first rows speak for all."""
        strong, plain = (QFontMetrics(font(tokens.BODY, strong=on)) for on in (True, False))
        rows = [row for n in range(min(self.rows.rowCount(), _MEASURED))
                if (row := self.rows.row(n)) is not None]  # fmt: skip
        self._natural, self._least, self._names = [], [], set()
        for place, column in enumerate(self._columns):
            widest = _title_wide(column)
            for row in rows:
                look = column.look if isinstance(column.look, Look) else column.look(row)
                if look.strong and not column.width:
                    self._names.add(place)
                metrics = strong if look.strong or look.tone else plain
                wide = metrics.horizontalAdvance(column.text(row).replace("\n", " "))
                wide += _MARK + _MARK_GAP if look.mark else 0
                wide += _METER_WIDE + _MARK_GAP if look.meter is not None else 0
                widest = max(widest, wide + 2 * _PAD + 2)
            widest += 0 if place else self.left - _PAD
            self._natural.append(widest)
            self._least.append(min(_least_wide(column), widest))
        self._share_width()
        self.updateGeometry()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        left = tokens.CARD if _in_a_card(self) else tokens.EDGE
        if self._finds_left and left != self.left and not self._columns[0].right:
            for widths in (self._natural, self._least):
                widths[0] += left - self.left
            self.left = left
            self.setProperty("left", str(left))
            self.horizontalHeader().style().unpolish(self.horizontalHeader())
            self.horizontalHeader().style().polish(self.horizontalHeader())
            self._share_width()

    def fit(self) -> None:
        """Be as high as the rows are: for a table in a card, on a page that scrolls."""
        self.setFixedHeight(self._whole())

    def fill(self) -> int:
        """Be as high as there is room, at most as the rows are, which is given."""
        self.setMaximumHeight(self._whole())
        return self._whole()

    def _whole(self) -> int:
        """Give the height of header and rows; a bar that scrolls sideways has its own room."""
        rows = tokens.HEADER + max(1, self.rows.rowCount()) * tokens.ROW - 1  # the card ends it
        return rows + (tokens.SCROLL if self._too_wide() else 0)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for a few rows, and in a pane that scrolls as a whole for all of them."""
        few = tokens.HEADER + _FEW * tokens.ROW
        high = self._whole() if is_whole(self) else min(self._whole(), few)
        return QSize(super().minimumSizeHint().width(), high)

    # --- the widths of columns --------------------------------------------------------------

    def _too_wide(self) -> bool:
        shown = (wide for n, wide in enumerate(self._least) if not self.isColumnHidden(n))
        return sum(shown) > self.viewport().width()

    def _leave_out(self, room: int) -> None:
        """Leave spare columns out where the others need their room, the last one first."""
        spare = [n for n, column in enumerate(self._columns) if column.spare]
        needed = sum(self._natural)
        for place in reversed(spare):
            self.setColumnHidden(place, needed > room)
            needed -= self._natural[place] if needed > room else 0

    def _share_width(self) -> None:
        """Give each column what it has to say, and what is left to those without a width.

        Where that is too much the widest give way, down to their least; then the table scrolls.
        """
        room = self.viewport().width()
        self._leave_out(room)
        shown = [n for n in range(len(self._columns)) if not self._columns[n].spare
                 or not self.isColumnHidden(n)]  # fmt: skip
        wide = [self._natural[n] for n in shown]
        if sum(wide) > room:
            wide = self._narrowed(room, shown)
        left = max(0, room - sum(wide))
        free = [place for place, n in enumerate(shown) if not self._columns[n].width]
        for place, column in enumerate(free):
            wide[column] += left // len(free) + int(place < left % len(free))
        for n, width in zip(shown, wide, strict=True):
            self.setColumnWidth(n, width)

    def _narrowed(self, room: int, shown: Sequence[int]) -> list[int]:
        """Give widths that fit into so much room: the widest columns give way first.

        Names give way last, and hardly at all where the table scrolls sideways in any case.
        """
        scrolls = self._too_wide()
        least = [self._least[n] for n in shown]
        natural = [self._natural[n] for n in shown]
        named = [
            max(low, min(whole, _NAME if scrolls else whole)) if n in self._names else low
            for n, whole, low in zip(shown, natural, least, strict=True)
        ]
        if sum(named) <= room or scrolls:
            least = named

        def within(most: int) -> list[int]:
            return [min(whole, max(low, most)) for whole, low in zip(natural, least, strict=True)]

        widest = range(max(self._natural) + 1)
        too_wide = bisect_left(widest, x=True, key=lambda most: sum(within(most)) > room)
        return within(too_wide - 1)

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
