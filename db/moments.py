"""When records were made, by the journal: the moments of many dots without opening them one by one.

A transaction's operations follow one another, so that a few numbers for each tell the moment of
any; a register of 100,000 firms is some thousands of transactions.
"""

from array import array
from bisect import bisect_right
from typing import TypeAlias

from sqlalchemy import Connection, select

from db.dots import seq_of, writer_of
from db.log import Log
from db.tables import WRITER
from desktop.frames import WriterId

_Numbers: TypeAlias = "array[int]"  # Python 3.11 knows no array[int]


class Moments:
    """The moments of the operations of a store's journal (milliseconds since 1970, UTC)."""

    def __init__(self, connection: Connection) -> None:
        self._log = Log(connection)
        self._of: dict[int, tuple[_Numbers, _Numbers]] = {}

    def of(self, dot: int) -> int:
        """Give the moment at which the operation of a dot was written; 0 for one not here."""
        firsts, moments = self._read(writer_of(dot))
        place = bisect_right(firsts, seq_of(dot)) - 1
        return moments[place] if place >= 0 else 0

    def _read(self, writer: int) -> tuple[_Numbers, _Numbers]:
        """Give the numbers at which a writer's transactions begin, each with its moment."""
        if writer not in self._of:
            firsts, moments = array("q"), array("q")
            for _chain, parts in self._log.rows(writer):
                firsts.extend(part.first for part in parts)
                moments.extend(part.at for part in parts)
            self._of[writer] = firsts, moments
        return self._of[writer]


def desks(connection: Connection) -> list[str]:
    """Give the desks whose work this store holds, its own among them."""
    held = connection.execute(select(WRITER.c.id, WRITER.c.own).where(
        (WRITER.c.last > 0) | (WRITER.c.own == 1)
    ))  # fmt: skip
    found = {WriterId.parse(row.id).desk for row in held}
    return sorted(desk for desk in found if not desk.startswith("programme."))
