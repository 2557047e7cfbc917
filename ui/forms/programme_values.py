"""Between a table of a programme's file and the fields of its form."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import cast

from desktop.domain.codecs import EXACT, ROME, Money
from desktop.domain.problems import WrongValueError
from desktop.domain.programme_draft import Data
from desktop.domain.record import Column
from ui.forms import values
from ui.forms.fields import Field
from ui.forms.form import Form
from ui.forms.programme import Part


def fill(form: Form, part: Part, table: Mapping[str, object]) -> None:
    """Show a table in a form; what cannot be read stands there as it was typed."""
    for name, field in form.fields.items():
        held = _under(table, part.keys_of(name))
        try:
            field.fill(_shown(part.kind.column(name), held))
        except WrongValueError:
            field.restore(str(held))


def collect(form: Form, part: Part, table: Data, today: date) -> None:
    """Put what stands in a form into a table; what says nothing new stays as it is written."""
    for name, field in form.fields.items():
        keys = part.keys_of(name)
        before = _under(table, keys)
        _put(table, keys, _held(part.kind.column(name), field, before, today))


def _under(table: Mapping[str, object], keys: tuple[str, ...]) -> object:
    held: object = table
    for key in keys:
        held = held.get(key) if isinstance(held, Mapping) else None
    return held


def _put(table: Data, keys: tuple[str, ...], value: object) -> None:
    *above, last = keys
    for key in above:
        inner = table.get(key)
        table = cast("Data", inner) if isinstance(inner, dict) else _new(table, key)
    if value is None:
        table.pop(last, None)
    else:
        table[last] = value


def _new(table: Data, key: str) -> Data:
    made: Data = {}
    table[key] = made
    return made


def _shown(column: Column, held: object) -> object:
    """Give a value of the file as `show` answers it; raises `WrongValueError`."""
    if held is None:
        return column.codec.to_json(column.default) if column.default not in (None, ()) else None
    if isinstance(held, datetime):
        held = (held if held.tzinfo else held.replace(tzinfo=ROME)).isoformat()
    plain = str(held) if isinstance(held, date | Decimal) else held
    return column.codec.to_json(column.codec.parse(plain, EXACT))


def _held(column: Column, field: Field, before: object, today: date) -> object:
    """Give what the file says for what is typed: None for nothing, the text where it is wrong."""
    value, problem = values.read(column, field.value(), today)
    if problem is not None:
        return str(field.value())
    if value in (None, (), ""):
        return None
    if _says(column, before, value):
        return before
    return _for_file(column, value)


def _says(column: Column, before: object, value: object) -> bool:
    """Tell whether the file says so already, be it by saying nothing."""
    try:
        held, told = _shown(column, before), column.codec.to_json(value)
    except WrongValueError:
        return False
    if isinstance(held, list) and isinstance(told, list):  # check boxes have an order of their own
        return sorted(held) == sorted(told)
    return held == told


def _for_file(column: Column, value: object) -> object:
    if column.type is Money:
        cents = cast("int", value)
        return f"{cents // 100}.{cents % 100:02}" if cents % 100 else str(cents // 100)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value
