"""The bar of what takes long: what is being done, how far it is, and the way to stop it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui import tokens
from ui.tasks import Progress
from ui.widgets.labels import Words
from ui.widgets.verbs import Verb, VerbButton

_PATIENCE = 400  # milliseconds of work that nobody needs to be told of


class Waiting(QFrame):
    """Shows the latest long work until it ends. Work that is soon done is never shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "head")
        self._held: list[Progress] = []
        self._doing = Words("", "hint")
        self._count = Words("", "hint")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self.button = VerbButton(Verb(self.tr("Cancel"), self.cancel), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.EDGE, 7, tokens.EDGE_RIGHT, 7)
        row.setSpacing(12)
        row.addWidget(self._doing)
        row.addWidget(self._bar, 1)
        row.addWidget(self._count)
        row.addWidget(self.button)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._show)
        self.hide()

    @property
    def text(self) -> str:
        """Give what is being done; empty when the bar is not shown."""
        return "" if self.isHidden() else self._doing.text()

    def follow(self, progress: Progress) -> None:
        """Show some work from now on, if it takes long."""
        self._held.append(progress)
        progress.moved.connect(self._moved)
        progress.ended.connect(self._ended)
        self._begin()

    def _begin(self) -> None:
        latest = self._held[-1]
        self._doing.setText(latest.doing)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self.button.setEnabled(not latest.stopped())
        if self.isHidden() and not self._soon.isActive():
            self._soon.start(_PATIENCE)

    def _show(self) -> None:
        self.setAccessibleName(self._doing.text())
        self.show()

    def _moved(self, progress: Progress, done: int, total: int) -> None:
        if not self._held or progress is not self._held[-1]:
            return
        self._bar.setRange(0, total if done < total else 0)  # at the end it may still be written
        self._bar.setValue(done)
        said = self.tr("{done} of {total}") if total > 1 else ""
        self._count.setText(said.format(done=done, total=total))

    def _ended(self, progress: Progress) -> None:
        self._held.remove(progress)
        if self._held:
            self._begin()
            return
        self._soon.stop()
        self.hide()

    def cancel(self) -> None:
        """Ask what is shown to stop; by the button, or by the key of the frame."""
        if self._held:
            self._held[-1].cancel()
            self._doing.setText(self.tr("Stopping…"))
            self.button.setEnabled(False)
