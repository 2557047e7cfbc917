"""The window: how soon it is painted, beside a bare one, and how long it is held at work."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Seconds, beside
from benchmarks.register import firm_rows, new_desk
from desktop.domain.records import Firm

FRAME_LIMIT, ROWS_LIMIT = 1.3, 1.4


def run(rows: int) -> None:
    """Measure the empty frame, then the list of firms of a register of so many rows."""
    with tempfile.TemporaryDirectory() as folder:
        store = _register(Path(folder), rows)
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": folder, "SPORTELLO_LANGUAGE": "it",
        }  # fmt: skip
        child = _painter(environment, store)
        beside("empty frame painted", child("frame"), "a bare window", child("bare"),
               limit=FRAME_LIMIT)  # fmt: skip
        beside("100 firms painted", child("rows"), "a plain window on SQLAlchemy", child("plain"),
               limit=ROWS_LIMIT)  # fmt: skip


def _register(folder: Path, rows: int) -> Path:
    store = folder / "window.sportello-store"
    desk = new_desk(store)
    with desk.store.writing(desk.stamp("bench")) as (_, change):
        for row in firm_rows(rows):
            change.add_row(Firm.KIND, row)
    desk.store.close()
    return store


def _painter(environment: dict[str, str], store: Path) -> Callable[[str], Callable[[], Seconds]]:
    """Give what starts a kind of window on the store and takes the time that it tells."""

    def child(kind: str) -> Callable[[], Seconds]:
        def run() -> Seconds:
            words = [sys.executable, "-m", "benchmarks.window_paint", kind, str(time.monotonic())]
            done = subprocess.run(  # noqa: S603 - our own words
                [*words, str(store)], env=environment, check=False, capture_output=True, text=True
            )
            if done.returncode:
                raise SystemExit(done.stderr or done.stdout)
            wall, cpu = done.stdout.split()
            return Seconds(float(wall), float(cpu))

        return run

    return child
