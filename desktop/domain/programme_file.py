"""The file of a programme: read whole, checked whole, every fault told with its line.

A programme is data: no code knows its lines, markets, sectors or missions. A key that nobody
reads is refused by its name, so that a slip of the hand is not silently an empty field.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from desktop.domain.checked_toml import (
    Faults,
    FaultyFileError,
    FileProblem,
    Path,
    Table,
    read_checked,
)
from desktop.domain.problems import DeskError
from desktop.domain.programme_terms import (
    LONG,
    Eligibility,
    Selecting,
    Titles,
    eligibility,
    selecting,
    standing,
    titles,
)
from desktop.domain.records.attachment import MAY_BE_REQUIRED
from desktop.domain.records.mission import LargestSize, Selection
from desktop.domain.records.programme import MarketKind

FORMAT = 1
REGULATIONS = ("1407/2013", "2023/2831")
REQUIREMENTS = ("profile_en", "training", *sorted(MAY_BE_REQUIRED))

_WHOLE = 100


ProgrammeProblem = FileProblem


class ProgrammeFileError(DeskError):
    """A programme's file that was refused, with all its problems in the order of their lines."""

    def __init__(self, problems: tuple[ProgrammeProblem, ...]) -> None:
        """Hold the problems, and their plain form for scripts in `details`."""
        super().__init__("programme-file", details=[problem.plain() for problem in problems])
        self.problems = problems


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A line of action; `training` marks those whose sessions count as training."""

    code: str
    title: Titles
    order: int
    active: bool
    training: bool
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class MarketEntry:
    """A market, by its ISO 3166 alpha-2 code."""

    code: str
    kind: MarketKind
    title: Titles
    passport_months: int | None
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class SectorEntry:
    """A sector of firms that the programme addresses."""

    code: str
    title: Titles
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """A cell of the sector by market matrix; without a line it holds for all of them."""

    sector: str
    market: str
    line: str | None
    priority: int | None
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class MissionEntry:
    """A mission that comes with the programme; `aid` is in cents, `deadline` has its zone."""

    code: str
    title: Titles
    market: str
    line: str | None
    sectors: tuple[str, ...]
    starts: date | None
    ends: date | None
    place: str | None
    host_event: str | None
    seats: int | None
    quorum: int | None
    deadline: datetime | None
    grant_on: date | None
    aid: int | None
    regulation: str | None
    reduce_to_residual: bool
    largest_size: LargestSize | None
    selection: Selection
    required: tuple[str, ...]
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class ExportClass:
    """A class of export share: from `bound` per cent on, or above it when not `inclusive`."""

    code: str
    title: Titles
    bound: Decimal
    inclusive: bool


@dataclass(frozen=True, slots=True)
class ReadinessBand:
    """A band of the readiness score (0 to 100), from its first point on."""

    code: str
    title: Titles
    first: int


@dataclass(frozen=True, slots=True)
class Attendance:
    """The share of a session, in per cent, that earns its certificate."""

    threshold: Decimal
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class Exports:
    """The classes of export share, ascending, the first from zero."""

    classes: tuple[ExportClass, ...]
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """How the readiness questionnaire is scored: answers needed, and bands ascending from zero."""

    least_answers: int
    bands: tuple[ReadinessBand, ...]
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True)
class ProgrammeFile:
    """A programme as its file tells it; every reference inside it has been checked."""

    code: str
    version: int
    title: Titles
    legal_basis: Titles
    valid_from: date
    valid_to: date | None
    source: str
    partners: tuple[str, ...]
    lines: tuple[LineEntry, ...]
    markets: tuple[MarketEntry, ...]
    sectors: tuple[SectorEntry, ...]
    matrix: tuple[MatrixEntry, ...]
    missions: tuple[MissionEntry, ...]
    attendance: Attendance | None
    exports: Exports | None
    readiness: Readiness | None
    eligibility: Eligibility | None
    selection: Selecting | None


def read_programme(text: str) -> ProgrammeFile:
    """Read the TOML of a programme; raises `ProgrammeFileError` with every problem there is."""
    try:
        return read_checked(text, _programme)
    except FaultyFileError as faulty:
        raise ProgrammeFileError(faulty.problems) from None


# --- What the file holds ---------------------------------------------------------------------


def _programme(table: Table) -> ProgrammeFile:
    if table.count("format", most=999) != FORMAT:
        table.faults.add(table.at("format"), "unknown-format", known=str(FORMAT))
    programme = ProgrammeFile(
        code=table.code("code", most=60),
        version=table.count("version", least=1, most=9999),
        title=titles(table, "title"),
        legal_basis=titles(table, "legal_basis", most=LONG),
        valid_from=table.day("valid_from", needed=True) or date.min,
        valid_to=table.day("valid_to"),
        source=table.text("source", most=LONG),
        partners=table.texts("partners"),
        lines=table.each("lines", _line),
        markets=table.each("markets", _market),
        sectors=table.each("sectors", _sector),
        matrix=table.each("matrix", _cell),
        missions=table.each("missions", _mission),
        attendance=table.section("attendance", _attendance),
        exports=table.section("exports", _exports),
        readiness=table.section("readiness", _readiness),
        eligibility=table.section("eligibility", eligibility),
        selection=table.section("selection", selecting),
    )
    table.finish()
    _check_references(programme, table.faults)
    return programme


def _line(table: Table) -> LineEntry:
    provisional, source = standing(table)
    return LineEntry(
        code=table.code("code"),
        title=titles(table, "title"),
        order=table.count("order", most=999),
        active=table.flag("active", default=True),
        training=table.flag("training"),
        provisional=provisional,
        source=source,
    )


def _market(table: Table) -> MarketEntry:
    provisional, source = standing(table)
    return MarketEntry(
        code=table.country("code"),
        kind=table.choice("kind", MarketKind) or MarketKind.TARGET,
        title=titles(table, "title", most=120),
        passport_months=table.integer("passport_months", most=60),
        provisional=provisional,
        source=source,
    )


def _sector(table: Table) -> SectorEntry:
    provisional, source = standing(table)
    return SectorEntry(table.code("code", most=60), titles(table, "title"), provisional, source)


def _cell(table: Table) -> MatrixEntry:
    provisional, source = standing(table)
    return MatrixEntry(
        sector=table.code("sector", most=60),
        market=table.country("market"),
        line=table.code("line", needed=False) or None,
        priority=table.integer("priority", most=999),
        provisional=provisional,
        source=source,
    )


def _mission(table: Table) -> MissionEntry:
    provisional, source = standing(table)
    mission = MissionEntry(
        code=table.code("code"),
        title=titles(table, "title"),
        market=table.country("market"),
        line=table.code("line", needed=False) or None,
        sectors=table.texts("sectors"),
        starts=table.day("from"),
        ends=table.day("to"),
        place=table.text("place", most=120, needed=False) or None,
        host_event=table.text("host_event", needed=False) or None,
        seats=table.integer("seats"),
        quorum=table.integer("quorum"),
        deadline=table.moment("deadline"),
        grant_on=table.day("grant_on"),
        aid=table.cents("aid"),
        regulation=table.one_of("regulation", REGULATIONS),
        reduce_to_residual=table.flag("reduce_to_residual"),
        largest_size=table.choice("largest_size", LargestSize),
        selection=table.choice("selection", Selection) or Selection.ARRIVAL,
        required=table.texts("required"),
        provisional=provisional,
        source=source,
    )
    _check_mission(mission, table)
    return mission


def _check_mission(mission: MissionEntry, table: Table) -> None:
    """Check what a mission says against itself."""
    starts, ends, deadline = mission.starts, mission.ends, mission.deadline
    if starts and ends and ends < starts:
        table.faults.add(table.at("to"), "ends-before-start")
    if starts and deadline and deadline.date() > starts:
        table.faults.add(table.at("deadline"), "deadline-after-start")
    if mission.seats is not None and (mission.quorum or 0) > mission.seats:
        table.faults.add(table.at("quorum"), "quorum-above-seats", seats=str(mission.seats))
    for name in mission.required:
        if name not in REQUIREMENTS:
            known = ", ".join(REQUIREMENTS)
            table.faults.add(table.at("required"), "not-a-choice", value=name, choices=known)


def _attendance(table: Table) -> Attendance:
    return Attendance(table.percent("threshold"), *standing(table))


def _exports(table: Table) -> Exports:
    classes = table.each("classes", _export_class)
    bounds = [(item.bound, not item.inclusive) for item in classes]
    if bounds[:1] != [(Decimal(0), False)]:
        table.faults.add(table.at("classes"), "not-from-zero")
    if bounds != sorted(set(bounds)):
        table.faults.add(table.at("classes"), "not-ascending")
    return Exports(classes, *standing(table))


def _export_class(table: Table) -> ExportClass:
    inclusive = table.has("from")
    if inclusive == table.has("above"):
        table.faults.add(table.path, "from-or-above")
    bound = table.percent("from" if inclusive else "above")
    if inclusive and table.has("above"):
        table.percent("above")
    return ExportClass(table.code("code"), titles(table, "title"), bound, inclusive)


def _readiness(table: Table) -> Readiness:
    bands = table.each("bands", _band)
    firsts = [band.first for band in bands]
    if firsts[:1] != [0]:
        table.faults.add(table.at("bands"), "not-from-zero")
    if firsts != sorted(set(firsts)):
        table.faults.add(table.at("bands"), "not-ascending")
    return Readiness(table.count("least_answers", most=100), bands, *standing(table))


def _band(table: Table) -> ReadinessBand:
    return ReadinessBand(
        table.code("code"), titles(table, "title"), table.count("from", most=_WHOLE)
    )


# --- References ------------------------------------------------------------------------------


def _check_references(programme: ProgrammeFile, faults: Faults) -> None:
    for path, code, values in (
        *_wrong_dates(programme),
        *_twins(programme),
        *_dangling(programme),
        *_outside_matrix(programme),
    ):
        faults.add(path, code, **values)


_Found = Iterator[tuple[Path, str, dict[str, str]]]


def _wrong_dates(programme: ProgrammeFile) -> _Found:
    last = programme.valid_to
    if last is not None and last < programme.valid_from:
        yield ("valid_to",), "ends-before-start", {}
    for place, mission in enumerate(programme.missions):
        if mission.starts is None:
            continue
        if mission.starts < programme.valid_from or (last is not None and mission.starts > last):
            yield ("missions", place, "from"), "outside-validity", {}


def _twins(programme: ProgrammeFile) -> _Found:
    listed: dict[str, list[str]] = {
        "lines": [item.code for item in programme.lines],
        "markets": [item.code for item in programme.markets],
        "sectors": [item.code for item in programme.sectors],
        "missions": [item.code for item in programme.missions],
        "matrix": [" ".join((c.sector, c.market, c.line or "")).strip() for c in programme.matrix],
    }
    for name, codes in listed.items():
        for place, code in enumerate(codes):
            if code and code in codes[:place]:
                yield (name, place), "twice", {"value": code}


def _dangling(programme: ProgrammeFile) -> _Found:
    known = {
        "line": {item.code for item in programme.lines},
        "market": {item.code for item in programme.markets},
        "sector": {item.code for item in programme.sectors},
    }
    for path, code in _references(programme):
        kind = str(path[-1]).removesuffix("s")
        if code and code not in known[kind]:
            yield path, f"unknown-{kind}", {"value": code}


def _references(programme: ProgrammeFile) -> Iterator[tuple[Path, str]]:
    """Give every code by which one entry names another, under its path."""
    for place, cell in enumerate(programme.matrix):
        at = ("matrix", place)
        yield (*at, "sector"), cell.sector
        yield (*at, "market"), cell.market
        yield (*at, "line"), cell.line or ""
    for place, mission in enumerate(programme.missions):
        at = ("missions", place)
        yield from (((*at, "sectors"), sector) for sector in mission.sectors)
        yield (*at, "market"), mission.market
        yield (*at, "line"), mission.line or ""


def _outside_matrix(programme: ProgrammeFile) -> _Found:
    """Find sectors that a mission names and the matrix does not: no firm could ever join by one."""
    known = {item.code for item in programme.sectors}
    for place, mission in enumerate(programme.missions):
        cells = {
            cell.sector
            for cell in programme.matrix
            if cell.market == mission.market
            and (mission.line is None or cell.line in {None, mission.line})
        }
        for sector in mission.sectors:
            if sector in known and sector not in cells:
                values = {"value": sector, "market": mission.market}
                yield (("missions", place, "sectors"), "not-in-matrix", values)
