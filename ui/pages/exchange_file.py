"""A file of the exchange: what is in it before it is applied, what it changed after."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar, cast
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from db.exchange import FileLine
from desktop.domain.codecs import ROME
from desktop.domain.problems import DeskError
from desktop.services import arrivals, exchange, trust
from desktop.services.arrivals import Arrived, Brought
from desktop.services.desk import Changed, Desk
from desktop.services.exchange import Looked, Received
from desktop.services.undo import Undone
from desktop.services.watch import Watch
from desktop.sync import cards
from ui import spoken, tokens
from ui.models.table import Column, Look
from ui.pages import exchange_reading
from ui.pages.exchange_reading import After, Shelf
from ui.pages.exchange_words import ExchangeWords, moment, size
from ui.widgets.cards import Card, empty, scrolled
from ui.widgets.checks import CheckCell, Legend
from ui.widgets.flow import flowing
from ui.widgets.labels import Words
from ui.widgets.steps import Shares
from ui.widgets.tables import TableView
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import CANCELLED, Workplace

T = TypeVar("T")
_SIGNED, _OURS, _GAP, _WHOLE = range(4)
_FAULTS = {
    "signature-bad": _SIGNED, "sender-unknown": _SIGNED, "sender-revoked": _SIGNED,
    "frame-signature": _SIGNED, "card-bad": _SIGNED, "card-newer": _SIGNED,
    "not-for-us": _OURS, "practice": _OURS, "own-file": _OURS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A file as the list has it: at hand, noted, or both."""

    sha256: bytes
    arrived: Arrived | None
    line: FileLine | None

    @property
    def is_done(self) -> bool:
        """Tell whether it brought something."""
        line = self.line
        return line is not None and not line.out and bool(line.applied)


class FilePane(QWidget):
    """Shows the file that is chosen in the list, with what can be done with it."""

    opened = Signal(object)  # the id of a firm
    conflicts_wanted = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._words = ExchangeWords(place.texts)
        self.item: Item | None = None
        self.looked: Looked | None = None
        self.after: After | None = None
        self.cells: tuple[CheckCell, ...] = ()
        self.legends: tuple[Legend, ...] = ()
        self.table: TableView[Brought] | None = None
        self._shelf: Shelf | None = None
        inside = QWidget()
        inside.setProperty("part", "canvas")
        self._cards = QVBoxLayout(inside)
        self._cards.setContentsMargins(tokens.EDGE, 14, tokens.EDGE_RIGHT, 14)
        self._cards.setSpacing(tokens.GAP)
        self._said, self._verbs = Words("", "hint"), VerbRow()
        self.foot = Foot(self._said, self._verbs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scrolled(inside), 1)

    @property
    def said(self) -> str:
        """Give what is said at the foot."""
        return self._said.text()

    # --- showing ----------------------------------------------------------------------------

    def show_item(self, item: Item, shelf: Shelf) -> None:
        """Show a file; what is in it, or what it brought, is read in the background."""
        again = self.item is not None and self.item.sha256 == item.sha256
        self.item, self._shelf = item, shelf
        if not again:
            self.looked = self.after = None
            self._show([self._head(self._title(), "")], "")
        line = item.line
        if line is not None and line.out:
            self._show_sent(line)
        elif item.is_done:
            self._read_after(item)
        elif item.arrived is None:
            self._show_gone(cast("FileLine", line))
        else:
            self._look(item.arrived)

    def _show(self, cards: Sequence[QWidget], said: str, *verbs: Verb) -> None:
        focus = QApplication.focusWidget()
        had = focus is not None and self._verbs.isAncestorOf(focus)
        empty(self._cards)
        for card in cards:
            self._cards.addWidget(card)
        self._cards.addStretch(1)
        self._said.setText(said)
        self._verbs.show_verbs(verbs)
        self.foot.suit()
        if had and self._verbs.buttons:
            self._verbs.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def enter(self) -> None:
        """Take the cursor to what can be done."""
        if self._verbs.buttons:
            self._verbs.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _title(self) -> str:
        item = cast("Item", self.item)
        desk = self.looked.desk if self.looked else ""
        desk = desk or (item.line.desk if item.line else "")
        desk = desk or (item.arrived.sender if item.arrived else "")
        if not desk:
            return item.arrived.path.name if item.arrived else (item.line.file if item.line else "")
        name = self.looked.name if self.looked else cast("Shelf", self._shelf).name_of(desk)
        out = item.line is not None and item.line.out
        said = self.tr("File for {desk}") if out else self.tr("File from {desk}")
        return spoken.joined(said.format(desk=desk), name, by=", ")

    def _head(self, title: str, note: str) -> Card:
        card = Card(title, note)
        item = cast("Item", self.item)
        path = item.arrived.path if item.arrived else None
        name = path.name if path else item.line.file if item.line else ""
        if name != title:
            words = Words(name, "hint", wrap=True)
            words.setToolTip(str(path) if path else "")
            card.add(words)
        return card

    # --- before -----------------------------------------------------------------------------

    def _look(self, arrived: Arrived) -> None:
        digest = arrived.sha256

        def then(looked: Looked) -> None:
            if self.item is not None and self.item.sha256 == digest:
                self.looked = looked
                self._show_before(looked)

        def failed(error: BaseException) -> None:
            if self.item is None or self.item.sha256 != digest:
                return
            if isinstance(error, DeskError):
                self._show_refused(error)
            else:
                self._place.fail(error)

        path = arrived.path

        def call(desk: Desk, watch: Watch) -> Looked:
            if path.name.endswith(cards.SUFFIX):
                trust.read_file(path)  # a card that can be read does not come here
            return exchange.inspect(desk, path, watch)

        self._place.take_time(self, self.tr("Reading the file"), call, then, failed)

    def _show_before(self, looked: Looked) -> None:
        made = spoken.moment(datetime.fromtimestamp(looked.made / 1000, tz=ROME))
        note = self.tr("prepared by {operator} on {moment}")
        card = self._head(self._title(), note.format(operator=looked.operator, moment=made))
        self.cells = self._checks(looked)
        self._add_checks(card)
        shares = Shares()
        parts = self._parts(looked)
        shares.show_parts([(tone, number) for tone, number, _ in parts])
        card.add(shares)
        self.legends = tuple(Legend(*part) for part in parts)
        card.add(flowing(self.legends, gap=22))
        if looked.new:
            card.add(Words(self._sum(looked), "body", wrap=True))
        back = self.tr("You can undo the whole file later too: what was changed since stays.")
        cards: list[QWidget] = [card, Words(back, "hint", wrap=True)]
        self._show(cards, self._safe(looked), *self._verbs_before(looked))

    def _safe(self, looked: Looked) -> str:
        if looked.new or looked.held:
            return self.tr("Nothing has changed so far.")
        return self.tr("All of it is here already: applying it only confirms that.")

    def _verbs_before(self, looked: Looked) -> tuple[Verb, ...]:
        said = self.tr("Apply the file")
        if looked.new:
            said = self.tr("Apply {what}").format(what=self._words.changes(looked.new))
        aside = Verb(self.tr("Put aside"), self.put_aside, key="Esc")
        apply = Verb(said, self.apply, key="Ctrl+Return", main=True)
        waits = self.item is not None and self.item.line is None
        return (aside, apply) if waits else (apply,)

    def _add_checks(self, card: Card) -> None:
        card.add(flowing(self.cells, gap=14, lines=10, equal=True))

    def _checks(self, looked: Looked) -> tuple[CheckCell, ...]:
        since = looked.trusted_at
        known = self.tr("{desk}, key known since {day}")
        signed = known.format(
            desk=looked.desk,
            day=spoken.day(datetime.fromisoformat(since).astimezone(ROME).date()) if since else "–",
        )
        whole = spoken.joined(
            self._words.changes(looked.operations), size(looked.size, self._place.language), by=", "
        )
        if looked.parts > 1:
            part = self.tr("part {part} of {parts}").format(part=looked.part, parts=looked.parts)
            whole = spoken.joined(whole, part, by=", ")
        waits = exchange_reading.waits_for(looked.waits_for)
        gap = CheckCell("ok", self.tr("Nothing missing"), self.tr("it goes on from what is here"))
        if looked.held:
            why = self._words.why(looked.reason, looked.desk, waits)
            gap = CheckCell("warn", self.tr("Something is missing"), why.rstrip("."))
        ours = self.tr("addressed to {desk}").format(desk=self._place.facts.desk)
        return (
            CheckCell("ok", self.tr("Signature valid"), signed),
            CheckCell("ok", self.tr("For this desk"), ours), gap,
            CheckCell("ok", self.tr("Content whole"), whole),
        )  # fmt: skip

    def _parts(self, looked: Looked) -> list[tuple[str, int, str]]:
        """Give the shares of the file: what goes in by itself, is here, waits; the conflicts."""
        conflicts = looked.conflicts or 0
        alone = max(0, looked.new - conflicts)
        goes = self.tr("goes in by itself") if alone == 1 else self.tr("go in by themselves")
        decide = self.tr("conflicts to decide, all values stay")
        if conflicts == 1:
            decide = self.tr("conflict to decide, both values stay")
        waits = self.tr("waits") if looked.held == 1 else self.tr("wait")
        parts = [("ok", alone, goes), ("warn", conflicts, decide),
                 ("soft", looked.held, waits),
                 ("missing", looked.here, self.tr("here already"))]  # fmt: skip
        return [part for part in parts if part[1]]

    def _sum(self, looked: Looked) -> str:
        """Say how many of its changes go in, with those that are to be decided, and where."""
        said = self.tr("Of {total} changes {new} go in; they touch {what}.")
        if looked.conflicts:
            said = self.tr("{new} of {total} changes go in, those to decide included; "
                           "they touch {what}.")  # fmt: skip
        if looked.new == 1:
            said = self.tr("Of {total} changes 1 goes in; it touches {what}.")
        if looked.new == looked.operations:
            said = self.tr("All {total} changes go in; they touch {what}.")
            said = self.tr("It touches {what}.") if looked.new == 1 else said
        what = self._words.counts(looked.kinds)
        return said.format(total=looked.operations, new=looked.new, what=what)

    def _show_refused(self, error: DeskError) -> None:
        """Say which check the file does not pass; the ones after it were not reached."""
        item = cast("Item", self.item)
        reason = str(error.details) if error.code == "bundle-refused" else ""
        desk = error.values.get("desk", "")
        why = self._words.why(reason, desk, "", **_strings(error.values))
        why = why or self._place.texts.refusal(error)
        at = _FAULTS.get(reason, _WHOLE)
        names = (self.tr("Signature"), self.tr("Recipient"), self.tr("Order"), self.tr("Content"))
        fails, unseen = self.tr("fails"), self.tr("not looked at")
        self.cells = tuple(
            CheckCell("bad" if n == at else "missing", name, fails if n == at else unseen)
            for n, name in enumerate(names)
        )
        card = self._head(self._title(), self.tr("cannot be accepted"))
        card.add(Words(why, "value", wrap=True))
        self._add_checks(card)
        aside = Verb(self.tr("Put aside"), self._note_refused, key="Esc", main=True)
        verbs = (aside,) if item.line is None else ()
        self._show([card], self.tr("Nothing of it was read into the register."), *verbs)

    def _show_gone(self, line: FileLine) -> None:
        """Show a file that is noted and no longer at hand."""
        why = self._words.why(line.state if line.state == arrivals.ASIDE else line.reason,
                              line.desk, self._waits_for(line))  # fmt: skip
        card = self._head(self._title(), spoken.moment(line.at))
        if why:
            card.add(Words(why, "value", wrap=True))
        said = self.tr("The file is not at hand: drop it on the window again to read it.")
        if line.state == exchange.PARKED and line.reason != exchange.INTERRUPTED:
            said = self.tr("What it holds is kept here and goes in by itself, as soon as it can.")
        self._show([card], said)

    def _waits_for(self, line: FileLine) -> str:
        return cast("Shelf", self._shelf).awaits.get(line.desk, "")

    # --- deeds ------------------------------------------------------------------------------

    def put_aside(self) -> None:
        """Put the file off: it stays where it is."""
        arrived = self.item.arrived if self.item else None
        if arrived is None:
            return
        sender = self.looked.desk if self.looked else arrived.sender

        def call(desk: Desk) -> None:
            arrivals.put_aside(desk, arrived.path, sender=sender)

        self._place.do(self, call, lambda _none: self._place.recount.emit())

    def _note_refused(self) -> None:
        """Let it be refused, and noted so; what it was refused for may be gone meanwhile."""
        arrived = self.item.arrived if self.item else None
        if arrived is not None:
            path, then = arrived.path, partial(self._received, arrived.sha256)
            self._place.do(self, lambda desk: exchange.receive(desk, path), then)

    def apply(self) -> None:
        """Apply the file, with progress; what is in it then is said by `received`."""
        arrived = self.item.arrived if self.item else None
        if arrived is None:
            return
        path = arrived.path
        self._run(
            self.tr("Applying the file"),
            lambda desk, watch: exchange.receive(desk, path, watch),
            partial(self._received, arrived.sha256),
        )  # fmt: skip

    def _received(self, digest: bytes, done: Received) -> None:
        way_back = partial(self._take_back, digest) if done.operations else None
        self._place.hub.came(Changed(_named(digest), done.touched), way_back)
        self._place.recount.emit()
        changes = self._words.changes(done.operations)
        why = self._words.why(done.reason, done.desk, **_strings(done.values or {}))
        if done.state == exchange.APPLIED and done.conflicts:
            said = self.tr("Applied: {changes}, {conflicts} to decide.").format(
                changes=changes, conflicts=self._words.conflicts(done.conflicts)
            )
            decide = Verb(self.tr("Decide the conflicts"), self.conflicts_wanted.emit)
            self._place.say(said, "warn", decide)
        elif done.state == exchange.APPLIED:
            self._place.say(self.tr("Applied: {changes}.").format(changes=changes))
        elif done.state == exchange.DUPLICATE:
            self._place.say(self.tr("All of it was here already: nothing has changed."), "info")
        elif done.state == exchange.PARKED:
            waits = exchange_reading.waits_for(str((done.values or {}).get("waits_for", "")))
            why = self._words.why(done.reason, done.desk, waits)
            self._place.say(spoken.joined(self.tr("Put aside."), why, by=" "), "warn")
        else:
            self._place.say(spoken.joined(self.tr("Refused: nothing has changed."), why, by=" "),
                            "bad")  # fmt: skip

    def undo(self) -> None:
        """Take back all that the file brought; what was changed since stays and is said."""
        self._take_back(cast("Item", self.item).sha256)

    def _take_back(self, digest: bytes) -> None:
        def then(undone: Undone) -> None:
            self._place.hub.went_back(_named(digest), undone.changed)
            self._place.recount.emit()
            kept = len({one.record for one in undone.kept})
            if kept:
                said = self.tr("Undone in part: {count} records were changed since and stay.")
                self._place.say(said.format(count=kept), "warn")
            else:
                self._place.say(self.tr("Undone: what the file brought is as it was before."))

        self._run(
            self.tr("Undoing the file"),
            lambda desk, watch: exchange.undo(desk, digest, watch), then,
        )  # fmt: skip

    def _run(self, doing: str, call: Callable[[Desk, Watch], T], then: Callable[[T], None]) -> None:
        def failed(error: BaseException) -> None:
            if isinstance(error, DeskError):
                self._place.refuse(error)
                if error.code not in CANCELLED:
                    self._place.recount.emit()
            else:
                self._place.fail(error)

        self._place.take_time(self, doing, call, then, failed)

    # --- after ------------------------------------------------------------------------------

    def _read_after(self, item: Item) -> None:
        digest = item.sha256

        def then(after: After) -> None:
            if self.item is not None and self.item.sha256 == digest:
                self.after = after
                self._show_after(cast("FileLine", self.item.line), after)

        self._place.ask(self, "after", lambda desk: exchange_reading.after(desk, digest), then)

    def _show_after(self, line: FileLine, after: After) -> None:
        card = self._head(self._title(), spoken.moment(line.at))
        said = self.tr("Applied: {changes}.").format(changes=self._words.changes(line.operations))
        if line.conflicts:
            said = self.tr("Applied: {changes}, {conflicts} found.").format(
                changes=self._words.changes(line.operations),
                conflicts=self._words.conflicts(line.conflicts),
            )
        if line.undone:
            said = self.tr("Applied and undone: {changes}.").format(
                changes=self._words.changes(line.operations)
            )
        elif exchange_reading.is_half(line):
            said = self._words.why(line.reason, line.desk)
        card.add(Words(said, "value", wrap=True))
        verbs = [] if line.undone else [Verb(self.tr("Undo the whole file"), self.undo, "undo")]
        open_ = cast("Shelf", self._shelf).conflicts
        if exchange_reading.is_half(line) and self.item is not None and self.item.arrived:
            go_on = Verb(self.tr("Apply the rest"), self.apply, key="Ctrl+Return", main=True)
            verbs.append(go_on)
        elif open_ and line.conflicts and not line.undone:
            verbs.append(Verb(self.tr("Decide the conflicts"), self.conflicts_wanted.emit,
                              key="Ctrl+Return", main=True))  # fmt: skip
        foot = self.tr("What was changed since stays when the file is undone.")
        self._show([card, self._changed(after)], "" if line.undone else foot, *verbs)

    def _changed(self, after: After) -> Card:
        """Give the table of what the file changed; Enter opens a firm."""
        note = ""
        if after.untold:
            note = self.tr("and {count} changes more").format(count=after.untold)
        card = Card(self.tr("What it changed"), note)
        self.table = TableView((
            Column(self.tr("Record"), lambda one: one.name, look=Look(strong=True)),
            Column(self.tr("Kind"), lambda one: self._words.many(one.kind, 1), 130),
            Column(self.tr("What"), self._what),
            Column(self.tr("Who"), self._who, 104, look=Look(quiet=True)),
            Column(self.tr("When"), lambda one: moment(one.at), 142),
        ), self.tr("What it changed"))  # fmt: skip
        self.table.rows.set_rows(after.brought)
        self.table.fit()
        self.table.opened.connect(lambda one: self.opened.emit(one.firm) if one.firm else None)
        card.add(self.table, padded=False)
        return card

    def _who(self, one: Brought) -> str:
        """Say who wrote, and where if that is not the desk that the file is from."""
        line = self.item.line if self.item else None
        return spoken.joined(
            one.operator, "" if line and line.desk == one.desk else one.desk, by=", "
        )

    def _what(self, one: Brought) -> str:
        if one.removed:
            return self.tr("removed")
        if one.made:
            return self.tr("new")
        return ", ".join(self._place.texts.field(one.kind, name) for name in one.fields)

    def _show_sent(self, line: FileLine) -> None:
        card = self._head(self._title(), spoken.moment(line.at))
        left = next((n.unconfirmed for n in cast("Shelf", self._shelf).neighbours
                     if n.desk == line.desk), 0)  # fmt: skip
        said = self.tr("Sent: {changes}.").format(changes=self._words.changes(line.operations))
        card.add(Words(said, "value", wrap=True))
        state = self.tr("{desk} has confirmed all that is here.")
        if left:
            state = self.tr("{desk} has not confirmed {changes} yet; the next file carries them.")
        told = state.format(desk=line.desk, changes=self._words.changes(left))
        card.add(Words(told, "hint", wrap=True))
        self._show([card], "")


def _named(digest: bytes) -> UUID:
    """Name what a file brought among what can be undone: its transactions are another desk's."""
    return UUID(bytes=digest[:16])


def _strings(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if name not in ("desk", "path")}
