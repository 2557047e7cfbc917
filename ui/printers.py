"""The printers of this computer: the one module that knows how a paper gets to them.

Qt speaks to Windows' own printing and to CUPS alike. Pages go to the printer as pictures that
pdfium draws, so that what is printed is the PDF of the preview and no other.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from desktop.domain.problems import DeskError
from desktop.services.printing import Choice, Sides
from desktop.services.watch import ALONE, Watch
from ui.pdf_pages import draw, sizes_of

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from ui.pdf_pages import Size

_POINTS = 72.0
_FINEST = 300  # dots an inch: a page of 35 MB; in bands, which printers round, lines are lost
TRAYS = ("upper", "middle", "lower", "manual", "cassette", "envelope")


@dataclass(frozen=True, slots=True)
class Job:
    """A paper to be printed: its title in the printer's queue, its PDF, and on what."""

    title: str
    pdf: bytes
    choice: Choice


class Printers(Protocol):
    """What the window asks of printers; a test puts invented ones here."""

    def names(self) -> Sequence[str]:
        """Give the printers that can be chosen, the usual one first."""

    def trays(self) -> Sequence[str]:
        """Give the trays that can be chosen, of `TRAYS`; none where the printer's settings say."""

    def print_out(self, job: Job, watch: Watch = ALONE) -> None:
        """Print; refuses with `print-no-printer`, `print-refused` or `cancelled`."""


class SystemPrinters:
    """The printers that the system knows; runs in any thread."""

    def names(self) -> Sequence[str]:
        """Give them, the usual one first."""
        from PySide6.QtPrintSupport import QPrinterInfo  # noqa: PLC0415 - with the first print

        usual = QPrinterInfo.defaultPrinterName()
        return sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual)

    def trays(self) -> Sequence[str]:
        """Give the trays of Windows' own; a queue of CUPS (or an instance of one) has its own."""
        return TRAYS if sys.platform == "win32" else ()

    def print_out(self, job: Job, watch: Watch = ALONE) -> None:
        """Print; see `Printers`."""
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415 - as above

        if job.choice.printer not in self.names():
            raise DeskError("print-no-printer", printer=job.choice.printer)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(job.choice.printer)
        printer.setDocName(job.title)
        prepare(printer, job.choice)
        paint(printer, job, watch)


def prepare(printer: "QPrinter", choice: Choice) -> None:
    """Set copies, sides and tray."""
    kinds = type(printer)
    sides: Mapping[Sides, QPrinter.DuplexMode] = MappingProxyType({
        Sides.ONE: kinds.DuplexMode.DuplexNone, Sides.LONG: kinds.DuplexMode.DuplexLongSide,
        Sides.SHORT: kinds.DuplexMode.DuplexShortSide,
    })  # fmt: skip
    sources = {
        "upper": kinds.PaperSource.Upper, "middle": kinds.PaperSource.Middle,
        "lower": kinds.PaperSource.Lower, "manual": kinds.PaperSource.Manual,
        "cassette": kinds.PaperSource.Cassette, "envelope": kinds.PaperSource.Envelope,
    }  # fmt: skip
    printer.setCopyCount(choice.copies)
    printer.setDuplex(sides[choice.sides])
    if choice.tray in sources:
        printer.setPaperSource(sources[choice.tray])
    printer.setFullPage(True)


def paint(printer: "QPrinter", job: Job, watch: Watch = ALONE) -> None:
    """Draw every page on the printer; a job that is given up or fails is taken back whole."""
    sizes = sizes_of(job.pdf)
    _set_page(printer, sizes[0])
    painter = QPainter()
    if not painter.begin(printer):
        raise DeskError("print-refused", printer=job.choice.printer)
    try:
        for page, size in enumerate(sizes):
            watch.look(page, len(sizes))
            if page:
                _turn_page(printer, size, job)
            _paint_page(painter, printer, job.pdf, page)
        watch.look(len(sizes), len(sizes))
    except DeskError:
        printer.abort()
        raise
    finally:
        ended = painter.end()
    if not ended or printer.printerState() is type(printer).PrinterState.Error:
        raise DeskError("print-refused", printer=job.choice.printer)


def _turn_page(printer: "QPrinter", size: "Size", job: Job) -> None:
    _set_page(printer, size)
    if not printer.newPage():
        raise DeskError("print-refused", printer=job.choice.printer)


def _set_page(printer: "QPrinter", size: "Size") -> None:
    wide, high = size
    lies = wide > high
    upright = QSizeF(min(size), max(size))
    page = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(page, turn, QMarginsF(0, 0, 0, 0)))


def _paint_page(painter: QPainter, printer: "QPrinter", pdf: bytes, page: int) -> None:
    """Draw a page over the whole sheet."""
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    fine = min(printer.resolution(), _FINEST)
    pixels = round(sizes_of(pdf)[page][0] / _POINTS * fine)
    painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), draw(pdf, page, pixels))
