"""The search box: always literal, folded, best first."""

from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import search
from desktop.services import firms
from desktop.services.desk import Desk
from desktop.services.register import find
from tests.builders import firm_draft, vat_number
from tests.conftest import MakeDesk

NAMES = [
    "Officine Rossi Esempio S.r.l.",
    "Cosmesi Perù Campione S.r.l.",
    "Meccanica D’Adda L'Alba SRL",
    "Falegnameria Egnam Modello S.n.c.",
    "100% Legno_Vivo Finto S.r.l.",
    "Rossi Officine Prova S.p.A.",
    "Nuova Perugina Facsimile S.r.l.",
]


@pytest.fixture
def register(desk: Desk) -> tuple[Desk, dict[str, UUID]]:
    drafts = [firm_draft(n, name=name) for n, name in enumerate(NAMES)]
    drafts[0] |= {
        "registered_office": {"town": "Cassano d'Adda", "province": "MI"},
        "rea": "MI-1918841", "pec": "rossi@pec.example", "phone": "02 7654321",
        "people": [{"family_name": "Saggi", "given_name": "Niccolò"}],
        "former_names": ["Torneria Vecchia Finta"],
    }  # fmt: skip
    added = firms.add(desk, drafts)
    return desk, dict(zip(NAMES, added.ids, strict=True))


def _names(desk: Desk, text: str) -> list[str]:
    return [found.name for found in find(desk, text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("perù", NAMES[1]),
        ("PERU'", NAMES[1]),
        ("Perù S.r.l.", NAMES[1]),
        ("dadda", NAMES[2]),
        ("D'ADDA", NAMES[2]),
        ("d’adda", NAMES[2]),
        ("egnam", NAMES[3]),
        ("100%", NAMES[4]),
        ("legno_vivo", NAMES[4]),
        ("oficine rosi", NAMES[0]),
        ("officine rossi", NAMES[0]),
        ("rossi cassano", NAMES[0]),
        ("torneria", NAMES[0]),
        ("saggi", NAMES[0]),
        ("niccolo saggi", NAMES[0]),
        ("rossi@pec.example", NAMES[0]),
        ("MI-1918841", NAMES[0]),
        ("mi 1918841", NAMES[0]),
        ("02 7654321", NAMES[0]),
        ("+39027654321", NAMES[0]),
        (vat_number(3), NAMES[3]),
        (vat_number(3)[:9], NAMES[3]),
    ],
)
def test_finds(register: tuple[Desk, dict[str, UUID]], typed: str, first: str) -> None:
    desk, _ = register
    assert _names(desk, typed)[0] == first


@pytest.mark.parametrize(
    "typed",
    ["", "   ", '"', "'", "%", "_", "\\", "*", "NEAR(", "--", "x" * 10_000, "a OR b", "\x00"],
)
def test_nothing_typed_is_an_operator(register: tuple[Desk, dict[str, UUID]], typed: str) -> None:
    desk, _ = register
    assert _names(desk, typed) == []


def test_better_tiers_come_first(register: tuple[Desk, dict[str, UUID]]) -> None:
    desk, _ = register
    assert [f.tier for f in find(desk, "officine")] == ["name-begins", "word-begins"]
    assert _names(desk, "officine") == [NAMES[0], NAMES[5]]
    assert [(f.name, f.tier) for f in find(desk, "peru")] == [
        (NAMES[1], "word-begins"),
        (NAMES[6], "word-begins"),
    ]
    assert [f.tier for f in find(desk, "erugin")] == ["inside"]
    assert [f.tier for f in find(desk, "oficine")] == ["similar", "similar"]


def test_inside_a_tier_names_of_one_length_stand_by_name(make_desk: MakeDesk) -> None:
    desk = make_desk()
    names = ["Zinco Prova", "Acqua Prova", "Metal Prova", "Largo Prova"]
    firms.add(desk, [firm_draft(n, name=name) for n, name in enumerate(names)])
    expected = ["Acqua Prova", "Largo Prova", "Metal Prova", "Zinco Prova"]
    assert _names(desk, "prova") == expected


def test_it_says_why(register: tuple[Desk, dict[str, UUID]]) -> None:
    desk, _ = register
    assert find(desk, "torneria")[0].why == "firm.former_names"
    assert find(desk, "rossi@pec.example")[0].why == "firm.pec"
    assert find(desk, "saggi")[0].why == "person.family_name"


def test_what_changes_is_found_anew(register: tuple[Desk, dict[str, UUID]]) -> None:
    desk, ids = register
    firms.change(desk, str(ids[NAMES[3]]), {"name": "Serramenti Ipotesi S.r.l."})
    assert _names(desk, "egnam") == []
    assert _names(desk, "ipotesi") == ["Serramenti Ipotesi S.r.l."]
    firms.remove(desk, str(ids[NAMES[0]]))
    assert _names(desk, "saggi") == []


def test_entries_can_be_made_again(register: tuple[Desk, dict[str, UUID]]) -> None:
    desk, _ = register
    queries = (
        "SELECT record, name, texts, codes, town, province, status, sectors FROM find ORDER BY 1",
        "SELECT key, field FROM find_code ORDER BY 1, 2",
    )
    asked = ("officine", "saggi", "egnam", "oficine", "rossi cassano")
    found = [_names(desk, text) for text in asked]
    with desk.store.checking() as connection:
        before = [connection.exec_driver_sql(query).fetchall() for query in queries]
        search.rebuild(connection)
        after = [connection.exec_driver_sql(query).fetchall() for query in queries]
    assert after == before
    assert all(before)
    assert [_names(desk, text) for text in asked] == found


def test_at_most_the_limit(make_desk: MakeDesk) -> None:
    desk = make_desk()
    firms.add(desk, [firm_draft(n) for n in range(30)])
    assert len(find(desk, "facsimile", 10)) == 10


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=40))
def test_no_text_raises(register: tuple[Desk, dict[str, UUID]], typed: str) -> None:
    desk, _ = register
    assert len(find(desk, typed)) <= len(NAMES)
