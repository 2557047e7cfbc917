"""The search box on a great register, plain and with a key, beside LIKE and tantivy."""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from benchmarks import stores
from benchmarks.lists import write_list
from benchmarks.measure import percentile, say
from benchmarks.queries import LATE, drawn
from benchmarks.register import opened
from desktop.services import lists, register
from desktop.services.desk import Desk
from ui.tasks import take_short_turns

LIMIT, LATE_LIMIT, WRITING_LIMIT = 16.0, 30.0, 30.0  # milliseconds at p95
LIKE_SHARE = 20  # times that LIKE may be slower at least
RUNS = 5
_OF_LIKE = 2  # texts of a kind that LIKE is asked for, in each run: it takes a second each
_IMPORTED = 6  # rows imported for a hundred firms: 60,000 at a million
_PAUSE = 0.02


def run(rows: int) -> None:
    """Measure every kind of query; then beside an import, and beside tantivy."""
    for path in (stores.plain(rows), stores.keyed(rows)):
        store = stores.opened(path)
        aside = opened(store).aside()
        aside.store.warm()
        say(f"{path.name.split('-')[0]}, {rows} firms, p95 of a query in ms, median of {RUNS} runs")
        for kind, texts in drawn(store).items():
            _beside_like(aside, kind, texts)
        aside.store.close()
        store.close()
    for path in (stores.plain(rows), stores.keyed(rows)):
        _while_writing(path, rows * _IMPORTED // 100)
    _tantivy(rows)


def _beside_like(desk: Desk, kind: str, texts: Sequence[str]) -> None:
    late = kind in LATE
    ours, theirs, answers = [], [], 0
    for nth in range(RUNS):
        spent = [_timed(lambda t=text: register.find(desk, t, late=late)) for text in texts]  # type: ignore[misc]  # a default binds the loop's value
        ours.append(percentile(spent, 95))
        some = texts[nth * _OF_LIKE : (nth + 1) * _OF_LIKE]
        theirs.append(percentile([_timed(lambda t=text: _like(desk, t)) for text in some], 95))  # type: ignore[misc]  # as above
    answers = sum(len(register.find(desk, text, late=late)) for text in texts)
    mine, peer = statistics.median(ours), statistics.median(theirs)
    limit = LATE_LIMIT if late else LIMIT
    over = "  OVER" if mine > limit or (not late and mine * LIKE_SHARE > peer) else ""
    say(
        f"  {kind}: {mine:.1f}  limit {limit:g}  beside LIKE {peer:.0f}, x {peer / mine:.0f}"
        f"  ({answers / len(texts):.0f} answers){over}"
    )


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def _like(desk: Desk, text: str) -> None:
    """Ask for the folded name alone, in the same order, as a spreadsheet's filter would."""
    typed = "".join(f"\\{c}" if c in "\\%_" else c for c in text.casefold().rstrip("'"))
    with desk.store.checking() as connection:
        connection.exec_driver_sql(
            "SELECT record, shown FROM find WHERE name LIKE ? ESCAPE '\\' "
            "ORDER BY name LIKE ? ESCAPE '\\' DESC, length(name), name LIMIT 100",
            (f"%{typed}%", f"{typed}%"),
        ).fetchall()


def _while_writing(path: Path, rows: int) -> None:
    """Ask while a list is imported on another thread, as the window does."""
    take_short_turns()
    with tempfile.TemporaryDirectory(dir=stores.folder()) as folder:
        copy = stores.copied(path, Path(folder))
        sheet = write_list(Path(folder) / "elenco.csv", rows)
        desk = opened(stores.opened(copy))
        aside = desk.aside()
        aside.store.warm()
        kinds = [texts for kind, texts in drawn(desk.store).items() if kind not in LATE]
        texts = [text for group in zip(*kinds, strict=True) for text in group]
        idle = [_timed(lambda t=text: register.find(aside, t, late=False)) for text in texts]  # type: ignore[misc]  # a default binds the loop's value
        start = time.perf_counter()
        writer = threading.Thread(target=lists.import_firms, args=(desk, sheet))
        writer.start()
        spent: list[float] = []
        while writer.is_alive():
            text = texts[len(spent) % len(texts)]
            spent.append(_timed(lambda t=text: register.find(aside, t, late=False)))  # type: ignore[misc]  # as above
            time.sleep(_PAUSE)
        took = time.perf_counter() - start
        aside.store.close()
        desk.store.close()
    at = percentile(spent, 95)
    over = "  OVER" if at > WRITING_LIMIT else ""
    say(
        f"{path.name.split('-')[0]}: while {rows} rows are imported ({took:.0f} s), "
        f"{len(spent)} queries: p95 {at:.1f}  limit {WRITING_LIMIT:g}"
        f"  (idle {percentile(idle, 95):.1f}, longest {max(spent):.0f}){over}"
    )


def _tantivy(rows: int) -> None:
    if find_spec("tantivy") is None:
        say("tantivy: not installed")
        return
    from benchmarks import tantivy_peer  # noqa: PLC0415 - a peer that may not be there

    store = stores.opened(stores.plain(rows))
    with tempfile.TemporaryDirectory(dir=stores.folder()) as folder:
        tantivy_peer.run(store, Path(folder), drawn(store))
    store.close()
