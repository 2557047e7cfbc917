"""The main window: rail, top bar, strip, pages, foot. It wires; what is done is the pages'."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6 import QtCore  # what of it takes long to load is named where it is used
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.typed import override
from ui import tokens
from ui.trail import Trail

if TYPE_CHECKING:
    from ui.page import Page
    from ui.pages.standing import Standing
    from ui.workplace import Workplace

PageMaker = Callable[["Workplace"], "Page"]


class MainWindow(QMainWindow):
    """The window of one desk. It is painted before the store is open, and filled then."""

    closing = Signal()
    appeared = Signal()  # once: the empty frame is painted

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Sportello")
        self._pages: dict[str, Page] = {}
        self._makers: Mapping[str, PageMaker] = {}
        self._place: Workplace | None = None
        self._here = ""
        self._painted = False
        self.trail = Trail()
        self._show_opening()
        self.setMinimumSize(640, 360)
        self.resize(1366, 768)

    # --- before the desk is open ------------------------------------------------------------

    def _show_opening(self) -> None:
        """Show the empty frame, of as little as can be: all that waits for it is loaded later."""
        words = QLabel(self.tr("Opening the desk…"))
        words.setProperty("look", "opening")
        middle = QWidget()
        across = QHBoxLayout(middle)
        across.addStretch(1)
        across.addWidget(words)
        across.addStretch(1)
        self.show_instead(middle)

    def show_words(self, text: str) -> None:
        """Show the empty frame with a sentence: why the desk cannot be opened."""
        from ui.widgets.labels import Words  # noqa: PLC0415 - the empty frame is painted first

        words = Words(text, "value", wrap=True)
        words.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        words.setMargin(60)
        self.show_instead(words)

    def show_instead(self, widget: QWidget) -> None:
        """Show the empty frame with a widget that stands for the desk until it opens."""
        self._blank = QFrame()
        self._blank.setProperty("part", "rail")
        self._fold_blank()
        whole = QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._blank)
        across.addWidget(widget, 1)
        self._put(whole)

    def _fold_blank(self) -> None:
        on = self.width() < tokens.NARROW
        self._blank.setFixedWidth(tokens.RAIL_FOLDED if on else tokens.RAIL_WIDTH)

    def show_failure(self) -> None:
        """Say that the desk could not be opened, by a fault of the program."""
        self.show_words(self.tr("The desk could not be opened; the log says why."))

    def _put(self, whole: QWidget) -> None:
        whole.setProperty("part", "canvas")
        self.setCentralWidget(whole)
        whole.show()  # at once: what is in it gets the cursor

    # --- the desk is open -------------------------------------------------------------------

    def build(self, place: "Workplace", makers: Mapping[str, PageMaker]) -> None:
        """Fill the window for a desk; called again when the language changes."""
        from ui.frame import StatusBar, TopBar  # noqa: PLC0415 - the empty frame is painted first
        from ui.rail import Rail  # noqa: PLC0415 - as above
        from ui.strip import Strip  # noqa: PLC0415 - as above
        from ui.widgets.cards import row  # noqa: PLC0415 - as above
        from ui.widgets.waiting import Waiting  # noqa: PLC0415 - as above

        self._pages = {}
        self._makers = makers
        self._place = place
        self.rail = Rail(makers)
        self.rail.suit(self.width())
        self.rail.chosen.connect(place.go)
        self.top, self.strip, self.waiting = TopBar(), Strip(), Waiting()
        self._stack = QStackedWidget()
        self.status = StatusBar()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.strip, self.waiting):
            column.addWidget(part)
        column.addWidget(self._stack, 1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(row(self.rail, middle, gap=0, stretch_last=True), 1)
        outer.addWidget(self.status)
        self._put(whole)
        self.rail.show_desk(place.facts)
        self.status.show_desk(place.facts)
        self._connect(place)

    def _connect(self, place: "Workplace") -> None:
        place.said.connect(self.strip.say)
        place.asked.connect(self.strip.ask)
        place.going.connect(self.go)
        place.hub.changed.connect(self._recount)
        place.recount.connect(self._recount)
        place.inbox.counted.connect(self._recount)
        place.waits.connect(self.waiting.follow)
        self._recount()

    def _recount(self) -> None:
        place = self._place
        if place is not None:
            from ui.pages import standing  # noqa: PLC0415 - the empty frame is painted first

            call = standing.reading(place.inbox)
            place.ask(self, "standing", call, self._show_standing)

    def _show_standing(self, standing: "Standing") -> None:
        for name, count in standing.counts.items():
            self.rail.show_count(name, count)
        self.rail.show_count("exchange", standing.due.work, asks=True)
        self.status.show_copy(standing.copied_at)
        self.status.show_exchange(standing.due)

    def leave_desk(self) -> None:
        """Forget a desk that was shown and does not open; why is said in its place."""
        self._place, self._pages, self._here = None, {}, ""
        self.setWindowTitle("Sportello")

    # --- pages ------------------------------------------------------------------------------

    @property
    def page(self) -> "Page":
        """Give the page that is open."""
        return self._pages[self._here]

    @property
    def here(self) -> str:
        """Give the name of the page that is open."""
        return self._here

    def go(self, name: str, argument: object = None, then: Callable[[], object] = bool) -> None:
        """Open a page, then go on; the page that is open may ask first."""

        def enter() -> None:
            self._open(name, argument)
            then()

        here = self._pages.get(self._here)
        if here is None or here.may_leave(enter):
            enter()
        else:
            self.rail.show_page(self._here)

    def _open(self, name: str, argument: object) -> None:
        page = self._pages.get(name) or self._make(name)
        here = self._pages.get(self._here)
        left = self._here if here is not None and not here.is_form else ""
        argument = self.trail.step(left, name, argument)
        if self._here != name:
            self.strip.turn_page()
        self._here = name
        self.top.forget_verbs()
        self._stack.setCurrentWidget(page)
        self.rail.show_page(name)
        page.arrive(argument)
        self._show_heading()
        first = page.first_focus()
        if first is not None:
            first.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def _make(self, name: str) -> "Page":
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
        if self._place is None:
            self._fold_blank()
        else:
            self.rail.suit(self.width())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.appeared.emit)  # once what is in it is painted too

    def _close(self) -> None:
        self.close()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        here = self._pages.get(self._here)
        if here and not (here.may_leave(self._close) and here.place.may_end(self._close)):
            event.ignore()
            return
        self.closing.emit()
        event.accept()
