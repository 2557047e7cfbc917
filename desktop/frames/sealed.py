"""Sealed frames as they travel: opened, checked against their chain, and what they wait for.

A frame from elsewhere is trusted in nothing but its writer's signature: what it holds is read
typed, within limits, and compared with its chain before a row is touched.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import cast
from uuid import UUID

import msgspec

from desktop.domain.codecs import Primitive, is_plain
from desktop.domain.record import ALIVE, Column, Kind, Register
from desktop.domain.records import BY_NAME, BY_WIRE, KINDS, Erasure
from desktop.domain.text import is_admitted
from desktop.frames.chain import chained
from desktop.frames.framing import decode_parts, open_frame
from desktop.frames.operations import Group, TransactionPart, WriterId, decode_group

_SIGNED = b"sportello frame 1\n"
_TEXT = 200  # what a declaration that names no length allows
_ROOM = 8  # times that a text may be longer than declared: a list is kept as JSON
_SHORT = 100  # characters up to which it is remembered that a text can be read again
_WHOLE = 1 << 63
_ID = 16  # bytes of a record's id
_MOST = 1 << 40  # operations of one writer: a dot has no room for more
_ORDERED = next(r.wire for r in Erasure.KIND.registers if r.name == "records")
_ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u[0-9a-fA-F]{4}")  # JSON's other way to write a sign
_REFERRING = {
    kind.name: frozenset(r.wire for r in kind.registers if r.columns[0].spec.refers)
    for kind in KINDS
}


class FrameError(Exception):
    """A frame that cannot be taken in; `reason` names what is wrong, `writer` whose it is."""

    def __init__(self, reason: str, writer: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.writer = writer


class Frame(msgspec.Struct, frozen=True):
    """A stretch of one writer's operations, as it lies in the log and in export files.

    `previous` and `chain` are the chain before the first and after the last operation; the one
    signature is its writer's, over all but the body. A built-in writer signs nothing.
    """

    writer: str
    first: int
    last: int
    previous: bytes
    chain: bytes
    signature: bytes | None
    body: bytes

    def signed(self) -> bytes:
        """Give the bytes that the writer's signature covers."""
        return _SIGNED + msgspec.msgpack.encode(
            (self.writer, self.first, self.last, self.previous, self.chain)
        )


@dataclass(frozen=True, slots=True)
class Needs:
    """What must be here before a frame is applied, and what it brings.

    `dots` are the highest replaced operations by writer, `records` those that are referred to or
    changed, `makes` those that the frame itself makes, `erases` (a kind's wire id and a record)
    those whose erasure it orders: what made them may be no more than a leaf.
    """

    dots: dict[str, int]
    records: frozenset[bytes]
    makes: frozenset[bytes]
    erases: frozenset[tuple[int, bytes]] = frozenset()


Part = tuple[TransactionPart, tuple[Group | None, ...]]  # None where a group was erased


def _parts(frame: Frame) -> tuple[Part, ...]:
    return tuple(
        (part, tuple(decode_group(raw) for raw in part.groups))
        for part in decode_parts(open_frame(frame.body, sealed=True))
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A frame that was found to hold what it says.

    `transactions` are the ids of its parts, `chains` is the chain after each part, by the number
    of its last operation; `unknown` how many operations only a newer program reads.
    """

    frame: Frame
    needs: Needs
    transactions: tuple[bytes, ...]
    chains: dict[int, bytes]
    unknown: int

    @property
    def parts(self) -> tuple[Part, ...]:
        """Read the parts with their groups: anew each time, for a file may hold many frames."""
        return _parts(self.frame)


def opened(frame: Frame) -> Opened:
    """Open a frame and compare it with its chain; `FrameError` with `frame-bad` or another."""
    try:
        WriterId.parse(frame.writer)
        parts = _parts(frame)
    except (ValueError, msgspec.MsgspecError) as damaged:
        large = "too large" in str(damaged)
        raise FrameError("frame-too-large" if large else "frame-bad") from damaged
    chains = _chains(frame, (part for part, _ in parts))
    groups = [group for _, held in parts for group in held if group is not None]
    unknown = sum(_check(group) for group in groups)
    ids = tuple(part.id for part, _ in parts)
    return Opened(frame, _needs(parts), ids, chains, unknown)


def _chains(frame: Frame, parts: Iterable[TransactionPart]) -> dict[int, bytes]:
    """Follow the chain through the parts; it must begin and end as the frame says."""
    chain, following, found = frame.previous, frame.first, dict[int, bytes]()
    for part in parts:
        if part.first != following or not part.groups or part.writers[:1] != [frame.writer]:
            raise FrameError("frame-bad")
        chain = chained(chain, part)
        following += len(part.groups)
        found[following - 1] = chain
    if following - 1 != frame.last or chain != frame.chain:
        raise FrameError("frame-bad")
    return found


def _check(group: Group) -> bool:
    """Refuse values that no declaration allows; tell whether a newer program wrote it."""
    kind = BY_WIRE.get(group.kind)
    named = group.registers if group.replaced is None else group.replaced
    lengths = {len(group.registers), len(group.values), len(named)}
    if len(lengths) > 1 or len(group.record) != _ID:
        raise FrameError("frame-bad")
    if kind is None:
        return True
    if kind.private:
        raise FrameError("private-kind")
    return _check_values(kind, group)


def _check_values(kind: Kind, group: Group) -> bool:
    checks, plain_texts = CHECKS[kind.name], PLAIN_TEXTS[kind.name]
    unknown = False
    for wire, value in zip(group.registers, group.values, strict=True):
        longest = plain_texts.get(wire, -1)  # most values are short texts of plain signs
        if type(value) is str and len(value) <= longest and value.isascii() and value.isprintable():
            continue
        check = checks.get(wire)
        if check is not None:
            check(value)
        elif wire != ALIVE:
            unknown = True
        elif value not in {0, 1}:
            raise FrameError("frame-bad")
    return unknown


def _check_of(register: Register) -> Callable[[object], None]:
    """Give what refuses a register's value that could not be read again."""
    cells = [_check_of_cell(column) for column in register.columns]
    if not register.wires:
        return cells[0]

    def check(value: object) -> None:
        if value is None:
            return
        if not isinstance(value, dict):
            raise FrameError("frame-bad")
        for one, cell in zip(cells, register.cells(value), strict=True):
            one(cell)

    return check


def _check_of_cell(column: Column) -> Callable[[object], None]:
    """Give what refuses another primitive, a text too long or with forbidden signs, no date."""
    primitive, load = column.codec.primitive, column.codec.load
    of_type = _text_of(_longest(column)) if primitive is str else _of(primitive)
    if is_plain(column.codec):
        return of_type

    def check(cell: object) -> None:
        of_type(cell)
        if cell is None:
            return
        known = type(cell) is not str or len(cell) <= _SHORT
        if not (_is_readable_known if known else _is_readable)(load, cast("Primitive", cell)):
            raise FrameError("value-bad")

    return check


def _longest(column: Column) -> int:
    return _ROOM * (column.spec.max or _TEXT)


def _of(primitive: type) -> Callable[[object], None]:
    """Give what refuses anything but whole numbers that a store holds, or bytes."""

    def check(cell: object) -> None:
        if cell is None:
            return
        if type(cell) is not primitive:
            raise FrameError("frame-bad")
        if type(cell) is int and not -_WHOLE <= cell < _WHOLE:
            raise FrameError("frame-bad")

    return check


def _text_of(longest: int) -> Callable[[object], None]:
    """Give what refuses anything but a text that is short enough and passed the one gate."""

    def check(cell: object) -> None:
        if cell is None:
            return
        if type(cell) is not str:
            raise FrameError("frame-bad")
        if len(cell) > longest:
            raise FrameError("value-too-long")
        if not is_admitted(cell) or ("\\u" in cell and _ESCAPED.search(cell)):
            raise FrameError("text-forbidden")

    return check


def _is_readable(load: Callable[[Primitive], object], cell: Primitive) -> bool:
    """Tell whether a value can be read again: no text that is no list, no day that is none."""
    try:
        load(cell)
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        return False
    return True


# sectors, provinces, days: the same few come again and again
_is_readable_known = lru_cache(maxsize=10_000)(_is_readable)


CHECKS = {
    kind.name: {register.wire: _check_of(register) for register in kind.registers} for kind in KINDS
}


PLAIN_TEXTS = {  # how long the texts may be that are read again whatever they hold
    kind.name: {
        r.wire: _longest(r.columns[0])
        for r in kind.registers
        if not r.wires and r.columns[0].codec.primitive is str and is_plain(r.columns[0].codec)
    }
    for kind in KINDS
}


def _needs(parts: Iterable[Part]) -> Needs:
    dots: dict[str, int] = {}
    records: set[bytes] = set()
    makes: set[bytes] = set()
    erases: set[tuple[int, bytes]] = set()
    for part, groups in parts:
        for group in groups:
            if group is None:
                continue
            for writer, seq in replaced_dots(part, group):
                dots[writer] = max(seq, dots.get(writer, 0))
            kind = BY_WIRE.get(group.kind)
            if kind is None:
                continue  # it has no row here that could be waited for
            (makes if group.replaced is None else records).add(group.record)
            records |= set(_referred(kind, group))
            erases |= set(_erased(kind, group))
    return Needs(dots, frozenset(records - makes), frozenset(makes), frozenset(erases))


def _erased(kind: Kind, group: Group) -> Iterator[tuple[int, bytes]]:
    if kind is Erasure.KIND:
        values = dict(zip(group.registers, group.values, strict=True))
        try:
            yield from targets_of(json.loads(values.get(_ORDERED) or "[]"))
        except (ValueError, TypeError) as wrong:
            raise FrameError("value-bad") from wrong


def targets_of(names: Iterable[str]) -> Iterator[tuple[int, bytes]]:
    """Read records named "kind/id", as an order of erasure does: a kind's wire id and a record.

    A kind that only a newer program knows is 0: of it the journal alone holds something.
    """
    for named in names:
        kind, _, record = named.partition("/")
        yield (BY_NAME[kind].wire if kind in BY_NAME else 0), UUID(record).bytes


def _referred(kind: Kind, group: Group) -> Iterator[bytes]:
    for wire in _REFERRING[kind.name].intersection(group.registers):
        value = group.values[group.registers.index(wire)]
        if isinstance(value, bytes):
            yield value


def replaced_dots(part: TransactionPart, group: Group) -> Iterator[tuple[str, int]]:
    """Give the operations that a group names as replaced, by writer and number."""
    for named in group.replaced or ():
        if named == 0:
            continue
        if not isinstance(named, list):
            raise FrameError("frame-bad")
        for pair in named:
            yield _dot(part, pair)


def _dot(part: TransactionPart, pair: object) -> tuple[str, int]:
    if not isinstance(pair, list) or len(pair) != 2:  # noqa: PLR2004 - a place and a number
        raise FrameError("frame-bad")
    place, seq = pair
    if type(place) is not int or type(seq) is not int:
        raise FrameError("frame-bad")
    if not (0 <= place < len(part.writers) and 0 < seq < _MOST):
        raise FrameError("frame-bad")
    return part.writers[place], seq
