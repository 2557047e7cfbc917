"""Papers: numbered, kept, printed again as they were."""

from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from desktop.domain.problems import DeskError
from desktop.domain.records import Paper
from desktop.services import documents, firms, missions, sessions, stores
from desktop.services.desk import Desk
from desktop.services.documents import Named
from tests.builders import FULL_FIRM, GROUP_SESSION

CODE = str(FULL_FIRM["vat_number"])


@pytest.fixture
def working(desk: Desk) -> Desk:
    lia = {"family_name": "Prova", "given_name": "Lia"}
    firms.add(desk, [FULL_FIRM])
    sessions.add(desk, [GROUP_SESSION | {"attendances": [
        {"firm": CODE, "person": lia, "slot": 0, "in": "09:20", "out": "11:00"}]}])  # fmt: skip
    missions.apply(
        desk,
        [{"mission": "DUBAI-2021", "firm": CODE, "arrived_at": "2021-09-09T10:00:05",
          "delegates": [lia | {"passport_expiry": "2027-04-30"}]}],
    )  # fmt: skip
    return desk


SUBJECTS = {
    "mission-dossier": Named(mission="DUBAI-2021"),
    "firm-card": Named(firm=CODE),
    "attendance-sheet": Named(session="MI1-2021-0001"),
    "eligibility-report": Named(mission="DUBAI-2021", firm=CODE),
}


@pytest.mark.parametrize("kind", SUBJECTS)
def test_a_paper_is_kept_and_written_in_each_language(
    working: Desk, tmp_path: Path, kind: str
) -> None:
    report = documents.issue(
        working, kind, SUBJECTS[kind], languages=["it", "en"], out=tmp_path / "carte"
    )
    answer = report.as_json()
    files = answer["files"]
    assert isinstance(files, list)
    assert [(f["language"], f["number"]) for f in files] == [
        ("it", "MI1-2021-000001"),
        ("en", "MI1-2021-000002"),
    ]
    for written in report.papers:
        assert written.path is not None
        data = written.path.read_bytes()
        assert written.path.name == f"{written.paper.number}-{kind}-{written.paper.language}.pdf"
        assert sha256(data).digest() == written.paper.sha256
        assert len(pypdfium2.PdfDocument(data)) == written.paper.pages
        assert "Verdemodello Sistemi S.r.l." in written.paper.content
    assert [p["number"] for p in map(documents.paper_json, documents.listed(working))] == [
        "MI1-2021-000002",
        "MI1-2021-000001",
    ]
    assert stores.check(working).ok


def test_a_reprint_is_the_same_paper_whatever_changed(working: Desk, tmp_path: Path) -> None:
    first = documents.issue(working, "firm-card", SUBJECTS["firm-card"], out=tmp_path / "a")
    firms.change(working, CODE, {"name": "Tutt'altro Nome S.r.l."})
    again = documents.reprint(working, "mi1-2021-000001", tmp_path / "b")
    assert first.papers[0].path is not None
    assert again.papers[0].path is not None
    assert again.papers[0].path.read_bytes() == first.papers[0].path.read_bytes()
    later = documents.issue(working, "firm-card", Named(firm=CODE))
    assert later.papers[0].paper.number == "MI1-2021-000002"
    assert "Tutt'altro Nome" in later.papers[0].paper.content


def test_the_dossier_says_what_is_missing(working: Desk) -> None:
    report = documents.issue(working, "mission-dossier", SUBJECTS["mission-dossier"])
    missing = report.as_json()["missing"]
    assert isinstance(missing, list)
    assert missing
    assert {m["firm_name"] for m in missing} == {"Verdemodello Sistemi S.r.l."}
    assert all(m["piece"] and m["why"] and m["supplier"] for m in missing)


@pytest.mark.parametrize(
    ("kind", "named", "languages", "code"),
    [
        ("badge", Named(), None, "paper-kind"),
        ("firm-card", Named(firm=CODE), ["ar"], "paper-language"),
        ("firm-card", Named(), None, "subject-needed"),
        ("firm-card", Named(firm="nobody"), None, "not-found"),
        ("mission-dossier", Named(mission="MARTE"), None, "not-found"),
        ("attendance-sheet", Named(session="MI1-2021-0099"), None, "not-found"),
    ],
)
def test_what_cannot_be_issued_is_refused(
    working: Desk, tmp_path: Path, kind: str, named: Named, languages: list[str] | None, code: str
) -> None:
    with pytest.raises(DeskError) as refused:
        documents.issue(working, kind, named, languages=languages, out=tmp_path / "carte")
    assert refused.value.code == code
    assert documents.listed(working) == []
    assert not (tmp_path / "carte").exists()


def test_a_number_is_never_given_twice(working: Desk) -> None:
    prepared = documents.prepare(working, "firm-card", SUBJECTS["firm-card"])
    drawn = documents.draw(prepared)
    documents.keep(working, prepared, drawn, None)
    with pytest.raises(DeskError) as refused:
        documents.keep(working, prepared, drawn, None)
    assert refused.value.code == "number-taken"


def test_a_paper_of_another_desk_has_no_pdf_here(working: Desk) -> None:
    report = documents.issue(working, "firm-card", SUBJECTS["firm-card"])
    with working.store.checking() as connection:
        connection.exec_driver_sql("DELETE FROM blob")
    with pytest.raises(DeskError) as refused:
        documents.pdf_of(working, report.papers[0].paper.number)
    assert refused.value.code == "paper-elsewhere"


def test_the_store_keeps_the_content_as_text(working: Desk) -> None:
    documents.issue(working, "attendance-sheet", SUBJECTS["attendance-sheet"])
    with working.store.reading() as reader:
        (paper,) = reader.all(Paper)
    assert "Lia" in paper.content
    assert paper.operator == "Anna Prova"
    assert paper.issued_at.isoformat().startswith("2021-09-08T09:")
