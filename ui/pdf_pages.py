"""The pages of a PDF as pictures: drawn by pdfium, one at a time, away from the window."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.tasks import Tasks

if TYPE_CHECKING:
    from pypdfium2 import PdfBitmap

_PDFIUM = threading.Lock()  # pdfium bears one thread at a time
_POINTS = 72.0
_HELD = 40  # pictures kept
Size = tuple[float, float]
_Wanted = tuple[int, int]  # the page, its width in pixels


def sizes_of(pdf: bytes) -> tuple[Size, ...]:
    """Give width and height of every page, in points."""
    import pypdfium2  # noqa: PLC0415 - not before a paper is looked at

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return tuple(document.get_page_size(place) for place in range(len(document)))


def draw(pdf: bytes, page: int, pixels: int) -> QImage:
    """Draw a page so many pixels wide."""
    import pypdfium2  # noqa: PLC0415 - not before a paper is looked at

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        image = _as_image(sheet.render(scale=pixels / sheet.get_width(), prefer_bgrx=True))
        sheet.close()
        return image


def _as_image(bitmap: "PdfBitmap") -> QImage:
    form = QImage.Format.Format_RGB32
    shared = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form)
    image = shared.copy()  # its own memory: pdfium's goes with the bitmap
    bitmap.close()
    return image


class PageImages(QObject):
    """Pictures of one PDF's pages: given when they are here, else drawn and told by `drawn`."""

    opened = Signal()
    drawn = Signal(int)  # a page

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._pdf = b""
        self._sizes: tuple[Size, ...] = ()
        self._held: OrderedDict[_Wanted, QImage] = OrderedDict()
        self._wanted: list[_Wanted] = []
        self._busy = False

    @property
    def pdf(self) -> bytes:
        """Give the bytes of the PDF, as they were issued."""
        return self._pdf

    @property
    def sizes(self) -> Sequence[Size]:
        """Give the pages' sizes in points; empty until the PDF is open."""
        return self._sizes

    def drawn_pages(self) -> int:
        """Count the pages of which a picture is here."""
        return len({page for page, _ in self._held})

    def open(self, pdf: bytes) -> None:
        """Open a PDF in place of the one before; empty bytes close it."""
        self._pdf = pdf
        self._sizes = ()
        self._held.clear()
        self._wanted = []
        self.opened.emit()
        if pdf:
            self._tasks.work(self, "sizes", lambda: (pdf, sizes_of(pdf)), self._take_sizes)

    def _take_sizes(self, answer: tuple[bytes, tuple[Size, ...]]) -> None:
        pdf, sizes = answer
        if pdf is self._pdf:
            self._sizes = sizes
            self.opened.emit()

    def image(self, page: int, pixels: int) -> QImage | None:
        """Give a page's picture; when it is not here it is drawn, the last asked for first."""
        wanted = (page, pixels)
        held = self._held.get(wanted)
        if held is not None:
            self._held.move_to_end(wanted)
            return held
        if wanted in self._wanted:
            self._wanted.remove(wanted)
        self._wanted.append(wanted)
        self._draw_next()
        return None

    def _draw_next(self) -> None:
        if self._busy or not self._wanted:
            return
        page, pixels = self._wanted.pop()
        pdf = self._pdf
        self._busy = True

        def then(image: QImage) -> None:
            self._busy = False
            if pdf is self._pdf:
                self._hold((page, pixels), image)
            self._draw_next()

        self._tasks.work(self, "page", lambda: draw(pdf, page, pixels), then, self._failed)

    def _failed(self, _error: BaseException) -> None:
        """Leave the page blank: the fault is in the log, and the PDF can still be saved."""
        self._busy = False
        self._draw_next()

    def _hold(self, wanted: _Wanted, image: QImage) -> None:
        self._held[wanted] = image
        while len(self._held) > _HELD:
            self._held.popitem(last=False)
        self.drawn.emit(wanted[0])
