"""What every page is handed: the way to the desk, to other pages, to the strip, and the words."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, Signal

from desktop.domain.problems import DeskError
from desktop.services.watch import Watch
from desktop.settings import Settings
from desktop.texts import Texts, texts
from ui.hub import Hub
from ui.inbox import Inbox
from ui.strip import Notice
from ui.tasks import Progress, Tasks
from ui.widgets.verbs import Verb

if TYPE_CHECKING:
    from datetime import date

    from desktop.services.desk import Changed, Desk
    from desktop.services.glance import Glance
    from desktop.services.undo import Undone

T = TypeVar("T")
CANCELLED = ("cancelled", "list-cancelled")  # a refusal that the person asked for


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """Whose desk is open, for the rail and the foot of the window."""

    chamber: str
    desk: str
    name: str
    programme: str
    operator: str
    practice: bool
    keyed: bool


class Workplace(QObject):
    """The one thing that pages share. They hold no desk: they ask here, and are called back."""

    said = Signal(object)  # Notice
    asked = Signal(object)  # Notice, to be answered
    going = Signal(str, object)  # page, argument
    returning = Signal()  # to the page before
    chosen = Signal(object)  # Settings
    recount = Signal()  # counts and copies are to be read again
    waits = Signal(object)  # Progress, of what may take long

    def __init__(
        self, tasks: Tasks, hub: Hub, settings: Settings, facts: DeskFacts,
        places: dict[str, int] | None = None, handed: list[Path] | None = None,
    ) -> None:  # fmt: skip
        """Speak for a desk.

        `places` is where this sitting left the hairlines between panes, `handed` are the files
        that were dropped on its window.
        """
        super().__init__()
        self.places = {} if places is None else places
        self.inbox = Inbox(settings.exchange_folder, [] if handed is None else handed, self)
        self.inbox.changed.connect(self.recount)
        self._tasks = tasks
        self._long: list[Progress] = []  # what may take long and is not over
        self._under_way: WeakKeyDictionary[QObject, set[str]] = WeakKeyDictionary()
        self.hub = hub
        self.settings = settings
        self.facts = facts
        tasks.refused.connect(self.refuse)
        tasks.failed.connect(self.fail)

    def retire(self) -> None:
        """Stop speaking for the tasks: another workplace takes over (the language changed)."""
        self._tasks.refused.disconnect(self.refuse)
        self._tasks.failed.disconnect(self.fail)
        self.deleteLater()

    @property
    def tasks(self) -> Tasks:
        """Give the background, for long work with progress."""
        return self._tasks

    @property
    def language(self) -> str:
        """Give the language of the window, it or en."""
        return self.settings.language

    @property
    def texts(self) -> Texts:
        """Give labels, choices and sentences in the window's language."""
        return texts(self.language)

    def today(self) -> "date":
        """Give the day at the counter."""
        return self._tasks.today()

    def ask(
        self, owner: QObject, name: str, call: "Callable[[Desk], T]", then: Callable[[T], None]
    ) -> None:
        """Ask the store; only the answer to the latest question of that name comes back."""
        self._tasks.ask(owner, name, call, then)

    def seek(
        self, owner: QObject, name: str, call: "Callable[[Desk], T]", then: Callable[[T], None],
        *, pause: int = 0,
    ) -> None:  # fmt: skip
        """Read records while one types: it waits for no deed; else like `ask`.

        With a pause (milliseconds) only the last of what is asked in quick succession is read.
        """
        self._tasks.seek(owner, name, call, then, pause=pause)

    def look(
        self, owner: QObject, name: str, call: "Callable[[Glance], T]", then: Callable[[T], None]
    ) -> None:
        """Look at lists or search: not even the opening of the store stands before it."""
        self._tasks.look(owner, name, call, then)

    def do(
        self, owner: QObject, call: "Callable[[Desk], T]", then: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None, *, once: str = "",
    ) -> None:  # fmt: skip
        """Do what writes. A refusal that `failed` does not take is said in the strip.

        With a name (`once`) it is not begun again by its owner before it was answered.
        """
        if not once:
            self._tasks.do(owner, call, then, failed)
            return
        names = self._under_way.setdefault(owner, set())
        if once in names:
            return
        names.add(once)

        def done(answer: T) -> None:
            names.discard(once)
            then(answer)

        def lost(error: BaseException) -> None:
            names.discard(once)
            (failed or self.tell)(error)

        self._tasks.do(owner, call, done, lost)

    def is_under_way(self, owner: QObject, name: str) -> bool:
        """Tell whether a deed that has a name was begun by its owner and is not answered yet."""
        return name in self._under_way.get(owner, ())

    def begin(self, doing: str) -> Progress:
        """Begin what may take long: the window shows how far it is and how to cancel it."""
        progress = Progress(doing, self)
        progress.ended.connect(progress.deleteLater)
        progress.ended.connect(self._long.remove)
        self._long.append(progress)
        self.waits.emit(progress)
        return progress

    def may_end(self, then: Callable[[], object]) -> bool:
        """Tell whether nothing long is under way; else ask whether to stop it, and go on then."""
        running = [progress for progress in self._long if not progress.stopped()]
        if not running:
            return True

        def stop() -> None:
            for progress in running:
                progress.cancel()
            then()

        doing = ", ".join(progress.doing for progress in running)
        self.question(
            self.tr("Not finished yet: “{doing}”.").format(doing=doing),
            Verb(self.tr("Wait"), lambda: None),
            Verb(self.tr("Stop it and close"), stop),
        )
        return False

    def take_time(
        self, owner: QObject, doing: str, call: "Callable[[Desk, Watch], T]",
        then: Callable[[T], None], failed: Callable[[BaseException], None] | None = None, *,
        once: str = "",
    ) -> Progress:  # fmt: skip
        """Do what may take long, with progress and cancel; a cancelled call raises its refusal."""
        progress = self.begin(doing)

        def done(answer: T) -> None:
            progress.end()
            then(answer)

        def lost(error: BaseException) -> None:
            progress.end()
            if failed is not None:
                failed(error)
            else:
                self.tell(error)

        self.do(owner, lambda desk: call(desk, progress.watch), done, lost, once=once)
        return progress

    def go(self, page: str, argument: object = None) -> None:
        """Go to a page; a typed form there is asked about first."""
        self.going.emit(page, argument)

    def go_back(self) -> None:
        """Go back to the page that was open before."""
        self.returning.emit()

    def say(self, text: str, tone: str = "ok", *verbs: Verb) -> None:
        """Say a sentence in the strip."""
        self.said.emit(Notice(text, tone, verbs))

    def question(self, text: str, *verbs: Verb) -> None:
        """Ask in the strip; the cursor goes to the first answer."""
        self.asked.emit(Notice(text, "warn", verbs))

    def wrote(self, changed: "Changed", text: str, *verbs: Verb, tone: str = "ok") -> None:
        """Tell the pages what was written and say so, with the way back and ways on."""
        self.hub.wrote(changed)
        undo = Verb(self.tr("Undo (Ctrl+Z)"), lambda: self.undo(changed.transaction), icon="undo")
        self.say(text, tone, *verbs, undo)

    def undo_last(self) -> None:
        """Undo the latest change of this sitting; says so when there is none."""
        transaction = self.hub.last()
        if transaction is None:
            self.say(self.tr("Nothing to undo in this sitting."), "info")
            return
        way_back = self.hub.way_back(transaction)
        if way_back is not None:
            way_back()
        else:
            self.undo(transaction)

    def undo(self, transaction: UUID) -> None:
        """Undo a transaction and say what went back and what was kept."""

        def call(desk: "Desk", watch: Watch) -> "Undone":
            from desktop.services.undo import undo  # noqa: PLC0415 - loads the store's libraries

            return undo(desk, transaction, watch)

        def then(undone: "Undone") -> None:
            self.hub.went_back(transaction, undone.changed)
            later = [held for held in undone.kept if held.why != "stays-settled"]
            if later:
                kept = self.tr("Undone in part: {kept} were changed since and stay as they are.")
                self.say(kept.format(kept=len(later)), "warn")
                return
            self.say(
                self.tr("Undone: what was shown before is back, the conflict stays decided.")
                if undone.kept
                else self.tr("Undone: everything is as before.")
            )

        self.take_time(self, self.tr("Undoing"), call, then)

    def choose(self, **chosen: str) -> None:
        """Take what the person chose among the settings; it holds at once."""
        self.chosen.emit(replace(self.settings, **chosen))

    def tell(self, error: BaseException) -> None:
        """Say in the strip why something was not done: a refusal, or a failure of the program."""
        if isinstance(error, DeskError):
            self.refuse(error)
        else:
            self.fail(error)

    def refuse(self, error: DeskError) -> None:
        """Say a refusal in the strip."""
        tone = "info" if error.code in CANCELLED else "bad"
        self.say(self.texts.refusal(error).replace("\n", " "), tone)

    def fail(self, _error: BaseException) -> None:
        """Say that the program failed; the log has its place already."""
        self.say(
            self.tr("The program failed at this. What was saved is safe; the log says where."),
            "bad",
        )
