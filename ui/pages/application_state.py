"""The state of an application: where it stands and why, and where it may go from there."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.records import Application, ApplicationState
from desktop.domain.rules.selection import Placing
from desktop.domain.rules.states import possible
from desktop.services.selecting import Moved
from desktop.texts import Texts
from desktop.typed import override
from ui import spoken
from ui.forms.fields import Message
from ui.pages.missions_table import look_of
from ui.widgets.cards import Card, empty
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import Words
from ui.widgets.told import Marked, Saying
from ui.widgets.verbs import Verb, VerbButton

_MOST = 400  # characters of a reason


class MoveWords(QObject):
    """Says what a move did."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def moved(self, firm: str, moved: Moved) -> str:
        """Say the new state, whether a withdrawal was in time, and who takes a seat."""
        state = self._texts.choice("application.state", moved.application.state)
        said = [self.tr("{firm} is now: {state}.").format(firm=firm, state=state)]
        if moved.in_terms is False:
            said.append(self.tr("The withdrawal is out of terms."))
        up = self.tr("{firm} takes the seat.")
        said += [up.format(firm=held.firm.name) for held in moved.moved_up]
        return " ".join(said)


class _WhyLine(QLineEdit):
    """The reason of a move. Esc empties it first; only of an empty one it leaves the page."""

    @override
    def event(self, event: QEvent) -> bool:
        over = event.type() == QEvent.Type.ShortcutOverride
        if over and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._takes(event):
            self.clear()
            return
        super().keyPressEvent(event)

    def _takes(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())


class StateCard(Card):
    """Shows the state; a next one is chosen with its reason, only those that may follow."""

    moved = Signal(str, str)  # the state wanted, why

    def __init__(self, texts: Texts) -> None:
        super().__init__(_CardWords().title())
        self._texts = texts
        self._now = QVBoxLayout()
        holder = QWidget()
        holder.setLayout(self._now)
        self._now.setContentsMargins(0, 0, 0, 0)
        self.add(holder, padded=False)
        self.next, self.why, self.message = _choice(), _WhyLine(), Message()
        self.why.setMaxLength(_MOST)
        self.button = VerbButton(
            Verb(self.tr("Change the state"), self.move_on, icon="check", key="Ctrl+Return")
        )
        self._moves = self._lay_out()
        self.add(self._moves)
        self.next.setAccessibleName(self.tr("Next state"))
        self.why.setAccessibleName(self.tr("Why"))
        self.why.textEdited.connect(lambda _text: self._say(""))
        self.why.returnPressed.connect(self.move_on)

    def _lay_out(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for text, widget in ((self.tr("Next state"), self.next), (self.tr("Why"), self.why)):
            label = Words(text, "label")
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget)
        column.addWidget(self.message)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _say(self, text: str) -> None:
        self.message.say(text, "bad" if text else "")
        self.why.setAccessibleDescription(text)

    def show_state(self, application: Application, *, settled: bool) -> None:
        """Show where an application stands; what was typed for another is gone.

        `settled` says that the rules see nothing open.
        """
        state = application.state
        empty(self._now)
        word = self._texts.choice("application.state", state)
        lines = [line for line in (self._reason(application), self._days(application)) if line]
        if not possible(state):
            lines.append(self.tr("Its way ends here: no other state can follow."))
        self._now.addWidget(Marked(Saying(look_of(state, settled=settled).mark, word, lines)))
        self.next.clear()
        for follows in possible(state):
            self.next.addItem(self._texts.choice("application.state", follows), follows.value)
        typed = self.why.hasFocus()
        self._moves.setVisible(bool(possible(state)))
        self.why.clear()
        if typed:  # a field takes Ctrl+Z for its own
            self.enter()
        self._say("")

    def _reason(self, held: Application) -> str:
        if held.why in set(Placing):
            return self._texts.say("placing", held.why)
        return held.why or ""

    def _days(self, held: Application) -> str:
        admitted = renounced = reserve = ""
        if held.admitted_on is not None:
            admitted = self.tr("admitted on {day}").format(day=spoken.day(held.admitted_on))
        if held.renounced_on is not None:
            renounced = self.tr("withdrawn on {day}").format(day=spoken.day(held.renounced_on))
        if held.state is ApplicationState.RESERVE and held.reserve is not None:
            reserve = self.tr("number {number} of the reserve").format(number=held.reserve)
        return spoken.joined(admitted, renounced, reserve)

    def enter(self) -> None:
        """Take the cursor to the next states."""
        if self._moves.isVisible():
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_on(self) -> None:
        """Tell the move that is wanted; without a reason say so below its field."""
        why = self.why.text().strip()
        if not why:
            self._say(self.tr("Write why: it stays with the application."))
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.moved.emit(str(self.next.currentData()), why)


class _CardWords(QObject):
    """The title of the card, which is there before the card is."""

    def title(self) -> str:
        return self.tr("State of the application")


def _choice() -> QComboBox:
    box = ChoiceBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
