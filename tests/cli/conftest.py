"""The command line, run in the process of the test."""

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.cli import main
from tests.builders import FIRM


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and its two streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """Read the one document; anything beside it is an error of the test."""
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, object]:
        held = json.loads(self.out)
        assert set(held) == {"error"}
        assert set(held["error"]) == {"code", "message", "details"}
        answer: dict[str, object] = held["error"]
        return answer


Run = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command; `typed` is what comes on standard input."""
    monkeypatch.setenv("SPORTELLO_STORE", str(tmp_path / "desk.sportello-store"))

    def run(*arguments: object, typed: object = None) -> Ran:
        if typed is not None:
            text = typed if isinstance(typed, bytes) else json.dumps(typed).encode()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture
def store(cli: Run, tmp_path: Path) -> Path:
    """Make the store that the commands of a test speak to."""
    assert cli("init", "--chamber", "MI", "--desk", "MI1").code == 0
    return tmp_path / "desk.sportello-store"


@pytest.fixture
def firm(cli: Run, store: Path) -> str:
    """Register a firm and give its id."""
    assert store.exists()
    added = cli("--json", "firms", "add", "-", typed=FIRM).json
    assert isinstance(added, dict)
    return str(added["added"][0])
