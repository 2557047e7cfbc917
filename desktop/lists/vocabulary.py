"""The words by which lists name their columns and choices (resources/reference)."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from desktop import paths
from desktop.domain.record import Kind
from desktop.domain.text import fold
from desktop.lists.targets import is_keyed, key_name, unkeyed
from desktop.texts import LANGUAGES, texts

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COLUMN_SUFFIX = re.compile(r" \(\d+\)$")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that is known of the words of lists, folded."""

    ignored: frozenset[str]
    totals: frozenset[str]
    nothing: frozenset[str]
    headers: Mapping[str, str]  # words of a header -> target
    choices: Mapping[str, Mapping[str, str]]  # "firm.status" -> word -> value
    provinces: Mapping[str, str]  # name -> letters
    given_names: frozenset[str]

    def target_of(self, header: str) -> tuple[str | None, str | None]:
        """Give the target that a header names and the year in it, None for what it does not."""
        words = header_words(_COLUMN_SUFFIX.sub("", header))
        years = [word for word in words if _YEAR.fullmatch(word)]
        plain = [word for word in words if not _YEAR.fullmatch(word)]
        found = self._known(plain)
        return found, years[0] if found and years and is_keyed(found) else None

    def _known(self, words: Sequence[str]) -> str | None:
        found = self.headers.get(" ".join(words))
        if found is None:
            found = self.headers.get(" ".join(self._kept(words)))
        return found or self._both_codes(words)

    def _kept(self, words: Sequence[str]) -> list[str]:
        return [word for word in words if word not in self.ignored] or list(words)

    def _both_codes(self, words: Sequence[str]) -> str | None:
        """Know "P. IVA / C.F." and its like: the two names side by side, in either order."""
        kept = self._kept(words)
        for cut in range(1, len(kept)):
            two = {self.headers.get(" ".join(part)) for part in (kept[:cut], kept[cut:])}
            if two == {"tax_code", "vat_number"}:
                return "codes"
        return None


def header_words(text: str) -> list[str]:
    """Give the folded words of a header; single letters side by side are one: "C.A.P." is cap."""
    words: list[str] = []
    for single, run in groupby(fold(text).split(), key=lambda word: len(word) == 1):
        held = list(run)
        words += ["".join(held)] if single else held
    return words


def word_key(text: str) -> str:
    """Give the form under which a word of a list is known: "S.r.l." and "SRL" are one."""
    return " ".join(header_words(text))


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the packaged words; the labels of the fields are known as well."""
    with (paths.resources() / "reference" / "list_headers.toml").open("rb") as file:
        said = tomllib.load(file)
    with (paths.resources() / "reference" / "provinces.toml").open("rb") as file:
        provinces = tomllib.load(file)["provinces"]
    ignored = frozenset(fold(word) for word in said["ignored"])
    return Vocabulary(
        ignored=ignored,
        totals=frozenset(said["totals"]),
        nothing=frozenset(text.casefold() for text in said["nothing"]),
        headers=dict(_headers(said["targets"], ignored)) | dict(_labels()),
        choices=_choices(said["choices"]),
        provinces={fold(province["name"]): province["code"] for province in provinces},
        given_names=frozenset(fold(name) for name in said["given_names"]["it"]),
    )


def _headers(
    targets: Mapping[str, Sequence[str]], ignored: frozenset[str]
) -> Iterator[tuple[str, str]]:
    for name, synonyms in targets.items():
        for synonym in synonyms:
            words = header_words(synonym)
            yield " ".join(words), name
            kept = [word for word in words if word not in ignored]
            if kept:
                yield " ".join(kept), name


def _labels() -> Iterator[tuple[str, str]]:
    """Know the headers that an export writes, in every language of the program."""
    names = [name for name in unkeyed() if not is_keyed(name) or _by_year(unkeyed()[name][0])]
    for language in LANGUAGES:
        for name in names:
            yield word_key(label(name, language)), name


def _by_year(kind: Kind) -> bool:
    return key_name(kind) == "year"


def label(name: str, language: str) -> str:
    """Give the header of a target in an export: a child's is told by its kind."""
    plain, _, key = name.partition("@")
    kind, column = unkeyed()[plain]
    said = texts(language)
    text = said.field(kind.name, column.json_name)
    if kind.parent is None:
        return text
    if _by_year(kind):
        return f"{text} {key}" if key else text
    whose = said.kind(kind.name)
    return f"{whose[:1].upper()}{whose[1:]}: {text}"


def _choices(said: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, dict[str, str]]:
    """Know each choice by its own word, by those of an export, and by those that lists use."""
    known: dict[str, dict[str, str]] = {}
    for kind, column in unkeyed().values():
        if not (isinstance(column.type, type) and issubclass(column.type, StrEnum)):
            continue
        name = f"{kind.name}.{column.json_name}"
        words = known[name] = {}
        for value in column.type:
            synonyms = said.get(name, {}).get(value.value, ())
            spoken = [choice_word(name, value.value, language) for language in LANGUAGES]
            words |= dict.fromkeys(map(word_key, (*synonyms, *spoken, value.value)), value.value)
    return known


def choice_word(name: str, value: str, language: str) -> str:
    """Give the word by which an export says a choice ("firm.status" "active")."""
    return texts(language).choice(name, value)
