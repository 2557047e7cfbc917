"""Settings: what is this person's and not the store's. They hold at once."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFileDialog,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.services.desk import Desk
from desktop.services.programmes import ProgrammeData
from desktop.typed import override
from ui import tokens
from ui.page import Page
from ui.pages.sessions_reading import programme_of
from ui.widgets.cards import Card, column, row, scrolled
from ui.widgets.labels import Words
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

_CARD, _GAP = 560, 14  # pixels that a card is wide at most, between cards

FolderChooser = Callable[[str], Path | None]


class SettingsPage(Page):
    """Language, theme, and the folder that is watched for export files."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.choose_folder: FolderChooser = self._ask_folder
        self._groups: list[QButtonGroup] = []
        self._first: QWidget | None = None
        self._programme = Words("", wrap=True)
        language = self._choice(
            self.tr("Language of the window"), "language", (("it", "Italiano"), ("en", "English"))
        )
        theme = self._choice(self.tr("Colours"), "theme", (
            ("system", self.tr("As the system")), ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ))  # fmt: skip
        inside = QWidget()
        inside.setProperty("part", "canvas")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(_GAP)
        self._columns = (
            column(language, theme, gap=_GAP),
            column(self._folder_card(), self._desk_card(), gap=_GAP),
        )
        for cards in self._columns:
            self._across.addWidget(cards, 1, Qt.AlignmentFlag.AlignTop)
        self._across.addStretch(0)  # what the cards leave
        layout.addLayout(self._across)
        layout.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards stand in one column where two have no room."""
        super().resizeEvent(event)
        sides = QBoxLayout.Direction
        beside = self.width() >= tokens.ONE_PANE
        self._across.setDirection(sides.LeftToRight if beside else sides.TopToBottom)
        for cards in self._columns:
            cards.setMaximumWidth(_CARD if beside else tokens.ONE_PANE)

    def _choice(self, title: str, name: str, options: tuple[tuple[str, str], ...]) -> Card:
        card = Card(title)
        group = QButtonGroup(self)
        self._groups.append(group)
        buttons: list[QWidget] = []
        for value, words in options:
            button = QRadioButton(words)
            button.setAccessibleName(f"{title}: {words}")
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            group.addButton(button)
            button.setChecked(getattr(self.place.settings, name) == value)
            if not button.isChecked():  # Tab goes to the chosen one, the arrows to the others
                button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _on=False, v=value: self._choose(name, v))
            buttons.append(button)
        self._first = self._first or buttons[0]
        card.add(column(*buttons, gap=6))
        return card

    def _folder_card(self) -> Card:
        """Give the card of the folder that is watched for files of the exchange."""
        folder = self.place.settings.exchange_folder
        card = Card(self.tr("Folder of the exchange"), self.tr("watched for .sportello files"))
        said = folder.replace("/", "/\u200b") or self.tr("No folder is watched.")
        told = self.tr("What lies there is listed in the exchange; nothing is moved or deleted.")
        verbs = [VerbButton(Verb(self.tr("Choose the folder"), self.pick_folder, icon="folder"),
                            small=True)]  # fmt: skip
        if folder:
            leave = Verb(self.tr("Watch no folder"), lambda: self._choose("exchange_folder", ""))
            verbs.append(VerbButton(leave, small=True))
        card.add(column(
            Words(said, wrap=True), Words(told, "hint", wrap=True), row(*verbs, None), gap=6
        ))  # fmt: skip
        return card

    def pick_folder(self) -> None:
        """Choose the folder that is watched."""
        path = self.choose_folder(self.place.settings.exchange_folder)
        if path is not None:
            self._choose("exchange_folder", str(path))

    def _ask_folder(self, before: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of the exchange"), before)
        return Path(chosen) if chosen else None

    def _desk_card(self) -> Card:
        facts = self.place.facts
        card = Card(self.tr("This desk"))
        lines = (
            (self.tr("Operator"), Words(facts.operator)),
            (self.tr("Desk"), Words(f"{facts.name} · {facts.desk}")),
            (self.tr("Programme"), self._programme),
        )
        edit = Verb(self.tr("Programmes and versions"), lambda: self.place.go("programmes"),
                    icon="edit")  # fmt: skip
        card.add(column(
            *(column(Words(label, "hint"), value, gap=1) for label, value in lines),
            row(VerbButton(edit, small=True), None),
        ))  # fmt: skip
        return card

    @override
    def refetch(self) -> None:
        """Ask for the title of the desk's programme: the desk itself knows its code alone."""
        code = self.place.facts.programme
        self._programme.setText(code)

        def call(desk: Desk) -> ProgrammeData | None:
            return programme_of(desk, code)

        self.place.ask(self, "programme", call, self._show_programme)

    def _show_programme(self, held: ProgrammeData | None) -> None:
        if held is not None:
            english = held.programme.title_en if self.place.language == "en" else None
            self._programme.setText(english or held.programme.title)

    def _choose(self, name: str, value: str) -> None:
        if getattr(self.place.settings, name) != value:
            self.place.choose(**{name: value})

    @override
    def heading(self) -> str:
        return self.tr("Settings")

    @override
    def context(self) -> str:
        return self.tr("yours on this computer; they take effect at once")

    @override
    def first_focus(self) -> QWidget | None:
        checked = self._groups[0].checkedButton()
        return checked or self._first
