"""The programmes of the store: their versions and drafts; a file read, checked, put in force."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.programme_draft import Data, Difference
from desktop.domain.programme_file import ProgrammeFile
from desktop.domain.programme_text import programme_text
from desktop.files import write_whole
from desktop.services import programme_drafts, programmes
from desktop.services.desk import Changed, Desk
from desktop.typed import override
from ui import spoken, tokens
from ui.models.table import Column, Look
from ui.page import Page
from ui.pages import programmes_reading
from ui.pages.programme_words import ProgrammeWords
from ui.pages.programmes_reading import Held, Offered, Refused, VersionLine
from ui.widgets.cards import Card, column, empty, row, scrolled
from ui.widgets.labels import KeyHint, Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import DetailHead, EmptyWords, ListPane, Panes, Pile
from ui.widgets.tables import TableView
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from db.versions import Entered
    from desktop.domain.checked_toml import FileProblem

_QUIET, _STRONG = Look(quiet=True), Look(strong=True)


class ProgrammesPage(Page):
    """List at the left; at the right the chosen programme's versions and its draft."""

    KINDS = frozenset({"programme", "mission"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._wanted: str | None = None
        self.shown: Held | None = None
        self.offered: Offered | None = None
        self.refused: tuple[FileProblem, ...] = ()
        self._refused: Refused | None = None
        self._held: tuple[Held, ...] = ()
        self.words = ProgrammeWords(place.texts)
        self.list = EntryList(self.tr("Programmes"))
        hint = KeyHint(self.tr("Enter"), self.tr("edit"))
        self._pane = ListPane(self.list, hints=(hint,))
        self.head = DetailHead((
            Verb(self.tr("Export"), self._choose_target, icon="export"),
            Verb(self.tr("Edit"), self.edit, icon="edit", key="F2"),
        ))  # fmt: skip
        self._cards = QVBoxLayout()
        self._right = Pile()
        self._right.addWidget(EmptyWords())
        self._right.addWidget(self._detail())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.panes = Panes(
            self._pane, self.list, self._right, name="programmes", places=place.places
        )
        layout.addWidget(self.panes)
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _code: self.edit())

    def _detail(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("part", "canvas")
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._cards.setSpacing(tokens.GAP)
        outer.addLayout(self._cards)
        outer.addStretch(1)
        detail = QWidget()
        whole = QVBoxLayout(detail)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(scrolled(inside), 1)
        return detail

    @override
    def heading(self) -> str:
        return self.tr("Programmes")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        read = Verb(self.tr("Read a file"), self._choose_file, icon="folder", key="Ctrl+O",
                    main=True)  # fmt: skip
        return (read,)

    @override
    def first_focus(self) -> QWidget:
        return self.panes.first_focus(self.list)

    @override
    def arrive(self, argument: object) -> None:
        """Come with a programme's code, or with the path of a file that is to be read."""
        if isinstance(argument, Path):
            self.take(argument)
        elif isinstance(argument, str):
            self._wanted = argument
            self.panes.open_detail()
            self.refetch()

    @override
    def refetch(self) -> None:
        self.place.ask(self, "programmes", programmes_reading.held, self._show_list)

    # --- list -------------------------------------------------------------------------------

    def _show_list(self, held: tuple[Held, ...]) -> None:
        self._held = held
        self.list.set_entries([self._entry(one) for one in held])
        one, many = self.tr("1 programme"), self.tr("{count} programmes")
        self._pane.show_count(one if len(held) == 1 else many.format(count=len(held)), "")
        wanted = self._wanted or (self.shown.code if self.shown else self.place.facts.programme)
        self._wanted = None
        if not self.list.choose(wanted) and held:
            self.list.choose(held[0].code)
        self._show(self.list.chosen_key())

    def _entry(self, held: Held) -> Entry:
        programme = held.data.programme
        english = programme.title_en if self.place.language == "en" else None
        in_force = self.tr("version {version} in force").format(version=programme.version)
        draft = self.tr("draft") if held.draft else ""
        return Entry(held.code, english or programme.title, spoken.joined(in_force, draft),
                     long=True)  # fmt: skip

    # --- programme --------------------------------------------------------------------------

    def _show(self, code: object) -> None:
        found = next((held for held in self._held if held.code == code), None)
        if found is None:
            return
        self.shown = found
        self._right.setCurrentIndex(1)
        data, programme = found.data, found.data.programme
        english = programme.title_en if self.place.language == "en" else None
        version = self.tr("version {version} in force").format(version=programme.version)
        chips = ((programme.code, "plain"), (version, "ok"))
        self.head.show_name(english or programme.title, chips)
        self.head.show_facts([
            (self.tr("Valid"), self._validity(found)),
            (self.tr("Lines"), str(len(data.lines))),
            (self.tr("Markets"), str(len(data.markets))),
            (self.tr("Sectors"), str(len(data.sectors))),
            (self.tr("Missions"), str(found.missions)),
        ])  # fmt: skip
        self._show_cards(found)

    def _validity(self, held: Held) -> str:
        programme = held.data.programme
        if programme.valid_to is None:
            return self.tr("from {day}").format(day=spoken.day(programme.valid_from))
        return f"{spoken.day(programme.valid_from)} – {spoken.day(programme.valid_to)}"

    def _show_cards(self, held: Held) -> None:
        empty(self._cards)
        cards = [self._draft_card(held), self._versions_card(held)]
        if self._refused is not None:
            cards.insert(0, self._refused_card(self._refused))
        elif self.offered is not None:
            cards.insert(0, self._offered_card(self.offered))
        for card in cards:
            self._cards.addWidget(card)
            card.show()

    def _draft_card(self, held: Held) -> Card:
        draft, checked = held.draft, held.checked
        if draft is None or checked is None:
            card = Card(self.tr("Draft"))
            told = self.tr("No draft is begun. A change becomes a new version: what was kept and "
                           "printed under version {version} stays as it is.")  # fmt: skip
            said = Words(told.format(version=held.data.programme.version), wrap=True)
            begin = Verb(self.tr("Begin version {version}").format(
                version=held.data.programme.version + 1), self.edit, icon="edit")  # fmt: skip
            card.add(column(said, row(VerbButton(begin, small=True), None), gap=8))
            return card
        title = self.tr("Draft of version {version}").format(version=draft.base + 1)
        card = Card(title, self.tr("kept {moment}").format(moment=spoken.moment(draft.kept_at)))
        verbs = (
            Verb(self.tr("Go on writing"), self.edit, icon="edit"),
            Verb(self.tr("Try it"), self._try, icon="check"),
            Verb(self.tr("Throw it away"), self.discard),
        )
        buttons = row(*(VerbButton(verb, small=True) for verb in verbs), None)
        card.add(column(Words(self._standing(held), wrap=True), buttons, gap=8))
        if checked.differing:
            card.add(self._differences(checked.differing, held.read), padded=False)
        return card

    def _standing(self, held: Held) -> str:
        """Say how a draft stands."""
        draft, checked = held.draft, held.checked
        if draft is None or checked is None:
            return ""
        if draft.base != held.data.programme.version:
            said = self.tr("Version {version} has come since: this draft cannot be published.")
            return said.format(version=held.data.programme.version)
        if checked.problems:
            count = len(checked.problems)
            many = self.tr("{count} points to mend before it can be published")
            one = self.tr("1 point to mend before it can be published")
            return one if count == 1 else many.format(count=count)
        changes = self.words.changes(len(checked.differing))
        return self.tr("In order, {changes} since version {version}.").format(
            changes=changes, version=draft.base
        )

    def _differences(
        self, differing: Sequence[Difference], read: tuple[Data, ...]
    ) -> TableView[Difference]:
        words = self.words
        table: TableView[Difference] = TableView((
            Column(self.tr("Where"), lambda d: words.where(d, *read), look=_STRONG),
            Column(self.tr("What"), lambda d: words.change(d.what), 110),
            Column(self.tr("Fields"), lambda d: words.keys(d) or spoken.NONE, look=_QUIET),
        ), self.tr("What differs"))  # fmt: skip
        table.rows.set_rows(differing)
        table.fit()
        return table

    def _versions_card(self, held: Held) -> Card:
        card = Card(self.tr("Versions"), self.tr("none of them is ever changed"))
        packaged = self.tr("comes with Sportello")
        later = self.tr("published, read from a file or received")

        def standing(line: VersionLine) -> str:
            return self.tr("in force") if line.in_force else self.tr("earlier")

        def look(line: VersionLine) -> Look:
            return Look("ok", "ok") if line.in_force else _QUIET

        table: TableView[VersionLine] = TableView((
            Column(self.tr("Version"), lambda v: str(v.number), 90, right=True, look=_STRONG),
            Column(self.tr("State"), standing, 130, look=look),
            Column(self.tr("Origin"), lambda v: packaged if v.packaged else later),
        ), self.tr("Versions"))  # fmt: skip
        table.rows.set_rows(held.versions)
        table.fit()
        card.add(table, padded=False)
        return card

    # --- a file -----------------------------------------------------------------------------

    def _choose_file(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self, self.tr("Read a programme’s file"), "", "TOML (*.toml)"
        )
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Read a file: what is wrong in it is shown line by line, else what it would change."""
        self.offered, self.refused, self._refused = None, (), None
        self.place.do(self, lambda desk: programmes_reading.offered(desk, path), self._offer)

    def _offer(self, offered: Offered | Refused) -> None:
        if isinstance(offered, Refused):
            self._refuse_file(offered)
            return
        self.offered = offered
        self._wanted = offered.file.code
        self.panes.open_detail()
        self.refetch()

    def _refuse_file(self, refused: Refused) -> None:
        self._refused, self.refused = refused, refused.error.problems
        self.place.refuse(refused.error)
        self.panes.open_detail()
        if self.shown is not None:
            self._show_cards(self.shown)

    def _refused_card(self, refused: Refused) -> Card:
        data = refused.data
        said = self.tr("nothing has changed; mend these points and read it again")
        card = Card(self.tr("Refused: {name}").format(name=refused.path.name), said)
        words, whole = self.words, Words("", wrap=True)
        table: TableView[FileProblem] = TableView((
            Column(self.tr("Line"), lambda p: str(p.line), 70, right=True, look=_STRONG),
            Column(self.tr("Place"), lambda p: words.place_in(p, data), 190, look=_QUIET),
            Column(self.tr("Reason"), words.reason, look=Look("bad")),
        ), self.tr("Points to mend in the file"))  # fmt: skip
        table.row_chosen.connect(lambda p: whole.setText(words.whole(cast("FileProblem", p), data)))
        table.rows.set_rows(self.refused)
        table.fit()
        table.setCurrentIndex(table.rows.index(0, 0))
        card.add(table, padded=False)
        card.add(whole)
        return card

    def _offered_card(self, offered: Offered) -> Card:
        card = Card(offered.path.name, self.tr("read and in order; nothing has changed yet"))
        put = Verb(self.tr("Put version {version} in force").format(version=offered.file.version),
                   self.put_in_force, icon="check")  # fmt: skip
        drop = Verb(self.tr("Leave it"), self._drop_file)
        buttons = row(*(VerbButton(verb, small=True) for verb in (put, drop)), None)
        card.add(column(Words(self._told(offered), wrap=True), buttons, gap=8))
        if offered.differing:
            card.add(self._differences(offered.differing, offered.read), padded=False)
        return card

    def _told(self, offered: Offered) -> str:
        file = offered.file
        if offered.before is None:
            said = self.tr("“{title}” is new here: version {version}.")
            return said.format(title=self._title_of(file), version=file.version)
        changes = self.words.changes(len(offered.differing))
        said = self.tr("“{title}”: version {version}, {changes} since version {before}.")
        return said.format(title=self._title_of(file), version=file.version, changes=changes,
                           before=offered.before)  # fmt: skip

    def _title_of(self, file: ProgrammeFile) -> str:
        return file.title.en if self.place.language == "en" else file.title.it

    def put_in_force(self) -> None:
        """Enter the file that was read, as `programmes add` does."""
        text = cast("Offered", self.offered).text

        def then(answer: "tuple[ProgrammeFile, Entered, Changed]") -> None:
            file, entered, changed = answer
            self.offered = None
            self.place.hub.came(changed)
            if entered.value == "same":
                said = self.tr("Version {version} was here already: nothing changes.")
                self.place.say(said.format(version=file.version), "info")
                return
            said = self.tr("Version {version} is in force. Cases kept before stay as they were.")
            self.place.say(said.format(version=file.version))

        self.place.do(self, lambda desk: programmes.enter(desk, text), then)

    def _drop_file(self) -> None:
        self.offered = None
        if self.shown is not None:
            self._show_cards(self.shown)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is done with one --------------------------------------------------------------

    def edit(self) -> None:
        """Go on with the draft of the programme, or begin one."""
        if self.shown is not None:
            self.place.go("programme-draft", self.shown.code)

    def _try(self) -> None:
        if self.shown is not None:
            self.place.go("programme-trial", self.shown.code)

    def discard(self) -> None:
        """Throw the draft away; it can be brought back."""
        held = cast("Held", self.shown)
        draft = held.draft
        if draft is None:
            return
        code = held.code

        def bring_back() -> None:
            self.place.do(
                self, lambda desk: programme_drafts.keep(desk, code, draft.base, draft.text),
                lambda _checked: self.refetch(),
            )  # fmt: skip

        def then(_none: None) -> None:
            self.refetch()
            back = Verb(self.tr("Bring it back"), bring_back, icon="undo")
            self.place.say(self.tr("The draft is thrown away."), "ok", back)

        self.place.do(self, lambda desk: programme_drafts.discard(desk, code), then)

    def _choose_target(self) -> None:
        if self.shown is None:
            return
        name = f"{self.shown.code}-{self.shown.data.programme.version}.toml"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the version in force"), name, "TOML (*.toml)"
        )
        if path:
            self.export(Path(path))

    def export(self, path: Path) -> None:
        """Write the version in force as the file that other desks read."""
        code = cast("Held", self.shown).code

        def call(desk: Desk) -> None:
            write_whole(path, programme_text(programmes.file_of(desk, code)).encode())

        said = self.tr("Exported: {path}").format(path=path)
        self.place.do(self, call, lambda _none: self.place.say(said))
