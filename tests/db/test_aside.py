"""A store that is only looked at answers as the open one does, and refuses what that refuses."""

from pathlib import Path
from uuid import UUID

import pytest

from db.aside import Aside
from db.store import Store
from desktop.domain.problems import DeskError
from desktop.domain.records import Person
from desktop.services import firms, glance, register
from desktop.services.desk import Desk
from tests.builders import firm_draft
from tests.conftest import PASSPHRASE, MakeDesk

WORDS = ("alba", "sera finta", "rossi", "milano", "oficine", "00000010157", "nessuna")


def filled(desk: Desk) -> tuple[UUID, ...]:
    return firms.add(desk, [
        firm_draft(n, name=name) | {
            "registered_office": {"town": town, "province": "MI"},
            "people": [{"family_name": "Rossi", "given_name": name[:3]}],
        }
        for n, (name, town) in enumerate((
            ("Alba Finta", "Milano"), ("Sera Finta", "Rho"), ("Officine Finte", "Milano"),
        ))
    ]).ids  # fmt: skip


def test_it_answers_as_the_store(make_desk: MakeDesk, passphrase: str | None) -> None:
    desk = make_desk(passphrase=passphrase)
    ids = filled(desk)
    seen = glance.look(desk.store.path, passphrase, desk.operator)
    assert seen is not None
    assert seen.store.identity == desk.store.identity
    assert seen.store.keyed is (passphrase is not None)
    assert seen.store.settings() == desk.store.settings()
    for text in WORDS:
        for late in (False, True):
            assert register.find(seen, text, late=late) == register.find(desk, text, late=late)
    for order in ("name", "town"):
        for narrowed in (register.Narrowed(), register.Narrowed(province="MI", status="active")):
            places = register.places(seen, order, narrowed)
            assert places == register.places(desk, order, narrowed)
            assert register.at(seen, places) == register.at(desk, places) != []
    assert register.provinces(seen) == register.provinces(desk)
    assert [register.place_of(seen, i) for i in ids] == [register.place_of(desk, i) for i in ids]
    names = ("family_name", "given_name")
    with desk.store.reading() as reader:
        read = reader.cells(Person.KIND, "firm", ids, names)
    assert seen.store.cells(Person.KIND, "firm", ids, names) == read != []
    seen.store.close()


def test_it_sees_what_was_saved_last_and_writes_nothing(desk: Desk) -> None:
    ids = filled(desk)
    seen = glance.look(desk.store.path, None, "Anna")
    assert seen is not None
    firms.change(desk, str(ids[0]), {"name": "Tramonto Finto"})
    assert [found.id for found in register.find(seen, "tramonto")] == [ids[0]]
    aside = desk.aside(seen)
    with pytest.raises(DeskError) as refused:
        firms.remove(aside, str(ids[1]))
    assert refused.value.code == "store-read-only"
    aside.store.close()


def test_a_store_goes_on_over_it(desk: Desk) -> None:
    ids = filled(desk)
    seen = glance.look(desk.store.path, None, "Anna")
    aside = desk.aside(seen)
    assert [found.id for found in register.find(aside, "alba")] == [ids[0]]
    assert firms.show(aside, str(ids[0]))["name"] == "Alba Finta"
    aside.store.close()


def refusal(path: Path, passphrase: str | None, opened: type[Aside]) -> tuple[str, object]:
    with pytest.raises(DeskError) as refused:
        (opened.open if issubclass(opened, Store) else opened.look)(path, passphrase)
    return refused.value.code, refused.value.values


@pytest.mark.parametrize("asked", [None, PASSPHRASE, "un'altra"])
def test_it_refuses_what_the_store_refuses(
    tmp_path: Path, make_desk: MakeDesk, asked: str | None
) -> None:
    plain, keyed = make_desk("plain").store, make_desk("keyed", PASSPHRASE).store
    plain.close()
    keyed.close()
    good = plain.path.read_bytes()
    contents = (None, b"", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 50, bytes(100) + good[100:],
                good[:100] + b"\xee" * 4000 + good[4100:], b"SQLite format 3\x00" + bytes(4080),
                keyed.path.read_bytes(), good)  # fmt: skip
    path = tmp_path / "other.sportello-store"
    said = set()
    for content in contents:
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        if (asked is None and content == good) or (asked == PASSPHRASE and content == contents[6]):
            continue
        said.add(refusal(path, asked, Store)[0])
        assert refusal(path, asked, Aside) == refusal(path, asked, Store)
    assert "store-passphrase" in said


@pytest.mark.parametrize("old", [
    "UPDATE alembic_version SET version_num = '0002'",
    "UPDATE alembic_version SET version_num = '9999'",
    "DROP TABLE alembic_version",
    "UPDATE setting SET value = 'older' WHERE key = 'search'",
])  # fmt: skip
def test_it_leaves_to_the_store_what_is_not_up_to_date(desk: Desk, old: str) -> None:
    with desk.store.checking() as connection:
        connection.exec_driver_sql(old)
    desk.store.close()
    assert Aside.look(desk.store.path, None) is None
