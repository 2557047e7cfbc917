"""Writing many rows without keeping the other threads waiting."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import sqlcipher3.dbapi2 as driver

T = TypeVar("T")
_AT_ONCE = 200


def stretches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """Give rows in stretches.

    The driver runs a whole list without coming back to Python, and takes the interpreter again
    after each row faster than a waiting thread can: the window would stand still meanwhile.
    """
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


def many(connection: driver.Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Run a statement for each row."""
    for stretch in stretches(rows):
        connection.executemany(statement, stretch)
