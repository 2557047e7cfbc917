"""The missions: the next to leave first at the left, the chosen one beside it."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.domain.records import ApplicationState
from desktop.services import selecting
from desktop.services.selecting import Minutes, Moved
from desktop.typed import override
from ui import spoken
from ui.page import Page
from ui.pages import missions_reading
from ui.pages.application_state import MoveWords
from ui.pages.missions_detail import MissionDetail
from ui.pages.missions_reading import Arrival, MissionLine, MissionOpened
from ui.pages.papers_issue import Issuing
from ui.widgets.labels import KeyHint
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import EmptyWords, ListPane, Panes, Pile
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

_PAPERS = ("catalogue", "badges", "agenda", "meeting-sheet")  # offered after the dossier


class MissionsPage(Page):
    """List at the left, mission at the right."""

    KINDS = frozenset({
        "mission", "application", "delegate", "firm", "programme", "site", "person", "accounts",
        "relation", "aid", "declaration", "consent", "session", "slot", "attendance",
        "attachment", "evaluation", "ranking",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._wanted: UUID | None = None
        self._application: UUID | None = None
        self.list = EntryList(self.tr("Missions"))
        self.detail = MissionDetail(place)
        self._issuing = Issuing(place, self)
        self._empty = EmptyWords()
        hint = KeyHint(self.tr("Enter"), self.tr("applications"))
        self._pane = ListPane(self.list, hints=(hint,))
        self._right = Pile()
        self._right.addWidget(self._empty)
        self._right.addWidget(self.detail)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panes = Panes(self._pane, self.list, self._right, name="missions", places=place.places)
        self.panes.stand_below(self.detail.foot)
        layout.addWidget(self.panes)
        self._connect()

    def _connect(self) -> None:
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _mission: self._to_applications())
        self.detail.edit_wanted.connect(lambda: self.place.go("mission-form", self._shown()))
        self.detail.dossier_wanted.connect(self._issue_dossier)
        self.detail.application_opened.connect(self._open_application)
        self.detail.renounced.connect(self._renounce)
        self.detail.report_wanted.connect(self._issue_report)
        self.detail.letters_wanted.connect(lambda: self.place.go("letters", self._shown()))
        self.detail.selection.wanted.connect(self._select)
        self.detail.selection.minutes_wanted.connect(self._issue_minutes)

    def _to_applications(self) -> None:
        self.detail.tabs.setCurrentIndex(0)
        self.detail.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def heading(self) -> str:
        return self.tr("Missions")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        new = Verb(self.tr("New mission"), lambda: self.place.go("mission-form", None), icon="plus")
        if self.detail.opened is None:
            return (new,)
        apply = Verb(self.tr("New application"), self._apply, icon="plus", key="Ctrl+N", main=True)
        return (new, apply)

    @override
    def first_focus(self) -> QWidget:
        return self.panes.first_focus(self.list)

    @override
    def arrive(self, argument: object) -> None:
        """Come with a mission's id, or with (mission, application)."""
        if isinstance(argument, tuple):
            self._wanted, self._application = argument
        elif isinstance(argument, UUID):
            self._wanted = argument
        else:
            return
        self.panes.open_detail()
        self.refetch()

    def _shown(self) -> UUID | None:
        return self.detail.opened.mission.id if self.detail.opened else None

    # --- list -------------------------------------------------------------------------------

    @override
    def refetch(self) -> None:
        self.place.ask(self, "list", missions_reading.lines, self._show_lines)

    def _show_lines(self, lines: tuple[MissionLine, ...]) -> None:
        self.panes.leave_alone(on=False)
        self.list.set_entries([self._entry(line) for line in lines])
        one, many = self.tr("1 mission"), self.tr("{count} missions")
        count = len(lines)
        said = one if count == 1 else many.format(count=count)
        self._pane.show_count(said, self.tr("next to leave first"))
        wanted = self._wanted or self._shown()
        if wanted is not None and self.list.choose(wanted):
            self._wanted = None
        elif lines:
            self.list.choose(lines[0].id)
        else:
            self._show_nothing()

    def _entry(self, line: MissionLine) -> Entry:
        title = line.title_en if self.place.language == "en" else line.title
        count = self.counted(line.applications, line.withdrawn)
        return Entry(
            line.id, title, spoken.joined(line.code, spoken.day(line.starts)),
            spoken.joined(line.place, count), long=True,
        )  # fmt: skip

    def counted(self, applications: int, withdrawn: int) -> str:
        """Say how many applications arrived, and how many of them were withdrawn."""
        one, many = self.tr("1 application"), self.tr("{count} applications")
        said = one if applications == 1 else many.format(count=applications)
        if withdrawn == 1:
            said += self.tr(", 1 withdrawn")
        elif withdrawn:
            said += self.tr(", {count} withdrawn").format(count=withdrawn)
        return said

    def _show_nothing(self) -> None:
        verb = Verb(
            self.tr("Enter a mission"), lambda: self.place.go("mission-form", None), icon="plus"
        )
        self._empty.say(self.tr("No mission is entered yet."), verb)
        self._right.setCurrentWidget(self._empty)
        self.panes.leave_alone(on=True)
        if self.isVisible():
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- mission ----------------------------------------------------------------------------

    def _show(self, mission: object) -> None:
        if isinstance(mission, UUID):
            language = self.place.language
            self.place.ask(
                self, "mission", lambda desk: missions_reading.opened(desk, mission, language),
                self._show_opened,
            )  # fmt: skip

    def _show_opened(self, opened: MissionOpened) -> None:
        first = self.detail.opened is None
        self._right.setCurrentWidget(self.detail)
        self.detail.show_mission(opened)
        if self._application is not None:
            self.detail.tabs.setCurrentIndex(0)
            self.detail.choose(self._application)
            self._application = None
            self._to_applications()
        if first:
            self.heading_changed.emit()

    def _apply(self) -> None:
        self.place.go("application-form", (self._shown(), None))

    def _open_application(self, row: Arrival) -> None:
        self.place.go("application", (self._shown(), row.entered.application.id))

    def _issue_dossier(self) -> None:
        self._issue(self.detail.dossier_button, "mission-dossier", *_PAPERS)

    def _issue_report(self) -> None:
        self._issue(self.detail.report_button, "eligibility-report")

    def _issue_minutes(self) -> None:
        self._issue(self.detail.selection.minutes_button, "selection-minutes")

    def _issue(self, button: QWidget, kind: str, *more: str) -> None:
        shown = self._shown()
        if shown is not None:
            self._issuing.offer(button, kind, *more, mission=str(shown))

    def _select(self, seed: int | None) -> None:
        """Make the selection; one undo takes all of it back."""
        mission = str(self._shown())

        def then(minutes: Minutes) -> None:
            self.place.wrote(minutes.changed, self._selected(minutes))

        self.place.do(self, lambda desk: selecting.run(desk, mission, seed), then, once="selection")

    def _selected(self, minutes: Minutes) -> str:
        waiting = sum(line.reserve is not None for line in minutes.lines)
        said = self.tr("Selection made: {taken} admitted, {waiting} in reserve, draws: {draws}.")
        said = said.format(taken=minutes.taken, waiting=waiting, draws=len(minutes.draws))
        if minutes.quorum_met:
            return said
        missed = self.tr("The minimum of {quorum} firms is not reached.")
        return f"{said} {missed.format(quorum=minutes.mission.quorum)}"

    def _renounce(self, row: Arrival) -> None:
        application = str(row.entered.application.id)
        why = self.tr("the firm has withdrawn")
        state = ApplicationState.RENOUNCED.value

        def then(moved: Moved) -> None:
            said = MoveWords(self.place.texts).moved(row.entered.firm.name, moved)
            self.place.wrote(moved.changed, said)

        self.place.do(self, lambda desk: selecting.move(desk, application, state, why), then)
