"""A PDF that is written while it is drawn: what is finished goes into the file and is forgotten.

ReportLab's document keeps all of a page as objects until the end, more than twice what it takes in
the file, and again what it is written as. Here a page is written when it is shown, whatever leads
to it or from it: since it is known beforehand how many pages there will be, each has its number.
Only what is finished last is kept: the faces, the tree of pages, the outline, and of Arabic what
its lines read (`tags.py`).
"""

import io
from array import array
from typing import Any

from reportlab.pdfbase import pdfdoc

from desktop.documents.layout.outline import Outline
from desktop.typed import override

_FREE = b"0000000000 65535 f \n"


class Flowing(pdfdoc.PDFDocument):
    """ReportLab's document, written as it grows; it has so many pages."""

    def __init__(self, pages: int, version: tuple[int, int], language: str) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=version, lang=language)
        self._file = _File(version)
        self._offsets = array("Q")
        self._shown: Any = None
        self._first_page = self.reserve(pages)
        self._catalog: Any
        self.Pages = self._catalog.Pages = _Tree(self._first_page, pages)
        outline: Any = Outline()
        self.outline = self.Outlines = outline

    def page_at(self, number: int) -> str:
        """Give the reference to a page, counted from 1, shown or not."""
        return f"{self._first_page + number - 1} 0 R"

    def reserve(self, count: int) -> int:
        """Keep numbers for objects that will be written by `write`; give the first."""
        first = int(self.objectcounter) + 1
        self.objectcounter = first + count - 1
        return first

    @override
    def addPage(self, page: Any) -> None:
        """Take the page that a canvas shows; it is written by `write_page`."""
        self._shown = page
        self.pageCounter += 1
        self.inObject = None

    @property
    def shown(self) -> tuple[int, Any]:
        """Give the page that was just shown, to be finished, and its number from 1."""
        return int(self.pageCounter) - 1, self._shown

    def write_page(self) -> None:
        """Write the page that was just shown."""
        number, page = self.shown
        packed = {"Filter": pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])}
        coded = pdfdoc.PDFZCompress.encode(page.stream)
        page.Contents = pdfdoc.PDFStream(pdfdoc.PDFDictionary(packed), coded)
        links = [held.name for held in page.Annots]
        self.write(self._first_page + number - 1, page)
        for name in (*links, page.Contents.__InternalName__):
            self._put(name)
        for name in page.XObjects.dict if page.XObjects else ():
            self._put_picture(name)

    def write(self, number: int, held: Any) -> None:  # noqa: ANN401
        """Write an object under a number that was kept for it."""
        body = pdfdoc.format(held, self, toplevel=1)
        ending = b"" if body.endswith(b"\n") else b"\n"
        missing = number - len(self._offsets)
        self._offsets.extend([0] * missing)
        offset = self._file.add(b"%d 0 obj\n%b%bendobj\n" % (number, body, ending))
        self._offsets[number - 1] = offset

    def _put(self, name: str) -> None:
        """Write an object that has a name, and forget it."""
        number = self.idToObjectNumberAndVersion[name][0]
        self.write(number, self.idToObject.pop(name))
        del self.idToObjectNumberAndVersion[name], self.numberToId[number]

    def _put_picture(self, name: str) -> None:
        """Write a picture and forget its bytes; a later page may show it by its name and size."""
        held, (number, _) = self.idToObject[name], self.idToObjectNumberAndVersion[name]
        if isinstance(held, pdfdoc.PDFImageXObject) and number in self.numberToId:
            self.write(number, held)
            held.streamContent = ""
            del self.numberToId[number]

    @override
    def format(self) -> bytes:
        """Write what is left, and give the file."""
        refer: Any = self.Reference
        root, info = refer(self._catalog), refer(self.info)
        number = 0
        while number < self.objectcounter:  # what is written may name more
            number += 1
            if number in self.numberToId:
                self.write(number, self.idToObject[self.numberToId[number]])
        table = [b"xref\n0 %d\n" % (number + 1), _FREE]
        start = self._file.add(
            b"".join((*table, *(b"%010d 00000 n \n" % at for at in self._offsets)))
        )
        ending = {"Size": number + 1, "Root": root, "Info": info, "ID": self.ID()}
        self._file.add(pdfdoc.PDFTrailer(start, **ending).format(self))
        return self._file.getvalue()


class _File(pdfdoc.PDFFile):
    """The file as it grows, in one piece."""

    def __init__(self, version: tuple[int, int]) -> None:
        super().__init__(version)
        self._bytes = io.BytesIO(b"".join(self.strings))
        self._bytes.seek(0, io.SEEK_END)
        self.write: Any = self._bytes.write

    def getvalue(self) -> bytes:
        """Give what was written."""
        return self._bytes.getvalue()


class _Tree(pdfdoc.PDFPages):
    """The tree of pages whose numbers follow one another."""

    def __init__(self, first: int, count: int) -> None:
        super().__init__()
        self._numbers = range(first, first + count)

    @override
    def check_format(self, document: object) -> None:
        self.Kids = pdfdoc.PDFArray([f"{number} 0 R" for number in self._numbers])
        self.Count = len(self._numbers)
