"""One box for firms, people, sessions, missions, papers: by words, never by operators."""

import pytest

from desktop.documents import scan_digits
from desktop.services import documents, finding, firms, sessions
from desktop.services.desk import Desk, new_uuid
from desktop.services.documents import Named
from desktop.services.finding import Answer
from tests.builders import FULL_FIRM, GROUP_SESSION, firm_draft


@pytest.fixture
def working(desk: Desk) -> Desk:
    firms.add(desk, [FULL_FIRM, firm_draft(1), firm_draft(2)])
    sessions.add(desk, [GROUP_SESSION, GROUP_SESSION | {"title": "Altra cosa", "slots": []}])
    return desk


def found(desk: Desk, text: str, language: str = "it") -> list[tuple[str, str]]:
    return [(a.kind, a.title) for a in finding.find(desk, text, language=language)]


def one(desk: Desk, text: str) -> Answer:
    (answer,) = finding.find(desk, text)
    return answer


def test_a_firm_answers_with_its_town_and_code(working: Desk) -> None:
    answer = one(working, "verdemodello sist")
    assert (answer.kind, answer.title) == ("firm", "Verdemodello Sistemi S.r.l.")
    assert answer.under == f"Cinisello Balsamo (MI) · {FULL_FIRM['vat_number']}"


def test_a_person_answers_with_her_firm(working: Desk) -> None:
    answer = one(working, "prova lia")
    assert (answer.kind, answer.title) == ("person", "Prova Lia")
    assert answer.under == "Verdemodello Sistemi S.r.l. · titolare"
    assert answer.firm == one(working, "verdemodello").id
    assert found(working, "lia verdemodello")[-1] == ("person", "Prova Lia")


def test_a_person_is_found_by_address_and_phone(working: Desk) -> None:
    people = [{"family_name": "Modello", "given_name": "Ivo", "email": "ivo@verde.example",
               "phone": "+39 333 0000001"}]  # fmt: skip
    firms.add(working, [firm_draft(20, people=people)])
    for text in ("ivo@verde", "333 0000001", "+393330000001"):
        assert found(working, text) == [("person", "Modello Ivo")]
    assert ("person", "Modello Ivo") not in found(working, "verde")


def test_a_word_of_the_firm_alone_names_none_of_its_people(working: Desk) -> None:
    assert found(working, "verdemodello titolare") == []
    assert [kind for kind, _ in found(working, "cinisello")] == ["firm"]


@pytest.mark.parametrize(
    "text",
    ["primo orient", "MI1-2021-0001", "mi1 2021 0001", "08/07/2021", "8/7/2021 emirati",
     "giovedì 8 luglio", "EMIRATI arabi", "unìti"],
)  # fmt: skip
def test_a_session_is_found_by_title_number_and_day(working: Desk, text: str) -> None:
    assert found(working, text) == [("session", "Primo orientamento: Emirati Arabi Uniti")]


def test_a_session_says_day_and_number(working: Desk) -> None:
    assert one(working, "primo orientamento").under == "08/07/2021 · MI1-2021-0001"
    assert one(working, "altra cosa").under == "MI1-2021-0002"


def test_a_mission_is_found_by_title_and_code(working: Desk) -> None:
    answer = one(working, "dubai-2021")
    assert answer.kind == "mission"
    assert answer.under.startswith("DUBAI-2021 · 0")
    assert ("mission", answer.title) in found(working, "dubai")
    assert [kind for kind, _ in found(working, "dubai", "en")] == ["mission"]


def test_a_paper_is_found_by_number_kind_and_subject(working: Desk) -> None:
    named = Named(firm=str(FULL_FIRM["vat_number"]))
    (written,) = documents.issue(working, "firm-card", named, languages=["it"]).papers
    paper = written.paper
    wanted = [("paper", "Verdemodello Sistemi S.r.l.")]
    assert found(working, "scheda impresa") == wanted
    assert found(working, "firm card", "en") == wanted
    assert found(working, "scheda verdemodello settembre") == wanted
    for text in (paper.number, f" {paper.number.lower()} ", scan_digits(paper.id)):
        assert one(working, text).id == paper.id
    under = f"Scheda impresa · italiano · {paper.number} · 08/09/2021"
    assert one(working, paper.number).under == under


def test_digits_of_a_paper_that_is_elsewhere_answer_nothing(working: Desk) -> None:
    assert found(working, scan_digits(new_uuid())) == []
    assert found(working, "1" * 41) == []


def test_the_best_of_each_kind_are_answered(working: Desk) -> None:
    firms.add(working, [firm_draft(nth) for nth in range(3, 12)])
    assert len(finding.find(working, "officine", limit=4)) == 4


@pytest.mark.parametrize(
    "text",
    ["", " ", "\t\n", '"', "%", "_", "*", "NEAR(", "verdemodello AND x", "a" * 10_000,
     "lia " * 2_500 + "x", "\ud800", "\x00", "’", "-", "41" * 20],
)  # fmt: skip
def test_odd_texts_answer_nothing_and_fail_nowhere(working: Desk, text: str) -> None:
    assert found(working, text) == []


def test_operators_are_plain_words(working: Desk) -> None:
    wanted = [("firm", "Verdemodello Sistemi S.r.l.")]
    for text in ('"verdemodello"', "verdemodello*", "verdemodello%", "(verdemodello)"):
        assert found(working, text) == wanted
