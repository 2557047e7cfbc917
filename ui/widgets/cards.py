"""Cards and lines: the furniture of a page."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.widgets.labels import ElidedWords, Words
from ui.widgets.scroll import OverBar
from ui.widgets.verbs import Verb, VerbButton


class Card(QFrame):
    """A white sheet with a title, a quiet note beside it, and verbs at its right."""

    def __init__(
        self, title: str = "", note: str = "", verbs: tuple[Verb, ...] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("card", True)  # noqa: FBT003 - Qt's own signature
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.note = ElidedWords(note, "hint")
        if title:
            self.body.addWidget(self._header(title, verbs))

    def _header(self, title: str, verbs: tuple[Verb, ...]) -> QWidget:
        header = QFrame()
        header.setProperty("part", "cardheader")
        header.setFixedHeight(tokens.CARD_HEADER)
        row = QHBoxLayout(header)
        row.setContentsMargins(tokens.CARD, 0, tokens.CARD - 4, 0)
        row.setSpacing(9)
        row.addWidget(Words(title, "card"))
        row.addWidget(self.note, 1)
        for verb in verbs:
            row.addWidget(VerbButton(verb, small=True))
        return header

    def add(self, widget: QWidget, *, padded: bool = True) -> None:
        """Put a widget below what is there, inside the card's margin unless told otherwise."""
        if not padded:
            self.body.addWidget(widget)
            return
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(tokens.CARD, 10, tokens.CARD, 10)
        column.addWidget(widget)
        self.body.addWidget(holder)


class Line(QFrame):
    """A hairline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "line")
        self.setFixedHeight(1)


def column(
    *widgets: QWidget, gap: int = tokens.GAP, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QWidget:
    """Give widgets one below the other."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(*margins)
    layout.setSpacing(gap)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def row(*widgets: QWidget | None, gap: int = 8, stretch_last: bool = False) -> QWidget:
    """Give widgets side by side; None is a spring."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for place, widget in enumerate(widgets):
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget, int(stretch_last and place == len(widgets) - 1))
    return holder


class _Area(QScrollArea):
    """A scroll area that shows what gets the cursor, whichever way it gets it.

    A stack that opens a page hands the cursor to the first widget that takes it, before the page
    says where it begins: what the cursor only passes through does not stay scrolled.
    """

    def __init__(self) -> None:
        super().__init__()
        self._before: int | None = None  # where it stood as the cursor came, in this turn
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._bring_into_sight)

    def _bring_into_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            if self._before is None:
                self._before = self.verticalScrollBar().value()
                QTimer.singleShot(0, self, self._stay)
            self.ensureWidgetVisible(now, 0, tokens.GAP)
        elif self._before is not None:
            self.verticalScrollBar().setValue(self._before)

    def _stay(self) -> None:
        self._before = None


def scrolled(inside: QWidget) -> QScrollArea:
    """Give a widget in a frameless scroll area that widens with its pane."""
    area = _Area()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    OverBar(area)
    return area


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets go with it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
