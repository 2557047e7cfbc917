"""What clerks type, drawn from the register itself: a hundred texts of each kind, seeded."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.register import words
from db.store import Store
from desktop.domain.text import fold

EACH = 100
LATE = ("a typing error", "two words, an error in each")


@dataclass(frozen=True, slots=True)
class _Firm:
    name: tuple[str, ...]
    town: str
    code: str
    phone: str


def drawn(store: Store, seed: int = 5) -> dict[str, list[str]]:
    """Give the texts by kind; words come as often as the register's names hold them."""
    chance = random.Random(seed)  # noqa: S311 - queries, not secrets
    held = _firms(store)

    def each() -> Iterator[_Firm]:
        return (chance.choice(held) for _ in range(EACH))

    accented = [fold(word) for word in words() if not word.isascii()]
    kinds = {f"prefix of {n}": [f.name[0][:n] for f in each()] for n in (1, 2, 3, 4, 6, 8)}
    return kinds | {
        "prefixes of two words": [f"{f.name[0][:3]} {f.name[1][:3]}" for f in each()],
        "two whole words": [" ".join(f.name[:2]) for f in each()],
        "infix of 3": [_inside(chance, f.name, 3) for f in each()],
        "infix of 5": [_inside(chance, f.name, 5) for f in each()],
        "accents": [word.upper() + "'" for word in chance.sample(accented, EACH)],
        "code": [f.code[: chance.choice((3, 5, 8, 11))] for f in each()],
        "phone": [f.phone[: chance.choice((5, 7, 10))] for f in each()],
        "town with word": [f"{f.town} {f.name[0][:4]}" for f in each()],
        "word with town": [f"{f.name[0]} {f.town}" for f in each()],
        LATE[0]: [_mistyped(chance, f.name[0]) for f in each()],
        LATE[1]: [" ".join(_mistyped(chance, w) for w in f.name[:2]) for f in each()],
    }


def _firms(store: Store) -> Sequence[_Firm]:
    with store.checking() as connection:
        rows = connection.exec_driver_sql(
            "SELECT f.name, s.town, f.vat_number, f.phone FROM firm f "
            "JOIN find s ON s.record = f.id WHERE f.rowid % 97 = 5 LIMIT 5000"
        ).fetchall()
    return [_Firm(tuple(fold(n).split()), town, code, phone[3:]) for n, town, code, phone in rows]


def _inside(chance: random.Random, name: Sequence[str], length: int) -> str:
    word = max(name, key=len)
    start = chance.randint(1, max(1, len(word) - length))
    return word[start : start + length]


def _mistyped(chance: random.Random, word: str) -> str:
    if len(word) < 4:
        return word
    place = chance.randrange(1, len(word) - 1)
    swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    doubled = word[:place] + word[place] + word[place:]
    return chance.choice((swapped, doubled, word[:place] + word[place + 1 :]))
