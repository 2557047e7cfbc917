"""Attachments by commands: what a script reads, and what a refusal says."""

from pathlib import Path

import pytest

from tests import foreign
from tests.cli.conftest import Ran, Run


def rows(ran: Ran) -> list[dict[str, str]]:
    assert isinstance(ran.json, list)
    return ran.json


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visura.pdf"
    path.write_bytes(foreign.pdf("Visura"))
    return path


def test_a_file_is_added_listed_saved_and_removed(
    cli: Run, firm: str, file: Path, tmp_path: Path
) -> None:
    added = cli("--json", "attachments", "add", "firm", "00743110157", file, "--as", "visura",
                "--dated", "2021-08-30", "--note", "dallo sportello").json  # fmt: skip
    assert isinstance(added, dict)
    (found,) = rows(cli("--json", "attachments", "list", "firm", firm))
    assert found == added["attachment"]
    assert [found["id"]] == added["added"]
    told = {name: found[name] for name in ("firm", "type", "file", "media", "pages", "dated",
                                           "note", "here")}  # fmt: skip
    assert told == {
        "firm": firm, "type": "visura", "file": "visura.pdf", "media": "application/pdf",
        "pages": 1, "dated": "2021-08-30", "note": "dallo sportello", "here": True,
    }  # fmt: skip
    saved = cli("--json", "attachments", "save", found["id"], "--out", tmp_path / "out").json
    assert isinstance(saved, dict)
    assert Path(saved["path"]).read_bytes() == file.read_bytes()
    assert "visura camerale" in cli("attachments", "list", "firm", firm).out
    gone = cli("--json", "attachments", "remove", found["id"]).json
    assert isinstance(gone, dict)
    assert cli("--json", "attachments", "list", "firm", firm).json == []
    assert cli("undo", gone["transaction"]).code == 0
    assert len(rows(cli("--json", "attachments", "list", "firm", firm))) == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("firm", "00743110157", "FILE", "--as", "boh"), "wrong-values"),
        (("firm", "00000000000", "FILE", "--as", "visura"), "not-found"),
        (("paper", "1", "FILE", "--as", "visura"), "attachment-kind"),
        (("firm", "00743110157", "manca.pdf", "--as", "visura"), "file-not-read"),
    ],
)
def test_what_cannot_be_attached_is_refused_in_a_sentence(
    cli: Run, firm: str, file: Path, words: tuple[str, ...], code: str
) -> None:
    ran = cli("--json", "attachments", "add", *(file if w == "FILE" else w for w in words))
    assert (ran.code, ran.error["code"]) == (3, code)
    assert "{" not in str(ran.error["message"])
    assert cli("--json", "attachments", "list", "firm", firm).json == []


def test_a_file_of_another_type_is_named_in_the_sentence(cli: Run, firm: str, file: Path) -> None:
    file.write_bytes(b"MZ a program")
    ran = cli("--json", "attachments", "add", "firm", firm, file, "--as", "visura")
    assert (ran.code, ran.error["code"]) == (3, "attachment-type")
    assert str(ran.error["message"]).startswith("«visura.pdf»")


def test_a_day_to_come_and_an_unknown_declaration_are_to_verify(
    cli: Run, firm: str, file: Path
) -> None:
    words = ("attachments", "add", "firm", firm, file, "--as", "declaration", "--dated",
             "2199-01-31", "--declaration", "BOH")  # fmt: skip
    answer = cli("--json", *words).json
    assert isinstance(answer, dict)
    assert [(f["field"], f["code"]) for f in answer["findings"]] == [
        ("dated", "future-day"), ("declaration", "declaration-unknown"),
    ]  # fmt: skip
    cli("attachments", "remove", answer["added"][0])
    said = cli(*words).out
    assert "da verificare: Data del documento: Il giorno 31/01/2199 deve ancora venire" in said
    assert "da verificare: Dichiarazione: «BOH» non è tra le dichiarazioni note: RI, DIR" in said


def test_a_folder_is_no_file_to_attach(cli: Run, firm: str, file: Path) -> None:
    ran = cli("--json", "attachments", "add", "firm", firm, file.parent, "--as", "visura")
    assert (ran.code, ran.error["code"]) == (3, "attachment-folder")
    assert str(ran.error["message"]).startswith(f"«{file.parent.name}» è una cartella")


def test_copies_of_passports_are_listed_and_go_by_one_word(cli: Run, firm: str, file: Path) -> None:
    draft = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05"}
    applied = cli("--json", "applications", "add", "-", typed=draft).json
    assert isinstance(applied, dict)
    named = applied["added"][0]
    cli("attachments", "add", "application", named, file, "--as", "passport")
    (due,) = rows(cli("--json", "attachments", "due"))
    assert (due["file"], due["firm"]) == ("visura.pdf", "Città Verde Esempio S.r.l.")
    assert "visura.pdf" in cli("attachments", "due").out
    dropped = cli("--json", "attachments", "drop").json
    assert isinstance(dropped, dict)
    assert dropped["dropped"] == 1
    assert cli("--json", "attachments", "due").json == []
    assert cli("--json", "attachments", "list", "application", named).json == []
    assert cli("store", "check").code == 0
