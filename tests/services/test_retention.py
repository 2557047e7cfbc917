"""Copies of passports: due once the mission and its term are over, erased by a person's word."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.records import Attachment, Erasure
from desktop.rule_book import rule_book
from desktop.services import attachments, documents, firms, missions, retention, stores, undo
from desktop.services.desk import Desk
from tests import foreign
from tests.builders import FIRM

MISSION: dict[str, object] = {
    "code": "PROVA-2021", "title": "Missione di prova", "market": "AE", "from": "2021-10-01",
    "to": "2021-10-05",
}  # fmt: skip
TERM = rule_book().passport_copies[0].length


class At:
    """A clock that stands."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> At:
    return At(datetime(2021, 9, 8, 10, 0, tzinfo=UTC))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "passaporto Lia Prova.jpg"
    path.write_bytes(foreign.picture("JPEG"))
    return path


def applied(desk: Desk, **more: object) -> tuple[str, str]:
    firm = str(firms.add(desk, [FIRM]).ids[0])
    missions.add(desk, [MISSION | more])
    draft = {"mission": "PROVA-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05"}
    return firm, str(missions.apply(desk, [draft])[0][0])


def copy_on(desk: Desk, kind: str, named: str, file: Path) -> Attachment:
    return attachments.add(desk, kind, named, file, {"type": "passport"}).attachment


def test_a_copy_is_due_the_day_after_its_last(merging_desk: Desk, clock: At, file: Path) -> None:
    desk = merging_desk
    _, application = applied(desk)
    copy = copy_on(desk, "application", application, file)
    clock.at = datetime(2021, 10, 5, 10, 0, tzinfo=UTC) + timedelta(days=TERM)
    assert retention.due(desk) == []
    clock.at += timedelta(days=1)
    (due,) = retention.due(desk)
    assert (due.attachment, due.firm, due.mission) == (copy, FIRM["name"], "Missione di prova")


def test_it_is_erased_for_good_and_nothing_else_is(
    merging_desk: Desk, clock: At, file: Path
) -> None:
    desk = merging_desk
    firm, application = applied(desk)
    copy = copy_on(desk, "application", application, file)
    removed = copy_on(desk, "firm", firm, file)
    other = file.with_name("carta.jpg")
    other.write_bytes(foreign.picture("JPEG", size=(90, 90)))
    stays = attachments.add(desk, "application", application, other, {"type": "identity_document"})
    attachments.remove(desk, str(removed.id))
    assert retention.drop(desk)[0] == 0
    clock.at = datetime(2022, 3, 1, 10, 0, tzinfo=UTC)
    count, done = retention.drop(desk)
    assert count == 2  # the one that was removed by hand too: its file was still here
    assert desk.store.blob(copy.sha256) is None
    undo.undo(desk, done.transaction)
    assert retention.due(desk) == []
    left = [held.attachment for held in attachments.listed(desk, "application", application)]
    assert left == [stays.attachment]
    assert b"Lia Prova" not in desk.store.path.read_bytes()
    with desk.store.exchanging() as exchange:
        assert exchange.lacking() == set()
    assert stores.check(desk).ok


def test_a_mission_without_days_keeps_its_copies(merging_desk: Desk, clock: At, file: Path) -> None:
    desk = merging_desk
    _, application = applied(desk, **{"from": None, "to": None})
    copy_on(desk, "application", application, file)
    clock.at = datetime(2030, 1, 1, 10, 0, tzinfo=UTC)
    assert retention.due(desk) == []


def test_a_copy_on_a_firm_counts_from_its_last_mission_or_from_its_own_day(
    merging_desk: Desk, clock: At, file: Path
) -> None:
    desk = merging_desk
    (alone,) = firms.add(desk, [FIRM | {"vat_number": "00000010157", "name": "Sola S.r.l."}]).ids
    firm, _ = applied(desk)
    copy_on(desk, "firm", str(alone), file)
    copy_on(desk, "firm", firm, file)
    clock.at += timedelta(days=TERM + 1)
    assert [(due.firm, due.mission) for due in retention.due(desk)] == [("Sola S.r.l.", "")]
    count, _ = retention.drop(desk)
    assert count == 1
    (held,) = attachments.listed(desk, "firm", firm)
    assert held.here  # two records share the file, and one still needs it


def test_without_anything_due_nothing_is_written(desk: Desk) -> None:
    assert retention.drop(desk)[0] == 0
    with desk.store.reading() as reader:
        assert reader.all(Erasure) == ()


def test_the_privacy_notice_names_the_term(desk: Desk, tmp_path: Path) -> None:
    issued = documents.issue(
        desk, "privacy-notice", documents.Named(), out=tmp_path, languages=("it",)
    )
    assert f"per {TERM} giorni dal rientro" in issued.papers[0].paper.content
