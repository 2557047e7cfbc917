"""The parts of the import: the lists that came in, the columns, what a trial run says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.records import Firm, Person
from desktop.services.lists import ImportReport, Preview, State, Wanted, sentence
from desktop.texts import Texts
from desktop.typed import override
from ui import spoken, tokens
from ui.models.table import Column, Index, Look
from ui.widgets.cards import Card, column, row
from ui.widgets.choice import ChoiceBox
from ui.widgets.flow import flowing
from ui.widgets.labels import ElidedWords, Mark, Words
from ui.widgets.steps import Shares
from ui.widgets.tables import CellDelegate, TableView, paint_row
from ui.widgets.verbs import Verb, VerbButton, font

LOOKS: Mapping[State, Look] = {
    State.NEW: Look("ok", "ok"), State.CHANGED: Look("info", "info"), State.SAME: Look("missing"),
    State.DOUBTFUL: Look("warn", "warn"), State.REFUSED: Look("bad", "bad"),
}  # fmt: skip
_PAD, _SIGN, _HEADER = 12, 22, 220  # of a cell: its margin, its mark; of a column's name
_WRAPPED = 500  # rows whose reasons may take several lines: to measure more takes too long
_MARKS = {state: look.mark for state, look in LOOKS.items()}


class StateWords(QObject):
    """The words for the states of a row."""

    def name(self, state: State) -> str:
        """Give a state's name, of several rows."""
        return {
            State.NEW: self.tr("new"), State.CHANGED: self.tr("changed"),
            State.SAME: self.tr("the same"), State.DOUBTFUL: self.tr("doubtful"),
            State.REFUSED: self.tr("refused"),
        }[state]  # fmt: skip

    def one(self, state: State) -> str:
        """Give a state's name, of one row."""
        return {
            State.NEW: self.tr("new", "one row"), State.CHANGED: self.tr("changed", "one row"),
            State.SAME: self.tr("the same", "one row"),
            State.DOUBTFUL: self.tr("doubtful", "one row"),
            State.REFUSED: self.tr("refused", "one row"),
        }[state]  # fmt: skip

    def does(self, state: State) -> str:
        """Say what becomes of the rows of a state."""
        return {
            State.NEW: self.tr("go in"), State.CHANGED: self.tr("brought up to date"),
            State.SAME: self.tr("nothing to do"), State.DOUBTFUL: self.tr("yours to judge"),
            State.REFUSED: self.tr("to fix"),
        }[state]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A list that was imported, with its counts."""

    id: str
    file: str
    at: str
    operator: str
    counts: Mapping[str, int]
    undone: bool


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A row of which there is something to say."""

    row: int
    state: State
    column: str
    reason: str


class ImportsTable(Card):
    """The lists that were imported, the newest first; one that is in the register can go back."""

    taken_back = Signal()

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.back = VerbButton(
            Verb(self.tr("Take the chosen list back"), self.taken_back.emit, icon="undo"),
            small=True,
        )
        self._words = StateWords()
        self.view: TableView[ImportLine] = TableView((
            Column(self.tr("File"), lambda line: line.file, look=Look(strong=True)),
            Column(self.tr("Rows"), self._said),
            Column(self.tr("When"), lambda line: spoken.moment(line.at), 142),
            Column(self.tr("Who"), lambda line: line.operator, 100, look=Look(quiet=True)),
        ), title)  # fmt: skip
        self._nothing = Words(self.tr("No list imported yet."), "hint")
        self._nothing.setContentsMargins(tokens.CARD, 12, tokens.CARD, 12)
        self.add(self.view, padded=False)
        self.add(self._nothing, padded=False)
        margins = (tokens.CARD, 10, tokens.CARD, 10)
        self._foot = column(row(self.back, None), margins=margins)
        self.add(self._foot, padded=False)

    def offer_back(self, *, on: bool) -> None:
        """Show the button that takes the chosen list back, or leave no trace of it."""
        self._foot.setVisible(on)

    def _said(self, line: ImportLine) -> str:
        """Say how many rows did what; of a list that went back, that it did."""
        counts = [
            f"{line.counts[state.value]} {self._words.name(state)}"
            for state in State
            if line.counts[state.value]
        ]
        return ", ".join([self.tr("taken back"), *counts] if line.undone else counts)

    def show_lines(self, lines: Sequence[ImportLine]) -> None:
        """Show the lists."""
        self.view.rows.set_rows(lines)
        self.view.fit()
        self.view.setVisible(bool(lines))
        self._nothing.setVisible(not lines)


class ColumnsPane(QWidget):
    """Where the list stands in its file, and which column fills which field."""

    edited = Signal()

    def __init__(self, preview: Preview, texts: Texts) -> None:
        super().__init__()
        self._preview = preview
        self._texts = texts
        self._boxes: list[QComboBox] = []
        self._touched = False
        self.setProperty("part", "canvas")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        cards = column(self._where(), self._columns(), gap=tokens.GAP)
        cast("QVBoxLayout", cards.layout()).addStretch(1)
        outer.addWidget(cards)

    def _where(self) -> Card:
        card = Card(self.tr("Where the list is"))
        self._sheets = ChoiceBox()
        self._sheets.addItems(list(self._preview.sheets))
        self._sheets.setCurrentText(self._preview.sheet)
        self._header = QLineEdit(str(self._preview.header_row or ""))
        self._header.setMaximumWidth(90)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.FIELD_GAP)
        grid.setVerticalSpacing(3)
        for place, (label, editor) in enumerate((
            (self.tr("Sheet"), self._sheets), (self.tr("Header row"), self._header),
        )):  # fmt: skip
            words = Words(label, "label")
            words.setBuddy(editor)
            editor.setAccessibleName(label)
            grid.addWidget(words, 0, place)
            grid.addWidget(editor, 1, place)
        grid.setColumnStretch(2, 1)
        self._sheets.activated.connect(self.edited)
        self._header.editingFinished.connect(self._header_edited)
        card.add(inside)
        return card

    def _header_edited(self) -> None:
        if self._header.text() != str(self._preview.header_row or ""):
            self.edited.emit()

    def _columns(self) -> Card:
        recalled = self.tr("as you chose the last time") if self._preview.recalled else ""
        card = Card(self.tr("What the columns fill"), recalled)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(tokens.CARD, 10, tokens.CARD, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(5)
        titles = (self.tr("Column"), self.tr("For example"), self.tr("Goes into"))
        for place, title in enumerate(titles):
            grid.addWidget(Words(title, "label"), 0, place)
        columns, options = self._preview.columns, self._options()
        for place, header in enumerate(columns.headers):
            target = columns.fills[place]
            box = self._box(header, target.name if target else "", options)
            self._boxes.append(box)
            grid.addWidget(ElidedWords(header, "strong"), place + 1, 0)
            grid.addWidget(ElidedWords(self._example(place), "hint"), place + 1, 1)
            grid.addWidget(box, place + 1, 2)
        for place, stretch in enumerate((3, 4, 4)):
            grid.setColumnStretch(place, stretch)
        card.add(inside, padded=False)
        return card

    def _box(self, header: str, target: str, options: Sequence[tuple[str, str]]) -> QComboBox:
        box = ChoiceBox()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setAccessibleName(self.tr("Column {header} goes into").format(header=header))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for value, words in options:
            box.addItem(words, value)
        box.setCurrentIndex(max(0, box.findData(target)))
        box.activated.connect(self._choose)
        return box

    def _choose(self) -> None:
        self._touched = True
        self.edited.emit()

    def _example(self, place: int) -> str:
        cells = (row[place] for _, row in self._preview.rows if place < len(row))
        return next((cell for cell in cells if cell), "")

    def _options(self) -> list[tuple[str, str]]:
        """Give where a column may go: nowhere, the firm's fields, a person's, what was found."""
        field = self._texts.field
        person = self._texts.kind("person").capitalize()
        words = {c.json_name: field("firm", c.json_name) for c in Firm.KIND.columns[1:]}
        words |= {
            f"people.{c.json_name}": f"{person}: {field('person', c.json_name)}"
            for c in Person.KIND.columns[2:]
        }
        words["codes"] = self.tr("Tax code or VAT number")
        words["rea.province"] = self.tr("Province of the REA")
        words["people.name"] = self.tr("{person}: both names").format(person=person)
        for target in self._preview.columns.fills:
            if target is not None and target.name not in words and target.column is not None:
                kind = target.kind.name
                label = f"{self._texts.kind(kind)}: {field(kind, target.column.json_name)}"
                words[target.name] = spoken.joined(label.capitalize(), target.key, by=" ")
        ordered = sorted(words.items(), key=lambda option: option[1].casefold())
        return [("", self.tr("nowhere")), *ordered]

    def box(self, header: str) -> QComboBox:
        """Give the choice of where a column goes."""
        return self._boxes[self._preview.columns.headers.index(header)]

    def wanted(self) -> Wanted:
        """Give what a person said of the list; columns only when one was chosen."""
        header = self._header.text().strip()
        sheet = self._sheets.currentText()
        changed = sheet != self._preview.sheet or header != str(self._preview.header_row or "")
        mapping = None
        if self._touched and not changed:
            headers = self._preview.columns.headers
            chosen = (str(box.currentData() or "") for box in self._boxes)
            mapping = {h: name or None for h, name in zip(headers, chosen, strict=True)}
        number = int(header) if header.isdecimal() else None
        return Wanted(sheet, None if sheet != self._preview.sheet else number, mapping)


def _widest(texts: Iterable[str]) -> int:
    """Give the width of a column in which texts stand whole, in the weight of a strong cell."""
    metrics = QFontMetrics(font(tokens.BODY, strong=True))
    return max((metrics.horizontalAdvance(text) for text in texts), default=0) + 2 * _PAD + 2


class ReasonDelegate(CellDelegate):
    """Draws a reason on as many lines as its row has room for."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.rect.height() <= tokens.ROW:
            super().paint(painter, option, index)
            return
        paint_row(painter, option, first=False)
        painter.setFont(font(tokens.BODY))
        painter.setPen(QColor(tokens.of(option.palette).text))
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, flags, str(index.data(Qt.ItemDataRole.DisplayRole)))


class TrialTable(TableView[TrialLine]):
    """The rows to look at; a reason that is longer than its column goes on in a next line."""

    def __init__(self, columns: Sequence[Column[TrialLine]], name: str) -> None:
        super().__init__(columns, name)
        self._reason = len(columns) - 1
        self.setItemDelegateForColumn(self._reason, ReasonDelegate(self))

    def wrap(self) -> None:
        """Make the rows as high as their reasons need; far down a cut one is whole in a tooltip."""
        metrics = QFontMetrics(font(tokens.BODY))
        box = QRect(0, 0, self.columnWidth(self._reason) - 2 * _PAD, 0)
        for place in range(min(self.rows.rowCount(), _WRAPPED)):
            line = self.rows.row(place)
            reason = line.reason if line is not None else ""
            high = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, reason).height()
            free = tokens.ROW - metrics.height()
            self.setRowHeight(place, max(tokens.ROW, high + free))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.wrap()


class TrialPane(QWidget):
    """What a trial run says: how many rows of each state, and the rows to look at."""

    def __init__(self, report: ImportReport, texts: Texts) -> None:
        super().__init__()
        self.setProperty("part", "canvas")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._texts = texts
        self._words = StateWords()
        outer.addWidget(column(self._counters(report), self._rows(report), gap=tokens.GAP))

    def _counters(self, report: ImportReport) -> Card:
        card = Card()
        figures = QFontMetrics(font(tokens.COUNTER, strong=True))
        wide = max(figures.horizontalAdvance(str(n)) for n in report.counts.values())
        counters = [self._counter(state, report.counts[state.value], wide) for state in State]
        card.add(flowing(counters, gap=14, equal=True))
        shares = Shares()
        shares.show_parts([(LOOKS[s].tone or "plain", report.counts[s.value]) for s in State])
        card.add(shares, padded=False)
        return card

    def _counter(self, state: State, count: int, wide: int) -> QWidget:
        """Give a counter; its figure has the room of the longest, so that words line up."""
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(Mark(_MARKS[state], size=18))
        figure = Words(str(count), "counter")
        figure.setMinimumWidth(wide)
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.addWidget(figure)
        name, does = self._words.name(state), self._words.does(state)
        line.addWidget(column(Words(name, "strong"), Words(does, "hint"), gap=0), 1)
        return holder

    def _rows(self, report: ImportReport) -> Card:
        language = self._texts.language
        lines = [
            TrialLine(n.row, report.states[n.row], n.column, sentence(n, language))
            for n in report.notes
        ]
        note = self.tr("1 remark") if len(lines) == 1 else self.tr("{count} remarks")
        card = Card(self.tr("Rows to look at"), note.format(count=len(lines)))
        outcomes = _widest(self._words.one(state) for state in State) + _SIGN
        headers = min(_widest({line.column for line in lines}), _HEADER)
        view = TrialTable((
            Column(self.tr("Row"), lambda line: str(line.row), 60, right=True),
            Column(self.tr("Outcome"), lambda line: self._words.one(line.state), outcomes,
                   look=lambda line: LOOKS[line.state]),
            Column(self.tr("Column"), lambda line: line.column, headers, look=Look(strong=True)),
            Column(self.tr("Reason"), lambda line: line.reason),
        ), self.tr("Rows to look at"))  # fmt: skip
        view.rows.set_rows(lines)
        view.wrap()
        view.setMinimumHeight(tokens.HEADER + 4 * tokens.ROW)
        self.view = view
        card.add(view, padded=False)
        return card
