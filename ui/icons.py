"""Icons and marks: SVG files of one stroke, drawn in the colour that the theme asks for."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop import paths

_HELD = 512


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def coloured(name: str, colour: str, sign: str) -> bytes:
    """Give an icon's SVG in a colour; `sign` is the colour of what is cut out of a mark."""
    return _source(name).replace("currentColor", colour).replace("white", sign).encode()


@lru_cache(maxsize=_HELD)
def _image(name: str, colour: str, sign: str, pixels: int) -> QImage:
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(coloured(name, colour, sign))).render(painter)
    painter.end()
    return image


def paint(painter: QPainter, name: str, place: QRectF, colour: str, sign: str = "white") -> None:
    """Draw an icon into a square of the painter's widget."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(place, _image(name, colour, sign, round(place.width() * ratio)))


def icon(name: str, colour: str) -> QIcon:
    """Give an icon for a widget that draws its own (a line edit's action, a menu's entry)."""
    return QIcon(QPixmap.fromImage(_image(name, QColor(colour).name(), "white", 48)))
