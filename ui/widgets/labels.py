"""Words on the window: plain labels, marks with their one meaning, chips, facts, key hints."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop.typed import override
from ui import icons, tokens
from ui.widgets.verbs import font, key_in_words, paint_cap

_MARK = 16
METER = 8  # how high a bar is
_WHOLE = 100
_CHIP_PAD = 9


class Words(QLabel):
    """A label that shows its text as it is, never as markup.

    `look` names one of the sheet's looks: name, title, value, body, label, hint, card; a tone
    (ok, warn, bad, soft) colours it.
    """

    def __init__(
        self,
        text: str = "",
        look: str = "body",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setWordWrap(wrap)

    def set_look(self, look: str) -> None:
        """Change the look; the sheet is asked again."""
        if self.property("look") == look:
            return
        self.setProperty("look", look)
        self.style().unpolish(self)
        self.style().polish(self)


class ElidedWords(Words):
    """A label of one line that ends in an ellipsis where room lacks; the whole is its tooltip."""

    def __init__(self, text: str = "", look: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def natural(self) -> int:
        """Give the width of the whole text."""
        self.ensurePolished()  # the sheet's font, before it is shown for the first time
        return self.fontMetrics().horizontalAdvance(self.text()) + 2

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        wide = self.contentsRect().width()
        said = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, wide)
        side = self.alignment() | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), side, said)


class Mark(QWidget):
    """A mark: ok, warn, bad, soft, missing or info. A word always stands beside it."""

    def __init__(self, meaning: str, parent: QWidget | None = None, *, size: int = _MARK) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self.setFixedSize(size, size)

    def set_meaning(self, meaning: str) -> None:
        """Show another mark; an empty one shows nothing."""
        self._meaning = meaning
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._meaning:
            painter = QPainter(self)
            paint_mark(painter, self._meaning, QRectF(self.rect()), tokens.of(self.palette()))


def beside_line(mark: Mark) -> QWidget:
    """Give a mark as it stands in the middle of the first line of the words after it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    high = QFontMetrics(font(tokens.BODY)).height()
    column.setContentsMargins(0, max(0, round((high - mark.height()) / 2)), 0, 0)
    column.addWidget(mark)
    return holder


def paint_meter(painter: QPainter, place: QRectF, percent: int, colours: tokens.Tokens) -> None:
    """Draw a bar that is filled so many per cent: green when it is full, else amber.

    The figure always stands beside it.
    """
    round_ = place.height() / 2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.neutral))
    painter.drawRoundedRect(place, round_, round_)
    wide = place.width() * percent / _WHOLE
    if wide:
        filled = QRectF(place.left(), place.top(), max(wide, place.height()), place.height())
        painter.setBrush(QColor(colours.tone("ok" if percent == _WHOLE else "warn").dot))
        painter.drawRoundedRect(filled, round_, round_)
    painter.restore()


def paint_mark(painter: QPainter, meaning: str, place: QRectF, colours: tokens.Tokens) -> None:
    """Draw a mark into a square."""
    colour = colours.text3 if meaning == "missing" else colours.tone(meaning).dot
    icons.paint(painter, f"mark-{meaning}", place, colour, colours.surface)


class Icon(QWidget):
    """An icon in the colour of quiet words."""

    def __init__(self, name: str, parent: QWidget | None = None, *, size: int = 18) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(size, size)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colour = tokens.of(self.palette()).text2
        icons.paint(QPainter(self), self._name, QRectF(self.rect()), colour)


class Chip(QWidget):
    """A word with an optional mark: `tone` is ok, warn, bad, soft (dashed), info or plain."""

    def __init__(self, text: str, tone: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = text
        self.tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    @override
    def sizeHint(self) -> QSize:
        return chip_size(self.text, self.tone)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.text, self.tone, tokens.of(self.palette()))


def chip_size(text: str, tone: str) -> QSize:
    """Give the room that a chip takes."""
    wide = QFontMetrics(font(tokens.SMALL, strong=tone != "plain")).horizontalAdvance(text)
    return QSize(wide + 2 * _CHIP_PAD + (0 if tone in {"plain", "info"} else 20), tokens.CHIP)


def paint_chip(
    painter: QPainter, box: QRectF, text: str, tone: str, colours: tokens.Tokens
) -> None:
    """Draw a chip into its box."""
    look = colours.tone(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(look.border), 1)
    if tone == "soft":
        pen = QPen(QColor(look.dot), 1, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(look.tint))
    painter.drawRoundedRect(
        box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_FIELD, tokens.RADIUS_FIELD
    )
    left = box.left() + _CHIP_PAD
    if tone not in {"plain", "info"}:
        place = QRectF(left - 1, box.top() + (box.height() - 14) / 2, 14, 14)
        paint_mark(painter, tone, place, colours)
        left += 20
    painter.setPen(QColor(look.text))
    painter.setFont(font(tokens.SMALL, strong=tone != "plain"))
    words = QRectF(left, box.top(), box.right() - left, box.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)


class Fact(QWidget):
    """A label with its value below: the identifying facts under a name."""

    def __init__(self, label: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Words(label, "hint"))
        self._value = ElidedWords(value, "body")
        column.addWidget(self._value)

    @override
    def sizeHint(self) -> QSize:
        """Ask for the whole value; it is cut only where a line is shorter."""
        hint = super().sizeHint()
        return hint.expandedTo(QSize(self._value.sizeHint().width(), 0))


class KeyHint(QWidget):
    """A key, as the program writes it, on its cap, and what it does."""

    def __init__(
        self, key: str, does: str, parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.key, self.does = key_in_words(key), does
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(KeyCap(self.key))
        row.addWidget(Words(does, "hint", wrap=wrap), int(wrap))


class KeyCap(QWidget):
    """A key as its cap."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        wide = QFontMetrics(font(tokens.CAP)).horizontalAdvance(key) + 12
        self.setFixedSize(max(wide, 18), 20)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, QRectF(self.rect()), self._key, tokens.of(self.palette()))
