"""The band that asks what a file is before it is attached, and files dropped on a page."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.domain.records import Attachment, AttachmentType
from desktop.domain.text import fold
from desktop.typed import override
from ui import tokens
from ui.forms.fields import Field
from ui.forms.layout import Options, Place
from ui.pages.exchange_words import size
from ui.widgets.area import show_whole
from ui.widgets.cards import row
from ui.widgets.flow import flowing
from ui.widgets.labels import Words
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.domain.problems import Problem
    from desktop.services.attachments import Handed

_T = AttachmentType
_TURN = 50  # milliseconds
_WORDS = (  # what a file's name says of it, the first that is found
    ("visura", _T.VISURA), ("durc", _T.DURC), ("passap", _T.PASSPORT), ("passport", _T.PASSPORT),
    ("presenze", _T.ATTENDANCE_SHEET), ("catalog", _T.CATALOGUE), ("logo", _T.LOGO),
    ("dichiaraz", _T.DECLARATION), ("declaration", _T.DECLARATION),
    ("identita", _T.IDENTITY_DOCUMENT), ("identity", _T.IDENTITY_DOCUMENT),
    ("foto", _T.PHOTO), ("photo", _T.PHOTO),
)  # fmt: skip


def guessed(file: str) -> AttachmentType:
    """Say what a file may be by its name; the person says what it is."""
    said = fold(file)
    return next((kind for word, kind in _WORDS if word in said), AttachmentType.OTHER)


class Adder(QFrame):
    """Asks what a file is, its dates and a note. Ctrl+Enter attaches, Esc leaves the file out."""

    attach_wanted = Signal()
    closed = Signal()  # without attaching

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self.setProperty("part", "count")
        self._place = place
        self.handed: Handed | None = None
        self._file = Words("", "strong", wrap=True)
        self._size = Words("", "hint")
        columns = {column.json_name: column for column in Attachment.KIND.columns}
        self.fields = {
            name: Field(Attachment.KIND, columns[name], where, place.texts, place.today())
            for name, where in (
                ("type", Place("type")),
                ("declaration", Place("declaration", options=self._codes())),
                ("dated", Place("dated")), ("expires", Place("expires")),
                ("note", Place("note", lines=2)),
            )
        }  # fmt: skip
        self.attach_button = VerbButton(
            Verb(self.tr("Attach"), self.attach_wanted.emit, icon="check", key="Ctrl+Return"),
            keyed=False,
        )
        self.leave_button = VerbButton(
            Verb(self.tr("Leave it out"), self._leave, icon="close", key="Esc"), keyed=False
        )
        self._lay_out()
        self.fields["type"].edited.connect(self._suit)
        for widget in (*(f.editor.widget for f in self.fields.values()),
                       self.attach_button, self.leave_button):  # fmt: skip
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Enter and Esc while the cursor is in the band: the page has uses of its own."""
        if isinstance(event, QKeyEvent):
            deed = self._deed(event)
            if deed is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if deed is not None and event.type() == QEvent.Type.KeyPress:
                deed()
                return True
        return super().eventFilter(watched, event)

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.key() == Qt.Key.Key_Escape:
            return self._leave
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        controlled = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return self.attach_wanted.emit if enters and controlled else None

    def _codes(self) -> Options:
        texts = self._place.texts
        keys = sorted(texts.keys("declaration"))
        return [(key, f"{key} · {texts.say('declaration', key)}") for key in keys]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.CARD, 12, tokens.CARD, 12)
        column.setSpacing(8)
        column.addWidget(self._file)
        column.addWidget(self._size)
        column.addWidget(self.fields["type"])
        column.addWidget(self.fields["declaration"])
        column.addWidget(row(self.fields["dated"], self.fields["expires"], gap=0))
        column.addWidget(self.fields["note"])
        buttons = flowing()
        inside = buttons.layout()
        if inside is not None:
            inside.addWidget(self.attach_button)
            inside.addWidget(self.leave_button)
        column.addWidget(buttons)

    def open_for(self, handed: "Handed", *, more: int) -> None:
        """Ask about a file that was looked at; `more` wait after it."""
        self.handed = handed
        many = self.tr("then {count} more").format(count=more) if more else ""
        waits = self.tr("then 1 more") if more == 1 else many
        self._file.setText(handed.file)
        said = size(len(handed.data), self._place.language)
        self._size.setText(" · ".join(filter(None, (said, waits))))
        for field in self.fields.values():
            field.fill(None)
        self.fields["type"].fill(guessed(handed.file).value)
        self._suit()
        self.show()
        first = self.fields["type"]
        first.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        # a few turns later all around has made room, and it can be scrolled into sight
        QTimer.singleShot(_TURN, first, lambda: show_whole(first))

    def _suit(self) -> None:
        """Ask which declaration it makes only of a declaration."""
        declares = self.fields["type"].value() == AttachmentType.DECLARATION.value
        self.fields["declaration"].setVisible(declares)

    def draft(self) -> dict[str, object]:
        """Give what was typed, as `keep` reads it."""
        asked = {n: f for n, f in self.fields.items() if n != "declaration" or not f.isHidden()}
        return {name: value for name, field in asked.items() if (value := field.value()) != ""}

    def show_problems(self, problems: "Sequence[Problem]") -> None:
        """Say below each field what is wrong with it, with the cursor in the first."""
        for problem in problems:
            field = self.fields.get(problem.field)
            if field is not None:
                field.show_problem(self._place.texts.problem(problem))
        first = next((self.fields[p.field] for p in problems if p.field in self.fields), None)
        if first is not None:
            first.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.close_band()
        self.closed.emit()

    def close_band(self) -> None:
        """Forget the file that is asked about."""
        self.handed = None
        self.hide()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._suit()


class FileDrop(QObject):
    """Lets files be dropped on a widget: their paths are told."""

    dropped = Signal(list)  # Path

    def __init__(self, on: QWidget, ready: Callable[[], bool]) -> None:
        """Take files on a widget while `ready` says that there is a record to put them on."""
        super().__init__(on)
        self._ready = ready
        on.setAcceptDrops(True)
        on.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if self._ready() and _paths(event):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and self._ready():
            paths = _paths(event)
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
