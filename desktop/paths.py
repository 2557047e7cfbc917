"""Where things lie: the program's own resources, and the desk's data in the user's folder."""

import os
from pathlib import Path

from desktop.files import user_folder


def resources() -> Path:
    """Give the folder of packaged data (fonts, phrases, programmes), in source or frozen."""
    return Path(__file__).resolve().parent.parent / "resources"


def packaged_programmes() -> tuple[Path, ...]:
    """Give the files of the programmes that come with the program, every version of them."""
    return tuple(sorted((resources() / "programmes").glob("*.toml")))


def data_folder() -> Path:
    """Give the user's folder for stores and backups; SPORTELLO_DATA moves it."""
    chosen = os.environ.get("SPORTELLO_DATA")
    return Path(chosen) if chosen else user_folder() / "sportello"


def default_store() -> Path:
    """Give the place of the desk's store when none is named."""
    return data_folder() / "desk.sportello-store"


def practice_store() -> Path:
    """Give the place of the practice store, which `./dev run` opens."""
    return data_folder() / "practice" / "practice.sportello-store"


def settings_file() -> Path:
    """Give the one settings file of this user."""
    return data_folder() / "settings.toml"
