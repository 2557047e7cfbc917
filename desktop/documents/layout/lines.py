"""Lines that hold more than letters from the left: each keeps the order found for its paragraph.

A line is broken off the logical text; the levels of its letters come from the whole paragraph, so
that what stands before a break still decides the order after it.
"""

from functools import lru_cache
from typing import Self

from desktop.documents.layout import bidi


class Line(str):
    """A line in logical order, with the embedding level of each of its characters."""

    __slots__ = ("base", "levels")

    base: int
    levels: bytes

    @classmethod
    def made(cls, text: str, levels: bytes, base: int) -> Self:
        """Give a line with its levels and the level of its paragraph."""
        line = cls(text)
        line.levels = levels
        line.base = base
        return line

    @classmethod
    def of(cls, text: str) -> "Line":
        """Give a paragraph as one line; one that is a line already stays as it is."""
        if isinstance(text, Line):
            return text
        return cls.made(text, *resolved(text))


@lru_cache(maxsize=4096)
def resolved(text: str) -> tuple[bytes, int]:
    """Give the levels of a paragraph and its own."""
    base = bidi.base_level(text)
    return bidi.levels(text, base), base


def runs_from_the_right(text: str) -> bool:
    """Say whether a line belongs to a paragraph that runs from the right."""
    return isinstance(text, Line) and text.base % 2 == 1


def part(text: str, start: int, end: int) -> str:
    """Give a part of a text; that of a line keeps its levels."""
    if not isinstance(text, Line):
        return text[start:end]
    return Line.made(text[start:end], text.levels[start:end], text.base)


def ended(text: str, ending: str) -> str:
    """Give a text without white space at its end, and an ending in its place."""
    kept = text.rstrip()
    if not isinstance(text, Line):
        return kept + ending
    levels = text.levels[: len(kept)] + bytes((text.base,)) * len(ending)
    return Line.made(kept + ending, levels, text.base)


def joined(lines: tuple[str, ...]) -> str:
    """Join lines of one paragraph by spaces."""
    text = " ".join(lines)
    if not any(isinstance(line, Line) for line in lines):
        return text
    known = [Line.of(line) for line in lines]
    base = known[0].base
    return Line.made(text, bytes((base,)).join(line.levels for line in known), base)
