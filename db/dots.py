"""Dots as the store holds them: whole numbers, the writer's local number and the sequence."""

from collections.abc import Collection, Iterable, Mapping

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

    def merge(self, register: int, replaced: Collection[int], dot: int) -> list[int]:
        """Take an operation from elsewhere in: it stands beside what it did not replace.

        Gives the register's live dots after it: more than one is a conflict.
        """
        standing = self._of.get(register)
        if standing is None:
            standing = [self.made]
        if len(standing) == 1 and standing[0] in replaced:
            self._of[register] = [dot]
            return self._of[register]
        gone = set(replaced)
        held = sorted({*(d for d in self.of(register) if d not in gone), dot})
        self._of[register] = held
        return held

    @property
    def written(self) -> frozenset[int]:
        """Give the registers that were written since the record was made."""
        return frozenset(self._of)

    def values(self) -> list[int]:
        """Give the dots of all that is live but the record's removal, in order."""
        held = {dot for register, dots in self._of.items() if register for dot in dots}
        return sorted({self.made, *held})

    def disputed(self) -> list[int]:
        """Give the registers with more than one live dot."""
        return sorted(register for register, dots in self._of.items() if len(dots) > 1)

    def rename(self, new: Mapping[int, int]) -> None:
        """Give dots their new names."""
        self.made = new.get(self.made, self.made)
        self._of = {r: sorted(new.get(d, d) for d in dots) for r, dots in self._of.items()}

    def all(self) -> list[int]:
        """Give every live dot of the record, the making dot included, in order."""
        return sorted({self.made, *(dot for dots in self._of.values() for dot in dots)})

    def packed(self) -> bytes | None:
        """Give the bytes for the row's `dots`; null while nothing was edited."""
        return msgspec.msgpack.encode(dict(sorted(self._of.items()))) if self._of else None
