"""Values side by side, one of which is chosen by a key: in a conflict, between two doubles."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.typed import override
from ui import tokens
from ui.widgets.labels import Chip, Words, chip_size, paint_chip
from ui.widgets.verbs import font

_PAD, _SIGN, _TOP = 10, 16, 8
_LEFT = _PAD + _SIGN + 9  # where the words begin
_LABEL = 170  # the width of what names a row
_ASIDE = 640  # pixels under which the name stands above the values, and they below one another
_LONGEST = 400  # letters of a value that are shown; of a longer one those around the difference
_KEPT = 60
_PAIR = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_DECIDE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYS = (*_STEPS, *_ROWS, *_DECIDE, Qt.Key.Key_Space, Qt.Key.Key_D, Qt.Key.Key_F2)
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ALL = 16_777_215  # Qt's own greatest width


@dataclass(frozen=True, slots=True)
class Offer:
    """A value to choose: its text, who wrote it when; above it whose side and a fact (a chip).

    One that is missing is said in quiet words: these are no value that differs from another.
    """

    text: str
    told: str
    side: str = ""
    fact: str = ""
    missing: bool = False


def _colours() -> tokens.Tokens:
    """Give the theme's colours: a radio box's own palette has the sheet's transparent ground."""
    return tokens.of(QApplication.palette())


def _wrapped() -> QTextOption:
    """Give the way to break lines: a code without blanks is broken anywhere."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def differing(text: str, other: str) -> tuple[int, int]:
    """Give the part of a text, from and to, in which it differs from another; all is none.

    It begins and ends with whole words: one digit of a number is not seen. Only where that would
    be all of the text it is told letter by letter.
    """
    for pieces in (_words, list):
        one, two = pieces(text), pieces(other)
        start = _alike(one, two)
        end = _alike(one[start:][::-1], two[start:][::-1])
        part = len("".join(one[:start])), len(text) - len("".join(one[len(one) - end :]))
        if part != (0, len(text)):
            return _bare(text, *part)
    return (0, 0)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Give a part of a text without the blanks at its ends."""
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|\W", text)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Give how many pieces are the same at the beginning of both."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, part: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """Cut a long text down to what stands around its differing part."""
    if len(text) <= _LONGEST:
        return text, part
    start = max(0, part[0] - _KEPT)
    said = text[start : start + _LONGEST]
    before, after = "…" if start else "", "…" if start + _LONGEST < len(text) else ""
    moved = len(before) - start
    end = min(part[1] + moved, len(said) + len(before))
    return f"{before}{said}{after}", (part[0] + moved, end)


class OfferBox(QRadioButton):
    """One value as a radio box, as high as its lines; the differing part is marked."""

    def __init__(self, offer: Offer, part: tuple[int, int]) -> None:
        super().__init__()
        self.offer = offer
        self._said, self.part = _cut(offer.text, part)
        self._said = self._said.replace("\n", "\u2028")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        told = ", ".join(filter(None, (offer.side, offer.text, offer.told, offer.fact)))
        self.setAccessibleName(told)
        self.setToolTip(offer.text if self._said != offer.text else "")

    def _laid_out(self, wide: int) -> QTextLayout:
        layout = QTextLayout(self._said, font(tokens.VALUE))
        layout.setTextOption(_wrapped())
        start, end = self.part
        if end > start:
            colours = _colours()
            marked = QTextCharFormat()
            marked.setBackground(QColor(colours.match))
            marked.setForeground(QColor(colours.onmatch))
            held = QTextLayout.FormatRange()
            held.start, held.length, held.format = start, end - start, marked
            layout.setFormats([held])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, wide - _LEFT - _PAD))
            line.setPosition(QPointF(0.0, top))
            top += line.height()
        layout.endLayout()
        return layout

    @property
    def _head_high(self) -> int:
        """Give the height of the line above the value: whose it is, and the fact about it."""
        return tokens.CHIP + 4 if self.offer.side or self.offer.fact else 0

    @property
    def _told_high(self) -> int:
        return QFontMetrics(font(tokens.SMALL)).height() + 2 if self.offer.told else 0

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = self._laid_out(width).boundingRect().height()
        return round(lines) + self._head_high + self._told_high + 2 * _TOP

    @override
    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(120, self.width())))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return True

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = _colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter, colours)
        room = self.width() - _LEFT - _PAD
        if self._head_high:
            self._paint_head(painter, QRectF(_LEFT, _TOP - 2, room, tokens.CHIP))
        painter.setPen(QColor(colours.text2 if self.offer.missing else colours.text))
        layout, top = self._laid_out(self.width()), _TOP + self._head_high
        layout.draw(painter, QPointF(_LEFT, top))
        below = top + layout.boundingRect().height() + 2
        self._paint_told(painter, QRectF(_LEFT, below, room, self._told_high))

    def _paint_box(self, painter: QPainter, colours: tokens.Tokens) -> None:
        strong = self.isChecked() or self.hasFocus()
        border = colours.primary if strong else colours.line
        # the cursor is the thick frame, the choice is the fill: one is not taken for the other
        painter.setPen(QPen(QColor(border), 2 if self.hasFocus() else 1))
        painter.setBrush(QColor(colours.ptint if self.isChecked() else colours.surface))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, tokens.RADIUS_FIELD, tokens.RADIUS_FIELD)
        sign = QRectF(_PAD, _TOP + 2, _SIGN - 1, _SIGN - 1)
        painter.setPen(QPen(QColor(colours.primary if self.isChecked() else colours.linestrong),
                            5 if self.isChecked() else 1))  # fmt: skip
        painter.setBrush(QColor(colours.surface))
        inset = 2.5 if self.isChecked() else 0.5
        painter.drawEllipse(sign.adjusted(inset, inset, -inset, -inset))

    def _paint_head(self, painter: QPainter, line: QRectF) -> None:
        """Say whose value it is, and at the right the fact about it."""
        colours, made = _colours(), font(tokens.SMALL, strong=True)
        chip = chip_size(self.offer.fact, "info") if self.offer.fact else QSize(-8, 0)
        painter.setFont(made)
        painter.setPen(QColor(colours.text2))
        room = line.adjusted(0, 0, -chip.width() - 8, 0)
        said = QFontMetrics(made).elidedText(
            self.offer.side, Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
        if self.offer.fact:
            box = QRectF(line.right() - chip.width(), line.top(), chip.width(), chip.height())
            paint_chip(painter, box, self.offer.fact, "info", colours)

    def _paint_told(self, painter: QPainter, line: QRectF) -> None:
        painter.setFont(font(tokens.SMALL))
        painter.setPen(QColor(_colours().text2))
        said = painter.fontMetrics().elidedText(
            self.offer.told, Qt.TextElideMode.ElideRight, round(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, said)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _KEYS and not event.modifiers() & ~_KEYPAD:
            event.ignore()  # the row's
            return
        super().keyPressEvent(event)


class OfferRow(QFrame):
    """What is to be decided, and its values side by side. Left and right choose one.

    Space and Enter decide, up and down go to the next row, D puts it off, F2 asks for another
    value: told by signals, with the row itself.
    """

    decided = Signal(object)
    put_off = Signal(object)
    other_wanted = Signal(object)
    stepped = Signal(object, int)
    chosen = Signal(object)

    def __init__(self, title: str, under: Sequence[str], offers: Sequence[Offer]) -> None:
        super().__init__()
        self.title = title
        self.setProperty("part", "offers")
        self._group = QButtonGroup(self)
        self.boxes = [self._box(offer, offers) for offer in offers]
        self._labels, self.chip = QWidget(), Chip("")
        names = QVBoxLayout(self._labels)
        names.setContentsMargins(0, 2, 0, 2)
        names.setSpacing(2)
        names.addWidget(Words(title, "strong", wrap=True))
        for text in under:
            names.addWidget(Words(text, "hint", wrap=True))
        names.addWidget(self.chip)
        names.addStretch(1)
        self.chip.hide()
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._values = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._outer.setSpacing(tokens.GAP)
        self._values.setSpacing(8)
        self._outer.addWidget(self._labels)
        self._outer.addLayout(self._values, 1)
        for box in self.boxes:
            self._values.addWidget(box, 1)
        self.below = QVBoxLayout(self)
        self.below.setContentsMargins(tokens.CARD, 8, tokens.CARD, 8)
        self.below.addLayout(self._outer)
        self._suit()

    def _box(self, offer: Offer, offers: Sequence[Offer]) -> OfferBox:
        """Give a value's box; it is marked where it differs from the first, one of two both."""
        other = offers[0] if offer is not offers[0] else offers[-1]
        marked = offer is not offers[0] or len(offers) == _PAIR
        marked = marked and not offer.missing and not other.missing
        box = OfferBox(offer, differing(offer.text, other.text) if marked else (0, 0))
        own = not self._group.buttons()
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus if own else Qt.FocusPolicy.ClickFocus)
        self._group.addButton(box)
        box.clicked.connect(lambda: self.chosen.emit(self))
        box.setAccessibleDescription(self.title)
        return box

    @property
    def choice(self) -> int | None:
        """Give the place of the chosen value; None as long as none is."""
        return next((n for n, box in enumerate(self.boxes) if box.isChecked()), None)

    def choose(self, place: int | None) -> None:
        """Choose a value; nothing is told of it."""
        if place is not None:
            self.boxes[place].setChecked(True)
            for number, box in enumerate(self.boxes):
                on = Qt.FocusPolicy.StrongFocus if number == place else Qt.FocusPolicy.ClickFocus
                box.setFocusPolicy(on)

    def enter(self) -> None:
        """Take the cursor: to the chosen value, else to the first one."""
        self.boxes[self.choice or 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say_later(self, words: str) -> None:
        """Say on the row that it was put off."""
        self.chip.text = words
        self.chip.setAccessibleName(words)
        self.chip.updateGeometry()
        self.chip.show()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        here = next((n for n, box in enumerate(self.boxes) if box.hasFocus()), -1)
        if here < 0 or event.modifiers() & ~_KEYPAD:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._step(here, _STEPS[key])
        elif key in _ROWS:
            self.stepped.emit(self, _ROWS[key])
        elif key == Qt.Key.Key_D:
            self.put_off.emit(self)
        elif key == Qt.Key.Key_F2:
            self.other_wanted.emit(self)
        elif key == Qt.Key.Key_Space and not self.boxes[here].isChecked():
            self._take(here)
        elif key in (*_DECIDE, Qt.Key.Key_Space):
            self.decided.emit(self)
        else:
            super().keyPressEvent(event)

    def _step(self, here: int, by: int) -> None:
        """Choose the next value; the first step chooses the one on that side."""
        to = here + by if self.choice is not None else (0 if by < 0 else 1)
        self._take(max(0, min(to, len(self.boxes) - 1)))

    def _take(self, place: int) -> None:
        self.choose(place)
        self.boxes[place].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(self)

    def _suit(self) -> None:
        stacked = self.width() < _ASIDE
        direction = QBoxLayout.Direction
        way = direction.TopToBottom if stacked else direction.LeftToRight
        self._outer.setDirection(way)
        self._values.setDirection(way)
        self._labels.setMinimumWidth(0 if stacked else _LABEL)
        self._labels.setMaximumWidth(_ALL if stacked else _LABEL)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()
