"""Before the desk is open: the passphrase of an encrypted store, asked in the window itself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.widgets.cards import Card, scrolled
from ui.widgets.labels import Words
from ui.widgets.verbs import Verb, VerbButton

_WIDTH = 460


class Unlock(QWidget):
    """Asks for a passphrase and asks again when it does not open the store."""

    tried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMinimumHeight(tokens.FIELD)
        label = Words(self.tr("&Passphrase"), "label")
        label.setBuddy(self.line)
        self.line.setAccessibleName(self.tr("Passphrase"))
        self.message = Words("", "hint", wrap=True)
        self.button = VerbButton(Verb(self.tr("Open the store"), self._try, main=True))
        self.line.returnPressed.connect(self._try)
        self._lay_out(label)

    def _lay_out(self, label: Words) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        what = self.tr("This desk’s store is encrypted: only its passphrase opens it.")
        for widget in (Words(what, "body", wrap=True), label, self.line, self.message):
            column.addWidget(widget)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        card = Card(self.tr("Open the store"))
        card.setMaximumWidth(_WIDTH)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        card.add(inside)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, _WIDTH)
        across.addStretch(1)
        whole = QWidget()
        whole.setProperty("part", "canvas")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))
        down = QVBoxLayout(whole)
        down.addStretch(2)
        down.addWidget(Words("Sportello", "name"), 0, Qt.AlignmentFlag.AlignHCenter)
        down.addSpacing(tokens.CARD)
        down.addLayout(across)
        down.addStretch(3)

    def _try(self) -> None:
        if not self.line.text():
            self.refuse(self.tr("Write the passphrase."))
            return
        self.message.set_look("hint")
        self.message.setText(self.tr("Opening…"))
        self.line.setEnabled(False)
        self.button.setEnabled(False)
        self.tried.emit(self.line.text())

    def refuse(self, text: str) -> None:
        """Say why the store did not open, and take the next try."""
        self.line.setEnabled(True)
        self.button.setEnabled(True)
        self.message.set_look("bad")
        self.message.setText(text)
        self.line.setAccessibleDescription(text)
        self.line.selectAll()
        self.line.setFocus()

    def refuse_wrong(self) -> None:
        """Say that the store does not open with what was written."""
        self.refuse(self.tr("The store does not open with this passphrase."))
