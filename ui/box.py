"""The command box: one line for everything, answered while one types."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from desktop.domain.text import words
from desktop.typed import override
from ui import tokens
from ui.commands import Commands
from ui.page import Page
from ui.widgets.answers import GroupedEntry, GroupedList
from ui.widgets.labels import Icon, KeyHint, Words
from ui.widgets.verbs import Verb, key_in_words
from ui.workplace import Workplace

if TYPE_CHECKING:
    from uuid import UUID

    from desktop.services.desk import Desk
    from desktop.services.finding import Answer

_WIDE, _GAP, _LINE, _SAID, _FOOT = 640, 12, 48, 38, 34
_MOST = 460  # pixels of list
_LOW = 260  # where there is less the hints at the foot give way
_SLOW = 300  # milliseconds after which a search that takes long is said
_SHADOW = 10
_ONLY_COMMANDS = ">"
_CUT = 60  # characters of a text that are repeated to the person
_ICONS = {"firm": "firms", "person": "person", "session": "sessions", "mission": "missions",
          "paper": "papers"}  # fmt: skip
_PAGES = {"firm": "firms", "person": "firms", "session": "sessions", "mission": "missions",
          "paper": "papers"}  # fmt: skip
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


class BoxLine(QLineEdit):
    """The line of the box. It keeps the cursor; the keys that move go to the list."""

    moved = Signal(int)
    turned = Signal(int)
    entered = Signal()
    escaped = Signal()
    lost = Signal()  # the cursor, to something behind the box

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # while the box is open no key reaches what lies behind it
            return True
        return super().event(event)

    @override
    def focusNextPrevChild(self, _next: bool) -> bool:
        return False  # Tab is a key like the others

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.turned.emit(1 if key is Qt.Key.Key_PageDown else -1)
        elif key in _ENTERS:
            self.entered.emit()
        elif key is Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key is Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.selectAll()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.lost.emit()


class CommandBox(QWidget):
    """Lies over the window while it is open; a click beside the box closes it.

    `page` gives the page behind it, whose verbs are commands.
    """

    def __init__(
        self, place: Workplace, commands: Commands, page: Callable[[], Page], over: QWidget
    ) -> None:
        super().__init__(over)
        self._over = over
        self._place = place
        self._commands = commands
        self._page = page
        self._before: list[QWidget] = []
        self._runs: dict[object, Callable[[], object]] = {}
        self._answers: tuple[Answer, ...] = ()
        self._wanted = ""  # the text whose answers are being waited for
        self._enters = False  # Enter came before the answers did
        self._moved = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW)
        self._slow.timeout.connect(lambda: self._say(self.tr("Searching…")))
        self.line = BoxLine()
        self.list = GroupedList(self.tr("Commands and records"))
        self._build()
        self._connect()
        over.installEventFilter(self)
        self.hide()

    def _build(self) -> None:
        name = self.tr("Search or command")
        self.setAccessibleName(name)
        self.frame = QFrame(self)
        self.frame.setProperty("part", "box")
        self._words = Words("", "hint")
        self._words.setContentsMargins(tokens.CARD, 0, tokens.CARD, 0)
        self._words.setFixedHeight(_SAID)
        self.line.setProperty("part", "boxline")
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(self.tr("Firm, person, session, mission, paper or command"))
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 0)  # the sheet's border has its own room
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._words)
        column.addWidget(self.list, 1)
        self._foot = self._hints()
        column.addWidget(self._foot)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("part", "boxhead")
        head.setFixedHeight(_LINE)
        row = QHBoxLayout(head)
        row.setContentsMargins(tokens.CARD, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(Icon("search"))
        row.addWidget(self.line, 1)
        return head

    def _hints(self) -> QWidget:
        foot = QFrame()
        foot.setProperty("part", "boxfoot")
        foot.setFixedHeight(_FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(tokens.CARD, 0, tokens.CARD, 0)
        row.setSpacing(14)
        for key, does in (
            ("↑ ↓", self.tr("browse")),
            (self.tr("Enter"), self.tr("open or run")),
            (_ONLY_COMMANDS, self.tr("commands only")),
            (key_in_words("Esc"), self.tr("close")),
        ):
            row.addWidget(KeyHint(key, does))
        row.addStretch(1)
        return foot

    def _connect(self) -> None:
        self.line.textChanged.connect(self._read)
        self.line.moved.connect(self._step)
        self.line.turned.connect(self._turn)
        self.line.entered.connect(self._enter)
        self.line.escaped.connect(self.leave)
        self.line.lost.connect(self._take_back)
        self.list.opened.connect(self._run)
        self.list.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell())

    # --- opening and closing ----------------------------------------------------------------

    def open(self) -> None:
        """Open the box, empty; the cursor goes into its line."""
        if self.isVisible():
            self.line.selectAll()
            return
        self._remember(QApplication.focusWidget())
        self._answers = ()
        self.line.clear()
        self._fit()
        self.show()
        self.raise_()
        self._read()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Close the box; the cursor returns to where it was."""
        if not self.isVisible():
            return
        self._wanted, self._enters = "", False
        self._slow.stop()
        self.hide()
        for widget in self._before:
            if isValid(widget) and widget.isVisible() and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.PopupFocusReason)
                break

    def _remember(self, focus: QWidget | None) -> None:
        """Keep where the cursor is, and what lies around it: a cell's editor closes meanwhile."""
        self._before = []
        while focus is not None:
            if focus.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                self._before.append(focus)
            focus = focus.parentWidget()

    def _take_back(self) -> None:
        """Keep the cursor in the box: a page behind it may still be opening."""
        if self.isVisible():
            QTimer.singleShot(0, self, self._focus_again)

    def _focus_again(self) -> None:
        if self.isVisible() and not self.line.hasFocus():
            self._remember(QApplication.focusWidget())
            self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- what is typed ----------------------------------------------------------------------

    @property
    def text(self) -> str:
        """Give what is typed."""
        return self.line.text().strip()

    @property
    def said(self) -> str:
        """Give what is said above the list: that nothing answers, or that it takes long."""
        return self._words.text()

    def _read(self) -> None:
        """Answer what stands in the line: commands at once, records as soon as they come."""
        if not self.isVisible():
            return
        text = self.text
        self._moved = self._enters = False
        only_commands = text.startswith(_ONLY_COMMANDS)
        self._wanted = "" if only_commands or not words(text) else text
        self._answers = tuple(a for a in self._answers if self._wanted and _still(a, text))
        if self._wanted:
            self._slow.start()
            self._seek(text)
        else:
            self._slow.stop()
        self._show()

    def _seek(self, text: str) -> None:
        language = self._place.language

        def call(desk: "Desk") -> "list[Answer]":
            from desktop.services.finding import find  # noqa: PLC0415 - loads the store's libraries

            return find(desk, text, language=language)

        self._place.seek(self, "find", call, lambda found: self._take(text, found))

    def _take(self, text: str, found: "Sequence[Answer]") -> None:
        """Show the answers to a text, unless another one stands in the line by now."""
        if text != self._wanted:
            return
        self._slow.stop()
        self._wanted = ""
        self._answers = tuple(found)
        self._show()
        if self._enters and found:
            self._enter()

    # --- what is shown ----------------------------------------------------------------------

    def _show(self) -> None:
        kept = self.list.chosen_key() if self._moved else None
        self._runs = {}
        entries = [*self._command_entries(), *self._record_entries()]
        nothing = not entries and not self._wanted
        if nothing and words(self.text.removeprefix(_ONLY_COMMANDS)):
            entries = list(self._register_entry())
        marked = self.text.removeprefix(_ONLY_COMMANDS)
        self.list.set_entries(entries, "" if nothing else marked)
        if not self.list.choose(kept):
            self.list.to_first()
        if not entries and self._wanted:
            return  # as high as before: the answers are a moment away
        self._say(self._nothing_said() if nothing else "")

    def _say(self, text: str) -> None:
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._fit()
        if text:
            QAccessible.updateAccessibility(QAccessibleEvent(self._words, QAccessible.Event.Alert))

    def _nothing_said(self) -> str:
        text = self.text.removeprefix(_ONLY_COMMANDS).strip()
        if self.text.startswith(_ONLY_COMMANDS):
            return self.tr("No command matches “{text}”.").format(text=_cut(text))
        if len(text) == _SCANNED and text.isdigit():
            return self.tr("This desk does not know the paper with this code.")
        return self.tr("Nothing matches “{text}”.").format(text=_cut(text))

    def _command_entries(self) -> Iterable[GroupedEntry]:
        text, page = self.text, self._page()
        if words(text.removeprefix(_ONLY_COMMANDS)):
            found = self._commands.matching(page, text.removeprefix(_ONLY_COMMANDS))
            return self._of_verbs(self.tr("Commands"), found)
        if text.removeprefix(_ONLY_COMMANDS):
            return ()  # signs alone name nothing
        groups = self._commands.groups(page)
        return chain.from_iterable(self._of_verbs(g.title, g.verbs) for g in groups)

    def _of_verbs(self, title: str, verbs: Iterable[Verb]) -> Iterable[GroupedEntry]:
        for place, verb in enumerate(verbs):
            key = ("command", verb.text)
            self._runs[key] = verb.run
            cap = key_in_words(verb.key) if verb.key else ""
            yield GroupedEntry(
                key, verb.text, "", icon=verb.icon or "right", cap=cap,
                group="" if place else title,
            )  # fmt: skip

    def _record_entries(self) -> Iterable[GroupedEntry]:
        titles = {
            "firm": self.tr("Firms"), "person": self.tr("People"), "session": self.tr("Sessions"),
            "mission": self.tr("Missions"), "paper": self.tr("Papers"),
        }  # fmt: skip
        before = ""
        for answer in self._answers:
            key = (answer.kind, answer.id)
            self._runs[key] = partial(self._open_record, answer)
            yield GroupedEntry(
                key, answer.title, answer.under, self._why(answer), icon=_ICONS[answer.kind],
                group="" if answer.kind == before else titles[answer.kind],
            )  # fmt: skip
            before = answer.kind

    def _register_entry(self) -> Iterable[GroupedEntry]:
        text = self.text
        if text.startswith(_ONLY_COMMANDS) or (len(text) == _SCANNED and text.isdigit()):
            return
        key = ("register", text)
        self._runs[key] = lambda: self._place.go("firm-form", text)
        yield GroupedEntry(key, self.tr("Register “{text}”").format(text=_cut(text)), "",
                           icon="plus")  # fmt: skip

    def _why(self, answer: "Answer") -> str:
        """Say by what a firm was found, unless its own lines show it."""
        if answer.why in _SEEN or _still(answer, self.text):
            return ""
        kind, _, name = answer.why.partition(".")
        label = self._place.texts.field(kind, name) if kind == "firm" else (
            self._place.texts.kind(kind))  # fmt: skip
        field = label if label[1:2].isupper() else label[:1].lower() + label[1:]  # PEC stays PEC
        return self.tr("found by: {field}").format(field=field)

    # --- moving and running -----------------------------------------------------------------

    def _step(self, by: int) -> None:
        self._moved = True
        self.list.step(by)

    def _turn(self, by: int) -> None:
        self._moved = True
        self.list.page(by)

    def _enter(self) -> None:
        """Run what is chosen; before the answers are here, wait for them unless it is certain."""
        key = self.list.chosen_key()
        is_command = isinstance(key, tuple) and key[0] == "command"
        if key is not None and (self._moved or is_command or not self._wanted):
            self._run(key)
        else:
            self._enters = bool(self._wanted)

    def _run(self, key: object) -> None:
        run = self._runs.get(key)
        self.leave()
        if run is not None:
            run()

    def _open_record(self, answer: "Answer") -> None:
        wanted: UUID = answer.firm or answer.id
        self._place.go(_PAGES[answer.kind], wanted)

    def _tell(self) -> None:
        """Tell a screen reader what is chosen, though the cursor stays in the line."""
        if QAccessible.isActive() and self.isVisible() and self.list.currentIndex().isValid():
            event = QAccessibleEvent(self.list, QAccessible.Event.Focus)
            # the hidden headers of the table count among its children: a row and a column of them
            event.setChild(2 * (self.list.currentIndex().row() + 1) + 1)
            QAccessible.updateAccessibility(event)

    # --- place and looks --------------------------------------------------------------------

    def _fit(self) -> None:
        """Stand centred below the top bar, as high as the answers are and the window allows."""
        room = self._over.rect()
        self.setGeometry(room)
        wide = min(_WIDE, room.width() - 2 * _GAP)
        top = min(tokens.BAR + _GAP, max(room.height() // 8, _GAP))
        left = room.height() - tokens.STATUS - top - _GAP
        self._foot.setVisible(left >= _LOW)
        high = _LINE + 2 + (_FOOT if left >= _LOW else 0)
        high += _SAID if self._words.text() else 0
        rows = self.list.height_within(min(_MOST, left - high))
        self.list.setVisible(rows > 0)
        self.frame.setGeometry((room.width() - wide) // 2, top, wide, high + rows)
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.frame.geometry().contains(event.position().toPoint()):
            self.leave()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = QColor(colours.rail)
        shade.setAlpha(9)
        painter.setBrush(shade)
        box = QRectF(self.frame.geometry()).translated(QPoint(0, 3))
        for far in range(_SHADOW):
            painter.drawRoundedRect(box.adjusted(-far, -far, far, far), 6 + far, 6 + far)


_SCANNED = 41  # digits of a paper's QR
_SEEN = frozenset({"", "firm.name", "firm.tax_code", "firm.vat_number",
                   "firm.registered_office.town"})  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= _CUT else f"{text[:_CUT].rstrip()}…"


def _still(answer: "Answer", text: str) -> bool:
    """Tell whether an answer to the text before plainly answers this one too."""
    own = words(f"{answer.title} {answer.under}")
    return all(any(word.startswith(w) for word in own) for w in words(text))
