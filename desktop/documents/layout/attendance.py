"""The attendance sheet: landscape, with rows that a pen has room in."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

_LEFT = m.LANDSCAPE.left
_RIGHT = m.LANDSCAPE.right
_NAME_LEFT = 63.0
_FIRM_RULE = 173.0
_FIRM_LEFT = 179.5
_BANDS_LEFT = 317.0
_HEAD_TOP = 135.5
_ROWS_TOP = 174.0
_COLUMNS = (0.0, 0.34, 0.5, 0.83)  # entry, time, exit, time: parts of a band
_PAD = 5.0
_TITLE = s.Style(s.Face.LIGHT, 22, 26)


def grid_pages(grid: b.AttendanceGrid) -> list[Page]:
    """Lay out one sheet to sign on."""
    page = Page(m.LANDSCAPE, grid.context)
    bottom = _ROWS_TOP + len(grid.places) * m.SIGNING_ROW
    page.steps += [
        lambda pen: _draw_title(pen, grid),
        lambda pen: _draw_heads(pen, grid),
        lambda pen: _draw_places(pen, grid),
        lambda pen: _draw_verticals(pen, grid, bottom),
        lambda pen: _draw_foot(pen, grid, bottom),
    ]
    return [page]


def _draw_title(pen: Pen, grid: b.AttendanceGrid) -> None:
    taken = max(pen.faces.width(grid.counted, s.STRONG), pen.faces.width(grid.reference, s.BODY))
    room = _RIGHT - _LEFT - taken - 24
    style = _title_style(pen, grid.title, room)
    pen.display(_LEFT, 105, pen.faces.fit(grid.title, style, room), style)
    pen.text_right(_RIGHT, 105, grid.counted, s.STRONG)
    quiet = s.BODY.coloured(s.SECONDARY)
    pen.text(_LEFT, 122.5, pen.faces.fit(grid.lead, quiet, room), quiet)
    pen.text_right(_RIGHT, 122.5, grid.reference, quiet)


def _title_style(pen: Pen, title: str, room: float) -> s.Style:
    for style in (_TITLE, _TITLE.sized(17, 20)):
        if pen.faces.width(title, style) <= room:
            return style
    return _TITLE.sized(13, 16)


def _band_edges(grid: b.AttendanceGrid) -> list[tuple[float, float]]:
    step = (_RIGHT - _BANDS_LEFT) / len(grid.bands)
    return [(_BANDS_LEFT + place * step, _BANDS_LEFT + (place + 1) * step)
            for place in range(len(grid.bands))]  # fmt: skip


def _draw_heads(pen: Pen, grid: b.AttendanceGrid) -> None:
    pen.rule(_LEFT, _RIGHT, _HEAD_TOP)
    for x, head in zip((_LEFT, _NAME_LEFT, _FIRM_LEFT), grid.heads, strict=True):
        pen.text(x, 167.5, head, s.SMALL_STRONG)
    for (left, right), band in zip(_band_edges(grid), grid.bands, strict=True):
        room = right - left - 2 * _PAD
        name = pen.faces.fit(band.name, s.SMALL_STRONG, room)
        pen.text(left + _PAD, 149, name, s.SMALL_STRONG)
        pen.rule(left + _PAD, right - _PAD, 155, m.HAIRLINE)
        for part, head in zip(_COLUMNS, band.heads, strict=True):
            pen.text(left + (right - left) * part + _PAD, 167.5, head, s.NOTE)
    pen.rule(_LEFT, _RIGHT, _ROWS_TOP, m.TABLE_RULE)


def _draw_places(pen: Pen, grid: b.AttendanceGrid) -> None:
    for number, place in enumerate(grid.places):
        top = _ROWS_TOP + number * m.SIGNING_ROW
        pen.text_right(_LEFT + 13, top + 17.2, place.number, s.BODY)
        _draw_name(pen, place, top)
        for left, right in _band_edges(grid):
            for part, end in ((_COLUMNS[1], _COLUMNS[2]), (_COLUMNS[3], 1.0)):
                x = left + (right - left) * (part + end) / 2
                pen.text_centred(x, top + 17.2, ":", s.BODY.coloured(s.SECONDARY))
        last = number == len(grid.places) - 1
        weight = m.TABLE_RULE if last else m.HAIRLINE
        pen.rule(_LEFT, _RIGHT, top + m.SIGNING_ROW, weight)


def _draw_name(pen: Pen, place: b.Place, top: float) -> None:
    """Write name, firm and role; the role goes under a firm of one line, else under the name."""
    room, firm_room = _FIRM_RULE - _NAME_LEFT - _PAD, _BANDS_LEFT - _FIRM_LEFT - _PAD
    names = _lines(pen, place.name, s.SMALL_STRONG, room)
    firms = _lines(pen, place.firm, s.SMALL, firm_room)
    if place.role and len(firms) == 1:
        firms.append((pen.faces.fit(place.role, s.NOTE, firm_room), s.NOTE))
    elif place.role and len(names) == 1:
        names.append((pen.faces.fit(place.role, s.NOTE, room), s.NOTE))
    for x, lines in ((_NAME_LEFT, names), (_FIRM_LEFT, firms)):
        first = top + (17.2 if len(lines) == 1 else 11.8)
        for number, (line, style) in enumerate(lines):
            pen.text(x, first + number * 11.2, line, style)


def _lines(pen: Pen, text: str, style: s.Style, room: float) -> list[tuple[str, s.Style]]:
    return [(line, style) for line in pen.faces.clip(text, style, room, 2)]


def _draw_verticals(pen: Pen, grid: b.AttendanceGrid, bottom: float) -> None:
    """Draw the only vertical rules of the papers: where people write by hand."""
    pen.line((_FIRM_RULE, _ROWS_TOP), (_FIRM_RULE, bottom), m.HAIRLINE, s.HAIRLINE)
    for place, (left, right) in enumerate(_band_edges(grid)):
        pen.line((left, _HEAD_TOP), (left, bottom), 1.0 if not place else 0.75, s.INK)
        for part in _COLUMNS[1:]:
            x = left + (right - left) * part
            pen.line((x, _ROWS_TOP), (x, bottom), m.HAIRLINE, s.HAIRLINE)


def _draw_foot(pen: Pen, grid: b.AttendanceGrid, bottom: float) -> None:
    legend = pen.faces.fit(grid.legend, s.NOTE, _RIGHT - _LEFT)
    pen.text(_LEFT, bottom + 12.5, legend, s.NOTE)
    line_y = max(bottom + 38, 497.0)
    x = _LEFT
    for tally in grid.tallies:
        pen.text(x, line_y - 1, tally, s.BODY)
        x += pen.faces.width(tally, s.BODY) + 8
        pen.rule(x, x + 28, line_y, m.TABLE_RULE)
        x += 35
    step = (_RIGHT - _BANDS_LEFT) / 2
    for place, signer in enumerate(grid.signers):
        left = _BANDS_LEFT + place * step + _PAD
        pen.rule(left, left + step - 2 * _PAD, line_y, m.TABLE_RULE)
        text = pen.faces.fit(signer, s.SMALL, step - 2 * _PAD)
        pen.text(left, line_y + 11.5, text, s.SMALL)
