"""The faces at work: widths of texts, lines that fit, characters that no face can print."""

import struct
import threading
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop import paths
from desktop.documents.layout.styles import Face, Style

# ReportLab keeps fonts in one table for the whole process and reads their files while it embeds
# them: one paper at a time is set and drawn.
PRESS = threading.Lock()

_ELLIPSIS = "…"
_BREAK_AFTER = frozenset("@/.-_:,;+&=")
_SEWN = 64  # how far back a break inside a long word is looked for


@dataclass
class Faces:
    """The registered faces, and what was asked of them that they do not hold."""

    missing: set[str] = field(default_factory=set)

    def width(self, text: str, style: Style) -> float:
        """Measure a text in points, and note the characters that the face does not hold."""
        widths, default = _widths(style.face)
        total = 0.0
        for char in text:
            width = widths.get(ord(char))
            if width is None:
                self.missing.add(char)
                width = default
            total += width
        return total * style.size / 1000

    def bearing(self, text: str, style: Style) -> float:
        """Give the white before a text's first stem, which a display line is moved by."""
        return _bearings(style.face).get(text[:1], 0.0) * style.size if text else 0.0

    def wrap(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Break a text into lines that fit; a word longer than a line is cut by letters."""
        lines: list[str] = []
        for part in text.split("\n"):
            lines.extend(self._wrapped(part, style, width))
        return tuple(lines) or ("",)

    def _wrapped(self, text: str, style: Style, width: float) -> list[str]:
        space = self.width(" ", style)
        lines: list[str] = []
        words: list[str] = []
        used = 0.0
        for word in text.split(" "):
            needed = self.width(word, style)
            if words and used + space + needed > width:
                lines.append(" ".join(words))
                words, used = [], 0.0
            if needed > width:
                *cut, rest = self._cut(word, style, width)
                lines.extend(cut)
                words, used = [rest], self.width(rest, style)
                continue
            used += needed + (space if words else 0.0)
            words.append(word)
        lines.append(" ".join(words))
        return lines

    def _cut(self, word: str, style: Style, width: float) -> list[str]:
        """Cut a long word, after a sign such as "@" or "." where one stands near the edge."""
        widths, default = _widths(style.face)
        room = width * 1000 / style.size
        pieces: list[str] = []
        start = 0
        used = 0.0
        place = 0
        while place < len(word):
            needed = widths.get(ord(word[place]), default)
            if used + needed > room and place > start:
                end = _break_before(word, start, place)
                pieces.append(word[start:end])
                start = place = end
                used = 0.0
                continue
            used += needed
            place += 1
        pieces.append(word[start:])
        return pieces

    def fit(self, text: str, style: Style, width: float) -> str:
        """Give the text if it fits in a line, else its beginning and an ellipsis."""
        if self.width(text, style) <= width:
            return text
        return self.cut_off(text, style, width)

    def cut_off(self, text: str, style: Style, width: float) -> str:
        """Give as much of a text as fits before an ellipsis."""
        room = width - self.width(_ELLIPSIS, style)
        first = self._cut(text.replace("\n", " "), style, max(room, style.size))[0]
        return first.rstrip() + _ELLIPSIS

    def balanced(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Break a text into as few lines as fit, of about the same length."""
        lines = self.wrap(text, style, width)
        narrower = width - style.size / 2
        while len(lines) > 1 and narrower > max(self.width(word, style) for word in text.split()):
            tried = self.wrap(text, style, narrower)
            if len(tried) > len(lines):
                break
            lines, narrower = tried, narrower - style.size / 2
        return lines

    def clip(self, text: str, style: Style, width: float, most: int) -> tuple[str, ...]:
        """Break a text into at most so many lines; the last ends in an ellipsis if it is cut."""
        lines = self.wrap(text, style, width)
        if len(lines) <= most:
            return lines
        rest = " ".join(lines[most - 1 : most + 1])
        return (*lines[: most - 1], self.cut_off(rest, style, width))


def _break_before(word: str, start: int, end: int) -> int:
    for place in range(end, max(start, end - _SEWN), -1):
        if word[place - 1] in _BREAK_AFTER and place - start > 1:
            return place
    return end


def press_faces() -> Faces:
    """Register the faces with ReportLab, once, and give a fresh measurer."""
    for face in Face:
        _registered(face)
    return Faces()


@cache
def _registered(face: Face) -> TTFont:
    font = TTFont(face.value, _folder() / f"{face.value}.ttf")
    pdfmetrics.registerFont(font)
    return font


def _folder() -> Path:
    return paths.resources() / "fonts"


@cache
def _widths(face: Face) -> tuple[dict[int, float], float]:
    held = _registered(face).face
    widths = {code: held.charWidths[code] for code in held.charToGlyph if code in held.charWidths}
    return widths, held.defaultWidth


@cache
def _bearings(face: Face) -> dict[str, float]:
    """Read the left side bearings of printable ASCII and Latin letters, as parts of the size."""
    held: Any = _registered(face).face
    hmtx = held.get_table("hmtx")
    count = struct.unpack(">H", held.get_table("hhea")[34:36])[0]
    units = struct.unpack(">H", held.get_table("head")[18:20])[0]
    bearings: dict[str, float] = {}
    for code in range(0x21, 0x180):
        glyph = held.charToGlyph.get(code)
        if glyph is None:
            continue
        place = 4 * glyph + 2 if glyph < count else 4 * count + 2 * (glyph - count)
        bearings[chr(code)] = struct.unpack(">h", hmtx[place : place + 2])[0] / units
    return bearings
