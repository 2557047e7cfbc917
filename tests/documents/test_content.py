"""What the papers say, word for word: content is decided before anything is drawn."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from desktop.documents import (
    KINDS,
    ApplicationFacts,
    CertificateSource,
    FirmCardSource,
    FirmFacts,
    Issued,
    SessionFacts,
    Source,
    issue,
)
from desktop.domain.codecs import Country
from desktop.domain.problems import DeskError
from desktop.domain.records import (
    ApplicationState,
    Firm,
    FirmKind,
    Mission,
    OrientationSession,
    Outcome,
    Person,
    SessionKind,
    Slot,
)
from desktop.domain.rules.measures import contributions
from desktop.rule_book import rule_book
from tests.documents import judged, samples

GOLDEN = Path(__file__).parent / "golden"
SOURCES: dict[str, tuple[Source, ...]] = judged.every_kind()
FORMS = [(kind, form) for kind, held in SOURCES.items() for form in range(len(held))]


@pytest.mark.parametrize(
    ("kind", "form", "language"),
    [(kind, form, made) for kind, form in FORMS for made in judged.languages(kind)],
)
def test_content_is_word_for_word_the_golden_text(kind: str, form: int, language: str) -> None:
    name = f"{kind}-{form + 1}" if form else kind
    golden = (GOLDEN / f"{name}.{language}.txt").read_text(encoding="utf-8")

    assert issue(kind, language, SOURCES[kind][form], samples.imprint()).text == golden


def test_every_kind_has_its_golden_text_and_no_other() -> None:
    assert set(SOURCES) == set(KINDS)
    assert len(list(GOLDEN.glob("*.txt"))) == sum(len(judged.languages(kind)) for kind, _ in FORMS)


def _dossier(*states: ApplicationState) -> Issued:
    applications = tuple(samples.application(n, state) for n, state in enumerate(states))
    source = replace(samples.dossier(0), applications=applications)
    return issue("mission-dossier", "it", source, samples.imprint())


def test_before_any_selection_the_cover_says_so_and_only_the_renounced_stay_out() -> None:
    text = _dossier(ApplicationState.SUBMITTED, ApplicationState.RENOUNCED).text

    assert "Domande presentate, selezione non ancora fatta: elenco provvisorio." in text
    assert "Provvisoria, prima della selezione" in text
    assert "\n1 impresa, 1 delegato\n" in text


def test_after_the_selection_only_the_selected_go() -> None:
    text = _dossier(ApplicationState.CONFIRMED, ApplicationState.RESERVE).text

    assert "Imprese selezionate su 2 domande pervenute." in text
    assert "\n1 impresa, 1 delegato\n" in text


def test_a_mission_without_applications_says_what_is_missing() -> None:
    issued = _dossier()

    assert "Nessuna domanda registrata." in issued.text
    assert [missing.code for missing in issued.missing] == ["delegation"]


def test_every_missing_piece_has_a_page_a_supplier_and_a_day() -> None:
    issued = issue("mission-dossier", "it", samples.dossier(10), samples.imprint())

    assert issued.missing
    for missing in issued.missing:
        assert f"Manca: {missing.piece}" in issued.text or missing.why in issued.text
        assert missing.supplier.startswith("L’impresa: ")
        assert missing.due in {date(2021, 9, 27), date(2021, 10, 3)}
    assert issued.text.count("Documento mancante\n") == len(issued.missing)


@pytest.mark.parametrize(
    ("market", "late", "in_time"),  # the mission ends on 7 October 2021
    [("AE", date(2022, 4, 6), date(2022, 4, 7)), ("CA", date(2021, 10, 6), date(2021, 10, 7))],
)
def test_a_passport_must_last_for_the_months_that_the_market_sets(
    market: str, late: date, in_time: date
) -> None:
    held = samples.application(0)
    delegate = held.delegates[0]
    mission = samples.mission(market=Country(market))

    def issued(expiry: date) -> Issued:
        one = replace(held, delegates=(replace(delegate, passport_expiry=expiry),))
        source = replace(samples.dossier(0), mission=mission, applications=(one,))
        return issue("mission-dossier", "it", source, samples.imprint())

    assert "passport" in {piece.code for piece in issued(late).missing}
    assert "passport" not in {piece.code for piece in issued(in_time).missing}
    need = f"Passaporto di ogni delegato, valido almeno fino al {in_time.day} "
    assert need in issued(late).text


def lacking(held: ApplicationFacts, code: str, mission: Mission | None = None) -> bool:
    source = replace(samples.dossier(0), applications=(held,), mission=mission or samples.mission())
    issued = issue("mission-dossier", "it", source, samples.imprint())
    return code in {piece.code for piece in issued.missing}


def test_the_last_day_of_the_calendar_stops_no_paper() -> None:
    """Another desk's older program may still send a day of the year 9999."""
    one = samples.application(0)
    durc = replace(one.firm.declarations[0], date=date.max)
    facts = replace(one.firm, declarations=(durc,))
    mission = samples.mission(starts=date.max, ends=date.max)
    last = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)  # by the clock of Rome there is none such
    arrived = replace(one.application, arrived_at=last)
    held = (replace(one, firm=facts, application=arrived),)
    source = replace(samples.dossier(0), mission=mission, applications=held)
    for kind in ("mission-dossier", "agenda", "follow-up-sheet"):
        assert issue(kind, "it", source, samples.imprint()).pages
    assert issue("firm-card", "it", FirmCardSource(facts=facts), samples.imprint()).pages


def test_a_durc_must_reach_the_day_of_the_grant_120_days_after_its_issue() -> None:
    def missing(grant: date) -> set[str]:
        source = replace(samples.dossier(1), mission=samples.mission(grant_on=grant))
        issued = issue("mission-dossier", "it", source, samples.imprint())
        return {piece.code for piece in issued.missing}

    assert "DURC" not in missing(date(2021, 11, 9))  # issued on 12 July 2021
    assert "DURC" in missing(date(2021, 11, 10))


def test_how_long_a_durc_is_valid_is_the_dated_rules_word(monkeypatch: pytest.MonkeyPatch) -> None:
    book = rule_book()
    shorter = replace(book, durc=(replace(book.durc[-1], length=60),))
    for module in ("pieces", "firm"):
        monkeypatch.setattr(f"desktop.documents.content.{module}.rule_book", lambda: shorter)
    held = samples.application(0)  # its DURC is of 12 July 2021
    assert lacking(held, "DURC")
    text = issue("mission-dossier", "it", samples.dossier(1), samples.imprint()).text
    assert "valido il giorno della concessione (validità 60 giorni)" in text
    card = issue("firm-card", "it", samples.card(), samples.imprint()).text
    assert "DURC | era in regola, scaduto il 10/09/2021" in card


def test_a_durc_is_not_asked_of_a_cluster() -> None:
    held = samples.application(4)  # its DURC is irregular
    cluster = replace(held.firm, firm=replace(held.firm.firm, kind=FirmKind.CLUSTER))
    source = replace(samples.dossier(0), applications=(replace(held, firm=cluster),))

    issued = issue("mission-dossier", "it", source, samples.imprint())

    assert "DURC" not in {piece.code for piece in issued.missing}
    assert "Non richiesto" in issued.text


@pytest.mark.parametrize("kind", FirmKind)
@pytest.mark.parametrize("with_accounts", [True, False])
def test_a_durc_is_asked_of_whom_the_rules_ask_it(kind: FirmKind, *, with_accounts: bool) -> None:
    held = samples.application(4)  # its DURC is irregular
    accounts = held.firm.accounts if with_accounts else ()
    facts = replace(held.firm, firm=replace(held.firm.firm, kind=kind), accounts=accounts)
    one = judged.case(4)
    applicant = replace(one.applicant, firm=facts.firm, accounts=accounts)
    found = list(contributions(replace(one, applicant=applicant), rule_book()))
    assert lacking(replace(held, firm=facts), "DURC") is (found[0].code == "DURC_IRREGOLARE")


def test_of_two_declarations_the_later_day_counts() -> None:
    held = samples.application(0)
    made = replace(held.firm.declarations[0], code="DMN", year=2022, date=date(2021, 5, 1),
                   outcome=Outcome.IRREGULAR)  # fmt: skip
    later = replace(made, id=samples.made("later"), year=2021, date=date(2021, 9, 1),
                    outcome=Outcome.REGULAR)  # fmt: skip
    facts = replace(held.firm, declarations=(later, made))
    mission = samples.mission(required=("DMN",))
    assert not lacking(replace(held, firm=facts), "DMN", mission)


def test_only_a_session_of_a_line_of_training_counts_as_training() -> None:
    held = samples.application(0)
    elsewhere = tuple(
        replace(one, session=replace(one.session, line="L3")) for one in held.firm.sessions
    )
    moved = replace(held, firm=replace(held.firm, sessions=elsewhere))

    def missing(application: ApplicationFacts) -> set[str]:
        source = replace(samples.dossier(0), applications=(application,))
        issued = issue("mission-dossier", "it", source, samples.imprint())
        return {piece.code for piece in issued.missing}

    assert "training" not in missing(held)
    assert "training" in missing(moved)


def test_training_is_judged_as_the_rules_do_it() -> None:
    held = samples.application(1)
    (there,) = held.firm.sessions
    alone = replace(there.session, kind=SessionKind.INDIVIDUAL, market=Country("CA"))
    untimed = tuple(replace(one, arrived=None, left=None) for one in there.attendances)
    late = tuple(replace(slot, date=date(2021, 9, 25)) for slot in there.slots)  # after printing

    def with_session(one: SessionFacts) -> ApplicationFacts:
        return replace(held, firm=replace(held.firm, sessions=(one,)))

    assert not lacking(with_session(replace(there, session=alone)), "training")
    assert not lacking(with_session(replace(there, attendances=untimed)), "training")
    assert lacking(with_session(replace(there, attendances=untimed[:0])), "training")
    assert lacking(with_session(replace(there, slots=late)), "training")


def test_a_required_piece_that_the_papers_do_not_know_is_asked_for_by_its_name() -> None:
    source = replace(samples.dossier(1), mission=samples.mission(required=("tavolo",)))

    issued = issue("mission-dossier", "it", source, samples.imprint())

    assert "Dichiarazione in regola e aggiornata: tavolo" in issued.text
    assert "tavolo" in {piece.code for piece in issued.missing}


def test_what_is_provisional_says_so_with_its_source() -> None:
    text = issue("mission-dossier", "it", samples.dossier(1), samples.imprint()).text

    assert "Arredo e costruzioni sostenibili (provvisorio)" in text
    assert "Fonte: Ricostruzione dalle edizioni 2019 e 2020; Bando 2019." in text


def test_a_draft_says_so_in_the_header() -> None:
    text = issue("firm-card", "it", samples.card(), samples.imprint(draft=True)).text

    assert "Bozza. Dati rilevati il 24 settembre 2021" in text


def test_an_expired_durc_is_to_be_supplied() -> None:
    late = samples.PRINTED.replace(month=12)

    text = issue("firm-card", "it", samples.card(), samples.imprint(printed_at=late)).text

    assert "DURC | era in regola, scaduto il 09/11/2021" in text


def test_what_a_firm_did_not_declare_is_named() -> None:
    held = samples.firm_facts(0)
    text = issue("firm-card", "it", samples.card(), samples.imprint()).text

    assert "DMN" not in {one.code for one in held.declarations}
    assert re.search(r"^Non registrate: .*; De minimis e impresa unica;", text, re.MULTILINE)
    assert not re.search(r"^Non registrate: .*DURC", text, re.MULTILINE)


def test_a_deadline_that_has_passed_is_marked_wherever_it_stands() -> None:
    late = samples.PRINTED.replace(day=29)  # the grant was on 27 September, they leave on 3 October

    text = issue("mission-dossier", "it", samples.dossier(4), samples.imprint(printed_at=late)).text

    assert "Manca: Profilo in inglese, Cantieri Leggeri S.r.l. | termine trascorso: 27/09" in text
    assert "Serviva entro il 27 settembre 2021 (termine trascorso)." in text
    assert "Entro: Lunedì 27 settembre 2021 (termine trascorso)" in text
    assert "| 27/09/2021, termine trascorso" in text
    assert "Manca: Passaporto, Brianza Legno Contract S.r.l. | entro il 03/10/2021" in text


def test_each_delegate_has_a_line_and_a_caller_gets_one() -> None:
    held = samples.application(2)  # the passport is too short
    other = replace(held.delegates[0], id=samples.made("other"), given_name="Nora")
    two = replace(held, delegates=(*held.delegates, other))
    source = replace(samples.dossier(0), applications=(two,))

    issued = issue("mission-dossier", "it", source, samples.imprint())

    why = next(piece.why for piece in issued.missing if piece.code == "passport")
    assert "2022\nNora Agazzi: scade il" in issued.text
    assert "2022; Nora Agazzi: scade il" in why


def test_english_papers_set_apart_what_a_record_holds_in_italian() -> None:
    text = issue("mission-dossier", "en", samples.dossier(1), samples.imprint()).text

    assert "Authorised signatory: Elena Brambati, “amministratrice unica”" in text
    assert "Source of the data: “Pagina del programma, 28 giugno 2021”" in text
    assert "Regional Government Lombardia" in text


def test_a_card_of_a_firm_of_which_little_is_known_leaves_no_empty_place() -> None:
    facts = FirmFacts(firm=Firm(id=samples.made("bare"), name="Impresa Spoglia", vat_number=None))

    text = issue("firm-card", "it", FirmCardSource(facts=facts), samples.imprint()).text

    assert "Codice fiscale: n.d." in text
    assert "Nessun esercizio registrato." in text
    assert "Nessuna sessione frequentata." in text
    assert "Nessuna dichiarazione registrata." in text
    assert "Catalogo: non chiesto" in text


def test_more_than_ten_people_or_two_slots_take_more_sheets() -> None:
    source = samples.sheet(12)
    held = source.session
    third = Slot(
        id=samples.made("third"), session=held.session.id, date=date(2021, 7, 9),
        start=time(9), end=time(13),
    )  # fmt: skip
    source = replace(source, session=replace(held, slots=(*held.slots, third)))

    issued = issue("attendance-sheet", "it", source, samples.imprint())

    assert issued.pages == 4
    assert "Foglio 4 di 4" in issued.text
    assert issued.text.count("Righe 13–20: ") == 2  # not on the sheets of rows 1 to 10
    assert "Righe 13–20: per chi si presenta senza iscrizione, in stampatello." in issued.text
    assert "09/07/2021, 09:00–13:00" in issued.text


def test_an_individual_session_has_one_free_row() -> None:
    source = samples.sheet(1)
    session: OrientationSession = replace(source.session.session, kind=SessionKind.INDIVIDUAL)
    source = replace(source, session=replace(source.session, session=session))

    issued = issue("attendance-sheet", "en", source, samples.imprint())

    assert "Row 2: for those who come without having enrolled, in block capitals." in issued.text
    assert "\n3\n" not in issued.text


def test_a_session_without_slots_still_has_its_sheet() -> None:
    source = samples.sheet(2)
    source = replace(source, session=replace(source.session, slots=()))

    issued = issue("attendance-sheet", "it", source, samples.imprint())

    assert "Data da stabilire" in issued.text
    assert "Orario da stabilire" in issued.text


def test_a_catalogue_gives_figures_in_bands_and_leaves_out_who_did_not_consent() -> None:
    held = samples.dossier(3)
    silent = replace(held.applications[1], firm=replace(held.applications[1].firm, consents=()))
    source = replace(held, applications=(held.applications[0], silent, held.applications[2]))

    issued = issue("catalogue", "en", source, samples.imprint())

    assert "Adda Lumen S.r.l." in issued.text
    assert "Arredi Valsera" not in issued.text
    assert [m.firm_name for m in issued.missing if m.code == "catalogue_consent"] == [
        "Arredi Valsera S.p.A."
    ]
    assert "Staff: 10 to 49" in issued.text
    assert "Turnover: €2 to 10 million" in issued.text
    assert "34.5" not in issued.text
    assert "6,820,000" not in issued.text


def test_an_address_list_names_whom_to_ask_for_and_what_that_person_is() -> None:
    signs, asked = samples.person(0), samples.person(0, 1)

    def listed(*people: Person) -> str:
        held = FirmFacts(firm=samples.firm(0), people=people)
        source = replace(samples.addresses(1), firms=(held,))
        return issue("address-list", "it", source, samples.imprint()).text

    assert "Luca Terenghi, referente estero\n" in listed(signs, asked)
    assert "Elena Brambati, amministratrice unica\n" in listed(signs)
    assert "Elena Brambati, Firma per l’impresa\n" in listed(replace(signs, role=None))


def test_a_notice_names_what_is_not_known_of_the_chamber() -> None:
    source = judged.every_kind()["privacy-notice"][0]
    known = samples.imprint(contacts="protocollo@camera.example", officer="rpd@camera.example")

    bare = issue("privacy-notice", "it", source, samples.imprint())
    assert [(m.code, m.piece, m.firm) for m in bare.missing] == [
        ("contacts", "Recapiti del titolare", None),
        ("officer", "Responsabile della protezione dei dati", None),
    ]
    assert issue("privacy-notice", "it", source, known).missing == ()


def test_a_catalogue_names_who_did_not_describe_itself_in_one_of_its_languages() -> None:
    issued = issue("catalogue", "en-it", samples.dossier(4), samples.imprint())

    assert [(m.code, m.firm_name) for m in issued.missing] == [
        ("profile_en", "Cantieri Leggeri S.r.l.")
    ]
    assert "Profile (in Italian only) · Profilo (solo in italiano): Progettiamo e" in issued.text


def test_nothing_stands_empty_in_a_catalogue() -> None:
    held = samples.dossier(1)
    told = held.applications[0]
    bare = replace(told.firm, accounts=(), exports=(), people=(),
                   firm=samples.firm(0, profile=None, certifications=()))  # fmt: skip
    source = replace(held, applications=(replace(told, firm=bare),))

    for language in judged.languages("catalogue"):
        text = issue("catalogue", language, source, samples.imprint()).text
        page = text.rpartition("\nAdda Lumen S.r.l.\n")[2]
        assert not re.search(r"(n\.d\.|not known|n\.c\.|غير معروف|–)$", page, re.MULTILINE)
        assert "Logo" not in text
        assert "Photo" not in text
    assert "Addetti" not in issue("catalogue", "it", source, samples.imprint()).text


def test_a_privacy_notice_names_whom_to_write_to_or_leaves_a_line() -> None:
    source = samples.every_kind()["privacy-notice"][0]
    known = samples.imprint(contacts="Via Prova 1, 27100 Pavia", officer="dpo@camera.example")

    assert "Recapiti del titolare: \n" in issue("privacy-notice", "it", source,
                                                samples.imprint()).text  # fmt: skip
    text = issue("privacy-notice", "it", source, known).text
    assert "Recapiti del titolare: Via Prova 1, 27100 Pavia\n" in text
    assert "Responsabile della protezione dei dati: dpo@camera.example\n" in text


@pytest.mark.parametrize("language", KINDS["privacy-notice"].languages)
def test_a_privacy_notice_tells_what_arts_13_and_14_ask(language: str) -> None:
    source = samples.every_kind()["privacy-notice"][0]
    text = issue("privacy-notice", language, source, samples.imprint()).text
    asked = {
        "it": ("Titolare", "Responsabile della protezione", "Finalità", "Base giuridica",
               "Dati trattati", "Fonte", "necessari", "non può essere registrato", "Destinatari",
               "Fuori dall’Unione", "Conservazione", "accesso", "rettifica", "cancellazione",
               "limitazione", "portabilità", "opporsi", "revoca", "Garante", "automatizzati"),
        "en": ("Controller", "protection officer", "Purposes", "Legal basis", "Data processed",
               "Source", "required", "cannot be registered", "Recipients", "Outside the European",
               "Storage", "access", "rectification", "erasure", "restriction", "portability",
               "object", "withdraw", "complaint", "automated"),
    }  # fmt: skip

    assert [word for word in asked[language] if word not in text] == []


def test_a_session_without_hours_certifies_nothing_and_says_so() -> None:
    held = samples.sheet(2)
    bare = replace(held, session=replace(held.session, slots=()))
    source = CertificateSource(sheet=bare, person=samples.made("person 0 0"))

    with pytest.raises(DeskError, match="certificate-no-slots"):
        issue("certificate", "it", source, samples.imprint())
    text = issue("attendance-summary", "it", bare, samples.imprint()).text
    assert "Durata: Orario da stabilire" in text
    assert "0 minuti;" not in text


def test_meetings_stand_on_no_day_of_rest_of_the_country_in_that_year() -> None:
    wetex, later = date(2021, 10, 7), date(2022, 3, 3)  # Thursdays
    for first, rests in ((wetex, ("Venerdì 8", "Sabato 9")), (later, ("Sabato 5", "Domenica 6"))):
        mission = samples.mission(starts=first, ends=first + timedelta(days=3))
        source = replace(samples.dossier(1), mission=mission)

        lines = issue("agenda", "it", source, samples.imprint()).text.split("\n")

        closed = [lines[n - 1] for n, line in enumerate(lines) if line.startswith("Riposo")]
        assert [" ".join(day.split()[:2]) for day in closed] == list(rests)


@pytest.mark.parametrize(
    ("market", "said"),
    [("AE", "avanti di 2 ore"), ("CA", "indietro di 6 ore"), ("FR", None)],
)
def test_an_agenda_says_how_far_the_local_clock_is_from_ours(market: str, said: str | None) -> None:
    source = replace(samples.dossier(1), mission=samples.mission(market=Country(market)))

    text = issue("agenda", "it", source, samples.imprint()).text

    assert ("L’ora locale" in text) == (said is not None)
    assert said is None or said in text


def test_papers_of_a_delegation_that_is_not_there_are_refused_by_name() -> None:
    for kind in ("agenda", "meeting-sheet", "follow-up-sheet", "badges", "catalogue"):
        with pytest.raises(DeskError, match="delegation-none"):
            issue(kind, "it", samples.dossier(0), samples.imprint())


def test_badges_name_the_firms_of_which_nobody_travels() -> None:
    held = samples.dossier(2)
    alone = replace(held.applications[1], delegates=())

    issued = issue("badges", "it", replace(held, applications=(held.applications[0], alone)),
                   samples.imprint())  # fmt: skip

    assert [m.code for m in issued.missing] == ["delegate"]
    with pytest.raises(DeskError, match="badges-none"):
        issue("badges", "it", replace(held, applications=(alone,)), samples.imprint())


@pytest.mark.parametrize("state", list(ApplicationState))
def test_a_communication_follows_the_state_of_the_application(state: ApplicationState) -> None:
    text = issue("communication", "it", samples.letter(state), samples.imprint()).text

    notice = "art. 10-bis della legge 7 agosto 1990, n. 241"
    assert (notice in text) == (state is ApplicationState.NOT_ELIGIBLE)
    assert ("Manca quanto segue:" in text) == (state is ApplicationState.TO_COMPLETE)
    assert ("è ammessa alla missione" in text) == (
        state in {ApplicationState.SELECTED, ApplicationState.CONFIRMED,
                  ApplicationState.PARTICIPANT, ApplicationState.CONCLUDED}
    )  # fmt: skip
