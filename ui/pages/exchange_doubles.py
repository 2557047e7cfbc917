"""One firm registered twice: which of the two stays, and with which values of each."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.domain.records import Firm
from desktop.services import joining
from desktop.services.desk import Changed, Desk
from desktop.services.joining import Differing, Double
from ui import spoken, tokens
from ui.pages.exchange_words import ExchangeWords
from ui.widgets.cards import Card, Line, empty, scrolled
from ui.widgets.labels import KeyHint, Words
from ui.widgets.offers import Offer, OfferRow
from ui.widgets.panes import EmptyWords, Pile
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb, key_in_words
from ui.workplace import Workplace

_NOTHING: tuple[object, ...] = (None, "", [], {}, ())


@dataclass(frozen=True, slots=True)
class Pair:
    """Two firms that hold the same code, and the fields in which they differ."""

    code: str
    firms: tuple[Firm, Firm]
    fields: tuple[Differing, ...]
    more: int  # firms with that code besides these two


@dataclass(frozen=True, slots=True)
class Doubles:
    """What waits: the pairs, the first two of each group."""

    pairs: tuple[Pair, ...]


def read(desk: Desk) -> Doubles:
    """Gather the queue."""
    return Doubles(tuple(map(_pair, joining.queue(desk))))


def _pair(double: Double) -> Pair:
    one, other = double.firms[:2]
    return Pair(double.code, (one, other), joining.differing(one, other), len(double.firms) - 2)


class DoublesPane(QWidget):
    """The queue, one pair at a time. The first row says which firm stays, the others its values."""

    opened = Signal(object)  # the id of a firm

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._words = ExchangeWords(place.texts)
        self.pair: Pair | None = None
        self.rows: list[OfferRow] = []
        self._pairs: tuple[Pair, ...] = ()
        self._at = 0
        self._wanted = ""  # the id of a firm whose pair is to be shown
        self._enter = False
        inside = QWidget()
        inside.setProperty("part", "canvas")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._cards.setSpacing(tokens.GAP)
        self._empty, self._pile = EmptyWords(), Pile()
        self._pile.addWidget(scrolled(inside))
        self._pile.addWidget(self._empty)
        self._verbs = VerbRow((
            Verb(self.tr("Not the same firm"), self.keep_apart, key="Ctrl+D"),
            Verb(self.tr("Later"), self.put_off, key="Esc"),
            Verb(self.tr("Merge them"), self.merge, key="Ctrl+Return"),
        ))  # fmt: skip
        hints = (KeyHint("← →", self.tr("choose")), KeyHint("↑ ↓", self.tr("row")),
                 KeyHint(key_in_words("D"), self.tr("later")))  # fmt: skip
        self._said = Words("", "hint")
        self.foot = Foot(self._said, self._verbs, hints=hints)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._pile, 1)

    def refetch(self) -> None:
        """Read the queue again."""
        self._place.ask(self, "doubles", read, self._show)

    def begin_with(self, firm: str) -> None:
        """Show the pair of a firm, once the queue is read."""
        self._wanted = firm

    def enter(self) -> None:
        """Take the cursor to the first row, once it is here."""
        self._enter = True
        if self.rows:
            self._enter = False
            self.rows[0].enter()

    def _show(self, held: Doubles) -> None:
        wanted, self._wanted = self._wanted, ""
        if held.pairs == self._pairs and self.rows and not wanted:
            return
        self._pairs = held.pairs
        at = (n for n, pair in enumerate(held.pairs) if wanted in (str(f.id) for f in pair.firms))
        self._at = next(at, min(self._at, max(0, len(held.pairs) - 1)))
        self._show_pair()

    def _show_pair(self) -> None:
        focus = QApplication.focusWidget()
        had = focus is not None and any(row.isAncestorOf(focus) for row in self.rows)
        empty(self._cards)
        self.rows = []
        self.pair = self._pairs[self._at] if self._pairs else None
        self.foot.setVisible(self.pair is not None)
        if self.pair is None:
            self._empty.say(self.tr("No double waits: each code belongs to one firm."))
            self._pile.setCurrentWidget(self._empty)
            return
        self._cards.addWidget(self._card(self.pair))
        after = self.tr("Sessions and applications of both are read under the one that stays; "
                        "the other’s number leads there. It can be parted again.")  # fmt: skip
        self._cards.addWidget(Words(after, "hint", wrap=True))
        self._cards.addStretch(1)
        self._pile.setCurrentIndex(0)
        self._say()
        if had or self._enter:
            self.enter()

    def _card(self, pair: Pair) -> Card:
        place = self.tr("{place} of {total}").format(place=self._at + 1, total=len(self._pairs))
        note = spoken.joined(self.tr("same code {code}").format(code=pair.code), place)
        if pair.more:
            more = self.tr("{count} more with this code").format(count=pair.more)
            note = spoken.joined(note, more)
        card = Card(self.tr("Is this one firm?"), note)
        stays = OfferRow(self.tr("Which one stays"), (), [self._firm(f) for f in pair.firms])
        self.rows = [stays, *(self._row(held) for held in pair.fields)]
        for row in self.rows:
            row.stepped.connect(self._step)
            row.put_off.connect(lambda _row: self.put_off())
            row.decided.connect(lambda row: self._step(row, 1))
            row.chosen.connect(lambda _row: self._say())
            card.add(row, padded=False)
            if row is not self.rows[-1]:
                card.add(Line(), padded=False)
        return card

    def _firm(self, firm: Firm) -> Offer:
        office = firm.registered_office
        town = spoken.town(office.town, office.province) if office else ""
        made = datetime.fromtimestamp((firm.id.int >> 80) / 1000, tz=UTC)  # a UUIDv7 begins so
        since = self.tr("registered on {day}").format(day=spoken.moment(made))
        return Offer(firm.name, spoken.joined(town, since, by=", "))

    def _row(self, held: Differing) -> OfferRow:
        """Give a field's row; where one value is missing the other is chosen."""
        register = held.register
        values = (held.one, held.other)
        offers = [
            Offer(
                self._words.told(Firm.KIND, register, value, {}), "", missing=value in _NOTHING
            )
            for value in values
        ]  # fmt: skip
        row = OfferRow(self._words.field(Firm.KIND, register), (), offers)
        there = [n for n, offer in enumerate(offers) if not offer.missing]
        row.choose(there[0] if len(there) == 1 else None)
        return row

    def _step(self, row: OfferRow, by: int) -> None:
        place = max(0, min(self.rows.index(row) + by, len(self.rows) - 1))
        self.rows[place].enter()

    # --- deeds ------------------------------------------------------------------------------

    @property
    def stays(self) -> Firm | None:
        """Give the firm that stays; None as long as none is chosen."""
        place = self.rows[0].choice if self.rows else None
        return None if self.pair is None or place is None else self.pair.firms[place]

    def _taken(self, pair: Pair, loser: int) -> list[str]:
        """Give the fields whose value is the one of the firm that goes."""
        rows = zip(pair.fields, self.rows[1:], strict=True)
        return [held.register.name for held, row in rows if row.choice == loser]

    def _say(self) -> None:
        stays = self.stays
        self._verbs.buttons[-1].set_main(on=stays is not None)
        if stays is None:
            self._said.setText(self.tr("Choose the firm that stays."))
        else:
            said = self.tr("“{name}” stays; a field without a choice keeps its value.")
            self._said.setText(said.format(name=stays.name))
        self.foot.suit()

    def merge(self) -> None:
        """Merge the two as it was chosen."""
        pair, stays = self.pair, self.stays
        if pair is None or stays is None:
            self._place.say(self.tr("Choose the firm that stays, by the arrows."), "info")
            self.enter()
            return
        loser = 1 - pair.firms.index(stays)
        gone = pair.firms[loser]
        names = self._taken(pair, loser)
        self._place.do(
            self, lambda desk: joining.join(desk, gone.id, stays.id, names),
            partial(self._merged, gone, stays),
        )  # fmt: skip

    def _merged(self, gone: Firm, stays: Firm, changed: Changed) -> None:
        self._enter = True
        said = self.tr("“{gone}” is merged into “{name}”.")
        self._place.wrote(changed, said.format(gone=gone.name, name=stays.name))
        self._place.recount.emit()

    def put_off(self) -> None:
        """Go on to the next pair; this one waits on."""
        if self._pairs:
            self._at = (self._at + 1) % len(self._pairs)
            self._enter = True
            self._show_pair()

    def keep_apart(self) -> None:
        """Note that the two are not one firm: they wait no longer."""
        pair = self.pair
        if pair is None:
            return
        ids = [firm.id for firm in pair.firms]

        def then(_none: None) -> None:
            self._enter = True
            self._place.say(self.tr("Noted at this desk: they are two firms."))
            self._place.recount.emit()

        self._place.do(self, lambda desk: joining.keep_apart(desk, ids), then)
