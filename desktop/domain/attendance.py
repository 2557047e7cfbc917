"""Attendance in minutes: what a sheet of signatures credits to one person.

A certificate is given on minutes and not on the count of slots: the programme sets the share of
the session that must have been attended.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from desktop.domain.records import Attendance, Slot

USUAL_THRESHOLD = Decimal(80)  # per cent of a session's minutes, where the programme sets none
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SlotTimes:
    """A stretch of a session, from its start to its end on one day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class Presence:
    """A person's signatures: in, out, and the position of the slot they stand beside.

    Without a slot the presence counts in every slot that it overlaps.
    """

    arrived: time | None
    left: time | None
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """Why minutes were not credited, or were counted once; positions in what was given.

    Codes: "no-in-signature", "no-out-signature", "left-before-arrival", "unknown-slot",
    "outside-slot", "counted-once", "slot-without-minutes", "no-slots".
    """

    code: str
    presence: int | None = None
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Attended:
    """What was credited and whether it earns a certificate.

    `share` is a percentage to two decimals, for reading; the certificate is decided on the exact
    one. `by_slot` gives the minutes credited in each slot.
    """

    credited_minutes: int
    total_minutes: int
    share: Decimal
    certificate: bool
    flags: tuple[Flag, ...]
    by_slot: tuple[int, ...]


_Span = tuple[int, int]


def threshold_of(own: Decimal | None) -> Decimal:
    """Give the share, in per cent, that earns a certificate: a programme's own, else the usual."""
    return USUAL_THRESHOLD if own is None else own


def attended(
    slots: Sequence[SlotTimes], presences: Sequence[Presence], threshold: Decimal
) -> Attended:
    """Credit one person's presences in a session's slots.

    Credited is the overlap of in-to-out with the slot; minutes of a slot count once however many
    presences cover them; a presence without both signatures counts nothing. A certificate needs
    at least `threshold` per cent of all minutes.
    """
    lengths = [max(0, _minute(slot.end) - _minute(slot.start)) for slot in slots]
    flags = [Flag("slot-without-minutes", slot=i) for i, length in enumerate(lengths) if not length]
    if not slots:
        flags.append(Flag("no-slots"))
    spans: list[list[_Span]] = [[] for _ in slots]
    for position, presence in enumerate(presences):
        flags.extend(_place(position, presence, slots, spans))
    by_slot = tuple(_covered(held) for held in spans)
    flags.extend(_counted_once(spans, by_slot))
    credited, total = sum(by_slot), sum(lengths)
    exact = Fraction(100 * credited, total) if total else Fraction(0)
    return Attended(
        credited_minutes=credited,
        total_minutes=total,
        share=_rounded(exact),
        certificate=total > 0 and exact >= Fraction(threshold),
        flags=tuple(flags),
        by_slot=by_slot,
    )


def credited(
    slots: Sequence[Slot], rows: Iterable[Attendance], threshold: Decimal
) -> Attended:  # fmt: skip
    """Credit one person's attendances as they are recorded in a session.

    One without a slot counts in every slot that its hours overlap, but only in a session of one
    day: on several days an hour alone does not say which day it was, and it counts in none.
    """
    place = {slot.id: number for number, slot in enumerate(slots)}
    several_days = len({slot.date for slot in slots}) > 1
    times = [SlotTimes(slot.start, slot.end) for slot in slots]
    kept = [row for row in rows if row.slot in place or not several_days]
    return attended(times, [_presence(row, place) for row in kept], threshold)


def _presence(row: Attendance, place: Mapping[UUID, int]) -> Presence:
    return Presence(row.arrived, row.left, None if row.slot is None else place.get(row.slot, -1))


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _place(
    position: int, presence: Presence, slots: Sequence[SlotTimes], spans: list[list[_Span]]
) -> list[Flag]:
    """Add the presence's overlaps to the spans of its slots; answer why it counts nowhere."""
    span = _span(presence, len(slots))
    if isinstance(span, str):
        return [Flag(span, position, presence.slot)]
    where = range(len(slots)) if presence.slot is None else (presence.slot,)
    placed = False
    for index in where:
        slot = slots[index]
        start, end = max(_minute(slot.start), span[0]), min(_minute(slot.end), span[1])
        if start < end:
            spans[index].append((start, end))
            placed = True
    return [] if placed else [Flag("outside-slot", position, presence.slot)]


def _span(presence: Presence, slots: int) -> _Span | str:
    """Give the minutes between the signatures, or the code of what is wrong with them."""
    if presence.slot is not None and not 0 <= presence.slot < slots:
        return "unknown-slot"
    if presence.arrived is None:
        return "no-in-signature"
    if presence.left is None:
        return "no-out-signature"
    if presence.left <= presence.arrived:
        return "left-before-arrival"
    return _minute(presence.arrived), _minute(presence.left)


def _covered(spans: list[_Span]) -> int:
    """Measure the union of the spans, in minutes."""
    minutes = 0
    reached = 0
    for start, end in sorted(spans):
        minutes += max(0, end - max(start, reached))
        reached = max(reached, end)
    return minutes


def _counted_once(spans: list[list[_Span]], by_slot: tuple[int, ...]) -> list[Flag]:
    sums = [sum(end - start for start, end in held) for held in spans]
    return [Flag("counted-once", slot=i) for i, minutes in enumerate(by_slot) if minutes < sums[i]]


def _rounded(share: Fraction) -> Decimal:
    """Round to two decimals, and write 80 rather than 80.00."""
    value = Decimal(share.numerator) / Decimal(share.denominator)
    text = f"{value.quantize(_HUNDREDTH, ROUND_HALF_UP):f}"
    return Decimal(text.rstrip("0").rstrip("."))
