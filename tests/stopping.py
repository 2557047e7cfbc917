"""Stop a desk for good at any write of an export or an import, as a pulled plug does."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, event

from desktop.services import exchange
from tests.builders import FIRM, firm_draft
from tests.exchanging import Desks, is_sound, register

ROOT = Path(__file__).parents[1]
STOPPED = 77  # the exit code of a child that stopped where it was told to
_WRITES = ("INSERT", "UPDATE", "DELETE", "SAVEPOINT")

CHILD = """
import sys
from pathlib import Path
from desktop.services import exchange, stores
from tests.stopping import stop_at

path, deed, where, nth = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), int(sys.argv[4])
desk = stores.open_desk(path, None, "Anna Prova")
passed = stop_at(nth)
if deed == "export":
    exchange.export(desk, "BG1", where)
else:
    print(exchange.receive(desk, where).state, file=sys.stderr)
print(passed[0])
desk.store.close()
"""


def stop_at(nth: int) -> list[int]:
    """Let the process end at its nth write from now on; gives where the writes are counted.

    A write is a statement that writes, a commit before it is made, a file that is opened to be
    written, and a file that gets its name or loses it.
    """
    passed = [0]

    def step() -> None:
        if passed[0] == nth:
            os._exit(STOPPED)
        passed[0] += 1

    def statement(_connection: Connection, _cursor: object, said: str, *_: object) -> None:
        if said.lstrip().startswith(_WRITES):
            step()

    def commit(_: Connection) -> None:
        step()

    def audited(name: str, arguments: tuple[object, ...]) -> None:
        opened = name == "open" and any(c in str(arguments[1] or "") for c in "wxa+")
        if opened or name in {"os.rename", "os.remove"}:
            step()

    event.listen(Engine, "before_cursor_execute", statement)
    event.listen(Engine, "commit", commit)
    sys.addaudithook(audited)
    return passed


def run(path: Path, deed: str, where: Path, nth: int) -> int | None:
    """Run a deed in a child; gives how many writes it made, None when it was stopped."""
    words = [sys.executable, "-c", CHILD, str(path), deed, str(where), str(nth)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=ROOT)
    if done.returncode == STOPPED:
        return None
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


@dataclass
class Stops:
    """What was found: how many stops, after how many of them the work was not there yet."""

    writes: int = 0
    stops: int = 0
    before: int = 0
    after: int = 0


def stopped_exports(desks: Desks, every: int) -> Stops:
    """Stop exports at every so many writes; what lies on the stick is whole, the store sound."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    firm = register(mi, FIRM)
    digest = mi.store.digest()
    desks.shut("MI1")
    found = Stops()
    copy = desks.path("MI1").read_bytes()
    stick = desks.folder / "stick" / "whole"
    found.writes = run(desks.path("MI1"), "export", stick, -1) or 0
    for nth in range(0, found.writes, every):
        _put_back(desks, "MI1", copy)
        stick = desks.folder / "stick" / f"stop-{nth}"
        assert run(desks.path("MI1"), "export", stick, nth) is None
        found.stops += 1
        held = list(stick.glob("*.sportello"))
        found.after += bool(held)
        found.before += not held
        mi = desks.reopen("MI1")
        assert mi.store.digest() == digest
        assert is_sound(mi)
        for path in [*held, desks.send(mi, bg)]:
            assert exchange.receive(bg, path).state in {"applied", "duplicate"}
        assert bg.store.digest() == digest
        desks.shut("MI1")
    assert firm
    return found


def stopped_imports(desks: Desks, every: int) -> Stops:
    """Stop imports at every so many writes: before or after, and the next import completes."""
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    register(mi, FIRM)
    desks.settle(mi, bg)
    register(mi, firm_draft(2) | {"people": [{"family_name": "Prova", "given_name": "Lia"}]})
    path = desks.send(mi, bg)
    before, after = bg.store.digest(), mi.store.digest()
    desks.shut("BG1")
    copy = desks.path("BG1").read_bytes()
    found = Stops()
    found.writes = run(desks.path("BG1"), "import", path, -1) or 0
    for nth in range(0, found.writes, every):
        _put_back(desks, "BG1", copy)
        assert run(desks.path("BG1"), "import", path, nth) is None
        found.stops += 1
        bg = desks.reopen("BG1")
        digest = bg.store.digest()
        assert digest in {before, after}
        found.before += digest == before
        found.after += digest == after
        assert is_sound(bg)
        assert exchange.receive(bg, path).state in {"applied", "duplicate"}
        assert bg.store.digest() == after
        assert is_sound(bg)
        with bg.store.exchanging() as held:
            peer = held.peer("MI1")
            assert peer is not None
            assert peer.heard_at
            assert held.waiting() == []
        desks.shut("BG1")
    return found


def _put_back(desks: Desks, code: str, copy: bytes) -> None:
    path = desks.path(code)
    for beside in path.parent.glob(path.name + "-*"):
        beside.unlink()
    path.write_bytes(copy)
