"""The attendance grid: hours typed from a sheet of signatures, minutes credited at once."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.texts import Texts
from desktop.typed import override
from ui import tokens
from ui.models.table import ROW, Index
from ui.pages.sessions_model import DRAWN, FIRM, NUMBER, PERSON, AttendanceModel, Drawn, model_of
from ui.widgets.area import follow_rows, is_whole
from ui.widgets.labels import paint_mark
from ui.widgets.scroll import OverBar
from ui.widgets.tables import paint_row
from ui.widgets.verbs import font

if TYPE_CHECKING:
    from ui.pages.sessions_rows import PersonRow

_ROW, _GROUP, _PAD, _MARK, _MARK_GAP = 32, 27, 5, 15, 6
_AIRY = 8  # pixels more for each column of figures where there is room
_TALL, _LINE = 44, 19  # a row in which the firm stands below its person, and a line of it
_NAMES_LEAST = 126  # pixels of who came: where there is less the grid scrolls sideways
_LEAST = 160  # pixels of the grid's height
_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint


class AttendanceGrid(QTableView):
    """Hours are typed into the cells (0920, 9.20, 9:20); Enter goes to the next hour."""

    row_chosen = Signal()
    now_wanted = Signal(object, int, str)  # row, slot, which hour

    def __init__(self, texts: Texts, name: str) -> None:
        super().__init__()
        self.rows = AttendanceModel(texts, self)
        self.setModel(self.rows)
        self._hours = HourDelegate(self)
        self.setItemDelegate(self._hours)
        self.setHorizontalHeader(SlotHeader(self.rows, self))
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        OverBar(self)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.rows.modelReset.connect(self._size_columns)
        self.rows.modelReset.connect(self.updateGeometry)
        self.rows.dataChanged.connect(lambda *_cells: self._size_columns())
        follow_rows(self)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.row_chosen.emit())

    # --- where the cursor is ----------------------------------------------------------------

    def go_to_hour(self, key: object, nth: int = 0) -> None:
        """Put the cursor into the nth hour of a person."""
        place, columns = self.rows.place_of(key), self._hour_columns()
        if place >= 0 and columns:
            self.setCurrentIndex(self.rows.index(place, columns[nth]))

    def _hour_columns(self) -> list[int]:
        return [n for n in range(self.rows.columnCount()) if self.rows.hour_at(n) is not None]

    def step(self, by: int) -> None:
        """Go to the next hour, at a row's end to the next person's first; by -1 backwards."""
        columns, here = self._hour_columns(), self.currentIndex()
        if not columns or not here.isValid():
            return
        cells = [(row, column) for row in range(self.rows.rowCount()) for column in columns]
        at = (here.row(), here.column())
        if by > 0:
            wanted = next((cell for cell in cells if cell > at), None)
        else:
            wanted = next((cell for cell in reversed(cells) if cell < at), None)
        if wanted is not None:
            self.setCurrentIndex(self.rows.index(*wanted))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._own_key(event)
        if run is not None:
            run()
            return
        super().keyPressEvent(event)

    def _own_key(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Give what a key does in the grid itself; None when it is not one of its own."""
        index, key = self.currentIndex(), event.key()
        hour = self.rows.hour_at(index.column())
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            above = key in (Qt.Key.Key_Apostrophe, Qt.Key.Key_D) and hour is not None
            return self._copy_above if above else None
        if key in _ON:
            return lambda: self.step(1)
        row = self.rows.person(index.row())
        if hour is None or row is None:
            return None
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return lambda: self.rows.setData(index, "")
        if key == Qt.Key.Key_N:
            return lambda: self.now_wanted.emit(row, *hour)
        return None if _may_begin_an_hour(event) else _nothing(event)

    def _copy_above(self) -> None:
        """Write the hour of the person above, and go on."""
        index = self.currentIndex()
        above = self.rows.index(index.row() - 1, index.column())
        if above.isValid():
            self.rows.setData(index, self.rows.data(above, Qt.ItemDataRole.EditRole))
            self.step(1)

    # --- columns ----------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _size_columns(self) -> None:
        """Give the figures the room that they take and the names the rest.

        Where that is too little for both names the firm goes below its person, and where it is
        too little for one the grid scrolls sideways.
        """
        count, names = self.rows.columnCount(), (PERSON, FIRM)
        wide = {n: self._natural(n) for n in range(count)}
        left = self.viewport().width() - sum(wide[n] for n in range(count) if n not in names)
        if left < wide[PERSON] + wide[FIRM]:
            self._stack_names(on=True)
            last = self.rows.sums + 2
            if last in wide:
                left += wide[last] - self._natural(last)
                wide[last] = self._natural(last)
            wide[PERSON] = max(_NAMES_LEAST, left)
        else:
            self._stack_names(on=False)
            figures = [n for n in wide if n not in names]
            more = min(_AIRY, (left - wide[PERSON] - wide[FIRM]) // len(figures))
            wide |= {n: wide[n] + more for n in figures}
            left -= more * len(figures)
            wide[PERSON] += (left - wide[PERSON] - wide[FIRM]) // 2
            wide[FIRM] = left - wide[PERSON]
        for column, width in wide.items():
            self.setColumnWidth(column, width)

    def _stack_names(self, *, on: bool) -> None:
        self.rows.stacked = on
        self.setColumnHidden(FIRM, on)
        high = _TALL if on else _ROW
        if self.verticalHeader().defaultSectionSize() != high:
            self.verticalHeader().setDefaultSectionSize(high)
            self.updateGeometry()

    def _natural(self, column: int) -> int:
        """Give the room that a column's title and cells take."""
        title = QFontMetrics(font(tokens.SMALL, strong=True))
        widest = title.horizontalAdvance(self.rows.header(column))
        strong = QFontMetrics(font(tokens.BODY, strong=True))
        below = QFontMetrics(font(tokens.SMALL))
        for place in range(self.rows.rowCount()):
            first, *rest = self.rows.lines(place, column)
            widest = max(widest, strong.horizontalAdvance(first))
            widest = max(widest, *map(below.horizontalAdvance, rest), 0)
        if self.rows.hour_at(column) is not None:
            widest = max(widest, strong.horizontalAdvance("00:00"))  # typed sooner or later
        if column == self.rows.sums + 2:
            widest += _MARK + _MARK_GAP + tokens.SCROLL  # the bar lies over the last column
        return widest + 2 * _PAD + 1

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for a few rows, and in a pane that scrolls as a whole for all of them."""
        high = self.horizontalHeader().height() + self.verticalHeader().length()
        if self.horizontalScrollBar().maximum():
            high += tokens.SCROLL
        return QSize(super().minimumSizeHint().width(), high if is_whole(self) else _LEAST)


def _may_begin_an_hour(event: QKeyEvent) -> bool:
    """Tell whether a key may open the editor: a digit, or no character at all (the arrows)."""
    return not event.text().isprintable() or not event.text() or event.text().isdigit()


def _nothing(event: QKeyEvent) -> Callable[[], object]:
    return event.accept


class HourDelegate(QStyledItemDelegate):
    """Draws the cells, and edits an hour in its place."""

    def __init__(self, grid: AttendanceGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_row(painter, option, first=index.column() == 0)
        drawn = cast("Drawn | None", index.data(DRAWN))
        if drawn is None:
            return
        colours, outer = tokens.of(option.palette), option.rect
        if drawn.first:
            painter.fillRect(outer.left(), outer.top(), 1, outer.height(), QColor(colours.line))
        box = outer.adjusted(_PAD, 0, -_PAD, -1)
        if drawn.mark:
            place = QRectF(box.left(), box.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
            paint_mark(painter, drawn.mark, place, colours)
            box.setLeft(box.left() + _MARK + _MARK_GAP)
        self._paint_text(painter, box, index, drawn, colours)
        self._paint_frame(painter, option, index, drawn, colours)

    def _paint_text(
        self, painter: QPainter, box: QRect, index: Index, drawn: Drawn, colours: tokens.Tokens
    ) -> None:
        if drawn.look == "person":
            _paint_person(painter, box, index, colours)
            return
        strong = drawn.look == "strong" or bool(drawn.tone)
        painter.setFont(font(tokens.BODY, strong=strong))
        painter.setPen(QColor(_colour(drawn, colours)))
        metrics = painter.fontMetrics()
        side = Qt.AlignmentFlag.AlignRight if drawn.right else Qt.AlignmentFlag.AlignLeft
        (text, place), *below = _placed(model_of(index).lines(index.row(), index.column()), box)
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, said)
        for line, under in below:
            painter.setFont(font(tokens.SMALL))
            painter.drawText(under, side | Qt.AlignmentFlag.AlignVCenter, line)
        if drawn.dotted:
            wide, base = metrics.horizontalAdvance(said), box.center().y() + metrics.height() // 2
            painter.setPen(QPen(QColor(colours.linestrong), 1, Qt.PenStyle.DotLine))
            painter.drawLine(box.right() - wide, base, box.right(), base)

    def _paint_frame(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, drawn: Drawn,
        colours: tokens.Tokens,
    ) -> None:  # fmt: skip
        """Frame the hour that has the cursor, or that could not be written."""
        current = index == self._grid.currentIndex() and self._grid.hasFocus()
        current = current and bool(option.state & QStyle.StateFlag.State_Selected)
        hour = model_of(index).hour_at(index.column()) is not None
        if not drawn.wrong and not (current and hour):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = colours.bad.dot if drawn.wrong else colours.primary
        painter.setPen(QPen(QColor(colour), 2))
        box = QRectF(option.rect).adjusted(3, 2, -2, -3)
        painter.drawRoundedRect(box, tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self._grid.rowHeight(index.row()))

    # --- editing ----------------------------------------------------------------------------

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setMaxLength(8)
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        line.setTextMargins(0, 0, 0, 0)
        return line

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        line = cast("QLineEdit", editor)
        if line.property("begun"):  # the rows were read anew while somebody types here
            return
        line.setProperty("begun", True)  # noqa: FBT003 - Qt's own signature
        line.setText(str(index.data(Qt.ItemDataRole.EditRole)))

    @override
    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        model_of(index).setData(index, cast("QLineEdit", editor).text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Tab: 1,
                     Qt.Key.Key_Backtab: -1}  # fmt: skip
            step = steps.get(Qt.Key(event.key()))
            if step is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                line = cast("QLineEdit", editor)
                self.commitData.emit(line)
                self.closeEditor.emit(line, _NO_HINT)
                self._grid.step(step)
                return True
        return super().eventFilter(editor, event)


def _placed(lines: Sequence[str], box: QRect) -> list[tuple[str, QRect]]:
    """Give the lines of a cell with where each stands: one in the middle, two about it."""
    if len(lines) == 1:
        return [(lines[0], box)]
    top = box.center().y() - _LINE + 1
    places = (QRect(box.left(), top + n * _LINE, box.width(), _LINE) for n in range(len(lines)))
    return list(zip(lines, places, strict=True))


def _paint_person(painter: QPainter, box: QRect, index: Index, colours: tokens.Tokens) -> None:
    """Write the family name strong, what is left of the name after it, and the firm below."""
    row = cast("PersonRow", index.data(ROW))
    (text, place), *firm = _placed(model_of(index).lines(index.row(), index.column()), box)
    family = row.family_name or text
    middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
    painter.setPen(QColor(colours.text))
    painter.setFont(font(tokens.BODY, strong=True))
    metrics = painter.fontMetrics()
    painter.drawText(place, middle, metrics.elidedText(family, end, box.width()))
    rest = place.adjusted(metrics.horizontalAdvance(f"{family} "), 0, 0, 0)
    painter.setFont(font(tokens.BODY))
    if row.given_name and rest.width() > 0:
        said = painter.fontMetrics().elidedText(row.given_name, end, rest.width())
        painter.drawText(rest, middle, said)
    painter.setFont(font(tokens.SMALL))
    painter.setPen(QColor(colours.text2))
    for name, below in firm:
        painter.drawText(below, middle, painter.fontMetrics().elidedText(name, end, box.width()))


def _colour(drawn: Drawn, colours: tokens.Tokens) -> str:
    if drawn.tone:
        return colours.tone(drawn.tone).text
    return colours.text2 if drawn.look == "quiet" else colours.text


class SlotHeader(QHeaderView):
    """Two lines of titles: the groups above, their columns below."""

    def __init__(self, rows: AttendanceModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rows = rows
        self.setFixedHeight(_GROUP + tokens.HEADER)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(20)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        colours = tokens.of(self.palette())
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, QColor(colours.sunken))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        group = self._rows.group(column)
        if group is not None:
            self._paint_group(painter, rect, group, colours)
        drawn_first = group is not None and column == group[0]
        if drawn_first or column == self._rows.sums + 2:
            painter.setPen(QColor(colours.line))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setFont(font(tokens.SMALL, strong=True))
        painter.setPen(QColor(colours.text2))
        right = group is not None or column == NUMBER
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        box = rect.adjusted(_PAD, _GROUP, -_PAD, -1)
        said = QFontMetrics(painter.font()).elidedText(
            self._rows.header(column), Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()

    def _paint_group(
        self, painter: QPainter, rect: QRect, group: tuple[int, int, str], colours: tokens.Tokens
    ) -> None:
        first, last, title = group
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        box = QRect(left, rect.top(), right - left, _GROUP)
        painter.setFont(font(tokens.SMALL, strong=True))
        painter.setPen(QColor(colours.text2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, title)
        painter.setPen(QColor(colours.line))
        painter.drawLine(left, box.bottom(), right, box.bottom())
