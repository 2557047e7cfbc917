"""The application: fonts, language, style, the faults that nobody caught, and the window."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import logs, paths
from desktop.domain.problems import DeskError
from desktop.settings import Settings
from desktop.texts import texts
from ui.hub import Hub
from ui.main_window import MainWindow
from ui.start import Unlock
from ui.style import Style
from ui.tasks import Tasks
from ui.workplace import DeskFacts, Workplace

if TYPE_CHECKING:
    from desktop.services.desk import Desk

_COUNTRIES = {"it": QLocale.Country.Italy, "en": QLocale.Country.UnitedKingdom}


class Application(QApplication):
    """A Qt application dressed as Sportello, in a language that can be changed while it runs."""

    def __init__(
        self, arguments: Sequence[str], settings: Settings, words: Path | None = None
    ) -> None:
        """Begin with the given settings; `words` is the folder of the compiled translations."""
        super().__init__(list(arguments))
        self._words = words or paths.resources() / "i18n"
        self.setApplicationName("sportello")
        self.setApplicationDisplayName("")
        self._translators: list[QTranslator] = []
        register_fonts()
        self.speak(settings.language)
        self.style_sheet = Style(self)
        self.style_sheet.dress(settings.theme)

    def follow_system(self, theme: Callable[[], str]) -> None:
        """Dress anew when the system turns dark or light, in the theme that was chosen."""
        changed = self.styleHints().colorSchemeChanged
        changed.connect(lambda _scheme: self.style_sheet.dress(theme()))

    def speak(self, language: str) -> None:
        """Change the language of the window's own words, and of Qt's."""
        for translator in self._translators:
            self.removeTranslator(translator)
        self._translators = load_words(self, language, self._words)
        country = _COUNTRIES.get(language, QLocale.Country.Italy)
        QLocale.setDefault(QLocale(QLocale(language).language(), country))


def register_fonts() -> None:
    """Register the fonts that are packaged: the window needs none of the system's."""
    for file in sorted((paths.resources() / "fonts").glob("IBMPlex*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def load_words(app: QApplication, language: str, words: Path) -> list[QTranslator]:
    """Install the translations of a language; the window's source is English."""
    places = (
        ("qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        ("sportello", str(words)),
    )
    loaded = []
    for name, folder in places:
        translator = QTranslator(app)
        if translator.load(f"{name}_{language}", folder):
            app.installTranslator(translator)
            loaded.append(translator)
    return loaded


class Sitting:
    """One sitting at the desk: the window, its background, and what the person chose."""

    def __init__(
        self, app: Application, settings: Settings, on_settings: Callable[[Settings], None]
    ) -> None:
        self._app = app
        self._on_settings = on_settings
        self._hub = Hub()
        self.settings = settings
        self.tasks = Tasks()
        self.window = MainWindow()
        self.window.closing.connect(self.tasks.close)
        self.place: Workplace | None = None
        self._places: dict[str, int] = {}
        self._unlock: Callable[[str], Desk] | None = None
        self._asking: Unlock | None = None

    def open(
        self, open_desk: "Callable[[], Desk]", unlock: "Callable[[str], Desk] | None" = None
    ) -> None:
        """Show the window at once, and open the desk behind it.

        `unlock` opens it with a passphrase, asked for when the store turns out to be encrypted.
        """
        self.window.show()
        self._unlock = unlock
        self.tasks.open(self.window, open_desk, self._opened, self._not_opened)

    def _opened(self, desk: "Desk") -> None:
        identity = desk.store.identity
        facts = DeskFacts(
            identity.chamber, identity.desk, identity.name, identity.programme,
            desk.operator, identity.practice, desk.store.keyed,
        )  # fmt: skip
        self._build(facts, "today")

    def _build(self, facts: DeskFacts, page: str) -> None:
        from ui.pages.catalogue import PAGES  # noqa: PLC0415 - pages load the store's libraries

        self.place = Workplace(self.tasks, self._hub, self.settings, facts, self._places)
        self.place.chosen.connect(self._choose)
        self.window.build(self.place, PAGES)
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
        words = texts(self.settings.language)
        if self._unlock is not None and _is_keyed(error):
            self._ask_passphrase(self._unlock)
        elif isinstance(error, DeskError):
            self.window.show_words(words.refusal(error))
        else:
            self.window.show_failure()

    def _choose(self, settings: Settings) -> None:
        """Take what the person chose: language and theme change at once."""
        self.settings = settings
        self._on_settings(settings)
        self._app.speak(settings.language)
        self.dress(settings.theme)
        QTimer.singleShot(0, self.window, self._rebuild)

    def dress(self, theme: str) -> None:
        """Put on a theme: light, dark or system."""
        self._app.style_sheet.dress(theme)

    def _rebuild(self) -> None:
        if self.place is None:
            return
        facts, page = self.place.facts, self.window.here
        self.place.retire()
        self._build(facts, page)

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


def run(
    open_desk: "Callable[[], Desk]", settings: Settings, on_settings: Callable[[Settings], None],
    unlock: "Callable[[str], Desk] | None" = None,
) -> int:  # fmt: skip
    """Open the window on a desk and stay until it is closed; gives the exit code."""
    app = Application(sys.argv[:1], settings)
    sitting = Sitting(app, settings, on_settings)
    catch_faults(sitting)
    app.follow_system(lambda: sitting.settings.theme)
    sitting.open(open_desk, unlock)
    try:
        return app.exec()
    finally:
        sitting.tasks.close()
