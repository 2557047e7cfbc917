"""`rules check`: cases as DESIGN writes them, answered in its formats, without a store."""

import json
from pathlib import Path
from typing import cast

import pytest

from desktop.cli.catalogue import COMMANDS
from desktop.services.checking import KINDS
from tests.cli.conftest import Run
from tests.domain.rules import test_de_minimis as aids
from tests.domain.rules import test_size as sizes

Json = dict[str, object]


def ask(cli: Run, kind: str, case: object) -> Json:
    ran = cli("--json", "rules", "check", kind, "-", typed=case)
    assert ran.code == 0, ran.out
    return cast("Json", ran.json)


def figures(staff: object, turnover: object, balance: object) -> Json:
    return {"staff": staff, "turnover": turnover, "balance": balance}


def one_year(staff: object, turnover: object, balance: object, **more: object) -> Json:
    return {"years": [{"year": 2021} | figures(staff, turnover, balance)], **more}


PARTNER_OF_25 = {
    "kind": "partner", "share": "25", **figures("40", "9000000", "8000000"),
    "relations": [{"kind": "linked", **figures("60", "15000000", "12000000")}],
}  # fmt: skip
SIZES = {
    "S1": (one_year("9", "5000000", "1900000"), "micro"),
    "S2": (one_year("9", "2000000", "3000000"), "micro"),
    "S3": (one_year("10", "1000000", "1000000"), "small"),
    "S4": (one_year("9.9", "2000001", "2000001"), "small"),
    "S5": (one_year("49", "12000000", "9000000"), "small"),
    "S6": (one_year("249.9", "60000000", "43000000"), "medium"),
    "S7": (one_year("249", "50000000.01", "43000000.01"), "large"),
    "S8": (one_year("250", "1000000", "1000000"), "large"),
    "S9": (one_year("30", "6000000", "5000000", relations=[
        {"kind": "partner", "share": "33", **figures("100", "20000000", "18000000")}]), "medium"),
    "S10": (one_year("20", "4000000", "4000000", relations=[
        {"kind": "linked", **figures("35", "8000000", "7000000")}]), "medium"),
    "S11": (one_year("20", "4000000", "4000000", relations=[
        {"kind": "partner", "share": "24.99", **figures("300", "80000000", "70000000")}]), "small"),
    "S12": (one_year("8", "1500000", "1000000", relations=[PARTNER_OF_25]), "small"),
    "S19": (one_year("8", "1000000", "1000000", public_share="30", public_kind="municipality",
                     public_inhabitants=60000, public_budget=None), "not_sme_public"),
    "S19 university": (one_year("8", "1000000", "1000000", public_share="30",
                                public_kind="university"), "micro"),
    "S20": (one_year(None, "1000000", "1000000"), "undetermined"),
    "no year": ({"years": []}, "undetermined"),
    "numbers": (one_year(9.9, 2000001, 2000000.5), "small"),
}  # fmt: skip
OF_CLASS = {
    "micro": figures("1", "1", "1"), "piccola": figures("20", "3000000", "3000000"),
    "media": figures("100", "20000000", "20000000"), "grande": figures("500", "1", "1"),
}  # fmt: skip
NAMES = {"micro": "micro", "piccola": "small", "media": "medium", "grande": "large"}
YEARS = {
    "S13": ("piccola piccola media", "piccola"), "S14": ("piccola media media", "media"),
    "S15": ("piccola media piccola", "piccola"), "S16": ("piccola media grande", "media"),
    "S17": ("media piccola piccola", "piccola"), "S18": ("media piccola micro", "piccola"),
}  # fmt: skip


@pytest.mark.parametrize(("case", "size"), SIZES.values(), ids=SIZES)
def test_sizes(cli: Run, case: Json, size: str) -> None:
    answer = ask(cli, "sme-size", case)
    assert set(answer) == {"class", "staff", "turnover", "balance", "years", "reasons"}
    assert answer["class"] == size
    check_reasons(answer)


@pytest.mark.parametrize(("classes", "size"), YEARS.values(), ids=YEARS)
def test_sizes_over_the_years(cli: Run, classes: str, size: str) -> None:
    years = [{"year": 2019 + n, **OF_CLASS[c]} for n, c in enumerate(classes.split())]
    case = {"years": years, "relations": [], "public_share": None, "public_kind": None,
            "initial_class": None, "group_change": False}  # fmt: skip
    answer = ask(cli, "sme-size", case)
    assert answer["class"] == NAMES[size]
    assert answer["years"] == [
        {"year": 2019 + n, "class": NAMES[c]} for n, c in enumerate(classes.split())
    ]
    last = NAMES[classes.rsplit(maxsplit=1)[-1]]
    assert ask(cli, "sme-size", case | {"group_change": True})["class"] == last


def check_reasons(answer: Json) -> None:
    reasons = cast("list[Json]", answer["reasons"])
    assert reasons
    for reason in reasons:
        assert set(reason) == {"code", "severity", "sentence", "source", "data", "on", "rules"}
        assert reason["severity"] in {"B", "R", "W", "N", "S"}
        assert "{" not in cast("str", reason["sentence"])


def test_s9_and_s12_the_aggregate_is_exact(cli: Run) -> None:
    nine = ask(cli, "sme-size", SIZES["S9"][0])
    assert (nine["staff"], nine["turnover"], nine["balance"]) == ("63", "12600000", "10940000")
    twelve = ask(cli, "sme-size", SIZES["S12"][0])
    assert (twelve["staff"], twelve["turnover"], twelve["balance"]) == ("33", "7500000", "6000000")
    twenty = ask(cli, "sme-size", SIZES["S20"][0])
    assert (twenty["staff"], twenty["turnover"]) == (None, "1000000")
    third = one_year("0", "0", "0", relations=[
        {"kind": "partner", "share": "33.333", **figures("1", "0.01", "1")}])  # fmt: skip
    answer = ask(cli, "sme-size", third)
    assert (answer["staff"], answer["turnover"]) == ("0.33333", "0.0033333")


def test_the_examples_of_the_rule_are_told_alike_by_the_command(cli: Run) -> None:
    listed = [
        one_year(staff, turnover, balance)
        for staff, turnover, balance, _ in sizes.EXAMPLES.values()
    ]
    ran = cli("--json", "rules", "check", "sme-size", "-", typed=listed)
    classes = [answer["class"] for answer in cast("list[Json]", ran.json)]
    assert classes == [size.value for *_, size in sizes.EXAMPLES.values()]


DE_MINIMIS = [name for name in aids.EXAMPLES if name.startswith("D")]


@pytest.mark.parametrize("name", DE_MINIMIS)
def test_de_minimis(cli: Run, name: str) -> None:
    case, first, used, residual, excess = aids.EXAMPLES[name]
    answer = ask(cli, "de-minimis", {
        "regulation": case.regulation, "sector": case.sector.value,
        "fiscal_year_start": f"{case.year_start.month:02}-{case.year_start.day:02}",
        "new_aid": {"amount": str(case.amount), "date": case.on.isoformat()},
        "aids": [
            {"amount": str(aid.amount), "date": aid.date.isoformat() if aid.date else None,
             "beneficiary": aid.beneficiary.value, "through_person": aid.through_person}
            for aid in case.aids
        ],
    })  # fmt: skip
    assert set(answer) == {
        "regulation", "ceiling", "window", "used", "residual", "allowed", "excess", "later",
        "reasons",
    }  # fmt: skip
    assert answer["window"] == {"from": first, "to": case.on.isoformat()}
    assert (answer["used"], answer["residual"]) == (used, residual)
    assert (answer["allowed"], answer["excess"]) == (excess == "0", excess)
    check_reasons(answer)


def test_d13_a_later_aid_is_listed_as_it_was_given(cli: Run) -> None:
    answer = ask(cli, "de-minimis", {
        "new_aid": {"amount": "5000", "date": "2025-01-10"},
        "aids": [{"amount": "299000.00", "date": "2025-01-11"}],
    })  # fmt: skip
    assert (answer["regulation"], answer["ceiling"]) == ("2023/2831", "300000")
    assert answer["later"] == [
        {"amount": "299000", "date": "2025-01-11", "beneficiary": "self", "through_person": False}
    ]


def test_an_aid_on_the_edge_is_a_finding_with_the_other_reading(cli: Run) -> None:
    answer = ask(cli, "de-minimis", {
        "regulation": None, "new_aid": {"amount": "10000", "date": "2026-03-15"},
        "aids": [{"amount": "50000", "date": "2023-03-15"},
                 {"amount": "290000", "date": "2023-03-16"}],
    })  # fmt: skip
    assert answer["allowed"] is True
    (edge,) = [r for r in cast("list[Json]", answer["reasons"]) if r["code"] == "GIORNO_DI_CONFINE"]
    assert cast("Json", edge["data"])["allowed"] is False


def test_a_missing_amount_is_a_third_answer(cli: Run) -> None:
    answer = ask(cli, "de-minimis", {
        "new_aid": {"amount": "10000", "date": "2026-03-15"},
        "aids": [{"amount": None, "date": "2025-03-15"}],
    })  # fmt: skip
    assert answer["allowed"] is None
    nothing = ask(cli, "de-minimis", {"new_aid": {"amount": "1", "date": "2010-03-15"}})
    assert (nothing["regulation"], nothing["ceiling"], nothing["residual"]) == (None, None, None)
    assert nothing["window"] == {"from": None, "to": "2010-03-15"}


CODES = {
    "C1": ("tax-code", "RSSMRA85T10A562S", "RSSMRA85T10A562S", None),
    "C2": ("tax-code", "rss mra85t10 a562s", "RSSMRA85T10A562S", None),
    "C3": ("tax-code", "RSSMRA85T10A562T", "RSSMRA85T10A562T", "check-digit"),
    "C4": ("tax-code", "RSSMRA85T1LA562V", "RSSMRA85T1LA562V", None),
    "C5": ("tax-code", "RSSMRA85T1LA562T", "RSSMRA85T1LA562T", "check-digit"),
    "C6": ("tax-code", "BNCGNN70E45L219I", "BNCGNN70E45L219I", None),
    "C6 with Z": ("tax-code", "BNCGNN70E45L219Z", "BNCGNN70E45L219Z", "check-digit"),
    "C7": ("tax-code", "BLIPTR93MO4A674Q", "BLIPTR93MO4A674Q", "format"),
    "C8": ("tax-code", "97269590150", "97269590150", None),
    "C9": ("tax-code", "CNTPTR60C29H5L1W", "CNTPTR60C29H5L1W", None),
    "V1": ("vat-number", "00743110157", "00743110157", None),
    "V2": ("vat-number", "00743110158", "00743110158", "check-digit"),
    "V3": ("vat-number", "03098760980", "03098760980", None),
    "V4": ("vat-number", "03098760985", "03098760985", "check-digit"),
    "V5": ("vat-number", "0309876098", "0309876098", "length"),
    "V7": ("vat-number", "00000000000", "00000000000", "zeros"),
    "V8": ("vat-number", "IT 00743110157", "00743110157", None),
    "I1": ("iban", "IT60X0542811101000000123456", "IT60X0542811101000000123456", None),
    "I2": ("iban", "IT60X0542811101000000123457", "IT60X0542811101000000123457", "check-digits"),
    "I3": ("iban", "IT64Y0542811101000000123456", "IT64Y0542811101000000123456", "cin"),
    "Emirates": ("iban", "ae07 0331 2345 6789 0123 456", "AE070331234567890123456", None),
    "empty": ("iban", "", "", "format"),
}


@pytest.mark.parametrize(("kind", "value", "normalised", "problem"), CODES.values(), ids=CODES)
def test_codes(cli: Run, kind: str, value: str, normalised: str, problem: str | None) -> None:
    assert ask(cli, kind, {"value": value}) == {
        "valid": problem is None, "normalised": normalised, "problem": problem, "warnings": [],
    }  # fmt: skip


def test_v6_an_unknown_office_is_valid_with_a_warning(cli: Run) -> None:
    assert ask(cli, "vat-number", {"value": "12345678903"}) == {
        "valid": True, "normalised": "12345678903", "problem": None, "warnings": ["office-code"],
    }  # fmt: skip


DAY = [{"from": "09:00", "to": "11:00"}, {"from": "14:00", "to": "16:00"}]
ATTENDED = {
    "A1": ([{"slot": 0, "in": "09:20", "out": "11:00"}, {"slot": 1, "in": "14:00", "out": "16:00"}],
           220, "91.67", True, []),
    "A2": ([{"slot": 0, "in": "09:00", "out": "11:00"}], 120, "50", False, []),
    "A3": ([{"in": "08:45", "out": "16:30"}], 240, "100", True, []),
    "A4": ([{"slot": 0, "in": "09:00", "out": "11:00"}, {"slot": 1, "in": "14:00", "out": "15:12"}],
           192, "80", True, []),
    "A4 a minute less": ([{"slot": 0, "in": "09:00", "out": "11:00"},
                          {"slot": 1, "in": "14:00", "out": "15:11"}], 191, "79.58", False, []),
    "A5": ([{"slot": 0, "in": "09:00", "out": "11:00"}, {"slot": 1, "in": "14:00", "out": None}],
           120, "50", False, [{"code": "no-out-signature", "presence": 1, "slot": 1}]),
    "twice and across": ([{"in": "10:00", "out": "15:00"}, {"slot": 1, "in": "14:30",
                                                            "out": "16:00"}],
                         180, "75", False, [{"code": "counted-once", "presence": None, "slot": 1}]),
    "nobody": ([], 0, "0", False, []),
}  # fmt: skip


@pytest.mark.parametrize(
    ("presences", "credited", "share", "certificate", "flags"), ATTENDED.values(), ids=ATTENDED
)
def test_attendance(
    cli: Run, presences: object, credited: int, share: str, *, certificate: bool, flags: object
) -> None:
    case = {"slots": DAY, "presences": presences, "threshold": "80"}
    answer = {
        "credited_minutes": credited, "total_minutes": 240, "share": share,
        "certificate": certificate, "flags": flags,
    }  # fmt: skip
    assert ask(cli, "attendance", case) == answer
    del case["threshold"]
    assert ask(cli, "attendance", case) == answer


def test_p1_to_p3(cli: Run) -> None:
    durc = {"issued": "2021-06-01", "on": "2021-09-29"}
    assert ask(cli, "durc", durc) == {"valid": True, "last_day": "2021-09-29"}
    late = durc | {"on": "2021-09-30"}
    assert ask(cli, "durc", late) == {"valid": False, "last_day": "2021-09-29"}
    passport = {"expiry": "2022-04-30", "mission_end": "2021-11-05", "months": 6}
    assert ask(cli, "passport", passport) == {"valid": False, "needed_until": "2022-05-05"}
    good: Json = {"expiry": "2022-05-05", "mission_end": "2021-11-05"}
    assert ask(cli, "passport", good) == {"valid": True, "needed_until": "2022-05-05"}


def test_a_list_is_answered_by_a_list_and_one_by_one(cli: Run, tmp_path: Path) -> None:
    file = tmp_path / "cases.json"
    file.write_text(json.dumps([{"value": "00743110157"}, {"value": "x"}]), encoding="utf-8")
    ran = cli("--json", "rules", "check", "vat-number", file)
    assert [answer["valid"] for answer in cast("list[Json]", ran.json)] == [True, False]
    assert cli("--json", "rules", "check", "vat-number", "-", typed=[]).json == []
    assert not (tmp_path / "desk.sportello-store").exists()


def problems(cli: Run, kind: str, typed: object) -> set[tuple[str, str]]:
    ran = cli("--json", "rules", "check", kind, "-", typed=typed)
    assert ran.code == 3
    assert ran.error["code"] == "wrong-values"
    assert ran.err
    details = cast("list[dict[str, str]]", ran.error["details"])
    assert all(detail["sentence"] and "{" not in detail["sentence"] for detail in details)
    return {(detail["field"], detail["code"]) for detail in details}


def deep(levels: int) -> Json:
    case: Json = {"kind": "linked"}
    for _ in range(levels):
        case = {"kind": "linked", "relations": [case]}
    return one_year("1", "1", "1", relations=[case])


WRONG = {
    "nothing": ("sme-size", {}, {("years", "needed")}),
    "everything at once": (
        "sme-size",
        {"years": [{"year": 2021, "staff": "ten"}, {"year": 2021, "turnover": "-1"}, {"staff": "1"},
                   "x", {"year": 20210}],
         "relations": [{"kind": "friend", "share": "101"}, {"share": "1"},
                       {"kind": "linked", "relations": {}, "years": [{"year": 2020, "x": 1}]}],
         "public_share": "-1", "public_kind": "bank", "initial_class": "huge",
         "group_change": "perhaps", "shares": 1},
        {("years[0].staff", "not-a-number"), ("years[1].year", "year-twice"),
         ("years[1].turnover", "too-small"), ("years[2].year", "needed"), ("years[3]", "not-a-map"),
         ("years[4].year", "too-large"), ("relations[0].kind", "not-a-choice"),
         ("relations[0].share", "not-a-percentage"), ("relations[1].kind", "needed"),
         ("relations[2].relations", "not-a-list"), ("relations[2].years[0].x", "unknown-field"),
         ("public_share", "not-a-percentage"), ("public_kind", "not-a-choice"),
         ("initial_class", "not-a-choice"), ("group_change", "not-yes-or-no"),
         ("shares", "unknown-field")}),
    "a list names its places": ("durc", [{"issued": "2021-06-01", "on": "2021-09-29"}, {}],
                                {("[1].issued", "needed"), ("[1].on", "needed")}),
    "new aid": ("de-minimis", {"new_aid": 3, "aids": {}, "sector": "fish", "regulation": "1/1",
                               "fiscal_year_start": "13-01"},
                {("new_aid", "not-a-map"), ("aids", "not-a-list"), ("sector", "not-a-choice"),
                 ("regulation", "not-a-choice"), ("fiscal_year_start", "not-a-day-of-year")}),
    "no new aid": ("de-minimis", {"new_aid": None}, {("new_aid", "needed")}),
    "aids": ("de-minimis", {"new_aid": {"amount": "1", "date": "2024-02-30"},
                            "aids": [{"amount": "1.234,50", "date": "1/2/2024",
                                      "beneficiary": "friend", "through_person": 7}]},
             {("new_aid.date", "not-a-date"), ("aids[0].amount", "not-a-number"),
              ("aids[0].date", "not-a-date"), ("aids[0].beneficiary", "not-a-choice"),
              ("aids[0].through_person", "not-yes-or-no")}),
    "no value": ("iban", {}, {("value", "needed")}),
    "null": ("tax-code", {"value": None}, {("value", "needed")}),
    "a number": ("vat-number", {"value": 743110157}, {("value", "not-text")}),
    "a list for a value": ("iban", {"value": ["x"], "country": "IT"},
                           {("value", "not-text"), ("country", "unknown-field")}),
    "attendance": ("attendance", {"slots": [{"from": "9:00", "to": "25:00"}, {}],
                                  "presences": [{"in": "x", "slot": "a"}], "threshold": "120"},
                   {("slots[0].from", "not-a-time"), ("slots[0].to", "not-a-time"),
                    ("slots[1].from", "needed"), ("slots[1].to", "needed"),
                    ("presences[0].in", "not-a-time"), ("presences[0].slot", "not-a-whole-number"),
                    ("threshold", "not-a-percentage")}),
    "passport": ("passport", {"expiry": "", "mission_end": 7, "months": -1},
                 {("expiry", "needed"), ("mission_end", "not-a-date"), ("months", "too-small")}),
    "infinite": ("sme-size", one_year("1e3", "Infinity", []),
                 {("years[0].staff", "not-a-number"), ("years[0].turnover", "not-a-number"),
                  ("years[0].balance", "not-text")}),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "typed", "found"), WRONG.values(), ids=WRONG)
def test_malformed_cases_are_refused_with_every_problem(
    cli: Run, kind: str, typed: object, found: set[tuple[str, str]]
) -> None:
    assert problems(cli, kind, typed) == found


def test_relations_inside_relations_have_an_end(cli: Run) -> None:
    assert ask(cli, "sme-size", deep(39))["class"] == "undetermined"
    ((field, code),) = problems(cli, "sme-size", deep(40))
    assert (field.count("relations"), code) == (41, "too-deep")
    assert {code for _, code in problems(cli, "sme-size", deep(400))} == {"too-deep"}


@pytest.mark.parametrize(("typed", "code"), [
    (b"{", "not-json"), (b"7", "not-objects"), (b'[{"value": "x"}, 7]', "not-objects"),
    (b'{"value": "a", "value": "b"}', "repeated-name"), (b'{"value": NaN}', "not-json-values"),
    (b"\xff", "not-utf8"), (b"[" * 100_000, "not-json-values"),
])  # fmt: skip
def test_what_is_no_json_is_refused(cli: Run, typed: bytes, code: str) -> None:
    for kind in KINDS:
        ran = cli("--json", "rules", "check", kind, "-", typed=typed)
        assert (ran.code, ran.error["code"]) == (3, code)


def test_decimals_of_json_are_read_exactly(cli: Run) -> None:
    text = b'{"years": [{"year": 2021, "staff": 9, "turnover": 99999999999999.99, "balance": 1}]}'
    assert ask(cli, "sme-size", text)["turnover"] == "99999999999999.99"


def test_a_kind_that_there_is_not_is_refused(cli: Run) -> None:
    ran = cli("--json", "rules", "check", "horoscope", "-", typed={})
    assert (ran.code, ran.error["code"]) == (3, "rule-unknown")
    assert "sme-size" in str(ran.error["message"])
    assert cli("rules", "check", "durc").code == 2
    assert cli("rules", "check", "durc", "/nowhere/at/all.json").code == 3


@pytest.mark.parametrize("language", ["it", "en"])
def test_help_names_every_kind(cli: Run, language: str) -> None:
    assert "rules check" in {command.words for command in COMMANDS}
    said = " ".join(cli("--language", language, "rules", "check", "--help").out.split())
    for kind in KINDS:
        assert kind in said


def test_people_are_told_why_in_their_language(cli: Run) -> None:
    said = cli("rules", "check", "sme-size", "-", typed=SIZES["S12"][0]).out
    assert said.startswith("Dimensione: piccola.\n")
    assert "associata al 25 %" in said
    english = cli("--language", "en", "rules", "check", "iban", "-",
                  typed={"value": "IT64Y0542811101000000123456"})  # fmt: skip
    assert "check letter (CIN)" in english.out
    wrong = cli("rules", "check", "tax-code", "-", typed={"value": "RSSMRA85T10A562T"}).out
    assert wrong.rstrip().endswith("dovrebbe essere S.")
    odd = cli("rules", "check", "vat-number", "-", typed={"value": "12345678903"}).out
    assert odd.startswith("12345678903 è valido.\n")
    share = cli("rules", "check", "attendance", "-",
                typed={"slots": DAY, "presences": ATTENDED["A1"][0]}).out  # fmt: skip
    assert "91,67 %" in share
