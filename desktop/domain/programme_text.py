"""A programme's file written again from what was read: one form, whoever wrote the first.

Reading it gives the same programme (a test holds that); comments are not kept. It is what the store
keeps of a programme, and what an editor publishes as the next version.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal

from desktop.domain.programme_file import (
    FORMAT,
    Attendance,
    Exports,
    LineEntry,
    MarketEntry,
    MatrixEntry,
    MissionEntry,
    ProgrammeFile,
    Readiness,
    SectorEntry,
)
from desktop.domain.programme_terms import Eligibility, Selecting, Titles


class Off:
    """A flag that is false where a reader takes it for true."""


OFF = Off()
Value = Off | str | int | bool | date | Decimal | Titles | tuple[str, ...] | None
Pairs = Iterable[tuple[str, Value]]
_CENTS = 2


def programme_text(programme: ProgrammeFile) -> str:
    """Give the TOML of a programme."""
    return "\n".join(_lines(programme)) + "\n"


def _lines(programme: ProgrammeFile) -> Iterator[str]:
    yield from _pairs([
        ("format", FORMAT), ("code", programme.code), ("version", programme.version),
        ("title", programme.title), ("legal_basis", programme.legal_basis),
        ("valid_from", programme.valid_from), ("valid_to", programme.valid_to),
        ("source", programme.source), ("partners", programme.partners),
    ])  # fmt: skip
    for name, entries in (
        ("lines", map(_line, programme.lines)),
        ("markets", map(_market, programme.markets)),
        ("sectors", map(_sector, programme.sectors)),
        ("matrix", map(_cell, programme.matrix)),
        ("missions", map(_mission, programme.missions)),
    ):
        for entry in entries:
            yield from _table(f"[[{name}]]", entry)
    yield from _sections(programme)


def _sections(programme: ProgrammeFile) -> Iterator[str]:
    if programme.attendance is not None:
        yield from _table("[attendance]", _attendance(programme.attendance))
    if programme.exports is not None:
        yield from _exports(programme.exports)
    if programme.readiness is not None:
        yield from _readiness(programme.readiness)
    if programme.eligibility is not None:
        yield from _table("[eligibility]", _eligibility(programme.eligibility))
    if programme.selection is not None:
        yield from _selection(programme.selection)


def _table(header: str, pairs: Pairs) -> Iterator[str]:
    yield ""
    yield header
    yield from _pairs(pairs)


def _pairs(pairs: Pairs) -> Iterator[str]:
    """Give the keys that hold anything; what is false or empty is what a reader takes it for."""
    for key, value in pairs:
        if value is not None and value is not False and value not in ("", ()):
            yield f"{key} = {_written(value)}"


def _written(value: Value) -> str:
    if isinstance(value, bool | Off):
        return "false" if value is OFF else "true"
    if isinstance(value, Titles):
        return f"{{ it = {_quoted(value.it)}, en = {_quoted(value.en)} }}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f'"{value:f}"'
    return str(value) if isinstance(value, int) else _quoted(str(value))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _standing(entry: LineEntry | MarketEntry | SectorEntry | MatrixEntry | MissionEntry
              | Attendance | Exports | Readiness | Eligibility | Selecting) -> Pairs:  # fmt: skip
    return (("provisional", entry.provisional), ("source", entry.source))


def _line(line: LineEntry) -> Pairs:
    yield from (("code", line.code), ("title", line.title), ("order", line.order))
    yield from (("training", line.training), ("active", None if line.active else OFF))
    yield from _standing(line)


def _market(market: MarketEntry) -> Pairs:
    yield from (("code", market.code), ("kind", market.kind.value), ("title", market.title))
    yield "passport_months", market.passport_months
    yield from _standing(market)


def _sector(sector: SectorEntry) -> Pairs:
    return (("code", sector.code), ("title", sector.title), *_standing(sector))


def _cell(cell: MatrixEntry) -> Pairs:
    yield from (("sector", cell.sector), ("market", cell.market), ("line", cell.line))
    yield "priority", cell.priority
    yield from _standing(cell)


def _mission(mission: MissionEntry) -> Pairs:
    aid = None if mission.aid is None else Decimal(mission.aid).scaleb(-_CENTS)
    size = mission.largest_size
    yield from (
        ("code", mission.code), ("title", mission.title), ("market", mission.market),
        ("line", mission.line), ("sectors", mission.sectors), ("from", mission.starts),
        ("to", mission.ends), ("place", mission.place), ("host_event", mission.host_event),
        ("seats", mission.seats), ("quorum", mission.quorum), ("deadline", mission.deadline),
        ("grant_on", mission.grant_on), ("aid", aid), ("regulation", mission.regulation),
        ("reduce_to_residual", mission.reduce_to_residual),
        ("largest_size", None if size is None else size.value),
        ("selection", mission.selection.value), ("required", mission.required),
    )  # fmt: skip
    yield from _standing(mission)


def _attendance(attendance: Attendance) -> Pairs:
    return (("threshold", attendance.threshold), *_standing(attendance))


def _exports(exports: Exports) -> Iterator[str]:
    yield from _table("[exports]", _standing(exports))
    for held in exports.classes:
        bound = ("from" if held.inclusive else "above", held.bound)
        yield from _table(
            "[[exports.classes]]", (("code", held.code), ("title", held.title), bound)
        )


def _readiness(readiness: Readiness) -> Iterator[str]:
    least = ("least_answers", readiness.least_answers)
    yield from _table("[readiness]", (least, *_standing(readiness)))
    for band in readiness.bands:
        yield from _table(
            "[[readiness.bands]]",
            (("code", band.code), ("title", band.title), ("from", band.first)),
        )


def _eligibility(asked: Eligibility) -> Pairs:
    return (
        ("region", asked.region), ("provinces", asked.provinces),
        ("export_only", asked.export_only), ("declarations", asked.declarations),
        ("needs", asked.needs), *_standing(asked),
    )  # fmt: skip


def _selection(selection: Selecting) -> Iterator[str]:
    yield from _table("[selection]", (
        ("counting", selection.counting.value),
        ("renunciation_days", selection.renunciation_days), ("threshold", selection.threshold),
        *_standing(selection),
    ))  # fmt: skip
    for criterion in selection.criteria:
        yield from _table("[[selection.criteria]]", (
            ("code", criterion.code), ("title", criterion.title), ("points", criterion.points),
        ))  # fmt: skip
