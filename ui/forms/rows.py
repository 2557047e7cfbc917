"""The children of a record inside its form: people, sites, accounts, a row of fields for each."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.texts import Texts
from ui import tokens
from ui.forms.fields import Field, Message
from ui.forms.layout import WIDTH, Rows, placed
from ui.widgets.area import keep_whole
from ui.widgets.labels import Words
from ui.widgets.verbs import Verb, VerbButton

_MESSAGE_GAP = 2  # pixels between a row and what is said of it


class ChildRow(QWidget):
    """One child: its fields side by side, and the button that takes it out."""

    edited = Signal()
    toggled = Signal()

    def __init__(self, rows: Rows, texts: Texts, today: date, number: int) -> None:
        super().__init__()
        self.child_id: str | None = None
        self.removed = False
        self.fields = {
            place.name: Field(
                rows.kind, rows.kind.column(place.name), place, texts, today, bare=True
            )
            for place in rows.places
        }
        self._message = Message()
        self._message.hide()
        self._rows = rows
        keep_whole(self)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            name = f"{texts.kind(rows.kind.name)} {number}: {field.editor.widget.accessibleName()}"
            field.editor.widget.setAccessibleName(name)
            field.edited.connect(self._edit)
            field.left.connect(self._say)
        self._button(self.tr("Remove"), number)
        self.suit(narrow=False)
        equal_columns(grid)

    def suit(self, *, narrow: bool) -> None:
        """Put the fields side by side below the heading, or labelled on more lines."""
        self._grid.setVerticalSpacing(tokens.LINE_GAP if narrow else _MESSAGE_GAP)
        self._grid.setColumnMinimumWidth(WIDTH + 1, 0 if narrow else tokens.FIELD_GAP)
        places = placed([place.span for place in self._rows.places], narrow=narrow)
        last = places[-1][0] + 1
        for field, (line, left, span) in zip(self.fields.values(), places, strict=True):
            field.show_label(on=narrow)
            self._grid.addWidget(field, line, left, 1, span)
        self._grid.addWidget(self._message, last, 0, 1, WIDTH)
        where = (last + 1, 0, 1, WIDTH) if narrow else (0, WIDTH, 1, 1)
        self._grid.addWidget(self.remover, *where)

    def _button(self, text: str, number: int) -> None:
        self.remover = VerbButton(Verb(text, self.take_out, quiet=True))
        self.remover.setAccessibleName(f"{text} {number}")
        both = (text, self.tr("Put back"))
        words = self.remover.fontMetrics()
        self.remove_width = max(words.horizontalAdvance(said) for said in both) + 10
        self.remover.setFixedWidth(self.remove_width)

    def order(self) -> list[QWidget]:
        """Give what can have the cursor, in the order of reading."""
        return [*(field.editor.widget for field in self.fields.values()), self.remover]

    def fill(self, record: Mapping[str, object]) -> None:
        """Show a stored child."""
        self.child_id = str(record["id"])
        for name, field in self.fields.items():
            field.fill(value_in(record, name))

    def draft(self) -> dict[str, object] | None:
        """Give what of this child is to be written; None for nothing."""
        if self.child_id is not None:
            changed = {name: f.value() for name, f in self.fields.items() if f.changed}
            if self.removed:
                return {"id": self.child_id, "remove": True}
            return {"id": self.child_id, **changed} if changed else None
        if self.removed or not self.typed:
            return None
        return {name: field.value() for name, field in self.fields.items() if field.value() != ""}

    @property
    def typed(self) -> bool:
        """Tell whether anything was typed into the row, or it is to be taken out."""
        return self.count_typed() > 0

    def count_typed(self) -> int:
        """Count the fields that were typed; a child that is to be taken out is one thing."""
        if self.removed:
            return int(self.child_id is not None)
        return sum(field.changed for field in self.fields.values())

    def show_problem(self, name: str, sentence: str) -> QWidget:
        """Say what is wrong with one of the fields; give the widget to mend it in."""
        field = self.fields.get(name) or next(iter(self.fields.values()))
        field.show_problem(sentence)
        self._say()
        return field.editor.widget

    def clear_problems(self) -> None:
        """Take back what was said to be wrong."""
        for field in self.fields.values():
            field.clear_problem()
        self._say()

    def _edit(self) -> None:
        self._say()
        self.edited.emit()

    def _say(self, _name: str = "") -> None:
        said = next((f.problem for f in self.fields.values() if f.problem), "")
        self._message.say(said, "bad" if said else "")
        self._message.setVisible(bool(said))

    def take_out(self) -> None:
        """Take the child out, or put it back: nothing is lost before the save."""
        if self.child_id is None and not self.typed:
            self.hide()
            self.removed = True
            self.toggled.emit()
            return
        self.removed = not self.removed
        for field in self.fields.values():
            field.editor.widget.setEnabled(not self.removed)
        self.remover.setText(self.tr("Put back") if self.removed else self.tr("Remove"))
        self.edited.emit()


class RowsEditor(QWidget):
    """All children of one kind: labels above, rows below, and the button for one more."""

    edited = Signal()
    added = Signal(object)  # the row that was put in

    def __init__(self, rows: Rows, texts: Texts, today: date) -> None:
        super().__init__()
        self._rows = rows
        self._texts = texts
        self._today = today
        self._narrow = False
        self._children: list[ChildRow] = []
        self._sent: list[ChildRow] = []
        self.plural = rows.kind.plural
        keep_whole(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        self._spring = QWidget()  # as wide as the buttons at the rows' ends
        self._labels = self._header()
        layout.addWidget(self._labels)
        self._list = QVBoxLayout()
        self._list.setSpacing(7)
        layout.addLayout(self._list)
        self.more = VerbButton(Verb(rows.add, self.add_and_enter, icon="plus"), small=True)
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        layout.addLayout(foot)
        self._labels.hide()

    def _header(self) -> QWidget:
        header = QWidget()
        grid = QGridLayout(header)
        grid.setContentsMargins(0, 0, 0, 0)
        left = 0
        for place in self._rows.places:
            label = place.label or self._texts.field(self._rows.kind.name, place.name)
            words = Words(label, "label")
            words.setContentsMargins(0, 0, tokens.FIELD_GAP, 0)
            grid.addWidget(words, 0, left, 1, place.span)
            left += place.span
        grid.addWidget(self._spring, 0, WIDTH)
        grid.setColumnMinimumWidth(WIDTH + 1, tokens.FIELD_GAP)
        equal_columns(grid)
        return header

    @property
    def children_rows(self) -> Sequence[ChildRow]:
        """Give the rows, those taken out too."""
        return self._children

    def fill(self, records: Sequence[Mapping[str, object]]) -> None:
        """Show stored children in place of what is here."""
        for row in self._children:
            row.hide()
            row.deleteLater()
        self._children = []
        for record in records:
            self.add().fill(record)
        self._show_labels()
        self._order()

    def suit(self, *, narrow: bool) -> None:
        """Let the rows stand on one line below the heading, or labelled on more."""
        self._narrow = narrow
        for row in self._children:
            row.suit(narrow=narrow)
        self._show_labels()

    def _show_labels(self) -> None:
        shown = any(not row.isHidden() for row in self._children)
        self._labels.setVisible(shown and not self._narrow)

    def add(self) -> ChildRow:
        """Put an empty row at the end."""
        row = ChildRow(self._rows, self._texts, self._today, len(self._children) + 1)
        row.edited.connect(self.edited)
        row.toggled.connect(self._after_toggle)
        self._children.append(row)
        self._list.addWidget(row)
        self._spring.setFixedWidth(row.remove_width)
        row.suit(narrow=self._narrow)
        row.show()
        self._show_labels()
        if self._rows.starter is not None:
            for name, value in self._rows.starter().items():
                row.fields[name].fill(value)
        self.added.emit(row)
        return row

    def add_and_enter(self) -> None:
        """Put an empty row at the end and go to its first field."""
        row = self.add()
        row.show()  # at once: it gets the cursor
        self._order()
        next(iter(row.fields.values())).editor.widget.setFocus()

    def _order(self) -> None:
        """Keep the order of Tab that of reading: row after row, then the button for one more."""
        chain = [widget for row in self._children for widget in row.order()] + [self.more]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _after_toggle(self) -> None:
        self._show_labels()
        self.more.setFocus()

    @property
    def typed(self) -> bool:
        """Tell whether any child was written, changed or taken out."""
        return any(row.typed for row in self._children)

    def draft(self) -> list[dict[str, object]]:
        """Give what is to be written of the children."""
        drafts = [(row, row.draft()) for row in self._children]
        self._sent = [row for row, draft in drafts if draft is not None]
        return [draft for _, draft in drafts if draft is not None]

    def show_problem(self, place: int, name: str, sentence: str) -> QWidget | None:
        """Say what is wrong with a child, by its place in the last `draft`."""
        if place >= len(self._sent):
            return None
        return self._sent[place].show_problem(name, sentence)

    def clear_problems(self) -> None:
        """Take back what was said to be wrong."""
        for row in self._children:
            row.clear_problems()


def equal_columns(grid: QGridLayout) -> None:
    """Make the columns of a sheet's grid equally wide, whatever stands in them.

    Each field keeps its own distance to the next: the spacing of Qt's grid goes only to columns
    in which something begins, so that two sections of one sheet would not line up.
    """
    grid.setHorizontalSpacing(0)
    for place in range(WIDTH):
        grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(place, 4)


def value_in(record: Mapping[str, object], name: str) -> object:
    """Give a value by its dotted name from a record as `show` answers it."""
    held: object = record
    for part in name.split("."):
        if not isinstance(held, Mapping):
            return None
        held = cast("Mapping[str, object]", held).get(part)
    return held
