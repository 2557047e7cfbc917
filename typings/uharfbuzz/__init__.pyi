from collections.abc import Mapping, Sequence
from enum import IntEnum

class BufferClusterLevel(IntEnum):
    MONOTONE_CHARACTERS = 1

class Blob:
    def __init__(self, data: bytes) -> None: ...

class Face:
    def __init__(self, blob: Blob | bytes, index: int = 0) -> None: ...

class Font:
    def __init__(self, face_or_font: Face) -> None: ...
    def get_glyph_h_advance(self, gid: int) -> int: ...

class GlyphInfo:
    codepoint: int
    cluster: int

class GlyphPosition:
    x_advance: int
    x_offset: int
    y_offset: int

class Buffer:
    cluster_level: BufferClusterLevel
    direction: str
    script: str
    language: str
    def add_str(self, text: str) -> None: ...
    @property
    def glyph_infos(self) -> Sequence[GlyphInfo]: ...
    @property
    def glyph_positions(self) -> Sequence[GlyphPosition]: ...

def shape(font: Font, buffer: Buffer, features: Mapping[str, bool] | None = None) -> None: ...
