"""Keys and trust: this desk's card, the desks whose cards were compared, those struck off."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from db.exchange import Exchange, Peer
from desktop.domain.problems import DeskError
from desktop.files import read_whole, write_whole
from desktop.frames import WriterId
from desktop.services.desk import Desk
from desktop.sync.cards import (
    LIMIT,
    SUFFIX,
    Card,
    Keys,
    fingerprint,
    new_keys,
    read_card,
)
from desktop.sync.roster import Roster, read_roster, write_roster

TRUSTED, KNOWN, REVOKED = "trusted", "known", "revoked"
_ROSTER = "roster"  # the setting that holds the office's last roster


@dataclass(frozen=True, slots=True)
class Shown:
    """A desk's card as people compare it; `compared` where its words were, and it is trusted."""

    desk: str
    name: str
    fingerprint: str
    office: bool
    path: Path | None = None
    compared: bool = False


def own_keys(desk: Desk) -> list[Keys]:
    """Give this desk's keys, oldest first; they are made when they are first needed."""
    with desk.store.exchanging() as exchange:
        held = exchange.own_keys()
        if not held:
            made = new_keys(_blank(desk, office=False))
            exchange.add_key(made.secret, made.bytes)
            held = [(made.secret, made.bytes)]
    return [Keys(secret, card) for secret, card in held]


def _blank(desk: Desk, *, office: bool) -> Card:
    whose = desk.store.identity
    return Card(
        sportello_card=1, desk=whose.desk, chamber=whose.chamber, name=whose.name,
        practice=whose.practice, office=office, made=desk.now().isoformat(timespec="seconds"),
        sign=b"", age="",
    )  # fmt: skip


def write_own(desk: Desk, out: Path, *, office: bool = False, renew: bool = False) -> Shown:
    """Write this desk's card to a file; `office` and `renew` make a new one that follows it."""
    keys = own_keys(desk)[-1]
    if renew or (office and not keys.card.office):
        keys = new_keys(_blank(desk, office=office or keys.card.office), keys)
        with desk.store.exchanging() as exchange:
            exchange.add_key(keys.secret, keys.bytes)
    path = out / f"{keys.card.desk}{SUFFIX}" if out.is_dir() else out
    write_whole(path, keys.bytes)
    return shown(keys.card, path)


def shown(card: Card, path: Path | None = None) -> Shown:
    """Give a card as people compare it."""
    return Shown(card.desk, card.name, fingerprint(card), card.office, path)


def read_file(path: Path) -> tuple[bytes, Card]:
    """Read a card's file; one that is larger than any card is none."""
    try:
        data = read_whole(path, LIMIT)
    except DeskError as refused:
        if refused.code == "file-too-large":
            raise DeskError("card-bad") from refused
        raise
    return data, read_card(data)


def trust(desk: Desk, path: Path, words: str | None = None) -> Shown:
    """Trust the desk of a card, whose fingerprint people have compared.

    Without words nobody has compared it: the desk is trusted, and shown as not compared until
    its card is trusted by words.
    """
    data, card = read_file(path)
    if words is not None:
        _compare(desk, data, card, words)
    return trust_card(desk, data, compared=words is not None)


def _compare(desk: Desk, data: bytes, card: Card, words: str) -> None:
    """Refuse words that are not a card's; a desk that is trusted by that card stays so."""
    if words.split() == fingerprint(card).split():
        return
    with desk.store.exchanging() as exchange:
        peer = exchange.peer(card.desk)
    stays = peer is not None and peer.state == TRUSTED and data in peer.cards
    raise DeskError("fingerprint-differs-trusted" if stays else "fingerprint-differs",
                    desk=card.desk)  # fmt: skip


def trust_card(desk: Desk, data: bytes, *, compared: bool = False) -> Shown:
    """Trust a card; refuses our own, another's under a known code, and practice for real.

    What was compared once stays so: a later card of that desk is vouched for by the one before.
    """
    card = read_card(data)
    whose = desk.store.identity
    if card.practice != whose.practice:
        raise DeskError("card-practice", desk=card.desk)
    if card.desk == whose.desk:
        raise DeskError("card-own", desk=card.desk)
    with desk.store.exchanging() as exchange:
        known = exchange.peer(card.desk)
        if known is None:
            known = _known(data)
        if compared or known.state != TRUSTED:
            exchange.note_compared(card.desk, compared=compared)
        exchange.put_peer(_trusted(desk, known, data, card))
        held = exchange.is_compared(card.desk)
    return replace(shown(card), compared=held)


def trust_known(desk: Desk, code: str, words: str) -> Shown:
    """Trust a desk by the card that came with a file of another; people compared its words."""
    with desk.store.exchanging() as exchange:
        peer = exchange.peer(code)
    if peer is None:
        raise DeskError("peer-unknown", desk=code)
    _compare(desk, peer.card, read_card(peer.card), words)
    return trust_card(desk, peer.card, compared=True)


def _trusted(desk: Desk, known: Peer, data: bytes, card: Card) -> Peer:
    cards = known.cards
    if data not in cards:
        newest = read_card(known.card)
        if known.state == TRUSTED and card.sign != newest.sign and not card.succeeds(newest):
            raise DeskError("card-differs", desk=card.desk)
        cards = (*(cards if known.state == TRUSTED else ()), data)
    moment = known.trusted_at or desk.now().isoformat(timespec="seconds")
    return replace(
        known, state=TRUSTED, office=card.office, cards=cards, trusted_at=moment, accepted={}
    )


def revoke(desk: Desk, code: str) -> Peer:
    """Strike a desk off: what it wrote so far stays, nothing more of it is read."""
    with desk.store.exchanging() as exchange:
        peer = exchange.peer(code.upper())
        if peer is None:
            raise DeskError("peer-unknown", desk=code)
        accepted = {
            writer: last
            for writer, (last, _) in exchange.seen().items()
            if WriterId.parse(writer).desk == peer.desk
        }
        struck = replace(peer, state=REVOKED, accepted=accepted)
        exchange.put_peer(struck)
        exchange.note_compared(peer.desk, compared=True)
    return struck


def cards_of(peers: Iterable[Peer]) -> dict[str, tuple[Card, ...]]:
    """Give every card that desks ever had, by their codes."""
    return {peer.desk: tuple(map(read_card, peer.cards)) for peer in peers}


# --- cards and rosters that come along ------------------------------------------------------


def learn(desk: Desk, exchange: Exchange, cards: Iterable[bytes], roster: bytes | None) -> None:
    """Take in what a trusted file brings: newer cards, unknown desks, the office's roster."""
    told: dict[str, list[bytes]] = {}
    for data in cards:
        told.setdefault(read_card(data).desk, []).append(data)
    told.pop(desk.store.identity.desk, None)
    for code, held in told.items():
        peer = exchange.peer(code) or _known(held[0])
        exchange.put_peer(_with_cards(peer, held))
    if roster is not None:
        _learn_roster(desk, exchange, roster)


def _known(data: bytes) -> Peer:
    """Give a desk of which nothing but a card is here."""
    card = read_card(data)
    return Peer(card.desk, KNOWN, card.office, (data,), None, None, {}, (), {})


def _with_cards(peer: Peer, told: list[bytes]) -> Peer:
    """Add cards that the known ones vouch for, newer ones and those before: they signed frames.

    A card that makes its desk the office does so only once a person trusts it (`trust_card`).
    """
    cards = list(peer.cards)
    for data in told:
        if data not in cards and read_card(data).succeeds(read_card(cards[-1])):
            cards.append(data)
    for data in reversed(told):
        if data not in cards and read_card(cards[0]).succeeds(read_card(data)):
            cards.insert(0, data)
    return replace(peer, cards=tuple(cards))


def _learn_roster(desk: Desk, exchange: Exchange, data: bytes) -> None:
    offices = [p for p in exchange.peers() if p.office and p.state == TRUSTED]
    signers = tuple(card for cards in cards_of(offices).values() for card in cards)
    roster = read_roster(data, signers)
    held = saved_roster(exchange)
    known = read_roster(held, signers) if held else None
    if roster is None or (known is not None and known.version >= roster.version):
        return
    exchange.put_setting(_ROSTER, b64encode(data).decode())
    for card_bytes in roster.cards:
        card = read_card(card_bytes)
        peer = exchange.peer(card.desk)
        if card.desk == desk.store.identity.desk or (peer and peer.state == REVOKED):
            continue
        base = peer or _known(card_bytes)
        if base.state != TRUSTED:
            exchange.put_peer(_trusted(desk, base, card_bytes, card))
    _strike(exchange, roster.revoked)


def _strike(exchange: Exchange, revoked: Mapping[str, Mapping[str, int]]) -> None:
    for code, accepted in revoked.items():
        peer = exchange.peer(code)
        if peer is not None:
            exchange.put_peer(replace(peer, state=REVOKED, accepted=dict(accepted)))


def saved_roster(exchange: Exchange) -> bytes | None:
    """Give the office's roster as it came, to hand it on."""
    held = exchange.setting(_ROSTER)
    return b64decode(held) if held else None


def own_roster(desk: Desk, exchange: Exchange, keys: Keys) -> bytes:
    """Give the roster that this office signs: the desks it trusts, and those it struck off."""
    peers = exchange.peers()
    roster = Roster(
        keys.card.desk, round(desk.now().timestamp() * 1000),
        tuple(peer.card for peer in peers if peer.state == TRUSTED),
        {peer.desk: peer.accepted for peer in peers if peer.state == REVOKED},
    )  # fmt: skip
    return write_roster(roster, keys)
