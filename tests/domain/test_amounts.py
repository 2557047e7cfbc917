"""Amounts in the Italian hand, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.amounts import (
    AmountError,
    format_amount,
    format_decimal,
    parse_amount,
    parse_decimal,
)
from desktop.domain.problems import WrongValueError

quick = settings(max_examples=200, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("1.234,50", 123450),
        ("1234,5", 123450),
        ("1234.50", 123450),
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("1'234.50", 123450),
        ("€ 1.234,50", 123450),
        ("1.234,50 €", 123450),
        ("1.234,50EUR", 123450),
        ("1 234,50 euro", 123450),
        ("1\u00a0234,50", 123450),
        ("16.230.620,00", 1623062000),
        ("1.234.567", 123456700),
        ("1,234,567", 123456700),
        ("1.234,5", 123450),
        ("0,07", 7),
        ("0.07", 7),
        ("-3", -300),
        ("\u22123,10", -310),
        ("€ -3", -300),
        ("+12", 1200),
        ("0", 0),
        ("-0,00", 0),
        ("999999999999,99", 99999999999999),
    ],
)
def test_amounts(typed: str, cents: int) -> None:
    assert parse_amount(typed) == cents


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "not-an-amount"),
        ("€", "not-an-amount"),
        ("-", "not-an-amount"),
        ("--3", "not-an-amount"),
        ("mille", "not-an-amount"),
        ("12a", "not-an-amount"),
        ("1.23.456", "not-an-amount"),
        ("1234.567,00", "not-an-amount"),
        ("1.234,567.00", "not-an-amount"),
        ("12,", "not-an-amount"),
        (",5", "not-an-amount"),
        ("1e9", "not-an-amount"),
        ("\u0661\u0662\u0663", "not-an-amount"),
        ("=1+1", "not-an-amount"),
        ("0,075", "parts-of-a-cent"),
        ("1,234", "parts-of-a-cent"),
        ("1234.567", "parts-of-a-cent"),
        ("9" * 16, "too-large"),
    ],
)
def test_what_is_no_amount_says_why(typed: str, code: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(typed)
    assert caught.value.code == code
    assert caught.value.readings == ()
    assert isinstance(caught.value, WrongValueError)


@pytest.mark.parametrize("typed", ["1.234", "-999.000", "12.345 €"])
def test_one_dot_and_three_digits_may_be_either(typed: str) -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount(typed)
    assert caught.value.code == "ambiguous"


def test_both_readings_are_given() -> None:
    with pytest.raises(AmountError) as caught:
        parse_amount("1.234")
    assert caught.value.readings == ("1234", "1,234")
    with pytest.raises(AmountError) as caught:
        parse_decimal("28.125")
    assert caught.value.readings == ("28125", "28,125")


def test_a_list_that_groups_by_dots_says_so() -> None:
    assert parse_amount("1.234", thousands_dot=True) == 123400
    assert parse_amount("1234.50", thousands_dot=True) == 123450
    assert parse_amount("1.23", thousands_dot=True) == 123
    assert parse_decimal("1.234", thousands_dot=True) == Decimal(1234)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("28,1", "28.1"), ("28.1", "28.1"), ("130,0", "130.0"), ("1.234,5", "1234.5"),
     ("0.125", "0.125"), ("0,125", "0.125"), ("28", "28"), ("-1,5", "-1.5")],
)  # fmt: skip
def test_decimals(typed: str, value: str) -> None:
    assert str(parse_decimal(typed)) == value


@pytest.mark.parametrize(
    ("cents", "language", "written"),
    [
        (123450, "it", "1.234,50\u00a0€"),
        (123450, "en", "€1,234.50"),
        (123450, "fr", "1\u202f234,50\u00a0€"),
        (123450, "ar", "1,234.50\u00a0€"),
        (-7, "it", "-0,07\u00a0€"),
        (-100, "en", "-€1.00"),
        (0, "it", "0,00\u00a0€"),
        (123456789012, "it", "1.234.567.890,12\u00a0€"),
    ],
)
def test_written_amounts(cents: int, language: str, written: str) -> None:
    assert format_amount(cents, language) == written


def test_a_short_amount_leaves_only_whole_euros_bare() -> None:
    assert format_amount(300000, "it", short=True) == "3.000\u00a0€"
    assert format_amount(300010, "it", short=True) == "3.000,10\u00a0€"


def test_written_decimals_keep_every_digit() -> None:
    assert format_decimal(Decimal("1234.50"), "it") == "1.234,50"
    assert format_decimal(Decimal("-28.1"), "it") == "-28,1"
    assert format_decimal(Decimal(63), "en") == "63"
    assert format_decimal(Decimal("1E+3"), "fr") == "1\u202f000"


@quick
@given(st.integers(-(10**14), 10**14), st.sampled_from(["it", "en"]))
def test_what_is_written_is_read_back(cents: int, language: str) -> None:
    assert parse_amount(format_amount(cents, language)) == cents


@quick
@given(st.decimals(-(10**6), 10**6, places=4))
def test_a_written_decimal_is_read_back(value: Decimal) -> None:
    assert parse_decimal(format_decimal(value, "it")) == value


@quick
@given(st.one_of(st.text(), st.text("0123456789.,'-€ ")), st.booleans())
def test_any_text_is_an_amount_or_says_why(text: str, dot: bool) -> None:  # noqa: FBT001 - drawn
    codes = {None, "not-an-amount", "parts-of-a-cent", "too-large"}
    assert problem_of(text, dot=dot) in (codes if dot else codes | {"ambiguous"})


def problem_of(text: str, *, dot: bool) -> str | None:
    try:
        parse_amount(text, thousands_dot=dot)
    except AmountError as error:
        return error.code
    return None
