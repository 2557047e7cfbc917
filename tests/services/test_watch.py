"""What takes long is told as it goes, and stopped at any step it leaves nothing behind."""

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import pytest

from desktop.domain.problems import DeskError
from desktop.services import documents, firms, lists, missions, stores
from desktop.services.desk import Desk
from desktop.services.documents import Named
from desktop.services.watch import Watch
from tests.sample_list import sample_list, write_xlsx


@dataclass
class Onlooker:
    """Looks on, and stops the work at the nth look."""

    patience: int
    told: list[tuple[int, int]] = field(default_factory=list)

    def cancelled(self) -> bool:
        self.patience -= 1
        return self.patience < 0

    def watch(self) -> Watch:
        return Watch(lambda done, total: self.told.append((done, total)), self.cancelled)


PATIENT = 10**6


@pytest.fixture
def imported(desk: Desk, tmp_path: Path) -> UUID:
    """Import the sample list."""
    report = lists.import_firms(desk, write_xlsx(tmp_path / "a.xlsx", sample_list().rows))
    assert report.id is not None
    return report.id


def test_an_undo_that_is_stopped_changes_nothing(desk: Desk, imported: UUID) -> None:
    before = (desk.store.counts(), desk.store.imports())
    told = Onlooker(PATIENT)
    looks = 0
    while True:
        impatient = Onlooker(looks)
        try:
            undone = lists.undo_import(desk, imported, impatient.watch())
        except DeskError as refused:
            assert refused.code == "cancelled"  # noqa: PT017 - the last turn is not refused
            assert (desk.store.counts(), desk.store.imports()) == before
            looks += 1
            continue
        told.told = impatient.told
        break
    assert looks > 2  # at several steps, the last of them once all is written
    assert undone.undone == told.told[-1][1]
    assert told.told[-1][0] == told.told[-1][1]
    assert [done for done, _ in told.told] == sorted(done for done, _ in told.told)
    assert firms.count(desk) == 0
    assert stores.check(desk).ok


def test_a_copy_that_is_stopped_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    with pytest.raises(DeskError) as refused:
        stores.backup(desk, folder, Onlooker(1).watch())
    assert refused.value.code == "cancelled"
    assert list(folder.iterdir()) == []
    assert desk.store.settings().get("backup") is None
    told = Onlooker(PATIENT)
    assert stores.backup(desk, folder, told.watch()).is_file()
    assert told.told[-1][0] == told.told[-1][1]


def test_papers_that_are_stopped_are_not_kept(desk: Desk) -> None:
    mission = missions.listed(desk)[0]
    named = Named(mission=str(mission.id))
    prepared = documents.prepare(desk, "mission-dossier", named, languages=("it", "en"))
    with pytest.raises(DeskError) as refused:
        documents.draw(prepared, Onlooker(1).watch())
    assert refused.value.code == "cancelled"
    assert documents.listed(desk) == []
    told = Onlooker(PATIENT)
    assert len(documents.draw(prepared, told.watch())) == 2
    assert told.told == [(0, 2), (1, 2), (2, 2)]
