"""What of an eligibility is measured: size, fee, contributions, aid, passports.

Size and aid are other modules' work: here their answer becomes one reason of the mission's.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from desktop.domain.records import Declaration, Firm, LargestSize, Outcome, RelationKind
from desktop.domain.rules import of_firm
from desktop.domain.rules.case import Applicant, Case
from desktop.domain.rules.conditions import DIR, DURC, MOST_DELEGATES, latest, measured, registered
from desktop.domain.rules.de_minimis import (
    AidOutcome,
    AidSector,
    Beneficiary,
    Granted,
    de_minimis,
)
from desktop.domain.rules.documents import durc, months_asked, passport
from desktop.domain.rules.reason import Datum, Euro, Reason, Severity, Term
from desktop.domain.rules.rule_file import RuleBook
from desktop.domain.rules.said import dated, said
from desktop.domain.rules.size import SIZES, SizeClass, SizeOutcome, size_of

B, R, W, N = Severity.BLOCKS, Severity.REMEDIABLE, Severity.WARNING, Severity.NOT_VERIFIABLE
S = Severity.SATISFIED

_SIZE = "Reg. (UE) 651/2014, allegato I; Racc. 2003/361/CE"
_FEE = "L. 580/1993, art. 18; D.M. 11 maggio 2001, n. 359"
_DURC = "D.M. 30 gennaio 2015, art. 7"
_ROAD_FREIGHT = "49.41"  # ATECO, the same in every edition


def _not_measured(case: Case, check: str) -> Reason:
    """Say that a check is not for a body of this kind."""
    kind = str(case.applicant.firm.kind)
    return said(case, "NON_APPLICABILE", check=Term("eligibility_check", check), kind=kind)


# --- Size --------------------------------------------------------------------------------------


def size(case: Case, book: RuleBook) -> Iterator[Reason]:
    """Compare the firm's class with the largest that the mission admits."""
    largest = case.mission.largest_size
    if largest is None or largest == LargestSize.LARGE:
        yield said(case, "DIMENSIONE_NON_RICHIESTA", _SIZE)
    elif not measured(case):
        yield _not_measured(case, "size")
    else:
        held, last = case.applicant, case.granted_on.year
        accounts = [a for a in held.accounts if a.year <= last]
        asked = of_firm.size_case(held.firm, accounts, held.relations)
        found = size_of(asked, book.sizes, case.on)
        yield _sized(case, found, largest)


def _sized(case: Case, found: SizeOutcome, largest: LargestSize) -> Reason:
    figures = found.figures
    data: dict[str, Datum] = {
        "size": found.size, "largest": Term("largest_class", largest.value), "staff": figures.staff,
        "turnover": None if figures.turnover is None else Euro(figures.turnover),
        "balance": None if figures.balance is None else Euro(figures.balance),
    }  # fmt: skip
    if found.size is SizeClass.UNDETERMINED:
        codes = tuple(r.code for r in found.reasons if r.severity is N)
        return said(case, "DIMENSIONE_NON_DETERMINABILE", f"{_SIZE}, art. 4", N, why=codes, **data)
    if found.size not in SIZES or SIZES.index(found.size) > SIZES.index(SizeClass(largest)):
        return said(case, "DIMENSIONE_NON_AMMESSA", f"{_SIZE}, artt. 2-6", B, **data)
    return said(case, "DIMENSIONE_AMMESSA", f"{_SIZE}, artt. 2-6", S, **data)


# --- The chamber's annual fee --------------------------------------------------------------------


def fee(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Ask for the annual fee of the last years: by year the last outcome entered holds.

    What is due is the fee of the year before the grant; that of its own year may not be due yet.
    """
    if DIR not in case.terms.declarations:
        return
    if not registered(case) and latest(case.applicant.declarations, DIR) is None:
        yield _not_measured(case, "fee")
        return
    years = {d.year for d in case.applicant.declarations if d.code.upper() == DIR}
    last = [
        latest((d for d in case.applicant.declarations if d.year == year), DIR) for year in years
    ]
    held = sorted((d for d in last if d is not None), key=lambda d: d.year or 0)
    unpaid = tuple(str(d.year or "-") for d in held if d.outcome == Outcome.IRREGULAR)
    due = case.granted_on.year - 1
    if unpaid:
        yield said(case, "DIRITTO_ANNUALE", _FEE, R, years=unpaid, by=case.granted_on)
        return
    recent = [d for d in held if _covers(d.year, d.date, due)]
    if any(d.outcome == Outcome.REGULAR for d in recent):
        paid = tuple(str(d.year) for d in recent if d.outcome == Outcome.REGULAR and d.year)
        yield said(case, "DIRITTO_ANNUALE_PAGATO", _FEE, years=paid)
    else:
        yield said(case, "DIRITTO_ANNUALE_NON_VERIFICATO", _FEE, N, year=str(due))


def _covers(year: int | None, checked: date | None, due: int) -> bool:
    """Tell whether an outcome says something of the year due; one without any date is taken so."""
    if year is not None:
        return year >= due
    return checked is None or checked.year >= due


# --- Contributions -----------------------------------------------------------------------------


def contributions(case: Case, book: RuleBook) -> Iterator[Reason]:
    """Ask for a DURC that is valid on the day of the grant: so many days from its issue."""
    if DURC not in case.terms.declarations:
        return
    if not measured(case):
        yield _not_measured(case, "contributions")
        return
    day = case.granted_on
    last = durc_before(case.applicant.declarations, day)
    if last is None:
        yield said(case, "DURC_MANCANTE", _DURC, R, by=day)
    elif last.outcome == Outcome.IRREGULAR:
        yield said(case, "DURC_IRREGOLARE", _DURC, R, issued=last.date, by=day)
    elif last.outcome != Outcome.REGULAR:
        yield said(case, "DURC_NON_VERIFICATO", _DURC, N, issued=last.date, by=day)
    else:
        held_until = durc(last.date, day, book.durc)
        yield from (dated(case, reason, by=day) for reason in held_until.reasons)


def durc_before(declarations: Iterable[Declaration], day: date) -> Declaration | None:
    """Give the DURC that counts on a day: the last until then, else the last of all."""
    held = [d for d in declarations if d.code.upper() == DURC]
    until = [d for d in held if d.date is None or d.date <= day]
    return latest(until or held, DURC)


# --- Aid ---------------------------------------------------------------------------------------


def aid_sector(firm: Firm) -> AidSector:
    """Give the ceiling that holds for a firm: road freight for hire has a lower one until 2023.

    By the main activity; a firm with another one beside it keeps its accounts apart (art. 3(3)).
    """
    code = (firm.ateco.code if firm.ateco else None) or ""
    return AidSector.ROAD_FREIGHT if code.startswith(_ROAD_FREIGHT) else AidSector.GENERAL


def aid(case: Case, book: RuleBook) -> Iterator[Reason]:
    """Ask that the aid of the mission fits under the ceiling of the single undertaking."""
    mission, applicant = case.mission, case.applicant
    if not mission.aid:
        yield said(case, "NESSUN_AIUTO")
        return
    if not measured(case) and not applicant.aids:
        yield _not_measured(case, "aid")
        return
    others = [
        Granted(of_firm.euro(a.amount), a.date, Beneficiary.LINKED, regulation=a.regulation or "")
        for a in applicant.linked_aids
    ]
    asked = of_firm.aid_case(
        applicant.firm, applicant.aids, amount=mission.aid, on=case.granted_on,
        regulation=mission.regulation, sector=aid_sector(applicant.firm), others=others,
    )  # fmt: skip
    found = de_minimis(asked, book.aids)
    yield _aided(case, found, asked.amount)
    for reason in found.reasons:
        if reason.code in ("GIORNO_DI_CONFINE", "REGOLAMENTO_DA_CONFERMARE",
                           "REGOLAMENTO_FUORI_VALIDITA"):  # fmt: skip
            yield dated(case, reason)
    unseen = (*applicant.unseen, *unnamed(applicant))
    if unseen:
        yield said(case, "IMPRESA_UNICA_DA_VERIFICARE", "art. 2(2) del regolamento de minimis", W,
                   who=unseen)  # fmt: skip


def unnamed(applicant: Applicant) -> tuple[str, ...]:
    """Give the linked enterprises that no tax code names: their aids cannot be looked up."""
    return tuple(
        r.name or "-"
        for r in applicant.relations
        if r.kind == RelationKind.LINKED and not r.tax_code and not r.through_person
    )


def _aided(case: Case, found: AidOutcome, amount: Decimal | None) -> Reason:
    residual = found.residual
    source = f"Reg. (UE) {found.regulation or '-'}, art. 3(2)"
    data: dict[str, Datum] = {
        "amount": None if amount is None else Euro(amount), "used": Euro(found.used),
        "by": case.granted_on,
        "residual": None if residual is None else Euro(residual),
        "ceiling": None if found.ceiling is None else Euro(found.ceiling),
        "first": found.first, "room_on": found.room_on,
    }  # fmt: skip
    if found.allowed is None:
        return said(case, "DE_MINIMIS_NON_VERIFICABILE", source, N, **data)
    if found.allowed:
        return said(case, "DE_MINIMIS_RISPETTATO", source, S, **data)
    data["excess"] = None if found.excess is None else Euro(found.excess)
    if case.mission.reduce_to_residual and residual:
        return said(case, "DE_MINIMIS_SUPERATO", f"{source}; D.M. 115/2017, art. 14", R, **data)
    return said(case, "DE_MINIMIS_SUPERATO", f"{source}, art. 3(7)", B, **data)


# --- Passports ---------------------------------------------------------------------------------


def passports(case: Case, book: RuleBook) -> Iterator[Reason]:
    """Warn of passports that the market will not take: so many months after the mission's end."""
    if len(case.delegates) > MOST_DELEGATES:
        yield said(case, "TROPPI_DELEGATI", "", W, count=len(case.delegates), most=MOST_DELEGATES)
    end = case.mission.ends or case.mission.starts
    if end is None:
        return
    months = months_asked(case.terms.passport_months, case.mission.market)
    for number, delegate in enumerate(sorted(case.delegates, key=lambda d: str(d.id)), start=1):
        held = passport(delegate.passport_expiry, end, months, book.passports)
        weight = W if held.valid is None else None  # it can be shown at the departure
        yield from (dated(case, reason, weight, delegate=number) for reason in held.reasons)
