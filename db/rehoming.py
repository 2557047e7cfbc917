"""A chain of this desk that others did not accept: its operations get new names.

Only a store that was copied without being noticed comes to this (docs/exchange.md). The desk's
own rows and log are rewritten; nobody else holds what is renamed.
"""

from collections.abc import Iterator, Mapping

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from db.dots import LiveDots, dot_of
from db.log import Log, OwnWriter
from db.tables import LOG, RECORDS, WRITER
from desktop.frames import TransactionPart, chained, encode_part
from desktop.frames.operations import decode_group

_Names = dict[tuple[str, int], int]  # of a moved operation its new number


def rehome(connection: Connection, cuts: Mapping[str, int]) -> None:
    """Move own writers' operations beyond a number to the desk's newest incarnation.

    The writers come in the order in which they wrote: a later one may build on an earlier one.
    """
    log = Log(connection)
    new = log.own(private=False)
    names: _Names = {}
    for writer, after in cuts.items():
        _cut(connection, log, (writer, after), (new, names))
    _rename_rows(connection, {
        dot_of(log.number_of(writer), seq): dot_of(new.no, moved)
        for (writer, seq), moved in names.items()
    })  # fmt: skip
    connection.execute(
        update(WRITER).where(WRITER.c.no == new.no).values(last=new.last, chain=new.chain)
    )


def _cut(
    connection: Connection, log: Log, cut: tuple[str, int], into: tuple[OwnWriter, _Names]
) -> None:
    writer, after = cut
    no = log.number_of(writer)
    parts = list(_parts_beyond(log, no, after))
    if not parts:
        return
    chain = log.chain_at(no, after) or b""
    connection.execute(delete(LOG).where(LOG.c.writer == no, LOG.c.last > after))
    connection.execute(update(WRITER).where(WRITER.c.no == no).values(last=after, chain=chain))
    for part, standing in parts:
        if part.first <= after:
            _lay(connection, no, part, standing)
        else:
            _move(connection, writer, part, into)


def _parts_beyond(log: Log, writer: int, after: int) -> Iterator[tuple[TransactionPart, bytes]]:
    """Give the parts of the rows that go beyond a number, each with the chain after it."""
    beyond = select(LOG.c.first).where(LOG.c.writer == writer, LOG.c.last > after)
    for first in log.connection.execute(beyond.order_by(LOG.c.first)).scalars().all():
        chain = log.chain_before(writer, first)
        for part in log.parts(writer, first):
            chain = chained(chain, part)
            yield part, chain


def _move(
    connection: Connection, writer: str, part: TransactionPart, into: tuple[OwnWriter, _Names]
) -> None:
    new, names = into
    first = new.last + 1
    for place in range(len(part.groups)):
        names[writer, part.first + place] = first + place
    written = msgspec.structs.replace(
        part, first=first, writers=_told(new, part),
        groups=[_renamed(raw, part, into) for raw in part.groups],
    )  # fmt: skip
    new.chain = chained(new.chain, written)
    new.last = first + len(part.groups) - 1
    _lay(connection, new.no, written, new.chain)


def _told(new: OwnWriter, part: TransactionPart) -> list[str]:
    return [new.id, *(name for name in part.writers if name != new.id)]


def _renamed(
    raw: msgspec.Raw, part: TransactionPart, into: tuple[OwnWriter, _Names]
) -> msgspec.Raw:
    """Give a group that names the moved operations by their new names."""
    group = decode_group(raw)
    if group is None:
        return raw
    new, names = into
    told = _told(new, part)

    def place(pair: list[int]) -> list[int]:
        name, seq = part.writers[pair[0]], pair[1]
        moved = names.get((name, seq))
        return [told.index(name), seq] if moved is None else [0, moved]

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
