"""A field: its label, its editor, and the line below that says what is wrong or how it was read."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.record import Column, Kind
from desktop.texts import Texts
from ui import tokens
from ui.forms import values
from ui.forms.editors import LinesEditor, YesNoEditor, editor_of
from ui.forms.layout import Place
from ui.widgets.area import keep_whole
from ui.widgets.labels import Mark, Words
from ui.widgets.verbs import font


class Message(QWidget):
    """The line below a field. It keeps its height when it has nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark("", size=13)
        self._mark.hide()
        self._words = Words("", "hint", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        high = QFontMetrics(font(tokens.SMALL)).height()
        self.setMinimumHeight(high)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignTop)

    @property
    def text(self) -> str:
        """Give what is said."""
        return self._words.text()

    def say(self, text: str, tone: str = "") -> None:
        """Say a sentence; a tone (bad, soft) gives it a mark."""
        self._words.setText(text)
        self._words.set_look(tone or "hint")
        self._mark.set_meaning(tone)
        self._mark.setVisible(bool(tone))


class Field(QWidget):
    """One field of a form, derived from a record's column."""

    edited = Signal()
    left = Signal(str)  # the field's name, when the cursor leaves it

    def __init__(
        self, kind: Kind, column: Column, place: Place, texts: Texts, today: date,
        *, bare: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self.name = column.json_name
        self._column = column
        self._texts = texts
        self._today = today
        self._problem = ""
        self._finding = ""
        self._untouched: object = ""
        label = place.label or texts.field(kind.name, column.json_name)
        self.editor = editor_of(kind, column, place, texts)
        self.editor.widget.setAccessibleName(label)
        self.message = Message()
        self._lay_out(label, bare=bare)
        keep_whole(self)
        self.editor.edited.connect(self._edit)
        self.editor.left.connect(self._leave)
        self._put(
            column.codec.to_json(column.default) if column.default not in (None, ()) else None
        )

    def _lay_out(self, label: str, *, bare: bool) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, tokens.FIELD_GAP, 0)
        layout.setSpacing(3)
        self._label = Words(label, "label", wrap=True)
        self._label.setBuddy(self.editor.widget)
        layout.addWidget(self._label)
        layout.addWidget(self.editor.widget, int(isinstance(self.editor, LinesEditor)))
        layout.addWidget(self.message)
        layout.addStretch(int(not isinstance(self.editor, LinesEditor)))
        if isinstance(self.editor, YesNoEditor):
            self.editor.widget.setFixedHeight(tokens.FIELD)
            if not bare:
                self.editor.box.setText(label)
                self._label.setText("")  # its line stays, so that boxes stand in a row
                self._label.setMinimumHeight(QFontMetrics(font(tokens.SMALL, strong=True)).height())
        if bare:
            self._label.hide()
            self.message.setMinimumHeight(0)
            self.message.hide()

    def show_label(self, *, on: bool) -> None:
        """Show the label of a field that stands below a heading else."""
        self._label.setVisible(on)

    def value(self) -> object:
        """Give what is typed, as a draft holds it."""
        return self.editor.value()

    @property
    def changed(self) -> bool:
        """Tell whether what stands here is not what `fill` put."""
        return self.editor.value() != self._untouched

    def fill(self, value: object) -> None:
        """Show a stored value (as `show` answers it); the field counts as untouched."""
        self._put(value)
        self.clear_problem()
        self.show_finding("")

    def _put(self, value: object) -> None:
        self.editor.put(values.typed(self._column, value, self._texts.language))
        self._untouched = self.editor.value()
        self._say()

    def restore(self, typed: str) -> None:
        """Show what was typed before and cannot be read; the field counts as untouched."""
        self.editor.put(typed)
        self._untouched = self.editor.value()
        self._say()

    def type_in(self, value: object) -> None:
        """Put a value as if it was typed (data carried over from another form)."""
        self.editor.put(values.typed(self._column, value, self._texts.language))
        self._edit()

    def show_problem(self, sentence: str) -> None:
        """Say what is wrong with the value, below it."""
        self._problem = sentence
        self._say()
        alert = QAccessibleEvent(self.editor.widget, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(alert)

    def clear_problem(self) -> None:
        """Take back what was said to be wrong."""
        self._problem = ""
        self._say()

    @property
    def problem(self) -> str:
        """Give what is said to be wrong."""
        return self._problem

    def problem_now(self) -> str:
        """Give what is wrong with what stands here by itself; nothing where it can be read."""
        _, problem = values.read(self._column, self.value(), self._today)
        return "" if problem is None else self._texts.problem(problem)

    def show_finding(self, sentence: str) -> None:
        """Say what is to be verified; it never stops a save."""
        self._finding = sentence
        self._say()

    def _edit(self) -> None:
        self._finding = ""
        self.clear_problem()
        self.edited.emit()

    def _leave(self) -> None:
        if self.changed and not self._problem:
            said = self.problem_now()
            if said:
                self.show_problem(said)
        self.left.emit(self.name)

    def _say(self) -> None:
        """Show the gravest thing there is to say: a problem, a finding, how it was read."""
        state = "bad" if self._problem else "soft" if self._finding else ""
        said = self._problem or self._finding or self._in_words()
        prefix = f"{self._texts.say('word', 'to-verify').capitalize()}: " if state == "soft" else ""
        self.message.say(prefix + said, state)
        widget = self.editor.widget
        widget.setAccessibleDescription(prefix + said)
        if widget.property("state") != state:
            widget.setProperty("state", state)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _in_words(self) -> str:
        value, problem = values.read(self._column, self.value(), self._today)
        if problem is not None:
            return ""
        return values.in_words(value, self._column, self._texts.language)
