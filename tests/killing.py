"""Kill a desk at work at any moment: the store is as before or as after, never between."""

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop.domain.records import Firm
from desktop.services import lists, stores
from tests.builders import firm_draft

ROOT = Path(__file__).parents[1]
BULK = 300

# The child works and says what is safely written; the parent kills it whenever it likes.
CHILD = """
import sys
from pathlib import Path
from uuid import UUID
from desktop.services import firms, lists, stores
from tests.builders import firm_draft

path, work, listed, start = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
desk = stores.open_desk(path, None, "Anna Prova")
print("ready", flush=True)
if work == "import":
    lists.import_firms(desk, listed)
    print("done", flush=True)
else:
    for n in range(start, start + 10_000):
        firms.add(desk, [firm_draft(n)])
        print(n, flush=True)
"""


def write_list(path: Path) -> Path:
    """Write a list of `BULK` invented firms."""
    rows = [firm_draft(n) for n in range(BULK)]
    lines = ["Ragione sociale;P. IVA", *(f"{row['name']};{row['vat_number']}" for row in rows)]
    path.write_text("\r\n".join(lines), encoding="utf-8-sig")
    return path


@dataclass
class Kills:
    """What was found after the kills: how many hit the work itself."""

    kills: int = 0
    before: int = 0
    after: int = 0
    saved: int = 0


def kill_at_work(store: Path, work: str, listed: Path, times: int, seed: int) -> Kills:
    """Kill a desk `times` times at `save` or `import` and look at the store after each."""
    chance = random.Random(seed)  # noqa: S311 - the moments of the kills, not a secret
    found = Kills()
    for _ in range(times):
        wait = chance.uniform(0.0, 0.9 if work == "import" else 0.15)
        said = _killed(store, work, listed, wait, start=found.saved)
        found.kills += 1
        _look(store, work, said, found)
    return found


def _killed(store: Path, work: str, listed: Path, wait: float, start: int) -> list[str]:
    command = [sys.executable, "-c", CHILD, str(store), work, str(listed), str(start)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        return child.stdout.read().split()


def _look(store: Path, work: str, said: list[str], found: Kills) -> None:
    desk = stores.open_desk(store, None, "Anna Prova")
    try:
        checked = stores.check(desk)
        assert checked.ok, json.dumps([checked.records, checked.chains, checked.pages])
        with desk.store.reading() as reader:
            firms = reader.count(Firm)
        if work == "save":
            # a save that was said to be safe is there; at most one more had just been written
            assert firms - found.saved - len(said) in (0, 1)
            found.saved = firms
            return
        assert firms in (0, BULK)
        found.before += firms == 0
        found.after += firms == BULK
        for done in lists.imports(desk):
            lists.undo_import(desk, UUID(str(done["import"])))
        with desk.store.reading() as reader:
            assert reader.count(Firm) == 0
    finally:
        desk.store.close()
