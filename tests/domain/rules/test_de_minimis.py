"""De minimis aid: the worked examples D1 to D14, and where the regulations go on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.rules.de_minimis import (
    AidCase,
    AidOutcome,
    AidSector,
    Beneficiary,
    DayOfYear,
    Granted,
    de_minimis,
)
from desktop.domain.rules.reason import Reason, Severity
from desktop.rule_book import rule_book

OLD, NEW = "1407/2013", "2023/2831"


def aid(day: str, amount: str, *, of: str = "self", **rest: object) -> Granted:
    made = Granted(Decimal(amount), date.fromisoformat(day), Beneficiary(of))
    return replace(made, **rest)  # type: ignore[arg-type]  # fields of Granted, by name


def case(regulation: str | None, amount: str, on: str, *aids: Granted) -> AidCase:
    return AidCase(Decimal(amount), date.fromisoformat(on), aids, regulation)


def judge(asked: AidCase) -> AidOutcome:
    return de_minimis(asked, rule_book().aids)


def codes(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.code for reason in reasons]


def told(answer: AidOutcome, code: str) -> Reason:
    (found,) = [reason for reason in answer.reasons if reason.code == code]
    return found


D7_AIDS = (aid("2021-03-16", "200000"), aid("2023-06-01", "90000"))
EXAMPLES = {
    "D1": (case(OLD, "15000", "2023-10-02", aid("2021-05-03", "100000"),
                aid("2022-06-01", "80000")), "2021-01-01", "180000", "20000", "0"),
    "D2": (case(OLD, "20000.01", "2023-10-02", aid("2021-05-03", "100000"),
                aid("2022-06-01", "80000")), "2021-01-01", "180000", "20000", "0.01"),
    "D3": (case(OLD, "15000", "2023-01-02", aid("2020-12-31", "150000"),
                aid("2021-01-01", "100000")), "2021-01-01", "100000", "100000", "0"),
    "D4": (case(OLD, "15000", "2022-12-31", aid("2020-12-31", "150000"),
                aid("2021-01-01", "40000")), "2020-01-01", "190000", "10000", "5000"),
    "D5": (replace(case(OLD, "15000", "2022-10-03", aid("2020-07-01", "120000"),
                        aid("2020-06-30", "90000")), year_start=DayOfYear(7, 1)),
           "2020-07-01", "120000", "80000", "0"),
    "D6": (replace(case(OLD, "15000", "2023-03-01", aid("2021-03-01", "90000")),
                   sector=AidSector.ROAD_FREIGHT), "2021-01-01", "90000", "10000", "5000"),
    "D7": (case(NEW, "15000", "2024-03-15", *D7_AIDS), "2021-03-16", "290000", "10000", "5000"),
    "D8": (case(NEW, "15000", "2024-03-16", *D7_AIDS), "2021-03-17", "90000", "210000", "0"),
    "D9": (case(NEW, "10000", "2026-03-15", aid("2023-03-15", "50000"),
                aid("2023-03-16", "290000")), "2023-03-16", "290000", "10000", "0"),
    "D10": (case(NEW, "10000", "2028-02-29", aid("2025-02-28", "50000"),
                 aid("2025-03-01", "20000")), "2025-03-01", "20000", "280000", "0"),
    "D11 by 1407": (case(OLD, "60000", "2024-05-10", aid("2022-02-01", "150000")),
                    "2022-01-01", "150000", "50000", "10000"),
    "D11 by 2831": (case(NEW, "60000", "2024-05-10", aid("2022-02-01", "150000")),
                    "2021-05-11", "150000", "150000", "0"),
    "D12": (case(NEW, "8000", "2025-09-01", aid("2023-01-10", "180000"),
                 aid("2024-07-02", "115000", of="linked")),
            "2022-09-02", "295000", "5000", "3000"),
    "D13": (case(NEW, "5000", "2025-01-10", aid("2025-01-11", "299000")),
            "2022-01-11", "0", "300000", "0"),
    "D14": (case(NEW, "8000", "2025-09-01", aid("2023-01-10", "180000"),
                 aid("2024-07-02", "115000", of="partner")),
            "2022-09-02", "180000", "120000", "0"),
    "on the very day": (case(NEW, "1", "2025-09-01", aid("2025-09-01", "300000")),
                        "2022-09-02", "300000", "0", "1"),
    "exactly the ceiling of 1407": (case(OLD, "200000", "2020-05-05"),
                                    "2018-01-01", "0", "200000", "0"),
    "a cent above it": (case(OLD, "200000.01", "2020-05-05"), "2018-01-01", "0", "200000", "0.01"),
    "exactly the ceiling of 2831": (case(NEW, "300000", "2025-05-05"),
                                    "2022-05-06", "0", "300000", "0"),
    "more than the ceiling had": (case(NEW, "1000", "2025-05-05", aid("2024-01-01", "310000")),
                                  "2022-05-06", "310000", "0", "1000"),
    "no lower ceiling for freight": (
        replace(case(NEW, "150000", "2025-05-05"), sector=AidSector.ROAD_FREIGHT),
        "2022-05-06", "0", "300000", "0"),
    "exactly the ceiling of freight": (
        replace(case(OLD, "100000", "2021-05-05"), sector=AidSector.ROAD_FREIGHT),
        "2019-01-01", "0", "100000", "0"),
    "first day of the first year": (case(OLD, "1", "2023-12-31", aid("2021-01-01", "200000")),
                                    "2021-01-01", "200000", "0", "1"),
    "the day before it": (case(OLD, "1", "2023-12-31", aid("2020-12-31", "200000")),
                          "2021-01-01", "0", "200000", "0"),
    "several of one undertaking": (
        case(NEW, "1", "2025-05-05", aid("2024-01-01", "1"), aid("2024-01-01", "2", of="linked"),
             aid("2024-01-01", "4", of="linked"), aid("2024-01-01", "8", of="partner")),
        "2022-05-06", "7", "299993", "0"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "first", "used", "residual", "excess"), EXAMPLES.values(), ids=EXAMPLES
)
def test_what_is_left(asked: AidCase, first: str, used: str, residual: str, excess: str) -> None:
    answer = judge(asked)
    assert answer.regulation == asked.regulation
    assert (answer.first, answer.last) == (date.fromisoformat(first), asked.on)
    assert (answer.used, answer.residual) == (Decimal(used), Decimal(residual))
    assert (answer.excess, answer.allowed) == (Decimal(excess), Decimal(excess) == 0)


def test_d9_and_d10_an_aid_on_the_edge_is_told_with_the_other_reading() -> None:
    nine = told(judge(EXAMPLES["D9"][0]), "GIORNO_DI_CONFINE")
    assert nine.severity is Severity.WARNING
    assert nine.plain() == {
        "day": "2023-03-15", "used": "340000", "residual": "0", "allowed": False,
        "excess": "10000",
    }  # fmt: skip
    ten = told(judge(EXAMPLES["D10"][0]), "GIORNO_DI_CONFINE")
    assert (ten.plain()["used"], ten.plain()["allowed"]) == ("70000", True)
    assert told(judge(EXAMPLES["D8"][0]), "GIORNO_DI_CONFINE").plain()["allowed"] is False
    for name in ("D7", "D12", "D1"):
        assert "GIORNO_DI_CONFINE" not in codes(judge(EXAMPLES[name][0]).reasons)


def test_the_edge_can_be_read_the_other_way_by_a_rule_set() -> None:
    other = [replace(rules, boundary_counts=True) for rules in rule_book().aids]
    answer = de_minimis(EXAMPLES["D9"][0], other)
    assert (answer.first, answer.used, answer.allowed) == (
        date(2023, 3, 15), Decimal(340000), False,
    )  # fmt: skip
    assert told(answer, "GIORNO_DI_CONFINE").plain()["allowed"] is True
    assert answer.room_on == date(2026, 3, 16)


def test_d12_offers_what_is_left_and_tells_the_day_with_room() -> None:
    answer = judge(EXAMPLES["D12"][0])
    assert told(answer, "RIDUZIONE_AL_RESIDUO").plain() == {"residual": "5000"}
    assert told(answer, "SPAZIO_DAL").plain()["room_on"] == "2026-01-10"
    assert answer.room_on == date(2026, 1, 10)


def test_d13_a_later_aid_is_listed_and_not_counted() -> None:
    answer = judge(EXAMPLES["D13"][0])
    assert [later.amount for later in answer.later] == [Decimal(299000)]
    assert told(answer, "AIUTO_SUCCESSIVO").severity is Severity.WARNING
    assert judge(EXAMPLES["on the very day"][0]).later == ()
    partners = judge(case(NEW, "5000", "2025-01-10", aid("2025-01-11", "1", of="partner")))
    assert partners.later == ()


@pytest.mark.parametrize(
    ("on", "regulation", "code"),
    [
        ("2014-01-01", OLD, "REGOLAMENTO_PER_DATA"),
        ("2023-12-31", OLD, "REGOLAMENTO_PER_DATA"),
        ("2024-01-01", NEW, "REGOLAMENTO_DA_CONFERMARE"),
        ("2024-06-30", NEW, "REGOLAMENTO_DA_CONFERMARE"),
        ("2024-07-01", NEW, "REGOLAMENTO_PER_DATA"),
        ("2030-12-31", NEW, "REGOLAMENTO_PER_DATA"),
        ("2013-12-31", None, "REGOLAMENTO_ASSENTE"),
        ("2031-01-01", None, "REGOLAMENTO_ASSENTE"),
    ],
)
def test_the_day_chooses_the_regulation(on: str, regulation: str | None, code: str) -> None:
    answer = judge(case(None, "1", on))
    assert answer.regulation == regulation
    assert answer.reasons[0].code == code
    assert answer.allowed is (None if regulation is None else True)


def test_a_regulation_outside_its_days_is_told() -> None:
    for regulation, on in ((OLD, "2024-07-01"), (NEW, "2023-12-31")):
        answer = judge(case(regulation, "1", on))
        assert (answer.regulation, answer.allowed) == (regulation, True)
        assert answer.reasons[0].code == "REGOLAMENTO_FUORI_VALIDITA"
    assert judge(case(OLD, "1", "2024-06-30")).reasons[0].code == "REGOLAMENTO_DELLA_MISURA"
    unknown = judge(case("1/1", "1", "2024-06-30"))
    assert (unknown.allowed, codes(unknown.reasons)) == (None, ["REGOLAMENTO_SCONOSCIUTO"])


def test_the_day_with_room_may_come_under_the_next_regulation() -> None:
    asked = case(None, "15000", "2023-10-01", aid("2023-05-01", "190000"))
    assert judge(asked).room_on == date(2024, 1, 1)
    assert judge(replace(asked, regulation=OLD)).room_on is None
    assert "SPAZIO_MAI" in codes(judge(replace(asked, regulation=OLD)).reasons)


def test_the_day_with_room_by_financial_years() -> None:
    assert judge(EXAMPLES["D4"][0]).room_on == date(2023, 1, 1)
    july = replace(EXAMPLES["D4"][0], year_start=DayOfYear(7, 1))
    assert judge(july).room_on == date(2023, 7, 1)


def test_there_is_no_day_with_room_for_more_than_the_ceiling() -> None:
    answer = judge(case(NEW, "300001", "2025-01-10"))
    assert (answer.allowed, answer.room_on) == (False, None)


def test_room_waits_for_later_aids_too() -> None:
    answer = judge(case(NEW, "20000", "2025-01-10", aid("2022-06-01", "290000"),
                        aid("2025-05-01", "290000")))  # fmt: skip
    assert answer.room_on == date(2028, 5, 1)


@pytest.mark.parametrize(
    ("start", "on", "first"),
    [
        (DayOfYear(2, 29), "2024-02-29", "2022-03-01"),
        (DayOfYear(2, 29), "2024-02-28", "2021-03-01"),
        (DayOfYear(2, 29), "2023-03-01", "2021-03-01"),
        (DayOfYear(2, 29), "2023-02-28", "2020-02-29"),
        (DayOfYear(12, 31), "2023-12-31", "2021-12-31"),
        (DayOfYear(12, 31), "2023-12-30", "2020-12-31"),
        (DayOfYear(7, 1), "2023-06-30", "2020-07-01"),
        (DayOfYear(7, 1), "2023-07-01", "2021-07-01"),
    ],
)
def test_financial_years_that_begin_on_any_day(start: DayOfYear, on: str, first: str) -> None:
    answer = judge(replace(case(OLD, "1", on), year_start=start))
    assert answer.first == date.fromisoformat(first)


@pytest.mark.parametrize(
    ("on", "first"),
    [
        ("2024-02-29", "2021-03-01"), ("2027-02-28", "2024-02-29"), ("2027-03-01", "2024-03-02"),
        ("2024-12-31", "2022-01-01"), ("2025-01-01", "2022-01-02"),
    ],
)  # fmt: skip
def test_three_years_back(on: str, first: str) -> None:
    assert judge(case(NEW, "1", on)).first == date.fromisoformat(first)


def test_an_aid_of_29_february_leaves_on_1_march() -> None:
    leap = aid("2024-02-29", "300000")
    assert judge(case(NEW, "1", "2027-02-28", leap)).allowed is False
    assert judge(case(NEW, "1", "2027-02-28", leap)).room_on == date(2027, 3, 1)
    assert judge(case(NEW, "1", "2027-03-01", leap)).allowed is True


def test_an_aid_of_28_february_leaves_after_the_29th_where_the_edge_counts() -> None:
    other = [replace(rules, boundary_counts=True) for rules in rule_book().aids]
    asked = case(NEW, "1", "2028-02-28", aid("2025-02-28", "300000"))
    assert de_minimis(asked, other).room_on == date(2028, 3, 1)
    assert de_minimis(replace(asked, on=date(2028, 2, 29)), other).allowed is False


def test_links_through_persons_are_left_out_unless_asked_for() -> None:
    tie = aid("2024-01-01", "300000", of="linked", through_person=True)
    asked = case(NEW, "1", "2025-01-10", tie)
    assert judge(asked).allowed is True
    assert told(judge(asked), "AIUTO_TRAMITE_PERSONA").severity is Severity.WARNING
    assert judge(replace(asked, through_person_counts=True)).allowed is False
    own = replace(tie, beneficiary=Beneficiary.SELF)
    assert judge(case(NEW, "1", "2025-01-10", own)).allowed is False


def test_aid_for_public_services_has_a_ceiling_of_its_own() -> None:
    services = aid("2024-01-01", "300000", regulation="2023/2832")
    answer = judge(case(NEW, "1", "2025-01-10", services))
    assert (answer.used, answer.allowed) == (Decimal(0), True)
    assert told(answer, "AIUTO_ALTRO_MASSIMALE").severity is Severity.WARNING
    farming = aid("2024-01-01", "20000", regulation="1408/2013")
    assert judge(case(NEW, "1", "2025-01-10", farming)).used == Decimal(20000)


def test_a_missing_figure_is_a_third_answer() -> None:
    nothing = Granted(None, date(2024, 5, 5))
    assert judge(case(NEW, "1", "2025-01-10", nothing)).allowed is None
    assert judge(case(NEW, "1", "2025-01-10", Granted(Decimal(1), None))).allowed is None
    assert judge(case(NEW, "300001", "2025-01-10", nothing)).allowed is False
    assert judge(case(NEW, "1", "2025-01-10", Granted(None, date(2020, 1, 1)))).allowed is True
    assert judge(AidCase(None, date(2025, 1, 10))).allowed is None
    answer = judge(case(NEW, "1", "2025-01-10", nothing))
    assert told(answer, "DE_MINIMIS_NON_DETERMINABILE").severity is Severity.NOT_VERIFIABLE


def test_every_line_is_told_with_its_article() -> None:
    answer = judge(EXAMPLES["D2"][0])
    assert [(r.code, r.source) for r in answer.reasons] == [
        ("REGOLAMENTO_DELLA_MISURA", "Reg. (UE) n. 1407/2013, art. 8"),
        ("MASSIMALE", "Reg. (UE) n. 1407/2013, art. 3(2)"),
        ("FINESTRA_ESERCIZI", "Reg. (UE) n. 1407/2013, art. 3(5)"),
        ("AIUTO_CONTATO", "Reg. (UE) n. 1407/2013, art. 3(4)"),
        ("AIUTO_CONTATO", "Reg. (UE) n. 1407/2013, art. 3(4)"),
        ("DE_MINIMIS_SUPERATO", "Reg. (UE) n. 1407/2013, art. 3(7)"),
        ("RIDUZIONE_AL_RESIDUO", "DM 31 maggio 2017, n. 115, art. 14"),
        ("SPAZIO_DAL", "Reg. (UE) n. 1407/2013, art. 3(2)"),
        ("NON_SOSTITUISCE_VISURA_RNA", "DM 31 maggio 2017, n. 115, art. 14"),
    ]
