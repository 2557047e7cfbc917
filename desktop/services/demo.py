"""The whole main job on the packaged programme and sample list, by a fixed clock.

It fills the practice store, and `sportello-cli demo` writes it into a folder: the papers of two
runs are the same bytes. Keys and salts are random all the same, and no paper prints them.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import cast
from uuid import UUID

from db.identity import Identity
from desktop import paths
from desktop.documents import KINDS
from desktop.domain.codecs import ROME
from desktop.domain.problems import DeskError
from desktop.services import documents, firms, lists, missions, selecting, sessions, stores
from desktop.services.desk import Desk
from desktop.services.documents import Named, Written

SEED = 2021
STORE = "demo.sportello-store"
LIST = "imprese.xlsx"
PAPERS = "carte"
_COUNTED = {
    "firms": "firm", "sessions": "session", "applications": "application", "papers": "paper",
}  # fmt: skip
Data = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the store, how much it holds, and the papers with their files."""

    store: Path
    counts: Mapping[str, int]
    papers: tuple[Written, ...]

    def as_json(self) -> dict[str, object]:
        """Give the answer of `demo`."""
        return {
            "store": str(self.store),
            **self.counts,
            "files": [
                {
                    "path": str(w.path), "kind": w.paper.kind, "language": w.paper.language,
                    "number": w.paper.number, "pages": w.paper.pages,
                    "sha256": w.paper.sha256.hex(),
                }
                for w in self.papers
            ],
        }  # fmt: skip


class _Clock:
    """A clock that is set, and goes on by a second each time it is read."""

    def __init__(self) -> None:
        self._at = datetime.fromtimestamp(0, tz=UTC)

    def set(self, text: str) -> None:
        self._at = datetime.fromisoformat(text).replace(tzinfo=ROME)

    def read(self) -> datetime:
        self._at += timedelta(seconds=1)
        return self._at


def _seeded_ids() -> Callable[[], UUID]:
    """Give ids in the form of UUIDv7, the same ones in each run, each after the last."""
    chance = Random(SEED)  # noqa: S311 - repeatable on purpose; nothing is kept secret by it
    start = round(datetime(2021, 7, 5, tzinfo=UTC).timestamp() * 1000)

    def ids() -> Iterator[UUID]:
        moment = start
        while True:
            moment += 1
            low = chance.getrandbits(12) << 64 | 2 << 62 | chance.getrandbits(62)
            yield UUID(int=moment << 80 | 7 << 76 | low)

    made = ids()
    return lambda: next(made)


def run(directory: Path) -> Demo:
    """Do the whole job into a folder; `store-exists` when a demo stands there already."""
    store = directory / STORE
    if store.exists():
        raise DeskError("store-exists", path=str(store))
    return make(store, directory / PAPERS)


def make(store: Path, out: Path) -> Demo:
    """Make a store with the demo's content and write its papers into a folder.

    The store is made beside and put in place whole: a kill leaves none or a good one.
    """
    beside = store.with_name(f"{store.name}.making")
    for stale in (beside, *_companions(beside)):
        stale.unlink(missing_ok=True)
    content = _content()
    clock = _Clock()
    desk = _created(beside, content, clock)
    try:
        named = cast("Mapping[str, str]", content["papers"])
        _fill(desk, content, clock)
        clock.set(cast("str", content["selected_at"]))
        selecting.run(desk, named["mission"], SEED)
        clock.set(cast("str", content["issued_at"]))
        papers = tuple(_issued(desk, named, out))
        counts = desk.store.counts()
    finally:
        desk.store.close()
    for left in _companions(beside):
        left.unlink(missing_ok=True)
    beside.rename(store)
    told = {plural: counts[kind] for plural, kind in _COUNTED.items()}
    return Demo(store, told, papers)


def _companions(store: Path) -> list[Path]:
    """Give the files that stand beside an open store."""
    return [store.with_name(store.name + end) for end in ("-wal", "-shm", ".lock", ".new")]


def _content() -> Data:
    with (paths.resources() / "samples" / "demo.json").open(encoding="utf-8") as file:
        return cast("Data", json.load(file))


def _created(store: Path, content: Data, clock: _Clock) -> Desk:
    said = cast("Mapping[str, str]", content)
    identity = Identity(
        said["chamber"], said["desk"], said["name"], said["programme"], practice=True
    )
    made = stores.create(store, None, identity, said["operator"])
    return replace(made, now=clock.read, new_id=_seeded_ids())


def _fill(desk: Desk, content: Data, clock: _Clock) -> None:
    clock.set(cast("str", content["imported_at"]))
    lists.import_firms(desk, paths.resources() / "samples" / LIST)
    clock.set(cast("str", content["completed_at"]))
    for draft in _items(content, "firms"):
        firms.change(desk, cast("str", draft["vat_number"]), draft)
    for at, enter in sorted(_events(desk, content), key=lambda event: event[0]):
        clock.set(at)
        enter()


def _events(desk: Desk, content: Data) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give what happened at the desk, each with its moment: sessions and applications."""
    for entry in _items(content, "sessions"):
        draft = cast("Data", entry["draft"])
        yield cast("str", entry["at"]), partial(sessions.add, desk, [draft])
    for draft in _items(content, "applications"):
        arrived = datetime.fromisoformat(cast("str", draft["arrived_at"])).replace(tzinfo=None)
        yield arrived.isoformat(), partial(missions.apply, desk, [draft])


def _items(content: Data, name: str) -> Sequence[Data]:
    return cast("Sequence[Data]", content[name])


def _issued(desk: Desk, named: Mapping[str, str], out: Path) -> Iterator[Written]:
    for kind, subject in (
        ("mission-dossier", Named(mission=named["mission"])),
        ("firm-card", Named(firm=named["firm"])),
        ("attendance-sheet", Named(session=named["session"])),
        ("selection-minutes", Named(mission=named["mission"])),
    ):
        languages = KINDS[kind].languages
        yield from documents.issue(desk, kind, subject, languages=languages, out=out).papers
