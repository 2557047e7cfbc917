"""Faces, sizes and colours: the one hand in which all papers are set. Nothing is under 9 pt."""

from dataclasses import dataclass
from enum import StrEnum

from desktop.documents.looks import Ink


class Face(StrEnum):
    """The faces, each the name of its file in resources/fonts."""

    LIGHT = "IBMPlexSans-Light"
    REGULAR = "IBMPlexSans-Regular"
    MEDIUM = "IBMPlexSans-Medium"
    BOLD = "IBMPlexSans-SemiBold"
    MONO = "IBMPlexMono-Regular"
    MONO_MEDIUM = "IBMPlexMono-Medium"
    ARABIC_LIGHT = "IBMPlexSansArabic-Light"
    ARABIC = "IBMPlexSansArabic-Regular"
    ARABIC_BOLD = "IBMPlexSansArabic-SemiBold"


ARABIC_FACES = frozenset((Face.ARABIC_LIGHT, Face.ARABIC, Face.ARABIC_BOLD))
ARABIC_SCALE = 1.07  # beside Latin of the same size Arabic looks small
FALLBACK = {
    Face.LIGHT: (Face.ARABIC_LIGHT,),
    Face.REGULAR: (Face.ARABIC,),
    Face.MEDIUM: (Face.ARABIC_BOLD,),
    Face.BOLD: (Face.ARABIC_BOLD,),
    Face.MONO: (Face.REGULAR, Face.ARABIC),
    Face.MONO_MEDIUM: (Face.MEDIUM, Face.ARABIC_BOLD),
}

INK = "#14212B"
SECONDARY = "#4A5763"
HAIRLINE = "#B9C2CA"
PETROL = "#0E4B5A"
WHITE = "#FFFFFF"
PALE = "#D5E1E5"  # text of second rank on petrol, 7.3:1

COLOURS = {
    Ink.TEXT: INK,
    Ink.SECONDARY: SECONDARY,
    Ink.MISSING: "#A3260F",
    Ink.TO_SUPPLY: "#7A4B00",
    Ink.MET: "#1B5E3A",
}


@dataclass(frozen=True, slots=True)
class Style:
    """A face at a size, with its distance from line to line and its colour."""

    face: Face
    size: float
    leading: float
    colour: str = INK

    def coloured(self, colour: str) -> "Style":
        """Give the same style in another colour."""
        return Style(self.face, self.size, self.leading, colour)

    def sized(self, size: float, leading: float) -> "Style":
        """Give the same style at another size."""
        return Style(self.face, size, leading, self.colour)


BODY = Style(Face.REGULAR, 9.5, 13)
STRONG = Style(Face.BOLD, 9.5, 13)
CODE = Style(Face.MONO, 9, 13)
NOTE = Style(Face.REGULAR, 9, 12, SECONDARY)
SMALL = Style(Face.REGULAR, 9, 12)
SMALL_STRONG = Style(Face.BOLD, 9, 12)
SMALL_CODE = Style(Face.MONO, 9, 12)
CODE_NOTE = Style(Face.MONO, 9, 12, SECONDARY)
LEAD = Style(Face.REGULAR, 11, 15, SECONDARY)
TITLE = Style(Face.LIGHT, 28, 32)
KEY_FIGURE = Style(Face.LIGHT, 26, 30)
