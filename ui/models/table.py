"""One model for every table: frozen rows, and columns that are data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.typed import override

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
PAGE = 100  # rows fetched at once
_HELD = 60  # pages of a long list that are kept
ROW = int(Qt.ItemDataRole.UserRole)  # the row itself
LOOK = ROW + 1  # its `Look`


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is drawn: a mark, a tone (ok, warn, bad, soft), strong, quiet, struck through.

    `meter` draws a bar before the words, filled so many per cent.
    """

    mark: str = ""
    tone: str = ""
    strong: bool = False
    quiet: bool = False
    struck: bool = False
    meter: int | None = None


PLAIN = Look()
_TEXTS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)  # a cut text is whole there


@dataclass(frozen=True)  # no slots: Python 3.11 cannot name the rows' type of such a class
class Column(Generic[R]):
    """One column: its title, the text of a row's cell, how it stands.

    `width` 0 takes what is left; `look` may answer by row. A `spare` one is left out where not
    all columns have the room that they need: what it says is told elsewhere too.
    """

    title: str
    text: Callable[[R], str]
    width: int = 0
    right: bool = False
    look: Look | Callable[[R], Look] = PLAIN
    spare: bool = False


class TableModel(QAbstractTableModel, Generic[R]):
    """Rows under columns. All rows are set at once, or fetched page by page as they are seen."""

    wanted = Signal(int)  # the first row of a page that is needed

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._pages: dict[int, Sequence[R]] = {}
        self._asked: set[int] = set()
        self._total = 0
        self._paged = False

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """Give the columns."""
        return self._columns

    def here(self) -> list[tuple[int, int]]:
        """Give the first and last rows of the pages that are here."""
        return [(page * PAGE, page * PAGE + len(held) - 1) for page, held in self._pages.items()]

    @property
    def is_whole(self) -> bool:
        """Tell whether every row is here."""
        return sum(map(len, self._pages.values())) == self._total

    def set_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, all of them."""
        self.beginResetModel()
        self._total, self._paged = len(rows), False
        pages = range(0, len(rows), PAGE)
        self._pages = {start // PAGE: rows[start : start + PAGE] for start in pages}
        self._asked = set(self._pages)
        self.endResetModel()

    def set_total(self, total: int) -> None:
        """Show so many rows, to be asked for by `wanted` when they are seen."""
        self.beginResetModel()
        self._total, self._paged = total, True
        self._pages = {}
        self._asked = set()
        self.endResetModel()

    def put_page(self, first: int, rows: Sequence[R]) -> None:
        """Put the rows of a page that was wanted."""
        self._pages.pop(first // PAGE, None)
        self._pages[first // PAGE] = rows
        self._asked.add(first // PAGE)
        self._forget()
        last = min(first + max(len(rows), 1), self._total) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def _forget(self) -> None:
        """Let the pages go that came longest ago: a million rows are never here at once."""
        while self._paged and len(self._pages) > _HELD:
            page = next(iter(self._pages))
            del self._pages[page]
            self._asked.discard(page)

    def let_go(self, first: int) -> None:
        """Take back that a page is wanted: it is out of sight again, and asked for when seen."""
        if first // PAGE not in self._pages:
            self._asked.discard(first // PAGE)

    def row(self, place: int) -> R | None:
        """Give the row at a place; None when it is not here yet, or no row."""
        page = self._pages.get(place // PAGE, ())
        inside = place % PAGE
        return page[inside] if place >= 0 and inside < len(page) else None

    def place_of(self, wanted: Callable[[R], bool]) -> int:
        """Give the place of the first row, of those fetched, that answers; -1 for none."""
        for number, page in sorted(self._pages.items()):
            for inside, row in enumerate(page):
                if wanted(row):
                    return number * PAGE + inside
        return -1

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._total

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index.row())
        if row is None:
            self._want(index.row())
            return None
        column = self._columns[index.column()]
        if role in _TEXTS:
            return column.text(row)
        if role == ROW:
            return row
        if role == LOOK:
            return column.look if isinstance(column.look, Look) else column.look(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(right=column.right)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _aligned(right=self._columns[section].right)
        return None

    def _want(self, place: int) -> None:
        page = place // PAGE
        if 0 <= place < self._total and page not in self._asked:
            self._asked.add(page)
            self.wanted.emit(page * PAGE)


def _aligned(*, right: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
