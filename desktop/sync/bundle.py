"""The export file: age outside, a signed manifest inside, then frames, then files.

Every check comes before anything is written, and each fault has a name of its own: see
docs/bundle-format.md, which is the specification.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

from desktop.frames import Frame, WriterId
from desktop.sync.cards import Card, Keys

SUFFIX = ".sportello"
FORMAT = 1
MAIL_LIMIT = 15 << 20  # bytes of a file's content: what a mail takes along
FILE_LIMIT = 64 << 20
_MANIFEST_LIMIT = 8 << 20
_FRAME_LIMIT = 4 << 20
_BLOB_LIMIT = 32 << 20
_MAGIC = b"SPORTELLO"
_LENGTH, _SIGNATURE = 4, 64
_OUTER = b"age-encryption.org/v1\n"
_SIGNED = b"sportello bundle\n"


class BundleError(Exception):
    """An export file that is refused; `reason` names the check that it does not pass."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class FrameHead(msgspec.Struct, frozen=True, array_like=True):
    """A frame in the manifest; see `Frame`. `size` and `sha256` are of its body."""

    writer: str
    first: int
    last: int
    previous: bytes
    chain: bytes
    signature: bytes | None
    size: int
    sha256: bytes


class BlobHead(msgspec.Struct, frozen=True, array_like=True):
    """A file that comes along."""

    sha256: bytes
    size: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle says of itself, signed by its sender.

    `reader` is the lowest format that a program must know to read it; `recipients` binds the
    desks that it is for; `seen` is how far each writer is at the sender, which confirms to the
    addressee what arrived; `lacking` are the files that the sender asks for.
    """

    format: int
    reader: int
    program: str
    id: bytes
    practice: bool
    sender: str
    recipients: tuple[str, ...]
    made: int
    operator: str
    part: int
    parts: int
    seen: dict[str, tuple[int, bytes]]
    lacking: tuple[bytes, ...]
    cards: tuple[bytes, ...]
    roster: bytes | None
    frames: tuple[FrameHead, ...]
    blobs: tuple[BlobHead, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """An opened export file whose manifest could be read; `verify` says whose it is."""

    manifest: Manifest
    frames: tuple[Frame, ...]
    blobs: tuple[tuple[bytes, bytes], ...]
    signed: bytes
    signature: bytes

    def is_by(self, cards: Sequence[Card]) -> bool:
        """Tell whether the sender's own key signed the manifest."""
        mine = (card for card in cards if card.desk == self.manifest.sender)
        return any(card.verifies(self.signature, _SIGNED + self.signed) for card in mine)


def write_bundle(
    manifest: Manifest, frames: Sequence[Frame], blobs: Sequence[bytes], keys: Keys,
    recipients: Sequence[Card],
) -> bytes:  # fmt: skip
    """Give the bytes of an export file; heads and recipients are filled into the manifest."""
    told = msgspec.structs.replace(
        manifest,
        recipients=tuple(card.desk for card in recipients),
        frames=tuple(_head(frame) for frame in frames),
        blobs=tuple(BlobHead(sha256(blob).digest(), len(blob)) for blob in blobs),
    )
    body = msgspec.msgpack.encode(told)
    inner = b"".join((
        _MAGIC, len(body).to_bytes(_LENGTH, "big"), body, keys.sign(_SIGNED + body),
        *(frame.body for frame in frames), *blobs,
    ))  # fmt: skip
    import pyrage  # noqa: PLC0415 - as in desktop.sync.cards

    return pyrage.encrypt(inner, [card.recipient for card in recipients])


def _head(frame: Frame) -> FrameHead:
    return FrameHead(
        frame.writer, frame.first, frame.last, frame.previous, frame.chain, frame.signature,
        len(frame.body), sha256(frame.body).digest(),
    )  # fmt: skip


def read_bundle(data: bytes, keys: Sequence[Keys]) -> Bundle:
    """Open an export file that is for the holder of these keys; raises `BundleError`."""
    if len(data) > FILE_LIMIT:
        raise BundleError("too-large")
    inner = _decrypted(data, keys)
    start = len(_MAGIC) + _LENGTH
    size = int.from_bytes(inner[len(_MAGIC) : start], "big")
    if not inner.startswith(_MAGIC) or size > _MANIFEST_LIMIT:
        raise BundleError("damaged")
    body, signature = inner[start : start + size], inner[start + size :][:_SIGNATURE]
    manifest = _manifest(body)
    frames, blobs = _contents(manifest, inner[start + size + _SIGNATURE :])
    return Bundle(manifest, frames, blobs, body, signature)


def _decrypted(data: bytes, keys: Sequence[Keys]) -> bytes:
    import pyrage  # noqa: PLC0415 - as in desktop.sync.cards

    if not data.startswith(_OUTER):
        raise BundleError("not-a-bundle")
    try:
        return pyrage.decrypt(data, [held.identity for held in keys])
    except pyrage.DecryptError as error:
        reason = "not-for-us" if "No matching keys" in str(error) else "damaged"
        raise BundleError(reason) from error


def _manifest(body: bytes) -> Manifest:
    """Read the manifest; one of a newer format is named before it is read in full."""
    try:
        head = msgspec.msgpack.decode(body, type=_Head)
        if head.reader > FORMAT:
            raise BundleError("newer", program=head.program[:40])
        manifest = msgspec.msgpack.decode(body, type=Manifest)
        datetime.fromtimestamp(manifest.made / 1000, tz=UTC)  # refuses what no calendar holds
        for frame in manifest.frames:
            WriterId.parse(frame.writer)
    except (msgspec.MsgspecError, ValueError, OverflowError, OSError) as error:
        raise BundleError("damaged") from error
    return manifest


class _Head(msgspec.Struct, frozen=True):
    reader: int
    program: str


def _contents(
    manifest: Manifest, rest: bytes
) -> tuple[tuple[Frame, ...], tuple[tuple[bytes, bytes], ...]]:
    """Cut frames and files out of what follows the manifest, each against its hash."""
    if any(head.size > _FRAME_LIMIT or head.size < 0 for head in manifest.frames):
        raise BundleError("frame-too-large")
    if any(head.size > _BLOB_LIMIT or head.size < 0 for head in manifest.blobs):
        raise BundleError("blob-too-large")
    sizes = [*(f.size for f in manifest.frames), *(b.size for b in manifest.blobs)]
    if sum(sizes) != len(rest):
        raise BundleError("damaged")
    bodies = _cut(rest, sizes)
    frames = tuple(_frame(head, next(bodies)) for head in manifest.frames)
    blobs = tuple((head.sha256, next(bodies)) for head in manifest.blobs)
    if any(sha256(data).digest() != held for held, data in blobs):
        raise BundleError("blob-bad")
    return frames, blobs


def _cut(rest: bytes, sizes: Sequence[int]) -> Iterator[bytes]:
    at = 0
    for size in sizes:
        yield rest[at : at + size]
        at += size


def _frame(head: FrameHead, body: bytes) -> Frame:
    if sha256(body).digest() != head.sha256:
        raise BundleError("frame-bad")
    return Frame(
        head.writer, head.first, head.last, head.previous, head.chain, head.signature, body
    )


def is_signed(frame: Frame, cards: Sequence[Card]) -> bool:
    """Tell whether a frame's own writer signed it, by one of the cards its desk ever had."""
    desk = WriterId.parse(frame.writer).desk
    signature = frame.signature
    return signature is not None and any(
        card.verifies(signature, frame.signed()) for card in cards if card.desk == desk
    )


def shared_out(
    frames: Sequence[Frame], blobs: Sequence[tuple[bytes, int]], limit: int = MAIL_LIMIT
) -> list[tuple[list[Frame], list[bytes]]]:
    """Share frames and files (hash, size) out among bundles that a mail takes along.

    At least one bundle is given: it confirms what came. They may be read in any order.
    """
    shares: list[tuple[list[Frame], list[bytes]]] = [([], [])]
    used = 0
    sized = [(len(f.body), f, None) for f in frames] + [(size, None, held) for held, size in blobs]
    for size, frame, held in sized:
        if used and used + size > limit:
            shares.append(([], []))
            used = 0
        if frame is not None:
            shares[-1][0].append(frame)
        elif held is not None:
            shares[-1][1].append(held)
        used += size
    return shares
