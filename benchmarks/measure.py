"""Measuring: ours and the peer in turn, the median of five, wall and processor seconds."""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RUNS = 5
_NOT_A_USERS = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Seconds:
    """One run: wall time, and processor time of this process or of its finished children."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Figure:
    """A median of ours beside a peer's, and the ratio they may have at most."""

    what: str
    ours: Seconds
    peer: str
    theirs: Seconds
    limit: float | None

    @property
    def ratio(self) -> float:
        return self.ours.wall / self.theirs.wall

    def line(self) -> str:
        ours = f"{self.ours.wall:.3f} s (cpu {self.ours.cpu:.3f})"
        theirs = f"{self.theirs.wall:.3f} s (cpu {self.theirs.cpu:.3f})"
        limit = "" if self.limit is None else f"  limit {self.limit:g}"
        over = "" if self.limit is None or self.ratio <= self.limit else "  OVER"
        figures = f"{ours} beside {self.peer}: {theirs}  x {self.ratio:.2f}"
        return f"{self.what}: {figures}{limit}{over}"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def timed(work: Callable[[], object]) -> Seconds:
    """Run once in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return Seconds(time.perf_counter() - wall, time.process_time() - cpu)


def as_a_user(folder: str | Path) -> dict[str, str]:
    """Give a user's environment: byte code is kept as usual, here in a folder of its own."""
    given = {name: value for name, value in os.environ.items() if name != _NOT_A_USERS}
    return given | {"PYTHONPYCACHEPREFIX": f"{folder}/bytecode"}


def command(*words: str, given: Mapping[str, str] | None = None) -> Callable[[], Seconds]:
    """Give a run of a whole command, as a process of its own, in an environment."""

    def run() -> Seconds:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(words, env=given, check=False, capture_output=True, text=True)  # noqa: S603 - our own words
        wall = time.perf_counter() - start
        if done.returncode:
            raise SystemExit(done.stderr or done.stdout)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        return Seconds(wall, cpu)

    return run


def beside(
    what: str,
    ours: Callable[[], Seconds],
    peer: str,
    theirs: Callable[[], Seconds],
    *,
    limit: float | None = None,
    runs: int = RUNS,
) -> Figure:
    """Measure two in turn (after one run of each that is not counted) and say the figure."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    figure = Figure(
        what, medians([p[0] for p in pairs]), peer, medians([p[1] for p in pairs]), limit
    )
    say(figure.line())
    return figure


def medians(runs: Sequence[Seconds]) -> Seconds:
    """Give the medians of runs."""
    return Seconds(
        statistics.median(run.wall for run in runs), statistics.median(run.cpu for run in runs)
    )


def percentile(values: Sequence[float], share: int) -> float:
    """Give the value that `share` per cent do not pass."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]
