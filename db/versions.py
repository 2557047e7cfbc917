"""The versions of a programme's file as the operations of built-in writers, one for each version.

What a version writes is a pure function of its file and of the versions before it, so that every
desk that enters it holds the same operations. It names their dots, never a desk's own: where a
desk has changed a value too, both stand side by side as an ordinary conflict.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

import msgspec
from sqlalchemy import Connection

from db.log import Log, Stamp
from db.merging import Merging
from db.rows import Row
from db.writing import values_of
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_WIRE
from desktop.frames import (
    Frame,
    Group,
    TransactionPart,
    WriterId,
    chained,
    decode_group,
    encode_part,
    join_sealed,
    opened,
    split_groups,
)


class Entered(StrEnum):
    """What became of a version: it was written, it was here, or another stands under its name."""

    WRITTEN = "written"
    SAME = "same"
    DIFFERS = "differs"


def enter(
    connection: Connection, writer: WriterId, stamp: Stamp, rows: Sequence[tuple[Kind, Row]],
    before: Sequence[WriterId],
) -> Entered:  # fmt: skip
    """Enter a version behind those before it, unless it is here already."""
    log = Log(connection)
    own = log.enrol(writer, own=False)
    frames = tuple(_frames(writer, stamp, _groups(rows, _known(log, before), str(writer))))
    if own.last:
        return Entered.SAME if frames[-1].chain == own.chain else Entered.DIFFERS
    for frame in frames:
        Merging(connection).apply(opened(frame))
    return Entered.WRITTEN


@dataclass(slots=True)
class _Known:
    """A record as the versions before left it: of each register the value and its dot."""

    kind: Kind
    made: tuple[str, int]
    values: dict[int, object]
    dots: dict[int, tuple[str, int]] = field(default_factory=dict)

    def dot(self, register: int) -> tuple[str, int]:
        return self.dots.get(register, self.made)

    def all(self) -> list[tuple[str, int]]:
        return sorted({self.made, *self.dots.values()})


def _known(log: Log, before: Iterable[WriterId]) -> dict[tuple[int, bytes], _Known]:
    """Replay the versions before, in their order."""
    found: dict[tuple[int, bytes], _Known] = {}
    for writer in before:
        name = str(writer)
        for _, parts in log.rows(log.number_of(name)):
            for part in parts:
                for place, raw in enumerate(part.groups):
                    _replay(found, decode_group(raw), (name, part.first + place))
    return found


def _replay(
    found: dict[tuple[int, bytes], _Known], group: Group | None, dot: tuple[str, int]
) -> None:
    kind = None if group is None else BY_WIRE.get(group.kind)
    if group is None or kind is None:
        return
    values = dict(zip(group.registers, group.values, strict=True))
    held = found.get((group.kind, group.record))
    if held is None:
        found[group.kind, group.record] = _Known(kind, dot, values)
        return
    held.values |= values
    held.dots |= dict.fromkeys(values, dot)


@dataclass(slots=True)
class _Names:
    """The writers that the operations name, by their place in the part; its own first."""

    held: list[str]

    def place(self, dot: tuple[str, int]) -> list[int]:
        name, seq = dot
        if name not in self.held:
            self.held.append(name)
        return [self.held.index(name), seq]


def _groups(
    rows: Iterable[tuple[Kind, Row]], known: dict[tuple[int, bytes], _Known], own: str
) -> tuple[list[Group], list[str]]:
    """Give the operations that lead from the versions before to these rows."""
    names, groups = _Names([own]), list[Group]()
    left = dict(known)
    for kind, row in rows:
        record = cast("bytes", row[0])
        held = left.pop((kind.wire, record), None)
        values = values_of(kind, row)
        if held is None:
            registers = tuple(sorted(values))
            groups.append(Group(kind.wire, record, registers, [values[r] for r in registers]))
        else:
            groups += _changed(held, record, values, names)
    for (_, record), held in sorted(left.items()):
        if held.values.get(ALIVE, 1):
            named: object = [names.place(dot) for dot in held.all()]
            groups.append(_group(held, record, {ALIVE: 0}, [_made(held, named)]))
    return groups, names.held


def _changed(
    held: _Known, record: bytes, values: dict[int, object], names: _Names
) -> Iterator[Group]:
    wanted = {ALIVE: 1, **{r.wire: values.get(r.wire) for r in held.kind.registers}}
    before = {ALIVE: 1, **held.values}
    new = {wire: value for wire, value in wanted.items() if before.get(wire) != value}
    if new:
        replaced = [
            0 if held.dot(wire) == held.made else [names.place(held.dot(wire))]
            for wire in sorted(new)
        ]
        yield _group(held, record, new, replaced)


def _made(held: _Known, named: object) -> object:
    """Give 0 for a record that was never written to since it was made."""
    return named if held.dots else 0


def _group(
    held: _Known, record: bytes, new: dict[int, object], replaced: Sequence[object]
) -> Group:
    registers = tuple(sorted(new))
    return Group(held.kind.wire, record, registers, [new[r] for r in registers], list(replaced))


def _frames(writer: WriterId, stamp: Stamp, told: tuple[list[Group], list[str]]) -> Iterator[Frame]:
    groups, names = told
    runs = list(split_groups(msgspec.msgpack.encode(group) for group in groups))
    first, chain = 1, b""
    for number, run in enumerate(runs, start=1):
        part = TransactionPart(
            id=stamp.tx.bytes, operator=stamp.operator, source=stamp.source, at=stamp.at,
            part=number, parts=len(runs), first=first, writers=names, salts=stamp.seed,
            groups=[msgspec.Raw(group) for group in run],
        )  # fmt: skip
        previous, chain = chain, chained(chain, part)
        last = first + len(run) - 1
        yield Frame(
            str(writer), first, last, previous, chain, None, join_sealed([encode_part(part)])
        )
        first = last + 1
