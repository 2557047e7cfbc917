"""What stands for the head of a record where its pane is so low that the rows below need the room.

The chips that matter most on one line, and the verb that shows the rest or takes it away again.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.typed import override
from ui.widgets.cards import empty
from ui.widgets.labels import Chip
from ui.widgets.verbs import Verb, VerbButton

_GAP = 7


class FoldLine(QWidget):
    """Chips as many as there is room for, those that say how it stands first."""

    def __init__(self, turn: Callable[[], object]) -> None:
        super().__init__()
        self.chips: list[Chip] = []
        self._open = False
        self.button = VerbButton(Verb(self.tr("All details"), turn, icon="down", quiet=True))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addLayout(self._row)
        row.addStretch(1)
        row.addWidget(self.button)

    def show_chips(self, chips: Sequence[tuple[str, str]]) -> None:
        """Take the chips of a record: words and tone."""
        empty(self._row)
        telling = sorted(chips, key=lambda chip: chip[1] == "plain")
        self.chips = [Chip(text, tone) for text, tone in telling]
        for chip in self.chips:
            self._row.addWidget(chip)
        self._suit()

    def show_open(self, *, on: bool) -> None:
        """Say whether the rest is shown: then the chips stand there, and the verb takes it away."""
        self._open = on
        said = self.tr("Fewer details") if on else self.tr("All details")
        self.button.say(said, "up" if on else "down")
        self._suit()

    def _suit(self) -> None:
        """Show the chips that have room before the verb."""
        room = self.width() - self.button.sizeHint().width()
        for chip in self.chips:
            room -= chip.sizeHint().width() + _GAP
            chip.setVisible(room >= 0 and not self._open)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.button.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()
