"""Erasing (GDPR art. 17): the values of records go out of every copy in the store.

In the journal the leaf stands in the place of the operation, so that the chain holds and nobody
can be asked to prove what it was. The order itself is a record and travels like any other.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import cast
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from db import blobs, merged, presence, search, tally
from db.dots import seq_of, writer_of
from db.entries import ROOTS, root_of
from db.log import Log
from db.presence import Target
from db.sqlite import index
from db.sqlite.engine import driver_of
from db.tables import CONFLICT, LOG, PARKED, RECORDS, SETTING
from desktop.domain.codecs import Primitive
from desktop.domain.record import Kind
from desktop.domain.records import BY_WIRE, Erasure, Firm, Paper
from desktop.frames import (
    Part,
    TransactionPart,
    decode_parts,
    encode_part,
    join_sealed,
    leaf_of,
    open_frame,
    salt_of,
)
from desktop.frames.operations import decode_group, is_erased
from desktop.frames.sealed import targets_of

KIND = Erasure.KIND
DUE = "scrub"  # the setting that says that free pages still hold what was erased
OBEYED = "erased"  # the setting that names what was erased before this copy of the store was made
_RECORDS = next(n for n, c in enumerate(KIND.columns) if c.name == "records")


def erased(connection: Connection) -> frozenset[Target]:
    """Give every record that was ordered to be erased."""
    return frozenset(targets_of(names(connection)))


def names(connection: Connection) -> set[str]:
    """Give every record that was ordered to be erased, as "kind/id"."""
    return _ordered(connection) | _obeyed(connection)


def unordered(connection: Connection) -> set[str]:
    """Give what this copy erased by an order that it does not hold: nobody else may hold it."""
    obeyed = _obeyed(connection)
    return obeyed - _ordered(connection) if obeyed else obeyed


def _ordered(connection: Connection) -> set[str]:
    held = connection.execute(select(RECORDS[KIND.name].c.records)).scalars().all()
    return {name for text in held for name in json.loads(cast("str", text) or "[]")}


def _obeyed(connection: Connection) -> set[str]:
    held = select(SETTING.c.value).where(SETTING.c.key == OBEYED)
    return set(json.loads(connection.execute(held).scalar() or "[]"))


def _targets(records: Primitive) -> Iterator[Target]:
    return targets_of(json.loads(cast("str", records) or "[]"))


def carry_out(connection: Connection, orders: Iterable[tuple[Primitive, ...]]) -> None:
    """Erase what orders name: rows, journal, parked frames, search, files of papers."""
    held = list(orders)
    targets = frozenset(target for row in held for target in _targets(row[_RECORDS]))
    if targets:
        blank(connection, targets)
    for row in held:
        table = RECORDS[KIND.name]
        made = select(table.c.made).where(table.c.id == row[0])
        stand_in(connection, _targets(row[_RECORDS]), connection.execute(made).scalar_one())


def stand_in(connection: Connection, targets: Iterable[Target], made: int) -> None:
    """Give empty rows to records of which nothing but leaves came: others refer to them."""
    for wire, record in targets:
        if wire in BY_WIRE:
            empty = {"id": record, "alive": 0, "made": made}
            table = RECORDS[BY_WIRE[wire].name]
            connection.execute(insert(table).prefix_with("OR IGNORE").values(empty))


def obey(connection: Connection, names: Iterable[str]) -> None:
    """Erase what orders named that this copy of the store does not hold."""
    told = sorted(names)
    connection.execute(delete(SETTING).where(SETTING.c.key == OBEYED))
    connection.execute(insert(SETTING).values(key=OBEYED, value=json.dumps(told)))
    blank(connection, frozenset(targets_of(told)))


def blank(connection: Connection, targets: frozenset[Target]) -> None:
    """Take the values of records out of every copy that the store holds."""
    _blank_rows(connection, targets)
    log = Log(connection)
    for row in connection.execute(select(LOG.c.writer, LOG.c.first)).all():
        _blank_logged(log, row.writer, row.first, targets)
    _blank_parked(connection, targets)
    connection.execute(delete(SETTING).where(SETTING.c.key == DUE))
    connection.execute(insert(SETTING).values(key=DUE, value="1"))


def order(connection: Connection, erasure: UUID) -> tuple[str, int]:
    """Give the writer and number of the operation that ordered an erasure."""
    table = RECORDS[KIND.name]
    made = connection.execute(select(table.c.made).where(table.c.id == erasure.bytes)).scalar_one()
    return Log(connection).name_of(writer_of(made)), seq_of(made)


def blank_late(
    connection: Connection, row: tuple[int, int], parts: Iterable[Part], targets: frozenset[Target]
) -> None:
    """Erase, from a row just laid into the log, what was ordered before it came.

    `row` is its writer and first number, `parts` what it holds.
    """
    gone = {record for _, record in targets}
    groups = (group for _, held in parts for group in held if group is not None)
    if any(group.record in gone for group in groups):
        _blank_logged(Log(connection), *row, targets)


def without(body: bytes, targets: Collection[Target], *, sealed: bool) -> bytes | None:
    """Give a frame's body with leaves in the place of records; None when it holds none of them."""
    plain = open_frame(body, sealed=sealed)
    if not any(record in plain for _, record in targets):
        return None
    gone = {record for _, record in targets}
    parts = [encode_part(_redacted(part, gone)) for part in decode_parts(plain)]
    return join_sealed(parts) if sealed else b"".join(parts)


def kept(connection: Connection, body: bytes) -> bytes | None:
    """Give a sealed body as it may be kept while it waits, without what was ordered to be erased.

    None where nobody can read it, so that nobody can say what is in it.
    """
    targets = erased(connection)
    if not targets:
        return body
    try:
        return without(body, targets, sealed=True) or body
    except (ValueError, msgspec.MsgspecError):
        return None


def _redacted(part: TransactionPart, gone: Collection[bytes]) -> TransactionPart:
    groups: list[msgspec.Raw] = []
    salts: list[bytes | None] = []
    for place, raw in enumerate(part.groups):
        held = bytes(raw)
        salt = salt_of(part.salts, place) if isinstance(part.salts, bytes) else part.salts[place]
        group = None if is_erased(held) else decode_group(held)
        if group is not None and group.record in gone:
            held, salt = msgspec.msgpack.encode(leaf_of(salt or b"", held)), None
        groups.append(msgspec.Raw(held))
        salts.append(salt)
    return msgspec.structs.replace(part, groups=groups, salts=salts)


def _blank_logged(log: Log, writer: int, first: int, targets: Collection[Target]) -> None:
    mine = (LOG.c.writer == writer) & (LOG.c.first == first)
    row = log.connection.execute(select(LOG.c.body, LOG.c.sealed).where(mine)).one()
    body = without(row.body, targets, sealed=bool(row.sealed))
    if body is not None:
        log.connection.execute(update(LOG).where(mine).values(body=body))


def _blank_parked(connection: Connection, targets: Collection[Target]) -> None:
    for row in connection.execute(select(PARKED)).all():
        mine = (PARKED.c.writer == row.writer) & (PARKED.c.first == row.first)
        mine &= PARKED.c.chain == row.chain
        try:
            body = without(row.body, targets, sealed=True)
        except (ValueError, msgspec.MsgspecError):
            connection.execute(delete(PARKED).where(mine))  # as `kept` does
            continue
        if body is not None:
            connection.execute(update(PARKED).where(mine).values(body=body))


def _blank_rows(connection: Connection, targets: Collection[Target]) -> None:
    owners = _owners(connection, targets)
    above = presence.referred(connection, targets)
    files = _files(connection, targets)
    for wire, record in targets:
        if wire in BY_WIRE:
            _blank_row(connection, BY_WIRE[wire], record)
    gone = {record for _, record in (*erased(connection), *targets)}
    blobs.drop(connection, files, gone)
    met = presence.settle(connection, (), above, erased(connection) | frozenset(targets))
    owners |= {one.touched.key for one in met if one.moved and root_of(one.kind) in ROOTS}
    for wire, record in owners:
        search.again(connection, BY_WIRE[wire], [record])
    index.forget_words(driver_of(connection))


def _files(connection: Connection, targets: Collection[Target]) -> set[bytes]:
    """Give the hashes of the files that some records name."""
    found: set[bytes | None] = set()
    for kind, column in blobs.HASHES:
        table = RECORDS[kind.name]
        for record in (record for wire, record in targets if wire == kind.wire):
            query = select(table.c[column.name]).where(table.c.id == record)
            found.add(connection.execute(query).scalar())
    return cast("set[bytes]", found - {None})


def _owners(connection: Connection, targets: Collection[Target]) -> set[Target]:
    """Give the records under which the search box finds what is to be erased."""
    found: set[Target] = set()
    for wire, record in targets:
        if wire not in BY_WIRE:
            continue
        kind = BY_WIRE[wire]
        root = root_of(kind)
        if root not in ROOTS:
            continue
        table = RECORDS[kind.name]
        cell = table.c[kind.parent] if kind.parent else table.c.id
        owner = connection.execute(select(cell).where(table.c.id == record)).scalar()
        if owner is not None:
            found.add((root.wire, owner))
    firms = [record for wire, record in found if wire == Firm.KIND.wire]
    if firms:
        links = merged.links(driver_of(connection))
        others = {merged.survivor(firm, links) for firm in firms}
        others.update(search.under(connection, firms))
        found |= {(Firm.KIND.wire, firm) for firm in others}
    return found


def _blank_row(connection: Connection, kind: Kind, record: bytes) -> None:
    table = RECORDS[kind.name]
    row = connection.execute(select(table).where(table.c.id == record)).first()
    connection.execute(delete(CONFLICT).where(CONFLICT.c.record == record))
    if row is None:
        return  # `stand_in` makes one
    values: dict[str, object] = {c.name: None for c in kind.columns if c.name != "id"}
    values["alive"] = 0
    if kind is Paper.KIND:  # number and hash prove that it was issued
        values = {"content": "", "title": row.number}
    else:
        tally.add(connection, [(kind.name, -row.alive)])
    connection.execute(update(table).where(table.c.id == record).values(values))
