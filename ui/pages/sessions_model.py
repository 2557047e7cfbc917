"""The attendance grid's model: who, then three columns for each slot, then the sums."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from desktop.domain import dates
from desktop.domain.problems import Problem, WrongValueError
from desktop.texts import Texts
from desktop.typed import override
from ui import spoken
from ui.models.table import ROW, Index
from ui.pages import sessions_rows
from ui.pages.sessions_deeds import ARRIVED, LEFT
from ui.pages.sessions_rows import Cell, PersonRow

NUMBER, PERSON, FIRM = range(3)
_FIRST, _EACH = 3, 3
DRAWN = ROW + 2

Key = tuple[object, int, str]  # the row's key, the slot, which hour


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a cell is drawn: `look` is plain, quiet, strong, person; `mark`, `tone` as elsewhere."""

    look: str = "plain"
    right: bool = False
    mark: str = ""
    tone: str = ""
    dotted: bool = False
    wrong: bool = False
    first: bool = False  # of its group: a hairline stands at its left


class AttendanceModel(QAbstractTableModel):
    """People by slots. An hour that is typed shows at once and is told by `hour_typed`."""

    hour_typed = Signal(object, int, str, str)  # row, slot, which hour, the text
    refused = Signal(str)  # the sentence for an hour that cannot be read

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._rows: tuple[PersonRow, ...] = ()
        self._slots = 0
        self._certificates = True
        self._typed: dict[Key, str] = {}
        self._wrong: dict[Key, str] = {}
        self.stacked = False  # whether the firm stands below its person

    # --- what is shown ----------------------------------------------------------------------

    def show(self, rows: Sequence[PersonRow], slots: int, *, certificates: bool) -> None:
        """Show rows; the same people over the same slots keep the cursor and an open editor."""
        shown = tuple(rows)
        same = (slots, certificates) == (self._slots, self._certificates)
        same = same and [row.key for row in shown] == [row.key for row in self._rows]
        if same:
            self._rows = shown
            self._forget_written()
            if shown:
                last = self.index(len(shown) - 1, self.columnCount() - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows, self._slots, self._certificates = shown, slots, certificates
        self._typed, self._wrong = {}, {}
        self.endResetModel()

    def _forget_written(self) -> None:
        """Let go of typed hours that the store now holds."""
        for row in self._rows:
            for slot, cell in enumerate(row.cells):
                for end, held in ((ARRIVED, cell.arrived), (LEFT, cell.left)):
                    if self._typed.get((row.key, slot, end)) == held:
                        del self._typed[(row.key, slot, end)]

    @property
    def people(self) -> tuple[PersonRow, ...]:
        """Give the rows."""
        return self._rows

    @property
    def slots(self) -> int:
        """Give the number of slots."""
        return self._slots

    @property
    def certificates(self) -> bool:
        """Tell whether the last column says who earns a certificate."""
        return self._certificates

    def person(self, place: int) -> PersonRow | None:
        """Give the row at a place."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, key: object) -> int:
        """Give the place of a row by its key; -1 when it is not here."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def hour_at(self, column: int) -> tuple[int, str] | None:
        """Give the slot and which of its hours a column holds; None for any other column."""
        slot, inside = divmod(column - _FIRST, _EACH)
        if not 0 <= slot < self._slots or inside == _EACH - 1:
            return None
        return slot, (ARRIVED, LEFT)[inside]

    def slot_at(self, column: int) -> int | None:
        """Give the slot that a column belongs to."""
        slot = (column - _FIRST) // _EACH
        return slot if 0 <= slot < self._slots else None

    @property
    def sums(self) -> int:
        """Give the first column of the sums."""
        return _FIRST + _EACH * self._slots

    # --- what is typed ----------------------------------------------------------------------

    def fail(self, row: PersonRow, slot: int, end: str, sentence: str) -> None:
        """Mark a typed hour that was not written, until another is typed."""
        self._wrong[(row.key, slot, end)] = sentence
        self._tell()
        self.refused.emit(sentence)

    def wrong_in(self, row: PersonRow) -> str:
        """Give what is wrong with the hours typed in a row, or nothing."""
        return next((said for (key, *_), said in self._wrong.items() if key == row.key), "")

    def _tell(self) -> None:
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        hour, row = self.hour_at(index.column()), self.person(index.row())
        if hour is None or row is None or role != Qt.ItemDataRole.EditRole:
            return False
        slot, end = hour
        key, before = (row.key, slot, end), self._hour(row, slot, end)
        text = str(value).strip()
        wrong = self._wrong.pop(key, "")
        if text == before and not wrong:
            return True
        try:
            text = f"{dates.parse_time(text):%H:%M}" if text else ""
        except WrongValueError as error:
            self._typed[key] = text
            sentence = self._texts.problem(Problem(error.code, end, {"value": text}))
            self.fail(row, slot, end, sentence)
            return True
        self._typed[key] = text
        self._tell()
        self.hour_typed.emit(row, slot, end, text)
        return True

    def _hour(self, row: PersonRow, slot: int, end: str) -> str:
        typed = self._typed.get((row.key, slot, end))
        if typed is not None:
            return typed
        cell = row.cells[slot]
        return cell.arrived if end == ARRIVED else cell.left

    # --- as Qt asks -------------------------------------------------------------------------

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.sums + 2 + int(self._certificates)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.hour_at(index.column()) is not None:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.person(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            hour = self.hour_at(index.column())
            return self._hour(row, *hour) if hour else None
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = ", ".join(self.lines(index.row(), index.column()))
            return f"{self.header(index.column())}: {said}"
        if role == ROW:
            return row
        return self._drawn(row, index.column()) if role == DRAWN else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.header(section)
        return None

    def header(self, column: int) -> str:
        """Give a column's title, below that of its group."""
        slot = self.slot_at(column)
        if slot is not None:
            ends = (self.tr("In"), self.tr("Out"), self.tr("Min."))
            return ends[(column - _FIRST) % _EACH]
        titles = {
            NUMBER: self.tr("N."), PERSON: self.tr("Person"), FIRM: self.tr("Firm"),
            self.sums: self.tr("Min."), self.sums + 1: self.tr("Share"),
            self.sums + 2: self.tr("Certificate"),
        }  # fmt: skip
        return titles.get(column, "")

    def group(self, column: int) -> tuple[int, int, str] | None:
        """Give the first and last column of a column's group, and the group's title."""
        slot = self.slot_at(column)
        if slot is not None:
            first = _FIRST + _EACH * slot
            return first, first + _EACH - 1, self.tr("Slot {number}").format(number=slot + 1)
        if column in (self.sums, self.sums + 1):
            return self.sums, self.sums + 1, self.tr("Total")
        return None

    # --- cells ------------------------------------------------------------------------------

    def _text(self, row: PersonRow, place: int, column: int) -> str:
        slot = self.slot_at(column)
        if slot is not None:
            hour = self.hour_at(column)
            if hour is not None:
                return self._hour(row, *hour) or spoken.NONE
            return _minutes_said(row.cells[slot])
        plain = {
            NUMBER: str(place + 1),
            PERSON: spoken.joined(row.family_name, row.given_name, by=" ") or self.tr("not named"),
            FIRM: row.firm_name, self.sums: str(row.minutes), self.sums + 1: self.share(row),
            self.sums + 2: self._certificate(row),
        }  # fmt: skip
        return plain[column]

    def lines(self, place: int, column: int) -> list[str]:
        """Give the text of a cell by lines: one, or two where rows have room for two."""
        row = self._rows[place]
        text = self._text(row, place, column)
        if not self.stacked:
            return [text]
        if column == PERSON:
            return [text, row.firm_name]
        return text.split(", ", 1) if column == self.sums + 2 else [text]

    def share(self, row: PersonRow) -> str:
        """Give a row's share of the session as the language writes it: 91,7 %."""
        language = self._texts.language
        return spoken.percent(spoken.number(f"{row.share:.1f}", language), language)

    def _certificate(self, row: PersonRow) -> str:
        if row.state == sessions_rows.NO and row.lacking == 1:
            return self.tr("no, 1 min short")
        if row.state == sessions_rows.NO:
            return self.tr("no, {minutes} min short").format(minutes=row.lacking)
        return {
            sessions_rows.YES: self.tr("yes"), sessions_rows.OPEN: self.tr("hour missing"),
            sessions_rows.ABSENT: self.tr("absent"),
        }[row.state]  # fmt: skip

    def _drawn(self, row: PersonRow, column: int) -> Drawn:
        slot = self.slot_at(column)
        if slot is not None:
            return self._drawn_in_slot(row, slot, column)
        if column == self.sums + 2:
            mark = {"yes": "ok", "no": "bad"}.get(row.state, "missing")
            return Drawn(mark=mark, tone=mark if mark != "missing" else "", first=True,
                         look="plain" if mark != "missing" else "quiet")  # fmt: skip
        return {
            NUMBER: Drawn("quiet", right=True), PERSON: Drawn("person"), FIRM: Drawn("quiet"),
            self.sums: Drawn("strong", right=True, first=True), self.sums + 1: Drawn(right=True),
        }[column]  # fmt: skip

    def _drawn_in_slot(self, row: PersonRow, slot: int, column: int) -> Drawn:
        hour = self.hour_at(column)
        if hour is None:
            return Drawn("strong", right=True)
        cell, key = row.cells[slot], (row.key, *hour)
        outside = cell.early if hour[1] == ARRIVED else cell.late
        blank = not self._hour(row, *hour)
        return Drawn(
            "quiet" if outside or blank else "plain", right=True, dotted=outside,
            wrong=key in self._wrong, first=hour[1] == ARRIVED,
        )  # fmt: skip


def _minutes_said(cell: Cell) -> str:
    return "…" if cell.signed == 1 else str(cell.minutes)


def model_of(index: Index) -> AttendanceModel:
    """Give the model of one of the grid's indexes."""
    return cast("AttendanceModel", index.model())
