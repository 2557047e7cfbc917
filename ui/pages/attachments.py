"""The attachments of a record: their list, what can be done with one, and the band that adds."""

from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.domain.problems import DeskError, ProblemsError
from desktop.files import write_whole
from desktop.typed import override
from ui import spoken, tokens
from ui.pages.attachments_adder import Adder
from ui.pages.exchange_words import size
from ui.widgets.cards import Card
from ui.widgets.labels import Words
from ui.widgets.lists import Entry, EntryList
from ui.widgets.verbrow import VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.records import Attachment
    from desktop.services.attachments import Handed, Held, Kept
    from desktop.services.desk import Changed, Desk

_SUFFIXES = "*.pdf *.jpg *.jpeg *.png"


class _FileList(EntryList):
    """The list of files; Del takes the chosen one away."""

    removed = Signal(object)  # an entry's key

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen_key() is not None:
            self.removed.emit(self.chosen_key())
            return
        super().keyPressEvent(event)


class AttachmentsCard(Card):
    """The files of one record. It fetches them itself and again when any attachment changes."""

    counted = Signal(int)  # how many there are, once they are read

    def __init__(self, place: Workplace) -> None:
        words = _CardWords()
        super().__init__(words.title(), words.note())
        self._place = place
        self._about: tuple[str, UUID] | None = None
        self._held: dict[UUID, Held] = {}
        self._waiting: list[Path] = []
        self._looking = False
        self._folder: QTemporaryDir | None = None
        self.choose_files, self.choose_path = self._ask_files, self._ask_path
        self.show_file: Callable[[Path], None] = _show
        self.list = _FileList(words.title(), left=tokens.CARD)
        self._nothing = Words("", "hint", wrap=True)
        self._nothing.setContentsMargins(tokens.CARD, 12, tokens.CARD, 12)
        self.adder = Adder(place)
        self.adder.hide()
        self.verbs = VerbRow((
            Verb(self.tr("Remove"), self._remove_chosen, icon="remove"),
            Verb(self.tr("Open"), self._open_chosen, icon="folder"),
            Verb(self.tr("Save a copy"), self._save_chosen, icon="export"),
            Verb(self.tr("Attach a file"), self._choose, icon="plus"),
        ))  # fmt: skip
        self.remove_button, self.open_button, self.save_button, self.add_button = self.verbs.buttons
        self._lay_out()
        self.list.opened.connect(lambda _key: self._open_chosen())
        self.list.removed.connect(lambda _key: self._remove_chosen())
        self.adder.attach_wanted.connect(self._keep)
        self.adder.closed.connect(self._next)
        place.hub.changed.connect(self._changed)

    def _lay_out(self) -> None:
        foot = QWidget()
        inside = QHBoxLayout(foot)
        inside.setContentsMargins(tokens.CARD, 10, tokens.CARD, 12)
        inside.addStretch(1)
        inside.addWidget(self.verbs)
        for part in (self.adder, self.list, self._nothing, foot):
            self.add(part, padded=False)
        self.list.hide()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.verbs.fit(self.width() - 2 * tokens.CARD - 2)

    # --- what is there ----------------------------------------------------------------------

    def show_for(self, kind: str, record: UUID) -> None:
        """Show the files of a record; what was begun for another one is given up."""
        if self._about != (kind, record):
            self._about, self._waiting = (kind, record), []
            self.adder.close_band()
            self._show([])
        self._fetch()

    def _changed(self, changed: object) -> None:
        if cast("Changed", changed).kinds & {"attachment", "firm"} and self._about is not None:
            self._fetch()

    def _fetch(self) -> None:
        about = self._about
        if about is None:
            return
        kind, record = about

        def call(desk: "Desk") -> "tuple[tuple[str, UUID], list[Held]]":
            from desktop.services import attachments  # noqa: PLC0415 - loads the store's libraries

            try:
                return about, attachments.listed(desk, kind, str(record))
            except DeskError:  # taken out meanwhile
                return about, []

        def then(answer: "tuple[tuple[str, UUID], list[Held]]") -> None:
            if answer[0] == self._about:
                self._show(answer[1])

        self._place.seek(self, "attachments", call, then)

    def _show(self, held: "Sequence[Held]") -> None:
        self._held = {one.attachment.id: one for one in held}
        here = self.list.hasFocus()
        self.list.set_entries([self._entry(one) for one in held])
        self.list.fit()
        self.list.setVisible(bool(held))
        if held and self.list.chosen_key() is None:
            self.list.setCurrentIndex(self.list.rows.index(0, 0))
        self._nothing.setText(self.tr("No file is attached. Attach one, or drop it here."))
        self._nothing.setVisible(not held)
        if here and not held:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self.remove_button, self.save_button, self.open_button):
            self.verbs.put_away(button, on=not held)
        self.counted.emit(len(held))

    def _entry(self, held: "Held") -> Entry:
        one, texts = held.attachment, self._place.texts
        title = texts.choice("attachment.type", one.type)
        declared = one.declaration or ""
        if declared in texts.keys("declaration"):
            declared = texts.say("declaration", declared)
        pages = self.tr("1 page") if one.pages == 1 else self.tr("{count} pages")
        said = spoken.joined(
            one.file, pages.format(count=one.pages) if one.pages else "",
            size(one.size, self._place.language),
        )  # fmt: skip
        dated = self.tr("of {day}").format(day=spoken.day(one.dated)) if one.dated else ""
        added = self.tr("added on {day}").format(
            day=spoken.day(spoken.rome(one.added_at.isoformat()))
        )
        chip, tone = self._chip(held)
        return Entry(
            one.id, spoken.joined(title[:1].upper() + title[1:], declared, by=": "), said,
            spoken.joined(dated, added, one.operator, one.note), chip, tone, long=True,
        )  # fmt: skip

    def _chip(self, held: "Held") -> tuple[str, str]:
        if not held.here:
            return self.tr("at another desk"), "warn"
        expires = held.attachment.expires
        if expires is not None and expires < self._place.today():
            return self.tr("expired"), "warn"
        return "", "plain"

    # --- adding -----------------------------------------------------------------------------

    def enter(self) -> None:
        """Take the cursor to the verb that attaches; it scrolls into sight."""
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self.take(self.choose_files())

    def _ask_files(self) -> list[Path]:
        kinds = self.tr("Documents and pictures ({suffixes})").format(suffixes=_SUFFIXES)
        chosen, _kind = QFileDialog.getOpenFileNames(self, self.tr("Attach a file"), "", kinds)
        return [Path(path) for path in chosen]

    def take(self, paths: "Sequence[Path]") -> None:
        """Take files that were chosen or dropped: each is looked at, then asked about."""
        if self._about is not None:
            self._waiting += paths
            if not self.adder.isVisible():
                self._next()

    def _next(self) -> None:
        """Look at the next file that waits; a file that is refused is said, and the next comes."""
        if self._looking:
            return
        if not self._waiting:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._look(self._waiting.pop(0))

    def _look(self, path: Path) -> None:
        about, self._looking = self._about, True
        progress = self._place.begin(self.tr("Reading {file}").format(file=path.name))

        def call() -> "Handed":
            from desktop.services import attachments  # noqa: PLC0415 - loads the store's libraries

            return attachments.check(path, progress.watch)

        def then(handed: "Handed") -> None:
            self._looking = False
            progress.end()
            if about == self._about:
                self.adder.open_for(handed, more=len(self._waiting))
            elif self._waiting:  # of the record that is shown now
                self._next()

        def failed(error: BaseException) -> None:
            self._looking = False
            progress.end()
            self._say_failed(error)
            if self._waiting:
                self._next()

        self._place.tasks.work(self, "look", call, then, failed)

    def _keep(self) -> None:
        handed, draft, about = self.adder.handed, self.adder.draft(), self._about
        if handed is None or about is None:
            return
        kind, record = about

        def call(desk: "Desk") -> "Kept":
            from desktop.services import attachments  # noqa: PLC0415 - loads the store's libraries

            reading = desk.as_typed()
            return attachments.keep(desk, kind, str(record), handed, draft, reading=reading)

        def then(kept: "Kept") -> None:
            self.adder.close_band()
            said = self.tr("Attached: {file}.").format(file=kept.attachment.file)
            texts = self._place.texts
            odd = (texts.say("finding", one.code, **one.values) for one in kept.findings)
            self._place.wrote(kept.changed, " ".join((said, *odd)))
            self._next()

        def failed(error: BaseException) -> None:
            if isinstance(error, ProblemsError):
                self.adder.show_problems(error.problems)
            else:
                self._say_failed(error)

        self._place.do(self, call, then, failed)

    def _say_failed(self, error: BaseException) -> None:
        if isinstance(error, DeskError):
            self._place.refuse(error)
        else:
            self._place.fail(error)

    # --- what is done with one --------------------------------------------------------------

    def chosen(self) -> "Attachment | None":
        """Give the attachment that is chosen in the list."""
        held = self._held.get(cast("UUID", self.list.chosen_key()))
        return None if held is None else held.attachment

    def _open_chosen(self) -> None:
        """Show the chosen file in the program that the computer has for it, as a copy."""
        chosen = self.chosen()
        if chosen is None:
            return
        folder = self._folder_of_copies()

        def call(desk: "Desk") -> Path:
            from desktop.services import attachments  # noqa: PLC0415 - loads the store's libraries

            return attachments.save(desk, str(chosen.id), folder)

        self._place.ask(self, "open", call, self.show_file)

    def _folder_of_copies(self) -> Path:
        """Give a folder that only this person can read, and that goes with the program."""
        if self._folder is None:
            self._folder = made = QTemporaryDir()
            app = QCoreApplication.instance()
            if app is not None:
                app.aboutToQuit.connect(made.remove)
        return Path(self._folder.path())

    def _save_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return
        from desktop.services.attachments import file_name  # noqa: PLC0415 - as above

        path = self.choose_path(file_name(chosen))
        if path is None:
            return

        def call(desk: "Desk") -> bytes:
            from desktop.services import attachments  # noqa: PLC0415 - loads the store's libraries

            return attachments.content(desk, str(chosen.id))[1]

        def write(data: bytes) -> None:
            said = self.tr("Saved: {path}").format(path=path)
            self._place.tasks.work(
                self, None, lambda: write_whole(path, data),
                lambda _none: self._place.say(said),
            )  # fmt: skip

        self._place.do(self, call, write)

    def _ask_path(self, name: str) -> Path | None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Save a copy"), str(Path.home() / name)
        )
        return Path(chosen) if chosen else None

    def _remove_chosen(self) -> None:
        chosen = self.chosen()
        if chosen is None:
            return

        def call(desk: "Desk") -> "Changed":
            from desktop.services import attachments  # noqa: PLC0415 - loads the store's libraries

            return attachments.remove(desk, str(chosen.id))

        def then(changed: "Changed") -> None:
            said = self.tr("Removed: {file}.").format(file=chosen.file)
            self._place.wrote(changed, said)

        self._place.do(self, call, then)


class _CardWords(QObject):
    """The words of the card's head, which is there before the card is."""

    def title(self) -> str:
        return self.tr("Attachments")

    def note(self) -> str:
        return self.tr("PDF, JPG or PNG up to 10 MB")


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
