"""Wiring: what a start is told by its arguments, its environment and the settings file.

Light on purpose: a command that only prints its help opens no store and loads no SQL.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import paths, settings
from desktop.domain.problems import DeskError
from desktop.settings import Settings
from desktop.texts import LANGUAGES

OPERATOR_LIMIT = 120
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Environment:
    """The SPORTELLO_ variables; an empty one is as good as none."""

    store: str | None = None
    operator: str | None = None
    passphrase: str | None = None
    language: str | None = None

    @classmethod
    def read(cls, variables: Mapping[str, str] = os.environ) -> "Environment":
        """Read the variables of the process."""
        return cls(
            store=variables.get("SPORTELLO_STORE") or None,
            operator=variables.get("SPORTELLO_OPERATOR") or None,
            passphrase=variables.get("SPORTELLO_PASSPHRASE") or None,
            language=variables.get("SPORTELLO_LANGUAGE") or None,
        )


def saved_settings() -> Settings:
    """Read this person's settings file; `settings-bad` when it is not one."""
    return settings.load(paths.settings_file())


def language(chosen: str | None, environment: Environment, saved: Settings) -> str:
    """Give the language: the one asked for, else the variable's, else the settings'."""
    for wanted in (chosen, environment.language, saved.language):
        if wanted in LANGUAGES:
            return wanted
    return LANGUAGES[0]


def store_path(chosen: str | None, environment: Environment, saved: Settings) -> Path:
    """Give the store's file; a URL is refused with `store-url`: only files are open to a desk."""
    named = chosen or environment.store or saved.store
    if not named:
        return paths.default_store()
    if _URL.match(named):
        raise DeskError("store-url")
    return Path(named).expanduser()


def operator(chosen: str | None, environment: Environment) -> str:
    """Give who works: the name asked for, else the variable's, else the system account."""
    from desktop.domain.text import clean  # noqa: PLC0415 - the empty frame is painted first

    name = clean(chosen or environment.operator or _account()).text
    if not name or len(name) > OPERATOR_LIMIT:
        raise DeskError("operator-name", limit=str(OPERATOR_LIMIT))
    return name


def _account() -> str:
    import getpass  # noqa: PLC0415 - as above

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "sportello"  # a system without accounts, as some containers are


def usable_passphrase(passphrase: str | None) -> str | None:
    """Refuse a passphrase that no keyboard gives: stray bytes, or a zero character."""
    if not passphrase:
        return None
    try:
        passphrase.encode()
    except UnicodeEncodeError:
        raise DeskError("passphrase-characters") from None
    if "\0" in passphrase:
        raise DeskError("passphrase-characters")
    return passphrase
