"""Desks that trust one another, and the files that they hand over; for tests."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from db.identity import Identity
from db.tables import CONFLICT, RECORDS
from desktop.services import exchange, firms, stores, trust
from desktop.services.desk import Desk
from desktop.services.exchange import Received

PROGRAMME = "internazionalizzazione-2021"
MORNING = datetime(2021, 9, 8, 7, 0, tzinfo=UTC)


class Ticking:
    """A clock that moves a second at each look, from the moment that it is set to."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Desks:
    """The desks of one test, by their codes, each with a folder of its own."""

    folder: Path
    open: dict[str, Desk] = field(default_factory=dict)
    sent: int = 0

    def make(
        self, code: str, *, clock: Ticking | None = None, practice: bool = True,
        passphrase: str | None = None,
    ) -> Desk:  # fmt: skip
        """Make a desk on a new store."""
        whose = Identity(code[:2], code, f"Sportello {code}", PROGRAMME, practice=practice)
        made = stores.create(self.path(code), passphrase, whose, f"Operatore {code}")
        return self._keep(code, made, clock or Ticking())

    def path(self, code: str) -> Path:
        """Give the file of a desk's store."""
        return self.folder / code / "desk.sportello-store"

    def _keep(self, name: str, desk: Desk, clock: Ticking) -> Desk:
        self.open[name] = Desk(desk.store, desk.operator, now=clock)
        return self.open[name]

    def reopen(self, name: str, path: Path | None = None) -> Desk:
        """Close a desk, when it is open, and open the store of a file in its name."""
        clock = Ticking()
        if name in self.open:
            held = self.open.pop(name)
            held.store.close()
            clock = held.now if isinstance(held.now, Ticking) else clock
        place = path or self.path(name)
        return self._keep(name, stores.open_desk(place, None, f"Operatore {name}"), clock)

    def shut(self, name: str) -> None:
        """Close a desk."""
        self.open.pop(name).store.close()

    def trust(self, *desks: Desk) -> None:
        """Let desks trust one another."""
        for one in desks:
            for other in desks:
                if code_of(one) != code_of(other):
                    trust.trust_card(one, trust.own_keys(other)[-1].bytes)

    def send(self, one: Desk, to: Desk | str) -> Path:
        """Write the file for a desk; it is small enough to be one."""
        self.sent += 1
        code = to if isinstance(to, str) else code_of(to)
        (path,) = exchange.export(one, code, self.folder / "stick" / str(self.sent))
        return path

    def hand(self, one: Desk, other: Desk) -> Received:
        """Write a file for a desk and let the desk take it in."""
        return exchange.receive(other, self.send(one, other))

    def settle(self, *desks: Desk, rounds: int = 2) -> None:
        """Hand files over until every desk has had what the others know."""
        for _ in range(rounds):
            for one in desks:
                for other in desks:
                    if one is not other:
                        done = self.hand(one, other)
                        assert done.state in {"applied", "duplicate"}, done

    def close(self) -> None:
        """Close all."""
        for name in list(self.open):
            self.shut(name)


@contextmanager
def desks_in(folder: Path) -> Iterator[Desks]:
    """Give desks under a folder; they are closed at the end."""
    made = Desks(folder)
    try:
        yield made
    finally:
        made.close()


def code_of(desk: Desk) -> str:
    return desk.store.identity.desk


def digests(*desks: Desk) -> set[str]:
    return {desk.store.digest() for desk in desks}


def is_sound(desk: Desk) -> bool:
    return stores.check(desk).ok


def names(desk: Desk) -> dict[str, str]:
    """Give the names of a desk's firms by their ids."""
    with desk.store.checking() as connection:
        table = RECORDS["firm"]
        rows = connection.execute(select(table.c.id, table.c.name).where(table.c.alive == 1))
        return {row[0].hex(): row[1] for row in rows}


def rows_of(desk: Desk) -> dict[str, int]:
    """Count the rows of every table of records, and the conflicts."""
    with desk.store.checking() as connection:
        tables = {**RECORDS, "conflict": CONFLICT}
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.items()
        }


def register(desk: Desk, draft: Mapping[str, object]) -> str:
    """Register a firm and give its id."""
    return str(firms.add(desk, [dict(draft)]).ids[0])
