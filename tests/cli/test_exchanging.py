"""Two desks exchange on the command line: files, refusals, merges, erasure, restore."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.texts import texts
from tests.builders import FIRM, GROUP_SESSION
from tests.cli.conftest import Ran, Run

At = Callable[..., Ran]


@pytest.fixture
def at(cli: Run, tmp_path: Path) -> At:
    """Run a command at a desk; both desks trust each other."""

    def run(code: str, *words: object, typed: object = None) -> Ran:
        store = tmp_path / code / "desk.sportello-store"
        return cli("--json", "--store", store, *words, typed=typed)

    for code in ("MI1", "BG1"):
        assert run(code, "init", "--chamber", code[:2], "--desk", code).code == 0
    for one, other in (("MI1", "BG1"), ("BG1", "MI1")):
        card = run(one, "sync", "card", tmp_path / f"{one}.sportello-card")
        told = answer(card)
        trusted = run(other, "sync", "trust", told["path"], "--fingerprint", told["fingerprint"])
        assert answer(trusted)["desk"] == one
    return run


def answer(ran: Ran) -> dict[str, Any]:
    assert ran.code == 0, ran.out + ran.err
    held = ran.json
    assert isinstance(held, dict)
    return held


def listed(ran: Ran, code: int = 0) -> list[dict[str, object]]:
    assert ran.code == code, ran.out + ran.err
    held = ran.json
    assert isinstance(held, list)
    return held


def register(at: At, code: str, **more: object) -> str:
    added = answer(at(code, "firms", "add", "-", typed=FIRM | more))["added"]
    return str(added[0])


def send(at: At, code: str, to: str, folder: Path) -> str:
    files = answer(at(code, "sync", "export", "--to", to, "--out", folder))["files"]
    (path,) = files
    return str(path)


def test_good_and_bad_files_are_all_answered_and_the_exit_is_3(at: At, tmp_path: Path) -> None:
    register(at, "MI1")
    good = send(at, "MI1", "BG1", tmp_path / "stick")
    cut = tmp_path / "cut.sportello"
    cut.write_bytes(Path(good).read_bytes()[:-9])
    other = tmp_path / "other.sportello"
    other.write_text("nessun file di scambio")
    done = listed(at("BG1", "sync", "import", cut, good, other, good, tmp_path / "none"), code=3)
    assert [(d["state"], d["reason"]) for d in done] == [
        ("refused", "damaged"), ("applied", None), ("refused", "not-a-bundle"),
        ("duplicate", None), ("refused", "file-not-read"),
    ]  # fmt: skip
    assert [d["operations"] for d in done] == [0, 1, 0, 0, 0]
    assert done[0]["message"] == texts("it").say("bundle", "damaged")
    assert [d["file"] for d in done][:2] == [str(cut), str(good)]
    digests = {answer(at(code, "sync", "digest"))["digest"] for code in ("MI1", "BG1")}
    assert len(digests) == 1
    assert listed(at("BG1", "sync", "import", good))[0]["state"] == "duplicate"


def test_files_are_not_sent_to_where_a_file_stands(at: At, tmp_path: Path) -> None:
    register(at, "MI1")
    there = tmp_path / "file.txt"
    there.write_text("qui non si apre", encoding="utf-8")
    refused = at("MI1", "sync", "export", "--to", "BG1", "--out", there)
    assert refused.code == 3
    assert refused.error["code"] == "file-not-written"
    said = f"«{there}» non si può scrivere (al posto di una cartella c’è un file)"
    assert said in str(refused.error["message"])
    assert send(at, "MI1", "BG1", tmp_path / "mail")


def test_a_file_is_looked_into_before_it_is_taken(at: At, tmp_path: Path) -> None:
    register(at, "MI1")
    good = send(at, "MI1", "BG1", tmp_path)
    seen = answer(at("BG1", "sync", "inspect", good))
    assert (seen["desk"], seen["new"], seen["kinds"]) == ("MI1", 1, {"firm": 1})
    Path(good).write_bytes(Path(good).read_bytes()[:-1])
    refused = at("BG1", "sync", "inspect", good)
    assert refused.code == 3
    assert refused.error["code"] == "bundle-refused"
    assert refused.error["details"] == "damaged"


def test_a_desk_that_is_struck_off_is_read_no_more(at: At, tmp_path: Path) -> None:
    register(at, "MI1")
    good = send(at, "MI1", "BG1", tmp_path)
    assert answer(at("BG1", "sync", "revoke", "MI1"))["state"] == "revoked"
    (done,) = listed(at("BG1", "sync", "import", good), code=3)
    assert done["reason"] == "sender-revoked"
    assert at("BG1", "sync", "export", "--to", "MI1").error["code"] == "peer-unknown"


def test_renewed_keys_follow_the_old_card(at: At, tmp_path: Path) -> None:
    before = answer(at("MI1", "sync", "card", tmp_path))["fingerprint"]
    after = answer(at("MI1", "sync", "card", tmp_path, "--renew"))["fingerprint"]
    assert before != after
    register(at, "MI1")
    (done,) = listed(at("BG1", "sync", "import", send(at, "MI1", "BG1", tmp_path / "stick")))
    assert done["state"] == "applied"
    peers = listed(at("BG1", "sync", "peers"))
    assert [p["fingerprint"] for p in peers] == [after]


def test_two_firms_of_one_code_are_one_after_a_merge_and_two_again(at: At, tmp_path: Path) -> None:
    ours = register(at, "MI1")
    theirs = register(at, "BG1", name="Città Verde bis")
    for code, firm in (("MI1", ours), ("BG1", theirs)):
        draft = GROUP_SESSION | {"attendances": [{"firm": firm, "slot": 0}]}
        assert at(code, "sessions", "add", "-", typed=draft).code == 0
    listed(at("BG1", "sync", "import", send(at, "MI1", "BG1", tmp_path / "1")))
    assert at("BG1", "firms", "show", FIRM["vat_number"]).error["code"] == "ambiguous"
    answer(at("BG1", "firms", "merge", ours, theirs))
    listed(at("MI1", "sync", "import", send(at, "BG1", "MI1", tmp_path / "2")))
    for code in ("MI1", "BG1"):
        for named in (ours, theirs, FIRM["vat_number"]):
            assert answer(at(code, "firms", "show", named))["id"] == theirs
        held = listed(at(code, "sessions", "list"))
        firms = {a["firm"] for s in held for a in s["attendances"]}  # type: ignore[attr-defined]
        assert firms == {theirs}
        assert [f["id"] for f in listed(at(code, "firms", "find", "citta verde"))] == [theirs]
    answer(at("MI1", "firms", "unmerge", ours))
    assert answer(at("MI1", "firms", "show", ours))["id"] == ours


def test_an_erasure_is_proved_and_a_restored_copy_obeys_it(at: At, tmp_path: Path) -> None:
    lia = {"family_name": "Zanzarupoli", "given_name": "Ida"}
    firm = register(at, "MI1", people=[lia])
    listed(at("BG1", "sync", "import", send(at, "MI1", "BG1", tmp_path / "1")))
    copy = answer(at("BG1", "store", "backup", tmp_path / "backups"))["path"]
    shown = answer(at("MI1", "firms", "show", firm))
    person = shown["people"][0]["id"]
    proof = answer(at("MI1", "subjects", "erase", person))
    assert proof["desks"] == [{"desk": "BG1", "confirmed": False}]
    listed(at("BG1", "sync", "import", send(at, "MI1", "BG1", tmp_path / "2")))
    other = tmp_path / "BG2" / "desk.sportello-store"
    restored = answer(at("BG1", "store", "restore", copy, "--to", other))
    assert restored["erased"] == 1
    assert b"Zanzarupoli" not in other.read_bytes()
    assert answer(at("BG2", "store", "check"))["ok"]
    assert listed(at("BG2", "firms", "find", "zanzarupoli")) == []
