"""Paper and back: the code on a paper leads to its record, whatever became of both."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import update

from db.reading import Reader
from db.tables import BLOB
from desktop import attached
from desktop.documents import KINDS, scan_digits, short_code
from desktop.domain.indicators import quarter_of
from desktop.domain.problems import DeskError
from desktop.domain.records import Attachment, Paper
from desktop.services import (
    answering,
    attachments,
    copies,
    documents,
    erasure,
    firms,
    indicators,
    joining,
    missions,
    scanning,
    selecting,
    sessions,
)
from desktop.services.desk import Desk, new_uuid
from desktop.services.documents import Named
from desktop.services.scanning import Opens, Scanned
from tests import foreign
from tests.builders import FULL_FIRM, GROUP_SESSION
from tests.conftest import Clock

CODE = str(FULL_FIRM["vat_number"])
FIRM, MISSION, SESSION = Named(firm=CODE), Named(mission="DUBAI-2021"), "MI1-2021-0001"
LIA = {"family_name": "Prova", "given_name": "Lia"}
_HOURS = ((0, "09:00", "11:00"), (1, "14:00", "16:00"))
LEADS = {
    "firm-card": (FIRM, Opens.FIRM),
    "privacy-notice": (FIRM, Opens.FIRM),
    "cover-letter": (FIRM, Opens.FIRM),
    "labels": (FIRM, Opens.FIRM),
    "self-declaration": (Named(firm=CODE, mission="DUBAI-2021"), Opens.APPLICATION),
    "communication": (Named(firm=CODE, mission="DUBAI-2021", reasons=("Prova.",)),
                      Opens.APPLICATION),
    "agenda": (Named(firm=CODE, mission="DUBAI-2021"), Opens.APPLICATION),
    "meeting-sheet": (Named(firm=CODE, mission="DUBAI-2021"), Opens.APPLICATION),
    "follow-up-sheet": (Named(firm=CODE, mission="DUBAI-2021"), Opens.APPLICATION),
    "badges": (Named(firm=CODE, mission="DUBAI-2021"), Opens.APPLICATION),
    "eligibility-report": (Named(firm=CODE, mission="DUBAI-2021"), Opens.APPLICATION),
    "mission-dossier": (MISSION, Opens.MISSION),
    "catalogue": (MISSION, Opens.MISSION),
    "address-list": (MISSION, Opens.MISSION),
    "selection-minutes": (MISSION, Opens.MISSION),
    "satisfaction": (MISSION, Opens.MISSION),
    "attendance-sheet": (Named(session=SESSION), Opens.SESSION),
    "attendance-summary": (Named(session=SESSION), Opens.SESSION),
    "certificate": (Named(session=SESSION), Opens.SESSION),
    "orientation-record": (Named(session=SESSION), Opens.RECORD),
    "questionnaire": (FIRM, Opens.QUESTIONNAIRE),
}  # fmt: skip


@pytest.fixture
def working(desk: Desk) -> Desk:
    firms.add(desk, [FULL_FIRM])
    presences = [{"firm": CODE, "person": LIA, "slot": slot, "in": came, "out": left}
                 for slot, came, left in _HOURS]  # fmt: skip
    sessions.add(desk, [GROUP_SESSION | {"attendances": presences}])
    missions.apply(desk, [{"mission": "DUBAI-2021", "firm": CODE,
                           "arrived_at": "2021-09-09T10:00:05", "delegates": [LIA]}])  # fmt: skip
    return desk


def issued(desk: Desk, kind: str, named: Named) -> Paper:
    return documents.issue(desk, kind, named).papers[0].paper


def scanned(desk: Desk, paper: Paper) -> Scanned:
    return scanning.scan(desk, scan_digits(paper.id))


def attach(desk: Desk, folder: Path, name: str, data: bytes, kind: str) -> Attachment:
    path = folder / name
    path.write_bytes(data)
    return attachments.add(desk, "firm", CODE, path, {"type": kind}).attachment


def test_every_kind_is_tried() -> None:
    assert set(LEADS) >= set(KINDS) - {"quarterly-report"}


@pytest.mark.parametrize("kind", LEADS)
def test_a_paper_leads_to_what_it_is_about_and_nothing_changed(working: Desk, kind: str) -> None:
    named, opens = LEADS[kind]
    if kind == "selection-minutes":
        selecting.run(working, "DUBAI-2021")
    if kind == "catalogue":
        firms.change(working, CODE, {"consents": {"catalogue": True}})
    found = scanned(working, issued(working, kind, named))
    assert found.opens is opens
    assert found.changes == ()
    assert (found.newest, found.merged, found.gone) == (None, None, "")


def test_a_dossier_with_copies_is_compared_without_reading_or_drawing_one(
    working: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = {
        kind: attach(working, tmp_path, f"{kind}.pdf", foreign.pdf(*texts), kind)
        for kind, texts in (("visura", ["Visura", "Due"]), ("durc", ["DURC"]),
                            ("catalogue", ["Uno", "Due", "Tre"]))
    }  # fmt: skip
    attach(working, tmp_path, "foto.png", foreign.picture(), "catalogue")
    with working.store.exchanging() as exchange:
        spoilt = update(BLOB).where(BLOB.c.sha256 == held["durc"].sha256)
        exchange.connection.execute(spoilt.values(data=b"%PDF-1.7 odd"))
    with monkeypatch.context() as small:
        small.setattr(copies, "_MOST", 120_000)  # the last of them is too large once drawn
        report = documents.issue(working, "mission-dossier", MISSION, languages=["it", "ar"])
    said = report.papers[0].paper.content
    assert "pagina 2 di 2 del documento" in said
    assert "non si apre" in said
    assert "troppo grande" in said

    def never(*_: object) -> NoReturn:
        pytest.fail("a file was read or drawn on the store's thread")

    monkeypatch.setattr(attached, "made_ready", never)
    monkeypatch.setattr(Reader, "blob", never)
    assert [scanned(working, one.paper).changes for one in report.papers] == [(), ()]

    attachments.remove(working, str(held["visura"].id))
    gone = [one.before for one in scanned(working, report.papers[0].paper).changes]
    assert any("visura.pdf" in line for line in gone)


@pytest.mark.parametrize(
    "kind", ["firm-card", "questionnaire", "mission-dossier", "self-declaration"]
)
def test_what_changed_since_it_was_printed_is_told(working: Desk, kind: str) -> None:
    paper = issued(working, kind, LEADS[kind][0])
    firms.change(working, CODE, {"name": "Altro Nome S.r.l."})
    told = scanned(working, paper).changes
    assert any("Altro Nome S.r.l." in one.after for one in told)


def test_hours_that_were_typed_since_are_told_beside_a_summary(working: Desk) -> None:
    paper = issued(working, "attendance-summary", Named(session=SESSION))
    ugo = {"firm": CODE, "person": {"family_name": "Esempio", "given_name": "Ugo"}, "slot": 0,
           "in": "09:00", "out": "11:00"}  # fmt: skip
    sessions.change(working, SESSION, {"attendances": [ugo]})
    assert any("Ugo" in one.after for one in scanned(working, paper).changes)


def test_an_older_revision_names_the_newest(working: Desk) -> None:
    papers = [issued(working, "firm-card", FIRM) for _ in range(3)]
    assert scanned(working, papers[0]).newest == papers[2]
    assert scanned(working, papers[2]).newest is None
    assert [scanned(working, paper).changes for paper in papers] == [()] * 3


def test_a_merged_firm_leads_to_the_one_that_stays(working: Desk) -> None:
    paper = issued(working, "firm-card", FIRM)
    other = {"name": "Resta S.r.l.", "vat_number": "00000010157"}
    firms.add(working, [other])
    joining.merge(working, CODE, "00000010157")
    found = scanned(working, paper)
    assert found.merged == (FULL_FIRM["name"], "Resta S.r.l.")
    assert found.firm != paper.firm


def test_a_removed_subject_is_said(working: Desk) -> None:
    firms.add(working, [{"name": "Via S.r.l.", "vat_number": "00000010157"}])
    removed = issued(working, "firm-card", Named(firm="00000010157"))
    firms.remove(working, "00000010157")
    assert scanned(working, removed).gone == scanning.REMOVED
    assert scanned(working, removed).opens is Opens.PAPER


def test_what_an_erased_paper_said_is_said_to_be_erased(merging_desk: Desk) -> None:
    firms.add(merging_desk, [FULL_FIRM])
    erased = issued(merging_desk, "firm-card", FIRM)
    assert erased.firm is not None
    erasure.erase(merging_desk, str(erased.firm))
    assert scanned(merging_desk, erased).gone == scanning.ERASED
    assert scanned(merging_desk, erased).opens is Opens.PAPER


def test_foreign_misread_and_unknown_codes_are_three_refusals(working: Desk) -> None:
    digits = scan_digits(new_uuid())
    wrong = f"{digits[:-2]}{(int(digits[-2:]) + 1) % 97:02d}"
    refusals = {digits: "scan-foreign", wrong: "scan-misread", "": "not-found",
                "https://altrove.example/1": "not-found"}  # fmt: skip
    for code, refusal in refusals.items():
        with pytest.raises(DeskError) as refused:
            scanning.scan(working, code)
        assert refused.value.code == refusal, code


def test_without_a_scanner_the_number_or_the_short_code_do(working: Desk) -> None:
    paper = issued(working, "firm-card", FIRM)
    for typed in (paper.number.lower(), short_code(paper.id), short_code(paper.id).lower()):
        assert scanning.scan(working, typed).paper == paper


def test_answers_of_two_firms_at_one_session_stand_side_by_side(working: Desk) -> None:
    firms.add(working, [{"name": "Seconda S.r.l.", "vat_number": "00000010157"}])
    with working.store.reading() as reader:
        session = sessions.resolve(reader, SESSION).id
        two = [firms.resolve(reader, code).id for code in (CODE, "00000010157")]
    for nth, firm in enumerate(two):
        answering.keep(working, firm, session, "1", {1: nth, 2: 3}, title="")
    for nth, firm in enumerate(two):
        held = answering.asked(working, edition="1", firm=firm, session=session)
        assert dict(held.answers) == {1: nth, 2: 3}


@pytest.mark.parametrize(
    ("moment", "day", "start", "end"),
    [("2021-09-30T08:44:59", "2021-09-30", "10:30", "10:45"),
     ("2021-09-30T21:59:59", "2021-09-30", "23:45", "23:59"),
     ("2021-09-30T22:00:00", "2021-10-01", "00:00", "00:15")],
)  # fmt: skip
def test_answers_at_a_new_session_are_of_the_day_on_which_they_are_typed(
    working: Desk, clock: Clock, moment: str, day: str, start: str, end: str
) -> None:
    clock.at = datetime.fromisoformat(moment).replace(tzinfo=UTC) - timedelta(seconds=1)
    with working.store.reading() as reader:
        firm = firms.resolve(reader, CODE).id
    answering.keep(working, firm, None, "1", {1: 3}, title="Questionario")
    found = next(s for s in sessions.sheets(working) if s.session.title == "Questionario")
    (slot,) = found.slots
    assert (f"{slot.date}", f"{slot.start:%H:%M}", f"{slot.end:%H:%M}") == (day, start, end)
    held = indicators.of_period(working, quarter_of(slot.date)).held.now.totals
    assert held["orientation.sessions"] == 1


def test_a_form_of_an_unknown_edition_is_refused(working: Desk) -> None:
    with pytest.raises(DeskError) as refused:
        answering.asked(working, edition="99")
    assert refused.value.code == "questionnaire-unknown"
