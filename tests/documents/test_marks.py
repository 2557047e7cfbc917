"""The QR's digits and the short code of a paper."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents import looks_scanned, read_scan, read_typed, scan_digits, short_code
from tests.documents.samples import PAPER_ID


@given(st.uuids())
def test_a_scan_gives_the_paper_back(paper_id: UUID) -> None:
    digits = scan_digits(paper_id)

    assert len(digits) == 41
    assert digits.isdigit()
    assert read_scan(digits) == paper_id


@given(st.uuids(), st.integers(0, 40), st.integers(1, 9))
def test_one_wrong_digit_is_found(paper_id: UUID, place: int, more: int) -> None:
    digits = scan_digits(paper_id)
    wrong = str((int(digits[place]) + more) % 10)

    assert read_scan(digits[:place] + wrong + digits[place + 1 :]) is None


@pytest.mark.parametrize("typed", ["", "1" * 40, "1" * 41, "x" * 41, "٣" * 41, "9" * 39 + "00"])
def test_what_is_no_scan_is_none(typed: str) -> None:
    assert read_scan(typed) is None


def test_the_short_code_has_no_letters_that_are_read_for_digits() -> None:
    code = short_code(PAPER_ID)

    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("ILOU")


@pytest.mark.parametrize(
    "keys",
    ["1234567890", "&é\"'(-è_çà", "&É\"'(-È_ÇÀ", "+ěščřžýáíé", "!@#$%^&*()", '!"£$%&/()=',
     "١٢٣٤٥٦٧٨٩٠", "۱۲۳۴۵۶۷۸۹۰"],
)  # fmt: skip
def test_a_scan_is_read_on_every_layout_of_keyboards(keys: str) -> None:
    table = str.maketrans("1234567890", keys)
    for n in range(200):
        paper = UUID(int=n * 7919**9 % (1 << 128))
        assert read_typed("]Q1" + scan_digits(paper).translate(table) + "\r") == paper


def test_what_a_person_or_another_code_types_is_no_scan() -> None:
    for text in (
        "",
        "4006381333931",
        "IT60X0542811101000000123456",
        "MI1-2021-000412",
        "!!!(((===",
    ):
        assert read_typed(text) is None
        assert not looks_scanned(text)


def test_a_scan_that_lost_a_digit_still_looks_like_one() -> None:
    digits = scan_digits(UUID(int=42))
    assert read_typed(digits[1:]) is None
    assert looks_scanned(digits[1:])
