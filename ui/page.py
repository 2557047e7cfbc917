"""A page of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.typed import override
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.desk import Changed


class Page(QWidget):
    """One screen: a heading, a line of context, verbs at the top, and the content.

    `KINDS` names the kinds of record whose change makes the page fetch again: at once when it
    is in sight, else when it is next shown.
    """

    KINDS: ClassVar[frozenset[str]] = frozenset()
    is_form: ClassVar[bool] = False  # what is typed there is not found again by coming back
    heading_changed = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.place = place
        self._stale = True
        place.hub.changed.connect(self._changed)

    def heading(self) -> str:
        """Give the title of the page."""
        raise NotImplementedError

    def context(self) -> str:
        """Give the line beside the title."""
        return ""

    def verbs(self) -> tuple[Verb, ...]:
        """Give what the page can do, the main verb last."""
        return ()

    def refetch(self) -> None:
        """Ask for what the page shows, by `place.ask`."""

    def arrive(self, argument: object) -> None:
        """Come from another page, with what it handed over (an id)."""

    def first_focus(self) -> QWidget | None:
        """Give the widget that has the cursor when the page is opened."""
        return None

    @property
    def holds_typed(self) -> bool:
        """Tell whether something is typed here that is not saved."""
        return False

    def may_leave(self, then: Callable[[], None]) -> bool:
        """Tell whether the page can be left now; a typed form asks, and then calls `then`."""
        del then
        return True

    def _changed(self, changed: object) -> None:
        if not cast("Changed", changed).kinds & self.KINDS:
            return
        if self.isVisible():
            self.refetch()
        else:
            self._stale = True

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.refetch()
