"""`missions evaluate` and `select`, `applications move`: E14, E15 and what goes round them."""

from pathlib import Path
from typing import Any, cast

import pytest

from tests.before_dubai import Draft, application, case, firm, session
from tests.builders import vat_number
from tests.cli.conftest import Ran, Run

DUBAI = "DUBAI-2021"
Answer = dict[str, Any]


def done(ran: Ran) -> Any:  # noqa: ANN401 - any JSON
    assert ran.code == 0, ran.err + ran.out
    return ran.json


@pytest.fixture
def desk(cli: Run, store: Path) -> Run:
    """Give a desk with four firms like F0, all trained, and two seats to Dubai."""
    assert store.exists()
    four = (1, 2, 3, 4)
    done(cli("--json", "firms", "add", "-", typed=[firm(n) for n in four]))
    done(cli("--json", "sessions", "add", "-", typed=session(*four)))
    done(cli("--json", "missions", "change", DUBAI, "-", typed={"seats": 2, "quorum": 2}))
    return cli


def apply(cli: Run, *drafts: Draft) -> list[str]:
    return cast("list[str]", done(cli("--json", "applications", "add", "-", typed=list(drafts)))[
        "added"])  # fmt: skip


def evaluated(cli: Run, *more: str) -> list[Answer]:
    return cast("list[Answer]", done(cli("--json", "missions", "evaluate", DUBAI, *more)))


def states(cli: Run) -> dict[str, str]:
    held = done(cli("--json", "applications", "list", DUBAI))
    return {a["id"]: a["state"] for a in held}


def codes(answer: Answer) -> dict[str, str]:
    return {f["code"]: f["severity"] for f in answer["findings"] if f["severity"] != "S"}


# --- Evaluating ----------------------------------------------------------------------------------


def test_e14_the_first_of_two_applications_is_superseded(desk: Run) -> None:
    first, last = apply(
        desk, application(1, "2021-09-01T09:00:00"), application(1, "2021-09-02T09:00:00")
    )
    answers = {a["application"]: a for a in evaluated(desk)}
    assert codes(answers[first]) == {"SUPERATA_DA": "B"}
    assert last in answers[first]["findings"][0]["sentence"]
    assert (answers[last]["outcome"], codes(answers[last])) == ("eligible", {})


def test_every_answer_names_its_firm_and_says_why(desk: Run) -> None:
    apply(desk, application(1), application(2, "2021-09-10T12:00:01"))
    one, two = evaluated(desk, "--on", "2021-09-10")
    assert (one["tax_code"], one["outcome"]) == (vat_number(1), "eligible")
    assert (two["outcome"], codes(two)) == ("not_eligible", {"FUORI_TERMINE": "B"})
    assert all(f["on"] == "2021-09-10" for f in two["findings"])
    assert two["mends"] == [{
        "code": "FUORI_TERMINE", "outcome": None, "left": [],
        "sentence": "L’impresa non può farci nulla."}]  # fmt: skip


def test_what_would_mend_it_is_told(desk: Run) -> None:
    done(desk("--json", "firms", "change", vat_number(3), "-", typed={
        "registered_office": {"town": "Piacenza", "province": "PC"}, "rea": "PC-100"}))  # fmt: skip
    shown = done(desk("--json", "firms", "show", vat_number(3)))
    done(desk("--json", "firms", "change", vat_number(3), "-", typed={
        "sites": [{"id": shown["sites"][0]["id"], "status": "closed"}]}))  # fmt: skip
    apply(desk, application(3))
    (answer,) = evaluated(desk)
    assert codes(answer) == {"SEDE_FUORI_LOMBARDIA": "B", "REA_FUORI_REGIONE": "W"}
    (mend,) = answer["mends"]
    assert mend["sentence"] == "Con una sede operativa attiva in Lombardia: ammissibile"
    ran = desk("missions", "evaluate", DUBAI)
    assert "Verdeprova 3 S.r.l.: non ammissibile" in ran.out
    assert "Esclude: Nessuna sede operativa attiva in Lombardia" in ran.out
    assert "Con una sede operativa attiva in Lombardia: ammissibile" in ran.out
    english = desk("--language", "en", "missions", "evaluate", DUBAI).out
    assert "With an active operating site in Lombardia: eligible" in english


def test_firms_that_have_not_applied_are_judged_when_asked_for(desk: Run) -> None:
    assert evaluated(desk) == []
    assert "Nessuna domanda" in desk("missions", "evaluate", DUBAI).out
    apply(desk, application(1))
    answers = evaluated(desk, "--all")
    assert len(answers) == 4
    assert [a["outcome"] for a in answers] == ["eligible"] + ["to_complete"] * 3
    assert codes(answers[1]) == {"DOMANDA_NON_PRESENTATA": "W", "FINALITA_NON_DICHIARATA": "R"}


def test_two_records_of_one_firm_are_one_firm(desk: Run) -> None:
    done(desk("--json", "firms", "add", "-", typed=firm(1, name="Verdeprova 1 SRL")))
    shown = desk("--json", "firms", "show", vat_number(1)).error
    twins = cast("list[str]", shown["details"])
    first, last = apply(
        desk, application(1, "2021-09-01T09:00:00") | {"firm": twins[0]},
        application(1, "2021-09-02T09:00:00") | {"firm": twins[1]},
    )  # fmt: skip
    answers = {a["application"]: a for a in evaluated(desk)}
    assert codes(answers[first]) == {"SUPERATA_DA": "B"}
    assert "SUPERATA_DA" not in codes(answers[last])


def test_the_aid_of_a_linked_firm_counts(desk: Run) -> None:
    done(desk("--json", "firms", "change", vat_number(2), "-", typed={
        "aids": [{"amount": "198000", "date": "2021-05-05"}]}))  # fmt: skip
    done(desk("--json", "firms", "change", vat_number(1), "-", typed={
        "relations": [
            {"kind": "linked", "share": "100", "name": "Sorella", "tax_code": vat_number(2),
             "staff": "1", "turnover": "1", "balance": "1", "year": year} for year in (2019, 2020)],
    }))  # fmt: skip
    apply(desk, application(1))
    (answer,) = evaluated(desk)
    assert codes(answer) == {"DE_MINIMIS_SUPERATO": "B"}
    found = next(f for f in answer["findings"] if f["code"] == "DE_MINIMIS_SUPERATO")
    assert found["data"]["residual"] == "2000"


@pytest.mark.parametrize("arguments", [
    ("missions", "evaluate", "MARTE"), ("missions", "select", "MARTE"),
    ("applications", "move", "0196", "selected", "--why", "x"),
])  # fmt: skip
def test_what_is_not_there_is_refused(desk: Run, arguments: tuple[str, ...]) -> None:
    ran = desk("--json", *arguments)
    assert (ran.code, ran.error["code"]) == (3, "not-found")


def test_a_wrong_day_and_a_wrong_seed_are_refused(desk: Run) -> None:
    assert desk("--json", "missions", "evaluate", DUBAI, "--on", "ieri").error["code"] == (
        "wrong-values")  # fmt: skip
    for seed in ("-1", "sette", "1.5", "9" * 40):
        ran = desk("--json", "missions", "select", DUBAI, f"--seed={seed}")
        assert (ran.code, ran.error["code"]) == (3, "wrong-values")


# --- Selecting -----------------------------------------------------------------------------------


def three(cli: Run) -> list[str]:
    return apply(
        cli, application(1, "2021-09-09T10:00:05"), application(2, "2021-09-09T10:00:01"),
        application(3, "2021-09-09T08:00:05Z"),
    )  # fmt: skip


def test_e15_two_seats_for_three_and_a_tie_that_is_drawn(desk: Run) -> None:
    first, second, third = three(desk)
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "7"))
    assert (answer["seed"], answer["quorum_met"], answer["taken"]) == (7, True, 2)
    (draw,) = answer["draws"]
    assert set(draw["order"]) == {first, third}
    winner, loser = draw["order"]
    assert states(desk) == {second: "selected", winner: "selected", loser: "reserve"}
    assert [(r["application"], r["reserve"]) for r in answer["reserve"]] == [(loser, 1)]
    assert {s["application"]: s["why"] for s in answer["selected"]} == {
        second: "PER_ARRIVO", winner: "PER_SORTEGGIO"}  # fmt: skip


def test_the_same_seed_gives_the_same_selection(desk: Run) -> None:
    three(desk)
    seen = []
    for seed in ("7", "7", "8"):
        answer = done(desk("--json", "missions", "select", DUBAI, "--seed", seed))
        seen.append([line["application"] for line in answer["selected"] + answer["reserve"]])
        done(desk("--json", "undo", answer["transaction"]))
        assert set(states(desk).values()) == {"submitted"}
    assert seen[0] == seen[1]


def test_without_a_seed_one_is_drawn_and_recorded(desk: Run) -> None:
    three(desk)
    answer = done(desk("--json", "missions", "select", DUBAI))
    done(desk("--json", "undo", answer["transaction"]))
    again = done(desk("--json", "missions", "select", DUBAI, "--seed", str(answer["seed"])))
    assert again["draws"] == answer["draws"]


def test_who_is_not_eligible_is_told_why_and_gets_no_seat(desk: Run) -> None:
    done(desk("--json", "firms", "change", vat_number(2), "-", typed={"pec": None}))
    done(desk("--json", "firms", "change", vat_number(3), "-", typed={"status": "liquidation"}))
    old, one, two, late = apply(
        desk, application(1, "2021-09-08T10:00:00"), application(1), application(2),
        application(3, "2021-09-10T12:00:01"),
    )  # fmt: skip
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "1"))
    assert states(desk) == {
        old: "excluded", one: "selected", two: "to_complete", late: "not_eligible"}  # fmt: skip
    why = {line["application"]: line["why"] for line in answer["others"]}
    assert why[old] == "SUPERATA_DA"
    assert why[two] == "PEC_MANCANTE"
    assert set(why[late].split(", ")) == {"PROCEDURA_IN_CORSO", "FUORI_TERMINE"}
    assert not answer["quorum_met"]
    assert "2 imprese" in desk("missions", "select", DUBAI).out


def test_what_differs_from_the_outcome_that_was_kept_is_told(desk: Run) -> None:
    apply(desk, application(1))
    assert [a["kept"] for a in evaluated(desk)] == [None]
    done(desk("--json", "missions", "select", DUBAI, "--seed", "1"))
    assert [a["kept"]["differences"] for a in evaluated(desk)] == [[]]
    done(desk("--json", "firms", "change", vat_number(1), "-", typed={"pec": None}))
    (answer,) = evaluated(desk)
    assert (answer["outcome"], answer["kept"]["outcome"]) == ("to_complete", "eligible")
    assert answer["kept"]["differences"] == [{"what": "came", "code": "PEC_MANCANTE"}]
    ran = desk("missions", "evaluate", DUBAI)
    assert "nuovo: PEC_MANCANTE" in ran.out


def test_no_seats_all_wait(desk: Run) -> None:
    done(desk("--json", "missions", "change", DUBAI, "-", typed={"seats": 0, "quorum": None}))
    three(desk)
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "1"))
    assert (answer["selected"], [r["reserve"] for r in answer["reserve"]]) == ([], [1, 2, 3])


def test_by_score_with_the_grid_of_the_programme(desk: Run) -> None:
    grid = {"sector_market": 20, "readiness": 20, "market_potential": 20, "materials": 5,
            "training": 10, "export_history": 5}  # fmt: skip
    done(desk("--json", "missions", "change", DUBAI, "-", typed={"selection": "score"}))
    low, high, tied, open_ = apply(
        desk, application(1, scores=grid | {"readiness": 1}), application(2, scores=grid),
        application(3, at="2021-09-09T11:00:00", scores=grid), application(4),
    )  # fmt: skip
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "1"))
    assert [s["application"] for s in answer["selected"]] == [high, tied]
    assert [r["application"] for r in answer["reserve"]] == [low]
    assert [(o["application"], o["why"], o["state"]) for o in answer["others"]] == [
        (open_, "PUNTEGGIO_INCOMPLETO", "eligible")]  # fmt: skip


# --- Moving --------------------------------------------------------------------------------------


def move(cli: Run, named: str, state: str, *more: str, why: str = "Decisione del 20/09") -> Ran:
    return cli("--json", "applications", "move", named, state, "--why", why, *more)


def test_a_seat_that_was_given_up_goes_to_the_first_who_waits(desk: Run) -> None:
    three(desk)
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "7"))
    leaves = answer["selected"][0]["application"]
    waits = answer["reserve"][0]["application"]
    moved = done(move(desk, leaves, "renounced", why="Impegni di produzione"))
    assert (moved["moved_up"], moved["in_terms"], moved["why"]) == (
        [waits], True, "Impegni di produzione")  # fmt: skip
    assert states(desk)[waits] == "selected"
    again = done(desk("--json", "missions", "select", DUBAI, "--seed", "8"))
    assert (again["taken"], again["reserve"]) == (2, [])
    assert states(desk)[leaves] == "renounced"


def test_a_late_renunciation_is_told(desk: Run) -> None:
    apply(desk, application(1))
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "7"))
    leaves = answer["selected"][0]["application"]
    moved = done(move(desk, leaves, "renounced", "--on", "2199-01-01"))
    assert moved["in_terms"] is False


def test_who_lost_what_it_needs_is_passed_over(desk: Run) -> None:
    done(desk("--json", "missions", "change", DUBAI, "-", typed={"seats": 1, "quorum": None}))
    three(desk)
    answer = done(desk("--json", "missions", "select", DUBAI, "--seed", "7"))
    first, second = (r["application"] for r in answer["reserve"])
    held = {a["id"]: a["firm"] for a in done(desk("--json", "applications", "list", DUBAI))}
    done(desk("--json", "firms", "change", held[first], "-", typed={"status": "liquidation"}))
    moved = done(move(desk, answer["selected"][0]["application"], "renounced"))
    assert moved["moved_up"] == [second]
    assert states(desk)[first] == "reserve"


def test_the_whole_way_of_an_application(desk: Run) -> None:
    (named,) = apply(desk, application(1))
    for state in ("under_review", "to_complete", "under_review", "eligible", "selected",
                  "confirmed", "participant", "concluded"):  # fmt: skip
        assert done(move(desk, named, state))["state"] == state
    ran = move(desk, named, "renounced")
    assert (ran.code, ran.error["code"]) == (3, "move-ended")


def test_an_illegal_move_names_what_is_possible(desk: Run) -> None:
    (named,) = apply(desk, application(1))
    error = move(desk, named, "participant").error
    assert error["code"] == "move-illegal"
    assert error["details"] == {
        "state": "submitted", "wanted": "participant", "possible": ["under_review", "renounced"],
    }  # fmt: skip
    assert error["message"] == (
        "Da «presentata» non si passa a «partecipante». Da qui si può passare a: in istruttoria, "
        "rinunciata."
    )
    assert states(desk) == {named: "submitted"}
    assert move(desk, named, "promossa").error["code"] == "unknown-state"
    assert move(desk, named, "under_review", why="  ").error["code"] == "why-needed"
    assert move(desk, named, "under_review", why="x" * 401).error["code"] == "why-too-long"
    assert desk("applications", "move", named, "under_review").code == 2


def test_a_move_can_be_undone(desk: Run) -> None:
    (named,) = apply(desk, application(1))
    moved = done(move(desk, named, "under_review"))
    done(desk("--json", "undo", moved["transaction"]))
    assert states(desk) == {named: "submitted"}


# --- Without a store -----------------------------------------------------------------------------


def test_rules_check_answers_one_case_and_a_list(cli: Run) -> None:
    one = done(cli("--json", "rules", "check", "eligibility", "-", typed=case()))
    assert one["outcome"] == "eligible"
    assert set(one["findings"][0]) == {
        "code", "severity", "sentence", "source", "data", "on", "rules"}  # fmt: skip
    many = done(cli("--json", "rules", "check", "eligibility", "-",
                    typed=[case(), case({"status": "ceased"})]))  # fmt: skip
    assert [a["outcome"] for a in many] == ["eligible", "not_eligible"]
    assert "ammissibile" in cli("rules", "check", "eligibility", "-", typed=case()).out


def test_a_case_with_wrong_values_is_refused_with_all_of_them(cli: Run) -> None:
    wrong = case({"vat_number": "00743110158"}, {"market": "Emirati"}, {"arrived_at": "ieri"},
                 sessions=[session(1, slots=[{"date": "boh"}])], quando="oggi")  # fmt: skip
    ran = cli("--json", "rules", "check", "eligibility", "-", typed=[case(), wrong])
    assert ran.error["code"] == "wrong-values"
    fields = {p["field"] for p in cast("list[Answer]", ran.error["details"])}
    assert {"[1].firm.vat_number", "[1].mission.market", "[1].quando"} <= fields
    empty = cli("--json", "rules", "check", "eligibility", "-",
                typed={"firm": {}, "mission": {}, "application": {}}).error  # fmt: skip
    assert {p["field"] for p in cast("list[Answer]", empty["details"])} >= {
        "firm.name", "mission.market"}  # fmt: skip
    nothing = cli("--json", "rules", "check", "eligibility", "-", typed={}).error
    assert {p["field"] for p in cast("list[Answer]", nothing["details"])} == {"firm", "mission"}
