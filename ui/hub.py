"""What changed in the store, told to whoever shows it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.services.desk import Changed


class Hub(QObject):
    """Passes on what verbs wrote, and holds this sitting's transactions for undo."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._written: list[UUID] = []
        self._ways: dict[UUID, Callable[[], object]] = {}  # back, of what is no transaction

    def wrote(self, changed: "Changed") -> None:
        """Tell the pages what a verb wrote; it can be undone from now on."""
        self._written.append(changed.transaction)
        self.changed.emit(changed)

    def came(
        self, changed: "Changed", way_back: "Callable[[], object] | None" = None
    ) -> None:  # fmt: skip
        """Tell the pages what came from elsewhere, and how it is undone as a whole, if it is."""
        if way_back is not None:
            self._written.append(changed.transaction)
            self._ways[changed.transaction] = way_back
        self.changed.emit(changed)

    def went_back(self, transaction: UUID, changed: "Changed") -> None:
        """Tell the pages what an undo put back; the transaction is not undone twice."""
        self._written = [written for written in self._written if written != transaction]
        self.changed.emit(changed)

    def way_back(self, transaction: UUID) -> "Callable[[], object] | None":
        """Give how to undo what is no transaction of this desk; None for one that is."""
        return self._ways.get(transaction)

    def last(self) -> UUID | None:
        """Give the latest transaction of this sitting that was not undone."""
        return self._written[-1] if self._written else None
