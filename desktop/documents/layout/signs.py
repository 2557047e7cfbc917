"""The six signs, drawn and never typed; each differs by shape, so that a grey copy keeps it."""

from desktop.documents.layout import styles as s
from desktop.documents.layout.pen import Pen
from desktop.documents.looks import Ink, Sign

_COLOURS = {
    Sign.BLOCKS: s.COLOURS[Ink.MISSING],
    Sign.TO_SUPPLY: s.COLOURS[Ink.TO_SUPPLY],
    Sign.WARNING: s.SECONDARY,
    Sign.UNVERIFIABLE: s.SECONDARY,
    Sign.MET: s.COLOURS[Ink.MET],
    Sign.MISSING: s.COLOURS[Ink.MISSING],
}


def draw_sign(pen: Pen, sign: Sign, corner: tuple[float, float], size: float) -> None:
    """Draw a sign in the square that begins at its upper left corner."""
    _SIGNS[sign](pen, corner, size, _COLOURS[sign])


def draw_slashed_box(
    pen: Pen, corner: tuple[float, float], size: tuple[float, float], colour: str, weight: float
) -> None:
    """Draw the empty box with a slash that stands for what is missing."""
    x, y = corner
    width, height = size
    pen.box(corner, size, stroke=colour, weight=weight)
    pen.line((x, y + height), (x + width, y), weight, colour)


def draw_tick_box(pen: Pen, corner: tuple[float, float], size: float, *, ticked: bool) -> None:
    """Draw a box to tick, ticked or not."""
    pen.box(corner, (size, size), stroke=s.INK)
    if ticked:
        _tick(pen, corner, size, s.INK)


def _tick(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    x, y = corner
    points = ((0.24, 0.52), (0.43, 0.72), (0.78, 0.30))
    # A tick leans to the right in every script: on a mirrored page it is turned twice.
    turned = [(1 - across if pen.mirrored else across, down) for across, down in points]
    placed = tuple((x + size * across, y + size * down) for across, down in turned)
    pen.strokes(placed, size * 0.14, colour)


def _blocks(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    x, y = corner
    pen.box(corner, (size, size), fill=colour)
    pen.box((x + size * 0.2, y + size * 0.42), (size * 0.6, size * 0.16), fill=s.WHITE)


def _to_supply(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    x, y = corner
    pen.polygon(((x, y + size), (x + size / 2, y), (x + size, y + size)), colour)
    pen.box((x + size * 0.45, y + size * 0.36), (size * 0.1, size * 0.32), fill=s.WHITE)
    pen.box((x + size * 0.45, y + size * 0.76), (size * 0.1, size * 0.1), fill=s.WHITE)


def _warning(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    centre = (corner[0] + size / 2, corner[1] + size / 2)
    pen.canvas.setLineWidth(size * 0.13)
    pen.circle(centre, size * 0.43, stroke=colour)
    pen.circle(centre, size * 0.13, fill=colour)


def _unverifiable(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    centre = (corner[0] + size / 2, corner[1] + size / 2)
    pen.canvas.setLineWidth(size * 0.1)
    pen.canvas.setDash(size * 0.16, size * 0.13)
    pen.circle(centre, size * 0.45, stroke=colour)
    pen.canvas.setDash()
    mark = s.SMALL_STRONG.coloured(colour).sized(size * 0.72, size)
    pen.text_centred(centre[0], centre[1] + size * 0.26, "?", mark)


def _met(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    pen.circle((corner[0] + size / 2, corner[1] + size / 2), size / 2, fill=colour)
    _tick(pen, corner, size, s.WHITE)


def _missing(pen: Pen, corner: tuple[float, float], size: float, colour: str) -> None:
    draw_slashed_box(pen, corner, (size, size), colour, size * 0.13)


_SIGNS = {
    Sign.BLOCKS: _blocks,
    Sign.TO_SUPPLY: _to_supply,
    Sign.WARNING: _warning,
    Sign.UNVERIFIABLE: _unverifiable,
    Sign.MET: _met,
    Sign.MISSING: _missing,
}
