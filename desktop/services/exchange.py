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
INTERRUPTED = "interrupted"  # why a file waits that somebody stopped half way
_TRIED = 2_000  # operations of a file whose conflicts are looked for before it is applied
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
    touched: frozenset[tuple[str, UUID]] = frozenset()
    values: Mapping[str, str] | None = None


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
    name: str = ""
    trusted_at: str | None = None
    held: int = 0  # operations that would wait, and why the first of them
    reason: str | None = None
    waits_for: str = ""
    conflicts: int | None = None  # that applying it would bring; None where it was not tried

    @property
    def here(self) -> int:
        """Give how many of its operations are here already."""
        return self.operations - self.new - self.held


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
    written: list[tuple[Path, FileLine]] = []
    try:
        for part, (some, hashes) in enumerate(shares, start=1):
            watch.look(part - 1, len(shares))
            with desk.store.exchanging() as exchange:
                files = [exchange.blob(held) for held in hashes]
            told = replace_manifest(manifest, desk.new_id().bytes, part, len(shares))
            data = write_bundle(told, some, files, keys, [read_card(peer.card)])
            written.append(_write(desk, out, peer.desk, data, some))
        watch.look(len(shares), len(shares))
    except DeskError:
        for path, _ in written:
            path.unlink(missing_ok=True)
        raise
    with desk.store.exchanging() as exchange:
        for _, line in written:
            exchange.put_file(line)
    return [path for path, _ in written]


def _is_lost(frame: Frame, peer: Peer) -> bool:
    """Tell whether a frame is beyond what is read of a desk that was struck off."""
    return WriterId.parse(frame.writer).desk == peer.desk and peer.state == trust.REVOKED


def replace_manifest(manifest: Manifest, bundle: bytes, part: int, parts: int) -> Manifest:
    """Give the manifest of one of several files."""
    from msgspec.structs import replace as with_values  # noqa: PLC0415 - a name of its own

    return with_values(manifest, id=bundle, part=part, parts=parts)


def _write(
    desk: Desk, out: Path, to: str, data: bytes, frames: Collection[Frame]
) -> tuple[Path, FileLine]:
    """Write a file beside, put it in place, read it back; its name holds nothing personal."""
    moment = desk.now().strftime("%Y%m%d-%H%M%S")
    out.mkdir(parents=True, exist_ok=True)
    stem, number = f"{desk.store.identity.desk}-{to}-{moment}", 1
    while (path := out / f"{stem}-{number}{SUFFIX}").exists():
        number += 1
    write_whole(path, data)
    if sha256(path.read_bytes()).digest() != sha256(data).digest():
        raise DeskError("file-not-written", path=str(path), why="-")
    return path, FileLine(
        sha256(data).digest(), out=True, desk=to, file=path.name, at=_now(desk),
        state="written", operations=sum(f.last - f.first + 1 for f in frames),
        applied=_stretches(frames),
    )  # fmt: skip


def _stretches(frames: Iterable[Frame]) -> tuple[tuple[str, int, int], ...]:
    """Give the stretches of the journal that frames hold, those that follow joined."""
    joined: list[tuple[str, int, int]] = []
    for frame in frames:
        if joined and joined[-1][0] == frame.writer and joined[-1][2] + 1 == frame.first:
            joined[-1] = (frame.writer, joined[-1][1], frame.last)
        else:
            joined.append((frame.writer, frame.first, frame.last))
    return tuple(joined)


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
        whose = values.get("desk", "")
        done = Received(path.name, REFUSED, wrong.reason, whose, values=values)
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


def _checked(desk: Desk, bundle: Bundle) -> _Checked:
    """Check a bundle against what is known here; raises `BundleError` or `FrameError`."""
    manifest = bundle.manifest
    whose = desk.store.identity
    with desk.store.exchanging() as exchange:
        peers = exchange.peers()
        seen = exchange.seen()
    peer = next((p for p in peers if p.desk == manifest.sender), None)
    if manifest.sender == whose.desk:
        raise BundleError("own-file")
    if peer is None or peer.state == trust.KNOWN:
        raise BundleError("sender-unknown", desk=manifest.sender[:12])
    if peer.state == trust.REVOKED:
        raise BundleError("sender-revoked", desk=peer.desk)
    cards = trust.cards_of(peers)
    if not bundle.is_by(_with_newer(cards[peer.desk], manifest.cards)):
        raise BundleError("signature-bad", desk=peer.desk)
    if whose.desk not in manifest.recipients:
        raise BundleError("not-for-us")
    if manifest.practice != whose.practice:
        raise BundleError("practice")
    for card in manifest.cards:
        read_card(card)
    with desk.store.exchanging() as exchange:
        trust.learn(desk, exchange, manifest.cards, manifest.roster)
        judge = _Judge(desk, exchange)
        fresh = [f for f in bundle.frames if judge.is_fresh(f, seen)]
    frames, distrusted = judge.sorted_out(fresh)
    _heal(desk, manifest, frames)
    return _Checked(bundle, frames, distrusted)


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
    applied, touched, conflicts, stopped = _apply(desk, checked.frames, manifest.sender, watch)
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
    if stopped:
        return _stopped(desk, file, manifest.sender, digest, _Partly(ranges, operations, touched))
    news = any(not f.writer.startswith(_PROGRAMME) for f in checked.bundle.frames)
    state = APPLIED if operations else PARKED if left else DUPLICATE if news else APPLIED
    reason = left.reason if left else None
    values = {"waits_for": left.waits_for} if left else None
    done = Received(file, state, reason, manifest.sender, operations, conflicts, touched, values)
    _note(desk, digest, done, ranges)
    _clear_up(desk, touched)
    return done


@dataclass(frozen=True, slots=True)
class _Partly:
    """What of a file was applied before it was stopped."""

    ranges: tuple[tuple[str, int, int], ...]
    operations: int
    touched: frozenset[tuple[str, UUID]]


def _stopped(desk: Desk, file: str, sender: str, digest: bytes, partly: _Partly) -> Received:
    """Note a file that was stopped: what came in stays, and comes with the rest when it goes on."""
    done = Received(
        file, PARKED, INTERRUPTED, sender, partly.operations, 0, partly.touched
    )  # fmt: skip
    _note(desk, digest, done, partly.ranges)
    _clear_up(desk, partly.touched)
    return done


def _clear_up(desk: Desk, touched: Collection[tuple[str, UUID]]) -> None:
    """Leave nothing behind of what an order among the received work erased."""
    if any(kind == Erasure.KIND.name for kind, _ in touched):
        marks.keep_erasures(desk)
    desk.store.scrub()


def _apply(
    desk: Desk, offered: Iterable[Opened], sender: str, watch: Watch
) -> tuple[list[Frame], frozenset[tuple[str, UUID]], int, bool]:
    """Apply frames that came and frames that waited, as far as they can be.

    Gives the frames, what they touched, the conflicts, and whether somebody stopped it.
    """
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
    touched: set[tuple[str, UUID]] = set()
    conflicts = 0
    applied: list[Frame] = []
    for place, one in enumerate(todo.apply):
        try:
            watch.look(place, len(todo.apply))
        except DeskError:
            return applied, frozenset(touched), conflicts, True
        merged = desk.store.merge(one)
        touched |= merged.touched
        conflicts += merged.conflicts
        applied.append(one.frame)
    return applied, frozenset(touched), conflicts, False


def _waiting(desk: Desk, held: Held, sender: str) -> Waiting:
    return Waiting(held.frame, held.reason, held.waits_for, _now(desk), sender)


def _note(
    desk: Desk, digest: bytes, done: Received, ranges: tuple[tuple[str, int, int], ...]
) -> None:
    with desk.store.exchanging() as exchange:
        known = exchange.file(digest)
        if known is not None and known.applied and not ranges:
            return
        before = known if known is not None and known.reason == INTERRUPTED else None
        exchange.put_file(FileLine(
            digest, out=False, desk=done.desk, file=done.file, at=_now(desk), state=done.state,
            reason=done.reason, conflicts=done.conflicts,
            operations=done.operations + (before.operations if before else 0),
            applied=(*(before.applied if before else ()), *ranges),
        ))  # fmt: skip


def retry(desk: Desk) -> int:
    """Try again what waits, after a desk was trusted; gives how many operations were applied."""
    applied, touched, _, _ = _apply(desk, (), "", ALONE)
    _clear_up(desk, touched)
    return sum(frame.last - frame.first + 1 for frame in applied)


# --- looking --------------------------------------------------------------------------------


def inspect(desk: Desk, path: Path, watch: Watch = ALONE) -> Looked:
    """Tell what is in a file without applying it; what would be refused is refused."""
    data = read_whole(path, FILE_LIMIT)
    watch.look(0, 2)
    try:
        checked = _checked(desk, read_bundle(data, trust.own_keys(desk)))
    except (BundleError, FrameError) as wrong:
        values = wrong.values if isinstance(wrong, BundleError) else {}
        raise DeskError("bundle-refused", wrong.reason, path=path.name, **values) from wrong
    manifest = checked.bundle.manifest
    with desk.store.exchanging() as exchange:
        seen = {writer: last for writer, (last, _) in exchange.seen().items()}
        needed = {record for o in checked.frames for record in o.needs.records}
        todo = plan(seen, checked.frames, exchange.here(needed))
        known = exchange.file(sha256(data).digest()) is not None
        peer = exchange.peer(manifest.sender)
    watch.look(1, 2)
    waiting = (*todo.wait, *checked.distrusted)
    new = sum(o.frame.last - o.frame.first + 1 for o in todo.apply)
    return Looked(
        path.name, manifest.sender, manifest.operator, manifest.made, manifest.part,
        manifest.parts, sum(f.last - f.first + 1 for f in checked.bundle.frames),
        new, len(waiting), len(checked.bundle.blobs), len(data), known, _kinds(todo.apply),
        read_card(peer.card).name if peer else "", peer.trusted_at if peer else None,
        sum(held.frame.last - held.frame.first + 1 for held in waiting),
        waiting[0].reason if waiting else None, waiting[0].waits_for if waiting else "",
        desk.store.rehearse(todo.apply) if new <= _TRIED else None,
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
