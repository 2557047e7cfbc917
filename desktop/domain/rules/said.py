"""One reason of an eligibility, on the day and under the rules of its case."""

from dataclasses import replace

from desktop.domain.rules.case import Case
from desktop.domain.rules.reason import Basis, Datum, Reason, Severity


def said(
    case: Case, code: str, source: str = "", severity: Severity = Severity.SATISFIED, **data: Datum
) -> Reason:
    """Give a reason; without a source of its own it comes from the programme's act."""
    rules = case.terms.rules
    return Basis(case.on, rules).reason(code, source or case.terms.act, severity, **data)


def dated(case: Case, reason: Reason, severity: Severity | None = None, **data: Datum) -> Reason:
    """Give another rule's reason as one of the case: on its day, as it weighs for a mission."""
    return replace(
        reason, on=case.on, severity=severity or reason.severity, data={**reason.data, **data}
    )
