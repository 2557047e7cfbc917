"""A programme as data: its lines, markets, sectors and the matrix that ties them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from desktop.domain.codecs import Country
from desktop.domain.record import Record, Search, field, record


class Counting(StrEnum):
    """Which of a firm's applications to a mission counts: the last complete one, or the first."""

    LAST = "last"
    FIRST = "first"


class MarketKind(StrEnum):
    """A market the programme aims at, or one it tries out."""

    TARGET = "target"
    PILOT = "pilot"


@record(40)
class Programme(Record):
    """A programme of internationalisation, the act that founds it, and what it asks of firms.

    Without provinces it is open to every region. `needs` are fields without which a firm cannot
    be admitted, `declarations` the codes of those that it must hold (DIR, DURC...). `file` is the
    text of the file it came from, whole.
    """

    id: UUID = field(1)
    code: str = field(2, max=60, index=True)
    version: int = field(3, least=1, most=9999)
    title: str = field(4, max=200, search=Search.NAME)
    title_en: str | None = field(5, max=200, default=None)
    legal_basis: str | None = field(6, max=400, default=None)
    legal_basis_en: str | None = field(7, max=400, default=None)
    valid_from: date | None = field(8, default=None)
    valid_to: date | None = field(9, default=None)
    source: str | None = field(10, max=400, default=None)
    attendance_threshold: Decimal | None = field(11, least=0, most=100, default=None)
    partners: tuple[str, ...] = field(12, max=600, default=())
    region: str | None = field(13, max=80, default=None)
    provinces: tuple[str, ...] = field(14, max=600, default=())
    export_only: bool = field(15, default=False)
    declarations: tuple[str, ...] = field(16, max=300, default=())
    needs: tuple[str, ...] = field(17, max=300, default=())
    counting: Counting = field(18, default=Counting.LAST)
    renunciation_days: int | None = field(19, least=0, most=999, default=None)
    score_threshold: int | None = field(20, least=0, most=100000, default=None)
    file: str | None = field(21, max=400_000, lines=True, verb=True, default=None)


@record(41, parent="programme", plural="lines")
class Line(Record):
    """A line of action of a programme."""

    id: UUID = field(1)
    programme: UUID = field(2, refers="programme", index=True)
    code: str = field(3, max=40)
    title: str = field(4, max=200)
    title_en: str | None = field(5, max=200, default=None)
    place: int = field(6, least=0, most=999, default=0)
    active: bool = field(7, default=True)
    provisional: bool = field(8, default=False)
    source: str | None = field(9, max=400, default=None)
    training: bool = field(10, default=False)


@record(42, parent="programme", plural="markets")
class Market(Record):
    """A country in which a programme helps firms.

    `passport_months` is how long a passport must hold after the mission's end to enter it.
    """

    id: UUID = field(1)
    programme: UUID = field(2, refers="programme", index=True)
    code: Country = field(3, max=2)
    kind: MarketKind = field(4, default=MarketKind.TARGET)
    title: str = field(5, max=120)
    title_en: str | None = field(6, max=120, default=None)
    provisional: bool = field(7, default=False)
    source: str | None = field(8, max=400, default=None)
    place: int = field(9, least=0, most=999, default=0)
    passport_months: int | None = field(10, least=0, most=60, default=None)


@record(43, parent="programme", plural="sectors")
class Sector(Record):
    """A sector of firms that a programme addresses."""

    id: UUID = field(1)
    programme: UUID = field(2, refers="programme", index=True)
    code: str = field(3, max=60)
    title: str = field(4, max=200)
    title_en: str | None = field(5, max=200, default=None)
    provisional: bool = field(6, default=False)
    source: str | None = field(7, max=400, default=None)
    place: int = field(8, least=0, most=999, default=0)


@record(44, parent="programme", plural="matrix")
class SectorMarket(Record):
    """A cell of the sector by market matrix; without a line it holds for all of them."""

    id: UUID = field(1)
    programme: UUID = field(2, refers="programme", index=True)
    sector: str = field(3, max=60)
    market: Country = field(4, max=2)
    line: str | None = field(5, max=40, default=None)
    priority: int | None = field(6, least=0, most=999, default=None)
    provisional: bool = field(7, default=False)
    source: str | None = field(8, max=400, default=None)


@record(45, parent="programme", plural="criteria")
class Criterion(Record):
    """A criterion by which applications are scored: so many points at most."""

    id: UUID = field(1)
    programme: UUID = field(2, refers="programme", index=True)
    code: str = field(3, max=40)
    title: str = field(4, max=200)
    title_en: str | None = field(5, max=200, default=None)
    most: int = field(6, least=0, most=1000)
    place: int = field(7, least=0, most=999, default=0)
    provisional: bool = field(8, default=False)
    source: str | None = field(9, max=400, default=None)
