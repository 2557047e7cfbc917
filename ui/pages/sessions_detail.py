"""The detail of a session: head, slots, the attendance grid, and what was said there."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.dates import date_in_words
from desktop.domain.records import OrientationSession, SessionKind
from desktop.services.sessions import SessionSheet
from ui import spoken, tokens
from ui.forms.session_person import PersonAdder
from ui.pages import sessions_rows
from ui.pages.attachments import AttachmentsCard
from ui.pages.attachments_adder import FileDrop
from ui.pages.sessions_grid import AttendanceGrid
from ui.pages.sessions_reading import SessionOpened, line_options, market_options, title_of
from ui.pages.sessions_rows import PersonRow
from ui.pages.sessions_strip import SlotStrip
from ui.widgets.cards import Card, column, empty, scrolled
from ui.widgets.labels import Chip, ElidedWords, Icon, KeyHint, Mark, Words
from ui.widgets.panes import DetailHead, Pile
from ui.widgets.tabs import Tabs
from ui.widgets.told import Pairs
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb, key_in_words
from ui.workplace import Workplace

_FILES = 2  # the place of the attachments' tab
_FEW = 2  # slots that the line of explanation tells at once


class SessionDetail(QWidget):
    """Shows one session. What is done with it is told by signals; the page does it."""

    edit_wanted = Signal()
    paper_wanted = Signal()
    person_removed = Signal(object)  # PersonRow

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._texts = place.texts
        self.opened: SessionOpened | None = None
        self.head = DetailHead((
            Verb(self.tr("Attendance sheet"), self.paper_wanted.emit, icon="print", key="Ctrl+P"),
            Verb(self.tr("Edit"), self.edit_wanted.emit, icon="edit", key="F2"),
        ), below=0)  # fmt: skip
        self.paper_button = self.head.buttons[0]
        self.strip = SlotStrip()
        self._threshold = Words("", "hint")
        self.tabs = Tabs(self.tr("Parts of the session"))
        self.tabs.addTab(self.tr("Attendance"))
        self.tabs.addTab(self.tr("What was said"))
        self.tabs.addTab(self.tr("Attachments"))
        self.files = AttachmentsCard(place)
        self.files.counted.connect(self._count_files)
        drop = FileDrop(self, lambda: self.opened is not None)
        drop.dropped.connect(self.take_files)
        self._stack = Pile()
        self.foot = column(self._explanation(), self._foot(), gap=0)
        self.tabs.currentChanged.connect(self._open_part)
        self._lay_out()
        self.adder.closed.connect(self.to_grid)
        self.grid.row_chosen.connect(self._explain)
        self._scant = False
        self.head.scant_changed.connect(self._suit_told)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._explain_anew)
        self.grid.rows.refused.connect(self._say_wrong)

    def _lay_out(self) -> None:
        slots = QWidget()
        row = QHBoxLayout(slots)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.strip, 1)
        row.addWidget(self._threshold)
        self.head.add_more(slots)
        self.head.column.addWidget(self.tabs)
        self._stack.addWidget(self._attendance())
        self._contents = QVBoxLayout()
        self._stack.addWidget(self._contents_pane())
        self._stack.addWidget(self._files_pane())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._stack, 1)

    def _open_part(self, place: int) -> None:
        """Show a tab's page; what works on the attendance goes and comes with it."""
        self._stack.setCurrentIndex(place)
        self._bar.setVisible(place == 0)
        self._explain()

    def _files_pane(self) -> QWidget:
        margins = (tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        inside = column(self.files, margins=margins)
        inside.setProperty("part", "canvas")
        cast("QVBoxLayout", inside.layout()).addStretch(1)
        return scrolled(inside)

    def _count_files(self, count: int) -> None:
        title = self.tr("Attachments")
        self.tabs.setTabText(_FILES, f"{title}  {count}" if count else title)

    def take_files(self, paths: list[Path]) -> None:
        """Take files that were dropped on the session."""
        self.tabs.setCurrentIndex(_FILES)
        self.files.take(paths)

    # --- attendance -------------------------------------------------------------------------

    def _attendance(self) -> QWidget:
        pane = QWidget()
        pane.setProperty("part", "sheet")
        inside = QVBoxLayout(pane)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self.grid = AttendanceGrid(self._texts, self.tr("Attendance, hours by slot"))
        self._nobody = Words("", "hint", wrap=True)
        self._nobody.setContentsMargins(tokens.EDGE, 16, tokens.EDGE_RIGHT, 16)
        self._nobody.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.adder = PersonAdder(self._place)
        self.adder.hide()
        inside.addWidget(self.grid, 1)
        inside.addWidget(self._nobody, 1)
        inside.addWidget(self.adder)
        return pane

    def _explanation(self) -> QWidget:
        self._told = QFrame()
        self._told.setProperty("part", "count")
        self._told.setFixedHeight(34)
        row = QHBoxLayout(self._told)
        row.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 0)
        row.setSpacing(9)
        self._told_icon = Icon("clock", size=16)
        self._told_mark = Mark("bad", size=15)
        self._told_name = Words("", "strong")
        self._told_words = ElidedWords("", "body")
        self._told_sum = QHBoxLayout()
        row.addWidget(self._told_icon)
        row.addWidget(self._told_mark)
        row.addWidget(self._told_name)
        row.addWidget(self._told_words, 1)
        row.addLayout(self._told_sum)
        return self._told

    def _foot(self) -> QWidget:
        self._counts = Words("", "body")
        verbs = VerbRow((
            Verb(self.tr("Remove the person"), self._remove, icon="remove"),
            Verb(self.tr("Add a person"), self.open_adder, icon="plus", key="Ins"),
        ))  # fmt: skip
        self.remove_button, self.add_button = verbs.buttons
        self._now_hint = KeyHint("N", self.tr("now"))
        self._above_hint = KeyHint(key_in_words("Ctrl+'"), self.tr("as above"))
        hints = (self._now_hint, self._above_hint)
        self._bar = Foot(self._counts, verbs, hints=hints)
        return self._bar

    def open_adder(self) -> None:
        """Open the band that enters a person."""
        self.tabs.setCurrentIndex(0)
        self.adder.open_band()

    def to_grid(self) -> None:
        """Go to the grid, or where there is nobody yet, to the button that adds."""
        target = self.grid if self.grid.rows.people else self.add_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        row = self.grid.rows.person(self.grid.currentIndex().row())
        if row is not None:
            self.person_removed.emit(row)

    # --- showing ----------------------------------------------------------------------------

    def show_session(self, opened: SessionOpened) -> None:
        """Show a session; of the same one the cursor stays where it is."""
        before = self.opened
        self.opened = opened
        self._show_head(opened)
        self.files.show_for("session", opened.id)
        self._show_attendance(opened.sheet, same=before is not None and before.id == opened.id)
        self._show_contents(opened.sheet)

    def _show_head(self, opened: SessionOpened) -> None:
        sheet, language = opened.sheet, self._place.language
        held = sheet.session
        kind = self._texts.choice("session.kind", held.kind)
        line = title_of(line_options(opened.programme, language), held.line)
        market = title_of(market_options(opened.programme, language), held.market)
        chips = [(words, "plain") for words in (held.number, kind, line, market) if words]
        self.head.show_name(held.title, chips)
        self.head.show_facts(self._facts(sheet))
        self.strip.show_slots(sheet.slots)
        self.strip.setVisible(bool(sheet.slots))
        said = self._threshold_said(sheet)
        self._threshold.setText(said)
        self._threshold.setVisible(bool(said))

    def _facts(self, sheet: SessionSheet) -> list[tuple[str, str]]:
        held = sheet.session
        days = sorted({slot.date for slot in sheet.slots})
        when = (
            date_in_words(days[0], self._place.language)
            if days
            else self._texts.say("word", "missing")
        )
        if len(days) > 1:
            when = self.tr("{first} to {last}").format(
                first=spoken.day(days[0]), last=spoken.day(days[-1])
            )
        where = spoken.joined(self._texts.choice("session.mode", held.mode), held.place, by=", ")
        facts = [(self.tr("Day"), when)]
        teachers = list(dict.fromkeys(slot.teacher for slot in sheet.slots if slot.teacher))
        if teachers:
            facts.append((self._texts.field("slot", "teacher"), ", ".join(teachers)))
        if held.capacity is not None:
            facts.append((self._texts.field("session", "capacity"), str(held.capacity)))
        return [*facts, (self.tr("Where"), where)]

    def _threshold_said(self, sheet: SessionSheet) -> str:
        if not sheet.minutes or sheet.session.kind is not SessionKind.GROUP:
            return ""
        language = self._place.language
        held = spoken.number(f"{sheet.threshold.normalize():f}", language)
        share = spoken.percent(held, language)
        said = self.tr("Certificate from {needed} minutes\n({share} of {minutes})")
        return said.format(
            needed=sessions_rows.needed_minutes(sheet), share=share, minutes=sheet.minutes
        )

    def _show_attendance(self, sheet: SessionSheet, *, same: bool) -> None:
        current = self.grid.rows.person(self.grid.currentIndex().row())
        column = self.grid.currentIndex().column()
        group = sheet.session.kind is SessionKind.GROUP
        rows = sessions_rows.rows_of(sheet)
        self.grid.rows.show(rows, len(sheet.slots), certificates=group)
        self.grid.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        said = self.tr("Nobody is entered yet. Ins adds the people of the firms that come.")
        self._nobody.setText(said if sheet.slots else self.tr(
            "Nobody is entered yet. The session has no slots: F2 adds their day and hours."
        ))  # fmt: skip
        self._restore(current, column, same=same)
        self._count(rows, group=group)
        dated = any(slot.date == self._place.today() for slot in sheet.slots)
        self._bar.leave_out(self._now_hint, on=not dated)
        self._bar.leave_out(self._above_hint, on=not sheet.slots or len(rows) < _FEW)
        self._explain()

    def _restore(self, current: PersonRow | None, column: int, *, same: bool) -> None:
        """Put the cursor where it was after the rows were read anew, else into the first hour."""
        grid = self.grid
        if grid.currentIndex().isValid() or not grid.rows.people:
            return
        place = grid.rows.place_of(current.key) if same and current is not None else -1
        if place >= 0:
            grid.setCurrentIndex(grid.rows.index(place, min(column, grid.rows.columnCount() - 1)))
            return
        first = grid.rows.people[0]
        grid.go_to_hour(first.key)
        if not grid.currentIndex().isValid():
            grid.setCurrentIndex(grid.rows.index(0, 1))

    def _count(self, rows: Sequence[PersonRow], *, group: bool) -> None:
        people, firms = len(rows), len({row.firm for row in rows})
        said = [
            self.tr("1 person") if people == 1 else self.tr("{count} people").format(count=people),
            self.tr("1 firm") if firms == 1 else self.tr("{count} firms").format(count=firms),
        ]
        if group:
            earned = sum(row.state == sessions_rows.YES for row in rows)
            one, many = self.tr("1 certificate due"), self.tr("{count} certificates due")
            said.append(one if earned == 1 else many.format(count=earned))
        self._counts.setText(spoken.joined(*(part.replace(" ", "\u00a0") for part in said)))
        self.remove_button.setEnabled(bool(rows))

    # --- the line that explains -------------------------------------------------------------

    def _suit_told(self, scant: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Leave the room of the line to the rows of a very low pane, until the cursor is there."""
        self._scant = scant
        self._explain()

    def _explain_anew(self, _before: QWidget | None, _now: QWidget | None) -> None:
        if self._scant:
            self._explain()

    @property
    def _is_read(self) -> bool:
        """Tell whether the line has what it explains in sight, and the room."""
        at = QApplication.focusWidget()
        typing = at is not None and (at is self.grid or self.grid.isAncestorOf(at))
        return self.tabs.currentIndex() == 0 and (typing or not self._scant)

    def _explain(self) -> None:
        row = self.grid.rows.person(self.grid.currentIndex().row())
        self._told.setVisible(row is not None and self._is_read)
        if row is None or self.opened is None:
            return
        wrong = self.grid.rows.wrong_in(row)
        self._told_icon.setVisible(not wrong)
        self._told_mark.setVisible(bool(wrong))
        self._told_name.setText(spoken.joined(row.family_name, row.given_name, by=" "))
        self._told_words.set_look("bad" if wrong else "body")
        self._told_words.setText(wrong or self._explained(row))
        empty(self._told_sum)
        share = self.grid.rows.share(row)
        said = self.tr("{minutes} minutes, {share}").format(minutes=row.minutes, share=share)
        self._told_sum.addWidget(Chip(said))

    def _say_wrong(self, sentence: str) -> None:
        self._told_mark.show()
        self._told_icon.hide()
        self._told_words.set_look("bad")
        self._told_words.setText(sentence)

    def _explained(self, row: PersonRow) -> str:
        if self.opened is None or not row.cells:
            return self.tr("The session has no slots: no minutes can be credited.")
        slots = self.opened.sheet.slots
        here = self.grid.rows.slot_at(self.grid.currentIndex().column()) or 0
        shown = range(len(slots)) if len(slots) <= _FEW else (here,)
        return "  ".join(self._slot_told(row, number) for number in shown)

    def _slot_told(self, row: PersonRow, number: int) -> str:
        cell = row.cells[number]
        length = sessions_rows.minutes_of(self.opened.sheet.slots[number]) if self.opened else 0
        if cell.arrived and cell.left and cell.minutes:
            said = self.tr("Slot {slot}: {arrived} – {left}, {minutes} minutes of {length} count.")
        elif cell.arrived and cell.left:
            said = self.tr("Slot {slot}: {arrived} – {left} is outside it, no minutes count.")
        elif cell.arrived:
            said = self.tr("Slot {slot}: in at {arrived}, without an hour out nothing counts.")
        elif cell.left:
            said = self.tr("Slot {slot}: out at {left}, without an hour in nothing counts.")
        else:
            said = self.tr("Slot {slot}: no hours.")
        return said.format(
            slot=number + 1, arrived=cell.arrived, left=cell.left, minutes=cell.minutes,
            length=length,
        )  # fmt: skip

    # --- what was said ----------------------------------------------------------------------

    def _contents_pane(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("part", "canvas")
        self._contents = QVBoxLayout(inside)
        self._contents.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._contents.setSpacing(tokens.GAP)
        return scrolled(inside)

    def _show_contents(self, sheet: SessionSheet) -> None:
        empty(self._contents)
        missing = self._texts.say("word", "missing")
        said = Card(self.tr("What was said"))
        said.add(Pairs(missing, self._said(sheet.session)), padded=False)
        onward = Card(self.tr("What comes next"))
        onward.add(Pairs(missing, self._onward(sheet.session)), padded=False)
        self._contents.addWidget(said)
        self._contents.addWidget(onward)
        if sheet.private_note is not None:
            note = Card(self.tr("Private note"), self.tr("stays at this desk, never leaves it"))
            note.add(Words(sheet.private_note.text, "body", wrap=True))
            self._contents.addWidget(note)
        self._contents.addStretch(1)

    def _said(self, held: OrientationSession) -> list[tuple[str, str]]:
        known = self._texts.keys("topic")
        topics = [self._texts.say("topic", t) if t in known else t for t in held.topics]
        lines = [
            ("topics", ", ".join(topics)), ("needs", held.needs), ("advice", held.advice),
            *([("handed_over", held.handed_over)] if held.handed_over else []),
        ]  # fmt: skip
        return [(self._texts.field("session", name), value or "") for name, value in lines]

    def _onward(self, held: OrientationSession) -> list[tuple[str, str]]:
        outcome = self._texts.choice("session.outcome", held.outcome) if held.outcome else ""
        due = date_in_words(held.due, self._place.language) if held.due else ""
        return [
            (self._texts.field("session", "outcome"), outcome),
            (self._texts.field("session", "next_step"), held.next_step or ""),
            (self._texts.field("session", "due"), due),
        ]

    @property
    def shown(self) -> UUID | None:
        """Give the session that is shown."""
        return None if self.opened is None else self.opened.id
