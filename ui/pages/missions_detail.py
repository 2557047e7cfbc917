"""The detail of a mission: head and facts, applications by arrival, the delegation, its sheet."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain import amounts
from desktop.domain.codecs import ROME
from desktop.domain.dates import date_in_words
from desktop.domain.records import ApplicationState, Mission
from desktop.domain.rules.states import possible
from ui import spoken, tokens
from ui.models.table import Column, Look
from ui.pages.missions_reading import Arrival, MissionOpened, Traveller
from ui.pages.missions_selection import SelectionPane
from ui.pages.missions_table import ApplicationsTable, is_settled
from ui.pages.sessions_reading import line_options, market_options, sector_options, title_of
from ui.widgets.cards import Card, column, empty, scrolled
from ui.widgets.labels import ElidedWords, KeyHint, Words
from ui.widgets.panes import DetailHead, Pile
from ui.widgets.tables import TableView
from ui.widgets.tabs import Tabs
from ui.widgets.told import Pairs
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

_QUIET, _STRONG = Look(quiet=True), Look(strong=True)
_APPLICATIONS, _SELECTION = 0, 1  # tabs that have a bar at the foot


class MissionDetail(QWidget):
    """Shows one mission. What is done with it is told by signals; the page does it."""

    edit_wanted = Signal()
    dossier_wanted = Signal()
    report_wanted = Signal()
    letters_wanted = Signal()
    application_opened = Signal(object)  # an Arrival
    renounced = Signal(object)  # an Arrival

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._texts = place.texts
        self.opened: MissionOpened | None = None
        self.head = DetailHead((
            Verb(self.tr("Letters"), self.letters_wanted.emit, icon="papers"),
            Verb(self.tr("Dossier"), self.dossier_wanted.emit, icon="print", key="Ctrl+P"),
            Verb(self.tr("Edit"), self.edit_wanted.emit, icon="edit", key="F2"),
        ), below=0)  # fmt: skip
        self.letters_button, self.dossier_button = self.head.buttons[:2]
        self.tabs = Tabs(self.tr("Parts of the mission"))
        for _ in range(4):
            self.tabs.addTab("")
        self._stack = Pile()
        self.selection = SelectionPane(self._texts)
        self._bars = (self._foot(), self.selection.foot)
        self.foot = column(*self._bars, gap=0)
        self._bars[_SELECTION].hide()
        self.tabs.currentChanged.connect(self._open_tab)
        self.head.column.addWidget(self.tabs)
        self._stack.addWidget(self._applications())
        self._stack.addWidget(self.selection)
        self._stack.addWidget(self._delegation())
        self._stack.addWidget(self._sheet_pane())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.head)
        whole.addWidget(self._stack, 1)

    def _open_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        for own, bar in enumerate(self._bars):
            bar.setVisible(own == place)

    # --- applications -----------------------------------------------------------------------

    def _applications(self) -> QWidget:
        pane = QWidget()
        pane.setProperty("part", "sheet")
        inside = QVBoxLayout(pane)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self.table = ApplicationsTable(self._texts)
        self.table.opened.connect(self.application_opened)
        self._none = Words("", "hint", wrap=True)
        self._none.setContentsMargins(tokens.EDGE, 16, tokens.EDGE_RIGHT, 16)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setText(self.tr("No application has arrived yet. Ctrl+N enters the first."))
        inside.addWidget(self.table, 1)
        inside.addWidget(self._none, 1)
        self.table.row_chosen.connect(lambda _row: self._show_renounce())
        return pane

    def _foot(self) -> Foot:
        self._verbs = VerbRow((
            Verb(self.tr("Report on all"), self.report_wanted.emit, icon="print"),
            Verb(self.tr("Record a withdrawal"), self._renounce),
        ))  # fmt: skip
        self.report_button, self.renounce_button = self._verbs.buttons
        self._judged = Words("", "hint")
        hint = KeyHint(self.tr("Enter"), self.tr("reasons and state"))
        return Foot(self._judged, self._verbs, hints=(hint,))

    def _renounce(self) -> None:
        row = self.table.chosen_entry()
        if row is not None:
            self.renounced.emit(row)

    def _show_renounce(self) -> None:
        row = self.table.chosen_entry()
        may = row is not None and may_renounce(row)
        self._verbs.put_away(self.renounce_button, on=not may)

    # --- delegation -------------------------------------------------------------------------

    def _delegation(self) -> QWidget:
        pane = QWidget()
        pane.setProperty("part", "sheet")
        inside = QVBoxLayout(pane)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        columns = self._traveller_columns()
        self.travellers = TableView(columns, self.tr("Delegation"), left=tokens.EDGE)
        bar = QFrame()
        bar.setProperty("part", "head")
        bar.setFixedHeight(32)
        words = QHBoxLayout(bar)
        words.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 0)
        self._who = ElidedWords("", "hint")
        words.addWidget(self._who, 1)
        inside.addWidget(bar)
        inside.addWidget(self.travellers, 1)
        return pane

    def _traveller_columns(self) -> tuple[Column[Traveller], ...]:
        def role(row: Traveller) -> str:
            return (row.delegate and row.delegate.role) or spoken.NONE

        def passport(row: Traveller) -> str:
            return (row.delegate and row.delegate.passport) or spoken.NONE

        def expiry(row: Traveller) -> str:
            return spoken.day(row.delegate.passport_expiry if row.delegate else None)

        return (
            Column(self.tr("Firm"), lambda r: r.firm, look=_STRONG),
            Column(self.tr("Delegate"), self._delegate_name, 210, look=_named),
            Column(self._texts.field("delegate", "role"), role, 180, look=_QUIET),
            Column(self.tr("Passport"), passport, 124),
            Column(self.tr("Expires on"), expiry, 110),
        )

    def _delegate_name(self, row: Traveller) -> str:
        if row.delegate is None:
            return self.tr("not named yet")
        return f"{row.delegate.family_name} {row.delegate.given_name}"

    # --- sheet ------------------------------------------------------------------------------

    def _sheet_pane(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("part", "canvas")
        self._sheet = QVBoxLayout(inside)
        self._sheet.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._sheet.setSpacing(tokens.GAP)
        return scrolled(inside)

    def _show_sheet(self, opened: MissionOpened) -> None:
        empty(self._sheet)
        missing = self._texts.say("word", "missing")
        note = (
            self.tr("provisional: to be checked against the call")
            if opened.mission.provisional
            else ""
        )
        for title, lines in (
            (self.tr("Mission"), self._mission_lines(opened)),
            (self.tr("Terms"), self._term_lines(opened.mission)),
        ):
            card = Card(title, note)
            card.add(Pairs(missing, lines, label_width=190), padded=False)
            self._sheet.addWidget(card)
        self._sheet.addStretch(1)

    def _mission_lines(self, opened: MissionOpened) -> list[tuple[str, str]]:
        held, language = opened.mission, self._place.language
        sectors = dict(sector_options(opened.programme, language))
        field = self._texts.field
        return [
            (field("mission", "title_en"), held.title_en or ""),
            (field("mission", "host_event"), held.host_event or ""),
            (field("mission", "place"), held.place or ""),
            (field("mission", "from"), _in_words(held.starts, language)),
            (field("mission", "to"), _in_words(held.ends, language)),
            (field("mission", "sectors"), ", ".join(sectors.get(s, s) for s in held.sectors)),
        ]

    def _term_lines(self, held: Mission) -> list[tuple[str, str]]:
        texts, language = self._texts, self._place.language
        yes_no = "yes" if held.reduce_to_residual else "no"
        regulation = held.regulation or ""
        if regulation in texts.keys("regulation"):
            regulation = texts.say("regulation", regulation)
        largest = (
            texts.choice("mission.largest_size", held.largest_size) if held.largest_size else ""
        )
        known = texts.keys("required")
        required = [texts.say("required", r) if r in known else r for r in held.required]
        return [
            (texts.field("mission", "deadline"), self._deadline(held, in_words=True)),
            (texts.field("mission", "grant_on"), _in_words(held.grant_on, language)),
            (texts.field("mission", "aid"), self._aid(held)),
            (texts.field("mission", "regulation"), regulation),
            (texts.field("mission", "reduce_to_residual"), texts.say("word", yes_no)),
            (texts.field("mission", "largest_size"), largest),
            (
                texts.field("mission", "selection"),
                texts.choice("mission.selection", held.selection),
            ),
            (texts.field("mission", "required"), ", ".join(required)),
        ]

    # --- showing ----------------------------------------------------------------------------

    def show_mission(self, opened: MissionOpened) -> None:
        """Show a mission; of the same one the chosen application stays chosen."""
        before = self.table.chosen_entry()
        self.opened = opened
        self._show_head(opened)
        counted = ((self.tr("Applications"), len(opened.arrivals)),
                   (self.tr("Delegation"), len(opened.travellers)))  # fmt: skip
        applications, delegation = (f"{title}  {count}" for title, count in counted)
        titles = (applications, self.tr("Selection"), delegation, self.tr("Sheet"))
        for place, title in enumerate(titles):
            self.tabs.setTabText(place, title)
        self.table.show_arrivals(opened.arrivals)
        self.table.setVisible(bool(opened.arrivals))
        self._none.setVisible(not opened.arrivals)
        self.choose(before.entered.application.id if before else None)
        self.selection.show_minutes(opened.minutes, _open_in(opened))
        self.travellers.rows.set_rows(opened.travellers)
        self._who.setText(self._who_travels(opened))
        self._show_sheet(opened)
        self._show_renounce()
        self._say_judged(opened)

    def _say_judged(self, opened: MissionOpened) -> None:
        """Say by what the applications were judged, and whether kept outcomes are others."""
        said = ""
        if opened.arrivals:
            said = self.tr("Judged as of {day} by the {rules}").format(
                day=spoken.day(opened.day), rules=self._texts.ruleset(opened.rules)
            )
        changed = sum(row.judgement.changed for row in opened.arrivals)
        if changed == 1:
            said += self.tr("; 1 outcome is not as it was kept")
        elif changed:
            said += self.tr("; {count} outcomes are not as they were kept").format(count=changed)
        self._judged.setText(said)
        self._verbs.put_away(self.report_button, on=not opened.arrivals)
        self._bars[_APPLICATIONS].suit()

    def choose(self, application: object) -> None:
        """Choose the application of an id, or the first."""
        self.table.choose(lambda row: row.entered.application.id == application)

    def _who_travels(self, opened: MissionOpened) -> str:
        if opened.selected:
            return self.tr("Who was selected, confirmed or took part.")
        return self.tr("Nobody is selected yet: all the applications that were not withdrawn.")

    def _show_head(self, opened: MissionOpened) -> None:
        held, language = opened.mission, self._place.language
        title = (held.title_en or held.title) if language == "en" else held.title
        line = title_of(line_options(opened.programme, language), held.line)
        market = title_of(market_options(opened.programme, language), held.market)
        chips = [(words, "plain") for words in (held.code, market, line) if words]
        if held.provisional:
            chips.append((self._texts.say("word", "provisional"), "soft"))
        self.head.show_name(title, chips)
        self.head.show_facts(self._facts(opened))

    def _facts(self, opened: MissionOpened) -> list[tuple[str, str]]:
        held, missing = opened.mission, self._texts.say("word", "missing")
        when = missing
        if held.starts and held.ends:
            when = f"{spoken.day(held.starts)} – {spoken.day(held.ends)}"
        elif held.starts:
            when = self.tr("from {day}").format(day=spoken.day(held.starts))
        return [
            (self.tr("When"), when),
            (self.tr("Seats"), self._seats(opened) or missing),
            (self.tr("Applications by"), self._deadline(held) or missing),
            (self.tr("Aid for each firm"), self._aid(held) or missing),
            (self.tr("Where"), spoken.joined(held.place, held.host_event, by=", ") or missing),
        ]

    def _seats(self, opened: MissionOpened) -> str:
        held = opened.mission
        if held.seats is None:
            return ""
        said = self.tr("{taken} of {seats} taken").format(taken=opened.taken, seats=held.seats)
        if held.quorum is not None:
            said += self.tr(", minimum {quorum} firms").format(quorum=held.quorum)
        return said

    def _deadline(self, held: Mission, *, in_words: bool = False) -> str:
        if held.deadline is None:
            return ""
        at = held.deadline.astimezone(ROME)
        day = _in_words(at.date(), self._place.language) if in_words else spoken.day(at.date())
        return self.tr("{day} at {hour}").format(day=day, hour=f"{at:%H:%M}")

    def _aid(self, held: Mission) -> str:
        if held.aid is None:
            return ""
        return amounts.format_amount(held.aid, self._place.language, short=True)


def may_renounce(row: Arrival) -> bool:
    """Tell whether a renunciation can still be entered for an application."""
    return ApplicationState.RENOUNCED in possible(row.entered.application.state)


def _open_in(opened: MissionOpened) -> frozenset[UUID]:
    """Give the applications of which the rules still want something."""
    return frozenset(
        row.entered.application.id
        for row in opened.arrivals
        if not is_settled(row.judgement.outcome)
    )


def _in_words(day: date | None, language: str) -> str:
    return date_in_words(day, language) if day else ""


def _named(row: Traveller) -> Look:
    return Look() if row.delegate is not None else Look("missing", quiet=True)
