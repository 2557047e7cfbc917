"""The schema in the migrations is the schema that the declarations give."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate
from db.tables import METADATA
from tests.conftest import MakeDesk


def test_migrations_and_declarations_agree(make_desk: MakeDesk) -> None:
    desk = make_desk()
    with desk.store.checking() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_the_schemas_number_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.SCHEMA
