"""Answers of the rules and a selection for the tests of their papers, on the invented records."""

from dataclasses import replace
from datetime import UTC, date, datetime

from desktop.documents import (
    KINDS,
    DrawFacts,
    EligibilitySource,
    JudgedFacts,
    MinutesSource,
    RankedFacts,
    Source,
)
from desktop.domain.codecs import TaxCode
from desktop.domain.indicators import Period
from desktop.domain.records import ApplicationState, Firm, LegalForm, Ranking, Selection
from desktop.domain.rules.case import Applicant, Case, Terms, Training
from desktop.domain.rules.eligibility import evaluate
from desktop.domain.rules.mending import mends, together
from desktop.domain.rules.reason import Titled
from desktop.domain.rules.selection import Placing
from desktop.rule_book import rule_book
from tests.documents import quarter, samples

S = ApplicationState
DAY = date(2021, 9, 13)
PERSON = "RSSMRA85T10A562S"  # an invented person's code, known from the tax office's own example


def terms() -> Terms:
    held = samples.programme()
    return Terms(
        code=held.programme.code, version=1, act=held.programme.legal_basis or "",
        region="Lombardia", provinces=frozenset({"BG", "BS", "CO", "LC", "LO", "MB", "MI"}),
        export_only=True, declarations=("DURC", "DIR"), needs=("pec", "rea"),
        training_lines={"L1": Titled("L1", "Formazione", "Training")},
        sectors={s.code: Titled(s.code, s.title, s.title_en or s.title) for s in held.sectors},
        passport_months={"AE": 6},
    )  # fmt: skip


def case(nth: int) -> Case:
    """Give a case; every fourth firm lacks its English profile, every ninth a regular DURC."""
    held = samples.application(nth, S.UNDER_REVIEW)
    facts = held.firm
    training = Training("MI1-2021-0001", date(2021, 7, 8), 220, 240, earned=nth != 1)
    applicant = Applicant(
        facts.firm, facts.sites, facts.people, facts.accounts, facts.relations, (),
        facts.declarations, facts.consents, (training,),
    )  # fmt: skip
    return Case(
        applicant, samples.mission(), terms(), DAY, held.application, held.delegates
    )  # fmt: skip


def judged(one: Case) -> JudgedFacts:
    book = rule_book()
    found = evaluate(one, book)
    return JudgedFacts(case=one, eligibility=found, mends=mends(one, found, book),
                       together=together(one, found, book))  # fmt: skip


def report(*, whole: bool = False) -> EligibilitySource:
    """Give the source of a report on the fourth firm, or on the first five."""
    cases = [case(nth) for nth in range(5)] if whole else [case(3)]
    return EligibilitySource(
        mission=samples.mission(), programme=samples.programme(),
        judged=tuple(map(judged, cases)), whole=whole,
    )  # fmt: skip


def person(nth: int) -> Firm:
    """Give a sole trader, whose name is a person's."""
    return samples.firm(nth, name="Bottega di Mario Rossi", tax_code=TaxCode(PERSON),
                        legal_form=LegalForm.DI)  # fmt: skip


def line(nth: int, state: S, why: str = Placing.ARRIVAL, **more: object) -> RankedFacts:
    arrived = datetime(2021, 9, 1 + nth, 8, nth, 5, tzinfo=UTC)
    made = RankedFacts(
        application=samples.made(f"application {nth}"), firm=samples.firm(nth),
        arrived_at=arrived, state=state, why=why, place=nth + 1,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # each value has its type


def minutes(**changed: object) -> MinutesSource:
    """Give a selection for two seats: a tie, a sole trader who waits, another left out."""
    tied = datetime(2021, 9, 3, 8, 2, 5, tzinfo=UTC)
    lines = (
        line(0, S.SELECTED),
        line(1, S.SELECTED, Placing.DRAW, arrived_at=tied),
        line(2, S.RESERVE, Placing.DRAW, arrived_at=tied, reserve=1, firm=person(2)),
        line(3, S.NOT_ELIGIBLE, "SETTORE_NON_AMMESSO", place=None,
             said=("Il settore dell’impresa non è ammesso.",)),
        line(4, S.TO_COMPLETE, "DURC_SCADUTO, PROFILO_EN_MANCANTE", place=None, firm=person(4),
             said=("DURC scaduto.", "Manca il profilo in inglese.")),
    )  # fmt: skip
    held = MinutesSource(
        mission=samples.mission(), programme=samples.programme(), lines=lines, seats=2, quorum=6,
        quorum_met=False, withdrawn=1,
        ranking=Ranking(
            id=samples.made("ranking"), mission=samples.made("mission"),
            made_at=datetime(2021, 9, 24, 8, 0, tzinfo=UTC), selection=Selection.ARRIVAL,
            seed=20210924, rules="internazionalizzazione-2021/1", minutes="{}",
        ),
        draws=(DrawFacts(arrived_at=tied, score=None,
                         order=(samples.made("application 1"), samples.made("application 2"))),),
    )  # fmt: skip
    return replace(held, **changed)  # type: ignore[arg-type]  # each value has its type


PAIRS = ("en-it", "en-fr", "en-ar", "ar-en", "it-ar")  # side by side; both ways round once


def languages(kind: str) -> tuple[str, ...]:
    """Give the languages in which a kind is looked at: all of its own, and pairs of them."""
    held = KINDS[kind]
    return (*held.languages, *(PAIRS if held.side_by_side else ()))


def every_kind() -> dict[str, tuple[Source, ...]]:
    """Give for each kind of paper, of rules and figures too, a source of each of its forms."""
    return samples.every_kind() | {
        "eligibility-report": (report(), report(whole=True)),
        "selection-minutes": (minutes(),),
        "quarterly-report": (
            quarter.quarter(),
            quarter.quarter(Period(date(2021, 9, 1), date(2021, 10, 15))),
        ),
    }
