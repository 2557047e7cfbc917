"""The completeness strip: one bar a piece, full or empty with a slash."""

from dataclasses import dataclass

from desktop.documents import blocks as b
from desktop.documents.layout import styles as s
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.signs import draw_slashed_box
from desktop.documents.looks import Ink

_WIDEST_GAP = 3.0


@dataclass(frozen=True, slots=True)
class StripColours:
    """What a present and a missing piece are drawn in."""

    present: str
    missing: str


ON_PAPER = StripColours(s.PETROL, s.COLOURS[Ink.MISSING])
ON_PETROL = StripColours(s.WHITE, s.WHITE)


def draw_strip(
    pen: Pen,
    strip: b.Strip,
    across: tuple[float, float],
    down: tuple[float, float],
    colours: StripColours,
) -> None:
    """Draw the bars between two edges (`across`), from a top with a height (`down`)."""
    step = (across[1] - across[0]) / max(1, len(strip.bars))
    gap = min(_WIDEST_GAP, step / 4)
    # The last bar has no gap after it, so the strip ends on the edge.
    step = (across[1] - across[0] + gap) / max(1, len(strip.bars))
    for place, bar in enumerate(strip.bars):
        _bar(pen, bar, (across[0] + place * step, down[0]), (step - gap, down[1]), colours)


def _bar(
    pen: Pen,
    bar: b.Bar,
    corner: tuple[float, float],
    size: tuple[float, float],
    colours: StripColours,
) -> None:
    width, height = size
    full = width * bar.present / max(1, bar.required)
    if full:
        pen.box(corner, (full, height), fill=colours.present)
    if bar.present < bar.required:
        inner = ((corner[0] + full + 0.45, corner[1] + 0.45), (width - full - 0.9, height - 0.9))
        draw_slashed_box(pen, *inner, colours.missing, 0.9)
