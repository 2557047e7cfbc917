"""Files follow the records that name them: sent once, asked for where they lack, gone for good."""

from pathlib import Path

import pytest

from desktop.domain.records import Paper
from desktop.services import attachments, documents, erasure, exchange, firms, missions, sessions
from desktop.services.desk import Desk
from desktop.services.documents import Named
from tests import foreign
from tests.builders import FIRM, firm_draft
from tests.exchanging import Desks, digests, is_sound, register

DECLARED: dict[str, object] = {"type": "declaration", "declaration": "DMN"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dichiarazione.pdf"
    path.write_bytes(foreign.pdf("Dichiaro"))
    return path


@pytest.fixture
def pair(desks: Desks) -> tuple[Desk, Desk]:
    mi, bg = desks.make("MI1"), desks.make("BG1")
    desks.trust(mi, bg)
    return mi, bg


def carried(path: Path, desk: Desk) -> int:
    return exchange.inspect(desk, path).blobs


def here(desk: Desk, firm: str) -> list[bool]:
    return [held.here for held in attachments.listed(desk, "firm", firm)]


def test_a_file_comes_with_its_record_and_is_the_same(
    desks: Desks, pair: tuple[Desk, Desk], file: Path
) -> None:
    mi, bg = pair
    firm = register(mi, FIRM)
    made = attachments.add(mi, "firm", firm, file, DECLARED).attachment
    assert desks.hand(mi, bg).state == "applied"
    assert attachments.content(bg, str(made.id)) == (made, file.read_bytes())
    assert digests(mi, bg) == {mi.store.digest()}


def test_a_file_left_out_is_asked_for_and_comes_later(
    desks: Desks, pair: tuple[Desk, Desk], file: Path, tmp_path: Path
) -> None:
    mi, bg = pair
    firm = register(mi, FIRM)
    made = attachments.add(mi, "firm", firm, file, DECLARED).attachment
    (mail,) = exchange.export(mi, "BG1", tmp_path / "mail", attachments=False)
    assert carried(mail, bg) == 0
    assert exchange.receive(bg, mail).state == "applied"
    assert here(bg, firm) == [False]
    desks.hand(bg, mi)
    path = desks.send(mi, bg)
    assert carried(path, bg) == 1
    exchange.receive(bg, path)
    assert attachments.content(bg, str(made.id)) == (made, file.read_bytes())
    desks.hand(bg, mi)
    assert carried(desks.send(mi, bg), bg) == 0


def one_sent_of_two(desks: Desks, mi: Desk, bg: Desk, file: Path) -> tuple[str, str]:
    """Register two firms and send the first with a file; give both."""
    firm, other = register(mi, FIRM), register(mi, firm_draft(2))
    attachments.add(mi, "firm", firm, file, DECLARED)
    desks.settle(mi, bg, rounds=1)
    return firm, other


def test_a_file_that_a_desk_has_is_not_sent_again(
    desks: Desks, pair: tuple[Desk, Desk], file: Path
) -> None:
    mi, bg = pair
    _, other = one_sent_of_two(desks, mi, bg, file)
    attachments.add(mi, "firm", other, file, DECLARED)
    path = desks.send(mi, bg)
    assert carried(path, bg) == 0
    exchange.receive(bg, path)
    assert here(bg, other) == [True]


def test_a_file_that_went_with_an_erased_record_is_sent_again(
    desks: Desks, pair: tuple[Desk, Desk], file: Path
) -> None:
    mi, bg = pair
    firm, other = one_sent_of_two(desks, mi, bg, file)
    erasure.erase(mi, firm)
    desks.settle(mi, bg, rounds=1)
    attachments.add(mi, "firm", other, file, DECLARED)
    desks.hand(mi, bg)
    assert here(bg, other) == [True]


def test_erasing_a_firm_drops_its_files_everywhere_but_those_that_others_share(
    desks: Desks, pair: tuple[Desk, Desk], file: Path, tmp_path: Path
) -> None:
    mi, bg = pair
    firm, other = register(mi, FIRM), register(mi, firm_draft(2))
    own = tmp_path / "visura.pdf"
    own.write_bytes(foreign.pdf("Visura"))
    applied = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05"}
    (application,), _ = missions.apply(mi, [applied])
    shared = attachments.add(mi, "firm", firm, file, DECLARED).attachment
    attachments.add(mi, "firm", other, file, DECLARED)
    removed = attachments.add(mi, "application", str(application), own, {"type": "visura"})
    attachments.remove(mi, str(removed.attachment.id))
    desks.settle(mi, bg)
    held = erasure.export(mi, firm)["records"]
    assert isinstance(held, dict)
    assert {one["file"] for one in held["attachment"]} == {"dichiarazione.pdf", "visura.pdf"}
    erasure.erase(mi, firm)
    desks.settle(mi, bg)
    for desk in (mi, bg):
        assert here(desk, other) == [True]
        assert desk.store.blob(shared.sha256) == file.read_bytes()
        assert desk.store.blob(removed.attachment.sha256) is None
        with desk.store.exchanging() as held_there:
            assert held_there.lacking() == set()
        assert is_sound(desk)
    assert digests(mi, bg) == {mi.store.digest()}


def test_a_file_that_comes_after_the_order_to_erase_is_erased_too(
    desks: Desks, pair: tuple[Desk, Desk], file: Path
) -> None:
    mi, bg = pair
    firm = register(mi, FIRM)
    desks.settle(mi, bg, rounds=1)
    made = attachments.add(bg, "firm", firm, file, DECLARED).attachment
    erasure.erase(mi, firm)
    desks.settle(mi, bg)
    for desk in pair:
        assert desk.store.blob(made.sha256) is None
    assert digests(mi, bg) == {mi.store.digest()}


def test_erasing_a_person_drops_what_is_about_people_and_leaves_what_is_the_firms(
    desks: Desks, tmp_path: Path
) -> None:
    mi = desks.make("MI1")
    firm = register(mi, FIRM | {"people": [{"family_name": "Prova", "given_name": "Lia"}]})
    for kind in ("visura", "catalogue", "declaration", "identity_document"):
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(foreign.pdf(kind))
        attachments.add(mi, "firm", firm, path, {"type": kind})
    shown = firms.show(mi, firm)["people"]
    assert isinstance(shown, list)
    erasure.erase(mi, shown[0]["id"])
    left = {held.attachment.type.value for held in attachments.listed(mi, "firm", firm)}
    assert left == {"visura", "catalogue"}


def test_the_files_of_a_session_go_only_where_it_was_the_firms_alone(
    desks: Desks, file: Path
) -> None:
    mi = desks.make("MI1")
    firm, other = register(mi, FIRM), register(mi, firm_draft(2))
    both = [firm, other]
    kept = {}
    for title, kind, came in (
        ("alone", "individual", [firm]), ("two", "individual", both), ("many", "group", both),
    ):  # fmt: skip
        draft = {"title": title, "kind": kind, "attendances": [{"firm": one} for one in came]}
        (session,), _ = sessions.add(mi, [draft])
        attachments.add(mi, "session", str(session), file, {"type": "attendance_sheet"})
        kept[title] = str(session)
    erasure.erase(mi, firm)
    assert attachments.listed(mi, "session", kept["alone"]) == []
    for title in ("two", "many"):
        assert [held.here for held in attachments.listed(mi, "session", kept[title])] == [True]


def test_papers_and_attachments_are_files_alike(
    desks: Desks, pair: tuple[Desk, Desk], file: Path
) -> None:
    mi, bg = pair
    firm = register(mi, FIRM)
    documents.issue(mi, "firm-card", Named(firm=firm))
    attachments.add(mi, "firm", firm, file, DECLARED)
    path = desks.send(mi, bg)
    assert carried(path, bg) == 2
    exchange.receive(bg, path)
    with bg.store.reading() as reader:
        (paper,) = reader.all(Paper)
    assert documents.pdf_of(bg, paper.number).pdf == documents.pdf_of(mi, paper.number).pdf
