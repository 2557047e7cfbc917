"""The slots of a session drawn in proportion to time, with the pauses between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.records import Slot
from desktop.typed import override
from ui import tokens
from ui.pages.sessions_rows import minutes_of
from ui.widgets.verbs import font

_HIGH, _GAP, _PAD = 36, 6, 12
_OVERNIGHT = 14
_PAUSE_PAD = 6
_SLOT_WAYS, _PAUSE_WAYS = 5, 3  # from all that each may say to nothing
_THIRD = 2  # the place of the minutes, which stand at the right


@dataclass(frozen=True, slots=True)
class _Piece:
    """A slot, a pause in a day, or a night (no minutes). `says` is the most it may say first."""

    minutes: int
    slot: bool
    says: tuple[tuple[str, ...], ...] = ((),)


class SlotStrip(QWidget):
    """Slots and pauses as bars, as long as they last.

    All slots say as much as the narrowest has room for, and so do all pauses; the tooltip says all.
    """

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
        said = "; ".join(" ".join(p.says[0]) for p in self._pieces if p.says[0])
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()

    def _slot(self, number: int, slot: Slot, *, dated: bool) -> _Piece:
        minutes = self.tr("{minutes} minutes").format(minutes=minutes_of(slot))
        hours = f"{slot.start:%H:%M} – {slot.end:%H:%M}"
        hours = f"{slot.date:%d/%m}  {hours}" if dated else hours
        strong = self.tr("Slot {number}").format(number=number)
        short = (f"{slot.start:%H:%M}–{slot.end:%H:%M}",)
        says = ((strong, hours, minutes), (strong, hours), (hours,), short, ())
        return _Piece(minutes_of(slot), slot=True, says=says)

    def _between(self, before: Slot, after: Slot) -> _Piece:
        start, end = before.end, after.start
        minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
        if before.date != after.date or minutes <= 0:
            return _Piece(0, slot=False)
        whole = self.tr("break {minutes} min").format(minutes=minutes)
        short = self.tr("{minutes} min").format(minutes=minutes)
        return _Piece(minutes, slot=False, says=((whole,), (short,), ()))

    @override
    def sizeHint(self) -> QSize:
        return QSize(400, _HIGH)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        said, widths = self.fitting()
        left = 0.0
        for piece, words, wide in zip(self._pieces, said, widths, strict=True):
            if piece.minutes:
                self._paint(painter, QRectF(left, 0, wide, _HIGH), piece, words)
            left += wide + _GAP

    def fitting(self) -> tuple[list[tuple[str, ...]], list[float]]:
        """Give what each piece says and how wide it is: as much as fits everywhere alike."""
        said: list[tuple[str, ...]] = []
        widths: list[float] = []
        for slots, pauses in product(range(_SLOT_WAYS), range(_PAUSE_WAYS)):
            said = [p.says[slots if p.slot else min(pauses, len(p.says) - 1)] for p in self._pieces]
            widths = self._shared(said)
            if sum(widths) + _GAP * (len(widths) - 1) <= self.width():
                break
        return said, widths

    def _shared(self, said: Sequence[Sequence[str]]) -> list[float]:
        """Share the room by minutes, each piece no narrower than what it says."""
        least = [_least(p, words) for p, words in zip(self._pieces, said, strict=True)]
        room = self.width() - _GAP * max(0, len(least) - 1)
        held: set[int] = {n for n, piece in enumerate(self._pieces) if not piece.minutes}
        while True:
            free = [n for n in range(len(least)) if n not in held]
            total = sum(self._pieces[n].minutes for n in free) or 1
            left = max(0.0, room - sum(least[n] for n in held))
            wide = {n: left * self._pieces[n].minutes / total for n in free}
            narrow = {n for n in free if wide[n] < least[n]}
            if not narrow:
                return [wide.get(n, least[n]) for n in range(len(least))]
            held |= narrow

    def _paint(self, painter: QPainter, box: QRectF, piece: _Piece, words: Sequence[str]) -> None:
        colours = tokens.of(self.palette())
        pen = QPen(QColor(colours.pline if piece.slot else colours.linestrong), 1)
        if not piece.slot:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.ptint) if piece.slot else Qt.BrushStyle.NoBrush)
        radius = tokens.RADIUS_FIELD
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._paint_words(painter, box, words, colours, strong=piece.slot)

    def _paint_words(
        self, painter: QPainter, box: QRectF, words: Sequence[str], colours: tokens.Tokens, *,
        strong: bool,
    ) -> None:  # fmt: skip
        """Write words one after the other, the third at the right, and one alone in the middle."""
        middle, used = Qt.AlignmentFlag.AlignVCenter, 0
        for place, (word, made) in enumerate(zip(words, _fonts(words), strict=True)):
            painter.setFont(made)
            painter.setPen(QColor(colours.text if strong and not place else colours.text2))
            if len(words) == 1:
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
                continue
            end = Qt.AlignmentFlag.AlignRight if place == _THIRD else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(_PAD + used, 0, -_PAD, 0), middle | end, word)
            used += painter.fontMetrics().horizontalAdvance(word) + _PAD


def _fonts(words: Sequence[str]) -> list[QFont]:
    """Give the fonts of what a piece says: the name strong, one word alone small."""
    if len(words) <= 1:
        return [font(tokens.SMALL) for _ in words]
    return [font(tokens.BODY, strong=not place) for place in range(len(words))]


def _least(piece: _Piece, words: Sequence[str]) -> float:
    """Give the room that a piece needs for what it says."""
    if not piece.minutes:
        return _OVERNIGHT
    pad = _PAD if len(words) > 1 else _PAUSE_PAD
    fonts = _fonts(words)
    wide = sum(QFontMetrics(f).horizontalAdvance(w) for f, w in zip(fonts, words, strict=True))
    return wide + pad * (len(words) + 1) if words else _OVERNIGHT
