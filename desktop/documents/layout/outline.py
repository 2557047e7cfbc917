"""The outline of a PDF: what a reader shows beside the pages, and goes by (ISO 32000-1, 12.3.3)."""

from array import array
from typing import Any

from reportlab.pdfbase import pdfdoc


class Outline:
    """Entries in the order of their pages, each under the latest one of a lower level.

    Kept as numbers and titles, and written at the end; place 0 is the outline itself.
    """

    def __init__(self) -> None:
        self.ready = 0  # ReportLab leaves out one that is below 0
        self._titles = [""]
        self._levels = array("l", [-1])
        self._pages = array("l", [0])

    def add(self, title: str, level: int, page: int) -> None:
        """Add an entry that leads to a page, counted from 1."""
        self._titles.append(title)
        self._levels.append(level)
        self._pages.append(page)

    def prepare(self, document: Any, _canvas: object) -> None:  # noqa: ANN401 - a `Flowing`
        """Write all entries into a document, when the last is known."""
        if len(self._titles) == 1:
            self.ready = -1
            return
        tree = _Tree(self._levels)
        root = document.reserve(len(self._titles))
        for place in range(len(self._titles)):
            document.write(root + place, self._entry(document, tree, place, root))
        document.Catalog.Outlines = f"{root} 0 R"

    def _entry(self, document: Any, tree: "_Tree", place: int, root: int) -> Any:  # noqa: ANN401
        kin = {
            "Parent": tree.parent[place] if place else -1,
            "Prev": tree.before[place] or -1,
            "Next": tree.after[place] or -1,
            "First": tree.first[place] or -1,
            "Last": tree.last[place] or -1,
        }
        held: dict[str, Any] = {n: f"{root + at} 0 R" for n, at in kin.items() if at >= 0}
        if tree.below[place]:
            held["Count"] = tree.below[place]
        if place:
            held["Title"] = pdfdoc.PDFString(self._titles[place])
            held["Dest"] = f"[ {document.page_at(self._pages[place])} /Fit ]"
        else:
            held["Type"] = "/Outlines"
        return pdfdoc.PDFDictionary(held)


class _Tree:
    """Who stands under whom, by places; 0 is nobody, but as a parent it is the outline."""

    def __init__(self, levels: "array[int]") -> None:
        nobody = array("l", bytes(levels.itemsize * len(levels)))
        self.parent, self.before, self.after = nobody[:], nobody[:], nobody[:]
        self.first, self.last, self.below = nobody[:], nobody[:], nobody[:]
        above = [0]
        for place in range(1, len(levels)):
            while levels[above[-1]] >= levels[place]:
                above.pop()
            self._stand_under(above[-1], place)
            above.append(place)
        for place in range(len(levels) - 1, 0, -1):
            self.below[self.parent[place]] += 1 + self.below[place]

    def _stand_under(self, parent: int, place: int) -> None:
        before = self.last[parent]
        self.parent[place], self.before[place], self.last[parent] = parent, before, place
        if before:
            self.after[before] = place
        else:
            self.first[parent] = place
