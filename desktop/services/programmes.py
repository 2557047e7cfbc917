"""Programmes: data that comes with the program or as a file; no code knows their names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar
from uuid import NAMESPACE_OID, UUID, uuid5

from db.log import Stamp
from db.reading import Reader
from db.versions import Entered
from desktop import paths
from desktop.domain.codecs import Country, Money
from desktop.domain.problems import DeskError
from desktop.domain.programme_file import (
    ExportClass,
    ProgrammeFile,
    ProgrammeFileError,
    Readiness,
    read_programme,
)
from desktop.domain.programme_text import programme_text
from desktop.domain.record import Record
from desktop.domain.records import (
    Criterion,
    Line,
    Market,
    Mission,
    Programme,
    Sector,
    SectorMarket,
)
from desktop.files import read_whole
from desktop.frames import WriterId
from desktop.services.desk import Changed, Desk, changed

_SPACE = uuid5(NAMESPACE_OID, "sportello/programmes")
_LIMIT = 2 << 20
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class ProgrammeData:
    """A programme with its lines, markets, sectors, matrix and criteria, in order."""

    programme: Programme
    lines: tuple[Line, ...]
    markets: tuple[Market, ...]
    sectors: tuple[Sector, ...]
    matrix: tuple[SectorMarket, ...]
    criteria: tuple[Criterion, ...] = ()

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
    return read_programme(text_in(path))


def text_in(path: Path) -> str:
    """Give the text of a programme file."""
    try:
        return read_whole(path, _LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("programme-not-text", path=str(path)) from error


def install_packaged(desk: Desk) -> None:
    """Enter the packaged programmes that the store does not hold yet."""
    for path in packaged():
        install(desk, check(path))


def install(desk: Desk, file: ProgrammeFile) -> Entered:
    """Enter a programme as its built-in writer does at every desk.

    Ids, seed and time derive from the file: desks that start from one programme hold one
    mission, not three. A later version builds on the one before it (`programme-gap` when a
    version between is missing here); the first that a desk sees is its beginning.
    """
    stamp = _stamp(file)
    rows = [(record.KIND, record.KIND.to_row(record)) for record in records_of(file)]
    return desk.store.enter_version(_writer(file, file.version), stamp, rows, _before(desk, file))


def _writer(file: ProgrammeFile, version: int) -> WriterId:
    return WriterId(_writes(file.code), str(version))


def _writes(code: str) -> str:
    return f"programme.{code}"


def _stamp(file: ProgrammeFile) -> Stamp:
    midnight = datetime.combine(file.valid_from, time(), tzinfo=UTC)
    return Stamp(
        tx=_id(file, "transaction", str(file.version)), operator="sportello", source="programme",
        at=round(midnight.timestamp() * 1000),
        seed=blake2b(str(_writer(file, file.version)).encode(), digest_size=16).digest(),
    )  # fmt: skip


def _before(desk: Desk, file: ProgrammeFile) -> list[WriterId]:
    """Give the writers of the versions before, in their order; none of them may be missing."""
    writers = [_writer(file, version) for version in range(1, file.version)]
    here = [desk.store.has_written(writer) for writer in writers]
    if True not in here:
        return []
    first = here.index(True)
    if False in here[first:]:
        missing = first + here[first:].index(False) + 1
        raise DeskError("programme-gap", programme=file.code, version=str(missing))
    return writers[first:]


def add(desk: Desk, path: Path) -> tuple[ProgrammeFile, Entered]:
    """Enter a programme, or a new version of one, from its file.

    A malformed file is refused with every line and reason, and what was in force stays. A version
    that is here already changes nothing; another file under its number is `programme-differs`.
    """
    file = check(path)
    return file, publish(desk, file)


def publish(desk: Desk, file: ProgrammeFile) -> Entered:
    """Put a programme in force as an editor made it; it is checked like any file.

    An editor begins with `file_of`, raises the version by one and publishes.
    """
    entered = install(desk, read_programme(programme_text(file)))
    if entered is Entered.DIFFERS:
        raise DeskError("programme-differs", programme=file.code, version=str(file.version))
    return entered


def enter(desk: Desk, text: str) -> tuple[ProgrammeFile, Entered, Changed]:
    """Enter a version from the text of its file, and tell what that touched."""
    file = read_programme(text)
    entered = publish(desk, file)
    touched = ((record.KIND.name, record.id) for record in records_of(file))
    return file, entered, changed(_stamp(file), touched)


def versions(desk: Desk, programme: Programme) -> tuple[int, ...]:
    """Give the versions of a programme that are here, the one in force last."""
    name = _writes(programme.code)
    here = range(1, programme.version + 1)
    return tuple(n for n in here if desk.store.has_written(WriterId(name, str(n))))


@lru_cache(maxsize=1)
def _packaged_versions() -> frozenset[tuple[str, int]]:
    return frozenset((file.code, file.version) for file in map(check, packaged()))


def is_packaged(code: str, version: int) -> bool:
    """Tell whether a version comes with the program."""
    return (code, version) in _packaged_versions()


def file_of(desk: Desk, code: str) -> ProgrammeFile:
    """Give a programme as its last file told it, whole: also what no record holds."""
    with desk.store.reading() as reader:
        found = reader.of(Programme, code=code)
    if not found or found[-1].file is None:
        raise DeskError("not-found", kind="programme", named=code)
    return read_programme(found[-1].file)


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
        file=programme_text(file),
    )  # fmt: skip
    yield _with_terms(programme, file)
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
            passport_months=market.passport_months,
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
    yield from _criteria(file, programme.id)
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


def _with_terms(programme: Programme, file: ProgrammeFile) -> Programme:
    """Give the programme with what it asks of firms and how it selects."""
    asked, selection = file.eligibility, file.selection
    if asked is not None:
        programme = replace(
            programme, region=asked.region, provinces=asked.provinces,
            export_only=asked.export_only, declarations=asked.declarations, needs=asked.needs,
        )  # fmt: skip
    if selection is None:
        return programme
    return replace(
        programme, counting=selection.counting, score_threshold=selection.threshold,
        renunciation_days=selection.renunciation_days,
    )  # fmt: skip


def readiness_of(programme: Programme) -> Readiness | None:
    """Give how a programme scores the questionnaire; None where its file does not say."""
    file = _told_by(programme)
    return None if file is None else file.readiness


def export_classes_of(programme: Programme) -> tuple[ExportClass, ...]:
    """Give the classes of export share that a programme sets, ascending; () where it has none."""
    file = _told_by(programme)
    return () if file is None or file.exports is None else file.exports.classes


def _told_by(programme: Programme) -> ProgrammeFile | None:
    """Give the file that told a programme; None where a newer program wrote it."""
    if not programme.file:
        return None
    try:
        return read_programme(programme.file)
    except ProgrammeFileError:
        return None


def _criteria(file: ProgrammeFile, programme: UUID) -> Iterator[Criterion]:
    selection = file.selection
    for place, criterion in enumerate(selection.criteria if selection else (), start=1):
        yield Criterion(
            id=_id(file, "criterion", criterion.code), programme=programme, code=criterion.code,
            title=criterion.title.it, title_en=criterion.title.en, most=criterion.points,
            place=place, provisional=selection.provisional if selection else False,
            source=selection.source if selection else None,
        )  # fmt: skip


def data_of_file(file: ProgrammeFile) -> ProgrammeData:
    """Give what a file would put in force, without a store."""
    records = tuple(records_of(file))

    def each(cls: type[R]) -> tuple[R, ...]:
        return tuple(record for record in records if isinstance(record, cls))

    return ProgrammeData(
        each(Programme)[0], each(Line), each(Market), each(Sector), each(SectorMarket),
        each(Criterion),
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
        tuple(sorted(reader.of(Criterion, programme=programme.id), key=_place)),
    )


def _place(item: Line | Market | Sector | Criterion) -> tuple[int, str]:
    return item.place, item.code


def by_code(reader: Reader, code: str | None) -> ProgrammeData | None:
    """Give the programme of a code, or None when the store does not hold it."""
    found = reader.of(Programme, code=code) if code else ()
    return data_of(reader, found[-1]) if found else None
