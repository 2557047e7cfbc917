"""Size of enterprises: the worked examples S1 to S20, and where the annex goes on."""

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.records.firm import RelationKind
from desktop.domain.rules.grouping import Figures, Related
from desktop.domain.rules.reason import Reason, Severity
from desktop.domain.rules.size import PublicHolding, SizeCase, SizeClass, SizeOutcome, size_of
from desktop.rule_book import rule_book

ON = date(2021, 9, 10)
PARTNER, LINKED = RelationKind.PARTNER, RelationKind.LINKED
MICRO, SMALL, MEDIUM, LARGE = (
    SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM, SizeClass.LARGE,
)  # fmt: skip
UNDETERMINED, NOT_SME = SizeClass.UNDETERMINED, SizeClass.NOT_SME_PUBLIC


def f(staff: str | None, turnover: str | None, balance: str | None) -> Figures:
    return Figures(*(None if v is None else Decimal(v) for v in (staff, turnover, balance)))


def tied(
    kind: RelationKind, share: str | None, figures: Figures | None, *relations: Related,
    tax_code: str = "", through_person: bool = False, same_market: bool | None = None,
) -> Related:  # fmt: skip
    return Related(
        kind, None if share is None else Decimal(share), latest=figures, tax_code=tax_code,
        through_person=through_person, same_market=same_market, relations=relations,
    )  # fmt: skip


def judge(case: SizeCase) -> SizeOutcome:
    return size_of(case, rule_book().sizes, ON)


def alone(staff: str | None, turnover: str | None, balance: str | None) -> SizeOutcome:
    return judge(SizeCase(((2020, f(staff, turnover, balance)),)))


def among(own: Figures, *relations: Related) -> SizeOutcome:
    return judge(SizeCase(((2020, own),), relations))


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


EXAMPLES = {
    "S1": ("9", "5000000", "1900000", MICRO),
    "S2": ("9", "2000000", "3000000", MICRO),
    "S3": ("10", "1000000", "1000000", SMALL),
    "S4": ("9.9", "2000001", "2000001", SMALL),
    "S5": ("49", "12000000", "9000000", SMALL),
    "S6": ("249.9", "60000000", "43000000", MEDIUM),
    "S7": ("249", "50000000.01", "43000000.01", LARGE),
    "S8": ("250", "1000000", "1000000", LARGE),
    "S20": (None, "1000000", "1000000", UNDETERMINED),
    "turnover missing": ("9", None, "1000000", UNDETERMINED),
    "balance missing": ("9", "1000000", None, UNDETERMINED),
    "large by staff, turnover missing": ("300", None, "1000000", UNDETERMINED),
    "nothing at all": ("0", "0", "0", MICRO),
    "a hundredth below ten": ("9.99", "2000000", "9000000", MICRO),
    "fifty": ("50", "10000000", "10000000", MEDIUM),
    "small by a cent": ("49.99", "10000000.01", "10000000", SMALL),
    "medium by a cent": ("49.99", "10000000.01", "10000000.01", MEDIUM),
    "medium at the edge": ("249.99", "50000000", "99000000", MEDIUM),
}


@pytest.mark.parametrize(("staff", "turnover", "balance", "size"), EXAMPLES.values(), ids=EXAMPLES)
def test_one_year_alone(
    staff: str | None, turnover: str | None, balance: str | None, size: SizeClass
) -> None:
    answer = alone(staff, turnover, balance)
    assert answer.size is size
    assert answer.years == ((2020, size),)
    assert answer.figures == f(staff, turnover, balance)


OWN_20 = f("20", "4000000", "4000000")
OWN_8 = f("8", "1500000", "1000000")
WITH_LINKED = tied(LINKED, None, f("60", "15000000", "12000000"))
GROUPS = {
    "S9": (f("30", "6000000", "5000000"),
           [tied(PARTNER, "33", f("100", "20000000", "18000000"))],
           f("63", "12600000", "10940000"), MEDIUM),
    "S10": (OWN_20, [tied(LINKED, None, f("35", "8000000", "7000000"))],
            f("55", "12000000", "11000000"), MEDIUM),
    "S11": (OWN_20, [tied(PARTNER, "24.99", f("300", "80000000", "70000000"))], OWN_20, SMALL),
    "S12": (OWN_8, [tied(PARTNER, "25", f("40", "9000000", "8000000"), WITH_LINKED)],
            f("33", "7500000", "6000000"), SMALL),
    "exactly 25": (OWN_20, [tied(PARTNER, "25", f("300", "80000000", "70000000"))],
                   f("95", "24000000", "21500000"), MEDIUM),
    "exactly 50": (OWN_20, [tied(PARTNER, "50", f("300", "80000000", "70000000"))],
                   f("170", "44000000", "39000000"), MEDIUM),
    "above 50 is linked": (OWN_20, [tied(PARTNER, "50.01", f("300", "80000000", "70000000"))],
                           f("320", "84000000", "74000000"), LARGE),
    "linked whatever the share": (OWN_20, [tied(LINKED, "10", f("35", "8000000", "7000000"))],
                                  f("55", "12000000", "11000000"), MEDIUM),
    "linked of linked of linked": (
        f("1", "1", "1"),
        [tied(LINKED, "60", f("2", "2", "2"),
              tied(LINKED, "51", f("4", "4", "4"), tied(LINKED, "90", f("8", "8", "8"))))],
        f("15", "15", "15"), SMALL),
    "partner of linked, pro rata": (
        OWN_8, [tied(LINKED, None, f("1", "100", "100"),
                     tied(PARTNER, "40", f("10", "1000", "1000")))],
        f("13", "1500500", "1000500"), SMALL),
    "partner of partner does not count": (
        OWN_8, [tied(PARTNER, "30", f("10", "1000", "1000"),
                     tied(PARTNER, "40", f("500", "1000", "1000")))],
        f("11", "1500300", "1000300"), SMALL),
    "linked of a partner's linked counts": (
        f("1", "0", "0"),
        [tied(PARTNER, "50", f("2", "0", "0"),
              tied(LINKED, None, f("4", "0", "0"), tied(LINKED, None, f("8", "0", "0"))))],
        f("8", "0", "0"), MICRO),
    "two partners": (
        f("1", "0", "0"), [tied(PARTNER, "30", f("10", "0", "0")),
                           tied(PARTNER, "25", f("4", "0", "0"))],
        f("5", "0", "0"), MICRO),
    "a share with decimals stays exact": (
        f("0", "0", "0"), [tied(PARTNER, "33.33", f("1", "0.01", "1"))],
        f("0.3333", "0.003333", "0.3333"), MICRO),
    "linked through a person": (
        OWN_20, [tied(LINKED, None, f("35", "8000000", "7000000"), through_person=True)],
        f("55", "12000000", "11000000"), MEDIUM),
    "through a person on another market": (
        OWN_20, [tied(LINKED, None, f("35", "8000000", "7000000"), through_person=True,
                      same_market=False)], OWN_20, SMALL),
    "a partner through a person": (
        OWN_20, [tied(PARTNER, "40", f("35", "8000000", "7000000"), through_person=True)],
        OWN_20, SMALL),
    "cross-holding: the greater share": (
        f("0", "0", "0"), [tied(PARTNER, "30", f("100", "0", "0"), tax_code="A"),
                           tied(PARTNER, "40", None, tax_code="A")],
        f("40", "0", "0"), SMALL),
    "cross-holding, the greater share first": (
        f("0", "0", "0"), [tied(PARTNER, "40", f("100", "0", "0"), tax_code="A"),
                           tied(PARTNER, "30", None, tax_code="A")],
        f("40", "0", "0"), SMALL),
    "linked with a partner and with the firm counts once": (
        f("1", "0", "0"), [tied(PARTNER, "50", f("10", "0", "0"),
                                tied(LINKED, None, f("20", "0", "0"), tax_code="A")),
                           tied(LINKED, None, f("20", "0", "0"), tax_code="A")],
        f("26", "0", "0"), SMALL),
    "a majority that a partner and its linked firm hold": (
        f("0", "0", "0"),
        [tied(PARTNER, "50", f("2", "0", "0"),
              tied(PARTNER, "30", f("40", "0", "0"), tax_code="A"),
              tied(LINKED, None, f("4", "0", "0"), tied(PARTNER, "30", None, tax_code="A")))],
        f("23", "0", "0"), SMALL),
    "held jointly with a linked firm": (
        f("0", "0", "0"),
        [tied(PARTNER, "15", f("100", "0", "0"), tax_code="A"),
         tied(LINKED, None, f("1", "0", "0"), tied(PARTNER, "15", None, tax_code="A"))],
        f("31", "0", "0"), SMALL),
    "a majority held jointly": (
        f("0", "0", "0"),
        [tied(PARTNER, "30", f("100", "0", "0"), tax_code="A"),
         tied(LINKED, None, f("1", "0", "0"), tied(PARTNER, "30", None, tax_code="A"))],
        f("101", "0", "0"), MEDIUM),
    "linked by two ways counts once": (
        f("1", "0", "0"), [tied(LINKED, None, f("10", "0", "0"), tax_code="A"),
                           tied(LINKED, None, f("5", "0", "0"),
                                tied(LINKED, None, f("10", "0", "0"), tax_code="A"))],
        f("16", "0", "0"), SMALL),
    "partner and linked at once is linked": (
        f("1", "0", "0"), [tied(PARTNER, "30", f("10", "0", "0"), tax_code="A"),
                           tied(LINKED, None, f("5", "0", "0"),
                                tied(LINKED, None, None, tax_code="A"))],
        f("16", "0", "0"), SMALL),
}  # fmt: skip


@pytest.mark.parametrize(("own", "relations", "total", "size"), GROUPS.values(), ids=GROUPS)
def test_one_year_with_relations(
    own: Figures, relations: list[Related], total: Figures, size: SizeClass
) -> None:
    answer = among(own, *relations)
    assert answer.figures == total
    assert answer.size is size


OF_CLASS = {
    MICRO: f("1", "1", "1"), SMALL: f("20", "3000000", "3000000"),
    MEDIUM: f("100", "20000000", "20000000"), LARGE: f("500", "1", "1"),
    UNDETERMINED: f(None, "1", "1"),
}  # fmt: skip
YEARS = {
    "S13": ([SMALL, SMALL, MEDIUM], None, SMALL),
    "S14": ([SMALL, MEDIUM, MEDIUM], None, MEDIUM),
    "S15": ([SMALL, MEDIUM, SMALL], None, SMALL),
    "S16": ([SMALL, MEDIUM, LARGE], None, MEDIUM),
    "S17": ([MEDIUM, SMALL, SMALL], None, SMALL),
    "S18": ([MEDIUM, SMALL, MICRO], None, SMALL),
    "down and back": ([MEDIUM, SMALL, MEDIUM, SMALL], None, MEDIUM),
    "up in two steps": ([MICRO, SMALL, MEDIUM, LARGE], None, MEDIUM),
    "under and over": ([MEDIUM, SMALL, LARGE], None, MEDIUM),
    "over and under": ([MEDIUM, LARGE, SMALL], None, MEDIUM),
    "a class before the first year": ([MEDIUM], SMALL, SMALL),
    "a class before two years": ([MEDIUM, MEDIUM], SMALL, MEDIUM),
    "down from a class before": ([MICRO, SMALL], LARGE, SMALL),
    "an unknown last year": ([SMALL, SMALL, UNDETERMINED], None, UNDETERMINED),
    "an unknown first year, two alike": ([UNDETERMINED, SMALL, SMALL], None, SMALL),
    "an unknown first year": ([UNDETERMINED, SMALL], None, UNDETERMINED),
    "an unknown first year, a class before": ([UNDETERMINED, SMALL], SMALL, SMALL),
    "an unknown year between": ([SMALL, UNDETERMINED, MEDIUM], None, UNDETERMINED),
}


@pytest.mark.parametrize(("classes", "initial", "size"), YEARS.values(), ids=YEARS)
def test_the_two_years(
    classes: list[SizeClass], initial: SizeClass | None, size: SizeClass
) -> None:
    years = tuple((2018 + place, OF_CLASS[c]) for place, c in enumerate(classes))
    answer = judge(SizeCase(years, initial_class=initial))
    assert answer.size is size
    assert answer.years == tuple((year, c) for (year, _), c in zip(years, classes, strict=True))
    turned = judge(SizeCase(years[::-1], initial_class=initial))
    assert turned == answer


def test_a_change_of_group_counts_at_once() -> None:
    years = ((2019, OF_CLASS[SMALL]), (2020, OF_CLASS[LARGE]))
    assert judge(SizeCase(years)).size is SMALL
    changed = judge(SizeCase(years, group_change=True))
    assert changed.size is LARGE
    assert "CAMBIO_GRUPPO" in codes(changed.reasons)


def test_a_year_that_is_left_out_is_a_year_that_nobody_knows() -> None:
    gap = judge(SizeCase(((2018, OF_CLASS[SMALL]), (2020, OF_CLASS[MEDIUM]))))
    assert gap.size is UNDETERMINED
    closed = judge(SizeCase(((2017, OF_CLASS[SMALL]), (2019, OF_CLASS[MEDIUM]),
                             (2020, OF_CLASS[MEDIUM]))))  # fmt: skip
    assert closed.size is MEDIUM


def test_single_figures_of_a_relation_are_those_of_the_last_year() -> None:
    years = ((2019, OWN_20), (2020, OWN_20))
    relation = tied(LINKED, None, f("35", "8000000", "7000000"))
    answer = judge(SizeCase(years, (relation,)))
    assert answer.years == ((2019, UNDETERMINED), (2020, MEDIUM))
    assert answer.figures == f("55", "12000000", "11000000")
    assert answer.size is UNDETERMINED
    assert judge(SizeCase(years, (relation,), group_change=True)).size is MEDIUM


def test_a_relation_may_have_figures_of_each_year() -> None:
    yearly = Related(LINKED, years=((2019, f("40", "9000000", "9000000")), (2020, OWN_20)))
    answer = judge(SizeCase(((2019, OWN_20), (2020, OWN_20)), (yearly,)))
    assert answer.years == ((2019, MEDIUM), (2020, SMALL))
    assert answer.size is MEDIUM


def test_the_firm_itself_among_its_relations_is_not_counted_again() -> None:
    owner = tied(LINKED, "60", f("1", "0", "0"),
                 tied(LINKED, "60", f("100", "0", "0"), tax_code="OWN"))  # fmt: skip
    case = SizeCase(((2020, f("2", "0", "0")),), (owner,), tax_code="OWN")
    assert judge(case).figures.staff == Decimal(3)


@pytest.mark.parametrize("kind", [PARTNER, LINKED])
def test_a_missing_figure_of_a_relation_leaves_the_answer_open(kind: RelationKind) -> None:
    answer = among(OWN_8, tied(kind, "30", f("1", None, "1")))
    assert answer.size is UNDETERMINED
    assert answer.figures.turnover is None
    assert "DATI_MANCANTI_DI" in codes(answer.reasons)


def test_a_missing_share_leaves_the_answer_open() -> None:
    answer = among(OWN_8, tied(PARTNER, None, OWN_8))
    assert answer.size is UNDETERMINED
    assert "QUOTA_MANCANTE" in codes(answer.reasons)


def test_a_share_missing_beside_a_known_one_leaves_the_answer_open() -> None:
    twice = [tied(PARTNER, share, OWN_8, tax_code="A") for share in ("30", None)]
    assert among(OWN_8, *twice).size is UNDETERMINED
    linked = tied(LINKED, None, OWN_8, tax_code="A")
    assert among(OWN_8, *twice, linked).figures == f("16", "3000000", "2000000")
    assert among(OWN_8, *twice, linked).size is SMALL


@pytest.mark.parametrize("wrong", ["-1", "-0.01", "NaN", "Infinity", "-Infinity"])
def test_what_is_no_figure_is_missing(wrong: str) -> None:
    assert alone(wrong, "1", "1").size is UNDETERMINED
    assert alone("1", "1", wrong).size is UNDETERMINED
    assert among(OWN_8, tied(LINKED, None, f("1", wrong, "1"))).size is UNDETERMINED
    assert among(OWN_8, tied(PARTNER, wrong, OWN_8)).size is UNDETERMINED


def test_no_year_at_all_is_undetermined() -> None:
    answer = judge(SizeCase(()))
    assert (answer.size, answer.years) == (UNDETERMINED, ())
    assert answer.reasons[0].severity is Severity.NOT_VERIFIABLE


def test_a_day_without_rules_is_undetermined() -> None:
    answer = size_of(SizeCase(((2003, OWN_8),)), rule_book().sizes, date(2004, 12, 31))
    assert (answer.size, codes(answer.reasons)) == (UNDETERMINED, ["REGOLE_ASSENTI"])


def public(share: str, kind: str | None, people: str | None, budget: str | None) -> SizeOutcome:
    holding = PublicHolding(
        Decimal(share), kind, None if people is None else Decimal(people),
        None if budget is None else Decimal(budget),
    )  # fmt: skip
    return judge(SizeCase(((2020, f("8", "1000000", "1000000")),), public=holding))


PUBLIC = {
    "S19": ("30", "municipality", "60000", None, NOT_SME),
    "S19 university": ("30", "university", None, None, MICRO),
    "exactly 25": ("25", "ministry", None, None, NOT_SME),
    "below 25": ("24.99", "ministry", None, None, MICRO),
    "nothing": ("0", "ministry", None, None, MICRO),
    "all of it": ("100", "region", None, None, NOT_SME),
    "small municipality": ("30", "municipality", "4999", "9999999.99", MICRO),
    "5000 inhabitants": ("30", "municipality", "5000", "1", NOT_SME),
    "10 million": ("30", "municipality", "1", "10000000", NOT_SME),
    "inhabitants not known": ("30", "municipality", None, "9000000", UNDETERMINED),
    "budget not known": ("30", "municipality", "4000", None, UNDETERMINED),
    "budget too large, inhabitants not known": ("30", "municipality", None, "10000001", NOT_SME),
    "kind not known": ("30", None, None, None, UNDETERMINED),
    "university of a half": ("50", "university", None, None, MICRO),
    "university above a half": ("50.01", "university", None, None, NOT_SME),
    "small municipality above a half": ("51", "municipality", "100", "100", NOT_SME),
    "venture capital": ("49", "venture_capital", None, None, MICRO),
    "regional fund": ("25", "regional_development_fund", None, None, MICRO),
    "institutional investor": ("30", "institutional_investor", None, None, MICRO),
    "business angel": ("30", "business_angel", None, None, MICRO),
    "research centre": ("30", "research_centre", None, None, MICRO),
}


@pytest.mark.parametrize(("share", "kind", "people", "budget", "size"), PUBLIC.values(), ids=PUBLIC)
def test_public_holders(
    share: str, kind: str | None, people: str | None, budget: str | None, size: SizeClass
) -> None:
    answer = public(share, kind, people, budget)
    assert answer.size is size
    assert answer.years == ((2020, MICRO),)


def test_the_computation_is_told_line_by_line() -> None:
    answer = among(OWN_8, tied(PARTNER, "25", f("40", "9000000", "8000000"), WITH_LINKED))
    assert codes(answer.reasons) == [
        "DATI_PROPRI", "COLLEGATA_DI_ASSOCIATA", "IMPRESA_ASSOCIATA", "DATI_AGGREGATI",
        "CRITERI_SUPERATI", "CRITERI_RISPETTATI", "ESERCIZIO_UNICO",
    ]  # fmt: skip
    partner = answer.reasons[2]
    assert (partner.on, partner.rules) == (ON, "sme-size 2005")
    assert partner.source == "Raccomandazione 2003/361/CE, allegato, art. 6(2)"
    assert partner.plain() == {
        "year": 2020, "who": "1", "share": "25", "staff": "25", "turnover": "6000000",
        "balance": "5000000", "whole_staff": "100", "whole_turnover": "24000000",
        "whole_balance": "20000000",
    }  # fmt: skip
    criteria = answer.reasons[5]
    assert criteria.plain()["held"] == ["staff", "turnover", "balance"]
