"""The page of an application's form: new or changed, with its delegates."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from desktop.domain.problems import Problem
from desktop.services import missions
from desktop.services.desk import Changed, Desk
from desktop.typed import override
from ui import spoken
from ui.forms.application import ApplicationForm
from ui.forms.page import FormPage
from ui.pages import missions_reading
from ui.pages.missions_reading import ApplicationOpened
from ui.workplace import Workplace

if TYPE_CHECKING:
    from uuid import UUID


class ApplicationFormPage(FormPage):
    """Enters an application to a mission or changes one. Its state is not changed here."""

    back = "missions"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._mission: UUID | None = None
        self._application: UUID | None = None
        self._firm = ""
        self._context = ""

    @override
    def heading(self) -> str:
        if self._application is None:
            return self.tr("New application")
        return self.tr("Application of {firm}").format(firm=self._firm)

    @override
    def context(self) -> str:
        return self._context

    @override
    def arrive(self, argument: object) -> None:
        """Open a form: (mission, None) for a new application, (mission, its id) for a change."""
        mission, application = cast("tuple[UUID, UUID | None]", argument)
        self._mission, self._application = mission, application
        self._context = self._firm = ""

        def call(desk: Desk) -> ApplicationOpened:
            return missions_reading.application(desk, mission, application)

        self.place.ask(self, "open", call, self._open)

    def _open(self, opened: ApplicationOpened) -> None:
        texts, held = self.place.texts, opened.mission
        title = (held.title_en or held.title) if self.place.language == "en" else held.title
        self._context = spoken.joined(title, held.code)
        self._firm = opened.firm
        form = ApplicationForm(self.place, texts, self.place.today())
        if opened.held is not None:
            form.show_stored(opened.firm, opened.held)
        else:
            form.delegates.add()
        self.open_form(form)
        form.order_by_reading()
        self.heading_changed.emit()

    @override
    def first_focus(self) -> QWidget | None:
        """Leave the cursor where opening the form puts it."""
        return None

    @override
    def call_save(self) -> Callable[[Desk], object]:
        form = cast("ApplicationForm", self.form)
        mission, application = self._mission, self._application
        if application is None:
            draft = form.draft() | {"mission": str(mission)}
            return lambda desk: missions.apply(desk, [draft], reading=desk.as_typed())
        changes = form.changes()
        return lambda desk: missions.change_application(
            desk, application, changes, reading=desk.as_typed()
        )

    @override
    def _go_back(self) -> None:
        """Go back to the reasons of what was to be changed; a new one has none yet."""
        if self._application is None:
            super()._go_back()
        else:
            self.place.go("application", (self._mission, self._application))

    @override
    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show problems beside their fields; the firm's stands below its search."""
        others = tuple(problem for problem in problems if problem.field != "firm")
        if others:
            super().show_problems(others)
        for problem in problems:
            if problem.field == "firm":
                sentence = self.place.texts.problem(problem)
                cast("ApplicationForm", self.form).show_firm_problem(sentence)

    @override
    def saved(self, answer: object) -> None:
        form = cast("ApplicationForm", self.form)
        name = form.band.picker.line.text()
        if isinstance(answer, Changed):
            said = self.tr("The application of {firm} is saved.").format(firm=name)
            self.place.wrote(answer, said)
            self._go_back()
            return
        ids, changed = cast("tuple[tuple[UUID, ...], Changed]", answer)
        said = self.tr("The application of {firm} is entered.").format(firm=name)
        self.place.wrote(changed, said)
        self.place.go("missions", (self._mission, ids[0]))
