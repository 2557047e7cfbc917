"""The points to mend of a draft, listed above the foot of its page; each leads to its field."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.pages.programme_words import Fault
from ui.widgets.cards import empty
from ui.widgets.labels import Mark, Words
from ui.widgets.verbs import Verb, VerbButton

_MOST, _LOW = 4, 560  # lines; pixels of a page under which one line has room
_PLACE = 320  # pixels that a place takes at most so that all sentences begin below each other


class FaultList(QFrame):
    """Lines of a mark, the place, what is wrong there. Those of the open table come first."""

    wanted = Signal(object)  # a fault

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "foot")
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(tokens.EDGE, 6, tokens.EDGE_RIGHT, 6)
        self._lines.setSpacing(2)
        self._shown: list[tuple[str, str]] = []
        self._held: list[QWidget] = []
        self.hide()

    def show_faults(
        self, faults: Sequence[Fault], where: Callable[[Fault], str],
        what: Callable[[Fault], str],
    ) -> None:  # fmt: skip
        """Show so many of these as have room."""
        faults = faults[:_MOST]
        said = [(where(fault), what(fault)) for fault in faults]
        if said != self._shown:  # else a line may have the cursor
            self._shown = said
            empty(self._lines)
            self._held = [self._line(*pair) for pair in zip(faults, said, strict=True)]
            for line in self._held:
                self._lines.addWidget(line)
            self._align()
        self.setVisible(bool(said))

    def suit(self, height: int) -> None:
        """Leave all but the first line away on a page so low."""
        for place, line in enumerate(self._held):
            line.setVisible(not place or height >= _LOW)

    def _align(self) -> None:
        """Let all sentences begin at one place, unless a place is long."""
        leads = [lead for line in self._held for lead in line.findChildren(VerbButton)]
        for lead in leads:
            lead.ensurePolished()  # the sheet's font, before it is shown for the first time
        wide = max((lead.sizeHint().width() for lead in leads), default=0)
        for lead in leads:
            lead.setMinimumWidth(min(wide, _PLACE))

    def _line(self, fault: Fault, said: tuple[str, str]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        middle = Qt.AlignmentFlag.AlignVCenter
        lead = VerbButton(Verb(said[0], partial(self.wanted.emit, fault), quiet=True), small=True)
        lead.setAccessibleDescription(said[1])
        row.addWidget(Mark("bad"), 0, middle)
        row.addWidget(lead, 0, middle)
        row.addWidget(Words(said[1], "body", wrap=True), 1)
        return line
