"""Dates and hours as they are typed at a counter."""

from collections.abc import Callable
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.dates import (
    DateError,
    TimeError,
    date_in_words,
    excel_serial,
    iso_date,
    parse_date,
    parse_time,
)

TODAY = date(2026, 3, 4)
quick = settings(max_examples=200, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2021-09-08", date(2021, 9, 8)),
        ("2021/9/8", date(2021, 9, 8)),
        ("1/2/26", date(2026, 2, 1)),
        ("01/02/2026", date(2026, 2, 1)),
        ("1.2.26", date(2026, 2, 1)),
        ("1-2-2026", date(2026, 2, 1)),
        ("1 2 26", date(2026, 2, 1)),
        ("010226", date(2026, 2, 1)),
        ("01022026", date(2026, 2, 1)),
        ("20210908", date(2021, 9, 8)),
        ("20101201", date(2010, 12, 1)),
        ("20112021", date(2021, 11, 20)),
        (" 01/02/2026 ", date(2026, 2, 1)),
        ("31/12/69", date(2069, 12, 31)),
        ("01/01/70", date(1970, 1, 1)),
        ("01/01/99", date(1999, 1, 1)),
        ("01/01/00", date(2000, 1, 1)),
        ("29/02/2024", date(2024, 2, 29)),
        ("12/03/1898", date(1898, 3, 12)),
        ("oggi", TODAY),
        ("OGGI", TODAY),
        ("ieri", date(2026, 3, 3)),
        ("domani", date(2026, 3, 5)),
        ("today", TODAY),
        ("yesterday", date(2026, 3, 3)),
        ("Tomorrow", date(2026, 3, 5)),
        ("+7", date(2026, 3, 11)),
        ("-3", date(2026, 3, 1)),
        ("\u22124", date(2026, 2, 28)),
        ("+0", TODAY),
    ],
)
def test_dates(typed: str, day: date) -> None:
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02/2026", "no-such-day"),
        ("29/02/2025", "no-such-day"),
        ("31022026", "no-such-day"),
        ("1/13/26", "no-such-day"),
        ("00/01/26", "no-such-day"),
        ("2021-13-01", "no-such-day"),
        ("1/1/0202", "far-day"),
        ("1/1/9999", "far-day"),
        ("", "not-a-date"),
        ("1/2", "not-a-date"),
        ("1/2/026", "not-a-date"),
        ("102", "not-a-date"),
        ("+99999", "not-a-date"),
        ("lunedì", "not-a-date"),
        ("\u0660\u0661/\u0660\u0662/2026", "not-a-date"),
    ],
)
def test_what_is_no_date_says_why(typed: str, code: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(typed, TODAY)
    assert caught.value.code == code


def test_days_beyond_the_calendar() -> None:
    with pytest.raises(DateError):
        parse_date("+9999", date.max)


@quick
@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)), st.sampled_from("/.- "))
def test_a_date_with_four_digits_of_year_is_read_as_written(day: date, mark: str) -> None:
    assert parse_date(day.isoformat(), TODAY) == day
    assert parse_date(f"{day.day}{mark}{day.month}{mark}{day.year}", TODAY) == day
    assert parse_date(f"{day:%d%m%Y}", TODAY) == day


@quick
@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)))
def test_a_date_with_two_digits_of_year_lies_in_a_hundred_years(day: date) -> None:
    assert parse_date(f"{day:%d/%m/%y}", TODAY) == day


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("0920", time(9, 20)),
        ("920", time(9, 20)),
        ("9.20", time(9, 20)),
        ("9:20", time(9, 20)),
        ("9,20", time(9, 20)),
        ("09:20", time(9, 20)),
        ("9 20", time(9, 20)),
        ("9h20", time(9, 20)),
        ("9", time(9)),
        ("18", time(18)),
        (" 0000 ", time(0)),
        ("23:59", time(23, 59)),
    ],
)
def test_hours(typed: str, at: time) -> None:
    assert parse_time(typed) == at


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("24:00", "no-such-hour"),
        ("9:60", "no-such-hour"),
        ("99", "no-such-hour"),
        ("", "not-a-time"),
        ("9:5", "not-a-time"),
        ("9.", "not-a-time"),
        ("12345", "not-a-time"),
        ("nove", "not-a-time"),
    ],
)
def test_what_is_no_hour_says_why(typed: str, code: str) -> None:
    with pytest.raises(TimeError) as caught:
        parse_time(typed)
    assert caught.value.code == code


@quick
@given(st.one_of(st.text(), st.text("0123456789/.-: +")))
def test_any_text_is_read_or_says_why(text: str) -> None:
    assert problem_of(lambda: parse_date(text, TODAY)) in {
        None, "not-a-date", "no-such-day", "far-day"
    }  # fmt: skip
    assert problem_of(lambda: parse_time(text)) in {None, "not-a-time", "no-such-hour"}


def problem_of(read: Callable[[], object]) -> str | None:
    try:
        read()
    except DateError as error:
        return error.code
    except TimeError as error:
        return error.code
    return None


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (44447, date(2021, 9, 8)),
        (2958465, date(9999, 12, 31)),
    ],
)
def test_day_numbers_of_a_sheet(serial: int, day: date) -> None:
    assert excel_serial(serial) == day


@pytest.mark.parametrize("serial", [-1, 0, 60, 2958466])
def test_numbers_that_are_no_day(serial: int) -> None:
    with pytest.raises(DateError):
        excel_serial(serial)


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2021, 9, 8), "it", "mercoledì 8 settembre 2021"),
        (date(2021, 10, 1), "it", "venerdì 1º ottobre 2021"),
        (date(2021, 9, 8), "en", "Wednesday 8 September 2021"),
        (date(2021, 10, 1), "en", "Friday 1 October 2021"),
        (date(2021, 8, 1), "fr", "dimanche 1er août 2021"),
        (date(2021, 10, 4), "fr", "lundi 4 octobre 2021"),
        (date(2021, 10, 4), "ar", "الاثنين 4 أكتوبر 2021"),
    ],
)
def test_dates_in_words(day: date, language: str, words: str) -> None:
    assert date_in_words(day, language) == words


@pytest.mark.parametrize(("read", "shown"), [
    (lambda: parse_date("lunedì", TODAY), "08/09/2021"),
    (lambda: iso_date("08/09/2021"), "2021-09-08"),
])  # fmt: skip
def test_a_wrong_date_is_answered_in_the_form_in_which_it_is_read(
    read: Callable[[], date], shown: str
) -> None:
    with pytest.raises(DateError) as wrong:
        read()
    assert (wrong.value.code, wrong.value.values) == ("not-a-date", {"example": shown})
