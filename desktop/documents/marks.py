"""The marks by which a paper is known again: the QR's digits and the short code.

Both derive from the paper's id and from nothing else: no name, no tax code. A hand scanner types
the digits; the short code is for a day without a scanner. A certificate also has a check code,
over what it attests.
"""

import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

ID_DIGITS = 39  # a UUID as an integer is below 10**39
_MODULUS = 97  # ISO/IEC 7064, MOD 97-10
_REMAINDER = 1
# What the keys of the digits 1 to 9 and 0 give on keyboards other than the scanner's own: plain
# where the digits need Shift (French, Belgian, Czech, Slovak), and where a scanner answers Caps
# Lock with Shift (American, British, Italian, German, Spanish, Swiss).
_KEYS = (
    "&é\"'(-è_çà", "&É\"'(-È_ÇÀ", "&é\"'(§è!çà", "&É\"'(§È!ÇÀ", "+ěščřžýáíé", "+ĚŠČŘŽÝÁÍÉ",
    "+ľščťžýáíé", "!@#$%^&*()", '!"£$%^&*()', '!"£$%&/()=', '!"§$%&/()=', '!"·$%&/()=',
    '+"*ç%&/()=',
)  # fmt: skip
_TABLES = tuple(str.maketrans(keys, "1234567890") for keys in _KEYS)
_MISREAD = 30  # digits in a row that no person types and no other code of a desk has
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O or U
_CODE_LETTERS = 8
_CHECK_LETTERS = 4


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


def read_typed(text: str) -> UUID | None:
    """Give the id that a scanner typed on a keyboard of any layout, after whatever prefix."""
    for typed in _typed_digits(text):
        found = read_scan(typed[-ID_DIGITS - 2 :])
        if found is not None:
            return found
    return None


def looks_scanned(text: str) -> bool:
    """Tell whether a text can only come from a scanner that read one of our codes, if badly."""
    return any(len(typed) >= _MISREAD for typed in _typed_digits(text))


def _typed_digits(text: str) -> Iterator[str]:
    """Give the digits at a text's end as each layout of keyboards reads them."""
    plain = "".join(_plain_digit(char) for char in text.strip())
    for table in (None, *_TABLES):
        typed = plain.translate(table) if table else plain
        yield typed[len(typed.rstrip("0123456789")) :]


def _plain_digit(char: str) -> str:
    """Give an Arabic or Persian digit as a European one."""
    return str(unicodedata.digit(char)) if unicodedata.category(char) == "Nd" else char


def short_code(paper_id: UUID) -> str:
    """Give the code printed beside the QR, as "7Q4K-XM2R": the last 40 bits of the id."""
    letters = _in_letters(paper_id.int, _CODE_LETTERS)
    return f"{letters[:4]}-{letters[4:]}"


def check_code(*facts: str) -> str:
    """Give four letters over what a paper attests, as "K7Q4": one altered by hand shows.

    They are the last 20 bits of the SHA-256 of the facts, each ended by a line feed.
    """
    digest = sha256("".join(f"{fact}\n" for fact in facts).encode()).digest()
    return _in_letters(int.from_bytes(digest), _CHECK_LETTERS)


def _in_letters(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, letter = divmod(number, len(_LETTERS))
        letters = _LETTERS[letter] + letters
    return letters
