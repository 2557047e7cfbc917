"""Export files out and in: what leaves for whom, what came, what it waits for.

A file is checked whole before a row is touched; then each frame is applied in a transaction of
its own, in the order of `desktop.sync.plan`. What cannot be applied yet is kept and waits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from db.exchange import Exchange, FileLine, Waiting
from desktop import __version__
from desktop.domain.problems import DeskError
from desktop.domain.records import Erasure
from desktop.files import read_whole, write_whole
from desktop.frames import Frame, FrameError, Opened, WriterId
from desktop.services import erasure, marks, trust
from desktop.services.desk import Desk, changed
from desktop.services.judging import FORKED, PROGRAMME, Judge, confirmed, heal
from desktop.services.undo import Undone
from desktop.services.watch import ALONE, Watch
from desktop.sync.bundle import (
    FILE_LIMIT,
    FORMAT,
    SUFFIX,
    Bundle,
    BundleError,
    Manifest,
    read_bundle,
    shared_out,
    write_bundle,
)
from desktop.sync.cards import Card, read_card
from desktop.sync.plan import Held, Plan, plan

APPLIED, DUPLICATE, PARKED, REFUSED = "applied", "duplicate", "parked", "refused"
INTERRUPTED = "interrupted"  # why a file waits that somebody stopped half way
_AHEAD = timedelta(days=1)  # of ours: then one of two clocks is wrong
_NO_PROGRAM_YET = datetime(2021, 1, 1, tzinfo=UTC)
_TRIED = 2_000  # operations of a file whose conflicts are looked for before it is applied


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
        frames = list(exchange.frames_above(seen))
        blobs = exchange.blobs_for(peer) if attachments else []
        manifest = Manifest(
            format=FORMAT, reader=FORMAT, program=__version__, id=b"",
            practice=desk.store.identity.practice, sender=desk.store.identity.desk,
            recipients=(), made=round(desk.now().timestamp() * 1000), operator=desk.operator,
            part=1, parts=1, seen=confirmed(exchange), lacking=tuple(sorted(exchange.lacking())),
            cards=_all_cards(exchange), roster=roster,
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


def _all_cards(exchange: Exchange) -> tuple[bytes, ...]:
    """Give every card that this desk and others ever had: older frames are signed by older keys."""
    own = [card for _, card in exchange.own_keys()]
    return (*own, *(card for peer in exchange.peers() for card in peer.cards))


def replace_manifest(manifest: Manifest, bundle: bytes, part: int, parts: int) -> Manifest:
    """Give the manifest of one of several files."""
    from msgspec.structs import replace as with_values  # noqa: PLC0415 - a name of its own

    return with_values(manifest, id=bundle, part=part, parts=parts)


def _write(
    desk: Desk, out: Path, to: str, data: bytes, frames: Collection[Frame]
) -> tuple[Path, FileLine]:
    """Write a file beside, put it in place, read it back; its name holds nothing personal."""
    moment = desk.now().strftime("%Y%m%d-%H%M%S")
    stem, number = f"{desk.store.identity.desk}-{to}-{moment}", 1
    while (path := out / f"{stem}-{number}{SUFFIX}").exists():
        number += 1
    write_whole(path, data)
    if sha256(path.read_bytes()).digest() != sha256(data).digest():
        raise DeskError("file-not-written", path=str(path), why="differs")
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
    if known is not None and known.out:
        return Received(path.name, REFUSED, "own-file")
    if known is not None and known.state == APPLIED:
        return Received(path.name, DUPLICATE, None, known.desk)
    done = _through(desk, path.name, data, watch)
    if done.state != APPLIED:
        _note(desk, digest, done, ())
    return done


def _through(desk: Desk, file: str, data: bytes, watch: Watch) -> Received:
    """Check a file and take it in; what is wrong with it is its reason."""
    try:
        bundle = read_bundle(data, trust.own_keys(desk))
        with desk.store.exchanging() as exchange:
            checked = _checked(desk, exchange, bundle)
    except BundleError as wrong:
        whose = wrong.values.get("desk", "")
        return Received(file, REFUSED, wrong.reason, whose, values=wrong.values)
    except FrameError as wrong:
        _ask_again(desk, wrong)
        return Received(file, REFUSED, wrong.reason)
    except DeskError as wrong:
        return Received(file, REFUSED, wrong.code, values=wrong.values)
    return _take(desk, file, checked, sha256(data).digest(), watch)


def _ask_again(desk: Desk, wrong: FrameError) -> None:
    """Let the next file to a desk whose chain is not the accepted one hold the accepted one.

    From it the desk sees where the two part, and makes it good (`judging.heal`).
    """
    if wrong.reason != FORKED or not wrong.writer:
        return
    with desk.store.exchanging() as exchange:
        peer = exchange.peer(WriterId.parse(wrong.writer).desk)
        if peer is not None:
            left = {w: told for w, told in peer.seen.items() if w != wrong.writer}
            exchange.put_peer(replace(peer, seen=left))


@dataclass(frozen=True, slots=True)
class _Checked:
    """A bundle that passed every check: its frames beyond what is here, and those not to trust."""

    bundle: Bundle
    frames: tuple[Opened, ...]
    distrusted: tuple[Held, ...]


def _checked(desk: Desk, exchange: Exchange, bundle: Bundle) -> _Checked:
    """Check a bundle against what is known here; raises `BundleError` or `FrameError`.

    What it learns on the way (cards, a roster) stays only when the whole file passes.
    """
    manifest = bundle.manifest
    whose = desk.store.identity
    peers = exchange.peers()
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
    for card in manifest.cards:
        read_card(card)
    trust.learn(desk, exchange, manifest.cards, manifest.roster)
    judge = Judge(desk, exchange)
    frames, distrusted = judge.sorted_out([f for f in bundle.frames if judge.is_fresh(f)])
    return _Checked(bundle, frames, distrusted)


def _with_newer(cards: tuple[Card, ...], told: Iterable[bytes]) -> tuple[Card, ...]:
    """Add the sender's newer cards, each where the one before vouches for it."""
    known = list(cards)
    for card in map(read_card, told):
        if card.succeeds(known[-1]):
            known.append(card)
    return tuple(known)


def _take(desk: Desk, file: str, checked: _Checked, digest: bytes, watch: Watch) -> Received:
    """Apply what can be applied, keep what waits, note what the sender has confirmed."""
    manifest = checked.bundle.manifest
    heal(desk, manifest.seen, checked.frames)
    with desk.store.exchanging() as exchange:
        for held in checked.distrusted:
            exchange.park(_waiting(desk, held, manifest.sender))
    begun = FileLine(
        digest, out=False, desk=manifest.sender, file=file, at=_now(desk), state=PARKED,
        reason=INTERRUPTED,
    )  # fmt: skip
    applied = _apply(desk, checked.frames, manifest.sender, watch, begun)
    touched = frozenset(applied.touched)
    mine = {_key(o.frame) for o in checked.frames}
    operations = sum(f.last - f.first + 1 for f in applied.frames if _key(f) in mine)
    with desk.store.exchanging() as exchange:
        wanted = exchange.lacking()
        came = [blob for blob in checked.bundle.blobs if blob[0] in wanted]
        for held_hash, data in came:
            exchange.put_blob(held_hash, data)
        peer = exchange.peer(manifest.sender)
        if peer is not None:
            exchange.put_peer(replace(
                peer, heard_at=_now(desk), seen=manifest.seen, lacking=manifest.lacking
            ))  # fmt: skip
            exchange.note_clock(manifest.sender, _astray(manifest.made, desk.now()))
        waits = {_key(w.frame): w for w in exchange.waiting()}
    left = next((waits[key] for key in sorted(mine) if key in waits), None)
    if checked.distrusted and left is None:
        first = checked.distrusted[0]
        left = waits.get(_key(first.frame))
    if applied.stopped:
        done = Received(file, PARKED, INTERRUPTED, manifest.sender, operations, 0, touched)
        _note(desk, digest, done, checked.bundle.frames)
        _clear_up(desk, touched)
        return done  # what came in stays, and comes with the rest when it goes on
    news = any(not f.writer.startswith(PROGRAMME) for f in checked.bundle.frames)
    state = APPLIED if operations or came else PARKED if left else DUPLICATE if news else APPLIED
    reason = left.reason if left else None
    values = {"waits_for": left.waits_for} if left else None
    done = Received(
        file, state, reason, manifest.sender, operations, applied.conflicts, touched, values
    )  # fmt: skip
    _note(desk, digest, done, checked.bundle.frames)
    _clear_up(desk, touched)
    return done


def _astray(made: int, now: datetime) -> str | None:
    """Give the time of a file that was made tomorrow, or before there was a program; else None.

    Nothing is decided by it: it is named, so that people set the clock right.
    """
    moment = datetime.fromtimestamp(made / 1000, tz=UTC)
    wrong = moment > now + _AHEAD or moment < _NO_PROGRAM_YET
    return moment.isoformat(timespec="seconds") if wrong else None


def _clear_up(desk: Desk, touched: Collection[tuple[str, bytes]]) -> None:
    """Leave nothing behind of what an order among the received work erased."""
    ordered = any(kind == Erasure.KIND.name for kind, _ in touched)
    if erasure.follow(desk, touched) or ordered:
        marks.keep_erasures(desk)
    desk.store.scrub()


@dataclass(slots=True)
class _Done:
    """What was applied so far."""

    frames: list[Frame] = field(default_factory=list)
    touched: set[tuple[str, bytes]] = field(default_factory=set)
    conflicts: int = 0
    stopped: bool = False  # somebody stopped it: what is here stays


def _apply(
    desk: Desk, offered: Iterable[Opened], sender: str, watch: Watch, file: FileLine | None = None
) -> _Done:
    """Apply frames that came and frames that waited, as far as they can be."""
    done, came = _Done(), tuple(offered)
    bad: list[Held] = []
    while True:
        todo = _planned(desk, came, sender, {_key(held.frame) for held in bad})
        found = _merge(desk, todo, done, watch, file)
        if found is None:
            return done
        # what does not go into the journal is kept aside: a person has to look
        bad.append(found)
        with desk.store.exchanging() as exchange:
            exchange.park(_waiting(desk, found, sender))


_Key = tuple[str, int, bytes]


def _key(frame: Frame) -> _Key:
    return frame.writer, frame.first, frame.chain


def _planned(desk: Desk, came: Iterable[Opened], sender: str, bad: Collection[_Key]) -> Plan:
    """Plan what came together with what waits; what still has to wait is kept."""
    with desk.store.exchanging() as exchange:
        parked = exchange.waiting()
        seen = {writer: last for writer, (last, _) in exchange.seen().items()}
        for past in parked:
            if past.frame.last <= seen.get(past.frame.writer, 0):
                exchange.unpark(past.frame)
        believed = Judge(desk, exchange).believed(exchange.waiting())
        frames = {_key(o.frame): o for o in (*believed, *came) if _key(o.frame) not in bad}
        needed = {record for o in frames.values() for record in o.needs.records}
        todo = plan(seen, frames.values(), exchange.here(needed))
        senders = {_key(w.frame): w.desk for w in parked}
        for held in todo.wait:
            whose = senders.get(_key(held.frame), sender)
            exchange.park(_waiting(desk, held, whose))
        return todo


def _merge(desk: Desk, todo: Plan, done: _Done, watch: Watch, file: FileLine | None) -> Held | None:
    """Apply frames in their order; gives the first that does not go into the journal."""
    for place, one in enumerate(todo.apply):
        try:
            watch.look(place, len(todo.apply))
        except DeskError:
            done.stopped = True
            return None
        gone = [target for target in todo.erased if target[1] in one.needs.records]
        try:
            merged = desk.store.merge(one, gone, file)
        except FrameError as wrong:
            return Held(one.frame, wrong.reason, one.frame.writer)
        done.frames.append(one.frame)
        done.touched |= merged.touched
        done.conflicts += merged.conflicts
    return None


def _waiting(desk: Desk, held: Held, sender: str) -> Waiting:
    return Waiting(held.frame, held.reason, held.waits_for, _now(desk), sender)


def _note(desk: Desk, digest: bytes, done: Received, frames: Iterable[Frame] = ()) -> None:
    """Note what became of a file; of `frames`, its own, those that it brought count."""
    own = {(f.writer, f.first, f.last) for f in frames}
    with desk.store.exchanging() as exchange:
        known = exchange.file(digest)
        brought = known.applied if known is not None else ()
        if known and brought and not done.operations and known.reason != INTERRUPTED:
            return  # what was noted of it says more
        mine = (last - first + 1 for w, first, last in brought if (w, first, last) in own)
        exchange.put_file(FileLine(
            digest, out=False, desk=done.desk, file=done.file, at=_now(desk), reason=done.reason,
            state=APPLIED if brought and done.state == DUPLICATE else done.state,
            operations=sum(mine), conflicts=done.conflicts, applied=brought,
        ))  # fmt: skip


def retry(desk: Desk) -> int:
    """Try again what waits, after a desk was trusted; gives how many operations were applied."""
    applied = _apply(desk, (), "", ALONE)
    _clear_up(desk, applied.touched)
    return sum(frame.last - frame.first + 1 for frame in applied.frames)


# --- looking --------------------------------------------------------------------------------


def inspect(desk: Desk, path: Path, watch: Watch = ALONE) -> Looked:
    """Tell what is in a file without applying it; what would be refused is refused."""
    data = read_whole(path, FILE_LIMIT)
    watch.look(0, 2)
    try:
        bundle = read_bundle(data, trust.own_keys(desk))
        with desk.store.rehearsing() as exchange:
            checked = _checked(desk, exchange, bundle)
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
        _conflicts(desk, todo.apply) if new <= _TRIED else None,
    )  # fmt: skip


def _conflicts(desk: Desk, frames: Sequence[Opened]) -> int | None:
    """Give how many conflicts frames would bring; None where that is seen only in applying them.

    A file that parts from this desk's own chain is made good in applying it (`judging.heal`).
    """
    try:
        return desk.store.rehearse(frames)
    except FrameError:
        return None


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
