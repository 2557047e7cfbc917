"""How the exchange stands: what is not sent yet, who was heard when, what waits, what differs."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.exchange import FileLine, Peer, Waiting
from desktop.services import trust
from desktop.services.desk import Desk
from desktop.sync.cards import fingerprint, read_card


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another desk as a list shows it; `unconfirmed` operations it has not said to hold."""

    desk: str
    name: str
    chamber: str
    state: str
    office: bool
    fingerprint: str
    trusted_at: str | None
    heard_at: str | None
    unconfirmed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The exchange at a glance."""

    desk: str
    neighbours: tuple[Neighbour, ...]
    waiting: tuple[Waiting, ...]
    conflicts: int
    files: tuple[FileLine, ...]

    @property
    def unsent(self) -> Mapping[str, int]:
        """Give what is not sent yet, for each trusted desk that lacks something."""
        return {n.desk: n.unconfirmed for n in self.neighbours
                if n.unconfirmed and n.state == trust.TRUSTED}  # fmt: skip


def read(desk: Desk) -> Standing:
    """Read how the exchange stands."""
    with desk.store.exchanging() as exchange:
        neighbours = tuple(
            _neighbour(peer, exchange.waiting_operations(
                {writer: last for writer, (last, _) in peer.seen.items()}, peer.desk
            ))
            for peer in exchange.peers()
        )  # fmt: skip
        waiting, files = tuple(exchange.waiting()), tuple(exchange.files())
    return Standing(
        desk.store.identity.desk, neighbours, waiting, desk.store.conflict_count(), files
    )


def _neighbour(peer: Peer, unconfirmed: int) -> Neighbour:
    card = read_card(peer.card)
    return Neighbour(
        peer.desk, card.name, card.chamber, peer.state, peer.office, fingerprint(card),
        peer.trusted_at, peer.heard_at, unconfirmed,
    )  # fmt: skip
