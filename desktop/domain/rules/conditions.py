"""What a mission asks that a firm either has or has not: state, seat, sector, aim, papers.

Each check gives its reasons in one order and raises for no value that its types allow. Codes are
the Italian of the domain, for they stand on the firm's letter; their sentences are phrases.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from desktop.domain.consents import consent_of
from desktop.domain.records import (
    MAY_BE_REQUIRED,
    Accounts,
    Address,
    Application,
    Declaration,
    Firm,
    FirmKind,
    FirmStatus,
    Outcome,
    SiteKind,
    SiteStatus,
)
from desktop.domain.rules.case import Case
from desktop.domain.rules.documents import visura
from desktop.domain.rules.moments import in_rome, second
from desktop.domain.rules.reason import Datum, Reason, Severity, Term
from desktop.domain.rules.rule_file import RuleBook
from desktop.domain.rules.said import dated, said
from desktop.domain.rules.trainings import decisive

B, R, W, N = Severity.BLOCKS, Severity.REMEDIABLE, Severity.WARNING, Severity.NOT_VERIFIABLE

CATALOGUE, ABROAD = "catalogue", "extra_eu"
TRAINING, PROFILE = "training", "profile_en"
SUPPLIERS = "suppliers"  # the one objective that is no export (domain 2.5)
DIR = "DIR"
DURC = "DURC"
EXP = "EXP"
MOST_DELEGATES = 2
_LETTERS = 2  # of a province

_RI = "iscrizione nel Registro imprese (L. 580/1993, art. 8; D.P.R. 581/1995)"
_CRISIS = "Reg. (UE) 1407/2013, art. 4(6); D.lgs. 14/2019"
_PRIVACY = "Reg. (UE) 2016/679"
_NEW_TERMS = date(2022, 7, 15)  # D.lgs. 14/2019 in force: before it was called bankruptcy
_IN_CRISIS = (FirmStatus.LIQUIDATION, FirmStatus.JUDICIAL_LIQUIDATION, FirmStatus.ARRANGEMENT)
_IDLE = (FirmStatus.INACTIVE, FirmStatus.SUSPENDED)
_SEATS = (SiteKind.OPERATING, SiteKind.SECONDARY)  # a warehouse or a showroom is no seat
UNREGISTERED = (FirmKind.CLUSTER, FirmKind.DISTRICT, FirmKind.TECHNOLOGY_PARK,
                 FirmKind.ASSOCIATION, FirmKind.RESEARCH)  # fmt: skip


def registered(case: Case) -> bool:
    """Tell whether a body of this kind stands in the business register, and owes its fee."""
    return case.applicant.firm.kind not in UNREGISTERED


def measured(case: Case) -> bool:
    """Tell whether the firm is measured as an enterprise: by size, contributions and aid.

    Who works on a market is an enterprise whatever its form (Annex I of Reg. 651/2014, art. 1).
    Clusters and the like are not; a consortium or a network is where it has accounts of its own.
    """
    return is_measured(case.applicant.firm, case.applicant.accounts)


def is_measured(firm: Firm, accounts: Sequence[Accounts]) -> bool:
    """Tell the same of a firm and its accounts."""
    if firm.kind in UNREGISTERED:
        return False
    return firm.kind not in (FirmKind.CONSORTIUM, FirmKind.NETWORK) or bool(accounts)


# --- Programme, status, register ---------------------------------------------------------------


def programme(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Say when the programme of the mission is not here: what it asks is not known."""
    if not case.terms.known:
        yield said(case, "PROGRAMMA_SCONOSCIUTO", "-", N, programme=case.terms.code)


def status(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Judge the state of activity: it must be active when the aid is granted at the latest."""
    held = case.applicant.firm.status
    bankrupt = held == FirmStatus.JUDICIAL_LIQUIDATION and case.on < _NEW_TERMS
    word = Term("standing", "bankruptcy" if bankrupt else str(held))
    if held in _IN_CRISIS:
        yield said(case, "PROCEDURA_IN_CORSO", _CRISIS, B, status=word)
    elif held == FirmStatus.CEASED:
        yield said(case, "IMPRESA_CESSATA", _RI, B, status=word)
    elif held in _IDLE:
        yield said(case, "IMPRESA_NON_ATTIVA", _RI, R, status=word, by=case.granted_on)
    elif held == FirmStatus.NEGOTIATED:
        yield said(case, "COMPOSIZIONE_NEGOZIATA", "D.lgs. 14/2019, artt. 12-25", W, status=word)
    elif held == FirmStatus.ACTIVE:
        yield said(case, "IMPRESA_ATTIVA", _RI, status=word)
    else:
        yield said(case, "STATO_SCONOSCIUTO", _RI, N, status=str(held))


def register(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Say when the REA number is another region's: the seat decides, the number is to be known."""
    rea = case.applicant.firm.rea
    provinces = case.terms.provinces
    if rea and provinces and rea[:2].isalpha() and rea[:2].upper() not in provinces:
        yield said(case, "REA_FUORI_REGIONE", _RI, W, rea=rea, region=case.terms.region)


# --- Seat --------------------------------------------------------------------------------------


def outside_code(region: str) -> str:
    """Give the code of a seat outside a region: "SEDE_FUORI_LOMBARDIA"."""
    plain = unicodedata.normalize("NFD", region)
    letters = re.sub(r"[^A-Z]+", "_", re.sub(r"[\u0300-\u036f]", "", plain).upper()).strip("_")
    return f"SEDE_FUORI_{letters or 'REGIONE'}"


def seat(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Ask for an active operating seat in the programme's provinces; the registered one is not it.

    Where no operating seat was ever entered, the firm works where it is registered.
    """
    provinces, region = case.terms.provinces, case.terms.region
    if not provinces:
        yield said(case, "REGIONE_NON_RICHIESTA", check=Term("eligibility_check", "seat"))
        return
    seats = [site for site in case.applicant.sites if site.kind in _SEATS]
    if not seats:
        yield _registered(case)
        return
    active = [_province(site.address) for site in seats if site.status == SiteStatus.ACTIVE]
    inside = tuple(dict.fromkeys(p for p in active if p in provinces))
    where = tuple(dict.fromkeys(_province(site.address) or "?" for site in seats))
    if inside:
        yield said(case, "SEDE_IN_REGIONE", region=region, provinces=inside)
    elif "" in active:
        yield said(case, "SEDE_NON_VERIFICABILE", "", N, region=region)
    else:
        code = outside_code(case.terms.region)
        yield said(case, code, "", B, region=region, provinces=where, active=len(active))


def _registered(case: Case) -> Reason:
    province = _province(case.applicant.firm.registered_office)
    region = case.terms.region
    if not province:
        return said(case, "SEDE_NON_VERIFICABILE", "", N, region=region)
    if province in case.terms.provinces:
        return said(case, "SEDE_LEGALE_IN_REGIONE", region=region, provinces=(province,))
    code = outside_code(case.terms.region)
    return said(case, code, "", B, region=region, provinces=(province,), active=0)


def _province(address: Address | None) -> str:
    """Give the letters of an address's province; what is kept as it was typed is not known."""
    typed = ((address.province if address else None) or "").upper()
    return typed if len(typed) == _LETTERS and typed.isalpha() else ""


# --- Sector ------------------------------------------------------------------------------------


def admitted_sectors(case: Case) -> tuple[str, ...]:
    """Give the sectors that may join: the mission's that stand in the matrix of its market.

    A market of which the matrix holds no cell (a pilot) admits what the mission names; a sector
    that the programme does not know is not measured by its matrix.
    """
    mission, terms = case.mission, case.terms
    cells = {
        sector
        for sector, market, line in terms.matrix
        if market == mission.market and (line is None or mission.line in (None, line))
    }
    if not mission.sectors:
        return tuple(sorted(cells))
    if not cells:
        return mission.sectors
    return tuple(s for s in mission.sectors if s in cells or s not in terms.sectors)


def _titled(case: Case, codes: Iterable[str]) -> Datum:
    """Give sectors with their titles, as far as the programme has them."""
    return tuple(case.terms.sectors.get(code, code) for code in codes)


def sector(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Ask for one sector that the mission admits and the matrix ties to its market."""
    held, admitted = case.applicant.firm.sectors, admitted_sectors(case)
    if not admitted and not case.mission.sectors:
        yield said(case, "SETTORE_NON_RICHIESTO")
    elif not held:
        yield said(case, "SETTORE_MANCANTE", "", R, admitted=_titled(case, admitted))
    elif found := tuple(code for code in held if code in admitted):
        yield said(case, "SETTORE_AMMESSO", sectors=_titled(case, found))
    else:
        yield said(case, "SETTORE_NON_AMMESSO", "", B, sectors=_titled(case, held),
                   admitted=_titled(case, admitted))  # fmt: skip


# --- Declarations (domain 2.6) -----------------------------------------------------------------

# What an irregular outcome means, and the act behind the declaration.
_IRREGULAR = {
    "RI": ("ISCRIZIONE_IRREGOLARE", R, _RI),
    "LIQ": ("PROCEDURA_DICHIARATA", B, _CRISIS),
    "MAF": ("DIVIETO_ANTIMAFIA", B, "D.lgs. 159/2011, artt. 67 e 85"),
    "FOR": ("FORNITURA_ALLA_CAMERA", B, "D.L. 95/2012, art. 4(6)"),
    "DEG": ("AIUTO_DA_RESTITUIRE", B, "clausola Deggendorf; D.P.C.M. 23 maggio 2007"),
    "SAN": ("SANZIONI", B, "misure restrittive dell’Unione europea"),
    "DIM": ("DICHIARAZIONE_IRREGOLARE", R, "Racc. 2003/361/CE"),
    "DMN": ("DICHIARAZIONE_IRREGOLARE", R, "Reg. (UE) 1407/2013, art. 6; Reg. (UE) 2023/2831"),
    "MII": ("DICHIARAZIONE_IRREGOLARE", R, "regole di partecipazione"),
    "PRV": ("DICHIARAZIONE_IRREGOLARE", R, f"{_PRIVACY}, artt. 13-14"),
}
_JUDGED_APART = frozenset({DIR, DURC, EXP})  # by checks of their own


def latest(declarations: Iterable[Declaration], code: str) -> Declaration | None:
    """Give the last declaration of a code: by day, one without a day before all others."""
    held = [d for d in declarations if d.code.upper() == code]
    return max(held, key=_age, default=None)


def _age(declaration: Declaration) -> tuple[str, int, str]:
    day = "" if declaration.date is None else declaration.date.isoformat()
    return day, declaration.year or 0, str(declaration.id)


def declarations(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Judge what the firm declared: what is irregular, what is asked for and is not there.

    Programme and mission ask. What counts is what a person noted: a signed copy tells no outcome.
    """
    held = case.applicant.declarations
    wanted = dict.fromkeys((*case.terms.declarations, *filter(_is_declared, case.mission.required)))
    asked = [code for code in wanted if code not in _JUDGED_APART]
    there = sorted({d.code.upper() for d in held} - _JUDGED_APART - {*asked})
    for code in (*asked, *there):
        last = latest(held, code)
        found, severity, source = _IRREGULAR.get(
            code, ("DICHIARAZIONE_IRREGOLARE", R, "D.P.R. 445/2000, artt. 46-47")
        )
        word = Term("declaration", code)
        if last is not None and last.outcome == Outcome.IRREGULAR:
            yield said(case, found, source, severity, declaration=word, date=last.date,
                       by=case.granted_on)  # fmt: skip
        elif code in asked and last is None:
            yield said(case, "DICHIARAZIONE_MANCANTE", source, R, declaration=word)
        elif code in asked and last is not None and last.outcome != Outcome.REGULAR:
            yield said(case, "DICHIARAZIONE_NON_VERIFICATA", source, N, declaration=word)
        elif code in asked:
            yield said(case, "DICHIARAZIONE_PRESENTE", source, declaration=word)


# --- Term and aim ------------------------------------------------------------------------------


def term(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Compare the arrival with the term of the mission, both to the second."""
    source = "termine della missione"
    deadline = None if case.mission.deadline is None else in_rome(case.mission.deadline)
    if case.application is None:
        yield said(case, "DOMANDA_NON_PRESENTATA", source, W, deadline=deadline)
        return
    arrived_at = in_rome(case.application.arrived_at)
    if deadline is None:
        yield said(case, "TERMINE_NON_FISSATO", source, arrived_at=arrived_at)
    elif second(arrived_at) > second(deadline):
        yield said(case, "FUORI_TERMINE", source, B, arrived_at=arrived_at, deadline=deadline)
    else:
        yield said(case, "ENTRO_TERMINE", source, arrived_at=arrived_at, deadline=deadline)


def aim(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Ask that the firm goes for export alone, where the programme does."""
    application = case.application
    if case.terms.export_only:
        yield _export_only(case, application)
    if application is not None and SUPPLIERS in application.objectives:
        yield said(case, "OBIETTIVO_NON_EXPORT", "", W, objective=Term("objective", SUPPLIERS))


def _export_only(case: Case, application: Application | None) -> Reason:
    declared = latest(case.applicant.declarations, EXP)
    if application is not None and application.export_only is not None:
        only: bool | None = application.export_only
    elif declared is not None and declared.outcome in (Outcome.REGULAR, Outcome.IRREGULAR):
        only = declared.outcome == Outcome.REGULAR
    elif declared is not None:
        return said(case, "FINALITA_NON_VERIFICATA", "", N)
    else:
        return said(case, "FINALITA_NON_DICHIARATA", "", R)
    if only:
        return said(case, "FINALITA_EXPORT")
    aims = () if application is None else _aims(application)
    return said(case, "FINALITA_NON_EXPORT", "", B, objectives=aims)


def _aims(application: Application) -> tuple[Term, ...]:
    return tuple(Term("objective", code) for code in application.objectives)


# --- What the mission requires -----------------------------------------------------------------


def _is_declared(name: str) -> bool:
    """Tell whether a requirement is a declaration that the rules know."""
    return name in _IRREGULAR


def required(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Judge the mission's requirements; one that the program does not know is not verifiable.

    Declarations are judged with the others. A file is the folder's business, which a person looks
    through: it keeps nobody out by itself.
    """
    told = {*filter(_is_declared, case.mission.required), *case.terms.declarations}
    for name in dict.fromkeys(one for one in case.mission.required if one not in told):
        if name == PROFILE:
            yield _profile(case)
        elif name == TRAINING and case.terms.known:
            yield from _training(case)
        elif name in MAY_BE_REQUIRED:
            yield said(case, "REQUISITO_NEL_FASCICOLO", "requisiti della missione", W,
                       requirement=Term("required", name))  # fmt: skip
        else:
            yield said(case, "REQUISITO_NON_VERIFICABILE", "requisiti della missione", N,
                       requirement=name)  # fmt: skip


def _profile(case: Case) -> Reason:
    profile = case.applicant.firm.profile
    source = "requisiti della missione: profilo in inglese per il catalogo"
    if profile is not None and (profile.en or "").strip():
        return said(case, "PROFILO_EN_PRESENTE", source)
    return said(case, "PROFILO_EN_MANCANTE", source, R)


def _training(case: Case) -> Iterator[Reason]:
    best = decisive(case.applicant.trainings, case.on)
    lines = tuple(title for _, title in sorted(case.terms.training_lines.items()))
    source = "requisiti della missione: formazione delle linee che la prevedono"
    if best is not None and best.earned:
        yield said(case, "FORMAZIONE_FREQUENTATA", source, session=best.session, day=best.day,
                   credited=best.credited_minutes, total=best.total_minutes)  # fmt: skip
    elif best is not None and not best.hours:
        yield said(case, "FORMAZIONE_SENZA_ORARI", source, W, session=best.session, day=best.day)
    else:
        credited, total = (best.credited_minutes, best.total_minutes) if best else (0, 0)
        minutes = f"{credited}/{total}" if credited else _NO_MINUTE
        yield said(case, "FORMAZIONE_MANCANTE", source, R, lines=lines, credited=credited,
                   total=total, minutes=minutes)  # fmt: skip


# --- Data that an application needs (the asterisks of domain 2.2) --------------------------------

_NO_MINUTE = Term("word", "none-of-them")
_NEEDED = ("legal_form", "rea", "ateco", "registered_office", "email", "pec", "people",
           "privacy_notice")  # fmt: skip
_PEC = "D.L. 185/2008, art. 16; D.L. 179/2012, art. 5; D.L. 76/2020, art. 37"
_MISSING = {
    "pec": ("PEC_MANCANTE", R, _PEC),
    "privacy_notice": ("INFORMATIVA_NON_CONSEGNATA", R, f"{_PRIVACY}, artt. 13-14"),
}
_ANY_MISSING = ("DATO_MANCANTE", R, "dati che il programma chiede per la domanda")


def needed(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Name the data that are missing: those that the programme needs keep the firm out."""
    firm = case.applicant.firm
    wanted = dict.fromkeys((*case.terms.needs, *_NEEDED))
    missing = [name for name in wanted if not _has(case, firm, name)]
    for name in case.terms.needs:
        if name in missing:
            code, severity, source = _MISSING.get(name, _ANY_MISSING)
            yield said(case, code, source, severity, field=_label(name))
    rest = tuple(name for name in missing if name not in case.terms.needs and _applies(firm, name))
    if rest:
        yield said(case, "DATI_DA_COMPLETARE", "scheda impresa", W, fields=tuple(map(_label, rest)))


def _label(name: str) -> Term:
    return Term("field", f"firm.{name}")


def _applies(firm: Firm, name: str) -> bool:
    """Tell whether a body of this kind has such a thing: a cluster is in no register."""
    return firm.kind not in UNREGISTERED or name not in ("legal_form", "rea", "ateco")


def _has(case: Case, firm: Firm, name: str) -> bool:
    if name == "people":
        return bool(case.applicant.people)
    if name == "ateco":
        return bool(firm.ateco and firm.ateco.code)
    if name == "registered_office":
        return bool(firm.registered_office and firm.registered_office.town)
    if name == "privacy_notice":
        return bool(firm.privacy_notice and firm.privacy_notice.version)
    return bool(getattr(firm, name, None))


def consents(case: Case, _book: RuleBook) -> Iterator[Reason]:
    """Say what a consent that was not given costs: it keeps nobody from travelling."""
    catalogue, abroad = (consent_of(case.applicant.consents, p) for p in (CATALOGUE, ABROAD))
    article = f"{_PRIVACY}, artt. 6(1)(a) e 7"
    if catalogue is None or not catalogue.given:
        yield said(case, "ESCLUSA_DAL_CATALOGO", article, W)
    if abroad is not None and not abroad.given:
        yield said(case, "DATI_NON_COMUNICABILI_ALL_ESTERO", f"{_PRIVACY}, art. 49(1)(a)", W)


def extract(case: Case, book: RuleBook) -> Iterator[Reason]:
    """Say when the extract of the business register is too old for the day of the grant."""
    taken = case.applicant.firm.register_date
    if taken is not None and taken <= case.granted_on:
        held = visura(taken, case.granted_on, book.visure)
        yield from (dated(case, reason) for reason in held.reasons)
