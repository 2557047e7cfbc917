"""Programmes by commands: a next version added, listed, refused where it is malformed."""

from pathlib import Path
from typing import cast

import pytest

from desktop.services import programmes
from tests.cli.conftest import Run


@pytest.fixture
def version_2(tmp_path: Path) -> Path:
    """Give the file of a version that differs in one mission's seats."""
    text = programmes.packaged()[0].read_text(encoding="utf-8")
    path = tmp_path / "versione-2.toml"
    changed = text.replace("version = 1", "version = 2").replace("seats = 10", "seats = 12")
    path.write_text(changed, encoding="utf-8")
    return path


def listed(cli: Run) -> dict[str, object]:
    (only,) = cast("list[dict[str, object]]", cli("--json", "programmes", "list").json)
    return only


def test_a_next_version_is_added_and_both_are_listed(
    cli: Run, store: Path, version_2: Path
) -> None:
    assert store.exists()
    assert listed(cli)["versions"] == [1]
    answer = cast("dict[str, object]", cli("--json", "programmes", "add", version_2).json)
    assert (answer["version"], answer["entered"]) == (2, "written")
    again = cast("dict[str, object]", cli("--json", "programmes", "add", version_2).json)
    assert again["entered"] == "same"
    held = listed(cli)
    assert (held["version"], held["versions"]) == (2, [1, 2])
    mission = cast("dict[str, object]", cli("--json", "missions", "show", "DUBAI-2021").json)
    assert mission["seats"] == 12
    assert "1, 2" in cli("programmes", "list").out


def test_a_malformed_version_is_refused_with_its_line_and_changes_nothing(
    cli: Run, store: Path, version_2: Path
) -> None:
    assert store.exists()
    text = version_2.read_text(encoding="utf-8").replace("quorum = 6", "quorum = 60")
    version_2.write_text(text, encoding="utf-8")
    line = text[: text.index("quorum = 60")].count("\n") + 1
    for verb in ("check", "add"):
        ran = cli("--json", "programmes", verb, version_2)
        assert (ran.code, ran.error["code"]) == (3, "programme-file")
        (fault,) = cast("list[dict[str, object]]", ran.error["details"])
        assert (fault["line"], fault["code"]) == (line, "quorum-above-seats")
    assert listed(cli)["version"] == 1


def test_another_file_under_the_number_of_a_version_is_refused(
    cli: Run, store: Path, version_2: Path
) -> None:
    assert store.exists()
    cli("--json", "programmes", "add", version_2)
    text = version_2.read_text(encoding="utf-8").replace("seats = 12", "seats = 14")
    version_2.write_text(text, encoding="utf-8")
    assert cli("--json", "programmes", "add", version_2).error["code"] == "programme-differs"
