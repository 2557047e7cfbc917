"""Many drawn runs of desks and their mail, new ones each time, and what they did."""

import os
import sys

import pytest

from tests.sync.machine import COUNTS, Desks, DesksThatErase, DesksThatForget, run

EXAMPLES = int(os.environ.get("SPORTELLO_RUNS", "300"))


@pytest.mark.parametrize("machine", [Desks, DesksThatErase, DesksThatForget])
def test_desks_agree_in_many_runs(machine: type[Desks]) -> None:
    COUNTS.clear()
    try:
        run(machine, EXAMPLES, 60, derandomize=False)
    finally:
        lines = (f"  {count:7} {name}" for name, count in sorted(COUNTS.items()))
        sys.stdout.write("\n".join((f"\n{machine.__name__}:", *lines, "")))
