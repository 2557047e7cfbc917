"""Choosing a firm by search as one types, and a person of it for a session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.domain.text import fold
from desktop.services import firms, register
from desktop.services.desk import Desk
from desktop.services.register import Found
from desktop.typed import override
from ui import icons, spoken, tokens
from ui.widgets.labels import Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from uuid import UUID

_PAUSE = 150  # milliseconds of quiet before what is typed is looked up
_MOST = 20
_IN_SIGHT = 3
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Who:
    """A firm's person by name; both names are empty for a firm that sent somebody unnamed."""

    family_name: str
    given_name: str
    role: str = ""


class ChoiceList(EntryList):
    """What may be chosen for the field above it; hidden when there is nothing."""

    def __init__(self, name: str, left: int = tokens.EDGE) -> None:
        super().__init__(name, left=left)
        self.setProperty("part", "choices")
        self.hide()

    def offer(self, entries: Sequence[Entry], query: str) -> None:
        """Show what answers, the first one chosen."""
        self.set_entries(entries, query)
        self.setVisible(bool(entries))
        high = min(len(entries), _IN_SIGHT) * tokens.TWO_LINES
        self.setFixedHeight(max(1, high))
        if entries:
            self.setCurrentIndex(self.rows.index(0, 0))

    def choose_next(self, by: int) -> None:
        """Choose the entry above or below."""
        place = self.currentIndex().row() + by
        if 0 <= place < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(place, 0))


class FirmPicker(QWidget):
    """A field that finds firms while one types; Enter takes the one that is chosen below."""

    picked = Signal(object)  # Found, or None when the text was changed again
    answered = Signal()

    def __init__(self, place: Workplace, choices: ChoiceList) -> None:
        super().__init__()
        self._place = place
        self.choices = choices
        self.firm: Found | None = None
        self._found: dict[UUID, Found] = {}
        self._answered = ""
        self._hasty = False
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Name, code, town, person"))
        self.line.setAccessibleName(self.tr("Firm"))
        colour = tokens.of(self.palette()).text3
        self.line.addAction(icons.icon("search", colour), QLineEdit.ActionPosition.LeadingPosition)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._edited)
        label = Words(self.tr("Firm"), "label")
        label.setBuddy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label)
        column.addWidget(self.line)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._search)

    def clear(self) -> None:
        """Begin again."""
        self._pause.stop()
        self._answered, self._hasty = "", False
        self.firm = None
        self.line.clear()
        self.choices.offer((), "")

    def show_firm(self, name: str) -> None:
        """Show a firm that is not to be changed."""
        self.line.setText(name)
        self.line.setEnabled(False)

    def _edited(self) -> None:
        self.firm = None
        self.picked.emit(None)
        self._pause.start()

    def _search(self) -> None:
        text = self.line.text().strip()

        def call(desk: Desk) -> list[Found]:
            return register.find(desk, text, _MOST) if text else []

        self._place.ask(self, "find", call, lambda found: self._offer(found, text))

    def _offer(self, found: list[Found], text: str) -> None:
        hasty, self._hasty = self._hasty, False
        self._answered = text
        self._found = {firm.id: firm for firm in found}
        if hasty and len(found) == 1:
            self.take(found[0].id)
            return
        entries = [self._entry(firm) for firm in found]
        if text and not found:
            said = self.tr("No firm answers “{text}”.").format(text=text)
            entries = [Entry(None, said, self.tr("Register it among the firms first."))]
        self.choices.offer(entries, text)
        self.answered.emit()

    def _enter(self) -> None:
        """Take what is chosen; before the search has answered, what it finds if it is one."""
        if self._answered == self.line.text().strip():
            self.take(self.choices.chosen_key())
            return
        self._hasty = True
        self._pause.stop()
        self._search()

    def _entry(self, firm: Found) -> Entry:
        town = f"{firm.town} ({firm.province})" if firm.town and firm.province else firm.town
        return Entry(firm.id, firm.name, spoken.joined(town, firm.tax_code or firm.vat_number))

    def take(self, key: object) -> None:
        """Choose one of the firms that were found."""
        firm = self._found.get(cast("UUID", key))
        if firm is None:
            return
        self.firm = firm
        self.line.setText(firm.name)
        self.choices.offer((), "")
        self.picked.emit(firm)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.choices.choose_next(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in _ENTERS and plain and self.firm is None and self.line.text():
                self._enter()
                return True
        return super().eventFilter(watched, event)


class PersonAdder(QFrame):
    """The band that enters a person: a firm, then one of its people or a new name."""

    wanted = Signal(object, object)  # Found, Who
    closed = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.setProperty("part", "foot")
        self._people: tuple[Who, ...] = ()
        self.choices = ChoiceList(self.tr("Choices"), 18)
        self.firm = FirmPicker(place, self.choices)
        self.family = self._line(self.tr("Family name"))
        self.given = self._line(self.tr("Given name"))
        self.firm.picked.connect(self._firm_picked)
        self.choices.clicked.connect(lambda _index: self._take())
        self.choices.opened.connect(lambda _key: self._take())
        self.family.textEdited.connect(lambda _text: self._offer_people())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._fields())
        column.addWidget(self.choices)
        for widget in (self.firm.line, self.family, self.given, self.choices):
            widget.installEventFilter(self)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(80)
        line.setAccessibleName(name)
        return line

    def _fields(self) -> QWidget:
        fields = QWidget()
        row = QHBoxLayout(fields)
        row.setContentsMargins(18, 8, tokens.EDGE_RIGHT, 10)
        row.setSpacing(10)
        row.addWidget(self.firm, 5)
        row.addWidget(_labelled(self.tr("Family name"), self.family), 3)
        row.addWidget(_labelled(self.tr("Given name"), self.given), 3)
        self.button = VerbButton(Verb(self.tr("Add"), self.add, icon="plus"))
        leave = VerbButton(Verb(self.tr("Close"), self.close_band, key="Esc"))
        for button in (self.button, leave):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return fields

    def open_band(self) -> None:
        """Show the band, empty, with the cursor in the firm."""
        self.firm.clear()
        self._clear_names()
        self.show()
        self.firm.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_band(self) -> None:
        """Put the band away."""
        self.hide()
        self.closed.emit()

    def go_on(self) -> None:
        """Make room for the next person; the firm stays, for it may have sent several."""
        self._clear_names()
        self._offer_people()
        self.family.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_names(self) -> None:
        self.family.clear()
        self.given.clear()

    def _firm_picked(self, firm: Found | None) -> None:
        self._people = ()
        if firm is None:
            return

        def call(desk: Desk) -> tuple[Who, ...]:
            return people_of(firms.show(desk, str(firm.id)))

        self._place.ask(self, "people", call, self._show_people)
        self.family.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_people(self, people: tuple[Who, ...]) -> None:
        self._people = people
        self._offer_people()

    def _offer_people(self) -> None:
        typed = fold(self.family.text())
        entries = [
            Entry(who, f"{who.family_name} {who.given_name}", who.role or self.tr("of this firm"))
            for who in self._people
            if fold(f"{who.family_name} {who.given_name}").startswith(typed)
        ]
        self.choices.offer(entries, self.family.text())

    def _take(self) -> None:
        key = self.choices.chosen_key()
        if not isinstance(key, Who):
            self.firm.take(key)
            return
        self.family.setText(key.family_name)
        self.given.setText(key.given_name)
        self.choices.offer((), "")
        self.add()

    def add(self) -> None:
        """Tell that the person of these fields is wanted."""
        if self.firm.firm is None:
            self._ask_for_firm()
            return
        who = Who(self.family.text().strip(), self.given.text().strip())
        self.wanted.emit(self.firm.firm, who)

    def _ask_for_firm(self) -> None:
        """Go back to the firm and say that none is chosen: a name typed there is not one yet."""
        typed = self.firm.line.text().strip()
        said = self.tr("Nobody is added yet: choose the firm first, then the person.")
        if typed:
            said = self.tr("Nobody is added yet: “{text}” is no firm that was chosen. Search it, "
                           "and Enter takes it.").format(text=typed)  # fmt: skip
        self._place.say(said, "soft")
        self.firm.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and watched is self.family:
            self.choices.choose_next(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        if event.key() in _ENTERS and watched is self.family:
            self._leave_family()
            return True
        if event.key() in _ENTERS and watched is self.given:
            self.add()
            return True
        return super().eventFilter(watched, event)

    def _leave_family(self) -> None:
        """Take the person chosen below, or go on to the given name of a new one."""
        if self.choices.isVisible():
            self._take()
        else:
            self.given.setFocus(Qt.FocusReason.OtherFocusReason)


def _labelled(label: str, line: QLineEdit) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    words = Words(label, "label")
    words.setBuddy(line)
    column.addWidget(words)
    column.addWidget(line)
    return holder


def people_of(firm: Mapping[str, object]) -> tuple[Who, ...]:
    """Give the people of a firm, as `firms show` answers it."""
    people = cast("Sequence[Mapping[str, str]]", firm.get("people") or ())
    return tuple(
        Who(p.get("family_name") or "", p.get("given_name") or "", p.get("role") or "")
        for p in people
    )
