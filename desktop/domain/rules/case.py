"""What an eligibility is judged on: the mission's terms, the firm with what belongs to it.

All of it is data: the next programme asks other things of other firms, and needs no code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from desktop.domain.records import (
    Accounts,
    Aid,
    Application,
    Consent,
    Counting,
    Declaration,
    Delegate,
    Firm,
    Mission,
    Person,
    Relation,
    Site,
)
from desktop.domain.rules.moments import in_rome
from desktop.domain.rules.reason import Titled

NOT_MEASURED = "-"  # the version of a programme that is not here


@dataclass(frozen=True, slots=True)
class Points:
    """A criterion of the score grid: its code and the most points it gives."""

    code: str
    most: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What the programme of a mission asks of firms, and how it selects.

    Without `provinces` it is open to all. `needs` are the fields without which a firm cannot be
    admitted, `declarations` the codes that it must hold. `matrix` holds (sector, market, line),
    the line None where a cell holds for all of them. `passport_months` is by market;
    `attendance_threshold` is the share, in per cent, that earns a certificate.
    """

    code: str
    version: int
    known: bool = True
    act: str = ""
    region: str = ""
    provinces: frozenset[str] = frozenset()
    export_only: bool = False
    declarations: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    counting: Counting = Counting.LAST
    renunciation_days: int | None = None
    score_threshold: int | None = None
    criteria: tuple[Points, ...] = ()
    training_lines: Mapping[str, Titled] = field(default_factory=dict)
    sectors: Mapping[str, Titled] = field(default_factory=dict)
    matrix: frozenset[tuple[str, str, str | None]] = frozenset()
    passport_months: Mapping[str, int] = field(default_factory=dict)
    attendance_threshold: Decimal | None = None

    @property
    def rules(self) -> str:
        """Give the version of the rules that a reason names: programme and version."""
        return f"{self.code}/{self.version if self.known else NOT_MEASURED}"

    @classmethod
    def unknown(cls, code: str) -> "Terms":
        """Give the terms of a programme that is not here: nothing is known of what it asks."""
        return cls(code=code, version=0, known=False)


@dataclass(frozen=True, slots=True)
class Training:
    """A session of a training line at which somebody of the firm was.

    `earned` tells whether one person reached the share that earns a certificate, `hours` whether
    the hours of anybody were written down.
    """

    session: str
    day: date | None
    credited_minutes: int
    total_minutes: int
    earned: bool
    hours: bool = True


@dataclass(frozen=True, slots=True)
class Applicant:
    """A firm with all that an eligibility reads of it.

    `linked_aids` are the aids of the enterprises that are one undertaking with it (art. 2(2) of
    the de minimis regulations), `unseen` the linked ones of whose aids nothing is known here.
    """

    firm: Firm
    sites: tuple[Site, ...] = ()
    people: tuple[Person, ...] = ()
    accounts: tuple[Accounts, ...] = ()
    relations: tuple[Relation, ...] = ()
    aids: tuple[Aid, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    consents: tuple[Consent, ...] = ()
    trainings: tuple[Training, ...] = ()
    linked_aids: tuple[Aid, ...] = ()
    unseen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One firm before one mission; without an application, as if it asked today.

    `stands` is the application of the same firm that counts in this one's place.
    """

    applicant: Applicant
    mission: Mission
    terms: Terms
    on: date
    application: Application | None = None
    delegates: tuple[Delegate, ...] = ()
    stands: Application | None = None

    @property
    def granted_on(self) -> date:
        """Give the day on which the aid is granted, and requirements must hold at last.

        Of a mission that names none: the day of its term, else the day of the evaluation.
        """
        return granted_on(self.mission, self.on)


def granted_on(mission: Mission, on: date) -> date:
    """Give the same for a mission that is judged on a day."""
    if mission.grant_on is not None:
        return mission.grant_on
    return on if mission.deadline is None else in_rome(mission.deadline).date()


def total_score(scores: Mapping[str, int], criteria: tuple[Points, ...]) -> int | None:
    """Give the points of an application; None while a criterion of the grid has none.

    Points above a criterion's most count as its most; of codes outside the grid none. Where the
    programme has no grid, all points count.
    """
    if not criteria:
        return sum(scores.values()) if scores else None
    if any(criterion.code not in scores for criterion in criteria):
        return None
    return sum(max(0, min(scores[c.code], c.most)) for c in criteria)


def firm_key(firm: Firm) -> str:
    """Give what makes two records one firm: its tax code, else its VAT number, else its id."""
    return firm.tax_code or firm.vat_number or str(firm.id)
