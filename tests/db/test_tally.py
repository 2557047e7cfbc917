"""The tally of living records is what counting the rows would give."""

from pathlib import Path

from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from db import migrate
from desktop.domain.records import KINDS
from desktop.services import firms, undo
from desktop.services.desk import Desk
from tests.builders import firm_draft, vat_number
from tests.conftest import MakeDesk

PERSON = {"family_name": "Prova", "given_name": "Lia"}


def counted(connection: Connection) -> dict[str, int]:
    """Count the rows themselves."""
    return {
        kind.name: connection.execute(
            text(f'SELECT count(*) FROM "{kind.name}" WHERE alive = 1')  # noqa: S608 - our own names
        ).scalar_one()
        for kind in KINDS
    }


def rows(desk: Desk) -> dict[str, int]:
    with desk.store.checking() as connection:
        return counted(connection)


def test_every_way_of_writing_keeps_the_tally(make_desk: MakeDesk) -> None:
    desk = make_desk()
    assert desk.store.counts() == rows(desk)
    added = firms.add(desk, [firm_draft(people=[PERSON])])
    assert desk.store.counts() == rows(desk)
    assert (desk.store.counts()["firm"], desk.store.counts()["person"]) == (1, 1)
    firms.change(desk, vat_number(1), {"name": "Altro S.r.l."})
    assert desk.store.counts() == rows(desk)
    gone = firms.remove(desk, str(added.ids[0]))
    assert desk.store.counts() == rows(desk)
    assert desk.store.counts()["firm"] == 0
    undo.undo(desk, gone.transaction)
    assert desk.store.counts() == rows(desk)
    assert desk.store.counts()["firm"] == 1


def test_an_older_store_is_counted_once(make_desk: MakeDesk) -> None:
    desk = make_desk()
    firms.add(desk, [firm_draft(people=[PERSON])])
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    revision = ScriptDirectory.from_config(config).get_revision("0003")
    with desk.store.checking() as connection:
        connection.execute(text("DROP TABLE tally"))
        with Operations.context(MigrationContext.configure(connection)):
            revision.module.upgrade()
    assert desk.store.counts() == rows(desk) | {"criterion": 0}  # a kind of a later revision
