"""Flat buttons of the window's frame: a fact that leads somewhere, and the way into the box."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.typed import override
from ui import icons, tokens
from ui.widgets.labels import paint_mark
from ui.widgets.verbs import font, key_in_words, paint_cap

_PAD, _GAP, _SIGN = 6, 7, 15
_FINDER = 260
_LEAST = 40


class FactButton(QAbstractButton):
    """A fact in quiet words, with an icon or a mark before it; a click leads to what it is about.

    Where room lacks it is said in fewer words; the whole is its name and its tooltip.
    """

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._mark = ""
        self._ways: tuple[str, ...] = ("",)
        self._way = 0
        self.setFont(font(tokens.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_fact(
        self, text: str, does: str, *, mark: str = "", shorter: Sequence[str] = ()
    ) -> None:
        """Show a fact, with a mark's meaning where it has one; `does` says what a click does.

        `shorter` says it in ever fewer words, for where room lacks.
        """
        self._mark = mark
        self._ways, self._way = (text, *shorter), 0
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(does)
        self.setToolTip(f"{text}\n{does}")
        self.updateGeometry()
        self.update()

    @property
    def shown(self) -> str:
        """Give the words that stand there now."""
        return self._ways[self._way]

    def shorten(self, steps: int) -> bool:
        """Say it in fewer words, or at 0 whole; False where it is said in no fewer."""
        way = min(steps, len(self._ways) - 1)
        if way != self._way:
            self._way = way
            self.updateGeometry()
            self.update()
        return way == steps

    def _sign_width(self) -> int:
        return _SIGN + _GAP if self._icon or self._mark else 0

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self.shown)
        return QSize(words + self._sign_width() + 2 * _PAD + 1, tokens.STATUS - 4)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST, tokens.STATUS - 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.neutral))
            painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
        words = colours.text if self.underMouse() else colours.text2
        sign = QRectF(_PAD, (self.height() - _SIGN) / 2, _SIGN, _SIGN)
        if self._mark:
            paint_mark(painter, self._mark, sign.adjusted(0.5, 0.5, -0.5, -0.5), colours)
        elif self._icon:
            icons.paint(painter, self._icon, sign, words)
        left = _PAD + self._sign_width()
        line = QRectF(left, 0, self.width() - left - _PAD + 1, self.height())
        said = painter.fontMetrics().elidedText(
            self.shown, Qt.TextElideMode.ElideRight, round(line.width())
        )
        painter.setPen(QColor(words))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, said)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours)


class FinderButton(QAbstractButton):
    """The way into the command box: it looks like its field, and folds to an icon."""

    def __init__(self, words: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key_in_words(key)
        self._folded = False
        self.setText(words)
        self.setFont(font(tokens.BODY))
        self.setAccessibleName(words)
        self.setAccessibleDescription(self._key)
        self.setToolTip(f"{words} ({self._key})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(_FINDER, tokens.FIELD)

    def suit(self, room: int) -> None:
        """Be whole where there is room, else the icon alone."""
        self._folded = room < _FINDER
        self.setFixedWidth(tokens.FIELD + 2 if self._folded else _FINDER)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = colours.text if self.underMouse() else colours.linestrong
        painter.setPen(QPen(QColor(border), 1))
        painter.setBrush(QColor(colours.surface))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS_BUTTON, tokens.RADIUS_BUTTON)
        left = (self.width() - 16) / 2 if self._folded else 10
        place = QRectF(left, (self.height() - 16) / 2, 16, 16)
        icons.paint(painter, "search", place, colours.text2)
        if not self._folded:
            self._paint_words(painter, colours)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours)

    def _paint_words(self, painter: QPainter, colours: tokens.Tokens) -> None:
        cap = QFontMetrics(font(tokens.CAP)).horizontalAdvance(self._key) + 12
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(colours.text3))
        painter.setFont(self.font())
        painter.drawText(QRectF(34, 0, self.width() - cap - 50, self.height()), middle, self.text())
        place = QRectF(self.width() - cap - 8, (self.height() - 18) / 2, cap, 18)
        paint_cap(painter, place, self._key, colours)


def paint_focus(painter: QPainter, box: QRectF, colours: tokens.Tokens) -> None:
    """Draw the border of what has the cursor."""
    painter.setPen(QPen(QColor(colours.primary), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
