"""What would mend it: each reason that keeps a firm out, judged again with one thing changed.

Nothing is promised: a changed copy of the case goes through the same rules, and what is left is
told. A reason for which a firm can do nothing (a late arrival, its size) has no change.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from desktop.domain.codecs import Email, Money, Pec, Phone, Province, Rea, Website
from desktop.domain.records import (
    Accounts,
    Address,
    Ateco,
    Declaration,
    FirmStatus,
    LegalForm,
    Outcome,
    Person,
    PrivacyNotice,
    Profile,
    Site,
)
from desktop.domain.rules.case import Applicant, Case, Training
from desktop.domain.rules.conditions import DIR, DURC, admitted_sectors
from desktop.domain.rules.eligibility import Eligibility, EligibilityOutcome, evaluate
from desktop.domain.rules.reason import Datum, Euro, Reason, Term
from desktop.domain.rules.rule_file import RuleBook

_NOBODY = UUID(int=0)  # the id of what is only supposed
_YEARS = 2  # of accounts that settle a class (Recommendation 2003/361/EC, annex, art. 4(2))
_CENTS = 100
Change = Callable[[Case, Reason], Case | None]


@dataclass(frozen=True, slots=True)
class Mend:
    """What one change would do: the reason it mends, and the outcome that it leads to.

    `outcome` is None where nothing that the firm does would help. `left` are the codes that would
    still keep it out.
    """

    reason: Reason
    outcome: EligibilityOutcome | None
    left: tuple[str, ...]
    data: Mapping[str, Datum]

    @property
    def enough(self) -> bool:
        """Tell whether this change alone would let the firm in."""
        return self.outcome is EligibilityOutcome.ELIGIBLE


def mends(case: Case, found: Eligibility, book: RuleBook) -> tuple[Mend, ...]:
    """Judge, for every reason that keeps the firm out, the case with that one thing changed."""
    return tuple(_mend(case, reason, book) for reason in found.open)


def together(case: Case, found: Eligibility, book: RuleBook) -> EligibilityOutcome:
    """Judge the case with everything that can be changed changed at once."""
    changed = case
    for reason in found.open:
        changed = _changed(changed, reason) or changed
    return evaluate(changed, book).outcome


def _mend(case: Case, reason: Reason, book: RuleBook) -> Mend:
    changed = _changed(case, reason)
    if changed is None:
        return Mend(reason, None, (), {})
    again = evaluate(changed, book)
    left = tuple(dict.fromkeys(r.code for r in again.open))
    named = reason.data.get("field") or reason.data.get("declaration")
    return Mend(reason, again.outcome, left, _told(changed) | {"named": named})


def _changed(case: Case, reason: Reason) -> Case | None:
    change = _CHANGES.get(reason.code)
    if change is None and reason.code.startswith("SEDE_FUORI_"):
        change = _seat
    return None if change is None else change(case, reason)


def _told(case: Case) -> dict[str, Datum]:
    """Give what sentences about a change may name: the region, the sectors, the aid, the day."""
    sectors = tuple(case.terms.sectors.get(code, code) for code in admitted_sectors(case))
    cents = case.mission.aid
    return {
        "region": case.terms.region, "admitted": sectors, "by": case.granted_on,
        "aid": None if cents is None else Euro(Decimal(cents) / _CENTS),
    }  # fmt: skip


def _with(case: Case, **values: object) -> Case:
    applicant: Applicant = replace(case.applicant, **values)  # type: ignore[arg-type]  # its own fields
    return replace(case, applicant=applicant)


def _with_firm(case: Case, **values: object) -> Case:
    return _with(case, firm=replace(case.applicant.firm, **values))  # type: ignore[arg-type]  # as above


# --- The changes, by the code of what they mend ---------------------------------------------------


def _active(case: Case, _reason: Reason) -> Case:
    return _with_firm(case, status=FirmStatus.ACTIVE)


def _seat(case: Case, _reason: Reason) -> Case | None:
    province = min(case.terms.provinces, default=None)
    if province is None:
        return None
    site = Site(id=_NOBODY, firm=_NOBODY, address=Address(province=Province(province)))
    return _with(case, sites=(*case.applicant.sites, site))


def _sector(case: Case, _reason: Reason) -> Case | None:
    admitted = admitted_sectors(case)
    if not admitted:
        return None
    return _with_firm(case, sectors=(*case.applicant.firm.sectors, admitted[0]))


def _small(case: Case, _reason: Reason) -> Case:
    """Suppose that the missing accounts show the smallest class, and no relation another."""
    last = case.granted_on.year - 1
    accounts = tuple(
        Accounts(id=_NOBODY, firm=_NOBODY, year=year, staff=Decimal(1), turnover=Money(0),
                 balance=Money(0))
        for year in range(last - _YEARS + 1, last + 1)
    )  # fmt: skip
    return _with(case, accounts=accounts, relations=())


def _declared(code: str) -> Change:
    def change(case: Case, _reason: Reason) -> Case:
        return _regular(case, code)

    return change


def _named(case: Case, reason: Reason) -> Case | None:
    """Mend the declaration that the reason names."""
    named = reason.data.get("declaration")
    return _regular(case, named.code) if isinstance(named, Term) else None


def _regular(case: Case, code: str) -> Case:
    """Suppose one regular declaration of a code, of the day of the grant, in place of all."""
    made = Declaration(
        id=_NOBODY, firm=_NOBODY, code=code, date=case.granted_on, outcome=Outcome.REGULAR
    )
    kept = tuple(d for d in case.applicant.declarations if d.code.upper() != code)
    return _with(case, declarations=(*kept, made))


def _less(case: Case, reason: Reason) -> Case | None:
    """Suppose that the aid is reduced to what is left under the ceiling (DM 115/2017, art. 14)."""
    residual = reason.data.get("residual")
    if not isinstance(residual, Decimal) or residual <= 0:
        return None
    mission = replace(case.mission, aid=Money(int(residual * _CENTS)))
    return replace(case, mission=mission)


def _export(case: Case, _reason: Reason) -> Case:
    if case.application is None:
        return _regular(case, "EXP")
    return replace(case, application=replace(case.application, export_only=True))


def _profile(case: Case, _reason: Reason) -> Case:
    profile = case.applicant.firm.profile or Profile()
    return _with_firm(case, profile=replace(profile, en="-"))


def _trained(case: Case, _reason: Reason) -> Case:
    made = Training("-", None, 1, 1, earned=True)
    return _with(case, trainings=(*case.applicant.trainings, made))


_SUPPOSED: Mapping[str, object] = MappingProxyType({
    "legal_form": LegalForm.OTHER, "rea": Rea("MI-1"), "ateco": Ateco(code="-"),
    "registered_office": Address(town="-"), "email": Email("-"), "pec": Pec("-"),
    "phone": Phone("-"), "website": Website("-"),
    "privacy_notice": PrivacyNotice(version="-", given_on=date.min),
})  # fmt: skip


def _entered(case: Case, reason: Reason) -> Case | None:
    """Suppose that the field which the reason names is filled."""
    label = reason.data.get("field")
    name = label.code.partition(".")[2] if isinstance(label, Term) else ""
    if name == "people":
        person = Person(id=_NOBODY, firm=_NOBODY, family_name="-", given_name="-")
        return _with(case, people=(*case.applicant.people, person))
    return _with_firm(case, **{name: _SUPPOSED[name]}) if name in _SUPPOSED else None


_CHANGES: Mapping[str, Change] = MappingProxyType({
    "PROCEDURA_IN_CORSO": _active, "IMPRESA_NON_ATTIVA": _active,
    "SEDE_NON_VERIFICABILE": _seat,
    "SETTORE_MANCANTE": _sector, "SETTORE_NON_AMMESSO": _sector,
    "DIMENSIONE_NON_DETERMINABILE": _small,
    "DIRITTO_ANNUALE": _declared(DIR), "DIRITTO_ANNUALE_NON_VERIFICATO": _declared(DIR),
    "DURC_MANCANTE": _declared(DURC), "DURC_IRREGOLARE": _declared(DURC),
    "DURC_NON_VERIFICATO": _declared(DURC), "DURC_SCADUTO": _declared(DURC),
    "DURC_FUTURO": _declared(DURC), "DURC_SENZA_DATA": _declared(DURC),
    "DICHIARAZIONE_MANCANTE": _named, "DICHIARAZIONE_IRREGOLARE": _named,
    "DICHIARAZIONE_NON_VERIFICATA": _named, "ISCRIZIONE_IRREGOLARE": _named,
    "PROCEDURA_DICHIARATA": _named, "DIVIETO_ANTIMAFIA": _named,
    "FORNITURA_ALLA_CAMERA": _named, "AIUTO_DA_RESTITUIRE": _named, "SANZIONI": _named,
    "DE_MINIMIS_SUPERATO": _less,
    "FINALITA_NON_EXPORT": _export, "FINALITA_NON_DICHIARATA": _export,
    "FINALITA_NON_VERIFICATA": _export,
    "PROFILO_EN_MANCANTE": _profile, "FORMAZIONE_MANCANTE": _trained,
    "PEC_MANCANTE": _entered, "INFORMATIVA_NON_CONSEGNATA": _entered, "DATO_MANCANTE": _entered,
})  # fmt: skip
