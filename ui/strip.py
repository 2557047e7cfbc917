"""The strip: what the window has to say, in place, with what can be done about it."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.typed import override
from ui.widgets.cards import empty
from ui.widgets.labels import Mark, Words
from ui.widgets.verbs import Verb, VerbButton

_MAY_BREAK = "\u200b"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence with a tone (ok, warn, bad, soft, info) and what can be done about it."""

    text: str
    tone: str = "ok"
    verbs: tuple[Verb, ...] = ()


class Strip(QFrame):
    """Shows one notice until it is closed, answered or replaced; no clock takes it away.

    What was said goes along to the next page, as after a save, and not to the one after.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "strip")
        self.setMinimumHeight(38)
        self._is_fresh = False  # said since a page was opened
        self._mark = Mark("info")
        self._words = Words(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 12, 4)
        row.setSpacing(9)
        row.addWidget(self._mark)
        row.addWidget(self._words, 1)
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(8)
        row.addLayout(self._verbs)
        self.hide()

    @property
    def text(self) -> str:
        """Give what is being said; empty when the strip is closed."""
        return "" if self.isHidden() else self._words.text().replace(_MAY_BREAK, "")

    def say(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        empty(self._verbs)
        self._is_fresh = True
        self._mark.set_meaning(notice.tone)
        self._words.setText(notice.text.replace("/", f"/{_MAY_BREAK}"))  # paths are long
        for verb in notice.verbs:
            self._add(verb)
        self._add(Verb(self.tr("Close"), self.close_notice, quiet=True), closes=False)
        self.setProperty("tone", notice.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(notice.text)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def ask(self, notice: Notice) -> None:
        """Show a question and take the cursor to its first answer."""
        self.say(notice)
        first = self._verbs.itemAt(0)
        widget = first.widget() if first is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_page(self) -> None:
        """Close what was said on a page before the one that is left, and a question at once."""
        if self.property("tone") == "warn" or not self._is_fresh:
            self.hide()
        self._is_fresh = False

    def close_notice(self) -> None:
        """Close the strip."""
        self.hide()

    def _add(self, verb: Verb, *, closes: bool = True) -> None:
        button = VerbButton(verb, small=True)
        if closes:
            button.clicked.connect(self.hide)
        self._verbs.addWidget(button)
        button.show()  # at once: it may get the cursor

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
