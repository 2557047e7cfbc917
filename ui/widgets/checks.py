"""A check of a file: its mark, what was looked at, and what was found."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.cards import column
from ui.widgets.labels import Mark, Words, beside_line


class CheckCell(QWidget):
    """One check as it came out: ok, warn, bad, or missing where it was not reached."""

    def __init__(self, meaning: str, title: str, found: str) -> None:
        super().__init__()
        self.meaning, self.title, self.found = meaning, title, found
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(beside_line(Mark(meaning)), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(column(Words(title, "strong"), Words(found, "hint"), gap=1), 1)
        self.setAccessibleName(f"{title}: {found}")


class Legend(QWidget):
    """A share of a bar in words: its colour, its number, what it is."""

    def __init__(self, tone: str, number: int, said: str) -> None:
        super().__init__()
        self.number, self.said = number, said
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Mark(tone, size=14))
        row.addWidget(Words(str(number), "strong"))
        row.addWidget(Words(said, "body"))
