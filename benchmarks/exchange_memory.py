"""A merge in a process of its own: prints the most memory that it held, in MiB.

`python -m benchmarks.exchange_memory STORE [FILE...]`.
"""

import os
import sys
from pathlib import Path

from desktop.services import exchange, stores
from desktop.services.uncollected import uncollected


def main(store: Path, files: list[Path]) -> None:
    desk = stores.open_desk(store, os.environ.get("SPORTELLO_PASSPHRASE") or None, "Banco di prova")
    with uncollected():
        for path in files:
            exchange.receive(desk, path)
    desk.store.close()
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    sys.stdout.write(f"{int(peak.split()[1]) / 1024}\n")  # getrusage would count who started this


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
