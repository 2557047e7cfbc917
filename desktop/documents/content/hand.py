"""The hand of a language: its phrases, and dates, hours and figures as it writes them."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from desktop.documents.content.phrases import names, phrases
from desktop.documents.isolates import FROM_THE_RIGHT, LRI, RLI, first_side, isolated
from desktop.domain.identifiers import grouped_phone
from desktop.domain.rules.moments import in_rome
from desktop.texts import elided

_LOCALES = {"it": "it_IT", "en": "en_GB", "fr": "fr_FR", "ar": "ar_AE"}
_FIRST_OF_MONTH = {"it": "1º", "fr": "1er"}  # babel's patterns have only figures
_NO_BREAK = "\u00a0"
_MINUS = "\u2212"
_THIN = "\u202f"  # of French figures; in Plex it is so thin that groups run together
_DASH = "\u2013"
_DE = re.compile(r"\b([Dd])e \{(\w+)\}")
_LEFT_MARK = "\u200e"  # babel puts it before an Arabic minus; a number is an isolate here


class Hand:
    """How one language writes on papers; every method gives a string that is printed as it is."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(_LOCALES[language])
        self._phrases = phrases(language)
        self._names = names(language)
        self.from_the_right = language in FROM_THE_RIGHT

    def say(self, key: str, **values: object) -> str:
        """Give a phrase with its values filled in."""
        return self._filled(self._phrases.phrase(key), values)

    def count(self, key: str, number: int, **values: object) -> str:
        """Give a counted phrase, as "1 impresa", "20 imprese"."""
        form = str(self._locale.plural_form(number))
        values["n"] = self.number(number)
        return self._filled(self._phrases.plural(key, form), values)

    def _filled(self, phrase: str, values: dict[str, object]) -> str:
        if self.from_the_right:
            return self._directed(phrase.format(**_set_apart(values)) if values else phrase)
        if not values:
            return phrase
        if self.language == "it":
            phrase = elided(phrase, values)
        elif self.language == "fr":
            phrase = _elided_de(phrase, values)
        return phrase.format(**values)

    def choice(self, group: str, value: str) -> str:
        """Give the word for a code; an unknown code is printed as it is."""
        return self._phrases.choice(group, value)

    def named(self, italian: str) -> str | None:
        """Give the name that a language has for what records name in Italian; None without one."""
        return self._names.get(italian)

    def known(self, value: str | None) -> str:
        """Give a value, or the words for one that is not known: never an empty place."""
        return value or self.say("common.not_known")

    def date(self, day: dt.date | None) -> str:
        """Write a date for a table: 24/09/2021, in English 24 Sep 2021."""
        return self._short(day, "date") if day else self.say("common.not_known")

    def day(self, day: dt.date) -> str:
        """Write a date for a sentence: 24 settembre 2021, 1º ottobre 2021."""
        return self._dated(day, "d MMMM y")

    def day_of_year(self, day: dt.date) -> str:
        """Write a day without its year: 24 settembre, 1º ottobre."""
        return self._dated(day, "d MMMM")

    def weekday(self, day: dt.date) -> str:
        """Write a date that is read aloud: domenica 3 ottobre 2021."""
        return self._dated(day, "EEEE d MMMM y")

    def capital_weekday(self, day: dt.date) -> str:
        """Write the same at the head of a sentence."""
        return self.capital(self.weekday(day))

    def capital(self, text: str) -> str:
        """Begin a text with a capital, as a value that stands alone does."""
        return text[:1].upper() + text[1:]

    def quoted(self, text: str | None) -> str:
        """Set apart a text that a record holds in Italian, in a paper of another language."""
        # The marks belong to the text: over a break they stay where it begins and ends.
        marked = self._phrases.phrase("common.quoted").format(text=text)
        return self.isolated(marked) if text else ""

    def hour(self, at: dt.time) -> str:
        """Write an hour: 09:00."""
        return at.strftime("%H:%M")

    def hours(self, start: dt.time, end: dt.time) -> str:
        """Write a stretch of a day: 09:00–11:00."""
        return self.from_the_left(f"{self.hour(start)}{_DASH}{self.hour(end)}")

    def day_and_hour(self, day: dt.date, start: dt.time) -> str:
        """Write a day of this year with an hour, as short as can be: 08/07, 09:00."""
        return f"{self._short(day, 'day')}, {self.hour(start)}"

    def moment(self, at: dt.datetime) -> str:
        """Write a moment by the clock of Rome: 24 settembre 2021, ore 10:42."""
        local = in_rome(at)
        return self.say("common.moment", day=self.day(local.date()), hour=self.hour(local.time()))

    def exact_moment(self, at: dt.datetime) -> str:
        """Write a moment to the second: 10 settembre 2021, ore 12:00:00."""
        local = in_rome(at)
        return self.say(
            "common.moment", day=self.day(local.date()), hour=local.strftime("%H:%M:%S")
        )

    def arrival(self, at: dt.datetime) -> str:
        """Write a moment to the second for a table: 09/09/2021 10:00:05."""
        local = in_rome(at)
        return f"{self.date(local.date())}{_NO_BREAK}{local.strftime('%H:%M:%S')}"

    def period(self, start: dt.date | None, end: dt.date | None) -> str:
        """Write the days from one to another, as short as they allow: 3–7 ottobre 2021."""
        if start is None or end is None or start == end:
            held = start or end
            return self.day(held) if held else self.say("common.not_known")
        white, first = " ", self.day(start)
        if start.year == end.year:
            first = self._dated(start, "d MMMM")
        if (start.year, start.month) == (end.year, end.month):
            white, first = "", self._dated(start, "d")
        if self.from_the_right:  # "3–7" would be read as "7–3" by some
            return self.say("common.from_to", first=first, last=self.day(end))
        return f"{first}{white}{_DASH}{white}{self.day(end)}"

    def long_period(self, start: dt.date | None, end: dt.date | None) -> str:
        """Write the days with their weekdays: da domenica 3 a giovedì 7 ottobre 2021."""
        if start is None or end is None or start == end:
            held = start or end
            return self.weekday(held) if held else self.say("common.not_known")
        pattern = "EEEE d" if (start.year, start.month) == (end.year, end.month) else "EEEE d MMMM"
        if start.year != end.year:
            pattern = "EEEE d MMMM y"
        first = self._dated(start, pattern)
        return self.say("common.from_to", first=first, last=self.weekday(end))

    def number(self, value: int | Decimal) -> str:
        """Write a number with all its decimals: 1.234,5."""
        return self._signed(Decimal(value), "#,##0.##########")

    def decimals(self, values: Sequence[Decimal | None]) -> list[str]:
        """Write a column of numbers with as many decimals each; n.d. where one is not known."""
        held = [value for value in values if value is not None]
        places = max((_places(value) for value in held), default=0)
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return [
            self.say("common.not_known") if value is None else self._signed(value, pattern)
            for value in values
        ]

    def amounts(self, cents: Sequence[int | None]) -> list[str]:
        """Write a column of euro; cents only if any has them."""
        whole = all(value is None or value % 100 == 0 for value in cents)
        pattern = "#,##0" if whole else "#,##0.00"
        return [
            self.say("common.not_known") if value is None
            else self._signed(Decimal(value) / 100, pattern)
            for value in cents
        ]  # fmt: skip

    def euro(self, cents: int) -> str:
        """Write an amount that stands alone: 3.000 €."""
        return self.say("common.euro", amount=self.amounts((cents,))[0])

    def share(self, part: Fraction | None) -> str:
        """Write a part of one as a percentage of a column, with one decimal: 91,7 %, 100,0 %."""
        return self._share(part, "#,##0.0")

    def share_alone(self, part: Fraction | None) -> str:
        """Write a part of one that stands in no column, as `percent` does: 91,7 %, 100 %."""
        return self._share(part, "#,##0.#")

    def _share(self, part: Fraction | None, pattern: str) -> str:
        if part is None:
            return self.say("common.not_applicable")
        hundred = Decimal(part.numerator * 100) / Decimal(part.denominator)
        rounded = hundred.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return self.say("common.percent", number=self._signed(rounded, pattern))

    def percent(self, value: Decimal) -> str:
        """Write a percentage as it is held: 80 %."""
        return self.say("common.percent", number=self.number(value))

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166 code."""
        return str(self._locale.territories.get(code, code))

    def tongue(self, code: str) -> str:
        """Name a language; a level after it stays: "en C1" is inglese C1."""
        head, *rest = code.split()
        name = str(self._locale.languages.get(head.lower(), head)) if rest or code else code
        return " ".join([name, *(self.isolated(level) for level in rest)])

    def phone(self, number: str) -> str:
        """Write a phone in international form; one that cannot be read stays as typed."""
        return grouped_phone(number)

    def listed(self, items: Iterable[str]) -> str:
        """Write a list in a row, parted by semicolons."""
        return self._joined("common.semicolon", items)

    def together(self, *items: str | None) -> str:
        """Write what belongs together in a row, parted by commas; what is empty is left out."""
        return self._joined("common.comma", (item for item in items if item))

    def isolated(self, text: str) -> str:
        """Set a text apart where the language runs from the right; elsewhere leave it."""
        return isolated(text) if self.from_the_right and text else text

    def from_the_left(self, text: str) -> str:
        """Hold a text together that runs from the left in every language: hours, a code."""
        return isolated(text, LRI) if self.from_the_right and text else text

    def _joined(self, separator: str, items: Iterable[str]) -> str:
        held = [self.isolated(item) for item in items if item]
        if len(held) < 2:  # noqa: PLR2004 - one needs no separator
            return "".join(held)
        return self._directed(self._phrases.phrase(separator).join(held))

    def _directed(self, text: str) -> str:
        """Let a text without a letter of its own, such as "{a}, {b}", run as the language does."""
        if not self.from_the_right or first_side(text) is not None or text.startswith(LRI):
            return text
        return isolated(text, RLI)

    def _dated(self, day: dt.date, pattern: str) -> str:
        first = _FIRST_OF_MONTH.get(self.language) if day.day == 1 else None
        if first is not None:
            pattern = " ".join(f"'{first}'" if part == "d" else part for part in pattern.split(" "))
        return str(format_date(day, pattern, self._locale))

    def _short(self, day: dt.date, what: str) -> str:
        """Write a date in the language's short pattern; its parts stay on one line."""
        pattern = self.say(f"common.short_{what}")
        # Not by the country's locale: that of Britain has months of three letters and of four.
        return str(format_date(day, pattern, self.language)).replace(" ", _NO_BREAK)

    def _signed(self, value: Decimal, pattern: str) -> str:
        said = str(format_decimal(value, pattern, self._locale, decimal_quantization=False))
        return said.replace(_LEFT_MARK, "").replace("-", _MINUS).replace(_THIN, _NO_BREAK)


def _elided_de(phrase: str, values: Mapping[str, object]) -> str:
    """Join a French "de" to a name that begins with a vowel, accented or not: d’Ancona, d’Érica."""

    def joined(found: re.Match[str]) -> str:
        article, name = found.groups()
        first = unicodedata.normalize("NFD", str(values.get(name, "")))[:1].casefold()
        return f"{article}’{{{name}}}" if first and first in "aeiou" else found[0]

    return _DE.sub(joined, phrase)


def _set_apart(values: dict[str, object]) -> dict[str, object]:
    return {
        name: isolated(value) if isinstance(value, str) else value for name, value in values.items()
    }


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=8)
def hand(language: str) -> Hand:
    """Give the hand of a language."""
    return Hand(language)
