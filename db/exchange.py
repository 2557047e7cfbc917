"""What a store keeps of its exchange with others: keys, desks, files, frames that wait."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from db import blobs, erasing
from db.dots import seq_of, writer_of
from db.history import History
from db.log import Log
from db.sqlite.engine import driver_of
from db.tables import BACKUP, BLOB, BUNDLE, KEY, LOG, PARKED, PEER, RECORDS, SETTING, WRITER
from desktop.domain.records import KINDS
from desktop.frames import Frame, WriterId

_BATCH = 500
_CLOCK, _UNCOMPARED = "clock.", "uncompared."
Seen = dict[str, tuple[int, bytes]]  # of each writer the last number and the chain there
_SEEN = msgspec.msgpack.Decoder(Seen)


@dataclass(frozen=True, slots=True)
class Peer:
    """Another desk: `trusted`, only `known` by a card that came along, or `revoked`."""

    desk: str
    state: str
    office: bool
    cards: tuple[bytes, ...]
    trusted_at: str | None
    heard_at: str | None
    seen: Seen
    lacking: tuple[bytes, ...]
    accepted: dict[str, int]

    @property
    def card(self) -> bytes:
        """Give the desk's newest card."""
        return self.cards[-1]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A frame that is kept until it can be applied: why, what for, from whom, since when."""

    frame: Frame
    reason: str
    waits_for: str
    since: str
    desk: str


@dataclass(frozen=True, slots=True)
class FileLine:
    """An export file that came or left."""

    sha256: bytes
    out: bool
    desk: str
    file: str
    at: str
    state: str
    reason: str | None = None
    operations: int = 0
    conflicts: int = 0
    applied: tuple[tuple[str, int, int], ...] = ()  # writer, first and last operation
    undone: bool = False


class Exchange:
    """Reads and writes all this within one transaction of the store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._log = Log(connection)

    # --- the journal ------------------------------------------------------------------------

    def seen(self) -> Seen:
        """Give how far each shared writer's operations are here."""
        rows = self.connection.execute(select(WRITER).where(WRITER.c.last > 0))
        return {
            row.id: (row.last, bytes(row.chain))
            for row in rows
            if not WriterId.parse(row.id).private
        }

    def own(self) -> list[str]:
        """Give the names of this desk's own shared writers, the present one last."""
        rows = self.connection.execute(
            select(WRITER.c.id).where(WRITER.c.own == 1).order_by(WRITER.c.no)
        )
        return [name for name in rows.scalars() if not WriterId.parse(name).private]

    def chain_at(self, writer: str, seq: int) -> bytes | None:
        """Give the chain after an operation; None when no transaction ends there."""
        no = self.connection.execute(select(WRITER.c.no).where(WRITER.c.id == writer)).scalar()
        return None if no is None else self._log.chain_at(int(no), seq)

    def seal(self) -> list[Frame]:
        """Seal what is loose of the own shared writers; give the frames to be signed."""
        for name in self.own():
            self._log.seal(self._log.number_of(name))
        return [f for name in self.own() for f in self._frames(name, 0) if f.signature is None]

    def sign(self, frame: Frame, signature: bytes) -> None:
        """Lay a writer's signature beside its frame."""
        mine = LOG.c.writer == self._log.number_of(frame.writer)
        self.connection.execute(
            update(LOG).where(mine, LOG.c.first == frame.first).values(signature=signature)
        )

    def frames_above(self, seen: Mapping[str, int]) -> Iterator[Frame]:
        """Give the sealed frames of all shared writers beyond what is seen already."""
        for name in sorted(self.seen()):
            yield from self._frames(name, seen.get(name, 0))

    def _frames(self, name: str, above: int) -> Iterator[Frame]:
        no = self._log.number_of(name)
        rows = self.connection.execute(
            select(LOG)
            .where(LOG.c.writer == no, LOG.c.last > above, LOG.c.sealed == 1)
            .order_by(LOG.c.first)
        )
        for row in rows:
            previous = self._log.chain_before(no, row.first)
            yield Frame(name, row.first, row.last, previous, row.chain, row.signature, row.body)

    def waiting_operations(self, seen: Mapping[str, int], without: str) -> int:
        """Count the operations that a desk has not confirmed, those of its own left out."""
        return sum(
            last - min(last, seen.get(name, 0))
            for name, (last, _) in self.seen().items()
            if WriterId.parse(name).desk != without and not name.startswith("programme.")
        )

    def sent_to(self, peer: Peer) -> dict[str, int]:
        """Give how far each writer's operations left for a desk, by its own word or in a file."""
        levels = {writer: last for writer, (last, _) in peer.seen.items()}
        mine = (BUNDLE.c.out == 1) & (BUNDLE.c.desk == peer.desk)
        stretches = [
            one for row in self.connection.execute(select(BUNDLE).where(mine))
            for one in _file(row).applied
        ]  # fmt: skip
        for writer, first, last in sorted(stretches):
            if first <= levels.get(writer, 0) + 1:
                levels[writer] = max(last, levels.get(writer, 0))
        return levels

    def kinds_above(
        self, seen: Mapping[str, int], without: str, most: int
    ) -> dict[str, set[bytes]] | None:
        """Give the records, by kind, that a desk has not confirmed; None where they are too many.

        What it wrote itself is left out, and so are packaged programmes.
        """
        if self.waiting_operations(seen, without) > most:
            return None
        history, found = History(self.connection), dict[str, set[bytes]]()
        for name, (last, _) in self.seen().items():
            if WriterId.parse(name).desk == without or name.startswith("programme."):
                continue
            for operation in history.of_stretch(name, min(last, seen.get(name, 0)) + 1, last):
                if operation.kind is not None:
                    found.setdefault(operation.kind.name, set()).add(operation.group.record)
        return found

    def here(self, records: Iterable[bytes]) -> set[bytes]:
        """Give those of some records that have a row."""
        driver = driver_of(self.connection)
        wanted, found = list(records), set[bytes]()
        for kind in KINDS:
            for start in range(0, len(wanted), _BATCH):
                batch = wanted[start : start + _BATCH]
                marks = ", ".join("?" * len(batch))
                query = f'SELECT id FROM "{kind.name}" WHERE id IN ({marks})'  # noqa: S608 - our own names
                found.update(row[0] for row in driver.execute(query, batch).fetchall())
            wanted = [record for record in wanted if record not in found]
        return found

    # --- keys and desks ---------------------------------------------------------------------

    def own_keys(self) -> list[tuple[bytes, bytes]]:
        """Give this desk's secrets with their cards, oldest first."""
        rows = self.connection.execute(select(KEY).order_by(KEY.c.no))
        return [(row.secret, row.card) for row in rows]

    def add_key(self, secret: bytes, card: bytes) -> None:
        """Keep a new key: from now on it signs."""
        highest = self.connection.execute(select(func.max(KEY.c.no))).scalar() or 0
        self.connection.execute(insert(KEY).values(no=highest + 1, secret=secret, card=card))

    def peers(self) -> list[Peer]:
        """Give the desks that are known here, by their codes."""
        return [_peer(row) for row in self.connection.execute(select(PEER).order_by(PEER.c.desk))]

    def peer(self, desk: str) -> Peer | None:
        """Give a desk that is known here."""
        row = self.connection.execute(select(PEER).where(PEER.c.desk == desk)).first()
        return None if row is None else _peer(row)

    def put_peer(self, peer: Peer) -> None:
        """Write what is known of a desk."""
        self.connection.execute(delete(PEER).where(PEER.c.desk == peer.desk))
        pack = msgspec.msgpack.encode
        self.connection.execute(insert(PEER).values(
            desk=peer.desk, state=peer.state, office=int(peer.office), cards=pack(peer.cards),
            trusted_at=peer.trusted_at, heard_at=peer.heard_at, seen=pack(peer.seen),
            lacking=pack(peer.lacking), accepted=pack(peer.accepted),
        ))  # fmt: skip

    def backups(self) -> list[tuple[str, str]]:
        """Give the copies of this store: where, and when they were made."""
        rows = self.connection.execute(select(BACKUP).order_by(BACKUP.c.at))
        return [(row.path, row.at) for row in rows]

    def put_backup(self, path: str, at: str) -> None:
        """Note a copy of this store."""
        self.connection.execute(delete(BACKUP).where(BACKUP.c.path == path))
        self.connection.execute(insert(BACKUP).values(path=path, at=at))

    def note_clock(self, desk: str, made: str | None) -> None:
        """Note what a desk's clock showed where it and ours cannot both be right; or that it can.

        `made` is when its last file was made, by its own clock.
        """
        self.connection.execute(delete(SETTING).where(SETTING.c.key == f"{_CLOCK}{desk}"))
        if made is not None:
            self.put_setting(f"{_CLOCK}{desk}", made)

    def clock_of(self, desk: str) -> str | None:
        """Give what a desk's clock showed when it cannot have been right beside ours."""
        return self.setting(f"{_CLOCK}{desk}")

    def note_compared(self, desk: str, *, compared: bool) -> None:
        """Note whether people compared the words of a desk's card before it was trusted."""
        self.connection.execute(delete(SETTING).where(SETTING.c.key == f"{_UNCOMPARED}{desk}"))
        if not compared:
            self.put_setting(f"{_UNCOMPARED}{desk}", "1")

    def is_compared(self, desk: str) -> bool:
        """Tell whether nobody noted that a desk was trusted without comparing."""
        return self.setting(f"{_UNCOMPARED}{desk}") is None

    def setting(self, key: str) -> str | None:
        """Give one of the store's own settings."""
        return self.connection.execute(select(SETTING.c.value).where(SETTING.c.key == key)).scalar()

    def put_setting(self, key: str, value: str) -> None:
        """Write one of the store's own settings."""
        self.connection.execute(delete(SETTING).where(SETTING.c.key == key))
        self.connection.execute(insert(SETTING).values(key=key, value=value))

    # --- files ------------------------------------------------------------------------------

    def files(self) -> list[FileLine]:
        """Give the export files that came and left, the latest first."""
        rows = self.connection.execute(select(BUNDLE).order_by(BUNDLE.c.at.desc()))
        return [_file(row) for row in rows]

    def file(self, sha256: bytes) -> FileLine | None:
        """Give an export file by its hash."""
        row = self.connection.execute(select(BUNDLE).where(BUNDLE.c.sha256 == sha256)).first()
        return None if row is None else _file(row)

    def put_file(self, line: FileLine) -> None:
        """Note an export file; what was noted of it before is replaced."""
        self.connection.execute(delete(BUNDLE).where(BUNDLE.c.sha256 == line.sha256))
        self.connection.execute(insert(BUNDLE).values(
            sha256=line.sha256, out=int(line.out), desk=line.desk, file=line.file, at=line.at,
            state=line.state, reason=line.reason, operations=line.operations,
            conflicts=line.conflicts, applied=msgspec.msgpack.encode(line.applied),
            undone=int(line.undone),
        ))  # fmt: skip

    def brought(self, line: FileLine, frame: Frame) -> None:
        """Note that a file brought a frame, itself or by what had waited for it.

        `line` is what is noted of a file whose reading begins here.
        """
        known = self.file(line.sha256) or line
        applied = (*known.applied, (frame.writer, frame.first, frame.last))
        self.put_file(replace(line, applied=applied))

    # --- frames that wait -------------------------------------------------------------------

    def waiting(self) -> list[Waiting]:
        """Give the frames that wait, by writer and number."""
        rows = self.connection.execute(select(PARKED).order_by(PARKED.c.writer, PARKED.c.first))
        return [
            Waiting(
                Frame(r.writer, r.first, r.last, r.previous, r.chain, r.signature, r.body),
                r.reason, r.waits_for, r.since, r.desk,
            )
            for r in rows
        ]  # fmt: skip

    def park(self, waiting: Waiting) -> None:
        """Keep a frame until it can be applied; what was ordered to be erased is not in it."""
        frame = waiting.frame
        self.unpark(frame)
        body = erasing.kept(self.connection, frame.body)
        if body is None:
            return
        self.connection.execute(insert(PARKED).values(
            writer=frame.writer, first=frame.first, last=frame.last, previous=frame.previous,
            chain=frame.chain, signature=frame.signature, body=body, reason=waiting.reason,
            waits_for=waiting.waits_for, since=waiting.since, desk=waiting.desk,
        ))  # fmt: skip

    def unpark(self, frame: Frame) -> None:
        """Keep a frame no longer: it was applied, or is here already."""
        mine = (PARKED.c.writer == frame.writer) & (PARKED.c.first == frame.first)
        self.connection.execute(delete(PARKED).where(mine, PARKED.c.chain == frame.chain))

    # --- attachments ------------------------------------------------------------------------

    def named_blobs(self) -> set[bytes]:
        """Give the hashes of the files that living shared records name, and that are to be here.

        An erased paper keeps its hash as a proof, and no file.
        """
        gone = {record for _, record in erasing.erased(self.connection)}
        return blobs.named(self.connection, gone)

    def held_blobs(self) -> set[bytes]:
        """Give the hashes of the files that are here."""
        return set(self.connection.execute(select(BLOB.c.sha256)).scalars())

    def lacking(self) -> set[bytes]:
        """Give the hashes of the files that records name and that are not here."""
        return self.named_blobs() - self.held_blobs()

    def blobs_for(self, peer: Peer) -> list[tuple[bytes, int]]:
        """Give the files (hash, size) that a desk asked for, or that are news to it.

        What a record names that it has seen is no news: it has the file, or asked for it.
        """
        wanted, known = set(peer.lacking), set[bytes]()
        gone = {record for _, record in erasing.erased(self.connection)}
        for kind, column in blobs.HASHES:
            table = RECORDS[kind.name]
            query = select(table.c.id, table.c[column.name], table.c.made)
            living = self.connection.execute(query.where(table.c.alive == 1))
            for held, made in ((held, made) for record, held, made in living if record not in gone):
                writer = self._log.name_of(writer_of(made))
                is_news = seq_of(made) > peer.seen.get(writer, (0, b""))[0]
                (wanted if is_news else known).add(held)
        wanted -= known - set(peer.lacking)
        sizes = select(BLOB.c.sha256, func.length(BLOB.c.data))
        rows = self.connection.execute(sizes).all()
        return sorted((row[0], row[1]) for row in rows if row[0] in wanted)

    def blob(self, sha256: bytes) -> bytes:
        """Give a file that is here."""
        held = select(BLOB.c.data).where(BLOB.c.sha256 == sha256)
        return bytes(self.connection.execute(held).scalar_one())

    def put_blob(self, sha256: bytes, data: bytes) -> None:
        """Keep a file; the same file is kept once."""
        held = select(BLOB.c.sha256).where(BLOB.c.sha256 == sha256)
        if self.connection.execute(held).first() is None:
            self.connection.execute(insert(BLOB).values(sha256=sha256, data=data))


def _peer(row: Row[Any]) -> Peer:
    unpack = msgspec.msgpack.decode
    return Peer(
        row.desk, row.state, bool(row.office), tuple(unpack(row.cards)), row.trusted_at,
        row.heard_at, _SEEN.decode(row.seen), tuple(unpack(row.lacking)),
        unpack(row.accepted),
    )  # fmt: skip


def _file(row: Row[Any]) -> FileLine:
    applied = tuple((w, first, last) for w, first, last in msgspec.msgpack.decode(row.applied))
    return FileLine(
        row.sha256, bool(row.out), row.desk, row.file, row.at, row.state, row.reason,
        row.operations, row.conflicts, applied, bool(row.undone),
    )  # fmt: skip
