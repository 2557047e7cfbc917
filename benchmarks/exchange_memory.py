"""A merge in a process of its own: prints the most memory that it held, in MiB.

`python -m benchmarks.exchange_memory STORE [FILE...]`.
"""

import os
import resource
import sys
from pathlib import Path

from desktop.services import exchange, stores


def main(store: Path, files: list[Path]) -> None:
    desk = stores.open_desk(store, os.environ.get("SPORTELLO_PASSPHRASE") or None, "Banco di prova")
    for path in files:
        exchange.receive(desk, path)
    desk.store.close()
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
