"""What changed in the store, told to whoever shows it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop.services.desk import Changed


class Hub(QObject):
    """Passes on what verbs wrote, and holds this sitting's transactions for undo."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._written: list[UUID] = []

    def wrote(self, changed: "Changed") -> None:
        """Tell the pages what a verb wrote; it can be undone from now on."""
        self._written.append(changed.transaction)
        self.changed.emit(changed)

    def came(self, changed: "Changed") -> None:
        """Tell the pages what came from elsewhere; it is undone where its file is listed."""
        self.changed.emit(changed)

    def went_back(self, transaction: UUID, changed: "Changed") -> None:
        """Tell the pages what an undo put back; the transaction is not undone twice."""
        self._written = [written for written in self._written if written != transaction]
        self.changed.emit(changed)

    def last(self) -> UUID | None:
        """Give the latest transaction of this sitting that was not undone."""
        return self._written[-1] if self._written else None
