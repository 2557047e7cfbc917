"""Identifiers of firms and people: checked, brought to one form, never guessed.

A check answers with codes; the sentences stand elsewhere. `problem` says why a value is not
valid, `warnings` what is odd about a valid one and worth a second look.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from desktop.domain.text import clean

PROBLEM_CODES = (
    "character", "check-digit", "check-digits", "cin", "country", "date", "extension", "format",
    "length", "no-at-sign", "not-ascii", "province", "zeros",
)  # fmt: skip
WARNING_CODES = ("abroad", "entity-code", "generic", "office-code", "unusual")
ALL_CODES = PROBLEM_CODES + WARNING_CODES

PROVINCES = frozenset({
    "AG", "AL", "AN", "AO", "AP", "AQ", "AR", "AT", "AV", "BA", "BG", "BI", "BL", "BN", "BO",
    "BR", "BS", "BT", "BZ", "CA", "CB", "CE", "CH", "CL", "CN", "CO", "CR", "CS", "CT", "CZ",
    "EN", "FC", "FE", "FG", "FI", "FM", "FR", "GE", "GO", "GR", "IM", "IS", "KR", "LC", "LE",
    "LI", "LO", "LT", "LU", "MB", "MC", "ME", "MI", "MN", "MO", "MS", "MT", "NA", "NO", "NU",
    "OR", "PA", "PC", "PD", "PE", "PG", "PI", "PN", "PO", "PR", "PT", "PU", "PV", "PZ", "RA",
    "RC", "RE", "RG", "RI", "RM", "RN", "RO", "SA", "SI", "SO", "SP", "SR", "SS", "SU", "SV",
    "TA", "TE", "TN", "TO", "TP", "TR", "TS", "TV", "UD", "VA", "VB", "VC", "VE", "VI", "VR",
    "VT", "VV",
})  # fmt: skip
_ABROAD = "EE"  # what Italian registers write for a seat outside Italy


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `normalised` is the one form of a valid value, else what was typed."""

    valid: bool
    normalised: str
    problem: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EitherCode:
    """What a column that holds "P. IVA / C.F." says: the codes it fills, or the problem."""

    tax_code: str | None
    vat_number: str | None
    problem: str | None = None
    warnings: tuple[str, ...] = ()


def _valid(normalised: str, *warnings: str) -> Checked:
    return Checked(valid=True, normalised=normalised, warnings=warnings)


def _wrong(text: str, problem: str) -> Checked:
    return Checked(valid=False, normalised=text, problem=problem)


def _compact(text: str) -> str:
    """Take out what people put between the signs of a code, and the width of the signs."""
    return re.sub(r"[\s.\-/:'\u2019]", "", _narrow(text)).upper()


def _narrow(text: str) -> str:
    # The gate first: sorting thousands of combining marks would take minutes.
    return unicodedata.normalize("NFKC", clean(text).text)


# --- Tax code (DM 23 December 1976) ---------------------------------------------------------

_VAT_LENGTH = 11
_PERSON_LENGTH = 16
_DIGIT = "[0-9LMNPQRSTUV]"  # a letter stands for a digit where two persons would share a code
_PERSON_CODE = re.compile(
    rf"[A-Z]{{6}}({_DIGIT}{{2}})([ABCDEHLMPRST])({_DIGIT}{{2}})[A-Z]{_DIGIT}{{3}}[A-Z]"
)
_OMOCODIA = str.maketrans("LMNPQRSTUV", "0123456789")
_MONTHS = "ABCDEHLMPRST"
_WOMEN_DAYS = 40


def check_tax_code(text: str) -> Checked:
    """Check a codice fiscale: 16 characters of a person, or the 11 digits of any other body.

    All 128 forms of omocodia are accepted, and the day of birth must exist. Eleven digits say
    nothing of the holder's kind: persons may hold a provisional code of digits too.
    """
    code = _compact(text)
    if len(code) == _VAT_LENGTH and _is_digits(code):
        return _check_eleven(code)
    if len(code) != _PERSON_LENGTH:
        return _wrong(code, "length" if re.fullmatch("[A-Z0-9]*", code) else "format")
    parts = _PERSON_CODE.fullmatch(code)
    if parts is None:
        return _wrong(code, "format")
    if code[-1] != expected_check_character(code):
        return _wrong(code, "check-digit")
    if not _birthday_exists(*parts.groups()):
        return _wrong(code, "date")
    return _valid(code)


def _birthday_exists(year: str, month: str, day: str) -> bool:
    # The code holds no century: 29 February 00 is read in 2000, which had one.
    return _birthday(2000 + _number(year), month, day) is not None


def _birthday(year: int, month: str, day: str) -> date | None:
    number = _number(day)
    number -= _WOMEN_DAYS if number > _WOMEN_DAYS else 0
    try:
        return date(year, _MONTHS.index(month) + 1, number)
    except ValueError:
        return None


def _number(digits: str) -> int:
    return int(digits.translate(_OMOCODIA))


@dataclass(frozen=True, slots=True)
class Holder:
    """What a person's tax code says: the birthday, the sex, the code of the birthplace."""

    born_on: date
    woman: bool
    place: str


def holder_of(text: str, on: date) -> Holder | None:
    """Read the holder's data in a valid code of 16 characters, None from any other.

    The code holds no century: the birthday is the last one that is not after `on`.
    """
    code = _compact(text)
    parts = _PERSON_CODE.fullmatch(code)
    if parts is None or not check_tax_code(code).valid:
        return None
    year, month, day = parts.groups()
    for century in range(on.year - on.year % 100, -1, -100):
        born = _birthday(century + _number(year), month, day)
        if born is not None and born <= on:
            place = code[11] + code[12:15].translate(_OMOCODIA)
            return Holder(born, _number(day) > _WOMEN_DAYS, place)
    return None


def expected_check_character(text: str) -> str | None:
    """Give the last character that a tax code or VAT number should have, None without a form.

    It serves the sentence beside the field ("the last digit should be 7").
    """
    code = _compact(text).removeprefix("IT")
    if len(code) == _VAT_LENGTH and _is_digits(code):
        from stdnum import luhn  # noqa: PLC0415 - loaded by the first code that is checked

        return str(luhn.calc_check_digit(code[:-1]))
    if _PERSON_CODE.fullmatch(code):
        from stdnum.it import codicefiscale  # noqa: PLC0415 - as above

        return str(codicefiscale.calc_check_digit(code[:-1]))
    return None


# --- VAT number (DPR 633/1972 art. 35) ------------------------------------------------------

_OFFICES = frozenset({*range(1, 101), 120, 121, 888, 999})
_FEWEST_DIGITS = 8  # shorter numbers are no VAT number that a spreadsheet has shortened


def check_vat_number(text: str) -> Checked:
    """Check a partita IVA: 11 digits, a check digit, and the code of the office that gave it.

    "IT" before it and blanks in it are taken off. An unknown office is only a warning (the list
    may have grown), and so is a number that starts with 8 or 9, as those of bodies without VAT do.
    """
    code = _compact(text).removeprefix("IT")
    if not _is_digits(code):
        return _wrong(code, "format")
    if len(code) != _VAT_LENGTH:
        return _wrong(code, "length")
    checked = _check_eleven(code)
    if checked.valid and code[0] in "89":
        return _valid(code, *checked.warnings, "entity-code")
    return checked


def _check_eleven(code: str) -> Checked:
    if not int(code[:7]):
        return _wrong(code, "zeros")
    if code[-1] != expected_check_character(code):
        return _wrong(code, "check-digit")
    return _valid(code) if int(code[7:10]) in _OFFICES else _valid(code, "office-code")


def with_lost_zeros(text: str) -> str | None:
    """Give the VAT number of which a spreadsheet ate the leading zeros, None if it is none.

    Only 8 to 10 digits are padded, and only if the check digit is then right.
    """
    code = _compact(text)
    if not _is_digits(code) or not _FEWEST_DIGITS <= len(code) < _VAT_LENGTH:
        return None
    padded = code.zfill(_VAT_LENGTH)
    return padded if _check_eleven(padded).valid else None


def check_either_code(text: str) -> EitherCode:
    """Read a cell that may hold both codes: 11 digits fill both, 16 characters the tax code.

    A cell with one of each ("00743110157 / RSSMRA85T10A562S") fills each with its own.
    """
    code = _compact(text).removeprefix("IT")
    if len(code) > _PERSON_LENGTH:
        return _check_pair(re.split(r"[/;,|\n]", text))
    if re.match("[A-Z]", code):
        checked = check_tax_code(code)
        return EitherCode(_value(checked), None, checked.problem, checked.warnings)
    checked = check_vat_number(text)
    return EitherCode(_value(checked), _value(checked), checked.problem, checked.warnings)


def _check_pair(parts: list[str]) -> EitherCode:
    of_length = {len(_compact(part).removeprefix("IT")): part for part in parts if part.strip()}
    if set(of_length) != {_VAT_LENGTH, _PERSON_LENGTH}:
        return EitherCode(None, None, "length")
    vat, tax = check_vat_number(of_length[_VAT_LENGTH]), check_tax_code(of_length[_PERSON_LENGTH])
    problem = vat.problem or tax.problem
    if problem is not None:
        return EitherCode(None, None, problem)
    return EitherCode(tax.normalised, vat.normalised, None, vat.warnings)


def _value(checked: Checked) -> str | None:
    return checked.normalised if checked.valid else None


def _is_digits(code: str) -> bool:
    return code.isascii() and code.isdigit()


# --- IBAN (ISO 13616; the Italian CIN by ABI's standard) --------------------------------------

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}")
_WITH_CIN = ("IT", "SM")  # San Marino's accounts are built like Italy's
_WITH_CIN_LENGTH = 27
_CIN = 4  # the place of the letter that signs the 22 characters after it


def check_iban(text: str) -> Checked:
    """Check an IBAN of any country: its form, its two check digits, and of Italy the CIN letter.

    A wrong CIN goes unseen by check digits that were made from it. Blanks, and "IBAN" before the
    code, are taken off.
    """
    code = _compact(text).removeprefix("IBAN")
    if _IBAN.fullmatch(code) is None:
        return _wrong(code, "format")
    if code.startswith(_WITH_CIN) and len(code) != _WITH_CIN_LENGTH:
        return _wrong(code, "length")
    problem = _iban_problem(code)
    return _valid(code) if problem is None else _wrong(code, problem)


def _iban_problem(code: str) -> str | None:
    from stdnum import exceptions, iban  # noqa: PLC0415 - loaded by the first IBAN

    try:
        iban.validate(code)
    except exceptions.InvalidChecksum:
        return "check-digits"
    except exceptions.InvalidComponent:
        return "country"
    except exceptions.ValidationError:
        return "format"
    wrong_cin = code.startswith(_WITH_CIN) and code[_CIN] != _expected_cin(code)
    return "cin" if wrong_cin else None


def _expected_cin(code: str) -> str:
    from stdnum.it import codicefiscale  # noqa: PLC0415 - as above

    # the CIN is reckoned like the last character of a tax code, over ABI, CAB and account
    return str(codicefiscale.calc_check_digit(code[_CIN + 1 :]))


# --- Register and places --------------------------------------------------------------------

_REA = re.compile(r"(?:REA|NREA)?([A-Z]{2})0*([0-9]{1,7})")


def check_rea(text: str) -> Checked:
    """Check a number of the Repertorio Economico Amministrativo: province and 1 to 7 digits.

    "MI 01446792" and "R.E.A. MI-1446792" are both "MI-1446792".
    """
    parts = _REA.fullmatch(_compact(text).replace("N°", ""))
    if parts is None:
        return _wrong(text.strip(), "format")
    province, number = parts.groups()
    if province not in PROVINCES:
        return _wrong(text.strip(), "province")
    return _valid(f"{province}-{number}") if int(number) else _wrong(text.strip(), "zeros")


def check_province(code: str) -> Checked:
    """Check the two letters of an Italian province; "EE", a seat abroad, is valid but told."""
    letters = _compact(code).strip("()")
    if letters == _ABROAD:
        return _valid(letters, "abroad")
    if letters not in PROVINCES:
        return _wrong(code.strip(), "province")
    return _valid(letters)


# Towns that are divided into zones: the code of the whole town has delivered nothing since.
_GENERIC_POSTCODES = frozenset({
    "00100", "06100", "09100", "10100", "15100", "16100", "19100", "20100", "24100", "25100",
    "29100", "30100", "34100", "35100", "37100", "38100", "40100", "41100", "42100", "43100",
    "44100", "47100", "47900", "48100", "50100", "56100", "57100", "60100", "61100", "65100",
    "70100", "71100", "74100", "80100", "84100", "89100", "90100", "95100", "98100",
})  # fmt: skip


def check_postcode(text: str) -> Checked:
    """Check a CAP: five digits; the generic code of a town divided into zones is told."""
    code = _compact(text).removeprefix("I")
    if not _is_digits(code):
        return _wrong(text.strip(), "format")
    if len(code) != len("20121"):
        return _wrong(text.strip(), "length")
    if not int(code):
        return _wrong(text.strip(), "zeros")
    return _valid(code, "generic") if code in _GENERIC_POSTCODES else _valid(code)


# How the postcodes of Lombardy's provinces begin.
_POSTCODES = {
    "BG": ("24",), "BS": ("25",), "CO": ("22",), "CR": ("260", "261"), "LC": ("238", "239"),
    "LO": ("268", "269"), "MB": ("208", "209"), "MI": ("200", "201"), "MN": ("46",),
    "PV": ("27",), "SO": ("230", "231"), "VA": ("21",),
}  # fmt: skip


def is_postcode_of(postcode: str, province: str) -> bool:
    """Tell whether a CAP may be of a province; those outside Lombardy are not looked at.

    Only a hint: a few towns changed province and kept their postcode.
    """
    return postcode.startswith(_POSTCODES.get(province, ("",)))


# --- Ways to reach a firm -------------------------------------------------------------------


_LONGEST_ADDRESS = 254  # RFC 5321, with the angle brackets taken off


def check_email(text: str) -> Checked:
    """Check the form of an e-mail address (RFC 5322 and 6531); nothing is asked of the network.

    The domain comes back in lower case; the part before the @ is left as it is, but for names
    such as "info" that no host tells apart by case.
    """
    address = clean(text).text
    if "@" not in address:
        return _wrong(address, "no-at-sign")
    if len(address) > _LONGEST_ADDRESS:
        return _wrong(address, "length")
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 40 ms

    try:
        return _valid(validate_email(address, check_deliverability=False).normalized)
    except EmailNotValidError:
        return _wrong(address, "format")


def check_pec(text: str) -> Checked:
    """Check a certified mail address (DPR 68/2005): an e-mail address in ASCII alone.

    An odd one is kept by callers as a finding: the register may hold it just so.
    """
    address = clean(text).text
    if "@" in address and not address.isascii():
        return _wrong(address, "not-ascii")
    return check_email(address)


_PHONE = re.compile(r"[+(]?[0-9][0-9 ().\-/]*")
_ITALY = 39
_FEWEST_AFTER_PREFIX = 4
_FEWEST_ITALIAN_DIGITS = 8  # the library takes "030123" for a number of Brescia


def check_phone(text: str) -> Checked:
    """Check a telephone number and give it as E.164; without a prefix it is an Italian one.

    The leading zero of Italian numbers stays. A number of possible length in no known range is
    valid and told as unusual. Two numbers or an extension have no such form and are refused.
    """
    typed = _narrow(text).strip()
    if re.search(r"[0-9]\s*(int|ext|x|interno)\b", typed, re.IGNORECASE):
        return _wrong(typed, "extension")
    if not _PHONE.fullmatch(typed) or _means_two_numbers(typed):
        return _wrong(typed, "format")
    import phonenumbers  # noqa: PLC0415 - 40 ms

    try:
        number = phonenumbers.parse(typed, "IT")
    except phonenumbers.NumberParseException:
        return _wrong(typed, "length")
    digits = phonenumbers.national_significant_number(number)
    too_short = number.country_code == _ITALY and len(digits) < _FEWEST_ITALIAN_DIGITS
    if too_short or not phonenumbers.is_possible_number(number):
        return _wrong(typed, "length")
    warnings = () if phonenumbers.is_valid_number(number) else ("unusual",)
    return _valid(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), *warnings
    )


def grouped_phone(number: str) -> str:
    """Give a phone in groups that no line breaks: +39 02 1234 5678; an odd one stays as it is."""
    import phonenumbers  # noqa: PLC0415 - 40 ms

    try:
        read = phonenumbers.parse(number, "IT")
    except phonenumbers.NumberParseException:
        return number
    form = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(read, form)).replace(" ", "\u00a0")


def _means_two_numbers(typed: str) -> bool:
    """Tell "0371 12345/6", two lines of one firm, from "0371/123456", a prefix and a number."""
    _, _, tail = typed.partition("/")
    return "/" in typed and len(re.sub("[^0-9]", "", tail)) < _FEWEST_AFTER_PREFIX


_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")


def check_website(text: str) -> Checked:
    """Check the address of a website: http, https or none, and the name of a host.

    The host comes back in lower case; the scheme is neither added nor taken off.
    """
    address = clean(text).text
    if any(char.isspace() or char in '<>"\\' for char in address):
        return _wrong(address, "character")
    scheme, found, rest = address.partition("://")
    if found and scheme.lower() not in {"http", "https"}:
        return _wrong(address, "format")
    try:
        parts = urlsplit(f"//{rest}" if found else f"//{address}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return _wrong(address, "format")
    if "@" in parts.netloc or not _HOST.fullmatch(host):
        return _wrong(address, "format")
    tail = parts._replace(scheme="", netloc="").geturl()
    at = host if port is None else f"{host}:{port}"
    return _valid(f"{scheme.lower()}://{at}{tail}" if found else f"{at}{tail}")
