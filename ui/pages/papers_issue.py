"""Issuing a paper from the window: gathered and kept on the store thread, drawn beside it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.problems import DeskError
from ui.widgets.panes import pop_up
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.documents import Issued
    from desktop.services.desk import Desk
    from desktop.services.documents import IssueReport, Named, Prepared

_SHELF = "papers"


class Issuing(QObject):
    """Issues one paper at a time and shows it among the papers."""

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._busy = False

    def offer(
        self, button: QWidget, kind: str, *others: str, mission: str | None = None,
        firm: str | None = None, session: str | None = None,
    ) -> None:  # fmt: skip
        """Ask below a button for the language, the window's own first, and issue in it.

        Other kinds about the same subject follow, in the window's language.
        """
        from desktop.documents import KINDS  # noqa: PLC0415 - loaded with the first paper
        from desktop.services.documents import Named  # noqa: PLC0415 - as above

        named = Named(mission=mission, firm=firm, session=session)
        made = KINDS[kind].languages
        first = [language for language in made if language == self._place.language]
        rest = [language for language in made if language not in first]
        options = [self._option(kind, named, language) for language in (*first, *rest)]
        pop_up(button, [*options, *(self._other(one, named) for one in others)])

    def _other(self, kind: str, named: "Named") -> tuple[str, Callable[[], object]]:
        word = self._place.texts.choice("paper.kind", kind)
        language = self._place.language
        return word[:1].upper() + word[1:], lambda: self.issue(kind, named, (language,))

    def _option(self, kind: str, named: "Named", language: str) -> tuple[str, Callable[[], object]]:
        word = self._place.texts.choice("paper.language", language)
        said = self.tr("In {language}").format(language=word)
        return said, lambda: self.issue(kind, named, (language,))

    def issue(self, kind: str, named: "Named", languages: Sequence[str]) -> None:
        """Issue a paper in each language, then show the first."""
        from desktop.services import documents  # noqa: PLC0415 - as above

        if self._busy:
            return
        self._busy = True
        word = self._place.texts.choice("paper.kind", kind)
        self._progress = self._place.begin(self.tr("Drawing: {paper}").format(paper=word))

        watch = self._progress.watch

        def call(desk: "Desk") -> "tuple[Prepared, ...]":
            return documents.prepare(desk, kind, named, languages=languages, watch=watch)

        def draw(prepared: "tuple[Prepared, ...]") -> None:
            self._place.tasks.work(
                self, "draw", lambda: documents.draw(prepared, watch),
                lambda drawn: keep(prepared, drawn), self._fail,
            )  # fmt: skip

        def keep(prepared: "tuple[Prepared, ...]", drawn: "tuple[Issued, ...]") -> None:
            if watch.cancelled():
                self._fail(DeskError("cancelled"))
                return
            self._place.do(
                self, lambda desk: documents.keep(desk, prepared, drawn, None), self._kept,
                self._fail,
            )  # fmt: skip

        self._place.do(self, call, draw, self._fail)

    def _end(self) -> None:
        self._busy = False
        self._progress.end()

    def _kept(self, report: "IssueReport") -> None:
        self._end()
        paper, lacking = report.papers[0].paper, len(report.papers[0].missing)
        words = self._issued(report)
        if lacking == 1:
            words += " " + self.tr("1 piece is missing; the paper says which.")
        elif lacking:
            more = self.tr("{count} pieces are missing; the paper says which.")
            words += " " + more.format(count=lacking)
        if report.changed is not None:  # told, but never undone: its number was given out
            self._place.hub.changed.emit(report.changed)
        self._place.say(words)
        self._place.go(_SHELF, paper.number)

    def _issued(self, report: "IssueReport") -> str:
        """Say what was issued: one paper with its pages, or how many from which number on."""
        paper, more = report.papers[0].paper, len(report.papers)
        if more > 1:
            said = self.tr("Issued {count} papers, from {number} on.")
            return said.format(count=more, number=paper.number)
        if paper.pages == 1:
            return self.tr("Issued {number}, 1 page.").format(number=paper.number)
        said = self.tr("Issued {number}, {pages} pages.")
        return said.format(number=paper.number, pages=paper.pages)

    def _fail(self, error: BaseException) -> None:
        self._end()
        self._place.tell(error)
