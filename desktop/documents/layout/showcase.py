"""A firm's page in the catalogue: a photo's place, its name, and its texts side by side."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

_PHOTO = (334.5, 161.5)  # 118 by 57 mm
_TOP = 98.0
_TAGS_LEFT = m.LEFT + _PHOTO[0] + m.GUTTER
_LOGO = 42.0
_TITLES = (s.Style(s.Face.LIGHT, 26, 30), s.Style(s.Face.LIGHT, 20, 24))
_GAP = 28.0  # between two languages
_TEXT = s.BODY.sized(9.5, 14)
_CONTACT_ROOM, _CONTACT_LINES = 72.0, 4
_LABEL_PART = 0.31  # of a column, where two stand side by side
_MOST_LINES = (10, 7, 5, 4, 3, 2)  # of a row: the most for which the page has room


def showcase_pages(leaf: b.Showcase, faces: Faces) -> list[Page]:
    """Lay out a firm's page: one, whatever it says."""
    page = Page(m.PORTRAIT, leaf.context)
    page.steps += [
        lambda pen: _draw_picture(pen, leaf, faces),
        lambda pen: _draw_rest(pen, leaf, faces),
    ]
    return [page]


def _draw_picture(pen: Pen, leaf: b.Showcase, faces: Faces) -> None:
    """Draw the places of photo and logo, and the sectors beside them."""
    pen.dashed_box((m.LEFT, _TOP), _PHOTO)
    middle = m.LEFT + _PHOTO[0] / 2
    pen.text_centred(middle, _TOP + _PHOTO[1] / 2 + 3, leaf.photo, s.NOTE)
    pen.dashed_box((_TAGS_LEFT, _TOP), (_LOGO, _LOGO))
    pen.text_centred(_TAGS_LEFT + _LOGO / 2, _TOP + _LOGO / 2 + 3, leaf.logo, s.NOTE)
    lines = faces.clip("\n".join(leaf.tags), s.SMALL_STRONG, m.RIGHT - _TAGS_LEFT, 7)
    first = _TOP + _PHOTO[1] - (len(lines) - 1) * s.SMALL.leading - 2
    for number, line in enumerate(lines):
        pen.text(_TAGS_LEFT, first + number * s.SMALL.leading, line, s.SMALL_STRONG)


def _draw_rest(pen: Pen, leaf: b.Showcase, faces: Faces) -> None:
    y = _draw_title(pen, leaf, faces) + 14
    columns = _columns(len(leaf.texts))
    bottom = m.CONTENT_BOTTOM - _CONTACT_ROOM
    broken, taken = _rows(leaf, columns, bottom - y, faces)
    y = _draw_texts(pen, leaf.texts, (y, bottom - taken - 12), faces)
    for left, right in columns:
        pen.rule(left, right, y)
    for row, lines in zip(leaf.rows, broken, strict=True):
        y = _draw_row(pen, row, lines, columns, y)
    _draw_contact(pen, leaf, max(y + 10, m.CONTENT_TOP))


def _columns(count: int) -> list[tuple[float, float]]:
    """Give the edges of one column over the whole width, or of two."""
    width = (m.RIGHT - m.LEFT - _GAP * (count - 1)) / max(1, count)
    return [(m.LEFT + place * (width + _GAP), m.LEFT + place * (width + _GAP) + width)
            for place in range(count)]  # fmt: skip


def _value_left(edges: tuple[float, float], count: int) -> float:
    if count == 1:
        return m.CONTENT_LEFT
    return edges[0] + (edges[1] - edges[0]) * _LABEL_PART


def _draw_title(pen: Pen, leaf: b.Showcase, faces: Faces) -> float:
    room = m.RIGHT - m.LEFT
    y = _TOP + _PHOTO[1] + 38
    style = _TITLES[0] if faces.width(leaf.title, _TITLES[0]) <= room else _TITLES[1]
    for number, line in enumerate(faces.clip(leaf.title, style, room, 2)):
        y += style.leading if number else 0
        pen.display(m.LEFT, y, line, style)
    pen.text(m.LEFT, y + 18, faces.fit(leaf.lead, s.LEAD, room), s.LEAD)
    return y + 18


def _draw_texts(
    pen: Pen, texts: tuple[b.Field, ...], between: tuple[float, float], faces: Faces
) -> float:
    """Write what the firm says of itself, side by side; give where the next part begins."""
    top, bottom = between
    columns = _columns(len(texts))
    most = max(1, int((bottom - top - 20) / _TEXT.leading))
    deepest = 0
    for edges, text in zip(columns, texts, strict=True):
        left = m.CONTENT_LEFT if len(texts) == 1 else edges[0]
        pen.rule(edges[0], edges[1], top)
        pen.text(edges[0], top + m.FIRST_BASELINE, text.label, s.STRONG)
        down = m.FIRST_BASELINE if len(texts) == 1 else m.FIRST_BASELINE + 15
        lines = faces.clip(text.value, _TEXT, edges[1] - left, most)
        for number, line in enumerate(lines):
            style = _TEXT.coloured(s.COLOURS[text.ink])
            pen.text(left, top + down + number * _TEXT.leading, line, style)
        deepest = max(deepest, len(lines) + (len(texts) > 1))
    return top + m.FIRST_BASELINE + deepest * _TEXT.leading


_Lines = list[tuple[tuple[str, ...], tuple[str, ...]]]


def _rows(
    leaf: b.Showcase, columns: list[tuple[float, float]], room: float, faces: Faces
) -> tuple[list[_Lines], float]:
    """Break the rows so that they and the whole texts fit, if they can; give also their height."""
    edges = columns[0]
    width = edges[1] - (m.CONTENT_LEFT if len(columns) == 1 else edges[0])
    deepest = max((len(faces.wrap(held.value, _TEXT, width)) for held in leaf.texts), default=0)
    texts = m.FIRST_BASELINE + (deepest + 1) * _TEXT.leading + 12
    broken: list[_Lines] = []
    for most in _MOST_LINES:
        broken = [_fields(row, columns, most, faces) for row in leaf.rows]
        if texts + sum(map(_deep, broken)) <= room:
            break
    return broken, sum(map(_deep, broken))


def _fields(
    row: tuple[b.Field, ...], columns: list[tuple[float, float]], most: int, faces: Faces
) -> _Lines:
    """Break label and value of each language; the taller one sets the row's height."""
    held: _Lines = []
    for edges, field in zip(columns, row, strict=True):
        value_left = _value_left(edges, len(columns))
        labels = faces.clip(field.label, s.NOTE, value_left - edges[0] - 8, most)
        values = faces.clip(field.value, s.BODY, edges[1] - value_left, most)
        held.append((labels, values))
    return held


def _deep(lines: _Lines) -> float:
    deepest = max(max(len(labels), len(values)) for labels, values in lines)
    return m.LOW_FIELD_ROW + (deepest - 1) * s.BODY.leading


def _draw_row(
    pen: Pen,
    row: tuple[b.Field, ...],
    lines: _Lines,
    columns: list[tuple[float, float]],
    y: float,
) -> float:
    first = y + m.FIRST_BASELINE - 1
    for edges, (labels, values), field in zip(columns, lines, row, strict=True):
        value_left = _value_left(edges, len(columns))
        style = s.BODY.coloured(s.COLOURS[field.ink])
        for number, line in enumerate(labels):
            pen.text(edges[0], first + number * s.NOTE.leading, line, s.NOTE)
        for number, line in enumerate(values):
            pen.text(value_left, first + number * s.BODY.leading, line, style)
        pen.rule(edges[0], edges[1], y + _deep(lines), m.HAIRLINE)
    return y + _deep(lines)


def _draw_contact(pen: Pen, leaf: b.Showcase, y: float) -> None:
    pen.rule(m.LEFT, m.RIGHT, y)
    pen.text(m.LEFT, y + m.FIRST_BASELINE, leaf.contact_name, s.STRONG)
    first = y + m.FIRST_BASELINE
    middle = m.column(7)
    sides = (
        (leaf.contact, s.BODY, (m.CONTENT_LEFT, middle - m.GUTTER)),
        (leaf.contact_codes, s.CODE, (middle, m.RIGHT)),
    )
    for texts, style, (left, right) in sides:
        most = max(1, _CONTACT_LINES + 1 - len(texts))  # the first one has what the others leave
        lines = [
            line
            for place, text in enumerate(texts)
            for line in pen.faces.clip(text, style, right - left, 1 if place else most)
        ]
        for number, line in enumerate(lines):
            pen.text(left, first + number * s.BODY.leading, line, style)
