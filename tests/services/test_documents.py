"""Papers: numbered, kept, printed again as they were."""

import io
from hashlib import sha256
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from sqlalchemy import delete, update

from db.tables import BLOB
from desktop.domain.problems import DeskError
from desktop.domain.records import Attachment, Paper
from desktop.services import (
    attachments,
    copies,
    documents,
    firms,
    letters,
    missions,
    programmes,
    selecting,
    sessions,
    stores,
)
from desktop.services.desk import Desk
from desktop.services.documents import Named
from desktop.services.watch import Watch
from tests import foreign
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
    "attendance-summary": Named(session="MI1-2021-0001"),
    "orientation-record": Named(session="MI1-2021-0001"),
    "questionnaire": Named(firm=CODE),
    "cover-letter": Named(firm=CODE),
    "communication": Named(firm=CODE, mission="DUBAI-2021"),
    "labels": Named(session="MI1-2021-0001"),
    "address-list": Named(mission="DUBAI-2021"),
    "privacy-notice": Named(firm=CODE),
    "self-declaration": Named(firm=CODE, mission="DUBAI-2021"),
    "agenda": Named(mission="DUBAI-2021"),
    "meeting-sheet": Named(firm=CODE, mission="DUBAI-2021"),
    "follow-up-sheet": Named(mission="DUBAI-2021"),
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


def test_a_paper_also_comes_as_a_page_where_it_is_asked_for(working: Desk, tmp_path: Path) -> None:
    named = Named(mission="DUBAI-2021")

    plain = documents.issue(working, "mission-dossier", named, out=tmp_path)
    both = documents.issue(
        working, "mission-dossier", named, languages=["it", "ar"], out=tmp_path, html=True
    )

    assert [one.html for one in plain.papers] == [None]
    assert "html" not in plain.as_json()["files"][0]  # type: ignore[index]
    for one in both.papers:
        assert one.html is not None
        assert one.html.suffix == ".html"
        assert one.path is not None
        assert one.html.stem == one.path.stem
        page = one.html.read_text(encoding="utf-8")
        assert f'<html lang="{one.paper.language}"' in page
        assert one.paper.number in page
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert len(list(tmp_path.glob("*.html"))) == 2


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
        ("firm-card", Named(firm=CODE, session="MI1-2021-0001"), None, "subject-unused"),
        ("attendance-summary", Named(), None, "subject-needed"),
        ("communication", Named(firm=CODE), None, "subject-needed"),
        ("catalogue", Named(mission="DUBAI-2021"), ["de"], "paper-language"),
        ("agenda", Named(mission="DUBAI-2021"), ["it-en"], "paper-language"),
        ("firm-card", Named(firm=CODE, reasons=("perché sì",)), None, "subject-unused"),
        ("attendance-summary", Named(firm=CODE, session="MI1-2021-0001"), None, "subject-doubled"),
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


def test_the_answers_of_a_firm_are_tied_to_it_and_a_blank_form_to_nothing(desk: Desk) -> None:
    firms.add(desk, [FULL_FIRM])
    lia = {"family_name": "Prova", "given_name": "Lia"}
    sessions.add(desk, [GROUP_SESSION | {
        "kind": "individual", "private_notes": "Non si stampa mai.",
        "readiness": {"version": "1", "answers": {"1": 3, "20": 0}},
        "attendances": [{"firm": CODE, "person": lia, "slot": 0, "in": "09:00", "out": "11:00"}],
    }])  # fmt: skip

    for kind in ("questionnaire", "orientation-record"):
        (filled,) = documents.issue(desk, kind, Named(session="MI1-2021-0001")).papers
        (blank,) = documents.issue(desk, kind, Named()).papers

        assert filled.paper.firm is not None
        assert "3 punti su 12" in filled.paper.content
        assert "Non si stampa mai" not in filled.paper.content
        assert (blank.paper.firm, blank.paper.session) == (None, None)
        assert "Verdemodello" not in blank.paper.content


def test_a_cover_letter_lists_what_was_issued_for_the_firm(working: Desk) -> None:
    (card,) = documents.issue(working, "firm-card", Named(firm=CODE)).papers
    (later,) = documents.issue(working, "firm-card", Named(firm=CODE)).papers

    (letter,) = documents.issue(working, "cover-letter", Named(firm=CODE)).papers

    assert f"{later.paper.number} | 2 | {later.paper.sha256.hex()[:16]}" in letter.paper.content
    assert card.paper.number not in letter.paper.content


def test_a_communication_numbers_the_reasons_that_were_typed(working: Desk) -> None:
    reasons = ("Manca il <b>bilancio</b>\u202e 2020 & altro.", "  ", "Manca la firma.")
    named = Named(firm=CODE, mission="DUBAI-2021", reasons=reasons)

    (letter,) = documents.issue(working, "communication", named).papers

    assert "\n1. Manca il <b>bilancio</b> 2020 & altro.\n2. Manca la firma.\n" in (
        letter.paper.content
    )
    assert "3. " not in letter.paper.content


def test_a_firm_that_did_not_apply_gets_no_communication(working: Desk) -> None:
    other = FULL_FIRM | {"name": "Altra S.r.l.", "vat_number": "12345670017",
                         "tax_code": "12345670017"}  # fmt: skip
    firms.add(working, [other])

    with pytest.raises(DeskError, match="not-applied"):
        documents.issue(working, "communication",
                        Named(firm="12345670017", mission="DUBAI-2021"))  # fmt: skip


def test_labels_leave_out_who_has_no_address_and_say_so(working: Desk) -> None:
    firms.change(working, CODE, {"registered_office": None})

    with pytest.raises(DeskError, match="labels-none") as refused:
        documents.issue(working, "labels", Named(firm=CODE))

    assert refused.value.details == ["Verdemodello Sistemi S.r.l."]


def test_no_number_is_given_out_where_nothing_can_be_written(working: Desk, tmp_path: Path) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(DeskError) as refused:
        documents.issue(working, "firm-card", Named(firm=CODE), out=taken)
    assert refused.value.code == "file-not-written"
    assert documents.listed(working) == []


def test_two_languages_side_by_side_are_one_paper(working: Desk, tmp_path: Path) -> None:
    named = Named(mission="DUBAI-2021")

    (badges,) = documents.issue(
        working, "badges", named, languages=["it", "en"], out=tmp_path / "carte"
    ).papers
    (alone,) = documents.issue(working, "badges", named, languages=["en"]).papers

    assert (badges.paper.language, alone.paper.language) == ("it-en", "en")
    assert badges.path is not None
    assert badges.path.name == "MI1-2021-000001-badges-it-en.pdf"
    assert "Italia · Italy" in badges.paper.content
    assert "Lia Prova" in badges.paper.content


def test_only_who_consented_is_in_the_catalogue(working: Desk) -> None:
    named = Named(mission="DUBAI-2021")

    (paper,) = documents.issue(working, "catalogue", named, languages=["en"]).papers
    assert "Verdemodello Sistemi S.r.l." in paper.paper.content
    firms.change(working, CODE, {"consents": {"catalogue": False}})
    with pytest.raises(DeskError, match="catalogue-none"):
        documents.issue(working, "catalogue", named)


OF_FIRMS = ("catalogue", "badges", "agenda", "meeting-sheet", "follow-up-sheet", "labels",
            "address-list")  # fmt: skip
REPORT = "eligibility-report"  # it counts those that were withdrawn, where the others are refused


@pytest.mark.parametrize("kind", [*OF_FIRMS, REPORT])
def test_a_mission_without_firms_has_no_papers_of_them(desk: Desk, kind: str) -> None:
    with pytest.raises(DeskError, match="delegation-none"):
        documents.issue(desk, kind, Named(mission="DUBAI-2021"))
    assert documents.listed(desk) == []


@pytest.fixture
def renounced(working: Desk) -> Desk:
    (only,) = missions.applications_listed(working, "DUBAI-2021")
    selecting.move(working, str(only["id"]), "renounced", why="Impegni di produzione")
    return working


@pytest.mark.parametrize("kind", OF_FIRMS)
def test_a_mission_that_all_renounced_is_told_the_same_way(renounced: Desk, kind: str) -> None:
    with pytest.raises(DeskError, match="delegation-none"):
        documents.issue(renounced, kind, Named(mission="DUBAI-2021"))


def test_the_report_on_a_mission_that_all_renounced_counts_them(renounced: Desk) -> None:
    (report,) = documents.issue(renounced, REPORT, Named(mission="DUBAI-2021")).papers
    assert "1 ritirata, non valutata" in report.paper.content


def test_nobody_is_written_to_about_a_mission_without_firms(desk: Desk) -> None:
    with pytest.raises(DeskError, match="delegation-none"):
        letters.plan(desk, letters.Wanted("communication", "DUBAI-2021"))


DRAFT = {"mission": "DUBAI-2021", "firm": CODE, "arrived_at": "2021-09-09T11:00:00",
         "state": "draft"}  # fmt: skip


def test_where_only_drafts_are_left_a_letter_does_not_say_that_nothing_is_recorded(
    renounced: Desk,
) -> None:
    missions.apply(renounced, [DRAFT])

    with pytest.raises(DeskError, match="delegation-drafts"):
        letters.plan(renounced, letters.Wanted("communication", "DUBAI-2021"))
    (addresses,) = documents.issue(renounced, "address-list", Named(mission="DUBAI-2021")).papers
    assert "Verdemodello" in addresses.paper.content


def test_a_report_on_drafts_alone_says_that_none_was_submitted(desk: Desk) -> None:
    firms.add(desk, [FULL_FIRM])
    missions.apply(desk, [DRAFT])

    with pytest.raises(DeskError, match="delegation-drafts"):
        documents.issue(desk, "eligibility-report", Named(mission="DUBAI-2021"))


def test_the_dossier_of_a_mission_without_firms_says_so(desk: Desk) -> None:
    report = documents.issue(desk, "mission-dossier", Named(mission="DUBAI-2021"))

    assert "Nessuna domanda registrata." in report.papers[0].paper.content
    assert [missing.code for missing in report.papers[0].missing] == ["delegation"]


def test_a_firm_that_does_not_travel_has_no_agenda(working: Desk) -> None:
    other = FULL_FIRM | {"name": "Altra S.r.l.", "vat_number": "12345670017",
                         "tax_code": "12345670017"}  # fmt: skip
    firms.add(working, [other])

    with pytest.raises(DeskError, match="not-delegated"):
        documents.issue(working, "agenda", Named(firm="12345670017", mission="DUBAI-2021"))


def test_a_satisfaction_form_names_nobody(working: Desk) -> None:
    for named in (Named(), Named(mission="DUBAI-2021"), Named(session="MI1-2021-0001")):
        (form,) = documents.issue(working, "satisfaction", named).papers

        assert "Verdemodello" not in form.paper.content
        assert "Lia" not in form.paper.content


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({str(n): 3 for n in range(1, 21)}, "100 Pronta | su 100, 20 risposte su 20"),
        ({str(n): 1 for n in range(1, 19)}, "30 Da avviare | su 100, 18 risposte su 20"),
        ({str(n): 3 for n in range(1, 18)}, "17 risposte su 20, ne servono almeno 18"),
    ],
)
def test_answers_are_scored_by_the_bands_of_the_programme(
    desk: Desk, answers: dict[str, int], said: str
) -> None:
    firms.add(desk, [FULL_FIRM])
    sessions.add(desk, [GROUP_SESSION | {
        "programme": "internazionalizzazione-2021",
        "readiness": {"version": "1", "firm": CODE, "answers": answers},
    }])  # fmt: skip

    for kind in ("questionnaire", "orientation-record"):
        (paper,) = documents.issue(desk, kind, Named(session="MI1-2021-0001")).papers
        assert said in paper.paper.content


def test_answers_are_scored_by_the_version_in_force(desk: Desk, tmp_path: Path) -> None:
    text = programmes.packaged()[0].read_text(encoding="utf-8")
    later = text.replace("version = 1\n", "version = 2\n").replace('"Pronta"', '"Ben pronta"')
    file = tmp_path / "programma.toml"
    file.write_text(later, encoding="utf-8")
    programmes.add(desk, file)
    firms.add(desk, [FULL_FIRM])
    answers = {str(n): 3 for n in range(1, 21)}
    sessions.add(desk, [GROUP_SESSION | {
        "programme": "internazionalizzazione-2021",
        "readiness": {"version": "1", "firm": CODE, "answers": answers},
    }])  # fmt: skip

    (paper,) = documents.issue(desk, "questionnaire", Named(session="MI1-2021-0001")).papers

    assert "100 Ben pronta | su 100" in paper.paper.content


def test_answers_to_a_version_that_is_not_known_are_not_printed_under_other_words(
    desk: Desk,
) -> None:
    firms.add(desk, [FULL_FIRM])
    sessions.add(desk, [GROUP_SESSION | {
        "readiness": {"version": "99", "firm": CODE, "answers": {"1": 3}},
    }])  # fmt: skip
    named = Named(session="MI1-2021-0001")

    with pytest.raises(DeskError, match="questionnaire-unknown"):
        documents.issue(desk, "questionnaire", named)
    (record,) = documents.issue(desk, "orientation-record", named).papers
    assert "Risposte: 1" in record.paper.content


# --- copies that a dossier binds ------------------------------------------------------------------


def attach(desk: Desk, folder: Path, name: str, data: bytes, kind: str) -> Attachment:
    path = folder / name
    path.write_bytes(data)
    return attachments.add(desk, "firm", CODE, path, {"type": kind}).attachment


def test_a_dossier_binds_the_copies_that_are_here(working: Desk, tmp_path: Path) -> None:
    attach(working, tmp_path, "visura.pdf", foreign.pdf("Visura di prova"), "visura")
    attach(working, tmp_path, "catalogo.jpg", foreign.picture("JPEG"), "catalogue")
    attach(working, tmp_path, "passaporto.pdf", foreign.pdf("Passaporto di prova"), "passport")
    report = documents.issue(working, "mission-dossier", Named(mission="DUBAI-2021"),
                             languages=["it", "en"])  # fmt: skip
    for written in report.papers:
        with pikepdf.open(io.BytesIO(written.pdf)) as made:
            assert sum(bool(page.get_images()) for page in made.pages) == 2  # no passport
    (first, _) = report.papers
    assert documents.pdf_of(working, first.paper.number).pdf == first.pdf
    assert "pagina 1 di 1 del documento" in first.paper.content


def test_a_copy_that_cannot_be_bound_says_why_and_holds_up_nothing(
    working: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = attach(working, tmp_path, "visura.pdf", foreign.pdf("Visura"), "visura")
    odd = attach(working, tmp_path, "durc.pdf", foreign.pdf("DURC"), "durc")
    attach(working, tmp_path, "catalogo.pdf", foreign.pdf("uno", "due", "tre"), "catalogue")
    attach(working, tmp_path, "altra.png", foreign.picture(), "catalogue")
    with working.store.exchanging() as exchange:
        table = BLOB
        exchange.connection.execute(delete(table).where(table.c.sha256 == away.sha256))
        spoilt = update(table).where(table.c.sha256 == odd.sha256).values(data=b"%PDF-1.7 odd")
        exchange.connection.execute(spoilt)
    monkeypatch.setattr(copies, "_MOST_PAGES", 2)
    monkeypatch.setattr(copies, "_MOST", 1000)
    report = documents.issue(working, "mission-dossier", Named(mission="DUBAI-2021"))
    said = report.papers[0].paper.content
    for why, many in (("il file è ancora presso un altro sportello", 1), ("troppo grande", 2),
                      ("non si apre", 1)):  # fmt: skip
        assert said.count(why) == many


def test_a_communication_does_not_ask_for_what_was_handed_in(working: Desk, tmp_path: Path) -> None:
    missions.change(working, "DUBAI-2021", {"required": ["visura"]})
    (entered,) = missions.entered(working, "DUBAI-2021")
    for state in ("under_review", "to_complete"):
        selecting.move(working, str(entered.application.id), state, "mancano documenti")
    subject = Named(mission="DUBAI-2021", firm=CODE)
    asked = documents.issue(working, "communication", subject).papers[0].paper.content
    attach(working, tmp_path, "visura.pdf", foreign.pdf("Visura"), "visura")
    after = documents.issue(working, "communication", subject).papers[0].paper.content
    assert "Visura camerale" in asked
    assert "Visura camerale" not in after


def test_to_bind_copies_can_be_stopped(working: Desk, tmp_path: Path) -> None:
    attach(working, tmp_path, "visura.pdf", foreign.pdf("Visura"), "visura")
    prepared = documents.prepare(working, "mission-dossier", Named(mission="DUBAI-2021"))
    looks = iter([False, True, True, True])
    watch = Watch(cancelled=lambda: next(looks, True))
    with pytest.raises(DeskError, match="cancelled"):
        documents.draw(prepared, watch)
