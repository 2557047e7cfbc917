"""The pen: draws on one page with heights counted from the top; no markup is ever read.

Texts reach the canvas as they are, letter by letter: there is no paragraph language here in which
"<b>" or "&copy;" could mean anything.

On a mirrored page distances count from the right edge, and a line begins at the right: all that
is drawn lies as in a mirror, but what is written, and shapes that mean something, are not turned.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary

from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces, Run, press_font
from desktop.documents.layout.styles import Style
from desktop.documents.layout.tags import Tags

_PRINTED = 4  # the flag of an annotation that is not hidden on paper


@cache
def ink(colour: str) -> Color:
    """Give a colour as ReportLab takes it; it would read a text anew each time."""
    return HexColor(colour)


@dataclass
class Pen:
    """One page under the pen; `places` gives the page on which each anchor stands."""

    canvas: Any
    faces: Faces
    sheet: m.Sheet
    page: int
    pages: int
    places: Mapping[str, int]
    tags: Tags
    mirrored: bool = False

    def across(self, x: float, width: float = 0.0) -> float:
        """Give the left edge, on the sheet, of what begins at x and is so wide."""
        return self.sheet.width - x - width if self.mirrored else x

    def numbered(self, template: str, anchor: str = "") -> str:
        """Fill the page numbers into a string that waits for them."""
        page = self.places.get(anchor, self.page)
        return template.replace("{pages}", str(self.pages)).replace("{page}", str(page))

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line from x, its baseline at y."""
        left = self.across(x, self.faces.width(text, style)) if self.mirrored else x
        self._write(left, y, text, style)

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line that ends at x."""
        left = self.across(x) if self.mirrored else x - self.faces.width(text, style)
        self._write(left, y, text, style)

    def text_centred(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line round x."""
        self._write(self.across(x) - self.faces.width(text, style) / 2, y, text, style)

    def display(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line whose first stem, not its white, stands at x."""
        bearing = 0.0 if self.mirrored else self.faces.bearing(text, style)
        self.text(x - bearing, y, text, style)

    def _write(self, left: float, y: float, text: str, style: Style) -> None:
        """Write a line from its left edge; runs are drawn in the order in which they are read."""
        if not text:
            return
        if self.canvas._fillColorObj is not ink(style.colour):  # noqa: SLF001 - most lines follow
            self.canvas.setFillColor(ink(style.colour))  # one of their own colour
        if self.faces.is_plain(text, style):
            self._write_plain(left, self.sheet.height - y, text, style)
            return
        runs = self.faces.placed(text, style)
        arabic = any(run.face in s.ARABIC_FACES for _, run in runs)
        self.tags.begin("".join(run.text for _, run in runs), "ar" if arabic else "")
        for distance, run in runs:
            self._write_run(left + distance, y, run)
        self.tags.end()

    def _write_plain(self, left: float, y: float, text: str, style: Style) -> None:
        """Write letters of one face as a canvas would, without its detour by a text object."""
        canvas, font = self.canvas, press_font(style.face)
        document = canvas._doc  # noqa: SLF001 - as below
        steps = [f"BT 1 0 0 1 {left:.3f} {y:.3f} Tm"]
        for subset, codes in font.splitString(text, document):
            steps.append(f"{font.getSubsetInternalName(subset, document)} {style.size:g} Tf")
            steps.append(f"({canvas._escape(codes)}) Tj")  # noqa: SLF001
        canvas.addLiteral(" ".join([*steps, "ET"]))

    def _write_run(self, left: float, y: float, run: Run) -> None:
        self.canvas.setFont(run.face.value, run.size)
        if not run.glyphs:
            self.canvas.drawString(left, self.sheet.height - y, run.text)
            return
        document = self.canvas._doc  # noqa: SLF001 - a canvas names its document nowhere else
        drawn = press_font(run.face).drawn(run.glyphs, document)
        self.canvas.drawString(left, self.sheet.height - y, drawn)

    def rule(self, left: float, right: float, y: float, weight: float = m.SECTION_RULE) -> None:
        """Draw a horizontal rule; a hairline is grey, it carries no meaning."""
        self.line((left, y), (right, y), weight, s.HAIRLINE if weight == m.HAIRLINE else s.INK)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], weight: float, colour: str
    ) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(ink(colour))
        self.canvas.setLineWidth(weight)
        height = self.sheet.height
        first, last = self.across(start[0]), self.across(end[0])
        self.canvas.line(first, height - start[1], last, height - end[1])

    def box(
        self,
        corner: tuple[float, float],
        size: tuple[float, float],
        *,
        fill: str | None = None,
        stroke: str | None = None,
        weight: float = 0.9,
    ) -> None:
        """Draw a rectangle from its upper left corner."""
        if fill:
            self.canvas.setFillColor(ink(fill))
        if stroke:
            self.canvas.setStrokeColor(ink(stroke))
            self.canvas.setLineWidth(weight)
        x, y = self.across(corner[0], size[0]), self.sheet.height - corner[1] - size[1]
        self.canvas.rect(x, y, size[0], size[1], fill=int(bool(fill)), stroke=int(bool(stroke)))

    def picture(self, corner: tuple[float, float], size: tuple[float, float], data: bytes) -> None:
        """Set a JPEG between the edges of a box; it is not turned on a mirrored page."""
        x, y = self.across(corner[0], size[0]), self.sheet.height - corner[1] - size[1]
        self.canvas.drawImage(ImageReader(io.BytesIO(data)), x, y, *size)

    def dashed_box(self, corner: tuple[float, float], size: tuple[float, float]) -> None:
        """Draw the dashed outline of something that is to be put there by others."""
        self.canvas.setDash(2.4, 2)
        self.box(corner, size, stroke=s.SECONDARY, weight=0.6)
        self.canvas.setDash()

    def circle(
        self, centre: tuple[float, float], radius: float, *, fill: str = "", stroke: str = ""
    ) -> None:
        """Draw a circle, filled or in outline."""
        if fill:
            self.canvas.setFillColor(ink(fill))
        if stroke:
            self.canvas.setStrokeColor(ink(stroke))
        y = self.sheet.height - centre[1]
        x = self.across(centre[0])
        self.canvas.circle(x, y, radius, fill=int(bool(fill)), stroke=int(bool(stroke)))

    def polygon(self, points: tuple[tuple[float, float], ...], fill: str) -> None:
        """Fill a polygon."""
        path = self.canvas.beginPath()
        height = self.sheet.height
        path.moveTo(self.across(points[0][0]), height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(self.across(x), height - y)
        path.close()
        self.canvas.setFillColor(ink(fill))
        self.canvas.drawPath(path, fill=1, stroke=0)

    def strokes(self, points: tuple[tuple[float, float], ...], weight: float, colour: str) -> None:
        """Draw lines from point to point."""
        for start, end in pairwise(points):
            self.line(start, end, weight, colour)

    def link(self, corner: tuple[float, float], size: tuple[float, float], anchor: str) -> None:
        """Make a rectangle lead to an anchor."""
        if anchor not in self.places:
            return
        left, low = self.across(corner[0], size[0]), self.sheet.height - corner[1] - size[1]
        page = self.canvas._doc.page_at(self.places[anchor])  # noqa: SLF001 - as above
        link = {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": PDFArray([left, low, left + size[0], low + size[1]]),
            "Border": "[ 0 0 0 ]",
            "Contents": "()",
            "Dest": f"[ {page} /Fit ]",
            "F": _PRINTED,
        }
        self.canvas._addAnnotation(PDFDictionary(link))  # noqa: SLF001 - its own links wait


Draw = Callable[[Pen], None]
