"""From a paper's content to the bytes of its PDF: the same content gives the same bytes."""

import io
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop.documents import blocks as b
from desktop.documents.isolates import FROM_THE_RIGHT, bare
from desktop.documents.layout import styles as s
from desktop.documents.layout.archival import VERSION, archive
from desktop.documents.layout.faces import PRESS, Faces, press_faces
from desktop.documents.layout.furniture import draw_footer, draw_header
from desktop.documents.layout.pages import Page
from desktop.documents.layout.pen import Pen
from desktop.documents.layout.tags import Tags
from desktop.documents.plain import mapped
from desktop.domain.problems import DeskError

rl_config.useA85 = 0  # else every stream is written as text, a quarter longer


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
    canvas = Canvas(file, invariant=1, pageCompression=1, pdfVersion=VERSION, **ours)
    archive(canvas, paper)
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
