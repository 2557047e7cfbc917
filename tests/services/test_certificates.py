"""Certificates: one for each person who reached the threshold, and none for anyone else."""

from datetime import date
from typing import cast

import pytest

from desktop.documents import CertificateSource, issue
from desktop.documents.marks import check_code
from desktop.domain.indicators import Period
from desktop.domain.problems import DeskError
from desktop.domain.records import Paper
from desktop.services import documents, firms, indicators, joining, sessions
from desktop.services.desk import Desk
from desktop.services.documents import Named
from tests.builders import FULL_FIRM, GROUP_SESSION, firm_draft, vat_number

CODE = str(FULL_FIRM["vat_number"])
SESSION = "MI1-2021-0001"


def presence(name: str, slot: int, came: str, left: str | None) -> dict[str, object]:
    return {"firm": CODE, "person": {"family_name": "Prova", "given_name": name}, "slot": slot,
            "in": came, "out": left}  # fmt: skip


def logged(desk: Desk, *presences: dict[str, object]) -> Desk:
    firms.add(desk, [FULL_FIRM])
    sessions.add(desk, [GROUP_SESSION | {"attendances": list(presences)}])
    return desk


AMPLE = (presence("Lia", 0, "09:00", "11:00"), presence("Lia", 1, "14:00", "16:00"))
EXACT = (presence("Ugo", 0, "09:00", "11:00"), presence("Ugo", 1, "14:00", "15:12"))  # 192 of 240
SHORT = (presence("Pia", 0, "09:00", "11:00"), presence("Pia", 1, "14:00", "15:11"))  # 191
UNSIGNED = (presence("Eva", 0, "09:00", "11:00"), presence("Eva", 1, "14:00", None))


def test_each_person_gets_a_certificate_with_a_number_of_its_own(desk: Desk) -> None:
    logged(desk, *AMPLE, *EXACT)

    report = documents.issue(desk, "certificate", Named(session=SESSION))

    papers = [written.paper for written in report.papers]
    assert [paper.number for paper in papers] == ["MI1-2021-000001", "MI1-2021-000002"]
    assert ["Lia Prova" in papers[0].content, "Ugo Prova" in papers[1].content] == [True, True]
    assert all(paper.firm and paper.session for paper in papers)
    assert report.as_json()["missing"] == []


def test_who_is_a_minute_short_gets_none_and_is_named(desk: Desk) -> None:
    logged(desk, *EXACT, *SHORT, *UNSIGNED)

    report = documents.issue(desk, "certificate", Named(session=SESSION))

    assert [written.paper.title.split(", ")[1] for written in report.papers] == ["Ugo Prova"]
    missing = cast("list[dict[str, str]]", report.as_json()["missing"])
    assert {held["piece"]: held["why"] for held in missing} == {
        "Attestato di Eva Prova": "120 minuti su 240: ne mancano 72 alla soglia",
        "Attestato di Pia Prova": "191 minuti su 240: ne manca 1 alla soglia",
    }


def test_of_one_firm_no_other_firms_people_are_named(desk: Desk) -> None:
    firms.add(desk, [firm_draft(1)])
    other = SHORT[0] | {
        "firm": vat_number(1),
        "person": {"family_name": "Bozza", "given_name": "Al"},
    }
    logged(desk, *EXACT, *SHORT, other)

    def named(firm: str | None) -> set[str]:
        report = documents.issue(desk, "certificate", Named(session=SESSION, firm=firm))
        missing = cast("list[dict[str, str]]", report.as_json()["missing"])
        return {held["piece"] for held in missing}

    assert named(CODE) == {"Attestato di Pia Prova"}
    assert named(None) == {"Attestato di Pia Prova", "Attestato di Al Bozza"}


def test_a_session_where_nobody_reached_the_threshold_is_refused_by_name(desk: Desk) -> None:
    logged(desk, *SHORT)

    with pytest.raises(DeskError) as refused:
        documents.issue(desk, "certificate", Named(session=SESSION, firm=CODE))

    assert refused.value.code == "certificate-short"
    assert refused.value.details == [
        {"person": "Pia Prova", "credited": 191, "total": 240, "needed": 192}
    ]
    assert refused.value.values["who"] == "Pia Prova 191"
    assert documents.listed(desk) == []


def test_no_other_way_leads_to_a_certificate_below_the_threshold(desk: Desk) -> None:
    logged(desk, *EXACT, *SHORT)
    (prepared,) = documents.prepare(desk, "certificate", Named(session=SESSION))
    source = cast("CertificateSource", prepared.source)
    pia = next(one for one in source.sheet.people if one.given_name == "Pia")

    with pytest.raises(DeskError, match="certificate-short"):
        issue("certificate", "it", CertificateSource(sheet=source.sheet, person=pia.id),
              prepared.imprint)  # fmt: skip


def test_the_check_code_shows_what_was_altered(desk: Desk) -> None:
    logged(desk, *AMPLE)
    documents.issue(desk, "certificate", Named(session=SESSION))
    with desk.store.reading() as reader:
        (paper,) = reader.all(Paper)
    facts = [paper.number, "Lia Prova", str(FULL_FIRM["name"]), SESSION, "240", "240"]

    assert f"codice di controllo {check_code(*facts)}." in paper.content
    for place in range(len(facts)):
        altered = [*facts[:place], facts[place] + "1", *facts[place + 1 :]]
        assert check_code(*altered) != check_code(*facts)


def test_a_session_without_people_has_nobody_to_certify(desk: Desk) -> None:
    logged(desk)

    with pytest.raises(DeskError, match="certificate-nobody"):
        documents.issue(desk, "certificate", Named(session=SESSION))


def test_a_certificate_of_a_merged_firm_names_the_one_that_stays(desk: Desk) -> None:
    logged(desk, *AMPLE)
    code = vat_number(88)
    firms.add(desk, [{"name": "Chi Resta S.r.l.", "vat_number": code}])
    joining.merge(desk, CODE, code)

    (written,) = documents.issue(desk, "certificate", Named(session=SESSION, firm=code)).papers

    assert "Chi Resta S.r.l." in written.paper.content
    assert "Lia Prova" in written.paper.content


def test_who_is_no_longer_in_the_register_gets_none(desk: Desk) -> None:
    logged(desk, *AMPLE, *EXACT)
    firms.change(desk, CODE, {"people": [{"family_name": "Prova", "given_name": "Ugo"}]})

    report = documents.issue(desk, "certificate", Named(session=SESSION))

    assert "Ugo Prova" in report.papers[-1].paper.content
    assert all(paper.paper.title for paper in report.papers)


def test_a_letter_lists_papers_once_whatever_the_firm_was_called_on_them(desk: Desk) -> None:
    logged(desk, *AMPLE, *EXACT)
    for name in ("Prima S.r.l.", "Dopo S.r.l."):
        firms.change(desk, CODE, {"name": name})
        documents.issue(desk, "certificate", Named(session=SESSION))
        documents.issue(desk, "firm-card", Named(firm=CODE))
    said = documents.issue(desk, "cover-letter", Named(firm=CODE)).papers[0].paper.content
    listed = [n for n in range(1, 7) if f"MI1-2021-00000{n}" in said]
    assert listed == [4, 5, 6]


def test_hours_without_a_slot_count_nowhere_when_the_session_has_several_days(desk: Desk) -> None:
    """They do not say which day it was: session, training, quarter and certificate agree."""
    firms.add(desk, [FULL_FIRM])
    days = [{"date": day, "from": "09:00", "to": "11:00"} for day in ("2021-07-08", "2021-07-09")]
    lia = {"firm": CODE, "person": {"family_name": "Prova", "given_name": "Lia"},
           "in": "09:00", "out": "11:00"}  # fmt: skip
    for slots in (days, days[:1]):
        sessions.add(desk, [GROUP_SESSION | {"slots": slots, "attendances": [lia]}])
    sheets = {held.session.number: held for held in sessions.sheets(desk)}
    credit = {
        number: [p.credit.credited_minutes for p in held.participants]
        for number, held in sheets.items()
    }
    assert credit == {"MI1-2021-0001": [0], "MI1-2021-0002": [120]}
    with pytest.raises(DeskError, match="certificate-short"):
        documents.issue(desk, "certificate", Named(session=SESSION))
    (made,) = documents.issue(desk, "certificate", Named(session="MI1-2021-0002")).papers
    assert "Lia Prova" in made.paper.content
    summer = indicators.of_period(desk, Period(date(2021, 7, 1), date(2021, 9, 30))).held
    assert summer.now.totals["training.earned"] == 1
