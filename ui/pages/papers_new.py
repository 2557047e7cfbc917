"""What is asked to issue a paper: which kind, about what, in which language."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from desktop.documents import KINDS
from desktop.services import missions, sessions
from desktop.services.desk import Desk
from desktop.services.documents import Named
from ui import spoken
from ui.forms.editors import LinesEditor
from ui.forms.fields import Message
from ui.forms.session_person import ChoiceList, FirmPicker
from ui.widgets.cards import Card, on_canvas
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import Words
from ui.widgets.panes import EscapeKey
from ui.widgets.quarters import QuarterBox
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

_FIRM, _MISSION, _SESSION, _PERIOD = "firm", "mission", "session", "period"
_WIDTH = 560
_NONE = "\N{EN DASH}"  # no mission, no session
_OFFERED = 500  # sessions to choose from, the latest; older ones print from their own page
Options = Sequence[tuple[str, str]]  # an id, its words


@dataclass(frozen=True, slots=True)
class Subjects:
    """What papers can be about, besides firms, which are searched."""

    missions: Options
    sessions: Options


def read(desk: Desk, language: str) -> Subjects:
    """Gather missions and sessions."""
    held = [
        (str(m.id), spoken.joined((m.title_en or m.title) if language == "en" else m.title, m.code))
        for m in missions.listed(desk)
    ]
    logged = [
        (str(line.id), spoken.joined(line.title, spoken.day(line.day), line.number))
        for line in sessions.lines(desk, limit=_OFFERED)
    ]
    return Subjects(held, logged)


class NewPaper(QWidget):
    """A card of three questions; `wanted` tells the answer."""

    wanted = Signal(str, object, str)  # kind, Named, language
    closed = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._offered = Subjects((), ())
        texts = place.texts
        self.kind = combo(self.tr("Paper"))
        for kind in KINDS:
            word = texts.choice("paper.kind", kind)
            self.kind.addItem(word[:1].upper() + word[1:], kind)
        self.language = combo(self.tr("Language"))
        self.mission, self.session = combo(self.tr("Mission")), combo(self.tr("Session"))
        self.choices = ChoiceList(self.tr("Choices"), 14)
        self.firm = FirmPicker(place, self.choices)
        self.choices.clicked.connect(lambda _index: self.firm.take(self.choices.chosen_key()))
        self.quarter = QuarterBox(texts)
        self.quarter.setAccessibleName(self.tr("Quarter"))
        self.message = Message()
        self._subjects: dict[str, QWidget] = {
            _MISSION: labelled(self.tr("Mission"), self.mission), _FIRM: self.firm,
            _SESSION: labelled(self.tr("Session"), self.session),
            _PERIOD: labelled(self.tr("Quarter"), self.quarter),
        }  # fmt: skip
        self._hint = Words("", "hint", wrap=True)
        self.reasons = LinesEditor(4)
        self.reasons.text.setAccessibleName(self.tr("Reasons, one a line"))
        self._reasons = labelled(self.tr("Reasons, one a line"), self.reasons.text)
        self._lay_out()
        self.kind.currentIndexChanged.connect(lambda _place: self._follow_kind())
        self._follow_kind()
        for part in (self, self.foot):
            enter = QShortcut(QKeySequence("Ctrl+Enter"), part)
            enter.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            enter.activated.connect(self.issue)
        EscapeKey(self, self.closed.emit, self.kind, self.language, self.mission, self.session,
                  self.firm.line, self.quarter, self.reasons.text)  # fmt: skip

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(10)
        column.addWidget(labelled(self.tr("Paper"), self.kind))
        for widget in self._subjects.values():
            column.addWidget(widget)
        column.addWidget(self.choices)
        column.addWidget(self._reasons)
        column.addWidget(self._hint)
        column.addWidget(self.message)
        column.addWidget(labelled(self.tr("Language"), self.language))
        card = Card(
            self.tr("New paper"), self.tr("kept with its number; a reprint is the same paper")
        )
        card.add(inside, padded=False)
        card.setMaximumWidth(_WIDTH)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(on_canvas(card), 1)
        self.foot = self._foot()

    def _foot(self) -> QWidget:
        issue = self.tr("Issue the paper")
        verbs = VerbRow((
            Verb(self.tr("Leave"), self.closed.emit, key="Esc"),
            Verb(issue, self.issue, icon="papers", key="Ctrl+Return", main=True),
        ))  # fmt: skip
        return Foot(Words("", "hint"), verbs)

    def _say(self, text: str, tone: str = "") -> None:
        """Say what is missing, below what it is about; without words it takes no room."""
        self.message.say(text, tone)
        self.message.setVisible(bool(text))

    def open_card(self) -> None:
        """Ask the store what papers can be about, and begin."""
        language = self._place.language
        self.firm.clear()
        self.quarter.offer(self._place.today())
        self.reasons.put("")
        self._say("")
        self._place.ask(self, "subjects", lambda desk: read(desk, language), self._show_subjects)
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_subjects(self, subjects: Subjects) -> None:
        self._offered = subjects
        self._offer_subjects()

    @property
    def _about(self) -> tuple[tuple[str, ...], ...]:
        """Give what the chosen kind can be about."""
        return KINDS[str(self.kind.currentData())].about

    def _needs(self, name: str) -> bool:
        """Tell whether the chosen kind cannot do without a subject."""
        return all(name in held for held in self._about)

    def _offer_subjects(self) -> None:
        """Fill the boxes; one that may be left out begins with a dash."""
        for name, box, options in (
            (_MISSION, self.mission, self._offered.missions),
            (_SESSION, self.session, self._offered.sessions),
        ):
            before = box.currentData()
            box.clear()
            if not self._needs(name):
                box.addItem(_NONE, None)
            for value, words in options:
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(before)))

    def _follow_kind(self) -> None:
        """Offer the languages of a kind, the window's own first, and what it is about."""
        kind = str(self.kind.currentData())
        known = {name for held in self._about for name in held}
        for name, widget in self._subjects.items():
            widget.setVisible(name in known)
        self._reasons.setVisible(KINDS[kind].reasons)
        self._offer_subjects()
        self._hint.setText(self._hinted(known))
        self._hint.setVisible(bool(self._hint.text()))
        self.choices.offer((), "")
        self._say("")
        self.language.clear()
        for language in KINDS[kind].choices():
            self.language.addItem(self._place.texts.languages(language), language)
        self.language.setCurrentIndex(max(0, self.language.findData(self._place.language)))

    def _hinted(self, known: set[str]) -> str:
        """Say what may be left out, and what comes of it."""
        if () in self._about:
            return self.tr("With no subject chosen, a blank form is printed.")
        if not any(self._needs(name) for name in known):
            return self.tr("Choose one of them.")
        return ""

    def _chosen(self) -> Named:
        """Give the subjects that are chosen, of those that the kind can be about."""
        kind, firm = str(self.kind.currentData()), self.firm.firm
        chosen = {
            _MISSION: self.mission.currentData(), _SESSION: self.session.currentData(),
            _FIRM: str(firm.id) if firm else None,
        }  # fmt: skip
        known = {name for held in self._about for name in held}
        held = {name: str(value) for name, value in chosen.items() if value and name in known}
        reasons = self.reasons.value().splitlines() if KINDS[kind].reasons else ()
        return Named(
            held.get(_MISSION), held.get(_FIRM), held.get(_SESSION), tuple(reasons),
            self.quarter.period if _PERIOD in known else None,
        )  # fmt: skip

    def issue(self) -> None:
        """Tell what is wanted; without a subject say so."""
        named = self._chosen()
        if not any(named.subjects() == set(held) for held in self._about):
            self._say(self._lacking(named.subjects()), "bad")
            return
        kind, language = str(self.kind.currentData()), str(self.language.currentData())
        self.wanted.emit(kind, named, language)

    def _lacking(self, named: set[str]) -> str:
        """Say which subject is missing, or that there is one too many."""
        lacking = [name for held in self._about for name in held if name not in named]
        if len(named) > 1 or not lacking:
            return self.tr("Choose only one of them.")
        if not self._needs(lacking[0]):
            return self.tr("Choose one of them.")
        return {
            _MISSION: self.tr("No mission is entered yet."),
            _SESSION: self.tr("No session has been logged yet."),
            _FIRM: self.tr("Choose the firm: type a part of its name."),
        }[lacking[0]]


def combo(name: str) -> QComboBox:
    """Give a choice that takes no more room than its card has."""
    box = ChoiceBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box


def labelled(label: str, box: QWidget) -> QWidget:
    """Give a widget below its label."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    words = Words(label, "label")
    words.setBuddy(box)
    column.addWidget(words)
    column.addWidget(box)
    return holder
