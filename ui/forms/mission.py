"""Where the fields of a mission stand in its form."""

from PySide6.QtCore import QObject

from desktop.texts import Texts
from ui.forms.layout import Options, Place, Section, Sheet

P = Place


class MissionSheets(QObject):
    """Gives the sheet of a mission's form in the window's language."""

    def __init__(self, texts: Texts, lines: Options, markets: Options, sectors: Options) -> None:
        super().__init__()
        self._texts = texts
        self._lines = lines
        self._markets = markets
        self._sectors = sectors

    def _phrases(self, group: str) -> Options:
        words = ((key, self._texts.say(group, key)) for key in self._texts.keys(group))
        return sorted(words, key=lambda option: option[1].casefold())

    def all(self) -> tuple[Sheet, ...]:
        """Give the one sheet."""
        return (Sheet(self.tr("Mission"), (self._what(), self._when(), self._terms())),)

    def _what(self) -> Section:
        return Section(self.tr("What it is"), (
            (P("title", 18), P("code", 6)),
            (P("title_en", 18), P("provisional", 6)),
            (P("market", 8, options=self._markets), P("line", 16, options=self._lines)),
            (P("sectors", 12, options=self._sectors), P("host_event", 12)),
        ))  # fmt: skip

    def _when(self) -> Section:
        return Section(self.tr("When and where"), (
            (P("from", 6), P("to", 6), P("place", 12)),
        ))  # fmt: skip

    def _terms(self) -> Section:
        regulations = self._phrases("regulation")
        return Section(self.tr("Terms"), (
            (P("deadline", 8), P("seats", 4), P("quorum", 4), P("largest_size", 8)),
            (P("aid", 6), P("regulation", 10, options=regulations), P("reduce_to_residual", 8)),
            (P("selection", 8), P("grant_on", 6),
             P("required", 10, options=self._phrases("required"))),
        ))  # fmt: skip
