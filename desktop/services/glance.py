"""What a desk shows while its store is still being opened for work: lists and search."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from db.aside import Aside
from desktop.domain.codecs import ROME


def system_now() -> datetime:
    """Give the moment, in UTC."""
    return datetime.now(tz=UTC)  # noqa: TID251 - the one clock; everything else is handed it


@dataclass(frozen=True, slots=True)
class Glance:
    """A store that is only looked at, the operator, and the source of time."""

    store: Aside
    operator: str
    now: Callable[[], datetime] = system_now

    def today(self) -> date:
        """Give the day at the counter, in Europe/Rome."""
        return self.now().astimezone(ROME).date()


def look(path: Path, passphrase: str | None, operator: str) -> Glance | None:
    """Look at a store; None when it must be opened first, to be brought up to date."""
    store = Aside.look(path, passphrase)
    return None if store is None else Glance(store, operator)
