"""Desks that exchange files: real stores made from one set of templates, each with its own clock.

The templates are made once in a process: they trust one another already. A store that is copied
from one does not find its mark and goes on as a new incarnation, as any copy does.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from db import conflicts, tally
from db.identity import Identity
from db.search import rebuild
from db.store import Store
from db.tables import CONFLICT, LOG, RECORDS, TALLY
from desktop.services import stores, trust
from desktop.services.desk import Desk
from tests.conftest import PROGRAMME

CODES = ("BG1", "CO1", "LO1", "MI1", "PV1")
START = datetime(2021, 9, 8, 7, 0, tzinfo=UTC)
YEARS = {"right": 2021, "past": 1970, "future": 2099}


@dataclass
class DeskClock:
    """A clock that moves a second at each look, in the year that the PC believes in."""

    year: int = 2021
    looks: int = 0

    def __call__(self) -> datetime:
        self.looks += 1
        return START.replace(year=self.year) + timedelta(seconds=self.looks)


@cache
def templates() -> Path:
    """Make the stores from which replicas are copied: every desk trusts every other."""
    folder = Path(tempfile.mkdtemp(prefix="sportello-templates-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = [
        stores.create(
            folder / f"{code}.sportello-store", None,
            Identity(code[:2], code, f"Sportello {code}", PROGRAMME, practice=True), "Anna Prova",
        )
        for code in CODES
    ]  # fmt: skip
    cards = [trust.own_keys(desk)[-1].bytes for desk in made]
    for desk in made:
        for card, code in zip(cards, CODES, strict=True):
            if code != desk.store.identity.desk:
                trust.trust_card(desk, card)
        desk.store.close()
    return folder


@dataclass
class Replica:
    """One desk of a test: its code, the place of its store, its clock, and the open desk."""

    code: str
    path: Path
    clock: DeskClock = field(default_factory=DeskClock)
    _desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """Give the open desk."""
        assert self._desk is not None
        return self._desk

    def open(self) -> None:
        """Open the store; without syncing each write to the disk, which no test here kills."""
        opened = stores.open_desk(self.path, None, f"Operatrice {self.code}")
        opened.store._driver.execute("PRAGMA synchronous = OFF")  # noqa: SLF001 - of speed alone
        self._desk = Desk(opened.store, opened.operator, now=self.clock)

    def close(self) -> None:
        """Close the store."""
        if self._desk is not None:
            self._desk.store.close()
            self._desk = None

    def lay(self, copy: Path) -> None:
        """Put a file in the place of the closed store."""
        for end in ("", "-wal", "-shm"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)
        shutil.copyfile(copy, self.path)

    def run(self, deed: Callable[[Desk], object]) -> None:
        """Do something at the desk."""
        deed(self.desk)


def new_replica(code: str, folder: Path) -> Replica:
    """Give a new desk with an open store."""
    folder.mkdir(parents=True, exist_ok=True)
    replica = Replica(code, folder / f"{code}.sportello-store")
    shutil.copyfile(templates() / f"{code}.sportello-store", replica.path)
    replica.open()
    return replica


# --- what a store holds, seen from below ----------------------------------------------------

Dump = dict[str, list[tuple[Any, ...]]]


class _TakenBackError(Exception):
    """Ends a look from below: what it wrote goes back."""


@contextmanager
def below(store: Store) -> Iterator[Connection]:
    """Look at a store's tables; whatever is written there is taken back."""
    with suppress(_TakenBackError), store.checking() as connection:
        yield connection
        _take_back()


def _take_back() -> None:
    raise _TakenBackError


def shared_dump(store: Store) -> Dump:
    """Give every row of records, journal and conflicts: what a duplicate must leave as it is."""
    with below(store) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select())]
            for table in (*RECORDS.values(), LOG, CONFLICT)
        }


def derived_dump(connection: Connection) -> Dump:
    """Give the derived tables: what the search box finds, the tallies, the open conflicts."""
    found = text("SELECT record, name, texts, codes, shown, town, province, status, sectors "
                 "FROM find ORDER BY record")  # fmt: skip
    codes = text("SELECT find.record, key, field FROM find_code JOIN find USING (sid) "
                 "ORDER BY find.record, key, field")  # fmt: skip
    return {
        "find": [tuple(row) for row in connection.execute(found)],
        "find_code": [tuple(row) for row in connection.execute(codes)],
        "tally": sorted(row for row in tally.read(connection).items() if row[1]),
        "conflict": sorted(tuple(row) for row in connection.execute(CONFLICT.select())),
    }


def derived_anew(connection: Connection) -> Dump:
    """Give the same as they come out when they are made again from the records."""
    rebuild(connection)
    conflicts.rebuild(connection)
    connection.execute(TALLY.delete())
    for name in RECORDS:
        count = text(f'SELECT count(*) FROM "{name}" WHERE alive = 1')  # noqa: S608 - our own names
        tally.add(connection, [(name, connection.execute(count).scalar_one())])
    return derived_dump(connection)


def look_over(replica: Replica) -> None:
    """See that a store is sound: journal and rows, references, and all that derives from them."""
    desk = replica.desk
    checked = stores.check(desk)
    assert checked.ok, (replica.code, checked.records, checked.chains, checked.pages)
    with below(desk.store) as connection:
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        assert not broken, (replica.code, broken)
        held = derived_dump(connection)
        anew = derived_anew(connection)
        for name, rows in held.items():
            assert rows == anew[name], (replica.code, name, rows, anew[name])
