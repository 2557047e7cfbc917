"""What a paper takes the place of, what took its place, and what changed: beside its pages."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop.services.revisions import differences_said
from ui import tokens
from ui.widgets.area import LowArea
from ui.widgets.labels import Words

if TYPE_CHECKING:
    from desktop.services.revisions import Revision
    from desktop.texts import Texts

_HIGHEST = 150  # pixels; the pages keep the rest, a longer list scrolls


class ChangesPane(QFrame):
    """Sentences, one a line; hidden where a paper is the first and the only one."""

    def __init__(self, texts: "Texts") -> None:
        super().__init__()
        self._texts = texts
        self.setProperty("part", "head")
        self.words = Words("", "body", wrap=True)
        self.words.setContentsMargins(tokens.EDGE, 6, tokens.EDGE_RIGHT, 6)
        self._area = LowArea(self.words, self.tr("What changed"), _HIGHEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)
        self.hide()

    def show_revision(self, told: "Revision | None") -> None:
        """Say where a paper stands among those about the same."""
        lines = [] if told is None else self._lines(told)
        self.words.setText("\n".join(lines))
        self.setVisible(bool(lines))
        self._area.updateGeometry()

    def _lines(self, told: "Revision") -> list[str]:
        said = []
        if told.after:
            numbers = ", ".join(paper.number for paper in told.after)
            if len(told.after) == 1:
                said.append(
                    self.tr("Superseded: {numbers} took its place.").format(numbers=numbers)
                )
            else:
                apart = self.tr("Superseded at desks apart: {numbers} all follow this one.")
                said.append(apart.format(numbers=numbers))
        if told.before is not None:
            follows = self.tr("Revision {number}, takes the place of {before}.")
            said.append(follows.format(number=told.number, before=told.before.number))
            said += self._changed(told)
        return said

    def _changed(self, told: "Revision") -> list[str]:
        if told.before is not None and not told.before.content:
            return [self.tr("What it said was erased: what changed cannot be told.")]
        if not told.changes:
            return [self.tr("Nothing else changed.")]
        return differences_said(self._texts, told.changes)
