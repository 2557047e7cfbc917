"""How much of a firm's turnover is export: its class, by the thresholds of the programme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from desktop.domain.programme_file import ExportClass
from desktop.domain.rules.reason import EXACT, Basis, Euro, Reason, Severity

NAME = "export-class"
_HUNDRED = Decimal(100)
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ExportOutcome:
    """The share of export in per cent, to two decimals for reading, and its class.

    Both are None where a figure is missing or there is no turnover; the class is decided on the
    exact share.
    """

    share: Decimal | None
    export_class: ExportClass | None
    reasons: tuple[Reason, ...]


def export_class(
    turnover: Decimal | None, exported: Decimal | None, classes: Sequence[ExportClass], on: date
) -> ExportOutcome:
    """Find the class of a year's export share; money in euro, `classes` ascend from zero."""
    basis = Basis(on, NAME)
    with localcontext(EXACT):
        sales, abroad = _sound(turnover), _sound(exported)
        if not sales or abroad is None:
            missing = basis.reason(
                "QUOTA_EXPORT_NON_DETERMINABILE", "", Severity.NOT_VERIFIABLE,
                turnover=_euro(sales), exported=_euro(abroad),
            )  # fmt: skip
            return ExportOutcome(None, None, (missing,))
        found = next((c for c in reversed(classes) if _reaches(abroad, sales, c)), None)
        share = (abroad * _HUNDRED / sales).quantize(_HUNDREDTH, ROUND_HALF_UP)
        reasons = [basis.reason("QUOTA_EXPORT", turnover=Euro(sales), exported=Euro(abroad),
                                share=share)]  # fmt: skip
        if abroad > sales:
            reasons.append(basis.reason("EXPORT_OLTRE_FATTURATO", "", Severity.WARNING))
        return ExportOutcome(share, found, tuple(reasons))


def _reaches(abroad: Decimal, sales: Decimal, wanted: ExportClass) -> bool:
    part, bound = abroad * _HUNDRED, wanted.bound * sales
    return part >= bound if wanted.inclusive else part > bound


def _sound(value: Decimal | None) -> Decimal | None:
    return value if value is not None and value.is_finite() and value >= 0 else None


def _euro(value: Decimal | None) -> Euro | None:
    return None if value is None else Euro(value)
