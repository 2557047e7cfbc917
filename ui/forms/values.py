"""Between the stored values and what stands in a field."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from desktop.domain import amounts, dates
from desktop.domain.codecs import EXACT, ROME, Money, Percent, Phone, Reading, codec_of
from desktop.domain.identifiers import grouped_phone
from desktop.domain.problems import Problem, WrongValueError
from desktop.domain.record import Column


def typed(column: Column, value: object, language: str) -> object:
    """Give what a field shows for a value as `show` answers it.

    Amounts are written as the language does: with their two decimals they are read back as they
    were. Dates are 08/09/2021 and other decimals have a comma in either language for that reason.
    """
    if value is None or isinstance(value, bool):
        return "" if value is None else value
    if isinstance(value, list):
        return [str(item) for item in value]
    if column.type is Money:
        return _amount(value, language)
    return _HANDS.get(column.type, str)(value)


def _amount(value: object, language: str) -> str:
    cents = cast("int", codec_of(Money).parse(value, EXACT))
    return amounts.format_amount(cents, language).replace("€", "").strip("\u00a0")


def _decimal(value: object) -> str:
    return str(value).replace(".", ",")


def _day(value: object) -> str:
    return date.fromisoformat(str(value)).strftime("%d/%m/%Y")


def _moment(value: object) -> str:
    held = datetime.fromisoformat(str(value)).astimezone(ROME)
    return f"{held.strftime('%d/%m/%Y')} {_hour(held)}"


def _hour(moment: datetime) -> str:
    """Give the hour of a moment, with the seconds where there are any."""
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


_HANDS: Mapping[object, Callable[[object], str]] = MappingProxyType({
    Phone: lambda value: grouped_phone(str(value)).replace("\u00a0", " "),
    Decimal: _decimal, Percent: _decimal, date: _day, datetime: _moment,
})  # fmt: skip


def read(column: Column, text: object, today: date) -> tuple[object, Problem | None]:
    """Read what was typed: the value, or what is wrong with it. Nothing typed is no problem."""
    if text is None or (isinstance(text, str) and not text.strip()):
        return None, None
    try:
        return column.codec.parse(text, Reading(today=today)), None
    except WrongValueError as wrong:
        values = {"value": str(text)[:80], **wrong.values}
        return None, Problem(wrong.code, column.json_name, values)


def in_words(value: object, column: Column, language: str) -> str:
    """Give how a typed value was read, where that is worth saying: dates and amounts."""
    if isinstance(value, datetime):
        day = dates.date_in_words(value.date(), language)
        return f"{day}, {_hour(value)}"
    if isinstance(value, date):
        return dates.date_in_words(value, language)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if column.type is Money and isinstance(value, int):
        return amounts.format_amount(value, language)
    return ""
