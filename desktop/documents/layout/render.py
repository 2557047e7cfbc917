"""From a paper's content to the bytes of its PDF: the same content gives the same bytes."""

import io
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, cast

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.documents import blocks as b
from desktop.documents.isolates import FROM_THE_RIGHT, bare
from desktop.documents.layout import styles as s
from desktop.documents.layout.archival import VERSION, archive
from desktop.documents.layout.faces import PRESS, Faces, press_faces
from desktop.documents.layout.flowing import Flowing
from desktop.documents.layout.furniture import draw_footer, draw_header
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.tags import Tags
from desktop.documents.plain import texts_of
from desktop.domain.problems import DeskError

_MOST_KEPT = 100  # leaves
rl_config.useA85 = 0  # else every stream is written as text, a quarter longer


def render(paper: b.Paper) -> tuple[bytes, int]:
    """Give a paper's PDF and the number of its pages.

    Raises `DeskError("missing-glyphs")`, whose details name every character that the faces do
    not hold, before anything is drawn.
    """
    with PRESS:
        faces = press_faces()
        book = _Book(paper, faces)
        _refuse_missing(paper, faces)
        return _drawn(paper, book, faces), book.length


class _Book:
    """A paper's pages in order; how many they are and where each leaf begins is known at once.

    A long paper is laid out twice, leaf by leaf, so that its pages never lie in memory together.
    """

    def __init__(self, paper: b.Paper, faces: Faces) -> None:
        self._paper, self._faces = paper, faces
        self._kept: list[Page] = []
        self._long = len(paper.leaves) > _MOST_KEPT
        self.length = 0
        self.places: dict[str, int] = {}
        for pages in self._laid_out():
            self.places.setdefault(pages[0].anchor, self.length + 1)
            self.length += len(pages)
            self._kept += [] if self._long else pages

    def _laid_out(self) -> Iterator[list[Page]]:
        return (_leaf_pages(leaf, self._paper, self._faces) for leaf in self._paper.leaves)

    def pages(self) -> Iterator[Page]:
        """Give the pages to be drawn."""
        if self._long:
            return (page for pages in self._laid_out() for page in pages)
        return iter(self._kept)


def _leaf_pages(leaf: b.AnyLeaf, paper: b.Paper, faces: Faces) -> list[Page]:
    pages = _laid_out(leaf, paper.furniture, faces)
    pages[0].anchor, pages[0].outline, pages[0].level = leaf.anchor, leaf.outline, leaf.level
    return pages


def _laid_out(leaf: b.AnyLeaf, held: b.Furniture, faces: Faces) -> list[Page]:
    setter = _setter(type(leaf))
    if isinstance(leaf, b.Sheet):
        return setter(leaf, faces, held.continued)
    if isinstance(leaf, b.Cover):
        return setter(leaf, held, faces)
    if isinstance(leaf, b.AttendanceGrid):
        return setter(leaf)
    return setter(leaf, faces)


def _setter(kind: type[b.AnyLeaf]) -> Callable[..., list[Page]]:
    module, name = _SETTERS[kind]
    found = getattr(import_module(f"{__package__}.{module}"), name)
    return cast("Callable[..., list[Page]]", found)


# What sets each leaf, loaded with the first one: no paper has leaves of all kinds.
_SETTERS: dict[type[b.AnyLeaf], tuple[str, str]] = {
    b.Cover: ("cover", "cover_pages"),
    b.Index: ("contents", "index_pages"),
    b.Sheet: ("sheets", "sheet_pages"),
    b.MissingPiece: ("missing", "missing_pages"),
    b.AttendanceGrid: ("attendance", "grid_pages"),
    b.Certificate: ("certificate", "certificate_pages"),
    b.Letter: ("letters", "letter_pages"),
    b.Statement: ("letters", "statement_pages"),
    b.Labels: ("labels", "label_pages"),
    b.Badges: ("badges", "badge_pages"),
    b.Showcase: ("showcase", "showcase_pages"),
    b.AttachedPages: ("attached", "attached_pages"),
}


def _refuse_missing(paper: b.Paper, faces: Faces) -> None:
    """Refuse by name what no face holds: ReportLab would print an empty box and say nothing."""
    for text in texts_of(paper):
        faces.look_for(text.replace("\n", " "), s.BODY)
    if not faces.missing:
        return
    named = [f"{char} (U+{ord(char):04X})" for char in sorted(faces.missing)]
    raise DeskError("missing-glyphs", details=named, characters=", ".join(named))


def _drawn(paper: b.Paper, book: _Book, faces: Faces) -> bytes:
    # Without a face of ours as the first one, every file would name Helvetica.
    ours: dict[str, Any] = {"initialFontName": s.Face.REGULAR.value}
    first = paper.language.split("-")[0]  # of two languages side by side
    canvas: Any = Canvas(io.BytesIO(), invariant=1, pageCompression=1, **ours)
    document: Any = Flowing(book.length, VERSION, first)
    canvas._doc = document  # noqa: SLF001 - a canvas can be handed none
    archive(canvas, document, paper)
    mirrored = first in FROM_THE_RIGHT
    tags = Tags(canvas, first)
    for number, page in enumerate(book.pages(), 1):
        canvas.setPageSize((page.sheet.width, page.sheet.height))
        pen = Pen(canvas, faces, page.sheet, number, book.length, book.places, tags, mirrored)
        _draw_page(pen, page, paper.furniture)
        if page.anchor:
            document.outline.add(bare(page.outline), page.level, number)
        canvas.showPage()
        tags.turn()
        document.write_page()
    tags.finish()
    made: bytes = canvas.getpdfdata()
    return made


def _draw_page(pen: Pen, page: Page, held: b.Furniture) -> None:
    if page.headed:
        draw_header(pen, held, page)
    for step in page.steps:
        step(pen)
    if page.footed:
        draw_footer(pen, held)
