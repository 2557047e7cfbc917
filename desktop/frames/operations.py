"""What an operation is: the registers of one record that one transaction wrote.

An operation has a dot, (writer, sequence), and names for every register the dots it replaced.
Nothing here knows a table: kinds, registers and values are wire ids and primitives.
"""

from typing import Any, NamedTuple

import msgspec

from desktop.typed import override


class WriterId(NamedTuple):
    """Who writes: a desk in one of its incarnations, or the built-in writer of a programme.

    A desk writes shared records as `private=False` and its own notes as `private=True`.
    """

    desk: str
    incarnation: str
    private: bool = False

    @override
    def __str__(self) -> str:
        """Give the text form that frames hold, the inverse of `parse`."""
        return f"{self.desk}/{self.incarnation}" + ("/private" if self.private else "")

    @classmethod
    def parse(cls, text: str) -> "WriterId":
        """Read the text form back; ValueError when it is not one."""
        desk, _, rest = text.partition("/")
        incarnation, _, private = rest.partition("/")
        if not desk or not incarnation or private not in {"", "private"}:
            message = f"not a writer: {text!r}"
            raise ValueError(message)
        return cls(desk, incarnation, bool(private))


class Dot(NamedTuple):
    """The name of one operation: its writer and the writer's sequence number, from 1."""

    writer: str
    seq: int


class Group(msgspec.Struct, array_like=True, frozen=True):
    """One operation: a record's registers with their new values and what they replaced.

    `replaced` is null for the operation that makes the record; otherwise it holds, for each
    register, 0 (the value that the record was made with) or the list of replaced dots as
    [place in the part's `writers`, sequence].
    """

    kind: int
    record: bytes
    registers: tuple[int, ...]
    values: list[Any]
    replaced: list[Any] | None = None


class TransactionPart(msgspec.Struct, array_like=True, frozen=True):
    """A transaction, or one part of one whose operations need more than a frame.

    `at` is wall time in milliseconds since 1970 UTC; `first` the sequence number of the first
    group, the rest follow; `writers[0]` is the part's own writer. `salts` is the seed of the
    leaves' salts, or, once a group was erased, the list of salts that are left.
    """

    id: bytes
    operator: str
    source: str
    at: int
    part: int
    parts: int
    first: int
    writers: list[str]
    salts: bytes | list[bytes | None]
    groups: list[msgspec.Raw]


_GROUP = msgspec.msgpack.Decoder(Group)


def decode_group(raw: msgspec.Raw | bytes) -> Group | None:
    """Read one group of a part; None where it was erased and only its leaf is left."""
    return None if is_erased(raw) else _GROUP.decode(raw)


def is_erased(raw: msgspec.Raw | bytes) -> bool:
    """Tell whether only the leaf of a group is left: a byte string stands in its place."""
    return bytes(memoryview(raw)[:1]) == b"\xc4"
