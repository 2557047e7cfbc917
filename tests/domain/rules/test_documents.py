"""DURC, passport, register extract: the examples P1 to P3, leap years and ends of months."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.rules.documents import durc, passport, visura
from desktop.domain.rules.reason import Severity
from desktop.rule_book import rule_book

quick = settings(max_examples=150, derandomize=True, deadline=None)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("issued", "on", "valid", "last"),
    [
        ("2021-06-01", "2021-09-29", True, "2021-09-29"),
        ("2021-06-01", "2021-09-30", False, "2021-09-29"),
        ("2021-06-01", "2021-06-01", True, "2021-09-29"),
        ("2021-06-01", "2021-05-31", False, "2021-09-29"),
        ("2020-01-01", "2020-04-30", True, "2020-04-30"),
        ("2021-01-01", "2021-05-01", True, "2021-05-01"),
        ("2023-11-01", "2024-02-29", True, "2024-02-29"),
        ("2023-11-01", "2024-03-01", False, "2024-02-29"),
        ("2015-06-30", "2015-10-28", True, "2015-10-28"),
        ("2013-08-21", "2013-12-19", True, "2013-12-19"),
    ],
)
def test_p1_a_durc_holds_120_days(issued: str, on: str, *, valid: bool, last: str) -> None:
    held = durc(day(issued), day(on), rule_book().durc)
    assert (held.valid, held.last_day) == (valid, day(last))
    (reason,) = held.reasons
    assert reason.severity is (Severity.SATISFIED if valid else Severity.REMEDIABLE)


@pytest.mark.parametrize(
    ("expiry", "mission_end", "months", "valid", "needed"),
    [
        ("2022-04-30", "2021-11-05", 6, False, "2022-05-05"),
        ("2022-05-05", "2021-11-05", 6, True, "2022-05-05"),
        ("2022-05-05", "2021-11-05", None, True, "2022-05-05"),
        ("2022-05-04", "2021-11-05", None, False, "2022-05-05"),
        ("2022-02-28", "2021-08-31", 6, True, "2022-02-28"),
        ("2022-02-27", "2021-08-31", 6, False, "2022-02-28"),
        ("2024-02-29", "2023-08-31", 6, True, "2024-02-29"),
        ("2024-02-28", "2023-08-29", 6, False, "2024-02-29"),
        ("2022-04-30", "2021-10-31", 6, True, "2022-04-30"),
        ("2021-11-05", "2021-11-05", 0, True, "2021-11-05"),
        ("2022-02-28", "2021-11-30", 3, True, "2022-02-28"),
        ("2022-06-30", "2021-12-31", 6, True, "2022-06-30"),
    ],
)
def test_p2_and_p3_a_passport_outlasts_the_mission(
    expiry: str, mission_end: str, months: int | None, *, valid: bool, needed: str
) -> None:
    held = passport(day(expiry), day(mission_end), months, rule_book().passports)
    assert (held.valid, held.last_day) == (valid, day(needed))
    assert held.reasons[0].severity is (Severity.SATISFIED if valid else Severity.WARNING)


@pytest.mark.parametrize(
    ("issued", "on", "valid"),
    [
        ("2021-03-10", "2021-09-10", True),
        ("2021-03-10", "2021-09-11", False),
        ("2021-09-11", "2021-09-10", False),
        ("2021-08-31", "2022-02-28", True),
    ],
)
def test_a_register_extract_is_recent_for_six_months(issued: str, on: str, *, valid: bool) -> None:
    assert visura(day(issued), day(on), rule_book().visure).valid is valid


def test_what_is_not_known_is_a_third_answer() -> None:
    book, on = rule_book(), day("2021-09-10")
    assert durc(None, on, book.durc).valid is None
    assert durc(day("2013-08-20"), on, book.durc).valid is None
    assert visura(None, on, book.visure).valid is None
    open_ended = passport(None, on, None, book.passports)
    assert (open_ended.valid, open_ended.last_day) == (None, day("2022-03-10"))
    assert passport(on, day("1999-12-31"), None, book.passports).valid is None


@quick
@given(st.dates(), st.dates(), st.one_of(st.none(), st.integers(0, 10**6)))
def test_every_day_of_the_calendar_has_an_answer(
    one: date, other: date, months: int | None
) -> None:
    book = rule_book()
    for held in (
        durc(one, other, book.durc), visura(one, other, book.visure),
        passport(one, other, months, book.passports),
    ):  # fmt: skip
        assert held.reasons
        assert (held.valid is None) == (held.last_day is None)


@quick
@given(st.dates(date(2015, 7, 1), date(2100, 1, 1)))
def test_a_durc_ends_on_the_day_after_its_last(issued: date) -> None:
    rules = rule_book().durc
    last = durc(issued, issued, rules).last_day
    assert last == issued + timedelta(days=120)
    assert durc(issued, last, rules).valid
    assert not durc(issued, last + timedelta(days=1), rules).valid
