"""Who may join a mission: the worked examples E1 to E16 (E14 and E15 by commands), and more."""

from datetime import date
from typing import Any, cast

import pytest

from desktop.services import checking
from desktop.texts import texts
from tests.before_dubai import SEAT_MI, Draft, application, case, firm, session

TODAY = date(2021, 9, 10)
DECLARED = firm()["declarations"]
LODI = {"kind": "operating", "status": "active", "address": {"town": "Lodi", "province": "LO"}}
PIACENZA = {"kind": "operating", "status": "active", "address": {"province": "PC"}}


def judged(draft: Draft) -> tuple[str, dict[str, str], list[dict[str, Any]]]:
    """Give the outcome, what is not simply satisfied (code to severity), and all findings."""
    (one,) = checking.check(
        "eligibility", [draft], many=False, asking=checking.asking(TODAY, texts("it"))
    )
    findings = cast("list[dict[str, Any]]", one.answer["findings"])
    open_ = {f["code"]: f["severity"] for f in findings if f["severity"] != "S"}
    return str(one.answer["outcome"]), open_, findings


def declared(code: str, **more: object) -> list[dict[str, object]]:
    """Give the declarations of F0 with one of a code put in the place of its own."""
    kept = [d for d in DECLARED if d["code"] != code]
    return [*kept, {"code": code, **more}] if more else kept


def large(year: int) -> dict[str, object]:
    return {"year": year, "staff": "300", "turnover": "90000000", "balance": "80000000"}


ELIGIBLE, BLOCKED = "eligible", "not_eligible"
TO_COMPLETE, UNKNOWN = "to_complete", "not_verifiable"

EXAMPLES = {
    "E1": (case(), ELIGIBLE, {}),
    "E2": (case({"status": "liquidation"}), BLOCKED, {"PROCEDURA_IN_CORSO": "B"}),
    "E3": (case({"sites": [PIACENZA]}), BLOCKED, {"SEDE_FUORI_LOMBARDIA": "B"}),
    "E4": (case({"rea": "PC-123456", "sites": [LODI]}), ELIGIBLE, {"REA_FUORI_REGIONE": "W"}),
    "E5": (case({"sectors": ["machinery"]}), BLOCKED, {"SETTORE_NON_AMMESSO": "B"}),
    "E6": (case({"accounts": [large(2019), large(2020)]}), BLOCKED,
           {"DIMENSIONE_NON_AMMESSA": "B"}),
    "E6-unknown": (case({"accounts": []}), UNKNOWN, {"DIMENSIONE_NON_DETERMINABILE": "N"}),
    "E7": (case({"declarations": declared("DIR", year=2020, outcome="irregular")}), TO_COMPLETE,
           {"DIRITTO_ANNUALE": "R"}),
    "E8": (case({"declarations": declared("DURC", date="2021-05-20", outcome="regular")}),
           TO_COMPLETE, {"DURC_SCADUTO": "R"}),
    "E9-in": (case({}, {}, {"arrived_at": "2021-09-10T12:00:00+02:00"}), ELIGIBLE, {}),
    "E9-late": (case({}, {}, {"arrived_at": "2021-09-10T12:00:01+02:00"}), BLOCKED,
                {"FUORI_TERMINE": "B"}),
    "E10": (case({"aids": [{"amount": "197500", "date": "2020-05-05"}]}), BLOCKED,
            {"DE_MINIMIS_SUPERATO": "B"}),
    "E10-reduced": (case({"aids": [{"amount": "197500", "date": "2020-05-05"}]},
                         {"reduce_to_residual": True}), TO_COMPLETE,
                    {"DE_MINIMIS_SUPERATO": "R"}),
    "E11": (case({}, {}, {"export_only": False, "objectives": ["ricerca cantieri locali"]}),
            BLOCKED, {"FINALITA_NON_EXPORT": "B"}),
    "E12": (case({"kind": "cluster", "accounts": [], "declarations": declared("DURC")}), ELIGIBLE,
            {}),
    "E13": (case({"profile": {"it": "Recupero"}}, sessions=[]), TO_COMPLETE,
            {"PROFILO_EN_MANCANTE": "R", "FORMAZIONE_MANCANTE": "R"}),
    "E16": (case({"consents": {"catalogue": False}}), ELIGIBLE, {"ESCLUSA_DAL_CATALOGO": "W"}),
}  # fmt: skip


@pytest.mark.parametrize("number", EXAMPLES)
def test_the_worked_examples(number: str) -> None:
    draft, outcome, findings = EXAMPLES[number]
    assert judged(draft)[:2] == (outcome, findings)


def told(draft: Draft, code: str) -> dict[str, Any]:
    return next(f for f in judged(draft)[2] if f["code"] == code)


def test_the_examples_say_what_they_were_judged_on() -> None:
    assert "Green economy, Arredo e costruzioni sostenibili" in told(
        EXAMPLES["E5"][0], "SETTORE_NON_AMMESSO")["sentence"]  # fmt: skip
    expired = told(EXAMPLES["E8"][0], "DURC_SCADUTO")
    assert expired["data"]["last_day"] == "2021-09-17"
    assert "17/09/2021" in expired["sentence"]
    over = told(EXAMPLES["E10"][0], "DE_MINIMIS_SUPERATO")
    assert (over["data"]["residual"], over["data"]["excess"]) == ("2500", "500")
    skipped = [f for f in judged(EXAMPLES["E12"][0])[2] if f["code"] == "NON_APPLICABILE"]
    assert {f["data"]["check"] for f in skipped} == {"size", "contributions", "aid"}
    late = told(EXAMPLES["E9-late"][0], "FUORI_TERMINE")
    assert "10/09/2021 12:00:01" in late["sentence"]
    assert "fallimento" in told(case({"status": "judicial_liquidation"}), "PROCEDURA_IN_CORSO")[
        "sentence"]  # fmt: skip
    later = case({"status": "judicial_liquidation"}, on="2022-08-01")
    assert "liquidazione giudiziale" in told(later, "PROCEDURA_IN_CORSO")["sentence"]


def test_every_finding_has_code_sentence_source_data_day_and_rules() -> None:
    for draft, _, _ in EXAMPLES.values():
        findings = judged(draft)[2]
        assert findings
        for finding in findings:
            assert set(finding) == {"code", "severity", "sentence", "source", "data", "on", "rules"}
            assert finding["sentence"]
            assert "{" not in finding["sentence"]
            assert finding["source"]
            assert str(finding["on"]) == "2021-09-10"
            assert finding["rules"]


MORE = {
    "several at once": (
        case({"status": "liquidation", "sectors": ["food"], "sites": [PIACENZA], "pec": None},
             {}, {"export_only": False, "arrived_at": "2021-09-11T00:00:00"}), BLOCKED,
        {"PROCEDURA_IN_CORSO": "B", "SEDE_FUORI_LOMBARDIA": "B", "SETTORE_NON_AMMESSO": "B",
         "FUORI_TERMINE": "B", "FINALITA_NON_EXPORT": "B", "PEC_MANCANTE": "R"}),
    "two sites, one inside": (case({"sites": [PIACENZA, LODI]}), ELIGIBLE, {}),
    "the site inside is closed": (
        case({"sites": [SEAT_MI | {"status": "closed"}, PIACENZA]}), BLOCKED,
        {"SEDE_FUORI_LOMBARDIA": "B"}),
    "a warehouse is no seat": (
        case({"sites": [SEAT_MI | {"kind": "warehouse"}, PIACENZA]}), BLOCKED,
        {"SEDE_FUORI_LOMBARDIA": "B"}),
    "no site entered: the registered office": (case({"sites": []}), ELIGIBLE, {}),
    "no site, registered elsewhere": (
        case({"sites": [], "registered_office": {"town": "Piacenza", "province": "PC"}}), BLOCKED,
        {"SEDE_FUORI_LOMBARDIA": "B"}),
    "a site without a province": (
        case({"sites": [{"kind": "operating", "address": {"town": "Boh"}}]}), UNKNOWN,
        {"SEDE_NON_VERIFICABILE": "N"}),
    "a province that nobody can read": (
        case({"sites": [{"kind": "operating", "address": {"province": "boh?"}}]}), UNKNOWN,
        {"SEDE_NON_VERIFICABILE": "N"}),
    "a REA number without its province": (case({"rea": "1446792"}), ELIGIBLE, {}),
    "road freight has half the room": (
        case({"ateco": {"code": "49.41.00", "edition": "2007"},
              "aids": [{"amount": "98000", "date": "2021-05-05"}]}), BLOCKED,
        {"DE_MINIMIS_SUPERATO": "B"}),
    "ceased": (case({"status": "ceased"}), BLOCKED, {"IMPRESA_CESSATA": "B"}),
    "suspended": (case({"status": "suspended"}), TO_COMPLETE, {"IMPRESA_NON_ATTIVA": "R"}),
    "arrangement": (case({"status": "arrangement"}), BLOCKED, {"PROCEDURA_IN_CORSO": "B"}),
    "judicial": (case({"status": "judicial_liquidation"}), BLOCKED, {"PROCEDURA_IN_CORSO": "B"}),
    "negotiated": (case({"status": "negotiated"}), ELIGIBLE, {"COMPOSIZIONE_NEGOZIATA": "W"}),
    "a sector of two": (case({"sectors": ["food", "green-economy"]}), ELIGIBLE, {}),
    "no sector": (case({"sectors": []}), TO_COMPLETE, {"SETTORE_MANCANTE": "R"}),
    "DURC on its last day": (
        case({"declarations": declared("DURC", date="2021-05-27", outcome="regular")}), ELIGIBLE,
        {}),
    "DURC a day too old": (
        case({"declarations": declared("DURC", date="2021-05-26", outcome="regular")}),
        TO_COMPLETE, {"DURC_SCADUTO": "R"}),
    "no DURC": (case({"declarations": declared("DURC")}), TO_COMPLETE, {"DURC_MANCANTE": "R"}),
    "DURC irregular": (
        case({"declarations": declared("DURC", date="2021-08-01", outcome="irregular")}),
        TO_COMPLETE, {"DURC_IRREGOLARE": "R"}),
    "DURC unknown": (
        case({"declarations": declared("DURC", date="2021-08-01", outcome="unknown")}), UNKNOWN,
        {"DURC_NON_VERIFICATO": "N"}),
    "DURC without a date": (case({"declarations": declared("DURC", outcome="regular")}), UNKNOWN,
                            {"DURC_SENZA_DATA": "N"}),
    "DURC of after the grant": (
        case({"declarations": declared("DURC", date="2021-10-01", outcome="regular")}),
        TO_COMPLETE, {"DURC_FUTURO": "R"}),
    "an older regular DURC beside a later irregular one": (
        case({"declarations": [*DECLARED, {"code": "DURC", "date": "2021-09-01",
                                           "outcome": "irregular"}]}),
        TO_COMPLETE, {"DURC_IRREGOLARE": "R"}),
    "a valid DURC and one of after the grant": (
        case({"declarations": [*DECLARED, {"code": "DURC", "date": "2021-10-01",
                                           "outcome": "irregular"}]}), ELIGIBLE, {}),
    "fee unknown": (case({"declarations": declared("DIR", year=2020, outcome="unknown")}), UNKNOWN,
                    {"DIRITTO_ANNUALE_NON_VERIFICATO": "N"}),
    "fee not looked up": (case({"declarations": declared("DIR")}), UNKNOWN,
                          {"DIRITTO_ANNUALE_NON_VERIFICATO": "N"}),
    "fee of long ago": (case({"declarations": declared("DIR", year=2015, outcome="regular")}),
                        UNKNOWN, {"DIRITTO_ANNUALE_NON_VERIFICATO": "N"}),
    "fee paid after all": (
        case({"declarations": [*declared("DIR", year=2020, date="2021-03-01", outcome="irregular"),
                               {"code": "DIR", "year": 2020, "date": "2021-08-01",
                                "outcome": "regular"}]}), ELIGIBLE, {}),
    "anti-mafia bar": (case({"declarations": [*DECLARED, {"code": "MAF", "outcome": "irregular"}]}),
                       BLOCKED, {"DIVIETO_ANTIMAFIA": "B"}),
    "a supply to the chamber": (
        case({"declarations": [*DECLARED, {"code": "for", "outcome": "irregular"}]}), BLOCKED,
        {"FORNITURA_ALLA_CAMERA": "B"}),
    "a missing figure": (
        case({"accounts": [{"year": 2020, "staff": "20", "turnover": "1"}]}), UNKNOWN,
        {"DIMENSIONE_NON_DETERMINABILE": "N"}),
    "small alone, large with its linked one": (
        case({"relations": [{"kind": "linked", "share": "100", "staff": "300",
                             "turnover": "90000000", "balance": "80000000", "name": "Madre",
                             "country": "DE"}]}), UNKNOWN,
        {"DIMENSIONE_NON_DETERMINABILE": "N", "IMPRESA_UNICA_DA_VERIFICARE": "W"}),
    "any size may join": (case({"accounts": []}, {"largest_size": "large"}), ELIGIBLE, {}),
    "a consortium without accounts": (
        case({"kind": "consortium", "accounts": [], "declarations": declared("DURC")}), ELIGIBLE,
        {}),
    "a consortium with accounts is measured": (
        case({"kind": "consortium", "accounts": [large(2019), large(2020)]}), BLOCKED,
        {"DIMENSIONE_NON_AMMESSA": "B"}),
    "a cluster owes no fee": (case({"kind": "cluster", "accounts": [], "declarations": []}),
                              ELIGIBLE, {}),
    "a cooperative is an enterprise": (
        case({"kind": "cooperative", "accounts": []}), UNKNOWN,
        {"DIMENSIONE_NON_DETERMINABILE": "N"}),
    "in UTC, a second too late": (case({}, {}, {"arrived_at": "2021-09-10T10:00:01Z"}), BLOCKED,
                                  {"FUORI_TERMINE": "B"}),
    "in UTC, just in time": (case({}, {}, {"arrived_at": "2021-09-10T10:00:00Z"}), ELIGIBLE, {}),
    "from New York, just in time": (case({}, {}, {"arrived_at": "2021-09-10T06:00:00-04:00"}),
                                    ELIGIBLE, {}),
    "no offset is Rome": (case({}, {}, {"arrived_at": "2021-09-10T12:00:01"}), BLOCKED,
                          {"FUORI_TERMINE": "B"}),
    "part of a second": (case({}, {}, {"arrived_at": "2021-09-10T12:00:00.999"}), ELIGIBLE, {}),
    "no aim said": (case({}, {}, {"export_only": None}), TO_COMPLETE,
                    {"FINALITA_NON_DICHIARATA": "R"}),
    "the aim is a declaration": (
        case({"declarations": [*DECLARED, {"code": "EXP", "outcome": "regular"}]}, {},
             {"export_only": None}), ELIGIBLE, {}),
    "the declared aim is not known": (
        case({"declarations": [*DECLARED, {"code": "EXP", "outcome": "unknown"}]}, {},
             {"export_only": None}), UNKNOWN, {"FINALITA_NON_VERIFICATA": "N"}),
    "looking for suppliers": (case({}, {}, {"objectives": ["suppliers"]}), ELIGIBLE,
                              {"OBIETTIVO_NON_EXPORT": "W"}),
    "no application": (
        case(application=None) | {}, TO_COMPLETE,
        {"DOMANDA_NON_PRESENTATA": "W", "FINALITA_NON_DICHIARATA": "R"}),
    "half a session": (
        case(sessions=[session(1, attendances=[{"slot": 0, "in": "09:00", "out": "10:00"}])]),
        TO_COMPLETE, {"FORMAZIONE_MANCANTE": "R"}),
    "another line": (case(sessions=[session(1, line="L2")]), TO_COMPLETE,
                     {"FORMAZIONE_MANCANTE": "R"}),
    "another firm": (case(sessions=[session(2)]), TO_COMPLETE, {"FORMAZIONE_MANCANTE": "R"}),
    "a session to come": (
        case(sessions=[session(1, slots=[{"date": "2021-09-15", "from": "09:00", "to": "11:00"}])]),
        TO_COMPLETE, {"FORMAZIONE_MANCANTE": "R"}),
    "present without hours": (
        case(sessions=[session(1, attendances=[{"slot": 0}])]), ELIGIBLE,
        {"FORMAZIONE_SENZA_ORARI": "W"}),
    "a requirement nobody knows": (case({}, {"required": ["ballo"]}), UNKNOWN,
                                   {"REQUISITO_NON_VERIFICABILE": "N"}),
    "a file is the folder's business": (case({}, {"required": ["visura"]}), ELIGIBLE,
                                        {"REQUISITO_NEL_FASCICOLO": "W"}),
    "a declaration that the mission requires": (
        case({"declarations": declared("MII", date="2021-09-01", outcome="regular")},
             {"required": ["MII"]}), ELIGIBLE, {}),
    "one that is not there": (case({}, {"required": ["MII"]}), TO_COMPLETE,
                              {"DICHIARAZIONE_MANCANTE": "R"}),
    "no PEC": (case({"pec": None}), TO_COMPLETE, {"PEC_MANCANTE": "R"}),
    "other data missing": (case({"ateco": None, "people": []}), ELIGIBLE,
                           {"DATI_DA_COMPLETARE": "W"}),
    "no consent ever asked": (case({"consents": {}}), ELIGIBLE, {"ESCLUSA_DAL_CATALOGO": "W"}),
    "nothing may leave the Union": (
        case({"consents": {"catalogue": True, "extra_eu": False}}), ELIGIBLE,
        {"DATI_NON_COMUNICABILI_ALL_ESTERO": "W"}),
    "a passport that ends too soon": (
        case({}, {}, {"delegates": [{"family_name": "P", "given_name": "L",
                                     "passport_expiry": "2022-04-06"}]}), ELIGIBLE,
        {"PASSAPORTO_SCADE": "W"}),
    "a passport of six months to the day": (
        case({}, {}, {"delegates": [{"family_name": "P", "given_name": "L",
                                     "passport_expiry": "2022-04-07"}]}), ELIGIBLE, {}),
    "three delegates": (
        case({}, {}, {"delegates": [{"family_name": "P", "given_name": str(n),
                                     "passport_expiry": "2030-01-01"} for n in range(3)]}),
        ELIGIBLE, {"TROPPI_DELEGATI": "W"}),
    "an old extract": (case({"register_date": "2021-01-01"}), ELIGIBLE, {"VISURA_VECCHIA": "W"}),
    "no aid, no ceiling": (
        case({"aids": [{"amount": "200000", "date": "2021-05-05"}]}, {"aid": None}), ELIGIBLE, {}),
    "nothing is left": (
        case({"aids": [{"amount": "200000", "date": "2021-05-05"}]}, {"reduce_to_residual": True}),
        BLOCKED, {"DE_MINIMIS_SUPERATO": "B"}),
    "exactly the ceiling": (case({"aids": [{"amount": "197000", "date": "2021-05-05"}]}), ELIGIBLE,
                            {}),
    "a mission of no known programme": (case({}, {"programme": "mai-visto"}), UNKNOWN,
                                        {"PROGRAMMA_SCONOSCIUTO": "N",
                                         "REQUISITO_NON_VERIFICABILE": "N"}),
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_beyond_the_examples(name: str) -> None:
    draft, outcome, findings = MORE[name]
    assert judged(draft)[:2] == (outcome, findings)


def test_an_application_draft_is_its_own() -> None:
    assert application(2)["firm"] != application(1)["firm"]
