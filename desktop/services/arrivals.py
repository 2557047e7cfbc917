"""Files that came: those at hand, in the watched folder or handed over, and what each brought.

Nothing here moves or deletes a file: what became of it is noted by its hash.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from db.exchange import FileLine
from db.history import Operation
from desktop.domain.problems import DeskError
from desktop.domain.record import ALIVE
from desktop.domain.records import BY_WIRE
from desktop.files import read_whole
from desktop.services import naming, trust
from desktop.services.desk import Desk
from desktop.services.trust import Shown
from desktop.sync import cards
from desktop.sync.bundle import FILE_LIMIT, SUFFIX

ASIDE = "aside"  # the state of a file that somebody put off
_MOST = 300  # operations of a file that are told one by one
_NAMED = re.compile(r"([A-Z][A-Z0-9]{1,7})-([A-Z][A-Z0-9]{1,7})-\d{8}-\d{6}-\d+\.sportello")
_HELD = 256  # hashes of files that are kept


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file at hand: an export file with what is noted of it, or a desk's card.

    `sender` is what the file's name says: it holds nothing that was checked.
    """

    path: Path
    sha256: bytes
    at: datetime
    sender: str = ""
    line: FileLine | None = None
    card: Shown | None = None

    @property
    def is_new(self) -> bool:
        """Tell whether it is still to be read."""
        return self.line is None


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file did to one record: whose it is, by whom and when, which fields; or all of it."""

    kind: str
    record: UUID
    name: str
    firm: UUID | None
    fields: tuple[str, ...]
    made: bool
    removed: bool
    operator: str
    desk: str
    at: int


def is_for_exchange(path: Path) -> bool:
    """Tell by its name whether a file is an export file or a card."""
    return path.name.endswith((SUFFIX, cards.SUFFIX))


def at_hand(desk: Desk, folder: Path | None, handed: Iterable[Path] = ()) -> tuple[Arrived, ...]:
    """Give the export files and cards at hand, the latest first, each once.

    Of the folder those are left out that are for other desks, and what this desk wrote itself.
    """
    own = desk.store.identity.desk
    with desk.store.exchanging() as exchange:
        lines = {line.sha256: line for line in exchange.files()}
        trusted = {card for peer in exchange.peers() if peer.state == trust.TRUSTED
                   for card in peer.cards}  # fmt: skip
    found: dict[bytes, Arrived] = {}
    seen = [(path, True) for path in handed] + [(path, False) for path in _within(folder)]
    for path, by_hand in seen:
        one = _look(path)
        if one is None or one.sha256 in found or (not by_hand and _is_for_others(path, own)):
            continue
        if path.name.endswith(cards.SUFFIX):
            told = _card(path, one, trusted, own, by_hand=by_hand)
        else:
            told = _with_line(one, lines.get(one.sha256))
        if told is not None:
            found[told.sha256] = told
    return tuple(sorted(found.values(), key=lambda one: (one.at, one.path.name), reverse=True))


def _within(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        try:
            yield from sorted(path for path in folder.iterdir() if is_for_exchange(path))
        except OSError:
            return  # a stick that is out, a share that is away: nothing lies at hand there


def _is_for_others(path: Path, own: str) -> bool:
    named = _NAMED.fullmatch(path.name)
    return named is not None and named[2] != own


def _with_line(one: Arrived, line: FileLine | None) -> Arrived | None:
    """Add what is noted of a file; None for one that this desk wrote."""
    if line is not None and line.out:
        return None
    return Arrived(one.path, one.sha256, one.at, one.sender, line)


def _card(
    path: Path, one: Arrived, trusted: Iterable[bytes], own: str, *, by_hand: bool
) -> Arrived | None:
    """Read a card; None for one that has nothing to say here."""
    try:
        data, card = trust.read_file(path)
    except DeskError:
        return one if by_hand else None
    if data in trusted or card.desk == own:
        return None
    return Arrived(path, one.sha256, one.at, card.desk, None, trust.shown(card, path))


def _look(path: Path) -> Arrived | None:
    try:
        held = path.stat()
        digest = _hash(path, held.st_size, held.st_mtime_ns)
    except (OSError, DeskError):
        return None
    named = _NAMED.fullmatch(path.name)
    at = datetime.fromtimestamp(held.st_mtime, tz=UTC)
    return Arrived(path, digest, at, named[1] if named else "")


@lru_cache(maxsize=_HELD)
def _hash(path: Path, _size: int, _changed: int) -> bytes:
    """Give a file's hash; it is read again only when it has changed."""
    return sha256(read_whole(path, FILE_LIMIT)).digest()


def put_aside(desk: Desk, path: Path, *, sender: str = "") -> None:
    """Note that a file is put off: it stays where it is, and can be applied later."""
    digest = sha256(read_whole(path, FILE_LIMIT)).digest()
    with desk.store.exchanging() as exchange:
        if exchange.file(digest) is None:
            at = desk.now().isoformat(timespec="milliseconds")
            exchange.put_file(FileLine(
                digest, out=False, desk=sender, file=path.name, at=at, state=ASIDE,
            ))  # fmt: skip


def brought(desk: Desk, sha256_: bytes, most: int = _MOST) -> tuple[tuple[Brought, ...], int]:
    """Give what a file did, record by record, and how many operations are not told."""
    with desk.store.exchanging() as exchange:
        line = exchange.file(sha256_)
    if line is None:
        raise DeskError("not-found", kind="bundle", named=sha256_.hex())
    held: dict[tuple[int, bytes], list[Operation]] = {}
    told = desk.store.told(line.applied, most)
    for one in told:
        if one.kind is not None:
            held.setdefault((one.group.kind, one.group.record), []).append(one)
    with desk.store.reading() as reader:
        names = naming.names(reader, ((BY_WIRE[k], UUID(bytes=i)) for k, i in held))
    whole = sum(last - first + 1 for _, first, last in line.applied)
    return tuple(_brought(names[UUID(bytes=i)], ops) for (_, i), ops in held.items()), (
        whole - len(told)
    )


def _brought(named: naming.Named, operations: list[Operation]) -> Brought:
    latest = operations[-1]
    made = any(one.group.replaced is None for one in operations)
    wires = dict.fromkeys(wire for one in operations for wire in one.group.registers)
    known = {register.wire: register.name for register in named.kind.registers}
    return Brought(
        named.kind.name, named.record, named.name, named.firm,
        () if made else tuple(known[wire] for wire in wires if wire in known), made,
        any(one.has(ALIVE) and one.value(ALIVE) == 0 for one in operations),
        latest.part.operator, latest.desk, latest.part.at,
    )  # fmt: skip
