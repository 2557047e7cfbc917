"""Days that rules count to: months and years on or back, the first day of a financial year."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

_MONTHS = 12
_LAST_DAY = 31


def months_later(day: date, months: int) -> date:
    """Give the same day some months on (or back), or the last day of a shorter month.

    31 August and 6 months is 28 February; what passes the calendar's ends is its last or first day.
    """
    count = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(count, _MONTHS)
    if year > MAXYEAR:
        return date.max
    if year < MINYEAR:
        return date.min
    return _clipped(year, month + 1, day.day)


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
    last of February in either case.
    """
    begins = _begin(day.year, month, first)
    year = day.year - years_back - (day < begins)
    return date.min if year < MINYEAR else _begin(year, month, first)


def _begin(year: int, month: int, first: int) -> date:
    try:
        return date(year, month, first)
    except ValueError:
        return _clipped(year, month, first) + timedelta(days=1)


def _clipped(year: int, month: int, day: int) -> date:
    for last in range(min(day, _LAST_DAY), 0, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, 1)
