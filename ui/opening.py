"""The way in: the empty frame is painted before all else, then a sitting begins in it."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.settings import Settings
from ui.application import Application
from ui.cycles import settle
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.glance import Glance
    from ui.sitting import Sitting


def run(
    open_desk: "Callable[[], Desk]", settings: Settings, on_settings: Callable[[Settings], None],
    unlock: "Callable[[str], Desk] | None" = None,
    look: "Callable[[], Glance | None] | None" = None,
) -> int:  # fmt: skip
    """Open the window on a desk and stay until it is closed; gives the exit code."""
    app = Application(sys.argv[:1], settings)
    window = MainWindow()
    app.style_sheet.put_on(window)
    sitting: Sitting | None = None

    def begin() -> None:
        from desktop.files import share_memory_among_threads  # noqa: PLC0415 - as above
        from ui.sitting import Sitting, catch_faults  # noqa: PLC0415 - the frame is painted first
        from ui.tasks import take_short_turns  # noqa: PLC0415 - as above

        nonlocal sitting
        take_short_turns()
        share_memory_among_threads()
        sitting = Sitting(app, settings, on_settings, window)
        catch_faults(sitting)
        sitting.on_ready = settle
        sitting.follow_system()
        sitting.open(open_desk, unlock, look)

    window.appeared.connect(begin)
    window.show()
    try:
        return app.exec()
    finally:
        if sitting is not None:
            sitting.tasks.close()
