"""A draft tried: whom it would include or exclude before a mission, and by which reasons."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.programme_draft import written
from desktop.domain.rules.eligibility import EligibilityOutcome
from desktop.domain.rules.reason import Reason
from desktop.domain.rules.snapshots import Difference
from desktop.services import programme_drafts, programme_trial
from desktop.services.desk import Desk
from desktop.services.programme_trial import Shift, Tried, Who
from desktop.services.register import Found
from desktop.services.watch import Watch
from desktop.typed import override
from ui import tokens
from ui.forms.session_person import ChoiceList, FirmPicker
from ui.models.table import Column, Look
from ui.page import Page
from ui.pages.programme_words import ProgrammeWords, tone_of
from ui.widgets.area import show_whole
from ui.widgets.beside import Beside
from ui.widgets.cards import empty, row
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import Mark, Words
from ui.widgets.tables import TableView
from ui.widgets.tellings import MARKS
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from uuid import UUID

_APPLICANTS, _CHOSEN, _EVERYONE = "applicants", "chosen", "everyone"
_QUIET, _STRONG = Look(quiet=True), Look(strong=True)
_SHIFTS = {
    Shift.INCLUDED: Look("ok", "ok"), Shift.EXCLUDED: Look("bad", "bad"),
    Shift.OUTCOME: Look("warn", "warn"), Shift.REASONS: Look("info"), Shift.SAME: _QUIET,
}  # fmt: skip
_REASONS = 340  # pixels of what is told of the chosen firm

Opened = tuple[str, list[tuple[str, str, str]]]  # the text, the missions it can be tried on


class ProgrammeTrialPage(Page):
    """Firms with their outcome in force and under the draft; the reasons of the chosen one."""

    KINDS = frozenset({"firm", "application", "mission", "programme"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._code = place.facts.programme
        self._text = ""
        self._firms: dict[UUID, str] = {}
        self.tried: list[Tried] = []
        self.words = ProgrammeWords(place.texts)
        self.mission, self.who = ChoiceBox(), ChoiceBox()
        self.choices = ChoiceList(self.tr("Firms found"))
        self.picker = FirmPicker(place, self.choices)
        self.choices.clicked.connect(lambda _index: self.picker.take(self.choices.chosen_key()))
        self.choices.opened.connect(self.picker.take)
        self.picker.picked.connect(self._picked)
        self.mission.activated.connect(lambda _place: self.run())
        self.who.activated.connect(lambda _place: self._who_changed())
        for value, said in (
            (_APPLICANTS, self.tr("who has applied")), (_CHOSEN, self.tr("firms that I choose")),
            (_EVERYONE, self.tr("the whole register")),
        ):  # fmt: skip
            self.who.addItem(said, value)
        self.table = TableView(self._columns(), self.tr("Firms tried"))
        self.table.row_chosen.connect(self._show_reasons)
        self._count = Words("", "hint", wrap=True)
        self._reasons = QVBoxLayout()
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = head = QFrame()
        head.setProperty("part", "head")
        band = QVBoxLayout(head)
        band.setContentsMargins(tokens.EDGE, 12, tokens.EDGE_RIGHT, 10)
        band.setSpacing(8)
        asked = row(
            _labelled(self.tr("Mission"), self.mission),
            _labelled(self.tr("On whom"), self.who),
            gap=14,
        )
        cast("QHBoxLayout", asked.layout()).setStretch(0, 3)
        cast("QHBoxLayout", asked.layout()).setStretch(1, 2)
        for widget in (asked, self.picker, self.choices, self._count):
            band.addWidget(widget)
        self._reasons.setSpacing(10)
        self._split = Beside(self.table, (self._reasons,), self.tr("Reasons"), wide=_REASONS)
        self._none = self._split.none
        self.table.opened.connect(lambda _one: show_whole(self._split.area))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split.under(head))
        self._show_picker()

    def _columns(self) -> tuple[Column[Tried], ...]:
        words = self.words

        def outcome(one: EligibilityOutcome | None) -> Look:
            tone = tone_of(one)
            return Look(tone, "" if tone == "missing" else tone, quiet=tone == "missing")

        return (
            Column(self.tr("Firm"), lambda t: t.firm.name, look=_STRONG),
            Column(self.tr("In force"), lambda t: words.outcome(t.before), 160,
                   look=lambda t: outcome(t.before)),
            Column(self.tr("With the draft"), lambda t: words.outcome(t.after), 160,
                   look=lambda t: outcome(t.after)),
            Column(self.tr("What changes"), lambda t: self._shift(t.shift), 150,
                   look=lambda t: _SHIFTS[t.shift]),
            Column(self.tr("Application"), self._applied, 140, look=_QUIET, spare=True),
        )  # fmt: skip

    def _applied(self, one: Tried) -> str:
        return self.tr("applied") if one.applied else self.tr("as if it asked today")

    def _shift(self, shift: Shift) -> str:
        return {
            Shift.INCLUDED: self.tr("comes in"), Shift.EXCLUDED: self.tr("goes out"),
            Shift.OUTCOME: self.tr("other outcome"), Shift.REASONS: self.tr("other reasons"),
            Shift.SAME: self.tr("nothing"),
        }[shift]  # fmt: skip

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Trial of the draft")

    @override
    def context(self) -> str:
        wide = self.width() >= tokens.ONE_PANE
        return self.tr("by the rules alone: nothing is written") if wide else ""

    @override
    def verbs(self) -> tuple[Verb, ...]:
        edit = Verb(self.tr("Back to the draft"), self._back, icon="left", key="Esc")
        again = Verb(self.tr("Try again"), self.run, icon="check", key="F5", main=True)
        return (edit, again)

    def _back(self) -> None:
        self.place.go("programme-draft", self._code)

    @override
    def first_focus(self) -> QWidget:
        return self.mission

    @override
    def arrive(self, argument: object) -> None:
        """Come with a programme's code."""
        if isinstance(argument, str):
            self._code = argument
        self.refetch()

    @override
    def refetch(self) -> None:
        code = self._code

        def call(desk: Desk) -> Opened:
            opened = programme_drafts.opened(desk, code)
            text = opened.draft.text if opened.draft else written(opened.base)
            found = programme_drafts.check(desk, code, text)
            if any(problem.code != "mission-in-use" for problem in found.problems):
                return "", []
            return text, programme_trial.missions_of(desk, code, text)

        self.place.ask(self, "draft", call, self._open)

    def _open(self, opened: Opened) -> None:
        self._text, missions = opened
        self._none.setVisible(not missions)
        for part in (self._head, self._split):
            part.setVisible(bool(missions))
        if not missions:
            said = self.tr("The draft has points to mend: it can be tried once they are.")
            nothing = self.tr("The programme has no mission yet: enter one, then try it.")
            verb = Verb(self.tr("Go to the draft"), self._back)
            self._none.say(nothing if self._text else said, verb)
            if self.isVisible() and self._none.button is not None:
                self._none.button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before = self.mission.currentData()
        self.mission.clear()
        for code, title, english in missions:
            said = english if self.place.language == "en" else title
            self.mission.addItem(f"{code}  {said}", code)
        self.mission.setCurrentIndex(max(0, self.mission.findData(before)))
        self.run()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the reasons stand below the firms where there is no room beside them."""
        super().resizeEvent(event)
        self._split.suit(self.width(), self.heading_changed.emit)

    # --- on whom ----------------------------------------------------------------------------

    def _who_changed(self) -> None:
        self._show_picker()
        if self.who.currentData() == _CHOSEN and not self._firms:
            self.picker.line.setFocus()
        self.run()

    def _show_picker(self) -> None:
        self.picker.setVisible(self.who.currentData() == _CHOSEN)
        self.choices.hide()

    def _picked(self, firm: object) -> None:
        if isinstance(firm, Found):
            self._firms[firm.id] = firm.name
            self.picker.clear()
            self.run()

    def _wanted(self) -> Who:
        who = self.who.currentData()
        if who == _CHOSEN:
            return Who(applicants=False, firms=tuple(self._firms))
        return replace(Who(), everyone=who == _EVERYONE)

    def run(self) -> None:
        """Try the draft; of the whole register it says how far it is and can be cancelled."""
        text, mission, who = self._text, self.mission.currentData(), self._wanted()
        if not text or mission is None:
            self.refetch()  # perhaps what was to be mended is
            return

        def call(desk: Desk, watch: Watch) -> list[Tried]:
            return programme_trial.run(desk, text, str(mission), who, watch)

        if who.everyone:
            self.place.take_time(self, self.tr("Trying the draft"), call, self._show_tried)
        else:
            self.place.ask(self, "tried", lambda desk: call(desk, Watch()), self._show_tried)

    # --- what came out ----------------------------------------------------------------------

    def _show_tried(self, tried: list[Tried]) -> None:
        chosen = self.table.chosen()
        self.tried = tried
        self.table.rows.set_rows(tried)
        self._count.setText(self._counted(tried))
        wanted = chosen.firm.id if chosen else None
        place = self.table.rows.place_of(lambda one: one.firm.id == wanted)
        if tried:
            self.table.setCurrentIndex(self.table.rows.index(max(0, place), 0))
            self._show_reasons(tried[max(0, place)])
        else:
            empty(self._reasons)

    def _counted(self, tried: Sequence[Tried]) -> str:
        if not tried:
            if self.who.currentData() == _CHOSEN:
                return self.tr("Choose a firm above; each one is added to those tried.")
            return self.tr("Nobody has applied to this mission: choose firms, or the register.")
        counts = programme_trial.counted(tried)
        said = self.tr(
            "Tried: {all}. Come in: {included}. Go out: {excluded}. Another outcome: {outcome}. "
            "Other reasons: {reasons}. The same: {same}."
        )
        return said.format(all=len(tried), **{str(shift): n for shift, n in counts.items()})

    def _show_reasons(self, one: object) -> None:
        if not isinstance(one, Tried):
            return
        empty(self._reasons)
        self._reasons.addWidget(Words(one.firm.name, "strong", wrap=True))
        self._reasons.addWidget(Words(self._applied(one), "hint"))
        titles = {
            Difference.CAME: self.tr("New with the draft"), Difference.WENT: self.tr("No longer"),
            Difference.CHANGED: self.tr("Weighs otherwise"),
        }  # fmt: skip
        for what, title in titles.items():
            told = [d.reason for d in one.differing if d.what is what]
            self._tell(title, told, went=what is Difference.WENT)
        if not one.differing:
            self._reasons.addWidget(Words(self.tr("The same reasons under both."), wrap=True))
        new = [d.reason for d in one.differing]
        still = [reason for reason in one.open if reason not in new]
        self._tell(self.tr("Open under both"), still)

    def _tell(self, title: str, reasons: Sequence[Reason], *, went: bool = False) -> None:
        """List reasons under a title, each with the mark of its weight where it still weighs."""
        if not reasons:
            return
        self._reasons.addWidget(Words(title, "label"))
        for reason in reasons:
            line = QWidget()
            inside = QHBoxLayout(line)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            inside.addWidget(
                Mark("ok" if went else MARKS[reason.severity]), 0, Qt.AlignmentFlag.AlignTop
            )
            inside.addWidget(Words(self.place.texts.reason(reason), "body", wrap=True), 1)
            self._reasons.addWidget(line)


def _labelled(label: str, box: ChoiceBox) -> QWidget:
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(3)
    words = Words(label, "label")
    words.setBuddy(box)
    box.setAccessibleName(label)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    inside.addWidget(words)
    inside.addWidget(box)
    return holder
