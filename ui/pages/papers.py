"""The papers that were issued, the latest first, and the pages of the chosen one."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.codecs import ROME
from desktop.domain.problems import DeskError
from desktop.domain.records import Mission, Paper
from desktop.domain.text import fold
from desktop.files import safe_name, write_whole
from desktop.services import documents, missions, revisions
from desktop.services.desk import Desk
from desktop.services.documents import Named, Written
from desktop.services.revisions import Revision
from desktop.typed import override
from ui import spoken, tokens
from ui.page import Page
from ui.pages.papers_changes import ChangesPane
from ui.pages.papers_issue import Issuing
from ui.pages.papers_new import NewPaper
from ui.pages.papers_preview import PagesView, ThumbList
from ui.pages.papers_print import PrintCard, Printing, WaitingBand
from ui.pdf_pages import PageImages
from ui.widgets.labels import KeyHint, Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.panes import DetailHead, EmptyWords, ListPane, Panes, Pile
from ui.widgets.verbrow import OnButton
from ui.widgets.verbs import Verb, VerbButton, key_in_words
from ui.workplace import Workplace

PathChooser = Callable[[str], Path | None]
_DOSSIER = "mission-dossier"


class PapersPage(Page):
    """List at the left; at the right the paper as it prints, or what a new one asks."""

    KINDS = frozenset({"paper"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choose_path: PathChooser = self._ask_path
        self._papers: tuple[Paper, ...] = ()
        self._superseded: set[UUID] = set()  # papers in whose place another was issued
        self._missions: dict[UUID, Mission] = {}
        self._wanted: str | UUID | None = None
        self.shown: Paper | None = None
        self.list = EntryList(self.tr("Papers"))
        self.images = PageImages(place.tasks, self)
        self.pages = PagesView(self.images, self.tr("Pages of the paper"))
        self.thumbs = ThumbList(self.images, self.tr("Pages, small"))
        self.changes = ChangesPane(place.texts)
        self._issuing = Issuing(place, self)
        self.printing = Printing(place, self)
        self.waiting = WaitingBand(place, self.printing)
        self._empty = EmptyWords()
        self._pane = ListPane(self.list, self.tr("Number, kind, subject"), (
            KeyHint(key_in_words("Ctrl+F"), self.tr("filter")),
            KeyHint(self.tr("Enter"), self.tr("read")),
        ))  # fmt: skip
        self._right = Pile()
        self._preview = self._preview_pane()
        for pane in (self._empty, self._preview):
            self._right.addWidget(pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.panes = Panes(
            self._pane, self.list, self._right, width=320, name="papers", places=place.places
        )
        layout.addWidget(self.panes, 1)
        layout.addWidget(self.waiting)
        self._connect()

    @cached_property
    def new(self) -> NewPaper:
        """Give what asks for a new paper; it is made when it is first wanted."""
        made = NewPaper(self.place)
        made.wanted.connect(self._issue)
        made.closed.connect(self._leave_new)
        self._right.addWidget(made)
        self.panes.stand_below(made.foot, made)
        return made

    @cached_property
    def print_card(self) -> PrintCard:
        """Give what asks for the printer, made like `new`."""
        made = PrintCard(self.place, self.printing)
        made.closed.connect(self._leave_new)
        self._right.addWidget(made)
        self.panes.stand_below(made.foot, made)
        return made

    @property
    def _asks(self) -> bool:
        return self._right.currentWidget() not in (self._empty, self._preview)

    @property
    def _asks_for_new(self) -> bool:
        return isinstance(self._right.currentWidget(), NewPaper)

    def _preview_pane(self) -> QWidget:
        self.head = DetailHead((
            Verb(self.tr("Print"), self.ask_print, icon="print", key="Ctrl+P"),
            Verb(self.tr("Save the PDF"), self.save, icon="export", key="Ctrl+S"),
        ))  # fmt: skip
        self.head.show_facts(())
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.changes)
        column.addWidget(self._pager())
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.thumbs)
        body.addWidget(self.pages, 1)
        column.addLayout(body, 1)
        return pane

    def _pager(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("part", "head")
        bar.setFixedHeight(38)
        row = QHBoxLayout(bar)
        row.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 0)
        row.setSpacing(9)
        back = VerbButton(
            Verb(self.tr("Previous"), lambda: self._turn(-1), icon="left", steps=True), small=True
        )
        on = OnButton(
            Verb(self.tr("Next"), lambda: self._turn(1), icon="right", steps=True), small=True
        )
        self._place_words = Words("", "body")
        self._steps = (back, on)
        row.addWidget(back)
        row.addWidget(on)
        row.addWidget(self._place_words)
        row.addStretch(1)
        keys = f"{key_in_words('PgUp')} {key_in_words('PgDown')}"
        row.addWidget(KeyHint(keys, self.tr("turn the pages")))
        return bar

    def _connect(self) -> None:
        self._pane.filter.textChanged.connect(lambda _text: self._show_papers())
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _number: self.pages.setFocus())
        self.list.clicked.connect(lambda _index: self._leave_new_for_paper())
        self.pages.page_changed.connect(self._say_page)
        self.thumbs.page_chosen.connect(self.pages.go_to)
        self.images.opened.connect(lambda: self._say_page(0))
        self.waiting.chosen.connect(self._print_on)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self._to_filter)

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Papers")

    @override
    def verbs(self) -> tuple[Verb, ...]:
        if self._asks:
            return ()
        return (Verb(self.tr("New paper"), self.begin, icon="plus", key="Ctrl+N", main=True),)

    @override
    def first_focus(self) -> QWidget:
        return self.panes.first_focus(self.list)

    @override
    def arrive(self, argument: object) -> None:
        """Come with the number of a paper to show, or with its id."""
        if isinstance(argument, str | UUID):
            self._wanted = argument
            self.panes.open_detail()
            self._pane.filter.clear()
            self._open_pane(self._preview if self.shown else self._empty)
            self.refetch()

    def _open_pane(self, pane: QWidget) -> None:
        if self._right.currentWidget() is not pane:
            self._right.setCurrentWidget(pane)
            self.heading_changed.emit()

    def _to_filter(self) -> None:
        self.panes.close_detail()
        self._pane.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._pane.filter.selectAll()

    # --- the list ---------------------------------------------------------------------------

    @override
    def refetch(self) -> None:
        def call(desk: Desk) -> tuple[tuple[Paper, ...], dict[UUID, Mission]]:
            held = {mission.id: mission for mission in missions.listed(desk)}
            return tuple(documents.listed(desk)), held

        self.waiting.refetch()
        self.place.ask(self, "list", call, lambda answer: self._take_papers(*answer))

    def _take_papers(self, papers: tuple[Paper, ...], held: dict[UUID, Mission]) -> None:
        self._papers, self._missions = papers, held
        self._superseded = {paper.revises for paper in papers if paper.revises}
        self.panes.leave_alone(on=False)
        if self.shown is not None:
            self._show_head(self.shown)
            self._ask_changes(self.shown)
        if isinstance(self._wanted, UUID):
            self._wanted = next((p.number for p in papers if p.id == self._wanted), None)
        self._show_papers()

    def _show_papers(self) -> None:
        words = fold(self._pane.filter.text()).split()
        entries = [self._entry(paper) for paper in self._papers]
        shown = [e for e in entries if all(word in fold(e.in_words()) for word in words)]
        self.list.set_entries(shown, self._pane.filter.text())
        total = len(entries)
        said = self.tr("1 paper") if total == 1 else self.tr("{count} papers").format(count=total)
        if words:
            said = self.tr("{found} of {total}").format(found=len(shown), total=said)
        self._pane.show_count(said, self.tr("latest first"))
        self._settle([str(entry.key) for entry in shown])

    def _entry(self, paper: Paper) -> Entry:
        """Give a paper's entry; where another took its place a chip stands instead of the day."""
        gone = paper.id in self._superseded
        day = spoken.day(paper.issued_at.astimezone(ROME).date())
        also = (paper.number, self._language(paper), day if gone else self._pages_said(paper))
        return Entry(
            paper.number, self._kind(paper), self._subject(paper), spoken.joined(*also),
            chip=self.tr("superseded") if gone else "", tone="warn", right=day, long=True,
        )  # fmt: skip

    def _subject(self, paper: Paper) -> str:
        """Give what a paper is about: a mission by its title, as everywhere else in the window."""
        mission = self._missions.get(paper.mission) if paper.mission else None
        if paper.kind != _DOSSIER or mission is None:
            return subject_of(paper)
        english = self.place.language == "en" and mission.title_en
        return mission.title_en or "" if english else mission.title

    def _kind(self, paper: Paper) -> str:
        word = self.place.texts.choice("paper.kind", paper.kind)
        return word[:1].upper() + word[1:]

    def _language(self, paper: Paper) -> str:
        return self.place.texts.languages(paper.language)

    def _pages_said(self, paper: Paper) -> str:
        if paper.pages == 1:
            return self.tr("1 page")
        return self.tr("{count} pages").format(count=paper.pages)

    def _settle(self, numbers: list[str]) -> None:
        """Choose the paper that was asked for, else the one shown, else the latest."""
        wanted = self._wanted or (self.shown.number if self.shown else None)
        if self._wanted is None and self._asks_for_new:
            self.list.choose_none()
        elif wanted is not None and self.list.choose(wanted):
            self._wanted = None
        elif numbers:
            self.list.choose(numbers[0])
        else:
            self._show_nothing()

    def _show_nothing(self) -> None:
        self.shown = None
        self.images.open(b"")
        text = self._pane.filter.text().strip()
        if self._papers:
            self._empty.say(self.tr("No paper matches “{text}”.").format(text=text))
        else:
            verb = Verb(self.tr("Issue a paper"), self.begin, icon="plus")
            self._empty.say(self.tr("No paper is issued yet."), verb)
        if not self._asks_for_new:
            self._open_pane(self._empty)
        self._leave_alone()

    def _leave_alone(self) -> None:
        """Leave out the list where there is no paper at all."""
        self.panes.leave_alone(on=not self._papers)
        if not self._papers and self.isVisible() and self._right.currentWidget() is self._empty:
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the paper --------------------------------------------------------------------------

    def _show(self, number: object) -> None:
        paper = next((p for p in self._papers if p.number == number), None)
        if paper is None or (self.shown is not None and self.shown.number == number):
            return
        self.shown = paper
        self.images.open(b"")
        self._show_head(paper)
        self.changes.show_revision(None)
        self._ask_changes(paper)
        if not self._asks:
            self._open_pane(self._preview)

        def then(written: Written) -> None:
            if self.shown is not None and self.shown.number == paper.number:
                self.images.open(written.pdf)

        def failed(error: BaseException) -> None:
            if isinstance(error, DeskError):
                self._empty.say(self.place.texts.refusal(error))
                self._open_pane(self._empty)
            else:
                self.place.fail(error)

        self.place.do(self, lambda desk: documents.pdf_of(desk, paper.number), then, failed)

    def _ask_changes(self, paper: Paper) -> None:
        def then(told: Revision) -> None:
            if self.shown is not None and self.shown.number == paper.number:
                self.changes.show_revision(told)

        self.place.ask(self, "changes", lambda desk: revisions.of_number(desk, paper.number), then)

    def _show_head(self, paper: Paper) -> None:
        said = self.tr("issued on {moment}").format(moment=spoken.moment(paper.issued_at))
        if paper.operator:
            said = self.tr("issued on {moment} by {operator}").format(
                moment=spoken.moment(paper.issued_at), operator=paper.operator
            )
        chips = [(paper.number, "plain"), (self._language(paper), "plain")]
        if paper.id in self._superseded:
            chips.append((self.tr("superseded"), "warn"))
        if paper.revises:
            revision = self.tr("revision {number}").format(number=revisions.number_of(paper))
            chips.append((revision, "plain"))
        name = spoken.joined(self._kind(paper), self._subject(paper), by=", ")
        self.head.show_name(name, chips, said)

    def _say_page(self, page: int) -> None:
        total = len(self.images.sizes)
        said = self.tr("page {page} of {total}") if total else ""
        self._place_words.setText(said.format(page=page + 1, total=total))
        back, on = self._steps
        for button, other, leads in ((back, on, page > 0), (on, back, page + 1 < total)):
            if button.hasFocus() and not leads:
                other.setEnabled(True)
                other.setFocus()
            button.setEnabled(leads)
        if total:
            self.thumbs.follow(page)

    def _turn(self, by: int) -> None:
        self.pages.go_to(self.pages.page + by)

    # --- what can be done -------------------------------------------------------------------

    def save(self) -> None:
        """Save the PDF as it was issued, where the person says."""
        paper, pdf = self.shown, self.images.pdf
        if paper is None or not pdf:
            return
        path = self.choose_path(safe_name(f"{paper.number}-{paper.kind}-{paper.language}.pdf"))
        if path is None:
            return

        def then(_none: None) -> None:
            said = self.tr("Saved: {path}").format(path=path)
            self.place.say(said)

        self.place.tasks.work(self, None, lambda: write_whole(path, pdf), then)

    def _ask_path(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the PDF"), str(Path.home() / name), self.tr("PDF (*.pdf)")
        )
        return Path(chosen) if chosen else None

    def ask_print(self) -> None:
        """Ask on what the paper is printed."""
        if self.shown is not None and self.images.pdf:
            self._print_on(self.shown)

    def _print_on(self, paper: Paper) -> None:
        self._open_pane(self.print_card)
        self.panes.open_detail()
        self.print_card.open_card(paper)

    def begin(self) -> None:
        """Ask what a new paper needs to know."""
        self.list.choose_none()
        self._open_pane(self.new)
        self.panes.open_detail()
        self.new.open_card()

    def _leave_new(self) -> None:
        self._open_pane(self._preview if self.shown else self._empty)
        self.panes.close_detail()
        if self.shown:
            self.list.choose(self.shown.number)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_new_for_paper(self) -> None:
        """Show the paper that was clicked in place of what a new one or the printer asks."""
        if self._asks and self.shown is not None:
            self._open_pane(self._preview)

    def _issue(self, kind: str, named: Named, language: str) -> None:
        self._issuing.issue(kind, named, (language,))


def subject_of(paper: Paper) -> str:
    """Give what a paper is about: its title has it after its number."""
    return paper.title.partition(f"{paper.number}, ")[2] or paper.title
