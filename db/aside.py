"""A store read by the driver alone: whose it is, its lists and its search.

Nothing here loads SQLAlchemy, which takes longer than all else that the first rows wait for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Self
from uuid import UUID

import sqlcipher3.dbapi2 as driver

from db import migrate, sqlite
from db.entries import INDEXED, fingerprint
from db.identity import Identity
from db.known import KNOWN, told
from db.sqlite import listing
from db.sqlite.finding import Finder, Hit
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind


class Aside:
    """Answers lists and searches over one connection; used by one thread at a time."""

    def __init__(
        self, path: Path, passphrase: str | None, connection: driver.Connection,
        finder: Finder | None = None,
    ) -> None:  # fmt: skip
        """Answer over an open connection; a `finder` over it may know the register's words."""
        self.path = path
        self._passphrase = passphrase
        self._driver = connection
        self._finder = finder or Finder(connection)

    @classmethod
    def look(cls, path: Path, passphrase: str | None) -> Self | None:
        """Open a store only to look at it; None when it must be brought up to date first.

        Refuses as `Store.open` does what is missing, damaged, foreign or keyed otherwise. What
        another program does with the store is not asked.
        """
        sqlite.refuse_what_is_no_store(path, passphrase)
        with sqlite.plain_errors(path):
            connection = sqlite.connect_to_store(path, passphrase, read_only=True)
            aside = cls(path, passphrase, connection)
            try:
                if aside._is_current():
                    return aside
            except BaseException:
                connection.close()
                raise
            connection.close()
            return None

    def _is_current(self) -> bool:
        if migrate.version_of(self._driver) != migrate.SCHEMA:
            return False
        held = self.settings()
        current = held.get(INDEXED) == fingerprint() and held.get(KNOWN) == told()
        return current and bool(self.identity)

    @property
    def keyed(self) -> bool:
        """Tell whether the store is encrypted under a passphrase."""
        return self._passphrase is not None

    def close(self) -> None:
        """Close the connection."""
        self._driver.close()

    @contextmanager
    def _looking(self) -> Iterator[None]:
        """Read as the store stands at one moment."""
        with sqlite.plain_errors(self.path):
            self._driver.execute("BEGIN")
            try:
                yield
            finally:
                if self._driver.in_transaction:
                    self._driver.execute("ROLLBACK")  # nothing was written

    def settings(self) -> Mapping[str, str]:
        """Give the store's own settings."""
        with self._looking():
            return dict(self._driver.execute("SELECT key, value FROM setting").fetchall())

    @cached_property
    def identity(self) -> Identity:
        """Give whose store this is; it never changes while the store is open."""
        return Identity.read(self.settings())

    def warm(self) -> None:
        """Read what the first search would wait for."""
        with self._looking():
            self._finder.warm()

    def find(self, kind: Kind, text: str, limit: int = 100, *, late: bool = True) -> list[Hit]:
        """Find records of a kind, best first; `late` also looks for typing errors."""
        with self._looking():
            return self._finder.find(text, kind.wire, limit, late=late)

    def ordered(
        self, kind: Kind, order: str, wanted: Mapping[str, str], most: int = -1
    ) -> Sequence[int]:
        """Give the places of a kind's records in an order, narrowed; see `shown_at`."""
        with self._looking():
            return listing.ordered(self._driver, kind.wire, order, wanted, most)

    def place_of(self, record: UUID) -> int | None:
        """Give a record's place; None when it is not in the register."""
        with self._looking():
            return listing.place_of(self._driver, record.bytes)

    def held(self, kind: Kind, column: str) -> list[str]:
        """Give the values that a kind's records have in a column of the list, in their order."""
        with self._looking():
            return listing.held(self._driver, kind.wire, column)

    def shown_at(self, places: Sequence[int]) -> list[tuple[UUID, tuple[Primitive, ...]]]:
        """Give the records at places of an order, with what a list shows of them (`SHOWN`).

        Those gone since are left out.
        """
        with self._looking():
            held = listing.shown_at(self._driver, places)
        return [(UUID(bytes=i), shown) for i, shown in held]

    def cells(
        self, kind: Kind, column: str, ids: Iterable[UUID], names: Sequence[str]
    ) -> list[tuple[UUID, tuple[Primitive, ...]]]:
        """Give some cells of the living records whose `column` holds one of the ids."""
        with self._looking():
            return listing.cells(self._driver, kind, column, ids, names)
