"""A record is declared once; this module is the machinery that reads the declaration.

`@record(wire)` turns a class into a frozen dataclass and derives its `Kind`: columns,
registers, children. Tables, wire form, validation, JSON schema, import targets, search
entries, history and form widgets all read the `Kind` and nothing else.
"""

import dataclasses
import enum
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import (
    Any,
    ClassVar,
    TypedDict,
    TypeVar,
    Unpack,
    cast,
    dataclass_transform,
    overload,
)
from uuid import UUID

from desktop.domain.codecs import Codec, Primitive, codec_of, without_none
from desktop.domain.problems import Problem
from desktop.typed import override

T = TypeVar("T")
ALIVE = 0  # the wire id of the register that says whether a record was deleted


class Privacy(enum.StrEnum):
    """How personal a field is (GDPR): what erasure and exports must know."""

    NONE = "none"
    CONTACT = "contact"
    PERSON = "person"
    SPECIAL = "special"


class Search(enum.StrEnum):
    """How a field is searched: as a name, as loose words, or as an identifier."""

    NAME = "name"
    WORDS = "words"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field's declaration says beside its name and type."""

    wire: int
    max: int | None = None
    least: int | None = None
    most: int | None = None
    search: Search | None = None
    privacy: Privacy = Privacy.NONE
    index: bool = False
    lines: bool = False
    json: str | None = None
    refers: str | None = None
    verb: bool = False


class _Options(TypedDict, total=False):
    """What `field` takes beside the wire id and the default; see there and `Spec`."""

    max: int
    least: int
    most: int
    search: Search
    privacy: Privacy
    index: bool
    lines: bool
    json: str
    refers: str
    verb: bool


@overload
def field(wire: int, *, default: T, **options: Unpack[_Options]) -> T: ...
@overload
def field(wire: int, **options: Unpack[_Options]) -> Any: ...  # noqa: ANN401 - any field's type
def field(
    wire: int, *, default: object = dataclasses.MISSING, **options: Unpack[_Options]
) -> object:
    """Declare a field: its stable wire id, its limits and what else is known of it.

    `max` is a text's length (200 unless said), `least` and `most` bound a number, `lines`
    allows line breaks, `index` asks for an index in the store, `json` is the name in drafts
    where it cannot be the attribute's ("from", "in"), `refers` the kind whose id it holds, `verb`
    marks what a verb of its own writes: no draft, list or answer names it.
    """
    metadata = {"spec": Spec(wire, **options)}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Column:
    """One primitive of a record: a field, or one field of a group."""

    name: str
    path: tuple[str, ...]
    spec: Spec
    codec: Codec
    type: object
    nullable: bool
    required: bool
    default: object

    @property
    def json_name(self) -> str:
        """Give the dotted name that drafts, problems and history use."""
        return ".".join((*self.path[:-1], self.spec.json or self.path[-1]))


@dataclass(frozen=True, slots=True)
class Register:
    """The unit of change and conflict: one field, or a group that is never mixed.

    `wires` are the ids of the group's own fields (empty for a plain field); `first` is the
    position of its first column.
    """

    wire: int
    name: str
    first: int
    columns: tuple[Column, ...]
    wires: tuple[int, ...] = ()

    def value(self, row: tuple[Primitive, ...]) -> object:
        """Give the register's value in a row: a primitive, or {wire id: primitive} of a group."""
        if not self.wires:
            return row[self.first]
        cells = row[self.first : self.first + len(self.columns)]
        held = {w: cell for w, cell in zip(self.wires, cells, strict=True) if cell is not None}
        return held or None

    def cells(self, value: object) -> tuple[Primitive, ...]:
        """Give the cells that hold a register's value; the inverse of `value`."""
        if not self.wires:
            return (cast("Primitive", value),)
        held = cast("Mapping[int, Primitive]", value or {})
        return tuple(held.get(wire) for wire in self.wires)


class Record:
    """The base of every declared record; each has an id and a `Kind`."""

    KIND: ClassVar["Kind"]
    id: UUID

    def faults(self) -> Iterable[Problem]:
        """Give what makes the record as a whole impossible; kinds override it."""
        return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """All that derives from one declaration.

    `parent` names the field that holds the id of the record it belongs to, `plural` the list
    under which its parent's JSON holds it, `nests` a field that refers to another of its own
    kind, `key` the fields by which a child without an id is known again.
    """

    name: str
    wire: int
    cls: type[Record]
    columns: tuple[Column, ...]
    registers: tuple[Register, ...]
    parent: str | None
    plural: str
    nests: str | None
    key: tuple[str, ...]
    private: bool
    groups: Mapping[str, type[Any]]

    @override
    def __repr__(self) -> str:
        """Give the kind's name: its columns would fill pages."""
        return f"Kind({self.name!r})"

    def to_row(self, record: Record) -> tuple[Primitive, ...]:
        """Give the record's primitives in the order of `columns`."""
        return tuple(_cell(record, column) for column in self.columns)

    def from_row(self, row: Iterable[Primitive]) -> Record:
        """Build the record from its primitives; a null takes the declaration's default."""
        values: dict[str, Any] = {}
        groups: dict[str, dict[str, object]] = {}
        for column, cell in zip(self.columns, row, strict=True):
            value = column.default if cell is None else column.codec.load(cell)
            if len(column.path) == 1:
                values[column.path[0]] = value
            elif value is not None:
                groups.setdefault(column.path[0], {})[column.path[1]] = value
        for name, held in groups.items():
            values[name] = self.groups[name](**held)
        return self.cls(**values)

    def column(self, json_name: str) -> Column:
        """Find a column by its dotted name; KeyError when there is none."""
        for column in self.columns:
            if column.json_name == json_name:
                return column
        raise KeyError(json_name)

    @property
    def typed(self) -> tuple[Column, ...]:
        """Give the columns that drafts, lists and answers name."""
        return tuple(column for column in self.columns if not column.spec.verb)

    def changed(
        self, old: tuple[Primitive, ...], new: tuple[Primitive, ...]
    ) -> tuple[Register, ...]:
        """Give the registers whose value differs between two rows."""
        if old == new:
            return ()
        return tuple(reg for reg in self.registers if reg.value(old) != reg.value(new))


def _cell(record: Record, column: Column) -> Primitive:
    value: object = record
    for name in column.path:
        value = getattr(value, name)
        if value is None or value == ():
            return None  # nothing was said: an empty list is no value
    return column.codec.dump(value)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def group(cls: type[T]) -> type[T]:
    """Declare fields that are one register: never mixed from two desks."""
    made = dataclass(frozen=True, kw_only=True, slots=True)(cls)
    made.__spread__ = False  # type: ignore[attr-defined]  # read by _group_is_spread
    return made


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def spread(cls: type[T]) -> type[T]:
    """Declare a group in name only: nested in JSON, each of its fields a register of its own."""
    made = dataclass(frozen=True, kw_only=True, slots=True)(cls)
    made.__spread__ = True  # type: ignore[attr-defined]  # read by _group_is_spread
    return made


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(  # noqa: PLR0913 - a declaration says many things, all by name
    wire: int,
    *,
    name: str = "",
    parent: str | None = None,
    plural: str = "",
    nests: str | None = None,
    key: tuple[str, ...] = (),
    private: bool = False,
) -> Callable[[type[T]], type[T]]:
    """Declare a kind of record with its stable wire id; see `Kind` for the rest."""

    def declare(cls: type[T]) -> type[T]:
        made = cast("type[Record]", dataclass(frozen=True, kw_only=True)(cls))
        columns, registers = _derive(made)
        made.KIND = Kind(
            name=name or _snake(cls.__name__), wire=wire, cls=made,
            columns=columns, registers=registers, parent=parent, plural=plural,
            nests=nests, key=key, private=private, groups=_groups(made),
        )  # fmt: skip
        return cast("type[T]", made)

    return declare


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in name).lstrip("_")


def _fields(cls: type) -> list[tuple[dataclasses.Field[Any], object, Spec]]:
    hints = typing.get_type_hints(cls)
    return [(f, hints[f.name], f.metadata["spec"]) for f in dataclasses.fields(cls)]


def _groups(cls: type) -> dict[str, type[Any]]:
    """Give the group classes of a record by the names of their fields."""
    held = {f.name: without_none(hint)[0] for f, hint, _ in _fields(cls)}
    return {
        name: cast("type[Any]", group)
        for name, group in held.items()
        if hasattr(group, "__spread__")
    }


def _column(f: dataclasses.Field[Any], hint: object, spec: Spec, prefix: tuple[str, ...]) -> Column:
    held, nullable = without_none(hint)
    missing = f.default is dataclasses.MISSING
    path = (*prefix, f.name)
    return Column(
        name="_".join(path), path=path, spec=spec, codec=codec_of(held), type=held,
        nullable=nullable or bool(prefix), required=missing and not nullable and not prefix,
        default=None if missing else f.default,
    )  # fmt: skip


def _derive(cls: type[Record]) -> tuple[tuple[Column, ...], tuple[Register, ...]]:
    columns: list[Column] = []
    registers: list[Register] = []
    for f, hint, spec in _fields(cls):
        held, _ = without_none(hint)
        first = len(columns)
        if not hasattr(held, "__spread__"):
            columns.append(_column(f, hint, spec, ()))
            if f.name != "id":
                registers.append(Register(spec.wire, columns[-1].json_name, first, (columns[-1],)))
            continue
        inner = [_column(g, h, s, (f.name,)) for g, h, s in _fields(cast("type", held))]
        columns.extend(inner)
        registers.extend(_registers_of_group(f.name, spec, first, inner, held))
    _refuse_twins(cls, registers)
    return tuple(columns), tuple(registers)


def _registers_of_group(
    name: str, spec: Spec, first: int, inner: list[Column], held: object
) -> list[Register]:
    wires = tuple(column.spec.wire for column in inner)
    if not getattr(held, "__spread__", False):
        return [Register(spec.wire, name, first, tuple(inner), wires)]
    return [
        Register(spec.wire + column.spec.wire, column.json_name, first + place, (column,))
        for place, column in enumerate(inner)
    ]


def _refuse_twins(cls: type, registers: list[Register]) -> None:
    wires = [register.wire for register in registers]
    if len(set(wires)) != len(wires) or ALIVE in wires:
        message = f"{cls.__name__}: a wire id stands twice or is {ALIVE}"
        raise TypeError(message)
