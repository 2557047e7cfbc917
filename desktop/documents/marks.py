"""The marks by which a paper is known again: the QR's digits and the short code.

Both derive from the paper's id and from nothing else: no name, no tax code. A hand scanner types
the digits; the short code is for a day without a scanner.
"""

from uuid import UUID

ID_DIGITS = 39  # a UUID as an integer is below 10**39
_MODULUS = 97  # ISO/IEC 7064, MOD 97-10
_REMAINDER = 1
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O or U
_CODE_LETTERS = 8


def scan_digits(paper_id: UUID) -> str:
    """Give the 41 digits of the QR: the id, zero padded, and two check digits (MOD 97-10)."""
    check = _MODULUS + _REMAINDER - paper_id.int * 100 % _MODULUS
    return f"{paper_id.int:0{ID_DIGITS}d}{check:02d}"


def read_scan(digits: str) -> UUID | None:
    """Give the id that a scanner typed, or None when the digits are not those of a paper."""
    if len(digits) != ID_DIGITS + 2 or not (digits.isascii() and digits.isdigit()):
        return None
    number, _check = divmod(int(digits), 100)
    if int(digits) % _MODULUS != _REMAINDER or number >= 1 << 128:
        return None
    return UUID(int=number)


def short_code(paper_id: UUID) -> str:
    """Give the code printed beside the QR, as "7Q4K-XM2R": the last 40 bits of the id."""
    rest = paper_id.int
    letters = ""
    for _ in range(_CODE_LETTERS):
        rest, letter = divmod(rest, len(_LETTERS))
        letters = _LETTERS[letter] + letters
    return f"{letters[:4]}-{letters[4:]}"
