"""What holds of every rule, whatever it is asked."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.records.firm import RelationKind
from desktop.domain.rules.de_minimis import (
    AidCase,
    AidOutcome,
    AidSector,
    Beneficiary,
    DayOfYear,
    Granted,
    de_minimis,
)
from desktop.domain.rules.grouping import Figures, Related
from desktop.domain.rules.reason import Reason
from desktop.domain.rules.size import SIZES, PublicHolding, SizeCase, SizeClass, size_of
from desktop.rule_book import rule_book
from desktop.texts import LANGUAGES, texts

quick = settings(max_examples=100, derandomize=True, deadline=None)
ON = date(2021, 9, 10)

ANY = st.decimals(allow_nan=True, allow_infinity=True)
SOUND = st.decimals(0, 10**9, places=2)
SHARES = st.decimals(0, 100, places=2)
BODIES = st.sampled_from([None, *rule_book().sizes[0].public_kinds, "unheard-of"])


def figures(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Figures]:
    held = st.one_of(st.none(), numbers)
    return st.builds(Figures, held, held, held)


def relations(
    numbers: st.SearchStrategy[Decimal], shares: st.SearchStrategy[Decimal]
) -> st.SearchStrategy[tuple[Related, ...]]:
    def one(inside: st.SearchStrategy[tuple[Related, ...]]) -> st.SearchStrategy[Related]:
        return st.builds(
            Related, st.sampled_from(RelationKind), st.one_of(st.none(), shares),
            st.lists(st.tuples(st.integers(2018, 2021), figures(numbers)), max_size=2).map(tuple),
            st.one_of(st.none(), figures(numbers)), st.booleans(),
            st.sampled_from([None, True, False]), st.sampled_from(["", "A", "B", "C"]),
            st.just(""), inside,
        )  # fmt: skip

    def several(inside: st.SearchStrategy[tuple[Related, ...]]) -> (
        st.SearchStrategy[tuple[Related, ...]]
    ):  # fmt: skip
        return st.lists(one(inside), max_size=3).map(tuple)

    return several(st.recursive(st.just(()), several, max_leaves=6))


def check_reasons(reasons: tuple[Reason, ...]) -> None:
    """Every outcome says why, in both languages, with no value left without a word."""
    assert reasons
    for reason in reasons:
        for language in LANGUAGES:
            sentence = texts(language).reason(reason)
            assert sentence
            assert "{" not in sentence, reason
        assert not any(isinstance(value, float) for value in reason.plain().values())


@quick
@given(
    st.lists(st.tuples(st.integers(-10, 4000), figures(ANY)), max_size=4).map(tuple),
    relations(ANY, ANY),
    st.one_of(st.none(), st.builds(PublicHolding, ANY, BODIES, st.one_of(st.none(), ANY),
                                   st.one_of(st.none(), ANY))),
    st.one_of(st.none(), st.sampled_from(SIZES)), st.booleans(), st.dates(),
)  # fmt: skip
def test_no_size_raises_and_each_says_why(
    years: tuple[tuple[int, Figures], ...], related: tuple[Related, ...],
    public: PublicHolding | None, initial: SizeClass | None, changed: bool, on: date,  # noqa: FBT001 - drawn
) -> None:  # fmt: skip
    case = SizeCase(years, related, public, initial, changed, "A")
    outcome = size_of(case, rule_book().sizes, on)
    check_reasons(outcome.reasons)
    if outcome.size in SIZES and years:
        assert None not in (outcome.figures.staff, outcome.figures.balance)


def total(own: Figures, related: tuple[Related, ...]) -> Figures:
    return size_of(SizeCase(((2020, own),), related), rule_book().sizes, ON).figures


WHOLE = st.builds(Figures, SOUND, SOUND, SOUND)


def known() -> st.SearchStrategy[Related]:
    """Give relations of which everything is known, and chains of them."""

    def around(inside: st.SearchStrategy[Related]) -> st.SearchStrategy[Related]:
        return st.builds(
            Related, st.sampled_from(RelationKind), SHARES, latest=WHOLE,
            through_person=st.booleans(), same_market=st.sampled_from([None, True, False]),
            tax_code=st.sampled_from(["", "", "A", "B"]),
            relations=st.lists(inside, max_size=2).map(tuple),
        )  # fmt: skip

    leaf = st.builds(
        Related, st.sampled_from(RelationKind), SHARES, latest=WHOLE,
        tax_code=st.sampled_from(["", "A"]),
    )  # fmt: skip
    return st.recursive(leaf, around, max_leaves=5)


@quick
@given(WHOLE, st.lists(known(), max_size=3), known())
def test_one_more_relation_never_lowers_the_aggregate(
    own: Figures, related: list[Related], more: Related
) -> None:
    before, after = total(own, tuple(related)), total(own, (*related, more))
    for name in ("staff", "turnover", "balance"):
        assert getattr(after, name) >= getattr(before, name) >= getattr(own, name)


AIDS = st.lists(
    st.builds(
        Granted, st.decimals(0, 400_000, places=2), st.dates(date(2018, 1, 1), date(2028, 12, 31)),
        st.sampled_from(Beneficiary), st.booleans(), st.sampled_from(["", "2023/2832"]),
    ),
    max_size=8,
).map(tuple)  # fmt: skip
STARTS = st.dates(date(2020, 1, 1), date(2020, 12, 31)).map(lambda d: DayOfYear(d.month, d.day))
REGULATIONS = st.sampled_from([None, "1407/2013", "2023/2831"])
CASES = st.builds(
    AidCase, st.decimals(0, 400_000, places=2), st.dates(date(2016, 1, 1), date(2030, 12, 31)),
    AIDS, REGULATIONS, st.sampled_from(AidSector), STARTS,
    st.sampled_from([None, True, False]),
)  # fmt: skip


def judge(case: AidCase) -> AidOutcome:
    return de_minimis(case, rule_book().aids)


def counted(case: AidCase, day: date, outcome: AidOutcome) -> Decimal:
    """Add up, apart from the rule, the amounts that one day may count."""
    through = bool(case.through_person_counts)
    return sum(
        (
            aid.amount or Decimal(0)
            for aid in case.aids
            if aid.date == day
            and aid.beneficiary is not Beneficiary.PARTNER
            and aid.regulation != "2023/2832"
            and (aid.beneficiary is Beneficiary.SELF or not aid.through_person or through)
        ),
        Decimal(0),
    ) * (outcome.regulation is not None)


@quick
@given(CASES)
def test_a_day_on_changes_the_sum_only_by_aids_that_enter_or_leave(case: AidCase) -> None:
    named = replace(case, regulation=case.regulation or "2023/2831")
    today = judge(named)
    tomorrow = judge(replace(named, on=named.on + timedelta(days=1)))
    assert today.first is not None
    assert tomorrow.first is not None
    left, day = Decimal(0), today.first
    while day < tomorrow.first:
        left += counted(named, day, today)
        day += timedelta(days=1)
    entered = counted(named, tomorrow.last, today)
    assert tomorrow.used == today.used - left + entered
    assert today.first <= tomorrow.first


@quick
@given(CASES)
def test_what_is_allowed_fits_and_what_is_not_does_not(case: AidCase) -> None:
    answer = judge(case)
    check_reasons(answer.reasons)
    if answer.regulation is None:
        assert answer.allowed is None
        return
    assert answer.ceiling is not None
    assert answer.residual == max(Decimal(0), answer.ceiling - answer.used)
    assert case.amount is not None
    assert answer.allowed == (case.amount <= answer.residual)
    assert answer.excess == max(Decimal(0), case.amount - answer.residual)


@quick
@given(CASES)
def test_the_day_with_room_is_the_first(case: AidCase) -> None:
    answer = judge(case)
    if answer.room_on is None:
        return
    assert answer.room_on > case.on
    assert judge(replace(case, on=answer.room_on)).allowed
    for earlier in (1, 2, 30, 365):
        before = answer.room_on - timedelta(days=earlier)
        if before > case.on:
            assert not judge(replace(case, on=before)).allowed


@quick
@given(
    st.one_of(st.none(), ANY), st.dates(),
    st.lists(st.builds(Granted, st.one_of(st.none(), ANY), st.one_of(st.none(), st.dates()),
                       st.sampled_from(Beneficiary), st.booleans()), max_size=4).map(tuple),
    st.sampled_from([None, "1407/2013", "2023/2831", "nonsense"]), STARTS,
)  # fmt: skip
def test_no_aid_raises_and_each_says_why(
    amount: Decimal | None, on: date, aids: tuple[Granted, ...], regulation: str | None,
    start: DayOfYear,
) -> None:  # fmt: skip
    outcome = judge(AidCase(amount, on, aids, regulation, year_start=start))
    check_reasons(outcome.reasons)


# --- Beside plain readings of the text --------------------------------------------------------


def plain_staff(own: Decimal, related: tuple[Related, ...]) -> Decimal:
    """Read art. 6 without names, persons or joint holdings: who counts, and how much."""
    return own + sum((whole_staff(r) for r in related), Decimal(0))


def whole_staff(related: Related) -> Decimal:
    """Give what one relation of the firm, or of an enterprise linked with it, brings."""
    assert related.latest is not None
    assert related.latest.staff is not None
    assert related.share is not None
    if is_linked(related):
        return plain_staff(related.latest.staff, related.relations)
    if related.share < 25:
        return Decimal(0)
    chain = related.latest.staff + sum((linked_staff(r) for r in related.relations), Decimal(0))
    return chain * related.share / 100


def linked_staff(related: Related) -> Decimal:
    """Give what the chain of linked enterprises of a partner brings; its partners nothing."""
    assert related.latest is not None
    assert related.latest.staff is not None
    if not is_linked(related):
        return Decimal(0)
    return related.latest.staff + sum((linked_staff(r) for r in related.relations), Decimal(0))


def is_linked(related: Related) -> bool:
    return related.kind is RelationKind.LINKED or (related.share or Decimal(0)) > 50


def nameless() -> st.SearchStrategy[Related]:
    figure = st.integers(0, 300).map(Decimal)
    shares = st.sampled_from(["10", "24.99", "25", "33.3", "50", "50.01", "100"]).map(Decimal)

    def around(inside: st.SearchStrategy[Related] | None) -> st.SearchStrategy[Related]:
        below = st.just(()) if inside is None else st.lists(inside, max_size=2).map(tuple)
        return st.builds(
            Related, st.sampled_from(RelationKind), shares,
            latest=st.builds(Figures, figure, st.just(Decimal(1)), st.just(Decimal(1))),
            relations=below,
        )  # fmt: skip

    return st.recursive(around(None), around, max_leaves=8)


@quick
@given(st.integers(0, 300).map(Decimal), st.lists(nameless(), max_size=4).map(tuple))
def test_the_aggregate_is_that_of_a_plain_reading(
    own: Decimal, related: tuple[Related, ...]
) -> None:
    found = total(Figures(own, Decimal(1), Decimal(1)), related)
    assert found.staff == plain_staff(own, related)


OF_RANK = [Figures(Decimal(n), Decimal(1), Decimal(1)) for n in (1, 20, 100, 300)]


def plain_status(ranks: tuple[int, ...]) -> int:
    """Read art. 4(2): two years in a row beyond the status move it, as far as both reach."""
    status = ranks[0]
    for past, now in pairwise(ranks):
        reached = [rank for rank in range(4) if status < rank <= min(past, now)]
        fallen = [rank for rank in range(4) if max(past, now) <= rank < status]
        status = reached[-1] if reached else fallen[0] if fallen else status
    return status


def test_the_two_years_over_every_run_of_five() -> None:
    for ranks in product(range(4), repeat=5):
        years = tuple((2016 + n, OF_RANK[rank]) for n, rank in enumerate(ranks))
        outcome = size_of(SizeCase(years), rule_book().sizes, ON)
        assert outcome.size is SIZES[plain_status(ranks)], ranks
