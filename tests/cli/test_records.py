"""Firms, sessions, missions and applications by commands."""

import re
from pathlib import Path
from typing import cast

import pytest

from desktop.cli import hand
from desktop.domain.record import Kind
from desktop.domain.records import Attachment, Firm, Readiness
from desktop.texts import texts
from tests.builders import FIRM, FULL_FIRM, GROUP_SESSION, firm_draft
from tests.cli.conftest import Ran, Run

APPLICATION = {
    "mission": "DUBAI-2021", "firm": FIRM["vat_number"],
    "arrived_at": "2021-09-09T10:00:05+02:00", "channel": "pec",
    "delegates": [{"family_name": "Prova", "given_name": "Lia", "passport_expiry": "2027-01-31"}],
}  # fmt: skip


def answer(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    assert isinstance(ran.json, dict)
    return ran.json


def rows(ran: Ran) -> list[dict[str, object]]:
    assert ran.code == 0, ran.err
    assert isinstance(ran.json, list)
    return ran.json


def test_a_full_firm_is_shown_as_it_was_added(cli: Run, store: Path) -> None:
    assert store.exists()
    added = answer(cli("--json", "firms", "add", "-", typed=FULL_FIRM))
    assert set(added) == {"added", "findings", "doubts"}
    shown = answer(cli("--json", "firms", "show", FULL_FIRM["vat_number"]))
    assert shown["id"] == added["added"][0]  # type: ignore[index]  # a list, as asserted above
    for name in ("name", "legal_form", "rea", "registered_office", "sectors", "profile"):
        assert shown[name] == FULL_FIRM[name]
    assert [p["role"] for p in shown["people"]] == ["titolare"]  # type: ignore[attr-defined]


def test_what_is_missing_is_told_and_keeps_nobody_from_registering(cli: Run, firm: str) -> None:
    again = answer(cli("--json", "firms", "add", "-", typed=FIRM))
    found = cast("list[dict[str, str]]", again["findings"])
    pec = next(finding for finding in found if finding["field"] == "pec")
    assert (pec["code"], pec["sentence"]) == ("missing", "Manca.")
    assert pec["id"] != firm


def test_adding_is_all_or_nothing_and_names_every_wrong_value(cli: Run, store: Path) -> None:
    assert store.exists()
    wrong = {
        "name": "",
        "vat_number": "00743110158",
        "nickname": "x",
        "registered_on": "2020-02-31",
    }
    ran = cli("--json", "firms", "add", "-", typed=[firm_draft(1), wrong])
    assert ran.code == 3
    assert ran.error["code"] == "wrong-values"
    details = ran.error["details"]
    assert isinstance(details, list)
    assert {(d["field"], d["code"]) for d in details} == {
        ("[1].name", "needed"), ("[1].vat_number", "identifier.check-digit"),
        ("[1].nickname", "unknown-field"), ("[1].registered_on", "not-a-date"),
    }  # fmt: skip
    assert all(d["sentence"] for d in details)
    assert rows(cli("--json", "firms", "find", "Facsimile")) == []


def test_a_wrong_date_is_answered_in_the_form_that_scripts_write(cli: Run, firm: str) -> None:
    ran = cli("firms", "change", firm, "-", typed={"registered_on": "08/09/2021"})
    assert ran.code == 3
    assert "registered_on: «08/09/2021» non è una data: scrivi per esempio 2021-09-08." in ran.err
    draft = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "09/09/2021 10:00:05"}
    assert "scrivi per esempio 2021-09-09T10:00:05." in cli("applications", "add", "-",
                                                            typed=draft).err  # fmt: skip
    on = cli("missions", "evaluate", "DUBAI-2021", "--on", "08/09/2021")
    assert "on: «08/09/2021» non è una data: scrivi per esempio 2021-09-08." in on.err


def test_an_unknown_declaration_is_kept_and_to_verify(cli: Run, store: Path) -> None:
    assert store.exists()
    held = [{"code": "DURC", "outcome": "regular"}, {"code": "BOH"}]
    added = answer(cli("--json", "firms", "add", "-", typed=FIRM | {"declarations": held}))
    findings = cast("list[dict[str, str]]", added["findings"])
    (odd,) = [f for f in findings if f["field"].startswith("declarations")]
    assert (odd["field"], odd["code"]) == ("declarations[1].code", "declaration-unknown")
    assert odd["sentence"].startswith("«BOH» non è tra le dichiarazioni note: RI, DIR, LIQ, DURC")
    shown = answer(cli("--json", "firms", "show", FIRM["vat_number"]))
    assert {d["code"] for d in cast("list[dict[str, str]]", shown["declarations"])} == {
        "DURC", "BOH"
    }  # fmt: skip


@pytest.mark.parametrize(("language", "said"), [
    ("it", "da verificare: Dichiarazione (dichiarazione 2): «BOH»"),
    ("en", "to be verified: Declaration (declaration 2): “BOH”"),
])  # fmt: skip
def test_what_is_to_verify_within_a_firm_is_told_by_its_label(
    cli: Run, store: Path, language: str, said: str
) -> None:
    assert store.exists()
    held = [{"code": "DURC", "outcome": "regular"}, {"code": "BOH"}]
    draft = FIRM | {"declarations": held}
    assert said in cli("--language", language, "firms", "add", "-", typed=draft).out


@pytest.mark.parametrize(("kind", "path", "told"), [
    (Firm.KIND, "people[1].role", "Carica o ruolo (persona 2)"),
    (Firm.KIND, "registered_office.town", "Comune"),
    (Firm.KIND, "sites[0].address.town", "Comune (sede operativa 1)"),
    (Firm.KIND, "former_names[1]", "Denominazioni precedenti (2)"),
    (Firm.KIND, "relations[0].relations[2].name",
     "Denominazione (impresa associata o collegata 1, impresa associata o collegata 3)"),
    (Attachment.KIND, "dated", "Data del documento"),
])  # fmt: skip
def test_a_field_is_told_by_its_label(kind: Kind, path: str, told: str) -> None:
    assert hand.label(texts("it"), kind, path) == told


def test_answers_are_told_as_people_write_them() -> None:
    register = next(r for r in Readiness.KIND.registers if r.name == "answers")
    answers = Readiness.KIND.column("answers").codec.dump((("1", 3), ("10", 0), ("2", 4)))
    assert hand.told(texts("it"), Readiness.KIND, register, answers) == "1: 3, 2: 4, 10: 0"


@pytest.mark.parametrize("day", ["0001-01-01", "1799-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_of_a_far_year_is_refused_before_anything_counts_with_it(
    cli: Run, firm: str, day: str
) -> None:
    durc = {"code": "DURC", "date": day, "outcome": "regular"}
    ran = cli("--json", "firms", "change", firm, "-", typed={"declarations": [durc]})
    (problem,) = cast("list[dict[str, str]]", ran.error["details"])
    assert (problem["field"], problem["code"]) == ("declarations[0].date", "far-day")
    assert "dal 1800 al 2199" in problem["sentence"]
    draft = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": f"{day}T10:00:05"}
    ran = cli("--json", "applications", "add", "-", typed=draft)
    assert cast("list[dict[str, str]]", ran.error["details"])[0]["code"] == "far-day"
    ran = cli("--json", "missions", "evaluate", "DUBAI-2021", "--on", day)
    assert cast("list[dict[str, str]]", ran.error["details"])[0]["code"] == "far-day"


def test_a_double_is_a_doubt_and_no_refusal(cli: Run, firm: str) -> None:
    again = answer(cli("--json", "firms", "add", "-", typed=FIRM))
    doubts = again["doubts"]
    assert isinstance(doubts, list)
    assert [(d["id"], d["why"]) for d in doubts] == [(firm, "same-code")]
    ran = cli("--json", "firms", "show", FIRM["vat_number"])
    assert ran.code == 3
    assert ran.error["code"] == "ambiguous"
    assert len(ran.error["details"]) == 2  # type: ignore[arg-type]  # the two ids


def test_a_firm_is_found_changed_and_its_history_told(cli: Run, firm: str, tmp_path: Path) -> None:
    draft = tmp_path / "change.json"
    draft.write_text('{"status": "suspended"}', encoding="utf-8")
    done = answer(cli("firms", "change", firm, draft, "--json"))
    assert done["changed"] == [firm]
    found = rows(cli("--json", "firms", "find", "citta verde"))
    assert set(found[0]) == {
        "id", "name", "tax_code", "vat_number", "town", "province", "why"
    }  # fmt: skip
    lines = rows(cli("--json", "firms", "history", firm))
    last = lines[-1]
    assert set(last) == {
        "at", "operator", "desk", "source", "transaction", "field", "old", "new"
    }  # fmt: skip
    assert (last["field"], last["old"], last["new"]) == ("status", "active", "suspended")
    assert last["transaction"] == done["transaction"]


def test_a_history_is_told_in_the_italian_hand_and_its_json_as_it_is_stored(
    cli: Run, firm: str
) -> None:
    accounts = [{"year": 2020, "staff": "38.50", "turnover": "6420000.00"}]
    consents = {"catalogue": True, "photo": False}
    draft = {"registered_on": "1998-03-12", "phone": "02 0000 0101", "status": "suspended",
             "registered_office": FULL_FIRM["registered_office"], "sectors": ["green-economy"],
             "accounts": accounts, "consents": consents, "website": None}  # fmt: skip
    assert cli("firms", "change", firm, "-", typed=draft).code == 0
    assert cli("firms", "change", firm, "-", typed={"phone": None}).code == 0
    other = cast(
        "list[str]", answer(cli("--json", "firms", "add", "-", typed=firm_draft(1)))["added"]
    )
    assert cli("firms", "merge", firm, other[0]).code == 0

    told = [line.split("scritto", 1)[-1].split("unione di doppioni", 1)[-1].strip()
            for line in cli("firms", "history", firm).out.splitlines()]  # fmt: skip
    lines = [re.split(r"  +", line) for line in told]
    for shown in (
        ["Iscritta al Registro imprese il", "12/03/1998"], ["Telefono", "+39 02 0000 0101"],
        ["Stato di attività", "sospesa"], ["Settori", "green-economy"],
        ["esercizio: Effettivi (ULA)", "38,50"], ["esercizio: Fatturato", "6.420.000,00"],
        ["consenso: Dato", "sì"], ["consenso: Dato", "no"], ["Telefono", "manca"],
        ["Unita a", str(firm_draft(1)["name"])],
    ):  # fmt: skip
        assert shown in lines, shown
    assert not re.search(r"1998-|\+3902|True|\[|{|suspended", "\n".join(told))
    stored = {
        str(line["field"]): line["new"] for line in rows(cli("--json", "firms", "history", firm))
    }
    assert (stored["registered_on"], stored["accounts.turnover"], stored["merged_into"]) == (
        "1998-03-12", "6420000.00", other[0]
    )  # fmt: skip


def test_a_firm_that_was_removed_is_told_to_be_gone(cli: Run, firm: str) -> None:
    done = answer(cli("--json", "firms", "remove", firm))
    assert cli("firms", "history", firm).out.splitlines()[-1].split()[-3:] == [
        "nel",
        "registro",
        "tolto",
    ]
    assert cli("undo", done["transaction"]).code == 0
    assert cli("firms", "history", firm).out.splitlines()[-1].endswith("resta nel registro")


def test_undo_puts_back_and_says_what_it_kept(cli: Run, firm: str) -> None:
    first = answer(cli("--json", "firms", "change", firm, "-", typed={"status": "suspended"}))
    answer(cli("--json", "firms", "change", firm, "-", typed={"status": "ceased"}))
    kept = answer(cli("--json", "undo", first["transaction"]))
    assert kept == {
        "undone": 0, "kept": [{"id": firm, "field": "status", "why": "changed-later"}]
    }  # fmt: skip
    words = cli("undo", first["transaction"])
    assert "cambiato dopo" in words.out
    assert cli("--json", "undo", "no-such").error["code"] == "not-found"


def test_an_arrival_is_told_by_the_clock_of_rome(cli: Run, firm: str) -> None:
    assert firm
    arrived = {"arrived_at": "2021-09-09T08:00:05+00:00"}
    assert cli("applications", "add", "-", typed=APPLICATION | arrived).code == 0
    told = cli("applications", "list", "DUBAI-2021").out
    assert "09/09/2021 10:00:05" in told
    (line,) = rows(cli("--json", "applications", "list", "DUBAI-2021"))
    assert line["arrived_at"] == "2021-09-09T08:00:05+00:00"


def test_a_firm_in_use_is_not_removed(cli: Run, firm: str) -> None:
    assert cli("applications", "add", "-", typed=APPLICATION).code == 0
    ran = cli("--json", "firms", "remove", firm)
    assert ran.code == 3
    assert ran.error["code"] == "in-use"


def test_a_firm_without_sessions_is_removed(cli: Run, firm: str) -> None:
    assert answer(cli("--json", "firms", "remove", firm))["removed"] == firm
    assert cli("firms", "show", firm).code == 3


def test_sessions_are_logged_changed_and_listed(cli: Run, firm: str) -> None:
    attendance = {
        "firm": FIRM["vat_number"], "person": {"family_name": "Prova", "given_name": "Lia"},
        "slot": 0, "in": "09:20", "out": "11:00",
    }  # fmt: skip
    added = answer(cli("--json", "sessions", "add", "-",
                       typed=GROUP_SESSION | {"attendances": [attendance]}))  # fmt: skip
    session = added["added"][0]  # type: ignore[index]  # a list of one id
    assert answer(cli("--json", "sessions", "change", session, "-", typed={"capacity": 30}))
    listed = rows(cli("--json", "sessions", "list"))
    assert listed[0]["number"] == "MI1-2021-0001"
    assert listed[0]["capacity"] == 30
    credited = listed[0]["credits"]
    assert isinstance(credited, list)
    assert [c["credited_minutes"] for c in credited] == [100]
    assert credited[0]["firm"] == firm
    assert "MI1-2021-0001" in cli("sessions", "list").out


def test_missions_and_applications(cli: Run, firm: str) -> None:
    toronto = {"code": "TORONTO-1", "title": "Toronto", "market": "CA"}
    added = answer(cli("--json", "missions", "add", "-", typed=toronto))
    done = answer(cli("--json", "missions", "change", "toronto-1", "-", typed={"seats": 4}))
    assert done["changed"] == added["added"]
    assert [m["code"] for m in rows(cli("--json", "missions", "list"))] == [
        "DUBAI-2021", "TORONTO-1",
    ]  # fmt: skip
    assert answer(cli("--json", "missions", "show", "TORONTO-1"))["seats"] == 4
    answer(cli("--json", "applications", "add", "-", typed=APPLICATION))
    held = rows(cli("--json", "applications", "list", "DUBAI-2021"))
    assert [a["firm"] for a in held] == [firm]
    assert "Prova Lia" in cli("applications", "list", "dubai-2021").out


@pytest.mark.parametrize(("draft", "field"), [
    (APPLICATION | {"firm": "12345678903"}, "firm"),
    (APPLICATION | {"mission": "MARTE-1"}, "mission"),
])  # fmt: skip
def test_an_application_names_what_it_does_not_find(
    cli: Run, firm: str, draft: dict[str, object], field: str
) -> None:
    assert firm
    ran = cli("--json", "applications", "add", "-", typed=draft)
    assert ran.code == 3
    details = ran.error["details"]
    assert isinstance(details, list)
    assert [(d["field"], d["code"]) for d in details] == [(field, f"{field}-not-found")]


@pytest.mark.parametrize("command", [
    ("firms", "find", "niente"), ("imports", "list"), ("sessions", "list"),
    ("applications", "list", "DUBAI-2021"), ("documents", "list"),
])  # fmt: skip
def test_an_empty_list_is_a_bare_array(cli: Run, store: Path, command: tuple[str, ...]) -> None:
    assert store.exists()
    assert rows(cli("--json", *command)) == []


@pytest.mark.parametrize("kind", ["firm", "session", "mission", "application", "paper"])
def test_the_schema_of_a_kind_is_given(cli: Run, kind: str) -> None:
    found = answer(cli("--json", "schema", kind))
    assert found["title"] == kind
    assert found["additionalProperties"] is False


def test_the_schema_of_a_session_asks_for_no_number(cli: Run) -> None:
    found = answer(cli("--json", "schema", "session"))
    assert found["required"] == ["title"]
    properties = found["properties"]
    assert isinstance(properties, dict)
    assert "number" not in properties
    assert properties["private_notes"]["type"] == "string"


def test_the_schema_of_an_unknown_kind_is_refused(cli: Run) -> None:
    assert cli("--json", "schema", "dragon").error["code"] == "kind-unknown"
