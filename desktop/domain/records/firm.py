"""The firm and what belongs to it (domain: scheda impresa, DPR 445/2000 declarations)."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from desktop.domain.codecs import (
    Country,
    DayOfYear,
    Email,
    Money,
    Pec,
    Percent,
    Phone,
    Postcode,
    Province,
    Rea,
    TaxCode,
    VatNumber,
    Website,
)
from desktop.domain.problems import Problem
from desktop.domain.record import Privacy, Record, Search, field, group, record, spread
from desktop.typed import override


class FirmKind(StrEnum):
    """What registers: only enterprises are measured by size, contributions and aid."""

    ENTERPRISE = "enterprise"
    CLUSTER = "cluster"
    DISTRICT = "district"
    NETWORK = "network"
    CONSORTIUM = "consortium"
    COOPERATIVE = "cooperative"
    STARTUP = "startup"
    TECHNOLOGY_PARK = "technology_park"
    ASSOCIATION = "association"
    RESEARCH = "research"


class LegalForm(StrEnum):
    """Legal forms of the Italian business register, as the desk groups them."""

    DI = "DI"
    SNC = "SNC"
    SAS = "SAS"
    SRL = "SRL"
    SRLS = "SRLS"
    SPA = "SPA"
    SAPA = "SAPA"
    COOP = "COOP"
    CONS = "CONS"
    RETE = "RETE"
    OTHER = "OTHER"


class FirmStatus(StrEnum):
    """State of activity in the business register (CCII terms since 15 July 2022)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    SUSPENDED = "suspended"
    LIQUIDATION = "liquidation"
    JUDICIAL_LIQUIDATION = "judicial_liquidation"
    ARRANGEMENT = "arrangement"
    NEGOTIATED = "negotiated"
    CEASED = "ceased"


class SpecialSection(StrEnum):
    """Special sections of the business register."""

    CRAFT = "craft"
    INNOVATIVE_STARTUP = "innovative_startup"
    INNOVATIVE_SME = "innovative_sme"
    FARMING = "farming"


class Experience(StrEnum):
    """How far abroad a firm already is (partnership accord of Lombardy, 2017)."""

    NONE = "none"
    LIGHT = "light"
    TO_CONSOLIDATE = "to_consolidate"
    HIGH = "high"


class DataSource(StrEnum):
    """Where the firm's data come from."""

    REGISTER = "register"
    DECLARATION = "declaration"
    LIST = "list"


@group
class Address:
    """A postal address: one register, so that two desks' streets and towns never mix."""

    street: str | None = field(1, max=120, default=None)
    number: str | None = field(2, max=20, default=None)
    postcode: Postcode | None = field(3, max=10, default=None)
    town: str | None = field(4, max=80, search=Search.WORDS, default=None)
    province: Province | None = field(5, max=40, default=None)


@group
class Ateco:
    """A code of economic activity with the edition in which it was declared."""

    code: str | None = field(1, max=12, default=None)
    edition: str | None = field(2, max=8, default=None)


@group
class PrivacyNotice:
    """Which version of the notice of arts 13-14 GDPR the firm was given, and when."""

    version: str | None = field(1, max=20, default=None)
    given_on: dt.date | None = field(2, default=None)


@spread
class Profile:
    """What the firm says of itself, a text for each language of the papers."""

    it: str | None = field(1, max=1200, lines=True, default=None)
    en: str | None = field(2, max=1200, lines=True, default=None)
    fr: str | None = field(3, max=1200, lines=True, default=None)
    ar: str | None = field(4, max=1200, lines=True, default=None)


@record(1)
class Firm(Record):
    """A firm or another body that turns to the desk."""

    id: UUID = field(1)
    kind: FirmKind = field(2, default=FirmKind.ENTERPRISE)
    name: str = field(3, max=200, search=Search.NAME, index=True)
    former_names: tuple[str, ...] = field(4, max=600, search=Search.NAME, default=())
    legal_form: LegalForm | None = field(5, default=None)
    tax_code: TaxCode | None = field(
        6, max=16, search=Search.CODE, index=True, privacy=Privacy.PERSON, default=None
    )
    vat_number: VatNumber | None = field(
        7, max=11, search=Search.CODE, index=True, privacy=Privacy.PERSON, default=None
    )
    rea: Rea | None = field(8, max=20, search=Search.CODE, default=None)
    registered_on: dt.date | None = field(9, default=None)
    status: FirmStatus = field(10, default=FirmStatus.ACTIVE)
    special_section: SpecialSection | None = field(11, default=None)
    ateco: Ateco | None = field(12, default=None)
    other_ateco: tuple[str, ...] = field(13, max=300, default=())
    fiscal_year_start: DayOfYear | None = field(14, max=5, default=None)
    registered_office: Address | None = field(15, default=None)
    pec: Pec | None = field(16, max=254, search=Search.CODE, privacy=Privacy.CONTACT, default=None)
    email: Email | None = field(
        17, max=254, search=Search.CODE, privacy=Privacy.CONTACT, default=None
    )
    phone: Phone | None = field(
        18, max=40, search=Search.CODE, privacy=Privacy.CONTACT, default=None
    )
    mobile: Phone | None = field(
        19, max=40, search=Search.CODE, privacy=Privacy.CONTACT, default=None
    )
    website: Website | None = field(20, max=200, default=None)
    sectors: tuple[str, ...] = field(21, max=600, default=())
    experience: Experience | None = field(22, default=None)
    products: str | None = field(23, max=600, lines=True, default=None)
    hs_codes: tuple[str, ...] = field(24, max=300, default=())
    certifications: tuple[str, ...] = field(25, max=600, default=())
    privacy_notice: PrivacyNotice | None = field(26, default=None)
    source: DataSource | None = field(27, default=None)
    register_date: dt.date | None = field(28, default=None)
    notes: str | None = field(29, max=2000, lines=True, default=None)
    merged_into: UUID | None = field(30, refers="firm", index=True, verb=True, default=None)
    profile: Profile | None = field(100, default=None)

    @override
    def faults(self) -> Iterable[Problem]:
        """Refuse a firm that nothing identifies: a tax code or a VAT number is needed."""
        if not self.tax_code and not self.vat_number:
            yield Problem("code-needed", "tax_code")


class SiteKind(StrEnum):
    """What a site is for."""

    OPERATING = "operating"
    SECONDARY = "secondary"
    WAREHOUSE = "warehouse"
    SHOWROOM = "showroom"


class SiteStatus(StrEnum):
    """Whether a site works."""

    ACTIVE = "active"
    CLOSED = "closed"


@record(2, parent="firm", plural="sites")
class Site(Record):
    """An operating site or local unit of a firm."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    kind: SiteKind = field(3, default=SiteKind.OPERATING)
    status: SiteStatus = field(4, default=SiteStatus.ACTIVE)
    address: Address | None = field(5, default=None)
    rea: Rea | None = field(6, max=20, default=None)


@record(3, parent="firm", plural="people", key=("family_name", "given_name"))
class Person(Record):
    """A person who acts for a firm."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    family_name: str = field(3, max=80, search=Search.WORDS, privacy=Privacy.PERSON)
    given_name: str = field(4, max=80, search=Search.WORDS, privacy=Privacy.PERSON)
    tax_code: TaxCode | None = field(5, max=16, privacy=Privacy.PERSON, default=None)
    role: str | None = field(6, max=80, default=None)
    email: Email | None = field(
        7, max=254, search=Search.CODE, privacy=Privacy.CONTACT, default=None
    )
    phone: Phone | None = field(
        8, max=40, search=Search.CODE, privacy=Privacy.CONTACT, default=None
    )
    languages: tuple[str, ...] = field(9, max=200, default=())
    signs: bool = field(10, default=False)
    born_on: dt.date | None = field(11, privacy=Privacy.PERSON, default=None)
    born_in: str | None = field(12, max=80, privacy=Privacy.PERSON, default=None)


@record(4, parent="firm", plural="accounts", key=("year",))
class Accounts(Record):
    """One approved financial year: staff in annual work units, money in euro."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    year: int = field(3, least=1900, most=2100)
    staff: Decimal | None = field(4, least=0, default=None)
    turnover: Money | None = field(5, least=0, default=None)
    balance: Money | None = field(6, default=None)
    export_turnover: Money | None = field(7, least=0, default=None)


class RelationKind(StrEnum):
    """Partner (25 to 50 %) or linked enterprise (Recommendation 2003/361/EC, art. 3)."""

    PARTNER = "partner"
    LINKED = "linked"


@record(5, parent="firm", plural="relations", nests="within")
class Relation(Record):
    """A partner or linked enterprise of a firm, or of one of its relations (`within`)."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    within: UUID | None = field(3, refers="relation", default=None)
    kind: RelationKind = field(4)
    share: Percent | None = field(5, default=None)
    name: str | None = field(6, max=200, default=None)
    tax_code: str | None = field(7, max=20, privacy=Privacy.PERSON, default=None)
    country: Country | None = field(8, max=2, default=None)
    through_person: bool = field(9, default=False)
    year: int | None = field(10, least=1900, most=2100, default=None)
    staff: Decimal | None = field(11, least=0, default=None)
    turnover: Money | None = field(12, least=0, default=None)
    balance: Money | None = field(13, default=None)


@record(6, parent="firm", plural="aids")
class Aid(Record):
    """A de minimis aid, counted on the day the right to it was granted."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    amount: Money = field(3, least=0)
    date: dt.date = field(4)
    regulation: str | None = field(5, max=20, default=None)
    grantor: str | None = field(6, max=200, default=None)
    reference: str | None = field(7, max=80, default=None)


class Outcome(StrEnum):
    """What a declaration or a certificate says."""

    REGULAR = "regular"
    IRREGULAR = "irregular"
    UNKNOWN = "unknown"


@record(7, parent="firm", plural="declarations", key=("code", "year"))
class Declaration(Record):
    """A declaration or certificate of a firm (DPR 445/2000 arts 46-47), by its code."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    code: str = field(3, max=10)
    date: dt.date | None = field(4, default=None)
    year: int | None = field(5, least=1900, most=2100, default=None)
    outcome: Outcome = field(6, default=Outcome.UNKNOWN)
    signer: str | None = field(7, max=120, privacy=Privacy.PERSON, default=None)
    note: str | None = field(8, max=400, lines=True, default=None)


@record(8, parent="firm", plural="consents", key=("purpose",))
class Consent(Record):
    """A consent of the firm for one purpose beyond the desk's public task (GDPR art. 6(1)(a))."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    purpose: str = field(3, max=40)
    given: bool = field(4)
    date: dt.date | None = field(5, default=None)
    channel: str | None = field(6, max=40, default=None)


@record(9, parent="firm", plural="exports", key=("year", "country"))
class ExportSales(Record):
    """What a firm sold to one country in one year, in euro."""

    id: UUID = field(1)
    firm: UUID = field(2, refers="firm", index=True)
    year: int = field(3, least=1900, most=2100)
    country: Country = field(4, max=2)
    turnover: Money = field(5, least=0)
