"""Shaping by HarfBuzz: the glyphs of a run, joined and placed, and how ReportLab draws them.

ReportLab draws characters, not glyphs. A shaped glyph gets a character of the private use area,
the same in every paper, and the file's ToUnicode table says what it stands for: always one letter,
since programs that take text out go by glyphs from left to right and turn the letters round one by
one. Where a glyph joins two, the second is held by a blank that lies under it: it has the width of
a space, since what has none is left out by pdfium.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from desktop.documents.layout.styles import ARABIC_FACES, Face
from desktop.typed import override

PRIVATE = range(0xE000, 0xF900)
_HOLDERS = 0xF700  # above the number of glyphs that a face has
_SPACE = 0x20
# Latin is set so everywhere else too; and where Arabic is kerned, Poppler reads a space.
_FEATURES = {"Latn": {"kern": False, "liga": False}, "Arab": {"kern": False}}
_CODE = re.compile(r"(?<=> <)([0-9A-F]{4})(?=>$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph in its place, in thousandths of the size; `text` is what it stands for."""

    number: int
    cluster: int
    text: str
    advance: float
    width: float
    across: float
    up: float


class PressFont(TTFont):
    """A face that can also be drawn glyph by glyph."""

    def __init__(self, face: Face, path: Path) -> None:
        # The letters of an Arabic face are all shaped: ASCII would only lie there unused.
        self._is_readable = face not in ARABIC_FACES
        super().__init__(face.value, path, asciiReadable=self._is_readable)
        self._said: WeakKeyDictionary[object, dict[int, str]] = WeakKeyDictionary()

    def drawn(self, glyphs: Sequence[Glyph], document: object) -> ShapedStr:
        """Give glyphs as the string that a canvas draws; note what each of them stands for."""
        said = self._said.setdefault(document, {})
        held: Any = self.face
        blank, white = held.charToGlyph[_SPACE], held.charWidths[_SPACE]
        codes: list[int] = []
        places: list[ShapeData] = []
        for glyph in glyphs:
            for char in reversed(glyph.text[1:]):
                codes.append(self._code(_HOLDERS + ord(char) % 256, blank, white))
                places.append(ShapeData(glyph.cluster, 0, 0, 0, 0, white))
                said.setdefault(codes[-1], char)
            codes.append(self._code(PRIVATE.start + glyph.number, glyph.number, glyph.width))
            said.setdefault(codes[-1], glyph.text[:1])
            places.append(
                ShapeData(glyph.cluster, glyph.advance, 0, glyph.across, glyph.up, glyph.width)
            )
        return ShapedStr("".join(map(chr, codes)), cast("Any", places))

    @override
    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:
        """Give a text as codes of the file's subsets; a readable face has ASCII where it is."""
        if self._is_readable and text.isascii() and text.isprintable():
            return [(0, text.encode("ascii"))] if text else []
        return super().splitString(text, doc, encoding)

    def _code(self, code: int, glyph: int, width: float) -> int:
        held: Any = self.face
        held.charToGlyph[code] = glyph
        held.charWidths[code] = width
        return code

    @override
    def addObjects(self, doc: Any) -> None:
        """Write the subsets; where a table names a private character, name what it stands for."""
        said = self._said.pop(doc, {})
        super().addObjects(doc)
        ending = "+" + cast("Any", self.face).name.decode()
        for name, stream in doc.idToObject.items():
            if said and name.startswith("toUnicodeCMap:") and name.endswith(ending):
                stream.content = _CODE.sub(lambda found: _utf16(found[1], said), stream.content)


def _utf16(code: str, said: dict[int, str]) -> str:
    text = said.get(int(code, 16))
    return text.encode("utf-16-be").hex().upper() if text else code


@cache
def _harfbuzz(font: PressFont) -> Any:  # noqa: ANN401 - a font of a library loaded when needed
    import uharfbuzz  # noqa: PLC0415 - most papers need none

    return uharfbuzz.Font(cast("Any", font.hbFace))


@lru_cache(maxsize=2048)
def shaped(font: PressFont, text: str, script: str, *, leftward: bool) -> tuple[Glyph, ...]:
    """Shape a run of one face and one direction; glyphs come from left to right."""
    import uharfbuzz  # noqa: PLC0415 - most papers need none

    held = _harfbuzz(font)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.direction = "rtl" if leftward else "ltr"
    buffer.script = script
    buffer.language = "ar"  # never the machine's: the same paper is the same everywhere
    uharfbuzz.shape(held, buffer, _FEATURES[script])
    ends = _ends([info.cluster for info in buffer.glyph_infos], len(text))
    return tuple(
        Glyph(
            number=info.codepoint,
            cluster=info.cluster,
            text=text[info.cluster : ends[info.cluster]],
            advance=place.x_advance,
            width=held.get_glyph_h_advance(info.codepoint),
            across=place.x_offset,
            up=place.y_offset,
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _ends(clusters: list[int], length: int) -> dict[int, int]:
    """Give where each cluster ends: where the next one begins."""
    starts = sorted(set(clusters))
    return dict(zip(starts, [*starts[1:], length], strict=True))
