"""What cards tell: labels with their values, and marks with a title and what it means.

They are made once and told anew for each record: to make their labels again, which the style
sheet then looks at one by one, would hold the window while one types.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.widgets.cards import Line
from ui.widgets.labels import Mark, Words
from ui.widgets.verbs import font

_TOP = Qt.AlignmentFlag.AlignTop


class Pairs(QWidget):
    """Labels with their values beside them; an empty value is said to be missing."""

    def __init__(
        self, missing: str, lines: Sequence[tuple[str, str]] = (), *, label_width: int = 150
    ) -> None:
        super().__init__()
        self._missing = missing
        body, hint = (QFontMetrics(font(points)) for points in (tokens.BODY, tokens.SMALL))
        self._line, self._lower = body.height(), body.ascent() - hint.ascent()
        self._held: list[tuple[Words, Words]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(tokens.CARD, 10, tokens.CARD, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self.tell(lines)

    def tell(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show labels and values in place of those before."""
        while len(self._held) < len(lines):
            self._add()
        for place, (label, value) in enumerate(self._held):
            seen = place < len(lines)
            if seen:
                said, found = lines[place]
                label.setText(said)
                value.set_look("body" if found else "hint")
                value.setText(found or self._missing)
                value.setContentsMargins(0, 0 if found else self._lower, 0, 0)
            self._grid.setRowMinimumHeight(place, self._line if seen else 0)
            label.setVisible(seen)
            value.setVisible(seen)

    def _add(self) -> None:
        label, value = Words("", "hint", wrap=True), Words("", "body", wrap=True)
        label.setContentsMargins(0, self._lower, 0, 0)  # on one line with the value's first
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        place = len(self._held)
        self._grid.addWidget(label, place, 0, _TOP)
        self._grid.addWidget(value, place, 1, _TOP)
        self._held.append((label, value))


@dataclass(frozen=True, slots=True)
class Saying:
    """A mark's meaning, a title, and what it means, line by line."""

    meaning: str
    title: str
    lines: Sequence[str] = ()


class Marked(QWidget):
    """A mark with a title, and quiet lines below it."""

    def __init__(self, saying: Saying | None = None) -> None:
        super().__init__()
        self._mark = Mark("")
        self._title = Words("", "strong", wrap=True)
        self._lines = Words("", "hint", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.CARD, 8, tokens.CARD, 8)
        row.setSpacing(10)
        row.addWidget(self._mark, 0, _TOP)
        row.addLayout(words, 1)
        if saying is not None:
            self.tell(saying)

    def tell(self, saying: Saying) -> None:
        """Say something in place of what was said before."""
        self._mark.set_meaning(saying.meaning)
        self._title.setText(saying.title)
        self._lines.setText("\n".join(saying.lines))
        self._lines.setVisible(bool(saying.lines))


class MarkedList(QWidget):
    """Marks with what they mean, one below the other, a hairline between."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[tuple[Line, Marked]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def tell(self, sayings: Sequence[Saying]) -> None:
        """Show these in place of those before."""
        while len(self._held) < len(sayings):
            line, marked = Line(), Marked()
            self._column.addWidget(line)
            self._column.addWidget(marked)
            self._held.append((line, marked))
        for place, (line, marked) in enumerate(self._held):
            seen = place < len(sayings)
            if seen:
                marked.tell(sayings[place])
            line.setVisible(seen and place > 0)
            marked.setVisible(seen)
