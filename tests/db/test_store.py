"""The store's file: made whole, refused when it is not ours, copied while open."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import shake_256
from pathlib import Path

import pytest
from filelock import FileLock

from db import migrate
from db.identity import Identity
from db.store import Store
from db.tables import METADATA
from desktop.domain.problems import DeskError
from desktop.domain.records import Firm
from desktop.services import firms, stores
from desktop.services.desk import Desk
from desktop.texts import LANGUAGES, texts
from tests.builders import firm_draft
from tests.conftest import PASSPHRASE, MakeDesk


def _refusal(path: Path, passphrase: str | None = None) -> str:
    with pytest.raises(DeskError) as refused:
        Store.open(path, passphrase)
    return refused.value.code


def test_a_store_keeps_what_was_written(make_desk: MakeDesk, passphrase: str | None) -> None:
    desk = make_desk(passphrase=passphrase)
    added = firms.add(desk, [firm_draft(1), firm_draft(2)])
    path = desk.store.path
    desk.store.close()
    again = Store.open(path, passphrase)
    with again.reading() as reader:
        assert [firm.id for firm in reader.all(Firm)] == list(added.ids)
    assert again.identity.desk == "MI1"
    assert again.keyed is (passphrase is not None)
    again.close()


def test_a_keyed_store_shows_nothing_of_its_content(make_desk: MakeDesk) -> None:
    desk = make_desk(passphrase=PASSPHRASE)
    firms.add(desk, [firm_draft(1, name="Canarino Segreto S.r.l.")])
    desk.store.close()
    for file in desk.store.path.parent.iterdir():
        if file.is_file():
            assert b"Canarino" not in file.read_bytes(), file
    assert _refusal(desk.store.path) == "store-passphrase"
    assert _refusal(desk.store.path, "un'altra") == "store-passphrase"


def test_a_plain_store_refuses_a_passphrase(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.close()
    assert _refusal(desk.store.path, PASSPHRASE) == "store-passphrase"


def test_every_table_is_strict(make_desk: MakeDesk) -> None:
    desk = make_desk()
    with desk.store.checking() as connection:
        rows = connection.exec_driver_sql("PRAGMA table_list").fetchall()
    strict = {row[1]: row[5] for row in rows}
    assert all(strict[table.name] == 1 for table in METADATA.sorted_tables)


def test_settings_of_the_connection(make_desk: MakeDesk) -> None:
    desk = make_desk()
    with desk.store.checking() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store")
        }
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "temp_store": 2}


def test_what_is_no_store_is_refused_by_name(tmp_path: Path, make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.close()
    good = desk.store.path.read_bytes()
    cases = {
        "store-missing": None,
        "store-damaged": b"",
        "store-foreign": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 50,
        "store-damaged ": b"\x00" * 100 + good[100:],
        "store-damaged  ": good[:100] + b"\xee" * 4000 + good[4100:],
    }
    for code, content in cases.items():
        path = tmp_path / "other.sportello-store"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        assert _refusal(path) == code.strip()


def _noise(size: int) -> bytes:
    return shake_256(b"as even as what is encrypted").digest(size)


_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@pytest.mark.parametrize("keyed", [False, True])
@pytest.mark.parametrize("content", [
    pytest.param(_PDF, id="short"),
    pytest.param(_PDF.ljust(8192, b"\0"), id="pdf-of-whole-pages"),
    pytest.param(_PDF + _noise(8192 - len(_PDF)), id="compressed"),
    pytest.param(b"PK\x03\x04" + _noise(4092), id="sheet"),
    pytest.param("Elenco delle attività\r\n".encode("cp1252").ljust(4096, b"."), id="text"),
    pytest.param(_noise(5000), id="no-whole-pages"),
])  # fmt: skip
def test_what_another_program_wrote_is_foreign(
    tmp_path: Path, content: bytes, *, keyed: bool
) -> None:
    path = tmp_path / "desk.sportello-store"
    path.write_bytes(content)
    assert _refusal(path, PASSPHRASE if keyed else None) == "store-foreign"
    assert path.read_bytes() == content


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_cut_short_is_told_what_to_do(
    tmp_path: Path, language: str, make_desk: MakeDesk
) -> None:
    desk = make_desk(passphrase=PASSPHRASE)
    desk.store.close()
    whole, path = desk.store.path.read_bytes(), tmp_path / "cut.sportello-store"
    path.write_bytes(whole[:-1000])
    with pytest.raises(DeskError) as refused:
        Store.open(path, PASSPHRASE)
    advice = {"it": "o è stato troncato: prendi l’ultima copia", "en": "take the last copy"}
    assert refused.value.code == "store-foreign"
    assert advice[language] in texts(language).refusal(refused.value)


def test_what_may_be_an_encrypted_store_asks_for_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "desk.sportello-store"
    path.write_bytes(_noise(8192))
    assert _refusal(path) == _refusal(path, PASSPHRASE) == "store-passphrase"


def test_a_passphrase_does_not_hide_whose_a_plain_file_is(
    tmp_path: Path, make_desk: MakeDesk
) -> None:
    desk = make_desk()
    desk.store.close()
    assert _refusal(desk.store.path, PASSPHRASE) == "store-passphrase"
    path = tmp_path / "other.db"
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('create table t(x)')"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert _refusal(path, PASSPHRASE) == "store-foreign"


def test_another_programs_sqlite_file_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('create table t(x)')"
    subprocess.run([sys.executable, "-c", script, str(path)], check=True)
    assert _refusal(path) == "store-foreign"


def test_init_on_an_existing_file_is_refused(make_desk: MakeDesk, identity: Identity) -> None:
    desk = make_desk()
    with pytest.raises(DeskError) as refused:
        stores.create(desk.store.path, None, identity, "Anna")
    assert refused.value.code == "store-exists"


def test_a_store_made_while_one_waits_for_the_lock_is_not_replaced(
    tmp_path: Path, identity: Identity
) -> None:
    path = tmp_path / "desk.sportello-store"
    with ThreadPoolExecutor() as other:
        with FileLock(f"{path}.lock"):
            waits = other.submit(Store.create, path, None, identity)
            with pytest.raises(TimeoutError):
                waits.result(timeout=0.3)
            path.write_bytes(b"of another program")
        with pytest.raises(DeskError) as refused:
            waits.result()
    assert refused.value.code == "store-exists"
    assert path.read_bytes() == b"of another program"
    path.unlink()
    Store.create(path, None, identity).close()  # the lock was given back


def test_a_newer_store_is_refused_and_left_as_it_is(make_desk: MakeDesk) -> None:
    desk = make_desk()
    with desk.store.checking() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    desk.store.close()
    before = desk.store.path.read_bytes()
    assert _refusal(desk.store.path) == "store-newer"
    assert desk.store.path.read_bytes() == before


def test_a_second_program_is_refused_until_the_first_ends(
    make_desk: MakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.store._LOCK_WAIT", 0.1)
    desk = make_desk()
    assert _refusal(desk.store.path) == "store-locked"
    desk.store.close()
    Store.open(desk.store.path, None).close()


def _made_or_opened(path: Path, identity: Identity) -> Desk:
    if path.exists():
        return stores.open_desk(path, None, "Anna Prova")
    return stores.create(path, None, identity, "Anna Prova")


def test_a_store_that_cannot_be_made_ready_is_free_again(
    tmp_path: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_desk: Desk) -> bool:
        raise DeskError("file-not-written")

    monkeypatch.setattr("db.store._LOCK_WAIT", 0.1)
    path = tmp_path / "desk.sportello-store"
    for step in ("write", "ensure"):
        with monkeypatch.context() as broken:
            broken.setattr(f"desktop.services.marks.{step}", full)
            with pytest.raises(DeskError) as refused:
                _made_or_opened(path, identity)
        assert refused.value.code == "file-not-written"
        Store.open(path, None).close()  # while the refusal still holds what it was raised in
    stores.open_desk(path, None, "Anna Prova").store.close()


def test_a_killed_program_leaves_no_lock(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.store.close()
    script = (
        "import os,sys; from pathlib import Path; from db.store import Store;"
        "s = Store.open(Path(sys.argv[1]), None); print('open', flush=True);"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(desk.store.path)],
        check=False, capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout == "open\n"
    assert done.returncode == -9
    Store.open(desk.store.path, None).close()


def test_a_backup_of_an_open_store_holds_all_and_opens(
    make_desk: MakeDesk, tmp_path: Path, passphrase: str | None
) -> None:
    desk = make_desk(passphrase=passphrase)
    firms.add(desk, [firm_draft(n) for n in range(20)])
    made = stores.backup(desk, tmp_path / "copies")
    assert made.parent == tmp_path / "copies"
    assert [f.name for f in made.parent.iterdir()] == [made.name]
    copy = Store.open(made, passphrase)
    with copy.reading() as reader:
        assert reader.count(Firm) == 20
    copy.close()
    assert stores.info(desk)["last_backup"]


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(
    make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    monkeypatch.setattr("db.sqlite.faults", lambda _: ["row 1 missing from index"])
    with pytest.raises(DeskError) as refused:
        stores.backup(desk, tmp_path / "copies")
    assert refused.value.code == "backup-bad"
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_store_that_is_half_made_is_no_store(
    tmp_path: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.sportello-store"

    def fail(_: object) -> None:
        message = "power cut"
        raise OSError(message)

    monkeypatch.setattr("db.store.migrate", fail)
    with pytest.raises(OSError, match="power cut"):
        Store.create(path, None, identity)
    assert not path.exists()
    monkeypatch.undo()
    Store.create(path, None, identity).close()


def test_an_older_store_is_backed_up_then_migrated(
    make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, passphrase: str | None
) -> None:
    desk = make_desk(passphrase=passphrase)
    added = firms.add(desk, [firm_draft(1)])
    path = desk.store.path
    desk.store.close()
    _add_a_revision(tmp_path, monkeypatch)
    store = Store.open(path, passphrase, tmp_path / "backups")
    with store.checking() as connection:
        columns = connection.exec_driver_sql("PRAGMA table_info(firm)").fetchall()
    assert "mascot" in {column[1] for column in columns}
    with store.reading() as reader:
        assert reader.get(Firm, added.ids[0]) is not None
    store.close()
    (copy,) = (tmp_path / "backups").iterdir()
    monkeypatch.undo()
    old = Store.open(copy, passphrase)
    with old.reading() as reader:
        assert reader.count(Firm) == 1
    old.close()


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    firms.add(desk, [firm_draft(1)])
    path = desk.store.path
    desk.store.close()
    _add_a_revision(tmp_path, monkeypatch, then="raise RuntimeError('power cut')")
    with pytest.raises(RuntimeError, match="power cut"):
        Store.open(path, None)
    monkeypatch.undo()
    store = Store.open(path, None)
    with store.checking() as connection:
        columns = connection.exec_driver_sql("PRAGMA table_info(firm)").fetchall()
    assert "mascot" not in {column[1] for column in columns}
    store.close()


def _add_a_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", folder)
    (folder / "versions" / "9990_mascot.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9990'\ndown_revision = '{migrate.SCHEMA}'\n"
        "def upgrade():\n    op.add_column('firm', sa.Column('mascot', sa.Text()))\n"
        f"    {then}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("db.migrate._FOLDER", folder)
    monkeypatch.setattr("db.migrate.SCHEMA", "9990")
    monkeypatch.setattr("db.store.SCHEMA", "9990")
