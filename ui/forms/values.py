"""Between the stored values and what stands in a field: the Italian hand, either language."""

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


def typed(column: Column, value: object) -> object:
    """Give what a field shows for a value as `show` answers it.

    Dates are 08/09/2021 and decimals have a comma in either language, so that what a form
    shows is always read back as it was.
    """
    if value is None or isinstance(value, bool):
        return "" if value is None else value
    if isinstance(value, list):
        return [str(item) for item in value]
    return _HANDS.get(column.type, str)(value)


def _amount(value: object) -> str:
    cents = cast("int", codec_of(Money).parse(value, EXACT))
    return amounts.format_amount(cents, "it").removesuffix("\u00a0€")


def _decimal(value: object) -> str:
    return str(value).replace(".", ",")


def _day(value: object) -> str:
    return date.fromisoformat(str(value)).strftime("%d/%m/%Y")


def _moment(value: object) -> str:
    held = datetime.fromisoformat(str(value)).astimezone(ROME)
    return held.strftime("%d/%m/%Y %H:%M:%S")


_HANDS: Mapping[object, Callable[[object], str]] = MappingProxyType({
    Phone: lambda value: grouped_phone(str(value)).replace("\u00a0", " "),
    Money: _amount, Decimal: _decimal, Percent: _decimal, date: _day, datetime: _moment,
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
        return f"{day}, {value.strftime('%H:%M:%S')}"
    if isinstance(value, date):
        return dates.date_in_words(value, language)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if column.type is Money and isinstance(value, int):
        return amounts.format_amount(value, language)
    return ""
