"""A list of what is told: a mark, a sentence, what it rests on. The arrows go from one to the next.

The cursor is in one of them at a time: Tab goes on to what follows, however long the list is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.rules.reason import Severity
from desktop.typed import override
from ui import spoken, tokens
from ui.widgets.cards import Line, empty
from ui.widgets.facts import paint_focus
from ui.widgets.labels import Mark, Words

MARKS = {  # of a reason's weight
    Severity.BLOCKS: "bad", Severity.REMEDIABLE: "warn", Severity.NOT_VERIFIABLE: "soft",
    Severity.WARNING: "info", Severity.SATISFIED: "ok",
}  # fmt: skip
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class Telling:
    """One thing told: a mark's meaning with its word, a sentence, lines below it.

    `cite` is what it is cited by: the tooltip has it.
    """

    meaning: str
    word: str
    said: str
    below: tuple[str, ...] = ()
    cite: str = ""

    def in_words(self) -> str:
        """Give the whole as a reader says it."""
        return spoken.sentences(self.word, self.said, *self.below)


class TellingRow(QWidget):
    """One of the list."""

    stepped = Signal(object, int)  # itself, by how many
    came = Signal(object)
    opened = Signal()

    def __init__(self, telling: Telling, *, opens: bool = False, marked: bool = True) -> None:
        """Show one; not `marked`, no room is left for a mark."""
        super().__init__()
        self.telling = telling
        self._opens = opens
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(telling.in_words())
        self.setToolTip(telling.cite)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.CARD, 8, tokens.CARD, 8)
        row.setSpacing(10)
        if marked:
            row.addWidget(Mark(telling.meaning), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Words(telling.said, "body", wrap=True))
        for below in telling.below:
            words.addWidget(Words(below, "hint", wrap=True))
        row.addLayout(words, 1)
        if telling.word:
            row.addWidget(Words(telling.word, "hint"), 0, Qt.AlignmentFlag.AlignTop)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.came.emit(self)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(self, step)
            return
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, QRectF(self.rect()), tokens.of(self.palette()))


class Tellings(QWidget):
    """The list. Two lists that stand one below the other can be gone through as one.

    One whose tellings open something says which one was, by a click or Enter.
    """

    opened = Signal(int)  # the place of the telling

    def __init__(self, name: str, *, opens: bool = False) -> None:
        super().__init__()
        self._opens = opens
        self.setAccessibleName(name)
        self.rows: list[TellingRow] = []
        self.after: Tellings | None = None
        self.before: Tellings | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def lead_to(self, after: "Tellings") -> None:
        """Let the arrow down go on in another list."""
        self.after, after.before = after, self

    def tell(self, tellings: Sequence[Telling]) -> None:
        """Show these in place of those before; the cursor stays at its place in the list."""
        held = next((n for n, row in enumerate(self.rows) if row.hasFocus()), None)
        empty(self._column)
        marked = any(telling.meaning for telling in tellings)
        self.rows = [TellingRow(one, opens=self._opens, marked=marked) for one in tellings]
        for place, row in enumerate(self.rows):
            row.opened.connect(partial(self.opened.emit, place))
            row.stepped.connect(self._step)
            row.came.connect(self._be_at)
            self._column.addWidget(row)
            if row is not self.rows[-1]:
                self._column.addWidget(Line())
            row.show()  # at once: it may get the cursor
        if self.rows:
            self._be_at(self.rows[min(held or 0, len(self.rows) - 1)])
        if held is not None:
            self.enter()

    def enter(self, *, last: bool = False) -> None:
        """Take the cursor to where it was, or to the last one."""
        if self.rows:
            at = next((row for row in self.rows if _is_tabbed(row)), self.rows[0])
            row = self.rows[-1] if last else at
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _be_at(self, row: TellingRow) -> None:
        """Let Tab lead to one of them only."""
        for other in self.rows:
            policy = Qt.FocusPolicy
            other.setFocusPolicy(policy.StrongFocus if other is row else policy.ClickFocus)

    def _step(self, row: TellingRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        beside = self.after if by > 0 else self.before
        if beside is not None and beside.rows:
            first = beside.rows[0] if by > 0 else beside.rows[-1]
            first.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_tabbed(row: TellingRow) -> bool:
    return row.focusPolicy() is Qt.FocusPolicy.StrongFocus
