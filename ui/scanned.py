"""What a scanned paper opens, and what is said beside it: a newer one, a merged firm, changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.problems import DeskError
from ui.main_window import MainWindow
from ui.scanner import Scanner
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.desk import Desk
    from desktop.services.scanning import Scanned

_MOST = 3  # changes that the strip says; the page of papers has them all


class ScannedPapers(QObject):
    """Opens what a paper is about as soon as it is scanned, on whatever page."""

    opening = Signal()

    def __init__(self, window: MainWindow, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._place = place
        self.scanner = Scanner(window, self)
        self.scanner.scanned.connect(self.open)

    def open(self, code: str) -> None:
        """Ask the desk where a code leads, and go there; a refusal is said in the strip."""

        def call(desk: "Desk") -> "Scanned | DeskError":
            from desktop.services import scanning  # noqa: PLC0415 - with the first scan

            try:
                return scanning.scan(desk, code)
            except DeskError as refused:
                return refused

        self._place.ask(self, "scan", call, self._take)

    def _take(self, answer: "Scanned | DeskError") -> None:
        if isinstance(answer, DeskError):
            self._place.refuse(answer)
            return
        self.opening.emit()
        page, argument = destination(answer)
        # Once the strip has closed what was answered there: the page may have asked before.
        self._window.go(
            page, argument, lambda: QTimer.singleShot(0, self, lambda: self._say(answer))
        )

    def _say(self, scanned: "Scanned") -> None:
        """Say beside what opened what the paper in the hand does not say."""
        notes = [*self._notes(scanned), *self._changed(scanned)]
        paper = scanned.paper
        kind = self._place.texts.choice("paper.kind", paper.kind)
        text = self.tr("{number}, {kind}.").format(number=paper.number, kind=kind)
        verbs = []
        if scanned.opens != "paper":
            shown = scanned.newest or paper
            verbs.append(Verb(self.tr("Show the paper"),
                              lambda: self._place.go("papers", shown.number)))  # fmt: skip
        self._place.say(" ".join((text, *notes)), "warn" if notes else "info", *verbs)

    def _notes(self, scanned: "Scanned") -> list[str]:
        from desktop.services.scanning import ERASED  # noqa: PLC0415 - as below

        said = []
        if scanned.newest is not None:
            newer = self.tr("It is superseded: {number} took its place.")
            said.append(newer.format(number=scanned.newest.number))
        if scanned.merged is not None:
            before, after = scanned.merged
            merged = self.tr("“{before}” is read under “{after}” now.")
            said.append(merged.format(before=before, after=after))
        if scanned.gone == ERASED:
            said.append(self.tr("What it said was erased; number and hash are kept."))
        elif scanned.gone:
            said.append(self.tr("What it is about is no longer in the register."))
        return said

    def _changed(self, scanned: "Scanned") -> list[str]:
        """Say what changed since it was printed, the first few."""
        from desktop.services.revisions import differences_said  # noqa: PLC0415 - as above

        if not scanned.changes:
            return []
        lines = differences_said(self._place.texts, scanned.changes[:_MOST])
        said = self.tr("Changed since it was printed: {changes}.").format(changes="; ".join(lines))
        more = len(scanned.changes) - _MOST
        if more > 0:
            said += " " + self.tr("And {count} more.").format(count=more)
        return [said]


def destination(scanned: "Scanned") -> tuple[str, object]:
    """Give the page that a paper opens, and what that page is handed."""
    from ui.pages.sessions import SheetToType  # noqa: PLC0415 - loads a page

    paper = scanned.paper
    pages: dict[str, tuple[str, object]] = {
        "questionnaire": ("questionnaire-form", scanned),
        "orientation-record": ("session-form", scanned.session),
        "session": ("sessions", SheetToType(scanned.session) if scanned.session else None),
        "application": ("application", (scanned.mission, scanned.application)),
        "mission": ("missions", scanned.mission), "firm": ("firms", scanned.firm),
        "paper": ("papers", paper.number),
    }  # fmt: skip
    return pages[scanned.opens]
