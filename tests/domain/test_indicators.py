"""The quarter's figures: an example worked by hand, and what must never change them."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.indicators import (
    GAPS,
    INDICATORS,
    AidFact,
    ApplicationFact,
    Change,
    Facts,
    FirmFact,
    Indicators,
    Kept,
    Late,
    Period,
    SessionFact,
    indicators,
    quarter_of,
)
from desktop.domain.problems import DeskError
from desktop.domain.records import ApplicationState as State

Q2 = Period(date(2021, 4, 1), date(2021, 6, 30))
Q3 = Period(date(2021, 7, 1), date(2021, 9, 30))


def firm(nth: int, entered: date, **more: object) -> FirmFact:
    held: dict[str, object] = {
        "key": f"F{nth}", "id": bytes([nth]), "kind": "enterprise", "province": "MI",
        "sectors": ("green",), "size": "small", "export": "habitual",
    }  # fmt: skip
    return FirmFact(entered=entered, **(held | more))  # type: ignore[arg-type]  # each value has its type


def session(day: date, *firms: str, **more: object) -> SessionFact:
    held: dict[str, object] = {
        "entered": day, "training": False, "mode": "desk", "line": "L2", "market": "AE",
        "minutes": 45, "firms": frozenset(firms),
    }  # fmt: skip
    return SessionFact(day, **(held | more))  # type: ignore[arg-type]  # as above


def applied(nth: int, arrived: date, state: State, **more: object) -> ApplicationFact:
    held: dict[str, object] = {
        "entered": arrived, "departs": date(2021, 9, 20), "aid": 300_000,
        "granted": date(2021, 9, 15),
    }  # fmt: skip
    return ApplicationFact(f"F{nth}", "DUBAI", arrived, state=state, **(held | more))  # type: ignore[arg-type]  # as above


# Four firms: F1 of the spring; F2 twice, registered by two desks, one without a province; F3 whose
# size is not known; F4, a cluster, of October. Nothing else here has more than a handful of each.
FACTS = Facts(
    firms=(
        firm(1, date(2021, 5, 3)),
        firm(2, date(2021, 7, 9), id=b"b", province=None, sectors=()),
        firm(2, date(2021, 7, 20), id=b"c", sectors=("green", "wood"), size=None),
        firm(3, date(2021, 9, 30), province="LO", size=None, export=None, by_tax_code=False),
        firm(4, date(2021, 10, 1), size="", export=""),
    ),
    sessions=(
        session(date(2021, 6, 30), "F1"),
        session(date(2021, 7, 1), "F1"),
        session(date(2021, 9, 30), "F1", "F2", mode="video", market=None, minutes=30),
        session(date(2021, 8, 2), "F2", "F3", training=True, line="L1", minutes=240, earned=2,
                people=frozenset({"P1", "P2", "P3"}), unnamed=1),
        session(date(2021, 8, 3), "F3", training=True, line="L1", minutes=90, earned=1,
                people=frozenset({"P1"})),
        session(date(2021, 5, 5), "F1", entered=date(2021, 7, 2)),
    ),
    applications=(
        applied(1, date(2021, 9, 1), State.PARTICIPANT, admitted=date(2021, 9, 15)),
        applied(2, date(2021, 9, 2), State.SELECTED, granted=None),
        applied(3, date(2021, 9, 3), State.NOT_ELIGIBLE, reasons=("SETTORE", "TERMINE")),
        applied(3, date(2021, 9, 4), State.EXCLUDED),
        applied(1, date(2021, 9, 5), State.RENOUNCED),
        applied(1, date(2021, 9, 6), State.DRAFT),
        applied(1, date(2021, 9, 7), State.TO_COMPLETE),
    ),
    aids=(
        AidFact("F1", 1_000_00, date(2021, 7, 1), date(2021, 7, 2)),
        AidFact("F1", 50, date(2021, 9, 30), date(2021, 9, 30)),
        AidFact("F2", 77, date(2021, 4, 1), date(2021, 8, 1)),
    ),
    certificates=(date(2021, 6, 30), date(2021, 8, 9)),
    sessions_without_day=1,
    of_other_programmes=2,
)  # fmt: skip


def test_the_example_worked_by_hand() -> None:
    found = indicators(FACTS, Q3)

    assert found.now.totals == {
        "firms.new": 2,  # F2, F3: F1 is of May, F4 of October
        "firms.total": 3,
        "firms.served": 3,
        "orientation.sessions": 2, "orientation.minutes": 75, "orientation.firms": 2,
        "training.sessions": 2, "training.minutes": 330, "training.firms": 2,
        "training.people": 3, "training.earned": 3, "training.certificates": 1,
        "applications.received": 6,  # not the draft
        "applications.firms": 3, "applications.eligible": 2, "applications.excluded": 2,
        "applications.undecided": 1, "applications.renounced": 1,
        "missions.selected": 2, "missions.participants": 1,
        "aid.amount": 300_000, "aid.firms": 1,  # F2's mission names no day of grant
        "recorded_aid.amount": 100_050, "recorded_aid.firms": 1,
    }  # fmt: skip
    assert found.now.parts == {
        "firms.new.province": {"LO": 1, "MI": 1}, "firms.total.province": {"LO": 1, "MI": 2},
        "firms.new.sector": {"green": 2, "wood": 1},
        "firms.total.sector": {"green": 3, "wood": 1},
        "firms.new.size": {"small": 1, "unknown": 1},
        "firms.total.size": {"small": 2, "unknown": 1},
        "firms.new.export": {"habitual": 1, "unknown": 1},
        "firms.total.export": {"habitual": 2, "unknown": 1},
        "firms.new.kind": {"enterprise": 2}, "firms.total.kind": {"enterprise": 3},
        "orientation.sessions.line": {"L2": 2}, "orientation.minutes.line": {"L2": 75},
        "orientation.sessions.mode": {"desk": 1, "video": 1},
        "orientation.minutes.mode": {"desk": 45, "video": 30},
        "orientation.sessions.market": {"AE": 1, "unknown": 1},
        "orientation.minutes.market": {"AE": 45, "unknown": 30},
        "training.sessions.line": {"L1": 2}, "applications.received.mission": {"DUBAI": 6},
        "applications.excluded.reason": {"SETTORE": 1, "TERMINE": 1, "unknown": 1},
    }  # fmt: skip
    assert found.before.totals["firms.new"] == 1
    assert found.before.totals["orientation.sessions"] == 2
    assert found.before.totals["recorded_aid.amount"] == 77
    assert found.differences()["orientation.minutes"] == 75 - 90


def test_the_same_example_says_how_far_it_can_be_relied_on() -> None:
    found = indicators(FACTS, Q3)

    assert found.complete == 2  # F1, and F2 by what its two rows hold together
    assert {code: n for code, n in found.gaps.items() if n} == {
        "firms.size": 1, "firms.export": 1, "firms.tax_code": 1, "sessions.day": 1,
        "sessions.market": 1, "training.person": 1, "applications.reason": 1,
        "missions.grant_on": 1, "other_programmes": 2,
    }  # fmt: skip
    assert set(found.gaps) == set(GAPS)
    assert found.late == (Late("aid", Q2, 1), Late("session", Q2, 1))


def test_a_body_of_which_no_class_is_asked_is_in_no_class_and_lacks_none() -> None:
    found = indicators(FACTS, Period(date(2021, 10, 1), date(2021, 12, 31)))

    assert found.now.totals["firms.new"] == 1
    assert "firms.new.size" not in found.now.parts
    assert "firms.new.export" not in found.now.parts
    assert found.complete == 3


def test_what_an_earlier_report_told_otherwise_is_named() -> None:
    told = {"orientation.sessions": 1, "firms.new": 1, "of-a-newer-program": 3}
    found = indicators(FACTS, Q3, [Kept("MI1-2021-000007", Q2, told)])

    assert found.changes == (Change("MI1-2021-000007", Q2, "orientation.sessions", 1, 2),)


# --- What must never change a figure ----------------------------------------------------------

days = st.dates(date(2021, 3, 1), date(2021, 11, 30))
keys = st.sampled_from(["F1", "F2", "F3", "F4"])
firm_facts = st.lists(
    st.builds(
        FirmFact, key=keys, id=st.binary(min_size=2, max_size=2), entered=days,
        kind=st.sampled_from(["enterprise", "cluster"]),
        province=st.sampled_from([None, "MI", "LO"]),
        sectors=st.sampled_from([(), ("green",), ("green", "wood")]),
        size=st.sampled_from([None, "micro"]), export=st.sampled_from([None, "none"]),
    ), max_size=12, unique_by=lambda one: one.id,
)  # fmt: skip
session_facts = st.lists(
    st.builds(
        SessionFact, day=days, entered=days, training=st.booleans(), mode=st.just("desk"),
        line=st.sampled_from([None, "L1"]), minutes=st.integers(0, 300),
        firms=st.frozensets(keys, max_size=3), people=st.frozensets(st.text("PQ"), max_size=2),
        earned=st.integers(0, 2),
    ), max_size=8,
)  # fmt: skip
application_facts = st.lists(
    st.builds(
        ApplicationFact, firm=keys, mission=st.just("D"), arrived=days, entered=days,
        state=st.sampled_from(State), admitted=st.none() | days, departs=st.none() | days,
        aid=st.none() | st.integers(0, 10**6), granted=st.none() | days,
    ), max_size=8,
)  # fmt: skip


@given(firm_facts, session_facts, application_facts, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_makes_no_difference(
    firms: list[FirmFact], sessions: list[SessionFact], applications: list[ApplicationFact],
    chance: Random,
) -> None:  # fmt: skip
    def counted() -> Indicators:
        return indicators(Facts(firms, sessions, applications), Q3)

    before = counted()
    for held in (firms, sessions, applications):
        chance.shuffle(held)
    assert counted() == before


@given(firm_facts)
def test_a_firm_counts_once_however_often_it_is_registered(firms: list[FirmFact]) -> None:
    found = indicators(Facts(firms), Q3).now
    first = {one.key: min(f.entered for f in firms if f.key == one.key) for one in firms}

    assert found.totals["firms.total"] == sum(day <= Q3.last for day in first.values())
    assert found.totals["firms.new"] == sum(Q3.holds(day) for day in first.values())
    for name in ("province", "size", "export", "kind"):
        assert sum(found.parts.get(f"firms.new.{name}", {}).values()) == found.totals["firms.new"]


@given(firm_facts, firm_facts, session_facts, session_facts)
def test_two_desks_that_join_their_work_count_each_firm_once(
    mine: list[FirmFact], theirs: list[FirmFact], held: list[SessionFact], more: list[SessionFact]
) -> None:
    other = [replace(one, id=b"x" + one.id) for one in theirs]
    joined = indicators(Facts(mine + other, held + more), Q3)
    apart = [indicators(Facts(f, s), Q3).now.totals for f, s in ((mine, held), (other, more))]

    assert joined == indicators(Facts(other + mine, more + held), Q3)
    for code in ("firms.total", "orientation.firms", "training.firms", "training.people"):
        parts = [totals[code] for totals in apart]
        assert max(parts) <= joined.now.totals[code] <= sum(parts)
    for code in ("orientation.sessions", "orientation.minutes", "training.earned"):
        assert joined.now.totals[code] == sum(totals[code] for totals in apart)


@given(application_facts)
def test_every_application_stands_under_just_one_indicator(
    applications: list[ApplicationFact],
) -> None:
    totals = indicators(Facts(applications=applications), Q3).now.totals
    standing = ("eligible", "excluded", "undecided", "renounced")

    assert sum(totals[f"applications.{one}"] for one in standing) == totals["applications.received"]


@given(session_facts, days)
def test_two_periods_side_by_side_hold_what_the_whole_holds(
    sessions: list[SessionFact], cut: date
) -> None:
    if not Q3.first <= cut < Q3.last:
        return
    halves = (Period(Q3.first, cut), Period(date.fromordinal(cut.toordinal() + 1), Q3.last))
    whole = indicators(Facts(sessions=sessions), Q3).now.totals
    parts = [indicators(Facts(sessions=sessions), half).now.totals for half in halves]

    for code in ("orientation.sessions", "orientation.minutes", "training.earned"):
        assert sum(part[code] for part in parts) == whole[code]


# --- Periods ----------------------------------------------------------------------------------


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_lies_in_one_quarter_and_the_one_before_ends_the_day_before(day: date) -> None:
    quarter = quarter_of(day)

    assert quarter.holds(day)
    assert quarter.quarter == (day.month - 1) // 3 + 1
    before = quarter.before()
    assert before.quarter is not None
    assert before.last.toordinal() + 1 == quarter.first.toordinal()


def test_other_periods_are_compared_with_as_many_days_before() -> None:
    odd = Period(date(2021, 7, 10), date(2021, 7, 19))

    assert odd.quarter is None
    assert odd.before() == Period(date(2021, 6, 30), date(2021, 7, 9))
    assert Period(date(2021, 7, 1), date(2021, 8, 31)).quarter is None


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(DeskError, match="period-backwards"):
        Period(date(2021, 7, 2), date(2021, 7, 1))


def test_an_empty_store_has_every_figure_at_nought_and_no_breakdown() -> None:
    found = indicators(Facts(), Q3)

    assert found.now.totals == dict.fromkeys(INDICATORS, 0)
    assert found.now.parts == {}
