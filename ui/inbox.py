"""Files for the exchange that lie at hand: in the watched folder, and those handed over."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QFileSystemWatcher, QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QWindow
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.typed import override

_SUFFIXES = (".sportello", ".sportello-card")
_SETTLE = 400  # milliseconds in which a file that is being copied may still grow


class Inbox(QObject):
    """Watches the folder of the exchange. What lies there is only looked at, never moved.

    `handed` are files that were dropped or opened in this sitting; they outlive the frame.
    """

    changed = Signal()
    counted = Signal()  # doubles were found that were not known, or are gone

    def __init__(self, folder: str, handed: list[Path], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = Path(folder) if folder else None
        self._handed = handed
        self.doubles = 0  # as they were last counted
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE)
        self._soon.timeout.connect(self.changed)
        self._watcher: QFileSystemWatcher | None = None
        if self.folder is not None:
            self._watcher = QFileSystemWatcher([str(self.folder)], self)
            self._watcher.directoryChanged.connect(lambda _path: self._soon.start())
            self._watcher.fileChanged.connect(lambda _path: self._soon.start())

    @property
    def handed(self) -> tuple[Path, ...]:
        """Give the files that were handed over, the last first."""
        return tuple(reversed(self._handed))

    def hand_over(self, path: Path) -> None:
        """Take a file that was dropped or opened."""
        if path in self._handed:
            self._handed.remove(path)
        self._handed.append(path)

    def count_doubles(self, doubles: int) -> None:
        """Take over how many a page found: to look for them takes too long after every save."""
        if doubles != self.doubles:
            self.doubles = doubles
            self.counted.emit()

    def follow(self, paths: Iterable[Path]) -> None:
        """Watch files that were found: one that is still being copied is looked at again.

        A folder that was away (a stick) is watched from when it is back.
        """
        if self._watcher is not None:
            if not self._watcher.directories():
                self._watcher.addPath(str(self.folder))
            held = set(self._watcher.files())
            fresh = [str(p) for p in paths if p.parent == self.folder and str(p) not in held]
            if fresh:
                self._watcher.addPaths(fresh)


class Drops(QObject):
    """Takes the files of the exchange that are dropped anywhere on the window.

    It stands before the window's widgets: a field under the pointer would take a file as text.
    """

    dropped = Signal(object)  # the paths
    _handle: QWindow | None = None

    def stand_before(self, window: QWidget, closing: SignalInstance) -> None:
        """Take what is dropped on a window until it is closing: its end is none of ours."""
        handle = window.windowHandle()
        if handle is not None:
            window.setAcceptDrops(True)
            handle.installEventFilter(self)
            closing.connect(self._let_go)
            self._handle = handle

    def _let_go(self) -> None:
        if self._handle is not None and isValid(self._handle):  # it may be gone before the window
            self._handle.removeEventFilter(self)
        self._handle = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent | QDragMoveEvent):
            paths = _files(event)
            if paths:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)


def _files(event: QDropEvent) -> list[Path]:
    named = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in named if path.name.endswith(_SUFFIXES)]
