"""The exchange: written, exported, merged, beside the same rows written raw.

Base is the same driver with the same record table and its b-tree indexes, without journal and
without search; ours is measured without search first, and once more with it. In turn, plain and
with a key: a fresh pair of desks for each run.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

import msgspec
import zstandard

from benchmarks.measure import Seconds, medians, say, timed
from benchmarks.register import records, words
from db import search, sqlite
from db.identity import Identity
from db.sqlite.engine import engine_over
from db.tables import RECORDS
from desktop.domain.codecs import Email, Phone, Primitive, Website
from desktop.domain.records import Firm
from desktop.services import exchange, stores, trust
from desktop.services.desk import Desk
from desktop.services.uncollected import uncollected

PASSPHRASE = "prova di misura"  # noqa: S105 - of a store that holds nothing
RUNS = 3
KEYED = 1.3  # times a limit that a key may cost
LIMITS = {
    "insert": 1.5, "export": 1.0, "merge": 2.0, "edits merged": 0.70, "duplicate": 0.01,
    "bytes": 1.05, "edit bytes": 1.10,
}  # fmt: skip
MEMORY = 150  # MiB that a merge may take beyond a store that is only open
_EDITED = ("email", "website", "products", "notes", "phone", "mobile", "rea", "pec",
           "special_section", "source")  # fmt: skip
_CHOICES = {"special_section": ("craft", "farming"), "source": ("register", "list")}
Row = tuple[Primitive, ...]
Edits = list[tuple[Row, dict[str, str]]]
_PLACES = {column.name: place for place, column in enumerate(Firm.KIND.columns)}


@dataclass
class _Run:
    """The seconds of every step, run by run, and sizes in bytes."""

    took: dict[str, list[Seconds]] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, seconds: Seconds) -> None:
        self.took.setdefault(what, []).append(seconds)

    def ratio(self, what: str, over: str) -> float:
        pairs = zip(self.took[what], self.took[over], strict=True)
        return sorted(a.wall / b.wall for a, b in pairs)[len(self.took[what]) // 2]


def run(rows: int) -> None:
    """Measure all of it at so many firms, plain and with a key, and beside other engines."""
    held = list(_rows(rows))
    edits = _edits(held)
    with uncollected():  # as the window's and the command line's deeds are done
        for passphrase in (None, PASSPHRASE):
            _measure(held, edits, passphrase)
    script = str(Path(__file__).with_name("exchange_peers.py"))
    for peer in ("session", "pycrdt"):
        asked = [sys.executable, script, peer, str(rows)]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        say(done.stdout.strip() or f"{peer}: {done.stderr.strip().splitlines()[-1]}")


def _rows(count: int) -> Iterator[Row]:
    """Give firms with some twenty filled columns, about 600 bytes each."""
    chance = random.Random(5)  # noqa: S311 - a register, not a secret
    held = words()
    for n, (firm, _) in enumerate(records(count)):
        said = " ".join(chance.choices(held, k=12))
        yield Firm.KIND.to_row(replace(
            firm, email=Email(f"info{n}@impresa.example"), mobile=Phone(f"+39347{n:07d}"),
            website=Website(f"https://impresa{n}.example"), products=said,
            notes=" ".join(chance.choices(held, k=20)), hs_codes=(f"{n % 9000 + 1000}",),
            certifications=("ISO 9001",),
        ))  # fmt: skip


def _edits(rows: Sequence[Row]) -> Edits:
    """Give three changed fields for each firm."""
    chance = random.Random(6)  # noqa: S311 - as above
    return [
        (row, {name: _value(chance, name) for name in chance.sample(_EDITED, 3)}) for row in rows
    ]


def _value(chance: random.Random, name: str) -> str:
    return chance.choice(_CHOICES[name]) if name in _CHOICES else f"v{chance.randint(0, 10**9)}"


# --- one store beside the base ----------------------------------------------------------------


def _measure(rows: list[Row], edits: Edits, passphrase: str | None) -> None:
    found = _Run()
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as folder, _data_in(folder):
            _base(Path(folder), rows, edits, passphrase, found)
            with patch.object(search, "matters", _nothing_matters):
                _ours(Path(folder), rows, edits, passphrase, found)
    with tempfile.TemporaryDirectory() as folder, _data_in(folder):
        desk = _desk(Path(folder), "MI1", passphrase)
        found.add("insert with search", timed(lambda: _insert(desk, rows)))
        desk.store.close()
        _memory(Path(folder), rows, passphrase)
    _tell(rows, edits, "with a key" if passphrase else "plain", found)


def _nothing_matters(*_: object, **__: object) -> bool:
    """Stand for a search box that reads nothing: a mock of its own would cost more than it."""
    return False


@contextmanager
def _data_in(folder: str) -> Iterator[None]:
    with patch.dict(os.environ, {"SPORTELLO_DATA": f"{folder}/data"}):
        yield


def _base(
    folder: Path, rows: list[Row], edits: Edits,
    passphrase: str | None, found: _Run,
) -> None:  # fmt: skip
    connection = sqlite.connect(folder / "base.db", passphrase)
    with engine_over(connection).connect() as link:
        RECORDS[Firm.KIND.name].create(link)
    marks = ", ".join("?" * (len(Firm.KIND.columns) + 3))
    full = [(*row, 1, 1, None) for row in rows]

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(f"INSERT INTO firm VALUES ({marks})", full)  # noqa: S608 - marks only
        connection.execute("COMMIT")

    def update() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for row, values in edits:
            for name, value in values.items():
                connection.execute(f"UPDATE firm SET {name} = ? WHERE id = ?", (value, row[0]))  # noqa: S608
        connection.execute("COMMIT")

    found.add("base insert", timed(insert))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    found.bytes["base store"] = (folder / "base.db").stat().st_size
    found.add("base updates", timed(update))
    connection.close()


def _ours(
    folder: Path, rows: list[Row], edits: Edits,
    passphrase: str | None, found: _Run,
) -> None:  # fmt: skip
    here, there = _desk(folder, "MI1", passphrase), _desk(folder, "BG1", passphrase)
    for one, other in ((here, there), (there, here)):
        trust.write_own(one, folder / "one.card")
        trust.trust(other, folder / "one.card")
    files: list[Path] = []
    found.add("insert", timed(lambda: _insert(here, rows)))
    found.bytes["store"] = _size(here.store.path, passphrase)
    found.add("export", timed(lambda: files.extend(exchange.export(here, "BG1", folder))))
    found.bytes["bytes"] = sum(path.stat().st_size for path in files)
    found.add("merge", timed(lambda: _receive(there, files, len(rows))))
    found.add("duplicate", timed(lambda: _receive(there, files, 0)))
    _receive(here, exchange.export(there, "MI1", folder), 0)
    found.add("edits", timed(lambda: _edit(here, edits)))
    files.clear()
    found.add("edits exported", timed(lambda: files.extend(exchange.export(here, "BG1", folder))))
    found.bytes["edit bytes"] = sum(path.stat().st_size for path in files)
    found.add("edits merged", timed(lambda: _receive(there, files, len(edits))))
    here.store.close()
    there.store.close()


def _desk(folder: Path, code: str, passphrase: str | None) -> Desk:
    identity = Identity("MI", code, code, "internazionalizzazione-2021", practice=False)
    path = folder / f"{code}.sportello-store"
    return stores.create(path, passphrase, identity, "Banco di prova")


def _size(path: Path, passphrase: str | None) -> int:
    """Give the bytes of a store when everything that stands beside it was taken into it."""
    connection = sqlite.connect(path, passphrase)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return path.stat().st_size


def _insert(desk: Desk, rows: list[Row]) -> None:
    with desk.store.writing(desk.stamp("bench")) as (_, change):
        for row in rows:
            change.add_row(Firm.KIND, row)


def _edit(desk: Desk, edits: Edits) -> None:
    with desk.store.writing(desk.stamp("bench")) as (_, change):
        for row, values in edits:
            cells = list(row)
            for name, value in values.items():
                cells[_PLACES[name]] = value
            change.put_row(Firm.KIND, row, tuple(cells))


def _receive(desk: Desk, files: Sequence[Path], operations: int) -> None:
    done = [exchange.receive(desk, path) for path in files]
    if sum(one.operations for one in done) != operations:
        message = f"not merged as it should be: {done}"
        raise SystemExit(message)


# --- figures ----------------------------------------------------------------------------------


def _tell(rows: list[Row], edits: Edits, how: str, found: _Run) -> None:
    more = KEYED if how != "plain" else 1.0
    base, updates = "base insert", "base updates"
    steps = {
        "insert": base, "export": base, "merge": base, "edits": updates,
        "edits merged": updates, "duplicate": "merge",
    }  # fmt: skip
    for what, over in steps.items():
        _line(f"{how}: {what} over {over}", found.ratio(what, over), LIMITS.get(what), more,
              medians(found.took[what]), medians(found.took[over]))  # fmt: skip
    with_search = found.took["insert with search"][0].wall / medians(found.took[base]).wall
    say(f"{how}: insert with search over {base}: x {with_search:.2f}")
    packed = len(zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(rows)))
    _line(f"{how}: full bundle over zstd-3 of the rows", found.bytes["bytes"] / packed,
          LIMITS["bytes"], 1.0)  # fmt: skip
    values = [(row[0], *held.items()) for row, held in edits]
    patch_size = len(zstandard.ZstdCompressor(level=3).compress(msgspec.msgpack.encode(values)))
    _line(f"{how}: edit bundle over zstd-3 of a patch set", found.bytes["edit bytes"] / patch_size,
          LIMITS["edit bytes"], 1.0)  # fmt: skip
    plain = found.bytes["base store"]
    _line(f"{how}: store over the plain store", found.bytes["store"] / plain,
          1.0 + packed / plain, 1.0)  # fmt: skip


def _line(
    what: str, ratio: float, limit: float | None, more: float,
    ours: Seconds | None = None, theirs: Seconds | None = None,
) -> None:  # fmt: skip
    took = "" if ours is None or theirs is None else (
        f"{ours.wall:.3f} s (cpu {ours.cpu:.3f}) beside "
        f"{theirs.wall:.3f} s (cpu {theirs.cpu:.3f})  "
    )  # fmt: skip
    held = "" if limit is None else f"  limit {limit * more:.4g}"
    over = "" if limit is None or ratio <= limit * more else "  OVER"
    say(f"{what}: {took}x {ratio:.4g}{held}{over}")


def _memory(folder: Path, rows: list[Row], passphrase: str | None) -> None:
    """Say how much memory a merge takes beyond a store that is only open."""
    here = _desk(folder, "PV1", passphrase)
    there = _desk(folder, "LO1", passphrase)
    for one, other in ((here, there), (there, here)):
        trust.write_own(one, folder / "one.card")
        trust.trust(other, folder / "one.card")
    _insert(here, rows)
    files = exchange.export(here, "LO1", folder)
    there.store.close()
    here.store.close()
    words_ = [sys.executable, "-m", "benchmarks.exchange_memory", str(there.store.path)]
    environment = os.environ | {"SPORTELLO_PASSPHRASE": passphrase or ""}
    peaks = []
    for some in ([], files):
        done = subprocess.run(  # noqa: S603 - our own words
            [*words_, *map(str, some)], env=environment, capture_output=True, text=True, check=True
        )
        peaks.append(json.loads(done.stdout))
    _line("memory of a merge beyond an open store, MiB", peaks[1] - peaks[0], MEMORY, 1.0)
