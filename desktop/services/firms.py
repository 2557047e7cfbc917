"""Firms: register, change, remove, show, and their history; `register` finds and lists them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import cast
from uuid import UUID

from db.entries import code_key
from db.history import Entry
from db.reading import Reader
from db.writing import Change
from desktop.domain.codecs import EXACT, ROME, Reading
from desktop.domain.drafts import Draft, Known, Tree, children_of, parse_tree, tree_json
from desktop.domain.findings import Finding, cleaned, declaration_findings, firm_findings
from desktop.domain.identifiers import check_tax_code, check_vat_number
from desktop.domain.problems import DeskError, Problem, ProblemsError
from desktop.domain.record import ALIVE, Record, Register
from desktop.domain.records import (
    BY_NAME,
    Application,
    Attachment,
    Attendance,
    Declaration,
    Evaluation,
    Firm,
    Readiness,
)
from desktop.domain.text import name_key, similar
from desktop.services import naming
from desktop.services.desk import Changed, Desk, changed


@dataclass(frozen=True, slots=True)
class Doubt:
    """A firm of the register that may be the one just typed: it never stops a save."""

    draft: int
    firm: UUID
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` wrote: ids in the order of the drafts, and what is to be verified."""

    ids: tuple[UUID, ...]
    findings: tuple[tuple[UUID, Finding], ...]
    doubts: tuple[Doubt, ...]
    changed: Changed


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one field, as `firms history` answers it; newest last."""

    at: datetime
    operator: str
    desk: str
    source: str
    transaction: UUID
    kind: str
    record: UUID
    field: str
    old: object
    new: object
    register: Register | None  # None for that of removal


def add(
    desk: Desk, drafts: Sequence[Draft], *, reading: Reading = EXACT, source: str = "typed"
) -> Added:
    """Register firms, all or none; every problem of every draft is answered at once."""
    trees = _parsed(desk, drafts, reading)
    stamp = desk.stamp(source)
    with desk.store.writing(stamp) as (reader, change):
        doubts = _doubts(reader, trees)
        for tree in trees:
            change.add(*tree.walk())
        touched = change.touched
    findings = tuple(
        (tree.record.id, finding)
        for tree, draft in zip(trees, drafts, strict=True)
        for finding in (*cleaned(draft), *_odd(tree))
    )
    ids = tuple(tree.record.id for tree in trees)
    return Added(ids, findings, doubts, changed(stamp, touched))


def _odd(tree: Tree) -> Iterator[Finding]:
    """Give what is missing or odd in a firm and in what came with it."""
    yield from firm_findings(cast("Firm", tree.record))
    yield from declaration_findings(r for r in tree.walk() if isinstance(r, Declaration))


def _parsed(desk: Desk, drafts: Sequence[Draft], reading: Reading) -> list[Tree]:
    trees: list[Tree] = []
    problems: list[Problem] = []
    for place, draft in enumerate(drafts):
        tree, found = parse_tree(Firm.KIND, draft, desk.new_id, reading=reading)
        where = f"[{place}]" if len(drafts) > 1 else ""
        problems += [problem.under(where) if where else problem for problem in found]
        if tree is not None:
            trees.append(tree)
    if problems:
        raise ProblemsError(tuple(problems))
    return trees


def check(desk: Desk, draft: Draft, base: UUID | None = None) -> tuple[Problem | Finding, ...]:
    """Read a typed draft without saving it: its problems, else what is to be verified."""
    with desk.store.reading() as reader:
        old = reader.get(Firm, base) if base else None
        tree, problems = parse_tree(
            Firm.KIND, draft, desk.new_id, base=old,
            known=Known(reader.children), reading=desk.as_typed(),
        )  # fmt: skip
    return problems if tree is None else firm_findings(cast("Firm", tree.record))


def doubts_of(desk: Desk, name: str, tax_code: str, vat_number: str) -> tuple[Doubt, ...]:
    """Give the firms that a half-typed form may be about, for the aside of the form."""
    with desk.store.reading() as reader:
        return tuple(_alike(reader, 0, name, tax_code, vat_number))


def _doubts(reader: Reader, trees: Iterable[Tree]) -> tuple[Doubt, ...]:
    firms = [cast("Firm", tree.record) for tree in trees]
    return tuple(
        doubt
        for place, firm in enumerate(firms)
        for doubt in _alike(reader, place, firm.name, firm.tax_code, firm.vat_number)
    )


def _alike(reader: Reader, place: int, name: str, *codes: str | None) -> list[Doubt]:
    same = _same_code(reader, place, codes)
    seen = {doubt.firm for doubt in same}
    return [*same, *(d for d in _like_name(reader, place, name) if d.firm not in seen)]


def _same_code(reader: Reader, place: int, codes: Iterable[str | None]) -> list[Doubt]:
    firms = {firm.id: firm for code in codes if code for firm in with_code(reader, code)}
    return [Doubt(place, firm.id, firm.name, "same-code") for firm in firms.values()]


def _like_name(reader: Reader, place: int, name: str) -> list[Doubt]:
    if not name_key(name):
        return []
    near = reader.like_names(name_key(name))
    firms = reader.among(Firm, "id", near)
    return [Doubt(place, f.id, f.name, "like-name") for f in firms if similar(f.name, name)]


def with_code(reader: Reader, code: str) -> tuple[Firm, ...]:
    """Give the firms that hold a code as tax code or as VAT number."""
    firms = (*reader.of(Firm, tax_code=code), *reader.of(Firm, vat_number=code))
    return tuple({firm.id: firm for firm in map(partial(_as_read, reader), firms)}.values())


def _as_read(reader: Reader, firm: Firm) -> Firm:
    """Give the firm under which another is read: itself, when it was not merged."""
    own = reader.survivor(firm.id)
    return firm if own == firm.id else reader.get(Firm, own) or firm


def resolve(reader: Reader, named: str) -> Firm:
    """Give the firm that an id, a tax code or a VAT number names.

    Refuses with `not-found`, or with `ambiguous` and the ids when two firms hold the code.
    """
    try:
        held = reader.get(Firm, UUID(named))
        found: tuple[Firm, ...] = (_as_read(reader, held),) if held else ()
    except ValueError:
        found = with_code(reader, _as_code(named))
    if not found:
        raise DeskError("not-found", kind="firm", named=named)
    if len(found) > 1:
        raise DeskError("ambiguous", details=[str(f.id) for f in found], named=named)
    return found[0]


def _as_code(named: str) -> str:
    for checked in (check_vat_number(named), check_tax_code(named)):
        if checked.valid:
            return checked.normalised
    return code_key(named).upper()


def change(
    desk: Desk, named: str, draft: Draft, *, reading: Reading = EXACT, source: str = "typed"
) -> Changed:
    """Change a firm and what belongs to it: only what the draft names is read."""
    stamp = desk.stamp(source)
    with desk.store.writing(stamp) as (reader, writing):
        firm = resolve(reader, named)
        known = Known(reader.children)
        tree, problems = parse_tree(
            Firm.KIND, draft, desk.new_id, base=firm, known=known, reading=reading
        )
        if tree is None:
            raise ProblemsError(problems)
        write_tree(reader, writing, tree)
        touched = writing.touched
    return changed(stamp, touched)


def write_tree(reader: Reader, writing: Change, tree: Tree) -> None:
    """Write a changed record and its children: new ones are made, named ones changed.

    A child that others refer to (a person who was at a session) is not removed: `in-use`.
    """
    for record in tree.walk():
        old = reader.get(type(record), record.id)
        if old is None:
            writing.add(record)
        else:
            writing.put(old, record)
    gone = [
        child
        for node in _nodes(tree)
        for child_kind in children_of(node.record.KIND)
        for child in reader.among(child_kind.cls, "id", node.removed)
    ]
    _refuse_in_use(reader, gone)
    for child in gone:
        writing.remove(child)


def _refuse_in_use(reader: Reader, gone: Sequence[Record]) -> None:
    mine = {record.id.bytes for record in gone}
    held = reader.references({record.id.bytes: record.KIND.name for record in gone})
    others = [UUID(bytes=i) for ids in held.values() for i in ids if i not in mine]
    if others:
        named = next(r for r in gone if r.id.bytes in held)
        shown = (getattr(named, field, None) for field in ("family_name", "name", "date"))
        name = next((str(value) for value in shown if value), named.KIND.name)
        raise DeskError("in-use", details=[str(i) for i in others], name=name)


def _nodes(tree: Tree) -> Iterable[Tree]:
    yield tree
    for child in tree.children:
        yield from _nodes(child)


def remove(desk: Desk, named: str) -> Changed:
    """Remove a firm and what belongs to it; `in-use` when it has sessions or applications.

    What the rules said of it on a paper goes with it; what was given out, the paper, stays.
    """
    stamp = desk.stamp("typed")
    with desk.store.writing(stamp) as (reader, writing):
        firm = resolve(reader, named)
        users = (Attendance, Readiness, Application)
        held = [record for cls in users for record in reader.of(cls, firm=firm.id)]
        if held:
            raise DeskError("in-use", details=[str(r.id) for r in held], name=firm.name)
        said = reader.of(Evaluation, firm=firm.id)
        files = reader.of(Attachment, firm=firm.id)
        for record in (firm, *_belongings(reader, firm), *said, *files):
            writing.remove(record)
        touched = writing.touched
    return changed(stamp, touched)


def _belongings(reader: Reader, firm: Firm) -> list[Record]:
    return [r for kind in children_of(Firm.KIND) for r in reader.children(kind, firm.id)]


def show(desk: Desk, named: str) -> dict[str, object]:
    """Give a firm as JSON, its people, sites, accounts and the rest inside."""
    with desk.store.reading() as reader:
        return tree_json(resolve(reader, named), reader.children)


def count(desk: Desk) -> int:
    """Count the firms of the register."""
    with desk.store.reading() as reader:
        return reader.count(Firm)


def history(desk: Desk, named: str) -> list[HistoryLine]:
    """Give what happened to a firm and to what belongs to it, oldest first.

    A firm that was removed is still named by its id.
    """
    with desk.store.reading() as reader:
        try:
            firm_id = UUID(named)
        except ValueError:
            firm_id = resolve(reader, named).id
        if reader.get(Firm, firm_id, removed=True) is None:
            raise DeskError("not-found", kind="firm", named=named)
        children = [
            (kind, record_id)
            for kind in children_of(Firm.KIND)
            for record_id in reader.child_ids(kind, firm_id)
        ]
    entries = desk.store.history(Firm.KIND, firm_id)
    for kind, record_id in children:
        entries += desk.store.history(kind, record_id)
    told = [e for e in entries if e.field != e.kind.parent]  # that a child is the firm's is no news
    return [history_line(e, Firm.KIND.name) for e in sorted(told, key=lambda e: e.at)]


def history_line(entry: Entry, of: str) -> HistoryLine:
    """Give an entry of the journal under the names that `add` reads."""
    prefix = "" if entry.kind.name == of else f"{entry.kind.plural}."
    field = entry.field or "removed"
    return HistoryLine(
        datetime.fromtimestamp(entry.at / 1000, tz=ROME), entry.operator, entry.desk,
        entry.source, entry.transaction, entry.kind.name, entry.record, f"{prefix}{field}",
        said(entry.register, entry.old), said(entry.register, entry.new), entry.register,
    )  # fmt: skip


def names_in(desk: Desk, lines: Iterable[HistoryLine]) -> dict[str, str]:
    """Give the names of the records that the new values of a history name, by their ids."""
    kinds = {
        UUID(line.new): BY_NAME[target]
        for line in lines
        if isinstance(line.new, str)
        and line.register is not None
        and (target := line.register.columns[0].spec.refers)
    }
    named = ((kind, record) for record, kind in kinds.items())
    with desk.store.reading() as reader:
        return {str(record): one.name for record, one in naming.names(reader, named).items()}


def said(register: Register | None, value: object) -> object:
    """Give a register's value as JSON; the register of removal (None) as true or false."""
    if value is None:
        return None
    if register is None:
        return value == ALIVE
    if not register.wires:
        codec = register.columns[0].codec
        return codec.to_json(codec.load(cast("str", value)))
    held = cast("Mapping[int, str]", value)
    return {
        column.json_name.split(".")[-1]: column.codec.to_json(column.codec.load(held[wire]))
        for wire, column in zip(register.wires, register.columns, strict=True)
        if wire in held
    }
