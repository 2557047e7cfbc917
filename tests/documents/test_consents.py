"""Of several answers for one purpose the last holds, wherever it is asked."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from desktop.documents import FirmCardSource, issue
from desktop.documents.content.catalogue import consented
from desktop.domain.consents import consent_of
from desktop.domain.records import Consent
from desktop.domain.rules.conditions import consents
from desktop.rule_book import rule_book
from tests.documents import judged, samples

EARLY, LATE = date(2021, 9, 1), date(2021, 9, 2)
Answer = tuple[bool, date | None]


def made(*answers: Answer) -> tuple[Consent, ...]:
    firm = samples.made("firm 0")
    return tuple(
        Consent(id=UUID(int=nth), firm=firm, purpose="catalogue", given=given, date=day)
        for nth, (given, day) in enumerate(answers, 1)
    )


@pytest.mark.parametrize(
    ("answers", "given"),
    [
        ((), False),
        (((True, EARLY),), True),
        (((True, LATE), (False, EARLY)), True),
        (((False, LATE), (True, EARLY)), False),
        (((True, EARLY), (False, EARLY)), False),
        (((False, EARLY), (True, EARLY)), True),
        (((False, EARLY), (True, None)), False),
        (((False, None), (True, EARLY)), False),
        (((False, None), (True, None)), False),
    ],
)
def test_catalogue_rules_and_firm_card_hold_the_same_answer(
    answers: tuple[Answer, ...], *, given: bool
) -> None:
    held = made(*answers)
    photo = Consent(id=UUID(int=9), firm=UUID(int=0), purpose="photo", given=not given)
    one = consent_of((*held, photo), "catalogue")
    assert (one is not None and one.given) is given
    applied = samples.application(0)
    facts = replace(applied.firm, consents=held)
    assert consented(replace(applied, firm=facts)) is given
    case = judged.case(0)
    asked = replace(case, applicant=replace(case.applicant, consents=held))
    codes = {reason.code for reason in consents(asked, rule_book())}
    assert ("ESCLUSA_DAL_CATALOGO" not in codes) is given
    card = issue("firm-card", "it", FirmCardSource(facts=facts), samples.imprint()).text
    assert ("Catalogo: sì" in card) is given
