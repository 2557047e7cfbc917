"""A reason's data as a sentence writes them: money, dates, shares and words of the language."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from desktop.domain.amounts import format_decimal, format_euro
from desktop.domain.dates import short_date
from desktop.domain.rules.reason import Datum, Euro, Term, Titled

Phrases = Mapping[str, Mapping[str, str]]


def worded(data: Mapping[str, Datum], language: str, phrases: Phrases) -> dict[str, str]:
    """Give each datum of a reason in a language; what is missing is said to be so."""
    return {name: _word(value, language, phrases) for name, value in data.items()}


def _word(value: Datum, language: str, phrases: Phrases) -> str:
    words = phrases["word"]
    if value is None or value == "":
        return words["unknown"]
    if isinstance(value, bool):
        return words["yes" if value else "no"]
    if isinstance(value, tuple):
        return ", ".join(_word(v, language, phrases) for v in value) or words["none-of-them"]
    if isinstance(value, Term):
        return phrases[value.group].get(value.code, value.code)
    return _choice(value, language, phrases)


def _choice(
    value: Decimal | date | Enum | Titled | int | str, language: str, phrases: Phrases
) -> str:
    if isinstance(value, Titled):
        return value.it if language == "it" else value.en
    if isinstance(value, Enum):
        return phrases["choice"].get(f"{_snake(type(value))}.{value.value}", str(value.value))
    return _figure(value, language)


def _figure(value: Decimal | date | int | str, language: str) -> str:
    if isinstance(value, Euro):
        return format_euro(value, language)
    if isinstance(value, Decimal):
        return format_decimal(value, language)
    if isinstance(value, datetime):
        return f"{short_date(value, language)} {value:%H:%M:%S}"
    return short_date(value, language) if isinstance(value, date) else str(value)


def _snake(choice: type[Enum]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", choice.__name__).lower()
