"""How stored values are shown to people: in a field, in the words of a command."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import cast

from desktop.domain import amounts
from desktop.domain.codecs import EXACT, Money, Percent, Phone, codec_of
from desktop.domain.identifiers import grouped_phone
from desktop.domain.record import Column
from desktop.domain.rules.moments import in_rome


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
    held = in_rome(datetime.fromisoformat(str(value)))
    return f"{held.strftime('%d/%m/%Y')} {hour(held)}"


def hour(moment: datetime) -> str:
    """Give the hour of a moment, with the seconds where there are any."""
    return moment.strftime("%H:%M:%S" if moment.second else "%H:%M")


_HANDS: Mapping[object, Callable[[object], str]] = MappingProxyType({
    Phone: lambda value: grouped_phone(str(value)).replace("\u00a0", " "),
    Decimal: _decimal, Percent: _decimal, date: _day, datetime: _moment,
})  # fmt: skip
