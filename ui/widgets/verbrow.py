"""Verbs in a row that give way: first the caps of their keys go, then all but the last fold."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from desktop.typed import override
from ui import icons, tokens
from ui.widgets.cards import empty
from ui.widgets.labels import ElidedWords
from ui.widgets.lines import in_two
from ui.widgets.verbs import STEP_BACK, Verb, VerbButton, key_in_words

_GAP = 9
_SOME_WORDS = 160  # pixels at the foot of a page
_IN_TWO = 0.65  # of the width of one line, in which words stand on two lines
_ARROW, _SIGN, _SMALL_PAD = 20, 18, 10


class VerbRow(QWidget):
    """Buttons of verbs, the main one last. What does not fit folds into a button with a menu.

    The keys of folded verbs work on: they belong to the row. `rare` verbs stand in the menu
    always, so that nobody takes away by mistake what is shown.
    """

    def __init__(self, verbs: Sequence[Verb] = (), rare: Sequence[Verb] = ()) -> None:
        super().__init__()
        self._rare = tuple(rare)
        self.buttons: tuple[VerbButton, ...] = ()
        self._verbs: tuple[Verb, ...] = ()
        self._folded: tuple[Verb, ...] = ()
        self._keys: list[QShortcut] = []
        self._instead: dict[VerbButton, Callable[[], object]] = {}
        self._room = 0
        self.stays = 1  # how many verbs never fold, the last ones
        fixed = QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self.more = VerbButton(Verb("…", self._pop))
        self.more.setAccessibleName(self.tr("More"))
        self.more.setToolTip(self.tr("More"))
        self._row.addWidget(self.more)
        self.more.hide()
        self.show_verbs(verbs)

    def show_verbs(self, verbs: Sequence[Verb]) -> None:
        """Show verbs in place of those before; their keys work from now on."""
        self._row.removeWidget(self.more)
        empty(self._row)
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self._verbs, self._keys, self._instead = tuple(verbs), [], {}
        self.buttons = tuple(VerbButton(verb, keyed=False) for verb in verbs)
        self._row.addWidget(self.more)
        for verb, button in zip(self._verbs, self.buttons, strict=True):
            self._row.addWidget(button)
            button.show()  # at once: it may get the cursor
            if verb.key and verb.key != STEP_BACK:
                key = QShortcut(QKeySequence(verb.key), self)
                key.activated.connect(self._runs(verb, button))
                self._keys.append(key)
        if self._room:
            self.fit(self._room)

    def show_rare(self, rare: Sequence[Verb]) -> None:
        """Let other verbs stand in the menu always."""
        self._rare = tuple(rare)
        if self._room:
            self.fit(self._room)

    def _runs(self, verb: Verb, button: VerbButton) -> Callable[[], object]:
        """Give what a verb's key does: nothing while its button is away; put off, what leads on."""

        def run() -> None:
            if button.isVisible() or verb in self._folded:
                does = verb.run if button.isEnabled() else self._instead.get(button)
                if does is not None:
                    does()

        return run

    @property
    def folded(self) -> tuple[Verb, ...]:
        """Give the verbs that stand in the menu now."""
        return (*self._folded, *self._rare)

    def natural(self, *, bare: bool = False) -> int:
        """Give the room that all verbs take with the caps of their keys, or `bare` of them."""
        return self._wide(self._away(), bare=bare)

    def _away(self) -> tuple[VerbButton, ...]:
        """Give the buttons that a page has put away itself."""
        return tuple(b for b in self.buttons if b.property("away"))

    def put_away(self, button: VerbButton, *, on: bool) -> None:
        """Take a verb away for now, or bring it back."""
        button.setProperty("away", on)
        button.setVisible(not on)
        if self._room:
            self.fit(self._room)

    def put_off(self, button: VerbButton, why: str, instead: Callable[[], object]) -> None:
        """Disable a verb and tell why, its key does something `instead`; or enable it again."""
        self._instead[button] = instead
        button.setEnabled(not why)
        button.tell(why)

    def _wide(self, without: Sequence[VerbButton], *, bare: bool) -> int:
        shown = [button for button in self.buttons if button not in without]
        wide = sum(button.natural(bare=bare) for button in shown)
        folds = bool(self._rare) or any(button not in self._away() for button in without)
        wide += self.more.natural(bare=True) if folds else 0
        return wide + _GAP * max(0, len(shown) + int(folds) - 1)

    def fit(self, room: int) -> None:
        """Show what fits into a room: with caps, without, then ever fewer verbs."""
        self._room = room
        away = self._away()
        here = [button for button in self.buttons if button not in away]
        bare = self._wide(away, bare=False) > room
        folded = 0
        most = len(here) - self.stays
        while folded < most and self._wide((*away, *here[:folded]), bare=bare) > room:
            folded += 1
        gone = here[:folded]
        for button in here:
            button.set_bare(on=bare)
            button.setVisible(button not in gone)
        self._folded = tuple(v for v, b in zip(self._verbs, self.buttons, strict=True) if b in gone)
        self.more.setVisible(bool(self.folded))
        self._row.activate()  # at once: while it is hidden Qt asks for no more room in its name

    def _pop(self) -> None:
        """Offer the folded verbs in a menu."""
        menu = QMenu(self.more)
        menu.aboutToHide.connect(menu.deleteLater)
        for verb in self.folded:
            words = f"{verb.text}\t{key_in_words(verb.key)}" if verb.key else verb.text
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, run=verb.run: run())
            action.setEnabled(all(b.isEnabled() for b in self.buttons if b.verb is verb))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 2)))
        menu.setActiveAction(menu.actions()[0])

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the verbs that never fold and the menu of the others."""
        here = [button for button in self.buttons if button not in self._away()]
        folded = here[: len(here) - self.stays]
        return QSize(self._wide((*self._away(), *folded), bare=True), tokens.FIELD)


class NameWords(ElidedWords):
    """A name that goes on in a second line where it does not fit into one, and is cut after it.

    `short` it has one line, in letters a little smaller.
    """

    def __init__(self) -> None:
        super().__init__("", "name")
        self.short = False
        self.setMinimumHeight(tokens.FIELD)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def least(self) -> int:
        """Give the width in which the name stands whole in the lines that it has."""
        if self.short:
            return self.natural()
        words = self.text().split(" ")
        wide = self.fontMetrics().horizontalAdvance
        cuts = range(1, len(words))
        halves = ((wide(" ".join(words[:n])), wide(" ".join(words[n:]))) for n in cuts)
        return min((max(both) + 2 for both in halves), default=self.natural())

    def _lines(self, wide: int) -> list[str]:
        return [self.text()] if self.short else in_two(self.text(), wide, self.fontMetrics())

    def suit(self, wide: int) -> None:
        """Be as high as the lines are that the name takes in so much room."""
        lines = len(self._lines(wide))
        self.setFixedHeight(max(tokens.FIELD, lines * self.fontMetrics().height() + 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics, box = self.fontMetrics(), self.contentsRect()
        lines = self._lines(box.width())
        top = box.top() + (box.height() - len(lines) * metrics.height()) / 2
        for place, said in enumerate(lines):
            cut = metrics.elidedText(said, Qt.TextElideMode.ElideRight, box.width())
            line = QRectF(0, top + place * metrics.height(), box.width(), metrics.height())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, cut)


class BackArrow(VerbButton):
    """The way back to the list, an arrow before the name of what is shown."""

    @override
    def natural(self, *, bare: bool) -> int:
        return tokens.FIELD

    @override
    def sizeHint(self) -> QSize:
        return QSize(tokens.FIELD, tokens.FIELD)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self._paint_box(painter, tokens.of(self.palette()))
        place = QRectF((self.width() - _ARROW) / 2, (self.height() - _ARROW) / 2, _ARROW, _ARROW)
        icons.paint(painter, self.verb.icon, place, words)


class OnButton(VerbButton):
    """A small button that leads on: its arrow stands after its word and points away from it."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self._paint_box(painter, tokens.of(self.palette()))
        box = QRectF(self.rect()).adjusted(_SMALL_PAD, 0, -_SMALL_PAD, 0)
        painter.setPen(QColor(words))
        painter.setFont(self.font())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        place = QRectF(box.right() - _SIGN, (self.height() - _SIGN) / 2, _SIGN, _SIGN)
        icons.paint(painter, self.verb.icon, place, words)


class TitleRow(QWidget):
    """A name and the verbs at its right; before it an arrow back, where there is a list behind.

    Where room lacks the caps of the keys go, then the name takes two lines, then verbs fold.
    """

    back_wanted = Signal()

    def __init__(self, name: NameWords, verbs: VerbRow) -> None:
        super().__init__()
        self._name, self.verbs = name, verbs
        verb = Verb(self.tr("Back to the list"), self.back_wanted.emit, icon="left",
                    key=STEP_BACK, quiet=True)  # fmt: skip
        self.back = BackArrow(verb)
        self.back.setToolTip(f"{verb.text} ({key_in_words(verb.key)})")
        self.back.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.back, 0, top)
        row.addWidget(name, 1)
        row.addWidget(verbs, 0, top)

    def show_back(self, *, on: bool) -> None:
        """Show the arrow back, or take it away."""
        self.back.setVisible(on)
        self.suit()

    def show_short(self, *, on: bool) -> None:
        """Have one line for the name, for which all verbs may fold, or two as it needs them."""
        self._name.short = on
        self._name.set_look("title" if on else "name")
        self.verbs.stays = 0 if on else 1
        self.verbs.updateGeometry()
        self.suit()

    def suit(self) -> None:
        """Share the room between the name and the verbs."""
        room = self.width() - _GAP - (0 if self.back.isHidden() else self.back.width() + _GAP)
        whole = self._name.natural()
        one_line = whole + self.verbs.natural(bare=True) <= room
        most = room - self.verbs.minimumSizeHint().width()
        self.verbs.fit(room - (whole if one_line else min(self._name.least(), most)))
        self._name.suit(room - self.verbs.sizeHint().width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.suit()


class Foot(QFrame):
    """The bar at the foot of a page: a mark and what there is to say, key hints, the verbs last.

    Where room lacks the hints go first, then verbs fold, then the words take two lines.
    """

    def __init__(
        self, words: QLabel, verbs: VerbRow, *, hints: Sequence[QWidget] = (),
        mark: QWidget | None = None, left: int = tokens.EDGE,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("part", "foot")
        self.setFixedHeight(tokens.BAR)
        words.setWordWrap(True)
        self._words, self._hints, self._mark, self.verbs = words, tuple(hints), mark, verbs
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(left, 0, tokens.EDGE_RIGHT, 0)
        self._row.setSpacing(_GAP)
        for widget in filter(None, (mark, words, *hints)):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(verbs)
        self._idle: set[QWidget] = set()

    def leave_out(self, hint: QWidget, *, on: bool) -> None:
        """Leave a hint away that says nothing now, or bring it back."""
        (self._idle.add if on else self._idle.discard)(hint)
        self.suit()

    def suit(self) -> None:
        """Share the room out; called again when the words or the verbs change."""
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - _GAP
        room -= self._mark.minimumWidth() + _GAP if self._mark is not None else 0  # of fixed size
        self._words.ensurePolished()
        self._words.setVisible(bool(self._words.text()))
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 2
        hints = [hint for hint in self._hints if hint not in self._idle]
        wanted = sum(hint.sizeHint().width() + _GAP for hint in hints)
        fits = words + wanted + self.verbs.natural() <= room
        for hint in self._hints:
            hint.setVisible(fits and hint in hints)
        self.verbs.fit(room - min(words, room // 2, round(words * _IN_TWO)))
        left = room - self.verbs.sizeHint().width() - (wanted if fits else 0)
        self._words.setFixedWidth(max(0, min(words, left)))

    @override
    def minimumSizeHint(self) -> QSize:
        """Ask for the least that the verbs need, and some words in front of them."""
        return QSize(self.verbs.minimumSizeHint().width() + _SOME_WORDS, tokens.BAR)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.suit()
