"""Whether frames that came are to be believed, and what they say of this desk's own chain."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from db.exchange import Exchange, Waiting
from desktop.frames import Frame, FrameError, Opened, WriterId, opened
from desktop.services import marks, trust
from desktop.services.desk import Desk
from desktop.sync.bundle import is_signed
from desktop.sync.cards import read_card
from desktop.sync.plan import Held

FORKED = "forked"
_PARTED = "parted"  # the setting that names own writers whose chain is not the accepted one
PROGRAMME = "programme."  # what the names of built-in writers begin with
Seen = Mapping[str, tuple[int, bytes]]


class Judge:
    """Says of frames whether they are new here, and whether their writers are trusted."""

    def __init__(self, desk: Desk, exchange: Exchange) -> None:
        self._exchange = exchange
        self._whose = desk.store.identity.desk
        self._peers = {peer.desk: peer for peer in exchange.peers()}
        self._cards = trust.cards_of(self._peers.values())
        self._own = tuple(read_card(card) for _, card in exchange.own_keys())
        self._seen = exchange.seen()

    def is_fresh(self, frame: Frame) -> bool:
        """Tell whether a frame holds what is not here; one that tells otherwise is `forked`.

        Of this desk's own writers what differs is fresh too: `heal` says what it means.
        """
        writer = WriterId.parse(frame.writer)
        if writer.private:
            raise FrameError("private-writer")
        last, _ = self._seen.get(frame.writer, (0, b""))
        if frame.last > last:
            return True
        held = self._exchange.chain_at(frame.writer, frame.last)
        if writer.desk == self._whose:
            return held != frame.chain
        if held is not None and held != frame.chain:
            built_in = frame.writer.startswith(PROGRAMME)
            raise FrameError("programme-differs" if built_in else FORKED, frame.writer)
        return False

    def sorted_out(self, frames: Iterable[Frame]) -> tuple[tuple[Opened, ...], tuple[Held, ...]]:
        """Open what is trusted; what is not waits. A wrong signature refuses the whole file."""
        good: list[Opened] = []
        waiting: list[Held] = []
        for frame in frames:
            doubt = self.doubt(frame)
            if doubt is None:
                good.append(opened(frame))
            else:
                waiting.append(Held(frame, doubt, WriterId.parse(frame.writer).desk))
        self._compare(good)
        return tuple(good), tuple(waiting)

    def _compare(self, good: Iterable[Opened]) -> None:
        """Follow each writer's chain from what is here through the frames that came."""
        ends = dict(self._seen)
        for one in sorted(good, key=lambda o: (o.frame.writer, o.frame.first)):
            frame = one.frame
            last, chain = ends.get(frame.writer, (0, b""))
            points = {frame.first - 1: frame.previous, **one.chains}
            own = WriterId.parse(frame.writer).desk == self._whose
            # what is here ends with a transaction: in the same chain one ends there too
            meets = frame.first <= last + 1 and last <= frame.last
            if not own and meets and points.get(last) != chain:
                raise FrameError(FORKED, frame.writer)
            if frame.last > last:
                ends[frame.writer] = (frame.last, frame.chain)

    def doubt(self, frame: Frame) -> str | None:
        """Give why a frame's writer is not believed here; a wrong signature is an error."""
        code = WriterId.parse(frame.writer).desk
        if frame.writer.startswith(PROGRAMME):
            return None
        peer = self._peers.get(code)
        if code != self._whose and (peer is None or peer.state == trust.KNOWN):
            return "writer-unknown"
        cards = self._own if code == self._whose else self._cards[code]
        if not is_signed(frame, cards):
            raise FrameError("frame-signature")
        if peer is not None and peer.state == trust.REVOKED:
            return None if frame.last <= peer.accepted.get(frame.writer, 0) else "writer-revoked"
        return None

    def believed(self, waiting: Iterable[Waiting]) -> Iterator[Opened]:
        """Open what waited and may be applied now; what turns out bad waits on, and says why."""
        for held in waiting:
            try:
                if self.doubt(held.frame) is None:
                    yield opened(held.frame)
            except FrameError as wrong:
                if held.reason != wrong.reason:
                    self._exchange.park(replace(held, reason=wrong.reason))


def heal(desk: Desk, told: Seen, frames: Collection[Opened]) -> None:
    """See in a peer's file that our own chain was not the accepted one, and make it good.

    Where a frame shows the place at which the two part, what nobody accepted is written again
    under a new incarnation; else what comes next is, and the accepted chain is asked for.
    """
    with desk.store.exchanging() as exchange:
        own, seen = exchange.own(), exchange.seen()
        chains = _Chains(exchange, seen)
        forks = [w for w in own if w in told and chains.differs(w, *told[w], frames)]
        common = {writer: chains.common(writer, frames) for writer in forks}
        cuts = {writer: after for writer, after in common.items() if after is not None}
        _remember(exchange, {w for w in forks if w not in cuts}, cuts)
        latest = own[-1]
        behind = latest in told and told[latest][0] > seen.get(latest, (0, b""))[0]
    if cuts:
        # what was written after such a chain builds on it: it goes along, but for what is accepted
        later = own[min(map(own.index, cuts)) :]
        desk.store.rehome({w: told.get(w, (0, b""))[0] for w in later} | cuts)
    elif behind or latest in forks:
        desk.store.renew()
    else:
        return
    marks.write(desk)


def confirmed(exchange: Exchange) -> dict[str, tuple[int, bytes]]:
    """Give how far each writer is here, as other desks are told.

    Of an own writer whose chain is not the accepted one nothing is told: it is sent again.
    """
    parted = json.loads(exchange.setting(_PARTED) or "[]")
    return {writer: at for writer, at in exchange.seen().items() if writer not in parted}


def _remember(exchange: Exchange, parted: Collection[str], healed: Collection[str]) -> None:
    known = set(json.loads(exchange.setting(_PARTED) or "[]"))
    now = (known | set(parted)) - set(healed)
    if now != known:
        exchange.put_setting(_PARTED, json.dumps(sorted(now)))


class _Chains:
    """Compares our own chain with what a file tells of it."""

    def __init__(self, exchange: Exchange, seen: Seen) -> None:
        self._exchange = exchange
        self._seen = seen

    def _at(self, writer: str, seq: int) -> bytes | None:
        return self._exchange.chain_at(writer, seq) if seq else b""

    def differs(self, writer: str, last: int, chain: bytes, frames: Collection[Opened]) -> bool:
        """Tell whether the accepted chain of a writer is another than ours."""
        mine, _ = self._seen.get(writer, (0, b""))
        points = {seq: at for one in frames for seq, at in _points(one, writer)} | {last: chain}
        return any(seq <= mine and self._at(writer, seq) != at for seq, at in points.items())

    def common(self, writer: str, frames: Collection[Opened]) -> int | None:
        """Give the number after which the two part; None when no frame shows it."""
        for one in frames:
            points = list(_points(one, writer))
            for (seq, at), (following, next_at) in pairwise(points):
                parts = self._at(writer, following) != next_at
                if self._at(writer, seq) == at and parts:
                    return seq
        return None


def _points(one: Opened, writer: str) -> Iterator[tuple[int, bytes]]:
    if one.frame.writer == writer:
        yield one.frame.first - 1, one.frame.previous
        yield from one.chains.items()
