"""`store check`: whether every row is what the journal says, and the journal's chain holds.

SQLite's own check does not see a changed byte in a text column; replaying the journal does.
"""

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Connection, Row, select

from db.conflicts import Live
from db.dots import LiveDots, dot_of
from db.erasing import erased
from db.log import Log
from db.presence import Target
from db.tables import RECORDS, WRITER
from desktop.domain.codecs import Primitive
from desktop.domain.record import ALIVE, Kind
from desktop.domain.records import BY_WIRE, KINDS
from desktop.frames import Group, chained, decode_group


@dataclass(slots=True)
class Findings:
    """What is wrong: records that differ from the journal, writers whose chain is broken."""

    records: list[tuple[str, UUID, str]] = field(default_factory=list)
    chains: list[str] = field(default_factory=list)
    operations: int = 0
    rows: int = 0


def check(connection: Connection) -> Findings:
    """Replay the journal and compare every row with it."""
    findings = Findings()
    replay = _Replay()
    for writer in connection.execute(select(WRITER).order_by(WRITER.c.no)).all():
        _read_writer(Log(connection), writer, findings, replay)
    gone = erased(connection)
    replay.unseen -= gone
    for kind in KINDS:
        _compare(connection, kind, replay, findings, gone)
    for wire, record in sorted(replay.unseen):
        findings.records.append((BY_WIRE[wire].name, UUID(bytes=record), "row"))
    return findings


class _Replay:
    """Every value that an operation wrote, by its dot: what rows are compared with."""

    def __init__(self) -> None:
        self.written: dict[int, Group] = {}
        self.unseen: set[tuple[int, bytes]] = set()

    def read(self, dot: int, group: Group) -> None:
        """Keep an operation; the record that it makes must have a row."""
        self.written[dot] = group
        if group.replaced is None and group.kind in BY_WIRE:
            self.unseen.add((group.kind, group.record))

    def live_value(self, register: int, dots: list[int], made: int) -> list[object]:
        values: list[object] = []
        for dot in dots:
            group = self.written.get(dot)
            if group is None:
                values.append(_UNKNOWN)
            elif register in group.registers:
                values.append(group.values[group.registers.index(register)])
            elif dot == made:
                values.append(1 if register == ALIVE else None)
            else:
                values.append(_UNKNOWN)
        return values


_UNKNOWN = object()


def _read_writer(log: Log, writer: Row[Any], findings: Findings, replay: _Replay) -> None:
    """Read a writer's operations and compare the chain after each row, and at its end."""
    try:
        holds = _replay_writer(log, writer, findings, replay)
    except Exception:  # noqa: BLE001 - whatever a damaged frame does, it is a broken chain
        holds = False
    if not holds:
        findings.chains.append(str(writer.id))


def _replay_writer(log: Log, writer: Row[Any], findings: Findings, replay: _Replay) -> bool:
    chain = b""
    expected = 1
    for stored, parts in log.rows(writer.no):
        for part in parts:
            if part.first != expected:
                return False
            chain = chained(chain, part)
            for place, raw in enumerate(part.groups):
                group = decode_group(raw)
                if group is not None:
                    replay.read(dot_of(writer.no, part.first + place), group)
            expected += len(part.groups)
            findings.operations += len(part.groups)
        if chain != stored:
            return False
    return bool(chain == writer.chain and expected - 1 == writer.last)


def _compare(
    connection: Connection, kind: Kind, replay: _Replay, findings: Findings,
    gone: frozenset[Target],
) -> None:  # fmt: skip
    table = RECORDS[kind.name]
    shown = Live(connection)
    for row in connection.execute(select(*table.columns)):
        findings.rows += 1
        replay.unseen.discard((kind.wire, row.id))
        if (kind.wire, row.id) in gone:
            continue
        cells = cast("tuple[Primitive, ...]", tuple(row))
        live = LiveDots(row.made, row.dots)
        wrong = _first_wrong(kind, cells, live, replay)
        if wrong is None and row.alive != shown.alive(kind, row.id, live)[0]:
            wrong = "alive"
        if wrong is not None:
            findings.records.append((kind.name, UUID(bytes=cast("bytes", cells[0])), wrong))


def _first_wrong(
    kind: Kind, cells: tuple[Primitive, ...], live: LiveDots, replay: _Replay
) -> str | None:
    for register in kind.registers:
        values = replay.live_value(register.wire, live.of(register.wire), live.made)
        held = cells[register.first : register.first + len(register.columns)]
        # compared by cells: of a group, a newer program may have written more than is known here
        if held not in [None if v is _UNKNOWN else register.cells(v) for v in values]:
            return register.name
    return None
