"""What of the frames that came can be applied, and in which order. Pure.

A frame waits for its writer's earlier ones, for every operation that it replaces and for every
record that it refers to. What waits keeps no other writer waiting.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from desktop.frames import Frame, Opened


@dataclass(frozen=True, slots=True)
class Held:
    """A frame that cannot be applied yet: why, and what it waits for."""

    frame: Frame
    reason: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Frames in the order in which they are to be applied, those that wait, those here already.

    `erased` are the records (with their kinds) whose erasure some of them order.
    """

    apply: tuple[Opened, ...]
    wait: tuple[Held, ...]
    known: tuple[Frame, ...]
    erased: frozenset[tuple[int, bytes]]


def plan(seen: Mapping[str, int], offered: Iterable[Opened], here: Collection[bytes]) -> Plan:
    """Order frames; `seen` is the last number of each writer, `here` the records with a row.

    A record whose erasure some frame orders is waited for no more: nothing may be left of it.
    """
    offered = tuple(offered)
    last = dict(seen)
    erased = frozenset(target for one in offered for target in one.needs.erases)
    records = {*here, *(record for _, record in erased)}
    queues: dict[str, list[Opened]] = {}
    known: list[Frame] = []
    for one in sorted(offered, key=lambda o: (o.frame.writer, o.frame.first, o.frame.last)):
        if one.frame.last <= last.get(one.frame.writer, 0):
            known.append(one.frame)
        else:
            queues.setdefault(one.frame.writer, []).append(one)
    order: list[Opened] = []
    while ready := [q for q in queues.values() if q and _lacks(q[0], last, records) is None]:
        for queue in ready:
            while queue and _lacks(queue[0], last, records) is None:
                one = queue.pop(0)
                if one.frame.last > last.get(one.frame.writer, 0):
                    order.append(one)
                    last[one.frame.writer] = one.frame.last
                    records |= one.needs.makes
    waiting = [
        Held(one.frame, *(_lacks(one, last, records) or ("gap", "")))
        for queue in queues.values()
        for one in queue
    ]
    return Plan(tuple(order), tuple(waiting), tuple(known), erased)


def _lacks(
    one: Opened, last: Mapping[str, int], records: Collection[bytes]
) -> tuple[str, str] | None:
    """Give why a frame cannot be applied, and what it waits for; None when it can."""
    writer = one.frame.writer
    if one.frame.first > last.get(writer, 0) + 1:
        return "gap", f"{writer}:{last.get(writer, 0) + 1}"
    for other, seq in sorted(one.needs.dots.items()):
        if other != writer and last.get(other, 0) < seq:
            return "earlier-work", f"{other}:{seq}"
    if any(record not in records for record in one.needs.records):
        return "record-missing", writer
    return None
