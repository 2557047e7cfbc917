"""Layouts that give way: widgets that go on in a next line, two columns that become one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget

from desktop.typed import override
from ui import tokens

_ALL = 16_777_215  # Qt's own greatest width


class Flow(QLayout):
    """Puts widgets one after the other, and goes on in the next line where the room ends.

    A widget that is wider than a line gets a whole one. `equal` gives all the same width; `even`
    puts them into columns, about as many on each line, so that none has a last widget alone.
    """

    def __init__(
        self, *, gap: int = 7, lines: int = 5, equal: bool = False, even: bool = False
    ) -> None:
        super().__init__()
        self._gap, self._lines, self._equal, self._even = gap, lines, equal, even
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        hints = [_hint(item) for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return self._with_margins(wide, max((hint.height() for hint in hints), default=0))

    @override
    def minimumSize(self) -> QSize:
        """Give the room of the widest item that cannot be narrower, on one line."""
        least = [item.minimumSize() for item in self._shown()]
        wide = max((size.width() for size in least), default=0)
        return self._with_margins(wide, max((size.height() for size in least), default=0))

    def _with_margins(self, wide: int, high: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            wide + margins.left() + margins.right(), high + margins.top() + margins.bottom()
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Put the items into their lines; give how high all is."""
        margins = self.contentsMargins()
        room = rect.marginsRemoved(margins)
        top = room.top()
        for line in self._in_lines(max(1, room.width())):
            high = max(size.height() for _, size in line)
            left = room.left()
            for item, size in line:
                if move:
                    middle = top + (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, middle), size))
                left += size.width() + self._gap
            top += high + self._lines
        whole = top - self._lines - rect.top() if self._shown() else 0
        return whole + margins.bottom()

    def _in_lines(self, room: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        sizes = self._sizes(room)
        lines = self._broken(sizes, room)
        if not self._even or len(lines) <= 1:
            return lines
        for across in range(max(map(len, lines)), 1, -1):
            fewest = -(-len(sizes) // -(-len(sizes) // across))
            wide = _columns(sizes, fewest)
            if sum(wide) + self._gap * (fewest - 1) <= room:
                return [
                    [(item, QSize(wide[n], size.height()))
                     for n, (item, size) in enumerate(sizes[start : start + fewest])]
                    for start in range(0, len(sizes), fewest)
                ]  # fmt: skip
        return [[one] for one in sizes]

    def _broken(
        self, sizes: Sequence[tuple[QLayoutItem, QSize]], room: int
    ) -> list[list[tuple[QLayoutItem, QSize]]]:
        """Give the lines of what fits side by side into so much room."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item, size in sizes:
            if lines and used + self._gap + size.width() <= room:
                used += self._gap + size.width()
                lines[-1].append((item, size))
            else:
                used = size.width()
                lines.append([(item, size)])
        return lines

    def _sizes(self, room: int) -> list[tuple[QLayoutItem, QSize]]:
        shown = self._shown()
        hints = [_hint(item) for item in shown]
        if self._equal and shown:
            widest = max(hint.width() for hint in hints)
            across = max(1, min(len(shown), (room + self._gap) // (widest + self._gap)))
            across = -(-len(shown) // -(-len(shown) // across))  # no line of one after a full one
            each = (room - self._gap * (across - 1)) // across
            hints = [QSize(each, hint.height()) for hint in hints]
        return [
            (item, QSize(min(hint.width(), room), hint.height()))
            for item, hint in zip(shown, hints, strict=True)
        ]


def _columns(sizes: Sequence[tuple[QLayoutItem, QSize]], across: int) -> list[int]:
    """Give how wide so many columns are."""
    return [max(size.width() for _, size in sizes[n::across]) for n in range(across)]


def _hint(item: QLayoutItem) -> QSize:
    """Give the size that an item would like: of words that may be cut, that of the whole."""
    widget = item.widget()
    return item.sizeHint() if widget is None else widget.sizeHint().expandedTo(item.minimumSize())


def flowing(
    widgets: Sequence[QWidget] = (), *, gap: int = 7, lines: int = 5, equal: bool = False,
    even: bool = False,
) -> QWidget:  # fmt: skip
    """Give a widget in which others flow."""
    holder = QWidget()
    flow = Flow(gap=gap, lines=lines, equal=equal, even=even)
    holder.setLayout(flow)
    let_grow(holder)
    for widget in widgets:
        flow.addWidget(widget)
    return holder


def let_grow(holder: QWidget) -> None:
    """Let a widget be as high as its flowing content needs at the width that it has."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)


class TwoColumns(QWidget):
    """Two widgets side by side, and one below the other where there is less than `least`.

    `right_width` fixes the right one's width while they stand side by side.
    """

    def __init__(
        self, left: QWidget, right: QWidget, *, least: int, right_width: int = 0,
        gap: int = tokens.GAP,
    ) -> None:  # fmt: skip
        super().__init__()
        self._right, self._least, self._right_width = right, least, right_width
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        self._box.addWidget(left, 1)
        self._box.addWidget(right, 0 if right_width else 1)
        self._suit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()

    def _suit(self) -> None:
        stacked = self.width() < self._least
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        if self._right_width:
            self._right.setMinimumWidth(0 if stacked else self._right_width)
            self._right.setMaximumWidth(_ALL if stacked else self._right_width)

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the columns need one below the other.

        How high they are follows from the width where words wrap: then that is not asked here.
        """
        items = [self._box.itemAt(n) for n in range(self._box.count())]
        least = [item.minimumSize() for item in items if item is not None]
        across = self._box.direction() is QBoxLayout.Direction.LeftToRight
        wide = max((size.width() for size in least), default=0)
        wide = 0 if across else wide
        if self._box.hasHeightForWidth():
            return QSize(wide, 0)
        high = max if across else sum
        return QSize(wide, high([size.height() for size in least] or [0]))
