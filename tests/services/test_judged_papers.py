"""Papers of the rules: what is printed is kept, a selection is printed as it was kept."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from desktop.domain.problems import DeskError
from desktop.domain.records import Purpose
from desktop.services import documents, evaluating, firms, missions, selecting
from desktop.services.desk import Desk
from desktop.services.documents import Named
from tests.builders import FULL_FIRM, firm_draft, vat_number

DUBAI = "DUBAI-2021"
CODE = vat_number(77)


@pytest.fixture
def applications(desk: Desk) -> Sequence[UUID]:
    """Let three firms apply; the first one late."""
    firms.add(desk, [FULL_FIRM, firm_draft(2), firm_draft(3)])
    drafts = [
        {"mission": DUBAI, "firm": code, "arrived_at": at, "export_only": True,
         "delegates": [{"family_name": "Prova", "given_name": "Lia"}]}
        for code, at in ((CODE, "2021-09-10T12:00:01"), (vat_number(2), "2021-09-08T09:00:00"),
                         (vat_number(3), "2021-09-08T09:00:00"))
    ]  # fmt: skip
    return missions.apply(desk, drafts)[0]


@pytest.mark.usefixtures("applications")
def test_what_a_report_prints_is_kept_once_for_all_its_languages(desk: Desk) -> None:
    report = documents.issue(
        desk, "eligibility-report", Named(mission=DUBAI, firm=CODE), languages=["it", "en"]
    )
    (kept,) = evaluating.kept(desk, DUBAI)
    judged = evaluating.of_firm(desk, DUBAI, CODE)
    assert (kept.purpose, kept.outcome) == (Purpose.PAPER, judged.eligibility.outcome)
    assert [f["code"] for f in evaluating.findings_of(kept)] == [
        reason.code for reason in judged.eligibility.reasons
    ]
    papers = [written.paper for written in report.papers]
    assert {(p.firm, p.mission) for p in papers} == {(judged.firm.id, judged.case.mission.id)}
    assert "FUORI_TERMINE" in papers[0].content
    assert report.changed is not None
    assert {"paper", "evaluation"} <= report.changed.kinds


def test_a_report_on_all_leaves_out_who_withdrew(
    desk: Desk, applications: Sequence[UUID]
) -> None:  # fmt: skip
    selecting.move(desk, str(applications[1]), "renounced", "Rinuncia")
    report = documents.issue(desk, "eligibility-report", Named(mission=DUBAI))
    assert len(evaluating.kept(desk, DUBAI)) == 2
    assert "Verdemodello Sistemi S.r.l." in report.papers[0].paper.content
    assert "Officine Facsimile 2 S.r.l." not in report.papers[0].paper.content
    assert "2 domande\n1 ritirata, non valutata" in report.papers[0].paper.content


def test_a_report_on_applications_that_were_all_withdrawn_does_not_say_that_none_came(
    desk: Desk, applications: Sequence[UUID]
) -> None:
    for one in applications:
        selecting.move(desk, str(one), "renounced", "Rinuncia")
    report = documents.issue(desk, "eligibility-report", Named(mission=DUBAI))
    text = report.papers[0].paper.content
    assert "Nessuna domanda da valutare: quelle pervenute sono state ritirate." in text
    assert "3 ritirate, non valutate" in text


def test_minutes_count_what_was_withdrawn_before_the_selection_apart(
    desk: Desk, applications: Sequence[UUID]
) -> None:
    selecting.move(desk, str(applications[1]), "renounced", "Rinuncia")
    selecting.run(desk, DUBAI, 4711)
    selecting.move(desk, str(applications[2]), "renounced", "Rinuncia dopo la selezione")
    text = documents.issue(desk, "selection-minutes", Named(mission=DUBAI)).papers[0].paper.content
    assert "3 domande pervenute; " in text
    assert "; 1 ritirata prima della selezione" in text


@pytest.mark.usefixtures("applications")
def test_the_minutes_are_of_the_latest_selection_and_stay_as_they_were(desk: Desk) -> None:
    with pytest.raises(DeskError, match="no-selection"):
        documents.issue(desk, "selection-minutes", Named(mission=DUBAI))
    selecting.run(desk, DUBAI, 4711)
    firms.change(desk, CODE, {"status": "ceased"})
    text = documents.issue(desk, "selection-minutes", Named(mission=DUBAI)).papers[0].paper.content
    assert "3 domande pervenute" in text
    assert "La domanda è arrivata il 10/09/2021 12:00:01, dopo il termine" in text
    assert "cessata" not in text


@pytest.mark.parametrize(
    ("kind", "named"), [("eligibility-report", Named(firm=CODE)), ("selection-minutes", Named())]
)
def test_a_paper_of_the_rules_needs_its_mission(desk: Desk, kind: str, named: Named) -> None:
    with pytest.raises(DeskError, match="subject-needed"):
        documents.issue(desk, kind, named)
