"""Months, years and financial years, to the ends of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.rules.days import days_later, financial_year_start, months_later, years_before

quick = settings(max_examples=200, derandomize=True, deadline=None)
# a year's ends, leap days and the calendar's own ends, and any day between
DAYS = st.one_of(
    st.dates(),
    st.sampled_from([date.min, date.max, date(2024, 2, 29), date(9999, 3, 1), date(1, 2, 28)]),
)
STARTS = st.dates(date(2020, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ("2021-08-31", 6, "2022-02-28"), ("2023-08-31", 6, "2024-02-29"),
        ("2021-12-31", 1, "2022-01-31"), ("2021-03-31", -1, "2021-02-28"),
        ("2021-01-15", 0, "2021-01-15"), ("2021-01-15", -13, "2019-12-15"),
        ("9999-12-01", 1, "9999-12-31"), ("0001-01-31", -1, "0001-01-01"),
        ("9999-11-30", 1, "9999-12-30"),
    ],
)  # fmt: skip
def test_months(day: str, months: int, wanted: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(wanted)


def test_days_end_with_the_calendar() -> None:
    assert days_later(date.max, 1) == date.max
    assert days_later(date.min, -1) == date.min
    assert days_later(date(2024, 2, 28), 1) == date(2024, 2, 29)


@quick
@given(DAYS, STARTS)
def test_a_financial_year_holds_its_day_and_ends_where_the_next_begins(
    day: date, start: date
) -> None:
    first = financial_year_start(day, start.month, start.day)
    following = financial_year_start(day, start.month, start.day, -1)
    assert first <= day
    assert day < following or following == date.max
    if date.min < first and following < date.max:
        assert timedelta(days=365) <= following - first <= timedelta(days=366)


@quick
@given(DAYS, st.integers(-30, 30))
def test_years_back_keep_month_and_day_but_for_leap_days(day: date, years: int) -> None:
    back = years_before(day, years)
    if back in {date.min, date.max}:
        return
    assert back.year == day.year - years
    assert (back.month, back.day) in {(day.month, day.day), (2, 28)}


@quick
@given(DAYS, STARTS, st.integers(-(10**5), 10**5))
def test_no_day_is_beyond_the_calendar(day: date, start: date, count: int) -> None:
    for found in (
        months_later(day, count), years_before(day, count), days_later(day, count),
        financial_year_start(day, start.month, start.day, count),
    ):  # fmt: skip
        assert date.min <= found <= date.max
