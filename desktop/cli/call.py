"""One call of a command: its arguments, the language, and the store when it needs one."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from desktop import bootstrap
from desktop.bootstrap import Environment
from desktop.cli.terminal import Terminal
from desktop.domain.problems import DeskError
from desktop.services.desk import Desk
from desktop.services.stores import open_desk
from desktop.settings import Settings
from desktop.texts import Texts


@dataclass(frozen=True, slots=True)
class Call:
    """What a command's function is handed."""

    values: Namespace
    texts: Texts
    terminal: Terminal
    environment: Environment
    saved: Settings

    def given(self, name: str) -> str:
        """Give a value that the command always has."""
        return cast("str", getattr(self.values, name))

    def chosen(self, name: str) -> str | None:
        """Give a value that may be left out."""
        return cast("str | None", getattr(self.values, name, None))

    def each(self, name: str) -> list[str]:
        """Give the values of an option that may be repeated."""
        return cast("list[str] | None", getattr(self.values, name, None)) or []

    def say(self, key: str, **values: object) -> str:
        """Give a sentence of the command line's answers."""
        return self.texts.say("answer", key, **values)

    @property
    def store_path(self) -> Path:
        """Give the file of the store that this call is about."""
        return bootstrap.store_path(self.chosen("store"), self.environment, self.saved)

    @property
    def operator(self) -> str:
        """Give who works."""
        return bootstrap.operator(self.chosen("operator"), self.environment)

    @property
    def passphrase(self) -> str | None:
        """Give the passphrase of the environment; it is never an argument."""
        return bootstrap.usable_passphrase(self.environment.passphrase)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Open the store for the length of the command."""
        desk = self._opened()
        try:
            yield desk
        finally:
            desk.store.close()

    def _opened(self) -> Desk:
        try:
            return open_desk(self.store_path, self.passphrase, self.operator)
        except DeskError as refused:
            keyed = refused.code == "store-passphrase" and refused.values.get("why") == "keyed"
            if not keyed or not self.terminal.interactive:
                raise
        typed = self.terminal.ask_secret(self.say("ask-passphrase", path=self.store_path))
        return open_desk(self.store_path, bootstrap.usable_passphrase(typed), self.operator)
