"""A choice among some words: the chosen one ends in an ellipsis where room lacks."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from desktop.domain.text import fold
from desktop.typed import override

_EDGES = 2  # pixels that the style keeps free
_PAUSE = 1000  # milliseconds after which typed letters begin a new word
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ChoiceBox(QComboBox):
    """A combo box whose tooltip has the whole of a text that it had to cut.

    Letters typed on it, spaces between them too, find a text by how it begins, else by any of its
    words: "srl" is a word of "(S.r.l.)".
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._begin_anew)

    @override
    def showPopup(self) -> None:
        self.view().installEventFilter(self)  # once only, however often
        super().showPopup()

    def _begin_anew(self) -> None:
        self._typed = ""

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._begin_anew()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._types(event):
            super().keyPressEvent(event)
            return
        place = self._find(self.currentIndex())
        if place >= 0 and place != self.currentIndex():
            self.setCurrentIndex(place)
            self.activated.emit(place)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find in the open list as on the closed box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            view = self.view()
            if watched is view and self._types(event):
                place = self._find(view.currentIndex().row())
                if place >= 0:
                    view.setCurrentIndex(self.model().index(place, self.modelColumn()))
                return True
        return super().eventFilter(watched, event)

    def _types(self, event: QKeyEvent) -> bool:
        """Take a letter; a space only after one, for alone it opens the list."""
        text = event.text()
        letter = bool(text) and text.isprintable() and not event.modifiers() & ~_PLAIN
        if not letter or not (text.strip() or self._typed):
            return False
        self._typed += text
        self._pause.start()
        return True

    def _find(self, here: int) -> int:
        """Give the place of what is typed; one letter again and again goes from one to the next."""
        wanted = _plain(self._typed)
        if not wanted:
            return -1
        texts = [_plain(self.itemText(n)) for n in range(self.count())]
        places = range(len(texts))
        found = next((n for n in places if texts[n].startswith(wanted)), -1)
        if found < 0:
            found = next((n for n in places if f" {wanted}" in texts[n]), -1)
        if (found < 0 or len(wanted) == 1) and len(set(wanted)) == 1:
            onward = [*places[here + 1 :], *places[: here + 1]]
            found = next((n for n in onward if texts[n].startswith(wanted[0])), found)
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        complex_, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(complex_, option, part, self).width() - _EDGES
        whole = self.currentText()
        said = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(whole if said != whole else "")
        option.currentText = said
        painter = QStylePainter(self)
        painter.drawComplexControl(complex_, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def _plain(text: str) -> str:
    """Give the words of a text without accents and case, abbreviations without their stops."""
    return fold(text.replace(".", ""))
