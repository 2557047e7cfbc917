"""Identifiers: the worked examples C1 to C9 and V1 to V8, and every odd form of the others."""

import itertools
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.identifiers import (
    ALL_CODES,
    PROVINCES,
    Checked,
    EitherCode,
    Holder,
    check_either_code,
    check_email,
    check_iban,
    check_pec,
    check_phone,
    check_postcode,
    check_province,
    check_rea,
    check_tax_code,
    check_vat_number,
    check_website,
    expected_check_character,
    holder_of,
    with_lost_zeros,
)
from desktop.domain.records import LegalForm

REFERENCE = Path(__file__).parents[2] / "resources" / "reference"
quick = settings(max_examples=150, derandomize=True, deadline=None)
any_text = st.text(st.one_of(st.characters(), st.characters(categories=["Cs", "Nd"])))


def good(normalised: str, *warnings: str) -> Checked:
    return Checked(valid=True, normalised=normalised, warnings=warnings)


def bad(normalised: str, problem: str) -> Checked:
    return Checked(valid=False, normalised=normalised, problem=problem)


def wide(code: str) -> str:
    """Write a code in the full-width signs of East Asian keyboards."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


ARABIC_DIGITS = "".join(chr(0x0660 + int(digit)) for digit in "00743110157")

TAX_CODES = {
    "C1": ("RSSMRA85T10A562S", good("RSSMRA85T10A562S")),
    "C2": ("rss mra85t10 a562s", good("RSSMRA85T10A562S")),
    "C3": ("RSSMRA85T10A562T", bad("RSSMRA85T10A562T", "check-digit")),
    "C4": ("RSSMRA85T1LA562V", good("RSSMRA85T1LA562V")),
    "C5": ("RSSMRA85T1LA562T", bad("RSSMRA85T1LA562T", "check-digit")),
    "C6": ("BNCGNN70E45L219I", good("BNCGNN70E45L219I")),
    "C6 with Z": ("BNCGNN70E45L219Z", bad("BNCGNN70E45L219Z", "check-digit")),
    "C7": ("BLIPTR93MO4A674Q", bad("BLIPTR93MO4A674Q", "format")),
    "C8": ("97269590150", good("97269590150")),
    "C9": ("CNTPTR60C29H5L1W", good("CNTPTR60C29H5L1W")),
    "full width": (wide("RSSMRA85T10A562S"), good("RSSMRA85T10A562S")),
    "Cyrillic a": ("RSSMR\u042085T10A562S", bad("RSSMR\u042085T10A562S", "format")),
    "fifteen": ("RSSMRA85T10A562", bad("RSSMRA85T10A562", "length")),
    "unknown office": ("12345678903", good("12345678903", "office-code")),
    "empty": ("", bad("", "length")),
}


@pytest.mark.parametrize(("text", "answer"), TAX_CODES.values(), ids=TAX_CODES)
def test_tax_codes(text: str, answer: Checked) -> None:
    assert check_tax_code(text) == answer


def signed(code: str) -> str:
    """Put the right last character on the first fifteen of a tax code."""
    character = expected_check_character(f"{code}A")
    assert character is not None
    return code + character


def test_all_128_forms_of_omocodia() -> None:
    plain, letters = "RSSMRA85T10A562", dict(zip("0123456789", "LMNPQRSTUV", strict=True))
    places = [place for place, sign in enumerate(plain) if sign.isdigit()]
    forms = set()
    for chosen in itertools.product([False, True], repeat=len(places)):
        swapped = {place for place, swap in zip(places, chosen, strict=True) if swap}
        forms.add(signed("".join(letters[sign] if place in swapped else sign
                                 for place, sign in enumerate(plain))))  # fmt: skip
    assert len(forms) == 128
    assert [form for form in forms if not check_tax_code(form).valid] == []


@pytest.mark.parametrize(
    ("birthday", "exists"),
    [
        ("85T31", True), ("85T32", False), ("85T00", False), ("85T40", False), ("85T41", True),
        ("85T71", True), ("85T72", False), ("85T81", False), ("85B29", False), ("84B29", True),
        ("84B69", True), ("00B29", True), ("01B29", False), ("85D31", False), ("85D71", False),
        ("8QB29", True), ("8RB29", False),
        ("85B2U", True), ("85B2V", False), ("8RTTM", True), ("8RTTN", False), ("8RT7M", True),
    ],
)  # fmt: skip
def test_the_day_of_birth_must_exist(birthday: str, exists: bool) -> None:  # noqa: FBT001 - a table
    code = signed(f"RSSMRA{birthday}A562")
    assert check_tax_code(code) == (good(code) if exists else bad(code, "date"))


@pytest.mark.parametrize(
    ("code", "holder"),
    [
        ("RSSMRA85T10A562S", Holder(date(1985, 12, 10), woman=False, place="A562")),
        ("RSSMRA85T1LA562V", Holder(date(1985, 12, 10), woman=False, place="A562")),
        ("BNCGNN70E45L219I", Holder(date(1970, 5, 5), woman=True, place="L219")),
        ("CNTPTR60C29H5L1W", Holder(date(1960, 3, 29), woman=False, place="H501")),
        (signed("RSSMRA21T10A562"), Holder(date(1921, 12, 10), woman=False, place="A562")),
        (signed("RSSMRA21P10A562"), Holder(date(2021, 9, 10), woman=False, place="A562")),
        (signed("RSSMRA00B29A562"), Holder(date(2000, 2, 29), woman=False, place="A562")),
        ("RSSMRA85T10A562T", None),
        ("00743110157", None),
        ("", None),
    ],
)
def test_what_a_tax_code_says_of_its_holder(code: str, holder: Holder | None) -> None:
    assert holder_of(code, date(2021, 9, 10)) == holder


def vat(matricola: str, office: str) -> str:
    """Put the right check digit on a VAT number."""
    return f"{matricola}{office}{expected_check_character(f'{matricola}{office}0')}"


VAT_NUMBERS = {
    "V1": ("00743110157", good("00743110157")),
    "V2": ("00743110158", bad("00743110158", "check-digit")),
    "V3": ("03098760980", good("03098760980")),
    "V4": ("03098760985", bad("03098760985", "check-digit")),
    "V5": ("0309876098", bad("0309876098", "length")),
    "V6": ("12345678903", good("12345678903", "office-code")),
    "V7": ("00000000000", bad("00000000000", "zeros")),
    "V8": ("IT 00743110157", good("00743110157")),
    "office 100": (vat("0074311", "100"), good(vat("0074311", "100"))),
    "office 101": (vat("0074311", "101"), good(vat("0074311", "101"), "office-code")),
    "no matricola": (vat("0000000", "015"), bad(vat("0000000", "015"), "zeros")),
    "full width": (wide("00743110157"), good("00743110157")),
    "Arabic digits": (ARABIC_DIGITS, bad(ARABIC_DIGITS, "format")),
    "dots": ("'00743.110157", good("00743110157")),
    "tax code": ("RSSMRA85T10A562S", bad("RSSMRA85T10A562S", "format")),
    "association": ("97269590150", good("97269590150", "entity-code")),
    "twelve": ("007431101570", bad("007431101570", "length")),
    "empty": ("", bad("", "format")),
}


@pytest.mark.parametrize(("text", "answer"), VAT_NUMBERS.values(), ids=VAT_NUMBERS)
def test_vat_numbers(text: str, answer: Checked) -> None:
    assert check_vat_number(text) == answer


CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
IBANS = {
    "I1": ("IT60X0542811101000000123456", good("IT60X0542811101000000123456")),
    "I2": ("IT60X0542811101000000123457",
           bad("IT60X0542811101000000123457", "check-digits")),
    "I3": ("IT64Y0542811101000000123456", bad("IT64Y0542811101000000123456", "cin")),
    "Emirates": ("AE070331234567890123456", good("AE070331234567890123456")),
    "blanks and small letters": ("it60 x054 2811 1010 0000 0123 456",
                                 good("IT60X0542811101000000123456")),
    "named": ("IBAN: IT60X0542811101000000123456", good("IT60X0542811101000000123456")),
    "letters in the account": ("IT35S03002032800004OOSJ5EZ2", None),
    "Germany": ("DE89 3704 0044 0532 0130 00", good("DE89370400440532013000")),
    "United Kingdom": ("GB82WEST12345698765432", good("GB82WEST12345698765432")),
    "France": ("FR1420041010050500013M02606", good("FR1420041010050500013M02606")),
    "San Marino": ("SM86U0322509800000000270100", good("SM86U0322509800000000270100")),
    "a digit short": ("IT60X054281110100000012345", bad("IT60X054281110100000012345", "length")),
    "a digit more": ("IT60X05428111010000001234560",
                     bad("IT60X05428111010000001234560", "length")),
    "no such country": ("ZZ37X0542811101000000123456", None),
    "two digits turned": ("IT06X0542811101000000123456",
                          bad("IT06X0542811101000000123456", "check-digits")),
    "an account number": ("000000123456", bad("000000123456", "format")),
    "empty": ("", bad("", "format")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "answer"), IBANS.values(), ids=IBANS)
def test_ibans(text: str, answer: Checked | None) -> None:
    checked = check_iban(text)
    if answer is None:
        assert not checked.valid
        assert checked.problem in {"check-digits", "cin", "country"}
    else:
        assert checked == answer


@given(
    st.from_regex(r"[0-9]{10}[0-9A-Z]{12}", fullmatch=True),
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
)
@quick
def test_of_all_letters_only_one_is_the_cin(rest: str, letter: str) -> None:
    code = letter + rest
    digits = "".join(str(int(sign, 36)) for sign in f"{code}IT00")
    checked = check_iban(f"IT{98 - int(digits) % 97:02}{code}")
    assert checked.problem in {None, "cin"}
    weights = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22,
               25, 24, 23]  # fmt: skip
    values = [int(sign) if sign.isdigit() else ord(sign) - ord("A") for sign in rest]
    total = sum(weights[v] if place % 2 == 0 else v for place, v in enumerate(values))
    assert checked.valid == (letter == CAPITALS[total % 26])


@given(any_text)
@quick
def test_any_text_has_an_answer_as_an_iban(text: str) -> None:
    checked = check_iban(text)
    assert checked.valid == (checked.problem is None)


@given(st.integers(1, 9_999_999), st.sampled_from([*range(1, 101), 120, 121, 888, 999]))
@quick
def test_one_wrong_digit_is_always_seen(matricola: int, office: int) -> None:
    right = vat(f"{matricola:07}", f"{office:03}")
    typed = [right[:-1] + digit for digit in "0123456789"]
    assert [code for code in typed if check_vat_number(code).valid] == [right]
    assert check_vat_number(right).warnings in {(), ("entity-code",)}


def test_the_sentence_can_say_which_character_should_stand_last() -> None:
    assert expected_check_character("IT 00743110158") == "7"
    assert expected_check_character("RSSMRA85T10A562T") == "S"
    assert expected_check_character("0309876098") is None
    assert expected_check_character("BLIPTR93MO4A674Q") is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("743110157", "00743110157"),
        (" 743 110 157 ", "00743110157"),
        ("3098760980", "03098760980"),
        ("3098760985", None),
        ("03098760980", None),
        ("0309876098", None),
        ("3585640", None),
        ("00000000", None),
        ("abc", None),
        ("", None),
    ],
)
def test_lost_zeros(text: str, mended: str | None) -> None:
    assert with_lost_zeros(text) == mended


@given(st.integers(1, 999_999), st.sampled_from([12, 13, 15, 146]))
@quick
def test_what_a_spreadsheet_ate_comes_back(matricola: int, office: int) -> None:
    whole = vat(f"{matricola:07}", f"{office:03}")
    eaten = str(int(whole))
    assert with_lost_zeros(eaten) == (whole if len(eaten) >= 8 else None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("00743110157", EitherCode("00743110157", "00743110157")),
        ("IT00743110157", EitherCode("00743110157", "00743110157")),
        ("rssmra85t10a562s", EitherCode("RSSMRA85T10A562S", None)),
        ("00743110157 / RSSMRA85T10A562S", EitherCode("RSSMRA85T10A562S", "00743110157")),
        ("RSSMRA85T10A562S; IT00743110157", EitherCode("RSSMRA85T10A562S", "00743110157")),
        ("00743110157 / RSSMRA85T10A562T", EitherCode(None, None, "check-digit")),
        ("00743110157 / 00743110157", EitherCode(None, None, "length")),
        ("00743110158", EitherCode(None, None, "check-digit")),
        ("3585640", EitherCode(None, None, "length")),
        ("RSSMRA85T10A562", EitherCode(None, None, "length")),
        ("12345678903", EitherCode("12345678903", "12345678903", None, ("office-code",))),
    ],
)
def test_a_column_for_both_codes(text: str, answer: EitherCode) -> None:
    assert check_either_code(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("MI-1446792", good("MI-1446792")),
        ("mi 01446792", good("MI-1446792")),
        ("R.E.A. MI 1446792", good("MI-1446792")),
        ("N. REA: BG-12", good("BG-12")),
        ("MI/0000001", good("MI-1")),
        ("1446792", bad("1446792", "format")),
        ("MI-14467921", bad("MI-14467921", "format")),
        ("XX-12", bad("XX-12", "province")),
        ("MI-000", bad("MI-000", "zeros")),
        ("", bad("", "format")),
    ],
)
def test_rea(text: str, answer: Checked) -> None:
    assert check_rea(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("MI", good("MI")),
        (" (mb) ", good("MB")),
        ("EE", good("EE", "abroad")),
        ("XX", bad("XX", "province")),
        ("Milano", bad("Milano", "province")),
    ],
)
def test_provinces(text: str, answer: Checked) -> None:
    assert check_province(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("20121", good("20121")),
        (" 00184 ", good("00184")),
        ("I-20121", good("20121")),
        ("20100", good("20100", "generic")),
        ("23100", good("23100")),
        ("2012", bad("2012", "length")),
        ("00000", bad("00000", "zeros")),
        ("2012A", bad("2012A", "format")),
    ],
)
def test_postcodes(text: str, answer: Checked) -> None:
    assert check_postcode(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (" Mario.Rossi@Esempio.IT ", good("Mario.Rossi@esempio.it")),
        ("impresa30pec.esempio.it", bad("impresa30pec.esempio.it", "no-at-sign")),
        ("a@b", bad("a@b", "format")),
        ("a b@esempio.it", bad("a b@esempio.it", "format")),
        ("perché@esempio.it", good("perché@esempio.it")),
        ("a@" + "b" * 260 + ".it", bad("a@" + "b" * 260 + ".it", "length")),
    ],
)
def test_email(text: str, answer: Checked) -> None:
    assert check_email(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("impresa1@PEC.esempio.it", good("impresa1@pec.esempio.it")),
        ("perché@pec.esempio.it", bad("perché@pec.esempio.it", "not-ascii")),
        ("\u0430zienda@pec.esempio.it", bad("\u0430zienda@pec.esempio.it", "not-ascii")),
        ("impresa30pec.esempio.it", bad("impresa30pec.esempio.it", "no-at-sign")),
    ],
)
def test_pec_is_ascii(text: str, answer: Checked) -> None:
    assert check_pec(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("02 1234567", good("+39021234567")),
        ("02/1234567", good("+39021234567")),
        ("(02) 123.45.67", good("+39021234567")),
        ("+39 02 1234567", good("+39021234567")),
        ("0039 02 1234567", good("+39021234567")),
        ("333-1234567", good("+393331234567")),
        ("036 1271979", good("+390361271979", "unusual")),
        ("+971 4 123 4567", good("+97141234567", "unusual")),
        ("030123", bad("030123", "length")),
        ("112", bad("112", "length")),
        ("02 1234567 int. 5", bad("02 1234567 int. 5", "extension")),
        ("0371 12345/6", bad("0371 12345/6", "format")),
        ("02 1234567 / 333 1234567", bad("02 1234567 / 333 1234567", "length")),
        ("02 ITALIA", bad("02 ITALIA", "format")),
        ("", bad("", "format")),
    ],
)
def test_phones(text: str, answer: Checked) -> None:
    assert check_phone(text) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("WWW.Esempio.IT", good("www.esempio.it")),
        ("HTTPS://Esempio.it/Pagina?A=1#B", good("https://esempio.it/Pagina?A=1#B")),
        ("esempio.it:8080/x", good("esempio.it:8080/x")),
        ("http://perù.esempio.it", good("http://perù.esempio.it")),
        ("javascript:alert(1)", bad("javascript:alert(1)", "format")),
        ("javascript://esempio.it/%0aalert(1)",
         bad("javascript://esempio.it/%0aalert(1)", "format")),
        ("file:///etc/hosts", bad("file:///etc/hosts", "format")),
        ("http://mario:segreto@esempio.it", bad("http://mario:segreto@esempio.it", "format")),
        ("http://[::1", bad("http://[::1", "format")),
        ("http://esempio.it:99999", bad("http://esempio.it:99999", "format")),
        ("esempio", bad("esempio", "format")),
        ("<b>.it", bad("<b>.it", "character")),
        ("sito in costruzione", bad("sito in costruzione", "character")),
    ],
)  # fmt: skip
def test_websites(text: str, answer: Checked) -> None:
    assert check_website(text) == answer


CHECKS = [
    check_email, check_pec, check_phone, check_postcode, check_province, check_rea,
    check_tax_code, check_vat_number, check_website,
]  # fmt: skip
NEARLY = st.sampled_from(
    ["00743110157", "RSSMRA85T10A562S", "MI-1446792", "a@esempio.it", "02 1234567", "www.a.it/"]
)


@pytest.mark.parametrize("check", CHECKS)
@given(st.one_of(any_text, st.tuples(NEARLY, any_text, NEARLY).map("".join)))
@quick
def test_any_text_has_an_answer_and_a_valid_one_is_its_own(
    check: Callable[[str], Checked], text: str
) -> None:
    answer = check(text)
    assert answer.valid == (answer.problem is None)
    assert {answer.problem, *answer.warnings} - {None} <= set(ALL_CODES)
    if answer.valid:
        assert check(answer.normalised) == answer


@pytest.mark.parametrize("check", [check_phone, check_rea, check_website])
def test_a_flood_of_marks_is_answered_at_once(check: Callable[[str], Checked]) -> None:
    # Without the gate before it, normalising this takes a time that grows with its square.
    assert not check("\u0323\u0301" * 200_000).valid


@given(any_text)
@quick
def test_any_cell_for_both_codes_has_an_answer(text: str) -> None:
    answer = check_either_code(text)
    assert (answer.problem is None) == (answer.tax_code is not None)


def test_the_provinces_are_those_of_the_reference_list() -> None:
    held = tomllib.loads((REFERENCE / "provinces.toml").read_text("utf-8"))["provinces"]
    assert sorted(item["code"] for item in held) == sorted(PROVINCES)
    lombard = {item["code"] for item in held if item.get("lombardy")}
    assert lombard == {
        "BG", "BS", "CO", "CR", "LC", "LO", "MB", "MI", "MN", "PV", "SO", "VA",
    }  # fmt: skip
    assert {item["code"] for item in held if item["region"] == "Lombardia"} == lombard
    chambers = tomllib.loads((REFERENCE / "chambers.toml").read_text("utf-8"))["chambers"]
    served = [code for chamber in chambers for code in chamber["provinces"]]
    assert sorted(served) == sorted(lombard)
    assert all(chamber["code"] in chamber["provinces"] for chamber in chambers)


def test_every_legal_form_has_its_name_in_both_languages() -> None:
    held = tomllib.loads((REFERENCE / "legal_forms.toml").read_text("utf-8"))["legal_forms"]
    assert [item["code"] for item in held] == [form.value for form in LegalForm]
    assert all(item["title"]["it"] and item["title"]["en"] for item in held)
