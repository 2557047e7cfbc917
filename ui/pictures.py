"""Pictures of the window, drawn without a screen: for the manual, and to look at one's work."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.settings import Settings
from ui.application import Application
from ui.sitting import Sitting

if TYPE_CHECKING:
    from desktop.services.desk import Desk

_SIZE = (1366, 768)
_LOOK = 20  # milliseconds between two looks whether the window is at rest
_LONGEST = 30_000
_FILLED = {"firm-form": "firm", "application-form": "application"}  # forms shown on a record too


def wait_for(ready: Callable[[], bool]) -> bool:
    """Let the event loop run until something holds for two looks, or too long has passed.

    The second look is for what Qt itself does a turn of the loop later: showing new widgets.
    """
    loop = QEventLoop()
    look = QTimer()
    held = 0

    def see() -> None:
        nonlocal held
        held = held + 1 if ready() else 0
        if held > 1:
            loop.quit()

    look.timeout.connect(see)
    look.start(_LOOK)
    QTimer.singleShot(_LONGEST, loop.quit)
    loop.exec()
    return ready()


def at_rest(sitting: Sitting) -> bool:
    """Tell whether the desk is open and nothing is being fetched."""
    return sitting.place is not None and sitting.tasks.idle


def take(sitting: Sitting, page: str, path: Path, argument: object = None) -> Path:
    """Open a page, wait until it is filled, and write its picture as PNG."""
    wait_for(lambda: at_rest(sitting))
    sitting.window.go(page, argument)
    wait_for(lambda: at_rest(sitting))
    return keep(sitting.window, path)


def keep(window: QWidget, path: Path) -> Path:
    """Write a window's picture as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not window.grab().save(str(path)):
        message = f"the picture could not be written: {path}"
        raise OSError(message)
    return path


def _sitting(settings: Settings, open_desk: "Callable[[], Desk]") -> Sitting:
    app = QApplication.instance()
    if not isinstance(app, Application):
        app = Application(["sportello"], settings)
    app.speak(settings.language)
    app.style_sheet.dress(settings.theme)
    sitting = Sitting(app, settings, lambda _settings: None)
    sitting.window.resize(*_SIZE)
    sitting.open(open_desk)
    wait_for(lambda: at_rest(sitting))
    return sitting


def picture_of_window(open_desk: "Callable[[], Desk]", settings: Settings, path: Path) -> Path:
    """Open the window on a desk, write a picture of its first page, close it."""
    sitting = _sitting(replace(settings, theme="light"), open_desk)
    try:
        return take(sitting, "today", path)
    finally:
        sitting.close()


def every_page(open_desk: "Callable[[], Desk]", settings: Settings, folder: Path) -> list[Path]:
    """Write a picture of every page that the window has, in the settings' language and theme.

    Pages of one record show one that has much to show; a form is shown empty and filled.
    """
    sitting = _sitting(settings, open_desk)
    suffix = f"{settings.language}-{settings.theme}"
    try:
        wait_for(lambda: at_rest(sitting))
        return [
            take(sitting, page, folder / f"{name}-{suffix}.png", argument)
            for name, page, argument in _shown(sitting)
        ]
    finally:
        sitting.close()


def _shown(sitting: Sitting) -> list[tuple[str, str, object]]:
    """Give what to show: the picture's name, the page, and the record it opens on."""
    from desktop.services import firms, missions, sessions  # noqa: PLC0415 - loads the store
    from ui.pages.catalogue import PAGES  # noqa: PLC0415 - pages load the store's libraries

    def call(desk: "Desk") -> dict[str, object]:
        mission = missions.listed(desk)[0]
        fullest = max(sessions.sheets(desk), key=lambda sheet: len(sheet.participants))
        application = missions.entered(desk, str(mission.id))[0].application
        return {
            "sessions": fullest.session.id,
            "firm": firms.page(desk, limit=1)[0].id,
            "application-form": (mission.id, None),
            "application": (mission.id, application.id),
        }

    held: list[dict[str, object]] = []
    sitting.tasks.do(sitting.window, call, held.append)
    wait_for(lambda: bool(held))
    records = held[0]
    shown: list[tuple[str, str, object]] = []
    for page in PAGES:
        shown.append((page, page, records.get(page)))
        if page in _FILLED:
            shown.append((f"{page}-filled", page, records[_FILLED[page]]))
    return shown
