"""Drafts in, records out, and back: what `add`, forms and imports read and `show` answers.

A draft is a mapping of the names that a kind declares. Parsing answers every problem at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import cast
from uuid import UUID

from desktop.domain.codecs import EXACT, Reading
from desktop.domain.problems import Problem
from desktop.domain.record import Column, Kind, Record
from desktop.domain.records import KINDS

Draft = Mapping[str, object]
NewId = Callable[[], UUID]
TEXT_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Tree:
    """A record with the children that came in its draft; `removed` are children to delete."""

    record: Record
    children: tuple["Tree", ...] = ()
    removed: tuple[UUID, ...] = ()

    def walk(self) -> Iterator[Record]:
        """Give the record and all below it, parents first."""
        yield self.record
        for child in self.children:
            yield from child.walk()


def children_of(kind: Kind) -> tuple[Kind, ...]:
    """Give the kinds whose records a record of this kind holds in its JSON."""
    return tuple(k for k in KINDS if k.parent == kind.name or (k.nests and k is kind))


def parse(
    kind: Kind,
    draft: Draft,
    record_id: UUID,
    *,
    base: Record | None = None,
    reading: Reading = EXACT,
    given: Mapping[str, object] | None = None,
) -> tuple[Record | None, tuple[Problem, ...]]:
    """Read a draft into a record, or give every problem it has.

    `base` is the record that the draft changes (only the names in the draft are read), `given`
    are values that the draft need not hold, such as the parent's id.
    """
    values, problems = _flat(kind, draft)
    cells: dict[str, object] = {}
    for column in kind.typed[1:]:
        name = column.json_name
        if name in values:
            cells[name] = _value(column, values[name], reading, problems)
        elif given is not None and name in given:
            cells[name] = given[name]
        elif base is None and column.required:
            problems.append(Problem("needed", name))
    if problems:
        return None, tuple(problems)
    row = list(kind.to_row(base)) if base is not None else [_default(c) for c in kind.columns]
    row[0] = record_id.bytes
    for place, column in enumerate(kind.columns):
        if column.json_name in cells:
            value = cells[column.json_name]
            row[place] = None if value in (None, ()) else column.codec.dump(value)
    made = kind.from_row(row)
    faults = tuple(made.faults())
    return (None, faults) if faults else (made, ())


def _default(column: Column) -> int | str | bytes | None:
    return None if column.default in (None, ()) else column.codec.dump(column.default)


def _flat(kind: Kind, draft: Draft) -> tuple[dict[str, object], list[Problem]]:
    """Spell out groups as dotted names; a null group empties all its fields."""
    known = {column.json_name: column for column in kind.typed}
    groups = {column.path[0] for column in kind.columns if len(column.path) > 1}
    skipped = {"id"} | {child.plural for child in children_of(kind)}
    values: dict[str, object] = {}
    problems: list[Problem] = []
    for name, value in draft.items():
        if name in skipped:
            continue
        if name in groups and (value is None or isinstance(value, Mapping)):
            inner = {c.path[1]: None for c in kind.columns if c.path[0] == name}
            held = cast("Mapping[str, object]", value or {})
            problems += [Problem("unknown-field", f"{name}.{k}") for k in held if k not in inner]
            absent = inner if value is None or not _spreads(kind, name) else {}
            values |= {f"{name}.{k}": v for k, v in (absent | dict(held)).items() if k in inner}
        elif name in groups:
            problems.append(Problem("not-a-map", name))
        elif name in known:
            values[name] = value
        else:
            problems.append(Problem("unknown-field", name))
    return values, problems


def _spreads(kind: Kind, name: str) -> bool:
    return any(register.name.startswith(f"{name}.") for register in kind.registers)


def _value(column: Column, value: object, reading: Reading, problems: list[Problem]) -> object:
    name = column.json_name
    if value is None or (isinstance(value, str) and not value.strip()):
        if column.required:
            problems.append(Problem("needed", name))
        return None
    try:
        parsed = column.codec.parse(value, reading)
    except ValueError as wrong:
        code = getattr(wrong, "code", "wrong-value")
        said = {"value": str(value)[:80], **getattr(wrong, "values", {})}
        problems.append(Problem(code, name, said))
        return None
    if isinstance(parsed, str) and not parsed and column.required:
        problems.append(Problem("needed", name))
        return None
    problems += _limits(column, parsed)
    return parsed


def _limits(column: Column, value: object) -> Iterator[Problem]:
    spec, name = column.spec, column.json_name
    stored = column.codec.dump(value)
    longest = spec.max or TEXT_LIMIT
    if isinstance(stored, str) and len(stored) > longest:
        yield Problem("too-long", name, {"max": str(longest), "length": str(len(stored))})
    if isinstance(value, str) and not spec.lines and "\n" in value:
        yield Problem("line-break", name)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        if spec.least is not None and value < spec.least:
            yield Problem("too-small", name, {"least": str(spec.least)})
        if spec.most is not None and value > spec.most:
            yield Problem("too-large", name, {"most": str(spec.most)})


@dataclass(frozen=True, slots=True)
class Known:
    """What a store already holds under a record, for a draft that changes it."""

    children: Callable[[Kind, UUID], tuple[Record, ...]]


def parse_tree(  # noqa: PLR0913 - the draft, and all that a change of a record needs besides
    kind: Kind,
    draft: Draft,
    new_id: NewId,
    *,
    base: Record | None = None,
    known: Known | None = None,
    reading: Reading = EXACT,
    given: Mapping[str, object] | None = None,
) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Read a draft with its lists of children; every problem of all of them is answered.

    In a change, a child with `id` (or the same declared key) is changed, `"remove": true`
    beside the id removes it, any other is new; children that the draft does not name stay.
    """
    record_id = base.id if base is not None else new_id()
    made, faults = parse(kind, draft, record_id, base=base, reading=reading, given=given)
    problems = list(faults)
    children: list[Tree] = []
    removed: list[UUID] = []
    for child in children_of(kind):
        held = known.children(child, record_id) if known and base is not None else ()
        link = {_link(kind, child): record_id} | _inherited(kind, child, given)
        for place, item in enumerate(_items(child, draft, problems)):
            where = f"{child.plural}[{place}]"
            old = _same_child(child, item, held)
            if old is not None and item.get("remove") is True:
                removed.append(old.id)
                continue
            if item.get("id") is not None and old is None:
                problems.append(Problem("unknown-child", where, {"id": str(item["id"])}))
                continue
            tree, found = parse_tree(
                child, item, new_id, base=old, known=known, reading=reading, given=link
            )
            problems += [problem.under(where) for problem in found]
            if tree is not None:
                children.append(tree)
    if problems or made is None:
        return None, tuple(problems)
    return Tree(made, tuple(children), tuple(removed)), ()


def _link(kind: Kind, child: Kind) -> str:
    return child.nests if child is kind and child.nests else cast("str", child.parent)


def _inherited(kind: Kind, child: Kind, given: Mapping[str, object] | None) -> dict[str, object]:
    """Give a nested child the parent of its holder as well (a relation's relation, its firm)."""
    if child is not kind or given is None or kind.parent not in given:
        return {}
    return {cast("str", kind.parent): given[cast("str", kind.parent)]}


def _items(child: Kind, draft: Draft, problems: list[Problem]) -> Iterable[Draft]:
    value = draft.get(child.plural) or []
    if isinstance(value, Mapping):
        value = _spelled_out(child, value)
    if not isinstance(value, list | tuple) or not all(isinstance(v, Mapping) for v in value):
        problems.append(Problem("not-a-list", child.plural))
        return ()
    return cast("Iterable[Draft]", value)


def _spelled_out(child: Kind, value: Mapping[str, object]) -> list[Draft]:
    """Read {"catalogue": true} as a list of children told apart by their key."""
    if len(child.key) != 1:
        return [value]
    plain = next(c.json_name for c in child.columns[2:] if c.json_name not in child.key)
    return [{child.key[0]: name, plain: held} for name, held in value.items()]


def _same_child(child: Kind, item: Draft, held: tuple[Record, ...]) -> Record | None:
    if item.get("id") is not None:
        return next((r for r in held if str(r.id) == str(item["id"])), None)
    if not child.key or not held:
        return None
    return next((r for r in held if _same_key(child, item, r)), None)


def _same_key(child: Kind, item: Draft, record: Record) -> bool:
    answers = to_json(record)
    given = {name: item.get(_json_name(child, name)) for name in child.key}
    return all(
        _fold(given[name]) == _fold(answers.get(_json_name(child, name))) for name in child.key
    )


def _json_name(kind: Kind, attribute: str) -> str:
    return next(c.json_name for c in kind.columns if c.path == (attribute,))


def _fold(value: object) -> str:
    return "" if value is None else str(value).strip().casefold()


def to_json(record: Record) -> dict[str, object]:
    """Give a record under the names that `add` reads, plus `id`; empty values are left out."""
    answer: dict[str, object] = {}
    kind = record.KIND
    for column, cell in zip(kind.columns, kind.to_row(record), strict=True):
        if cell is None or column.spec.verb:
            continue
        value = column.codec.to_json(column.codec.load(cell))
        names = column.json_name.split(".")
        if len(names) == 1:
            answer[names[0]] = value
        else:
            cast("dict[str, object]", answer.setdefault(names[0], {}))[names[1]] = value
    return answer


def tree_json(
    record: Record, children: Callable[[Kind, UUID], tuple[Record, ...]]
) -> dict[str, object]:
    """Give a record with its children inside, as `show` answers."""
    answer = to_json(record)
    for kind in children_of(record.KIND):
        link = _link(record.KIND, kind)
        held = [r for r in children(kind, record.id) if getattr(r, link) == record.id]
        if record.KIND is not kind and kind.nests:
            held = [r for r in held if getattr(r, kind.nests) is None]
        inside = [tree_json(r, children) for r in held]
        for item in inside:
            item.pop(link, None)
            item.pop(cast("str", kind.parent), None)
        answer[kind.plural] = inside
    return answer


def schema(kind: Kind) -> dict[str, object]:
    """Give the JSON schema (2020-12) of what `add` reads for a kind, children inside."""
    answer = _schema(kind)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.name} | answer


def _schema(kind: Kind, *, depth: int = 0) -> dict[str, object]:
    properties: dict[str, object] = {}
    needed: list[str] = []
    links = {kind.parent, kind.nests}
    for column in kind.typed[1:]:
        if column.json_name in links:
            continue
        names = column.json_name.split(".")
        where = properties
        if len(names) > 1:
            inner: dict[str, object] = {}
            held = cast("dict[str, object]", properties.setdefault(
                names[0], {"type": "object", "additionalProperties": False, "properties": inner}
            ))  # fmt: skip
            where = cast("dict[str, object]", held["properties"])
        where[names[-1]] = _column_schema(column)
        if column.required:
            needed.append(column.json_name)
    for child in children_of(kind):
        if child is not kind or depth == 0:
            items = _schema(child, depth=depth + 1)
            properties[child.plural] = {"type": "array", "items": items}
    return {"type": "object", "additionalProperties": False, "required": needed,
            "properties": properties}  # fmt: skip


def _column_schema(column: Column) -> dict[str, object]:
    held = dict(column.codec.schema)
    spec = column.spec
    if held.get("type") == "string" and "enum" not in held:
        held.setdefault("maxLength", spec.max or TEXT_LIMIT)
    if held.get("type") == "integer":
        limits = {"minimum": spec.least, "maximum": spec.most}
        held |= {key: value for key, value in limits.items() if value is not None}
    if column.default not in (None, ()):
        held["default"] = column.codec.to_json(column.default)
    return held


def with_values(record: Record, **values: object) -> Record:
    """Give the record with some attributes replaced."""
    return replace(record, **values)  # type: ignore[type-var]  # every Record is a dataclass
