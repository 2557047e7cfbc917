"""What a clerk waits for reads no table of the register from end to end, however long it is.

SQLite plans without counting rows here: what it does with ten firms it does with a million.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from db.sqlite.engine import driver_of
from desktop.services import firms, joining, register
from desktop.services.desk import Desk
from tests.builders import firm_draft, vat_number
from tests.exchanging import desks_in

GREAT = ("firm", "person", "site", "session", "attendance", "slot", "log", "find", "find_code",
         "find_term", "accounts", "aid", "declaration", "application")  # fmt: skip
_SCAN = re.compile(r"SCAN (\w+)")
_READS = ("SELECT", "UPDATE", "DELETE", "WITH")  # an INSERT names what keys would ask for


@contextmanager
def _told(connection: driver.Connection) -> Iterator[list[str]]:
    """Give the statements that a connection runs meanwhile."""
    told: list[str] = []
    connection.set_trace_callback(told.append)
    yield told
    connection.set_trace_callback(None)


def _scans(connection: driver.Connection, told: list[str]) -> set[tuple[str, str]]:
    """Give what reads a great table whole: the table and the statement."""
    found = set()
    for statement in dict.fromkeys(told):
        if not statement.lstrip().upper().startswith(_READS) or " LIMIT " in statement:
            continue
        for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
            scan = _SCAN.match(row[3])
            if scan and _table(scan[1], statement) in GREAT:
                found.add((_table(scan[1], statement), statement[:200]))
    return found


def _table(name: str, statement: str) -> str:
    """Give the table that a plan calls by its name in the statement."""
    called = re.search(rf'\b(?:FROM|JOIN) "?(\w+)"? (?:AS )?{name}\b', statement)
    return called[1] if called else name


def _driver(desk: Desk) -> driver.Connection:
    with desk.store.checking() as connection:
        return driver_of(connection)


def _find(desk: Desk) -> None:
    for text in (
        "ros",
        "esempio officine",
        "icin",
        "02 76",
        "mario",
        vat_number(1),
        "rossi milano",
    ):
        register.find(desk, text)


def _add(desk: Desk) -> None:
    firms.add(desk, [firm_draft(50, people=[{"family_name": "Prova", "given_name": "Anna"}])])


def _change(desk: Desk) -> None:
    firms.change(desk, vat_number(1), {"name": "Officine Nuove Esempio S.r.l."})


def _merge(desk: Desk) -> None:
    joining.merge(desk, vat_number(2), vat_number(3))


@pytest.mark.parametrize("deed", [_find, _add, _change, _merge])
def test_no_deed_of_the_counter_reads_a_great_table_whole(
    desk: Desk, deed: Callable[[Desk], None]
) -> None:
    firms.add(desk, [
        firm_draft(n, people=[{"family_name": "Rossi", "given_name": "Mario"}]) for n in range(5)
    ])  # fmt: skip
    connection = _driver(desk)
    with _told(connection) as told:
        deed(desk)
    assert told
    assert not _scans(connection, told)


def test_no_file_from_another_desk_makes_a_great_table_be_read_whole(tmp_path: Path) -> None:
    with desks_in(tmp_path) as desks:
        here, there = desks.make("MI1"), desks.make("BG1")
        desks.trust(here, there)
        firms.add(here, [firm_draft(n) for n in range(5)])
        desks.hand(here, there)
        firms.change(here, vat_number(1), {"name": "Officine Nuove Esempio S.r.l."})
        connection = _driver(there)
        with _told(connection) as told:
            desks.hand(here, there)
        assert told
        assert not _scans(connection, told)
