"""The form of an application: the firm by search, then its fields and delegates."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import cast
from uuid import UUID

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.records import Application, Delegate
from desktop.services import firms
from desktop.services.desk import Desk
from desktop.texts import Texts
from desktop.typed import override
from ui import tokens
from ui.forms.fields import Message
from ui.forms.form import Form
from ui.forms.layout import Options, Place, Rows, Section, Sheet
from ui.forms.people import PeopleOffer
from ui.forms.session_person import ChoiceList, FirmPicker, Who, people_of
from ui.widgets.verbs import VerbButton
from ui.workplace import Workplace

P = Place


class ApplicationSheets(QObject):
    """Gives the sheet of an application's form in the window's language."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts

    def all(self) -> tuple[Sheet, ...]:
        """Give the one sheet."""
        return (Sheet(self.tr("Application"), (
            self._arrival(), self._people(), self._wishes(), self._rest(),
        )),)  # fmt: skip

    def _arrival(self) -> Section:
        note = self.tr("the second counts too, for example 09/09/2021 10:00:05")
        return Section(self.tr("How it arrived"), (
            (P("arrived_at", 8), P("channel", 6), P("protocol", 10)),
        ), note)  # fmt: skip

    def _people(self) -> Rows:
        return Rows(self.tr("Delegates"), Delegate.KIND, (
            P("family_name", 6, label=self.tr("Family name")),
            P("given_name", 5, label=self.tr("Given name")), P("role", 5),
            P("passport", 4, label=self.tr("Passport")),
            P("passport_expiry", 4, label=self.tr("Expires on")),
        ), self.tr("Add a delegate"), self.tr("named as in the passport"))  # fmt: skip

    def _wishes(self) -> Section:
        words = ((key, self._texts.say("objective", key)) for key in self._texts.keys("objective"))
        objectives: Options = sorted(words, key=lambda option: option[1].casefold())
        return Section(self.tr("What the firm looks for"), (
            (P("objectives", 10, options=objectives), P("wanted", 14, lines=7)),
            (P("export_only", 10), P("on_market_since", 14)),
        ))  # fmt: skip

    def _rest(self) -> Section:
        return Section(self.tr("Products and notes"), (
            (P("products", 12, lines=3), P("avoided", 12, lines=3)),
            (P("notes", 24, lines=2),),
        ))  # fmt: skip


class FirmBand(QFrame):
    """The firm of an application, above its fields."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setProperty("part", "head")
        self.choices = ChoiceList(place.texts.field("application", "firm"))
        self.picker = FirmPicker(place, self.choices)
        self.message = Message()
        self.choices.clicked.connect(lambda _index: self._take())
        self.choices.opened.connect(lambda _key: self._take())
        field = QWidget()
        inside = QVBoxLayout(field)
        inside.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 2)
        field.setMaximumWidth(tokens.FORM)
        inside.setSpacing(3)
        inside.addWidget(self.picker)
        inside.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(field)
        column.addWidget(self.choices)

    def _take(self) -> None:
        self.picker.take(self.choices.chosen_key())


class ApplicationForm(Form):
    """An application's fields below its firm; the firm of a stored one is not changed."""

    def __init__(self, place: Workplace, texts: Texts, today: date) -> None:
        super().__init__(Application.KIND, ApplicationSheets(texts).all(), texts, today)
        self._place = place
        self.band = FirmBand(place)
        self.delegates = self.rows[Delegate.KIND.plural]
        self.delegates.more.clicked.connect(self.order_by_reading)
        cast("QVBoxLayout", self.layout()).insertWidget(0, self.band)
        self.band.picker.picked.connect(lambda _firm: self._firm_picked())
        self.people = PeopleOffer(self)
        self.delegates.added.connect(self.people.offer_in)

    def _firm_picked(self) -> None:
        """Go on to the first field once a firm is chosen."""
        self.band.message.say("")
        self.edited.emit()
        self.people.show_people(())
        if self.band.picker.firm is not None:
            self.offer_people_of(self.band.picker.firm.id)
            first = self.fields["arrived_at"].editor.widget
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_people_of(self, firm: UUID) -> None:
        """Offer the people of a firm as its delegates."""

        def call(desk: Desk) -> tuple[Who, ...]:
            return people_of(firms.show(desk, str(firm)))

        self._place.ask(self, "people", call, self.people.show_people)

    def show_stored(self, firm: str, held: Mapping[str, object]) -> None:
        """Show a stored application of a firm."""
        self.fill(held)
        self.band.picker.show_firm(firm)
        self.offer_people_of(UUID(str(held["firm"])))

    @override
    def count_typed(self) -> int:
        line = self.band.picker.line
        return super().count_typed() + int(line.isEnabled() and bool(line.text()))

    @override
    def draft(self) -> dict[str, object]:
        firm = self.band.picker.firm
        return super().draft() | ({"firm": str(firm.id)} if firm is not None else {})

    def show_firm_problem(self, sentence: str) -> None:
        """Say what is wrong with the firm, and go there."""
        self.band.message.say(sentence, "bad")
        self.band.picker.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def clear_problems(self) -> None:
        super().clear_problems()
        self.band.message.say("")

    @override
    def focus_first(self) -> None:
        if not self.band.picker.line.isEnabled():
            super().focus_first()
        else:
            self.band.picker.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def order_by_reading(self) -> None:
        """Make Tab and Enter go as one reads: firm, arrival, delegates, the rest."""
        names = list(self.fields)
        place = names.index("objectives")
        before = [self.fields[name].editor.widget for name in names[:place]]
        after = [self.fields[name].editor.widget for name in names[place:]]
        rows: list[QWidget] = []
        for row in self.delegates.children_rows:
            rows += [field.editor.widget for field in row.fields.values()]
            rows += row.findChildren(VerbButton)
        chain = [
            self.band.picker.line,
            self.band.choices,
            *before,
            *rows,
            self.delegates.more,
            *after,
        ]
        for earlier, later in pairwise(chain):
            QWidget.setTabOrder(earlier, later)
