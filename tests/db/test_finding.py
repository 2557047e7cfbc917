"""The tiers of the search box, against what a reading of every text would answer."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.sqlite.finding import TIERS
from desktop.domain.text import fold, name_key
from desktop.services import firms, register
from desktop.services.desk import Desk
from tests.builders import firm_draft

_WORDS = ("rossi", "rosselli", "officine", "legno", "falegnameria", "alba", "nuova", "perù")
_TOWNS = ("Cassano d'Adda", "Milano", "Rho", "Lissone")
_PIECES = st.sampled_from((
    *_WORDS, "ro", "ross", "egnam", "off", "ano", "rho", "cassano", "dadda", "alb", "nu", "lissone",
    "eru", "saggi", "agg", "nic", "ilano", "o", "l", "77",
))  # fmt: skip
_QUIET = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
_NAMES = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=3).map(" ".join)
_FIRMS = st.lists(st.tuples(_NAMES, st.sampled_from(_TOWNS), st.booleans()), max_size=12)


def _tier(query: str, name: str, texts: Sequence[str]) -> int | None:
    """Give the best tier by which a firm's texts answer, read one by one."""
    words = query.split()
    if name.startswith(query):
        return TIERS.index("name-begins")
    if all(any(f" {word}" in f" {text}" for text in texts) for word in words):
        return TIERS.index("word-begins")
    pieces = all(
        any(word in text if len(word) > 2 else f" {word}" in f" {text}" for text in texts)
        for word in words
    )
    return TIERS.index("inside") if pieces and any(len(word) > 2 for word in words) else None


@settings(suppress_health_check=_QUIET, max_examples=25, deadline=None)
@given(made=_FIRMS, asked=st.lists(st.lists(_PIECES, min_size=1, max_size=3), max_size=12))
def test_every_firm_is_found_by_its_best_tier(
    desk: Desk, made: list[tuple[str, str, bool]], asked: list[list[str]]
) -> None:
    for before in register.page(desk, limit=100):
        firms.remove(desk, str(before.id))
    drafts = [
        firm_draft(n, name=name) | {"registered_office": {"town": town}}
        | ({"people": [{"family_name": "Saggi", "given_name": "Niccolò"}]} if person else {})
        for n, (name, town, person) in enumerate(made)
    ]  # fmt: skip
    ids = firms.add(desk, drafts).ids if drafts else ()
    texts = {
        firm: [name_key(name), fold(town), *(["saggi", "niccolo"] if person else [])]
        for firm, (name, town, person) in zip(ids, made, strict=True)
    }
    for words in asked:
        query = name_key(" ".join(words))
        expected = {
            firm: tier
            for firm, held in texts.items()
            if (tier := _tier(query, held[0], held)) is not None
        }
        found = register.find(desk, " ".join(words), late=False)
        answered = {hit.id: TIERS.index(hit.tier) for hit in found}
        codes = {firm for firm, tier in answered.items() if tier < TIERS.index("name-begins")}
        assert {f: t for f, t in answered.items() if f not in codes} == {
            f: t for f, t in expected.items() if f not in codes
        }
        assert [TIERS.index(hit.tier) for hit in found] == sorted(answered.values())


def test_names_come_before_towns_and_people(desk: Desk) -> None:
    firms.add(desk, [
        firm_draft(0, name="Alba Finta") | {"registered_office": {"town": "Milano"}},
        firm_draft(1, name="Trasporti Esempio Milano Lombardia"),
        firm_draft(2, name="Milano Serramenti Esempio"),
    ])  # fmt: skip
    assert [found.name for found in register.find(desk, "milano")] == [
        "Milano Serramenti Esempio", "Trasporti Esempio Milano Lombardia", "Alba Finta",
    ]  # fmt: skip


def test_it_says_what_stands_there(desk: Desk) -> None:
    draft = firm_draft(0, name="Giardini Ipotesi") | {
        "former_names": ["Vivaio Città-Verde Finto S.n.c.", "Serra Vecchia"],
        "pec": "cittaverde@pec.example", "rea": "MI-1918841", "phone": "02 7654321",
        "people": [{"family_name": "D'Òra", "given_name": "Niccolò"}],
    }  # fmt: skip
    firms.add(desk, [draft])
    asked = ("vivaio citta", "cittaverde@", "dora niccolo", "1918841", "027654")
    said = {text: register.find(desk, text)[0] for text in asked}
    assert said["vivaio citta"].said == "Vivaio Città-Verde Finto S.n.c."
    assert (said["cittaverde@"].why, said["cittaverde@"].said) == (
        "firm.pec",
        "cittaverde@pec.example",
    )
    assert said["dora niccolo"].said == "D'Òra Niccolò"
    assert (said["1918841"].why, said["1918841"].tier) == ("firm.rea", "exact")
    assert (said["027654"].why, said["027654"].said) == ("firm.phone", "+39027654321")


def test_a_half_typed_legal_form_hides_nothing(desk: Desk) -> None:
    firms.add(desk, [firm_draft(0, name="Zolle Ipotesi S.r.l.")])
    for typed in ("zolle ipotesi", "zolle ipotesi s", "zolle ipotesi sr", "zolle ipotesi s.r"):
        assert [found.name for found in register.find(desk, typed)] == ["Zolle Ipotesi S.r.l."]


def test_what_no_longer_stands_anywhere_is_not_found(desk: Desk) -> None:
    (firm,) = firms.add(
        desk,
        [
            firm_draft(0, name="Alba Finta")
            | {"pec": "alba@pec.example", "people": [{"family_name": "Saggi", "given_name": "Lia"}]}
        ],
    ).ids
    firms.change(desk, str(firm), {"pec": "nuova@pec.example", "name": "Sera Finta"})
    for gone in ("alba", "alba@pec.example", "albafinta", "lba"):
        assert register.find(desk, gone) == []
    for there in ("sera", "nuova@", "saggi", "sera lia"):
        assert [found.id for found in register.find(desk, there)] == [firm]


def test_an_identifier_comes_first(desk: Desk) -> None:
    drafts = [firm_draft(0, name="1918841 Esempio"), firm_draft(1) | {"rea": "MI-1918841"}]
    ids = firms.add(desk, drafts).ids
    assert [found.id for found in register.find(desk, "1918841")] == [ids[1], ids[0]]
    assert [found.tier for found in register.find(desk, "19188")] == ["begins", "name-begins"]


def test_the_list_stands_in_an_order_and_is_narrowed(desk: Desk) -> None:
    towns = ("Rho", "Àrcore", "Milano")
    ids = firms.add(desk, [
        firm_draft(n, name=name) | {"registered_office": {"town": town, "province": province},
                                    "sectors": [sector], "status": status}
        for n, (name, town, province, sector, status) in enumerate((
            ("Zeta Finta", towns[0], "MI", "green-economy", "active"),
            ("Èlica Finta", towns[1], "MB", "furniture", "ceased"),
            ("Alfa Finta", towns[2], "MI", "furniture", "active"),
        ))
    ]).ids  # fmt: skip

    def listed(order: str = "name", **narrowed: str) -> list[str]:
        places = register.places(desk, order, register.Narrowed(**narrowed))
        return [found.name for found in register.at(desk, places)]

    assert listed() == ["Alfa Finta", "Èlica Finta", "Zeta Finta"]
    assert listed("town") == ["Èlica Finta", "Alfa Finta", "Zeta Finta"]
    assert listed(province="MI") == ["Alfa Finta", "Zeta Finta"]
    assert listed(sector="furniture", status="active") == ["Alfa Finta"]
    assert listed(sector="furni") == []
    firms.change(desk, str(ids[0]), {"status": "ceased"})
    assert listed(status="ceased") == ["Èlica Finta", "Zeta Finta"]


def test_what_is_read_aside_is_what_was_saved(desk: Desk) -> None:
    firms.add(desk, [firm_draft(0, name="Alba Finta")])
    aside = desk.aside()
    assert [found.name for found in register.find(aside, "alba")] == ["Alba Finta"]
    with desk.store.writing(desk.stamp("typed")):
        assert [found.name for found in register.find(aside, "alba")] == ["Alba Finta"]
    firms.add(desk, [firm_draft(1, name="Sera Finta")])
    assert [found.name for found in register.find(aside, "sera")] == ["Sera Finta"]
    assert [found.name for found in register.find(aside, "seraa")] == ["Sera Finta"]
    aside.store.close()
