"""Dots as the store holds them: whole numbers, the writer's local number and the sequence."""

from collections.abc import Iterable

import msgspec

_SHIFT = 40
_MASK = (1 << _SHIFT) - 1
_DECODE = msgspec.msgpack.Decoder(dict[int, list[int]])


def dot_of(writer: int, seq: int) -> int:
    """Join a writer's local number and a sequence number."""
    return writer << _SHIFT | seq


def writer_of(dot: int) -> int:
    """Give the local number of the writer of a dot."""
    return dot >> _SHIFT


def seq_of(dot: int) -> int:
    """Give the sequence number of a dot."""
    return dot & _MASK


class LiveDots:
    """The live dots of a record's registers: those of the values that nothing replaced yet."""

    def __init__(self, made: int, packed: bytes | None) -> None:
        self.made = made
        self._of: dict[int, list[int]] = {} if packed is None else _DECODE.decode(packed)

    def of(self, register: int) -> list[int]:
        """Give the live dots of a register; one never written since carries the making dot."""
        return self._of.get(register, [self.made])

    def replace(self, registers: Iterable[int], dot: int) -> None:
        """Let a new operation stand in the place of what was live."""
        for register in registers:
            self._of[register] = [dot]

    def all(self) -> list[int]:
        """Give every live dot of the record, the making dot included, in order."""
        return sorted({self.made, *(dot for dots in self._of.values() for dot in dots)})

    def packed(self) -> bytes | None:
        """Give the bytes for the row's `dots`; null while nothing was edited."""
        return msgspec.msgpack.encode(dict(sorted(self._of.items()))) if self._of else None
