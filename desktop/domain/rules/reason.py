"""Why a rule answers as it does: one line of an outcome, for people and for scripts.

Every outcome of every rule carries its reasons in this one form: a code (its sentence stands in
resources/phrases, group `rule`), how it weighs, the article, the data it was judged on, the day,
and the version of the rule set that was in force. An outcome with a third answer (a missing
figure) says so by a reason of severity N; nothing is ever left to a default in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal
from enum import Enum, StrEnum

# Exact for every figure a desk can hold, and never a crash: what overflows becomes infinite.
EXACT = Context(prec=120, traps=[])


class Severity(StrEnum):
    """How a reason weighs in an outcome."""

    BLOCKS = "B"
    REMEDIABLE = "R"
    WARNING = "W"
    NOT_VERIFIABLE = "N"
    SATISFIED = "S"


class Euro(Decimal):
    """An amount of euro among a reason's data: sentences write it as money."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A code among a reason's data for which the phrases of `group` have a word."""

    group: str
    code: str


@dataclass(frozen=True, slots=True)
class Titled:
    """A code of a programme among a reason's data, with its title in both languages."""

    code: str
    it: str
    en: str


Datum = Decimal | date | Enum | Term | Titled | int | str | None | tuple[str | Term | Titled, ...]
Plain = str | int | bool | None | list[str]


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: `data` holds the values that were compared and fill the sentence.

    `source` cites the act and article, `on` is the day the rule was asked about, `rules` names
    the rule set and its version.
    """

    code: str
    severity: Severity
    source: str
    on: date
    rules: str
    data: Mapping[str, Datum] = field(default_factory=dict)

    def plain(self) -> dict[str, Plain]:
        """Give the data as JSON holds them: decimals and dates as text."""
        return {name: _plain(value) for name, value in self.data.items()}


@dataclass(frozen=True, slots=True)
class Basis:
    """On what a rule answers: the day, the rule set in force on it, the act it comes from."""

    on: date
    rules: str
    act: str = ""

    def reason(
        self, code: str, article: str = "", severity: Severity = Severity.SATISFIED, /,
        **data: Datum,
    ) -> Reason:  # fmt: skip
        """Give a reason on this basis; its source is the act with the article."""
        source = ", ".join(part for part in (self.act, article) if part)
        return Reason(code, severity, source, self.on, self.rules, data)


def written(value: Decimal) -> str:
    """Write a decimal exactly, without an exponent or idle zeros: "12600000", "0.01"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: Datum) -> Plain:
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Term | Titled):
        return value.code
    if isinstance(value, tuple):
        return [item if isinstance(item, str) else item.code for item in value]
    return value
