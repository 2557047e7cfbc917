"""Papers: whole scripts from content to bytes, imports included, beside other engines.

The dossier is the first twelve pages of that of a mission of twenty firms; all have the same blocks
to set. Dense pages suit our engine: on the sparser ones of a small mission Typst is further ahead.
Memory is what a catalogue holds at most beyond its content and the file that it becomes.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import RUNS, Seconds, as_a_user, command, medians, say
from benchmarks.paper_content import write_catalogue, write_dossier
from benchmarks.paper_peers import NOT_INSTALLED

# how much of a peer's time ours may take
PEERS = {"fpdf2": 1 / 4, "weasyprint": 1 / 8, "typst": 1.1}
WIDGET_LIMIT = 1 / 3
FIRMS, MANY = 500, 5_000
MEMORY_LIMIT = 1.2
_MIB = 1 << 20


def run(_rows: int) -> None:
    """Measure the dossier, the catalogue, and what a long catalogue holds in memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _dossier(folder)
        _catalogue(folder)
        _memory(folder)


def _dossier(folder: Path) -> None:
    blocks, plain = write_dossier(folder)
    scripts = {"ours": _script(folder, "paper_ours", str(blocks), str(folder / "ours.pdf"))}
    for peer in PEERS:
        words = ("paper_peers", peer, str(plain), str(folder / f"{peer}.pdf"))
        if _runs(words):
            scripts[peer] = _script(folder, *words)
        else:
            say(f"dossier beside {peer}: not installed")
    found = _in_turn(scripts)
    for peer, theirs in found.items():
        if peer != "ours":
            _say("a dossier of 12 pages", found["ours"], peer, theirs, PEERS[peer])


def _catalogue(folder: Path) -> None:
    blocks, out = str(write_catalogue(folder, FIRMS)), str(folder / "catalogue.pdf")
    found = _in_turn(
        {
            "ours": _script(folder, "paper_ours", blocks, out),
            "widget": _script(folder, "paper_ours", blocks, out, "--widget"),
        }
    )
    _say(f"a catalogue of {FIRMS} firms", found["ours"], "ReportLab's QR widget", found["widget"],
         WIDGET_LIMIT)  # fmt: skip


def _memory(folder: Path) -> None:
    few, many = (_held(folder, firms) for firms in (FIRMS, MANY))
    ratio = many / few
    over = "" if ratio <= MEMORY_LIMIT else "  OVER"
    say(f"memory of a catalogue beyond content and file: {few:.0f} MiB of {FIRMS} firms, "
        f"{many:.0f} MiB of {MANY}  x {ratio:.2f}  limit {MEMORY_LIMIT:g}{over}")  # fmt: skip


def _held(folder: Path, firms: int) -> float:
    """Give the most memory of a process that sets a catalogue, in MiB, as the limit counts it."""
    blocks, out = write_catalogue(folder, firms), folder / "memory.pdf"
    words = _words("paper_ours", str(blocks), str(out), "--memory")
    said = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own words
    empty, before, most = map(float, said.stdout.split())
    return most - (before - empty) - out.stat().st_size / _MIB


def _words(module: str, *words: str) -> list[str]:
    return [sys.executable, "-W", "ignore", "-m", f"benchmarks.{module}", *words]


def _script(folder: Path, module: str, *words: str) -> Callable[[], Seconds]:
    return command(*_words(module, *words), given=as_a_user(folder))


def _runs(words: tuple[str, ...]) -> bool:
    """Say whether a peer is there."""
    done = subprocess.run(_words(*words), check=False, capture_output=True)  # noqa: S603 - as above
    if done.returncode not in {0, NOT_INSTALLED}:
        raise SystemExit(done.stderr.decode())
    return done.returncode == 0


def _in_turn(scripts: dict[str, Callable[[], Seconds]]) -> dict[str, Seconds]:
    """Run each once uncounted, then all in turn, five times; give the medians."""
    rounds = [{name: script() for name, script in scripts.items()} for _ in range(RUNS + 1)][1:]
    return {name: medians([one[name] for one in rounds]) for name in scripts}


def _say(what: str, ours: Seconds, peer: str, theirs: Seconds, limit: float) -> None:
    wall, cpu = ours.wall / theirs.wall, ours.cpu / theirs.cpu
    over = "" if wall <= limit else "  OVER"
    mine, others = (f"{one.wall:.3f} s (cpu {one.cpu:.3f})" for one in (ours, theirs))
    ratio = f"x {wall:.3f} (cpu {cpu:.3f})"
    say(f"{what}: {mine} beside {peer}: {others}  {ratio}  limit {limit:.3g}{over}")


if __name__ == "__main__":
    run(0)
