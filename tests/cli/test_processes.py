"""The command line as a program of its own: streams, pipes, a light start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import FIRM

ROOT = Path(__file__).resolve().parents[2]


def start(*words: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "desktop.cli", *words],
        input=more.get("typed", "").encode(), capture_output=True, check=False, timeout=60,
        env=environment, cwd=ROOT,
    )  # fmt: skip


def test_a_program_answers_in_utf_8_whatever_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPORTELLO_STORE", str(tmp_path / "s"))
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    assert start("init", "--chamber", "MI", "--desk", "MI1").returncode == 0
    added = start("--json", "firms", "add", "-", typed=json.dumps(FIRM, ensure_ascii=False))
    assert added.returncode == 0, added.stderr
    found = start("--json", "firms", "find", "verde")
    assert json.loads(found.stdout.decode("utf-8"))[0]["name"] == FIRM["name"]
    assert found.stderr == b""


def test_a_refusal_is_exit_3_and_no_traceback(tmp_path: Path) -> None:
    ran = start("--json", "--store", str(tmp_path / "none"), "store", "info")
    assert ran.returncode == 3
    assert json.loads(ran.stdout)["error"]["code"] == "store-missing"
    assert b"Traceback" not in ran.stderr


def test_a_locked_store_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_STORE", str(tmp_path / "s"))
    assert start("init", "--chamber", "MI", "--desk", "MI1").returncode == 0
    holder = (
        "from pathlib import Path; from db.store import Store; import sys;"
        f"held = Store.open(Path({str(tmp_path / 's')!r}), None); print('open', flush=True);"
        "sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        assert (
            json.loads(start("--json", "store", "info").stdout)["error"]["code"] == "store-locked"
        )
        other.communicate()


@pytest.mark.parametrize("words", [("--help",), ("schema", "firm"), ("store", "info")])
def test_a_command_loads_only_what_it_needs(words: tuple[str, ...]) -> None:
    heavy = ("reportlab", "alembic", "PySide6", "cryptography", "babel", "python_calamine", "ui")
    code = (
        "import sys; from desktop.cli import main; main(sys.argv[1:]);"
        f"print([n for n in {heavy!r} if n in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, check=False, cwd=ROOT, timeout=60
    )
    assert ran.stderr.splitlines()[-1] == b"[]"
