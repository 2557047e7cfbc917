"""Amounts and other decimals as an Italian hand writes them, exact to the last digit.

An amount is integer cents of euro, any other decimal a `Decimal`; nothing here is a float.
"""

import re
from decimal import Decimal

from desktop.domain.problems import WrongValueError

NOT_AN_AMOUNT = "not-an-amount"
PARTS_OF_A_CENT = "parts-of-a-cent"
TOO_LARGE = "too-large"
AMBIGUOUS = "ambiguous"

_MOST_DIGITS = 15  # below a million milliards; a longer number is a slip of the hand
_CENTS = 2
_CURRENCY = re.compile("€|euro?", re.IGNORECASE)
_GROUP = 3
_NO_BREAK = "\u00a0"
_NARROW_NO_BREAK = "\u202f"

# Language: thousands, decimals, amount. Arabic papers keep Western digits, as the Emirates do.
_MARKS = {
    "it": (".", ",", f"{{}}{_NO_BREAK}€"),
    "en": (",", ".", "€{}"),
    "fr": (_NARROW_NO_BREAK, ",", f"{{}}{_NO_BREAK}€"),
    "ar": (",", ".", f"{{}}{_NO_BREAK}€"),
}


class AmountError(WrongValueError):
    """A number that cannot be read.

    `code` is "not-an-amount", "parts-of-a-cent", "too-large" or "ambiguous"; then `values` holds
    both readings as "thousands" and "decimals".
    """

    @property
    def readings(self) -> tuple[str, ...]:
        """Give the two readings of an ambiguous number, in the Italian hand; else nothing."""
        return tuple(self.values.values()) if self.code == AMBIGUOUS else ()


def parse_amount(text: str, *, thousands_dot: bool = False) -> int:
    """Read an amount of euro as cents: "1.234,50", "1234,5", "1234.50", "€ -3".

    "1.234" may be a thousand and more or one and a bit: it is refused as ambiguous unless
    `thousands_dot` says that the source groups by dots. Raises `AmountError`.
    """
    cents = parse_decimal(_CURRENCY.sub("", text), thousands_dot=thousands_dot).scaleb(_CENTS)
    if cents != cents.to_integral_value():
        raise AmountError(PARTS_OF_A_CENT)
    return int(cents)


def parse_decimal(text: str, *, thousands_dot: bool = False) -> Decimal:
    """Read a decimal such as "28,1" (staff) or "1.234,5"; see `parse_amount` for "1.234"."""
    plain = re.sub(r"\s", "", text).replace("\u2212", "-")
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain.removeprefix("+"))
    if not re.fullmatch(r"[0-9][0-9.,']*", digits):
        raise AmountError(NOT_AN_AMOUNT)
    whole, fraction = _split(digits, thousands_dot=thousands_dot)
    if len(whole.lstrip("0")) + len(fraction) > _MOST_DIGITS:
        raise AmountError(TOO_LARGE)
    number = Decimal(f"{whole}.{fraction or 0}") if fraction else Decimal(whole)
    return -number if sign and number else number


def _split(digits: str, *, thousands_dot: bool) -> tuple[str, str]:
    """Find the decimal mark: the last of two kinds, or a single one that groups no thousands."""
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return _grouped(digits, "'"), ""
    last = marks[-1]
    if marks.count(last) > 1:
        return _grouped(digits, last), ""
    whole, fraction = digits.rsplit(last, 1)
    if not fraction.isdigit():
        raise AmountError(NOT_AN_AMOUNT)
    if last == "." and set(marks) == {"."} and _may_group(whole, fraction):
        if not thousands_dot:
            raise AmountError(AMBIGUOUS, thousands=f"{whole}{fraction}",
                              decimals=f"{whole},{fraction}")  # fmt: skip
        return whole + fraction, ""
    if len(set(marks)) == 1:
        return _grouped(whole, "'"), fraction
    return _grouped(whole, "." if last == "," else ","), fraction


def _may_group(whole: str, fraction: str) -> bool:
    return len(fraction) == _GROUP and re.fullmatch(r"[1-9][0-9]{0,2}", whole) is not None


def _grouped(digits: str, mark: str) -> str:
    """Take the thousands marks out; every group after the first must hold three digits."""
    first, *groups = digits.split(mark)
    whole = all(len(group) == _GROUP for group in groups)
    if not whole or (groups and not 1 <= len(first) <= _GROUP):
        raise AmountError(NOT_AN_AMOUNT)
    joined = first + "".join(groups)
    if not joined.isdigit():
        raise AmountError(NOT_AN_AMOUNT)
    return joined


def format_amount(cents: int, language: str, *, short: bool = False) -> str:
    """Write an amount: "1.234,50 €" in Italian; `short` leaves ",00" out."""
    euros, rest = divmod(abs(cents), 100)
    thousands, decimals, amount = _MARKS[language]
    number = f"{euros:,}".replace(",", thousands)
    if rest or not short:
        number += f"{decimals}{rest:02}"
    return ("-" if cents < 0 else "") + amount.format(number)


def format_decimal(value: Decimal, language: str) -> str:
    """Write a decimal with all the digits it holds and no more: "1.234,5" in Italian."""
    if not value.is_finite():
        return str(value)
    thousands, decimals, _ = _MARKS[language]
    whole, _, fraction = f"{abs(value):,f}".partition(".")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole.replace(',', thousands)}{decimals + fraction if fraction else ''}"


def format_euro(value: Decimal, language: str) -> str:
    """Write an exact amount of euro: "1.234,50 €", and "0,125 €" where parts of a cent count."""
    if not value.is_finite():
        return str(value)
    cents = value.scaleb(_CENTS)
    if cents == cents.to_integral_value():
        return format_amount(int(cents), language, short=True)
    return _MARKS[language][2].format(format_decimal(value, language))
