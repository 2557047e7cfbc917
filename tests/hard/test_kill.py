"""500 kills, and how many hit before, after and inside the work."""

import sys
from pathlib import Path

from tests.conftest import MakeDesk
from tests.killing import kill_at_work, write_list


def test_five_hundred_kills(make_desk: MakeDesk, tmp_path: Path) -> None:
    listed = write_list(tmp_path / "list.csv")
    for work, seed in (("save", 11), ("import", 12)):
        desk = make_desk(work)
        desk.store.close()
        found = kill_at_work(desk.store.path, work, listed, times=250, seed=seed)
        sys.stdout.write(f"\n{work}: {found}\n")
        assert found.kills == 250
