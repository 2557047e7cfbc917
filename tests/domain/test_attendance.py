"""Attendance in minutes: the worked examples A1 to A5 and what a real sheet adds."""

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attendance import Attended, Flag, Presence, SlotTimes, attended

quick = settings(max_examples=150, derandomize=True, deadline=None)


def at(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def slot(start: str, end: str) -> SlotTimes:
    return SlotTimes(time.fromisoformat(start), time.fromisoformat(end))


def signed(arrived: str, left: str, place: int | None = None) -> Presence:
    return Presence(at(arrived), at(left), place)


DAY = (slot("09:00", "11:00"), slot("14:00", "16:00"))
EIGHTY = Decimal(80)


def result(credited: int, share: str, *by_slot: int, certificate: bool) -> Attended:
    """Give what is expected of a day of 240 minutes that went without a flag."""
    return Attended(credited, 240, Decimal(share), certificate, (), by_slot)


def judge(*presences: Presence) -> Attended:
    return attended(DAY, presences, EIGHTY)


def test_a1_a_late_arrival_is_not_credited() -> None:
    answer = judge(signed("09:20", "11:00", 0), signed("14:00", "16:00", 1))
    assert answer == result(220, "91.67", 100, 120, certificate=True)


def test_a2_half_a_day_is_not_enough() -> None:
    answer = judge(signed("09:00", "11:00", 0))
    assert answer == result(120, "50", 120, 0, certificate=False)


def test_a3_one_pair_of_signatures_over_the_day_is_capped_by_the_slots() -> None:
    answer = judge(signed("08:45", "16:30"))
    assert answer == result(240, "100", 120, 120, certificate=True)


def test_a4_exactly_the_threshold_is_enough_and_a_minute_less_is_not() -> None:
    enough = judge(signed("09:00", "11:00", 0), signed("14:00", "15:12", 1))
    assert (enough.credited_minutes, enough.share, enough.certificate) == (192, EIGHTY, True)
    less = judge(signed("09:00", "11:00", 0), signed("14:00", "15:11", 1))
    assert (less.credited_minutes, less.share, less.certificate) == (191, Decimal("79.58"), False)


def test_a5_without_a_signature_out_the_slot_is_not_credited_and_is_told() -> None:
    answer = judge(signed("09:00", "11:00", 0), signed("14:00", "", 1))
    assert (answer.by_slot, answer.certificate) == ((120, 0), False)
    assert answer.flags == (Flag("no-out-signature", presence=1, slot=1),)


def test_the_certificate_is_decided_on_the_exact_share() -> None:
    slots = [slot("00:00", "23:59")] * 20
    total = 20 * 1439
    all_but_one = [Presence(time(0), time(23, 59), place) for place in range(19)]
    answer = attended(slots, [*all_but_one, signed("00:00", "23:58", 19)], Decimal(100))
    assert (answer.credited_minutes, answer.total_minutes) == (total - 1, total)
    assert answer.share == Decimal(100)
    assert not answer.certificate


@pytest.mark.parametrize(
    ("presence", "flag"),
    [
        (signed("", "11:00", 0), Flag("no-in-signature", 0, 0)),
        (signed("", ""), Flag("no-in-signature", 0, None)),
        (signed("11:00", "09:00", 0), Flag("left-before-arrival", 0, 0)),
        (signed("09:00", "09:00", 0), Flag("left-before-arrival", 0, 0)),
        (signed("14:00", "16:00", 0), Flag("outside-slot", 0, 0)),
        (signed("12:00", "13:00"), Flag("outside-slot", 0, None)),
        (signed("09:00", "11:00", 2), Flag("unknown-slot", 0, 2)),
        (signed("09:00", "11:00", -1), Flag("unknown-slot", 0, -1)),
    ],
)
def test_what_earns_no_minutes_is_told(presence: Presence, flag: Flag) -> None:
    answer = judge(presence)
    assert answer.credited_minutes == 0
    assert answer.flags == (flag,)


def test_presences_that_overlap_count_once() -> None:
    answer = judge(
        signed("09:00", "10:30", 0), signed("10:00", "11:00", 0), signed("09:15", "09:30", 0)
    )
    assert answer.by_slot == (120, 0)
    assert answer.flags == (Flag("counted-once", slot=0),)


def test_a_break_between_two_presences_is_not_credited() -> None:
    answer = judge(signed("09:00", "09:30", 0), signed("10:30", "11:00", 0))
    assert answer.by_slot == (60, 0)
    assert answer.flags == ()


def test_a_presence_beside_a_slot_counts_in_that_slot_alone() -> None:
    assert judge(signed("08:00", "18:00", 1)).by_slot == (0, 120)


def test_a_session_without_minutes_earns_nothing() -> None:
    none = attended((), (), Decimal(0))
    assert (none.credited_minutes, none.total_minutes, none.share) == (0, 0, Decimal(0))
    assert not none.certificate
    assert none.flags == (Flag("no-slots"),)
    backwards = attended((slot("11:00", "09:00"),), (signed("09:00", "11:00"),), EIGHTY)
    assert (backwards.total_minutes, backwards.certificate) == (0, False)
    assert Flag("slot-without-minutes", slot=0) in backwards.flags


TIMES = st.one_of(st.none(), st.times())
PRESENCES = st.lists(
    st.builds(Presence, TIMES, TIMES, st.one_of(st.none(), st.integers(-1, 3))), max_size=6
)
SLOTS = st.lists(st.builds(SlotTimes, st.times(), st.times()), max_size=3)


@quick
@given(SLOTS, PRESENCES, st.decimals(0, 100, places=2))
def test_minutes_never_pass_the_slots_and_order_does_not_matter(
    slots: list[SlotTimes], presences: list[Presence], threshold: Decimal
) -> None:
    answer = attended(slots, presences, threshold)
    assert 0 <= answer.credited_minutes <= answer.total_minutes
    assert answer.credited_minutes == sum(answer.by_slot)
    turned = attended(slots, presences[::-1], threshold)
    assert (turned.by_slot, turned.certificate) == (answer.by_slot, answer.certificate)
    again = attended(slots, presences * 2, threshold)
    assert again.by_slot == answer.by_slot
