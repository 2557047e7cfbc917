"""A chart of columns in pairs: what was before outlined, what is now full; a number on each."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Slab
from desktop.documents.layout.pen import Pen

_KEY = 27.0  # the legend over the columns, with white under it: the tallest one's number is near
_NUMBER = 13.0  # a number over its column
_TALLEST = 96.0
_WIDEST, _BETWEEN = 24.0, 8.0  # a column, and the white inside a pair
_BOX = 8.0


def columns_slabs(block: b.Columns, faces: Faces) -> list[Slab]:
    """Set a chart; it stays on one page with its names and its key."""
    step = m.CONTENT_WIDTH / max(1, len(block.pairs))
    names = [faces.clip(pair.name, s.SMALL, step - 6, 2) for pair in block.pairs]
    most = max((max(pair.before, pair.now) for pair in block.pairs), default=0)
    base = _KEY + _NUMBER + _TALLEST
    height = base + 4 + max(map(len, names), default=0) * s.SMALL.leading + 6

    def draw(pen: Pen, y: float) -> None:
        _draw_key(pen, block, faces, y)
        for place, pair in enumerate(block.pairs):
            middle = m.CONTENT_LEFT + (place + 0.5) * step
            _draw_pair(pen, pair, (middle, y + base), (min(_WIDEST, step / 2 - 6), most))
            _draw_numbers(pen, pair, faces, (middle, y + base), (step, most))
            for number, line in enumerate(names[place]):
                under = y + base + 14 + number * s.SMALL.leading
                pen.text_centred(middle, under, line, s.SMALL)
        pen.rule(m.CONTENT_LEFT, m.RIGHT, y + base)

    return [Slab(height, draw)]


def _draw_key(pen: Pen, block: b.Columns, faces: Faces, y: float) -> None:
    """Say at the right which column is which, the later one last."""
    right = m.RIGHT
    for said, full in ((block.now, True), (block.before, False)):
        wide = faces.width(said, s.SMALL)
        pen.text(right - wide, y + m.FIRST_BASELINE, said, s.SMALL)
        corner = (right - wide - _BOX - 5, y + m.FIRST_BASELINE - _BOX + 0.5)
        _draw_box(pen, corner, (_BOX, _BOX), full=full)
        right -= wide + _BOX + 18


def _draw_pair(
    pen: Pen, pair: b.Pair, foot: tuple[float, float], measures: tuple[float, int]
) -> None:
    wide, most = measures
    for value, left, full in (
        (pair.before, foot[0] - wide - _BETWEEN / 2, False),
        (pair.now, foot[0] + _BETWEEN / 2, True),
    ):
        if value:
            tall = _tall(value, most)
            _draw_box(pen, (left, foot[1] - tall), (wide, tall), full=full)


def _draw_numbers(
    pen: Pen, pair: b.Pair, faces: Faces, foot: tuple[float, float], measures: tuple[float, int]
) -> None:
    """Write each number over its column; two that would touch begin at the middle instead."""
    middle, base = foot
    step, most = measures
    apart = min(_WIDEST, step / 2 - 6) + _BETWEEN
    style = s.SMALL_STRONG
    before, now = base - _tall(pair.before, most) - 4, base - _tall(pair.now, most) - 4
    if (faces.width(pair.before_said, style) + faces.width(pair.now_said, style)) / 2 > apart - 2:
        pen.text_right(middle - 2, before, pair.before_said, style)
        pen.text(middle + 2, now, pair.now_said, style)
    else:
        pen.text_centred(middle - apart / 2, before, pair.before_said, style)
        pen.text_centred(middle + apart / 2, now, pair.now_said, style)


def _tall(value: int, most: int) -> float:
    return _TALLEST * value / most if most else 0.0


def _draw_box(
    pen: Pen, corner: tuple[float, float], size: tuple[float, float], *, full: bool
) -> None:
    """Draw a column; the earlier one is outlined, so that a grey copy tells them apart."""
    if full:
        pen.box(corner, size, fill=s.PETROL)
    else:
        pen.box(corner, size, fill=s.PALE, stroke=s.PETROL)
