"""Start-up: whole commands on a small store beside `import sqlalchemy`, and the demo."""

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import beside, command, say

LIMIT = 3.0
DEMO_SECONDS = 30


def run(_rows: int) -> None:
    """Measure the commands that a script of a chamber calls most."""
    python = sys.executable
    cli = [python, "-m", "desktop.cli"]
    peer = command(python, "-c", "import sqlalchemy")
    with tempfile.TemporaryDirectory() as folder:
        demo = command(*cli, "demo", str(Path(folder) / "demo"))()
        over = "" if demo.wall <= DEMO_SECONDS else "  OVER"
        say(f"demo: {demo.wall:.1f} s (cpu {demo.cpu:.1f})  limit {DEMO_SECONDS} s{over}")
        store = next((Path(folder) / "demo").glob("*.sportello-store"))
        for words in (
            ("store", "info"),
            ("firms", "find", "verde"),
            ("missions", "show", "DUBAI-2021"),
            ("applications", "list", "DUBAI-2021"),
            ("sessions", "list"),
            ("documents", "list"),
        ):
            ours = command(*cli, "--store", str(store), "--json", *words)
            beside(f"sportello-cli {' '.join(words)}", ours, "import sqlalchemy", peer, limit=LIMIT)
