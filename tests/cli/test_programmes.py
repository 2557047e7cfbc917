"""`programmes check` and `add`: a malformed file changes nothing, a new version takes over."""

from pathlib import Path
from typing import Any, cast

from desktop.services import programmes
from tests.cli.conftest import Run

PACKAGED = programmes.packaged()[0].read_text(encoding="utf-8")
SECOND = PACKAGED.replace("version = 1\n", "version = 2\n").replace("seats = 10", "seats = 14")


def test_a_new_version_is_put_in_force(cli: Run, store: Path, tmp_path: Path) -> None:
    assert store.exists()
    path = tmp_path / "due.toml"
    path.write_text(SECOND, encoding="utf-8")
    answer = cli("--json", "programmes", "add", path).json
    assert answer == {
        "code": "internazionalizzazione-2021", "version": 2, "entered": "written"}  # fmt: skip
    held = cast("list[dict[str, Any]]", cli("--json", "programmes", "list").json)
    assert [(p["version"], len(p["criteria"])) for p in held] == [(2, 6)]
    shown = cast("dict[str, Any]", cli("--json", "missions", "show", "DUBAI-2021").json)
    assert shown["seats"] == 14
    assert "c’era già" in cli("programmes", "add", path).out


def test_a_malformed_file_is_refused_with_lines_and_the_old_one_stays(
    cli: Run, store: Path, tmp_path: Path
) -> None:
    assert store.exists()
    path = tmp_path / "due.toml"
    wrong = SECOND.replace("points = 5\n", "points = 0\n").replace('"VA"]', '"varese"]')
    path.write_text(wrong, encoding="utf-8")
    for command in ("check", "add"):
        ran = cli("--json", "programmes", command, path)
        assert (ran.code, ran.error["code"]) == (3, "programme-file")
        faults = cast("list[dict[str, Any]]", ran.error["details"])
        told = {(f["path"], f["code"], wrong.splitlines()[f["line"] - 1][:9]) for f in faults}
        assert told == {
            ("eligibility.provinces", "not-a-province", "provinces"),
            ("selection.criteria[5].points", "out-of-range", "points = "),
        }  # fmt: skip
        assert all(f["sentence"] for f in faults)
    path.write_text(SECOND.replace("version = 2", "version = 3"), encoding="utf-8")
    assert cli("--json", "programmes", "add", path).error["code"] == "programme-gap"
    path.write_text(PACKAGED.replace("seats = 10", "seats = 9"), encoding="utf-8")
    assert cli("--json", "programmes", "add", path).error["code"] == "programme-differs"
    held = cast("list[dict[str, Any]]", cli("--json", "programmes", "list").json)
    assert [p["version"] for p in held] == [1]
