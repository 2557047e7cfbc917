"""An open store: made, opened, read, written and copied. Everything above speaks to this."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import sqlcipher3.dbapi2 as driver
from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, delete, insert, select, text, update

from db import conflicts, erasing, sqlite, versions
from db.aside import Aside
from db.conflicts import Conflict
from db.digest import digest
from db.entries import INDEXED, fingerprint
from db.exchange import Exchange, FileLine
from db.history import Entry, History, Operation
from db.identity import Identity
from db.known import KNOWN, told
from db.log import Log, Stamp
from db.merging import Merged, Merging
from db.migrate import SCHEMA, migrate, refuse_newer, version_of
from db.reading import Reader
from db.rehoming import rehome
from db.rescan import rescan
from db.rows import Row
from db.search import rebuild
from db.sqlite.engine import engine_over
from db.sqlite.finding import Finder
from db.tables import BLOB, IMPORT, MAPPING, SETTING, WRITER
from db.undoing import Kept, Look, Undo, nobody
from db.versions import Entered
from db.writing import Change
from desktop.domain.problems import DeskError
from desktop.domain.record import Kind
from desktop.domain.records import KINDS, Erasure
from desktop.files import try_folder
from desktop.frames import Opened, WriterId
from desktop.typed import override

_LOCK_WAIT = 2.0  # seconds that a second program waits for the first to end


class Store(Aside):
    """One open store; used by one thread at a time, locked against a second program."""

    def __init__(
        self, path: Path, passphrase: str | None, connection: driver.Connection,
        lock: FileLock | None = None, finder: Finder | None = None,
    ) -> None:  # fmt: skip
        """Stand over an open connection; without a lock it is only read."""
        super().__init__(path, passphrase, connection, finder)
        self._lock = lock
        self._engine: Engine = engine_over(connection)

    @classmethod
    def create(cls, path: Path, passphrase: str | None, identity: Identity) -> "Store":
        """Make a new store; `store-exists` when the file is there already.

        It is made beside and put in place whole, so that a kill leaves none or a good one.
        """
        if path.exists():
            raise DeskError("store-exists", path=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _locked(path)
        if path.exists():  # made by another program while this one waited for the lock
            lock.release()
            raise DeskError("store-exists", path=str(path))
        beside = path.with_name(path.name + ".new")
        for stale in (beside, _wal(beside), _shm(beside)):
            stale.unlink(missing_ok=True)
        try:
            with sqlite.plain_errors(path):
                made = cls(beside, passphrase, sqlite.connect(beside, passphrase), lock)
                made._found(identity)
                made._close_files()
                beside.rename(path)
                return cls._opened(path, passphrase, lock, None)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def open(cls, path: Path, passphrase: str | None, backups: Path | None = None) -> "Store":
        """Open a store; refuses one missing, damaged, foreign, locked, newer or keyed otherwise.

        An older store is migrated, after a verified backup into `backups` (beside the store
        when none is named).
        """
        sqlite.refuse_what_is_no_store(path, passphrase)
        lock = _locked(path)
        try:
            with sqlite.plain_errors(path):
                return cls._opened(path, passphrase, lock, backups)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _opened(
        cls, path: Path, passphrase: str | None, lock: FileLock, backups: Path | None
    ) -> "Store":
        store = cls(path, passphrase, sqlite.connect_to_store(path, passphrase), lock)
        try:
            store._bring_up_to_date(backups or path.parent)
            _ = store.identity  # read now: later it is wanted inside a transaction
        except BaseException:
            store._close_files()
            raise
        return store

    def _bring_up_to_date(self, backups: Path) -> None:
        with self._transaction("BEGIN"):
            version = version_of(self._driver)
        if version is None:
            raise DeskError("store-foreign", path=str(self.path))
        if version != SCHEMA:
            refuse_newer(version, self.path)
            self.backup(backups / f"{self.path.stem}-{version}-before-{SCHEMA}.sportello-backup")
            with self._transaction("BEGIN IMMEDIATE") as connection:
                migrate(connection)
        if self.settings().get(KNOWN) != told():
            with self._transaction("BEGIN IMMEDIATE") as connection:
                if rescan(connection):
                    _index_anew(connection)
        if self.settings().get(INDEXED) != fingerprint():
            with self._transaction("BEGIN IMMEDIATE") as connection:
                _index_anew(connection)

    def _found(self, identity: Identity) -> None:
        with self._transaction("BEGIN IMMEDIATE") as connection:
            connection.execute(text(f"PRAGMA application_id = {sqlite.APPLICATION_ID}"))
            migrate(connection)
            rows = [{"key": key, "value": value} for key, value in identity.settings().items()]
            rows.append({"key": KNOWN, "value": told()})
            connection.execute(insert(SETTING), rows)
            _index_anew(connection)
            incarnation = secrets.token_hex(8)
            for private in (False, True):
                Log(connection).enrol(WriterId(identity.desk, incarnation, private), own=True)

    def aside(self, over: Aside | None = None) -> "Store":
        """Open the same store once more, only to be read: for a thread that never waits.

        What it reads is what was saved last, also while this one writes. Where it was looked at
        before (`over`) that connection is used on.
        """
        with sqlite.plain_errors(self.path):
            if over is not None:
                return Store(self.path, self._passphrase, over._driver, finder=over._finder)  # noqa: SLF001 - a store is one
            read = sqlite.connect(self.path, self._passphrase, read_only=True)
            return Store(self.path, self._passphrase, read)

    @override
    def close(self) -> None:
        """Close the store and free its lock."""
        self._close_files()
        if self._lock is not None:
            self._lock.release()

    def _close_files(self) -> None:
        self._engine.dispose()
        self._driver.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with sqlite.plain_errors(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql(begin)
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    @override
    @contextmanager
    def _looking(self) -> Iterator[None]:
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read records as they stand at one moment."""
        with self._transaction("BEGIN") as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self, stamp: Stamp) -> Iterator[tuple[Reader, Change]]:
        """Change records: all that is collected is written at the end, or nothing."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            change = Change(connection, stamp, Log(connection))
            yield Reader(connection), change
            change.flush()
            erasing.carry_out(connection, change.made(Erasure.KIND))
            change.let_go()

    def enter_version(
        self, writer: WriterId, stamp: Stamp, rows: Sequence[tuple[Kind, Row]],
        before: Sequence[WriterId],
    ) -> Entered:  # fmt: skip
        """Enter a version of a programme as its built-in writer, behind the versions before it."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            return versions.enter(connection, writer, stamp, rows, before)

    def has_written(self, writer: WriterId) -> bool:
        """Tell whether the journal holds anything of a writer."""
        with self._transaction("BEGIN") as connection:
            found = select(WRITER.c.last).where(WRITER.c.id == str(writer))
            return bool(connection.execute(found).scalar())

    @contextmanager
    def exchanging(self) -> Iterator[Exchange]:
        """Read and write what is kept of the exchange with other desks."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield Exchange(connection)

    @contextmanager
    def rehearsing(self) -> Iterator[Exchange]:
        """Read and write the same, but nothing of what is written stays."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            connection.exec_driver_sql("SAVEPOINT rehearsal")
            try:
                yield Exchange(connection)
            finally:
                connection.exec_driver_sql("ROLLBACK TO rehearsal")

    def merge(
        self, opened: Opened, gone: Iterable[tuple[int, bytes]] = (), file: FileLine | None = None
    ) -> Merged:
        """Apply a frame from elsewhere, whole or not at all; it waits no longer.

        `gone` are records whose erasure was ordered among what came along, `file` the file that
        is being read: what it brought is noted with it, so that all of it can be taken back.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            merged = Merging(connection).apply(opened, gone)
            exchange = Exchange(connection)
            exchange.unpark(opened.frame)
            if file is not None:
                exchange.brought(file, opened.frame)
            return merged

    def rehearse(self, frames: Iterable[Opened]) -> int:
        """Apply frames and take it all back: gives how many conflicts they would bring."""
        with sqlite.plain_errors(self.path), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                return sum(Merging(connection).apply(one).conflicts for one in frames)
            finally:
                connection.rollback()

    def told(self, stretches: Iterable[tuple[str, int, int]], most: int) -> list[Operation]:
        """Give the operations of stretches of the journal, in order, at most so many."""
        with self._transaction("BEGIN") as connection:
            history, found = History(connection), list[Operation]()
            for writer, first, last in stretches:
                end = min(last, first + most - len(found) - 1)
                found += history.of_stretch(writer, first, end)
        return found

    def conflicts_of(self, record: UUID) -> list[int]:
        """Give the registers of a record of which more than one value is live."""
        with self._transaction("BEGIN") as connection:
            return conflicts.registers_of(connection, record)

    def renew(self) -> None:
        """Begin a new incarnation: what was written so far is sealed under the old one."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            self._renew(connection)

    def _renew(self, connection: Connection) -> None:
        log = Log(connection)
        incarnation = secrets.token_hex(8)
        for private in (False, True):
            log.seal(log.own(private=private).no)
            log.enrol(WriterId(self.identity.desk, incarnation, private), own=True)

    def rehome(self, cuts: Mapping[str, int]) -> None:
        """Write again, under a new incarnation, what others did not accept of own writers.

        `cuts` tells of each, in their order, the last number that was accepted.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            self._renew(connection)
            rehome(connection, cuts)

    def conflicts(self) -> list[Conflict]:
        """Give the registers of which more than one value is live."""
        with self._transaction("BEGIN") as connection:
            return list(conflicts.listed(connection))

    def conflict_count(self) -> int:
        """Count them."""
        with self._transaction("BEGIN") as connection:
            return conflicts.count(connection)

    def digest(self) -> str:
        """Give a hash of all shared records: equal at desks that hold the same."""
        with self._transaction("BEGIN") as connection:
            return digest(connection)

    def erased(self) -> set[str]:
        """Give what was ordered to be erased, as "kind/id"."""
        with self._transaction("BEGIN") as connection:
            return erasing.names(connection)

    def unordered(self) -> set[str]:
        """Give what was erased by an order that this copy does not hold, as "kind/id"."""
        with self._transaction("BEGIN") as connection:
            return erasing.unordered(connection)

    def erase(self, named: Iterable[str]) -> int:
        """Erase records that this copy still holds; gives how many there were."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            before = erasing.names(connection)
            wanted = before | set(named)
            if wanted != before:
                erasing.obey(connection, wanted)
        return len(wanted - before)

    def scrub(self) -> None:
        """Leave nothing of what was erased in free pages or beside the file."""
        if erasing.DUE in self.settings():
            with sqlite.plain_errors(self.path):
                sqlite.scrub(self._driver)
            with self._transaction("BEGIN IMMEDIATE") as connection:
                connection.execute(delete(SETTING).where(SETTING.c.key == erasing.DUE))

    def set(self, key: str, value: str) -> None:
        """Write one of the store's own settings."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            connection.execute(delete(SETTING).where(SETTING.c.key == key))
            connection.execute(insert(SETTING).values(key=key, value=value))

    def counts(self) -> dict[str, int]:
        """Count the records of each kind."""
        with self.reading() as reader:
            held = reader.counts()
        return {kind.name: held.get(kind.name, 0) for kind in KINDS}

    def history(self, kind: Kind, record: UUID) -> list[Entry]:
        """Give the history of a record, oldest first, removed records too."""
        with self._transaction("BEGIN") as connection:
            return History(connection).entries(kind, record)

    def knows(self, tx: UUID) -> bool:
        """Tell whether a transaction is in the journal."""
        with self._transaction("BEGIN") as connection:
            return bool(Log(connection).of_transaction(tx.bytes))

    def undo(
        self, tx: UUID, stamp: Stamp, look: Look = nobody
    ) -> tuple[int, list[Kept], tuple[tuple[str, UUID], ...]]:
        """Undo a transaction; gives how many operations, what was kept, what was touched.

        `look` is told how far it is; when it raises, nothing has changed.
        """
        with self._undoing(stamp, look) as (connection, change, walk):
            undone, kept = walk.run(History(connection).of_transaction(tx))
            connection.execute(update(IMPORT).where(IMPORT.c.id == tx.bytes).values(undone=1))
            touched = change.touched
        return undone, kept, touched

    def undo_stretches(
        self, stretches: Iterable[tuple[str, int, int]], stamp: Stamp, look: Look = nobody
    ) -> tuple[int, list[Kept], tuple[tuple[str, UUID], ...]]:
        """Undo stretches of the journal: of a writer, from one operation to another."""
        with self._undoing(stamp, look) as (connection, change, walk):
            history = History(connection)
            undone, kept = walk.run([op for one in stretches for op in history.of_stretch(*one)])
            touched = change.touched
        return undone, kept, touched

    @contextmanager
    def _undoing(self, stamp: Stamp, look: Look) -> Iterator[tuple[Connection, Change, Undo]]:
        with self._transaction("BEGIN IMMEDIATE") as connection:
            change = Change(connection, stamp, Log(connection))
            walk = Undo(connection, Reader(connection), change, look)
            yield connection, change, walk
            change.flush()
            walk.look()
            change.let_go()

    def blob(self, sha256: bytes) -> bytes | None:
        """Give a file by its SHA-256."""
        with self._transaction("BEGIN") as connection:
            found = connection.execute(select(BLOB.c.data).where(BLOB.c.sha256 == sha256)).scalar()
        return None if found is None else bytes(found)

    def imports(self) -> list[dict[str, object]]:
        """Give the imported lists, newest first, with their counts."""
        with self._transaction("BEGIN") as connection:
            rows = connection.execute(select(IMPORT).order_by(IMPORT.c.id.desc())).mappings().all()
        return [dict(row) for row in rows]

    def mapping(self, headers: str) -> str | None:
        """Give the remembered mapping of a list's headers."""
        with self._transaction("BEGIN") as connection:
            found = connection.execute(
                select(MAPPING.c.mapping).where(MAPPING.c.headers == headers)
            )
            return found.scalar()

    def backup(self, target: Path, look: Look = nobody) -> Path:
        """Copy the store into a new file, verified by reading it back; gives the file.

        `look` is told the pages copied; when it raises, there is no new file.
        """
        beside = target.with_name(target.name + ".part")
        try_folder(target.parent)
        beside.unlink(missing_ok=True)
        with sqlite.plain_errors(target):
            try:
                sqlite.copy_to(self._driver, beside, self._passphrase, look)
                copy = sqlite.connect(beside, self._passphrase, read_only=True)
                try:
                    wrong = sqlite.faults(copy)
                finally:
                    copy.close()
                look(1, 1)
                if wrong:
                    raise DeskError("backup-bad", details=wrong, path=str(target))
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)
        return target

    def faults(self) -> list[str]:
        """Give what SQLite finds wrong with the file's pages and references."""
        return sqlite.faults(self._driver)

    @contextmanager
    def checking(self) -> Iterator[Connection]:
        """Read the store as a whole, for `store check`."""
        with self._transaction("BEGIN") as connection:
            yield connection


def _index_anew(connection: Connection) -> None:
    """Make the search box's tables again and note what they were made from."""
    rebuild(connection)
    connection.execute(delete(SETTING).where(SETTING.c.key == INDEXED))
    connection.execute(insert(SETTING).values(key=INDEXED, value=fingerprint()))


def put_blob(change: Change, sha256: bytes, data: bytes) -> None:
    """Keep a file in the transaction under way; the same file is kept once."""
    held = select(BLOB.c.sha256).where(BLOB.c.sha256 == sha256)
    if change.connection.execute(held).first() is None:
        change.connection.execute(insert(BLOB).values(sha256=sha256, data=data))


def put_import(change: Change, values: Mapping[str, object]) -> None:
    """Enter an imported list in the transaction that wrote it."""
    change.connection.execute(insert(IMPORT).values(**values))


def put_mapping(change: Change, headers: str, mapping: str) -> None:
    """Remember how a list's columns were mapped."""
    change.connection.execute(delete(MAPPING).where(MAPPING.c.headers == headers))
    change.connection.execute(insert(MAPPING).values(headers=headers, mapping=mapping))


def _locked(path: Path) -> FileLock:
    """Take the store's kernel lock, which a kill frees."""
    lock = FileLock(f"{path}.lock", timeout=_LOCK_WAIT)
    try:
        lock.acquire()
    except Timeout:
        raise DeskError("store-locked", path=str(path)) from None
    return lock


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _shm(path: Path) -> Path:
    return path.with_name(path.name + "-shm")
