"""Desks that exchange their work, by the command line alone."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest

from tests.cli.conftest import Run

Desk = Callable[..., Any]
CODE = "00743110157"
FIRM = {
    "name": "Officine Facsimile S.r.l.", "vat_number": CODE,
    "people": [{"family_name": "Esempio", "given_name": "Carla"}],
}  # fmt: skip


@pytest.fixture
def desks(cli: Run, tmp_path: Path) -> dict[str, Desk]:
    """Give three desks that trust one another; each is called with the words of a command."""
    made = {code: _desk(cli, tmp_path, code) for code in ("MI1", "BG1", "REG")}
    for code, desk in made.items():
        desk("init", "--chamber", "MI", "--desk", code)
        card = desk("sync", "card", str(tmp_path / f"{code}.card"))
        assert len(card["fingerprint"].split()) == 7
    for code, desk in made.items():
        for other in made:
            if other != code:
                desk("sync", "trust", str(tmp_path / f"{other}.card"))
    return made


def _desk(cli: Run, folder: Path, code: str) -> Desk:
    def run(*words: str, stdin: object = None, exit_code: int = 0) -> Any:  # noqa: ANN401 - JSON
        file = folder / f"{code}.json"
        file.write_text(json.dumps(stdin), encoding="utf-8")
        typed = [str(file) if word == "-" else word for word in words]
        ran = cli("--json", "--store", str(folder / f"{code}.store"), "--operator", code, *typed)
        assert ran.code == exit_code, ran.err
        return ran.json

    return run


def carry(sender: Desk, to: str, receiver: Desk, folder: Path) -> list[dict[str, Any]]:
    """Write what a desk lacks and read it there."""
    files = sender("sync", "export", "--to", to, "--out", str(folder))["files"]
    return cast("list[dict[str, Any]]", receiver("sync", "import", *files))


def test_work_goes_from_desk_to_desk_once(desks: dict[str, Desk], tmp_path: Path) -> None:
    milan, bergamo = desks["MI1"], desks["BG1"]
    firm = milan("firms", "add", "-", stdin=FIRM)["added"][0]
    files = milan("sync", "export", "--to", "BG1", "--out", str(tmp_path))["files"]
    looked = bergamo("sync", "inspect", files[0])
    assert (looked["desk"], looked["new"], looked["kinds"]) == ("MI1", 2, {"firm": 1, "person": 1})
    assert bergamo("firms", "find", "officine") == []
    first, again = (bergamo("sync", "import", *files) for _ in range(2))
    assert (first[0]["state"], first[0]["operations"]) == ("applied", 2)
    assert (again[0]["state"], again[0]["operations"]) == ("duplicate", 0)
    assert first[0]["file"] == files[0]
    assert bergamo("firms", "show", CODE)["id"] == firm
    assert bergamo("sync", "digest") == milan("sync", "digest")
    assert [p["desk"] for p in bergamo("sync", "peers")] == ["MI1", "REG"]
    assert milan("sync", "status")["unsent"] == {"BG1": 2, "REG": 2}
    carry(bergamo, "MI1", milan, tmp_path)
    assert milan("sync", "status")["unsent"] == {"REG": 2}


def test_two_values_are_kept_until_one_is_chosen(desks: dict[str, Desk], tmp_path: Path) -> None:
    milan, bergamo = desks["MI1"], desks["BG1"]
    milan("firms", "add", "-", stdin=FIRM)
    carry(milan, "BG1", bergamo, tmp_path)
    milan("firms", "change", CODE, "-", stdin={"email": "a@facsimile.example", "notes": "qui"})
    bergamo("firms", "change", CODE, "-", stdin={"email": "b@facsimile.example"})
    carry(milan, "BG1", bergamo, tmp_path)
    carry(bergamo, "MI1", milan, tmp_path)
    (seen,) = milan("sync", "conflicts")
    assert (seen["kind"], seen["field"]) == ("firm", "email")
    assert {seen[letter]["value"]: seen[letter]["desk"] for letter in "ab"} == {
        "a@facsimile.example": "MI1", "b@facsimile.example": "BG1"
    }  # fmt: skip
    assert bergamo("sync", "conflicts") == [seen]
    refused = milan("sync", "resolve", seen["id"], "--keep", "c", exit_code=3)
    assert refused["error"]["code"] == "conflict-letter"
    chosen = "a" if seen["a"]["desk"] == "MI1" else "b"
    milan("sync", "resolve", seen["id"], "--keep", chosen)
    carry(milan, "BG1", bergamo, tmp_path)
    assert bergamo("sync", "conflicts") == milan("sync", "conflicts") == []
    assert bergamo("firms", "show", CODE)["email"] == "a@facsimile.example"
    assert bergamo("sync", "digest") == milan("sync", "digest")


def test_words_are_in_the_italian_hand_and_json_as_it_is_stored(
    desks: dict[str, Desk], cli: Run, tmp_path: Path
) -> None:
    milan, bergamo, store = desks["MI1"], desks["BG1"], ("--store", tmp_path / "BG1.store")
    milan(
        "firms", "add", "-", stdin=FIRM | {"phone": "02 0000 0101", "registered_on": "1998-03-12"}
    )
    carry(milan, "BG1", bergamo, tmp_path)
    for desk, phone, day in (
        (milan, "02 0000 0202", "1998-03-13"),
        (bergamo, "02 0000 0303", "1998-03-14"),
    ):
        desk("firms", "change", CODE, "-", stdin={"phone": phone, "registered_on": day})
    files = milan("sync", "export", "--to", "BG1", "--out", str(tmp_path))["files"]

    made = bergamo("sync", "inspect", files[0])["made"]
    assert datetime.fromisoformat(made).isoformat() == made
    looked = cli(*store, "sync", "inspect", files[0]).out
    assert re.search(r"Preparato il +\d\d/\d\d/\d{4} \d\d:\d\d\n", looked)
    assert made not in looked

    bergamo("sync", "import", *files)
    held = {one["field"]: one for one in bergamo("sync", "conflicts")}
    assert {held["phone"][x]["value"] for x in "ab"} == {"+390200000202", "+390200000303"}
    assert {held["registered_on"][x]["value"] for x in "ab"} == {"1998-03-13", "1998-03-14"}
    told = cli(*store, "sync", "conflicts").out
    assert f"{held['phone']['id']}  Officine Facsimile S.r.l.: Telefono\n" in told
    for shown in ("+39 02 0000 0202  (MI1, MI1, ", "13/03/1998  (MI1, MI1, "):
        assert shown in told
    assert not re.search(r"\d{4}-\d\d-\d\dT|1998-03|\+3902", told)
    heard = cli(*store, "sync", "peers").out
    assert re.search(r"MI1 .*di fiducia.* \d\d/\d\d/\d{4} \d\d:\d\d", heard)


def test_a_removal_stands_beside_what_would_stay(
    desks: dict[str, Desk], cli: Run, tmp_path: Path
) -> None:
    milan, bergamo, store = desks["MI1"], desks["BG1"], ("--store", tmp_path / "BG1.store")
    milan("firms", "add", "-", stdin=FIRM)
    carry(milan, "BG1", bergamo, tmp_path)
    milan("firms", "remove", CODE)
    bergamo("firms", "change", CODE, "-", stdin={"email": "b@facsimile.example"})
    carry(milan, "BG1", bergamo, tmp_path)

    (held,) = bergamo("sync", "conflicts")
    told = cli(*store, "sync", "conflicts").out.splitlines()
    for letter in "ab":
        said = "tolto" if held[letter]["value"] else "resta nel registro"
        assert any(line.startswith(f"  {letter}  {said}  (") for line in told), told
    assert {held[letter]["value"] for letter in "ab"} == {True, False}


def test_a_third_value_settles_a_conflict(desks: dict[str, Desk], tmp_path: Path) -> None:
    milan, bergamo = desks["MI1"], desks["BG1"]
    milan("firms", "add", "-", stdin=FIRM)
    carry(milan, "BG1", bergamo, tmp_path)
    for desk, said in ((milan, "prima"), (bergamo, "seconda")):
        desk("firms", "change", CODE, "-", stdin={"profile": {"it": said}})
    carry(milan, "BG1", bergamo, tmp_path)
    (seen,) = bergamo("sync", "conflicts")
    assert seen["field"] == "profile.it"
    bergamo("sync", "resolve", seen["id"], exit_code=3)
    bergamo("sync", "resolve", seen["id"], "--value", "terza")
    assert bergamo("firms", "show", CODE)["profile"] == {"it": "terza"}


def test_a_stranger_and_a_wrong_addressee_are_refused_by_name(
    desks: dict[str, Desk], tmp_path: Path
) -> None:
    milan, bergamo, office = desks["MI1"], desks["BG1"], desks["REG"]
    milan("firms", "add", "-", stdin=FIRM)
    files = milan("sync", "export", "--to", "BG1", "--out", str(tmp_path))["files"]
    before = office("sync", "digest")
    (refused,) = office("sync", "import", *files, exit_code=3)
    assert (refused["state"], refused["reason"]) == ("refused", "not-for-us")
    bergamo("sync", "revoke", "MI1")
    (struck,) = bergamo("sync", "import", *files, exit_code=3)
    assert struck["reason"] == "sender-revoked"
    (missing,) = office("sync", "import", str(tmp_path / "nessuno.sportello"), exit_code=3)
    assert missing["reason"] == "file-not-read"
    unknown = milan("sync", "export", "--to", "XX9", "--out", str(tmp_path), exit_code=3)
    assert unknown["error"]["code"] == "peer-unknown"
    assert office("sync", "digest") == before


def test_a_large_file_is_no_card(desks: dict[str, Desk], tmp_path: Path) -> None:
    large = tmp_path / "dossier.pdf"
    large.write_bytes(b"%PDF-1.7\n" + bytes(1 << 17))
    assert desks["MI1"]("sync", "trust", str(large), exit_code=3)["error"]["code"] == "card-bad"


def test_wrong_words_trust_nobody(desks: dict[str, Desk], tmp_path: Path) -> None:
    milan = desks["MI1"]
    refused = milan(
        "sync", "trust", str(tmp_path / "BG1.card"), "--fingerprint", "uno due tre", exit_code=3
    )
    assert refused["error"]["code"] == "fingerprint-differs-trusted"
    assert "BG1, che resta di fiducia" in refused["error"]["message"]
    milan("sync", "revoke", "BG1")
    refused = milan(
        "sync", "trust", str(tmp_path / "BG1.card"), "--fingerprint", "uno due tre", exit_code=3
    )
    assert refused["error"]["code"] == "fingerprint-differs"
    own = milan("sync", "trust", str(tmp_path / "MI1.card"), exit_code=3)
    assert own["error"]["code"] == "card-own"


def test_a_script_that_compares_nothing_is_told_so(
    desks: dict[str, Desk], cli: Run, tmp_path: Path
) -> None:
    milan, store = desks["MI1"], ("--store", tmp_path / "MI1.store")
    assert {p["desk"]: p["compared"] for p in milan("sync", "peers")} == {
        "BG1": False, "REG": False
    }  # fmt: skip
    assert "parole non confrontate" in cli(*store, "sync", "peers").out
    card = tmp_path / "BG1.card"
    bare = cli("--json", *store, "sync", "trust", card)
    assert cast("Any", bare.json)["compared"] is False
    assert "Le parole del biglietto di BG1 non sono state confrontate" in bare.err
    words = cast("Any", bare.json)["fingerprint"]
    assert "non sono state confrontate" in cli(*store, "sync", "trust", card).err
    done = cli("--json", *store, "sync", "trust", card, "--fingerprint", words)
    assert (cast("Any", done.json)["compared"], done.err) == (True, "")
    assert {p["desk"]: p["compared"] for p in milan("sync", "peers")}["BG1"] is True
    again = cli("--json", *store, "sync", "trust", card)
    assert (cast("Any", again.json)["compared"], again.err) == (True, "")
    milan("sync", "revoke", "BG1")
    assert {p["desk"]: p["compared"] for p in milan("sync", "peers")}["BG1"] is None


def test_who_answers_nothing_at_a_terminal_trusts_nobody(
    desks: dict[str, Desk], cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desks["BG1"]("sync", "revoke", "MI1")
    monkeypatch.setattr("desktop.cli.terminal._is_terminal", lambda _stream: True)
    for typed in (b"\n", b""):
        refused = cli(
            "--store", tmp_path / "BG1.store", "sync", "trust", tmp_path / "MI1.card", typed=typed
        )
        assert refused.code == 3
        assert refused.err.endswith(
            "Le sette parole del biglietto di MI1 non sono state scritte: nulla è cambiato. Fattele"
            " leggere dall’altro sportello e ripeti il comando.\n"
        )
    assert {p["desk"]: p["state"] for p in desks["BG1"]("sync", "peers")}["MI1"] == "revoked"


def test_a_double_is_merged_read_under_the_other_and_parted(
    desks: dict[str, Desk], tmp_path: Path
) -> None:
    milan, bergamo = desks["MI1"], desks["BG1"]
    stays = milan("firms", "add", "-", stdin=FIRM)["added"][0]
    gone = bergamo("firms", "add", "-", stdin=FIRM | {"name": "Off. Facsimile"})["added"][0]
    carry(milan, "BG1", bergamo, tmp_path)
    assert bergamo("firms", "show", CODE, exit_code=3)["error"]["code"] == "ambiguous"
    bergamo("firms", "merge", gone, stays)
    for named in (CODE, gone, stays):
        shown = bergamo("firms", "show", named)
        assert shown["id"] == stays
        assert len(shown["people"]) == 2
    assert [f["id"] for f in bergamo("firms", "find", "Off. Facsimile")] == [stays]
    carry(bergamo, "MI1", milan, tmp_path)
    assert milan("firms", "show", gone)["id"] == stays
    milan("firms", "unmerge", gone)
    assert milan("firms", "show", gone)["id"] == gone
    assert {f["id"] for f in milan("firms", "find", "facsimile")} == {gone, stays}


def test_a_subject_is_erased_everywhere_and_a_copy_obeys_it(
    desks: dict[str, Desk], tmp_path: Path
) -> None:
    milan, bergamo = desks["MI1"], desks["BG1"]
    milan("firms", "add", "-", stdin=FIRM)
    carry(milan, "BG1", bergamo, tmp_path)
    copy = milan("store", "backup", str(tmp_path / "copie"))["path"]
    person = milan("firms", "show", CODE)["people"][0]["id"]
    held = milan("subjects", "export", person)
    assert held["records"]["person"][0]["family_name"] == "Esempio"
    proof = milan("subjects", "erase", person)
    assert [c["path"] for c in proof["copies"]] == [copy]
    assert {d["desk"]: d["confirmed"] for d in proof["desks"]} == {"BG1": False, "REG": False}
    carry(milan, "BG1", bergamo, tmp_path)
    carry(bergamo, "MI1", milan, tmp_path)
    (now,) = milan("subjects", "proofs")
    assert (now["erasure"], now["copies"]) == (proof["erasure"], proof["copies"])
    assert {d["desk"]: d["confirmed"] for d in now["desks"]} == {"BG1": True, "REG": False}
    for desk in (milan, bergamo):
        assert desk("firms", "show", CODE)["people"] == []
        assert desk("firms", "find", "Esempio") == []
        assert desk("store", "check")["ok"]
    restored = str(tmp_path / "rimesso.store")
    assert milan("store", "restore", copy, "--to", restored)["erased"] == 1
    assert milan("--store", restored, "firms", "show", CODE)["people"] == []
    refused = milan("store", "restore", copy, "--to", restored, exit_code=3)
    assert refused["error"]["code"] == "store-exists"
