"""The figures of a quarter: counted, read beside the quarter before, saved, issued as a report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.documents.content.hand import hand
from desktop.documents.content.indicator_words import IndicatorWords
from desktop.documents.sources import IndicatorsSource
from desktop.domain.indicators import GROUPS, Period
from desktop.domain.problems import DeskError
from desktop.services import indicator_book, indicators
from desktop.services.desk import Desk
from desktop.services.documents import Named
from desktop.services.watch import Watch
from desktop.typed import override
from ui import tokens
from ui.models.table import Column, Look
from ui.page import Page
from ui.pages.papers_issue import Issuing
from ui.widgets.area import show_whole
from ui.widgets.beside import Beside
from ui.widgets.cards import empty
from ui.widgets.grouped import GroupedTable, Heading
from ui.widgets.labels import Mark, Words, beside_line
from ui.widgets.quarters import QuarterBox
from ui.widgets.verbs import Verb
from ui.workplace import CANCELLED, Workplace

PathChooser = Callable[[str], Path | None]
_KIND = "quarterly-report"
_STRONG, _QUIET = Look(strong=True), Look(quiet=True)
_ASIDE = 380  # pixels of what is told beside the figures


@dataclass(frozen=True, slots=True)
class Line:
    """A figure of the table: its words, whole and short, now and before, how it is counted."""

    title: str
    name: str
    now: str
    before: str
    more: str
    how: str


class IndicatorsPage(Page):
    """A quarter above; its figures in groups; beside them how the chosen one is counted."""

    KINDS = frozenset({
        "firm", "accounts", "relation", "aid", "session", "slot", "attendance", "person", "mission",
        "application", "evaluation", "paper", "report", "programme",
    })  # fmt: skip

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choose_path: PathChooser = self._ask_path
        self.source: IndicatorsSource | None = None
        self._issuing = Issuing(place, self)
        self._counting: Period | None = None
        self.quarter = QuarterBox(place.texts)
        self.quarter.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.quarter.offer(place.today())
        self.quarter.activated.connect(lambda _place: self.refetch())
        self._said = Words("", "hint", wrap=True)
        self.table = self._make_table("", "")
        self._how = QVBoxLayout()
        self._state = QVBoxLayout()
        self._lay_out()

    def _make_table(self, now: str, before: str) -> GroupedTable[Line]:
        """Make the table; its heads name the two quarters."""
        table = GroupedTable[Line]((
            Column(self.tr("Indicator"), lambda line: line.name, look=_STRONG),
            Column(now, lambda line: line.now, 150, right=True, look=_STRONG),
            Column(before, lambda line: line.before, 150, right=True, look=_QUIET),
            Column(self.tr("Difference"), lambda line: line.more, 110, right=True),
        ), self.tr("Figures of the quarter"))  # fmt: skip
        table.row_chosen.connect(self._tell_how)
        table.opened.connect(lambda _line: show_whole(self._split.area))
        return table

    def _lay_out(self) -> None:
        head = QFrame()
        head.setProperty("part", "head")
        band = QVBoxLayout(head)
        band.setContentsMargins(tokens.EDGE, 12, tokens.EDGE_RIGHT, 10)
        band.setSpacing(6)
        label = Words(self.tr("Quarter"), "label")
        label.setBuddy(self.quarter)
        self.quarter.setAccessibleName(self.tr("Quarter"))
        self.quarter.setMaximumWidth(260)
        for widget in (label, self.quarter, self._said):
            band.addWidget(widget)
        for held in (self._how, self._state):
            held.setSpacing(8)
        self._split = Beside(self.table, (self._how, self._state), self.tr("How it is counted"),
                             wide=_ASIDE, shares=(2, 1))  # fmt: skip
        self._none = self._split.none
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split.under(head))

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        return self.tr("Indicators")

    @override
    def context(self) -> str:
        wide = self.width() >= tokens.ONE_PANE
        return self.tr("for Unioncamere, each firm counted once") if wide else ""

    @override
    def verbs(self) -> tuple[Verb, ...]:
        if self.source is None:
            return (Verb(self.tr("Count"), self.refetch, icon="check", key="F5", main=True),)
        return (
            Verb(self.tr("Save the workbook"), self.save, icon="export", key="Ctrl+S"),
            Verb(self.tr("Issue the report"), self.issue, icon="papers", key="Ctrl+Return",
                 main=True),
        )  # fmt: skip

    @override
    def first_focus(self) -> QWidget:
        return self.quarter

    @override
    def arrive(self, argument: object) -> None:
        """Come from elsewhere, perhaps with the quarter that is wanted."""
        self.quarter.offer(self.place.today())
        if isinstance(argument, Period):
            self.quarter.choose(argument)
            self.refetch()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the words stand below the figures where there is no room beside them."""
        super().resizeEvent(event)
        self._split.suit(self.width(), self.heading_changed.emit)

    # --- counting ---------------------------------------------------------------------------

    @override
    def refetch(self) -> None:
        """Count the chosen quarter; a count of another that is under way is dropped."""
        period = self.quarter.period
        if period is None or period == self._counting:
            return
        self._counting = period

        def call(desk: Desk, watch: Watch) -> IndicatorsSource:
            return indicators.of_period(desk, period, watch)

        def then(source: IndicatorsSource) -> None:
            if period == self._counting:
                self._counting = None
                self._show(source)

        def failed(error: BaseException) -> None:
            if period == self._counting:
                self._counting = None
            self._fail(error)

        self.place.take_time(self, self.tr("Counting the quarter"), call, then, failed)

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, DeskError):
            self.place.fail(error)
            return
        self.place.refuse(error)
        if error.code in CANCELLED:
            self._show_nothing(self.tr("The count was given up."), self.tr("Count"))

    def _show_nothing(self, said: str, verb: str = "") -> None:
        self.source = None
        self._split.hide()
        self._said.hide()
        self._none.show()
        self._none.say(said, Verb(verb, self.refetch, icon="check") if verb else None)
        self.heading_changed.emit()

    def _show(self, source: IndicatorsSource) -> None:
        held = source.held
        if not any((*held.now.totals.values(), *held.before.totals.values())):
            nothing = self.tr("Nothing was recorded by the end of {quarter}.")
            self._show_nothing(nothing.format(quarter=self.quarter.currentText()))
            return
        self.source = source
        words = IndicatorWords(source, hand(self.place.language))
        self._none.hide()
        self._split.show()
        self._said.show()
        said = [*words.cautions(), f"{words.desks()}. {words.counted()}."]
        self._said.setText(" ".join(said))
        self._show_table(words)
        self._show_state(words)
        self.heading_changed.emit()

    def _show_table(self, words: IndicatorWords) -> None:
        """Show the figures under the names of their quarters; the cursor stays where it was."""
        held = words.source.held
        chosen, had_focus = self.table.chosen_entry(), self.table.hasFocus()
        before = self.table
        self.table = self._make_table(words.period(held.period), words.period(held.previous))
        self._split.replaceWidget(0, self.table)
        before.deleteLater()
        self.table.set_groups(self._groups(words))
        title = chosen.title if chosen else ""
        self.table.choose(lambda line: line.title == title)
        if had_focus:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _groups(self, words: IndicatorWords) -> list[tuple[Heading, Sequence[Line]]]:
        held = words.source.held
        rows = dict(zip((code for codes in GROUPS.values() for code in codes), words.rows(),
                        strict=True))  # fmt: skip
        groups: list[tuple[Heading, Sequence[Line]]] = [
            (Heading("", words.group(name), None),
             [Line(words.label(code), *rows[code], words.how(code)) for code in codes])
            for name, codes in GROUPS.items()
        ]  # fmt: skip
        for name, codes in words.breakdowns():
            figure = name.rpartition(".")[0]
            now, before = held.now.parts.get(name, {}), held.before.parts.get(name, {})
            how = f"{words.how(figure)} {words.part_how(name)}"
            title = words.breakdown(name)
            lines = [
                Line(f"{title}: {item}", item, words.figure(figure, now.get(code, 0)),
                     words.figure(figure, before.get(code, 0)),
                     words.more(figure, now.get(code, 0) - before.get(code, 0)), how)
                for code in codes
                for item in [words.item(name, code)]
            ]  # fmt: skip
            groups.append((Heading("", title, None), lines))
        return groups

    # --- beside the figures -----------------------------------------------------------------

    def _tell_how(self, line: object) -> None:
        empty(self._how)
        if isinstance(line, Line):
            self._how.addWidget(Words(line.title, "strong", wrap=True))
            self._how.addWidget(Words(line.how, "body", wrap=True))

    def _show_state(self, words: IndicatorWords) -> None:
        """Show how far the figures can be relied on, and what they correct."""
        empty(self._state)
        self._state.addWidget(Words(words.tell("quality"), "label"))
        whole = words.source.held.complete == words.source.held.now.totals["firms.total"]
        mark = "ok" if whole else "info"
        self._state.addWidget(_told(mark, f"{words.tell('cards')}: {words.complete()}"))
        for said, count in words.gaps():
            self._state.addWidget(_told("warn", f"{said}: {count}"))
        self._state.addWidget(_told("info", words.not_held()))
        self._state.addWidget(Words(self.tr("Corrections to earlier quarters"), "label"))
        for said in words.corrections():
            self._state.addWidget(_told("info", said))

    # --- what can be done -------------------------------------------------------------------

    def issue(self) -> None:
        """Issue the report in the window's language: it is numbered, and its figures kept."""
        if self.source is not None:
            named = Named(period=self.source.held.period)
            self._issuing.issue(_KIND, named, (self.place.language,))

    def save(self) -> None:
        """Save the figures as a workbook, where the person says."""
        if self.source is None:
            return
        period, language = self.source.held.period, self.place.language
        word = self.place.texts.choice("paper.kind", _KIND).replace(" ", "-")
        path = self.choose_path(f"{word}-{period.first:%Y}-{period.quarter}.xlsx")
        if path is None:
            return
        if not path.suffix:
            path = path.with_suffix(".xlsx")

        def call(desk: Desk, watch: Watch) -> IndicatorsSource:
            return indicator_book.save_book(desk, period, path, language, watch)

        said = self.tr("Saved: {path}").format(path=path)
        self.place.take_time(
            self, self.tr("Saving the workbook"), call, lambda _source: self.place.say(said)
        )

    def _ask_path(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save the workbook"), str(Path.home() / name), "XLSX (*.xlsx)"
        )
        return Path(chosen) if chosen else None


def _told(mark: str, said: str) -> QWidget:
    line = QWidget()
    inside = QHBoxLayout(line)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.setSpacing(8)
    inside.addWidget(beside_line(Mark(mark)), 0, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(Words(said, "body", wrap=True), 1)
    return line
