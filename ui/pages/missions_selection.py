"""The selection of a mission: made with a seed that is recorded, shown as it was kept."""

from collections.abc import Collection
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.documents.sources import MinutesSource, RankedFacts
from desktop.domain.records import ApplicationState
from desktop.domain.rules.selection import Placing
from desktop.domain.rules.states import SEATED
from desktop.texts import Texts
from ui import spoken, tokens
from ui.forms.fields import Message
from ui.models.table import Column, Look
from ui.pages.missions_table import look_of
from ui.widgets.grouped import GroupedTable, Heading
from ui.widgets.labels import Words
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb

_QUIET, _STRONG = Look(quiet=True), Look(strong=True)
_SEED_WIDE, _MOST_DIGITS = 180, 18


class _Lines(QObject):
    """The columns of the list, which are there before the table is."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.open: Collection[UUID] = frozenset()  # applications of which something is still wanted

    def columns(self) -> tuple[Column[RankedFacts], ...]:
        """Give the columns."""
        return (
            Column(self.tr("Place"), self._place, 70, right=True),
            Column(self.tr("Firm"), _firm, look=_STRONG),
            Column(self.tr("Arrived"), _arrived, 168),
            Column(self.tr("State"), self._state, 138, look=self._state_look),
            Column(self.tr("Why"), self._why, look=_QUIET),
        )

    def _place(self, line: RankedFacts) -> str:
        if line.reserve is not None:
            return self.tr("R{number}").format(number=line.reserve)
        return spoken.NONE if line.place is None else str(line.place)

    def _state(self, line: RankedFacts) -> str:
        return self._texts.choice("application.state", line.state)

    def _state_look(self, line: RankedFacts) -> Look:
        return look_of(line.state, settled=line.application not in self.open)

    def _why(self, line: RankedFacts) -> str:
        if line.why in set(Placing):
            return self._texts.say("placing", line.why)
        return (line.said[0] if line.said else line.why) or spoken.NONE


class SelectionPane(QWidget):
    """The latest selection, and what a new one is made with."""

    wanted = Signal(object)  # the seed, None for one by chance
    minutes_wanted = Signal()

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setProperty("part", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lines = _Lines(texts)
        self._lines.setParent(self)
        self.table = GroupedTable(self._lines.columns(), self.tr("The selection as it was kept"))
        self._none = Words(self.tr("No selection was made yet."), "hint", wrap=True)
        self._none.setContentsMargins(tokens.EDGE, 16, tokens.EDGE_RIGHT, 16)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._said = Words("", "hint")
        self.seed = QLineEdit()
        self.message = Message()
        self.message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._none, 1)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        layout.addWidget(self._draw())
        self.seed.returnPressed.connect(self.select)
        self.seed.textEdited.connect(lambda _text: self._say(""))
        self.verbs = VerbRow((
            Verb(self.tr("Print the minutes"), self.minutes_wanted.emit, icon="print"),
            Verb(self.tr("Make the selection"), self.select, icon="check"),
        ))  # fmt: skip
        self.minutes_button, self.select_button = self.verbs.buttons
        self.foot = Foot(self._said, self.verbs)

    def _draw(self) -> QWidget:
        """Give the field of the seed, which stands by the verb that takes it, below the rows."""
        bar = QFrame()
        bar.setProperty("part", "foot")
        column = QVBoxLayout(bar)
        column.setContentsMargins(tokens.EDGE, 10, tokens.EDGE_RIGHT, 10)
        column.setSpacing(6)
        label = Words(self.tr("Seed of the draw"), "label")
        label.setBuddy(self.seed)
        self.seed.setAccessibleName(label.text())
        self.seed.setFixedWidth(_SEED_WIDE)
        self.seed.setMaxLength(_MOST_DIGITS)
        hint = Words(self.tr("empty: by chance; it is recorded"), "hint", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(label)
        row.addWidget(self.seed)
        row.addWidget(hint, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)
        column.addWidget(self.message)
        return bar

    def _say(self, text: str) -> None:
        self.message.say(text, "bad" if text else "")
        self.message.setVisible(bool(text))
        self.seed.setAccessibleDescription(text)

    def select(self) -> None:
        """Tell that a selection is wanted; a seed that is none is said below its field."""
        typed = self.seed.text().strip()
        if typed and not (typed.isascii() and typed.isdigit()):
            self._say(self.tr("Write digits only, or leave it empty."))
            self.seed.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._say("")
        self.wanted.emit(int(typed) if typed else None)

    def show_minutes(self, held: MinutesSource | None, open_: Collection[UUID]) -> None:
        """Show the selection that was kept last; without one say so.

        `open_` are the applications of which the rules still want something.
        """
        self._lines.open = open_
        self.verbs.put_away(self.minutes_button, on=held is None)
        self.table.setVisible(held is not None)
        self._none.setVisible(held is None)
        self._said.setText("" if held is None else self._in_words(held))
        self.foot.suit()
        if held is None:
            return
        self.table.set_groups(self._groups(held))
        self.table.choose(lambda _line: True)
        if self.seed.hasFocus() and self.seed.text():  # used; a field takes Ctrl+Z for its own
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.seed.clear()

    def _groups(self, held: MinutesSource) -> list[tuple[Heading, list[RankedFacts]]]:
        seated = [line for line in held.lines if line.state in SEATED]
        waiting = [line for line in held.lines if line.state is ApplicationState.RESERVE]
        others = [line for line in held.lines if line not in seated and line not in waiting]
        return [
            (Heading("ok", self.tr("Admitted"), len(seated), self._of_seats(held)), seated),
            (Heading("info", self.tr("Reserve"), len(waiting), self.tr("in this order")), waiting),
            (Heading("bad", self.tr("Not admitted"), len(others)), others),
        ]

    def _of_seats(self, held: MinutesSource) -> str:
        if held.seats is None:
            return ""
        return self.tr("of {seats} seats").format(seats=held.seats)

    def _in_words(self, held: MinutesSource) -> str:
        made = spoken.moment(held.ranking.made_at)
        parts: list[str | None] = [self.tr("Made on {moment}").format(moment=made)]
        if held.ranking.seed is not None:
            parts.append(self.tr("seed {seed}").format(seed=held.ranking.seed))
        draws = len(held.draws)
        one, many = self.tr("1 draw"), self.tr("{count} draws")
        parts.append(one if draws == 1 else many.format(count=draws) if draws else
                     self.tr("no draw"))  # fmt: skip
        if held.quorum is not None:
            met, missed = (
                self.tr("minimum of {quorum} firms reached"),
                self.tr("minimum of {quorum} firms not reached"),
            )
            parts.append((met if held.quorum_met else missed).format(quorum=held.quorum))
        return spoken.joined(*parts)


def _firm(line: RankedFacts) -> str:
    return spoken.NONE if line.firm is None else line.firm.name


def _arrived(line: RankedFacts) -> str:
    return spoken.moment(line.arrived_at, seconds=True)
