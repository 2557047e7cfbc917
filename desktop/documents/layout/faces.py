"""The faces at work: widths of texts, lines that fit, characters that no face can print."""

import struct
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import Any, cast

from reportlab.pdfbase import pdfmetrics

from desktop import paths
from desktop.documents.isolates import bare
from desktop.documents.layout import bidi
from desktop.documents.layout.lines import Line, ended, joined, part
from desktop.documents.layout.shaping import PRIVATE, Glyph, PressFont, shaped
from desktop.documents.layout.styles import ARABIC_FACES, ARABIC_SCALE, FALLBACK, Face, Style

# ReportLab keeps fonts in one table for the whole process and reads their files while it embeds
# them: one paper at a time is set and drawn.
PRESS = threading.Lock()

_ELLIPSIS = "…"
_BREAK_AFTER = frozenset("@/.-_:,;+&=")
_MOST_IN_LINE = 1_000  # letters, of the narrowest
_LONG = 200  # letters of a text that is not kept with its width
_SEWN = 64  # how far back a break inside a long word is looked for


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line in one face and one direction; without glyphs it is drawn by letters."""

    text: str
    face: Face
    size: float
    level: int
    width: float
    glyphs: tuple[Glyph, ...] = ()


@dataclass
class Faces:
    """The registered faces, and what was asked of them that they do not hold."""

    missing: set[str] = field(default_factory=set)

    def width(self, text: str, style: Style) -> float:
        """Measure a text in points, and note the characters that no face holds."""
        plain = _plain_width(text, style.face)
        if plain is not None:
            return plain * style.size / 1000
        return sum(run.width for run in self.runs(text, style))

    def look_for(self, text: str, style: Style) -> None:
        """Note the characters of a text that no face holds."""
        if not _is_plain(text, style.face):
            self.runs(text, style)

    def runs(self, text: str, style: Style) -> tuple[Run, ...]:
        """Cut a text into runs, in the order in which it is read.

        An isolate prints nothing, but it parts the levels on its sides: it can be an empty run.
        """
        line = Line.of(text)
        runs, missing = cut_into_runs(str(line), line.levels, style.face, style.size)
        self.missing.update(missing)
        return runs

    def placed(self, text: str, style: Style) -> list[tuple[float, Run]]:
        """Give the runs of a line with their distance from its left edge, as they are read."""
        line = Line.of(text)
        ended_line = Line.made(line, bidi.trimmed(line, line.levels, line.base), line.base)
        runs = self.runs(ended_line, style)
        order = bidi.visual_order([run.level for run in runs])
        lefts = accumulate((runs[place].width for place in order), initial=0.0)
        left_of = dict(zip(order, lefts, strict=False))
        return [(left_of[place], run) for place, run in enumerate(runs) if run.text]

    def is_plain(self, text: str, style: Style) -> bool:
        """Say whether a text is letters of one face from left to right, and nothing else."""
        return _is_plain(text, style.face)

    def bearing(self, text: str, style: Style) -> float:
        """Give the white before a text's first stem, which a display line is moved by."""
        return _bearings(style.face).get(text[:1], 0.0) * style.size if text else 0.0

    def wrap(self, text: str, style: Style, width: float) -> tuple[str, ...]:
        """Break a text into lines that fit; a word longer than a line is cut by letters.

        Lines are broken in reading order, before anything is turned round.
        """
        lines: list[str] = []
        for held in (text,) if isinstance(text, Line) else text.split("\n"):
            plain = _is_plain(held, style.face)
            if plain and self.width(held, style) <= width:
                lines.append(held)
                continue
            whole = held if plain else Line.of(held)
            spans = self._spans(whole, style, width)
            lines.extend(part(whole, start, end) for start, end in spans)
        return tuple(lines) or ("",)

    def _spans(self, text: str, style: Style, width: float) -> list[tuple[int, int]]:
        """Give where each line begins and ends; the space at a break belongs to neither."""
        space = self.width(" ", style)
        spans: list[tuple[int, int]] = []
        begun, place, used = -1, 0, 0.0
        for word in text.split(" "):
            end = place + len(word)
            needed = self.width(part(text, place, end), style)
            if begun >= 0 and used + space + needed > width:
                spans.append((begun, place - 1))
                begun = -1
            used += space
            if begun < 0:
                begun, used = place, 0.0
            if needed > width:
                *cuts, begun = self._cuts(part(text, place, end), style, width)
                edges = [place + cut for cut in (*cuts, begun)]
                spans.extend(pairwise(edges))
                begun = edges[-1]
                needed = self.width(part(text, begun, end), style)
            used += needed
            place = end + 1
        spans.append((begun, len(text)))
        return spans

    def _cuts(self, word: str, style: Style, width: float) -> list[int]:
        """Give where the pieces of a long word begin.

        It is cut after a sign such as "@" or "." where one stands near the edge.
        """
        starts = [0]
        used = 0.0
        place = 0
        advances = self._advances(word, style)
        while place < len(word):
            needed = advances[place]
            if used + needed > width and place > starts[-1]:
                place = _break_before(word, starts[-1], place)
                starts.append(place)
                used = 0.0
                continue
            used += needed
            place += 1
        return starts

    def _advances(self, word: str, style: Style) -> list[float]:
        """Give what each letter of a word takes; what joins with the one before takes nothing."""
        if _is_plain(word, style.face):
            widths = _widths(style.face)
            return [widths[char] * style.size / 1000 for char in word]
        printed = [place for place, char in enumerate(word) if bare(char)]
        found = [0.0] * len(word)
        places = iter(printed)
        for run in self.runs(word, style):
            here = [next(places) for _ in run.text]
            for place, char in zip(here, run.text, strict=True):
                found[place] = 0.0 if run.glyphs else self.width(char, style)
            for glyph in run.glyphs:
                found[here[glyph.cluster]] += glyph.advance * run.size / 1000
        return found

    def fit(self, text: str, style: Style, width: float) -> str:
        """Give the text if it fits in a line, else its beginning and an ellipsis."""
        if self.width(text, style) <= width:
            return text
        return self.cut_off(text, style, width)

    def cut_off(self, text: str, style: Style, width: float) -> str:
        """Give as much of a text as fits before an ellipsis."""
        room = max(width - self.width(_ELLIPSIS, style), style.size)
        whole = text if isinstance(text, Line) else text.replace("\n", " ")
        whole = part(whole, 0, _MOST_IN_LINE)  # the rest of a word without end is not looked at
        whole = whole if _is_plain(whole, style.face) else Line.of(whole)
        _, end, *_ = (*self._cuts(whole, style, room), len(whole))
        kept = ended(part(whole, 0, end), _ELLIPSIS)
        # A letter that ends what is kept has another shape than inside the word, often a wider one.
        while end > 1 and self.width(kept, style) > width:
            end -= 1
            kept = ended(part(whole, 0, end), _ELLIPSIS)
        return kept

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
        rest = joined(lines[most - 1 : most + 1])
        return (*lines[: most - 1], self.cut_off(rest, style, width))


def _break_before(word: str, start: int, end: int) -> int:
    for place in range(end, max(start, end - _SEWN), -1):
        if word[place - 1] in _BREAK_AFTER and place - start > 1:
            return place
    return end


def press_faces() -> Faces:
    """Register the face with which a canvas begins, and give a fresh measurer."""
    press_font(Face.REGULAR)
    return Faces()


@cache
def press_font(face: Face) -> PressFont:
    """Give a face as ReportLab holds it, registered with the first use."""
    font = PressFont(face, _folder() / f"{face.value}.ttf")
    pdfmetrics.registerFont(font)
    return font


def _folder() -> Path:
    return paths.resources() / "fonts"


@cache
def _widths(face: Face) -> dict[str, float]:
    held = press_font(face).face
    return {
        chr(code): held.charWidths[code]
        for code in held.charToGlyph
        if code in held.charWidths and code not in PRIVATE
    }


@cache
def _letters(face: Face) -> frozenset[str]:
    return frozenset(_widths(face))


def _is_plain(text: str, face: Face) -> bool:
    return _plain_width(text, face) is not None


def _plain_width(text: str, face: Face) -> float | None:
    """Measure letters of one face from left to right, in thousandths; None if there is more."""
    if isinstance(text, Line):
        return None
    return _letters_width(text, face) if len(text) < _LONG else _measured(text, face)


def _measured(text: str, face: Face) -> float | None:
    if not _letters(face).issuperset(text):
        return None
    return sum(map(_widths(face).__getitem__, text))


# The words of a paper come again and again, and each is measured where it is set and drawn.
_letters_width = lru_cache(maxsize=8192)(_measured)


@lru_cache(maxsize=4096)
def cut_into_runs(
    text: str, levels: bytes, wanted: Face, size: float
) -> tuple[tuple[Run, ...], frozenset[str]]:
    """Cut a line into runs of one level and one face; name the characters that no face holds."""
    missing: set[str] = set()
    pairs = zip(text, zip(levels, _chosen(text, wanted, missing), strict=True), strict=True)
    runs = tuple(
        _run(bare("".join(char for char, _ in held)), face, level, size)
        for (level, face), held in groupby(pairs, lambda pair: pair[1])
    )
    return runs, frozenset(missing)


def _chosen(text: str, wanted: Face, missing: set[str]) -> Iterator[Face]:
    """Choose a face for each character; a mark or a space keeps to what it follows."""
    faces = (wanted, *FALLBACK.get(wanted, ()))
    last = wanted
    for char in text:
        follows = char == " " or unicodedata.category(char) == "Mn"
        if not (follows and char in _letters(last)):
            last = next((face for face in faces if char in _letters(face)), wanted)
            if char not in _letters(last) and bare(char):
                missing.add(char)
        yield last


def _run(text: str, face: Face, level: int, size: float) -> Run:
    """Set a run; only what is joined or runs from the right needs shaping."""
    arabic = face in ARABIC_FACES
    size = size * ARABIC_SCALE if arabic else size
    if not text or (not arabic and level % 2 == 0):
        held = _widths(face)
        default: float = cast("Any", press_font(face).face).defaultWidth
        width = sum(held.get(char, default) for char in text)
        return Run(text, face, size, level, width * size / 1000)
    script = "Arab" if arabic else "Latn"
    glyphs = shaped(press_font(face), text, script, leftward=bool(level % 2))
    return Run(text, face, size, level, sum(g.advance for g in glyphs) * size / 1000, glyphs)


@cache
def _bearings(face: Face) -> dict[str, float]:
    """Read the left side bearings of printable ASCII and Latin letters, as parts of the size."""
    held: Any = press_font(face).face
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
