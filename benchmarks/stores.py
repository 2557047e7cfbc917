"""The registers that are measured on: made once, kept in .bench/ until what makes them changes."""

import hashlib
import shutil
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from benchmarks import register
from benchmarks.measure import say
from benchmarks.register import fill, new_desk
from db.entries import fingerprint
from db.migrate import SCHEMA
from db.store import Store

FOLDER = Path(__file__).parents[1] / ".bench"
PASSPHRASE = "prova di misura"  # noqa: S105 - of a store that holds nothing


def folder() -> Path:
    """Give the folder of the registers; it is made."""
    FOLDER.mkdir(exist_ok=True)
    return FOLDER


def plain(rows: int) -> Path:
    """Give a store with so many firms."""
    path = FOLDER / f"firms-{rows}-{_made_from()}.sportello-store"
    if not path.exists():
        say(f"making a register of {rows} firms in {path}")
        _forget(f"firms-{rows}-*")
        desk = new_desk(path.with_suffix(".part"))
        fill(desk, rows)
        desk.store.close()
        path.with_suffix(".part").rename(path)
    return path


def keyed(rows: int) -> Path:
    """Give the same store under `PASSPHRASE`."""
    path = FOLDER / f"keyed-{rows}-{_made_from()}.sportello-store"
    if not path.exists():
        source = plain(rows)
        _forget(f"keyed-{rows}-*")
        part = path.with_suffix(".part")
        connection = driver.connect(str(source), isolation_level=None)
        (identity,) = connection.execute("PRAGMA application_id").fetchone()
        connection.execute("ATTACH DATABASE ? AS keyed KEY ?", (str(part), PASSPHRASE))
        connection.execute("SELECT sqlcipher_export('keyed')")
        connection.execute(f"PRAGMA keyed.application_id = {identity}")
        connection.execute("DETACH DATABASE keyed")
        connection.close()
        part.rename(path)
    return path


def copied(path: Path, folder: Path) -> Path:
    """Give a copy that may be written to."""
    return Path(shutil.copy(path, folder / path.name))


def opened(path: Path) -> Store:
    """Open one of them."""
    return Store.open(path, PASSPHRASE if path.name.startswith("keyed") else None)


def _made_from() -> str:
    source = Path(register.__file__).read_text(encoding="utf-8")
    held = f"{source}{fingerprint()}{SCHEMA}"
    return hashlib.sha256(held.encode()).hexdigest()[:10]


def _forget(pattern: str) -> None:
    for path in folder().glob(pattern):
        path.unlink()
