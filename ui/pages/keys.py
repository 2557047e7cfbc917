"""All keys by group, read from where they are declared: rail, window, verbs, hints of the pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.typed import override
from ui import tokens
from ui.everywhere import Everywhere
from ui.page import Page
from ui.rail import Rail
from ui.widgets.cards import Card, column, empty, scrolled
from ui.widgets.labels import KeyCap, KeyHint, Words
from ui.widgets.verbs import Verb, VerbButton, key_in_words
from ui.workplace import Workplace

_COLUMN, _MOST = 340, 3  # pixels of a column, columns
_LISTS = (
    "today", "firms", "sessions", "missions", "application", "papers", "indicators", "exchange",
    "imports", "questionnaire-form", "programmes", "programme-draft", "programme-trial",
)  # fmt: skip
_FORM = "firm-form"


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as the keyboard names it, and what it does; `also` are others that do the same."""

    key: str
    does: str
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Give all keys that do it."""
        return (self.key, *self.also)


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of one part of the window."""

    title: str
    lines: tuple[KeyLine, ...]


class KeysPage(Page):
    """A sheet of all keys. Esc goes back to the page before."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.groups: tuple[KeyGroup, ...] = ()
        self._across = 0
        inside = QWidget()
        inside.setProperty("part", "canvas")
        self._columns = QHBoxLayout(inside)
        self._columns.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._columns.setSpacing(14)
        self._area = scrolled(inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        self._area.setAccessibleName(self.tr("All keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._area)

    @override
    def heading(self) -> str:
        return self.tr("Keys")

    @override
    def context(self) -> str:
        return self.tr("everything can be done from the keyboard")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        return (Verb(self.tr("Back"), self.place.go_back, icon="left", key="Esc"),)

    @override
    def first_focus(self) -> QWidget:
        return self._area

    @override
    def refetch(self) -> None:
        self.groups = tuple(self._gather())
        said = ". ".join(
            f"{group.title}: "
            + "; ".join(f"{', '.join(line.keys)} {line.does}" for line in group.lines)
            for group in self.groups
        )
        self._area.setAccessibleDescription(said)
        self._across = 0
        self._lay_out()

    # --- what there is ----------------------------------------------------------------------

    def _gather(self) -> Iterator[KeyGroup]:
        keys = [KeyLine(key.key, key.does) for key in Everywhere().declared()]
        yield _group(self.tr("Everywhere"), keys)
        from ui.pages.catalogue import PAGES  # noqa: PLC0415 - it names this page too

        rail = Rail(PAGES)
        yield _group(self.tr("Pages"), (KeyLine(s.key, s.words) for s in rail.stops))
        yield _group(self.tr("Search or command"), self._box())
        yield _group(self.tr("Lists and tables"), self._lists())
        yield from self._pages()

    def _pages(self) -> Iterator[KeyGroup]:
        """Read the keys of pages that are made for this alone, so that none depends on its past."""
        from ui.pages.catalogue import PAGES  # noqa: PLC0415 - it names this page too

        for name in (*_LISTS, _FORM):
            page = PAGES[name](self.place)
            title = self.tr("Forms") if name == _FORM else page.heading()
            yield _group(title, (*self._later(name), *_declared(page)))
            page.deleteLater()

    def _box(self) -> Iterable[KeyLine]:
        return (
            KeyLine("↑ ↓", self.tr("browse")),
            KeyLine("Return", self.tr("open or run")),
            KeyLine(">", self.tr("commands only")),
            KeyLine("Esc", self.tr("close")),
        )

    def _lists(self) -> Iterable[KeyLine]:
        return (
            KeyLine("↑ ↓", self.tr("browse")),
            KeyLine("Return", self.tr("open")),
            KeyLine("PgDown", self.tr("one screen on")),
            KeyLine("PgUp", self.tr("one screen back")),
        )

    def _later(self, name: str) -> Iterable[KeyLine]:
        """Give what a page has only once a record is shown, a form open, a list tried."""
        if name == "firms":
            yield KeyLine("F2", self.tr("edit"))
            yield KeyLine("Ctrl+P", self.tr("print the card"))
            yield KeyLine("F4", self.tr("how size and aid are worked out"))
        elif name == "missions":
            yield KeyLine("Ctrl+N", self.tr("new application"))
        elif name == "application":
            yield KeyLine("↑ ↓", self.tr("from reason to reason"))
            yield KeyLine("Alt+Up", self.tr("previous"))
            yield KeyLine("Alt+Down", self.tr("next"))
        elif name == "indicators":
            yield KeyLine("Ctrl+S", self.tr("save the workbook"))
            yield KeyLine("Ctrl+Return", self.tr("issue the report"))
        elif name == "imports":
            yield KeyLine("Ctrl+O", self.tr("choose the file"))
            yield KeyLine("Alt+Left", self.tr("back to the columns"))
            yield KeyLine("Ctrl+Return", self.tr("import the rows"))
        elif name == "exchange":
            yield KeyLine("Ctrl+Return", self.tr("apply, prepare, decide, trust: the main thing"))
            yield KeyLine("Esc", self.tr("put the file aside, or leave"))
            yield KeyLine("Return", self.tr("into what is chosen; there it decides"))
            yield KeyLine("Ctrl+N", self.tr("prepare a file for a desk"))
        elif name == _FORM:
            yield KeyLine("Return", self.tr("next field"))
            yield KeyLine("Ctrl+PgDown", self.tr("next sheet"))
            yield KeyLine("Ctrl+PgUp", self.tr("previous sheet"))

    # --- the sheet --------------------------------------------------------------------------

    def _lay_out(self) -> None:
        across = max(1, min(_MOST, self.width() // _COLUMN))
        if across == self._across or not self.groups:
            return
        self._across = across
        empty(self._columns)
        for groups in _shared_out(self.groups, across):
            holder = column(*(_card(group) for group in groups), gap=14)
            self._columns.addWidget(holder, 1, Qt.AlignmentFlag.AlignTop)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()


def _group(title: str, lines: Iterable[KeyLine]) -> KeyGroup:
    """Give a group in which each key and each deed stands once, as the keyboard names the keys."""
    does: dict[str, str] = {}
    for line in lines:
        does.setdefault(key_in_words(line.key), line.does[:1].upper() + line.does[1:])
    keys: dict[str, list[str]] = {}
    for key, said in does.items():
        keys.setdefault(said, []).append(key)
    return KeyGroup(title, tuple(KeyLine(k[0], said, tuple(k[1:])) for said, k in keys.items()))


def _declared(page: Page) -> Iterator[KeyLine]:
    """Give the keys that a page's verbs, buttons and hints declare."""
    buttons = [button.verb for button in page.findChildren(VerbButton)]
    for verb in (*reversed(page.verbs()), *buttons):
        if verb.key:
            yield KeyLine(verb.key, verb.text)
    for hint in page.findChildren(KeyHint):
        yield KeyLine(hint.key, hint.does)


def _shared_out(groups: tuple[KeyGroup, ...], across: int) -> list[list[KeyGroup]]:
    """Share groups out to columns, each to the one that is shortest so far."""
    columns: list[list[KeyGroup]] = [[] for _ in range(across)]
    for group in groups:
        shortest = min(columns, key=lambda held: sum(len(g.lines) + 2 for g in held))
        shortest.append(group)
    return columns


def _card(group: KeyGroup) -> Card:
    card = Card(group.title)
    lines = QWidget()
    inside = QVBoxLayout(lines)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(6)
    for line in group.lines:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Words(line.does, "body", wrap=True), 1)
        for key in line.keys:
            row.addWidget(KeyCap(key))
        inside.addWidget(holder)
    card.add(lines)
    return card
