"""What can be commanded from the box: the open page's verbs, the pages, what can be made new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.domain.text import words
from desktop.services.watch import Watch
from ui.page import Page
from ui.rail import Stop
from ui.widgets.verbrow import VerbRow
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.domain.records import Mission
    from desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Group:
    """Commands under a heading."""

    title: str
    verbs: tuple[Verb, ...]


class Commands(QObject):
    """Gathers the commands of the moment. None of them waits for the store to be listed."""

    def __init__(self, place: Workplace, stops: Sequence[Stop], parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._stops = stops

    def groups(self, page: Page) -> list[Group]:
        """Give every command, each once: what the page can do comes first."""
        said: set[str] = set()
        groups = []
        for title, verbs in (
            (self.tr("On this page"), _verbs_of(page)),
            (self.tr("Go to"), self._pages()),
            (self.tr("New"), self._new()),
            (self.tr("Exchange"), self._exchange()),
            (self.tr("Desk and settings"), self._desk()),
        ):
            groups.append(Group(title, tuple(_once(verbs, said))))
        return [group for group in groups if group.verbs]

    def matching(self, page: Page, text: str) -> tuple[Verb, ...]:
        """Give the commands in which every word that was typed begins a word."""
        typed = words(text)
        return tuple(
            verb
            for group in self.groups(page)
            for verb in group.verbs
            if all(any(own.startswith(w) for own in words(verb.text)) for w in typed)
        )

    def _go(self, page: str, argument: object = None) -> None:
        self._place.go(page, argument)

    def _pages(self) -> Iterable[Verb]:
        for stop in self._stops:
            yield Verb(stop.words, partial(self._go, stop.name), stop.icon, stop.key)

    def _new(self) -> Iterable[Verb]:
        yield Verb(self.tr("New firm"), lambda: self._go("firm-form"), icon="plus")
        yield Verb(self.tr("New session"), lambda: self._go("session-form"), icon="plus")
        yield Verb(self.tr("New mission"), lambda: self._go("mission-form"), icon="plus")
        yield Verb(self.tr("New application"), self._apply, icon="plus")
        form = self.tr("Answers of a questionnaire")
        yield Verb(form, lambda: self._go("questionnaire-form"), icon="plus")
        yield Verb(self.tr("Import a list"), lambda: self._go("imports"), icon="import")

    def _exchange(self) -> Iterable[Verb]:
        for part, said, icon in (
            ("send", self.tr("Prepare a file for…"), "export"),
            ("conflicts", self.tr("Decide the conflicts"), "exchange"),
            ("doubles", self.tr("Look at the doubles"), "firms"),
            ("desks", self.tr("Other desks"), "exchange"),
            ("card", self.tr("This desk’s card"), "shield"),
        ):
            yield Verb(said, partial(self._go, "exchange", part), icon=icon)

    def _desk(self) -> Iterable[Verb]:
        place = self._place
        yield Verb(self.tr("Undo the last change"), place.undo_last, icon="undo", key="Ctrl+Z")
        yield Verb(self.tr("Copy the store now"), self.back_up, icon="copies")
        for theme, said in (
            ("light", self.tr("Light colours")),
            ("dark", self.tr("Dark colours")),
            ("system", self.tr("Colours as the system")),
        ):
            if place.settings.theme != theme:
                yield Verb(said, partial(place.choose, theme=theme), icon="settings")
        if place.language == "en":
            yield Verb("Finestra in italiano", lambda: place.choose(language="it"), "language")
        else:
            yield Verb("Window in English", lambda: place.choose(language="en"), "language")
        yield Verb(self.tr("Programmes"), lambda: self._go("programmes"), icon="edit")
        yield Verb(self.tr("Draft of the programme"), self._to_draft, icon="edit")
        yield Verb(self.tr("All keys"), lambda: self._go("keys"), icon="keys", key="Ctrl+?")

    def _to_draft(self) -> None:
        self._go("programme-draft", self._place.facts.programme)

    def _apply(self) -> None:
        """Open an application to the one mission; where there are more, or none, their page."""

        def call(desk: "Desk") -> "list[Mission]":
            from desktop.services import missions  # noqa: PLC0415 - loads the store's libraries

            return missions.listed(desk)

        def then(held: "list[Mission]") -> None:
            if len(held) == 1:
                self._go("application-form", (held[0].id, None))
                return
            self._go("missions")
            if held:
                self._place.say(self.tr("Choose the mission, then Ctrl+N."), "info")

        self._place.ask(self, "missions", call, then)

    def back_up(self) -> None:
        """Copy the store into the folder beside it, and verify the copy."""

        def call(desk: "Desk", watch: Watch) -> str:
            from desktop.services import stores  # noqa: PLC0415 - loads the store's libraries

            return str(stores.backup(desk, desk.store.path.parent / "backups", watch))

        def then(made: str) -> None:
            self._place.say(self.tr("Copied and verified: {path}").format(path=made))
            self._place.recount.emit()

        self._place.take_time(self, self.tr("Copying the store"), call, then)


def _once(verbs: Iterable[Verb], said: set[str]) -> Iterable[Verb]:
    for verb in verbs:
        if verb.text not in said:
            said.add(verb.text)
            yield verb


def _verbs_of(page: Page) -> Iterable[Verb]:
    """Give the page's verbs, its buttons in sight that are more than links, and folded ones."""
    yield from page.verbs()
    for button in page.findChildren(VerbButton):
        verb = button.verb
        if button.isVisible() and button.isEnabled() and (verb.key or verb.icon or verb.main):
            yield verb
    for row in page.findChildren(VerbRow):
        if row.isVisible():
            yield from row.folded
