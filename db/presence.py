"""Which records are there, once a change is written: those it wrote, and what they hang on.

A record that was removed at one desk stays while another's work on it, or something living that
refers to it, is no part of the removal (db/conflicts.py). So a change to a part may bring the
whole back, or let it go at last.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from db import conflicts, rows, tally
from db.conflicts import Live
from db.dots import LiveDots
from db.search import Touched
from db.tables import RECORDS
from desktop.domain.codecs import Primitive
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_NAME, BY_WIRE, KINDS

Target = tuple[int, bytes]  # a kind's wire id and a record
_BATCH = 500
UPWARD = {  # what keeps the record that it refers to: column, register, and the kind referred to
    kind.name: tuple(
        (c.name, c.spec.wire, BY_NAME[c.spec.refers].wire)
        for c in kind.columns
        if c.spec.refers and not c.spec.verb
    )
    for kind in KINDS
}


@dataclass(slots=True)
class Standing:
    """A record that was removed at a desk, and whether its row says that it is there.

    `links` are the records that it refers to, `owner` the one under which it is found; `moved`
    tells by how much it came or went.
    """

    kind: Kind
    id: bytes
    live: LiveDots
    alive: int
    links: frozenset[Target]
    owner: bytes
    moved: int = 0
    disputed: bool = False

    @property
    def touched(self) -> Touched:
        """Give it as the search box is told of it."""
        return Touched(
            self.kind, self.id, self.owner, new=False, alive=bool(self.alive),
            registers=frozenset({ALIVE}),
        )  # fmt: skip


def links(kind: Kind, cells: Iterable[Primitive]) -> Iterator[Target]:
    """Give the records that a record refers to, from the cells of its links in their order."""
    for (_, _, target), cell in zip(UPWARD[kind.name], cells, strict=True):
        if isinstance(cell, bytes):
            yield target, cell


def settle(
    connection: Connection, removed: Iterable[Standing], referred: Iterable[Target],
    erased: Collection[Target],
) -> list[Standing]:  # fmt: skip
    """Say of removed records whether they are there: those written, and those referred to.

    `referred` is what the written records refer to, or did. Rows, tallies and conflicts about
    removal are written; gives the records that were looked at.
    """
    live = Live(connection)
    met = {(one.kind.wire, one.id): one for one in removed}
    _read_removed(connection, referred, met)
    waiting = [one for key, one in met.items() if key not in erased]
    while waiting:
        one = waiting.pop()
        alive, one.disputed = live.alive(one.kind, one.id, one.live)
        if alive == bool(one.alive):
            continue
        one.moved += int(alive) - one.alive
        one.alive = int(alive)
        rows.update_rows(connection, [(one.kind, one.id, {"alive": one.alive})])
        _read_removed(connection, one.links, met)
        waiting += [met[link] for link in one.links if link in met and link not in erased]
    tally.add(connection, ((one.kind.name, one.moved) for one in met.values()))
    conflicts.settle(connection, ((one.id, (ALIVE,)) for one in met.values()))
    conflicts.enter(connection, ((one.kind, one.id, ALIVE) for one in met.values() if one.disputed))
    return list(met.values())


def _read_removed(
    connection: Connection, targets: Iterable[Target], met: dict[Target, Standing]
) -> None:
    """Read those of some records that were removed at a desk: no other can come or go."""
    wanted: dict[int, set[bytes]] = {}
    for wire, record in targets:
        if (wire, record) not in met:
            wanted.setdefault(wire, set()).add(record)
    for wire, ids in wanted.items():
        for one in _read(connection, BY_WIRE[wire], sorted(ids)):
            if ALIVE in one.live.written:
                met[wire, one.id] = one


def _read(connection: Connection, kind: Kind, ids: list[bytes]) -> Iterator[Standing]:
    """Read records that were ever written to again."""
    table = RECORDS[kind.name]
    names = [name for name, _, _ in UPWARD[kind.name]]
    columns = [table.c[name] for name in ("id", "made", "dots", "alive", *names)]
    for start in range(0, len(ids), _BATCH):
        mine = table.c.id.in_(ids[start : start + _BATCH]) & table.c.dots.is_not(None)
        for record, made, dots, alive, *cells in connection.execute(select(*columns).where(mine)):
            owner = cells[names.index(kind.parent)] if kind.parent else record
            held = frozenset(links(kind, cells))
            yield Standing(kind, record, LiveDots(made, dots), alive, held, owner)


def referred(connection: Connection, targets: Collection[Target]) -> set[Target]:
    """Give what some records refer to."""
    kinds: dict[int, list[bytes]] = {}
    for wire, record in targets:
        if wire in BY_WIRE and UPWARD[BY_WIRE[wire].name]:
            kinds.setdefault(wire, []).append(record)
    found: set[Target] = set()
    for wire, ids in kinds.items():
        kind, table = BY_WIRE[wire], RECORDS[BY_WIRE[wire].name]
        columns = [table.c[name] for name, _, _ in UPWARD[kind.name]]
        for start in range(0, len(ids), _BATCH):
            query = select(*columns).where(table.c.id.in_(ids[start : start + _BATCH]))
            for cells in connection.execute(query):
                found.update(links(kind, cells))
    return found - set(targets)
