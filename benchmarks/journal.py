"""The journal: a register written through it beside the same rows written raw."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.measure import Seconds, beside, say, timed
from benchmarks.register import firm_rows, new_desk
from db import sqlite
from db.sqlite.engine import engine_over
from db.tables import RECORDS
from desktop.domain.records import Firm
from desktop.services import stores

# Journal and search entries are written in the same transaction; the raw peer has neither.
LIMIT = 6.0


def run(rows: int) -> None:
    """Measure a bulk insert, the check of the store, and a single save."""
    with tempfile.TemporaryDirectory() as folder:
        held = list(firm_rows(rows))
        count = iter(range(10_000))

        def ours() -> Seconds:
            desk = new_desk(Path(folder) / f"{next(count)}.sportello-store")

            def write() -> None:
                with desk.store.writing(desk.stamp("bench")) as (_, change):
                    for row in held:
                        change.add_row(Firm.KIND, row)

            seconds = timed(write)
            desk.store.close()
            return seconds

        beside(f"insert of {rows} firms with journal and search", ours, "raw executemany",
               _raw(Path(folder), held, count), limit=LIMIT, runs=3)  # fmt: skip
        desk = new_desk(Path(folder) / "check.sportello-store")
        with desk.store.writing(desk.stamp("bench")) as (_, change):
            for row in held:
                change.add_row(Firm.KIND, row)
        seconds = timed(lambda: stores.check(desk))
        say(f"store check of {rows} firms: {seconds.wall:.2f} s (cpu {seconds.cpu:.2f})")
        desk.store.close()


def _raw(
    folder: Path, held: Sequence[tuple[object, ...]], count: Iterator[int]
) -> Callable[[], Seconds]:
    marks = ", ".join("?" * (len(Firm.KIND.columns) + 3))
    statement = f"INSERT INTO firm VALUES ({marks})"  # noqa: S608 - marks only

    def raw() -> Seconds:
        path = folder / f"raw{next(count)}.db"
        connection = sqlite.connect(path, None)
        engine = engine_over(connection)
        with engine.connect() as link:
            RECORDS["firm"].create(link)
        rows = [(*row, 1, 1, None) for row in held]

        def write() -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(statement, rows)
            connection.execute("COMMIT")

        seconds = timed(write)
        engine.dispose()
        connection.close()
        return seconds

    return raw
