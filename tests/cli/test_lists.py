"""Lists of firms in and out, by commands."""

from pathlib import Path
from typing import cast

from desktop import paths
from tests.cli.conftest import Run

SAMPLE = paths.resources() / "samples" / "imprese.xlsx"
COUNTS = ("new", "changed", "same", "doubtful", "refused")


def counts(answer: object) -> list[object]:
    held = cast("dict[str, object]", answer)
    return [held[name] for name in COUNTS]


def test_the_sample_list_comes_in_once_and_goes_back(cli: Run, store: Path) -> None:
    assert store.exists()
    first = cli("--json", "firms", "import", SAMPLE).json
    assert set(cast("dict[str, object]", first)) == {"import", "rows", *COUNTS}
    assert counts(first) == [26, 0, 0, 0, 0]
    assert counts(cli("--json", "firms", "import", SAMPLE).json) == [0, 0, 26, 0, 0]
    listed = cast("list[dict[str, object]]", cli("--json", "imports", "list").json)
    assert [(one["file"], one["undone"]) for one in listed] == [("imprese.xlsx", False)] * 2
    made = cast("dict[str, object]", first)["import"]
    assert cli("--json", "imports", "undo", made).json == {"undone": 26, "kept": []}
    assert cli("--json", "firms", "find", "Esempio").json == []


def test_a_dry_run_writes_nothing(cli: Run, store: Path) -> None:
    assert store.exists()
    ran = cli("--json", "firms", "import", SAMPLE, "--dry-run")
    assert counts(ran.json) == [26, 0, 0, 0, 0]
    assert cast("dict[str, object]", ran.json)["import"] is None
    assert cli("--json", "imports", "list").json == []


def test_refused_rows_leave_exit_0_and_go_into_a_file(
    cli: Run, store: Path, tmp_path: Path
) -> None:
    assert store.exists()
    held = tmp_path / "elenco.csv"
    held.write_text("Denominazione;Partita IVA\nUna Prova;00743110158\n", encoding="utf-8")
    rejects = tmp_path / "out" / "rifiutate.xlsx"
    ran = cli("--json", "firms", "import", held, "--rejects", rejects)
    assert ran.code == 0
    assert counts(ran.json) == [0, 0, 0, 0, 1]
    assert rejects.stat().st_size > 0
    words = cli("firms", "import", held)
    assert "riga 2" in words.out
    assert "dovrebbe essere 7" in words.out


def test_a_mapping_names_the_columns(cli: Run, store: Path, tmp_path: Path) -> None:
    assert store.exists()
    held = tmp_path / "elenco.csv"
    held.write_text("A;B\nUna Prova;00743110157\n", encoding="utf-8")
    assert cli("firms", "import", held).code == 3
    mapping = tmp_path / "colonne.json"
    mapping.write_text('{"A": "name", "B": "vat_number"}', encoding="utf-8")
    assert counts(cli("--json", "firms", "import", held, "--mapping", mapping).json)[0] == 1
    mapping.write_text("[]", encoding="utf-8")
    ran = cli("--json", "firms", "import", held, "--mapping", mapping)
    assert ran.error["code"] == "mapping-not-read"


def test_an_export_comes_in_again_as_the_same(cli: Run, firm: str, tmp_path: Path) -> None:
    assert firm
    out = tmp_path / "registro.xlsx"
    assert cli("--json", "firms", "export", out).json == {"path": str(out), "firms": 1}
    assert counts(cli("--json", "firms", "import", out).json) == [0, 0, 1, 0, 0]
    assert (
        cli("--json", "firms", "export", tmp_path / "registro.pdf").error["code"] == "list-ending"
    )


def test_an_import_that_is_none_is_not_found(cli: Run, store: Path) -> None:
    assert store.exists()
    for named in ("zzz", "0190b8e2-0000-7000-8000-000000000000"):
        assert cli("--json", "imports", "undo", named).error["code"] == "not-found"
