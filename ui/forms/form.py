"""A form, built from the declaration of a record and a declaration of where its fields stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.problems import Problem
from desktop.domain.record import Kind
from desktop.texts import Texts
from desktop.typed import override
from ui import tokens
from ui.forms.editors import ChecksEditor
from ui.forms.fields import Field
from ui.forms.layout import Rows, Section, Sheet, placed
from ui.forms.rows import RowsEditor, equal_columns, value_in
from ui.widgets.area import show_whole
from ui.widgets.cards import Line, scrolled
from ui.widgets.labels import ElidedWords, Words
from ui.widgets.tabs import Tabs
from ui.widgets.verbs import ENTERS, font

_CHILD = re.compile(r"(\w+)\[(\d+)\](?:\.(.+))?")


class Form(QWidget):
    """The fields of one record on one or more sheets.

    Enter goes to the next field, at a sheet's end to the next sheet. `left` is told with the
    name of the field that the cursor left.
    """

    edited = Signal()
    left = Signal(str)
    finished = Signal()  # Enter in the last field

    def __init__(self, kind: Kind, sheets: Sequence[Sheet], texts: Texts, today: date) -> None:
        super().__init__()
        self._kind = kind
        self._texts = texts
        self._today = today
        self.fields: dict[str, Field] = {}
        self.rows: dict[str, RowsEditor] = {}
        self.tabs = Tabs(self.tr("Sheets of the form"))
        self._stack = QStackedWidget()
        self._sheet_of: dict[str, int] = {}  # of fields and rows, as they are read
        self._grids: list[tuple[QGridLayout, list[list[tuple[Field, int]]]]] = []
        self._columns: list[QVBoxLayout] = []
        self._lists: dict[int, list[ChecksEditor]] = {}
        self._narrow = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.EDGE, 0, 0, 0)
        head.addWidget(self.tabs)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        for place, sheet in enumerate(sheets):
            self._add_sheet(place, sheet)
        self.tabs.setVisible(len(sheets) > 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)

    def _add_sheet(self, place: int, sheet: Sheet) -> None:
        inside = QWidget()
        inside.setProperty("part", "sheet")
        inside.setMaximumWidth(tokens.FORM)
        column = QVBoxLayout(inside)
        right = tokens.EDGE_RIGHT - tokens.FIELD_GAP  # every field has that distance to the next
        column.setContentsMargins(tokens.EDGE, 10, right, 6)
        column.setSpacing(8)
        for block in sheet.blocks:
            column.addWidget(_heading(block.title, block.note))
            if isinstance(block, Section):
                column.addLayout(self._section(block, place))
            else:
                column.addWidget(self._child_rows(block, place))
        column.addStretch(1)
        self._columns.append(column)
        self.tabs.addTab(sheet.title)
        self._stack.addWidget(scrolled(inside))

    def _section(self, section: Section, sheet: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(tokens.LINE_GAP)
        equal_columns(grid)
        lines: list[list[tuple[Field, int]]] = []
        for places in section.rows:
            lines.append([])
            for place in places:
                column = self._kind.column(place.name)
                field = Field(self._kind, column, place, self._texts, self._today)
                field.edited.connect(self.edited)
                field.left.connect(self.left)
                field.editor.widget.installEventFilter(self)
                lines[-1].append((field, place.span))
                self.fields[place.name] = field
                self._sheet_of[place.name] = sheet
                if isinstance(field.editor, ChecksEditor):
                    self._lists.setdefault(sheet, []).append(field.editor)
        self._grids.append((grid, lines))
        _place(grid, lines, narrow=False)
        return grid

    def put_below(self, widget: QWidget) -> None:
        """Put a widget at the end of the first sheet, below its fields."""
        column = self._columns[0]
        column.insertWidget(column.count() - 1, widget)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()
        for sheet, lists in self._lists.items():
            self._show_lists(sheet, lists)

    def _show_lists(self, sheet: int, lists: Sequence[ChecksEditor]) -> None:
        """Show as much of the lists as a sheet has room for before it scrolls."""
        area = cast("QScrollArea", self._stack.widget(sheet))
        inside = area.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return
        wide = min(self.width(), tokens.FORM)
        high = layout.totalHeightForWidth(wide)
        free = self._stack.height() - (layout.totalSizeHint().height() if high < 0 else high)
        longest = [one for one in lists if not one.is_short]
        for one in longest:
            one.show_more(free // len(longest))

    def _reflow(self) -> None:
        """Put the fields into one column or back."""
        narrow = self.width() < tokens.ONE_COLUMN
        if narrow == self._narrow:
            return
        self._narrow = narrow
        for grid, lines in self._grids:
            _place(grid, lines, narrow=narrow)
        for rows in self.rows.values():
            rows.suit(narrow=narrow)

    def _child_rows(self, rows: Rows, sheet: int) -> RowsEditor:
        editor = RowsEditor(rows, self._texts, self._today)
        editor.edited.connect(self.edited)
        editor.installEventFilter(self)
        self.rows[editor.plural] = editor
        self._sheet_of[editor.plural] = sheet
        return editor

    @property
    def typed(self) -> bool:
        """Tell whether anything stands here that was not filled in."""
        return self.count_typed() > 0

    def count_typed(self) -> int:
        """Count the fields that were typed, those of children too."""
        own = sum(field.changed for field in self.fields.values())
        return own + sum(
            row.count_typed() for rows in self.rows.values() for row in rows.children_rows
        )

    def fill(self, record: Mapping[str, object]) -> None:
        """Show a stored record as `show` answers it."""
        for name, field in self.fields.items():
            field.fill(value_in(record, name))
        for plural, rows in self.rows.items():
            rows.fill(cast("Sequence[Mapping[str, object]]", record.get(plural) or ()))

    def draft(self) -> dict[str, object]:
        """Give all that stands in the form, for a new record."""
        draft: dict[str, object] = {
            name: field.value() for name, field in self.fields.items() if field.value() != ""
        }
        return draft | self._children()

    def changes(self) -> dict[str, object]:
        """Give what was changed since `fill`, for `change`."""
        changed = {name: field.value() for name, field in self.fields.items() if field.changed}
        return changed | self._children()

    def _children(self) -> dict[str, object]:
        drafts = {plural: rows.draft() for plural, rows in self.rows.items()}
        return {plural: draft for plural, draft in drafts.items() if draft}

    def show_problems(self, problems: Iterable[Problem]) -> int:
        """Say every problem beside its field, go to the first; give how many have a place."""
        first: tuple[int, QWidget] | None = None
        placed = 0
        for problem in problems:
            found = self._show_problem(problem)
            if found is None:
                continue
            placed += 1
            if first is None or found[0] < first[0]:
                first = found
        if first is not None:
            self.tabs.setCurrentIndex(first[0])
            first[1].setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, first[1], partial(show_whole, first[1]))  # what is said has room
        return placed

    def _show_problem(self, problem: Problem) -> tuple[int, QWidget] | None:
        sentence = self._texts.problem(problem)
        child = _CHILD.match(problem.field)
        if child is not None and child[1] in self.rows:
            widget = self.rows[child[1]].show_problem(int(child[2]), child[3] or "", sentence)
            return None if widget is None else (self._sheet_of[child[1]], widget)
        field = self.fields.get(problem.field)
        if field is None:
            return None
        field.show_problem(sentence)
        return self._sheet_of[problem.field], field.editor.widget

    def clear_problems(self) -> None:
        """Take back everything that was said to be wrong."""
        for field in self.fields.values():
            field.clear_problem()
        for rows in self.rows.values():
            rows.clear_problems()

    def show_findings(self, findings: Mapping[str, str]) -> None:
        """Say what is to be verified, by the fields' names; the rest has nothing to verify."""
        for name, field in self.fields.items():
            field.show_finding(findings.get(name, ""))

    def focus_first(self) -> None:
        """Go to the first field."""
        self.tabs.setCurrentIndex(0)
        next(iter(self.fields.values())).editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, name: str) -> None:
        """Go to a field, or to the first row of a list of children, on whatever sheet it is."""
        rows, field = self.rows.get(name), self.fields.get(name)
        if rows is not None:
            held = rows.children_rows
            widget = held[0].order()[0] if held else rows.more
        elif field is not None:
            widget = field.editor.widget
        else:
            return
        self.tabs.setCurrentIndex(self._sheet_of[name])
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_sheet(self, step: int = 1) -> None:
        """Go to the next sheet, or by -1 to the one before, and to what stands first there."""
        wanted = (self.tabs.currentIndex() + step) % self.tabs.count()
        first = next((name for name, sheet in self._sheet_of.items() if sheet == wanted), None)
        if first is None:
            self.tabs.setCurrentIndex(wanted)
        else:
            self.go_to(first)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in ENTERS and plain and _moves_on(watched):
                self._move_on()
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTERS and plain:  # from a child's field, which leaves it unread
            self._move_on()
            return
        super().keyPressEvent(event)

    def _takers_out(self) -> set[QWidget | None]:
        return {row.remover for rows in self.rows.values() for row in rows.children_rows}

    def _move_on(self) -> None:
        before = self.window().focusWidget()
        self.focusNextChild()
        after = self.window().focusWidget()
        while after in self._takers_out():  # Enter would go on to take a row out
            self.focusNextChild()
            after = self.window().focusWidget()
        sheet = self._stack.currentWidget()
        moved = None if after is before else after
        if sheet is not None and moved is not None and sheet.isAncestorOf(moved):
            return
        if self.tabs.currentIndex() + 1 < self.tabs.count():
            self.next_sheet()
            return
        self.finished.emit()


def _place(
    grid: QGridLayout, lines: Sequence[Sequence[tuple[Field, int]]], *, narrow: bool
) -> None:  # fmt: skip
    """Put the fields of a section where they stand."""
    first = 0
    for fields in lines:
        places = placed([span for _, span in fields], narrow=narrow)
        for (field, _), (line, left, span) in zip(fields, places, strict=True):
            grid.addWidget(field, first + line, left, 1, span)
        first += places[-1][0] + 1


def _moves_on(watched: QObject) -> bool:
    """Tell whether Enter leaves a widget: not a text of many lines, not an open list."""
    if isinstance(watched, QPlainTextEdit):
        return False
    return not (isinstance(watched, QComboBox) and watched.view().isVisible())


def _heading(title: str, note: str) -> QWidget:
    heading = QWidget()
    row = QHBoxLayout(heading)
    row.setContentsMargins(0, 4, tokens.FIELD_GAP, 0)
    row.setSpacing(9)
    row.addWidget(Words(title, "card"))
    if note:
        said = ElidedWords(note, "hint")
        said.setMaximumWidth(QFontMetrics(font(tokens.SMALL)).horizontalAdvance(note) + 2)
        row.addWidget(said, 1000)
    row.addWidget(Line(), 1)
    return heading
