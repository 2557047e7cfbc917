"""The page of a mission's form: new or changed."""

from collections.abc import Callable, Mapping
from typing import cast
from uuid import UUID

from desktop.domain.records import Mission
from desktop.services import missions
from desktop.services.desk import Changed, Desk
from desktop.services.programmes import ProgrammeData
from desktop.typed import override
from ui.forms.form import Form
from ui.forms.mission import MissionSheets
from ui.forms.page import FormPage
from ui.pages.sessions_reading import line_options, market_options, programme_of, sector_options
from ui.workplace import Workplace

Opened = tuple[ProgrammeData | None, Mapping[str, object] | None]


class MissionFormPage(FormPage):
    """Enters a mission of the desk's programme or changes one."""

    back = "missions"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._mission: UUID | None = None
        self._title = ""

    @override
    def heading(self) -> str:
        return self._title if self._mission else self.tr("New mission")

    @override
    def arrive(self, argument: object) -> None:
        """Open a new form (None), or a mission's (its id)."""
        self._mission = argument if isinstance(argument, UUID) else None
        self._title = ""
        own, mission = self.place.facts.programme, self._mission

        def call(desk: Desk) -> Opened:
            if mission is None:
                return programme_of(desk, own), None
            held = missions.show(desk, str(mission))
            return programme_of(desk, str(held["programme"])), held

        self.place.ask(self, "open", call, self._open)

    def _open(self, opened: Opened) -> None:
        programme, held = opened
        texts, language = self.place.texts, self.place.language
        sheets = MissionSheets(
            texts, line_options(programme, language), market_options(programme, language),
            sector_options(programme, language),
        )  # fmt: skip
        form = Form(Mission.KIND, sheets.all(), texts, self.place.today())
        if held is not None:
            form.fill(held)
            english = held.get("title_en") if language == "en" else None
            self._title = str(english or held["title"])
        self.open_form(form)

    @override
    def call_save(self) -> Callable[[Desk], object]:
        form, mission = cast("Form", self.form), self._mission
        if mission is None:
            draft = form.draft()
            return lambda desk: missions.add(desk, [draft], reading=desk.as_typed())
        changes = form.changes()
        return lambda desk: missions.change(desk, str(mission), changes, reading=desk.as_typed())

    @override
    def saved(self, answer: object) -> None:
        title = str(cast("Form", self.form).fields["title"].value()).strip()
        if isinstance(answer, Changed):
            self.place.wrote(answer, self.tr("“{title}” is saved.").format(title=title))
            self.place.go("missions", self._mission)
            return
        ids, changed = cast("tuple[tuple[UUID, ...], Changed]", answer)
        self.place.wrote(changed, self.tr("“{title}” is entered.").format(title=title))
        self.place.go("missions", ids[0])
