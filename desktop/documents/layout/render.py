"""From a paper's content to the bytes of its PDF: the same content gives the same bytes."""

import io
from collections.abc import Callable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from desktop.documents import blocks as b
from desktop.documents.isolates import FROM_THE_RIGHT, bare
from desktop.documents.layout import styles as s
from desktop.documents.layout.attached import attached_pages
from desktop.documents.layout.attendance import grid_pages
from desktop.documents.layout.badges import badge_pages
from desktop.documents.layout.certificate import certificate_pages
from desktop.documents.layout.contents import index_pages
from desktop.documents.layout.cover import cover_pages
from desktop.documents.layout.faces import PRESS, Faces, press_faces
from desktop.documents.layout.furniture import draw_footer, draw_header
from desktop.documents.layout.labels import label_pages
from desktop.documents.layout.letters import letter_pages, statement_pages
from desktop.documents.layout.missing import missing_pages
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.sheets import sheet_pages
from desktop.documents.layout.showcase import showcase_pages
from desktop.documents.layout.tags import Tags
from desktop.documents.plain import mapped
from desktop.domain.problems import DeskError

PRODUCER = "Sportello"


def render(paper: b.Paper) -> tuple[bytes, int]:
    """Give a paper's PDF and the number of its pages.

    Raises `DeskError("missing-glyphs")`, whose details name every character that the faces do
    not hold, before anything is drawn.
    """
    with PRESS:
        faces = press_faces()
        pages = [page for leaf in paper.leaves for page in _leaf_pages(leaf, paper, faces)]
        _refuse_missing(paper, faces)
        return _drawn(paper, pages, faces), len(pages)


def _leaf_pages(leaf: b.AnyLeaf, paper: b.Paper, faces: Faces) -> list[Page]:
    pages = _laid_out(leaf, paper.furniture, faces)
    pages[0].anchor, pages[0].outline, pages[0].level = leaf.anchor, leaf.outline, leaf.level
    return pages


def _laid_out(leaf: b.AnyLeaf, held: b.Furniture, faces: Faces) -> list[Page]:
    if isinstance(leaf, b.Sheet):
        return sheet_pages(leaf, faces, held.continued)
    if isinstance(leaf, b.Cover):
        return cover_pages(leaf, held, faces)
    if isinstance(leaf, b.AttendanceGrid):
        return grid_pages(leaf)
    return _SETTERS[type(leaf)](leaf, faces)


_SETTERS: dict[type, Callable[[Any, Faces], list[Page]]] = {
    b.Index: index_pages,
    b.MissingPiece: missing_pages,
    b.Certificate: certificate_pages,
    b.Letter: letter_pages,
    b.Statement: statement_pages,
    b.Labels: label_pages,
    b.Badges: badge_pages,
    b.Showcase: showcase_pages,
    b.AttachedPages: attached_pages,
}


def _refuse_missing(paper: b.Paper, faces: Faces) -> None:
    """Refuse by name what no face holds: ReportLab would print an empty box and say nothing."""

    def checked(text: str) -> str:
        faces.width(text.replace("\n", " "), s.BODY)
        return text

    mapped(paper, checked)
    if not faces.missing:
        return
    named = [f"{char} (U+{ord(char):04X})" for char in sorted(faces.missing)]
    raise DeskError("missing-glyphs", details=named, characters=", ".join(named))


def _drawn(paper: b.Paper, pages: list[Page], faces: Faces) -> bytes:
    file = io.BytesIO()
    # Without a face of ours as the first one, every file would name Helvetica.
    first = paper.language.split("-")[0]  # of two languages side by side
    ours: dict[str, Any] = {"initialFontName": s.Face.REGULAR.value, "lang": first}
    canvas = Canvas(file, invariant=1, pageCompression=1, **ours)
    _describe(canvas, paper)
    mirrored = first in FROM_THE_RIGHT
    tags = Tags(canvas, first)
    places = {page.anchor: number for number, page in enumerate(pages, 1) if page.anchor}
    for number, page in enumerate(pages, 1):
        canvas.setPageSize((page.sheet.width, page.sheet.height))
        pen = Pen(canvas, faces, page.sheet, number, len(pages), places, tags, mirrored)
        _draw_page(pen, page, paper.furniture)
        canvas.showPage()
        tags.turn()
    tags.finish()
    canvas.save()
    return file.getvalue()


def _describe(canvas: Canvas, paper: b.Paper) -> None:
    canvas.setTitle(bare(paper.title))
    canvas.setAuthor(bare(paper.author))
    canvas.setSubject(bare(paper.subject))
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw_page(pen: Pen, page: Page, held: b.Furniture) -> None:
    if page.anchor:
        pen.canvas.bookmarkPage(page.anchor)
        pen.canvas.addOutlineEntry(bare(page.outline), page.anchor, level=page.level)
    if page.headed:
        draw_header(pen, held, page)
    for step in page.steps:
        step(pen)
    if page.footed:
        draw_footer(pen, held)
