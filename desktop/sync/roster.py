"""The roster: which desks the regional office vouches for, and which it has struck off."""

import msgspec

from desktop.sync.cards import Card, Keys

_SIGNED = b"sportello roster\n"
_LIMIT = 4 << 20


class Roster(msgspec.Struct, frozen=True):
    """What the office says. `revoked` tells, by desk, how far each of its writers is read.

    `version` is the moment of its making in milliseconds: the highest one holds.
    """

    office: str
    version: int
    cards: tuple[bytes, ...]
    revoked: dict[str, dict[str, int]]


def write_roster(roster: Roster, keys: Keys) -> bytes:
    """Give a roster with the office's signature."""
    body = msgspec.msgpack.encode(roster)
    return msgspec.msgpack.encode((body, keys.sign(_SIGNED + body)))


def read_roster(data: bytes, offices: tuple[Card, ...]) -> Roster | None:
    """Read a roster; None when no office that is trusted here signed it."""
    if len(data) > _LIMIT:
        return None
    try:
        body, signature = msgspec.msgpack.decode(data, type=tuple[bytes, bytes])
        if not any(card.verifies(signature, _SIGNED + body) for card in offices):
            return None
        return msgspec.msgpack.decode(body, type=Roster)
    except msgspec.MsgspecError:
        return None
