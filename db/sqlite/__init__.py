"""All that is SQLite's own: the driver, its settings, its errors and its backup.

One driver always (SQLCipher's), with a key when the desk sets a passphrase and without one
when it does not; never the host's own SQLite, so that no two libraries share a process.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from desktop.domain.problems import DeskError

APPLICATION_ID = 0x5350_5254  # "SPRT": tells a store of ours from any other SQLite file
_MAGIC = b"SQLite format 3\x00"
# How files of other programs begin. At least four bytes each: a keyed store begins with 16 bytes
# of chance, and must not be taken for one of them.
_FOREIGN = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0", b"\xff\xd8\xff\xe1", b"GIF87a", b"GIF89a", b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07", b"\x7fELF", b"MZ\x90\x00",
)  # fmt: skip
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r"))  # no text has them
_ID_AT = slice(68, 72)  # where SQLite's header holds the id of the application
_PAGE = 4096
_STEP = 2048  # pages copied between two looks
_BUSY_MS = 5000
_CACHE, _READER_CACHE = 65_536, 32_768  # KiB
_READ_ERROR, _FULL, _CORRUPT, _NOT_A_STORE, _READ_ONLY, _BUSY = 10, 13, 11, 26, 8, 5
_NOT_OPENED = 14
_CODES = {
    _BUSY: "store-locked",
    _READ_ONLY: "store-read-only",
    _NOT_OPENED: "store-read-only",
    _READ_ERROR: "store-io",
    _CORRUPT: "store-damaged",
    _FULL: "disk-full",
    _NOT_A_STORE: "store-damaged",
}


def connect(path: Path, passphrase: str | None, *, read_only: bool = False) -> driver.Connection:
    """Open a file with the settings of a desk: WAL, FULL sync, foreign keys, 64 MB cache."""
    connection = driver.connect(str(path), isolation_level=None, check_same_thread=False)
    if passphrase is not None:
        _unlock(connection, passphrase)
    for pragma in (
        "temp_store = MEMORY",
        f"busy_timeout = {_BUSY_MS}",
        f"cache_size = -{_READER_CACHE if read_only else _CACHE}",
        "foreign_keys = ON",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
    return connection


def _unlock(connection: driver.Connection, passphrase: str) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to standard error
    quoted = passphrase.replace("'", "''")
    connection.execute(f"PRAGMA key = '{quoted}'")


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors about the world (disk, lock, damage) into refusals."""
    try:
        yield
    except Exception as error:
        original = getattr(error, "orig", error)
        number = getattr(original, "sqlite_errorcode", None)
        code = _CODES.get(number & 0xFF) if isinstance(number, int) else None
        if code is None:
            raise
        raise DeskError(code, path=str(path)) from error


def refuse_what_is_no_store(path: Path, passphrase: str | None) -> None:
    """Look at a file before it is opened and refuse what cannot be a store of ours."""
    if not path.is_file():
        raise DeskError("store-missing", path=str(path))
    with path.open("rb") as file:
        head = file.read(16 * _PAGE)
    if head.startswith(_MAGIC):
        if passphrase is not None:
            ours = head[_ID_AT] == APPLICATION_ID.to_bytes(4, "big")
            raise DeskError(
                "store-passphrase" if ours else "store-foreign", path=str(path), why="plain"
            )
        return
    if not head:
        raise DeskError("store-damaged", path=str(path))  # what a full disk leaves of a store
    if len(head) < _PAGE or path.stat().st_size % _PAGE or _is_anothers(head):
        raise DeskError("store-foreign", path=str(path))
    if not _looks_encrypted(head[_PAGE // 2 :]):
        raise DeskError("store-damaged", path=str(path))
    if passphrase is None:
        raise DeskError("store-passphrase", path=str(path), why="keyed")


def _is_anothers(head: bytes) -> bool:
    """Tell a file that another program made: by how it begins, or because all of it is text."""
    return head.startswith(_FOREIGN) or len(head.translate(None, _CONTROLS)) == len(head)


def _looks_encrypted(sample: bytes) -> bool:
    """Tell ciphertext by its even spread of bytes; pages of a plain store are far from it."""
    total = len(sample)
    entropy = -sum(n / total * math.log2(n / total) for n in Counter(sample).values())
    return entropy > 7.5  # noqa: PLR2004 - bits of 8; text and b-trees stay under 6


def connect_to_store(
    path: Path, passphrase: str | None, *, read_only: bool = False
) -> driver.Connection:
    """Open a file that is to be a store; refuses one not ours or not opened by the passphrase."""
    try:
        connection = connect(path, passphrase, read_only=read_only)
    except driver.DatabaseError as error:
        raise _not_opened(path, passphrase) from error
    try:
        _verify_identity(connection, path, passphrase)
    except BaseException:
        connection.close()
        raise
    return connection


def _not_opened(path: Path, passphrase: str | None) -> DeskError:
    code = "store-damaged" if passphrase is None else "store-passphrase"
    return DeskError(code, path=str(path), why="wrong")


def _verify_identity(connection: driver.Connection, path: Path, passphrase: str | None) -> None:
    """Refuse a file that opens but is not ours, or that the passphrase does not open."""
    try:
        found = connection.execute("PRAGMA application_id").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        raise _not_opened(path, passphrase) from error
    if found != APPLICATION_ID:
        raise DeskError("store-foreign", path=str(path))


def scrub(connection: driver.Connection) -> None:
    """Write the file anew without its free pages, and empty what stands beside it."""
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def copy_to(
    source: driver.Connection, target: Path, passphrase: str | None,
    look: Callable[[int, int], None],
) -> None:  # fmt: skip
    """Copy an open store, wal included, into a new file under the same passphrase.

    `look` is told pages copied and in all; when it raises, the copy ends half done.
    """

    def step(_status: int, remaining: int, total: int) -> None:
        look(total - remaining, total)

    copy = driver.connect(str(target), isolation_level=None)
    try:
        if passphrase is not None:
            _unlock(copy, passphrase)
        source.backup(copy, pages=_STEP, progress=step)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def faults(connection: driver.Connection, limit: int = 20) -> list[str]:
    """Give what SQLite itself finds wrong with its pages, at most `limit` lines."""
    rows = connection.execute(f"PRAGMA integrity_check({limit})").fetchall()
    rows += connection.execute("PRAGMA foreign_key_check").fetchall()
    return [str(row[0]) for row in rows if row[0] != "ok"]
