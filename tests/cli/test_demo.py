"""The whole main job on the packaged data, and the packaged data themselves."""

import json
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
import python_calamine

from desktop import paths
from desktop.domain.identifiers import check_tax_code, check_vat_number
from desktop.domain.problems import DeskError
from desktop.services import demo, firms, stores
from resources.samples.make_samples import LIST, write_list
from tests.cli.conftest import Run

SAMPLES = paths.resources() / "samples"


def read_list(path: Path) -> list[list[object]]:
    book = python_calamine.load_workbook(str(path))
    return cast("list[list[object]]", book.get_sheet_by_index(0).to_python())


def test_two_demos_write_the_same_papers(cli: Run, tmp_path: Path) -> None:
    answers = []
    for name in ("one", "two"):
        ran = cli("--json", "demo", tmp_path / name)
        assert ran.code == 0, ran.err
        answers.append(cast("dict[str, object]", ran.json))
    papers = [sorted((tmp_path / name / demo.PAPERS).iterdir()) for name in ("one", "two")]
    assert [p.name for p in papers[0]] == [p.name for p in papers[1]]
    for first, second in zip(*papers, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name
    first_answer = answers[0]
    assert cast("int", first_answer["firms"]) >= 24
    assert cast("int", first_answer["applications"]) >= 12
    files = cast("list[dict[str, object]]", first_answer["files"])
    dossier = next(f for f in files if f["kind"] == "mission-dossier" and f["language"] == "it")
    assert cast("int", dossier["pages"]) >= 15
    minutes = [f["language"] for f in files if f["kind"] == "selection-minutes"]
    assert minutes == ["it", "en"]
    with pypdfium2.PdfDocument(str(dossier["path"])) as pdf:
        assert len(pdf) == dossier["pages"]


def test_a_demo_is_a_sound_practice_store(tmp_path: Path) -> None:
    tmp_path /= "demo"
    made = demo.run(tmp_path)
    desk = stores.open_desk(made.store, None, "Anna Prova")
    try:
        assert stores.check(desk).ok
        assert desk.store.identity.practice
        assert firms.count(desk) == made.counts["firms"]
        assert sorted(p.name for p in tmp_path.iterdir()) == [
            demo.PAPERS, demo.STORE, *_companions(tmp_path)
        ]  # fmt: skip
    finally:
        desk.store.close()
    with pytest.raises(DeskError) as refused:
        demo.run(tmp_path)
    assert refused.value.code == "store-exists"


def _companions(folder: Path) -> list[str]:
    """Give what stands beside an open store and is no store."""
    return [*sorted(p.name for p in folder.glob(f"{demo.STORE}-*")), f"{demo.STORE}.lock"]


def test_a_demo_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / f"{demo.STORE}.making").write_bytes(b"half of a store")
    assert demo.run(tmp_path).store.exists()


def test_the_sample_list_is_what_its_script_writes(tmp_path: Path) -> None:
    made = tmp_path / LIST
    write_list(made)
    assert read_list(made) == read_list(SAMPLES / LIST)
    again = tmp_path / "again.xlsx"
    write_list(again)
    assert again.read_bytes() == made.read_bytes()


def test_the_sample_firms_are_invented_and_their_codes_are_right() -> None:
    held = json.loads((SAMPLES / "demo.json").read_text(encoding="utf-8"))
    rows = held["list"]["rows"]
    names = [row[0] for row in rows]
    assert len(set(names)) == len(names) >= 24
    for row in rows:
        assert check_vat_number(row[2]).valid
        assert check_tax_code(row[3]).valid
        assert row[12].endswith("@pec.example")
        assert row[13].endswith(".example")
    codes = {row[2] for row in rows}
    assert {firm["vat_number"] for firm in held["firms"]} <= codes
    assert {application["firm"] for application in held["applications"]} <= codes
