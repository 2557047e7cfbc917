"""A reason: its data as scripts read them and as sentences write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desktop.domain.rules.de_minimis import AidSector
from desktop.domain.rules.reason import Basis, Datum, Euro, Reason, Severity, Term, written
from desktop.texts import Texts

PHRASES = {
    "rule": {"X": "«{value}»"},
    "word": {"unknown": "?", "yes": "sì", "no": "no", "none-of-them": "nessuno"},
    "choice": {"aid_sector.general": "generale"},
    "kinds": {"a": "alfa"},
}
BASIS = Basis(date(2021, 9, 10), "sme-size 2005", "Racc. 2003/361/CE")


@pytest.mark.parametrize(
    ("value", "plain", "italian", "english"),
    [
        (Decimal("1234.50"), "1234.5", "1.234,50", "1,234.50"),
        (Decimal("1E+3"), "1000", "1.000", "1,000"),
        (Euro("1234.50"), "1234.5", "1.234,50\u00a0€", "€1,234.50"),
        (Euro(2000000), "2000000", "2.000.000\u00a0€", "€2,000,000"),
        (Euro("0.003333"), "0.003333", "0,003333\u00a0€", "€0.003333"),
        (date(2021, 9, 8), "2021-09-08", "08/09/2021", "8 September 2021"),
        (datetime(2021, 9, 10, 12, 0, 1, tzinfo=UTC), "2021-09-10T12:00:01+00:00",
         "10/09/2021 12:00:01", "10 September 2021 12:00:01"),
        (AidSector.GENERAL, "general", "generale", "generale"),
        (AidSector.ROAD_FREIGHT, "road_freight", "road_freight", "road_freight"),
        (Term("kinds", "a"), "a", "alfa", "alfa"),
        (Term("kinds", "b"), "b", "b", "b"),
        (True, True, "sì", "sì"),
        (2021, 2021, "2021", "2021"),
        ("testo", "testo", "testo", "testo"),
        (("a", "b"), ["a", "b"], "a, b", "a, b"),
        ((), [], "nessuno", "nessuno"),
        (None, None, "?", "?"),
    ],
)  # fmt: skip
def test_a_datum(value: Datum, plain: object, italian: str, english: str) -> None:
    reason = BASIS.reason("X", "art. 2", value=value)
    assert reason.plain() == {"value": plain}
    assert Texts("it", PHRASES).reason(reason) == f"«{italian}»"
    assert Texts("en", PHRASES).reason(reason) == f"«{english}»"


def test_a_reason_cites_act_and_article() -> None:
    reason = BASIS.reason("X", "art. 2", Severity.BLOCKS)
    assert reason == Reason(
        "X", Severity.BLOCKS, "Racc. 2003/361/CE, art. 2", date(2021, 9, 10), "sme-size 2005"
    )
    assert BASIS.reason("X").source == "Racc. 2003/361/CE"
    assert Basis(date.min, "x").reason("X").source == ""


def test_decimals_are_written_without_exponent_or_idle_zeros() -> None:
    wanted = ("100", "100"), ("1E+2", "100"), ("0.10", "0.1"), ("0.00", "0"), ("63.0", "63")
    assert [written(Decimal(text)) for text, _ in wanted] == [said for _, said in wanted]
