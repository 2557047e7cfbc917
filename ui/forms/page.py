"""The page of a form: the form, what stands beside it, and the bar at its foot."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import DeskError, Problem, ProblemsError
from desktop.typed import override
from ui import tokens
from ui.forms.form import Form
from ui.page import Page
from ui.widgets.cards import Card, column, empty
from ui.widgets.labels import KeyHint, Mark, Words
from ui.widgets.turn import in_turn
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import ENTERS, Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.desk import Desk

_ASIDE = 372  # pixels of what stands beside a form
_ALL = 16_777_215  # Qt's own greatest width
_PAUSE = 150  # milliseconds of quiet before what is typed is looked up


class FormPage(Page):
    """A form over a whole page. A page of this kind says how to read, check and save.

    `open_form` puts a form in; `save` is called with the draft and answers on the store thread;
    `saved` is called with that answer. Esc never discards: on a typed form it asks.
    """

    is_form = True
    back = ""  # the page to return to

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.form: Form | None = None
        self._sheet: QFrame | None = None
        self._beside: QWidget | None = None
        self._saving = False
        self._cursor: QWidget | None = None  # where it was when saving began
        self._discarded = False
        self._last: list[QWidget] = []  # the field of the form that Tab reaches last
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.typed_on)
        self.aside = QVBoxLayout()
        self._middle = QHBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self._foot())
        self._shortcuts()

    # what a page of this kind says ---------------------------------------------------------

    def call_save(self) -> "Callable[[Desk], object]":
        """Give the call that writes the form, made from its draft; it runs on the store thread."""
        raise NotImplementedError

    def saved(self, answer: object) -> None:
        """Go on after a save, with what the call answered."""
        raise NotImplementedError

    def typed_on(self) -> None:
        """Look up what was typed, after a short pause (doubles, findings)."""

    # ---------------------------------------------------------------------------------------

    def open_form(self, form: Form, *, aside: bool = False) -> None:
        """Put a form in place of the one before."""
        empty(self._middle)
        self.form = form
        self._discarded = False
        sheet = QFrame()
        self._sheet = sheet
        sheet.setProperty("part", "formpane")
        sheet.setProperty("alone", True)  # noqa: FBT003 - Qt's own signature
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(form)
        self._middle.addWidget(sheet, 1)
        self._beside = self._aside() if aside else None
        if self._beside is not None:
            self._middle.addWidget(self._beside)
            form.tabs.currentChanged.connect(lambda _place: self._suit())
        self._suit()
        form.edited.connect(self._edited)
        form.finished.connect(self._save_button.setFocus)
        sheet.show()  # at once: its first field gets the cursor
        self._tell()
        self._last = _tabbed(form, in_turn(self))[-1:]
        self._let_foot_follow()
        form.focus_first()

    def _aside(self) -> QWidget:
        pane = QWidget()
        outer = QVBoxLayout(pane)
        outer.setContentsMargins(0, 0, 0, 0)
        self.aside = QVBoxLayout()
        self.aside.setSpacing(tokens.GAP)
        outer.addLayout(self.aside)
        outer.addStretch(1)
        return pane

    @property
    def below(self) -> bool:
        """Tell whether what stands beside the form stands below its first sheet for now."""
        return self.width() < tokens.ONE_PANE

    def _let_foot_follow(self) -> None:
        """Let Tab go on from the last field to what stands beside, and to what saves.

        The foot was here before the form, and what stands beside comes and goes.
        """
        pane = self._beside
        beside = [] if pane is None else _tabbed(pane, pane.findChildren(QWidget))
        chain = [*self._last, *beside, *self._buttons]
        for earlier, later in pairwise(chain):
            QWidget.setTabOrder(earlier, later)

    def _suit(self) -> None:
        """Keep what stands beside the form there, or where room lacks below its first sheet."""
        form, beside = self.form, self._beside
        if form is None:
            return
        if beside is None:
            self._draw_edge(on=False)
            return
        below = self.below
        left, right = (0, tokens.FIELD_GAP) if below else (tokens.CARD, tokens.EDGE_RIGHT)
        beside.setContentsMargins(left, tokens.CARD, right, tokens.CARD)
        beside.setMinimumWidth(0 if below else _ASIDE)
        beside.setMaximumWidth(_ALL if below else _ASIDE)
        if below and not form.isAncestorOf(beside):
            form.put_below(beside)
        elif not below and form.isAncestorOf(beside):
            self._middle.addWidget(beside)
        beside.setVisible(below or form.tabs.currentIndex() == 0)
        self._draw_edge(on=not below and form.tabs.currentIndex() == 0)

    def _draw_edge(self, *, on: bool) -> None:
        """Draw the hairline at the right of the form only where something stands beside it."""
        sheet = self._sheet
        if sheet is not None and sheet.property("alone") is on:
            sheet.setProperty("alone", not on)
            sheet.style().unpolish(sheet)
            sheet.style().polish(sheet)
            QApplication.sendEvent(sheet, QEvent(QEvent.Type.StyleChange))  # its room has changed

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()

    def keys_card(self, *keys: tuple[str, str]) -> Card:
        """Give the card of what the keyboard does here: keys and their words."""
        card = Card(self.tr("From the keyboard"))
        card.add(column(*(KeyHint(key, does, wrap=True) for key, does in keys), gap=6))
        return card

    def show_aside(self, *cards: Card) -> None:
        """Show cards beside the form, in place of those before."""
        empty(self.aside)
        for card in cards:
            self.aside.addWidget(card)
        self._let_foot_follow()

    def _foot(self) -> QWidget:
        self._mark = Mark("")
        self._state = Words("", "body")
        verbs = VerbRow((
            Verb(self.tr("Leave"), self.leave, key="Esc"),
            Verb(self.tr("Save"), self.save, key="Ctrl+Return", main=True),
        ))  # fmt: skip
        self._buttons = verbs.buttons
        self._save_button = verbs.buttons[-1]
        self._save_button.installEventFilter(self)
        self._bar = Foot(self._state, verbs, mark=self._mark)
        return self._bar

    def _shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+Enter": self.save,
            "Ctrl+PgDown": lambda: self._turn(1),
            "Ctrl+PgUp": lambda: self._turn(-1),
        }
        for key, run in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(run)

    def _turn(self, step: int) -> None:
        if self.form is not None:
            self.form.next_sheet(step)

    def save(self) -> None:
        """Save the form, which rests meanwhile; problems are shown beside their fields."""
        form = self.form
        if form is None or self._saving:
            return
        form.clear_problems()
        call = self.call_save()
        self._saving = True
        self._cursor = form.focusWidget() if form.isAncestorOf(self._focused()) else None
        if self._cursor is not None:
            self._save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        form.setEnabled(False)
        self.place.do(self, call, self._after_save, self._not_saved)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self

    def _after_save(self, answer: object) -> None:
        self._saving = False
        self._discarded = True  # nothing typed is left to ask about
        self.saved(answer)

    def _not_saved(self, error: BaseException) -> None:
        self._saving = False
        cast("Form", self.form).setEnabled(True)
        if self._cursor is not None and self._focused() in {self, self._save_button}:
            self._cursor.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, ProblemsError):
            self.show_problems(error.problems)
        elif isinstance(error, DeskError):
            self.place.refuse(error)
        else:
            self.place.fail(error)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems beside their fields, and their number at the foot."""
        form = cast("Form", self.form)
        placed = form.show_problems(problems)
        if placed < len(problems):
            self.place.refuse(ProblemsError(problems))
        count = len(problems)
        said = self.tr("1 field to fix") if count == 1 else self.tr("{count} fields to fix")
        self._show_state(said.format(count=count), "bad")

    def leave(self) -> None:
        """Go back; a typed form asks first."""
        if self.may_leave(self._go_back):
            self._go_back()

    def _go_back(self) -> None:
        self.place.go(self.back)

    @property
    @override
    def holds_typed(self) -> bool:
        return not self._discarded and self.form is not None and self.form.typed

    @override
    def may_leave(self, then: Callable[[], None]) -> bool:
        if self._saving:
            self._say_saving()
            return False
        if not self.holds_typed:
            return True

        def discard() -> None:
            if not self._saving:
                self._discarded = True
                then()

        self.place.question(
            self.tr("What you typed here is not saved."),
            Verb(self.tr("Go on writing"), self._resume),
            Verb(self.tr("Discard"), discard),
        )
        return False

    def _say_saving(self) -> None:
        self.place.say(self.tr("It is being saved: a moment."), "info")

    def _resume(self) -> None:
        widget = self.form.focusWidget() if self.form is not None else None
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        self._tell()
        self._pause.start()

    def _tell(self) -> None:
        """Say at the foot how much is typed and not saved."""
        count = 0 if self.form is None else self.form.count_typed()
        if count == 0:
            self._show_state("", "")
        elif count == 1:
            self._show_state(self.tr("1 field written, not saved yet"), "info")
        else:
            said = self.tr("{count} fields written, not saved yet").format(count=count)
            self._show_state(said, "info")
        self.heading_changed.emit()

    def _show_state(self, text: str, tone: str) -> None:
        self._state.setText(text)
        self._mark.set_meaning(tone)
        self._bar.suit()

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed is not saved."""
        return self.form is not None and self.form.typed and not self._discarded

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._save_by_enter(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _save_by_enter(self, event: QKeyEvent) -> bool:
        if event.key() not in ENTERS or event.modifiers():
            return False
        self.save()
        return True

    @override
    def first_focus(self) -> QWidget | None:
        return None if self.form is None else next(iter(self.form.fields.values())).editor.widget


def _tabbed(around: QWidget, widgets: Iterable[QWidget]) -> list[QWidget]:
    """Give those of some widgets inside another that Tab reaches."""
    tab = Qt.FocusPolicy.TabFocus
    return [one for one in widgets if one.focusPolicy() & tab and around.isAncestorOf(one)]
