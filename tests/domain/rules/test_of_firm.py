"""What the rules read from a firm's records."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from desktop.domain.codecs import DayOfYear as TextDay
from desktop.domain.codecs import Money, Percent, TaxCode
from desktop.domain.records import Accounts, Aid, Firm, Relation
from desktop.domain.records.firm import RelationKind
from desktop.domain.rules.de_minimis import Beneficiary, DayOfYear, Granted, de_minimis
from desktop.domain.rules.of_firm import aid_case, day_of_year, euro, size_case
from desktop.domain.rules.size import PublicHolding, SizeClass, SizeOutcome, size_of
from desktop.rule_book import rule_book

ON = date(2021, 9, 10)
FIRM = Firm(id=UUID(int=1), name="Prova S.r.l.", tax_code=TaxCode("00743110157"))


def accounts(year: int, staff: str, turnover: int, balance: int) -> Accounts:
    return Accounts(
        id=UUID(int=100 + year), firm=FIRM.id, year=year, staff=Decimal(staff),
        turnover=Money(turnover * 100), balance=Money(balance * 100),
    )  # fmt: skip


def relation(number: int, kind: RelationKind, share: str | None, staff: str) -> Relation:
    return Relation(
        id=UUID(int=number), firm=FIRM.id, kind=kind,
        share=None if share is None else Percent(Decimal(share)), staff=Decimal(staff),
        turnover=Money(0), balance=Money(0),
    )  # fmt: skip


def judge(held: list[Accounts], *relations: Relation) -> SizeOutcome:
    return size_of(size_case(FIRM, held, relations), rule_book().sizes, ON)


def test_accounts_are_cents_in_the_store_and_euro_in_the_rule() -> None:
    held = accounts(2020, "9", 0, 0)
    cent = replace(held, turnover=Money(200_000_001), balance=Money(200_000_001))
    assert judge([cent]).figures.turnover == Decimal("2000000.01")
    assert judge([cent]).size is SizeClass.SMALL
    whole = replace(held, turnover=Money(200_000_000), balance=Money(200_000_001))
    assert judge([whole]).size is SizeClass.MICRO
    assert (euro(None), euro(-1)) == (None, Decimal("-0.01"))


def test_years_in_any_order_and_a_missing_figure() -> None:
    small, medium = accounts(2019, "20", 1, 1), accounts(2020, "100", 1, 1)
    assert judge([medium, small]).size is SizeClass.SMALL
    assert judge([]).size is SizeClass.UNDETERMINED
    assert judge([replace(small, balance=None)]).size is SizeClass.UNDETERMINED


def test_relations_inside_relations() -> None:
    linked = relation(1, RelationKind.LINKED, None, "10")
    partner = replace(relation(2, RelationKind.PARTNER, "50", "20"), within=linked.id)
    chained = replace(relation(3, RelationKind.LINKED, "90", "40"), within=partner.id)
    outcome = judge([accounts(2020, "1", 1, 1)], chained, partner, linked)
    assert outcome.figures.staff == Decimal(41)


def test_a_relation_whose_holder_is_gone_stands_at_the_top() -> None:
    orphan = replace(relation(2, RelationKind.LINKED, None, "20"), within=UUID(int=99))
    assert judge([accounts(2020, "1", 1, 1)], orphan).figures.staff == Decimal(21)


def test_relations_that_hold_each_other_count_all_the_same() -> None:
    one = replace(relation(1, RelationKind.LINKED, None, "10"), within=UUID(int=2))
    two = replace(relation(2, RelationKind.LINKED, None, "20"), within=UUID(int=1))
    itself = replace(relation(3, RelationKind.LINKED, None, "40"), within=UUID(int=3))
    assert judge([accounts(2020, "1", 1, 1)], one, two, itself).figures.staff == Decimal(71)


def test_rows_of_one_enterprise_are_its_years() -> None:
    base = relation(1, RelationKind.LINKED, None, "40")
    old = replace(base, tax_code="X", year=2019)
    new = replace(base, id=UUID(int=2), tax_code="X", year=2020, staff=Decimal(1))
    outcome = judge([accounts(2019, "1", 1, 1), accounts(2020, "1", 1, 1)], old, new)
    assert outcome.years == ((2019, SizeClass.SMALL), (2020, SizeClass.MICRO))
    by_name = [replace(row, tax_code=None, name=name)
               for row, name in ((old, "Alfa S.r.l."), (new, "ALFA s.r.l."))]  # fmt: skip
    named = judge([accounts(2019, "1", 1, 1), accounts(2020, "1", 1, 1)], *by_name)
    assert named.years == outcome.years
    others = [replace(row, tax_code=None, name=name)
              for row, name in ((old, "Alfa S.r.l."), (new, "Alfa S.p.A."))]  # fmt: skip
    apart = judge([accounts(2019, "1", 1, 1), accounts(2020, "1", 1, 1)], *others)
    assert apart.size is SizeClass.UNDETERMINED


def test_what_public_bodies_hold_comes_beside_the_records() -> None:
    held = [accounts(2020, "1", 1, 1)]
    case = size_case(FIRM, held, (), public=PublicHolding(Decimal(30), "region"))
    assert size_of(case, rule_book().sizes, ON).size is SizeClass.NOT_SME_PUBLIC


GRANTS = ((1, 12_000_000, "2020-07-01"), (2, 9_000_000, "2020-06-30"))


def test_a_firm_s_aids_by_its_financial_year() -> None:
    aids = [Aid(id=UUID(int=n), firm=FIRM.id, amount=Money(cents), date=date.fromisoformat(day))
            for n, cents, day in GRANTS]  # fmt: skip
    july = replace(FIRM, fiscal_year_start=TextDay("07-01"))
    case = aid_case(july, aids, amount=1_500_000, on=date(2022, 10, 3), regulation="1407/2013")
    outcome = de_minimis(case, rule_book().aids)
    assert (outcome.used, outcome.residual, outcome.allowed) == (
        Decimal(120_000), Decimal(80_000), True,
    )  # fmt: skip
    linked = Granted(Decimal(80_000), date(2021, 1, 1), Beneficiary.LINKED)
    more = aid_case(july, aids, amount=1, on=date(2022, 10, 3), regulation="1407/2013",
                    others=[linked])  # fmt: skip
    assert de_minimis(more, rule_book().aids).allowed is False


@pytest.mark.parametrize(
    ("text", "day"), [(None, DayOfYear(1, 1)), ("02-29", DayOfYear(2, 29)), ("", DayOfYear(1, 1))]
)
def test_the_first_day_of_financial_years(text: str | None, day: DayOfYear) -> None:
    assert day_of_year(text) == day
