"""The preview of a paper: its pages as they print, white in either theme, and small at the side."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.typed import override
from ui import tokens
from ui.models.table import Index
from ui.pdf_pages import PageImages, Size
from ui.widgets.scroll import OverBar
from ui.widgets.verbs import font

if TYPE_CHECKING:
    from collections.abc import Sequence

_GAP, _MARGIN, _WIDEST = 16, 24, 760
_THUMB, _THUMB_PAD, _THUMB_WORDS = 84, 10, 22
_PAPER = Qt.GlobalColor.white  # the sheet is the paper, whatever the theme
_STEP = 48
_LEAST = 96  # pixels of the pages in sight, in the lowest window


class PagesView(QAbstractScrollArea):
    """All pages of a paper one below the other; Page Up and Page Down go by whole pages."""

    page_changed = Signal(int)

    def __init__(self, images: PageImages, name: str) -> None:
        super().__init__()
        self._images = images
        self._name = name
        self._page = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        OverBar(self)
        images.opened.connect(self._reopen)
        images.drawn.connect(lambda _page: self.viewport().update())
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # --- where the pages stand --------------------------------------------------------------

    def _scale(self) -> float:
        """Give the pixels of a point: all pages share it, the widest fills the pane."""
        widest = max((wide for wide, _ in self._images.sizes), default=1.0)
        return max(40.0, min(_WIDEST, self.viewport().width() - 2 * _MARGIN)) / widest

    def _boxes(self) -> list[QRectF]:
        """Give where each page stands, from the top of the first."""
        scale, top, middle = self._scale(), float(_GAP), self.viewport().width() / 2
        boxes = []
        for wide, high in self._images.sizes:
            boxes.append(QRectF(round(middle - wide * scale / 2), top, wide * scale, high * scale))
            top += round(high * scale) + _GAP
        return boxes

    def _reopen(self) -> None:
        self._page = 0
        self.verticalScrollBar().setValue(0)
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        boxes = self._boxes()
        whole = round(boxes[-1].bottom()) + _GAP if boxes else 0
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(_STEP)
        bar.setRange(0, max(0, whole - self.viewport().height()))

    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() / 3
        boxes = self._boxes()
        page = next((n for n, box in enumerate(boxes) if box.bottom() >= middle), len(boxes) - 1)
        self._tell_page(max(0, page))
        self.viewport().update()

    def _tell_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            self.setAccessibleDescription(str(page + 1))
            self.page_changed.emit(page)

    @property
    def page(self) -> int:
        """Give the page that is being read, from 0."""
        return self._page

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        boxes = self._boxes()
        if 0 <= page < len(boxes):
            self.verticalScrollBar().setValue(round(boxes[page].top()) - _GAP)
            self._tell_page(page)

    # --- drawing ----------------------------------------------------------------------------

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for little: the pages scroll here, whatever the pane around them does."""
        return QSize(super().minimumSizeHint().width(), _LEAST)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        colours = tokens.of(self.palette())
        painter.fillRect(self.viewport().rect(), QColor(colours.neutral))
        painter.translate(0, -self.verticalScrollBar().value())
        seen = QRectF(self.viewport().rect()).translated(0, self.verticalScrollBar().value())
        for page, box in enumerate(self._boxes()):
            if box.intersects(seen):
                self._paint_page(painter, page, box, colours)

    def _paint_page(
        self, painter: QPainter, page: int, box: QRectF, colours: tokens.Tokens
    ) -> None:
        painter.fillRect(box, _PAPER)
        image = self._images.image(page, round(box.width() * self.devicePixelRatioF()))
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus() and page == self._page:
            painter.setPen(QPen(QColor(colours.primary), 2))
            painter.drawRect(box.adjusted(-2, -2, 2, 2))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._page
        self._measure()
        self.go_to(page)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._images.sizes) - 1
        pages = {
            Qt.Key.Key_PageDown: min(last, self._page + 1), Qt.Key.Key_Space: self._page + 1,
            Qt.Key.Key_PageUp: max(0, self._page - 1), Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        wanted = pages.get(Qt.Key(event.key()))
        if wanted is not None:
            self.go_to(wanted)
            return
        steps = {Qt.Key.Key_Down: _STEP, Qt.Key.Key_Up: -_STEP}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + step)
            return
        super().keyPressEvent(event)


class _PageModel(QAbstractListModel):
    """The pages by number."""

    def __init__(self, images: PageImages, parent: QObject) -> None:
        super().__init__(parent)
        self._images = images
        images.opened.connect(self._reset)
        images.drawn.connect(self._tell)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()

    def _tell(self, page: int) -> None:
        self.dataChanged.emit(self.index(page), self.index(page))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._images.sizes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        return None


class ThumbDelegate(QStyledItemDelegate):
    """Draws a page small, its number below."""

    def __init__(self, images: PageImages, parent: QObject) -> None:
        super().__init__(parent)
        self._images = images

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(
            _THUMB + 2 * _THUMB_PAD, round(_high(self._size(index))) + _THUMB_PAD + _THUMB_WORDS
        )

    def _size(self, index: Index) -> Size:
        sizes: Sequence[Size] = self._images.sizes
        return sizes[index.row()] if index.row() < len(sizes) else (1.0, 1.0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, box = tokens.of(option.palette), QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, QColor(colours.selected))
            painter.fillRect(
                QRectF(box.left(), box.top(), 3, box.height()), QColor(colours.primary)
            )
        left = round(box.center().x() - _THUMB / 2)
        sheet = QRectF(left, box.top() + _THUMB_PAD, _THUMB, round(_high(self._size(index))))
        painter.fillRect(sheet, _PAPER)
        image = self._image(option.widget, index)
        if image is not None:
            painter.drawImage(sheet, image)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(sheet.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(QColor(colours.text if chosen else colours.text2))
        painter.setFont(font(tokens.SMALL, strong=chosen))
        words = QRectF(box.left(), sheet.bottom(), box.width(), _THUMB_WORDS)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, str(index.data()))

    def _image(self, widget: QWidget, index: Index) -> QImage | None:
        return self._images.image(index.row(), round(_THUMB * widget.devicePixelRatioF()))


def _high(size: Size) -> float:
    return _THUMB * size[1] / size[0]


class ThumbList(QListView):
    """The pages small, to go to one of them."""

    page_chosen = Signal(int)

    def __init__(self, images: PageImages, name: str) -> None:
        super().__init__()
        self.setModel(_PageModel(images, self))
        self.setItemDelegate(ThumbDelegate(images, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(_THUMB + 2 * _THUMB_PAD + 14)
        OverBar(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._choose)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _LEAST)

    def _choose(self, index: Index, _before: Index) -> None:
        if index.isValid() and self.hasFocus():
            self.page_chosen.emit(index.row())

    def follow(self, page: int) -> None:
        """Mark the page that is being read."""
        self.setCurrentIndex(self.model().index(page, 0))
