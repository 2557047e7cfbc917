"""`report indicators`: told, as one document, as a workbook, as a paper with its number."""

from pathlib import Path
from typing import cast

import pypdfium2
import pytest

from tests.builders import FULL_FIRM
from tests.cli.conftest import Run

SUMMER = ("--from", "2021-07-01", "--to", "2021-09-30")
NOW = ("--from", "2020-01-01", "--to", "2199-12-31")


@pytest.mark.usefixtures("store")
def test_figures_are_told_with_what_they_lack(cli: Run) -> None:
    cli("firms", "add", "-", typed=FULL_FIRM)
    ran = cli("report", "indicators", *NOW)

    assert ran.code == 0, ran.err
    assert "Imprese nuove " in ran.out
    assert "non è un trimestre di calendario" in ran.out
    assert "L’archivio non contiene: incontri B2B" in ran.out
    assert "Dati degli sportelli: MI1" in ran.out
    assert "Schede complete in tutte le voci contate  0 su 1" in ran.out
    english = cli("--language", "en", "report", "indicators", *SUMMER)
    assert "Q3 2021" in english.out


@pytest.mark.usefixtures("store")
def test_a_script_gets_one_document(cli: Run) -> None:
    cli("firms", "add", "-", typed=FULL_FIRM)
    answer = cast("dict[str, dict[str, object]]", cli("--json", "report", "indicators", *NOW).json)

    assert answer["figures"]["firms.new"] == {"value": 1, "previous": 0, "difference": 1}
    assert answer["parts"]["firms.new.province"] == {"MI": {"value": 1, "previous": 0}}
    assert answer["period"]["quarter"] is None
    assert "file" not in answer


@pytest.mark.usefixtures("store")
def test_a_workbook_and_a_paper_are_written_where_they_are_asked_for(
    cli: Run, tmp_path: Path
) -> None:
    book, paper = tmp_path / "a" / "dati.xlsx", tmp_path / "b" / "relazione.PDF"
    assert cli("report", "indicators", *SUMMER, "--out", book).code == 0
    assert book.read_bytes()[:2] == b"PK"
    answer = cast("dict[str, dict[str, object]]",
                  cli("--json", "report", "indicators", *SUMMER, "--out", paper).json)  # fmt: skip
    file = answer["file"]
    with pypdfium2.PdfDocument(str(paper)) as pdf:
        assert len(pdf) == file["pages"]
    listed = cast("list[dict[str, object]]", cli("--json", "documents", "list").json)
    assert [(one["number"], one["kind"]) for one in listed] == [
        (file["number"], "quarterly-report")
    ]


@pytest.mark.usefixtures("store")
def test_the_paper_is_issued_like_any_other(cli: Run, tmp_path: Path) -> None:
    ran = cli("--json", "documents", "issue", "quarterly-report", *SUMMER,
              "--languages", "it,en", "--out", tmp_path)  # fmt: skip
    files = cast("dict[str, list[dict[str, object]]]", ran.json)["files"]
    assert [one["language"] for one in files] == ["it", "en"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("report", "indicators", "--from", "2021-06-31", "--to", "2021-09-30"), "period-date"),
        (("report", "indicators", "--from", "luglio", "--to", "2021-09-30"), "period-date"),
        (("report", "indicators", "--from", "2021-10-01", "--to", "2021-09-30"),
         "period-backwards"),
        (("report", "indicators", *SUMMER, "--out", "dati.ods"), "report-ending"),
        (("documents", "issue", "quarterly-report", "--out", "x"), "subject-needed"),
        (("documents", "issue", "quarterly-report", "--to", "2021-09-30", "--out", "x"),
         "subject-needed"),
        (("documents", "issue", "labels", *SUMMER, "--out", "x"), "subject-unused"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_by_name(
    cli: Run, asked: tuple[str, ...], code: str
) -> None:
    ran = cli("--json", *asked)
    assert (ran.code, ran.error["code"]) == (3, code)


@pytest.mark.usefixtures("store")
def test_a_period_needs_both_its_days(cli: Run) -> None:
    assert cli("report", "indicators", "--from", "2021-07-01").code == 2
