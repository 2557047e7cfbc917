"""Who a desk is to others: its card with two public keys, and the fingerprint of the card.

A card is signed by its own key; a newer one of the same desk by the older key as well. Whether it
is the right one people tell each other, by seven words.
"""

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from desktop.domain.problems import DeskError

if TYPE_CHECKING:
    from pyrage import x25519

SUFFIX = ".sportello-card"
LIMIT = 1 << 16  # bytes of a card's file
_FORMAT = 1
_WORDS, _BITS = 7, 11  # of a list of 2,048 words: 77 bits, which nobody finds twice
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_SIGNED = b"sportello card\n"


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A desk's card. `sign` and `age` are its public keys, `office` makes it the regional office.

    `follows` is the signature of the key that came before, where there was one.
    """

    sportello_card: int
    desk: str
    chamber: str
    name: str
    practice: bool
    office: bool
    made: str
    sign: bytes
    age: str
    follows: bytes | None = None
    signature: bytes = b""

    def signed(self) -> bytes:
        """Give the bytes that both signatures cover."""
        plain = msgspec.structs.replace(self, follows=None, signature=b"")
        return _SIGNED + msgspec.json.encode(plain, order="deterministic")

    @property
    def recipient(self) -> "x25519.Recipient":
        """Give the key to which files for the desk are encrypted."""
        from pyrage import x25519  # noqa: PLC0415 - 13 MB that a desk alone never needs

        return x25519.Recipient.from_str(self.age)

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Tell whether the desk's key signed some bytes."""
        return _verifies(self.sign, signature, data)

    def succeeds(self, older: "Card") -> bool:
        """Tell whether this is a newer card of the same desk, by the older key's word."""
        same = self.desk == older.desk and self.practice == older.practice
        return same and self.follows is not None and older.verifies(self.follows, self.signed())


class _Secret(msgspec.Struct, frozen=True):
    sign: bytes
    age: str


class Keys:
    """A desk's keys: they sign its frames and files, and open what is sent to it."""

    def __init__(self, secret: bytes, card: bytes) -> None:
        """Take keys from the store, as `new_keys` made them."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above
        from pyrage import x25519  # noqa: PLC0415 - as above

        held = msgspec.msgpack.decode(secret, type=_Secret)
        self.secret, self.bytes = secret, card
        self.card = read_card(card)
        self._sign = Ed25519PrivateKey.from_private_bytes(held.sign)
        self.identity = x25519.Identity.from_str(held.age)

    def sign(self, data: bytes) -> bytes:
        """Sign some bytes."""
        return self._sign.sign(data)


def new_keys(card: Card, older: Keys | None = None) -> Keys:
    """Make keys for what a card says of a desk; its keys and signatures are filled in."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - as above
    from pyrage import x25519  # noqa: PLC0415 - as above

    sign, age = Ed25519PrivateKey.generate(), x25519.Identity.generate()
    made = msgspec.structs.replace(
        card, sign=sign.public_key().public_bytes_raw(), age=str(age.to_public())
    )
    signed = msgspec.structs.replace(
        made, signature=sign.sign(made.signed()),
        follows=None if older is None else older.sign(made.signed()),
    )  # fmt: skip
    secret = msgspec.msgpack.encode(_Secret(sign.private_bytes_raw(), str(age)))
    return Keys(secret, write_card(signed))


def write_card(card: Card) -> bytes:
    """Give a card as the text of its file."""
    return msgspec.json.format(msgspec.json.encode(card), indent=2) + b"\n"


def read_card(data: bytes) -> Card:
    """Read a card; `card-bad` when it is none, was changed, or names no desk."""
    try:
        card = msgspec.json.decode(data[: LIMIT + 1], type=Card)
        _ = card.recipient
    except Exception as error:  # pyrage has one of its own for every fault of a key
        raise DeskError("card-bad") from error
    wrong_names = not _CODE.fullmatch(card.desk) or len(card.name) > 80 or len(card.chamber) > 8  # noqa: PLR2004 - as init allows
    if len(data) > LIMIT or wrong_names or not card.name.isprintable():
        raise DeskError("card-bad")
    if card.sportello_card > _FORMAT:
        raise DeskError("card-newer")
    if not card.verifies(card.signature, card.signed()):
        raise DeskError("card-bad")
    return card


def fingerprint(card: Card) -> str:
    """Give the seven words by which two people know that they hold the same card."""
    digest = blake2b(b"\n".join((card.desk.encode(), card.sign, card.age.encode()))).digest()
    number = int.from_bytes(digest[:16], "big")
    words = _words()
    return " ".join(words[number >> (_BITS * n) & (1 << _BITS) - 1] for n in range(_WORDS))


@lru_cache(maxsize=1)
def _words() -> list[str]:
    from mnemonic import Mnemonic  # noqa: PLC0415 - only for a fingerprint

    return Mnemonic("italian").wordlist


def _verifies(key: bytes, signature: bytes, data: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - as above
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - as above

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
