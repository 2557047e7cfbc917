"""The people of a firm, proposed while one of its delegates is typed."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QCompleter, QLineEdit

from desktop.typed import override
from ui import spoken
from ui.forms.rows import ChildRow
from ui.forms.session_person import Who
from ui.models.table import Index

_NAME, _PLACE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_ONWARD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class PeopleCompleter(QCompleter):
    """Proposes family names; Enter takes what the arrows chose, else it goes on as in any field."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        popup = cast("QAbstractItemView", self.popup())
        if watched is popup and _goes_on(event) and not popup.currentIndex().isValid():
            popup.hide()
            QApplication.sendEvent(self.widget(), event)
            return True
        return super().eventFilter(watched, event)


def _goes_on(event: QEvent) -> bool:
    is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
    return is_key and cast("QKeyEvent", event).key() in _ONWARD


class PeopleOffer(QObject):
    """Offers the people of the chosen firm in the rows of a form that name a person."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._people: tuple[Who, ...] = ()
        self._model = QStandardItemModel(self)

    def show_people(self, people: Sequence[Who]) -> None:
        """Offer these from now on, in the rows that are here and in those to come."""
        self._people = tuple(people)
        self._model.clear()
        for place, who in enumerate(people):
            name = f"{who.family_name} {who.given_name}"
            item = QStandardItem(spoken.joined(name, who.role))
            item.setData(who.family_name, _NAME)
            item.setData(place, _PLACE)
            self._model.appendRow(item)

    def offer_in(self, row: ChildRow) -> None:
        """Offer them in a row, while its family name is typed."""
        line = cast("QLineEdit", row.fields["family_name"].editor.widget)
        completer = PeopleCompleter(self._model, line)
        completer.setCompletionRole(_NAME)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        popup = cast("QAbstractItemView", completer.popup())
        completer.activated.connect(lambda _text: self._take(row, popup.currentIndex()))
        line.setCompleter(completer)

    def _take(self, row: ChildRow, index: Index) -> None:
        """Write the person into the row, and go on to what is not known of them."""
        who = self._people[index.data(_PLACE)]
        known = {"family_name": who.family_name, "given_name": who.given_name, "role": who.role}
        for name, value in known.items():
            row.fields[name].type_in(value)
        row.fields["passport"].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
