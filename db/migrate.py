"""The store's schema and its migrations (Alembic, imported only when there is one to run)."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3.dbapi2 as driver

from desktop.domain.problems import DeskError

if TYPE_CHECKING:
    from sqlalchemy import Connection

SCHEMA = "0008"  # the newest revision in db/migrations/versions; a test holds them equal
_FOLDER = Path(__file__).parent / "migrations"


def version_of(connection: driver.Connection) -> str | None:
    """Give the schema's version, or None for a store that has no tables yet."""
    there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    if connection.execute(there).fetchone() is None:
        return None
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def refuse_newer(version: str, path: Path) -> None:
    """Refuse a store that a newer program wrote: its data would be read wrongly."""
    if version > SCHEMA:
        raise DeskError("store-newer", path=str(path), version=version, known=SCHEMA)


def migrate(connection: "Connection") -> None:
    """Bring the schema to `SCHEMA` in the transaction under way."""
    from alembic import command  # noqa: PLC0415 - half a second that most starts never need
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
