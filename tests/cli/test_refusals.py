"""What a command refuses: wrong usage, wrong input, a store that is not as it should be."""

import io
import json
import os
import sys
from pathlib import Path

import pytest

from desktop import cli as command_line
from desktop.cli import inputs
from tests.builders import FIRM
from tests.cli.conftest import Run
from tests.conftest import PASSPHRASE


@pytest.mark.parametrize("words", [
    (), ("firms",), ("firms", "dance"), ("firms", "find"), ("init", "--chamber", "MI"),
    ("firms", "find", "x", "--limit", "0"), ("firms", "find", "x", "--limit", "many"),
    ("firms", "add", "-", "--passphrase", "x"), ("firms", "find", "x", "y"), ("--jsn", "demo", "x"),
    ("store", "check", "--json=1"), ("--language", "la", "store", "info"),
])  # fmt: skip
def test_wrong_usage_is_exit_2_in_the_words_of_the_desk(cli: Run, words: tuple[str, ...]) -> None:
    ran = cli(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert "uso: sportello-cli" in ran.err
    assert "usage" not in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--language", "de", "store", "info"), "«de» non è tra le scelte possibili: it, en."),
        (("--language", "l'x", "store", "info"), "«l'x» non è tra le scelte possibili: it, en."),
        (("rules", "'x', y"), "«'x', y» non è tra le scelte possibili: check."),
        (("firms", "find", "x", "--limit", "l'x"),
         "Dopo --limit serve un numero da 1 in su, non «l'x»."),
        (("store", "check", "--json=1"), "--json non vuole un valore."),
    ],
)  # fmt: skip
def test_wrong_usage_names_what_was_typed_and_the_choices_without_quotes_of_python(
    cli: Run, words: tuple[str, ...], said: str
) -> None:
    assert cli(*words).err.splitlines()[0] == said


def test_wrong_usage_with_json_is_one_document(cli: Run) -> None:
    ran = cli("firms", "find", "--json")
    assert ran.code == 2
    assert ran.error == {"code": "usage", "message": "Manca: TEXT.", "details": None}


def test_options_may_stand_before_the_command_or_after_it(cli: Run, store: Path) -> None:
    assert cli("--json", "store", "info").json == cli("store", "info", "--json").json
    elsewhere = store.with_name("elsewhere")
    for words in (("--store", elsewhere, "store", "info"), ("store", "info", "--store", elsewhere)):
        assert cli("--json", *words).error["code"] == "store-missing"


def test_help_needs_no_store_and_lists_what_works(cli: Run) -> None:
    ran = cli("--help")
    assert ran.code == 0
    for word in ("init", "firms", "documents", "demo"):
        assert word in ran.out
    assert "evaluate" in cli("missions", "--help").out
    assert "remove" not in cli("missions", "--help").out
    assert "the desk" in cli("--language", "en", "--help").out.casefold()


def test_the_language_is_chosen_by_option_variable_and_settings(
    cli: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert "Non c" not in cli("store", "info", "--language", "en").err
    assert cli("store", "info").err.startswith("In ")
    settings = tmp_path / "data" / "settings.toml"
    settings.parent.mkdir()
    settings.write_text('language = "en"\n', encoding="utf-8")
    assert cli("store", "info").err.startswith("There is no store")
    monkeypatch.setenv("SPORTELLO_LANGUAGE", "it")
    assert cli("store", "info").err.startswith("In ")
    settings.write_text("language = 7\n", encoding="utf-8")
    assert cli("--json", "store", "info").error["code"] == "settings-bad"


@pytest.mark.parametrize(("typed", "code"), [
    (b"", "not-json"),
    (b"{", "not-json"),
    (b'{"name": }', "not-json"),
    (b"\xff\xfe{}", "not-utf8"),
    (b"7", "not-objects"),
    (b'["x"]', "not-objects"),
    (b'{"name": "a", "name": "b"}', "repeated-name"),
    (b'{"accounts": [{"year": NaN}]}', "not-json-values"),
    (b'{"name": ' + b"7" * 6000 + b"}", "not-json-values"),
    (b"[" * 100_000, "not-json-values"),
    (b'{"people": 7}', "wrong-values"),
    (b'{"registered_office": "Milano"}', "wrong-values"),
])  # fmt: skip
def test_input_that_is_no_record_is_refused(cli: Run, store: Path, typed: bytes, code: str) -> None:
    assert store.exists()
    ran = cli("--json", "firms", "add", "-", typed=typed)
    assert ran.code == 3
    assert ran.error["code"] == code
    assert "{" not in str(ran.error["message"])


def test_wrong_json_is_told_by_line_and_column(cli: Run, store: Path, tmp_path: Path) -> None:
    assert store.exists()
    held = tmp_path / "x.json"
    held.write_text('{\n  "name": "Prova",\n}', encoding="utf-8")
    assert cli("--json", "firms", "add", held).error["details"] == {"line": 3, "column": 1}


def test_a_byte_order_mark_is_no_fault(cli: Run, store: Path) -> None:
    assert store.exists()
    typed = b"\xef\xbb\xbf" + json.dumps(FIRM).encode()
    assert cli("firms", "add", "-", typed=typed).code == 0


def test_input_that_is_too_large_is_refused(
    cli: Run, store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert store.exists()
    monkeypatch.setattr(inputs, "LIMIT", 10)
    held = tmp_path / "x.json"
    held.write_bytes(b" " * 11)
    assert cli("--json", "firms", "add", held).error["code"] == "file-too-large"
    assert cli("--json", "firms", "add", "-", typed=b" " * 11).error["code"] == "file-too-large"


@pytest.mark.parametrize("named", ["no-such.json", "."])
def test_a_file_that_cannot_be_read_is_refused(cli: Run, store: Path, named: str) -> None:
    assert store.exists()
    assert cli("--json", "firms", "add", named).error["code"] == "file-not-read"


def test_only_one_object_changes_a_firm(cli: Run, firm: str) -> None:
    ran = cli("--json", "firms", "change", firm, "-", typed=[{"status": "ceased"}])
    assert ran.error["code"] == "not-an-object"


def test_a_store_is_made_once(cli: Run, store: Path) -> None:
    before = store.read_bytes()
    ran = cli("--json", "init", "--chamber", "MI", "--desk", "MI1")
    assert ran.code == 3
    assert ran.error["code"] == "store-exists"
    assert store.read_bytes() == before


@pytest.mark.parametrize(("words", "code"), [
    (("--chamber", "Milano", "--desk", "MI1"), "chamber-code"),
    (("--chamber", "MI", "--desk", "../x"), "desk-code"),
    (("--chamber", "MI", "--desk", "MI1", "--programme", "altro"), "programme-unknown"),
])  # fmt: skip
def test_a_store_needs_a_chamber_a_desk_and_a_known_programme(
    cli: Run, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    assert cli("--json", "init", *words).error["code"] == code
    assert not (tmp_path / "desk.sportello-store").exists()


def test_a_missing_foreign_or_damaged_store_is_refused(cli: Run, tmp_path: Path) -> None:
    path = tmp_path / "desk.sportello-store"
    assert cli("--json", "store", "info").error["code"] == "store-missing"
    path.write_bytes(b"SQLite format 3\0" + bytes(4080))
    assert cli("--json", "store", "info").error["code"] in {"store-damaged", "store-foreign"}
    path.write_bytes(b"short")
    assert cli("--json", "store", "info").error["code"] == "store-foreign"
    assert cli("--json", "--store", tmp_path, "store", "info").code == 3


@pytest.mark.parametrize("url", ["postgresql+psycopg://host/desk", "sqlite:///x", "file:///x"])
def test_a_store_on_a_server_is_refused_in_words(cli: Run, url: str) -> None:
    ran = cli("--json", "--store", url, "store", "info")
    assert ran.code == 3
    assert ran.error["code"] == "store-url"


def test_a_keyed_store_opens_with_its_passphrase_alone(
    cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPORTELLO_PASSPHRASE", PASSPHRASE)
    made = cli("--json", "init", "--chamber", "MI", "--desk", "MI1").json
    assert isinstance(made, dict)
    assert made["keyed"] is True
    assert cli("store", "check").code == 0
    for wrong in ("un’altra", ""):
        monkeypatch.setenv("SPORTELLO_PASSPHRASE", wrong)
        assert cli("--json", "store", "info").error["code"] == "store-passphrase"
    monkeypatch.setenv("SPORTELLO_PASSPHRASE", "\udcff")
    assert cli("--json", "store", "info").error["code"] == "passphrase-characters"


def test_a_passphrase_is_asked_for_at_a_terminal_alone(
    cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(prompt: str, stream: object = None) -> str:
        assert stream is not None
        asked.append(prompt)
        return PASSPHRASE

    monkeypatch.setattr("getpass.getpass", answer)
    monkeypatch.setattr("desktop.cli.terminal._is_terminal", lambda _stream: True)
    assert cli("init", "--chamber", "MI", "--desk", "MI1").code == 0
    assert len(asked) == 2
    assert cli("store", "info").code == 0
    assert len(asked) == 3
    assert cli("--json", "store", "info").error["code"] == "store-passphrase"
    assert len(asked) == 3


def test_two_passphrases_that_differ_make_no_store(
    cli: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = iter(["una", "altra"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt, stream=None: next(answers))  # noqa: ARG005 - as getpass is called
    monkeypatch.setattr("desktop.cli.terminal._is_terminal", lambda _stream: True)
    assert cli("init", "--chamber", "MI", "--desk", "MI1").code == 3
    assert not (tmp_path / "desk.sportello-store").exists()


def test_the_operator_is_the_one_named_else_the_variable_else_the_account(
    cli: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.exists()
    monkeypatch.setattr("getpass.getuser", lambda: "conto")

    def operator_of(*words: str) -> object:
        added = cli("--json", "firms", "add", "-", *words, typed=FIRM).json
        assert isinstance(added, dict)
        lines = cli("--json", "firms", "history", added["added"][0]).json
        assert isinstance(lines, list)
        return lines[0]["operator"]

    assert operator_of() == "conto"
    monkeypatch.setenv("SPORTELLO_OPERATOR", "Anna Prova")
    assert operator_of() == "Anna Prova"
    assert operator_of("--operator", "Davide\u202e Bozza") == "Davide Bozza"
    ran = cli("--json", "--operator", "x" * 121, "firms", "add", "-", typed=FIRM)
    assert ran.error["code"] == "operator-name"


def test_a_programme_file_is_refused_line_by_line(cli: Run, tmp_path: Path) -> None:
    held = tmp_path / "p.toml"
    held.write_text('format = 1\ncode = "x y"\n', encoding="utf-8")
    ran = cli("--json", "programmes", "check", held)
    assert ran.code == 3
    assert ran.error["code"] == "programme-file"
    details = ran.error["details"]
    assert isinstance(details, list)
    assert {"line": 2, "path": "code", "code": "not-a-code"}.items() <= next(
        d for d in details if d["path"] == "code"
    ).items()
    assert "riga 2, code: «x y» non è un codice" in cli("programmes", "check", held).err


def test_a_fault_of_the_program_is_one_sentence_and_a_line_in_the_log(
    cli: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.exists()

    def fail(*_: object) -> None:
        message = "Anna Prova"
        raise RuntimeError(message)

    written: list[BaseException] = []
    monkeypatch.setattr("desktop.services.register.find", fail)
    monkeypatch.setattr("desktop.logs.start", lambda _folder: None)
    monkeypatch.setattr("desktop.logs.fault", written.append)
    ran = cli("--json", "firms", "find", "x")
    assert ran.code == 1
    assert ran.error["code"] == "fault"
    assert "Traceback" not in ran.err
    assert "Anna" not in ran.err
    assert [type(error) for error in written] == [RuntimeError]


def test_an_error_of_the_system_is_a_refusal(
    cli: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.exists()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "/somewhere")

    monkeypatch.setattr("desktop.services.register.find", fail)
    ran = cli("--json", "firms", "find", "x")
    assert ran.code == 3
    assert ran.error == {
        "code": "system",
        "message": "Il sistema non lo permette: sul disco non c’è più spazio (/somewhere).",
        "details": {"system": "No space left on device"},
    }


def test_no_english_of_the_system_stands_in_a_refusal(cli: Run, firm: str, tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    file.write_text("{}", encoding="utf-8")
    letter = ("documents", "issue", "communication", "--mission", "DUBAI-2021", "--out", tmp_path)
    for words, code, said in (
        (("firms", "add", tmp_path / "no.json"), "file-not-read", "(non esiste)"),
        (("firms", "add", tmp_path), "file-not-read", "(è una cartella)"),
        (("firms", "import", tmp_path), "file-not-read", "(è una cartella)"),
        (("firms", "export", file / "x.csv"), "file-not-written",
         f"«{file}» non si può scrivere (al posto di una cartella c’è un file)"),
        ((*letter, "--text", tmp_path), "file-not-read", "(è una cartella)"),
        (("documents", "issue", "firm-card", "--firm", firm, "--out", file), "file-not-written",
         f"«{file}» non si può scrivere (al posto di una cartella"),
        (("store", "backup", file), "file-not-written",
         f"«{file}» non si può scrivere (al posto di una cartella"),
        (("store", "restore", tmp_path, "--to", tmp_path / "x"), "file-not-read", "è una cartella"),
        (("store", "restore", file, "--to", tmp_path / "x"), "store-foreign", f"{file} non è un"),
        (("sync", "card", file / "x"), "file-not-written", "(al posto di una cartella"),
    ):  # fmt: skip
        ran = cli("--json", *words)
        assert (ran.code, ran.error["code"]) == (3, code), words
        assert said in str(ran.error["message"]), words
        assert not (tmp_path / "x").exists()


def test_a_mails_text_that_is_no_text_is_refused(cli: Run, firm: str, tmp_path: Path) -> None:
    assert firm
    text = tmp_path / "testo.txt"
    text.write_bytes("Gentile società".encode("cp1252"))
    ran = cli("--json", "documents", "issue", "communication", "--mission", "DUBAI-2021",
              "--text", text, "--out", tmp_path)  # fmt: skip
    assert (ran.code, ran.error["code"]) == (3, "not-utf8")


def test_ctrl_c_ends_in_a_sentence(cli: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert store.exists()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.services.register.find", interrupt)
    ran = cli("firms", "find", "x")
    assert ran.code == 130
    assert ran.err.startswith("Interrotto")
    assert ran.out == ""


def test_a_reader_that_leaves_ends_the_command_quietly(
    cli: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.exists()
    ran = cli("store", "info")
    assert ran.code == 0
    read, write = os.pipe()
    os.close(read)
    with io.TextIOWrapper(os.fdopen(write, "wb", buffering=0), write_through=True) as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert command_line.main(["store", "info"]) == 0
        out.write("what comes after goes nowhere")
