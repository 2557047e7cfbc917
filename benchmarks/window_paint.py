"""A window in a process of its own, which says how long it took until it was painted.

`python -m benchmarks.window_paint WINDOW MOMENT [STORE]`: MOMENT is `time.monotonic()` of the
one who starts it, so that the start of Python itself counts. Printed are seconds, and
processor seconds, until the end of the first paint (of what WINDOW waits for).
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QMainWindow

from desktop.typed import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

ROWS = 100
_SELECT = "SELECT id, name, tax_code FROM firm WHERE alive = 1 ORDER BY name LIMIT 100"
_moment = float(sys.argv[2])


def _painted() -> None:
    sys.stdout.write(f"{time.monotonic() - _moment} {time.process_time()}\n")
    sys.stdout.flush()
    os._exit(0)  # nothing of what comes after the paint is measured


class _Watched(QMainWindow):
    """A window that is done when `ready` holds at a paint; all that it shows is painted then."""

    ready: Callable[[QMainWindow], bool] = staticmethod(lambda _window: True)

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest) and self.ready(self):
            QTimer.singleShot(0, _painted)  # after the paint that this belongs to
        return done


def _bare() -> None:
    """Show a label in a window: what Qt itself costs."""
    from PySide6.QtWidgets import QApplication, QLabel  # noqa: PLC0415 - as a plain program would

    app = QApplication(sys.argv[:1])
    window = _Watched()
    window.setCentralWidget(QLabel("Sportello"))
    window.resize(1366, 768)
    window.show()
    app.exec()


def _plain(store: str) -> None:
    """Show 100 rows through SQLAlchemy and the same driver: what a plain program costs."""
    import sqlcipher3.dbapi2 as driver  # noqa: PLC0415 - as a plain program would
    from PySide6.QtCore import QStringListModel  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QListView  # noqa: PLC0415
    from sqlalchemy import create_engine, text  # noqa: PLC0415

    app = QApplication(sys.argv[:1])
    engine = create_engine("sqlite://", module=driver, creator=lambda: driver.connect(store))
    with engine.connect() as connection:
        rows = connection.execute(text(_SELECT)).all()
    window, view = _Watched(), QListView()
    view.setModel(QStringListModel([f"{row.name}  {row.tax_code}" for row in rows]))
    window.setCentralWidget(view)
    window.resize(1366, 768)
    window.show()
    app.exec()


def _ours(store: str, *, rows: bool) -> None:
    """Start the program as a person does; with `rows`, at its list of firms."""
    import PySide6.QtWidgets  # noqa: PLC0415

    PySide6.QtWidgets.QMainWindow = _Watched  # type: ignore[misc]  # before the program takes it
    if rows:
        _Watched.ready = staticmethod(_shows_rows)
        _open_at_firms()
    from desktop.__main__ import main  # noqa: PLC0415 - its import is a part of the start

    sys.exit(main(["--store", store]))


def _open_at_firms() -> None:
    """Let the window open at the firms in place of its first page."""
    from ui.main_window import MainWindow  # noqa: PLC0415

    go = MainWindow.go

    def at_firms(
        self: MainWindow, name: str, argument: object = None, then: Callable[[], object] = bool
    ) -> None:
        del name, then
        go(self, "firms", argument)

    MainWindow.go = at_firms  # type: ignore[method-assign]  # for this run alone


def _shows_rows(window: QMainWindow) -> bool:
    page = getattr(window, "_pages", {}).get("firms")
    found: QListView | None = getattr(page, "list", None)
    if found is None or not found.isVisible():
        return False
    model = found.model()
    return model.rowCount() >= ROWS and bool(model.index(ROWS - 1, 0).data())


if __name__ == "__main__":
    match sys.argv[1]:
        case "bare":
            _bare()
        case "plain":
            _plain(sys.argv[3])
        case "frame":
            _ours(sys.argv[3], rows=False)
        case "rows":
            _ours(sys.argv[3], rows=True)
