"""`rules check` on any JSON: every case is answered or refused, none raises."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.cli.refusals import details, words
from desktop.cli.terminal import document
from desktop.domain.dates import FIRST_YEAR, LAST_YEAR
from desktop.domain.problems import DeskError
from desktop.domain.records.firm import RelationKind
from desktop.domain.rules.de_minimis import Beneficiary
from desktop.services.checking import KINDS, Judged, asking, check
from desktop.texts import texts

quick = settings(max_examples=60, derandomize=True, deadline=None)
ITALIAN = texts("it")

NAMES = st.sampled_from([
    "years", "year", "staff", "turnover", "balance", "relations", "kind", "share", "public_share",
    "public_kind", "public_inhabitants", "initial_class", "group_change", "on", "regulation",
    "sector", "fiscal_year_start", "new_aid", "amount", "date", "aids", "beneficiary", "value",
    "slots", "presences", "from", "to", "in", "out", "slot", "threshold", "issued", "expiry",
    "mission_end", "months", "else",
])  # fmt: skip
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.decimals(), st.text(),
    st.sampled_from([
        "25", "50.01", "0.01", "999999999999999.9999999999", "2024-02-29", "0001-01-01",
        "9999-12-31", "02-29", "09:00", "23:59", "partner", "linked", "self", "university",
        "1407/2013", "2023/2831", "IT60X0542811101000000123456", "\ud800", Decimal("1E+400"), 2021,
    ]),
)  # fmt: skip
ANY = st.dictionaries(
    NAMES,
    st.recursive(
        VALUES,
        lambda held: st.lists(held, max_size=3) | st.dictionaries(NAMES, held, max_size=4),
        max_leaves=8,
    ),
)
AMOUNTS = st.sampled_from([None, "0", "300000", "300000.01", "999999999999999.99"])
DATES = st.sampled_from([  # the first and the last day that are read, and those between
    f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31", "2024-02-29", "2023-12-31", "2027-02-28",
])  # fmt: skip
AID_CASES = st.fixed_dictionaries({
    "new_aid": st.fixed_dictionaries({"amount": AMOUNTS, "date": DATES}),
    "regulation": st.sampled_from([None, "1407/2013", "2023/2831"]),
    "fiscal_year_start": st.sampled_from([None, "02-29", "12-31", "01-01"]),
    "aids": st.lists(st.fixed_dictionaries({
        "amount": AMOUNTS, "date": st.none() | DATES,
        "beneficiary": st.sampled_from([b.value for b in Beneficiary]),
    }), max_size=4),
})  # fmt: skip
FIGURES = st.sampled_from([None, "0", "10", "999999999999999.9999999999"])
SIZE_CASES = st.fixed_dictionaries({
    "years": st.lists(
        st.fixed_dictionaries({
            "year": st.integers(1900, 2100), "staff": FIGURES, "turnover": FIGURES,
            "balance": FIGURES,
        }),
        max_size=4, unique_by=lambda year: year["year"],
    ),
    "relations": st.lists(st.fixed_dictionaries({
        "kind": st.sampled_from([k.value for k in RelationKind]),
        "share": st.sampled_from([None, "0", "25", "50", "50.01", "100"]),
        "staff": FIGURES, "tax_code": st.sampled_from(["", "A"]),
    }), max_size=4),
})  # fmt: skip


def answer(kind: str, case: dict[str, object]) -> object:
    """Judge a case as the command does; None for one that was refused with its sentences."""
    asked = asking(date(2026, 11, 28), ITALIAN)
    try:
        (judged,) = check(kind, [case], many=False, asking=asked)
    except DeskError as error:
        refused = error
    else:
        return answered(judged)
    assert words(refused, ITALIAN)
    assert details(refused, ITALIAN)
    return None


def answered(judged: Judged) -> object:
    assert judged.why
    assert all(sentence and "{" not in sentence for sentence in judged.why)
    return json.loads(document(judged.answer))


@pytest.mark.parametrize("kind", KINDS)
@quick
@given(ANY)
def test_any_object_is_answered_or_refused(kind: str, case: dict[str, object]) -> None:
    answer(kind, case)


@quick
@given(AID_CASES)
def test_every_well_formed_aid_is_answered(case: dict[str, object]) -> None:
    assert answer("de-minimis", case) is not None


@quick
@given(SIZE_CASES)
def test_every_well_formed_size_is_answered(case: dict[str, object]) -> None:
    assert answer("sme-size", case) is not None
