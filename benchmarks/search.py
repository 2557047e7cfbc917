"""The search box beside LIKE on the folded name."""

import random
import tempfile
from pathlib import Path

from benchmarks.measure import Seconds, beside, percentile, say, timed
from benchmarks.register import firm_rows, new_desk, words
from desktop.domain.records import Firm
from desktop.services import firms


def run(rows: int) -> None:
    """Measure prefixes, infixes and two words on a register of so many firms."""
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder) / "search.sportello-store")
        with desk.store.writing(desk.stamp("bench")) as (_, change):
            for row in firm_rows(rows):
                change.add_row(Firm.KIND, row)
        chance = random.Random(3)  # noqa: S311 - queries, not secrets
        held = [word.casefold() for word in words()[:2000]]
        kinds = {
            "prefix of a word": [chance.choice(held)[:4] for _ in range(20)],
            "infix": [chance.choice(held)[1:5] for _ in range(20)],
            "two words": [f"{chance.choice(held)} {chance.choice(held)}" for _ in range(20)],
        }
        for kind, queries in kinds.items():
            spent: list[float] = []

            def ours(queries: list[str] = queries, spent: list[float] = spent) -> Seconds:
                runs = [timed(lambda q=query: firms.find(desk, q)) for query in queries]  # type: ignore[misc]  # a default binds the loop's value
                spent.extend(run.wall for run in runs)
                return Seconds(sum(r.wall for r in runs), sum(r.cpu for r in runs))

            def like(queries: list[str] = queries) -> Seconds:
                def ask() -> None:
                    with desk.store.checking() as connection:
                        for query in queries:
                            connection.exec_driver_sql(
                                "SELECT root FROM find WHERE field = 'firm.name' AND key LIKE ?"
                                " ORDER BY sort, key LIMIT 100",
                                (f"%{query}%",),
                            ).fetchall()

                return timed(ask)

            beside(f"{kind}, {len(queries)} queries", ours, "LIKE", like)
            say(f"  p95 of one query {percentile(spent, 95) * 1000:.1f} ms")
        desk.store.close()
