"""Making letters: gathered and kept on the store thread, drawn and written beside it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.files import try_folder
from desktop.services import documents, letters
from desktop.services.letters import Made, Plan
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.documents import Issued
    from desktop.services.documents import IssueReport, Prepared
    from ui.tasks import Progress

Then = Callable[[tuple[Made, ...]], None]


class LetterWriting(QObject):
    """Makes the letters of one plan at a time: all of them, or none."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._progress: Progress | None = None

    @property
    def busy(self) -> bool:
        """Tell whether letters are being made."""
        return self._progress is not None

    def run(self, plan: Plan, folder: Path | None, then: Then) -> None:
        """Make a plan's letters; drafts of mails go into the folder."""
        self._progress = self._place.begin(self.tr("Writing the letters"))
        watch = self._progress.watch

        def drawn(prepared: "tuple[Prepared, ...]") -> "tuple[Issued, ...]":
            if folder is not None:
                try_folder(folder)  # once a paper is kept its number is given out
            return documents.draw(prepared, watch)

        def draw(prepared: "tuple[Prepared, ...]") -> None:
            self._place.tasks.work(
                self, "draw", lambda: drawn(prepared),
                lambda made: keep(prepared, made), self._fail,
            )  # fmt: skip

        def keep(prepared: "tuple[Prepared, ...]", made: "tuple[Issued, ...]") -> None:
            self._place.do(
                self, lambda desk: documents.keep(desk, prepared, made, None),
                lambda report: self._write(plan, report, folder, then), self._fail,
            )  # fmt: skip

        self._place.do(self, lambda desk: letters.prepare(desk, plan), draw, self._fail)

    def _write(self, plan: Plan, report: "IssueReport", folder: Path | None, then: Then) -> None:
        if report.changed is not None:  # told, never undone: numbers were given out
            self._place.hub.changed.emit(report.changed)

        def written(made: tuple[Made, ...]) -> None:
            self._end()
            then(made)

        self._place.tasks.work(
            self, None, lambda: letters.write(plan, report, folder), written, self._fail
        )

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.end()
        self._progress = None

    def _fail(self, error: BaseException) -> None:
        self._end()
        self._place.tell(error)
