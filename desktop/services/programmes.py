"""Programmes: data that comes with the program or as a file; no code knows their names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from hashlib import blake2b
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

from db.reading import Reader
from db.writing import Change, Stamp
from desktop import paths
from desktop.domain.codecs import Country, Money
from desktop.domain.problems import DeskError
from desktop.domain.programme_file import ProgrammeFile, read_programme
from desktop.domain.record import Record
from desktop.domain.records import Line, Market, Mission, Programme, Sector, SectorMarket
from desktop.files import read_whole
from desktop.frames import WriterId
from desktop.services.desk import Desk

_SPACE = uuid5(NAMESPACE_OID, "sportello/programmes")
_LIMIT = 2 << 20


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    """A programme with its lines, markets, sectors and matrix, in order."""

    programme: Programme
    lines: tuple[Line, ...]
    markets: tuple[Market, ...]
    sectors: tuple[Sector, ...]
    matrix: tuple[SectorMarket, ...]

    def line(self, code: str | None) -> Line | None:
        """Give a line by its code."""
        return next((line for line in self.lines if line.code == code), None)

    def market(self, code: str | None) -> Market | None:
        """Give a market by its country code."""
        return next((market for market in self.markets if market.code == code), None)

    def sector(self, code: str | None) -> Sector | None:
        """Give a sector by its code."""
        return next((sector for sector in self.sectors if sector.code == code), None)


def packaged() -> tuple[Path, ...]:
    """Give the programme files that come with the program."""
    return paths.packaged_programmes()


def check(path: Path) -> ProgrammeFile:
    """Read a programme file; a malformed one is refused with every line and reason."""
    data = read_whole(path, _LIMIT)
    try:
        return read_programme(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DeskError("programme-not-text", path=str(path)) from error


def install_packaged(desk: Desk) -> None:
    """Enter the packaged programmes that the store does not hold yet."""
    for path in packaged():
        install(desk, check(path))


def install(desk: Desk, file: ProgrammeFile) -> bool:
    """Enter a programme as its built-in writer does at every desk; False when it is here.

    Ids, seed and time derive from the file: desks that start from one programme hold one
    mission, not three.
    """
    writer = WriterId(f"programme.{file.code}", str(file.version))
    midnight = datetime.combine(file.valid_from, time(), tzinfo=UTC)
    stamp = Stamp(
        tx=_id(file, "transaction", str(file.version)), operator="sportello", source="programme",
        at=round(midnight.timestamp() * 1000),
        seed=blake2b(str(writer).encode(), digest_size=16).digest(),
    )  # fmt: skip

    def fill(change: Change) -> None:
        change.add(*records_of(file))

    return desk.store.write_as(writer, stamp, fill)


def _id(file: ProgrammeFile, kind: str, code: str) -> UUID:
    """Give the id of a programme's record; a later version keeps those of an earlier one."""
    return uuid5(_SPACE, f"{file.code}/{kind}/{code}")


def records_of(file: ProgrammeFile) -> Iterator[Record]:
    """Give the records of a programme file, the programme first."""
    programme = Programme(
        id=_id(file, "programme", file.code), code=file.code, version=file.version,
        title=file.title.it, title_en=file.title.en, legal_basis=file.legal_basis.it,
        legal_basis_en=file.legal_basis.en, valid_from=file.valid_from, valid_to=file.valid_to,
        source=file.source, partners=file.partners,
        attendance_threshold=file.attendance.threshold if file.attendance else None,
    )  # fmt: skip
    yield programme
    for line in file.lines:
        yield Line(
            id=_id(file, "line", line.code), programme=programme.id, code=line.code,
            title=line.title.it, title_en=line.title.en, place=line.order, active=line.active,
            training=line.training, provisional=line.provisional, source=line.source,
        )  # fmt: skip
    for place, market in enumerate(file.markets, start=1):
        yield Market(
            id=_id(file, "market", market.code), programme=programme.id, code=Country(market.code),
            kind=market.kind, title=market.title.it, title_en=market.title.en,
            provisional=market.provisional, source=market.source, place=place,
        )  # fmt: skip
    for place, sector in enumerate(file.sectors, start=1):
        yield Sector(
            id=_id(file, "sector", sector.code), programme=programme.id, code=sector.code,
            title=sector.title.it, title_en=sector.title.en, provisional=sector.provisional,
            source=sector.source, place=place,
        )  # fmt: skip
    for cell in file.matrix:
        code = f"{cell.sector}/{cell.market}/{cell.line or ''}"
        yield SectorMarket(
            id=_id(file, "matrix", code), programme=programme.id, sector=cell.sector,
            market=Country(cell.market), line=cell.line, priority=cell.priority,
            provisional=cell.provisional, source=cell.source,
        )  # fmt: skip
    for m in file.missions:
        yield Mission(
            id=_id(file, "mission", m.code), programme=file.code, code=m.code, title=m.title.it,
            title_en=m.title.en, market=Country(m.market), line=m.line, sectors=m.sectors,
            starts=m.starts, ends=m.ends, place=m.place, host_event=m.host_event,
            seats=m.seats, quorum=m.quorum, deadline=m.deadline, grant_on=m.grant_on,
            aid=None if m.aid is None else Money(m.aid), regulation=m.regulation,
            reduce_to_residual=m.reduce_to_residual, largest_size=m.largest_size,
            selection=m.selection, required=m.required, provisional=m.provisional,
        )  # fmt: skip


def listed(desk: Desk) -> list[ProgrammeData]:
    """Give the programmes that the store holds, with all their data."""
    with desk.store.reading() as reader:
        return [data_of(reader, programme) for programme in reader.all(Programme)]


def data_of(reader: Reader, programme: Programme) -> ProgrammeData:
    """Give a programme's data from the records of an open reading."""
    lines = sorted(reader.of(Line, programme=programme.id), key=_place)
    return ProgrammeData(
        programme,
        tuple(lines),
        tuple(sorted(reader.of(Market, programme=programme.id), key=_place)),
        tuple(sorted(reader.of(Sector, programme=programme.id), key=_place)),
        reader.of(SectorMarket, programme=programme.id),
    )


def _place(item: Line | Market | Sector) -> tuple[int, str]:
    return item.place, item.code


def by_code(reader: Reader, code: str | None) -> ProgrammeData | None:
    """Give the programme of a code, or None when the store does not hold it."""
    found = reader.of(Programme, code=code) if code else ()
    return data_of(reader, found[-1]) if found else None
