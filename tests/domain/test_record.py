"""The declaration of a record and all that derives from it."""

import json
from typing import get_type_hints
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.drafts import children_of, parse_tree, schema, to_json, tree_json
from desktop.domain.record import Kind, Record, field, record
from desktop.domain.records import KINDS, Accounts, Firm, Person, Relation
from desktop.services.desk import new_uuid
from tests.builders import FULL_FIRM

ONE = UUID(int=1)


def _full_tree() -> tuple[Firm, dict[str, object]]:
    tree, problems = parse_tree(Firm.KIND, FULL_FIRM, new_uuid)
    assert not problems
    assert tree is not None
    held = list(tree.walk())
    firm = tree.record
    assert isinstance(firm, Firm)

    def children(kind: Kind, parent: UUID) -> tuple[Record, ...]:
        links = [name for name in (kind.parent, kind.nests) if name]
        return tuple(
            r for r in held if r.KIND is kind and any(getattr(r, n) == parent for n in links)
        )

    return firm, tree_json(firm, children)


def test_every_kind_and_field_has_its_own_wire_id() -> None:
    assert len({kind.wire for kind in KINDS}) == len(KINDS)
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        wires = [register.wire for register in kind.registers]
        assert len(set(wires)) == len(wires), kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_parent_is_a_field_that_refers_to_a_declared_kind(kind: Kind) -> None:
    names = {k.name for k in KINDS}
    for column in kind.columns:
        assert column.spec.refers is None or column.spec.refers in names
    if kind.parent:
        assert kind.column(kind.parent).spec.refers == kind.parent
        assert kind.plural
    for name in kind.key:
        assert name in get_type_hints(kind.cls)


def test_a_wire_id_that_stands_twice_is_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="twice"):

        @record(999)
        class _Twice(Record):
            id: UUID = field(1)
            one: str = field(2)
            other: str = field(2)


def test_what_add_reads_is_what_show_answers() -> None:
    _, answer = _full_tree()
    again, problems = parse_tree(Firm.KIND, _without_ids(answer), new_uuid)
    assert not problems
    assert again is not None
    assert to_json(again.record) | {"id": ""} == {
        k: v for k, v in answer.items() if k in to_json(again.record)
    } | {"id": ""}
    assert answer["people"][0]["family_name"] == "Prova"  # type: ignore[index]  # JSON
    assert answer["relations"][0]["relations"][0]["staff"] == "60"  # type: ignore[index]  # JSON
    assert answer["accounts"][0]["turnover"] == "1204500.00"  # type: ignore[index]  # JSON
    assert answer["consents"][0]["purpose"] == "catalogue"  # type: ignore[index]  # JSON


def _without_ids(value: object) -> dict[str, object]:
    text = json.dumps(value)

    def strip(held: object) -> object:
        if isinstance(held, dict):
            return {k: strip(v) for k, v in held.items() if k not in ("id", "firm", "within")}
        return [strip(v) for v in held] if isinstance(held, list) else held

    stripped = strip(json.loads(text))
    assert isinstance(stripped, dict)
    return stripped


def test_a_record_and_its_row_are_the_same() -> None:
    firm, _ = _full_tree()
    row = Firm.KIND.to_row(firm)
    assert Firm.KIND.from_row(row) == firm
    assert all(cell is None or isinstance(cell, int | str | bytes) for cell in row)


def test_a_null_takes_the_default_of_the_declaration() -> None:
    empty = (None,) * (len(Firm.KIND.columns) - 3)
    firm = Firm.KIND.from_row((ONE.bytes, None, "Prova S.r.l.", *empty))
    assert isinstance(firm, Firm)
    assert firm.status == "active"
    assert firm.sectors == ()
    assert firm.profile is None


def test_an_address_is_one_register_and_a_profile_one_for_each_language() -> None:
    names = {register.name: len(register.columns) for register in Firm.KIND.registers}
    assert names["registered_office"] == 5
    assert names["profile.en"] == 1
    assert "profile" not in names


def test_only_registers_that_differ_are_changed() -> None:
    firm, _ = _full_tree()
    row = Firm.KIND.to_row(firm)
    place = [column.name for column in Firm.KIND.columns].index("registered_office_town")
    other = (*row[:place], "Lodi", *row[place + 1 :])
    assert [register.name for register in Firm.KIND.changed(row, other)] == ["registered_office"]
    assert Firm.KIND.changed(row, row) == ()


def test_a_group_in_a_register_keeps_only_what_is_said() -> None:
    firm, _ = _full_tree()
    row = Firm.KIND.to_row(firm)
    register = next(r for r in Firm.KIND.registers if r.name == "ateco")
    assert register.value(row) == {1: "28.29.30", 2: "2007"}
    assert register.cells({1: "28.29.30"}) == ("28.29.30", None)
    assert register.cells(None) == (None, None)


@given(st.integers(min_value=-(10**13), max_value=10**13))
def test_money_goes_round_exactly(cents: int) -> None:
    column = Accounts.KIND.column("balance")
    text = column.codec.to_json(cents)
    tree, problems = parse_tree(
        Accounts.KIND, {"year": 2020, "balance": text}, new_uuid, given={"firm": ONE}
    )
    assert not problems
    assert tree is not None
    assert isinstance(tree.record, Accounts)
    assert tree.record.balance == cents


def test_children_are_those_that_name_their_parent() -> None:
    names = {kind.plural for kind in children_of(Firm.KIND)}
    assert {"sites", "people", "accounts", "relations", "aids", "declarations"} <= names
    assert children_of(Relation.KIND) == (Relation.KIND,)
    assert children_of(Person.KIND) == ()


def test_the_schema_names_every_field_that_add_reads() -> None:
    answer = schema(Firm.KIND)
    properties = answer["properties"]
    assert isinstance(properties, dict)
    assert answer["required"] == ["name"]
    assert set(FULL_FIRM) <= set(properties)
    assert properties["status"]["enum"][0] == "active"
    assert properties["registered_office"]["properties"]["town"]["maxLength"] == 80
    assert properties["accounts"]["items"]["required"] == ["year"]
    json.dumps(answer)
