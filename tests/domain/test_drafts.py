"""Drafts: every problem at once, nothing read that was not said."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codecs import Reading
from desktop.domain.drafts import Known, Tree, parse, parse_tree
from desktop.domain.problems import Problem
from desktop.domain.record import Kind, Record
from desktop.domain.records import KINDS, Accounts, Firm, Person
from desktop.services.desk import new_uuid
from tests.builders import FIRM, FULL_FIRM

ONE = UUID(int=1)
CLERK = Reading(today=date(2021, 9, 8), thousands_dot=True)


def _problems(draft: Mapping[str, object]) -> dict[str, str]:
    _, problems = parse_tree(Firm.KIND, draft, new_uuid)
    return {problem.field: problem.code for problem in problems}


def test_eight_faults_are_answered_at_once() -> None:
    assert _problems(
        {
            "colour": "green",
            "vat_number": "00743110158",
            "status": "boh",
            "registered_on": "2020-02-31",
            "registered_office": {"town": "x" * 81, "planet": "Marte"},
            "accounts": [{"year": "duemilaventi"}, {"turnover": "12,50"}],
            "sectors": 12,
        }
    ) == {
        "colour": "unknown-field",
        "name": "needed",
        "vat_number": "identifier.check-digit",
        "status": "not-a-choice",
        "registered_on": "not-a-date",
        "registered_office.town": "too-long",
        "registered_office.planet": "unknown-field",
        "accounts[0].year": "not-a-whole-number",
        "accounts[1].year": "needed",
        "accounts[1].turnover": "not-a-number",
        "sectors": "not-a-list",
    }


def test_a_firm_that_nothing_identifies_is_refused() -> None:
    assert _problems({"name": "Senza Codici S.r.l."}) == {"tax_code": "code-needed"}


def test_odd_values_are_kept_as_typed() -> None:
    tree, problems = parse_tree(
        Firm.KIND, FIRM | {"pec": "senza.chiocciola", "rea": "boh"}, new_uuid
    )
    assert problems == ()
    assert isinstance(tree, Tree)
    assert isinstance(tree.record, Firm)
    assert (tree.record.pec, tree.record.rea) == ("senza.chiocciola", "boh")


def test_what_can_be_read_is_normalised() -> None:
    tree, _ = parse_tree(
        Firm.KIND, FIRM | {"vat_number": "IT 00743110157", "rea": "mi 0123", "phone": "02 7654321"},
        new_uuid,
    )  # fmt: skip
    assert isinstance(tree, Tree)
    assert isinstance(tree.record, Firm)
    assert (tree.record.vat_number, tree.record.rea) == ("00743110157", "MI-123")
    assert tree.record.phone == "+39027654321"


def test_a_clerk_writes_as_clerks_do() -> None:
    made, problems = parse(
        Accounts.KIND, {"year": "2020", "turnover": "1.204.500,50", "staff": "12,4"}, ONE,
        reading=CLERK, given={"firm": ONE},
    )  # fmt: skip
    assert problems == ()
    assert isinstance(made, Accounts)
    assert (made.turnover, str(made.staff)) == (120450050, "12.4")
    firm, problems = parse(Firm.KIND, FIRM | {"registered_on": "1/2/98"}, ONE, reading=CLERK)
    assert problems == ()
    assert isinstance(firm, Firm)
    assert firm.registered_on == date(1998, 2, 1)


def test_scripts_are_read_exactly() -> None:
    assert _problems(FIRM | {"registered_on": "1/2/98"}) == {"registered_on": "not-a-date"}
    assert _problems(FIRM | {"accounts": [{"year": 2020, "turnover": "1.204,50"}]}) == {
        "accounts[0].turnover": "not-a-number"
    }


def _full() -> tuple[Firm, Known, list[Record]]:
    tree, _ = parse_tree(Firm.KIND, FULL_FIRM, new_uuid)
    assert tree is not None
    held = list(tree.walk())
    firm = tree.record
    assert isinstance(firm, Firm)

    def children(kind: Kind, parent: UUID) -> tuple[Record, ...]:
        return tuple(r for r in held if r.KIND is kind and getattr(r, kind.parent or "") == parent)

    return firm, Known(children), held


def test_a_change_reads_only_what_it_names() -> None:
    firm, known, _ = _full()
    tree, problems = parse_tree(
        Firm.KIND, {"name": "Nuovo Nome S.r.l."}, new_uuid, base=firm, known=known
    )
    assert problems == ()
    assert tree is not None
    changed = Firm.KIND.changed(Firm.KIND.to_row(firm), Firm.KIND.to_row(tree.record))
    assert [register.name for register in changed] == ["name"]
    assert tree.children == ()


def test_a_group_in_a_change_is_written_whole_and_a_profile_language_by_language() -> None:
    firm, known, _ = _full()
    tree, _ = parse_tree(
        Firm.KIND, {"registered_office": {"town": "Lodi"}, "profile": {"en": "New"}}, new_uuid,
        base=firm, known=known,
    )  # fmt: skip
    assert tree is not None
    changed = tree.record
    assert isinstance(changed, Firm)
    assert changed.registered_office is not None
    assert (changed.registered_office.town, changed.registered_office.street) == ("Lodi", None)
    assert changed.profile is not None
    assert (changed.profile.en, changed.profile.it) == ("New", "Recupero di acque.")


def test_a_child_is_known_again_by_its_id_or_its_key() -> None:
    firm, known, held = _full()
    person = next(r for r in held if isinstance(r, Person))
    for named in ({"id": str(person.id)}, {"family_name": " prova", "given_name": "LIA"}):
        tree, problems = parse_tree(
            Firm.KIND,
            {"people": [named | {"role": "presidente"}]},
            new_uuid,
            base=firm,
            known=known,
        )
        assert problems == ()
        assert tree is not None
        assert tree.children[0].record.id == person.id
    tree, _ = parse_tree(
        Firm.KIND, {"people": [{"id": str(person.id), "remove": True}]}, new_uuid,
        base=firm, known=known,
    )  # fmt: skip
    assert tree is not None
    assert tree.removed == (person.id,)


def test_a_child_of_another_firm_is_refused() -> None:
    firm, known, _ = _full()
    tree, problems = parse_tree(
        Firm.KIND, {"people": [{"id": str(ONE), "role": "x"}]}, new_uuid, base=firm, known=known
    )
    assert tree is None
    assert [p.code for p in problems] == ["unknown-child"]


def test_control_characters_and_markup_are_no_operators() -> None:
    tree, _ = parse_tree(Firm.KIND, FIRM | {"name": "Rossi \u202e<b>\x00 & Figli"}, new_uuid)
    assert tree is not None
    assert isinstance(tree.record, Firm)
    assert tree.record.name == "Rossi <b> & Figli"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@given(data=st.data())
def test_no_draft_of_any_shape_raises(kind: Kind, data: st.DataObject) -> None:
    names = [column.json_name.split(".")[0] for column in kind.columns] + ["zz", "people"]
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(names), inner, max_size=3)
        ),
        max_leaves=5,
    )
    draft = data.draw(st.dictionaries(st.sampled_from(names), values, max_size=5))
    for reading in (Reading(), CLERK):
        tree, problems = parse_tree(kind, draft, new_uuid, reading=reading)
        assert (tree is None) == bool(problems)
        assert all(isinstance(problem, Problem) for problem in problems)
