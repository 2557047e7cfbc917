"""What every test gets: no screen, no network, no data folder of the user, one time zone."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from hypothesis import settings

from db.identity import Identity
from desktop.services import stores
from desktop.services.desk import Desk, new_uuid
from tests.guard import forbid_writes_without_operation

if TYPE_CHECKING:
    from db.store import Store

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["TZ"] = "Europe/Rome"
time.tzset()

settings.register_profile("suite", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("hard", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("SPORTELLO_HYPOTHESIS", "suite"))

PROGRAMME = "internazionalizzazione-2021"
PASSPHRASE = "una frase segreta, l'apostrofo compreso"  # noqa: S105 - a test's own
MORNING = datetime(2021, 9, 8, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SPORTELLO_DATA", str(tmp_path / "data"))
    for name in ("STORE", "OPERATOR", "PASSPHRASE", "LANGUAGE"):
        monkeypatch.delenv(f"SPORTELLO_{name}", raising=False)

    def refuse(*_: object) -> None:
        message = "a test opened a network connection"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(params=[None, PASSPHRASE], ids=["plain", "keyed"])
def passphrase(request: pytest.FixtureRequest) -> str | None:
    """Run the test on a plain store and on a keyed one."""
    answer: str | None = request.param
    return answer


class Clock:
    """A clock that moves a second at each look, from a morning in September 2021."""

    def __init__(self) -> None:
        self.at = MORNING

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def identity() -> Identity:
    return Identity("MI", "MI1", "Sportello 1", PROGRAMME, practice=True)


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(tmp_path: Path, identity: Identity, clock: Clock) -> Iterator[MakeDesk]:
    """Make desks on new stores in which a write without an operation fails."""
    made: list[Store] = []

    def make(name: str = "desk", passphrase: str | None = None) -> Desk:
        desk = stores.create(
            tmp_path / f"{name}.sportello-store", passphrase, identity, "Anna Prova"
        )
        made.append(desk.store)
        forbid_writes_without_operation(desk.store)
        return Desk(desk.store, desk.operator, now=clock)

    yield make
    for store in made:
        store.close()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """Give a desk on a new plain store with the packaged programme."""
    return make_desk()


@pytest.fixture
def merging_desk(tmp_path: Path, identity: Identity, clock: Clock) -> Iterator[Desk]:
    """Give a desk without the guard: merging and erasing write a row's parts one after another."""
    made = stores.create(tmp_path / "merging.sportello-store", None, identity, "Anna Prova")
    yield Desk(made.store, made.operator, now=clock)
    made.store.close()


@pytest.fixture
def new_id() -> Callable[[], UUID]:
    return new_uuid
