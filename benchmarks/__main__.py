"""`./dev bench`: each figure beside its peer; `--full` at 1,000,000 rows, in named parts."""

import sys
from importlib import import_module

from benchmarks.measure import say

ROWS, FULL_ROWS = 100_000, 1_000_000
PARTS = ("start", "window", "journal", "exchange", "search", "eligibility", "papers")


def main(words: list[str]) -> int:
    full = "--full" in words
    named = [word for word in words if not word.startswith("--")]
    unknown = [word for word in named if word not in PARTS]
    if unknown:
        sys.stderr.write(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}\n")
        return 2
    for part in named or PARTS:
        say(f"# {part}")
        import_module(f"benchmarks.{part}").run(FULL_ROWS if full else ROWS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
