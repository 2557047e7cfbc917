"""Export files out and in: what leaves for whom, what came, what it waits for.

A file is checked whole before a row is touched; then each frame is applied in a transaction of
its own, in the order of `desktop.sync.plan`. What cannot be applied yet is kept and waits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from db.exchange import Exchange, FileLine, Peer, Waiting
from desktop import __version__
from desktop.domain.problems import DeskError
from desktop.domain.records import Erasure
from desktop.files import read_whole, write_whole
from desktop.frames import Frame, FrameError, Opened, WriterId, opened
from desktop.services import marks, trust
from desktop.services.desk import Desk, changed
from desktop.services.undo import Undone
from desktop.services.watch import ALONE, Watch
from desktop.sync.bundle import (
    FILE_LIMIT,
    FORMAT,
    SUFFIX,
    Bundle,
    BundleError,
    Manifest,
    is_signed,
    read_bundle,
    shared_out,
    write_bundle,
)
from desktop.sync.cards import Card, read_card
from desktop.sync.plan import Held, plan

APPLIED, DUPLICATE, PARKED, REFUSED = "applied", "duplicate", "parked", "refused"
_PROGRAMME = "programme."  # what the names of built-in writers begin with


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file: applied, here already, waiting or refused, and why."""

    file: str
    state: str
    reason: str | None = None
    desk: str = ""
    operations: int = 0
    conflicts: int = 0
    records: frozenset[tuple[str, bytes]] = frozenset()  # kind and id of what was touched
    values: Mapping[str, str] | None = None

    @property
    def touched(self) -> frozenset[tuple[str, UUID]]:
        """Give the records that were written, as a `Changed` names them."""
        return frozenset((kind, UUID(bytes=record)) for kind, record in self.records)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is in a file, before it is applied."""

    file: str
    desk: str
    operator: str
    made: int
    part: int
    parts: int
    operations: int
    new: int
    waiting: int
    blobs: int
    size: int
    known: bool
    kinds: Mapping[str, int]


# --- out ------------------------------------------------------------------------------------


def export(
    desk: Desk, to: str, out: Path, *, attachments: bool = True, watch: Watch = ALONE
) -> list[Path]:
    """Write what a desk has not confirmed; at least one file, which confirms what came from it."""
    keys = trust.own_keys(desk)[-1]
    with desk.store.exchanging() as exchange:
        peer = exchange.peer(to.upper())
        if peer is None or peer.state != trust.TRUSTED:
            raise DeskError("peer-unknown", desk=to)
        for frame in exchange.seal():
            exchange.sign(frame, keys.sign(frame.signed()))
        roster = (
            trust.own_roster(desk, exchange, keys) if keys.card.office
            else trust.saved_roster(exchange)
        )  # fmt: skip
    marks.write(desk)
    with desk.store.exchanging() as exchange:
        seen = {writer: last for writer, (last, _) in peer.seen.items()}
        frames = [f for f in exchange.frames_above(seen) if not _is_lost(f, peer)]
        blobs = exchange.blobs_for(peer) if attachments else []
        manifest = Manifest(
            format=FORMAT, reader=FORMAT, program=__version__, id=b"",
            practice=desk.store.identity.practice, sender=desk.store.identity.desk,
            recipients=(), made=round(desk.now().timestamp() * 1000), operator=desk.operator,
            part=1, parts=1, seen=exchange.seen(), lacking=tuple(sorted(exchange.lacking())),
            cards=(keys.bytes, *(p.card for p in exchange.peers())), roster=roster,
            frames=(), blobs=(),
        )  # fmt: skip
    shares = shared_out(frames, blobs)
    paths: list[Path] = []
    for part, (some, hashes) in enumerate(shares, start=1):
        watch.look(part - 1, len(shares))
        with desk.store.exchanging() as exchange:
            files = [exchange.blob(held) for held in hashes]
        told = replace_manifest(manifest, desk.new_id().bytes, part, len(shares))
        data = write_bundle(told, some, files, keys, [read_card(peer.card)])
        paths.append(_write(desk, out, peer.desk, data, sum(f.last - f.first + 1 for f in some)))
    return paths


def _is_lost(frame: Frame, peer: Peer) -> bool:
    """Tell whether a frame is beyond what is read of a desk that was struck off."""
    return WriterId.parse(frame.writer).desk == peer.desk and peer.state == trust.REVOKED


def replace_manifest(manifest: Manifest, bundle: bytes, part: int, parts: int) -> Manifest:
    """Give the manifest of one of several files."""
    from msgspec.structs import replace as with_values  # noqa: PLC0415 - a name of its own

    return with_values(manifest, id=bundle, part=part, parts=parts)


def _write(desk: Desk, out: Path, to: str, data: bytes, operations: int) -> Path:
    """Write a file beside, put it in place, read it back; its name holds nothing personal."""
    moment = desk.now().strftime("%Y%m%d-%H%M%S")
    out.mkdir(parents=True, exist_ok=True)
    stem, number = f"{desk.store.identity.desk}-{to}-{moment}", 1
    while (path := out / f"{stem}-{number}{SUFFIX}").exists():
        number += 1
    write_whole(path, data)
    if sha256(path.read_bytes()).digest() != sha256(data).digest():
        raise DeskError("file-not-written", path=str(path), why="-")
    with desk.store.exchanging() as exchange:
        exchange.put_file(FileLine(
            sha256(data).digest(), out=True, desk=to, file=path.name, at=_now(desk),
            state="written", operations=operations,
        ))  # fmt: skip
    return path


def _now(desk: Desk) -> str:
    return desk.now().isoformat(timespec="milliseconds")


# --- in -------------------------------------------------------------------------------------


def receive(desk: Desk, path: Path, watch: Watch = ALONE) -> Received:
    """Take a file in. Whatever is wrong with it is named, and then nothing of it is applied."""
    try:
        data = read_whole(path, FILE_LIMIT)
    except DeskError as unread:
        return Received(path.name, REFUSED, unread.code, values=unread.values)
    digest = sha256(data).digest()
    with desk.store.exchanging() as exchange:
        known = exchange.file(digest)
    if known is not None and known.state == APPLIED and not known.out:
        return Received(path.name, DUPLICATE, None, known.desk)
    try:
        checked = _checked(desk, read_bundle(data, trust.own_keys(desk)))
    except (BundleError, FrameError) as wrong:
        values = wrong.values if isinstance(wrong, BundleError) else {}
        done = Received(path.name, REFUSED, wrong.reason, values=values)
    except DeskError as wrong:
        done = Received(path.name, REFUSED, wrong.code, values=wrong.values)
    else:
        done = _take(desk, path.name, checked, digest, watch)
    if done.state != APPLIED:
        _note(desk, digest, done, ())
    return done


@dataclass(frozen=True, slots=True)
class _Checked:
    """A bundle that passed every check: its frames beyond what is here, and those not to trust."""

    bundle: Bundle
    frames: tuple[Opened, ...]
    distrusted: tuple[Held, ...]


def _checked(desk: Desk, bundle: Bundle, *, only_look: bool = False) -> _Checked:
    """Check a bundle against what is known here; raises `BundleError` or `FrameError`.

    What it says of desks and of our own chain is taken in, unless it is only looked at.
    """
    manifest = bundle.manifest
    with desk.store.exchanging() as exchange:
        _check_sender(desk, bundle, exchange.peers())
        if not only_look:
            trust.learn(desk, exchange, manifest.cards, manifest.roster)
        seen, judge = exchange.seen(), _Judge(desk, exchange)
        fresh = [f for f in bundle.frames if judge.is_fresh(f, seen)]
    frames, distrusted = judge.sorted_out(fresh)
    if not only_look:
        _heal(desk, manifest, frames)
    return _Checked(bundle, frames, distrusted)


def _check_sender(desk: Desk, bundle: Bundle, peers: Iterable[Peer]) -> None:
    """Refuse a file of a desk that is not trusted, not signed by it, or not for this desk."""
    manifest, whose = bundle.manifest, desk.store.identity
    peer = next((p for p in peers if p.desk == manifest.sender), None)
    if manifest.sender == whose.desk:
        raise BundleError("own-file")
    if peer is None or peer.state == trust.KNOWN:
        raise BundleError("sender-unknown", desk=manifest.sender[:12])
    if peer.state == trust.REVOKED:
        raise BundleError("sender-revoked", desk=peer.desk)
    cards = tuple(map(read_card, peer.cards))
    if not bundle.is_by(_with_newer(cards, manifest.cards)):
        raise BundleError("signature-bad", desk=peer.desk)
    if whose.desk not in manifest.recipients:
        raise BundleError("not-for-us")
    if manifest.practice != whose.practice:
        raise BundleError("practice")


def _with_newer(cards: tuple[Card, ...], told: Iterable[bytes]) -> tuple[Card, ...]:
    """Add the sender's newer card where its older one vouches for it."""
    newer = [card for card in map(read_card, told) if card.succeeds(cards[-1])]
    return (*cards, *newer)


class _Judge:
    """Says of frames whether they are new here, and whether their writers are trusted."""

    def __init__(self, desk: Desk, exchange: Exchange) -> None:
        self._exchange = exchange
        self._whose = desk.store.identity.desk
        self._peers = {peer.desk: peer for peer in exchange.peers()}
        self._cards = trust.cards_of(self._peers.values())
        self._own = tuple(read_card(card) for _, card in exchange.own_keys())

    def is_fresh(self, frame: Frame, seen: Mapping[str, tuple[int, bytes]]) -> bool:
        """Tell whether a frame holds what is not here; one that tells otherwise is `forked`."""
        writer = WriterId.parse(frame.writer)
        if writer.private:
            raise FrameError("private-writer")
        last, chain = seen.get(frame.writer, (0, b""))
        if frame.first == last + 1 and last and frame.previous != chain:
            raise FrameError("forked")
        if frame.last > last:
            return True
        if writer.desk != self._whose:
            held = self._exchange.chain_at(frame.writer, frame.last)
            if held is not None and held != frame.chain:
                built_in = frame.writer.startswith(_PROGRAMME)
                raise FrameError("programme-differs" if built_in else "forked")
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
        return tuple(good), tuple(waiting)

    def doubt(self, frame: Frame) -> str | None:
        """Give why a frame's writer is not believed here; a wrong signature is an error."""
        code = WriterId.parse(frame.writer).desk
        if frame.writer.startswith(_PROGRAMME):
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


def _heal(desk: Desk, manifest: Manifest, frames: Collection[Opened]) -> None:
    """See in a peer's file that our own chain was not the accepted one, and make it good.

    What nobody accepted is written again under a new incarnation; where more is known elsewhere
    than is here, what comes next is written under a new one.
    """
    with desk.store.exchanging() as exchange:
        own, seen = exchange.own(), exchange.seen()
        forks = {
            writer: last
            for writer, (last, chain) in manifest.seen.items()
            if writer in own
            and last <= seen.get(writer, (0, b""))[0]
            and exchange.chain_at(writer, last) != chain
        }
        common = {writer: _common(exchange, writer, frames) for writer in forks}
        behind = any(
            last > seen.get(writer, (0, b""))[0]
            for writer, (last, _) in manifest.seen.items()
            if writer == own[-1]
        )
    for writer in forks:
        desk.store.rehome(writer, common[writer])
    if behind and not forks:
        desk.store.renew()
    if behind or forks:
        marks.write(desk)


def _common(exchange: Exchange, writer: str, frames: Collection[Opened]) -> int:
    """Give the last number up to which our chain and the accepted one are the same."""
    best = 0
    for one in frames:
        if one.frame.writer != writer:
            continue
        points = {one.frame.first - 1: one.frame.previous, **one.chains}
        for seq, chain in points.items():
            if seq > best and exchange.chain_at(writer, seq) == chain:
                best = seq
    return best


def _take(desk: Desk, file: str, checked: _Checked, digest: bytes, watch: Watch) -> Received:
    """Apply what can be applied, keep what waits, note what the sender has confirmed."""
    manifest = checked.bundle.manifest
    with desk.store.exchanging() as exchange:
        for held in checked.distrusted:
            exchange.park(_waiting(desk, held, manifest.sender))
    applied, touched, conflicts = _apply(desk, checked.frames, manifest.sender, watch)
    mine = {(o.frame.writer, o.frame.first) for o in checked.frames}
    ranges = tuple((f.writer, f.first, f.last) for f in applied)
    operations = sum(f.last - f.first + 1 for f in applied if (f.writer, f.first) in mine)
    with desk.store.exchanging() as exchange:
        wanted = exchange.lacking()
        for held_hash, data in checked.bundle.blobs:
            if held_hash in wanted:
                exchange.put_blob(held_hash, data)
        peer = exchange.peer(manifest.sender)
        if peer is not None:
            exchange.put_peer(replace(
                peer, heard_at=_now(desk), seen=manifest.seen, lacking=manifest.lacking
            ))  # fmt: skip
        waits = {(w.frame.writer, w.frame.first): w for w in exchange.waiting()}
    left = next((waits[key] for key in sorted(mine) if key in waits), None)
    if checked.distrusted and left is None:
        first = checked.distrusted[0]
        left = waits.get((first.frame.writer, first.frame.first))
    news = any(not f.writer.startswith(_PROGRAMME) for f in checked.bundle.frames)
    state = APPLIED if operations else PARKED if left else DUPLICATE if news else APPLIED
    reason = left.reason if left else None
    values = {"waits_for": left.waits_for} if left else None
    done = Received(file, state, reason, manifest.sender, operations, conflicts, touched, values)
    _note(desk, digest, done, ranges)
    _clear_up(desk, touched)
    return done


def _clear_up(desk: Desk, touched: Collection[tuple[str, bytes]]) -> None:
    """Leave nothing behind of what an order among the received work erased."""
    if any(kind == Erasure.KIND.name for kind, _ in touched):
        marks.keep_erasures(desk)
    desk.store.scrub()


def _apply(
    desk: Desk, offered: Iterable[Opened], sender: str, watch: Watch
) -> tuple[list[Frame], frozenset[tuple[str, bytes]], int]:
    """Apply frames that came and frames that waited, as far as they can be."""
    with desk.store.exchanging() as exchange:
        judge = _Judge(desk, exchange)
        parked = exchange.waiting()
        seen = {writer: last for writer, (last, _) in exchange.seen().items()}
        kept = [w for w in parked if w.frame.last > seen.get(w.frame.writer, 0)]
        for past in parked:
            if past not in kept:
                exchange.unpark(past.frame)
        believed, _ = judge.sorted_out(w.frame for w in kept if judge.doubt(w.frame) is None)
        frames = {(o.frame.writer, o.frame.first, o.frame.chain): o for o in (*offered, *believed)}
        needed = {record for o in frames.values() for record in o.needs.records}
        todo = plan(seen, frames.values(), exchange.here(needed))
        senders = {(w.frame.writer, w.frame.first): w.desk for w in parked}
        for held in todo.wait:
            whose = senders.get((held.frame.writer, held.frame.first), sender)
            exchange.park(_waiting(desk, held, whose))
    touched: set[tuple[str, bytes]] = set()
    conflicts = 0
    for place, one in enumerate(todo.apply):
        watch.look(place, len(todo.apply))
        merged = desk.store.merge(one)
        touched |= merged.touched
        conflicts += merged.conflicts
    return [one.frame for one in todo.apply], frozenset(touched), conflicts


def _waiting(desk: Desk, held: Held, sender: str) -> Waiting:
    return Waiting(held.frame, held.reason, held.waits_for, _now(desk), sender)


def _note(
    desk: Desk, digest: bytes, done: Received, ranges: tuple[tuple[str, int, int], ...]
) -> None:
    with desk.store.exchanging() as exchange:
        known = exchange.file(digest)
        if known is not None and known.applied and not ranges:
            return
        exchange.put_file(FileLine(
            digest, out=False, desk=done.desk, file=done.file, at=_now(desk), state=done.state,
            reason=done.reason, operations=done.operations, conflicts=done.conflicts,
            applied=ranges,
        ))  # fmt: skip


def retry(desk: Desk) -> int:
    """Try again what waits, after a desk was trusted; gives how many operations were applied."""
    applied, touched, _ = _apply(desk, (), "", ALONE)
    _clear_up(desk, touched)
    return sum(frame.last - frame.first + 1 for frame in applied)


# --- looking --------------------------------------------------------------------------------


def inspect(desk: Desk, path: Path) -> Looked:
    """Tell what is in a file without applying it; what would be refused is refused."""
    data = read_whole(path, FILE_LIMIT)
    try:
        checked = _checked(desk, read_bundle(data, trust.own_keys(desk)), only_look=True)
    except (BundleError, FrameError) as wrong:
        values = wrong.values if isinstance(wrong, BundleError) else {}
        raise DeskError("bundle-refused", wrong.reason, path=path.name, **values) from wrong
    manifest = checked.bundle.manifest
    with desk.store.exchanging() as exchange:
        seen = {writer: last for writer, (last, _) in exchange.seen().items()}
        needed = {record for o in checked.frames for record in o.needs.records}
        todo = plan(seen, checked.frames, exchange.here(needed))
        known = exchange.file(sha256(data).digest()) is not None
    return Looked(
        path.name, manifest.sender, manifest.operator, manifest.made, manifest.part,
        manifest.parts, sum(f.last - f.first + 1 for f in checked.bundle.frames),
        sum(o.frame.last - o.frame.first + 1 for o in todo.apply),
        len(todo.wait) + len(checked.distrusted), len(checked.bundle.blobs), len(data), known,
        _kinds(todo.apply),
    )  # fmt: skip


def _kinds(frames: Iterable[Opened]) -> dict[str, int]:
    """Count the records that frames write, by kind."""
    from desktop.domain.records import BY_WIRE  # noqa: PLC0415 - for this count alone

    found: dict[str, set[bytes]] = {}
    for group in _groups(frames):
        if group[0] in BY_WIRE:
            found.setdefault(BY_WIRE[group[0]].name, set()).add(group[1])
    return {kind: len(records) for kind, records in sorted(found.items())}


def _groups(frames: Iterable[Opened]) -> Iterator[tuple[int, bytes]]:
    for one in frames:
        for _, groups in one.parts:
            yield from ((g.kind, g.record) for g in groups if g is not None)


def undo(desk: Desk, sha256_: bytes, watch: Watch = ALONE) -> Undone:
    """Take back all that a file brought; what was changed since stays and is said."""
    with desk.store.exchanging() as exchange:
        line = exchange.file(sha256_)
    if line is None or line.out or line.undone:
        raise DeskError("not-found", kind="bundle", named=sha256_.hex())
    stamp = desk.stamp("undo")
    undone, kept, touched = desk.store.undo_stretches(line.applied, stamp, watch.look)
    with desk.store.exchanging() as exchange:
        exchange.put_file(replace(line, undone=True))
    return Undone(undone, tuple(kept), changed(stamp, touched))
