"""The start of the window: on a machine without a display, and by its own options."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    environment = {k: v for k, v in os.environ.items() if not k.endswith("DISPLAY")}
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words],
        capture_output=True, check=False, cwd=ROOT, timeout=110, encoding="utf-8",
        env=environment | more,
    )  # fmt: skip


def test_the_practice_job_is_done_once_and_found_again(tmp_path: Path) -> None:
    first = start("--practice", "--headless", SPORTELLO_DATA=str(tmp_path))
    assert first.returncode == 0, first.stderr
    lines = first.stdout.splitlines()
    files = [Path(line.partition(": ")[2]) for line in lines]
    assert [f.suffix for f in files] == [".sportello-store", ".pdf", ".png"]
    assert files[1].read_bytes().startswith(b"%PDF-")
    assert files[2].read_bytes().startswith(b"\x89PNG")
    dossier, made = files[1].read_bytes(), files[0].stat().st_ino
    again = start("--practice", "--headless", SPORTELLO_DATA=str(tmp_path))
    assert again.stdout == first.stdout
    assert files[1].read_bytes() == dossier
    assert files[0].stat().st_ino == made


def test_without_a_display_the_window_says_what_to_do() -> None:
    ran = start(QT_QPA_PLATFORM="")
    assert ran.returncode == 3
    assert "--practice --headless" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_headless_goes_with_practice() -> None:
    ran = start("--headless")
    assert ran.returncode == 2
    assert "--practice" in ran.stderr


@pytest.mark.parametrize("language", ["it", "en"])
def test_help_is_in_the_language_of_the_desk(language: str) -> None:
    ran = start("--help", SPORTELLO_LANGUAGE=language)
    assert ran.returncode == 0
    assert ("La finestra dello sportello" in ran.stdout) == (language == "it")


def test_wrong_settings_are_told_before_a_window_opens(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("theme = 3\n", encoding="utf-8")
    ran = start("--data", str(tmp_path))
    assert ran.returncode == 3
    assert "settings.toml" in ran.stderr
