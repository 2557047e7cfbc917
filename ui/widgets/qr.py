"""A text as a QR code, for a scanner or a telephone; always dark on white."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from qrcodegen import QrCode as Made

from desktop.typed import override

_QUIET = 4  # modules of white around the code


class QrCode(QWidget):
    """Draws the code of a text; what it says always stands beside it in words."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setFixedSize(side, side)

    def show_text(self, text: str) -> None:
        """Show the code of a text."""
        made = Made.encode_text(text, Made.Ecc.MEDIUM)
        places = range(made.get_size())
        self._rows = tuple(tuple(made.get_module(x, y) for x in places) for y in places)
        self.setAccessibleName(text)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        modules = len(self._rows) + 2 * _QUIET
        side = self.width() / modules
        for down, row in enumerate(self._rows):
            for across, dark in enumerate(row):
                if dark:
                    left, top = (across + _QUIET) * side, (down + _QUIET) * side
                    painter.fillRect(QRectF(left, top, side, side), Qt.GlobalColor.black)
