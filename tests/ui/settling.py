"""Layouts that come to rest: who still asks for one, turn after turn of the loop."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.typed import override
from tests.ui.conftest import Screen

_AT_REST = 4  # turns without a request: some are made a turn or two after what they are about
_MOST = 60  # turns


class Requests(QObject):
    """Counts who was asked to lay itself out anew in this turn of the loop, and in how many.

    It listens to the widgets that are there, not to the application: there it would be handed
    what is just being made or destroyed.
    """

    def __init__(self, widgets: Sequence[QWidget]) -> None:
        super().__init__()
        self.asked: Counter[str] = Counter()
        self.turns = 0
        self._now = self._quiet = 0
        self._widgets = widgets
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Listen from now on."""
        for widget in self._widgets:
            widget.installEventFilter(self)
        self._timer.start(0)

    def end(self) -> None:
        """Listen no more."""
        self._timer.stop()
        for widget in filter(isValid, self._widgets):
            widget.removeEventFilter(self)

    @property
    def at_rest(self) -> bool:
        """Tell whether nobody has asked for some turns."""
        return self._quiet >= _AT_REST

    @property
    def over(self) -> bool:
        """Tell whether it has come to rest, or is taken never to."""
        return self.at_rest or self.turns > _MOST

    def _turn(self) -> None:
        self.turns += 1
        self._quiet = 0 if self._now else self._quiet + 1
        self._now = 0
        if self.over:
            self._timer.stop()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._now += 1
            self.asked[type(watched).__name__] += 1
        return False


def settle(screen: Screen) -> Requests:
    """Wait until no widget asks to be laid out anew; fails where they go on asking."""
    requests = Requests([screen.window, *screen.window.findChildren(QWidget)])
    requests.begin()
    try:
        screen.wait(lambda: requests.over)
    finally:
        requests.end()
    assert requests.at_rest, f"never at rest: {requests.asked.most_common(5)}"
    return requests
