"""The application: fonts, language and style."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.settings import Settings
from ui.style import Style

_FIRST_FONTS = ("IBMPlexSans-Regular.ttf", "IBMPlexSans-SemiBold.ttf")
_COUNTRIES = {"it": QLocale.Country.Italy, "en": QLocale.Country.UnitedKingdom}


class Application(QApplication):
    """A Qt application dressed as Sportello, in a language that can be changed while it runs."""

    def __init__(
        self, arguments: Sequence[str], settings: Settings, words: Path | None = None
    ) -> None:
        """Begin with the given settings; `words` is the folder of the compiled translations."""
        super().__init__([*arguments, "-style", "Fusion"])
        self._words = words or paths.resources() / "i18n"
        self.setApplicationName("sportello")
        self.setApplicationDisplayName("")
        self._translators: list[QTranslator] = []
        add_fonts(_FIRST_FONTS)
        self.speak(settings.language)
        self.style_sheet = Style(self)
        self.style_sheet.dress(settings.theme)

    def speak(self, language: str) -> None:
        """Change the language of the window's own words, and of Qt's."""
        for translator in self._translators:
            self.removeTranslator(translator)
        self._translators = load_words(self, language, self._words)
        country = _COUNTRIES.get(language, QLocale.Country.Italy)
        QLocale.setDefault(QLocale(QLocale(language).language(), country))


def add_fonts(names: Iterable[str]) -> None:
    """Register packaged fonts: the window needs none of the system's."""
    for name in names:
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / name))


def add_other_fonts() -> None:
    """Register what the empty frame is painted without: other weights, and Arabic letters."""
    packaged = (paths.resources() / "fonts").glob("IBMPlex*.ttf")
    add_fonts(sorted({file.name for file in packaged}.difference(_FIRST_FONTS)))


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
