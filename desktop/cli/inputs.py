"""The JSON that a command reads, from a file or from standard input (`-`)."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NoReturn, cast

from desktop.cli.terminal import Terminal
from desktop.domain.drafts import Draft
from desktop.domain.problems import DeskError
from desktop.files import read_whole

LIMIT = 64 << 20  # bytes; a hundred thousand firms are half of it


class _RepeatedNameError(ValueError):
    """An object that says one name twice: which of the two is meant cannot be known."""


def read_objects(named: str, terminal: Terminal) -> tuple[Draft, ...]:
    """Read one object or a list of objects."""
    value = _read(named, terminal)
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) for item in items):
        raise DeskError("not-objects", path=named)
    return tuple(cast("list[Draft]", items))


def read_cases(named: str, terminal: Terminal) -> tuple[tuple[Draft, ...], bool]:
    """Read one object or a list of objects, and whether it was a list; decimals stay exact."""
    value = _read(named, terminal, parse_float=Decimal)
    items = value if isinstance(value, list) else [value]
    if not all(isinstance(item, dict) for item in items):
        raise DeskError("not-objects", path=named)
    return tuple(cast("list[Draft]", items)), isinstance(value, list)


def read_object(named: str, terminal: Terminal) -> Draft:
    """Read one object."""
    value = _read(named, terminal)
    if not isinstance(value, dict):
        raise DeskError("not-an-object", path=named)
    return value


def _read(
    named: str, terminal: Terminal, *, parse_float: Callable[[str], object] | None = None
) -> object:
    data = terminal.read_input(LIMIT) if named == "-" else read_whole(Path(named), LIMIT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("not-utf8", path=named, place=str(error.start)) from error
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=parse_float
        )
    except json.JSONDecodeError as error:
        where = {"line": error.lineno, "column": error.colno}
        raise DeskError(
            "not-json", where, path=named, line=str(error.lineno), column=str(error.colno)
        ) from error
    except _RepeatedNameError as error:
        raise DeskError("repeated-name", path=named, name=str(error)) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, NaN, thousands of nested brackets.
        raise DeskError("not-json-values", path=named) from error


def _once(found: list[tuple[str, object]]) -> dict[str, object]:
    held: dict[str, object] = {}
    for name, value in found:
        if name in held:
            raise _RepeatedNameError(name)
        held[name] = value
    return held


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
