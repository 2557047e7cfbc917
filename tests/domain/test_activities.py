"""ATECO codes: each valid in its own edition, never rewritten; other editions only suggested."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.activities import (
    CODES,
    EDITIONS,
    ateco_title,
    check_ateco,
    edition_on,
    suggestions,
)
from desktop.domain.findings import firm_findings
from desktop.domain.records import Address, Ateco, Firm
from desktop.services.desk import new_uuid

quick = settings(max_examples=150, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    ("code", "edition", "normalised", "problem", "warnings"),
    [
        ("31.09.10", "2007", "31.09.10", None, ()),
        ("31.09.10", "2022", "31.09.10", None, ()),
        ("31.09.10", "2025", "31.09.10", "unknown", ()),
        ("31.00.31", "2025", "31.00.31", None, ()),
        ("310910", "2022", "31.09.10", None, ()),
        (" 31.09.10 ", "2022", "31.09.10", None, ()),
        ("31.09.1", "2022", "31.09.1", None, ("incomplete",)),
        ("62.01", "2007", "62.01", None, ("incomplete",)),
        ("31", "2025", "31", None, ("incomplete",)),
        ("99.99.99", "2025", "99.99.99", "unknown", ()),
        ("31.09.10", "2030", "31.09.10", "edition", ()),
        ("31.09.10", "", "31.09.10", "edition", ()),
        ("furniture", "2025", "furniture", "format", ()),
        ("C", "2025", "C", "format", ()),
        ("31.09.100", "2025", "31.09.100", "format", ()),
        ("", "2025", "", "format", ()),
    ],
)
def test_a_code_is_checked_in_its_edition(
    code: str, edition: str, normalised: str, problem: str | None, warnings: tuple[str, ...]
) -> None:
    checked = check_ateco(code, edition)
    assert (checked.valid, checked.normalised) == (problem is None, normalised)
    assert (checked.problem, checked.warnings) == (problem, warnings)


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2021, 12, 31), "2007"), (date(2022, 1, 1), "2022"), (date(2024, 12, 31), "2022"),
        (date(2025, 1, 1), "2025"), (date(1990, 1, 1), "2007"),
    ],
)  # fmt: skip
def test_the_edition_in_force(day: date, edition: str) -> None:
    assert edition_on(day) == edition


def test_what_a_code_may_be_in_another_edition_is_a_suggestion() -> None:
    (one,) = suggestions("31.09.10", "2022", "2025")
    assert (one.code, one.whole) == ("31.00.31", True)
    several = suggestions("43.22.01", "2022", "2025")
    assert [s.code for s in several] == ["43.22.01", "43.22.05", "43.22.07"]
    assert not any(s.whole for s in several)
    assert all(s.title for s in several)
    assert [s.code for s in suggestions("31.09.10", "2007", "2025")] == ["31.00.31"]
    assert [s.code for s in suggestions("31.09.10", "2007", "2022")] == ["31.09.10"]
    assert [s.code for s in suggestions("62.10.00", "2025", "2007")] == ["62.01.00"]
    assert suggestions("99.99.99", "2022", "2025") == ()
    assert suggestions("01.13.20", "2007", "2025") == ()
    assert suggestions("31.09.10", "2022", "2022") == ()
    assert suggestions("31.09.10", "1991", "2025") == ()
    assert suggestions("", "2022", "2025") == ()


def test_titles_are_of_istat() -> None:
    title = ateco_title("31.09.10", "2007")
    assert title is not None
    assert title.startswith("Fabbricazione di mobili")
    assert ateco_title("31.09.10", "1991") is None


@quick
@given(st.text(), st.one_of(st.sampled_from(EDITIONS), st.text()))
def test_any_text_has_an_answer(code: str, edition: str) -> None:
    checked = check_ateco(code, edition)
    assert checked.valid == (checked.problem is None)
    assert {*checked.warnings, *([checked.problem] if checked.problem else [])} <= set(CODES)
    for wanted in EDITIONS:
        assert isinstance(suggestions(code, edition, wanted), tuple)


def found(ateco: Ateco | None, office: Address | None = None) -> set[tuple[str, str]]:
    firm = Firm(id=new_uuid(), name="Prova", ateco=ateco, registered_office=office)
    return {(f.field, f.code) for f in firm_findings(firm) if f.code != "missing"}


def test_an_odd_code_of_a_firm_is_kept_and_told() -> None:
    assert found(Ateco(code="31.09.10", edition="2007")) == set()
    assert found(Ateco(code="31.09.10", edition="2025")) == {("ateco.code", "ateco.unknown")}
    assert found(Ateco(code="31.09", edition="2007")) == {("ateco.code", "ateco.incomplete")}
    firm = Firm(id=new_uuid(), name="Prova", ateco=Ateco(code="31.09.10"))
    assert ("ateco.edition", "missing") in {(f.field, f.code) for f in firm_findings(firm)}


@pytest.mark.parametrize(
    ("postcode", "province", "odd"),
    [
        ("20121", "MI", False), ("20900", "MB", False), ("20900", "MI", True),
        ("26900", "LO", False), ("26900", "CR", True), ("26100", "CR", False),
        ("23900", "LC", False), ("23900", "SO", True), ("00144", "RM", False),
        ("20121", "RM", False), ("24124", "BS", True),
    ],
)  # fmt: skip
def test_a_postcode_of_another_province_of_lombardy_is_told(
    postcode: str, province: str, *, odd: bool
) -> None:
    office = Address(postcode=postcode, province=province)  # type: ignore[arg-type]  # as stored
    told = {("registered_office.postcode", "postcode-elsewhere")}
    assert found(None, office) == (told if odd else set())


def test_the_classification_loads_with_the_first_code() -> None:
    asked = "import sys, desktop.domain.findings, desktop.rule_book; print('ateco' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True)
    assert ran.stdout.strip() == "False"
