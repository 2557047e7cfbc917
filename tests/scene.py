"""Who stands where in the tests of export files, and what a file must not move."""

from dataclasses import dataclass, field

from sqlalchemy import func, select

from db.tables import LOG
from desktop.frames import Frame
from desktop.services import exchange
from desktop.services.desk import Desk, new_uuid
from tests.exchanging import Desks, rows_of
from tests.forging import NAME, Forger


@dataclass
class Scene:
    """MI1 writes, BG1 reads; VA1 was struck off, CO1 is only known, PV1 not even that."""

    desks: Desks
    mi: Desk
    bg: Desk
    hands: dict[str, Forger] = field(default_factory=dict)
    good: bytes = b""
    old: bytes = b""
    firm: bytes = b""

    @property
    def hand(self) -> Forger:
        return self.hands["MI1"]

    def next(self) -> Frame:
        """Give a good frame after what BG1 has of MI1."""
        return self.hand.simple({NAME: "Facsimile Buona S.r.l."})


def standing(desk: Desk) -> tuple[object, ...]:
    """Give all that a refused file must not move."""
    with desk.store.exchanging() as held:
        log = held.connection.execute(select(func.count()).select_from(LOG)).scalar_one()
        seen, waiting = held.seen(), held.waiting()
        # what a desk has confirmed is asked for again after `forked`: that is no data
        peers = [(p.desk, p.state, p.cards, p.office, p.accepted) for p in held.peers()]
    settings = dict(desk.store.settings())
    return log, seen, waiting, peers, settings, rows_of(desk), desk.store.digest()


def take(scene: Scene, data: bytes) -> tuple[str, str | None, int]:
    path = scene.desks.folder / f"{new_uuid()}.sportello"
    path.write_bytes(data)
    done = exchange.receive(scene.bg, path)
    return done.state, done.reason, done.operations
