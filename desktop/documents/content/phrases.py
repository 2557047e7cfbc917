"""The phrases of the papers: one file for each language, all with the same keys."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from desktop import paths


class Phrases:
    """The phrases of one language, by dotted keys such as `firm.tax_code`."""

    def __init__(self, held: Mapping[str, str | Mapping[str, str]]) -> None:
        self._held = held

    def phrase(self, key: str) -> str:
        """Give a phrase with its places; KeyError for a key that is not there."""
        phrase = self._held[key]
        if not isinstance(phrase, str):
            raise KeyError(key)
        return phrase

    def plural(self, key: str, form: str) -> str:
        """Give a phrase in a plural form of CLDR ("one", "other", ...), with its places."""
        forms = self._held[key]
        if isinstance(forms, str):
            raise KeyError(key)
        return forms.get(form, forms["other"])

    def choice(self, group: str, value: str) -> str:
        """Give the word for a code of a group; an unknown code is printed as it is."""
        phrase = self._held.get(f"{group}.{value}")
        return phrase if isinstance(phrase, str) else value


@lru_cache(maxsize=8)
def names(language: str) -> Mapping[str, str]:
    """Read the names of programmes, lines, sectors and missions in French or Arabic.

    They stand under the Italian text that a record or a rule file holds: one that a desk has
    changed has no name here, so that none is printed for what is now another thing.
    """
    path = paths.resources() / "names" / f"{language}.toml"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        groups: Mapping[str, Mapping[str, str]] = tomllib.load(file)
    return {text: name for held in groups.values() for text, name in held.items()}


@lru_cache(maxsize=8)
def phrases(language: str) -> Phrases:
    """Read the phrases of a language."""
    path = paths.resources() / "phrases" / "papers" / f"{language}.toml"
    with path.open("rb") as file:
        return Phrases(dict(flat(tomllib.load(file))))


def flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str | dict[str, str]]]:
    """Give dotted keys and phrases; a table with `other` is one phrase in its plural forms."""
    found: list[tuple[str, str | dict[str, str]]] = []
    for key, value in tree.items():
        name = f"{prefix}{key}"
        if isinstance(value, str) or "other" in value:
            found.append((name, value))
        else:
            found.extend(flat(value, f"{name}."))
    return found
