"""The detail of a firm: name, chips, identifying facts, and tabs by content."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import spoken, tokens
from ui.pages.attachments import AttachmentsCard
from ui.pages.attachments_adder import FileDrop
from ui.pages.firm_measures import HOW, FirmMeasures
from ui.pages.firm_reading import FirmSheet
from ui.pages.firm_summary import FirmSummary
from ui.pages.firm_tables import FirmTables
from ui.widgets.cards import Card, on_canvas
from ui.widgets.panes import DetailHead, Pile
from ui.widgets.tables import TableView
from ui.widgets.tabs import Tabs
from ui.widgets.tellings import Tellings
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

_FILES = "attachments"  # the name of their tab
_TURN = 10  # milliseconds in which the window sees what else there is


class FirmDetail(QWidget):
    """Shows one firm's sheet: tabs that have something to show, and always the attachments."""

    session_opened = Signal(object)
    mission_opened = Signal(object)

    def __init__(self, place: Workplace, verbs: Sequence[Verb], rare: Sequence[Verb] = ()) -> None:
        super().__init__()
        self._place = place
        self._texts = place.texts
        self._language = place.language
        self._tables = FirmTables(place)
        self._measures = FirmMeasures(place, self.show_how)
        self._summary: FirmSummary | None = None
        self.files = AttachmentsCard(place)
        self._files_part = on_canvas(self.files)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.head = DetailHead(verbs, rare=rare, below=0)
        self.buttons = self.head.buttons
        self.tabs = Tabs(self.tr("Parts of the firm's sheet"))
        self.head.column.addWidget(self.tabs)
        self._stack = Pile()
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._open_part)
        self.files.counted.connect(self._count_files)
        drop = FileDrop(self, lambda: bool(self._names))
        drop.dropped.connect(self.take_files)
        self._names: list[str] = []
        self._makers: list[Callable[[], QWidget]] = []
        self._made: dict[int, QWidget] = {}

    def show_sheet(self, sheet: FirmSheet) -> None:
        """Show a firm; the open tab stays open when the firm has it."""
        before = self._names[self.tabs.currentIndex()] if self._names else "summary"
        self._show_head(sheet)
        self.files.show_for("firm", sheet.id)
        self.tabs.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        while self.tabs.count():
            self.tabs.removeTab(0)
        for old in self._made.values():
            if old not in (self._summary, self._files_part):  # told anew; it keeps what is attached
                self._stack.removeWidget(old)
                old.deleteLater()
        self._names, self._makers, self._made = [], [], {}
        for name, title, make in self._parts(sheet):
            self._names.append(name)
            self._makers.append(make)
            self.tabs.addTab(title)
        self.tabs.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        place = self._names.index(before) if before in self._names else 0
        self.tabs.setCurrentIndex(place)
        whole = self.layout()
        if whole is not None:
            whole.activate()  # at once, so that the head is never seen at the height it had
        # a turn of the loop later: keys that were pressed meanwhile come in between
        QTimer.singleShot(_TURN, self, lambda: self._open_part(self.tabs.currentIndex()))

    def _open_part(self, place: int) -> None:
        """Show a tab's page; it is made when it is first opened, for most are never looked at."""
        if not 0 <= place < len(self._names):
            return
        if place not in self._made:
            made = self._made[place] = self._makers[place]()
            if self._stack.indexOf(made) < 0:
                self._stack.addWidget(made)
        self._stack.setCurrentWidget(self._made[place])

    def show_part(self, name: str) -> None:
        """Open a tab by name."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    # --- head -------------------------------------------------------------------------------

    def _show_head(self, sheet: FirmSheet) -> None:
        former = cast("Sequence[str]", sheet.firm.get("former_names") or ())
        said = self.tr("formerly {names}").format(names=", ".join(f"«{n}»" for n in former))
        under = self.tr("with what was registered as {names}").format(
            names=", ".join(f"«{name}»" for _, name in sheet.merged)
        )
        chips = self._chip_words(sheet)
        told = spoken.joined(said if former else "", under if sheet.merged else "", by="; ")
        self.head.show_name(sheet.text("name"), chips, told)
        self.head.show_facts(self._fact_words(sheet))

    def _chip_words(self, sheet: FirmSheet) -> list[tuple[str, str]]:
        status = sheet.text("status")
        tone = "ok" if status == "active" else "warn"
        chips = [(self._texts.choice("firm.status", status), tone)]
        if sheet.disputed:
            chips.append((self.tr("to confirm"), "warn"))
        if sheet.conflicts:
            many = self.tr("{count} conflicts").format(count=sheet.conflicts)
            chips.append((self.tr("1 conflict") if sheet.conflicts == 1 else many, "warn"))
        kind = sheet.text("kind")
        if kind != "enterprise":
            chips.append((self._texts.choice("firm.kind", kind), "plain"))
        chips += [(name, "plain") for name in self._sectors(sheet)[:2]]
        count = len(sheet.findings)
        if count:
            said = self.tr("1 fact to verify") if count == 1 else self.tr("{count} facts to verify")
            chips.append((said.format(count=count), "soft"))
        return chips

    def _sectors(self, sheet: FirmSheet) -> list[str]:
        codes = cast("Sequence[str]", sheet.firm.get("sectors") or ())
        english = int(self._language == "en")
        return [sheet.sector_names.get(code, (code, code))[english] for code in codes]

    def _fact_words(self, sheet: FirmSheet) -> list[tuple[str, str]]:
        missing = self._texts.say("word", "missing")
        code, vat = sheet.text("tax_code"), sheet.text("vat_number")
        if code == vat:
            facts = [(self.tr("Tax code and VAT number"), code)]
        else:
            facts = [(self._texts.field("firm", "tax_code"), code or missing),
                     (self._texts.field("firm", "vat_number"), vat or missing)]  # fmt: skip
        facts.append(("REA", sheet.text("rea") or missing))
        office = spoken.address(cast("dict[str, str] | None", sheet.firm.get("registered_office")))
        facts.append((self._texts.field("firm", "registered_office"), office or missing))
        people = sheet.children("people")
        if people:
            first = people[0]
            name = spoken.joined(first.get("given_name"), first.get("family_name"), by=" ")
            facts.append((self.tr("Contact"), spoken.joined(name, first.get("role"), by=", ")))
        return facts

    # --- tabs -------------------------------------------------------------------------------

    def _parts(self, sheet: FirmSheet) -> list[tuple[str, str, Callable[[], QWidget]]]:
        """Give the tabs that the firm has: name, title, and what makes the page."""
        made: list[tuple[str, str, Callable[[], QWidget]]] = [
            ("summary", self.tr("Summary"), lambda: self._told_summary(sheet))
        ]
        for name, title, count, make in self._tables.parts(sheet):
            if name == "history" and sheet.measures is not None:
                made.append((HOW, self.tr("Rules"), self._how(sheet)))
            if name == "history":
                made.append((_FILES, self._files_title(), lambda: self._files_part))
            if count:
                shown = title if name == "history" else f"{title}  {count}"
                made.append((name, shown, self._maker(name, make, sheet)))
        return made

    def _files_title(self, count: int | None = None) -> str:
        """Give the title of the files' tab, which is always there: files are dropped on it."""
        count = self.files.list.rows.rowCount() if count is None else count
        title = self.tr("Attachments")
        return f"{title}  {count}" if count else title

    def _count_files(self, count: int) -> None:
        if _FILES in self._names:
            self.tabs.setTabText(self._names.index(_FILES), self._files_title(count))

    def take_files(self, paths: list[Path]) -> None:
        """Take files that were dropped on the firm."""
        self.show_part(_FILES)
        self.files.take(paths)

    def _how(self, sheet: FirmSheet) -> Callable[[], QWidget]:
        held = sheet.measures
        return lambda: QWidget() if held is None else self._measures.how(held)

    def show_how(self) -> None:
        """Open the computation of size and aid, with the cursor in its first line."""
        self.show_part(HOW)
        first = self._stack.currentWidget()
        lines = None if first is None else first.findChild(Tellings)
        if lines is not None:  # a turn later it has its place, and can be scrolled into sight
            QTimer.singleShot(_TURN, lines, lines.enter)

    def _maker(
        self, name: str, make: Callable[[FirmSheet], TableView[Any]], sheet: FirmSheet
    ) -> Callable[[], QWidget]:
        return lambda: self._whole(name, make(sheet))

    def _whole(self, name: str, view: TableView[Any]) -> QWidget:
        """Give a table in a card over the whole tab, as high as its rows."""
        if name == "sessions":
            view.opened.connect(lambda line: self.session_opened.emit(line.id))
        if name == "missions":
            view.opened.connect(lambda line: self.mission_opened.emit(line.mission))
        card = Card()
        card.hold_at_most(view.fill())
        card.add(view, padded=False)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        layout.addWidget(card, 1000)
        layout.addStretch(1)
        return holder

    def _told_summary(self, sheet: FirmSheet) -> QWidget:
        """Give the summary, which is made with the first firm and told anew for each."""
        if self._summary is None:
            self._summary = FirmSummary(self._place, self._tables, self._measures)
        self._summary.show_sheet(sheet, self._sectors(sheet))
        return self._summary
