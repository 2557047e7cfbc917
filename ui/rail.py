"""The rail: the pages by name, and whose desk this is."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from desktop.typed import override
from ui import icons, tokens
from ui.widgets.labels import ElidedWords
from ui.widgets.verbs import font, key_in_words
from ui.workplace import DeskFacts

# pages that are reached from that of a stop
_UNDER = {
    "firm-form": "firms", "imports": "firms",
    "session-form": "sessions", "questionnaire-form": "sessions",
    "mission-form": "missions", "application": "missions", "application-form": "missions",
    "letters": "missions",
    "programmes": "settings", "programme-draft": "settings", "programme-trial": "settings",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """One page on the rail: its name in the program, its words, its icon, its key.

    `at_foot` is the first of those that stand at the foot.
    """

    name: str
    words: str
    icon: str
    key: str
    at_foot: bool = False


class RailItem(QAbstractButton):
    """A page's button: icon, words, and how many records are there."""

    def __init__(self, stop: Stop) -> None:
        super().__init__()
        self._stop = stop
        self._count = ""
        self._asks = False
        self.setText(stop.words)
        self.setCheckable(True)
        self.setFixedHeight(38)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(stop.words)
        self.setShortcut(stop.key)
        self.setToolTip(f"{stop.words} ({key_in_words(stop.key)})")

    def set_count(self, count: int, *, asks: bool = False) -> None:
        """Show how many records the page has, or what waits there and `asks` for work."""
        self._count, self._asks = str(count) if count else "", asks
        self.setAccessibleDescription(self._count)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(tokens.RAIL_WIDTH - 16, 38)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colours.rail_text), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        here = self.isChecked() or self.underMouse()
        painter.setBrush(QColor(colours.rail_selected) if here else Qt.BrushStyle.NoBrush)
        painter.setOpacity(1.0 if self.isChecked() or self.hasFocus() else 0.6)
        painter.drawRoundedRect(box, tokens.RADIUS_BUTTON, tokens.RADIUS_BUTTON)
        painter.setOpacity(1.0)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.rail_bar))
            painter.drawRoundedRect(QRectF(0, 9, 3, self.height() - 18), 1.5, 1.5)
        folded = self.width() <= tokens.RAIL_FOLDED
        left = (self.width() - 18) / 2 if folded else 13
        icons.paint(painter, self._stop.icon, QRectF(left, 10, 18, 18), colours.rail_text)
        if not folded:
            self._paint_words(painter, colours)
        if self._asks and self._count:
            self._paint_badge(painter, colours)

    def _paint_badge(self, painter: QPainter, colours: tokens.Tokens) -> None:
        """Draw the count that asks for work; on a folded rail a disc over the icon."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.badge))
        if self.width() <= tokens.RAIL_FOLDED:
            painter.drawEllipse(QRectF(self.width() / 2 + 3, 7, 9, 9))
            return
        made = font(tokens.SMALL, strong=True)
        wide = max(20.0, QFontMetrics(made).horizontalAdvance(self._count) + 12.0)
        box = QRectF(self.width() - 8 - wide, (self.height() - 20) / 2, wide, 20)
        painter.drawRoundedRect(box, 10, 10)
        painter.setFont(made)
        painter.setPen(QColor(colours.onbadge))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._count)

    def _paint_words(self, painter: QPainter, colours: tokens.Tokens) -> None:
        painter.setFont(font(tokens.VALUE, strong=self.isChecked()))
        painter.setPen(QColor(colours.rail_text))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(43, 0, self.width() - 80, self.height()), middle, self.text())
        if self._asks:
            return
        painter.setFont(font(tokens.SMALL))
        painter.setPen(QColor(colours.rail_muted))
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, self.width() - 10, self.height()), right, self._count)


class Rail(QFrame):
    """The pages at the left of the window."""

    chosen = Signal(str)

    def __init__(self, pages: Collection[str], parent: QWidget | None = None) -> None:
        """Show the stops of these pages."""
        super().__init__(parent)
        self.setProperty("part", "rail")
        self.setFixedWidth(tokens.RAIL_WIDTH)
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 12)
        layout.setSpacing(2)
        self.stops = tuple(stop for stop in self._stops() if stop.name in pages)
        for stop in self.stops:
            if stop.at_foot:
                layout.addStretch(1)
            layout.addWidget(self._item(stop))
        self._whose = QWidget()
        self._foot = QVBoxLayout(self._whose)
        self._foot.setContentsMargins(12, 10, 4, 0)
        self._foot.setSpacing(1)
        self._line = QFrame()
        self._line.setProperty("part", "railline")
        self._line.setFixedHeight(1)
        layout.addSpacing(8)
        layout.addWidget(self._line)
        layout.addWidget(self._whose)

    def _stops(self) -> tuple[Stop, ...]:
        return (
            Stop("today", self.tr("Today"), "home", "Ctrl+1"),
            Stop("firms", self.tr("Firms"), "firms", "Ctrl+2"),
            Stop("sessions", self.tr("Sessions"), "sessions", "Ctrl+3"),
            Stop("missions", self.tr("Missions"), "missions", "Ctrl+4"),
            Stop("papers", self.tr("Papers"), "papers", "Ctrl+5"),
            Stop("exchange", self.tr("Exchange"), "exchange", "Ctrl+6"),
            Stop("indicators", self.tr("Indicators"), "indicators", "Ctrl+7"),
            Stop("settings", self.tr("Settings"), "settings", "Ctrl+,", at_foot=True),
        )

    def _item(self, stop: Stop) -> RailItem:
        item = RailItem(stop)
        self._items[stop.name] = item
        self._group.addButton(item)
        item.clicked.connect(lambda _on=False, name=stop.name: self.chosen.emit(name))
        return item

    def show_desk(self, facts: DeskFacts) -> None:
        """Say who is at which desk."""
        chamber = self.tr("Chamber of commerce · {code}").format(code=facts.chamber)
        for text, look in (
            (facts.operator, "railstrong"),
            (f"{facts.name} · {facts.desk}", "rail"),
            (chamber, "rail"),
        ):
            self._foot.addWidget(ElidedWords(text, look))

    def suit(self, window_width: int) -> None:
        """Show icons alone where the window is narrow; their words are tooltips and names."""
        on = window_width < tokens.NARROW
        self.setFixedWidth(tokens.RAIL_FOLDED if on else tokens.RAIL_WIDTH)
        for widget in (self._line, self._whose):
            widget.setVisible(not on)

    def show_page(self, name: str) -> None:
        """Mark the page that is open; a page of no stop leaves the mark where it is.

        Tab goes to the mark and the arrows on from there; Qt sees to that at a click alone.
        """
        name = _UNDER.get(name, name)
        if name not in self._items:
            return
        self._items[name].setChecked(True)
        for item in self._items.values():
            policy = Qt.FocusPolicy.StrongFocus if item.isChecked() else Qt.FocusPolicy.ClickFocus
            item.setFocusPolicy(policy)

    def show_count(self, name: str, count: int, *, asks: bool = False) -> None:
        """Show how many records a page has, or what waits there for work."""
        if name in self._items:
            self._items[name].set_count(count, asks=asks)

    def item(self, name: str) -> RailItem:
        """Give the button of a page."""
        return self._items[name]
