"""The page of a session's form: new or changed; the people are entered in the grid after it."""

from collections.abc import Callable, Mapping
from typing import cast
from uuid import UUID

from desktop.domain.attendance import USUAL_THRESHOLD, SlotTimes, attended, threshold_of
from desktop.domain.dates import parse_time
from desktop.domain.problems import WrongValueError
from desktop.services import sessions
from desktop.services.desk import Changed, Desk
from desktop.services.programmes import ProgrammeData
from desktop.typed import override
from ui import spoken
from ui.forms.page import FormPage
from ui.forms.session import SessionForm, SessionSheets
from ui.pages.sessions import JustLogged
from ui.pages.sessions_reading import line_options, market_options, programme_of
from ui.widgets.cards import Card
from ui.widgets.labels import Words
from ui.workplace import Workplace

Held = Mapping[str, object]
_Logged = tuple[tuple[UUID, ...], Changed]


class SessionFormPage(FormPage):
    """Logs a session or changes one."""

    back = "sessions"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._session: UUID | None = None
        self._programme: ProgrammeData | None = None
        self._title = ""
        self._length = Words("", "body", wrap=True)

    @override
    def heading(self) -> str:
        return self._title if self._session else self.tr("New session")

    @override
    def arrive(self, argument: object) -> None:
        """Open a new form (None), or a session's (its id)."""
        self._session = argument if isinstance(argument, UUID) else None
        self._title = ""
        own = self.place.facts.programme

        def call(desk: Desk) -> tuple[ProgrammeData | None, Held | None]:
            if self._session is None:
                return programme_of(desk, own), None
            sheet = sessions.sheet(desk, str(self._session))
            held = sessions.session_json(desk, sheet)
            return programme_of(desk, sheet.session.programme), held

        self.place.ask(self, "open", call, self._open)

    def _open(self, answer: tuple[ProgrammeData | None, Held | None]) -> None:
        self._programme, held = answer
        texts, language, today = self.place.texts, self.place.language, self.place.today()
        lines = line_options(self._programme, language)
        markets = market_options(self._programme, language)
        form = SessionForm(SessionSheets(texts, lines, markets, today), texts, today)
        if held is None:
            form.slots.add()
        else:
            form.fill(held)
            self._title = str(held["title"])
        self.open_form(form, aside=True)
        self._fill_aside(form)
        form.order_by_reading()
        self.typed_on()

    def _fill_aside(self, form: SessionForm) -> None:
        length = Card(self.tr("Length"))
        self._length = Words("", "body", wrap=True)
        length.add(self._length)
        note = Card(self.tr("Private note"), self.tr("stays at this desk"))
        note.add(form.note.text)
        keys = self.keys_card(
            ("Return", self.tr("next field")),
            ("Ctrl+Return", self.tr("save and enter the people")),
        )
        self.show_aside(length, note, keys)

    @override
    def typed_on(self) -> None:
        self._length.setText(self._length_said(_typed_minutes(cast("SessionForm", self.form))))

    def _length_said(self, slots: list[int]) -> str:
        """Say how long the session is as typed, and from when it earns a certificate."""
        if not slots:
            return self.tr("No slot has its start and end yet.")
        said = self.tr("1 slot, {minutes} minutes.")
        if len(slots) > 1:
            said = self.tr("{count} slots, {minutes} minutes.")
        told = said.format(count=len(slots), minutes=sum(slots))
        if str(cast("SessionForm", self.form).fields["kind"].value()) != "group":
            return told
        held = self._programme.programme.attendance_threshold if self._programme else None
        threshold = threshold_of(held)
        needed = -(-sum(slots) * threshold // 100)
        language = self.place.language
        share = spoken.percent(spoken.number(f"{threshold.normalize():f}", language), language)
        more = self.tr("Certificate from {needed} minutes ({share}).")
        return told + "\n" + more.format(needed=needed, share=share)

    @override
    def call_save(self) -> Callable[[Desk], object]:
        form, session = cast("SessionForm", self.form), self._session
        if session is None:
            draft = form.draft()
            return lambda desk: sessions.add(desk, [draft], reading=desk.as_typed())
        changes = form.changes()
        return lambda desk: sessions.change(desk, str(session), changes, reading=desk.as_typed())

    @override
    def saved(self, answer: object) -> None:
        title = str(cast("SessionForm", self.form).fields["title"].value()).strip()
        if isinstance(answer, Changed):
            self.place.wrote(answer, self.tr("“{title}” is saved.").format(title=title))
            self.place.go("sessions", self._session)
            return
        ids, changed = cast("_Logged", answer)
        self.place.wrote(changed, self.tr("“{title}” is logged.").format(title=title))
        self.place.go("sessions", JustLogged(ids[0]))


def _typed_minutes(form: SessionForm) -> list[int]:
    """Give the minutes of each slot whose two hours can be read."""
    found: list[int] = []
    for row in form.slots.children_rows:
        if row.removed:
            continue
        try:
            start, end = (parse_time(str(row.fields[name].value())) for name in ("from", "to"))
        except WrongValueError:
            continue
        found.append(attended([SlotTimes(start, end)], [], USUAL_THRESHOLD).total_minutes)
    return found
