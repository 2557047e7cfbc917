"""The QR's digits and the short code of a paper."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents import read_scan, scan_digits, short_code
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
