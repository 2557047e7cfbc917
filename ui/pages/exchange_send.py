"""A file prepared for a desk: for whom, what leaves, into which folder, with attachments or not."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from desktop.services import exchange, standing
from desktop.services.desk import Desk
from desktop.services.standing import Leaving
from desktop.services.watch import Watch
from ui import spoken, tokens
from ui.pages.exchange_reading import Shelf
from ui.pages.exchange_words import ExchangeWords, size
from ui.widgets.cards import Card, column, on_canvas, row
from ui.widgets.choice import ChoiceBox
from ui.widgets.labels import Words
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb, VerbButton
from ui.workplace import Workplace

FolderChooser = Callable[[str], Path | None]
_WIDTH = 720


class SendPane(QWidget):
    """Asks what a file needs to know, says what leaves, and writes it."""

    closed = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._words = ExchangeWords(place.texts)
        self.choose_folder: FolderChooser = self._ask_folder
        self.leaving: Leaving | None = None
        self.desk = ChoiceBox()
        self.desk.setAccessibleName(self.tr("For which desk"))
        self.desk.currentIndexChanged.connect(lambda _place: self._look())
        self.what = Words("", "value", wrap=True)
        self._besides = Words("", "hint", wrap=True)
        self.attachments = QCheckBox()
        self.attachments.setChecked(True)
        self.folder = QLineEdit(place.settings.exchange_folder)
        self.folder.setAccessibleName(self.tr("Folder"))
        self.folder.setPlaceholderText(self.tr("asked for when the file is prepared"))
        self._lay_out()

    def _lay_out(self) -> None:
        pick = VerbButton(Verb(self.tr("Choose"), self._pick, icon="folder"))
        pick.setAccessibleName(self.tr("Choose the folder"))
        card = Card(self.tr("Prepare a file"), self.tr("signed and encrypted for that desk alone"))
        card.add(column(
            _labelled(self.tr("For which desk"), self.desk, self.desk),
            column(self.what, self._besides, gap=2), self.attachments,
            _labelled(self.tr("Folder"), row(self.folder, pick), self.folder),
            gap=tokens.CARD,
        ))  # fmt: skip
        card.setMaximumWidth(_WIDTH)
        verbs = VerbRow((
            Verb(self.tr("Leave"), self.closed.emit, key="Esc"),
            Verb(self.tr("Prepare the file"), self.prepare, icon="export", key="Ctrl+Return",
                 main=True),
        ))  # fmt: skip
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(on_canvas(card), 1)
        self.foot = Foot(Words(self.tr("It will be written whole and read back."), "hint"), verbs)

    def open_for(self, shelf: Shelf, desk: str = "") -> None:
        """Begin, for a desk where one is named, else for the one that lacks most."""
        wanted = desk or str(self.desk.currentData() or "")
        held = shelf.trusted()
        if not wanted:
            wanted = max(held, key=lambda n: n.unsent).desk if held else ""
        self.desk.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.desk.clear()
        for one in held:
            self.desk.addItem(spoken.joined(one.desk, one.name), one.desk)
        self.desk.setCurrentIndex(max(0, self.desk.findData(wanted)))
        self.desk.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._look()

    def enter(self) -> None:
        """Take the cursor to the first question."""
        self.desk.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        code = str(self.desk.currentData() or "")
        self.leaving = None
        self.what.setText("")
        self._besides.setText("")
        self.attachments.hide()
        if code:
            self._place.ask(self, "leaving", lambda desk: standing.leaving(desk, code), self._say)

    def _say(self, leaving: Leaving) -> None:
        self.leaving = leaving
        changes = self._words.changes(leaving.operations)
        whom = leaving.name or leaving.desk
        if not leaving.operations:
            said = self.tr("Nothing new for {desk}: the file only confirms what arrived.")
            self.what.setText(said.format(desk=whom))
        else:
            said = self.tr("{changes} for {desk}").format(changes=changes, desk=whom)
            kinds = self._words.counts(leaving.kinds) if leaving.kinds else ""
            self.what.setText(f"{said}: {kinds}." if kinds else f"{said}.")
        before = leaving.operations - leaving.unsent
        if leaving.operations and before:
            said = self.tr("{count} of them left in a file before and are not confirmed yet.")
            self._besides.setText(said.format(count=before))
        self._besides.setVisible(bool(self._besides.text()))
        if leaving.blobs:
            said = self.tr("With the attachments ({count}, {size})")
            weight = size(leaving.size, self._place.language)
            self.attachments.setText(said.format(count=leaving.blobs, size=weight))
        self.attachments.setVisible(leaving.blobs > 0)

    def _pick(self) -> None:
        chosen = self.choose_folder(self.folder.text())
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _ask_folder(self, before: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.tr("Folder for the file"), before or str(Path.home())
        )
        return Path(chosen) if chosen else None

    def prepare(self) -> None:
        """Write the file; without a folder it is asked for first."""
        if self._place.is_under_way(self, "prepare"):
            return
        code = str(self.desk.currentData() or "")
        if not self.folder.text().strip():
            self._pick()
        folder = self.folder.text().strip()
        if not code or not folder:
            return
        whole = self.attachments.isChecked()

        def call(desk: Desk, watch: Watch) -> list[Path]:
            return exchange.export(desk, code, Path(folder), attachments=whole, watch=watch)

        self._place.take_time(
            self, self.tr("Preparing the file"), call, self._written, once="prepare"
        )

    def _written(self, paths: list[Path]) -> None:
        said = self.tr("Written: {path}").format(path=paths[0])
        if len(paths) > 1:
            said = self.tr("Written, {count} files: {path}").format(
                count=len(paths), path=paths[0].parent
            )
        self._place.say(said)
        self._place.recount.emit()
        self.closed.emit()


def _labelled(label: str, widget: QWidget, buddy: QWidget) -> QWidget:
    words = Words(label, "label")
    words.setBuddy(buddy)
    return column(words, widget, gap=3)
