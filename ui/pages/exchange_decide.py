"""Conflicts, one after the other: every value with who wrote it, decided by keys."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from db.conflicts import Conflict
from desktop.domain.problems import ProblemsError
from desktop.domain.record import Register
from desktop.services import settling
from desktop.services.desk import Changed, Desk
from desktop.services.firms import said
from desktop.services.settling import LETTERS, Told
from ui import tokens
from ui.forms.fields import Field
from ui.forms.layout import Place
from ui.pages.exchange_words import ExchangeWords
from ui.widgets.cards import Card, Line, empty, scrolled
from ui.widgets.labels import KeyHint, Words
from ui.widgets.offers import Offer, OfferRow
from ui.widgets.panes import EmptyWords, EscapeKey, Pile
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb, VerbButton, key_in_words
from ui.workplace import Workplace

_SHOWN = 50  # conflicts on the page at once


class ConflictRow(OfferRow):
    """A conflict as a row; below it, when it is asked for, the fields of another value."""

    def __init__(
        self, told: Told, words: ExchangeWords, here: str, latest: str, before: str
    ) -> None:  # fmt: skip
        """Show it; `here` is the code of this desk, whose own value is told from the others."""
        conflict = told.conflict
        offers = [
            Offer(
                words.value(conflict.kind, conflict.register, one.value, told.names),
                words.who(one.operator, one.at), words.side(one.desk, here),
                latest if one == conflict.shown and conflict.register is not None else "",
                missing=one.value is None and conflict.register is not None,
            )
            for one in conflict.values
        ]  # fmt: skip
        under = [told.name, *([before] if before else [])]
        super().__init__(words.field(conflict.kind, conflict.register), under, offers)
        self.told = told
        self.fields: list[Field] = []
        self._editor: QWidget | None = None

    def open_editor(self, place: Workplace, written: Verb, leave: Verb) -> None:
        """Show the fields of another value, filled with the chosen one."""
        conflict, register = self.told.conflict, self.told.conflict.register
        if register is None or self._editor is not None:
            return
        self._editor = QWidget()
        line = QHBoxLayout(self._editor)
        line.setContentsMargins(0, 4, 0, 0)
        for column in register.columns:
            field = Field(conflict.kind, column, Place(column.json_name), place.texts,
                          place.today())  # fmt: skip
            field.fill(_cell(conflict, register, self.choice or 0, column.json_name))
            line.addWidget(field, 1)
            self.fields.append(field)
        self.below.addWidget(self._editor)
        self.below.addWidget(_buttons(VerbButton(leave), VerbButton(written)))
        for field in self.fields:
            EscapeKey(field, leave.run, field.editor.widget)
        self.fields[0].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Take the fields away."""
        if self._editor is not None:
            while self.below.count() > 1:
                item = self.below.takeAt(1)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
            self._editor, self.fields = None, []
            self.enter()

    @property
    def written(self) -> object:
        """Give what is typed as another value, as a draft holds it."""
        if len(self.fields) == 1:
            return self.fields[0].value()
        return {field.name.split(".")[-1]: field.value() for field in self.fields}


def _buttons(*buttons: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 2, 0, 4)
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return holder


def _cell(conflict: Conflict, register: Register, place: int, name: str) -> object:
    shown = said(register, conflict.values[place].value)
    return shown.get(name.rsplit(".", maxsplit=1)[-1]) if isinstance(shown, dict) else shown


class ConflictsPane(QWidget):
    """The open conflicts. Nothing is chosen beforehand; the latest value is told as a fact."""

    opened = Signal(object)  # the id of a firm

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._words = ExchangeWords(place.texts)
        self.rows: list[ConflictRow] = []
        self._told: tuple[Told, ...] = ()
        self._later: list[str] = []
        self._here = 0
        self._enter = False
        inside = QWidget()
        inside.setProperty("part", "canvas")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._empty, self._pile = EmptyWords(), Pile()
        self._pile.addWidget(scrolled(inside))
        self._pile.addWidget(self._empty)
        self._verbs = VerbRow((
            Verb(self.tr("Open the firm"), self._open_firm, icon="firms", key="Ctrl+O"),
            Verb(self.tr("Decide"), self._decide_here, key="Ctrl+Return", main=True),
        ))  # fmt: skip
        hints = (
            KeyHint("← →", self.tr("choose")),
            KeyHint(key_in_words("Space"), self.tr("decide")),
            KeyHint("D", self.tr("later")), KeyHint("F2", self.tr("write another")),
        )  # fmt: skip
        self.foot = Foot(Words("", "hint"), self._verbs, hints=hints)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pile, 1)

    def refetch(self) -> None:
        """Read the open conflicts again."""
        self._place.ask(self, "conflicts", settling.told, self._show)

    def enter(self) -> None:
        """Take the cursor to the conflict at which one was, once they are here."""
        self._enter = True
        if self.rows:
            self._go_on()

    def _show(self, told: tuple[Told, ...]) -> None:
        if [t.conflict for t in told] == [t.conflict for t in self._told] and self.rows:
            return
        had = self._with_cursor() is not None
        chosen = {row.told.named: row.choice for row in self.rows}
        later = [t for t in told if t.named in self._later]
        self._told = (*(t for t in told if t not in later), *later)
        empty(self._cards)
        self.rows = [self._row(one, chosen.get(one.named)) for one in self._told[:_SHOWN]]
        if self.rows:
            self._cards.addWidget(self._card())
            self._cards.addStretch(1)
            self._pile.setCurrentIndex(0)
        else:
            self._empty.say(self.tr("No open conflict: every field has one value."))
            self._pile.setCurrentWidget(self._empty)
        self.foot.setVisible(bool(self.rows))
        self._here = min(self._here, max(0, len(self.rows) - 1))
        if (had or self._enter) and self.rows:
            self._go_on()

    def _go_on(self) -> None:
        self._enter = False
        self.rows[self._here].enter()

    def _card(self) -> Card:
        total = len(self._told)
        note = self.tr("1 open") if total == 1 else self.tr("{count} open").format(count=total)
        kept = self.tr("all values stay in the history")
        card = Card(self.tr("Conflicts"), f"{note}; {kept}")
        for place, one in enumerate(self.rows):
            if place:
                card.add(Line(), padded=False)
            card.add(one, padded=False)
        if total > _SHOWN:
            said = self.tr("{count} more come when these are decided.")
            card.add(Words(said.format(count=total - _SHOWN), "hint"))
        return card

    def _row(self, told: Told, chosen: int | None) -> ConflictRow:
        conflict = told.conflict
        latest = self.tr("latest")
        before = ""
        if conflict.register is not None and conflict.before is not None:
            value = self._words.value(conflict.kind, conflict.register, conflict.before, told.names)
            before = self.tr("before: {value}").format(value=value)
        row = ConflictRow(told, self._words, self._place.facts.desk, latest, before)
        row.choose(chosen)
        row.decided.connect(self.decide)
        row.put_off.connect(self.put_off)
        row.other_wanted.connect(self._write_other)
        row.stepped.connect(self._step)
        row.chosen.connect(self._remember)
        if told.named in self._later:
            row.say_later(self.tr("decide later"))
        return row

    # --- keys -------------------------------------------------------------------------------

    def _remember(self, row: ConflictRow) -> None:
        self._here = self.rows.index(row)

    def _step(self, row: ConflictRow, by: int) -> None:
        self._here = max(0, min(self.rows.index(row) + by, len(self.rows) - 1))
        self.rows[self._here].enter()

    def _current(self) -> ConflictRow | None:
        return self._with_cursor() or (self.rows[self._here] if self.rows else None)

    def _with_cursor(self) -> ConflictRow | None:
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next((row for row in self.rows if row.isAncestorOf(focus)), None)

    def _decide_here(self) -> None:
        row = self._current()
        if row is not None and row.fields:
            self._write(row)
        elif row is not None:
            self.decide(row)

    def _open_firm(self) -> None:
        row = self._current()
        if row is not None and row.told.firm is not None:
            self.opened.emit(row.told.firm)

    def put_off(self, row: ConflictRow) -> None:
        """Put a conflict off: it stays open, behind the others."""
        self._here = self.rows.index(row)
        if row.told.named not in self._later:
            self._later.append(row.told.named)
        row.say_later(self.tr("decide later"))
        self._step(row, 1)

    def decide(self, row: ConflictRow) -> None:
        """Settle a conflict by the chosen value; without one, say how to choose."""
        self._here = self.rows.index(row)
        choice = row.choice
        if choice is None:
            self._place.say(self.tr("Choose a value first, by the arrows or by Space."), "info")
            return
        letter, text = LETTERS[choice], row.boxes[choice].offer.text
        named = row.told.named
        self._place.do(
            self, lambda desk: settling.keep(desk, named, letter), partial(self._done, row, text)
        )

    def _done(self, row: ConflictRow, text: str, changed: Changed) -> None:
        self._enter = True
        told = self.tr("{field} of {name}: “{value}”.")
        said = told.format(field=row.title, name=row.told.name, value=_short(text))
        self._place.wrote(changed, said)

    # --- another value ----------------------------------------------------------------------

    def _write_other(self, row: ConflictRow) -> None:
        self._here = self.rows.index(row)
        row.open_editor(
            self._place,
            Verb(self.tr("Keep this value"), partial(self._write, row)),
            Verb(self.tr("Leave"), row.close_editor, quiet=True),
        )

    def _write(self, row: ConflictRow) -> None:
        named, value = row.told.named, row.written

        def call(desk: Desk) -> Changed:
            return settling.write(desk, named, value, desk.as_typed())

        def failed(error: BaseException) -> None:
            if isinstance(error, ProblemsError):
                self._show_problems(row, error)
            else:
                self._place.tell(error)

        text = ", ".join(str(field.value()) for field in row.fields if field.value())
        self._place.do(self, call, partial(self._done, row, text), failed)

    def _show_problems(self, row: ConflictRow, error: ProblemsError) -> None:
        by_name = {field.name: field for field in row.fields}
        for problem in error.problems:
            field = by_name.get(problem.field, row.fields[0])
            field.show_problem(self._place.texts.problem(problem))
        row.fields[0].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)


def _short(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
