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

    def say(self, key: str, **values: object) -> str:
        """Give a phrase with its values filled in; KeyError for a key that is not there."""
        phrase = self._held[key]
        if not isinstance(phrase, str):
            raise KeyError(key)
        return phrase.format(**values) if values else phrase

    def plural(self, key: str, form: str, **values: object) -> str:
        """Give a phrase in a plural form of CLDR ("one", "other", ...)."""
        forms = self._held[key]
        if isinstance(forms, str):
            raise KeyError(key)
        return forms.get(form, forms["other"]).format(**values)

    def choice(self, group: str, value: str) -> str:
        """Give the word for a code of a group; an unknown code is printed as it is."""
        phrase = self._held.get(f"{group}.{value}")
        return phrase if isinstance(phrase, str) else value


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
