"""What holds of every eligibility: it never fails, always says why, and keeps its order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codecs import ROME, Country, Money, Percent, Province, Rea, TaxCode
from desktop.domain.records import (
    Accounts,
    Address,
    Aid,
    Application,
    Consent,
    Counting,
    Declaration,
    Delegate,
    Firm,
    FirmKind,
    FirmStatus,
    LargestSize,
    Mission,
    Outcome,
    Profile,
    Relation,
    RelationKind,
    Site,
    SiteKind,
    SiteStatus,
)
from desktop.domain.rules.case import Applicant, Case, Terms, Training
from desktop.domain.rules.eligibility import EligibilityOutcome, evaluate, outcome_of
from desktop.domain.rules.mending import mends, together
from desktop.domain.rules.moments import in_rome, second
from desktop.domain.rules.reason import Severity, Titled
from desktop.rule_book import rule_book
from desktop.texts import texts

ids = st.integers(1, 40).map(lambda n: UUID(int=n))
days = st.dates()
moments = st.datetimes(timezones=st.sampled_from([UTC, ROME]))
money = st.integers(0, 1 << 62).map(Money)
figures = st.decimals(0, 10**9, places=2)
few = st.text("abc -", max_size=5)
provinces = st.sampled_from(["MI", "PC", "lo", ""]).map(Province)
maybe = st.none()
codes = st.sampled_from(["DIR", "DURC", "EXP", "LIQ", "MAF", "RI", "dir", "ZZZ", ""])
names = st.lists(st.sampled_from(["green", "food", "x", "suppliers", "training"]), max_size=3)
Z = UUID(int=0)

firms = st.builds(
    Firm, id=ids, name=few, kind=st.sampled_from(FirmKind), status=st.sampled_from(FirmStatus),
    tax_code=st.sampled_from([None, "1", "2"]).map(lambda c: c and TaxCode(c)),
    rea=st.sampled_from([None, "", "M", "MI-1", "PC-9"]).map(lambda r: r and Rea(r)),
    sectors=names.map(tuple), register_date=maybe | days,
    fiscal_year_start=st.sampled_from([None, "01-01", "02-29", "12-31"]),
    profile=maybe | st.builds(Profile, en=maybe | few),
    registered_office=maybe | st.builds(Address, province=maybe | provinces),
)  # fmt: skip
applicants = st.builds(
    Applicant, firm=firms,
    sites=st.lists(st.builds(
        Site, id=ids, firm=ids, kind=st.sampled_from(SiteKind), status=st.sampled_from(SiteStatus),
        address=maybe | st.builds(Address, province=maybe | provinces)), max_size=3).map(tuple),
    accounts=st.lists(st.builds(
        Accounts, id=ids, firm=ids, year=st.integers(1900, 2100), staff=maybe | figures,
        turnover=maybe | money, balance=maybe | money), max_size=3).map(tuple),
    relations=st.lists(st.builds(
        Relation, id=ids, firm=ids, within=maybe | ids, kind=st.sampled_from(RelationKind),
        share=maybe | st.decimals(0, 100, places=2).map(Percent), name=maybe | few,
        tax_code=maybe | few, country=st.just(None), through_person=st.booleans(),
        year=maybe | st.integers(1900, 2100), staff=maybe | figures, turnover=maybe | money,
        balance=maybe | money), max_size=3, unique_by=lambda r: r.id).map(tuple),
    aids=st.lists(st.builds(Aid, id=ids, firm=ids, amount=money, date=days), max_size=3).map(tuple),
    linked_aids=st.lists(st.builds(Aid, id=ids, firm=ids, amount=money, date=days),
                         max_size=2).map(tuple),
    declarations=st.lists(st.builds(
        Declaration, id=ids, firm=ids, code=codes, date=maybe | days,
        year=maybe | st.integers(1900, 2100), outcome=st.sampled_from(Outcome)),
        max_size=4).map(tuple),
    consents=st.lists(st.builds(Consent, id=ids, firm=ids, given=st.booleans(),
                                purpose=st.sampled_from(["catalogue", "extra_eu"])),
                      max_size=2).map(tuple),
    trainings=st.lists(st.builds(
        Training, session=few, day=maybe | days, credited_minutes=st.integers(0, 999),
        total_minutes=st.integers(0, 999), earned=st.booleans(), hours=st.booleans()),
        max_size=2).map(tuple),
)  # fmt: skip
missions = st.builds(
    Mission, id=ids, programme=few, code=few, title=few, market=st.just(Country("AE")),
    line=st.sampled_from([None, "L2"]), sectors=names.map(tuple), starts=maybe | days,
    ends=maybe | days, deadline=maybe | moments, grant_on=maybe | days, aid=maybe | money,
    regulation=st.sampled_from([None, "1407/2013", "2023/2831", "altro"]),
    reduce_to_residual=st.booleans(), largest_size=maybe | st.sampled_from(LargestSize),
    required=names.map(tuple),
)  # fmt: skip
terms = st.builds(
    Terms, code=few, version=st.integers(0, 9), known=st.booleans(), region=few,
    provinces=st.sampled_from([frozenset(), frozenset({"MI", "LO"})]), export_only=st.booleans(),
    declarations=st.lists(codes, max_size=4).map(tuple),
    needs=st.lists(st.sampled_from(["pec", "people", "ateco", "mai"]), max_size=3).map(tuple),
    counting=st.sampled_from(Counting),
    training_lines=st.just({"L1": Titled("L1", "Formazione", "Training")}),
    sectors=st.just({"green": Titled("green", "Verde", "Green")}),
    matrix=st.sampled_from([frozenset(), frozenset({("green", "AE", None), ("x", "CA", "L2")})]),
    passport_months=st.sampled_from([{}, {"AE": 6}]),
)  # fmt: skip
applications = st.builds(
    Application, id=ids, mission=ids, firm=ids, arrived_at=moments,
    export_only=maybe | st.booleans(), objectives=names.map(tuple), protocol=maybe | few,
)  # fmt: skip
cases = st.builds(
    Case, applicant=applicants, mission=missions, terms=terms, on=days,
    application=maybe | applications, stands=st.one_of(maybe, maybe, applications),
    delegates=st.lists(st.builds(Delegate, id=ids, application=ids, family_name=few,
                                 given_name=few, passport_expiry=maybe | days),
                       max_size=3).map(tuple),
)  # fmt: skip


@given(cases)
def test_no_case_fails_and_every_outcome_says_why(case: Case) -> None:
    found = evaluate(case, rule_book())
    assert found.reasons
    assert found.outcome is outcome_of(found.reasons)
    assert (found.outcome is EligibilityOutcome.ELIGIBLE) == (not found.open)
    for reason in found.reasons:
        assert reason.on == case.on
        assert reason.code
        for language in ("it", "en"):
            assert texts(language).reason(reason)
    assert evaluate(case, rule_book()) == found


@given(cases)
def test_what_would_mend_is_told_of_every_open_reason_and_of_no_other(case: Case) -> None:
    found = evaluate(case, rule_book())
    told = mends(case, found, rule_book())
    assert [mend.reason for mend in told] == list(found.open)
    for mend in told:
        assert (mend.outcome is EligibilityOutcome.ELIGIBLE) == mend.enough
        assert mend.outcome is None or mend.enough == (not mend.left)
        assert texts("it").mend(mend)
    outcome = together(case, found, rule_book())
    if len(told) == 1 and told[0].outcome is not None:
        assert outcome is told[0].outcome
    assert evaluate(case, rule_book()) == found  # nothing of the case was changed


@given(cases, st.data())
def test_the_order_of_records_changes_nothing(case: Case, data: st.DataObject) -> None:
    held = case.applicant
    declared = tuple({d.id: d for d in held.declarations}.values())
    shuffled = data.draw(st.permutations(declared))
    one = replace(case, applicant=replace(held, declarations=declared))
    other = replace(case, applicant=replace(held, declarations=tuple(shuffled)))
    codes_of = [[r.code for r in evaluate(c, rule_book()).reasons] for c in (one, other)]
    assert codes_of[0] == codes_of[1]


@given(cases)
def test_reasons_of_one_weight_decide_the_outcome(case: Case) -> None:
    found = evaluate(case, rule_book())
    weights = {r.severity for r in found.reasons}
    expected = EligibilityOutcome.ELIGIBLE
    if Severity.NOT_VERIFIABLE in weights:
        expected = EligibilityOutcome.NOT_VERIFIABLE
    if Severity.REMEDIABLE in weights:
        expected = EligibilityOutcome.TO_COMPLETE
    if Severity.BLOCKS in weights:
        expected = EligibilityOutcome.NOT_ELIGIBLE
    assert found.outcome is expected


def test_moments_at_the_ends_of_the_calendar_are_compared() -> None:
    assert second(datetime.min.replace(tzinfo=UTC)) < second(datetime.max.replace(tzinfo=UTC))
    assert in_rome(datetime.max.replace(tzinfo=UTC)).year == date.max.year
    twice = [datetime(2021, 10, 31, 2, 30, tzinfo=ROME, fold=fold) for fold in (0, 1)]
    assert second(twice[1]) - second(twice[0]) == 3600  # the hour that comes twice
