"""Operations, and the bytes in which the store's log and the export files alike hold them."""

from desktop.frames.chain import chained, leaf_of, salt_of
from desktop.frames.framing import (
    FRAME_LIMIT,
    decode_parts,
    encode_part,
    join_sealed,
    open_frame,
    split_groups,
)
from desktop.frames.operations import Dot, Group, TransactionPart, WriterId, decode_group
from desktop.frames.sealed import Frame, FrameError, Needs, Opened, Part, opened

__all__ = [
    "FRAME_LIMIT",
    "Dot",
    "Frame",
    "FrameError",
    "Group",
    "Needs",
    "Opened",
    "Part",
    "TransactionPart",
    "WriterId",
    "chained",
    "decode_group",
    "decode_parts",
    "encode_part",
    "join_sealed",
    "leaf_of",
    "open_frame",
    "opened",
    "salt_of",
    "split_groups",
]
