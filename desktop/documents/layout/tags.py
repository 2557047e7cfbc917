"""What each line with Arabic reads, in reading order, beside the drawn glyphs.

Programs that take text out of a page (pdfium, Poppler) go by the glyphs, from left to right, and
turn round what runs from the right: of a run with an ActualText of its own they would turn that
round too. So the logical text stands in the structure tree, where readers that speak look for it,
and the glyphs' own table stands for search and copy (docs/decisions/0014).
"""

from typing import Any

from reportlab.pdfbase import pdfdoc


class Tags:
    """The lines that were tagged, page by page, on one canvas."""

    def __init__(self, canvas: Any, language: str) -> None:  # noqa: ANN401 - ReportLab's canvas
        self._canvas = canvas
        self._document: Any = canvas._doc  # noqa: SLF001 - named nowhere else
        self._language = language
        self._pages: list[tuple[str, list[tuple[str, str]]]] = []
        self._lines: list[tuple[str, str]] = []

    def begin(self, text: str, language: str) -> None:
        """Begin a line that reads so, in this language or the file's own; `end` ends it."""
        self._canvas.addLiteral(f"/P <</MCID {len(self._lines)}>> BDC")
        self._lines.append((text, language or self._language))

    def end(self) -> None:
        """End a line."""
        self._canvas.addLiteral("EMC")

    def turn(self) -> None:
        """Note the page that was just shown, and begin the next."""
        if self._lines:
            number, page = self._document.shown
            page.StructParents = len(self._pages)
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents"]
            self._pages.append((self._document.page_at(number), self._lines))
        self._lines = []

    def finish(self) -> None:
        """Write the tree: a document, and under it a paragraph for each line."""
        if not self._pages:
            return
        root = _indirect({"Type": "/StructTreeRoot"})
        whole = _indirect({"Type": "/StructElem", "S": "/Document", "P": self._to(root)})
        numbers: list[Any] = []
        every: list[Any] = []
        for number, (page, lines) in enumerate(self._pages):
            held = [self._line(page, whole, place, said) for place, said in enumerate(lines)]
            every.extend(held)
            numbers.extend((number, self._to(pdfdoc.PDFArray(held))))
        whole.dict["K"] = pdfdoc.PDFArray(every)
        root.dict["K"] = self._to(whole)
        root.dict["ParentTree"] = self._to(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)}))
        root.dict["ParentTreeNextKey"] = len(self._pages)
        self._document.Catalog.StructTreeRoot = root

    def _line(self, page: str, whole: Any, place: int, said: tuple[str, str]) -> Any:  # noqa: ANN401
        text, language = said
        line = _indirect({"Type": "/StructElem", "S": "/P", "K": place})
        line.dict["P"] = self._to(whole)
        line.dict["Pg"] = page
        if language != self._language:
            line.dict["Lang"] = pdfdoc.PDFString(language)
        line.dict["ActualText"] = f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
        return self._to(line)

    def _to(self, held: Any) -> Any:  # noqa: ANN401
        return self._document.Reference(held)


def _indirect(values: dict[str, Any]) -> Any:  # noqa: ANN401
    return pdfdoc.PDFDictionary(values)
