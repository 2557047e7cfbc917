"""The journal as rows: a log of frames, its writers, and the chain over its transactions.

A save writes one small loose row. Loose rows are sealed into frames of at most 1 MiB by
joining and compressing; a sealed frame is never cut or joined again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from db.tables import LOG, WRITER
from desktop.frames import (
    FRAME_LIMIT,
    FrameError,
    Opened,
    TransactionPart,
    WriterId,
    chained,
    decode_parts,
    encode_part,
    join_sealed,
    open_frame,
    split_groups,
)

_NO_CHAIN = b""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who changes what and when: what a transaction of the journal says of itself.

    `at` is wall time in milliseconds since 1970 UTC, `seed` 16 random bytes for the leaves.
    """

    tx: UUID
    operator: str
    source: str
    at: int
    seed: bytes


@dataclass(slots=True)
class OwnWriter:
    """A writer of this store: its local number, its name, how far it wrote and its chain."""

    no: int
    id: str
    last: int
    chain: bytes


class Log:
    """The journal of one open store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._names: dict[int, str] = {}
        self._numbers: dict[str, int] = {}

    def own(self, *, private: bool) -> OwnWriter:
        """Give the desk's present writer, the shared or the private one."""
        rows = self.connection.execute(
            select(WRITER).where(WRITER.c.own == 1).order_by(WRITER.c.no)
        )
        found = [row for row in rows if WriterId.parse(row.id).private is private]
        row = found[-1]
        return OwnWriter(row.no, row.id, row.last, row.chain)

    def enrol(self, writer: WriterId, *, own: bool) -> OwnWriter:
        """Give a writer of that name, entered into the store when it is not there yet."""
        row = self.connection.execute(select(WRITER).where(WRITER.c.id == str(writer))).first()
        if row is not None:
            return OwnWriter(row.no, row.id, row.last, row.chain)
        highest = self.connection.execute(select(func.max(WRITER.c.no))).scalar() or 0
        made = OwnWriter(highest + 1, str(writer), 0, _NO_CHAIN)
        self.connection.execute(
            insert(WRITER).values(no=made.no, id=made.id, own=int(own), last=0, chain=_NO_CHAIN)
        )
        return made

    def name_of(self, no: int) -> str:
        """Give the name of a writer by its local number."""
        if no not in self._names:
            found = self.connection.execute(
                select(WRITER.c.id).where(WRITER.c.no == no)
            ).scalar_one()
            self._names[no] = str(found)
        return self._names[no]

    def number_of(self, name: str) -> int:
        """Give the local number of a writer by its name."""
        if name not in self._numbers:
            found = select(WRITER.c.no).where(WRITER.c.id == name)
            self._numbers[name] = int(self.connection.execute(found).scalar_one())
        return self._numbers[name]

    def append(
        self, writer: OwnWriter, stamp: Stamp, names: list[str], groups: list[bytes]
    ) -> None:
        """Write a transaction's operations behind the writer's last, and move its chain on."""
        runs = list(split_groups(groups))
        for number, run in enumerate(runs, start=1):
            part = TransactionPart(
                id=stamp.tx.bytes, operator=stamp.operator, source=stamp.source, at=stamp.at,
                part=number, parts=len(runs), first=writer.last + 1, writers=names,
                salts=stamp.seed, groups=[msgspec.Raw(group) for group in run],
            )  # fmt: skip
            writer.chain = chained(writer.chain, part)
            body = encode_part(part)
            sealed = len(body) >= FRAME_LIMIT // 2
            self.connection.execute(insert(LOG).values(
                writer=writer.no, first=part.first, last=part.first + len(run) - 1,
                sealed=int(sealed), tx_first=part.id, tx_last=part.id, chain=writer.chain,
                body=join_sealed([body]) if sealed else body,
            ))  # fmt: skip
            writer.last += len(run)
        self.connection.execute(
            update(WRITER)
            .where(WRITER.c.no == writer.no)
            .values(last=writer.last, chain=writer.chain)
        )
        self._seal_when_large(writer)

    def _seal_when_large(self, writer: OwnWriter) -> None:
        loose = (LOG.c.writer == writer.no) & (LOG.c.sealed == 0)
        size = self.connection.execute(
            select(func.sum(func.length(LOG.c.body))).where(loose)
        ).scalar()
        if size and size > FRAME_LIMIT:
            self.seal(writer.no)

    def seal(self, writer: int) -> None:
        """Join a writer's loose rows into sealed frames of at most 1 MiB of plain bytes."""
        loose = (LOG.c.writer == writer) & (LOG.c.sealed == 0)
        rows = self.connection.execute(select(LOG).where(loose).order_by(LOG.c.first)).all()
        run: list[Row[Any]] = []
        size = 0
        for row in rows:
            follows = not run or row.first == run[-1].last + 1
            if run and (size + len(row.body) > FRAME_LIMIT or not follows):
                self._join(run)
                run, size = [], 0
            run.append(row)
            size += len(row.body)
        if run:
            self._join(run)

    def _join(self, rows: list[Row[Any]]) -> None:
        first, last = rows[0], rows[-1]
        same = (LOG.c.writer == first.writer) & LOG.c.first.between(first.first, last.first)
        self.connection.execute(delete(LOG).where(same))
        self.connection.execute(insert(LOG).values(
            writer=first.writer, first=first.first, last=last.last, sealed=1,
            tx_first=min(r.tx_first for r in rows), tx_last=max(r.tx_last for r in rows),
            chain=last.chain, body=join_sealed(r.body for r in rows),
        ))  # fmt: skip

    def take(self, writer: OwnWriter, opened: Opened) -> None:
        """Lay a frame from elsewhere into the log as it came, and move the writer on.

        Of a store that went back to an older copy, loose rows may stand where the frame begins:
        it holds the same operations, and takes their place.
        """
        frame = opened.frame
        if frame.first <= writer.last:
            self._make_room(writer, opened)
        elif frame.previous != writer.chain:
            raise FrameError("forked")
        ids = opened.transactions
        self.connection.execute(insert(LOG).values(
            writer=writer.no, first=frame.first, last=frame.last, sealed=1, tx_first=min(ids),
            tx_last=max(ids), chain=frame.chain, body=frame.body, signature=frame.signature,
        ))  # fmt: skip
        self.connection.execute(
            update(WRITER)
            .where(WRITER.c.no == writer.no)
            .values(last=frame.last, chain=frame.chain)
        )

    def _make_room(self, writer: OwnWriter, opened: Opened) -> None:
        if opened.chains.get(writer.last) != writer.chain:
            raise FrameError("forked")
        mine = (LOG.c.writer == writer.no) & (LOG.c.first >= opened.frame.first)
        first = self.connection.execute(select(func.min(LOG.c.first)).where(mine)).scalar()
        if first != opened.frame.first:
            raise FrameError("frame-cut")  # no frame is ever cut: one that follows will fit
        self.connection.execute(delete(LOG).where(mine))

    def chain_at(self, writer: int, seq: int) -> bytes | None:
        """Give the chain after an operation that ends a transaction; None when none ends there."""
        row = self.connection.execute(
            select(LOG.c.first, LOG.c.last, LOG.c.chain)
            .where(LOG.c.writer == writer, LOG.c.first <= seq)
            .order_by(LOG.c.first.desc())
            .limit(1)
        ).first()
        if row is None or row.last < seq:
            return None
        if row.last == seq:
            return bytes(row.chain)
        chain = self.chain_before(writer, row.first)
        for part in self.parts(writer, row.first):
            chain = chained(chain, part)
            if part.first + len(part.groups) - 1 == seq:
                return chain
        return None

    def chain_before(self, writer: int, first: int) -> bytes:
        """Give the chain before a row of the log."""
        held = select(LOG.c.chain).where(LOG.c.writer == writer, LOG.c.last == first - 1)
        return bytes(self.connection.execute(held).scalar() or _NO_CHAIN)

    def row_of(self, writer: int, seq: int) -> int | None:
        """Give the first number of the row that holds an operation; None when none does."""
        row = self.connection.execute(
            select(LOG.c.first, LOG.c.last)
            .where(LOG.c.writer == writer, LOG.c.first <= seq)
            .order_by(LOG.c.first.desc())
            .limit(1)
        ).first()
        return row.first if row is not None and row.last >= seq else None

    def parts(self, writer: int, first: int) -> list[TransactionPart]:
        """Give the parts of the row that begins with an operation of a writer."""
        row = self.connection.execute(
            select(LOG.c.body, LOG.c.sealed).where(LOG.c.writer == writer, LOG.c.first == first)
        ).one()
        return list(decode_parts(open_frame(row.body, sealed=bool(row.sealed))))

    def rows(self, writer: int) -> Iterator[tuple[bytes, list[TransactionPart]]]:
        """Give a writer's rows in order: the chain after each, and its parts."""
        rows = self.connection.execute(
            select(LOG.c.chain, LOG.c.body, LOG.c.sealed)
            .where(LOG.c.writer == writer)
            .order_by(LOG.c.first)
        )
        for row in rows:
            yield row.chain, list(decode_parts(open_frame(row.body, sealed=bool(row.sealed))))

    def of_transaction(self, tx: bytes) -> list[tuple[int, TransactionPart]]:
        """Give the parts of a transaction, each with its writer's local number."""
        rows = self.connection.execute(
            select(LOG.c.writer, LOG.c.body, LOG.c.sealed)
            .where(LOG.c.tx_first <= tx, LOG.c.tx_last >= tx)
            .order_by(LOG.c.writer, LOG.c.first)
        )
        return [
            (row.writer, part)
            for row in rows
            for part in decode_parts(open_frame(row.body, sealed=bool(row.sealed)))
            if part.id == tx
        ]
