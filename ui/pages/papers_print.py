"""Printing a paper: on what, what came of it, and the list of what waits for a printer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import DeskError
from desktop.services import documents, printing
from desktop.services.printing import UNFINISHED, Choice, Sides, Waiting
from ui import spoken, tokens
from ui.pages.papers_new import combo, labelled
from ui.printers import Job, Printers, SystemPrinters
from ui.tasks import Progress
from ui.widgets.area import LowArea
from ui.widgets.cards import Card, empty, on_canvas
from ui.widgets.labels import Mark, Words
from ui.widgets.panes import EscapeKey
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.domain.records import Paper
    from desktop.services.desk import Desk

_WIDTH = 560
_PRINTS = ("Ctrl+Enter", "Return", "Enter")  # the keys that print
_HIGHEST = 132  # pixels of the list of what waits; a longer one scrolls


class Printing(QObject):
    """Prints papers one after another, away from the window. What fails waits with its reason."""

    listed = Signal()  # what waits is to be read again

    def __init__(self, place: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self.printers: Printers = SystemPrinters()
        self.busy: set[str] = set()  # numbers of the papers that are being printed now

    def print(self, paper: "Paper", choice: Choice, *, remember: bool = False) -> None:
        """Print a paper; from now until it is printed it stands in the list."""
        kind = self._place.texts.choice("paper.kind", paper.kind)
        doing = self.tr("Printing: {paper}").format(paper=f"{kind} {paper.number}")
        progress, printers = self._place.begin(doing), self.printers
        self.busy.add(paper.number)

        def call(desk: "Desk") -> bytes:
            if remember:
                printing.remember(desk, paper.kind, choice)
            printing.put_off(desk, paper.number, choice, DeskError(UNFINISHED))
            return documents.pdf_of(desk, paper.number).pdf

        def go(pdf: bytes) -> None:
            job = Job(paper.title, pdf, choice)
            self._place.tasks.work(
                self, None, lambda: printers.print_out(job, progress.watch),
                lambda _none: self._done(paper, choice, progress),
                lambda error: self._failed(paper, choice, error, progress),
            )  # fmt: skip

        self._place.do(self, call, go, lambda error: self._failed(paper, choice, error, progress))

    def _end(self, paper: "Paper", progress: Progress) -> None:
        progress.end()
        self.busy.discard(paper.number)

    def _done(self, paper: "Paper", choice: Choice, progress: Progress) -> None:
        self._end(paper, progress)

        def then(_none: None) -> None:
            self.listed.emit()
            self._place.say(self._printed(paper, choice))

        self._place.do(self, lambda desk: printing.done(desk, paper.number), then)

    def _failed(
        self, paper: "Paper", choice: Choice, error: BaseException, progress: Progress
    ) -> None:
        self._end(paper, progress)
        if not isinstance(error, DeskError):
            self._place.fail(error)
        why = error if isinstance(error, DeskError) else DeskError("print-failed")
        self.put_off(paper, choice, why)

    def put_off(self, paper: "Paper", choice: Choice, why: DeskError) -> None:
        """Let a paper wait, and say why."""

        def then(_none: None) -> None:
            self.listed.emit()
            said = self.tr("{number} waits to be printed: {why}")
            reason = self._place.texts.refusal(why)
            tone = "info" if why.code == "cancelled" else "warn"
            self._place.say(said.format(number=paper.number, why=reason), tone)

        self._place.do(self, lambda desk: printing.put_off(desk, paper.number, choice, why), then)

    def take_off(self, paper: "Paper") -> None:
        """Print a paper no more."""

        def then(_none: None) -> None:
            self.listed.emit()

        self._place.do(self, lambda desk: printing.done(desk, paper.number), then)

    def _printed(self, paper: "Paper", choice: Choice) -> str:
        said = self.tr("{number} was sent to {printer}.")
        if choice.copies > 1:
            said = self.tr("{number} was sent to {printer}, {copies} copies.")
        return said.format(number=paper.number, printer=choice.printer, copies=choice.copies)


@dataclass(frozen=True, slots=True)
class _Offered:
    printers: Sequence[str]
    trays: Sequence[str]


class PrintCard(QWidget):
    """On what a paper is printed, as it was the last time for its kind; Enter prints."""

    closed = Signal()

    def __init__(self, place: Workplace, job: Printing) -> None:
        super().__init__()
        self._place = place
        self._printing = job
        self._paper: Paper | None = None
        self._kept = Choice()
        self._looking = False  # the system was asked for its printers and has not answered
        self.printer, self.tray = combo(self.tr("Printer")), combo(self.tr("Tray"))
        self.sides = combo(self.tr("Sides"))
        for sides, words in (
            (Sides.ONE, self.tr("one page on each sheet")),
            (Sides.LONG, self.tr("both sides, turned like a book")),
            (Sides.SHORT, self.tr("both sides, turned like a pad")),
        ):
            self.sides.addItem(words, sides)
        self.copies = combo(self.tr("Copies"))
        for copies in range(1, printing.MOST_COPIES + 1):
            self.copies.addItem(str(copies), copies)
        self._name = Words("", "value", wrap=True)
        self._none = Words("", "body", wrap=True)
        self._asks: list[QWidget] = []
        self._lay_out()
        for part, key in (*((self, key) for key in _PRINTS), (self.foot, _PRINTS[0])):
            shortcut = QShortcut(QKeySequence(key), part)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.print)
        EscapeKey(self, self.closed.emit, self, self.printer, self.tray, self.sides, self.copies,
                  *self._verbs.buttons)  # fmt: skip

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        column.addWidget(self._name)
        column.addWidget(self._none)
        for words, box in (
            (self.tr("Printer"), self.printer), (self.tr("Tray"), self.tray),
            (self.tr("Sides"), self.sides), (self.tr("Copies"), self.copies),
        ):  # fmt: skip
            self._asks.append(labelled(words, box))
            column.addWidget(self._asks[-1])
        card = Card(self.tr("Print"), self.tr("kept for the papers of this kind"))
        card.add(inside, padded=False)
        card.setMaximumWidth(_WIDTH)
        self._verbs = VerbRow((
            Verb(self.tr("Leave"), self.closed.emit, key="Esc"),
            Verb(self.tr("Let it wait"), self.put_off),
            Verb(self.tr("Print"), self.print, key="Ctrl+Return", main=True),
        ))  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(on_canvas(card), 1)
        self.foot = Foot(Words("", "hint"), self._verbs)

    def open_card(self, paper: "Paper") -> None:
        """Ask the system for its printers and the desk for the last choice, and begin."""
        self._paper = paper
        kind = self._place.texts.choice("paper.kind", paper.kind)
        self._name.setText(spoken.joined(kind[:1].upper() + kind[1:], paper.number))
        self._kept, self._looking = Choice(), True
        self.setFocus(Qt.FocusReason.OtherFocusReason)  # on no verb: Enter would press it
        self._show(_Offered((), ()), self._kept)
        printers = self._printing.printers

        def found(offered: _Offered, choice: Choice) -> None:
            if self._paper is not paper:
                return
            self._looking = False
            self._show(offered, choice)
            if self.hasFocus():
                wait, print_it = self._verbs.buttons[-2:]
                first = print_it if offered.printers else wait
                first.setFocus(Qt.FocusReason.OtherFocusReason)

        def then(choice: Choice) -> None:
            self._kept = choice
            self._place.tasks.work(
                self, "printers", lambda: _Offered(printers.names(), printers.trays()),
                lambda offered: found(offered, choice),
            )  # fmt: skip

        self._place.ask(self, "choice", lambda desk: printing.choice_of(desk, paper.kind), then)

    def _show(self, offered: _Offered, choice: Choice) -> None:
        self.printer.clear()
        for name in offered.printers:
            self.printer.addItem(name, name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(choice.printer)))
        self.tray.clear()
        self.tray.addItem(self.tr("the printer’s own choice"), "")
        for tray in offered.trays:
            self.tray.addItem(self._place.texts.choice("tray", tray), tray)
        self.tray.setCurrentIndex(max(0, self.tray.findData(choice.tray)))
        self.sides.setCurrentIndex(self.sides.findData(choice.sides))
        self.copies.setCurrentIndex(self.copies.findData(choice.copies))
        any_printer = bool(offered.printers)
        wait, print_it = self._verbs.buttons[-2:]
        print_it.setEnabled(any_printer)
        print_it.set_main(on=any_printer or self._looking)
        wait.set_main(on=not any_printer and not self._looking)
        for part in self._asks:
            part.setVisible(any_printer)
        self._asks[1].setVisible(any_printer and bool(offered.trays))
        self._none.setText("" if any_printer else self._without(choice))
        self._none.setVisible(not any_printer)

    def _without(self, choice: Choice) -> str:
        if self._looking:
            return self.tr("Asking the system for its printers…")
        if choice.printer:
            gone = self.tr("The system knows no printer now; the last one was {printer}.")
            return gone.format(printer=choice.printer)
        return self.tr(
            "The system knows no printer. Add one in its settings; the paper can wait here."
        )

    def _chosen(self) -> Choice:
        return Choice(
            str(self.printer.currentData() or self._kept.printer),
            str(self.tray.currentData() or ""), Sides(self.sides.currentData()),
            int(self.copies.currentData()),
        )  # fmt: skip

    def print(self) -> None:
        """Print; without a printer the paper waits."""
        paper = self._paper
        if paper is None or self._looking:
            return
        if self.printer.currentData():
            self._printing.print(paper, self._chosen(), remember=True)
            self.closed.emit()
        else:
            self.put_off()

    def put_off(self) -> None:
        """Put the paper into the list of what waits."""
        paper = self._paper
        if paper is None:
            return
        here = self._looking or bool(self.printer.currentData())
        why = DeskError("print-put-off") if here else DeskError("print-none")
        self._printing.put_off(paper, self._chosen(), why)
        self.closed.emit()


class WaitingBand(QFrame):
    """What waits to be printed, at the foot of the papers; hidden while nothing does."""

    chosen = Signal(object)  # Paper, to be printed on something else

    def __init__(self, place: Workplace, job: Printing) -> None:
        super().__init__()
        self._place = place
        self._printing = job
        self.held: tuple[Waiting, ...] = ()
        self.setProperty("part", "foot")
        self._title = Words("", "card")
        self.all = VerbButton(Verb(self.tr("Print all again"), self.print_all), small=True)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.EDGE, 6, tokens.EDGE_RIGHT, 2)
        head.setSpacing(8)
        head.addWidget(Mark("warn"))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.all)
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 6)
        self._rows.setSpacing(2)
        inside.setProperty("part", "sheet")
        self._area = LowArea(inside, self.tr("What waits to be printed"), _HIGHEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area)
        self.hide()
        job.listed.connect(self.refetch)

    def refetch(self) -> None:
        """Ask for what waits."""
        self._place.ask(self, "waiting", lambda desk: tuple(printing.waiting(desk)), self._show)

    def _show(self, found: tuple[Waiting, ...]) -> None:
        held = tuple(one for one in found if one.paper.number not in self._printing.busy)
        self.held = held
        empty(self._rows)
        for one in held:
            self._rows.addWidget(self._row(one))
        said = self.tr("1 paper waits to be printed")
        if len(held) != 1:
            said = self.tr("{count} papers wait to be printed").format(count=len(held))
        self._title.setText(said)
        self.all.setVisible(len(held) > 1)
        self.setVisible(bool(held))
        self._area.updateGeometry()

    def _row(self, one: Waiting) -> QWidget:
        kind = self._place.texts.choice("paper.kind", one.paper.kind)
        why = self._place.texts.refusal(one.why)
        said = spoken.joined(one.paper.number, kind, spoken.moment(one.at))
        words = Words(f"{said}\n{why}", "hint", wrap=True)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(words, 1)
        verbs: tuple[tuple[str, Callable[[], object]], ...] = (
            (self.tr("Print again"), lambda: self._again(one)),
            (self.tr("Other printer"), lambda: self.chosen.emit(one.paper)),
            (self.tr("Take off"), lambda: self._printing.take_off(one.paper)),
        )
        for text, run in verbs:
            button = VerbButton(Verb(text, run), small=True)
            button.setAccessibleName(f"{text}: {one.paper.number}")
            line.addWidget(button)
        return holder

    def _again(self, one: Waiting) -> None:
        """Print on what was chosen; where nothing was, ask."""
        if one.choice.printer:
            self._printing.print(one.paper, one.choice)
        else:
            self.chosen.emit(one.paper)

    def print_all(self) -> None:
        """Print all that has a printer."""
        for one in self.held:
            if one.choice.printer:
                self._printing.print(one.paper, one.choice)
