"""The first page of a firm's sheet: how to reach it, what it does, how it stands."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.findings import Finding
from ui import spoken, tokens
from ui.pages.firm_measures import FirmMeasures
from ui.pages.firm_reading import FirmSheet
from ui.pages.firm_tables import FirmTables
from ui.widgets.area import Area
from ui.widgets.cards import Card, column
from ui.widgets.flow import TwoColumns
from ui.widgets.told import MarkedList, Pairs, Saying
from ui.workplace import Workplace

_TWO_CARDS = 620  # pixels under which the cards stand one below the other
_LABEL = 128


class FirmSummary(Area):
    """Made once; a firm changes what its cards say, and which of them are there."""

    def __init__(self, place: Workplace, tables: FirmTables, measures: FirmMeasures) -> None:
        self._texts, self._language = place.texts, place.language
        self._tables, self._measures = tables, measures
        inside = QWidget()
        inside.setProperty("part", "canvas")
        super().__init__(inside)
        missing = self._texts.say("word", "missing")
        self._reached, self._does = (Pairs(missing, label_width=_LABEL) for _ in range(2))
        self._to_verify = MarkedList()
        self._accounts = tables.accounts_view()
        self._cards = {
            "reached": _card(self._reached, self.tr("How to reach it")),
            "accounts": _card(self._accounts, self.tr("Accounts"), self.tr("approved years")),
            "measures": measures.card(),
            "verify": _card(
                self._to_verify, self.tr("To verify"), self.tr("kept as it is, never stops a save")
            ),
            "does": _card(self._does, self.tr("What it does")),
            "lights": measures.lights(),
        }
        self._lay_out(inside)

    def _lay_out(self, inside: QWidget) -> None:
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        layout.setSpacing(tokens.GAP)
        sides = [
            column(*(self._cards[name] for name in names))
            for names in (("reached", "accounts"), ("measures", "verify"))
        ]
        for side in sides:
            cast("QVBoxLayout", side.layout()).addStretch(1)
        layout.addWidget(TwoColumns(sides[0], sides[1], least=_TWO_CARDS))
        layout.addWidget(self._cards["does"])
        layout.addWidget(self._cards["lights"])
        layout.addStretch(1)

    def show_sheet(self, sheet: FirmSheet, sectors: Sequence[str]) -> None:
        """Show a firm; `sectors` are the names of its sectors."""
        self._show_contacts(sheet)
        self._show_activity(sheet, sectors)
        self._to_verify.tell(self._sayings(sheet.findings))
        self._cards["verify"].setVisible(bool(sheet.findings))
        self._tables.fill_accounts(self._accounts, sheet)
        self._cards["accounts"].setVisible(bool(sheet.children("accounts")))
        self._measures.show_measures(sheet.measures)

    def _show_contacts(self, sheet: FirmSheet) -> None:
        held = {name: sheet.text(name) for name in ("pec", "email", "phone", "mobile", "website")}
        held |= {name: spoken.phone(held[name]) for name in ("phone", "mobile")}
        always = ("pec", "email", "phone")
        self._reached.tell([
            (self._texts.field("firm", name), value)
            for name, value in held.items() if value or name in always
        ])  # fmt: skip

    def _show_activity(self, sheet: FirmSheet, sectors: Sequence[str]) -> None:
        ateco = cast("Mapping[str, str]", sheet.firm.get("ateco") or {})
        edition = ateco.get("edition")
        certified = cast("Sequence[str]", sheet.firm.get("certifications") or ())
        self._does.tell([
            (self._texts.field("firm", name), value)
            for name, value in (
                ("legal_form", self._choice("legal_form", sheet)),
                ("ateco.code",
                 spoken.joined(ateco.get("code"), f"({edition})" if edition else "", by=" ")),
                ("sectors", ", ".join(sectors)),
                ("products", sheet.text("products").replace("\n", " ")),
                ("certifications", ", ".join(certified)),
                ("experience", self._choice("experience", sheet)),
            )
        ])  # fmt: skip

    def _choice(self, name: str, sheet: FirmSheet) -> str:
        held = sheet.text(name)
        return self._texts.choice(f"firm.{name}", held) if held else ""

    def _sayings(self, findings: Sequence[Finding]) -> list[Saying]:
        """Say what is odd, one by one, then all that is missing in one line."""
        field = self._texts.field
        missing = [field("firm", f.field) for f in findings if f.code == "missing"]
        said = [
            Saying("soft", field("firm", f.field),
                   [self._texts.say("finding", f.code, **f.values)])
            for f in findings if f.code != "missing"
        ]  # fmt: skip
        if missing:
            said.append(Saying("missing", self.tr("Missing"), [", ".join(missing)]))
        return said


def _card(inside: QWidget, title: str, note: str = "") -> Card:
    card = Card(title, note)
    card.add(inside, padded=False)
    return card
