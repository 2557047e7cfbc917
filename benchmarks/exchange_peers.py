"""Other engines on the same shape of data, each in a process of its own: `PEER ROWS`.

SQLite's session extension (apsw) and pycrdt: insert, what it takes to hand on, to take in, and
the same once more. A peer that is not installed says so.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

_COLUMNS, _EDITS = 21, 3


def _rows(count: int) -> list[tuple[str, ...]]:
    chance = random.Random(7)  # noqa: S311 - rows, not secrets
    words = [f"parola{n}" for n in range(50_000)]
    return [
        (f"{n:032x}", *(" ".join(chance.choices(words, k=3)) for _ in range(_COLUMNS - 1)))
        for n in range(count)
    ]


def _took(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def session(count: int) -> str:
    """Measure changesets of SQLite's session extension."""
    apsw: Any = import_module("apsw")
    rows = _rows(count)
    columns = ", ".join(f"c{n}" for n in range(_COLUMNS - 1))
    marks = ", ".join("?" * _COLUMNS)
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for name in ("base", "here", "there"):
            connection = apsw.Connection(str(Path(folder) / name))
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"CREATE TABLE firm (id TEXT PRIMARY KEY, {columns})")
            made.append(connection)
        base, here, there = made
        statement = f"INSERT INTO firm VALUES ({marks})"  # noqa: S608 - marks only

        def insert(connection: Any) -> None:  # noqa: ANN401 - apsw brings no types of its own here
            with connection:
                connection.executemany(statement, rows)

        plain = _took(lambda: insert(base))
        watch = apsw.Session(here, "main")
        watch.attach()
        recorded = _took(lambda: insert(here))
        changes: list[bytes] = []
        extracted = _took(lambda: changes.append(watch.changeset()))

        def take() -> None:
            with there:
                apsw.Changeset.apply(changes[0], there, conflict=lambda *_: 0)

        applied, again = _took(take), _took(take)
    return (f"session: insert x {recorded / plain:.2f} of its base, "
            f"extract x {extracted / plain:.2f}, apply x {applied / plain:.2f}, "
            f"the same again x {again / applied:.2f} of the first")  # fmt: skip


def pycrdt(count: int) -> str:
    """Measure a document of maps."""
    crdt: Any = import_module("pycrdt")
    rows = _rows(count)

    def build(doc: Any) -> None:  # noqa: ANN401 - as above
        firms = doc.get("firms", type=crdt.Map)
        with doc.transaction():
            for key, *values in rows:
                firms[key] = crdt.Map({f"c{n}": value for n, value in enumerate(values)})

    here, there = crdt.Doc(), crdt.Doc()
    built = _took(lambda: build(here))
    updates: list[bytes] = []
    exported = _took(lambda: updates.append(here.get_update()))
    merged, again = (_took(lambda: there.apply_update(updates[0])) for _ in range(2))
    return (f"pycrdt (memory alone, no store): build {built:.2f} s, "
            f"export {exported:.2f} s, merge {merged:.2f} s, "
            f"the same again x {again / merged:.2f} of the first")  # fmt: skip


if __name__ == "__main__":
    try:
        said = {"session": session, "pycrdt": pycrdt}[sys.argv[1]](int(sys.argv[2]))
    except ImportError:
        said = f"{sys.argv[1]}: not installed"
    sys.stdout.write(f"{said}\n")
