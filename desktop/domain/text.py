"""Text: the one gate on the way in, and the forms under which it is searched and compared.

Everything typed, imported or received passes `clean`; nothing else decides what a stored text
may hold. `fold` and `name_key` are never stored as a record's value, only derived from it.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Latin, Greek and Cyrillic need one mark once composed, Arabic and Hebrew up to three.
MOST_MARKS_IN_A_ROW = 4

_FIRST_COMBINING = "\u0300"  # no character below it combines or is changed by NFC
_JOINERS = frozenset("\u200c\u200d")  # they shape Arabic letters and emoji
_ARABIC_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
_LINE_ENDS = frozenset("\x0b\x0c\x85\u2028\u2029")
_LAST_OF_PLANE = 0xFFFE  # the last two points of every plane are no characters
_MARKS = frozenset({"Mn", "Me"})


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that may be stored; `removed` names what was taken out, as "U+202E", once each."""

    text: str
    removed: tuple[str, ...] = ()


def clean(text: str, *, multiline: bool = False) -> Cleaned:
    r"""Pass a text through the gate.

    The answer is in NFC, without control characters, lone surrogates, direction controls,
    invisible format characters and noncharacters, and with at most `MOST_MARKS_IN_A_ROW`
    combining marks in a row. Every kind of blank becomes a space and a run of them one; ends
    are trimmed. Line breaks become "\n" with `multiline` and a space without.
    """
    if text.isprintable() and (text.isascii() or max(text) < _FIRST_COMBINING):
        return Cleaned(_single_blanks(text))
    removed: dict[str, None] = {}
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(_gated(char, removed) for char in text)
    # Twice: a long run is cut before NFC has to sort it, and again once marks have composed.
    kept = unicodedata.normalize("NFC", _cut_marks(kept, 4 * MOST_MARKS_IN_A_ROW, removed))
    kept = _cut_marks(kept, MOST_MARKS_IN_A_ROW, removed)
    if multiline:
        kept = "\n".join(_single_blanks(line) for line in kept.split("\n")).strip("\n")
    else:
        kept = _single_blanks(kept.replace("\n", " "))
    return Cleaned(kept, tuple(removed))


def is_admitted(text: str) -> bool:
    """Tell whether a text holds only what the gate lets through, composed as it composes it.

    Blanks are not looked at: what another desk wrote stays as it was signed.
    """
    if text.isprintable() and (text.isascii() or max(text) < _FIRST_COMBINING):
        return True
    removed: dict[str, None] = {}
    for char in text:
        _gated(char, removed)
    _cut_marks(text, MOST_MARKS_IN_A_ROW, removed)
    return not removed and unicodedata.is_normalized("NFC", text)


def _single_blanks(line: str) -> str:
    return " ".join(part for part in line.split(" ") if part)


def _gated(char: str, removed: dict[str, None]) -> str:
    if " " <= char <= "~" or char == "\n":
        return char
    if char in _LINE_ENDS:
        return "\n"
    category = unicodedata.category(char)
    if char == "\t" or category == "Zs":
        return " "
    if not _forbidden(char, category):
        return char
    removed[_code(char)] = None
    return ""


def _forbidden(char: str, category: str) -> bool:
    if category == "Cf":
        return char not in _JOINERS and char not in _ARABIC_SIGNS
    if category == "Cn":
        return "\ufdd0" <= char <= "\ufdef" or ord(char) & _LAST_OF_PLANE == _LAST_OF_PLANE
    return category in {"Cc", "Cs"}


def _cut_marks(text: str, most: int, removed: dict[str, None]) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        is_mark = char >= _FIRST_COMBINING and unicodedata.category(char) in _MARKS
        run = run + 1 if is_mark else 0
        if run <= most:
            kept.append(char)
        else:
            removed[_code(char)] = None
    return "".join(kept)


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


_APOSTROPHES = frozenset("'`\u00b4\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\uff07\uff40")
_PLAIN_APOSTROPHES = str.maketrans("", "", "'`")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
# Letters that are one to a reader and have no decomposition.
_BASES = {
    "\u0131": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t",
    "æ": "ae", "œ": "oe", "þ": "th", "\u0640": "",
}  # fmt: skip


def fold(text: str) -> str:
    """Give the form under which a text is searched; folding twice changes nothing.

    Case, accents and width are off, apostrophes join ("D'Adda" is "dadda"), any other sign
    parts words, and words stand one space apart.
    """
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.translate(_PLAIN_APOSTROPHES).lower()).strip()
    return " ".join("".join(map(_folded, text)).split())


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """Fold one character; no rule of folding looks at its neighbours."""
    if char in _APOSTROPHES:
        return ""
    once = _without_marks(char).casefold()
    return "".join(_letter(part) for part in _without_marks(once))


def _without_marks(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(part for part in plain if unicodedata.category(part) not in _MARKS)


def _letter(char: str) -> str:
    if char in _BASES:
        return _BASES[char]
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    if char in _APOSTROPHES or unicodedata.category(char) == "Cf":
        return ""
    if char.isalnum() or unicodedata.category(char) == "Mc":
        return char
    return " "


def words(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, in their order."""
    return tuple(fold(text).split())


# Tried on folded text, the longer before the shorter, so "s r l s" is not read as "s r l" and "s".
_LEGAL_FORM = re.compile(
    r"\b(?:"
    r"(?:societa|soc) coop(?:erativa|erative)?(?: sociale| agricola)*"
    r"(?: a r l| arl| r l| per azioni| a responsabilita limitata| onlus)*"
    r"|societa (?:a responsabilita limitata(?: semplificata)?|per azioni|in nome collettivo"
    r"|in accomandita (?:semplice|per azioni)|semplice)"
    r"|s c a ?r ?l|s coop(?: a? ?r l)?|scarl|scrl|s c p a|scpa"
    r"|s r l s|srls|s r l|srl|s a p a|sapa|s p a|spa|s n c|snc|s a s|sas|s s"
    r")\b"
)
_QUALIFIERS = re.compile(
    r"\b(?:(?:a|con) (?:socio unico|unico socio)|(?:societa )?unipersonale|societa benefit"
    r"|in liquidazione(?: (?:giudiziale|volontaria|coatta amministrativa))?"
    r"|in (?:fallimento|concordato(?: preventivo)?|amministrazione straordinaria))\b"
)


def name_key(name: str) -> str:
    """Give the folded name without its legal form, by which names are compared and sorted.

    Only the last legal form goes ("Terme & Spa S.r.l." keeps its spa), and "di Rossi Mario & C."
    stays. Never empty unless the name is: one that is nothing but a legal form keeps it.
    """
    folded = fold(name)
    key = _QUALIFIERS.sub(" ", folded)
    forms = list(_LEGAL_FORM.finditer(key))
    if forms:
        key = f"{key[: forms[-1].start()]} {key[forms[-1].end() :]}"
    return " ".join(key.split()) or folded or name.strip().casefold()


_LETTERS_PER_ERROR = 8
_MOST_ERRORS = 2
_FEWEST_TRADE_WORDS = 2
_OF = frozenset({"di", "dei", "del", "della"})


def similar(a: str, b: str) -> bool:
    """Say whether two names are alike enough to be shown as perhaps one firm.

    On `name_key`: the same words in any order; the same with one typing error in eight letters,
    two at most, the digits being equal; or one is the other and "di Rossi Mario & C.". It is
    meant to miss rather than to accuse, for it only ever raises a doubt.
    """
    first, second = name_key(a).split(), name_key(b).split()
    if not first or not second:
        return False
    if sorted(first) == sorted(second) or _is_trade_name(first, second):
        return True
    if _digits(first) != _digits(second):
        return False
    return _nearly("".join(first), "".join(second)) or _nearly(
        "".join(sorted(first)), "".join(sorted(second))
    )


def _is_trade_name(first: list[str], second: list[str]) -> bool:
    short, long = sorted((first, second), key=len)
    if len(short) < _FEWEST_TRADE_WORDS or len(short) == len(long):
        return False
    return long[: len(short)] == short and long[len(short)] in _OF


def _digits(parts: list[str]) -> list[str]:
    return sorted(re.findall(r"\d+", " ".join(parts)))


def _nearly(first: str, second: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - costs start time; few calls need it

    most = min(_MOST_ERRORS, min(len(first), len(second)) // _LETTERS_PER_ERROR)
    return OSA.distance(first, second, score_cutoff=most) <= most
