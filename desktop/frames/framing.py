"""The bytes of frames: length-prefixed transaction parts, plain while loose, zstd once sealed."""

from collections.abc import Iterable, Iterator

import msgspec
import zstandard

from desktop.frames.operations import TransactionPart

FRAME_LIMIT = 1 << 20
_LEVEL = 3
_PREFIX = 4
# A frame that claims to unpack to more than this is refused before it is unpacked.
_OPEN_LIMIT = 16 * FRAME_LIMIT
_PART = msgspec.msgpack.Decoder(TransactionPart)


def encode_part(part: TransactionPart) -> bytes:
    """Give a part's bytes with their length before them."""
    body = msgspec.msgpack.encode(part)
    return len(body).to_bytes(_PREFIX, "big") + body


def decode_parts(body: bytes) -> Iterator[TransactionPart]:
    """Read the parts of an opened frame, in order; ValueError when it is cut or not a frame."""
    at = 0
    while at < len(body):
        size = int.from_bytes(body[at : at + _PREFIX], "big")
        piece = body[at + _PREFIX : at + _PREFIX + size]
        if len(piece) != size:
            message = "frame cut short"
            raise ValueError(message)
        yield _PART.decode(piece)
        at += _PREFIX + size


def join_sealed(bodies: Iterable[bytes]) -> bytes:
    """Seal loose bodies into one frame: join and compress, never mix two transactions."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(b"".join(bodies))


def open_frame(body: bytes, *, sealed: bool) -> bytes:
    """Give a frame's plain bytes; ValueError when they are damaged or far too many."""
    if not sealed:
        return body
    try:
        if zstandard.frame_content_size(body) > _OPEN_LIMIT:
            message = "frame too large"
            raise ValueError(message)
        return zstandard.ZstdDecompressor().decompress(body, max_output_size=_OPEN_LIMIT)
    except zstandard.ZstdError as damaged:
        raise ValueError(str(damaged)) from damaged


def split_groups(groups: Iterable[bytes], limit: int = FRAME_LIMIT) -> Iterator[list[bytes]]:
    """Cut the encoded groups of a transaction into runs of at most `limit` bytes each."""
    run: list[bytes] = []
    size = 0
    for group in groups:
        if run and size + len(group) > limit:
            yield run
            run, size = [], 0
        run.append(group)
        size += len(group)
    if run:
        yield run
