"""The matrix of sectors and markets as a table; Enter opens the lines of a cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from desktop.domain.programme_draft import Data, entries
from desktop.typed import override
from ui import spoken, tokens
from ui.forms.layout import Options
from ui.forms.programme import LINES, MARKETS, MATRIX, SECTORS
from ui.models.table import Column, Look
from ui.pages.programme_words import titled
from ui.widgets.labels import Words
from ui.widgets.tables import TableView

_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
_EVERY = ""  # the code that stands for all lines


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A sector, and the lines of its cells by market; a line of None holds for all."""

    code: str
    title: str
    cells: Mapping[str, tuple[str | None, ...]]


class MatrixTable(TableView[SectorRow]):
    """Sectors under markets; one cell has the cursor."""

    toggled = Signal(str, str, object)  # sector, market, line or None for all of them

    def __init__(self, markets: Options, lines: Options, name: str) -> None:
        self._markets, self._lines = tuple(markets), tuple(lines)
        super().__init__(self._columns_of(), name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    def _columns_of(self) -> tuple[Column[SectorRow], ...]:
        first: Column[SectorRow] = Column(
            self.tr("Sector"), lambda row: row.title, look=Look(strong=True)
        )
        return (first, *(self._column(code, title) for code, title in self._markets))

    def _column(self, market: str, title: str) -> Column[SectorRow]:
        def lines(row: SectorRow) -> str:
            held = row.cells.get(market, ())
            return ", ".join(line or self.tr("all lines") for line in held) or spoken.NONE

        def look(row: SectorRow) -> Look:
            return Look("ok") if row.cells.get(market) else Look(quiet=True)

        return Column(title, lines, 150, look=look)

    def open_cell(self) -> QMenu | None:
        """Offer the lines of the cell that has the cursor, those that it has ticked."""
        index = self.currentIndex()
        row = self.rows.row(index.row())
        if row is None:
            return None
        market = self._markets[max(0, index.column() - 1)][0]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code, title in ((_EVERY, self.tr("All lines")), *self._lines):
            action = menu.addAction(f"{code}  {title}" if code else title)
            action.setCheckable(True)
            action.setChecked((code or None) in row.cells.get(market, ()))
            action.triggered.connect(
                lambda _on=False, line=code or None: self.toggled.emit(row.code, market, line)
            )
        cell = self.visualRect(self.model().index(index.row(), max(1, index.column())))
        menu.popup(self.viewport().mapToGlobal(QPoint(cell.left(), cell.bottom())))
        menu.setActiveAction(menu.actions()[0])
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _OPENS:
            self.open_cell()
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_cell()


class MatrixPane(QWidget):
    """The table with a word on how it is used."""

    toggled = Signal(str, str, object)

    def __init__(self, data: Data, language: str) -> None:
        super().__init__()
        self.setProperty("part", "sheet")
        lines, markets = titled(data, LINES, language), titled(data, MARKETS, language)
        self.table = MatrixTable(markets, lines, self.tr("Matrix of sectors and markets"))
        self.table.toggled.connect(self.toggled)
        hint = Words(
            self.tr("The arrows choose a cell, Enter opens its lines. Where a cell has none, "
                    "firms of that sector cannot join a mission to that market."),
            "hint", wrap=True,
        )  # fmt: skip
        hint.setContentsMargins(tokens.EDGE, 10, tokens.EDGE_RIGHT, 10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(hint)
        layout.addWidget(self.table, 1)
        self.show_data(data, language)

    def show_data(self, data: Data, language: str) -> None:
        """Show the cells of a draft; the cursor stays where it is."""
        at = self.table.currentIndex()
        place = (max(0, at.row()), max(1, at.column()))
        cells = entries(data, MATRIX)
        self.table.rows.set_rows([
            SectorRow(code, title, _lines_of(code, cells))
            for code, title in titled(data, SECTORS, language)
        ])  # fmt: skip
        self.table.setCurrentIndex(self.table.rows.index(*place))


def _lines_of(sector: str, cells: Iterable[Data]) -> dict[str, tuple[str | None, ...]]:
    found: dict[str, tuple[str | None, ...]] = {}
    for cell in cells:
        if cell.get("sector") == sector:
            line = cell.get("line")
            market = str(cell.get("market") or "")
            found[market] = (*found.get(market, ()), str(line) if line else None)
    return found


def toggle(data: Data, sector: str, market: str, line: str | None) -> None:
    """Put a cell into a draft's matrix, or take it out."""
    cells = entries(data, MATRIX)
    for place, cell in enumerate(cells):
        if (cell.get("sector"), cell.get("market"), cell.get("line")) == (sector, market, line):
            del cells[place]
            return
    made: Data = {"sector": sector, "market": market}
    data["matrix"] = [*cells, made | ({"line": line} if line else {})]
