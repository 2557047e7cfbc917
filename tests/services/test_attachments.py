"""Files on firms, applications and sessions: kept as given, given out, removed, never lost."""

from datetime import date
from pathlib import Path

import pytest

from desktop.domain.problems import DeskError, ProblemsError
from desktop.domain.records import Attachment, AttachmentType
from desktop.services import attachments, firms, joining, missions, sessions, stores, undo
from desktop.services.desk import Desk
from tests import foreign
from tests.builders import FIRM, GROUP_SESSION, firm_draft

VISURA: dict[str, object] = {"type": "visura", "dated": "2021-08-30"}


@pytest.fixture
def firm(desk: Desk) -> str:
    return str(firms.add(desk, [FIRM]).ids[0])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Visura Città Verde.pdf"
    path.write_bytes(foreign.pdf("Visura", "Soci"))
    return path


def files_of(desk: Desk, firm: str) -> list[str]:
    return [held.attachment.file for held in attachments.listed(desk, "firm", firm)]


def test_a_file_is_kept_as_it_was_given_and_given_out_again(
    desk: Desk, firm: str, file: Path, tmp_path: Path
) -> None:
    made = attachments.add(desk, "firm", firm, file, VISURA).attachment
    (held,) = attachments.listed(desk, "firm", str(FIRM["vat_number"]))
    assert held.attachment == made
    assert held.here
    assert (made.type, made.media, made.pages) == (AttachmentType.VISURA, "application/pdf", 2)
    assert (made.size, made.dated) == (file.stat().st_size, date(2021, 8, 30))
    assert made.operator == "Anna Prova"
    for number in ("", " (2)"):
        path = attachments.save(desk, str(made.id), tmp_path / "out")
        assert path.name == f"Visura Città Verde{number}.pdf"
        assert path.read_bytes() == file.read_bytes()
    assert stores.check(desk).ok


@pytest.mark.parametrize(
    ("name", "form", "saved"),
    [("foto.pdf", "PNG", "foto.png"), ("foto.JPEG", "JPEG", "foto.JPEG"), ("a.b", "PNG", "a.b.png"),
     ("../../etc/passwd", "PNG", "passwd.png")],
)  # fmt: skip
def test_a_file_leaves_under_a_name_that_ends_as_its_content_asks(
    desk: Desk, firm: str, tmp_path: Path, name: str, form: str, saved: str
) -> None:
    path = tmp_path / Path(name).name
    path.write_bytes(foreign.picture(form))
    made = attachments.add(desk, "firm", firm, path, {"type": "photo"}).attachment
    assert attachments.save(desk, str(made.id), tmp_path / "out") == tmp_path / "out" / saved


def test_a_firm_an_application_and_a_session_have_files_of_their_own(
    desk: Desk, firm: str, file: Path
) -> None:
    (session,), _ = sessions.add(desk, [GROUP_SESSION])
    number = sessions.sheet(desk, str(session)).session.number
    applied = {"mission": "DUBAI-2021", "firm": firm, "arrived_at": "2021-09-09T10:00:05"}
    (application,), _ = missions.apply(desk, [applied])
    for kind, named in (("firm", firm), ("session", number), ("application", str(application))):
        made = attachments.add(desk, kind, named, file, VISURA).attachment
        assert [h.attachment for h in attachments.listed(desk, kind, named)] == [made]


def test_what_is_wrong_is_said_and_nothing_is_written(desk: Desk, firm: str, file: Path) -> None:
    with pytest.raises(ProblemsError) as wrong:
        attachments.add(desk, "firm", firm, file, {"type": "boh", "dated": "31/31/2021"})
    assert {p.field for p in wrong.value.problems} == {"type", "dated"}
    for kind, named, code in (
        ("firm", "00000000000", "not-found"), ("application", "x", "not-found"),
        ("session", "MI1-1999-0001", "not-found"), ("mission", "DUBAI-2021", "attachment-kind"),
    ):  # fmt: skip
        with pytest.raises(DeskError) as refused:
            attachments.add(desk, kind, named, file, VISURA)
        assert refused.value.code == code
    with pytest.raises(DeskError) as refused:
        attachments.check(file.parent)
    assert refused.value.code == "attachment-folder"
    file.write_bytes(bytes(11 << 20))
    with pytest.raises(DeskError) as refused:
        attachments.add(desk, "firm", firm, file, VISURA)
    assert refused.value.code == "file-too-large"
    assert files_of(desk, firm) == []


@pytest.mark.parametrize(("draft", "fault"), [
    ({"dated": "2021-09-01", "expires": "2021-08-01"}, ("expires", "ends-before")),
    ({"declaration": "DMN"}, ("declaration", "code-of-declaration")),
])  # fmt: skip
def test_what_cannot_be_of_a_file_is_refused(
    desk: Desk, firm: str, file: Path, draft: dict[str, object], fault: tuple[str, str]
) -> None:
    with pytest.raises(ProblemsError) as wrong:
        attachments.add(desk, "firm", firm, file, VISURA | draft)
    assert [(p.field, p.code) for p in wrong.value.problems] == [fault]
    assert files_of(desk, firm) == []


def test_the_same_file_is_not_attached_twice_as_the_same(desk: Desk, firm: str, file: Path) -> None:
    attachments.add(desk, "firm", firm, file, VISURA)
    with pytest.raises(DeskError) as refused:
        attachments.add(desk, "firm", firm, file, VISURA)
    assert refused.value.code == "attachment-there"
    attachments.add(desk, "firm", firm, file, {"type": "other"})
    assert len(files_of(desk, firm)) == 2


def test_what_was_removed_comes_back_with_its_file(desk: Desk, firm: str, file: Path) -> None:
    made = attachments.add(desk, "firm", firm, file, VISURA).attachment
    gone = attachments.remove(desk, str(made.id))
    assert files_of(desk, firm) == []
    with pytest.raises(DeskError, match="not-found"):
        attachments.content(desk, str(made.id))
    undo.undo(desk, gone.transaction)
    assert attachments.content(desk, str(made.id)) == (made, file.read_bytes())


def test_to_attach_is_undone_like_any_save(desk: Desk, firm: str, file: Path) -> None:
    kept = attachments.add(desk, "firm", firm, file, VISURA)
    assert undo.undo(desk, kept.changed.transaction).kept == ()
    assert files_of(desk, firm) == []


def test_the_files_of_a_merged_firm_are_read_under_the_one_that_stays(
    desk: Desk, firm: str, file: Path
) -> None:
    (other,) = firms.add(desk, [firm_draft(4)]).ids
    attachments.add(desk, "firm", str(other), file, VISURA)
    merged = joining.merge(desk, str(other), firm)
    (held,) = attachments.listed(desk, "firm", firm)
    assert str(held.attachment.firm) == firm
    undo.undo(desk, merged.transaction)
    assert files_of(desk, firm) == []
    assert files_of(desk, str(other)) == [file.name]


def test_a_firm_that_is_removed_takes_its_files_along_and_brings_them_back(
    desk: Desk, firm: str, file: Path
) -> None:
    attachments.add(desk, "firm", firm, file, VISURA)
    gone = firms.remove(desk, firm)
    with desk.store.reading() as reader:
        assert reader.all(Attachment) == ()
    undo.undo(desk, gone.transaction)
    assert files_of(desk, firm) == [file.name]
    assert stores.check(desk).ok
