"""A register to measure on: seeded, its words by a Zipf law, its numbers valid."""

import random
from collections.abc import Iterator
from pathlib import Path

from stdnum import luhn

from db.store import Identity
from desktop.domain.codecs import Primitive, TaxCode, VatNumber
from desktop.domain.records import Address, Firm
from desktop.services import stores
from desktop.services.desk import Desk, new_uuid, system_now

WORDS = 50_000
_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "bra"),
    *("cle", "dri", "flo", "gru", "pla", "sche", "tri", "sto", "spa", "gna", "lli", "zza", "rto"),
    *("nto", "mpa", "lda", "rri", "cca"),
)
_TOWNS = ("Milano", "Brescia", "Bergamo", "Monza", "Como", "Varese", "Pavia", "Cremona", "Lodi")
_FORMS = ("S.r.l.", "S.p.A.", "S.n.c.", "SRL", "S.a.s.")


def words(seed: int = 1) -> list[str]:
    """Give invented words, the commonest first."""
    chance = random.Random(seed)  # noqa: S311 - a register, not a secret
    found: dict[str, None] = {}
    while len(found) < WORDS:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize()] = None
    return list(found)


def firms(count: int, seed: int = 2) -> Iterator[Firm]:
    """Give firms with names of two or three words."""
    chance = random.Random(seed)  # noqa: S311 - as above
    vocabulary = words()
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    drawn = iter(chance.choices(vocabulary, weights, k=count * 3))
    for n in range(count):
        name = " ".join(next(drawn) for _ in range(chance.randint(2, 3)))
        stem = f"{n % 9_999_999 + 1:07d}{chance.choice(('015', '016', '017', '012'))}"
        code = stem + luhn.calc_check_digit(stem)
        yield Firm(
            id=new_uuid(), name=f"{name} {chance.choice(_FORMS)}", tax_code=TaxCode(code),
            vat_number=VatNumber(code), registered_office=Address(town=chance.choice(_TOWNS)),
        )  # fmt: skip


def firm_rows(count: int) -> Iterator[tuple[Primitive, ...]]:
    """Give the same firms as rows of primitives."""
    for firm in firms(count):
        yield Firm.KIND.to_row(firm)


def new_desk(path: Path) -> Desk:
    """Give a desk on a new plain store."""
    identity = Identity("MI", "MI1", "Banco di prova", "internazionalizzazione-2021", practice=True)
    desk = stores.create(path, None, identity, "Banco di prova")
    return Desk(desk.store, desk.operator, now=system_now)
