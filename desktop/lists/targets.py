"""What a column of a list may fill: derived from the declarations, nothing listed by hand.

A target is the name that `add` reads: "name", "registered_office.town", "people.role", and
"accounts.turnover@2020" for a child told apart by one key. Three more stand for what lists put
together or apart: "codes" (tax code and VAT number in one column), "rea.province" (beside a bare
REA number) and "people.name" (a person's two names in one cell).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.codecs import EXACT, Primitive
from desktop.domain.drafts import children_of
from desktop.domain.problems import DeskError
from desktop.domain.record import Column, Kind
from desktop.domain.records import Firm

CODES = "codes"
REA_PROVINCE = "rea.province"
PERSON_NAME = "people.name"
PUT_TOGETHER = (CODES, REA_PROVINCE, PERSON_NAME)
_KEYED = re.compile(r"([^@]+)@(.+)")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: a column of the firm or of one of its children.

    `key` is what tells the child apart (the year of accounts); `column` is None for what is put
    together from several or taken apart into several.
    """

    name: str
    kind: Kind
    column: Column | None
    key: str | None = None

    @property
    def in_firm(self) -> bool:
        """Tell whether it is the firm's own."""
        return self.kind is Firm.KIND


@lru_cache(maxsize=1)
def unkeyed() -> dict[str, tuple[Kind, Column]]:
    """Give every column that a list may fill by its target's name, keys left out."""
    return dict(_columns())


def _columns() -> Iterator[tuple[str, tuple[Kind, Column]]]:
    for column in Firm.KIND.typed[1:]:
        yield column.json_name, (Firm.KIND, column)
    for kind in children_of(Firm.KIND):
        key = key_name(kind)
        links = {kind.parent, kind.nests, "id", key}
        for column in kind.columns:
            if column.name not in links:
                yield f"{kind.plural}.{column.json_name}", (kind, column)


def key_name(kind: Kind) -> str | None:
    """Give the one field that tells a kind's children apart, None when there is no such one."""
    return kind.key[0] if len(kind.key) == 1 else None


def target(name: str) -> Target:
    """Read a target's name; refuses one that no declaration knows (`mapping-target`)."""
    if name in PUT_TOGETHER:
        plural = name.partition(".")[0]
        kind = next((k for k in children_of(Firm.KIND) if k.plural == plural), Firm.KIND)
        return Target(name, kind, None)
    parts = _KEYED.fullmatch(name)
    plain, key = (parts[1], parts[2]) if parts else (name, None)
    if plain not in unkeyed():
        raise DeskError("mapping-target", target=name)
    if (key is not None) != is_keyed(plain):
        raise DeskError("mapping-key", target=name)
    kind, column = unkeyed()[plain]
    if key is not None:
        _refuse_bad_key(name, kind, key)
    return Target(name, kind, column, key)


def _refuse_bad_key(name: str, kind: Kind, key: str) -> None:
    try:
        key_cell(kind, key)
    except ValueError as error:
        raise DeskError("mapping-key", target=name) from error


def key_cell(kind: Kind, key: str) -> tuple[int, Primitive]:
    """Give the place and the stored value of the key that tells a child apart.

    Raises ValueError when the key is none, such as a year in letters.
    """
    place = next(n for n, column in enumerate(kind.columns) if column.name == key_name(kind))
    column = kind.columns[place]
    return place, column.codec.dump(column.codec.parse(key, EXACT))


def is_keyed(name: str) -> bool:
    """Tell whether a target's name still needs the key of the child, such as a year."""
    if name in PUT_TOGETHER or name not in unkeyed():
        return False
    kind, _ = unkeyed()[name]
    return kind is not Firm.KIND and key_name(kind) is not None
