"""The window: how soon it is painted, beside a bare one, and how long it is held at work."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from benchmarks import stores
from benchmarks.lists import write_list
from benchmarks.measure import Seconds, as_a_user, beside, percentile, say
from benchmarks.register import opened, words
from desktop.services import missions, register

FRAME_LIMIT, ROWS_LIMIT = 1.3, 1.4
HELD_LIMIT, KEY_LIMIT = 50, 100  # milliseconds
PAGE_CACHES, MEMORY_LIMIT = 64 + 32, 140  # MiB: the writer's and the reader's, and what is beyond
LIST_ROWS, APPLIED = 10_000, 20
FEW = 1_000  # firms of the register on which a first window works, unmeasured
WORDS = 2_000  # of the register's, the commonest
_NOT_A_USERS = ("SPORTELLO_DATA", "SPORTELLO_STORE")


def run(rows: int) -> None:
    """Measure the empty frame, the list of firms of a register, and the window at work on it."""
    with tempfile.TemporaryDirectory(dir=stores.folder()) as folder:
        store = _register(Path(folder), rows)
        environment = _environment(folder)
        child = _painter(environment, store)
        beside("empty frame painted", child("frame"), "a bare window", child("bare"),
               limit=FRAME_LIMIT)  # fmt: skip
        beside("100 firms painted", child("rows"), "a plain window on SQLAlchemy", child("plain"),
               limit=ROWS_LIMIT)  # fmt: skip
        typed = Path(folder) / "parole.txt"
        typed.write_text("\n".join(words()[:WORDS]).casefold(), encoding="utf-8")
        listed = write_list(Path(folder) / "elenco.csv", LIST_ROWS)
        _worked(environment, _register(Path(folder), FEW), listed, typed)
        _at_work(environment, store, listed, typed)


def _environment(folder: str) -> dict[str, str]:
    """Give a user's environment: no screen, a folder of its own, byte code kept as usual."""
    given = {k: v for k, v in as_a_user(folder).items() if k not in _NOT_A_USERS}
    return given | {
        "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": folder, "SPORTELLO_LANGUAGE": "it",
    }  # fmt: skip


def _register(folder: Path, rows: int) -> Path:
    """Give a copy of the register, with applications to its first mission."""
    store = stores.copied(stores.plain(rows), folder)
    desk = opened(stores.opened(store))
    mission = str(missions.listed(desk)[0].id)
    missions.apply(desk, [
        {"mission": mission, "firm": str(firm.id), "arrived_at": "2021-09-09T10:00:05+02:00"}
        for firm in register.page(desk, limit=APPLIED)
    ])  # fmt: skip
    desk.store.close()
    return store


def _worked(environment: dict[str, str], store: Path, *paths: Path) -> dict[str, Any]:
    """Work in a window of its own; gives what it tells.

    A first time goes before the measured one: it compiles every module, as an installer does
    once for a desk, and what that takes of memory Python keeps as long as the window is open.
    """
    command = [sys.executable, "-m", "benchmarks.window_hold", str(store), *map(str, paths)]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)  # noqa: S603 - our own words
    if done.returncode:
        raise SystemExit(done.stderr or done.stdout)
    return cast("dict[str, Any]", json.loads(done.stdout))


def _at_work(environment: dict[str, str], store: Path, *paths: Path) -> None:
    """Say how long the window's thread was held by each deed, and how late keys were answered."""
    found = _worked(environment, store, *paths)
    for doing, seconds in found["held"].items():
        if doing:
            _say(f"window held at most, {doing}", seconds * 1000, HELD_LIMIT, "ms")
    _say("key to painted rows, p95", percentile(found["keys"], 95) * 1000, KEY_LIMIT, "ms")
    for deed, held in found["resident"].items():
        _say(
            f"memory beyond the page caches, after {deed}", held - PAGE_CACHES, MEMORY_LIMIT, "MiB"
        )


def _say(what: str, found: float, limit: int, unit: str) -> None:
    over = "" if found <= limit else "  OVER"
    say(f"{what}: {found:.0f} {unit}  limit {limit} {unit}{over}")


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
