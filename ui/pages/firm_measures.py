"""How a firm stands by the rules: size, what is left of de minimis, declarations as lights."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain import amounts
from desktop.domain.rules.reason import Reason, Severity
from desktop.domain.rules.size import SizeClass
from desktop.services.measuring import Light, Measures
from desktop.texts import Texts
from ui import spoken, tokens
from ui.models.table import Column, Look
from ui.widgets.cards import Card, Line, row, scrolled
from ui.widgets.tables import TableView
from ui.widgets.tellings import MARKS, Telling, Tellings
from ui.widgets.told import MarkedList, Saying
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

HOW = "rules"  # the tab that shows how it was worked out
_CENTS = 100
_MARKS: dict[Severity, str] = {
    weight: mark for weight, mark in MARKS.items() if weight is not Severity.SATISFIED
}
_NOT_THERE = ("_MANCANTE", "_NON_DICHIARATA")  # how codes end that say that something is missing
_NO_ACT = "-"
_NOT_ASKED = "NON_APPLICABILE"


class FirmMeasures(QObject):
    """Makes what a firm's sheet shows of its measures."""

    def __init__(self, place: Workplace, show_how: Callable[[], object]) -> None:
        """Take what the verb that shows the computation does."""
        super().__init__()
        self._texts = place.texts
        self._language = place.language
        self._show_how = show_how
        self._size_and_aid = MarkedList()
        self._lights = TableView[Light]((
            Column(self.tr("Declaration"), self._name, look=Look(strong=True)),
            Column(self.tr("Says"), lambda light: self._texts.light(light.reason), look=_look),
        ), self.tr("Declarations and their validity"), left=tokens.CARD)  # fmt: skip
        self._cards = (Card(self.tr("Size and aid"), " "), Card(self.tr("Declarations"), " "))

    # --- summary ----------------------------------------------------------------------------

    def card(self) -> Card:
        """Give the card of size and residual; how they were worked out is one key away."""
        card, _ = self._cards
        card.add(self._size_and_aid, padded=False)
        card.add(Line(), padded=False)
        verb = Verb(self.tr("How it is worked out"), self._show_how, key="F4", quiet=True)
        card.add(row(VerbButton(verb), None))
        return card

    def lights(self) -> Card:
        """Give the card of the declarations, what each says beside its mark."""
        _, card = self._cards
        card.add(self._lights, padded=False)
        return card

    def show_measures(self, held: Measures | None) -> None:
        """Show how a firm stands; what is not measured of it is not there."""
        measured, lights = self._cards
        measured.setVisible(held is not None)
        lights.setVisible(held is not None and bool(held.lights))
        if held is None:
            return
        for card in self._cards:
            card.note.setText(self._as_of(held))
        self._size_and_aid.tell([self._size(held), self._aid(held)])
        self._lights.rows.set_rows(held.lights)
        self._lights.fit()

    def _as_of(self, held: Measures) -> str:
        return self.tr("as of {day}").format(day=spoken.day(held.day))

    def _size(self, held: Measures) -> Saying:
        if not held.measured:
            said = self.tr("It is no enterprise: size and contributions are not measured.")
            return Saying("info", self.tr("Size: not measured"), [said])
        size = self._texts.choice("size_class", held.size.size.value)
        title = self.tr("Size: {size}").format(size=size)
        if held.size.size is SizeClass.UNDETERMINED:
            return Saying("missing", title, self._unknown(held.size.reasons))
        year = max((year for year, _ in held.size.years), default=0)
        figures = held.size.figures
        said = self.tr("Year {year}: staff {staff}, turnover {turnover}, balance sheet {balance}.")
        return Saying("info", title, [said.format(
            year=year, staff=self._number(figures.staff), turnover=self._euro(figures.turnover),
            balance=self._euro(figures.balance),
        )])  # fmt: skip

    def _unknown(self, reasons: Sequence[Reason]) -> list[str]:
        """Give the first thing that is missing for an answer."""
        open_ = [reason for reason in reasons if reason.severity is Severity.NOT_VERIFIABLE]
        return [self._texts.reason(reason) for reason in open_[:1]]

    def _aid(self, held: Measures) -> Saying:
        aid = held.aid
        if aid.residual is None or aid.ceiling is None:
            return Saying("missing", self.tr("De minimis: not known"), self._unknown(aid.reasons))
        title = self.tr("De minimis: {residual} left of {ceiling}").format(
            residual=self._euro(aid.residual), ceiling=self._euro(aid.ceiling)
        )
        said = self.tr("Used {used} from {first} to {last}, Reg. (EU) {regulation}.").format(
            used=self._euro(aid.used), first=spoken.day(aid.first), last=spoken.day(aid.last),
            regulation=aid.regulation,
        )  # fmt: skip
        lines = [said]
        if held.more_on is not None:
            lines.append(self.tr("More room from {day}.").format(day=spoken.day(held.more_on)))
        lines += self._unknown(aid.reasons)
        for said, names in (
            (self.tr("Nothing is known here of the aid of: {names}."), held.unseen),
            (self.tr("Linked abroad, not counted: {names}."), held.abroad),
            (self.tr("Linked through people, not counted by practice, to verify: {names}."),
             held.through_people),
        ):  # fmt: skip
            lines += [said.format(names=", ".join(names))] if names else []
        lines.append(self._texts.say("rule", "NON_SOSTITUISCE_VISURA_RNA"))
        return Saying("info" if aid.residual else "warn", title, lines)

    def _euro(self, value: Decimal | None) -> str:
        if value is None:
            return self._texts.say("word", "unknown")
        return amounts.format_amount(int(value * _CENTS), self._language, short=True)

    def _number(self, value: Decimal | None) -> str:
        if value is None:
            return self._texts.say("word", "unknown")
        return amounts.format_decimal(value, self._language)

    def _name(self, light: Light) -> str:
        known = light.code in self._texts.keys("declaration")
        return self._texts.say("declaration", light.code) if known else light.code

    # --- how it was worked out ----------------------------------------------------------------

    def how(self, held: Measures) -> QWidget:
        """Give the computation line by line, to be gone through by the arrows."""
        size, aid = (Tellings(name) for name in (self.tr("Size"), self.tr("De minimis")))
        size.tell([self.telling(reason) for reason in held.size.reasons])
        aid.tell([self.telling(reason) for reason in held.aid_reasons])
        size.lead_to(aid)
        inside = QWidget()
        inside.setProperty("part", "canvas")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        layout.setSpacing(tokens.GAP)
        for title, list_ in ((self.tr("Size"), size), (self.tr("De minimis"), aid)):
            card = Card(title, self._as_of(held))
            card.add(list_, padded=False)
            layout.addWidget(card)
        layout.addStretch(1)
        return scrolled(inside)

    def telling(self, reason: Reason) -> Telling:
        """Give a line of a computation: what was counted has no mark, what is open has."""
        mark = _MARKS.get(reason.severity, "")
        word = self._texts.choice("severity", reason.severity.value) if mark else ""
        below = source_of(self._texts, reason)
        said, cite = self._texts.reason(reason), cite_of(self._texts, reason)
        return Telling(mark, word, said, (below,) if below else (), cite)


def source_of(texts: Texts, reason: Reason) -> str:
    """Give what a reason rests on, nothing where there is no act."""
    return "" if reason.source == _NO_ACT else texts.source(reason.source)


def cite_of(texts: Texts, reason: Reason) -> str:
    """Give what a reason is cited by: the set of rules in words, and the code."""
    rules = texts.ruleset(reason.rules) if reason.rules else ""
    return spoken.joined(rules[:1].upper() + rules[1:], reason.code)


def _look(light: Light) -> Look:
    code, severity = light.reason.code, light.reason.severity
    if code == _NOT_ASKED:
        return Look("info", quiet=True)
    if code.endswith(_NOT_THERE):
        return Look("missing", quiet=True)
    tone = _MARKS.get(severity, "ok")
    return Look(tone, tone)
