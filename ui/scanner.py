"""A hand scanner: a keyboard that types a paper's digits in a burst, then perhaps Enter.

Its keys are caught before any field gets them. A key that may begin a code is held for some
milliseconds; a burst that is a code is taken, all else goes on to where it was typed, in order.
No person types thirty digits at that pace, so nothing of hers is ever taken.
"""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.documents.marks import looks_scanned, read_typed
from desktop.typed import override

_GAP = 50  # milliseconds between two keys of a burst: scanners take 1 to 30, a person 80 and more
_LATE = 300  # after a code within which the Enter or Tab that ends it may still come
_MOST = 200  # keys that are held at most
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_LEAVES = (QEvent.Type.MouseButtonPress, QEvent.Type.FocusOut, QEvent.Type.Close)
_DIGITS_ELSEWHERE = frozenset("éèçàùěščřžýáíľťÉÈÇÀĚŠČŘŽÝÁÍĽŤ")  # letters on keys of digits


class Scanner(QObject):
    """Stands before a window's keyboard and tells the codes that were scanned."""

    scanned = Signal(str)  # as typed, whatever the layout

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._held: list[QKeyEvent] = []
        self._passing = False
        self._last = 0  # when the latest key came, by the clock of its events
        self._taken: int | None = None  # when a code was taken
        self._clock = QElapsedTimer()
        self._clock.start()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_GAP)
        self._quiet.timeout.connect(self._end)
        window.winId()  # the system's window is there before its keyboard is watched
        self._system_window = window.windowHandle()
        self._system_window.installEventFilter(self)

    @property
    def holding(self) -> bool:
        """Tell whether keys are held that are not yet known to be a code or none."""
        return bool(self._held)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._pressed(event)
        if event.type() in _LEAVES:
            self._let_go()
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        """Tell whether a key is kept from the window."""
        now = event.timestamp() or self._clock.elapsed()
        if now - self._last > _GAP:
            self._let_go()
        self._last = now
        if event.key() in _ENDS and not event.modifiers() & _COMMANDS:
            return self._ended(now)
        if event.key() in _SHIFTS:
            return False
        if self._may_be_of_a_code(event):
            self._held.append(QKeyEvent(event.clone()))
            self._quiet.start()
            return True
        self._let_go()
        return False

    def _may_be_of_a_code(self, event: QKeyEvent) -> bool:
        """Tell whether a key is to be held: letters only where a burst is under way."""
        text = event.text()
        if not text or not text.isprintable() or event.isAutoRepeat():
            return False
        if event.modifiers() & _COMMANDS or len(self._held) >= _MOST:
            return False
        if self._held:
            return True
        return text in _DIGITS_ELSEWHERE or not (text.isalpha() or text.isspace())

    def _ended(self, now: int) -> bool:
        """Take a burst that Enter or Tab ended; the key goes with it, also one that is late."""
        if self._held:
            return self._take()
        late = self._taken is not None and now - self._taken <= _LATE
        self._taken = None
        return late

    def _end(self) -> None:
        if self._take():
            self._taken = self._last

    def _take(self) -> bool:
        """Tell a burst that is a code; let any other go on."""
        text = "".join(event.text() for event in self._held)
        if read_typed(text) is None and not looks_scanned(text):
            self._let_go()
            return False
        self._quiet.stop()
        self._held.clear()
        self.scanned.emit(text)
        return True

    def _let_go(self) -> None:
        """Let the keys that were held go on to where they were typed."""
        self._quiet.stop()
        held, self._held = self._held, []
        self._passing = True
        for event in held:
            QApplication.sendEvent(self._system_window, event)
        self._passing = False
