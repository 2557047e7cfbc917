"""The pen: draws on one page with heights counted from the top; no markup is ever read.

Texts reach the canvas as they are, letter by letter: there is no paragraph language here in which
"<b>" or "&copy;" could mean anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from desktop.documents.layout import measures as m
from desktop.documents.layout import styles as s
from desktop.documents.layout.faces import Faces
from desktop.documents.layout.styles import Style


@dataclass
class Pen:
    """One page under the pen; `places` gives the page on which each anchor stands."""

    canvas: Any
    faces: Faces
    sheet: m.Sheet
    page: int
    pages: int
    places: Mapping[str, int]

    def numbered(self, template: str, anchor: str = "") -> str:
        """Fill the page numbers into a string that waits for them."""
        page = self.places.get(anchor, self.page)
        return template.replace("{pages}", str(self.pages)).replace("{page}", str(page))

    def text(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line from x, its baseline at y."""
        if not text:
            return
        self.canvas.setFillColor(style.colour)
        self.canvas.setFont(style.face.value, style.size)
        self.canvas.drawString(x, self.sheet.height - y, text)

    def text_right(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line that ends at x."""
        self.text(x - self.faces.width(text, style), y, text, style)

    def text_centred(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line round x."""
        self.text(x - self.faces.width(text, style) / 2, y, text, style)

    def display(self, x: float, y: float, text: str, style: Style) -> None:
        """Write a line whose first stem, not its white, stands at x."""
        self.text(x - self.faces.bearing(text, style), y, text, style)

    def rule(self, left: float, right: float, y: float, weight: float = m.SECTION_RULE) -> None:
        """Draw a horizontal rule; a hairline is grey, it carries no meaning."""
        self.line((left, y), (right, y), weight, s.HAIRLINE if weight == m.HAIRLINE else s.INK)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], weight: float, colour: str
    ) -> None:
        """Draw a straight line."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight)
        height = self.sheet.height
        self.canvas.line(start[0], height - start[1], end[0], height - end[1])

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
            self.canvas.setFillColor(fill)
        if stroke:
            self.canvas.setStrokeColor(stroke)
            self.canvas.setLineWidth(weight)
        x, y = corner[0], self.sheet.height - corner[1] - size[1]
        self.canvas.rect(x, y, size[0], size[1], fill=int(bool(fill)), stroke=int(bool(stroke)))

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
            self.canvas.setFillColor(fill)
        if stroke:
            self.canvas.setStrokeColor(stroke)
        y = self.sheet.height - centre[1]
        self.canvas.circle(centre[0], y, radius, fill=int(bool(fill)), stroke=int(bool(stroke)))

    def polygon(self, points: tuple[tuple[float, float], ...], fill: str) -> None:
        """Fill a polygon."""
        path = self.canvas.beginPath()
        height = self.sheet.height
        path.moveTo(points[0][0], height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, height - y)
        path.close()
        self.canvas.setFillColor(fill)
        self.canvas.drawPath(path, fill=1, stroke=0)

    def strokes(self, points: tuple[tuple[float, float], ...], weight: float, colour: str) -> None:
        """Draw lines from point to point."""
        for start, end in pairwise(points):
            self.line(start, end, weight, colour)

    def link(self, corner: tuple[float, float], size: tuple[float, float], anchor: str) -> None:
        """Make a rectangle lead to an anchor."""
        if anchor not in self.places:
            return
        low = self.sheet.height - corner[1] - size[1]
        area = (corner[0], low, corner[0] + size[0], low + size[1])
        self.canvas.linkRect("", anchor, area, relative=0, thickness=0)


Draw = Callable[[Pen], None]
