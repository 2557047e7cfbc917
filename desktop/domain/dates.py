"""Dates and hours as a clerk types them; the day it is today comes from the caller."""

import re
from datetime import date, time, timedelta

from desktop.domain.problems import WrongValueError

NOT_A_DATE = "not-a-date"
NO_SUCH_DAY = "no-such-day"
FAR_DAY = "far-day"
NOT_A_TIME = "not-a-time"
NO_SUCH_HOUR = "no-such-hour"

FIRST_YEAR = 1800  # no firm at a desk is older; an earlier year is a slip of the hand
LAST_YEAR = 2199
TYPED, ISO = "08/09/2021", "2021-09-08"  # how a day is written, as a sentence shows it
_PIVOT = 70  # two digits from here on are of the century before
_CENTURY = 100

_NAMED = {
    "oggi": 0, "ieri": -1, "domani": 1, "dopodomani": 2,
    "today": 0, "yesterday": -1, "tomorrow": 1,
}  # fmt: skip
_RELATIVE = re.compile(r"[+\-\u2212][0-9]{1,4}")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_PARTED = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})")
_TOGETHER_ISO = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.,h ]?([0-9]{2}))?")

_DAYS = {
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
}
_MONTHS = {
    "it": ("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto",
           "settembre", "ottobre", "novembre", "dicembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
           "septembre", "octobre", "novembre", "décembre"),
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس",
           "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
}  # fmt: skip
_FIRST_OF_MONTH = {"it": "1º", "fr": "1er"}


class DateError(WrongValueError):
    """A date that cannot be read ("not-a-date"), that no calendar holds, or of a far year.

    These are "no-such-day" and "far-day".
    """


class TimeError(WrongValueError):
    """An hour that cannot be read ("not-a-time") or that no day holds ("no-such-hour")."""


def parse_date(text: str, today: date) -> date:
    """Read a date: ISO, "1/2/26", "01.02.2026", "010226", "oggi", "tomorrow", "+7", "-3".

    The day comes before the month. Two digits of a year up to 69 are of today's century, from 70
    of the one before. Raises `DateError`.
    """
    typed = " ".join(text.split()).casefold()
    if typed in _NAMED:
        return _shifted(today, _NAMED[typed])
    if _RELATIVE.fullmatch(typed):
        return _shifted(today, int(typed.replace("\u2212", "-")))
    iso = _ISO.fullmatch(typed)
    if iso:
        return _day(*map(int, iso.groups()))
    parts = _PARTED.fullmatch(typed) or _TOGETHER.fullmatch(typed)
    if parts is None:
        raise DateError(NOT_A_DATE, example=TYPED)
    day, month, year = parts.groups()
    try:
        return _day(_full_year(year, today), int(month), int(day))
    except DateError as wrong:
        together = _TOGETHER_ISO.fullmatch(typed)
        if together is None:
            raise
        try:
            return _day(*map(int, together.groups()))
        except DateError:
            raise wrong from None


def _full_year(digits: str, today: date) -> int:
    year = int(digits)
    if len(digits) > len("26"):
        return year
    century = today.year - today.year % _CENTURY
    return century + year - (_CENTURY if year >= _PIVOT else 0)


def _day(year: int, month: int, day: int) -> date:
    _refuse_far(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(NO_SUCH_DAY) from None


def _refuse_far(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateError(FAR_DAY, first=str(FIRST_YEAR), last=str(LAST_YEAR))


def near(day: date) -> date:
    """Give a day back; one of a year that no record of a desk can mean raises `DateError`."""
    _refuse_far(day.year)
    return day


def iso_date(text: str) -> date:
    """Read a date as scripts write it: 2021-09-08. Raises `DateError`."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DateError(NOT_A_DATE, example=ISO) from None
    return near(day)


def _shifted(today: date, days: int) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise DateError(NO_SUCH_DAY) from None


def parse_time(text: str) -> time:
    """Read an hour: "0920", "920", "9.20", "9:20", "9,20", "9". Raises `TimeError`."""
    parts = _TIME.fullmatch(text.strip().casefold())
    if parts is None:
        raise TimeError(NOT_A_TIME)
    hour, minute = parts.groups()
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        raise TimeError(NO_SUCH_HOUR) from None


_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_NO_DAY = 60  # 29 February 1900, which the sheet believes in and the calendar does not
_EXCEL_LAST = 2958465  # 31 December 9999


def excel_serial(number: int) -> date:
    """Read the day number of a spreadsheet in the 1900 date system. Raises `DateError`."""
    if not 1 <= number <= _EXCEL_LAST or number == _EXCEL_NO_DAY:
        raise DateError(NO_SUCH_DAY)
    before = number < _EXCEL_NO_DAY
    return _EXCEL_EPOCH + timedelta(days=number + before)


def date_in_words(day: date, language: str) -> str:
    """Write a date in it, en, fr or ar: "mercoledì 8 settembre 2021", "Friday 1 October 2021"."""
    return f"{_DAYS[language][day.weekday()]} {date_in_full(day, language)}"


def date_in_full(day: date, language: str) -> str:
    """Write a date in it, en, fr or ar without its weekday: "8 settembre 2021"."""
    number = _FIRST_OF_MONTH.get(language, "1") if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


def short_date(day: date, language: str) -> str:
    """Write a date inside a sentence: "08/09/2021", in English "8 September 2021"."""
    if language == "it":
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
