"""The certificate: no frame, no seal drawn; a name in petrol and three figures."""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

_BAR = (115.5, 4.6)
_TITLES = (s.Style(s.Face.LIGHT, 44, 46), s.Style(s.Face.LIGHT, 34, 38))
_TITLE_ROOM = 400.0
_NAMES = tuple(s.Style(s.Face.LIGHT, size, size + 4, s.PETROL) for size in (40.0, 32.0, 26.0))
_LEAD = s.Style(s.Face.REGULAR, 11, 15, s.SECONDARY)
_NOTE = s.Style(s.Face.REGULAR, 13, 17)
_BODIES = ((s.Style(s.Face.REGULAR, 12, 18), 400.0), (s.BODY.sized(10, 14), 496.0))
_BODY_BOTTOM = 470.0
_BODY_GAP = 24.0
_FIGURES = s.Style(s.Face.LIGHT, 30, 34)
_FIGURES_TOP, _LOWEST_FIGURES = 460.0, 486.0
_STAMP = 84.0
_SIGNING_LEFT = m.column(6)
_CHECK = 736.0


def certificate_pages(leaf: b.Certificate, faces: Faces) -> list[Page]:
    """Lay out a certificate: one page, whatever it says."""
    page = Page(m.PORTRAIT, leaf.context)
    page.steps += [
        lambda pen: pen.box((m.LEFT, 98), _BAR, fill=s.PETROL),
        lambda pen: _draw_words(pen, leaf, faces),
        lambda pen: _draw_foot(pen, leaf),
    ]
    return [page]


def _draw_words(pen: Pen, leaf: b.Certificate, faces: Faces) -> None:
    y = _draw_title(pen, leaf.title) + 56
    for line in faces.clip(leaf.lead, _LEAD, m.RIGHT - m.LEFT, 2):
        pen.text(m.LEFT, y, line, _LEAD)
        y += _LEAD.leading
    y = _draw_name(pen, leaf.name, y + 38) + 25
    for line in faces.clip(leaf.name_note, _NOTE, m.RIGHT - m.LEFT, 2):
        pen.text(m.LEFT, y, line, _NOTE)
        y += _NOTE.leading
    y = _draw_body(pen, leaf.body, y + 22) + _BODY_GAP
    _draw_figures(pen, leaf.figures, min(max(y, _FIGURES_TOP), _LOWEST_FIGURES))


def _draw_title(pen: Pen, title: str) -> float:
    style = _TITLES[0]
    lines = pen.faces.balanced(title, style, _TITLE_ROOM)
    if len(lines) > 2:  # noqa: PLR2004 - two lines of the large size
        style = _TITLES[1]
        lines = pen.faces.clip(title, style, m.RIGHT - m.LEFT, 2)
    y = 167.5
    for line in lines:
        pen.display(m.LEFT, y, line, style)
        y += style.leading
    return y - style.leading


def _draw_name(pen: Pen, name: str, y: float) -> float:
    """Shrink a long name before it takes a second line; give its last baseline."""
    room = m.RIGHT - m.LEFT
    fitting = (held for held in _NAMES if pen.faces.width(name, held) <= room)
    style = next(fitting, _NAMES[-1])
    lines = pen.faces.clip(name, style, room, 2)
    for number, line in enumerate(lines):
        pen.display(m.LEFT, y + number * style.leading, line, style)
    return y + (len(lines) - 1) * style.leading


def _draw_body(pen: Pen, body: str, y: float) -> float:
    """Set the sentence in the large size if it has room, else in the small one."""
    style, room = _BODIES[0]
    if y + len(pen.faces.wrap(body, style, room)) * style.leading > _BODY_BOTTOM:
        style, room = _BODIES[1]
    most = max(1, int((_BODY_BOTTOM - y) / style.leading))
    for line in pen.faces.clip(body, style, room, most):
        y += style.leading
        pen.text(m.LEFT, y, line, style)
    return y


def _draw_figures(pen: Pen, figures: tuple[b.Figure, ...], top: float) -> None:
    step = (m.RIGHT - m.LEFT + m.GUTTER) / max(1, len(figures))
    pen.rule(m.LEFT, m.RIGHT, top)
    for place, figure in enumerate(figures):
        x, room = m.LEFT + place * step, step - m.GUTTER
        pen.display(x, top + 45, pen.faces.fit(figure.number, _FIGURES, room), _FIGURES)
        pen.text(x, top + 62, pen.faces.fit(figure.word, s.STRONG, room), s.STRONG)
        for number, line in enumerate(pen.faces.clip(figure.note, s.NOTE, room, 2)):
            pen.text(x, top + 75 + number * s.NOTE.leading, line, s.NOTE)
    pen.rule(m.LEFT, m.RIGHT, top + 98, m.HAIRLINE)


def _draw_foot(pen: Pen, leaf: b.Certificate) -> None:
    top = _CHECK - 148
    pen.text(m.LEFT, top + 10, leaf.dated, s.BODY)
    pen.dashed_box((m.CONTENT_LEFT, top), (_STAMP, _STAMP))
    middle = m.CONTENT_LEFT + _STAMP / 2
    pen.text_centred(middle, top + _STAMP / 2 + 3, leaf.stamp, s.NOTE)
    pen.rule(_SIGNING_LEFT, m.RIGHT, top + _STAMP, m.TABLE_RULE)
    pen.text(_SIGNING_LEFT, top + _STAMP + 12.5, leaf.signer.role, s.STRONG)
    name = pen.faces.fit(leaf.signer.name, s.NOTE, m.RIGHT - _SIGNING_LEFT)
    pen.text(_SIGNING_LEFT, top + _STAMP + 26, name, s.NOTE)
    for number, line in enumerate(pen.faces.clip(leaf.check, s.NOTE, m.RIGHT - m.LEFT, 2)):
        pen.text(m.LEFT, _CHECK - 8 + number * s.NOTE.leading, line, s.NOTE)
