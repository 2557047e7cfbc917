"""The steps of a longer job: which are done, which one is open."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.typed import override
from ui import icons, tokens
from ui.widgets.verbs import font

_DISC, _GAP, _LINE = 22.0, 8.0, 34.0


class Steps(QWidget):
    """A row of numbered steps. It tells, it is no control."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._open = 0
        self.setFixedHeight(46)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_step(self, place: int) -> None:
        """Open a step; those before it are done."""
        self._open = place
        self.setAccessibleName(f"{place + 1}/{len(self._names)}: {self._names[place]}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._whole()), 46)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the discs, and the name of the step that is open."""
        longest = max(self._widths())
        return QSize(round(self._whole() - sum(self._widths()) + longest), 46)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = self._whole() <= self.width()
        left = 1.0
        middle = self.height() / 2
        for place, name in enumerate(self._names):
            if place:
                painter.setPen(QPen(QColor(colours.linestrong), 1))
                painter.drawLine(round(left), round(middle), round(left + _LINE), round(middle))
                left += _LINE + 12
            disc = QRectF(left, middle - _DISC / 2, _DISC, _DISC)
            words = self._paint_disc(painter, disc, place, colours)
            left += _DISC + _GAP
            if not whole and place != self._open:  # the open one alone is named where room lacks
                continue
            painter.setFont(font(tokens.BODY, strong=place == self._open))
            painter.setPen(QColor(words))
            wide = painter.fontMetrics().horizontalAdvance(name)
            box = QRectF(left, 0, wide + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, name)
            left += wide + 12

    def _whole(self) -> float:
        """Give the room that all names take, as if each were the open one."""
        return sum(self._widths()) + len(self._names) * (_DISC + _GAP + _LINE + 12) - _LINE - 12

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(font(tokens.BODY, strong=True))
        return [metrics.horizontalAdvance(name) + 12 for name in self._names]

    def _paint_disc(
        self, painter: QPainter, disc: QRectF, place: int, colours: tokens.Tokens
    ) -> str:
        """Draw a step's disc and give the colour of its words."""
        done, here = place < self._open, place == self._open
        fill = colours.ok.tint if done else colours.primary if here else colours.surface
        border = colours.ok.dot if done else colours.primary if here else colours.linestrong
        painter.setPen(QPen(QColor(border), 1))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
        if done:
            icons.paint(painter, "check", disc.adjusted(4, 4, -4, -4), colours.ok.text)
            return colours.ok.text
        painter.setFont(font(tokens.SMALL, strong=True))
        painter.setPen(QColor(colours.onprimary if here else colours.text2))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(place + 1))
        return colours.text if here else colours.text2


class Shares(QWidget):
    """A bar cut by shares: each a tone and a number. Its figures always stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, int], ...] = ()
        self.setFixedHeight(8)

    def show_parts(self, parts: Sequence[tuple[str, int]]) -> None:
        """Show these shares."""
        self._parts = tuple(part for part in parts if part[1])
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.neutral))
        total = sum(number for _, number in self._parts)
        left = 0.0
        for tone, number in self._parts:
            wide = self.width() * number / total
            painter.fillRect(QRectF(left, 0, max(wide - 2, 2), self.height()),
                             QColor(colours.tone(tone).dot))  # fmt: skip
            left += wide
