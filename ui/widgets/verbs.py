"""What a page can do: a verb with its icon and key, and the button that shows it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.typed import override
from ui import icons, tokens

_PAD, _ICON, _GAP, _CAP_PAD = 13, 18, 8, 6


ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
STEP_BACK = "Alt+Left"  # bound once, by the window, which asks the page first (ui/reach.py)


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done: its words, what runs, its icon, its key.

    `main` is the blue button, one for each screen; `quiet` has no border, for a link in a card.
    A double click does it once; one that `steps` (to the next page) twice.
    """

    text: str
    run: Callable[[], object]
    icon: str = ""
    key: str = ""
    main: bool = False
    quiet: bool = False
    steps: bool = False


def font(points: float, *, strong: bool = False) -> QFont:
    """Give the window's font in a size; strong is semibold."""
    made = QFont(tokens.SANS)
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


class _KeyNames(QObject):
    """Names that Qt gives to keys otherwise than the caps of a keyboard do, or in two ways."""

    def of(self, name: str) -> str:
        """Give what stands on the cap."""
        return {"Return": self.tr("Enter"), "PgDown": self.tr("PgDn"), "Shift": self.tr("Shift")}[
            name
        ]


_ARROWS = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}  # as the caps show them


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def key_in_words(key: str) -> str:
    """Give a key as the caps of this language's keyboard name it; what is no key stays as it is."""
    native = _native(key)
    for name, arrow in _ARROWS.items():
        if name in key:  # else it is not asked for its native name: Qt takes its time to say it
            native = re.sub(rf"\b{re.escape(_native(name))}\b", arrow, native)
    names = _KeyNames()
    return re.sub(r"\b(Return|PgDown|Shift)\b", lambda found: names.of(found[0]), native) or key


class VerbButton(QPushButton):
    """The button of a verb: main (filled), plain (bordered) or quiet (words only)."""

    def __init__(
        self, verb: Verb, parent: QWidget | None = None, *, small: bool = False, keyed: bool = True
    ) -> None:
        """Show a verb; not `keyed`, its key is another's to listen to (a row that folds)."""
        super().__init__(verb.text, parent)
        self._verb = verb
        self._small = small
        self._bare = False
        self._why = ""
        self._key = key_in_words(verb.key) if verb.key else ""
        self.setAutoDefault(False)
        self.setFont(font(tokens.SMALL if small or verb.quiet else tokens.BODY, strong=True))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(verb.text)
        if verb.key:
            if (
                keyed and verb.key != STEP_BACK
            ):  # not setShortcut: that clicks a tenth of a second later, perhaps too late
                QShortcut(QKeySequence(verb.key), self).activated.connect(self._run)
            self.setAccessibleDescription(self._key)
        self.clicked.connect(self._run)

    @property
    def verb(self) -> Verb:
        """Give what the button does."""
        return self._verb

    def say(self, words: str, icon: str = "") -> None:
        """Change the words, and the icon: they say what the button stands for now."""
        self._verb = replace(self._verb, text=words, icon=icon or self._verb.icon)
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def set_main(self, *, on: bool) -> None:
        """Fill the button as what is to be done now, or take that back; it works all the same."""
        if on is not self._verb.main:
            self._verb = replace(self._verb, main=on)
            self.update()

    def tell(self, why: str) -> None:
        """Tell why it cannot be done now, in the tooltip and to who hears the window."""
        self._why = why
        self.setAccessibleDescription(why or self._key)
        self.setToolTip(self._tip())

    def _tip(self) -> str:
        return self._why or (self._key if self._bare else "")

    def _run(self) -> None:
        self._verb.run()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press as Space does: whether Qt lets it depends on the desktop."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTERS and plain and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._verb.steps:  # else it was done at the first click
            super().mouseDoubleClickEvent(event)

    def set_bare(self, *, on: bool) -> None:
        """Leave the key's cap away, or show it again; the tooltip says the key then."""
        if on != self._bare:
            self._bare = on
            self.setToolTip(self._tip())
            self.updateGeometry()
            self.update()

    def _key_words(self) -> str:
        return "" if self._small else self._key

    def _cap(self) -> str:
        return "" if self._bare else self._key_words()

    def _cap_width(self) -> int:
        return _cap_wide(self._cap()) if self._cap() else 0

    def natural(self, *, bare: bool) -> int:
        """Give the button's width with its key's cap or without."""
        pad = 4 if self._verb.quiet else (10 if self._small else _PAD)
        width = 2 * pad + self.fontMetrics().horizontalAdvance(self.text())
        if self._verb.icon:
            width += _ICON + _GAP
        if self._key_words() and not bare:
            width += _cap_wide(self._key_words()) + _GAP
        return width

    @override
    def sizeHint(self) -> QSize:
        height = tokens.SMALL_BUTTON if self._small or self._verb.quiet else tokens.FIELD
        return QSize(self.natural(bare=self._bare), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self._paint_box(painter, colours)
        x = float(4 if self._verb.quiet else (10 if self._small else _PAD))
        if self._verb.icon:
            place = QRectF(x, (self.height() - _ICON) / 2, _ICON, _ICON)
            icons.paint(painter, self._verb.icon, place, words)
            x += _ICON + _GAP
        painter.setPen(QColor(words))
        painter.setFont(self.font())
        wide = self.fontMetrics().horizontalAdvance(self.text())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(x, 0, wide + 2, self.height()), middle, self.text())
        if self._cap():
            self._paint_cap(painter, colours, x + wide + _GAP)

    def _paint_box(self, painter: QPainter, colours: tokens.Tokens) -> str:
        """Draw fill, border and focus; give the colour of the words."""
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        focus = self.hasFocus()
        words, fill, border = self._colours(colours)
        if focus:
            border = colours.text if self._verb.main else colours.primary
        painter.setPen(QPen(QColor(border), 2 if focus else 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        inset = 0.5 if focus else 0.0
        box = box.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, tokens.RADIUS_BUTTON, tokens.RADIUS_BUTTON)
        return words

    def _colours(self, colours: tokens.Tokens) -> tuple[str, str, str]:
        """Give words, fill and border for the state that the button is in."""
        if not self.isEnabled():
            return colours.text3, colours.sunken, colours.line
        if self._verb.main:
            fill = colours.primary_hover if self.underMouse() else colours.primary
            return colours.onprimary, colours.primary_pressed if self.isDown() else fill, ""
        if self._verb.quiet:
            return colours.primary, colours.ptint if self.underMouse() else "", ""
        border = colours.text if self.underMouse() else colours.linestrong
        return colours.text, colours.neutral if self.isDown() else colours.surface, border

    def _paint_cap(self, painter: QPainter, colours: tokens.Tokens, x: float) -> None:
        high = 18.0
        box = QRectF(x, (self.height() - high) / 2, self._cap_width(), high)
        paint_cap(painter, box, self._cap(), colours, on_main=self._verb.main)


def _cap_wide(words: str) -> int:
    return QFontMetrics(font(tokens.CAP)).horizontalAdvance(words) + 2 * _CAP_PAD


def paint_cap(
    painter: QPainter, box: QRectF, text: str, colours: tokens.Tokens, *, on_main: bool = False
) -> None:
    """Draw a key as a cap."""
    words = colours.onprimary if on_main else colours.text2
    painter.setPen(QPen(QColor(colours.onprimary if on_main else colours.line), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if on_main else QColor(colours.sunken))
    painter.setOpacity(0.75 if on_main else 1.0)
    painter.drawRoundedRect(
        box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_CAP, tokens.RADIUS_CAP
    )
    painter.setOpacity(1.0)
    painter.setPen(QColor(words))
    painter.setFont(font(tokens.CAP))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
