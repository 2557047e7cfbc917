"""A register to measure on: seeded, its words by a Zipf law, its numbers valid.

Firms have what the search box reads: name, codes, town, PEC, phone, REA; every fourth a person.
"""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from stdnum import luhn

from db.identity import Identity
from db.store import Store
from db.writing import Change
from desktop.domain.codecs import Pec, Phone, Primitive, Province, Rea, TaxCode, VatNumber
from desktop.domain.record import Record
from desktop.domain.records import Address, Firm, FirmStatus, Person
from desktop.services import stores
from desktop.services.desk import Desk, new_uuid
from desktop.services.glance import system_now

WORDS, TOWNS, FAMILIES = 50_000, 1_500, 4_000
CHUNK = 50_000  # firms of one transaction
_ONSETS = (
    *("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "ch", "cl", "cr"),
    *("dr", "fl", "fr", "gh", "gl", "gn", "gr", "pl", "pr", "qu", "sc", "sp", "st", "str", "tr"),
)
_SYLLABLES = tuple(
    f"{onset}{vowel}{coda}"
    for onset in _ONSETS
    for vowel in "aeiou"
    for coda in ("", "", "", "n", "r", "l", "s")
)
_GREAT_TOWNS = ("Milano", "Brescia", "Bergamo", "Monza", "Como", "Varese", "Pavia", "Cremona")
_PROVINCES = ("MI", "BS", "BG", "MB", "CO", "VA", "PV", "CR", "LO", "LC", "MN", "SO")
_GIVEN = ("Anna", "Lia", "Mara", "Omar", "Bruno", "Niccolò", "Giosuè", "Tito", "Nadia", "Irene")
_FORMS = ("S.r.l.", "S.p.A.", "S.n.c.", "SRL", "S.a.s.")
_SECTORS = ("green-economy", "furniture", "sustainable-construction")
_ACCENTED = str.maketrans("aeou", "àèòù")


def words(seed: int = 1, count: int = WORDS) -> list[str]:
    """Give invented words, the commonest first; one in fifty ends in an accent."""
    chance = random.Random(seed)  # noqa: S311 - a register, not a secret
    found: dict[str, None] = {}
    while len(found) < count:
        word = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()
        accented = word[:-1] + word[-1].translate(_ACCENTED)
        found[accented if len(found) % 50 == 7 else word] = None
    return list(found)


def towns() -> list[str]:
    """Give the towns, the greatest first."""
    return [*_GREAT_TOWNS, *words(seed=11, count=TOWNS)]


def families() -> list[str]:
    """Give family names, the commonest first."""
    return words(seed=12, count=FAMILIES)


def _zipf(chance: random.Random, held: list[str]) -> Iterator[str]:
    weights = [1 / rank for rank in range(1, len(held) + 1)]
    while True:
        yield from chance.choices(held, weights, k=10_000)


def records(count: int, seed: int = 2, start: int = 0) -> Iterator[tuple[Firm, Person | None]]:
    """Give so many firms with names of two or three words, and the person of every fourth."""
    chance = random.Random(seed)  # noqa: S311 - as above
    drawn, town = _zipf(chance, words()), _zipf(chance, towns())
    family = _zipf(chance, families())
    for n in range(start, start + count):
        name = " ".join(islice(drawn, chance.randint(2, 3)))
        firm = _firm(chance, n, name, next(town))
        yield firm, _person(chance, firm, next(family)) if n % 4 == 0 else None


def _firm(chance: random.Random, n: int, name: str, town: str) -> Firm:
    stem = f"{n % 9_999_999 + 1:07d}{chance.choice(('015', '016', '017', '012'))}"
    code = stem + luhn.calc_check_digit(stem)
    province = chance.choice(_PROVINCES)
    mail = name.lower().replace(" ", "").translate(str.maketrans("àèòù", "aeou"))
    return Firm(
        id=new_uuid(), name=f"{name} {chance.choice(_FORMS)}", tax_code=TaxCode(code),
        vat_number=VatNumber(code), rea=Rea(f"{province}-{1_000_000 + n}"),
        status=FirmStatus.INACTIVE if n % 20 == 0 else FirmStatus.ACTIVE,
        registered_office=Address(town=town, province=Province(province)),
        pec=Pec(f"{mail}@pec.example"), phone=Phone(f"+3902{chance.randint(10**6, 10**8)}"),
        sectors=(chance.choice(_SECTORS),),
    )  # fmt: skip


def _person(chance: random.Random, firm: Firm, family: str) -> Person:
    return Person(id=new_uuid(), firm=firm.id, family_name=family, given_name=chance.choice(_GIVEN))


def firm_rows(count: int) -> Iterator[tuple[Primitive, ...]]:
    """Give the firms alone, as rows of primitives."""
    for firm, _ in records(count):
        yield Firm.KIND.to_row(firm)


def new_desk(path: Path, passphrase: str | None = None) -> Desk:
    """Give a desk on a new store."""
    identity = Identity("MI", "MI1", "Banco di prova", "internazionalizzazione-2021", practice=True)
    desk = stores.create(path, passphrase, identity, "Banco di prova")
    return Desk(desk.store, desk.operator, now=system_now)


def fill(desk: Desk, count: int, seed: int = 2, start: int = 0) -> None:
    """Register so many firms, a transaction for each `CHUNK`."""
    held = records(count, seed, start)
    while chunk := list(islice(held, CHUNK)):
        with desk.store.writing(desk.stamp("bench")) as (_, change):
            for pair in chunk:
                _add(change, *pair)


def _add(change: Change, *pair: Record | None) -> None:
    change.add(*(record for record in pair if record is not None))


def opened(store: Store) -> Desk:
    """Give a desk on an open store."""
    return Desk(store, "Banco di prova", now=system_now)
