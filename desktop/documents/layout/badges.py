"""Badges: two by four to a sheet, A7 across, cut marks only where the cuts cross."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

ACROSS, DOWN = 2, 4
_WIDTH, _HEIGHT = m.PORTRAIT.width / ACROSS, m.PORTRAIT.height / DOWN
_FREE = 24.0  # on each side of a badge
_BAR = 5.0
_LEFT = _FREE + _BAR + 12
_RIGHT = _WIDTH - _FREE
_TEXT_ROOM = _RIGHT - _LEFT
_NEAR_CODE = _TEXT_ROOM - 62  # the last line ends before the code
_GIVEN, _FAMILY = s.Style(s.Face.LIGHT, 28, 30), s.Style(s.Face.BOLD, 24, 28)
_FIRM = s.STRONG.sized(12, 15)
_LEAST = 18.0  # a name shrinks so far before it is broken
_NAMES_TOP = 42.0
_LINE, _TIGHT = 12.0, 4  # with fewer lines than these, firm and role have one each
_TICK, _FROM_EDGE = 9.0, 14.0  # a cut mark's arm, and its distance from the sheet's edge


def badge_pages(leaf: b.Badges, faces: Faces) -> list[Page]:
    """Lay out badges, row by row, sheet by sheet."""
    step = ACROSS * DOWN
    return [
        _sheet(leaf, leaf.badges[start : start + step], faces)
        for start in range(0, max(1, len(leaf.badges)), step)
    ]


def _sheet(leaf: b.Badges, some: tuple[b.Badge, ...], faces: Faces) -> Page:
    page = Page(m.PORTRAIT, leaf.context, headed=False, footed=False)

    def draw(pen: Pen) -> None:
        _draw_cuts(pen)
        for place, badge in enumerate(some):
            row, column = divmod(place, ACROSS)
            _draw_badge(pen, badge, (column * _WIDTH, row * _HEIGHT), faces)

    page.steps.append(draw)
    return page


def _draw_cuts(pen: Pen) -> None:
    """Mark the cuts: crosses where they meet, ticks at the sheet's edges."""
    middle, wide = _WIDTH, m.PORTRAIT.width
    for y in (_HEIGHT * row for row in range(1, DOWN)):
        pen.line((middle - _TICK, y), (middle + _TICK, y), m.FRAME_RULE, s.INK)
        pen.line((middle, y - _TICK), (middle, y + _TICK), m.FRAME_RULE, s.INK)
        for x in (_FROM_EDGE, wide - _FROM_EDGE - 2 * _TICK):
            pen.line((x, y), (x + 2 * _TICK, y), m.FRAME_RULE, s.INK)
    for y in (_FROM_EDGE, m.PORTRAIT.height - _FROM_EDGE - 2 * _TICK):
        pen.line((middle, y), (middle, y + 2 * _TICK), m.FRAME_RULE, s.INK)


def _draw_badge(pen: Pen, badge: b.Badge, corner: tuple[float, float], faces: Faces) -> None:
    left, top = corner[0] + _LEFT, corner[1]
    pen.box((corner[0] + _FREE, top + _FREE), (_BAR, _HEIGHT - 2 * _FREE), fill=s.PETROL)
    _draw_event(pen, badge, (left, top + 33), faces)
    named = _draw_names(pen, badge, (left, top + _NAMES_TOP), faces)
    country = top + _HEIGHT - _FREE - 4
    _draw_firm(pen, badge, (left, country), int((country - named - 20) / _LINE), faces)
    pen.text_right(corner[0] + _RIGHT, country, badge.code, s.CODE_NOTE)


def _draw_event(pen: Pen, badge: b.Badge, at: tuple[float, float], faces: Faces) -> None:
    """Write the event, and beside it the same in the second language."""
    other = faces.fit(badge.other_event, s.NOTE, _TEXT_ROOM / 2) if badge.other_event else ""
    taken = faces.width(other, s.NOTE) + 8 if other else 0.0
    pen.text(*at, faces.fit(badge.event, s.SMALL_STRONG, _TEXT_ROOM - taken), s.SMALL_STRONG)
    pen.text_right(at[0] + _TEXT_ROOM, at[1], other, s.NOTE)


def _draw_names(pen: Pen, badge: b.Badge, at: tuple[float, float], faces: Faces) -> float:
    """Write given and family name; give the last baseline."""
    x, y = at
    for name, style in ((badge.given_name, _GIVEN), (badge.family_name, _FAMILY)):
        lines, style = _shrunk(name, style, faces)  # noqa: PLW2901 - the size at which it fits
        for line in lines:
            y += style.leading
            pen.display(x, y, line, style)
    return y


def _shrunk(name: str, style: s.Style, faces: Faces) -> tuple[tuple[str, ...], s.Style]:
    """Shrink a name to 18 points before it takes two lines."""
    size = style.size
    while size > _LEAST and faces.width(name, style.sized(size, size + 3)) > _TEXT_ROOM:
        size -= 2
    held = style.sized(size, size + 3)
    if faces.width(name, held) <= _TEXT_ROOM:
        return (name,), held
    return faces.clip(name, style.sized(_LEAST, _LEAST + 2), _TEXT_ROOM, 2), style.sized(
        _LEAST, _LEAST + 2
    )


def _draw_firm(pen: Pen, badge: b.Badge, at: tuple[float, float], room: int, faces: Faces) -> None:
    """Write firm, role and country, upwards from the country's line; `room` is in lines."""
    x, y = at
    pen.text(x, y, faces.fit(badge.country, s.SMALL_STRONG, _NEAR_CODE), s.SMALL_STRONG)
    y -= 16
    roles = faces.clip(badge.role, s.NOTE, _TEXT_ROOM, 2 if room > _TIGHT else 1)
    for line in reversed(roles if badge.role else ()):
        pen.text(x, y, line, s.NOTE)
        y -= _LINE
    for line in reversed(faces.clip(badge.firm, _FIRM, _TEXT_ROOM, 2 if room >= _TIGHT else 1)):
        pen.text(x, y, line, _FIRM)
        y -= _FIRM.leading
