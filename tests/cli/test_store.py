"""The store by commands: made, described, checked, copied; programmes; papers."""

import errno
import io
import os
from pathlib import Path
from typing import cast

import pytest

from db.store import Store
from desktop.domain.problems import DeskError
from desktop.services import programmes
from desktop.typed import override
from tests.builders import FIRM
from tests.cli.conftest import Run


def held(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value)


def test_init_answers_whose_store_it_is_and_whether_it_is_keyed(cli: Run, tmp_path: Path) -> None:
    made = cli("--json", "init", "--chamber", "mi", "--desk", "mi1", "--name", "Primo").json
    assert made == {
        "path": str(tmp_path / "desk.sportello-store"), "chamber": "MI", "desk": "MI1",
        "name": "Primo", "programme": "internazionalizzazione-2021", "keyed": False,
    }  # fmt: skip


def test_info_counts_what_the_store_holds(cli: Run, firm: str) -> None:
    assert firm
    info = held(cli("--json", "store", "info").json)
    assert held(info["records"])["firm"] == 1
    assert "imprese" in cli("store", "info").out


def test_check_reads_the_whole_journal_again(cli: Run, firm: str) -> None:
    assert firm
    answer = held(cli("--json", "store", "check").json)
    assert answer["ok"] is True
    assert answer["operations"] == answer["rows"]


def test_what_stops_a_restore_is_told_of_the_copy_or_of_the_target(
    cli: Run, firm: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert firm
    copy = Path(str(held(cli("--json", "store", "backup", tmp_path / "copie").json)["path"]))
    target, beside = tmp_path / "rimesso.store", tmp_path / "rimesso.store.restored"
    restore = ("--json", "store", "restore", copy, "--to", target)

    def refused() -> tuple[object, str]:
        error = cli(*restore).error
        assert not target.exists()
        assert ".restored" not in str(error)
        return error["code"], str(error["message"])

    beside.symlink_to("/dev/full")
    full = f"«{target}» non si può scrivere (sul disco non c’è più spazio): "
    code, message = refused()
    assert (code, message[: len(full)]) == ("file-not-written", full)
    real = Path.open

    class Worn(io.BytesIO):
        """A disk of which the first byte is sound."""

        @override
        def read(self, size: int | None = -1, /) -> bytes:
            if size == 1:
                return b"S"
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def opened(self: Path, *how: str, **more: str) -> object:
        return Worn() if self == copy else real(self, *how, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opened)
    code, message = refused()
    assert code == "file-not-read"
    assert f"«{copy}»" in message
    assert "non risponde" in message
    monkeypatch.setattr(Path, "open", real)

    def no_room(path: Path, _passphrase: str | None) -> Store:
        raise DeskError("disk-full", path=str(path))

    monkeypatch.setattr(Store, "open", no_room)
    assert refused()[0] == "disk-full"


def test_a_backup_opens_as_the_store_it_was_taken_from(cli: Run, firm: str, tmp_path: Path) -> None:
    made = held(cli("--json", "store", "backup", tmp_path / "copie").json)
    shown = held(cli("--json", "--store", made["path"], "firms", "show", firm).json)
    assert shown["name"] == FIRM["name"]
    assert held(cli("--json", "store", "info").json)["last_backup"] is not None
    default = held(cli("--json", "store", "backup").json)
    assert str(default["path"]).startswith(str(tmp_path / "data" / "backups"))


def test_programmes_are_listed_and_checked(cli: Run, store: Path) -> None:
    assert store.exists()
    listed = cast("list[dict[str, object]]", cli("--json", "programmes", "list").json)
    assert listed[0]["code"] == "internazionalizzazione-2021"
    assert len(cast("list[object]", listed[0]["lines"])) == 4
    for path in programmes.packaged():
        assert held(cli("--json", "programmes", "check", path).json)["ok"] is True


def test_a_paper_is_issued_listed_and_printed_again(cli: Run, firm: str, tmp_path: Path) -> None:
    out = tmp_path / "carte"
    issued = held(cli("--json", "documents", "issue", "firm-card", "--firm", firm,
                      "--languages", "it,en", "--out", out).json)  # fmt: skip
    files = cast("list[dict[str, object]]", issued["files"])
    assert [set(f) for f in files] == [
        {"path", "kind", "language", "number", "pages", "sha256"}
    ] * 2  # fmt: skip
    assert [f["language"] for f in files] == ["it", "en"]
    listed = cast("list[dict[str, object]]", cli("--json", "documents", "list").json)
    assert {paper["number"] for paper in listed} == {f["number"] for f in files}
    again = tmp_path / "di-nuovo"
    reprinted = held(cli("--json", "documents", "reprint", files[0]["number"], "--out", again).json)
    path = cast("list[dict[str, str]]", reprinted["files"])[0]["path"]
    assert Path(path).read_bytes() == Path(str(files[0]["path"])).read_bytes()


def test_the_papers_of_the_rules_are_issued(cli: Run, firm: str, tmp_path: Path) -> None:
    mission = ("--mission", "DUBAI-2021", "--languages", "it,en", "--out", tmp_path)

    def issued(*words: object) -> list[tuple[object, object]]:
        answer = held(cli("--json", "documents", "issue", *words, *mission).json)
        files = cast("list[dict[str, object]]", answer["files"])
        return [(file["kind"], file["language"]) for file in files]

    both = ("it", "en")
    assert issued("eligibility-report", "--firm", firm) == [
        ("eligibility-report", language) for language in both
    ]
    refused = cli("--json", "documents", "issue", "selection-minutes", *mission)
    assert (refused.code, refused.error["code"]) == (3, "no-selection")
    assert cli("--json", "missions", "select", "DUBAI-2021", "--seed", "7").code == 0
    assert issued("selection-minutes") == [("selection-minutes", language) for language in both]


def test_a_paper_that_cannot_be_issued_is_refused(cli: Run, firm: str, tmp_path: Path) -> None:
    def code(*words: str) -> object:
        return cli("--json", "documents", "issue", *words, "--out", tmp_path).error["code"]

    assert code("postcard") == "paper-kind"
    assert code("firm-card") == "subject-needed"
    assert code("firm-card", "--firm", firm, "--languages", "la") == "paper-language"
    assert code("mission-dossier", "--mission", "MARTE-1") == "not-found"
    ran = cli("--json", "documents", "reprint", "MI1-2021-999999", "--out", tmp_path)
    assert ran.error["code"] == "not-found"
