"""The main window: rail, top bar, strip, pages, foot. It wires; what is done is the pages'."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.frame import StatusBar, TopBar
from ui.page import Page
from ui.rail import Rail, Stop
from ui.strip import Notice, Strip
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
        self.resize(1366, 768)
        self.setMinimumSize(900, 560)
        self.setWindowTitle("Sportello")
        self._pages: dict[str, Page] = {}
        self._makers: Mapping[str, PageMaker] = {}
        self._place: Workplace | None = None
        self._here = ""
        self.show_words(self.tr("Opening the desk…"))

    # --- before the desk is open ------------------------------------------------------------

    def show_words(self, text: str) -> None:
        """Show the empty frame with a sentence: the desk is being opened, or cannot be."""
        words = Words(text, "value", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setMargin(60)
        self._fill(Rail(()), words)

    def show_failure(self) -> None:
        """Say that the desk could not be opened, by a fault of the program."""
        self.show_words(self.tr("The desk could not be opened; the log says why."))

    def _fill(self, rail: Rail, middle: QWidget) -> None:
        whole = QWidget()
        whole.setProperty("part", "canvas")
        outer = QHBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rail)
        outer.addWidget(middle, 1)
        self.setCentralWidget(whole)

    # --- the desk is open -------------------------------------------------------------------

    def build(self, place: Workplace, makers: Mapping[str, PageMaker]) -> None:
        """Fill the window for a desk; called again when the language changes."""
        self._pages = {}
        self._makers = makers
        self._place = place
        self.rail = Rail(self._stops())
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
        upper = QWidget()
        row = QHBoxLayout(upper)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(middle, 1)
        outer.addWidget(upper, 1)
        outer.addWidget(self.status)
        whole.setProperty("part", "canvas")
        self.setCentralWidget(whole)
        whole.show()  # at once: its first page gets the cursor
        self._say_whose(place)
        self._connect(place)

    def _stops(self) -> tuple[Stop, ...]:
        stops = (
            Stop("today", self.tr("Today"), "home", "Ctrl+1"),
            Stop("firms", self.tr("Firms"), "firms", "Ctrl+2"),
            Stop("sessions", self.tr("Sessions"), "sessions", "Ctrl+3"),
            Stop("missions", self.tr("Missions"), "missions", "Ctrl+4"),
            Stop("papers", self.tr("Papers"), "papers", "Ctrl+5"),
            Stop("settings", self.tr("Settings"), "settings", "Ctrl+,", at_foot=True),
        )
        return tuple(stop for stop in stops if stop.name in self._makers)

    def _say_whose(self, place: Workplace) -> None:
        facts = place.facts
        chamber = self.tr("Chamber of commerce · {code}").format(code=facts.chamber)
        self.rail.show_desk(facts, chamber)
        store = self.tr("Store {desk}, encrypted") if facts.keyed else self.tr("Store {desk}")
        if facts.practice:
            store = self.tr("Practice store {desk}")
        self.status.show_store(store.format(desk=facts.desk))
        self.status.show_keys(self.tr("Ctrl+1 to Ctrl+5 pages · Ctrl+Z undo"))

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
        copied = standing.copied_at
        if copied is None:
            self.status.show_backup(self.tr("No copy of the store yet"), "warn")
            return
        said = self.tr("Verified copy of {day} at {hour}")
        words = said.format(day=copied.strftime("%d/%m/%Y"), hour=copied.strftime("%H:%M"))
        self.status.show_backup(words, "ok")

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
