"""The draft of a programme's version: the text of its file, even while something in it is wrong.

Its data is what the parser gives; written as text it is checked like any programme's file, laid
beside the version in force, and carried to other desks as it is.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import cast

from desktop.domain.codecs import ROME

Data = dict[str, object]  # a table of the file as the parser gives it

# The lists of tables, and by which keys one of their entries is known again.
LISTS: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("lines",): ("code",),
    ("markets",): ("code",),
    ("sectors",): ("code",),
    ("matrix",): ("sector", "market", "line"),
    ("missions",): ("code",),
    ("exports", "classes"): ("code",),
    ("readiness", "bands"): ("code",),
    ("selection", "criteria"): ("code",),
}
SECTIONS = ("attendance", "exports", "readiness", "eligibility", "selection")
_LANGUAGES = {"it", "en"}
_FIRST = (
    "format", "code", "version", "title", "legal_basis", "valid_from", "valid_to", "source",
    "partners",
)  # fmt: skip
_COMMENT = (
    "# A programme of Sportello: docs/programmes.md tells every key.",
    "# What is not in the act that founds it is marked provisional and says where it comes from.",
)


def data_in(text: str) -> Data:
    """Give the data of a programme's file; ValueError where it is no TOML."""
    return tomllib.loads(text, parse_float=Decimal)


# --- Writing -------------------------------------------------------------------------------------


def written(data: Mapping[str, object]) -> str:
    """Write data as the text of a file; what is empty is left out."""
    lines = [*_COMMENT, "", *_own(data, _ordered(data))]
    for key in (path[0] for path in LISTS if len(path) == 1):
        lines += _tables((key,), data.get(key))
    for key in SECTIONS:
        held = data.get(key)
        if isinstance(held, Mapping) and held:
            lines += ["", f"[{key}]", *_own(held, held)]
            for path in (path for path in LISTS if path[:-1] == (key,)):
                lines += _tables(path, held.get(path[-1]))
    return "\n".join(lines) + "\n"


def _ordered(data: Mapping[str, object]) -> list[str]:
    return [*(key for key in _FIRST if key in data), *(key for key in data if key not in _FIRST)]


def _tables(path: tuple[str, ...], held: object) -> Iterator[str]:
    for table in entries_in(held):
        yield from ("", f"[[{'.'.join(path)}]]", *_own(table, table))


def _own(table: Mapping[str, object], keys: Iterable[str]) -> Iterator[str]:
    """Give the keys of a table that are values; tables and lists of tables stand below it."""
    for key in keys:
        value = table[key]
        if value is None or value == [] or _is_below(value):
            continue
        yield f"{_key(key)} = {_value(value)}"


def _is_below(value: object) -> bool:
    if isinstance(value, Mapping):
        return not value.keys() <= _LANGUAGES
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else _text(key)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(k)} = {_value(v)}' for k, v in value.items())} }}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    return str(value) if isinstance(value, int) else _text(str(value))


def _moment(value: datetime) -> str:
    """Write a moment of this country without its offset, as people write it."""
    if value.tzinfo is not ROME:
        return value.isoformat()
    plain = value.replace(tzinfo=None)
    return plain.isoformat() if not value.fold else value.isoformat()


def _text(value: str) -> str:
    said = json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return said.replace("\x7f", "\\u007f")


# --- Entries -------------------------------------------------------------------------------------


def entries_in(held: object) -> list[Data]:
    """Give a list of tables itself, an empty one where it is none."""
    is_one = isinstance(held, list) and all(isinstance(item, dict) for item in held)
    return cast("list[Data]", held) if is_one else []


def entries(data: Data, path: tuple[str, ...]) -> list[Data]:
    """Give the entries of one of the lists; to change them changes the data."""
    held: object = data
    for key in path[:-1]:
        held = held.get(key) if isinstance(held, dict) else None
    return entries_in(held.get(path[-1])) if isinstance(held, dict) else []


def put_entries(data: Data, path: tuple[str, ...], held: list[Data]) -> None:
    """Put other entries in place of those of a list."""
    table = data
    for key in path[:-1]:
        table = cast("Data", table.setdefault(key, {}))
    table[path[-1]] = held


def name_of(path: tuple[str, ...], entry: Mapping[str, object]) -> str:
    """Give by what an entry is known again: its code, of a cell its sector, market and line."""
    return " ".join(str(entry[key]) for key in LISTS[path] if entry.get(key))


def renamed(data: Data, path: tuple[str, ...], old: str, new: str) -> None:
    """Let what names a line, a market or a sector by its code follow when that changes."""
    key = path[-1].removesuffix("s")
    if path not in {("lines",), ("markets",), ("sectors",)} or not old or not new:
        return
    for entry in (*entries(data, ("matrix",)), *entries(data, ("missions",))):
        if entry.get(key) == old:
            entry[key] = new
        listed = entry.get(path[-1])
        if isinstance(listed, list):
            entry[path[-1]] = [new if code == old else code for code in listed]


# --- Differences ---------------------------------------------------------------------------------


class Change(StrEnum):
    """What became of an entry from one version to the next."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """One entry that differs: the path of its list or section, its name, the keys that differ.

    The keys that stand before all lists and sections are those of the path ().
    """

    path: tuple[str, ...]
    name: str
    what: Change
    keys: tuple[str, ...] = ()


_FIGURE = re.compile(r"[0-9]{1,13}(\.[0-9]{1,10})?")
_NO_CHANGE = frozenset({"version"})  # every version has its own
_ON = frozenset({"active"})  # flags that are on where nothing is said


def differences(old: Data, new: Data) -> tuple[Difference, ...]:
    """Give what differs between two versions, in the order of the file."""
    found = [*_differing((), _plain(old), _plain(new))]
    for key in SECTIONS:
        found += _differing((key,), _plain(old.get(key)), _plain(new.get(key)))
    for path in LISTS:
        before = {name_of(path, entry): entry for entry in entries(old, path)}
        after = {name_of(path, entry): entry for entry in entries(new, path)}
        for name, entry in after.items():
            if name not in before:
                found.append(Difference(path, name, Change.NEW))
            else:
                keys = _keys(before[name], entry)
                found += [Difference(path, name, Change.CHANGED, keys)] if keys else []
        gone = (name for name in before if name not in after)
        found += [Difference(path, name, Change.GONE) for name in gone]
    return tuple(found)


def _plain(held: object) -> Data:
    if not isinstance(held, dict):
        return {}
    return {key: value for key, value in held.items() if not _is_below(value)}


def _differing(path: tuple[str, ...], old: Data, new: Data) -> Iterator[Difference]:
    keys = _keys(old, new)
    if keys:
        yield Difference(path, "", Change.CHANGED, keys)


def _keys(old: Data, new: Data) -> tuple[str, ...]:
    return tuple(
        key for key in dict.fromkeys((*old, *new))
        if key not in _NO_CHANGE and _same(key, old.get(key)) != _same(key, new.get(key))
    )  # fmt: skip


def _same(key: str, value: object) -> object:
    """Give one form for what may be written in two: 80 and "80.00", nothing and an empty list."""
    if value is None or value is False or value == []:
        return key in _ON and value is None
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=ROME)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal) or (isinstance(value, str) and _FIGURE.fullmatch(value)):
        return Decimal(value).normalize()
    return value
