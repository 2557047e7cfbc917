"""A cell read as the value of one field: what it holds, what was mended, what cannot be read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from desktop.domain import dates, identifiers
from desktop.domain.codecs import (
    EXACT,
    Email,
    Pec,
    Phone,
    Postcode,
    Primitive,
    Province,
    Rea,
    Reading,
    TaxCode,
    VatNumber,
    Website,
)
from desktop.domain.dates import excel_serial
from desktop.domain.identifiers import Checked
from desktop.domain.problems import Problem, WrongValueError
from desktop.domain.record import Column, Kind
from desktop.domain.text import clean, fold
from desktop.lists.cells import Cell
from desktop.lists.vocabulary import Vocabulary, word_key

MENDED_ZEROS = "mended-zeros"
CLEANED = "cleaned"
TO_VERIFY = "to-verify"
LEFT_OUT = "left-out"
REFUSED = "refused"

_TEXT_LIMIT = 200  # characters of a text for which the declaration says no other limit
_FEWEST_POSTCODE_DIGITS = 3
_POSTCODE_DIGITS = 5
_SHORT = 10  # characters; a longer text says something
_REMEMBERED = 10_000  # values that are not read twice
_MIDNIGHT = re.compile(r"[T ]00[:.]00([:.]00)?(\.0+)?$")
_NO_FIXED_DAY = re.compile(r"[+\-\u2212]|[^\W\d_]")  # "+7", "oggi": a list means no such day
_SMALL = frozenset({
    "a", "ai", "al", "alla", "alle", "con", "d", "da", "dal", "dalla", "de", "degli", "dei", "del",
    "dell", "della", "delle", "dello", "di", "e", "ed", "fra", "in", "nel", "nell", "nella", "per",
    "presso", "su", "sul", "sull", "sulla", "tra",
})  # fmt: skip

# Values that are kept as they were typed when they are odd, and then to be verified.
_SOFT: Mapping[object, Callable[[str], Checked]] = MappingProxyType({
    Rea: identifiers.check_rea,
    Email: identifiers.check_email,
    Pec: identifiers.check_pec,
    Phone: identifiers.check_phone,
    Website: identifiers.check_website,
    Postcode: identifiers.check_postcode,
    Province: identifiers.check_province,
})  # fmt: skip
_CODES = (TaxCode, VatNumber)


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell came to: a stored value or none, and what is to be said of it.

    `said` is one of this module's codes, None when there is nothing to say; `problem` is what
    is wrong, `values` fill the sentence.
    """

    stored: Primitive = None
    said: str | None = None
    problem: Problem | None = None
    values: Mapping[str, str] = field(default_factory=dict)


NOTHING = Value()


class Reader:
    """Reads cells as a clerk of a chamber means them, on a given day."""

    def __init__(self, words: Vocabulary, today: date) -> None:
        self._words = words
        self._reading = Reading(today=today, thousands_dot=True)
        self._read: dict[tuple[str, str, Cell], Value] = {}

    def says_nothing(self, cell: Cell | None) -> bool:
        """Tell an empty cell, or one that holds a dash or "n.d."."""
        if cell is None:
            return True
        text = cell.text
        return len(text) < _SHORT and text.strip().casefold() in self._words.nothing

    def read(self, kind: Kind, column: Column, cell: Cell) -> Value:
        """Read a cell that says something as the value of a column."""
        seen = (kind.name, column.name, cell)  # towns, provinces, codes come again and again
        value = self._read.get(seen)
        if value is None:
            value = self._read_anew(kind, column, cell)
            if len(self._read) == _REMEMBERED:
                self._read.clear()
            self._read[seen] = value
        return value

    def _read_anew(self, kind: Kind, column: Column, cell: Cell) -> Value:
        name = column.json_name
        gated = clean(cell.text, multiline=column.spec.lines)
        if not gated.text:
            return NOTHING
        try:
            value = self._value(kind, column, Cell(gated.text, cell.kind))
        except ValueError as wrong:
            problem = _problem(name, wrong, gated.text)
            hard = column.type in _CODES or column.required
            return Value(said=REFUSED if hard else LEFT_OUT, problem=problem)
        limit = _beyond(column, value.stored)
        if limit is not None:
            # A text that is too long goes back to the person whole: to cut it would lose the rest.
            said = REFUSED if limit.code == "too-long" or column.required else LEFT_OUT
            return Value(said=said, problem=limit)
        if gated.removed and value.said is None:
            signs = {"removed": ", ".join(gated.removed)}
            return Value(value.stored, CLEANED, values=signs)
        return value

    def _value(self, kind: Kind, column: Column, cell: Cell) -> Value:
        held = column.type
        if held in _CODES:
            return _code(column, cell.text)
        if held in _SOFT:
            return self._soft(column, cell.text)
        if isinstance(held, type) and issubclass(held, StrEnum):
            return Value(self._choice(f"{kind.name}.{column.json_name}", column, cell.text))
        if held is date:
            return Value(self._date(column, cell))
        if cell.kind == "date":  # a spreadsheet took a code such as 10.11.12 for a day
            raise WrongValueError("not-text")
        exact = cell.kind in {"number", "bool"} and held is not str
        parsed = column.codec.parse(cell.text, EXACT if exact else self._reading)
        stored = None if parsed in (None, ()) else column.codec.dump(parsed)
        if column.path[-1] == "town" and isinstance(stored, str):
            stored = in_small(stored)
        return Value(stored)

    def _soft(self, column: Column, text: str) -> Value:
        if column.type is Province:
            text = self._words.provinces.get(fold(text), text)
        checked = _SOFT[column.type](text)
        if checked.valid:
            return Value(checked.normalised)
        if column.type is Postcode and (padded := _padded_postcode(text)):
            return Value(padded, MENDED_ZEROS, values={"value": text, "mended": padded})
        problem = Problem(f"identifier.{checked.problem}", column.json_name, {"value": text[:80]})
        return Value(text, TO_VERIFY, problem)

    def _choice(self, name: str, column: Column, text: str) -> Primitive:
        known = self._words.choices.get(name, {})
        return column.codec.dump(column.codec.parse(known.get(word_key(text), text), EXACT))

    def _date(self, column: Column, cell: Cell) -> Primitive:
        if cell.kind == "number" and cell.text.isdigit() and len(cell.text) < len("010220"):
            return column.codec.dump(excel_serial(int(cell.text)))
        text = _MIDNIGHT.sub("", cell.text)
        if _NO_FIXED_DAY.match(text):
            raise WrongValueError("not-a-date", example=dates.TYPED)
        return column.codec.dump(column.codec.parse(text, self._reading))


def _problem(name: str, wrong: ValueError, text: str) -> Problem:
    code = wrong.code if isinstance(wrong, WrongValueError) else "wrong-value"
    more = wrong.values if isinstance(wrong, WrongValueError) else {}
    return Problem(code, name, {"value": text[:80], **more})


def _code(column: Column, text: str) -> Value:
    check = identifiers.check_vat_number if column.type is VatNumber else identifiers.check_tax_code
    checked = check(text)
    if checked.valid:
        return Value(checked.normalised)
    padded = identifiers.with_lost_zeros(text)
    if padded is not None:
        return Value(padded, MENDED_ZEROS, values={"value": text, "mended": padded})
    return Value(said=REFUSED, problem=code_problem(column.json_name, text, checked.problem))


def code_problem(name: str, text: str, problem: str | None) -> Problem:
    """Give what is wrong with a code, with the character that would be right where one is."""
    expected = identifiers.expected_check_character(text) or ""
    return Problem(f"identifier.{problem}", name, {"value": text[:80], "expected": expected})


def _padded_postcode(text: str) -> str | None:
    """Give back the zeros that a spreadsheet took from a CAP such as 00184."""
    if not (text.isascii() and text.isdigit()):
        return None
    short = _FEWEST_POSTCODE_DIGITS <= len(text) < _POSTCODE_DIGITS
    return text.zfill(_POSTCODE_DIGITS) if short else None


def _beyond(column: Column, stored: Primitive) -> Problem | None:
    """Give the limit of the declaration that a value goes beyond."""
    spec, name = column.spec, column.json_name
    longest = spec.max or _TEXT_LIMIT
    if isinstance(stored, str) and len(stored) > longest:
        return Problem("too-long", name, {"max": str(longest), "length": str(len(stored))})
    if spec.least is None and spec.most is None:
        return None
    number = column.codec.load(stored)
    if not isinstance(number, int | Decimal):
        return None
    if spec.least is not None and number < spec.least:
        return Problem("too-small", name, {"least": str(spec.least)})
    if spec.most is not None and number > spec.most:
        return Problem("too-large", name, {"most": str(spec.most)})
    return None


def in_small(town: str) -> str:
    """Write a town that stands in capitals as one writes it: "CASSANO D'ADDA", Cassano d'Adda."""
    if not town.isupper():
        return town
    parts = re.split(r"([ '\u2019\-/()]+)", town.lower())
    first = True
    for place in range(0, len(parts), 2):
        word = parts[place]
        if word and (first or word not in _SMALL):
            parts[place] = word[:1].upper() + word[1:]
        first = first and not word
    return "".join(parts)
