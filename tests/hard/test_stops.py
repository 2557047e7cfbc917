"""An export and an import stopped at every single write."""

import sys
from pathlib import Path

from tests.exchanging import desks_in
from tests.stopping import stopped_exports, stopped_imports


def test_stopped_at_every_write_of_an_export(tmp_path: Path) -> None:
    with desks_in(tmp_path) as desks:
        found = stopped_exports(desks, every=1)
    sys.stdout.write(f"\nexport: {found}\n")
    assert found.stops == found.writes


def test_stopped_at_every_write_of_an_import(tmp_path: Path) -> None:
    with desks_in(tmp_path) as desks:
        found = stopped_imports(desks, every=1)
    sys.stdout.write(f"\nimport: {found}\n")
    assert found.stops == found.writes
    assert found.before
    assert found.after
