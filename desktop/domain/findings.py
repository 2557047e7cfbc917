"""What is kept but to be verified: missing or odd values that do not stop a save."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as filled
from datetime import date

from desktop.domain import activities, identifiers
from desktop.domain.identifiers import Checked
from desktop.domain.programme_terms import DECLARATIONS
from desktop.domain.records import Declaration, Firm, LegalForm
from desktop.domain.text import clean

_PERSON_CODE = 16
_MISSING = ("legal_form", "rea", "pec", "phone", "email", "ateco", "registered_office", "sectors")


@dataclass(frozen=True, slots=True)
class Finding:
    """One value to be verified: the field, a code that names its sentence, its values."""

    field: str
    code: str
    values: Mapping[str, str] = filled(default_factory=dict)


def cleaned(draft: object, path: str = "") -> Iterator[Finding]:
    """Say what the text gate takes out of a draft's texts: control and direction marks."""
    if isinstance(draft, str):
        removed = clean(draft, multiline=True).removed
        if removed:
            yield Finding(path, "cleaned", {"removed": ", ".join(removed)})
    elif isinstance(draft, Mapping):
        for name, held in draft.items():
            yield from cleaned(held, f"{path}.{name}" if path else str(name))
    elif isinstance(draft, list | tuple):
        for place, held in enumerate(draft):
            yield from cleaned(held, f"{path}[{place}]")


def firm_findings(firm: Firm) -> tuple[Finding, ...]:
    """Give all that is missing or odd in a firm's own fields."""
    return (*_odd(firm), *_odd_activity(firm), *_unlike(firm), *_missing(firm))


def declaration_findings(declarations: Iterable[Declaration]) -> Iterator[Finding]:
    """Say which declarations have a code that no programme can ask for."""
    for place, one in enumerate(declarations):
        yield from code_finding(one.code, f"declarations[{place}].code")


def code_finding(code: str, path: str) -> Iterator[Finding]:
    """Say when the code of a declaration is none that is known."""
    if code.upper() not in DECLARATIONS:
        known = ", ".join(DECLARATIONS)
        yield Finding(path, "declaration-unknown", {"value": code, "known": known})


def day_finding(day: date | None, today: date, path: str) -> Iterator[Finding]:
    """Say when the day of something that is already here is still to come."""
    if day is not None and day > today:
        yield Finding(path, "future-day", {"value": day.strftime("%d/%m/%Y")})


def _checked(firm: Firm) -> Iterator[tuple[str, str, Callable[[str], Checked]]]:
    office = firm.registered_office
    held = {
        "vat_number": (firm.vat_number, identifiers.check_vat_number),
        "rea": (firm.rea, identifiers.check_rea),
        "pec": (firm.pec, identifiers.check_pec),
        "email": (firm.email, identifiers.check_email),
        "phone": (firm.phone, identifiers.check_phone),
        "mobile": (firm.mobile, identifiers.check_phone),
        "website": (firm.website, identifiers.check_website),
        "registered_office.postcode": (
            office.postcode if office else None, identifiers.check_postcode),
        "registered_office.province": (
            office.province if office else None, identifiers.check_province),
    }  # fmt: skip
    for name, (value, check) in held.items():
        if value:
            yield name, value, check


def _odd(firm: Firm) -> Iterator[Finding]:
    for name, value, check in _checked(firm):
        checked = check(value)
        codes = (checked.problem,) if checked.problem else checked.warnings
        for code in codes:
            yield Finding(name, f"identifier.{code}", {"value": value})


def _odd_activity(firm: Firm) -> Iterator[Finding]:
    """Check the ATECO code in the edition in which it was declared; it is never rewritten."""
    held = firm.ateco
    if held is None or not held.code:
        return
    if not held.edition:
        yield Finding("ateco.edition", "missing")
        return
    checked = activities.check_ateco(held.code, held.edition)
    for code in (checked.problem,) if checked.problem else checked.warnings:
        values = {"value": held.code, "edition": held.edition}
        yield Finding("ateco.code", f"ateco.{code}", values)


def _unlike(firm: Firm) -> Iterator[Finding]:
    """Compare fields with one another: each alone is right, together they are odd."""
    code = firm.tax_code or ""
    if firm.legal_form is LegalForm.DI and code and len(code) != _PERSON_CODE:
        yield Finding("tax_code", "sole-trader-code")
    if firm.legal_form not in (None, LegalForm.DI) and len(code) == _PERSON_CODE:
        yield Finding("tax_code", "company-code")
    if firm.vat_number and code and len(code) != _PERSON_CODE and firm.vat_number != code:
        yield Finding("vat_number", "codes-differ")
    office = firm.registered_office
    postcode, province = (office.postcode or "", office.province or "") if office else ("", "")
    if postcode and not identifiers.is_postcode_of(postcode, province):
        values = {"postcode": postcode, "province": province}
        yield Finding("registered_office.postcode", "postcode-elsewhere", values)
    if firm.pec and firm.email and firm.pec.casefold() == firm.email.casefold():
        yield Finding("email", "same-as-pec")


def _missing(firm: Firm) -> Iterator[Finding]:
    for name in _MISSING:
        if not getattr(firm, name):
            yield Finding(name, "missing")
