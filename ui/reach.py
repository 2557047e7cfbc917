"""What is within reach on every page: the command box, the keys, the buttons of the frame."""

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from ui.commands import Commands
from ui.everywhere import (
    BACK,
    BOX,
    CANCEL,
    KEYS,
    PANE,
    PANE_BEFORE,
    UNDO,
    Everywhere,
    OverFields,
    go_to_pane,
)
from ui.inbox import Drops
from ui.main_window import MainWindow
from ui.scanned import ScannedPapers
from ui.trail import GOING_BACK
from ui.widgets.verbs import STEP_BACK, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.box import CommandBox


class Reach(QObject):
    """Binds all that to the window of a desk; made anew with the frame, and gone with it."""

    def __init__(self, window: MainWindow, place: Workplace) -> None:
        super().__init__(window.top)
        self._window = window
        self._place = place
        self._over = cast("QWidget", window.centralWidget())
        self._commands = Commands(place, window.rail.stops, self)
        OverFields(window.top)
        self._keys = Everywhere(self).bind(window.top, {
            BOX: self._open_box, UNDO: self._undo, BACK: self.go_back,
            PANE: self._on, PANE_BEFORE: lambda: go_to_pane(window, -1),
            KEYS: self._show_keys, CANCEL: window.waiting.cancel,
        })  # fmt: skip
        place.returning.connect(self.go_back)
        self.scanned = ScannedPapers(window, place, self)
        self.scanned.opening.connect(self._leave_box)
        self._drops = Drops(self)
        self._drops.dropped.connect(self._take_files)
        self._drops.stand_before(window, window.closing)
        window.top.finder.clicked.connect(self._open_box)
        status = window.status
        status.store.clicked.connect(lambda: window.go("settings"))
        status.copy.clicked.connect(self._commands.back_up)
        status.exchange.clicked.connect(lambda: window.go("exchange"))
        status.pane.clicked.connect(self._on)
        status.keys.clicked.connect(self._show_keys)

    @cached_property
    def box(self) -> "CommandBox":
        """Give the command box; it is made when it is first opened."""
        from ui.box import CommandBox  # noqa: PLC0415 - only where it is opened

        return CommandBox(self._place, self._commands, lambda: self._window.page, self._over)

    def _leave_box(self) -> None:
        """Close the command box, where it was ever opened."""
        if "box" in self.__dict__:
            self.box.leave()

    def _open_box(self) -> None:
        self.box.open()

    def _undo(self) -> None:
        """Take the last change back; not from a form in which something is typed."""
        if self._window.page.holds_typed:
            self._place.say(
                self.tr("Here something is typed and not saved: save or discard it, then undo."),
                "info",
            )
            return
        self._place.undo_last()

    def _on(self) -> None:
        go_to_pane(self._window, 1)

    def _take_files(self, paths: "list[Path]") -> None:
        """Open the exchange with the files that were dropped on the window."""
        for path in paths:
            self._place.inbox.hand_over(path)
        self._window.go("exchange", paths[0])
        self._place.recount.emit()

    def _show_keys(self) -> None:
        self._window.go("keys")

    def go_back(self) -> None:
        """Take the page's own step back, where it shows one; else open the page before this one."""
        for button in self._window.page.findChildren(VerbButton):
            if button.verb.key == STEP_BACK and button.isVisible():
                button.verb.run()
                return
        before = self._window.trail.before(self._window.here)
        if before is not None:
            self._window.go(before, GOING_BACK)
