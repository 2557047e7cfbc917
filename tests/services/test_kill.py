"""kill -9 at any moment of a save or an import; the long run is tests/hard."""

from pathlib import Path

from tests.conftest import MakeDesk
from tests.killing import kill_at_work, write_list


def test_a_killed_save_is_whole_or_not_there(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk()
    desk.store.close()
    found = kill_at_work(desk.store.path, "save", tmp_path, times=15, seed=1)
    assert found.kills == 15
    assert found.saved > 0  # some saves were reached


def test_a_killed_import_is_whole_or_not_there(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk()
    desk.store.close()
    listed = write_list(tmp_path / "list.csv")
    found = kill_at_work(desk.store.path, "import", listed, times=15, seed=2)
    assert found.before + found.after == 15
    assert found.before > 0
