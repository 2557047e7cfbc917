"""Qt's text engine with the papers' own font files: how lines of mixed writing should stand."""

from collections.abc import Iterable, Iterator
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextLine, QTextOption

from desktop import paths
from desktop.documents.layout.faces import Faces, press_font
from desktop.documents.layout.styles import BODY, Face

Standing = tuple[tuple[Face, int], ...]  # face and glyph from left to right, without spaces
_FACES = (Face.REGULAR, Face.ARABIC)


@cache
def _font() -> QFont:
    families = []
    for face in _FACES:
        number = QFontDatabase.addApplicationFont(
            str(paths.resources() / "fonts" / f"{face.value}.ttf")
        )
        families += QFontDatabase.applicationFontFamilies(number)
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(100)
    font.setKerning(False)
    return font


def by_qt(text: str, lengths: list[int]) -> list[Standing]:
    """Lay a paragraph out in lines of so many letters; say what stands in each."""
    for mode in (QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere,
                 QTextOption.WrapMode.WrapAnywhere):  # fmt: skip
        layout = QTextLayout(text, _font())
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(mode)
        layout.setTextOption(option)
        layout.beginLayout()
        lines = list(_lines(layout, lengths))
        layout.endLayout()
        if [line.textLength() for line in lines] == lengths:
            return [_standing(_glyphs(line)) for line in lines]
    return []  # Qt breaks no such lines


def _lines(layout: QTextLayout, lengths: list[int]) -> Iterator[QTextLine]:
    for length in lengths:
        line = layout.createLine()
        if not line.isValid():
            return
        _fill(line, length)
        yield line


def _fill(line: QTextLine, length: int) -> None:
    """Find a width at which a line takes so many letters."""
    narrow, wide = 0.0, 20_000.0
    for _ in range(30):
        width = (narrow + wide) / 2
        line.setLineWidth(width)
        if line.textLength() == length:
            return
        narrow, wide = (width, wide) if line.textLength() < length else (narrow, width)


def _glyphs(line: QTextLine) -> Iterator[tuple[float, Face, int]]:
    for run in line.glyphRuns():
        face = Face.ARABIC if "Arabic" in run.rawFont().familyName() else Face.REGULAR
        for glyph, position in zip(run.glyphIndexes(), run.positions(), strict=True):
            yield position.x(), face, glyph


def _standing(held: Iterable[tuple[float, Face, int]]) -> Standing:
    spaces = {(face, press_font(face).face.charToGlyph[0x20]) for face in _FACES}
    return tuple((face, glyph) for _, face, glyph in sorted(held) if (face, glyph) not in spaces)


def by_us(text: str, width: float) -> tuple[list[Standing], list[int]]:
    """Break a paragraph as papers do; say what stands in each line, and how long each is."""
    faces = Faces()
    lines = faces.wrap(text, BODY, width)
    lengths = []
    place = 0
    for line in lines:
        place += len(line)
        follows = text[place : place + 1] == " "
        lengths.append(len(line) + follows)
        place += follows
    return [_standing(_stands(line, faces)) for line in lines], lengths


def _stands(line: str, faces: Faces) -> Iterator[tuple[float, Face, int]]:
    for left, run in faces.placed(line, BODY):
        x = left
        for char in () if run.glyphs else run.text:
            yield x, run.face, press_font(run.face).face.charToGlyph[ord(char)]
            x += faces.width(char, BODY)
        for glyph in run.glyphs:
            yield x + glyph.across * run.size / 1000, run.face, glyph.number
            x += glyph.advance * run.size / 1000


def differs(text: str, width: float) -> bool:
    """Say whether the papers set a paragraph otherwise than Qt does."""
    ours, lengths = by_us(text, width)
    return ours != by_qt(text, lengths)
