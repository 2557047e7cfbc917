"""Days that rules count to: months and years on or back, the first day of a financial year."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

_MONTHS = 12


def months_later(day: date, months: int) -> date:
    """Give the same day some months on (or back), or the last day of a shorter month.

    31 August and 6 months is 28 February; what passes the calendar's ends is its last or first day.
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    return _end(year) or _clipped(year, month + 1, day.day)


def years_before(day: date, years: int) -> date:
    """Give the same day some years back; from 29 February to a common year it is the 28th."""
    return months_later(day, -years * _MONTHS)


def days_later(day: date, days: int) -> date:
    """Give the day some days on (or back); what passes the calendar's ends is its end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def financial_year_start(day: date, month: int, first: int, years_back: int = 0) -> date:
    """Give the first day of the financial year that holds a day, or of one some years before.

    A year that begins on 29 February begins on 1 March where there is none: the day after the
    last of February in either case. `years_back` below zero gives a year to come.
    """
    year = day.year - years_back - (day < _begin(day.year, month, first))
    return _end(year) or _begin(year, month, first)


def _end(year: int) -> date | None:
    """Give the end of the calendar that a year lies beyond, None for one inside."""
    if year > MAXYEAR:
        return date.max
    return date.min if year < MINYEAR else None


def _begin(year: int, month: int, first: int) -> date:
    last = _clipped(year, month, first)
    return last if last.day == first else days_later(last, 1)


def _clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
