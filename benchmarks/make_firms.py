"""`python -m benchmarks.make_firms FILE [--firms N] [--passphrase WORDS]`: a great register."""

import argparse
import sys
import time
from pathlib import Path

from benchmarks.measure import say
from benchmarks.register import fill, new_desk


def main(arguments: list[str]) -> int:
    """Make a store with so many firms and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.make_firms")
    parser.add_argument("file", type=Path)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--passphrase")
    chosen = parser.parse_args(arguments)
    start = time.perf_counter()
    desk = new_desk(chosen.file, chosen.passphrase)
    fill(desk, chosen.firms)
    desk.store.close()
    spent = time.perf_counter() - start
    size = chosen.file.stat().st_size / 1e6
    say(f"{chosen.firms} firms in {chosen.file}: {spent:.0f} s, {size:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
