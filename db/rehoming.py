"""A chain of this desk that others did not accept: its operations get new names.

Only a store that was copied without being noticed comes to this (docs/exchange.md). The desk's
own rows and log are rewritten; nobody else holds what is renamed.
"""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from db.dots import LiveDots, dot_of, seq_of
from db.log import Log, OwnWriter
from db.tables import LOG, RECORDS, WRITER
from desktop.frames import TransactionPart, chained, encode_part
from desktop.frames.operations import decode_group


def rehome(connection: Connection, writer: str, after: int) -> None:
    """Move an own writer's operations beyond a number to the desk's newest incarnation."""
    log = Log(connection)
    old = log.number_of(writer)
    new = log.own(private=False)
    parts = list(_parts_beyond(log, old, after))
    chain = log.chain_at(old, after) or b""
    connection.execute(delete(LOG).where(LOG.c.writer == old, LOG.c.last > after))
    connection.execute(update(WRITER).where(WRITER.c.no == old).values(last=after, chain=chain))
    names: dict[int, int] = {}
    for part, standing in parts:
        if part.first <= after:
            _lay(connection, old, part, standing)
        else:
            _move(connection, (old, writer), new, part, names)
    _rename_rows(connection, names)
    connection.execute(
        update(WRITER).where(WRITER.c.no == new.no).values(last=new.last, chain=new.chain)
    )


def _parts_beyond(log: Log, writer: int, after: int) -> Iterator[tuple[TransactionPart, bytes]]:
    """Give the parts of the rows that go beyond a number, each with the chain after it."""
    beyond = select(LOG.c.first).where(LOG.c.writer == writer, LOG.c.last > after)
    for first in log.connection.execute(beyond.order_by(LOG.c.first)).scalars().all():
        chain = log.chain_before(writer, first)
        for part in log.parts(writer, first):
            chain = chained(chain, part)
            yield part, chain


def _move(
    connection: Connection, old: tuple[int, str], new: OwnWriter,
    part: TransactionPart, names: dict[int, int],
) -> None:  # fmt: skip
    first = new.last + 1
    for place in range(len(part.groups)):
        names[dot_of(old[0], part.first + place)] = dot_of(new.no, first + place)
    written = msgspec.structs.replace(
        part, first=first, writers=[new.id, *(n for n in part.writers if n != new.id)],
        groups=[_renamed(raw, part.writers, old, new, names) for raw in part.groups],
    )  # fmt: skip
    new.chain = chained(new.chain, written)
    new.last = first + len(part.groups) - 1
    _lay(connection, new.no, written, new.chain)


def _renamed(
    raw: msgspec.Raw, writers: list[str], old: tuple[int, str], new: OwnWriter,
    names: Mapping[int, int],
) -> msgspec.Raw:  # fmt: skip
    """Give a group that names the moved operations by their new names."""
    group = decode_group(raw)
    if group is None:
        return raw
    told = [new.id, *(n for n in writers if n != new.id)]

    def place(pair: list[int]) -> list[int]:
        name, seq = writers[pair[0]], pair[1]
        moved = names.get(dot_of(old[0], seq)) if name == old[1] else None
        if moved is not None:
            return [0, seq_of(moved)]
        return [told.index(name), seq]

    replaced = None if group.replaced is None else [
        named if named == 0 else [place(pair) for pair in named] for named in group.replaced
    ]  # fmt: skip
    return msgspec.Raw(msgspec.msgpack.encode(msgspec.structs.replace(group, replaced=replaced)))


def _lay(connection: Connection, no: int, part: TransactionPart, chain: bytes) -> None:
    last = part.first + len(part.groups) - 1
    connection.execute(insert(LOG).values(
        writer=no, first=part.first, last=last, sealed=0, tx_first=part.id, tx_last=part.id,
        chain=chain, body=encode_part(part),
    ))  # fmt: skip


def _rename_rows(connection: Connection, names: Mapping[int, int]) -> None:
    for table in RECORDS.values():
        rows = connection.execute(select(table.c.id, table.c.made, table.c.dots)).all()
        for row in rows:
            live = LiveDots(row.made, row.dots)
            if not names.keys() & set(live.all()):
                continue
            live.rename(names)
            connection.execute(
                update(table).where(table.c.id == row.id)
                .values(made=live.made, dots=live.packed())
            )  # fmt: skip
