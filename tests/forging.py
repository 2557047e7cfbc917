"""Bundles built by hand: whole, or wrong in one thing that they are built to be wrong in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec
import pyrage
import zstandard

from desktop.frames import Frame, Group, TransactionPart, chained, encode_part, join_sealed
from desktop.services.desk import Desk, new_uuid
from desktop.services.trust import own_keys
from desktop.sync.bundle import (
    FORMAT,
    BlobHead,
    FrameHead,
    Manifest,
    write_bundle,
)
from desktop.sync.cards import Card, Keys

FIRM, NAME, REGISTERED_ON, OFFICE = 1, 3, 9, 15
SIGNED = b"sportello bundle\n"


def head_of(frame: Frame) -> FrameHead:
    """Give the line of the manifest that is true of a frame."""
    return FrameHead(
        frame.writer, frame.first, frame.last, frame.previous, frame.chain, frame.signature,
        len(frame.body), sha256(frame.body).digest(),
    )  # fmt: skip


def inner(manifest: Manifest, rest: bytes, keys: Keys, *, magic: bytes = b"SPORTELLO") -> bytes:
    """Give what lies inside of age: magic, length, manifest, signature, frames and files."""
    return inner_of(msgspec.msgpack.encode(manifest), rest, keys, magic=magic)


def inner_of(body: bytes, rest: bytes, keys: Keys, *, magic: bytes = b"SPORTELLO") -> bytes:
    """Give the same for a manifest that is bytes already."""
    return b"".join((magic, len(body).to_bytes(4, "big"), body, keys.sign(SIGNED + body), rest))


def sealed_for(data: bytes, *cards: Card) -> bytes:
    """Encrypt for desks."""
    return pyrage.encrypt(data, [card.recipient for card in cards])


@dataclass
class Forger:
    """Has one desk's keys and writes files in its name for another."""

    keys: Keys
    to: Card
    writer: str
    last: int
    chain: bytes
    made: int = 1_631_084_400_000

    @classmethod
    def of(cls, one: Desk, other: Desk) -> "Forger":
        """Stand where a desk stands towards another that has all of its work."""
        with other.store.exchanging() as exchange:
            code = one.store.identity.desk
            (writer,) = [w for w in exchange.seen() if w.startswith(f"{code}/")]
            last, chain = exchange.seen()[writer]
        return cls(own_keys(one)[-1], own_keys(other)[-1].card, writer, last, chain)

    @property
    def card(self) -> Card:
        return self.keys.card

    def group(
        self, values: dict[int, object], kind: int = FIRM, record: bytes | None = None,
        replaced: list[object] | None = None,
    ) -> Group:  # fmt: skip
        """Give an operation that makes a record, or (`replaced`) writes to one."""
        named = new_uuid().bytes if record is None else record
        return Group(kind, named, tuple(values), list(values.values()), replaced)

    def part(self, groups: Sequence[Group], **more: object) -> TransactionPart:
        """Give a transaction after the last one."""
        made = TransactionPart(
            id=new_uuid().bytes, operator="Mano Ignota", source="typed", at=self.made, part=1,
            parts=1, first=self.last + 1, writers=[self.writer], salts=bytes(range(16)),
            groups=[msgspec.Raw(msgspec.msgpack.encode(group)) for group in groups],
        )  # fmt: skip
        return msgspec.structs.replace(made, **more)

    def frame(self, *parts: TransactionPart, previous: bytes | None = None) -> Frame:
        """Seal transactions into a signed frame."""
        begin = self.chain if previous is None else previous
        chain = begin
        for part in parts:
            chain = chained(chain, part)
        last = parts[-1].first + len(parts[-1].groups) - 1
        return self.signed(Frame(
            parts[0].writers[0], parts[0].first, last, begin, chain, None,
            join_sealed(map(encode_part, parts)),
        ))  # fmt: skip

    def simple(
        self, values: dict[int, object], kind: int = FIRM, record: bytes | None = None,
        replaced: list[object] | None = None,
    ) -> Frame:  # fmt: skip
        """Give a frame with one operation, as `group` makes it."""
        return self.frame(self.part([self.group(values, kind, record, replaced)]))

    def signed(self, frame: Frame, keys: Keys | None = None) -> Frame:
        """Give a frame with its writer's signature."""
        signature = (keys or self.keys).sign(frame.signed())
        return msgspec.structs.replace(frame, signature=signature)

    def manifest(self, **more: object) -> Manifest:
        """Give a manifest that says nothing wrong, but for what it is asked to."""
        made = Manifest(
            format=FORMAT, reader=FORMAT, program="0.1.0", id=new_uuid().bytes, practice=True,
            sender=self.card.desk, recipients=(self.to.desk,), made=self.made,
            operator="Mano Ignota", part=1, parts=1, seen={}, lacking=(),
            cards=(self.keys.bytes,), roster=None, frames=(), blobs=(),
        )  # fmt: skip
        return msgspec.structs.replace(made, **more)

    def bundle(
        self, frames: Iterable[Frame] = (), blobs: Iterable[bytes] = (), **more: object
    ) -> bytes:
        """Give a whole file."""
        return write_bundle(self.manifest(**more), list(frames), list(blobs), self.keys, [self.to])

    def heads(
        self, frames: Sequence[Frame], blobs: Sequence[bytes] = (),
        change: Callable[[Manifest], Manifest] = lambda manifest: manifest,
    ) -> bytes:  # fmt: skip
        """Give a file whose manifest was changed before it was signed."""
        manifest = self.manifest(
            frames=tuple(map(head_of, frames)),
            blobs=tuple(BlobHead(sha256(blob).digest(), len(blob)) for blob in blobs),
        )
        rest = b"".join((*(frame.body for frame in frames), *blobs))
        return sealed_for(inner(change(manifest), rest, self.keys), self.to)

    def after(self, *frames: Frame) -> "Forger":
        """Stand after frames."""
        return replace(self, last=frames[-1].last, chain=frames[-1].chain)


def bomb(size: int) -> bytes:
    """Give a few bytes that unpack to many."""
    return zstandard.ZstdCompressor(level=3).compress(bytes(size))
