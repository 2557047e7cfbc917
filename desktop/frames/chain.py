"""The chain over transactions: no line of the journal can change without being seen.

chain = H(previous, header, leaves); a leaf is H(salt, group), so that an erased group can be
replaced by its leaf and the chain still holds.
"""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec

from desktop.frames.operations import TransactionPart, is_erased

SIZE = 32
START = bytes(SIZE)
_LEAF_HEADER = 2  # bytes before the leaf in the msgpack byte string that stands for it


def salt_of(seed: bytes, place: int) -> bytes:
    """Give the salt of the group at a place, from the transaction's random seed."""
    return blake2b(place.to_bytes(4, "big"), key=seed, digest_size=16).digest()


def leaf_of(salt: bytes, group: bytes) -> bytes:
    """Give the leaf of one encoded group."""
    return blake2b(group, key=salt, digest_size=SIZE).digest()


def _leaves(part: TransactionPart) -> Iterable[bytes]:
    for place, raw in enumerate(part.groups):
        group = bytes(raw)
        if is_erased(group):
            yield group[_LEAF_HEADER:]
            continue
        salts = part.salts
        salt = salt_of(salts, place) if isinstance(salts, bytes) else salts[place]
        yield leaf_of(salt or b"", group)


def chained(previous: bytes, part: TransactionPart) -> bytes:
    """Give the chain after a part, from the chain before it."""
    header = msgspec.msgpack.encode(
        (part.id, part.operator, part.source, part.at, part.part, part.parts, part.first,
         part.writers)
    )  # fmt: skip
    root = blake2b(digest_size=SIZE)
    root.update(header)
    for leaf in _leaves(part):
        root.update(leaf)
    return blake2b(root.digest(), key=previous or START, digest_size=SIZE).digest()
