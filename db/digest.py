"""A hash of what a store shares: equal at desks that hold the same, however it came to them."""

from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from db.dots import LiveDots, seq_of, writer_of
from db.erasing import erased
from db.log import Log
from db.tables import RECORDS
from desktop.domain.records import KINDS


def digest(connection: Connection) -> str:
    """Give the hash over every shared record: its values, and by whose operations they live.

    Private notes are left out, and of an erased record all but its id.
    """
    total = sha256()
    log = Log(connection)
    gone = erased(connection)
    for kind in sorted(KINDS, key=lambda k: k.wire):
        if kind.private:
            continue
        table = RECORDS[kind.name]
        for row in connection.execute(select(table).order_by(table.c.id)):
            told: list[object] = [kind.wire, row.id]
            if (kind.wire, row.id) not in gone:
                told += [*tuple(row)[: len(kind.columns) + 1], _named(log, row.made, row.dots)]
            total.update(msgspec.msgpack.encode(told))
    return total.hexdigest()


def _named(log: Log, made: int, dots: bytes | None) -> list[object]:
    live = LiveDots(made, dots)
    held = {register: live.of(register) for register in sorted(live.written)}
    names = {dot: (log.name_of(writer_of(dot)), seq_of(dot)) for dot in live.all()}
    return [names[made], *((register, sorted(map(names.__getitem__, of)))
                           for register, of in held.items())]  # fmt: skip
