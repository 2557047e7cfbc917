"""Letters to all firms of a mission: what they say, who gets one, and what lacks before that."""

from collections.abc import Callable
from pathlib import Path
from typing import cast
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.documents import KINDS as PAPER_KINDS
from desktop.domain.problems import DeskError
from desktop.domain.records import ApplicationState, Mission
from desktop.services import letters, missions, printing
from desktop.services.desk import Desk
from desktop.services.letters import Made, Plan, Wanted
from desktop.typed import override
from ui.forms.editors import LinesEditor
from ui.page import Page
from ui.pages.letters_writing import LetterWriting
from ui.pages.papers_new import combo, labelled
from ui.widgets.cards import Card, column, on_canvas, row
from ui.widgets.labels import Words
from ui.widgets.panes import EscapeKey
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

FolderChooser = Callable[[], Path | None]
_PAUSE = 300  # milliseconds of quiet before it is looked who lacks what
_WIDTH = 620


class LettersPage(Page):
    """What the letters say at the left, who gets one at the right; nothing is sent from here."""

    KINDS = frozenset({"application", "firm", "person", "mission"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choose_folder: FolderChooser = self._ask_folder
        self.plan: Plan | None = None
        self._mission: Mission | None = None  # None while the one that is come with is looked up
        self._typed_for: UUID | None = None  # the mission that was last written for
        self._writing = LetterWriting(place, self)
        self._fields()
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._look)
        for box in (self.kind, self.state, self.language, self.result):
            box.currentIndexChanged.connect(lambda _place: self._edited())
        self.subject.textChanged.connect(lambda _text: self._edited())
        for lines in (self.reasons, self.text):
            lines.edited.connect(self._edited)
        enter = QShortcut(QKeySequence("Ctrl+Enter"), self)
        enter.activated.connect(self.make)
        EscapeKey(self, place.go_back, self.kind, self.state, self.language, self.result,
                  self.subject, self.reasons.text, self.text.text)  # fmt: skip

    def _fields(self) -> None:
        texts = self.place.texts
        self.kind, self.state = combo(self.tr("Letter")), combo(self.tr("To"))
        self.language, self.result = combo(self.tr("Language")), combo(self.tr("Result"))
        for kind, held in PAPER_KINDS.items():
            if held.letter:
                word = texts.choice("paper.kind", kind)
                self.kind.addItem(word[:1].upper() + word[1:], kind)
        self.state.addItem(self.tr("all that did not withdraw"), None)
        for state in ApplicationState:
            self.state.addItem(texts.choice("application.state", state), state)
        for language in ("it", "en"):
            self.language.addItem(texts.languages(language), language)
        self.result.addItem(self.tr("papers, to be printed"), False)  # noqa: FBT003 - Qt's own
        self.result.addItem(self.tr("drafts of mails, with the paper"), True)  # noqa: FBT003
        self.reasons, self.text = LinesEditor(3), LinesEditor(6)
        self.subject = QLineEdit()
        for widget, name in (
            (self.reasons.text, self.tr("Reasons, one a line")),
            (self.subject, self.tr("Subject of the mail")),
            (self.text.text, self.tr("Text of the mail")),
        ):
            widget.setAccessibleName(name)

    def _lay_out(self) -> None:
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(14, 10, 14, 12)
        fields.setSpacing(9)
        fields.addWidget(row(labelled(self.tr("Letter"), self.kind),
                             labelled(self.tr("Language"), self.language), gap=14))  # fmt: skip
        fields.addWidget(row(labelled(self.tr("To"), self.state),
                             labelled(self.tr("Result"), self.result), gap=14))  # fmt: skip
        self._reasons = labelled(self.tr("Reasons, one a line"), self.reasons.text)
        self._mail = (labelled(self.tr("Subject of the mail"), self.subject),
                      labelled(self.tr("Text of the mail"), self.text.text))  # fmt: skip
        for part in (self._reasons, *self._mail):
            fields.addWidget(part)
        names = letters.names_said(self.place.texts)
        known = self.tr("Filled in for each firm: {names}").format(names=names)
        fields.addWidget(Words(known, "hint", wrap=True))
        card = Card(self.tr("What it says"))
        card.add(inside, padded=False)
        card.setMaximumWidth(_WIDTH)
        self.told = Words("", "value", wrap=True)
        self.lacks = Words("", "body", wrap=True)
        self.left_out = Words(self.tr("Who lacks something is left out."), "hint", wrap=True)
        who = Card(self.tr("Before they are made"))
        who.add(column(self.told, self.lacks, self.left_out, gap=4))
        who.setMaximumWidth(_WIDTH)
        self._tell("", "")
        self._verbs = VerbRow((
            Verb(self.tr("Leave"), self.place.go_back, key="Esc"),
            Verb(self.tr("Make the letters"), self.make, key="Ctrl+Return", main=True),
        ))  # fmt: skip
        self.button = self._verbs.buttons[-1]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(on_canvas(who, card), 1)
        outer.addWidget(Foot(Words(self.tr("Nothing is sent from here."), "hint"), self._verbs))
        self._suit()

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Letters")

    @override
    def context(self) -> str:
        return self._mission.code if self._mission else ""

    @override
    def first_focus(self) -> QWidget:
        return self.kind

    @override
    def arrive(self, argument: object) -> None:
        """Come with a mission's id; what was typed stays for the mission that it was typed for."""
        if not isinstance(argument, UUID):
            return

        def call(desk: Desk) -> Mission:
            with desk.store.reading() as reader:
                return missions.resolve(reader, str(argument))

        self._mission = None
        self._forget()
        self._tell("", "")
        self.place.ask(self, "mission", call, self._take)

    def _take(self, mission: Mission) -> None:
        if self._typed_for != mission.id:
            for lines in (self.reasons, self.text):
                lines.put("")
            self.subject.clear()
        self._mission, self._typed_for = mission, mission.id
        self.heading_changed.emit()
        self._look()

    @override
    def refetch(self) -> None:
        self._look()

    # --- who lacks what ---------------------------------------------------------------------

    def _edited(self) -> None:
        self._forget()
        self._pause.start()

    def _forget(self) -> None:
        """Make nothing of what was looked up for another mission or for an older text."""
        self.plan = None
        self._suit()

    def _suit(self) -> None:
        """Ask for the mail's words where one is written, for reasons where the kind has them."""
        self._reasons.setVisible(PAPER_KINDS[str(self.kind.currentData())].reasons)
        for part in self._mail:
            part.setVisible(bool(self.result.currentData()))
        subject, text = letters.own_words(str(self.language.currentData()))
        self.subject.setPlaceholderText(subject)
        self.text.text.setPlaceholderText(text)
        self.button.setEnabled(self.plan is not None and bool(self.plan.letters))

    def _wanted(self, mission: Mission) -> Wanted:
        kind = str(self.kind.currentData())
        reasons = self.reasons.value().splitlines() if PAPER_KINDS[kind].reasons else []
        state = cast("str | None", self.state.currentData())
        mail = bool(self.result.currentData())
        return Wanted(
            kind, str(mission.id), str(self.language.currentData()),
            ApplicationState(state) if state else None,
            tuple(line for line in reasons if line.strip()), mail,
            self.subject.text() if mail else "", self.text.value() if mail else "",
        )  # fmt: skip

    def _look(self) -> None:
        mission = self._mission
        if mission is None:
            return
        wanted = self._wanted(mission)

        def call(desk: Desk) -> Plan | DeskError:
            try:
                return letters.plan(desk, wanted)
            except DeskError as refused:
                return refused

        def then(answer: Plan | DeskError) -> None:
            if self._is_wanted(wanted):
                self._show(answer)

        self.place.ask(self, "plan", call, then)

    def _is_wanted(self, wanted: Wanted) -> bool:
        """Tell whether this is still what stands on the page, for the mission it is about."""
        return self._mission is not None and wanted == self._wanted(self._mission)

    def _show(self, answer: Plan | DeskError) -> None:
        self.plan = answer if isinstance(answer, Plan) else None
        if isinstance(answer, DeskError):
            self._tell(self.place.texts.refusal(answer), "")
        else:
            said = letters.lacks_said(self.place.texts, answer.lacks)
            self._tell(self._counted(len(answer.letters)), "\n".join(said))
        self._suit()

    def _tell(self, told: str, lacks: str) -> None:
        self.told.setText(told)
        self.lacks.setText(lacks)
        lacking = bool(lacks)
        self.lacks.set_look("soft" if lacking else "body")
        self.lacks.setVisible(lacking)
        self.left_out.setVisible(lacking)

    def _counted(self, count: int) -> str:
        if count == 0:
            return self.tr("No letter can be made.")
        if count == 1:
            return self.tr("1 letter will be made.")
        return self.tr("{count} letters will be made.").format(count=count)

    # --- making -----------------------------------------------------------------------------

    def make(self) -> None:
        """Make what can be made: gathered and kept on the store thread, drawn beside it."""
        plan = self.plan
        if plan is None or not plan.letters or self._writing.busy:
            return
        if not self._is_wanted(plan.wanted):
            return
        folder = self.choose_folder() if plan.wanted.mail else None
        if plan.wanted.mail and folder is None:
            return
        self._writing.run(plan, folder, lambda made: self._made(made, folder))

    def _made(self, made: tuple[Made, ...], folder: Path | None) -> None:
        """Say where the drafts are; papers wait to be printed, all at once if one likes."""
        if folder is not None:
            said = self.tr("Drafts written: {count}, in {folder}. Open them in the mail program.")
            self.place.say(said.format(count=len(made), folder=folder))
            return
        first = made[0].written.paper

        def call(desk: Desk) -> None:
            choice = printing.choice_of(desk, first.kind)
            for one in made:
                why = DeskError("print-put-off")
                printing.put_off(desk, one.written.paper.number, choice, why)

        def then(_none: None) -> None:
            self.place.go("papers", first.number)
            said = self.tr("Letters issued: {count}, from {number} on. They wait to be printed.")
            self.place.say(said.format(count=len(made), number=first.number))

        self.place.do(self, call, then)

    def _ask_folder(self) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Folder for the drafts"), str(Path.home())
        )
        return Path(chosen) if chosen else None
