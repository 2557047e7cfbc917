"""Selection: arrival, score, ties drawn by a seed, seats, reserve; and the states' machine."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.records import Application, ApplicationState, Counting, Selection
from desktop.domain.rules.case import Points, total_score
from desktop.domain.rules.selection import (
    Entrant,
    Places,
    Placing,
    Selected,
    counting,
    lot,
    select,
    speaking,
)
from desktop.domain.rules.snapshots import Difference, differences
from desktop.domain.rules.states import NEXT, SEATED, MoveError, in_terms, moved, placed, possible

S = ApplicationState
TEN = datetime(2021, 9, 9, 10, tzinfo=UTC)


def entrant(
    nth: int, seconds: float = 0, state: S = S.SUBMITTED, score: int | None = None,
    reserve: int | None = None,
) -> Entrant:  # fmt: skip
    return Entrant(
        UUID(int=nth), f"firm-{nth}", TEN + timedelta(seconds=seconds), state, score, reserve
    )


def places(seats: int | None = 2, quorum: int | None = None, **more: Any) -> Places:  # noqa: ANN401
    return Places(seats, quorum, more.pop("selection", Selection.ARRIVAL), **more)


def stands(done: Selected) -> dict[int, tuple[S, int | None]]:
    return {p.entrant.application.int: (p.state, p.reserve) for p in done.placed}


# --- By arrival ----------------------------------------------------------------------------------


def test_e15_the_tie_for_the_last_seat_is_drawn_and_the_loser_waits_first() -> None:
    three = [entrant(1, 5), entrant(2, 1), entrant(3, 5)]
    done = select(three, places(2), seed=7)
    assert stands(done)[2] == (S.SELECTED, None)
    (drawn,) = done.draws
    assert sorted(i.int for i in drawn.order) == [1, 3]
    assert stands(done)[drawn.order[0].int] == (S.SELECTED, None)
    assert stands(done)[drawn.order[1].int] == (S.RESERVE, 1)
    why = {p.entrant.application.int: p.why for p in done.placed}
    assert why == {1: Placing.DRAW, 2: Placing.ARRIVAL, 3: Placing.DRAW}


def test_the_same_seed_draws_the_same_whatever_the_order_and_seeds_differ() -> None:
    three = [entrant(n) for n in (1, 2, 3)]
    for seed in range(5):
        outcomes = [select(list(p), places(1), seed).draws for p in permutations(three)]
        assert all(draws == outcomes[0] for draws in outcomes)
    orders = {select(three, places(1), seed).draws[0].order for seed in range(40)}
    assert len(orders) == 6  # every order comes up


def test_only_true_ties_are_drawn() -> None:
    assert select([entrant(1, 0), entrant(2, 1)], places(1), seed=1).draws == ()
    within = select([entrant(1, 0.2), entrant(2, 0.7)], places(1), seed=1)
    assert len(within.draws) == 1  # parts of a second do not count
    other = TEN.astimezone(tz=None)
    same = [entrant(1), Entrant(UUID(int=2), "firm-2", other, S.SUBMITTED)]
    assert len(select(same, places(1), seed=1).draws) == 1  # the same moment in another zone


def test_anybody_can_draw_again_from_the_minutes() -> None:
    tied = [entrant(n) for n in (1, 2, 3)]
    done = select(tied, places(1), seed=99)
    again = sorted(tied, key=lambda e: lot(99, e))
    assert done.draws[0].order == tuple(e.application for e in again)


@pytest.mark.parametrize(("seats", "selected", "reserve"), [
    (0, 0, 4), (1, 1, 3), (4, 4, 0), (9, 4, 0), (None, 4, 0),
])  # fmt: skip
def test_seats_are_given_and_the_rest_waits(seats: int | None, selected: int, reserve: int) -> None:
    done = select([entrant(n, n) for n in range(1, 5)], places(seats), seed=1)
    states = [state for state, _ in stands(done).values()]
    assert (states.count(S.SELECTED), states.count(S.RESERVE)) == (selected, reserve)
    numbers = [p.reserve for p in done.placed if p.state is S.RESERVE]
    assert numbers == list(range(1, reserve + 1))


@pytest.mark.parametrize(("quorum", "met"), [(None, True), (0, True), (2, True), (3, False)])
def test_the_quorum_counts_who_has_a_seat(quorum: int | None, *, met: bool) -> None:
    done = select([entrant(n, n) for n in range(1, 6)], places(2, quorum), seed=1)
    assert (done.taken, done.quorum_met) == (2, met)


def test_nobody_applied() -> None:
    done = select([], places(5, 1), seed=1)
    assert (done.placed, done.draws, done.quorum_met) == ((), (), False)


# --- By score ------------------------------------------------------------------------------------


def test_scores_rank_then_arrival_then_the_draw() -> None:
    field = [
        entrant(1, 9, score=80), entrant(2, 5, score=90), entrant(3, 1, score=80),
        entrant(4, 9, score=80),
    ]  # fmt: skip
    done = select(field, places(3, selection=Selection.SCORE), seed=3)
    order = [p.entrant.application.int for p in done.placed]
    assert order[:2] == [2, 3]
    assert set(order[2:]) == {1, 4}
    (drawn,) = done.draws
    assert (drawn.score, len(drawn.order)) == (80, 2)


def test_a_threshold_leaves_out_and_a_missing_score_leaves_open() -> None:
    field = [entrant(1, 1, score=59), entrant(2, 2, score=60), entrant(3, 3)]
    done = select(field, places(5, selection=Selection.SCORE, threshold=60), seed=1)
    assert stands(done) == {1: (S.EXCLUDED, None), 2: (S.SELECTED, None), 3: (S.ELIGIBLE, None)}
    why = {p.entrant.application.int: p.why for p in done.placed}
    assert (why[1], why[3]) == (Placing.BELOW_THRESHOLD, Placing.SCORE_MISSING)


def test_points_are_counted_up_to_what_the_grid_gives() -> None:
    grid = (Points("a", 25), Points("b", 10))
    assert total_score({"a": 20, "b": 5}, grid) == 25
    assert total_score({"a": 99, "b": -3, "c": 50}, grid) == 25
    assert total_score({"a": 20}, grid) is None
    assert total_score({"a": 20, "c": 7}, ()) == 27  # a programme without a grid
    assert total_score({}, ()) is None


# --- Again ---------------------------------------------------------------------------------------


def test_a_seat_that_came_free_goes_to_the_first_who_waits() -> None:
    field = [
        entrant(1, 1, S.CONFIRMED), entrant(3, 3, S.RESERVE, reserve=1),
        entrant(4, 4, S.RESERVE, reserve=2), entrant(5, 0),
    ]  # fmt: skip
    done = select(field, places(2), seed=1)
    assert stands(done) == {
        1: (S.CONFIRMED, None), 3: (S.SELECTED, None), 4: (S.RESERVE, 2), 5: (S.RESERVE, 3),
    }  # fmt: skip
    assert {p.entrant.application.int: p.why for p in done.placed}[3] is Placing.MOVED_UP


def test_no_number_of_the_reserve_list_is_given_twice() -> None:
    # number 1 waits too, but is not eligible today and does not take part
    done = select([entrant(5, 0), entrant(6, 1)], Places(0, None, Selection.ARRIVAL, last=1), 1)
    assert stands(done) == {5: (S.RESERVE, 2), 6: (S.RESERVE, 3)}


def test_another_seed_does_not_change_who_was_placed() -> None:
    first = select([entrant(n) for n in (1, 2, 3, 4)], places(2), seed=1)
    again = [
        entrant(p.entrant.application.int, 0, p.state, reserve=p.reserve) for p in first.placed
    ]
    assert stands(select(again, places(2), seed=2)) == stands(first)


moments = st.integers(0, 3)
fields = st.lists(
    st.tuples(st.integers(1, 30), moments, st.sampled_from([S.SUBMITTED, S.SELECTED, S.RESERVE]),
              st.one_of(st.none(), st.integers(0, 100)), st.one_of(st.none(), st.integers(1, 9))),
    unique_by=lambda row: row[0], max_size=9,
)  # fmt: skip


@given(fields, st.one_of(st.none(), st.integers(0, 6)), st.sampled_from(Selection), st.integers(0))
def test_nobody_is_lost_and_no_seat_is_given_twice(
    rows: list[tuple[int, int, S, int | None, int | None]], seats: int | None, mode: Selection,
    seed: int,
) -> None:  # fmt: skip
    entrants = [entrant(n, at, state, score, reserve) for n, at, state, score, reserve in rows]
    done = select(entrants, places(seats, selection=mode, threshold=50), seed)
    assert sorted(p.entrant.application.int for p in done.placed) == sorted(r[0] for r in rows)
    before = sum(e.state in SEATED for e in entrants)
    taken = sum(p.state in SEATED for p in done.placed)
    assert taken == done.taken
    assert before <= taken
    assert seats is None or taken <= max(seats, before)
    free = seats is None or taken < seats
    assert not (free and any(p.state is S.RESERVE for p in done.placed))
    for p in done.placed:
        assert (p.reserve is not None) == (p.state is S.RESERVE)
        assert p.entrant.state not in SEATED or p.state is p.entrant.state


# --- Which application counts --------------------------------------------------------------------


def test_of_a_firm_the_last_in_time_counts() -> None:
    rows = [(UUID(int=n), "one", TEN + timedelta(hours=n)) for n in (1, 2, 3)]
    rows.append((UUID(int=9), "other", TEN))
    assert counting(rows, None, Counting.LAST) == {
        UUID(int=1): UUID(int=3), UUID(int=2): UUID(int=3)}  # fmt: skip
    deadline = TEN + timedelta(hours=2)
    assert counting(rows, deadline, Counting.LAST) == {UUID(int=1): UUID(int=2)}
    assert counting(rows, deadline, Counting.FIRST) == {UUID(int=2): UUID(int=1)}
    assert counting(rows, TEN - timedelta(hours=1), Counting.LAST) == {}


def applied(nth: int, *, firm: int = 1, state: S = S.SUBMITTED) -> Application:
    return Application(
        id=UUID(int=nth), mission=UUID(int=99), firm=UUID(int=firm), state=state,
        arrived_at=TEN + timedelta(hours=nth),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("states", "counts", "speaks"),
    [
        ((S.SUBMITTED, S.SUBMITTED, S.NOT_ELIGIBLE), Counting.LAST, 2),  # the third is out of term
        ((S.SUBMITTED, S.SUBMITTED, S.NOT_ELIGIBLE), Counting.FIRST, 1),
        ((S.SELECTED, S.SUBMITTED, S.NOT_ELIGIBLE), Counting.LAST, 1),
        ((S.EXCLUDED, S.RENOUNCED), Counting.LAST, 2),
        ((S.EXCLUDED, S.RENOUNCED, S.SUBMITTED), Counting.LAST, 3),
        ((S.SUBMITTED, S.DRAFT), Counting.LAST, 1),
        ((S.DRAFT, S.DRAFT), Counting.LAST, 2),
    ],
)
def test_of_a_firm_the_seat_speaks_else_what_counts(
    states: tuple[S, ...], counts: Counting, speaks: int
) -> None:
    deadline = TEN + timedelta(hours=2)
    own = [applied(nth, state=state) for nth, state in enumerate(states, 1)]
    found = speaking([*own, applied(9, firm=2)], deadline, counts)
    assert {firm.int: held.id.int for firm, held in found.items()} == {1: speaks, 2: 9}


# --- States --------------------------------------------------------------------------------------

BY_DAY = date(2021, 9, 20)


def application(state: S, **more: Any) -> Application:  # noqa: ANN401
    return Application(
        id=UUID(int=1), mission=UUID(int=2), firm=UUID(int=3), arrived_at=TEN, state=state, **more
    )


@pytest.mark.parametrize("state", list(S))
def test_only_what_may_follow_follows(state: S) -> None:
    for wanted in S:
        if wanted in possible(state):
            assert moved(application(state), wanted, "perché", BY_DAY).state is wanted
            continue
        with pytest.raises(MoveError) as refused:
            moved(application(state), wanted, "perché", BY_DAY)
        assert refused.value.possible == possible(state)
        assert refused.value.code == ("move-illegal" if possible(state) else "move-ended")


def test_every_state_is_known_and_all_lead_to_an_end() -> None:
    assert set(NEXT) == set(S)
    reached = {S.DRAFT}
    for _ in S:
        reached |= {after for state in reached for after in possible(state)}
    assert reached == set(S)
    assert {state for state in S if not possible(state)} == {S.EXCLUDED, S.RENOUNCED, S.CONCLUDED}
    assert S.SELECTED not in possible(S.NOT_ELIGIBLE)
    assert S.PARTICIPANT not in possible(S.SELECTED)


def test_the_way_of_one_application_keeps_its_days() -> None:
    held = application(S.ELIGIBLE)
    held = moved(held, S.RESERVE, "attesa", BY_DAY)
    assert (held.admitted_on, held.why) == (None, "attesa")
    held = placed(held, S.RESERVE, "in attesa", BY_DAY, reserve=3)
    assert held.reserve == 3
    assert placed(held, S.SELECTED, "posto", BY_DAY, reserve=3).reserve is None
    held = moved(held, S.SELECTED, "subentra", BY_DAY)
    assert (held.reserve, held.admitted_on) == (None, BY_DAY)
    held = moved(held, S.CONFIRMED, "conferma", BY_DAY + timedelta(days=1))
    assert held.admitted_on == BY_DAY
    held = moved(held, S.RENOUNCED, "rinuncia", BY_DAY + timedelta(days=5))
    assert held.renounced_on == BY_DAY + timedelta(days=5)


@pytest.mark.parametrize(("days_after", "limit", "timely"), [
    (10, 10, True), (11, 10, False), (0, 0, True), (99, None, True),
])  # fmt: skip
def test_a_renunciation_is_in_terms_to_the_day(
    days_after: int, limit: int | None, *, timely: bool
) -> None:
    assert in_terms(BY_DAY, BY_DAY + timedelta(days=days_after), limit) is timely
    assert in_terms(None, BY_DAY, 0)
    assert in_terms(date.max, date.max, 10)


# --- Kept outcomes -------------------------------------------------------------------------------


def finding(code: str, severity: str = "R", **data: object) -> dict[str, object]:
    return {"code": code, "severity": severity, "data": data, "on": "2021-09-10", "sentence": code}


def test_differences_tell_what_came_went_and_weighs_otherwise() -> None:
    before = [finding("A"), finding("B", days=1), finding("C"), finding("C", nth=2)]
    after = [finding("A") | {"on": "2021-10-01"}, finding("B", days=2), finding("C"), finding("D")]
    found = [(d.what, d.code) for d in differences(before, after)]
    assert found == [
        (Difference.CHANGED, "B"), (Difference.CAME, "D"), (Difference.WENT, "C"),
    ]  # fmt: skip
    assert differences(before, before) == ()
    assert [d.what for d in differences([finding("A", "B")], [finding("A", "R")])] == [
        Difference.CHANGED]  # fmt: skip
