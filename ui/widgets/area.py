"""What scrolls: a pane, and what scrolls inside it, never both by a bar of their own."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QWidget,
)

from desktop.typed import override
from ui import tokens
from ui.widgets.scroll import OverBar

_LOW = 560  # pixels under which a pane scrolls as a whole
_WHOLE = "whole"  # the property of what is to be seen whole when the cursor is in it
_SCANT = 340  # pixels under which what stands above the rows gives way to them


def is_whole(widget: QWidget) -> bool:
    """Tell whether what scrolls should stand whole instead: the pane around it is low."""
    area = _pane_of(widget)
    return area is not None and area.low


def _pane_of(widget: QWidget) -> "DetailArea | None":
    around = widget.parentWidget()
    while around is not None and not isinstance(around, DetailArea):
        around = around.parentWidget()
    return around


class Area(QScrollArea):
    """A frameless scroll area that widens with its pane and shows what gets the cursor.

    A stack that opens a page hands the cursor to the first widget that takes it, before the page
    says where it begins: what the cursor only passes through does not stay scrolled.
    """

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        OverBar(self)
        self._before: int | None = None  # where it stood as the cursor came, in this turn
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._bring_into_sight)

    def _bring_into_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            if self._before is not None:
                self.verticalScrollBar().setValue(self._before)
            return
        if self._before is None:
            self._before = self.verticalScrollBar().value()
            QTimer.singleShot(0, self, self._stay)
        if isinstance(now, QTableView) and is_whole(now):
            self.show_row(now)
        else:
            self.show_part(now)

    def show_part(self, part: QWidget) -> None:
        """Bring a widget into sight with all that is seen together with it, if that has room.

        Qt's own way shows of a text only the line in which the cursor is.
        """
        inside = self.widget()
        if inside is None:
            return
        room = self.viewport().height() - 2 * tokens.GAP
        around: QWidget | None = part
        found: QWidget | None = None
        while around is not None and around is not inside:
            if (around is part or around.property(_WHOLE)) and around.height() <= room:
                found = around
            around = around.parentWidget()
        if found is None:
            self.ensureWidgetVisible(part, 0, tokens.GAP)
            return
        bar, top = self.verticalScrollBar(), found.mapTo(inside, QPoint(0, 0)).y()
        least, most = top + found.height() + tokens.GAP - self.viewport().height(), top - tokens.GAP
        bar.setValue(max(least, min(most, bar.value())))

    def _stay(self) -> None:
        self._before = None

    def show_row(self, table: QTableView) -> None:
        """Bring the chosen row of a table that stands whole into sight."""
        inside = self.widget()
        if inside is None or not table.currentIndex().isValid():
            return
        row = table.visualRect(table.currentIndex())
        place = table.viewport().mapTo(inside, row.center())
        self.ensureVisible(0, place.y(), 0, row.height())

    @override
    def minimumSizeHint(self) -> QSize:
        hint, inside = super().minimumSizeHint(), self.widget()
        if not is_whole(self) or inside is None:
            return hint
        wide = self.viewport().width()
        high = inside.heightForWidth(wide) if inside.hasHeightForWidth() else -1
        return QSize(hint.width(), max(high, inside.minimumSizeHint().height()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and is_whole(self):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and is_whole(self):
            self.updateGeometry()


class Folding(QFrame):
    """What folds where the pane around it has next to no height."""

    def fold(self, *, on: bool) -> None:
        """Give way to what stands below, or stand whole again."""
        raise NotImplementedError

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Ask the pane: it may have been there first."""
        super().showEvent(event)
        pane = _pane_of(self)
        if pane is not None:
            self.fold(on=pane.scant)


class DetailArea(Area):
    """The pane of a record. Where it is low all in it stands whole, and one bar moves it all.

    Where it is so low that a head would leave nothing below it in sight, the head folds.
    """

    low = False
    scant = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        low, scant = event.size().height() < _LOW, event.size().height() < _SCANT
        if scant is not self.scant:
            self.scant = scant
            for part in self.findChildren(Folding):
                part.fold(on=scant)
        if low is not self.low:
            self.low = low
            for area in self.findChildren(QAbstractScrollArea):
                area.updateGeometry()
        super().resizeEvent(event)


class LowArea(Area):
    """As high as what is in it, up to a limit; keys scroll what is longer."""

    def __init__(self, inside: QWidget, name: str, most: int) -> None:
        super().__init__(inside)
        self._most = most
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        inside, wide = self.widget(), max(1, self.width())
        if inside is None:
            return QSize(wide, 0)
        high = inside.heightForWidth(wide) if inside.hasHeightForWidth() else -1
        return QSize(wide, min(self._most, high if high >= 0 else inside.sizeHint().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


def keep_whole(widget: QWidget) -> None:
    """Let a widget be seen whole when the cursor comes into it."""
    widget.setProperty(_WHOLE, True)  # noqa: FBT003 - Qt's own signature


def show_whole(widget: QWidget) -> None:
    """Bring a widget into sight whole, in all that scrolls around it."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, Area):
            around.show_part(widget)
        around = around.parentWidget()


def follow_rows(table: QTableView) -> None:
    """Keep the chosen row of a table in sight where it is the pane around it that scrolls."""

    def follow() -> None:
        pane = _pane_of(table)
        if pane is not None and pane.low and table.hasFocus():
            pane.show_row(table)

    table.selectionModel().currentChanged.connect(lambda *_indexes: follow())
