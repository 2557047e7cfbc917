"""What a form shows is read back as it was, whatever the kind of value."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.domain.codecs import Reading
from desktop.domain.record import Column, Kind
from desktop.domain.records import KINDS, Accounts, Aid, Application, Firm
from desktop.texts import texts
from ui.forms.editors import editor_of
from ui.forms.layout import Place
from ui.forms.values import in_words, read, typed
from ui.pages.exchange_words import ExchangeWords
from ui.widgets.choice import ChoiceBox

TODAY = date(2021, 9, 8)


def back(column: Column, value: object, language: str = "it") -> object:
    """Show a value in a field and read the field again."""
    shown = typed(column, column.codec.to_json(value), language)
    return column.codec.parse(shown, Reading(today=TODAY))


@pytest.mark.parametrize("language", ["it", "en"])
@given(cents=st.integers(-(10**13), 10**13))
def test_amounts(cents: int, language: str) -> None:
    assert back(Accounts.KIND.column("balance"), cents, language) == cents


def test_an_amount_is_written_as_the_language_does() -> None:
    column = Accounts.KIND.column("balance")
    assert typed(column, "3000.00", "it") == "3.000,00"
    assert typed(column, "3000.00", "en") == "3,000.00"


@pytest.mark.parametrize(("language", "said"), [("it", "3.000,00 €"), ("en", "€3,000.00")])
def test_what_is_only_read_says_that_it_is_euro(language: str, said: str) -> None:
    kind = Accounts.KIND
    words = ExchangeWords(texts(language))
    register = next(one for one in kind.registers if one.name == "balance")
    assert words.told(kind, register, "3000.00", {}).replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_moment_has_seconds_only_where_they_count() -> None:
    column = Application.KIND.column("arrived_at")
    assert typed(column, "2021-09-01T06:00:04+00:00", "it") == "01/09/2021 08:00:04"
    assert typed(column, "2021-09-10T10:00:00+00:00", "it") == "10/09/2021 12:00"


@given(st.decimals(0, 10**6, places=2))
def test_decimals(staff: Decimal) -> None:
    assert back(Accounts.KIND.column("staff"), staff) == staff


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_dates(day: date) -> None:
    assert back(Aid.KIND.column("date"), day) == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - given below
def test_moments_to_the_second(moment: datetime) -> None:
    arrived = moment.replace(microsecond=0, tzinfo=UTC)
    if arrived.month == 10 and arrived.day > 24:
        return  # the hour that comes twice in autumn is read as the first
    shown = back(Application.KIND.column("arrived_at"), arrived)
    assert isinstance(shown, datetime)
    assert shown == arrived


def test_every_column_of_every_kind_can_be_shown() -> None:
    def shown(kind: Kind) -> list[object]:
        return [typed(column, None, "it") for column in kind.columns]

    assert {value for kind in KINDS for value in shown(kind)} == {""}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("registered_on", "1/2/12", "mercoledì 1º febbraio 2012"),
        ("registered_on", "oggi", "mercoledì 8 settembre 2021"),
        ("name", "Officine", ""),
    ],
)
def test_a_date_is_said_in_words(name: str, text: str, words: str) -> None:
    column = Firm.KIND.column(name)
    value, problem = read(column, text, TODAY)
    assert problem is None
    assert in_words(value, column, "it") == words


def test_an_amount_is_said_as_it_was_read() -> None:
    column = Accounts.KIND.column("turnover")
    value, problem = read(column, "1234567,5", TODAY)
    assert problem is None
    assert in_words(value, column, "it") == "1.234.567,50\u00a0€"


def test_a_value_that_cannot_be_read_is_a_problem_of_its_field() -> None:
    value, problem = read(Firm.KIND.column("vat_number"), "00000010158", TODAY)
    assert value is None
    assert problem is not None
    assert (problem.field, problem.code) == ("vat_number", "identifier.check-digit")


@pytest.mark.usefixtures("qapp")
def test_a_yes_or_no_that_may_be_unknown_is_shown_in_words() -> None:
    column = Application.KIND.column("export_only")
    editor = editor_of(Application.KIND, column, Place("export_only"), texts("it"))
    shown = []
    for held in (True, False, ""):
        editor.put(held)
        shown.append((editor.value(), cast("ChoiceBox", editor.widget).currentText()))
    assert shown == [("yes", "sì"), ("no", "no"), ("", "non noto")]


@pytest.mark.usefixtures("qapp")
def test_a_choice_is_found_by_the_words_in_it_with_spaces_and_without_stops() -> None:
    box = ChoiceBox()
    box.addItem("")
    forms = ("DI", "SNC", "SAS", "SRL", "SRLS", "SPA", "COOP", "CONS")
    for form in forms:
        box.addItem(texts("it").choice("firm.legal_form", form), form)
    told: list[object] = []
    box.activated.connect(lambda place: told.append(box.itemData(place)))

    def typed(keys: str) -> object:
        QTest.keyClicks(box, keys)
        QTest.qWait(1100)
        return box.currentData()

    assert typed("srl") == "SRL"
    assert told[-1] == "SRL", "what is typed is chosen"
    assert typed("srls") == "SRLS"
    assert typed("societa a r") == "SRL"
    assert typed("Societa per") == "SPA"
    assert typed("s.p.a.") == "SPA"
    assert typed("coop") == "COOP"
    assert typed("zz") == "COOP"
    assert typed("c") == "CONS"
    assert typed("cc") == "CONS", "once more leads on to the next, and round"
    box.show()
    box.showPopup()
    QTest.keyClicks(box.view(), "societa per")
    assert box.view().currentIndex().data(Qt.ItemDataRole.UserRole) == "SPA"
    box.hidePopup()
    box.deleteLater()
