"""Two desks for the pictures of the exchange: the same at every run, but for what is secret."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

from mnemonic import Mnemonic

from desktop.services import exchange, firms
from desktop.services.desk import Desk
from desktop.sync.cards import Card
from tests.builders import FULL_FIRM, firm_draft
from tests.neighbours import befriend, card_of, neighbour, sent, swap

BEGIN = datetime(2021, 9, 7, 7, 0, tzinfo=UTC)
_OFFICE = {"street": "Via dei Prototipi", "postcode": "21100", "town": "Varese", "province": "VA"}


@dataclass(frozen=True, slots=True)
class Scene:
    """The store of the desk that is drawn, and the files at hand: two to read, a card."""

    store: Path
    files: tuple[Path, ...]


class _Clock:
    def __init__(self) -> None:
        self.at = BEGIN

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=7)
        return self.at


class Ids:
    """Gives ids as a UUIDv7 is laid out, by the clock and a count."""

    def __init__(self, clock: Callable[[], datetime], desk: int) -> None:
        self._clock, self._desk, self._count = clock, desk, 0

    def __call__(self) -> UUID:
        self._count += 1
        at = round(self._clock().timestamp() * 1000)
        return UUID(int=at << 80 | 7 << 76 | 2 << 62 | self._desk << 32 | self._count)


def steady_words(card: Card) -> str:
    """Give the seven words of a card for a picture: its keys are new at every run."""
    words = Mnemonic("italian").wordlist
    digest = blake2b(card.desk.encode()).digest()
    return " ".join(words[int.from_bytes(digest[n : n + 2], "big") % 2048] for n in range(7))


@contextmanager
def words_that_stay() -> Iterator[None]:
    """Show the words of `steady_words` while pictures are drawn."""
    places = ("trust", "standing")
    with ExitStack() as held:
        for place in places:
            held.enter_context(patch(f"desktop.services.{place}.fingerprint", steady_words))
        yield


def make(folder: Path) -> Scene:
    """Let two desks work apart after they exchanged, and a third one send its card."""
    clock = _Clock()
    made = [
        replace(desk, new_id=Ids(clock, number))
        for number, desk in enumerate((
            neighbour(folder, "MI1", "Sportello 1", "Anna Prova", clock),
            neighbour(folder, "MI2", "Sportello 2", "Marco Prova", clock),
            neighbour(folder, "BG1", "Sportello di Bergamo", "Ada Prova", clock),
        ), start=1)
    ]  # fmt: skip
    one, two, third = made
    befriend(one, two, folder)
    files = (*_work_apart(one, two, folder / "files"), card_of(third, folder / "files"))
    for desk in made:
        desk.store.close()
    for path in files:
        os.utime(path, (BEGIN.timestamp(), BEGIN.timestamp()))
    return Scene(one.store.path, files)


def _work_apart(one: Desk, two: Desk, folder: Path) -> tuple[Path, ...]:
    drafts = [FULL_FIRM, firm_draft(1, name="Città Verde Esempio S.r.l.", phone="02 0000 0101"),
              firm_draft(2, name="Luce Finta S.r.l.")]  # fmt: skip
    full, green, light = firms.add(one, drafts).ids
    swap(one, two, folder)
    for desk, number, phone in ((one, "3", "02 0000 0105"), (two, "13", "02 0000 0199")):
        firms.change(desk, str(full), {"registered_office": {**_OFFICE, "number": number}})
        firms.change(desk, str(green), {"phone": phone})
    firms.add(one, [firm_draft(5, name="Vetri Chimera S.n.c.", phone="02 0000 0130")])
    firms.add(two, [firm_draft(5, name="Vetri Chimera", email="info@chimera.example")])
    firms.add(two, [firm_draft(6), firm_draft(7)])
    exchange.receive(one, sent(two, "MI1", folder))
    firms.add(two, [firm_draft(nth) for nth in range(8, 14)])
    firms.change(two, str(light), {"phone": "02 0000 0177"})
    firms.change(one, str(light), {"phone": "02 0000 0178"})
    odd = folder / "ignoto.sportello"
    odd.write_bytes(b"this is no export file")
    exchange.receive(one, odd)
    return sent(two, "MI1", folder), odd
