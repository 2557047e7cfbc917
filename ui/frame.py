"""The bars of the window: the one above with title and verbs, the one at the foot."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.typed import override
from ui import tokens
from ui.widgets.facts import FactButton, FinderButton
from ui.widgets.labels import ElidedWords
from ui.widgets.verbrow import VerbRow
from ui.widgets.verbs import Verb, key_in_words
from ui.workplace import DeskFacts

if TYPE_CHECKING:
    from desktop.services.standing import Due

_SPACE = 11
_LEAST_TOLD = 60  # pixels under which the context is left away
_WAYS = 3  # in which a fact at the foot is said: whole, short, as short as can be


class TopBar(QFrame):
    """Title, one line of context, and what the page can do; the main verb is the last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "topbar")
        self.setFixedHeight(tokens.BAR)
        self._title = ElidedWords("", "title")
        policy = QSizePolicy.Policy
        self._title.setSizePolicy(policy.Fixed, policy.Preferred)
        self._context = ElidedWords("", "hint")
        self._told = ""
        self.finder = FinderButton(self.tr("Search or command"), "Ctrl+K")
        self._verbs, self._main = VerbRow(), VerbRow()
        self._shown: tuple[tuple[str, str, str, bool], ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 0)
        row.setSpacing(_SPACE)
        row.addWidget(self._title)
        row.addWidget(self._context, 1)
        for widget in (self._verbs, self.finder, self._main):
            row.addWidget(widget)

    def show_heading(self, title: str, context: str) -> None:
        """Show a page's title and context."""
        self._title.setText(title)
        self._told = context
        self._suit()

    def show_verbs(self, verbs: Sequence[Verb]) -> None:
        """Show a page's verbs; the same ones stay as they are, with the cursor on them."""
        wanted = tuple((verb.text, verb.key, verb.icon, verb.main) for verb in verbs)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._verbs.show_verbs([verb for verb in verbs if not verb.main])
        self._main.show_verbs([verb for verb in verbs if verb.main])
        self._hide_empty()
        self._suit()

    def forget_verbs(self) -> None:
        """Make the next page's verbs anew, though they may read the same."""
        self._shown = ()
        self._empty_verbs()

    def _empty_verbs(self) -> None:
        for row in (self._verbs, self._main):
            row.show_verbs(())
        self._hide_empty()

    def _hide_empty(self) -> None:
        """Put rows without verbs away: they would take a space beside the box."""
        for row in (self._verbs, self._main):
            row.setVisible(bool(row.buttons))

    def _suit(self) -> None:
        """Share the room out: the box folds to its icon, then verbs fold, then the title is cut."""
        room = self.width() - tokens.EDGE - tokens.EDGE_RIGHT - 4 * _SPACE
        self._context.setText(self._told)
        title, told = self._title.natural(), self._context.natural()
        kept = min(title, room // 3)
        verbs = self._verbs.natural() + self._main.natural()
        self.finder.suit(room - title - told - verbs)
        room -= self.finder.width()
        self._main.fit(room - kept - self._verbs.minimumSizeHint().width())
        room -= self._main.sizeHint().width()
        self._verbs.fit(room - kept)
        room -= self._verbs.sizeHint().width()
        self._title.setFixedWidth(max(0, min(title, room)))
        if room - title < min(told, _LEAST_TOLD):  # a word cut to pieces tells nothing
            self._context.setText("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()


class StatusBar(QFrame):
    """Facts about the store, in words; at the right the keys that work everywhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "status")
        self.setFixedHeight(tokens.STATUS)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 0, tokens.EDGE_RIGHT - 6, 0)
        self._row.setSpacing(2)
        self.store = FactButton("store")
        self.copy = FactButton()
        self.exchange = FactButton()
        self.pane, self.keys = FactButton(), FactButton()
        for widget in (self.store, _separator(), self.copy, _separator(), self.exchange):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._between = _separator()
        for widget in (self.pane, self._between, self.keys):
            self._row.addWidget(widget)

    def _suit(self) -> None:
        """Where room lacks leave the keys away, then say in fewer words what matters least."""
        for button in (self.pane, self.keys):
            button.show()
        self._between.show()
        for fact in (self.store, self.exchange, self.copy):
            fact.shorten(0)
        if self._fits():
            return
        for widget in (self.pane, self._between, self.keys):
            widget.hide()
        for steps in range(1, _WAYS):
            for fact in (self.store, self.exchange, self.copy):
                if self._fits():
                    return
                fact.shorten(steps)

    def _fits(self) -> bool:
        self._row.activate()  # it has measured its widgets anew
        return self._row.sizeHint().width() <= self.width()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()

    def show_desk(self, facts: DeskFacts) -> None:
        """Say which store is open, and the keys that lead on from everywhere."""
        store, short = self.tr("Store {desk}"), self.tr("Store {desk}")
        if facts.keyed:
            store = self.tr("Store {desk}, encrypted")
        if facts.practice:
            store, short = self.tr("Practice store {desk}"), self.tr("Practice {desk}")
        ways = [way.format(desk=facts.desk) for way in (store, short)]
        self.store.show_fact(ways[0], self.tr("Open the settings"), shorter=ways[1:])
        for button, key, does, told in (
            (self.pane, "F6", self.tr("next pane"), self.tr("Take the cursor to the next pane")),
            (self.keys, "Ctrl+?", self.tr("keys"), self.tr("Show all keys")),
        ):
            button.show_fact(f"{key_in_words(key)} {does}", told)
        self._suit()

    def show_copy(self, copied_at: datetime | None) -> None:
        """Say when the store was last copied and the copy verified."""
        does = self.tr("Copy the store now")
        if copied_at is None:
            short = self.tr("No copy")
            self.copy.show_fact(self.tr("No copy of the store yet"), does, mark="warn",
                                shorter=[short])  # fmt: skip
            self._suit()
            return
        day, hour = copied_at.strftime("%d/%m/%Y"), copied_at.strftime("%H:%M")
        said = self.tr("Verified copy of {day} at {hour}").format(day=day, hour=hour)
        short = self.tr("Copy of {day}").format(day=day)
        self.copy.show_fact(said, does, mark="ok", shorter=[short])
        self._suit()

    def show_exchange(self, due: "Due") -> None:
        """Say what is not sent yet and what waits to be read and decided."""
        parts = self._parts(due)
        nothing = self.tr("no desk yet") if due.silent else self.tr("all sent")
        said = self.tr("Exchange: {what}")
        ways = [said.format(what=", ".join(whole for whole, _short in parts) or nothing)]
        if parts:
            ways.append(said.format(what=", ".join(short for _whole, short in parts)))
            sends = bool(due.unsent) and not due.silent and len(parts) > 1
            ways.append(said.format(what=parts[int(sends)][1]))  # the first that waits for somebody
        else:
            ways.append(said.format(what=self.tr("no desk") if due.silent else nothing))
        mark = "warn" if due.work else "info" if parts else "missing" if due.silent else "ok"
        self.exchange.show_fact(ways[0], self.tr("Open the exchange"), mark=mark,
                                shorter=ways[1:])  # fmt: skip
        self._suit()

    def _parts(self, due: "Due") -> list[tuple[str, str]]:
        """Give what there is to do in the exchange, each whole and in fewer words."""
        parts = []
        if due.unsent and not due.silent:
            one = self.tr("1 change not sent")
            many = self.tr("{count} changes not sent").format(count=due.unsent)
            short = self.tr("{count} to send").format(count=due.unsent)
            parts.append((one if due.unsent == 1 else many, short))
        if due.to_read:
            many = self.tr("{count} files to read").format(count=due.to_read)
            short = self.tr("{count} to read").format(count=due.to_read)
            parts.append((self.tr("1 file to read") if due.to_read == 1 else many, short))
        if due.conflicts:
            many = self.tr("{count} conflicts").format(count=due.conflicts)
            said = self.tr("1 conflict") if due.conflicts == 1 else many
            parts.append((said, said))
        if due.doubles:
            many = self.tr("{count} doubles").format(count=due.doubles)
            said = self.tr("1 double") if due.doubles == 1 else many
            parts.append((said, said))
        return parts


def _separator() -> QWidget:
    line = QFrame()
    line.setProperty("part", "line")
    line.setFixedSize(1, 14)
    return line
