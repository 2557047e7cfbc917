"""Another desk, for tests of the exchange: its store beside, cards compared, files both ways."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from db.identity import Identity
from desktop.services import exchange, firms, stores, trust
from desktop.services.desk import Desk
from desktop.services.exchange import Received
from desktop.sync.cards import fingerprint

PROGRAMME = "internazionalizzazione-2021"


def neighbour(
    folder: Path, code: str, name: str, operator: str, clock: Callable[[], datetime]
) -> Desk:
    """Make a desk of the same chamber in a folder of its own."""
    identity = Identity("MI", code, name, PROGRAMME, practice=True)
    path = folder / code / f"{code}.sportello-store"
    return replace(stores.create(path, None, identity, operator), now=clock)


def card_of(desk: Desk, folder: Path) -> Path:
    """Write a desk's card."""
    folder.mkdir(parents=True, exist_ok=True)
    path = trust.write_own(desk, folder).path
    assert path is not None
    return path


def befriend(one: Desk, other: Desk, folder: Path) -> None:
    """Let two desks trust each other, the words of their cards compared."""
    for here, there in ((one, other), (other, one)):
        words = fingerprint(trust.own_keys(there)[-1].card)
        trust.trust(here, card_of(there, folder / "cards"), words)


def sent(desk: Desk, to: str, folder: Path) -> Path:
    """Write the one file that a desk sends to another."""
    (path,) = exchange.export(desk, to, folder)
    return path


def swap(one: Desk, other: Desk, folder: Path) -> list[Received]:
    """Carry a file each way: both desks then hold the same."""
    codes = [desk.store.identity.desk for desk in (one, other)]
    there = exchange.receive(other, sent(one, codes[1], folder))
    back = exchange.receive(one, sent(other, codes[0], folder))
    return [there, back]


def renamed(desk: Desk, firm: object, phone: str) -> None:
    """Write another phone into a firm."""
    firms.change(desk, str(firm), {"phone": phone})
