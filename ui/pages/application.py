"""An application to a mission: every reason of its outcome, its state, what was kept of it."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.rules.mending import Mend
from desktop.domain.rules.reason import Reason, Severity
from desktop.domain.rules.snapshots import Difference, Differing
from desktop.services import selecting
from desktop.services.selecting import Moved
from desktop.typed import override
from ui import spoken, tokens
from ui.page import Page
from ui.pages import application_reading
from ui.pages.application_folder import FolderCard
from ui.pages.application_reading import ApplicationSheet
from ui.pages.application_state import MoveWords, StateCard
from ui.pages.attachments import AttachmentsCard
from ui.pages.attachments_adder import FileDrop
from ui.pages.firm_measures import cite_of, source_of
from ui.pages.missions_reading import gravest_first, judgement_of
from ui.pages.missions_table import OUTCOMES, STATES, is_settled, look_of
from ui.pages.papers_issue import Issuing
from ui.widgets.area import DetailArea
from ui.widgets.cards import Card, column, scrolled
from ui.widgets.flow import TwoColumns
from ui.widgets.panes import DetailHead, EmptyWords, Pile
from ui.widgets.tellings import MARKS, Telling, Tellings
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from uuid import UUID

_RIGHT, _LEAST = 372, 820  # the right column, and the width under which there is one only
_SEVERAL = 2
_DIFFERENCES = {
    Difference.CAME: "warn", Difference.CHANGED: "warn", Difference.WENT: "info"
}  # fmt: skip


class ApplicationPage(Page):
    """One application. The arrows go through its reasons, Tab to its state; Esc goes back."""

    KINDS = frozenset({
        "mission", "application", "delegate", "firm", "programme", "site", "person", "accounts",
        "relation", "aid", "declaration", "consent", "session", "slot", "attendance",
        "attachment", "evaluation",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.sheet: ApplicationSheet | None = None
        self._mission: UUID | None = None
        self._application: UUID | None = None
        self._enter = False
        self._texts = place.texts
        self._issuing = Issuing(place, self)
        self._empty = EmptyWords()
        self.head = DetailHead((
            Verb(self.tr("Reasons on paper"), self._issue, icon="print", key="Ctrl+P"),
            Verb(self.tr("Open the firm"), self._open_firm, icon="firms", key="Ctrl+O"),
            Verb(self.tr("Edit"), self._edit, icon="edit", key="F2"),
        ))  # fmt: skip
        self.why, self.met = Tellings(self.tr("Reasons")), Tellings(self.tr("In order"))
        self.kept = Tellings(self.tr("Beside the kept outcome"))
        self.why.lead_to(self.met)
        self.folder = FolderCard(place)
        self.state = StateCard(place.texts)
        self.state.moved.connect(self._move)
        self.files = AttachmentsCard(place)
        self.folder.file_wanted.connect(self.files.enter)
        drop = FileDrop(self, lambda: self.sheet is not None)
        drop.dropped.connect(self.files.take)
        self._pile = Pile()
        self._pile.addWidget(self._empty)
        self._pile.addWidget(DetailArea(self._whole()))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pile)

    def _whole(self) -> QWidget:
        self._why_card = Card(
            self.tr("Why"), self.tr("what keeps it out, and what would change it")
        )
        self._why_card.add(self.why, padded=False)
        self._met_card = Card(self.tr("In order"))
        self._met_card.add(self.met, padded=False)
        self._kept_card = Card(self.tr("Kept outcome"))
        self._kept_card.add(self.kept, padded=False)
        left = column(self._why_card, self._met_card)
        right = column(self.state, self.folder, self.files, self._kept_card)
        for side in (left, right):
            cast("QVBoxLayout", side.layout()).addStretch(1)
        inside = QWidget()
        inside.setProperty("part", "canvas")
        around = QVBoxLayout(inside)
        around.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        around.addWidget(TwoColumns(left, right, least=_LEAST, right_width=_RIGHT))
        around.addStretch(1)
        return column(self.head, scrolled(inside), gap=0)

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Application")

    @override
    def context(self) -> str:
        if self.sheet is None:
            return ""
        held = self.sheet.mission
        title = (held.title_en or held.title) if self.place.language == "en" else held.title
        return spoken.joined(title, held.code)

    @override
    def verbs(self) -> tuple[Verb, ...]:
        found = [Verb(self.tr("Back to the mission"), self._leave, icon="left", key="Esc")]
        if self.sheet is not None and self.sheet.before is not None:
            found.append(Verb(self.tr("Previous"), lambda: self._beside(-1), key="Alt+Up",
                              steps=True))  # fmt: skip
        if self.sheet is not None and self.sheet.after is not None:
            found.append(Verb(self.tr("Next"), lambda: self._beside(1), key="Alt+Down",
                              steps=True))  # fmt: skip
        return tuple(found)

    @override
    def first_focus(self) -> QWidget | None:
        """Leave the cursor to what is read: it goes to the first reason then."""
        return None

    @override
    def arrive(self, argument: object) -> None:
        """Come with (mission, application); back from another page it is the same one."""
        if isinstance(argument, tuple):
            self._mission, self._application = argument
            self._enter = True
            self.refetch()
        elif self._application is None:
            self._show_nothing()
        else:
            self._enter = True
            self.refetch()

    @override
    def refetch(self) -> None:
        mission, application = self._mission, self._application
        if mission is None or application is None:
            return
        language = self.place.language
        self.place.ask(
            self, "application",
            lambda desk: application_reading.read(desk, mission, application, language),
            self._show,
        )  # fmt: skip

    def _show_nothing(self) -> None:
        back = Verb(self.tr("Choose an application"), self._leave, icon="missions")
        self._empty.say(self.tr("No application is open."), back)
        self._pile.setCurrentWidget(self._empty)
        if self._empty.button is not None and self.isVisible():
            self._empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        chosen = None if self._mission is None else (self._mission, self._application)
        self.place.go("missions", chosen)

    def _beside(self, by: int) -> None:
        if self.sheet is None:
            return
        wanted = self.sheet.before if by < 0 else self.sheet.after
        if wanted is not None:
            self.arrive((self._mission, wanted))

    # --- showing ----------------------------------------------------------------------------

    def _show(self, sheet: ApplicationSheet | None) -> None:
        if sheet is None:  # taken out meanwhile, by an undo
            self._application = self.sheet = None
            self._show_nothing()
            return
        self.sheet = sheet
        self._pile.setCurrentIndex(1)
        self._show_head(sheet)
        self._show_reasons(sheet)
        self._show_kept(sheet)
        self.folder.show_folder(sheet.entered, sheet.folder)
        settled = is_settled(judgement_of(sheet.judged, None).outcome)
        self.state.show_state(sheet.entered.application, settled=settled)
        self.files.show_for("application", sheet.entered.application.id)
        self.heading_changed.emit()
        if self._enter and self.isVisible():
            self._enter = False
            (self.why if self.why.rows else self.met).enter()

    def _show_head(self, sheet: ApplicationSheet) -> None:
        held = sheet.entered.application
        outcome = judgement_of(sheet.judged, None).outcome
        chips: list[tuple[str, str]] = []
        if outcome is not None:
            word = self._texts.choice("eligibility_outcome", outcome.value)
            chips.append((word, OUTCOMES[outcome]))
        look = look_of(held.state, settled=is_settled(outcome))
        state = self._texts.choice("application.state", held.state)
        going_on = look.mark == "info" and held.state not in STATES
        tone = look.tone or ("info" if going_on else "plain")
        chips.append((self.tr("state: {state}").format(state=state), tone))
        self.head.show_name(sheet.entered.firm.name, chips)
        office = sheet.entered.firm.registered_office
        town = spoken.town(office.town, office.province) if office else ""
        self.head.show_facts([
            (self.tr("Arrived"), spoken.moment(held.arrived_at, seconds=True)),
            (self.tr("How"), spoken.joined(
                self._texts.choice("application.channel", held.channel), held.protocol)),
            (self.tr("Town"), town or spoken.NONE),
            (self.tr("Delegates"), str(len(sheet.entered.delegates))),
            (self.tr("Judged as of"), spoken.day(sheet.judged.case.on)),
        ])  # fmt: skip

    def _show_reasons(self, sheet: ApplicationSheet) -> None:
        reasons = sheet.judged.eligibility.reasons
        mends = {id(mend.reason): mend for mend in sheet.mends}
        met = [reason for reason in reasons if reason.severity is Severity.SATISFIED]
        open_ = gravest_first(r for r in reasons if r.severity is not Severity.SATISFIED)
        lines = [self._telling(reason, mends.get(id(reason))) for reason in open_]
        self.why.tell([*lines, *self._together(sheet)])
        self.met.tell([self._telling(reason, None) for reason in met])
        self._why_card.setVisible(bool(open_))
        self._met_card.setVisible(bool(met))

    def _telling(self, reason: Reason, mend: Mend | None) -> Telling:
        met = reason.severity is Severity.SATISFIED  # the title of its card says so
        word = "" if met else self._texts.choice("severity", reason.severity.value)
        below = (self._mended(mend) if mend is not None else "", source_of(self._texts, reason))
        return Telling(
            MARKS[reason.severity], word, self._texts.reason(reason), tuple(filter(None, below)),
            cite_of(self._texts, reason),
        )  # fmt: skip

    def _together(self, sheet: ApplicationSheet) -> list[Telling]:
        """Say what all that can be mended would do, where there is more than one thing."""
        if len(sheet.mends) < _SEVERAL:
            return []
        outcome = self._texts.choice("eligibility_outcome", sheet.together.value)
        said = self.tr("With all of this in order it would be: {outcome}.").format(outcome=outcome)
        return [Telling(OUTCOMES[sheet.together], self.tr("What if"), said)]

    def _mended(self, mend: Mend) -> str:
        """Say what one change would do: what if."""
        change = self._texts.mend(mend)
        if mend.outcome is None:
            return f"{change}."
        outcome = self._texts.choice("eligibility_outcome", mend.outcome.value)
        enough, more = (
            self.tr("{change}. That is enough: it would be {outcome}."),
            self.tr("{change}. Not enough: still {outcome}, reasons left: {count}."),
        )
        said = enough if mend.enough else more
        return said.format(change=change, outcome=outcome, count=len(mend.left))

    def _show_kept(self, sheet: ApplicationSheet) -> None:
        kept = sheet.kept
        self._kept_card.setVisible(kept is not None)
        if kept is None:
            self.kept.tell(())
            return
        outcome = self._texts.choice("eligibility_outcome", kept.outcome)
        purpose = self._texts.choice("evaluation.purpose", kept.purpose)
        said = self.tr("It was: {outcome}").format(outcome=outcome)
        when = self.tr("kept for {purpose} on {moment}").format(
            purpose=purpose, moment=spoken.moment(kept.made_at)
        )
        first = Telling("info", "", said, (when,))
        differing = [self._difference(one) for one in sheet.differing]
        same = [Telling("ok", "", self.tr("Judged today it is the same, reason by reason."))]
        self.kept.tell([first, *(differing or same)])

    def _difference(self, one: Differing) -> Telling:
        """Tell a reason that came, went or weighs otherwise; kept ones are in Italian."""
        word = self._texts.choice("difference", one.what.value)
        if one.what is Difference.WENT:
            said = str((one.before or {}).get("sentence", one.code))
            return Telling(_DIFFERENCES[one.what], word, said, cite=one.code)
        reasons = self.sheet.judged.eligibility.reasons if self.sheet else ()
        now = next((r for r in reasons if self._is(r, one)), None)
        said = one.code if now is None else self._texts.reason(now)
        before = str((one.before or {}).get("sentence", ""))
        below = (self.tr("before: {sentence}").format(sentence=before),) if before else ()
        return Telling(_DIFFERENCES[one.what], word, said, below, one.code)

    def _is(self, reason: Reason, one: Differing) -> bool:
        after = one.after or {}
        return reason.code == one.code and reason.plain() == after.get("data")

    # --- deeds ------------------------------------------------------------------------------

    def _issue(self) -> None:
        if self.sheet is not None:
            firm = str(self.sheet.entered.firm.id)
            self._issuing.offer(
                self.head.buttons[0], "eligibility-report", mission=str(self._mission), firm=firm
            )

    def _open_firm(self) -> None:
        if self.sheet is not None:
            self.place.go("firms", self.sheet.entered.firm.id)

    def _edit(self) -> None:
        if self.sheet is not None:
            self.place.go("application-form", (self._mission, self._application))

    def _move(self, state: str, why: str) -> None:
        if self.sheet is None:
            return
        firm, application = self.sheet.entered.firm.name, str(self._application)

        def then(moved: Moved) -> None:
            self.place.wrote(moved.changed, MoveWords(self._texts).moved(firm, moved))

        self.place.do(self, lambda desk: selecting.move(desk, application, state, why), then)
