"""The slots of a session drawn in proportion to time, with the pauses between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.records import Slot
from ui import tokens
from ui.pages.sessions_rows import minutes_of
from ui.widgets.verbs import font

_HIGH, _GAP, _PAD = 36, 6, 12
_PAUSE, _OVERNIGHT = 84, 14
_NARROW = 128


@dataclass(frozen=True, slots=True)
class _Piece:
    """A slot (with its minutes), a pause in a day, or a night (no words)."""

    minutes: int
    slot: bool
    strong: str = ""
    words: str = ""
    right: str = ""


class SlotStrip(QWidget):
    """Slots as bars. Where a bar is narrow it says its hours only; the tooltip says all."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[_Piece] = []
        self.setFixedHeight(_HIGH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_slots(self, slots: Sequence[Slot]) -> None:
        """Show slots in order of time."""
        days = {slot.date for slot in slots}
        self._pieces = []
        for place, slot in enumerate(slots):
            if place:
                self._pieces.append(self._between(slots[place - 1], slot))
            self._pieces.append(self._slot(place + 1, slot, dated=len(days) > 1))
        said = "; ".join(
            " ".join(filter(None, (p.strong, p.words, p.right))) for p in self._pieces if p.words
        )
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()

    def _slot(self, number: int, slot: Slot, *, dated: bool) -> _Piece:
        day = f"{slot.date:%d/%m}  " if dated else ""
        minutes = self.tr("{minutes} minutes").format(minutes=minutes_of(slot))
        hours = f"{day}{slot.start:%H:%M} – {slot.end:%H:%M}"
        strong = self.tr("Slot {number}").format(number=number)
        return _Piece(minutes_of(slot), slot=True, strong=strong, words=hours, right=minutes)

    def _between(self, before: Slot, after: Slot) -> _Piece:
        if before.date != after.date:
            return _Piece(0, slot=False)
        start, end = before.end, after.start
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        if minutes <= 0:
            return _Piece(0, slot=False)
        return _Piece(
            minutes, slot=False, words=self.tr("break {minutes}’").format(minutes=minutes)
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, _HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for piece, wide in zip(self._pieces, self._widths(), strict=True):
            self._paint(painter, QRectF(left, 0, wide, _HIGH), piece)
            left += wide + _GAP

    def _widths(self) -> list[float]:
        """Share the room: pauses have theirs, the slots share the rest by their minutes.

        Where that leaves a slot too little for its hours, pauses are mere gaps and slots equal.
        """
        idle = [0 if p.slot else _PAUSE if p.words else _OVERNIGHT for p in self._pieces]
        wide = self._shared([p.minutes if p.slot else 0 for p in self._pieces], idle)
        if (
            min((w for w, p in zip(wide, self._pieces, strict=True) if p.slot), default=0)
            >= _NARROW
        ):
            return wide
        idle = [0 if p.slot else _OVERNIGHT for p in self._pieces]
        return self._shared([int(p.slot) for p in self._pieces], idle)

    def _shared(self, shares: Sequence[int], idle: Sequence[int]) -> list[float]:
        gaps = _GAP * max(0, len(shares) - 1)
        room = max(0, self.width() - gaps - sum(idle))
        total = sum(shares) or 1
        return [own or room * share / total for share, own in zip(shares, idle, strict=True)]

    def _paint(self, painter: QPainter, box: QRectF, piece: _Piece) -> None:
        colours = tokens.of(self.palette())
        if not piece.slot and (not piece.words or box.width() < _PAUSE):
            return
        pen = QPen(QColor(colours.pline if piece.slot else colours.linestrong), 1)
        if not piece.slot:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.ptint) if piece.slot else Qt.BrushStyle.NoBrush)
        radius = tokens.RADIUS_FIELD
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setFont(font(tokens.BODY if piece.slot else tokens.SMALL))
        painter.setPen(QColor(colours.text2))
        if not piece.slot:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, piece.words)
            return
        self._paint_words(painter, box.adjusted(_PAD, 0, -_PAD, 0), piece, colours)

    def _paint_words(
        self, painter: QPainter, box: QRectF, piece: _Piece, colours: tokens.Tokens
    ) -> None:
        """Write as much as fits: the slot's number, its hours, its minutes."""
        metrics = painter.fontMetrics()
        hours, minutes = (
            metrics.horizontalAdvance(piece.words),
            metrics.horizontalAdvance(piece.right),
        )
        painter.setFont(font(tokens.BODY, strong=True))
        named = painter.fontMetrics().horizontalAdvance(piece.strong)
        middle = Qt.AlignmentFlag.AlignVCenter
        if named + hours + _PAD <= box.width():
            painter.setPen(QColor(colours.text))
            painter.drawText(box, middle, piece.strong)
            painter.setPen(QColor(colours.text2))
            painter.setFont(font(tokens.BODY))
            painter.drawText(box.adjusted(named + _PAD, 0, 0, 0), middle, piece.words)
            if named + hours + minutes + 3 * _PAD <= box.width():
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, piece.right)
            return
        painter.setFont(font(tokens.SMALL))
        short = painter.fontMetrics().elidedText(
            piece.words, Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, short)
