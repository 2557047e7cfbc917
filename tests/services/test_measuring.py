"""How a firm stands today, as its page shows it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.domain.records import Firm
from desktop.domain.rules.size import SizeClass
from desktop.services import firms, measuring
from desktop.services.desk import Desk
from desktop.services.measuring import Measures
from tests.builders import firm_draft, vat_number
from tests.conftest import PROGRAMME

TODAY = date(2021, 9, 8)  # of the tests' clock
YEARS = [
    {"year": year, "staff": "12", "turnover": "3000000", "balance": "2500000"}
    for year in (2019, 2020)
]


def of(desk: Desk, **more: object) -> Measures:
    (firm,) = firms.add(desk, [firm_draft(4, **more)]).ids
    with desk.store.reading() as reader:
        held = reader.get(Firm, firm)
        assert held is not None
        return measuring.measured(reader, held, PROGRAMME, TODAY)


def lights(found: Measures) -> dict[str, str]:
    return {light.code: light.reason.code for light in found.lights}


def test_a_firm_with_its_years_has_its_class_and_all_lines(desk: Desk) -> None:
    found = of(desk, accounts=YEARS)
    assert found.day == TODAY
    assert found.size.size is SizeClass.SMALL
    assert {"DATI_PROPRI", "CRITERI_RISPETTATI", "DUE_ESERCIZI_CONFERMA"} <= {
        reason.code for reason in found.size.reasons
    }


def test_a_firm_of_which_nothing_is_known_is_undetermined_never_micro(desk: Desk) -> None:
    found = of(desk)
    assert found.size.size is SizeClass.UNDETERMINED
    assert (found.aid.used, found.aid.residual) == (Decimal(0), Decimal(200_000))
    assert found.more_on is None


def test_what_is_left_tells_when_more_comes_back(desk: Desk) -> None:
    found = of(desk, aids=[{"amount": "15000", "date": "2019-05-06"},
                           {"amount": "5000.50", "date": "2020-03-04"}])  # fmt: skip
    assert found.aid.used == Decimal("20000.50")
    assert found.aid.residual == Decimal("179999.50")
    assert (found.aid.first, found.more_on) == (date(2019, 1, 1), date(2022, 1, 1))
    codes = [reason.code for reason in found.aid_reasons]
    assert codes.count("AIUTO_CONTATO") == 2
    assert "DE_MINIMIS_RISPETTATO" not in codes
    assert codes[-1] == "NON_SOSTITUISCE_VISURA_RNA"


@pytest.mark.parametrize(("days", "code"), [(120, "DURC_VALIDO"), (121, "DURC_SCADUTO")])
def test_a_durc_is_a_light_until_its_last_day(desk: Desk, days: int, code: str) -> None:
    issued = (TODAY - timedelta(days=days)).isoformat()
    found = of(desk, declarations=[{"code": "DURC", "date": issued, "outcome": "regular"}])
    assert lights(found)["DURC"] == code


def test_what_is_asked_and_missing_and_what_was_only_declared_are_lights_too(desk: Desk) -> None:
    found = of(desk, declarations=[
        {"code": "DIR", "year": 2020, "outcome": "irregular"},
        {"code": "SAN", "date": "2021-06-01", "outcome": "regular"},
        {"code": "EXP", "date": "2021-06-01", "outcome": "regular"},
    ])  # fmt: skip
    said = lights(found)
    assert said["DURC"] == "DURC_MANCANTE"
    assert said["DIR"] == "DIRITTO_ANNUALE"
    assert said["SAN"] == "DICHIARAZIONE_PRESENTE"
    assert said["EXP"] == "FINALITA_EXPORT"


def test_the_aid_of_a_linked_firm_counts_and_an_unknown_one_is_named(desk: Desk) -> None:
    firms.add(desk, [firm_draft(9, aids=[{"amount": "7000", "date": "2020-02-03"}])])
    found = of(desk, relations=[
        {"kind": "linked", "share": "60", "name": "Figlia S.r.l.", "tax_code": vat_number(9)},
        {"kind": "linked", "share": "60", "name": "Ignota S.r.l.", "tax_code": vat_number(10)},
    ])  # fmt: skip
    assert found.unseen == ("Ignota S.r.l.",)
    assert found.aid.used == 7000


def test_who_is_linked_but_outside_the_ceiling_is_named(desk: Desk) -> None:
    found = of(desk, relations=[
        {"kind": "linked", "share": "60", "name": "Tochter GmbH", "country": "DE"},
        {"kind": "linked", "share": "60", "name": "Sorella S.r.l.", "through_person": True},
        {"kind": "linked", "share": "60", "name": "Senza Codice S.r.l."},
        {"kind": "partner", "share": "30", "name": "Socia S.r.l."},
    ])  # fmt: skip
    assert (found.abroad, found.through_people) == (("Tochter GmbH",), ("Sorella S.r.l.",))
    assert found.unseen == ("Senza Codice S.r.l.",)


def test_road_freight_has_its_own_ceiling(desk: Desk) -> None:
    found = of(desk, ateco={"code": "49.41.00", "edition": "2007"})
    assert found.aid.ceiling == Decimal(100_000)


def test_a_cluster_is_not_measured(desk: Desk) -> None:
    assert not of(desk, kind="cluster").measured
