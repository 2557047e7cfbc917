"""Built-in records for the tests of the papers: invented firms, a mission, two sessions."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid5

from desktop.documents import (
    AddressSource,
    ApplicationFacts,
    AttendanceSource,
    CertificateSource,
    DossierSource,
    FirmCardSource,
    FirmFacts,
    Imprint,
    LetterSource,
    NoticeSource,
    OrientationSource,
    ProgrammeFacts,
    Scored,
    SessionFacts,
    Source,
)
from desktop.domain.codecs import (
    Country,
    Email,
    Money,
    Pec,
    Percent,
    Phone,
    Postcode,
    Province,
    Rea,
    Sha256,
    TaxCode,
    VatNumber,
    Website,
)
from desktop.domain.programme_file import ReadinessBand
from desktop.domain.programme_terms import Titles
from desktop.domain.records import (
    Accounts,
    Address,
    Application,
    ApplicationState,
    Ateco,
    Attendance,
    Consent,
    Declaration,
    Delegate,
    ExportSales,
    Firm,
    LargestSize,
    LegalForm,
    Line,
    Market,
    Mission,
    OrientationSession,
    Outcome,
    Paper,
    Person,
    PrivacyNotice,
    Profile,
    Programme,
    Readiness,
    Relation,
    Sector,
    SessionKind,
    Site,
    Slot,
)
from desktop.domain.records.firm import Experience, RelationKind, SiteKind
from desktop.domain.records.orientation import SessionOutcome
from desktop.domain.records.programme import MarketKind
from desktop.domain.rules.readiness import Questionnaire, readiness
from desktop.rule_book import rule_book
from tests.builders import vat_number

_SPACE = UUID("6f0c1b1e-0000-7000-8000-00000000a11a")
BANDS = (
    ReadinessBand("to_start", Titles("Da avviare", "To be started"), 0),
    ReadinessBand("preparing", Titles("In preparazione", "In preparation"), 40),
    ReadinessBand("ready", Titles("Pronta", "Ready"), 70),
)
PAPER_ID = UUID("019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b")
PRINTED = datetime(2021, 9, 24, 8, 42, tzinfo=UTC)
NAMES = (
    "Adda Lumen S.r.l.", "Arredi Valsera S.p.A.", "Brianza Legno Contract S.r.l.",
    "Cantieri Leggeri S.r.l.", "Ecofacciate Lombarde S.r.l.", "Idrovia Sistemi S.r.l.",
    "Mincio Solare S.r.l.", "Orobica Materiali S.p.A.", "Terra Cruda Edilizia S.r.l.",
    "Verdelago Sistemi S.r.l.", "Acque Vive Società Cooperativa a Responsabilità Limitata",
    "Naviglio Design S.r.l.", "Serramenti Lario S.r.l.", "Legno Orobico S.r.l.",
    "Officine Facsimile S.r.l.", "Pianura Isolanti S.p.A.", "Resegone Cucine S.r.l.",
    "Sebino Vetro S.r.l.", "Ticino Tetti Verdi S.r.l.", "Virgilio Pompe S.r.l.",
)  # fmt: skip
TOWNS = (("Lecco", "LC", "23900"), ("Cantù", "CO", "22063"), ("Lissone", "MB", "20851"),
         ("Bergamo", "BG", "24121"), ("Brescia", "BS", "25121"))  # fmt: skip
PEOPLE = (("Brambati", "Elena"), ("Terenghi", "Luca"), ("Agazzi", "Serena"), ("Rota", "Paolo"),
          ("Castoldi", "Ilaria"))  # fmt: skip


def made(name: str) -> UUID:
    """Give the id of a named record, the same in every run."""
    return uuid5(_SPACE, name)


def imprint(**changed: object) -> Imprint:
    values: dict[str, object] = {
        "paper_id": PAPER_ID,
        "number": "MI1-2021-000412",
        "chamber": "Camera di commercio di Milano Monza Brianza Lodi",
        "desk": "MI1",
        "operator": "G. Ferrario",
        "printed_at": PRINTED,
        "partners": ("Unioncamere Lombardia", "Regione Lombardia"),
    }
    return Imprint(**(values | changed))  # type: ignore[arg-type]  # each value has its type


def programme() -> ProgrammeFacts:
    held = made("programme")
    basis = "DGR Lombardia 4769 del 24 maggio 2021 (BURL 21, S.O. del 28 maggio 2021)"
    return ProgrammeFacts(
        programme=Programme(
            id=held,
            code="internazionalizzazione-2021",
            version=1,
            title="Programma Internazionalizzazione 2021",
            title_en="Internationalisation Programme 2021",
            legal_basis=basis,
            legal_basis_en="Lombardy Regional Government Resolution 4769 of 24 May 2021",
            source="Pagina del programma, 28 giugno 2021",
            attendance_threshold=Decimal(80),
        ),
        lines=(
            Line(id=made("L1"), programme=held, code="L1", title="Formazione e primo orientamento",
                 title_en="Training and first orientation", training=True),
            Line(id=made("L3"), programme=held, code="L3",
                 title="Missione economica e incontri B2B",
                 title_en="Trade mission and B2B meetings", provisional=True,
                 source="Ricostruzione dalle edizioni 2019 e 2020"),
        ),
        markets=(
            Market(id=made("AE"), programme=held, code=Country("AE"), kind=MarketKind.TARGET,
                   title="Emirati Arabi Uniti", title_en="United Arab Emirates",
                   passport_months=6),
        ),
        sectors=(
            Sector(id=made("green"), programme=held, code="green-economy", title="Green economy",
                   title_en="Green economy"),
            Sector(id=made("arredo"), programme=held, code="furniture-construction",
                   title="Arredo e costruzioni sostenibili",
                   title_en="Sustainable furniture and construction", provisional=True,
                   source="Bando 2019"),
        ),
    )  # fmt: skip


def mission(**changed: object) -> Mission:
    values: dict[str, object] = {
        "id": made("mission"),
        "programme": "internazionalizzazione-2021",
        "code": "AE-2021-01",
        "title": "Dubai: green economy, arredo e costruzioni sostenibili",
        "title_en": "Dubai: green economy, sustainable furniture and construction",
        "market": Country("AE"),
        "line": "L3",
        "sectors": ("green-economy", "furniture-construction"),
        "starts": date(2021, 10, 3),
        "ends": date(2021, 10, 7),
        "place": "Dubai",
        "host_event": "Expo 2020 Dubai; Wetex 2021",
        "seats": 10,
        "quorum": 6,
        "deadline": datetime(2021, 9, 10, 10, 0, tzinfo=UTC),
        "grant_on": date(2021, 9, 27),
        "aid": Money(300000),
        "regulation": "1407/2013",
        "largest_size": LargestSize.MEDIUM,
        "required": ("training", "profile_en"),
    }
    return Mission(**(values | changed))  # type: ignore[arg-type]  # each value has its type


def firm(nth: int, **changed: object) -> Firm:
    town, province, postcode = TOWNS[nth % len(TOWNS)]
    code = vat_number(nth)
    values: dict[str, object] = {
        "id": made(f"firm {nth}"),
        "name": NAMES[nth % len(NAMES)],
        "legal_form": LegalForm.SRL,
        "tax_code": TaxCode(code),
        "vat_number": VatNumber(code),
        "rea": Rea(f"{province}-26473{nth:02}"),
        "registered_on": date(1998, 3, 12),
        "ateco": Ateco(code="28.29.30", edition="2007"),
        "registered_office": Address(street="Via dei Mille Fontanili", number=str(nth + 1),
                                     postcode=Postcode(postcode), town=town,
                                     province=Province(province)),
        "pec": Pec(f"impresa{nth}@pec.example"),
        "email": Email(f"info@impresa{nth}.example"),
        "phone": Phone(f"+3903900001{nth:02}"),
        "website": Website(f"www.impresa{nth}.example"),
        "sectors": ("green-economy",) if nth % 2 else ("furniture-construction", "green-economy"),
        "products": "Trattamento e riuso delle acque, irrigazione a basso consumo",
        "certifications": ("ISO 9001", "ISO 14001"),
        "experience": Experience.LIGHT,
        "privacy_notice": PrivacyNotice(version="3", given_on=date(2021, 6, 14)),
        "profile": Profile(
            it="Progettiamo e costruiamo impianti che recuperano le acque grigie.",
            en=None if nth % 7 == 3 else "We design and build plants that reuse grey water. " * 4,
        ),
    }  # fmt: skip
    return Firm(**(values | changed))  # type: ignore[arg-type]  # each value has its type


def session(number: int, market: str | None = "AE") -> SessionFacts:
    """Give a group session of two slots on one day, without attendances."""
    held = made(f"session {number}")
    day = date(2021, 7, 1 + 7 * number)
    return SessionFacts(
        session=OrientationSession(
            id=held,
            number=f"MI1-2021-{number:04}",
            programme="internazionalizzazione-2021",
            title=("", "Primo orientamento: mercato Emirati Arabi Uniti",
                   "Dogane e certificazione di prodotto (ECAS)")[number],
            kind=SessionKind.GROUP,
            line="L1",
            market=Country(market) if market else None,
            place="sede di Milano, sala Parlamentino",
        ),
        slots=(
            Slot(id=made(f"{number} am"), session=held, date=day, start=time(9), end=time(11),
                 teacher="Karim Haddad"),
            Slot(id=made(f"{number} pm"), session=held, date=day, start=time(14), end=time(16),
                 teacher="Karim Haddad"),
        ),
    )  # fmt: skip


def person(nth: int, which: int = 0) -> Person:
    family, given = PEOPLE[(nth + which) % len(PEOPLE)]
    return Person(
        id=made(f"person {nth} {which}"),
        firm=made(f"firm {nth}"),
        family_name=family,
        given_name=given,
        role=("amministratrice unica", "referente estero")[which],
        phone=Phone(f"+3903500001{nth:02}"),
        languages=("en C1", "fr B2") if which else (),
        signs=not which,
    )


def attendances(held: SessionFacts, nth: int) -> tuple[Attendance, ...]:
    """Let a firm's first person sit from 9:20 to 11 and from 14 to 16: 220 minutes of 240."""
    am, pm = held.slots
    morning = time(9, 20)
    left = None if nth % 6 == 5 else time(16)
    return (
        Attendance(id=made(f"{am.id} {nth}"), session=held.session.id, firm=made(f"firm {nth}"),
                   person=made(f"person {nth} 0"), slot=am.id, arrived=morning, left=time(11)),
        Attendance(id=made(f"{pm.id} {nth}"), session=held.session.id, firm=made(f"firm {nth}"),
                   person=made(f"person {nth} 0"), slot=pm.id, arrived=time(14), left=left),
    )  # fmt: skip


def firm_facts(nth: int, held: Firm | None = None) -> FirmFacts:
    of = made(f"firm {nth}")
    seated = [session(1)] if nth % 4 else [session(1), session(2)]
    return FirmFacts(
        firm=held or firm(nth),
        sites=(
            Site(id=made(f"site {nth}"), firm=of, kind=SiteKind.OPERATING,
                 address=Address(street="Strada Vecchia per Crema", number="88",
                                 postcode=Postcode("26900"), town="Lodi",
                                 province=Province("LO"))),
        ),
        people=(person(nth), person(nth, 1)),
        accounts=(
            Accounts(id=made(f"2020 {nth}"), firm=of, year=2020, staff=Decimal("34.50"),
                     turnover=Money(682000000), balance=Money(541000000),
                     export_turnover=Money(79605000)),
            Accounts(id=made(f"2019 {nth}"), firm=of, year=2019, staff=Decimal(31),
                     turnover=Money(714530000), balance=None, export_turnover=Money(79670000)),
        ),
        exports=(
            ExportSales(id=made(f"de {nth}"), firm=of, year=2020, country=Country("DE"),
                        turnover=Money(38900000)),
            ExportSales(id=made(f"ae {nth}"), firm=of, year=2019, country=Country("AE"),
                        turnover=Money(4200050)),
        ),
        relations=(
            Relation(id=made(f"relation {nth}"), firm=of, kind=RelationKind.PARTNER,
                     share=Percent(Decimal("33.34")), name="Socia Finta S.p.A.",
                     tax_code="00743110157"),
        ) if nth == 0 else (),
        declarations=(
            Declaration(id=made(f"durc {nth}"), firm=of, code="DURC", date=date(2021, 7, 12),
                        outcome=Outcome.IRREGULAR if nth % 9 == 4 else Outcome.REGULAR),
            Declaration(id=made(f"exp {nth}"), firm=of, code="EXP", date=date(2021, 9, 9),
                        outcome=Outcome.REGULAR),
            Declaration(id=made(f"dir {nth}"), firm=of, code="DIR", year=2021,
                        outcome=Outcome.UNKNOWN),
        ),
        consents=(
            Consent(id=made(f"cat {nth}"), firm=of, purpose="catalogue", given=True,
                    date=date(2021, 9, 2)),
            Consent(id=made(f"news {nth}"), firm=of, purpose="newsletter", given=False),
        ),
        sessions=tuple(
            SessionFacts(session=one.session, slots=one.slots, attendances=attendances(one, nth))
            for one in seated
        ),
    )  # fmt: skip


def application(nth: int, state: ApplicationState = ApplicationState.SELECTED) -> ApplicationFacts:
    held = made(f"application {nth}")
    family, given = PEOPLE[nth % len(PEOPLE)]
    expiry = date(2022, 2, 28) if nth % 5 == 2 else date(2027, 5, 31)
    return ApplicationFacts(
        application=Application(
            id=held,
            mission=made("mission"),
            firm=made(f"firm {nth}"),
            arrived_at=datetime(2021, 9, 1 + nth % 9, 8, nth, 5, tzinfo=UTC),
            protocol=f"00044{nth:02}",
            objectives=("distributor", "architects"),
            export_only=True,
            state=state,
        ),
        firm=firm_facts(nth),
        delegates=(
            Delegate(id=made(f"delegate {nth}"), application=held, family_name=family,
                     given_name=given, role="amministratrice unica", passport_expiry=expiry,
                     phone=Phone(f"+3934700001{nth:02}"),
                     email=Email(f"{given.lower()}.{family.lower()}@impresa{nth}.example")),
        ),
    )  # fmt: skip


def dossier(firms: int = 3, state: ApplicationState = ApplicationState.SELECTED) -> DossierSource:
    return DossierSource(
        mission=mission(),
        programme=programme(),
        applications=tuple(application(nth, state) for nth in range(firms)),
    )


def card() -> FirmCardSource:
    return FirmCardSource(facts=firm_facts(0), programme=programme())


def sheet(enrolled: int = 7) -> AttendanceSource:
    held = session(1)
    rows = tuple(row for nth in range(enrolled) for row in attendances(held, nth))
    return AttendanceSource(
        session=SessionFacts(session=held.session, slots=held.slots, attendances=rows),
        firms=tuple(firm(nth) for nth in range(enrolled)),
        people=tuple(person(nth) for nth in range(enrolled)),
        programme=programme(),
    )


def certificate(nth: int = 0) -> CertificateSource:
    return CertificateSource(sheet=sheet(7), person=made(f"person {nth} 0"))


def orientation() -> OrientationSource:
    """Give an individual session of one firm that answered the questionnaire but for one item."""
    held = session(1)
    kind = replace(
        held.session,
        kind=SessionKind.INDIVIDUAL,
        topics=("customs", "certification"),
        needs="Capire quali certificazioni chiede il mercato.\nTrovare un distributore.",
        advice="Indicata la procedura ECAS; consigliato un catalogo in inglese.",
        handed_over="Elenco dei documenti di missione",
        outcome=SessionOutcome.TO_MISSION,
        next_step="Presentare la domanda alla missione",
        due=date(2021, 9, 10),
    )
    answers = tuple((str(item), item % 4) for item in range(1, 20))
    asked = questionnaire()
    scored = readiness({n: n % 4 for n in range(1, 20)}, asked, BANDS, 18, date(2021, 7, 8))
    return OrientationSource(
        sheet=AttendanceSource(
            session=SessionFacts(session=kind, slots=held.slots[:1],
                                 attendances=attendances(held, 0)[:1]),
            firms=(firm(0),), people=(person(0),), programme=programme(),
        ),
        readiness=Readiness(id=made("readiness"), session=held.session.id, firm=made("firm 0"),
                            version="1", answers=answers),
        questionnaire=asked,
        scored=Scored(outcome=scored, least_answers=18, provisional=True),
        firm=firm_facts(0),
        programme=programme(),
    )  # fmt: skip


def blank_orientation() -> OrientationSource:
    return OrientationSource(questionnaire=questionnaire(), programme=programme())


def questionnaire() -> Questionnaire:
    found = rule_book().questionnaire("1")
    assert found is not None
    return found


def letter(state: ApplicationState = ApplicationState.TO_COMPLETE, nth: int = 3) -> LetterSource:
    held = application(nth, state)
    return LetterSource(
        firm=held.firm, programme=programme(), mission=mission(), application=held,
        papers=(
            Paper(id=made("card"), number="MI1-2021-000380", kind="firm-card", language="it",
                  firm=held.firm.firm.id, issued_at=PRINTED, pages=2,
                  sha256=Sha256(bytes(range(32))), content="", title="Scheda"),
        ),
    )  # fmt: skip


def addresses(firms: int = 18) -> AddressSource:
    """Give firms of a mission; one has no address and no PEC."""
    bare: dict[str, object] = {"registered_office": None, "pec": None}
    held = [firm(nth, **(bare if nth == 25 else {})) for nth in range(20, 20 + firms)]
    return AddressSource(
        firms=tuple(FirmFacts(firm=one, people=(person(n),)) for n, one in enumerate(held)),
        programme=programme(),
        mission=mission(),
    )


def every_kind() -> dict[str, tuple[Source, ...]]:
    """Give for each kind a source of each form that it is made from."""
    return {
        "firm-card": (card(),),
        "attendance-sheet": (sheet(),),
        "mission-dossier": (dossier(4),),
        "certificate": (certificate(),),
        "attendance-summary": (sheet(), card()),
        "orientation-record": (orientation(), blank_orientation()),
        "questionnaire": (orientation(), blank_orientation()),
        "cover-letter": (letter(),),
        "communication": (
            letter(),
            replace(
                letter(ApplicationState.NOT_ELIGIBLE),
                reasons=(
                    "L’unica sede operativa è a Piacenza, fuori dalla Lombardia.",
                    "La domanda è arrivata un secondo oltre il termine.",
                ),
            ),
        ),
        "labels": (addresses(),),
        "address-list": (addresses(),),
        "privacy-notice": (
            NoticeSource(firm=firm_facts(0), programme=programme(), passport_days=30),
        ),
        "self-declaration": (letter(),),
        "badges": (dossier(9),),
        "catalogue": (dossier(4),),
        "agenda": (dossier(1),),
        "meeting-sheet": (dossier(2),),
        "follow-up-sheet": (dossier(1),),
        "satisfaction": (
            dossier(1),
            sheet(),
            NoticeSource(programme=programme(), passport_days=30),
        ),
    }
