"""Typing back a questionnaire that was filled in by hand: a digit for each statement, and on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services import answering
from desktop.services.answering import Asked
from desktop.services.desk import Changed, Desk
from desktop.services.scanning import Scanned
from desktop.typed import override
from ui import spoken, tokens
from ui.forms.session_person import ChoiceList, FirmPicker
from ui.models.table import Column, Look
from ui.page import Page
from ui.widgets.area import DetailArea
from ui.widgets.cards import Card
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import KeyHint, Words
from ui.widgets.tables import TableView
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.services.register import Found

_WIDE = "\N{FIGURE SPACE}"  # no narrower than a bracket: the column keeps its width
_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NOBODY: tuple[UUID | None, UUID | None] = (None, None)


@dataclass(frozen=True)
class Statement:
    """A statement, and the points given to it; None where the paper has no cross."""

    number: int
    text: str
    most: int
    points: int | None = None

    def said(self) -> str:
        """Give the scale as it stands on the paper, the crossed box in brackets."""
        boxes = (
            f"[{n}]" if n == self.points else f"{_WIDE}{n}{_WIDE}" for n in range(self.most + 1)
        )
        return " ".join(boxes)


class AnswerTable(TableView[Statement]):
    """The statements; a digit answers the chosen one and goes on, Backspace goes back."""

    answered = Signal()
    finished = Signal()  # a digit or Enter at the last statement

    def show_statements(self, statements: list[Statement]) -> None:
        """Show the statements from the first one that has no answer."""
        self.rows.set_rows(statements)
        open_ones = (n for n, one in enumerate(statements) if one.points is None)
        self._go_to(next(open_ones, 0))

    def statements(self) -> list[Statement]:
        """Give them with what was typed."""
        places = range(self.rows.rowCount())
        return [one for place in places if (one := self.rows.row(place)) is not None]

    def _go_to(self, place: int) -> None:
        self.setCurrentIndex(self.rows.index(place, 0))

    def _answer(self, points: int | None) -> None:
        place, held = self.currentIndex().row(), self.statements()
        if not 0 <= place < len(held):
            return
        one = held[place]
        held[place] = Statement(one.number, one.text, one.most, points)
        self.rows.put_page(0, held)
        self.answered.emit()

    def _on(self) -> None:
        place = self.currentIndex().row() + 1
        if place < self.rows.rowCount():
            self._go_to(place)
        else:
            self.finished.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        chosen, typed = self.chosen(), event.text()
        if not plain or chosen is None:
            super().keyPressEvent(event)
        elif typed.isascii() and typed.isdigit():
            if int(typed) <= chosen.most:
                self._answer(int(typed))
                self._on()
        elif event.key() in _BACK:
            if chosen.points is None:
                self._go_to(max(0, self.currentIndex().row() - 1))
            self._answer(None)
        elif event.key() in _ON:
            self._on()
        else:
            super().keyPressEvent(event)


class QuestionnaireFormPage(Page):
    """Whose answers, at which session, and the statements of the version on the paper."""

    is_form = True

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._asked: Asked | None = None
        self._edition: str | None = None
        self._session: UUID | None = None  # that the paper names
        self._wanted = _NOBODY  # of whom, and at which session, the last question to the desk was
        self._shown = _NOBODY  # of whom, and at which session, the page shows what is held
        self._seen = True  # no answer is held there that was neither shown nor given up
        self._typed = False
        self._number = ""
        self.choices = ChoiceList(self.tr("Choices"), 14)
        self.firm = FirmPicker(place, self.choices)
        self.firm.picked.connect(self._pick)
        self.choices.clicked.connect(lambda _index: self.firm.take(self.choices.chosen_key()))
        self.session = ChoiceBox()
        self.session.setAccessibleName(self.tr("Session"))
        self.session.activated.connect(lambda _place: self._choose_session())
        self.table = AnswerTable((
            Column[Statement](self.tr("N."), lambda one: str(one.number), 44, right=True),
            Column[Statement](self.tr("Statement"), lambda one: one.text),
            Column[Statement](self.tr("Points"), Statement.said, 150,
                              look=lambda one: Look(strong=one.points is not None)),
        ), self.tr("Statements"))  # fmt: skip
        self.table.answered.connect(self._edit)
        self.table.finished.connect(self._to_save)
        self._lay_out()
        save = QShortcut(QKeySequence("Ctrl+Enter"), self)
        save.activated.connect(self.save)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        label = Words(self.tr("Session"), "label")
        label.setBuddy(self.session)
        where = QWidget()
        below = QVBoxLayout(where)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(3)
        below.addWidget(label)
        below.addWidget(self.session)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(14)
        side_by_side.addWidget(self.firm, 1)
        side_by_side.addWidget(where, 1)
        column.addLayout(side_by_side)
        column.addWidget(self.choices)
        card = Card(self.tr("Whose answers"))
        card.add(inside, padded=False)
        self._count = Words("", "body")
        verbs = VerbRow((
            Verb(self.tr("Leave"), self._leave, key="Esc"),
            Verb(self.tr("Save"), self.save, key="Ctrl+Return", main=True),
        ))  # fmt: skip
        self._save_button = verbs.buttons[-1]
        self._foot = Foot(self._count, verbs, hints=(
            KeyHint("0–3", self.tr("answer and go on")),
            KeyHint(self.tr("Backspace"), self.tr("take back")),
        ))  # fmt: skip
        sheet = QWidget()
        around = QVBoxLayout(sheet)
        around.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        around.setSpacing(tokens.GAP)
        around.addWidget(card)
        statements = Card()
        statements.add(self.table, padded=False)
        around.addWidget(statements, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(DetailArea(sheet), 1)
        outer.addWidget(self._foot)

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Questionnaire")

    @override
    def context(self) -> str:
        if self._asked is None:
            return ""
        said = self.tr("version {version}").format(version=self._asked.questionnaire.version)
        return spoken.joined(self._number, said)

    @override
    def arrive(self, argument: object) -> None:
        """Come with a scanned paper; without one a blank of the latest version is typed."""
        paper = argument if isinstance(argument, Scanned) else None
        self._typed = False
        self._number = paper.paper.number if paper else ""
        self._edition = paper.paper.edition if paper else None
        self._session = paper.session if paper else None
        self.firm.clear()
        self.firm.line.setEnabled(True)
        self._ask(paper.firm if paper else None, self._session, anew=True)

    def _ask(self, firm: UUID | None, session: UUID | None, *, anew: bool = False) -> None:
        edition = self._edition
        if self._typed and self._asked is not None:  # what is typed answers these statements
            edition = self._asked.questionnaire.version
        wanted = self._wanted = firm, session

        def call(desk: Desk) -> Asked:
            return answering.asked(desk, edition=edition, firm=firm, session=session)

        def then(asked: Asked) -> None:
            if self._wanted == wanted:  # else the firm was changed again while the desk looked
                self._shown = wanted
                self._show(asked, anew=anew)

        self.place.ask(self, "asked", call, then)

    def _show(self, asked: Asked, *, anew: bool) -> None:
        """Show what is held; what was typed since the page came stays, and is asked about."""
        self._asked = asked
        self._offer_sessions(asked)
        if asked.firm is not None and anew:
            self.firm.show_firm(asked.firm.name)
        if anew or not self._typed:
            self._show_held()
        else:
            self._seen = not asked.held
        self._tell()
        target = self.table if asked.firm is not None else self.firm.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._typed and not self._seen:
            self._ask_to_replace(self.table.setFocus)

    def _show_held(self) -> None:
        """Show the answers that are held, in place of what the table had."""
        asked = self._asked
        if asked is None:
            return
        english = self.place.language == "en"
        self.table.show_statements([
            Statement(item.number, item.title.en if english else item.title.it,
                      asked.questionnaire.most, asked.answers.get(item.number))
            for item in asked.questionnaire.items
        ])  # fmt: skip
        self._typed = False
        self._seen = bool(asked.answers) or not asked.held  # those to another version are not here
        self._tell()

    def _offer_sessions(self, asked: Asked) -> None:
        self.session.clear()
        for line in asked.sessions:
            self.session.addItem(
                spoken.joined(line.title, spoken.day(line.day), line.number), line.id
            )
        self.session.addItem(self.tr("A new session, of today"), None)
        self.session.setCurrentIndex(self._place_of(asked.session))

    def _place_of(self, session: UUID | None) -> int:
        """Give where a session stands in the list; a new one is the last."""
        there = range(self.session.count())
        found = (n for n in there if session is not None and self.session.itemData(n) == session)
        return next(found, self.session.count() - 1)

    def _pick(self, found: "Found | None") -> None:
        if found is not None:
            self._ask(found.id, self._session)
        elif self._asked is not None:
            self._let_go(self._asked)

    def _let_go(self, asked: Asked) -> None:
        """Forget the firm whose name is being changed, and what is held of its answers."""
        self._take_off(asked)
        self._wanted = self._shown = _NOBODY
        self._seen = True
        self._asked = replace(
            asked, firm=None, sessions=(), session=None, answers={}, held=False
        )  # fmt: skip
        self._offer_sessions(self._asked)
        self._tell()

    def _take_off(self, asked: Asked) -> None:
        """Take the answers that are held off the table: they go nowhere else; typed ones stay."""
        if asked.answers:
            self.table.show_statements([
                replace(one, points=None) if one.points == asked.answers.get(one.number) else one
                for one in self.table.statements()
            ])  # fmt: skip
            self._asked = replace(asked, answers={})

    def _choose_session(self) -> None:
        """Show what is held of the answers at the session that was chosen."""
        firm, session = self._wanted[0], cast("UUID | None", self.session.currentData())
        if self._asked is None or firm is None or (firm, session) == self._wanted:
            return
        self._take_off(self._asked)
        self._ask(firm, session)

    def _ask_to_replace(self, then: Callable[[], None]) -> None:
        """Ask before the answers that are held give way to those that were typed."""
        asked = self._asked

        def replace_them() -> None:
            self._seen = True
            then()

        def show_them() -> None:
            self._show_held()
            self.table.setFocus()

        show = (Verb(self.tr("Show the held ones"), show_them),) if asked and asked.answers else ()
        self.place.question(
            self.tr("At this session answers are held already: saving would put those typed here "
                    "in their place."),
            Verb(self.tr("Go on writing"), self.table.setFocus),
            *show,
            Verb(self.tr("Replace them"), replace_them),
        )  # fmt: skip

    # --- typing -----------------------------------------------------------------------------

    def _edit(self) -> None:
        self._typed = True
        self._tell()

    def _tell(self) -> None:
        held = self.table.statements()
        answered = sum(one.points is not None for one in held)
        said = self.tr("{answered} of {all} answered").format(answered=answered, all=len(held))
        self._count.setText(said)
        self._foot.suit()
        self.heading_changed.emit()

    def _to_save(self) -> None:
        self._save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed is not saved."""
        return self._typed

    def save(self) -> None:
        """Keep the answers; without a firm say so."""
        asked = self._asked
        if asked is None:
            return
        if asked.firm is None:
            self.place.say(self.tr("Choose the firm: type a part of its name."), "warn")
            self.firm.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._wanted != self._shown:
            self.place.say(
                self.tr("Firm or session was just changed, and what is held there is not yet "
                        "shown: look at the page, then save again."), "warn",
            )  # fmt: skip
            return
        if not self._seen:
            self._ask_to_replace(self.save)
            return
        firm, version = asked.firm, asked.questionnaire.version
        session = asked.session
        answers = {o.number: o.points for o in self.table.statements() if o.points is not None}
        title = self.place.texts.choice("paper.kind", "questionnaire").capitalize()

        def call(desk: Desk) -> Changed:
            return answering.keep(desk, firm.id, session, version, answers, title=title)

        def then(changed: Changed) -> None:
            self._typed = False
            self.place.wrote(changed, self.tr("The answers of {firm} are saved.").format(
                firm=firm.name
            ))  # fmt: skip
            written = next((i for kind, i in changed.records if kind == "session"), session)
            self.place.go("sessions", written)

        self.place.do(self, call, then, once="save")

    # --- leaving ----------------------------------------------------------------------------

    def _leave(self) -> None:
        if self.may_leave(self.place.go_back):
            self.place.go_back()

    @property
    @override
    def holds_typed(self) -> bool:
        return self._typed

    @override
    def may_leave(self, then: Callable[[], None]) -> bool:
        if not self.holds_typed:
            return True

        def discard() -> None:
            self._typed = False
            then()

        self.place.question(
            self.tr("The answers typed here are not saved."),
            Verb(self.tr("Go on writing"), self.table.setFocus),
            Verb(self.tr("Discard"), discard),
        )
        return False

    @override
    def first_focus(self) -> QWidget:
        return self.table
