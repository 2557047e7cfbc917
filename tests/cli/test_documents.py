"""Papers on the command line: revisions, the code on a paper, letters to many firms."""

from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest

from desktop.documents import KINDS
from desktop.domain.problems import DeskError
from desktop.services import takes
from tests.builders import FULL_FIRM
from tests.cli.conftest import Run

CODE = str(FULL_FIRM["vat_number"])
LETTER = ("documents", "issue", "communication", "--mission", "DUBAI-2021", "--out")


@pytest.fixture
def entered(cli: Run, store: Path) -> Run:
    """Enter two firms that applied; the second has no mail."""
    assert store.exists()
    other = {"name": "Senza Posta S.r.l.", "vat_number": "00000010157"}
    assert cli("firms", "add", "-", typed=[FULL_FIRM, other]).code == 0
    drafts = [{"mission": "DUBAI-2021", "firm": code, "arrived_at": "2021-09-09T10:00:05"}
              for code in (CODE, "00000010157")]  # fmt: skip
    assert cli("applications", "add", "-", typed=drafts).code == 0
    return cli


def test_a_paper_issued_again_answers_what_changed(entered: Run, tmp_path: Path) -> None:
    card = ("--json", "documents", "issue", "firm-card", "--firm", CODE, "--out", tmp_path)
    first = cast("Any", entered(*card).json)["files"][0]
    assert "revises" not in first
    entered("firms", "change", CODE, "-", typed={"website": "www.nuovo.example"})
    second = cast("Any", entered(*card).json)["files"][0]
    assert (second["revision"], second["revises"]) == (2, first["number"])
    assert second["changes"][0]["change"] == "changed"
    assert "www.nuovo.example" in second["changes"][0]["after"]
    listed = cast("Any", entered("--json", "documents", "list").json)
    assert listed[1]["revised_by"] == [second["number"]]
    said = entered(*card[1:])
    assert "prende il posto di" in said.out


def test_the_code_on_a_paper_is_answered(entered: Run, tmp_path: Path) -> None:
    issued = entered("--json", "documents", "issue", "firm-card", "--firm", CODE, "--out", tmp_path)
    number = cast("Any", issued.json)["files"][0]["number"]
    found = cast("Any", entered("--json", "documents", "scan", number).json)
    assert (found["opens"], found["number"], found["changes"]) == ("firm", number, [])
    assert number in entered("documents", "scan", number).out
    wrong = entered("--json", "documents", "scan", "1" * 41)
    assert (wrong.code, wrong.error["code"]) == (3, "scan-misread")


def test_letters_to_all_say_what_lacks_and_make_nothing(entered: Run, tmp_path: Path) -> None:
    refused = entered("--json", *LETTER, tmp_path / "out", "--eml")
    assert (refused.code, refused.error["code"]) == (3, "letters-lacking")
    assert "1 impresa senza PEC né e-mail: Senza Posta S.r.l." in str(refused.error["message"])
    assert cast("Any", refused.error["details"])[0]["lacks"] == ["address"]
    assert not (tmp_path / "out").exists()


def test_what_lacks_is_told_in_the_language_of_the_command(entered: Run, tmp_path: Path) -> None:
    refused = entered("--language", "en", *LETTER, tmp_path / "out", "--eml")
    assert refused.err.splitlines()[1:] == [
        "  1 firm without certified mail or e-mail: Senza Posta S.r.l."
    ]


SUBJECTS = {"mission": "DUBAI-2021", "firm": CODE, "session": "MI1-2021-0001"}


@pytest.mark.parametrize(("kind", "named", "wrong", "taken"), [
    ("labels", "mission session", "non vanno insieme: --mission, --session.",
     "Vuole --mission oppure --session oppure --firm."),
    ("labels", "", "non è indicato abbastanza.", "Vuole --mission oppure --session oppure --firm."),
    ("address-list", "firm", "non riguarda --firm.", "Vuole --mission oppure --session."),
    ("certificate", "firm", "non è indicato abbastanza.",
     "Vuole --session oppure --session con --firm."),
    ("communication", "firm", "non è indicato abbastanza.",
     "Vuole --mission oppure --mission con --firm."),
    ("questionnaire", "firm session", "non vanno insieme: --firm, --session.",
     "Può stare da sola, oppure vuole --firm oppure --session."),
    ("quarterly-report", "", "non è indicato abbastanza.", "Vuole --from con --to."),
])  # fmt: skip
def test_a_wrong_subject_is_answered_by_what_the_paper_takes(
    entered: Run, tmp_path: Path, kind: str, named: str, wrong: str, taken: str
) -> None:
    options = [word for name in named.split() for word in (f"--{name}", SUBJECTS[name])]
    refused = entered("--json", "documents", "issue", kind, *options, "--out", tmp_path)
    assert refused.code == 3
    assert str(refused.error["message"]).endswith(f"«{kind}» {wrong} {taken}")


@pytest.mark.parametrize(("words", "said"), [
    (("firm-card", "--from", "2021-07-01"), "«firm-card» non riguarda --from. Vuole --firm."),
    (("quarterly-report", "--to", "2021-07-01"),
     "Per «quarterly-report» non è indicato abbastanza. Vuole --from con --to."),
    (("postcard", "--from", "2021-07-01"),
     "«postcard» non è una carta che si possa emettere. Ci sono: address-list, agenda,"),
    (("firm-card", "--firm", CODE, "--reason", "x"),
     "«firm-card» non riguarda --reason. Vuole --firm."),
])  # fmt: skip
def test_half_a_period_and_a_strange_kind_are_told_apart(
    entered: Run, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    refused = entered("--json", "documents", "issue", *words, "--out", tmp_path)
    assert refused.code == 3
    assert str(refused.error["message"]).startswith(said)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_says_which_subjects_it_takes(kind: str) -> None:
    names = ("mission", "firm", "session", "period")
    for named in (set(some) for n in range(5) for some in combinations(names, n)):
        if any(named == set(held) for held in KINDS[kind].about):
            takes.refuse(kind, named)
            continue
        with pytest.raises(DeskError) as refused:
            takes.refuse(kind, named)
        for held in KINDS[kind].about:
            options = [option for name in held for option in takes.options(name)]
            assert options in cast("list[object]", refused.value.details)


@pytest.mark.parametrize(("words", "code"), [
    (("--languages", "de"), "paper-language"),
    (("--languages", "it,en"), "letters-language"),
    (("--html",), "letters-other-option"),
    (("--session", "MI1-2021-0001"), "letters-other-option"),
    (("--from", "2021-07-01"), "letters-other-option"),
    (("--to", "2021-09-30"), "letters-other-option"),
])  # fmt: skip
def test_what_many_letters_cannot_be_is_refused(
    entered: Run, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    refused = entered("--json", *LETTER, tmp_path / "out", *words)
    assert (refused.code, refused.error["code"]) == (3, code)
    assert not (tmp_path / "out").exists()


def test_drafts_are_written_for_the_others(entered: Run, tmp_path: Path) -> None:
    text = tmp_path / "testo.txt"
    text.write_text("Gentile {impresa}", encoding="utf-8")
    out = tmp_path / "out"
    answer = entered("--json", *LETTER, out, "--eml", "--leave-out", "--text", text)
    told = cast("Any", answer.json)
    assert [one["to"] for one in told["files"]] == [FULL_FIRM["pec"]]
    assert [Path(one["draft"]).suffix for one in told["files"]] == [".eml"]
    assert [one["firm_name"] for one in told["left_out"]] == ["Senza Posta S.r.l."]
    assert [path.suffix for path in out.iterdir()] == [".eml"]


def test_papers_of_all_and_one_pdf_to_print(entered: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = cast("Any", entered("--json", *LETTER, out, "--one").json)
    assert len(told["files"]) == 2
    assert Path(told["one"]).exists()
    assert len(list(out.iterdir())) == 3


def test_what_is_for_letters_alone_is_refused_elsewhere(entered: Run, tmp_path: Path) -> None:
    refused = entered("--json", "documents", "issue", "firm-card", "--firm", CODE, "--eml",
                      "--out", tmp_path)  # fmt: skip
    assert (refused.code, refused.error["code"]) == (3, "letters-option")
