"""The pages of a file that was handed in: each a page of the paper, with the file's page in it.

A page comes in as a picture: nothing else of the file, neither its faces nor what it would do, so
that the paper stays what it says it is, whatever was handed in.
"""

from desktop.documents import blocks as b
from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen

_BASELINE = 92.0  # of the line that says what it is
_TOP = 101.0
_WHITE = 9.0  # above the footer
_APART = 14.0


def attached_pages(leaf: b.AttachedPages, _faces: Faces) -> list[Page]:
    """Lay out the pages of a file; a page that lies on its side gets a sheet that does."""
    return [_page(leaf, place) for place in range(len(leaf.captions))]


def _page(leaf: b.AttachedPages, place: int) -> Page:
    wide, high = leaf.sizes[place]
    sheet = m.LANDSCAPE if wide > high else m.PORTRAIT
    box = _placed(sheet, wide, high)
    page = Page(sheet, leaf.context)
    caption = leaf.captions[place]

    def draw(pen: Pen) -> None:
        room = sheet.right - sheet.left - pen.faces.width(caption, s.NOTE) - _APART
        pen.text(sheet.left, _BASELINE, pen.faces.fit(leaf.title, s.SMALL_STRONG, room),
                 s.SMALL_STRONG)  # fmt: skip
        pen.text_right(sheet.right, _BASELINE, caption, s.NOTE)
        left, top, width, height = box
        pen.picture((left, top), (width, height), leaf.pictures[place])
        pen.box((left, top), (width, height), stroke=s.HAIRLINE, weight=m.HAIRLINE)

    page.steps.append(draw)
    return page


def _placed(sheet: m.Sheet, wide: float, high: float) -> tuple[float, float, float, float]:
    """Give where a page of a file stands: as large as it fits, never larger than it is."""
    room, down = sheet.right - sheet.left, sheet.footer_rule - _WHITE - _TOP
    scale = min(room / wide, down / high, 1.0)
    width, height = wide * scale, high * scale
    return sheet.left + (room - width) / 2, _TOP, width, height
