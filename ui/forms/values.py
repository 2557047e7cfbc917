"""Between the stored values and what stands in a field."""

from datetime import date, datetime, time

from desktop.domain import amounts, dates
from desktop.domain.codecs import Money, Reading
from desktop.domain.problems import Problem, WrongValueError
from desktop.domain.record import Column
from desktop.domain.shown import hour, typed

__all__ = ["in_words", "read", "typed"]


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
        return f"{day}, {hour(value)}"
    if isinstance(value, date):
        return dates.date_in_words(value, language)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if column.type is Money and isinstance(value, int):
        return amounts.format_amount(value, language)
    return ""
