"""The outline of a draft: every table of the file, with what changed and what is to be mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop.domain.programme_draft import Change, Data, Difference, entries, name_of
from desktop.typed import override
from ui.forms.programme import (
    ATTENDANCE,
    BANDS,
    CLASSES,
    CRITERIA,
    ELIGIBILITY,
    EXPORTS,
    HEAD,
    LINES,
    MARKETS,
    MATRIX,
    MISSIONS,
    READINESS,
    SECTORS,
    SELECTION,
    Path,
)
from ui.pages.programme_words import Fault, ProgrammeWords, Spot
from ui.widgets.sections import HeadedEntry, SectionList

GRID = Spot(MATRIX)  # the matrix as a whole
_SHEETS = (HEAD, ELIGIBILITY, SELECTION, ATTENDANCE, READINESS, EXPORTS)
_GROUPS = (MISSIONS, LINES, MARKETS, SECTORS, MATRIX, CRITERIA, BANDS, CLASSES)


class Outline(SectionList):
    """The list; Delete takes the chosen entry out."""

    removed = Signal()

    def __init__(self, name: str, words: ProgrammeWords) -> None:
        super().__init__(name)
        self._words = words

    def show_draft(
        self, data: Data, differing: Iterable[Difference], faults: Sequence[Fault]
    ) -> None:
        """Show a draft; the chosen entry stays chosen."""
        known = {(d.path, d.name): d.what for d in differing}
        self.set_entries(list(self._entries(data, known, faults)))

    def _entries(
        self, data: Data, known: Mapping[tuple[Path, str], Change], faults: Sequence[Fault]
    ) -> Iterator[HeadedEntry]:
        parts = self._words.parts
        for place, path in enumerate(_SHEETS):
            group = self.tr("Programme") if place == 0 else ""
            change, under = known.get((path, "")), self._holds(path)
            yield self._entry(Spot(path), parts.title_of(path), under, change, group, faults)
        for path in _GROUPS:
            group = parts.title_of(path)
            if path == MATRIX:
                under = self.tr("all sectors by all markets")
                yield self._entry(GRID, self.tr("The whole matrix"), under, None, group, faults)
                group = ""
            for place, entry in enumerate(entries(data, path)):
                name = name_of(path, entry)
                title, below = self._words.told(data, path, entry)
                under = self._standing(entry, below)
                yield self._entry(Spot(path, place), title, under, known.get((path, name)), group,
                                  faults)  # fmt: skip
                group = ""

    def _holds(self, path: Path) -> str:
        """Say what a sheet holds."""
        return {
            HEAD: self.tr("title, act, dates"), ELIGIBILITY: self.tr("seat, declarations, data"),
            SELECTION: self.tr("which application counts, least score"),
            ATTENDANCE: self.tr("share of the minutes"), READINESS: self.tr("answers needed"),
            EXPORTS: self.tr("where the shares come from"),
        }[path]  # fmt: skip

    def _standing(self, entry: Mapping[str, object], below: str) -> str:
        provisional = self.tr("provisional") if entry.get("provisional") is True else ""
        return " · ".join(filter(None, (below, provisional)))

    def _entry(
        self, spot: Spot, title: str, under: str, change: Change | None, group: str,
        faults: Sequence[Fault],
    ) -> HeadedEntry:  # fmt: skip
        wrong = sum(fault.spot == spot for fault in faults)
        if wrong:
            many = self.tr("{count} points to mend").format(count=wrong)
            under = self.tr("1 point to mend") if wrong == 1 else many
        return HeadedEntry(
            spot, title, under, chip=self._words.change(change) if change and not wrong else "",
            tone="info", icon="mark-bad" if wrong else "", long=True, group=group,
        )  # fmt: skip

    def next_after(self, spots: Iterable[Spot]) -> Spot | None:
        """Give the next of some spots after the chosen one, round and round."""
        wanted = set(spots)
        rows = [self.rows.row(n) for n in range(self.rows.rowCount())]
        here = self.currentIndex().row() + 1
        for row in (*rows[here:], *rows[:here]):
            key = None if row is None else row.key
            if isinstance(key, Spot) and key in wanted:
                return key
        return None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.removed.emit()
            return
        super().keyPressEvent(event)


ADDABLE = _GROUPS
