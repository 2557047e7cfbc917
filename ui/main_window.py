"""The main window: rail, top bar, strip, pages, foot. It wires; what is done is the pages'."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.frame import StatusBar, TopBar
from ui.page import Page
from ui.rail import Rail
from ui.strip import Notice, Strip
from ui.widgets.cards import row
from ui.widgets.labels import Words
from ui.workplace import Workplace

if TYPE_CHECKING:
    from ui.pages.standing import Standing

PageMaker = Callable[[Workplace], Page]


class MainWindow(QMainWindow):
    """The window of one desk. It is painted before the store is open, and filled then."""

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Sportello")
        self._pages: dict[str, Page] = {}
        self._makers: Mapping[str, PageMaker] = {}
        self._place: Workplace | None = None
        self._here = ""
        self.show_words(self.tr("Opening the desk…"))
        self.setMinimumSize(640, 360)
        self.resize(1366, 768)

    # --- before the desk is open ------------------------------------------------------------

    def show_words(self, text: str) -> None:
        """Show the empty frame with a sentence: the desk is being opened, or cannot be."""
        words = Words(text, "value", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMargin(60)
        self.show_instead(words)

    def show_instead(self, widget: QWidget) -> None:
        """Show the empty frame with a widget that stands for the desk until it opens."""
        self.rail = Rail(())
        self.rail.suit(self.width())
        self._put(row(self.rail, widget, gap=0, stretch_last=True))

    def show_failure(self) -> None:
        """Say that the desk could not be opened, by a fault of the program."""
        self.show_words(self.tr("The desk could not be opened; the log says why."))

    def _put(self, whole: QWidget) -> None:
        whole.setProperty("part", "canvas")
        self.setCentralWidget(whole)
        whole.show()  # at once: what is in it gets the cursor

    # --- the desk is open -------------------------------------------------------------------

    def build(self, place: Workplace, makers: Mapping[str, PageMaker]) -> None:
        """Fill the window for a desk; called again when the language changes."""
        self._pages = {}
        self._makers = makers
        self._place = place
        self.rail = Rail(makers)
        self.rail.suit(self.width())
        self.rail.chosen.connect(place.go)
        self.top, self.strip = TopBar(), Strip()
        self._stack = QStackedWidget()
        self.status = StatusBar()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.strip):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(row(self.rail, middle, gap=0, stretch_last=True), 1)
        outer.addWidget(self.status)
        self._put(whole)
        self._say_whose(place)
        self._connect(place)

    def _say_whose(self, place: Workplace) -> None:
        self.rail.show_desk(place.facts)
        self.status.show_desk(place.facts)

    def _connect(self, place: Workplace) -> None:
        place.said.connect(self._say)
        place.asked.connect(self._ask)
        place.going.connect(self.go)
        place.hub.changed.connect(self._recount)
        place.recount.connect(self._recount)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.top)
        undo.activated.connect(place.undo_last)
        self._recount()

    def _say(self, notice: Notice) -> None:
        self.strip.say(notice)

    def _ask(self, notice: Notice) -> None:
        self.strip.ask(notice)

    def _recount(self) -> None:
        place = self._place
        if place is not None:
            from ui.pages import standing  # noqa: PLC0415 - loads the store's libraries

            place.ask(self, "standing", standing.read, self._show_standing)

    def _show_standing(self, standing: "Standing") -> None:
        for name, count in standing.counts.items():
            self.rail.show_count(name, count)
        self.status.show_copy(standing.copied_at)

    # --- pages ------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """Give the page that is open."""
        return self._pages[self._here]

    @property
    def here(self) -> str:
        """Give the name of the page that is open."""
        return self._here

    def go(self, name: str, argument: object = None) -> None:
        """Open a page; the one that is open may ask first."""
        here = self._pages.get(self._here)
        if here is not None and not here.may_leave(lambda: self._open(name, argument)):
            self.rail.show_page(self._here)
            return
        self._open(name, argument)

    def _open(self, name: str, argument: object) -> None:
        page = self._pages.get(name) or self._make(name)
        if self._here != name and self.strip.property("tone") == "warn":
            self.strip.close_notice()
        self._here = name
        self.top.forget_verbs()
        self._stack.setCurrentWidget(page)
        self.rail.show_page(name)
        page.arrive(argument)
        self._show_heading()
        first = page.first_focus()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, name: str) -> Page:
        if self._place is None:
            message = "no desk is open"
            raise RuntimeError(message)
        page = self._makers[name](self._place)
        page.heading_changed.connect(self._show_heading)
        self._pages[name] = page
        self._stack.addWidget(page)
        return page

    def _show_heading(self) -> None:
        page = self.page
        dot = " •" if getattr(page, "unsaved", False) else ""
        self.top.show_heading(page.heading() + dot, page.context())
        self.top.show_verbs(page.verbs())
        self.setWindowTitle(f"{page.heading()}{dot} – Sportello")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.suit(self.width())

    def _close(self) -> None:
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        here = self._pages.get(self._here)
        if here is not None and not here.may_leave(self._close):
            event.ignore()
            return
        self.closing.emit()
        event.accept()
