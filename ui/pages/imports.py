"""The chamber's list: choose it, see what its columns fill, try it, import it, take it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import DeskError
from desktop.services import lists
from desktop.services.desk import Desk
from desktop.services.lists import How, ImportReport, Preview, State, Wanted, Watch
from desktop.services.undo import Undone
from desktop.typed import override
from ui import tokens
from ui.page import Page
from ui.pages.import_parts import ColumnsPane, ImportLine, ImportsTable, TrialPane
from ui.widgets.cards import Card, column, empty, scrolled
from ui.widgets.labels import ElidedWords, Words
from ui.widgets.steps import Steps
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import CANCELLED, Workplace

_FILE, _COLUMNS, _TRIAL, _IMPORT = range(4)
_APPLIED = (State.NEW, State.CHANGED)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice:
    """The list being imported: its file, what a person said of it."""

    path: Path
    wanted: Wanted = field(default_factory=Wanted)


def _imported(desk: Desk) -> list[ImportLine]:
    return [
        ImportLine(
            str(row["import"]), str(row["file"]), str(row["at"]), str(row["operator"]),
            {state.value: int(str(row[state.value])) for state in State}, bool(row["undone"]),
        )
        for row in lists.imports(desk)
    ]  # fmt: skip


class ImportsPage(Page):
    """A job of four steps on one page; until the last nothing is written."""

    KINDS = frozenset({"firm"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choose_target: Callable[[Path], Path | None] = self._ask_target
        self._choice: Choice | None = None
        self.columns: ColumnsPane | None = None
        self.report: ImportReport | None = None
        self.trial: TrialPane | None = None
        self._busy = False
        self._first_pane: QWidget | None = None
        self.imports = ImportsTable(self.tr("Imported lists"))
        self.imports.view.row_chosen.connect(self._offer_back)
        self.imports.taken_back.connect(self._take_back)
        self._steps = Steps((
            self.tr("File"), self.tr("Columns"), self.tr("Trial"), self.tr("Import"),
        ))  # fmt: skip
        self._file = ElidedWords("", "hint")
        self._file.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._pane = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head())
        layout.addLayout(self._pane, 1)
        layout.addWidget(self._foot())
        self._start()

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("part", "head")
        row = QHBoxLayout(head)
        row.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 0)
        row.addWidget(self._steps)
        row.addWidget(self._file, 1)
        return head

    def _foot(self) -> QWidget:
        self._said = Words("", "hint")
        self._verbs = VerbRow()
        self._foot_bar = Foot(self._said, self._verbs)
        return self._foot_bar

    @override
    def heading(self) -> str:
        return self.tr("Import a list")

    @override
    def context(self) -> str:
        if self.report is None:
            return self.tr("XLSX, ODS or CSV, as the chamber gives it")
        rows = len(self.report.states)
        said = self.tr("trial run, 1 row") if rows == 1 else self.tr("trial run, {count} rows")
        return said.format(count=rows)

    @override
    def first_focus(self) -> QWidget | None:
        return self._verbs.buttons[-1] if self._verbs.buttons else None

    @override
    def refetch(self) -> None:
        self.place.ask(self, "imports", _imported, self._show_imports)

    def _show_imports(self, lines: Sequence[ImportLine]) -> None:
        self.imports.show_lines(lines)
        self._offer_back()

    @override
    def arrive(self, argument: object) -> None:
        """Begin anew; with a path, that file is taken as chosen."""
        if not self._busy:
            self._start()
        if isinstance(argument, Path):
            self.take(argument)

    # --- the steps --------------------------------------------------------------------------

    def _show(self, step: int, pane: QWidget, said: str, *verbs: Verb) -> None:
        if self._first_pane is not None:
            self._pane.removeWidget(self._first_pane)  # it stays, for the next list
            self._first_pane.hide()
        empty(self._pane)
        self._pane.addWidget(pane, 1)
        pane.show()
        self._steps.show_step(step)
        self._said.setText(said)
        self._file.setText(self._choice.path.name if self._choice else "")
        self._verbs.show_verbs(verbs)
        self._foot_bar.suit()
        self.heading_changed.emit()

    def _start(self) -> None:
        self._choice = self.report = self.columns = None
        self._show(
            _FILE, self._first(), self.tr("Nothing is written before you say so."),
            Verb(self.tr("Choose the file"), self._choose, icon="folder", key="Ctrl+O", main=True),
        )  # fmt: skip
        self._offer_back()

    def _offer_back(self) -> None:
        """Show the button that takes a list back beside one that is in the register."""
        line = self.imports.view.chosen()
        self.imports.offer_back(on=line is not None and not line.undone)

    def _first(self) -> QWidget:
        if self._first_pane is None:
            card = Card(self.tr("The chamber’s list of firms"))
            card.add(Words(self.tr(
                "Choose the sheet as you have it: the header row and the columns are found, "
                "and you can correct them. A trial run shows what each row would do. "
                "An import can be undone as a whole."
            ), "body", wrap=True))  # fmt: skip
            inside = column(
                card, self.imports, gap=tokens.GAP,
                margins=(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14),
            )  # fmt: skip
            cast("QVBoxLayout", inside.layout()).addStretch(1)
            inside.setProperty("part", "canvas")
            self._first_pane = scrolled(inside)
        return self._first_pane

    def _choose(self) -> None:
        kinds = self.tr("Lists (*.xlsx *.ods *.csv *.txt)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the list"), "", kinds)
        if path:
            self.take(Path(path))

    def take(self, path: Path) -> None:
        """Take a file: look at it, then try it when its columns are found."""
        self._look(Choice(path), go_on=True)

    def _look(self, choice: Choice, *, go_on: bool) -> None:
        def then(preview: Preview) -> None:
            self._choice = choice
            found = preview.header_row is not None
            if go_on and found:
                self._try()
            else:
                self._show_columns(preview)

        self._run(
            self.tr("Reading the list"),
            lambda desk, watch: lists.preview(desk, choice.path, choice.wanted, watch), then,
        )  # fmt: skip

    def _show_columns(self, preview: Preview) -> None:
        self.report = None
        self.columns = ColumnsPane(preview, self.place.texts)
        self.columns.edited.connect(self._columns_edited)
        said = self.tr("Columns that go nowhere are not imported.")
        if preview.header_row is None:
            said = self.tr("The header row was not found: write its number.")
        self._show(
            _COLUMNS, scrolled(self.columns), said,
            Verb(self.tr("Choose another file"), self._start, icon="left"),
            Verb(self.tr("Try the list"), self._try, key="Ctrl+Return", main=True),
        )  # fmt: skip

    def _columns_edited(self) -> None:
        """Look again when another sheet or header row was named; columns wait for the trial."""
        if self.columns is None or self._choice is None:
            return
        wanted = self.columns.wanted()
        self._choice = Choice(self._choice.path, wanted)
        if wanted.mapping is None:
            self._look(self._choice, go_on=False)

    def _try(self) -> None:
        choice = cast("Choice", self._choice)
        if self.columns is not None:
            choice = self._choice = Choice(choice.path, self.columns.wanted())
        how = How(wanted=choice.wanted, dry_run=True, language=self.place.language)
        self._run(
            self.tr("Trying the list"),
            lambda desk, watch: lists.import_firms(desk, choice.path, how, watch),
            self._show_trial, self._trial_refused,
        )  # fmt: skip

    def _trial_refused(self, error: DeskError) -> None:
        """Say why it cannot be imported so, and show the columns to put it right."""
        self.place.refuse(error)
        choice = cast("Choice", self._choice)
        self._look(Choice(choice.path, Wanted(choice.wanted.sheet)), go_on=False)

    def _show_trial(self, report: ImportReport) -> None:
        self.report = report
        counts = report.counts
        applied = sum(counts[state.value] for state in _APPLIED)
        self.trial = TrialPane(report, self.place.texts)
        back = self.tr("Back to the columns")
        verbs = [Verb(back, self.back_to_columns, icon="left", key="Alt+Left")]
        if counts[State.REFUSED.value]:
            verbs.append(self._rejects_verb(report, cast("Choice", self._choice)))
        if applied:
            said = self.tr("Import 1 row") if applied == 1 else self.tr("Import {count} rows")
            verbs.append(
                Verb(said.format(count=applied), self._import, key="Ctrl+Return", main=True)
            )
        safe = self.tr("Nothing has changed so far. The import can be undone as a whole.")
        if not applied:
            safe = self.tr("Nothing to import: the register has it all, or it was refused.")
        self._show(_TRIAL, scrolled(self.trial), safe, *verbs)
        first = self.first_focus()
        if first is not None:
            first.setFocus()

    def back_to_columns(self) -> None:
        """Show the columns again, to send one elsewhere."""
        choice = cast("Choice", self._choice)
        self.columns = None
        self._look(choice, go_on=False)

    def _rejects_verb(self, report: ImportReport, choice: Choice) -> Verb:
        refused = report.counts[State.REFUSED.value]
        said = self.tr("Save the {count} refused rows")
        if refused == 1:
            said = self.tr("Save the refused row")
        return Verb(said.format(count=refused), partial(self._save_refused, choice), icon="export")

    def _save_refused(self, choice: Choice) -> None:
        refused = self.tr("refused")
        name = f"{choice.path.stem}-{refused}.xlsx"
        path = self.choose_target(choice.path.with_name(name))
        if path is not None:
            self.save_refused(path, choice)

    def _ask_target(self, offered: Path) -> Path | None:
        title = self.tr("Save the refused rows")
        path, _ = QFileDialog.getSaveFileName(self, title, str(offered), "XLSX (*.xlsx)")
        return Path(path) if path else None

    def save_refused(self, path: Path, choice: Choice) -> None:
        """Write the refused rows of a list, with their reasons, into a sheet."""
        how = How(choice.wanted, dry_run=True, rejects=path, language=self.place.language)
        said = self.tr("Refused rows saved: {path}").format(path=path)
        self._run(
            self.tr("Trying the list"),
            lambda desk, watch: lists.import_firms(desk, choice.path, how, watch),
            lambda _report: self.place.say(said),
        )

    def _import(self) -> None:
        choice = cast("Choice", self._choice)
        how = How(wanted=choice.wanted, language=self.place.language)
        self._steps.show_step(_IMPORT)
        self._run(
            self.tr("Importing"),
            lambda desk, watch: lists.import_firms(desk, choice.path, how, watch), self._imported,
        )  # fmt: skip

    def _imported(self, report: ImportReport) -> None:
        verbs = []
        if report.counts[State.REFUSED.value]:  # the list is over, its refused rows are not
            verbs.append(self._rejects_verb(report, cast("Choice", self._choice)))
        self._start()
        if report.changed is not None:
            self.place.wrote(report.changed, self._told(report.counts), *verbs)

    def _told(self, counts: Mapping[str, int]) -> str:
        said = self.tr("Imported: {new} new, {changed} changed, {same} the same, "
                       "{doubtful} doubtful, {refused} refused.")  # fmt: skip
        return said.format(**counts)

    def _take_back(self) -> None:
        line = cast("ImportLine", self.imports.view.chosen())
        transaction = UUID(line.id)

        def then(undone: Undone) -> None:
            self.place.hub.went_back(transaction, undone.changed)
            kept = len({item.record for item in undone.kept})
            if kept:
                said = self.tr("Taken back in part: {count} records were changed since and stay.")
                self.place.say(said.format(count=kept), "warn")
            else:
                self.place.say(self.tr("Taken back: the register is as before the import."))

        self._run(
            self.tr("Taking the list back"),
            lambda desk, watch: lists.undo_import(desk, transaction, watch), then,
        )  # fmt: skip

    # --- work and progress ------------------------------------------------------------------

    def _run(
        self, doing: str, call: Callable[[Desk, Watch], T], then: Callable[[T], None],
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:  # fmt: skip
        def done(answer: T) -> None:
            self._busy = False
            then(answer)

        def failed(error: BaseException) -> None:
            self._busy = False
            if self.trial is not None and self.trial.isVisible():
                self._steps.show_step(_TRIAL)
            if not isinstance(error, DeskError):
                self.place.fail(error)
            elif refused is not None and error.code not in CANCELLED:
                refused(error)
            else:
                self.place.refuse(error)

        self._busy = True
        self.place.take_time(self, doing, call, done, failed)
