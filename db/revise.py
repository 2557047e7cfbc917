"""`python -m db.revise "what changes"`: write the migration that the declarations ask for.

A developer's tool: it makes a store at the newest revision, compares it with the tables that
derive from the records, and writes the difference as the next numbered revision.
"""

import re
import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from db import sqlite
from db.sqlite.engine import engine_over

_FOLDER = Path(__file__).parent / "migrations"


def revise(message: str) -> Path:
    """Write the next revision and give its file; ValueError when nothing has changed."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    number = int(ScriptDirectory.from_config(config).get_current_head() or "0") + 1
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite.connect(Path(folder) / "empty.sportello-store", None)
        engine = engine_over(connection)
        with engine.connect() as link:
            config.attributes["connection"] = link
            command.upgrade(config, "head")
            made = command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")
        engine.dispose()
        connection.close()
    path = Path(made.path)  # type: ignore[union-attr]  # one message makes one script
    body = path.read_text(encoding="utf-8")
    if re.search(r"^    pass$", body, re.MULTILINE):
        path.unlink()
        nothing = "the migrations already say what the declarations say"
        raise ValueError(nothing)
    _set_schema(f"{number:04d}")
    return path


def _set_schema(number: str) -> None:
    """Write the new number into db/migrate.py, where a start-up reads it without Alembic."""
    path = Path(__file__).parent / "migrate.py"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'SCHEMA = "\d+"', f'SCHEMA = "{number}"', text), encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(f"{revise(sys.argv[1])}\n")
