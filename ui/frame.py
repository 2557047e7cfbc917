"""The bars of the window: the one above with title and verbs, the one at the foot."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui import tokens
from ui.widgets.labels import ElidedWords, Icon, Mark, Words
from ui.widgets.verbrow import VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import DeskFacts


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
        self._verbs = VerbRow()
        self._shown: tuple[tuple[str, str, str], ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.EDGE, 0, tokens.EDGE_RIGHT, 0)
        row.setSpacing(11)
        row.addWidget(self._title)
        row.addWidget(self._context, 1)
        row.addWidget(self._verbs)
        self._row = row

    def show_heading(self, title: str, context: str) -> None:
        """Show a page's title and context."""
        self._title.setText(title)
        self._context.setText(context)
        self._suit()

    def show_verbs(self, verbs: Sequence[Verb]) -> None:
        """Show a page's verbs; the same ones stay as they are, with the cursor on them."""
        wanted = tuple((verb.text, verb.key, verb.icon) for verb in verbs)
        if wanted == self._shown:
            return
        self._shown = wanted
        self._verbs.show_verbs(verbs)
        self._suit()

    def forget_verbs(self) -> None:
        """Make the next page's verbs anew, though they may read the same."""
        self._shown = ()
        self._verbs.show_verbs(())

    def _suit(self) -> None:
        """Fold the verbs by what title and the rest leave them; the title is cut at the last."""
        items = [self._row.itemAt(place) for place in range(self._row.count())]
        widgets = [item.widget() for item in items if item is not None]
        own = (self._title, self._context, self._verbs)
        others = [w for w in widgets if w is not None and w not in own and not w.isHidden()]
        taken = sum(w.sizeHint().width() + self._row.spacing() for w in others)
        room = self.width() - tokens.EDGE - tokens.EDGE_RIGHT - taken - 2 * self._row.spacing()
        title = self._title.natural()
        self._verbs.fit(room - min(title, room // 3))
        left = room - self._verbs.sizeHint().width()
        self._title.setFixedWidth(max(0, min(title, left)))

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
        self._row.setContentsMargins(14, 0, tokens.EDGE_RIGHT, 0)
        self._row.setSpacing(7)
        self._store = Words("", "hint")
        self._backup_mark = Mark("", size=14)
        self._backup = Words("", "hint")
        self._keys = Words("", "hint")
        self._row.addWidget(Icon("store", size=15))
        self._row.addWidget(self._store)
        self._row.addWidget(_separator())
        self._row.addWidget(self._backup_mark)
        self._row.addWidget(self._backup)
        self._row.addStretch(1)
        self._row.addWidget(self._keys)

    def _suit(self) -> None:
        """Leave the keys away where the facts need their room."""
        self._keys.show()
        self._keys.setVisible(self._row.sizeHint().width() <= self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._suit()

    def show_desk(self, facts: DeskFacts) -> None:
        """Say which store is open, and the keys that work on every page."""
        store = self.tr("Store {desk}, encrypted") if facts.keyed else self.tr("Store {desk}")
        if facts.practice:
            store = self.tr("Practice store {desk}")
        self._store.setText(store.format(desk=facts.desk))
        self._keys.setText(self.tr("Ctrl+1 to Ctrl+5 pages · Ctrl+Z undo"))
        self._suit()

    def show_copy(self, copied_at: datetime | None) -> None:
        """Say when the store was last copied and the copy verified."""
        self._backup_mark.set_meaning("warn" if copied_at is None else "ok")
        if copied_at is None:
            self._backup.setText(self.tr("No copy of the store yet"))
            self._suit()
            return
        said = self.tr("Verified copy of {day} at {hour}")
        day, hour = copied_at.strftime("%d/%m/%Y"), copied_at.strftime("%H:%M")
        self._backup.setText(said.format(day=day, hour=hour))
        self._suit()


def _separator() -> QWidget:
    line = QFrame()
    line.setProperty("part", "line")
    line.setFixedSize(1, 14)
    return line
