"""How many records of each kind are alive, kept beside the rows in the same transaction.

To count the rows of a register of 1,000,000 firms reads them all, and the window shows the
figure after every save.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from db.tables import TALLY

_ADD = (
    "INSERT INTO tally (kind, alive) VALUES (?, ?)"
    " ON CONFLICT (kind) DO UPDATE SET alive = alive + excluded.alive"
)


def add(connection: Connection, changes: Iterable[tuple[str, int]]) -> None:
    """Add to the tallies: a kind, and by how many records more (or less) are alive."""
    sums: dict[str, int] = {}
    for kind, more in changes:
        sums[kind] = sums.get(kind, 0) + more
    moved = [(kind, more) for kind, more in sums.items() if more]
    if moved:
        connection.exec_driver_sql(_ADD, moved)


def read(connection: Connection) -> dict[str, int]:
    """Give the tallies; a kind of which none was ever made is not among them."""
    return {row.kind: row.alive for row in connection.execute(select(TALLY))}
