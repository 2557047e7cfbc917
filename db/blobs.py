"""The files of a store: which records name them, whatever their kind, and which nobody needs.

A field of the type Sha256 names a file; nothing else is known of files here.
"""

from collections.abc import Collection, Iterable
from typing import cast

from sqlalchemy import Connection, delete, select

from db.tables import BLOB, RECORDS
from desktop.domain.codecs import Sha256
from desktop.domain.records import KINDS

HASHES = tuple(
    (kind, column) for kind in KINDS for column in kind.columns if column.type is Sha256
)  # the fields that name files of the store


def named(connection: Connection, gone: Collection[bytes]) -> set[bytes]:
    """Give the hashes of the files that living records name; `gone` are those erased."""
    found: set[bytes | None] = set()
    for kind, column in HASHES:
        table = RECORDS[kind.name]
        query = select(table.c.id, table.c[column.name]).where(table.c.alive == 1)
        rows = connection.execute(query)
        found |= {cast("bytes", cell) for record, cell in rows if record not in gone}
    return cast("set[bytes]", found - {None})


def drop(connection: Connection, hashes: Iterable[bytes], gone: Collection[bytes]) -> None:
    """Drop files that no record names any more but those erased (`gone`).

    A record that was only removed still holds its file: an undo brings it back.
    """
    for sha256 in hashes:
        if not _is_held(connection, sha256, gone):
            connection.execute(delete(BLOB).where(BLOB.c.sha256 == sha256))


def _is_held(connection: Connection, sha256: bytes, gone: Collection[bytes]) -> bool:
    for kind, column in HASHES:
        table = RECORDS[kind.name]
        query = select(table.c.id).where(table.c[column.name] == sha256)
        if any(record not in gone for record in connection.execute(query).scalars()):
            return True
    return False
