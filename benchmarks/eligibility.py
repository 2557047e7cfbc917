"""Eligibility: firms judged before a mission, beside reading the same firms from the store."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Seconds, beside, timed
from benchmarks.register import new_desk, records
from desktop.domain.codecs import Money
from desktop.domain.record import Record
from desktop.domain.records import (
    Accounts,
    Aid,
    Application,
    Consent,
    Declaration,
    Firm,
    Mission,
    Outcome,
    Person,
    Relation,
    RelationKind,
    Site,
)
from desktop.services import evaluating, missions
from desktop.services.desk import Desk, new_uuid

FIRMS = 10_000
# What judging may take of what reading alone does (issue 5).
LIMIT = 10.0
DAY = date(2021, 9, 10)
_PARTS = (Site, Person, Accounts, Relation, Aid, Declaration, Consent)


def run(_rows: int) -> None:
    """Measure `missions evaluate` over 10,000 applications, the reading inside it included."""
    with tempfile.TemporaryDirectory() as folder:
        desk = new_desk(Path(folder) / "judged.sportello-store")
        _fill(desk)

        def judged() -> Seconds:
            return timed(lambda: evaluating.of_mission(desk, "DUBAI-2021", DAY))

        def read() -> Seconds:
            return timed(lambda: _read(desk))

        beside(f"{FIRMS} firms judged before a mission", judged,
               "reading them from the store", read, limit=LIMIT)  # fmt: skip
        desk.store.close()


def _read(desk: Desk) -> int:
    """Read every firm with what belongs to it, and the applications."""
    with desk.store.reading() as reader:
        held = sum(len(reader.all(cls)) for cls in _PARTS)
        return held + len(reader.all(Firm)) + len(reader.all(Application))


class _Chosen(NamedTuple):
    """What the records of a firm have in common."""

    firm: Firm
    mission: Mission
    nth: int


def _fill(desk: Desk) -> None:
    with desk.store.reading() as reader:
        mission = missions.resolve(reader, "DUBAI-2021")
    with desk.store.writing(desk.stamp("bench")) as (_, change):
        for nth, (firm, person) in enumerate(islice(records(FIRMS), FIRMS)):
            change.add(firm, *([person] if person else []))
            change.add(*_parts(_Chosen(firm, mission, nth)))


def _parts(chosen: _Chosen) -> Iterator[Record]:
    """Give what an eligibility reads of a firm: as much as a firm that applies has."""
    firm, nth = chosen.firm.id, chosen.nth
    yield Site(id=new_uuid(), firm=firm, address=chosen.firm.registered_office)
    for year in (2018, 2019, 2020):
        yield Accounts(
            id=new_uuid(), firm=firm, year=year, staff=Decimal(nth % 300),
            turnover=Money(nth * 100_000), balance=Money(nth * 80_000),
        )  # fmt: skip
    for n in range(nth % 3):
        yield Aid(id=new_uuid(), firm=firm, amount=Money(4_000_000), date=date(2019 + n, 3, 1))
    if nth % 5 == 0:
        yield Relation(
            id=new_uuid(), firm=firm, kind=RelationKind.PARTNER, share=None, name="Associata",
            staff=Decimal(10), turnover=Money(100), balance=Money(100),
        )  # fmt: skip
    for code in ("DURC", "DIR"):
        yield Declaration(
            id=new_uuid(), firm=firm, code=code, date=date(2021, 7, 1), year=2020,
            outcome=Outcome.REGULAR if nth % 7 else Outcome.IRREGULAR,
        )  # fmt: skip
    yield Consent(id=new_uuid(), firm=firm, purpose="catalogue", given=bool(nth % 2))
    yield Application(
        id=new_uuid(), mission=chosen.mission.id, firm=firm, export_only=True,
        arrived_at=datetime(2021, 9, 1 + nth % 10, 9, nth % 60, tzinfo=UTC),
    )  # fmt: skip
