"""One sitting at the desk: the window, what works behind it, and what the person chose.

Loaded once the empty frame is painted: with it come the threads, the store and the pages.
"""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from desktop import logs
from desktop.domain.problems import DeskError
from desktop.settings import Settings
from desktop.texts import texts
from ui.application import Application, add_other_fonts
from ui.hub import Hub
from ui.main_window import MainWindow
from ui.start import Unlock
from ui.tasks import Tasks
from ui.workplace import DeskFacts, Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.services.desk import Desk
    from desktop.services.glance import Glance
    from ui.reach import Reach


class Sitting:
    """One sitting at the desk: the window, its background, and what the person chose."""

    def __init__(
        self, app: Application, settings: Settings, on_settings: Callable[[Settings], None],
        window: MainWindow | None = None,
    ) -> None:  # fmt: skip
        """Begin, in a window that is shown already where one is given."""
        add_other_fonts()
        self._app = app
        self._on_settings = on_settings
        self._hub = Hub()
        self.settings = settings
        self.tasks = Tasks()
        self.window = window or self._new_window()
        self.window.closing.connect(self.tasks.close)
        self.place: Workplace | None = None
        self.reach: Reach  # with the place
        self._places: dict[str, int] = {}
        self._handed: list[Path] = []
        self._unlock: Callable[[str], Desk] | None = None
        self._asking: Unlock | None = None
        self.on_ready: Callable[[], None] = lambda: None  # once all pages are loaded

    def _new_window(self) -> MainWindow:
        window = MainWindow()
        self._app.style_sheet.put_on(window)
        return window

    def open(
        self, open_desk: "Callable[[], Desk]", unlock: "Callable[[str], Desk] | None" = None,
        look: "Callable[[], Glance | None] | None" = None,
    ) -> None:  # fmt: skip
        """Show the window at once, and open the desk behind it.

        `unlock` opens it with a passphrase, asked for when the store turns out to be encrypted.
        `look` gives the lists beforehand: the desk is opened once the first page is painted.
        """
        self.window.show()
        self._unlock = unlock

        def begin() -> None:
            self.tasks.open(self.window, open_desk, self._opened, self._not_opened)

        def looked(glance: "Glance | None") -> None:
            if glance is None:
                begin()
                return
            self._begin(glance)
            self.tasks.after_looks(self.window, begin)

        if look is None:
            begin()
        else:
            self.tasks.look_first(self.window, look, looked)

    def _opened(self, desk: "Desk") -> None:
        if self.place is None:  # else the desk was looked at, and its window stands
            self._begin(desk)
        from ui.pages.catalogue import load  # noqa: PLC0415 - the passphrase may come first

        self.tasks.work(self.window, "pages", load, lambda _none: self.on_ready())

    def _begin(self, desk: "Glance") -> None:
        identity = desk.store.identity
        facts = DeskFacts(
            identity.chamber, identity.desk, identity.name, identity.programme,
            desk.operator, identity.practice, desk.store.keyed,
        )  # fmt: skip
        self._build(facts, "today")

    def _build(self, facts: DeskFacts, page: str) -> None:
        from ui.pages.catalogue import PAGES  # noqa: PLC0415 - the passphrase may come first
        from ui.reach import Reach  # noqa: PLC0415 - as above

        self.place = Workplace(
            self.tasks, self._hub, self.settings, facts, self._places, self._handed
        )
        self.place.chosen.connect(self._choose)
        self.window.build(self.place, PAGES)
        self.reach = Reach(self.window, self.place)
        self.window.go(page)

    def _ask_passphrase(self, unlock: "Callable[[str], Desk]") -> None:
        if self._asking is not None:
            self._asking.refuse_wrong()
            return
        asking = self._asking = Unlock()
        asking.tried.connect(lambda text: self._try(unlock, text))
        self.window.show_instead(asking)
        asking.line.setFocus()

    def _try(self, unlock: "Callable[[str], Desk]", passphrase: str) -> None:
        self.tasks.open(self.window, lambda: unlock(passphrase), self._opened, self._not_opened)

    def _not_opened(self, error: BaseException) -> None:
        if self.place is not None:
            self.tasks.give_up()
            self.window.leave_desk()
            self.place.retire()
            self.place = None
        words = texts(self.settings.language)
        if self._unlock is not None and _is_keyed(error):
            self._ask_passphrase(self._unlock)
        elif isinstance(error, DeskError):
            self.window.show_words(words.refusal(error))
        else:
            self.window.show_failure()

    def _choose(self, settings: Settings) -> None:
        """Take what the person chose: it holds for this sitting, also where it cannot be kept."""
        self.settings = settings
        refused: DeskError | None = None
        try:
            self._on_settings(settings)
        except DeskError as error:
            refused = error
        self._app.speak(settings.language)
        self.dress(settings.theme)
        QTimer.singleShot(0, self.window, lambda: self._rebuild(refused))

    def dress(self, theme: str) -> None:
        """Put on a theme: light, dark or system."""
        self._app.style_sheet.dress(theme)

    def follow_system(self) -> None:
        """Follow the system from light to dark and back, where the person leaves it to it."""

        def follow(scheme: Qt.ColorScheme) -> None:
            self._app.style_sheet.follow(scheme)
            self.dress(self.settings.theme)

        self._app.styleHints().colorSchemeChanged.connect(follow)

    def _rebuild(self, refused: DeskError | None) -> None:
        """Build the window anew, and say in it why a choice could not be kept."""
        if self.place is None:
            return
        facts, page = self.place.facts, self.window.here
        self.place.retire()
        self._build(facts, page)
        if refused is not None:
            self.place.refuse(refused)

    def close(self) -> None:
        """End the sitting; what is under way is waited for."""
        self.window.close()
        self.tasks.close()


def _is_keyed(error: BaseException) -> bool:
    """Tell whether a store did not open because it is encrypted, under another passphrase."""
    if not isinstance(error, DeskError) or error.code != "store-passphrase":
        return False
    return error.values.get("why") != "plain"


def catch_faults(sitting: Sitting) -> None:
    """Write faults that nobody caught into the log, and say so in the strip."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logs.fault(error)
        if sitting.place is not None:
            sitting.place.fail(error)

    sys.excepthook = caught
