"""Icons and marks: SVG files of one stroke, drawn in the colour that the theme asks for."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from desktop import paths

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QIcon, QImage, QPainter

_HELD = 512


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def coloured(name: str, colour: str, sign: str) -> bytes:
    """Give an icon's SVG in a colour; `sign` is the colour of what is cut out of a mark."""
    return _source(name).replace("currentColor", colour).replace("white", sign).encode()


@lru_cache(maxsize=_HELD)
def _image(name: str, colour: str, sign: str, pixels: int) -> "QImage":
    from PySide6.QtCore import QByteArray, Qt  # noqa: PLC0415 - the empty frame shows no icon
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415 - as above
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - as above

    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(coloured(name, colour, sign))).render(painter)
    painter.end()
    return image


def paint(
    painter: "QPainter", name: str, place: "QRectF", colour: str, sign: str = "white"
) -> None:
    """Draw an icon into a square of the painter's widget."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawImage(place, _image(name, colour, sign, round(place.width() * ratio)))


def icon(name: str, colour: str) -> "QIcon":
    """Give an icon for a widget that draws its own (a line edit's action, a menu's entry)."""
    from PySide6.QtGui import QColor, QIcon, QPixmap  # noqa: PLC0415 - as above

    return QIcon(QPixmap.fromImage(_image(name, QColor(colour).name(), "white", 48)))
