"""A text as a QR code, for a scanner or a telephone; always dark on white."""

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_QUIET = 4  # modules of white around the code


class QrCode(QWidget):
    """Draws the code of a text; what it says always stands beside it in words."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._rows: tuple[bytes, ...] = ()
        self.setFixedSize(side, side)

    def show_text(self, text: str) -> None:
        """Show the code of a text."""
        made = segno.make_qr(text, error="m", boost_error=False)
        self._rows = tuple(bytes(row) for row in made.matrix)
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
