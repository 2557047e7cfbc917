"""The form of a firm: new or changed, with the firms beside it that may be the same."""

from collections.abc import Callable, Mapping
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.findings import Finding
from desktop.domain.problems import Problem
from desktop.domain.records import Firm
from desktop.services import firms
from desktop.services.desk import Changed, Desk
from desktop.services.firms import Added, Doubt
from desktop.typed import override
from ui.forms.firm import FirmSheets
from ui.forms.form import Form
from ui.forms.page import FormPage
from ui.pages.firm_reading import sector_names
from ui.widgets.cards import Card, Line, row
from ui.widgets.labels import Chip, ElidedWords, Words
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

_MOST_DOUBTS = 5
Names = Mapping[str, tuple[str, str]]
Opened = tuple[Names, Mapping[str, object] | None]


class FirmFormPage(FormPage):
    """Registers a firm or changes one. Doubles are shown while typing and never stop a save."""

    back = "firms"

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._firm: UUID | None = None
        self._name = ""
        self._led_here = False  # by what lacked a field: that is gone back to
        self._doubts: tuple[Doubt, ...] = ()
        self._looked_up = False

    @override
    def heading(self) -> str:
        return self._name if self._firm else self.tr("New firm")

    @override
    def arrive(self, argument: object) -> None:
        """Open a new form (None, or the name to begin with), or a firm's (its id).

        (Its id, a field) opens it at that field.
        """
        at = ""
        if isinstance(argument, tuple):
            argument, at = argument
        self._firm = argument if isinstance(argument, UUID) else None
        self._led_here = bool(at)
        self._name = ""
        begun = argument if isinstance(argument, str) else ""

        def call(desk: Desk) -> Opened:
            held = None if self._firm is None else firms.show(desk, str(self._firm))
            return sector_names(desk), held

        self.place.ask(self, "open", call, lambda opened: self._open(opened, begun, at))

    def _open(self, opened: Opened, begun: str, at: str) -> None:
        sectors, held = opened
        texts = self.place.texts
        form = Form(Firm.KIND, FirmSheets(texts, sectors).all(), texts, self.place.today())
        if held is not None:
            form.fill(held)
            self._name = str(held["name"])
        self._doubts, self._looked_up = (), False
        self.open_form(form, aside=True)
        self._show_doubts(())
        if begun:
            form.fields["name"].type_in(begun)
        form.left.connect(lambda _name: self._check())
        if held is not None:
            self._check()
        if at:
            form.go_to(at)

    @override
    def call_save(self) -> Callable[[Desk], object]:
        form, firm = cast("Form", self.form), self._firm
        if firm is None:
            draft = form.draft()
            return lambda desk: firms.add(desk, [draft], reading=desk.as_typed())
        changes = form.changes()
        return lambda desk: firms.change(desk, str(firm), changes, reading=desk.as_typed())

    @override
    def saved(self, answer: object) -> None:
        name = str(cast("Form", self.form).fields["name"].value()).strip()
        if isinstance(answer, Added):
            self._say_registered(name, answer)
            self.place.go("firms", answer.ids[0])
            return
        self.place.wrote(cast("Changed", answer), self.tr("“{name}” is saved.").format(name=name))
        self._go_back()

    def _say_registered(self, name: str, added: Added) -> None:
        """Say that a firm is registered, and where one with the same code is to be compared."""
        said = self.tr("“{name}” is registered.").format(name=name)
        other = next((doubt for doubt in added.doubts if doubt.why == "same-code"), None)
        if other is None:
            self.place.wrote(added.changed, said)
            return
        same = self.tr("It has the same code as “{other}”: the two wait under Exchange, Doubles.")
        pair = f"doubles:{added.ids[0]}"
        compare = Verb(self.tr("Compare them"), lambda: self.place.go("exchange", pair))
        said = f"{said} {same.format(other=other.name)}"
        self.place.wrote(added.changed, said, compare, tone="soft")

    @override
    def _go_back(self) -> None:
        if self._led_here:
            self.place.go_back()
        else:
            self.place.go("firms", self._firm)

    # --- while typing -----------------------------------------------------------------------

    @override
    def typed_on(self) -> None:
        form = cast("Form", self.form)
        named = (form.fields["name"], form.fields["tax_code"], form.fields["vat_number"])
        if self._firm is not None and not any(field.changed for field in named):
            return
        name, code, vat = (str(field.value()).strip() for field in named)
        self._looked_up = bool(name or code or vat)

        def call(desk: Desk) -> tuple[Doubt, ...]:
            return firms.doubts_of(desk, name, code.upper(), vat) if name or code or vat else ()

        self.place.ask(self, "doubts", call, self._show_doubts)

    def _check(self) -> None:
        """Ask what is to be verified in what was typed; only fields with a value are told."""
        form, firm = cast("Form", self.form), self._firm
        draft = form.changes() if firm else form.draft()

        def call(desk: Desk) -> tuple[Problem | Finding, ...]:
            return firms.check(desk, draft, base=firm)

        self.place.ask(self, "check", call, self._show_findings)

    def _show_findings(self, found: tuple[Problem | Finding, ...]) -> None:
        if any(isinstance(item, Problem) for item in found):
            return
        texts = self.place.texts
        said = {
            item.field: texts.say("finding", item.code, **item.values)
            for item in found
            if isinstance(item, Finding) and item.code != "missing"
        }
        cast("Form", self.form).show_findings(said)

    def _show_doubts(self, doubts: tuple[Doubt, ...]) -> None:
        others = tuple(doubt for doubt in doubts if doubt.firm != self._firm)[:_MOST_DOUBTS]
        if others and others == self._doubts:
            return
        self._doubts = others
        # a firm as it is stored was looked up before
        looked = self._firm is None or self._looked_up
        cards = (self._doubts_card(others),) if looked else ()
        self.show_aside(*cards, self._keys_card())
        if others and self.below:  # out of sight: the foot says that there is something to see
            one, many = self.tr("1 similar firm, below"), self.tr("{count} similar firms, below")
            said = one if len(others) == 1 else many.format(count=len(others))
            self._show_state(said, "warn")

    def _doubts_card(self, doubts: tuple[Doubt, ...]) -> Card:
        if not doubts:
            card = Card(self.tr("Similar firms"))
            said = self.tr("They appear here while you type the name or a code.")
            if self._looked_up:
                said = self.tr("None in the register.")
            card.add(Words(said, "hint", wrap=True))
            return card
        card = Card(self.tr("Similar firms"), self.tr("you can go on"))
        for place, doubt in enumerate(doubts):
            if place:
                card.add(Line(), padded=False)
            card.add(self._doubt(doubt))
        return card

    def _doubt(self, doubt: Doubt) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(ElidedWords(doubt.name, "strong"))
        tone = "warn" if doubt.why == "same-code" else "plain"
        words = self.place.texts.say("doubt", doubt.why)
        open_it = VerbButton(
            Verb(self.tr("Open"), lambda: self.place.go("firms", doubt.firm)), small=True
        )
        open_it.setAccessibleName(self.tr("Open “{name}”").format(name=doubt.name))
        column.addWidget(row(Chip(words, tone), None, open_it))
        return holder

    def _keys_card(self) -> Card:
        return self.keys_card(
            ("Return", self.tr("next field")), ("Ctrl+PgDown", self.tr("next sheet")),
            ("Ctrl+Return", self.tr("save")),
        )  # fmt: skip
