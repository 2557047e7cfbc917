"""May this firm join this mission, and if not, why: every reason, never only the first.

Each check gives one reason or more: what blocks, what can be mended, what is to be known, what
cannot be verified, and what is satisfied. The checks stand in one order, so that two answers can
be laid side by side. What a mission asks comes from its own data and its programme's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.rules import conditions, measures
from desktop.domain.rules.case import Case
from desktop.domain.rules.moments import in_rome
from desktop.domain.rules.reason import Reason, Severity
from desktop.domain.rules.rule_file import RuleBook
from desktop.domain.rules.said import said

SUPERSEDED = "SUPERATA_DA"


class EligibilityOutcome(StrEnum):
    """What comes of all reasons together."""

    ELIGIBLE = "eligible"
    TO_COMPLETE = "to_complete"
    NOT_ELIGIBLE = "not_eligible"
    NOT_VERIFIABLE = "not_verifiable"


@dataclass(frozen=True, slots=True)
class Eligibility:
    """The answer to one case: the outcome, all reasons in their order, the day, the rules."""

    outcome: EligibilityOutcome
    reasons: tuple[Reason, ...]
    on: date
    rules: str

    @property
    def open(self) -> tuple[Reason, ...]:
        """Give the reasons that keep the firm out as things stand: they block or can be mended."""
        kept = (Severity.BLOCKS, Severity.REMEDIABLE, Severity.NOT_VERIFIABLE)
        return tuple(reason for reason in self.reasons if reason.severity in kept)


_OUTCOMES = (
    (Severity.BLOCKS, EligibilityOutcome.NOT_ELIGIBLE),
    (Severity.REMEDIABLE, EligibilityOutcome.TO_COMPLETE),
    (Severity.NOT_VERIFIABLE, EligibilityOutcome.NOT_VERIFIABLE),
)

_Check = Callable[[Case, RuleBook], Iterator[Reason]]
_CHECKS: tuple[_Check, ...] = (
    conditions.programme,
    conditions.status,
    conditions.register,
    conditions.seat,
    conditions.sector,
    measures.size,
    measures.fee,
    measures.contributions,
    conditions.declarations,
    conditions.term,
    measures.aid,
    conditions.aim,
    conditions.required,
    conditions.needed,
    conditions.consents,
    conditions.extract,
    measures.passports,
)


def evaluate(case: Case, book: RuleBook) -> Eligibility:
    """Judge one firm before one mission; an application that another replaced is not judged."""
    if case.stands is not None:
        reasons: tuple[Reason, ...] = (_superseded(case),)
    else:
        reasons = tuple(reason for check in _CHECKS for reason in check(case, book))
    return Eligibility(outcome_of(reasons), reasons, case.on, case.terms.rules)


def _superseded(case: Case) -> Reason:
    stands = case.stands
    arrived = None if stands is None else in_rome(stands.arrived_at)
    named = None if stands is None else stands.protocol or str(stands.id)
    return said(
        case, SUPERSEDED, "regola del programma: vale una sola domanda per impresa",
        Severity.BLOCKS, by=named, arrived_at=arrived, counts=case.terms.counting,
    )  # fmt: skip


def outcome_of(reasons: tuple[Reason, ...]) -> EligibilityOutcome:
    """Give the outcome: what blocks weighs most, then what can be mended, then what is unknown."""
    found = {reason.severity for reason in reasons}
    return next((o for s, o in _OUTCOMES if s in found), EligibilityOutcome.ELIGIBLE)
