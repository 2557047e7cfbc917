"""Cards and lines: the furniture of a page."""

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import tokens
from ui.widgets.area import Area
from ui.widgets.labels import ElidedWords, Words
from ui.widgets.verbs import Verb, VerbButton

_BORDER = 1  # of a card, by the sheet


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

    def hold_at_most(self, high: int) -> None:
        """Be no higher than what is in it, with the border and the margin inside it."""
        margins = self.body.contentsMargins()
        self.setMaximumHeight(high + margins.top() + margins.bottom() + 2 * _BORDER)

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


def scrolled(inside: QWidget) -> QScrollArea:
    """Give a widget in a frameless scroll area that widens with its pane."""
    return Area(inside)


def on_canvas(
    *held: QWidget | QLayout, left: int = tokens.EDGE, top: int = 14, gap: int = tokens.GAP
) -> QScrollArea:
    """Give cards, or what tells of something, one below the other on a canvas that scrolls."""
    canvas = QWidget()
    canvas.setProperty("part", "canvas")
    around = QVBoxLayout(canvas)
    around.setContentsMargins(left, top, tokens.EDGE_RIGHT, top)
    around.setSpacing(gap)
    for one in held:
        if isinstance(one, QLayout):
            around.addLayout(one)
        else:
            around.addWidget(one)
    around.addStretch(1)
    return scrolled(canvas)


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets go with it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
