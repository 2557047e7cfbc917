"""Labels: two by eight to a sheet, without header and footer, 10 mm of white inside each."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

ACROSS, DOWN = 2, 8
_WIDTH, _HEIGHT = m.PORTRAIT.width / ACROSS, m.PORTRAIT.height / DOWN
_INSIDE = 28.35  # 10 mm
_MOST_LINES = 5


def label_pages(leaf: b.Labels, faces: Faces) -> list[Page]:
    """Lay out labels, row by row, sheet by sheet."""
    held = leaf.labels or ((),)
    step = ACROSS * DOWN
    return [_sheet(leaf, held[n : n + step], faces) for n in range(0, len(held), step)]


def _sheet(leaf: b.Labels, some: tuple[tuple[str, ...], ...], faces: Faces) -> Page:
    page = Page(m.PORTRAIT, leaf.context, headed=False, footed=False)

    def draw(pen: Pen) -> None:
        for place, lines in enumerate(some):
            row, column = divmod(place, ACROSS)
            _draw_label(pen, lines, (column * _WIDTH, row * _HEIGHT), faces)

    page.steps.append(draw)
    return page


def _draw_label(
    pen: Pen, lines: tuple[str, ...], corner: tuple[float, float], faces: Faces
) -> None:
    """Write a label in the middle of its height; a long name gives way to the address."""
    if not lines:
        return
    room = _WIDTH - 2 * _INSIDE
    rest = [faces.fit(line, s.SMALL, room) for line in lines[1:_MOST_LINES]]
    names = faces.clip(lines[0], s.STRONG, room, max(1, _MOST_LINES - len(rest)))
    set_lines = [*((line, s.STRONG) for line in names), *((line, s.SMALL) for line in rest)]
    y = corner[1] + (_HEIGHT - len(set_lines) * s.SMALL.leading) / 2 + 9
    for line, style in set_lines:
        pen.text(corner[0] + _INSIDE, y, line, style)
        y += s.SMALL.leading
