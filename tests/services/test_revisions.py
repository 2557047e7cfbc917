"""Revisions: a paper issued again takes the place of the one before and says what changed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from desktop.documents.layout import measures
from desktop.domain.records import Paper
from desktop.services import documents, firms, missions, revisions, sessions
from desktop.services.desk import Desk
from desktop.services.documents import Named, Written
from desktop.services.gathering import Gathering
from tests.builders import FULL_FIRM, GROUP_SESSION, firm_draft
from tests.conftest import PROGRAMME

if TYPE_CHECKING:
    from db.reading import Reader

CODE = str(FULL_FIRM["vat_number"])
FIRM = Named(firm=CODE)
LIA = {"family_name": "Prova", "given_name": "Lia"}
UGO = {"family_name": "Esempio", "given_name": "Ugo"}


@pytest.fixture
def working(desk: Desk) -> Desk:
    firms.add(desk, [FULL_FIRM])
    return desk


def card(desk: Desk, language: str = "it") -> Written:
    return documents.issue(desk, "firm-card", FIRM, languages=[language]).papers[0]


def changes(written: Written) -> list[tuple[str, str, str, str]]:
    return [(str(c.change), c.label, c.before, c.after) for c in written.changes()]


def test_a_paper_issued_again_is_a_revision_and_says_so(working: Desk) -> None:
    first, second = card(working), card(working)
    assert first.paper.revises is None
    assert (second.paper.revises, second.paper.revision) == (first.paper.id, 2)
    assert "Revisione 2 dell’08/09/2021" in second.paper.content
    assert f"sostituisce {first.paper.number}\n" in second.paper.content
    assert "sostituisce" not in first.paper.content
    assert changes(second) == []


def test_it_says_what_changed_since_in_fields(working: Desk) -> None:
    card(working)
    firms.change(working, CODE, {"website": "www.altrove.example", "pec": None})
    told = changes(card(working))
    assert ("changed", "Telefono e sito") in [one[:2] for one in told]
    assert [one for one in told if "altrove" in one[3]]
    assert len(told) == 2, told


def test_who_issues_it_is_no_change(working: Desk) -> None:
    card(working)
    firms.change(working, CODE, {"website": "www.altrove.example"})
    told = changes(card(replace(working, operator="Davide Bozza")))
    assert [one[:2] for one in told] == [("changed", "Telefono e sito")]
    assert changes(card(working)) == []


def test_a_firm_that_comes_into_a_numbered_list_is_all_that_came(desk: Desk) -> None:
    drafts = [
        firm_draft(n, name=name)
        for n, name in enumerate(
            ("Adda S.r.l.", "Cantieri S.r.l.", "Mincio S.r.l.", "Brianza S.r.l."), 1
        )
    ]
    firms.add(desk, drafts)
    named = Named(mission="DUBAI-2021")
    for place, draft in enumerate(drafts):
        missions.apply(
            desk,
            [
                {
                    "mission": "DUBAI-2021",
                    "firm": draft["vat_number"],
                    "arrived_at": f"2021-09-09T10:00:0{place}",
                }
            ],
        )
        if place == 2:
            documents.issue(desk, "address-list", named)
    told = changes(documents.issue(desk, "address-list", named).papers[0])
    rows = [one for one in told if one[0] != "changed"]
    assert [(one[0], one[3].split(",")[0]) for one in rows] == [("added", "2 | Brianza S.r.l.")]
    assert ("changed", "", "3 imprese", "4 imprese") in told


def test_another_language_is_another_paper(working: Desk) -> None:
    card(working)
    assert card(working, "en").paper.revises is None
    assert card(working, "en").paper.revision == 2


def test_letters_and_blank_forms_take_no_ones_place(working: Desk) -> None:
    for kind, named in (("cover-letter", FIRM), ("questionnaire", Named())):
        documents.issue(working, kind, named)
        again = documents.issue(working, kind, named).papers[0]
        assert again.paper.revises is None, kind


@pytest.mark.parametrize("kind", ["cover-letter", "questionnaire"])
def test_the_store_is_asked_for_no_papers_before_a_letter_or_a_blank_form(
    working: Desk, kind: str
) -> None:
    with working.store.reading() as reader:
        named = FIRM if kind == "cover-letter" else Named()
        gathering = Gathering(reader, PROGRAMME, kind, named, working.today())
        (gathered,) = gathering.all()
    assert revisions.revised(cast("Reader", None), kind, "it", gathered) is None


def test_each_persons_certificate_follows_its_own(working: Desk) -> None:
    people = [{"firm": CODE, "person": who, "slot": slot, "in": came, "out": left}
              for who in (LIA, UGO)
              for slot, came, left in ((0, "09:00", "11:00"), (1, "14:00", "16:00"))]  # fmt: skip
    sessions.add(working, [GROUP_SESSION | {"attendances": people}])
    named = Named(session="MI1-2021-0001")
    first = documents.issue(working, "certificate", named).papers
    again = documents.issue(working, "certificate", named).papers
    assert len({one.paper.person for one in first}) == 2
    assert [one.paper.revises for one in again] == [one.paper.id for one in first]
    assert all(one.paper.title.split(", ", 1)[1] == before.paper.title.split(", ", 1)[1]
               for one, before in zip(again, first, strict=True))  # fmt: skip


def test_an_agenda_prints_its_revision_and_moment(working: Desk) -> None:
    draft = {"mission": "DUBAI-2021", "firm": CODE, "arrived_at": "2021-09-09T10:00:05"}
    missions.apply(working, [draft])
    first, second = (
        documents.issue(working, "agenda", Named(mission="DUBAI-2021")).papers[0] for _ in range(2)
    )
    assert "Revisione: 1 dell’" in first.paper.content
    assert "Revisione: 2 dell’" in second.paper.content
    assert changes(second) == []


def test_a_reprint_is_the_same_bytes_whatever_the_layout_became(
    working: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = card(working)
    monkeypatch.setattr(measures, "HEADER_RULE", measures.HEADER_RULE + 3)
    assert card(working).pdf != first.pdf
    again = documents.reprint(working, first.paper.number, tmp_path).papers[0]
    assert again.path is not None
    assert again.path.read_bytes() == first.pdf


def test_two_that_follow_one_paper_are_both_told_and_the_next_follows_the_later(
    working: Desk,
) -> None:
    first = card(working)
    apart = documents.prepare(working, "firm-card", FIRM)  # as another desk would, unknowing
    here = card(working)
    there = _from_elsewhere(working, apart[0])
    told = revisions.of_number(working, first.paper.number)
    assert {paper.number for paper in told.after} == {here.paper.number, there.number}
    listed = {p["number"]: p for p in documents.listed_json(working)}
    assert listed[first.paper.number]["revised_by"] == [here.paper.number, there.number]
    assert listed[there.number]["revision"] == 2
    after = card(working)
    assert (after.paper.revision, after.paper.revises) == (3, there.id)


def _from_elsewhere(desk: Desk, prepared: documents.Prepared) -> Paper:
    """Keep a paper as one that came from BG1, issued a second later than what is here."""
    imprint = replace(prepared.imprint, number="BG1-2021-000001", desk="BG1",
                      printed_at=prepared.imprint.printed_at + timedelta(hours=1))  # fmt: skip
    other = (replace(prepared, imprint=imprint),)
    return documents.keep(desk, other, documents.draw(other), None).papers[0].paper


def test_what_was_erased_is_not_compared(working: Desk) -> None:
    first, second = card(working), card(working)
    blank = replace(first.paper, content="")
    assert revisions.changed_between(blank, second.paper) == ()
