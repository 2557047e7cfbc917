"""The desks that are known here, this desk's own card, and the card of another to be trusted."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from desktop.services import exchange, trust
from desktop.services.desk import Desk
from desktop.services.standing import Neighbour
from desktop.services.trust import Shown
from ui import spoken
from ui.models.table import PLAIN, Column, Look
from ui.pages.exchange_reading import Shelf
from ui.pages.exchange_words import ExchangeWords
from ui.widgets.cards import Card, column, on_canvas
from ui.widgets.flow import TwoColumns
from ui.widgets.labels import Words
from ui.widgets.qr import QrCode
from ui.widgets.tables import TableView
from ui.widgets.verbrow import Foot, VerbRow
from ui.widgets.verbs import Verb
from ui.workplace import Workplace

PathChooser = Callable[[str], Path | None]
_STATES = {
    trust.TRUSTED: Look("ok", "ok"),
    trust.KNOWN: Look("missing"),
    trust.REVOKED: Look("bad", "bad"),
}
_ASTRAY = Look("warn", "warn")
_QR = 176
_WIDTH = 720  # pixels: seven words stand on one line


def _of_trusted(one: Neighbour, count: int) -> str:
    """Give a count of what a desk lacks; of one that gets no file it says nothing."""
    return str(count) if one.state == trust.TRUSTED else spoken.NONE


class DesksPane(QWidget):
    """A table of desks, and below it the chosen one: its seven words, and what can be done."""

    send_wanted = Signal(str)
    trust_wanted = Signal(object)  # Neighbour

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._words = ExchangeWords(place.texts)
        self.neighbour: Neighbour | None = None
        self._wanted = ""  # the code of a desk that is to be the chosen one
        title = self.tr("Desks")
        card = Card(title, self.tr("in any order, late or twice: nothing is lost"))
        self.table: TableView[Neighbour] = TableView((
            Column(self.tr("Desk"), lambda n: spoken.joined(n.desk, n.name),
                   look=Look(strong=True)),
            Column(self.tr("State"), lambda n: place.texts.say("peer_state", n.state), 100,
                   look=lambda n: _STATES[n.state]),
            Column(self.tr("Last heard"), self._heard, 104,
                   look=lambda n: _ASTRAY if n.clock else PLAIN),
            Column(self.tr("Not confirmed"), lambda n: _of_trusted(n, n.unconfirmed), 70,
                   right=True),
            Column(self.tr("Not sent"), lambda n: _of_trusted(n, n.unsent), 70, right=True),
        ), title)  # fmt: skip
        card.add(self.table, padded=False)
        self._name, self._about = Words("", "card", wrap=True), Words("", "hint", wrap=True)
        self._print = Words("", "value", wrap=True)
        self._print.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._one = Card()
        self.clock = Words("", "warn", wrap=True)
        self._one.add(column(self._name, self._print, self._about, self.clock, gap=4))
        self.verbs = VerbRow()
        self.foot = Foot(Words("", "hint"), self.verbs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(on_canvas(card, self._one), 1)
        self.table.row_chosen.connect(self._show_one)
        self.table.opened.connect(lambda one: self.send_wanted.emit(one.desk))

    def _heard(self, one: Neighbour) -> str:
        heard = one.heard_at
        return spoken.day(spoken.rome(heard)) if heard else self.tr("never")

    def show_shelf(self, shelf: Shelf) -> None:
        """Show the desks."""
        before = self._wanted or (self.neighbour.desk if self.neighbour else "")
        self.table.rows.set_rows(shelf.neighbours)
        self.table.fit()
        place = self.table.rows.place_of(lambda n: n.desk == before)
        if place >= 0:
            self._wanted = ""
        self.neighbour = None
        self._one.setVisible(bool(shelf.neighbours))
        self.foot.setVisible(bool(shelf.neighbours))
        if shelf.neighbours:
            self.table.setCurrentIndex(self.table.rows.index(max(0, place), 0))

    def begin_with(self, code: str) -> None:
        """Choose a desk, once it is among those here."""
        self._wanted = code

    def enter(self) -> None:
        """Take the cursor to the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_one(self, one: Neighbour) -> None:
        self.neighbour = one
        self._name.setText(spoken.joined(one.desk, one.name))
        self._print.setText(one.fingerprint)
        state = self._place.texts.say("peer_state", one.spoken_state)
        since = self.tr("since {day}").format(day=spoken.moment(one.trusted_at))
        office = self.tr("regional office") if one.office else ""
        chamber = self.tr("chamber {code}").format(code=one.chamber)
        heard = self.tr("last heard {moment}").format(moment=spoken.moment(one.heard_at))
        self._about.setText(spoken.joined(
            state, since if one.trusted_at else "", heard if one.heard_at else "", chamber, office,
            by=", ",
        ))  # fmt: skip
        self.clock.setVisible(one.clock is not None)
        self.clock.setText(
            self.tr(
                "In its last file the clock there showed {there}: one of the two clocks is wrong."
            ).format(there=spoken.moment(one.clock))
        )
        send = Verb(self.tr("Prepare a file"), lambda: self.send_wanted.emit(one.desk), "export",
                    main=one.unsent > 0)  # fmt: skip
        revoke = Verb(self.tr("Revoke the trust"), self.ask_revoke, icon="remove")
        self.verbs.show_verbs((revoke, *self._comparing(one), send)
                              if one.state == trust.TRUSTED else self._comparing(one))  # fmt: skip
        self.foot.suit()

    def _comparing(self, one: Neighbour) -> tuple[Verb, ...]:
        """Give the verb that compares the words of a desk's card, where nobody did."""
        if one.compared:
            return ()
        trusted = one.state == trust.TRUSTED
        said = self.tr("Compare the words") if trusted else self.tr("Compare and trust")
        return (Verb(said, lambda: self.trust_wanted.emit(one), "check"),)

    def ask_revoke(self) -> None:
        """Ask before a desk is struck off."""
        one = self.neighbour
        if one is None:
            return
        said = self.tr(
            "Revoke the trust in {desk}? What it sent stays; nothing more of it is read."
        )
        self._place.question(
            said.format(desk=one.desk),
            Verb(self.tr("Revoke"), lambda: self._revoke(one.desk)),
            Verb(self.tr("Leave it"), self.enter),
        )

    def _revoke(self, code: str) -> None:
        def then(_peer: object) -> None:
            said = self.tr("{desk} is trusted no more; its card makes it so again.")
            self._place.say(said.format(desk=code))
            self._place.recount.emit()

        self._place.do(self, lambda desk: trust.revoke(desk, code), then)


class CardPane(QWidget):
    """This desk's own card: its seven words, its code, and the way to a file of it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.choose_path: PathChooser = self._ask_path
        self.shown: Shown | None = None
        self.words, self._whose = Words("", "name", wrap=True), Words("", "hint", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code = QrCode(_QR)
        how = self.tr(
            "Give the card’s file to the other desk, then read it these seven words, "
            "by telephone or in person: it trusts the card only if they are the same."
        )
        card = Card(self.tr("This desk’s card"), self.tr("public keys, nothing personal"))
        text = column(self._whose, self.words, Words(how, "hint", wrap=True), gap=8)
        cast("QVBoxLayout", text.layout()).addStretch(1)
        card.add(TwoColumns(text, self.code, least=_QR + 260, right_width=_QR, gap=20))
        card.setMaximumWidth(_WIDTH)
        self.foot = Foot(Words("", "hint"), VerbRow((
            Verb(self.tr("Write the card’s file"), self.write, icon="export", key="Ctrl+S",
                 main=True),
        )))  # fmt: skip
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(on_canvas(card), 1)

    def refetch(self) -> None:
        """Read the card; the keys are made when they are first needed."""
        self._place.do(self, lambda desk: trust.shown(trust.own_keys(desk)[-1].card), self._show)

    def _show(self, shown: Shown) -> None:
        self.shown = shown
        self._whose.setText(spoken.joined(shown.desk, shown.name))
        self.words.setText(shown.fingerprint)
        self.code.show_text(f"{shown.desk} {shown.fingerprint}")

    def enter(self) -> None:
        """Take the cursor to what can be done."""
        self.foot.verbs.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """Write the card where the person says."""
        path = self.choose_path(f"{self._place.facts.desk}.sportello-card")
        if path is None:
            return

        def then(shown: Shown) -> None:
            self._place.say(self.tr("Written: {path}").format(path=shown.path))

        self._place.do(self, lambda desk: trust.write_own(desk, path), then)

    def _ask_path(self, name: str) -> Path | None:
        folder = Path(self._place.settings.exchange_folder or Path.home())
        chosen, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Write the card’s file"), str(folder / name),
            self.tr("Card (*.sportello-card)"),
        )  # fmt: skip
        return Path(chosen) if chosen else None


class TrustPane(QWidget):
    """The card of another desk: its seven words, to be compared; Enter confirms in place."""

    closed = Signal()
    trusted = Signal(str)  # the code of the desk

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._words = ExchangeWords(place.texts)
        self.shown: Shown | None = None
        self._trust: Callable[[Desk], Shown] | None = None
        self._title = Words("", "card", wrap=True)
        self.words = Words("", "name", wrap=True)
        self._how = Words("", "body", wrap=True)
        card = Card(self.tr("Card of another desk"))
        self.state = card.note
        card.add(column(self._title, self.words, self._how, gap=8))
        card.setMaximumWidth(_WIDTH)
        self.verbs = VerbRow((
            Verb(self.tr("Leave"), self.closed.emit, key="Esc"),
            Verb(self.tr("They are the same: trust it"), self.confirm, icon="check",
                 key="Ctrl+Return", main=True),
        ))  # fmt: skip
        self._said = Words("", "hint")
        self.foot = Foot(self._said, self.verbs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(on_canvas(card), 1)

    def show_file(self, shown: Shown, path: Path) -> None:
        """Show the card of a file."""
        self._show(shown, lambda desk: trust.trust(desk, path, shown.fingerprint), trusted=False)

    def show_known(self, one: Neighbour) -> None:
        """Show the card of a desk that is known by a file of another, or trusted uncompared."""
        shown = Shown(one.desk, one.name, one.fingerprint, one.office)
        self._show(
            shown, lambda desk: trust.trust_known(desk, one.desk, one.fingerprint),
            trusted=one.state == trust.TRUSTED,
        )  # fmt: skip

    def _show(self, shown: Shown, call: Callable[[Desk], Shown], *, trusted: bool) -> None:
        self.shown, self._trust = shown, call
        same = self.tr("They are the same") if trusted else self.tr("They are the same: trust it")
        self.verbs.buttons[-1].say(same)
        self.state.setText(
            self.tr("trusted, words not compared") if trusted else self.tr("not trusted yet")
        )
        differs = self.tr("If one word differs, the card is not that desk’s.")
        revoke = self.tr("If one word differs, the card is not that desk’s: revoke the trust.")
        self._said.setText(revoke if trusted else differs)
        self.foot.suit()
        office = self.tr("regional office") if shown.office else ""
        self._title.setText(spoken.joined(shown.desk, shown.name, office))
        self.words.setText(shown.fingerprint)
        how = self.tr("Let {name} read the seven words on its own card to you, by telephone or in "
                      "person. Are they these?")  # fmt: skip
        self._how.setText(how.format(name=shown.name or shown.desk))

    def enter(self) -> None:
        """Take the cursor to the answer."""
        self.verbs.buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Trust the desk; what waited for that is applied at once."""
        call, shown = self._trust, self.shown
        if call is None or shown is None:
            return

        def trusted(desk: Desk) -> int:
            call(desk)
            return exchange.retry(desk)

        def then(operations: int) -> None:
            said = self.tr("{desk} is trusted.").format(desk=shown.desk)
            if operations:
                more = self.tr("{changes} that waited for it went in.")
                said += " " + more.format(changes=self._words.changes(operations))
            self._place.say(said)
            self.trusted.emit(shown.desk)
            self._place.recount.emit()

        self._place.do(self, trusted, then)
