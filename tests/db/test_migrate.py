"""The schema in the migrations is the schema that the declarations give."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from db import migrate
from db.tables import DERIVED, METADATA
from tests.conftest import MakeDesk


def test_migrations_and_declarations_agree(make_desk: MakeDesk) -> None:
    desk = make_desk()
    with desk.store.checking() as connection:
        options = {"compare_type": True, "include_name": _is_declared}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == []


def _is_declared(name: str | None, kind: str, _parents: object) -> bool:
    """The search box's tables are derived, and made by the store itself."""
    return kind != "table" or name is None or not name.startswith(DERIVED)


def test_the_schemas_number_is_the_newest_revision() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == migrate.SCHEMA
