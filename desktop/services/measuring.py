"""How a firm stands today: its size, what is left of de minimis, what it declared.

It is what the rules would answer if an aid were granted today; no mission is asked about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from db.reading import Reader
from desktop.domain.codecs import Country
from desktop.domain.records import Firm, Mission, Relation, RelationKind
from desktop.domain.rules import conditions, measures, of_firm
from desktop.domain.rules.case import Applicant, Case, Terms
from desktop.domain.rules.de_minimis import AidCase, AidOutcome, Beneficiary, Granted, de_minimis
from desktop.domain.rules.reason import Reason, Term
from desktop.domain.rules.size import SizeOutcome, size_of
from desktop.rule_book import rule_book
from desktop.services import programmes
from desktop.services.applicants import gathered, terms_of

_CENT = Decimal("0.01")
_NOTHING = Decimal(0)
_ITALY = "IT"
_NOBODY = UUID(int=0)  # the id of a mission that is only supposed
_ANSWERS = frozenset({"DE_MINIMIS_RISPETTATO", "DE_MINIMIS_SUPERATO"})  # to an aid of nothing


@dataclass(frozen=True, slots=True)
class Light:
    """What one declaration says: its code, and the rule's reason for the colour."""

    code: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Measures:
    """How a firm stands on a day.

    `measured` is false for a body that is no enterprise. `more_on` is the first day on which more
    room is left than today, None where all is left or nothing comes back. `unseen` are linked
    enterprises of whose aid nothing is known here; `abroad` and `through_people` those that are
    linked but outside the national ceiling, by law and by practice.
    """

    day: date
    measured: bool
    size: SizeOutcome
    aid: AidOutcome
    more_on: date | None
    unseen: tuple[str, ...]
    abroad: tuple[str, ...]
    through_people: tuple[str, ...]
    lights: tuple[Light, ...]

    @property
    def aid_reasons(self) -> tuple[Reason, ...]:
        """Give how what is left was worked out, without the answer to the aid that was asked."""
        return tuple(reason for reason in self.aid.reasons if reason.code not in _ANSWERS)


def measured(reader: Reader, firm: Firm, programme: str | None, day: date) -> Measures:
    """Measure a firm from the records of an open reading, by what the desk's programme asks."""
    data = programmes.by_code(reader, programme)
    terms = Terms.unknown(programme or "-") if data is None else terms_of(data)
    return of_applicant(gathered(reader, [firm], terms)[firm.id], terms, day)


def of_applicant(applicant: Applicant, terms: Terms, day: date) -> Measures:
    """Measure a firm from all that belongs to it."""
    book = rule_book()
    accounts = [held for held in applicant.accounts if held.year <= day.year]
    asked = of_firm.size_case(applicant.firm, accounts, applicant.relations)
    case = _case(applicant, terms, day)
    aid = _aid_case(applicant, day)
    found = de_minimis(aid, book.aids)
    linked = [r for r in applicant.relations if r.kind == RelationKind.LINKED]
    through = _names(r for r in linked if r.through_person)
    abroad = _names(r for r in linked if not r.through_person and (r.country or _ITALY) != _ITALY)
    unseen = (*applicant.unseen, *measures.unnamed(applicant))
    return Measures(
        day, conditions.measured(case), size_of(asked, book.sizes, day), found,
        _more_on(aid, found), tuple(name for name in unseen if name not in abroad), abroad,
        through, tuple(_lights(case)),
    )  # fmt: skip


def _names(relations: Iterable[Relation]) -> tuple[str, ...]:
    """Name enterprises, each once, though there is a row for each of its years."""
    return tuple(dict.fromkeys(r.name or r.tax_code or "-" for r in relations))


# --- De minimis ----------------------------------------------------------------------------------


def _aid_case(applicant: Applicant, day: date) -> AidCase:
    linked = [
        Granted(of_firm.euro(a.amount), a.date, Beneficiary.LINKED, regulation=a.regulation or "")
        for a in applicant.linked_aids
    ]
    sector = measures.aid_sector(applicant.firm)
    return of_firm.aid_case(
        applicant.firm, applicant.aids, amount=0, on=day, sector=sector, others=linked
    )


def _more_on(asked: AidCase, found: AidOutcome) -> date | None:
    """Give the first day with more room: the one on which a cent more than today's would fit."""
    if found.residual is None or found.used <= _NOTHING:
        return None
    return de_minimis(replace(asked, amount=found.residual + _CENT), rule_book().aids).room_on


# --- Declarations --------------------------------------------------------------------------------


def _case(applicant: Applicant, terms: Terms, day: date) -> Case:
    """Suppose a mission that grants its aid today and asks what the firm declared besides."""
    held = sorted({declared.code.upper() for declared in applicant.declarations})
    codes = tuple(dict.fromkeys((*terms.declarations, *held)))
    asked = replace(terms, declarations=codes, export_only=conditions.EXP in codes)
    mission = Mission(
        id=_NOBODY, programme=terms.code, code="-", title="-", market=Country("IT"), grant_on=day
    )
    return Case(applicant, mission, asked, day)


def _lights(case: Case) -> Iterator[Light]:
    """Give the declarations in the order in which the programme asks for them."""
    book = rule_book()
    found = [Light(conditions.DURC, reason) for reason in measures.contributions(case, book)]
    found += [Light(conditions.DIR, reason) for reason in measures.fee(case, book)]
    for reason in conditions.declarations(case, book):
        named = reason.data.get("declaration")
        found.append(Light(named.code if isinstance(named, Term) else "", reason))
    found += [Light(conditions.EXP, reason) for reason in conditions.aim(case, book)]
    order = {code: place for place, code in enumerate(case.terms.declarations)}
    yield from sorted(found, key=lambda light: order.get(light.code, len(order)))
