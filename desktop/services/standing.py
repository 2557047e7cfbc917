"""How the exchange stands: what is not sent yet, who was heard when, what waits, what differs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from db.exchange import Exchange, FileLine, Peer, Waiting
from desktop.domain.problems import DeskError
from desktop.frames import WriterId
from desktop.services import arrivals, joining, trust
from desktop.services.desk import Desk
from desktop.sync.cards import fingerprint, read_card

_COUNTED = 5_000  # operations that are counted by kind before they leave


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another desk as a list shows it.

    `unconfirmed` operations it has not said to hold; `unsent` are in no file for it yet. `clock`
    is what its clock showed in its last file, where it and ours cannot both be right. It is not
    `compared` when it was trusted here without the words of its card; where it is not trusted
    there is nothing to say (None).
    """

    desk: str
    name: str
    chamber: str
    state: str
    office: bool
    fingerprint: str
    trusted_at: str | None
    heard_at: str | None
    unconfirmed: int
    unsent: int
    clock: str | None = None
    compared: bool | None = None

    @property
    def spoken_state(self) -> str:
        """Give the state as people are told it, a key of the phrases `peer_state`."""
        return "uncompared" if self.compared is False else self.state


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


@dataclass(frozen=True, slots=True)
class Due:
    """What the exchange asks of people: changes in no file yet, files to read, conflicts, doubles.

    `silent` tells that no desk is trusted yet, so that nothing can be sent.
    """

    unsent: int
    to_read: int
    conflicts: int
    doubles: int = 0
    silent: bool = False

    @property
    def work(self) -> int:
        """Give what waits for somebody: files to read, conflicts and doubles."""
        return self.to_read + self.conflicts + self.doubles


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a file for a desk would hold; `kinds` is None where there is too much to count."""

    desk: str
    name: str
    operations: int
    unsent: int
    kinds: Mapping[str, int] | None
    blobs: int
    size: int


def read(desk: Desk) -> Standing:
    """Read how the exchange stands."""
    with desk.store.exchanging() as exchange:
        neighbours = tuple(_neighbour(exchange, peer) for peer in exchange.peers())
        waiting, files = tuple(exchange.waiting()), tuple(exchange.files())
    return Standing(
        desk.store.identity.desk, neighbours, waiting, desk.store.conflict_count(), files
    )


def _confirmed(peer: Peer) -> dict[str, int]:
    return {writer: last for writer, (last, _) in peer.seen.items()}


def _neighbour(exchange: Exchange, peer: Peer) -> Neighbour:
    card = read_card(peer.card)
    compared = exchange.is_compared(peer.desk) if peer.state == trust.TRUSTED else None
    return Neighbour(
        peer.desk, card.name, card.chamber, peer.state, peer.office, fingerprint(card),
        peer.trusted_at, peer.heard_at,
        exchange.waiting_operations(_confirmed(peer), peer.desk),
        exchange.waiting_operations(exchange.sent_to(peer), peer.desk),
        exchange.clock_of(peer.desk), compared,
    )  # fmt: skip


def due(
    desk: Desk, folder: Path | None, handed: Iterable[Path] = (), *, doubles: bool = False
) -> Due:
    """Count what the exchange asks for; doubles only where they are asked for."""
    with desk.store.exchanging() as exchange:
        peers = [peer for peer in exchange.peers() if peer.state == trust.TRUSTED]
        unsent = _in_no_file(exchange, peers)
    fresh = sum(one.is_new for one in arrivals.at_hand(desk, folder, handed))
    return Due(
        unsent, fresh, desk.store.conflict_count(),
        len(joining.queue(desk)) if doubles else 0, silent=not peers,
    )  # fmt: skip


def _in_no_file(exchange: Exchange, peers: Iterable[Peer]) -> int:
    """Count the operations that some trusted desk was not sent yet, each once."""
    levels = [(peer.desk, exchange.sent_to(peer)) for peer in peers]
    found = 0
    for writer, (last, _) in exchange.seen().items():
        if not writer.startswith("programme."):
            owner = WriterId.parse(writer).desk
            sent = [held.get(writer, 0) for desk, held in levels if desk != owner]
            found += max((last - min(last, level) for level in sent), default=0)
    return found


def leaving(desk: Desk, to: str) -> Leaving:
    """Tell what a file for a desk would hold, before it is written."""
    with desk.store.exchanging() as exchange:
        peer = exchange.peer(to.upper())
        if peer is None or peer.state != trust.TRUSTED:
            raise DeskError("peer-unknown", desk=to)
        found = exchange.kinds_above(_confirmed(peer), peer.desk, _COUNTED)
        blobs = exchange.blobs_for(peer)
        neighbour = _neighbour(exchange, peer)
    kinds = None if found is None else {kind: len(held) for kind, held in sorted(found.items())}
    return Leaving(
        peer.desk, neighbour.name, neighbour.unconfirmed, neighbour.unsent, kinds, len(blobs),
        sum(size for _, size in blobs),
    )  # fmt: skip
