"""Moments as terms and arrivals are compared: to the second, by the clock of Europe/Rome."""

from datetime import UTC, datetime, timedelta

from desktop.domain.codecs import ROME

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def second(moment: datetime) -> int:
    """Give a moment as whole seconds since 1970; parts of a second do not count.

    Two wall times of one zone would compare by the clock alone, which goes back in October.
    """
    return (_aware(moment) - _EPOCH) // _SECOND


def in_rome(moment: datetime) -> datetime:
    """Give a moment as the desk's clock showed it."""
    try:
        return _aware(moment).astimezone(ROME)
    except OverflowError:
        return moment  # on the calendar's first or last day


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=ROME)
