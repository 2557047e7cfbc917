"""A table in groups: a heading stands over each, with its mark, its word and how many it has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from desktop.typed import override
from ui import tokens
from ui.models.table import ROW, Column, Index, Look, TableModel
from ui.widgets.labels import paint_mark
from ui.widgets.tables import CellDelegate, TableView
from ui.widgets.verbs import font

R = TypeVar("R")
_MARK, _GAP = 16, 8


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a group: a mark's meaning, its word, the count, half a sentence.

    Without a meaning it has no mark and stands above its rows as a mere title does. Without a
    count (None) none is shown: where the rows are figures it would be taken for one.
    """

    meaning: str
    words: str
    count: int | None
    note: str = ""

    @property
    def counted(self) -> str:
        """Give the count as it is shown."""
        return "" if self.count is None else str(self.count)

    def in_words(self) -> str:
        """Give the heading as a reader says it."""
        words = f"{self.words} {self.counted}".strip()
        return ", ".join(part for part in (words, self.note) if part)


class GroupedModel(TableModel[R | Heading], Generic[R]):
    """Rows with headings among them, which the cursor passes over."""

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if isinstance(row, Heading) and role in said:
            return row.in_words() if index.column() == 0 else ""
        return super().data(index, role)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.row(index.row()), Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class GroupedDelegate(CellDelegate):
    """Draws a heading over the whole width, cells as other tables do."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        heading = index.data(ROW)
        if not isinstance(heading, Heading):
            super().paint(painter, option, index)
        elif index.column() == 0:
            _paint_heading(painter, option, heading)


def _paint_heading(painter: QPainter, option: QStyleOptionViewItem, heading: Heading) -> None:
    colours, box = tokens.of(option.palette), option.rect
    painter.save()
    painter.fillRect(box, QColor(colours.sunken))
    painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(colours.line))
    left, tone = float(box.left() + tokens.EDGE), colours.text2
    if heading.meaning:
        mark = QRectF(left, box.center().y() - _MARK / 2 + 0.5, _MARK, _MARK)
        paint_mark(painter, heading.meaning, mark, colours)
        left += _MARK + _GAP
        tone = tone if heading.meaning == "missing" else colours.tone(heading.meaning).text
    for text, points, strong, colour in (
        (heading.words, tokens.BODY, True, tone),
        (heading.counted, tokens.BODY, True, colours.text),
        (heading.note, tokens.SMALL, False, colours.text2),
    ):
        made = font(points, strong=strong)
        painter.setFont(made)
        painter.setPen(QColor(colour))
        room = box.right() - tokens.EDGE_RIGHT - left
        said = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, max(0, int(room)))
        place = QRectF(left, box.top(), room, box.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, said)
        left += QFontMetrics(made).horizontalAdvance(text) + _GAP
    painter.restore()


class GroupedTable(TableView[R | Heading], Generic[R]):
    """A table whose rows stand in groups."""

    def __init__(
        self, columns: Sequence[Column[R]], name: str, parent: QWidget | None = None
    ) -> None:
        guarded = [_guarded(column) for column in columns]
        super().__init__(guarded, name, parent, rows=GroupedModel(guarded))
        self.setItemDelegate(GroupedDelegate(self))

    def set_groups(self, groups: Sequence[tuple[Heading, Sequence[R]]]) -> None:
        """Show groups, those without a row left out."""
        rows: list[R | Heading] = []
        headings: list[int] = []
        for heading, held in groups:
            if held:
                headings.append(len(rows))
                rows += (heading, *held)
        self.clearSpans()
        self.rows.set_rows(rows)
        for place in headings:
            self.setSpan(place, 0, 1, len(self.rows.columns))

    def entries(self) -> list[R]:
        """Give the rows that are no headings, in their order."""
        rows = (self.rows.row(place) for place in range(self.rows.rowCount()))
        return [row for row in rows if row is not None and not isinstance(row, Heading)]

    def choose(self, wanted: Callable[[R], bool]) -> None:
        """Choose the first row that answers, else the first there is."""
        place = self.rows.place_of(lambda row: not isinstance(row, Heading) and wanted(row))
        if place < 0:
            place = self.rows.place_of(lambda row: not isinstance(row, Heading))
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place, 0))
            if place == 1:
                self.scrollToTop()  # with the heading above it

    def chosen_entry(self) -> R | None:
        """Give the chosen row, which is never a heading."""
        row = self.chosen()
        return None if row is None or isinstance(row, Heading) else row


def _guarded(column: Column[R]) -> Column[R | Heading]:
    """Give a column that says nothing of a heading."""
    text, look = column.text, column.look

    def of_row(row: R | Heading) -> str:
        return "" if isinstance(row, Heading) else text(row)

    def look_of(row: R | Heading) -> Look:
        if isinstance(row, Heading):
            return Look()
        return look if isinstance(look, Look) else look(row)

    made = cast("Column[R | Heading]", column)
    return replace(made, text=of_row, look=look_of)
