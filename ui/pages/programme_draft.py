"""The programme editor: the outline of the draft at the left, the chosen table's form beside it."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from pathlib import Path as FilePath
from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.problems import DeskError
from desktop.domain.programme_draft import (
    Data,
    Difference,
    data_in,
    entries,
    put_entries,
    renamed,
    written,
)
from desktop.domain.programme_file import ProgrammeFile, ProgrammeFileError
from desktop.files import write_whole
from desktop.services import programme_drafts
from desktop.services.desk import Changed, Desk
from desktop.services.programme_drafts import Checked, Opened
from desktop.typed import override
from ui.forms import programme_values
from ui.forms.form import Form
from ui.forms.programme import FIRST, HEAD, LINES, MARKETS, SECTORS, Named, Part, Path
from ui.page import Page
from ui.pages.programme_faults import FaultList
from ui.pages.programme_matrix import MatrixPane, toggle
from ui.pages.programme_outline import ADDABLE, GRID, Outline
from ui.pages.programme_words import Fault, ProgrammeWords, Spot, entry_at, faults_of, titled
from ui.widgets.area import show_whole
from ui.widgets.cards import empty
from ui.widgets.labels import KeyHint, Mark, Words
from ui.widgets.panes import DetailHead, EmptyWords, EscapeKey, ListPane, Panes, Pile, pop_up
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

_PAUSE = 300  # milliseconds of quiet after which a draft is kept and looked at
_LIST = 300  # pixels of the outline


@dataclass(slots=True)
class Work:
    """The draft that is open: its data, the version that it goes on from, what was found in it."""

    code: str
    base: int
    data: Data
    behind: bool
    begun: bool
    faults: tuple[Fault, ...] = ()
    differing: tuple[Difference, ...] = ()


class ProgrammeDraftPage(Page):
    """Edits the next version of a programme. What is typed is kept at once, as a draft."""

    KINDS = frozenset({"programme"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._code = place.facts.programme
        self.work: Work | None = None
        self.form: Form | None = None
        self.matrix: MatrixPane | None = None
        self._part: Part | None = None
        self._shown: Spot | None = None
        self._named = ""
        self._wanted: Spot | None = None
        self.words = ProgrammeWords(place.texts)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._keep)
        self.list = Outline(self.tr("Parts of the programme"), self.words)
        self.list.entry_chosen.connect(self._show)
        self.list.opened.connect(lambda _spot: self._enter())
        self.list.removed.connect(self.take_out)
        hints = (KeyHint(self.tr("Enter"), self.tr("write")), KeyHint("Del", self.tr("take out")))
        self._lay_out(ListPane(self.list, hints=hints))

    def _lay_out(self, pane: ListPane) -> None:
        self._pane = pane
        self.head = DetailHead((), below=8)
        self._inside = QVBoxLayout()
        detail = QWidget()
        column = QVBoxLayout(detail)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._inside, 1)
        self._right = Pile()
        self._right.addWidget(EmptyWords())
        self._right.addWidget(detail)
        self.panes = Panes(pane, self.list, self._right, width=_LIST, name="programme",
                           places=self.place.places)  # fmt: skip
        self._mark, self._state = Mark(""), Words("", "body")
        publish = Verb(self.tr("Publish"), self.publish, key="Ctrl+Return")
        mend = Verb(self.tr("Next point to mend"), self.to_next_fault, key="F8", main=True)
        self._verbs = VerbRow((publish, mend))
        self.publishing, self._mending = self._verbs.buttons
        self._verbs.put_away(self._mending, on=True)
        self._foot = Foot(self._state, self._verbs, mark=self._mark)
        self.faults = FaultList()
        self.faults.wanted.connect(lambda fault: self.to_fault(cast("Fault", fault)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        across = QHBoxLayout()
        across.addWidget(self.panes)
        layout.addLayout(across, 1)
        layout.addWidget(self.faults)
        layout.addWidget(self._foot)

    # --- the page ---------------------------------------------------------------------------

    @override
    def heading(self) -> str:
        if self.work is None:
            return self.tr("Draft of the programme")
        return self.tr("Draft of version {version}").format(version=self.work.base + 1)

    @override
    def verbs(self) -> tuple[Verb, ...]:
        export = Verb(self.tr("Export the draft"), self._choose_file, icon="export")
        add = Verb(self.tr("Add"), self.offer_to_add, icon="plus", key="Ctrl+N")
        attempt = Verb(self.tr("Try it"), self._go_to_trial, icon="check", key="Ctrl+T")
        return (export, add, attempt)

    @override
    def first_focus(self) -> QWidget:
        return self.panes.first_focus(self.list)

    @override
    def arrive(self, argument: object) -> None:
        """Come with a programme's code; without one to where it was left."""
        if isinstance(argument, str) and argument != self._code:
            self._keep_now()
            self._code, self.work, self._shown = argument, None, None
        if isinstance(argument, str) or self.work is None:
            self.refetch()

    @override
    def refetch(self) -> None:
        self._keep_now()
        code = self._code
        self.place.ask(
            self, "open", lambda desk: programme_drafts.opened(desk, code), self._open
        )  # fmt: skip

    @override
    def may_leave(self, then: Callable[[], None]) -> bool:
        """Leave at once: what is typed is kept."""
        del then
        self._keep_now()
        return True

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._keep_now()
        super().hideEvent(event)

    def _open(self, opened: Opened) -> None:
        programme, draft = opened.in_force.programme, opened.draft
        data = deepcopy(opened.base) if draft is None else data_in(draft.text)
        base = programme.version if draft is None else draft.base
        data["version"] = base + 1
        self.work = Work(programme.code, base, data, opened.behind, begun=draft is not None)
        self._shown = None
        self._show_outline()
        if not self.list.choose(self._wanted or Spot(())):
            self.list.choose_row(0)
        self._check()
        self.heading_changed.emit()
        if opened.behind:
            self._say_behind(programme.version)

    def _say_behind(self, version: int) -> None:
        said = self.tr("Version {version} has come since: this draft cannot be published.")
        self.place.say(
            said.format(version=version), "warn",
            Verb(self.tr("Begin again from it"), self.discard),
            Verb(self.tr("Export the draft"), self._choose_file, icon="export"),
        )  # fmt: skip

    # --- the outline ------------------------------------------------------------------------

    def _show_outline(self) -> None:
        work = self.work
        if work is None:
            return
        self.list.show_draft(work.data, work.differing, work.faults)
        since = self.tr("since version {version}").format(version=work.base)
        self._pane.show_count(self.words.changes(len(work.differing)), since)

    def _show(self, spot: object) -> None:
        if self.work is None or not isinstance(spot, Spot) or spot == self._shown:
            return
        self._follow_rename()
        self._shown = self._wanted = spot
        self._right.setCurrentIndex(1)
        empty(self._inside)
        self.form = self.matrix = self._part = None
        if spot == GRID:
            self._show_matrix()
        else:
            self._show_form(spot)
        self._show_head()
        self._list_faults()

    def _show_matrix(self) -> None:
        work = cast("Work", self.work)
        self.matrix = MatrixPane(work.data, self.place.language)
        self.matrix.toggled.connect(self._toggle)
        EscapeKey(self.matrix, self._escape, self.matrix.table)
        self._inside.addWidget(self.matrix, 1)
        self.matrix.show()

    def _show_form(self, spot: Spot) -> None:
        work = cast("Work", self.work)
        self._part = part = self.words.parts.one(spot.path, self._choices(work.data))
        table = entry_at(work.data, spot)
        form = Form(part.kind, (part.sheet,), self.place.texts, self.place.today())
        programme_values.fill(form, part, table)
        form.edited.connect(self._edited)
        form.left.connect(lambda _name: self._left())
        form.finished.connect(self.list.setFocus)
        EscapeKey(form, self._escape, *(f.editor.widget for f in form.fields.values()))
        self.form, self._named = form, str(table.get("code") or "")
        self._inside.addWidget(form, 1)
        form.show()  # at once: it may get the cursor
        self._show_faults()

    def _choices(self, data: Data) -> Named:
        language = self.place.language
        return Named(*(titled(data, path, language) for path in (LINES, MARKETS, SECTORS)))

    def _show_head(self) -> None:
        work, spot = self.work, self._shown
        if work is None or spot is None:
            return
        parts = self.words.parts
        if spot.path == HEAD:
            chips = [(work.code, "plain"), (parts.title_of(HEAD), "plain")]
            self.head.show_name(self.words.named(HEAD, work.data), chips)
        elif spot.place is None:
            self.head.show_name(parts.title_of(spot.path), ())
        else:
            entry = entry_at(work.data, spot)
            chips = [(parts.entry_name(spot.path), "plain")]
            if entry.get("provisional") is True:
                chips.append((self.place.texts.say("word", "provisional"), "soft"))
            name, below = self.words.told(work.data, spot.path, entry)
            self.head.show_name(name, chips, below)
        self.head.show_facts(())

    def _enter(self) -> None:
        """Go into what is chosen."""
        if self.matrix is not None:
            self.matrix.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form is not None:
            self.form.focus_first()

    def _escape(self) -> None:
        """Go back to the outline."""
        self.panes.close_detail()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- writing ----------------------------------------------------------------------------

    def _edited(self) -> None:
        work, form, part, spot = self.work, self.form, self._part, self._shown
        if work is None or form is None or part is None or spot is None:
            return
        table = entry_at(work.data, spot)
        programme_values.collect(form, part, table, self.place.today())
        self._touched()

    def _touched(self) -> None:
        """Say that it is not kept yet, and keep it after a moment of quiet."""
        cast("Work", self.work).begun = True
        self._pause.start()

    def _left(self) -> None:
        self._follow_rename()
        self._show_faults()
        self._show_head()

    def _follow_rename(self) -> None:
        """Let what names the entry by its code follow when that was changed."""
        work, spot = self.work, self._shown
        if work is None or spot is None or spot.place is None or self.form is None:
            return
        code = str(entry_at(work.data, spot).get("code") or "")
        if code and code != self._named:
            renamed(work.data, spot.path, self._named, code)
            self._named = code
            self._touched()

    def _toggle(self, sector: str, market: str, line: object) -> None:
        work = cast("Work", self.work)
        toggle(work.data, sector, market, cast("str | None", line))
        if self.matrix is not None:
            self.matrix.show_data(work.data, self.place.language)
        self._touched()

    def offer_to_add(self) -> None:
        """Offer what can be added, in a menu."""
        anchor = self.list if self.list.isVisible() else self.head
        parts = self.words.parts
        pop_up(anchor, [(parts.entry_name(path), partial(self.add, path)) for path in ADDABLE])

    def add(self, path: Path) -> None:
        """Put an empty entry at the end of a list, and go to its first field."""
        work = self.work
        if work is None:
            return
        held = entries(work.data, path)
        made: Data = dict(FIRST.get(path, {}))
        if path == LINES:
            orders = (entry.get("order") for entry in held)
            made["order"] = 1 + max((n for n in orders if isinstance(n, int)), default=0)
        put_entries(work.data, path, [*held, made])
        self._touched()
        self.panes.open_detail()
        self._go_to(Spot(path, len(held)))
        self._enter()

    def take_out(self) -> None:
        """Take the chosen entry out of the draft; it can be put back."""
        work, spot = self.work, self._shown
        if work is None or spot is None or spot.place is None:
            return
        held = entries(work.data, spot.path)
        gone = held[spot.place]
        name = self.words.named(spot.path, gone)
        self._shown = self.form = None
        put_entries(work.data, spot.path, [entry for entry in held if entry is not gone])
        left = len(held) - 1
        self._touched()
        self._go_to(Spot(spot.path, min(spot.place, left - 1)) if left else Spot(()))
        back = Verb(self.tr("Put back"), partial(self._put_back, spot, gone), icon="undo")
        self.place.say(self.tr("“{name}” is taken out of the draft.").format(name=name), "ok", back)

    def _put_back(self, spot: Spot, gone: Data) -> None:
        work = self.work
        if work is None or spot.place is None:
            return
        held = entries(work.data, spot.path)
        put_entries(work.data, spot.path, [*held[: spot.place], gone, *held[spot.place :]])
        self._touched()
        self._shown = None
        self._go_to(spot)

    def _go_to(self, spot: Spot) -> None:
        """Choose a spot of the outline, which is shown anew."""
        self._show_outline()
        self.list.choose(spot)
        self._show(spot)

    def write(self, path: Path, place: int | None, typed: Mapping[str, object]) -> None:
        """Open a table, put values into its fields, and keep them at once."""
        self.panes.open_detail()
        self._go_to(Spot(path, place))
        form = self.form
        if form is not None and typed:
            for name, value in typed.items():
                form.fields[name].editor.put(value)
            self._edited()
            self._keep_now()

    # --- keeping and checking ---------------------------------------------------------------

    def _keep_now(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def _keep(self) -> None:
        work = self.work
        if work is None:
            return
        code, base, text = work.code, work.base, written(work.data)
        self.place.do(
            self, lambda desk: programme_drafts.keep(desk, code, base, text),
            partial(self._checked, work),
        )  # fmt: skip

    def _check(self) -> None:
        work = cast("Work", self.work)
        code, text = work.code, written(work.data)
        self.place.ask(
            self, "check", lambda desk: programme_drafts.check(desk, code, text),
            partial(self._checked, work),
        )  # fmt: skip

    def _checked(self, work: Work, found: Checked) -> None:
        if work is not self.work:
            return
        work.faults = faults_of(found.problems, self.words.parts)
        work.differing = found.differing
        self._show_outline()
        self._show_faults()
        self._show_head()
        self._tell()

    def _show_faults(self) -> None:
        """Say each fault beside its field; of the field that is being written only once left."""
        work, form, spot = self.work, self.form, self._shown
        if work is None or form is None:
            return
        said = {f.field: self.words.fault(f.problem) for f in reversed(work.faults)
                if f.spot == spot}  # fmt: skip
        for name, one in form.fields.items():
            sentence = said.get(name, "")
            own = one.problem_now()
            wanted = (own or sentence) if name in said else ""
            if wanted == one.problem or (one.editor.widget.hasFocus() and not one.problem):
                continue
            if wanted:
                one.show_problem(wanted)
            else:
                one.clear_problem()

    def _tell(self) -> None:
        """Say at the foot what is to be mended, or that the draft is kept."""
        work = cast("Work", self.work)
        self._list_faults()
        loose = [f for f in work.faults if not f.field]
        count = len(work.faults)
        if loose:
            self._say(self.words.fault(loose[0].problem), "bad")
        elif count:
            self._say(self._to_mend(count), "bad")
        elif work.differing:
            said = self.tr("The draft is in order and kept; version {version} stays in force.")
            self._say(said.format(version=work.base), "ok")
        else:
            said = self.tr("The same as version {version}, which is in force.")
            self._say(said.format(version=work.base), "info")

    def _say(self, text: str, tone: str) -> None:
        self._state.setText(text)
        self._mark.set_meaning(tone)
        self._foot.suit()

    def _to_mend(self, count: int) -> str:
        many = self.tr("{count} points to mend before it can be published")
        one = self.tr("1 point to mend before it can be published")
        return one if count == 1 else many.format(count=count)

    def _list_faults(self) -> None:
        """Show what is to be mended; one thing is to be done now: that, or to publish."""
        work, words = cast("Work", self.work), self.words
        sound = not work.faults
        self._verbs.put_away(self._mending, on=sound)
        self._verbs.put_off(self.publishing, "" if sound else self._to_mend(len(work.faults)),
                            self.to_next_fault)  # fmt: skip
        self.publishing.set_main(on=sound and bool(work.differing))
        here = [f for f in work.faults if f.spot == self._shown]
        self.faults.show_faults(
            here + [f for f in work.faults if f not in here],
            lambda f: words.place_of(f, work.data, here=f in here),
            self._what,
        )
        self.faults.suit(self.height())

    def _what(self, fault: Fault) -> str:
        """Say a fault as its field does where that is in sight."""
        one = self.form.fields.get(fault.field) if self.form is not None else None
        own = one.problem_now() if one is not None and fault.spot == self._shown else ""
        return own or self.words.fault(fault.problem)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.faults.suit(self.height())

    def to_next_fault(self) -> None:
        """Go to the next point that is to be mended."""
        work, form = self.work, self.form
        if work is None or not work.faults:
            return
        names = () if form is None else tuple(form.fields)
        here = sorted((f for f in work.faults if f.spot == self._shown and f.field in names),
                      key=lambda f: names.index(f.field))  # fmt: skip
        fields = () if form is None else form.fields.values()
        at = next((n for n, one in enumerate(fields) if one.editor.widget.hasFocus()), -1)
        later = next((f for f in here if names.index(f.field) > at), None)
        spot = self.list.next_after(fault.spot for fault in work.faults)
        if later is not None:
            self.to_fault(later)
        elif spot is not None:
            self.to_fault(next(f for f in work.faults if f.spot == spot))

    def to_fault(self, fault: Fault) -> None:
        """Go to where a point is mended."""
        self.panes.open_detail()
        self._go_to(fault.spot)
        if self.form is not None and fault.field in self.form.fields:
            one = self.form.fields[fault.field]
            one.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, one, lambda: show_whole(one))  # what is said below it too

    # --- what is done with it ---------------------------------------------------------------

    def _go_to_trial(self) -> None:
        self._keep_now()
        self.place.go("programme-trial", self._code)

    def publish(self) -> None:
        """Ask whether the draft is to be the version in force: it cannot be taken back."""
        work = self.work
        if work is None:
            return
        self._keep_now()
        if work.faults:
            self.to_next_fault()
            return
        changes, text = self.words.changes(len(work.differing)), written(work.data)
        said = self.tr("Version {version}, {changes}: once published it is mended only by another.")

        def agreed() -> None:
            """Publish what was asked about; what was written since is asked about again."""
            if self.work is not None and written(self.work.data) == text:
                self.publish_now()
            else:
                QTimer.singleShot(0, self, self.publish)  # once the answer has closed the strip

        self.place.question(
            said.format(version=work.base + 1, changes=changes),
            Verb(self.tr("Publish it"), agreed), Verb(self.tr("Go on writing"), self._enter),
        )  # fmt: skip

    def publish_now(self) -> None:
        """Put the draft in force."""
        code = self._code

        def then(answer: tuple[ProgrammeFile, Changed]) -> None:
            file, changed = answer
            self.work = None
            self.place.hub.came(changed)
            said = self.tr("Version {version} is in force. Cases kept before stay as they were.")
            self.place.say(said.format(version=file.version))
            self.place.go("programmes", code)

        self.place.do(self, lambda desk: programme_drafts.publish(desk, code), then, self._refused)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, ProgrammeFileError):
            self._check()
            self.to_next_fault()
        elif isinstance(error, DeskError):
            self.place.refuse(error)
        else:
            self.place.fail(error)

    def discard(self) -> None:
        """Throw the draft away and begin again from what is in force."""
        self._pause.stop()
        code = self._code

        def call(desk: Desk) -> Opened:
            programme_drafts.discard(desk, code)
            return programme_drafts.opened(desk, code)

        self.place.do(self, call, self._open)

    def _choose_file(self) -> None:
        work = self.work
        if work is None:
            return
        name = f"{work.code}-{work.base + 1}.toml"
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the draft"), name, "TOML (*.toml)"
        )
        if path:
            self.export(FilePath(path))

    def export(self, path: FilePath) -> None:
        """Write the draft as the file that other desks read."""
        text = written(cast("Work", self.work).data)
        self.place.do(
            self, lambda _desk: write_whole(path, text.encode()),
            lambda _none: self.place.say(self.tr("Exported: {path}").format(path=path)),
        )  # fmt: skip
