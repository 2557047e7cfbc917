"""The quarter's figures: counted, compared with earlier reports, kept when they are printed."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from db.moments import desks
from db.reading import Reader
from desktop.documents.sources import IndicatorsSource, ProgrammeFacts
from desktop.domain.dates import FAR_DAY, FIRST_YEAR, LAST_YEAR, DateError, iso_date
from desktop.domain.indicators import (
    EUROS,
    INDICATORS,
    NOT_HELD,
    Figures,
    FirmFact,
    Kept,
    Period,
    indicators,
    once,
    quarter_of,
)
from desktop.domain.problems import DeskError
from desktop.domain.records import Mission, Report
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.indicator_facts import FactsOf
from desktop.services.watch import ALONE, Watch

__all__ = [
    "FirmFact", "Period", "as_json", "count", "kept_as", "last_quarter", "of_period", "period_of",
    "with_firms",
]  # fmt: skip

_LOOKED_BACK = 12  # earlier reports that are compared: three years of quarters
_CENTS = 2


def period_of(first: str, last: str) -> Period:
    """Read a period from two ISO dates.

    Refuses with `period-date`, `period-far` or `period-backwards`.
    """
    return Period(_day(first), _day(last))


def _day(text: str) -> date:
    try:
        return iso_date(text.strip())
    except DateError as wrong:
        if wrong.code == FAR_DAY:
            raise DeskError(
                "period-far", value=text, first=str(FIRST_YEAR), last=str(LAST_YEAR)
            ) from None
        raise DeskError("period-date", value=text) from None


def last_quarter(today: date) -> Period:
    """Give the last quarter that is over."""
    return quarter_of(today).before()


def of_period(desk: Desk, period: Period, watch: Watch = ALONE) -> IndicatorsSource:
    """Count the figures of a period; it can be stopped (`cancelled`)."""
    return with_firms(desk, period, watch)[0]


def with_firms(
    desk: Desk, period: Period, watch: Watch = ALONE
) -> tuple[IndicatorsSource, list[FirmFact]]:
    """Count a period, and give the firms that were counted by its end, the first one first."""
    with desk.store.reading() as reader:
        source, firms = _counted(reader, desk.store.identity.programme, period, desk.today(), watch)
    there = [firm for firm in once(firms) if firm.entered <= period.last]
    return source, sorted(there, key=lambda firm: (firm.entered, firm.key))


def count(
    reader: Reader, programme: str | None, period: Period, today: date, watch: Watch = ALONE
) -> IndicatorsSource:
    """Count from the records of an open reading; sessions and missions of one programme."""
    return _counted(reader, programme, period, today, watch)[0]


def _counted(
    reader: Reader, programme: str | None, period: Period, today: date, watch: Watch
) -> tuple[IndicatorsSource, Sequence[FirmFact]]:
    data = programmes.by_code(reader, programme)
    classes = () if data is None else programmes.export_classes_of(data.programme)
    kept = _kept(reader, programme, period)
    facts = FactsOf(reader, data, classes, period, watch).facts([one.period for one in kept])
    held = None if data is None else ProgrammeFacts(
        programme=data.programme, lines=data.lines, markets=data.markets, sectors=data.sectors
    )  # fmt: skip
    source = IndicatorsSource(
        held=indicators(facts, period, kept), desks=tuple(desks(reader.connection)), day=today,
        programme=held, exports=classes,
        missions={m.code: (m.title, m.title_en) for m in reader.all(Mission)},
    )  # fmt: skip
    return source, facts.firms


# --- What was printed ----------------------------------------------------------------------------


def kept_as(desk: Desk, number: str, source: IndicatorsSource) -> Report:
    """Give the record that keeps a report's figures as they are; who writes it adds it."""
    held = source.held
    figures = {"totals": dict(held.now.totals), "parts": _plain(held.now)}
    return Report(
        id=desk.new_id(), number=number, programme=_programme(source), starts=held.period.first,
        ends=held.period.last, made_at=desk.now(), figures=json.dumps(figures, sort_keys=True),
    )  # fmt: skip


def _plain(figures: Figures) -> dict[str, dict[str, int]]:
    return {name: dict(codes) for name, codes in figures.parts.items()}


def _programme(source: IndicatorsSource) -> str | None:
    return source.programme.programme.code if source.programme else None


def _kept(reader: Reader, programme: str | None, period: Period) -> list[Kept]:
    """Give the last report of each period that was over by the end of this one, newest first."""
    last: dict[Period, Report] = {}
    for report in sorted(reader.all(Report), key=lambda r: (r.made_at.timestamp(), r.number)):
        if report.ends <= period.last and report.programme in (None, programme):
            last[Period(report.starts, report.ends)] = report
    recent = sorted(last, reverse=True)[:_LOOKED_BACK]
    return [Kept(last[one].number, one, _totals(last[one])) for one in recent]


def _totals(report: Report) -> Mapping[str, int]:
    return cast("Mapping[str, int]", json.loads(report.figures)["totals"])


# --- For scripts ---------------------------------------------------------------------------------


def as_json(source: IndicatorsSource) -> dict[str, object]:
    """Give the answer of `report indicators`: every figure under its stable name."""
    held = source.held
    return {
        "period": _period_json(held.period) | {"over": held.period.last < source.day},
        "previous": _period_json(held.previous),
        "counted_on": source.day.isoformat(),
        "programme": _programme(source),
        "desks": list(source.desks),
        "figures": {
            code: {
                "value": _value(code, held.now.totals[code]),
                "previous": _value(code, held.before.totals[code]),
                "difference": _value(code, held.now.totals[code] - held.before.totals[code]),
            }
            for code in INDICATORS
        },
        "parts": _parts_json(held.now, held.before),
        "firms_complete": held.complete,
        "gaps": dict(held.gaps),
        "late": [
            {"kind": late.kind, **_period_json(late.quarter), "count": late.count}
            for late in held.late
        ],
        "changes": [
            {
                "number": change.number, **_period_json(change.period),
                "indicator": change.indicator, "then": _value(change.indicator, change.then),
                "now": _value(change.indicator, change.now),
            }
            for change in held.changes
        ],
        "not_held": list(NOT_HELD),
    }  # fmt: skip


def _period_json(period: Period) -> dict[str, object]:
    quarter = None if period.quarter is None else f"{period.first.year}-Q{period.quarter}"
    return {
        "from": period.first.isoformat(), "to": period.last.isoformat(), "quarter": quarter
    }  # fmt: skip


def _parts_json(now: Figures, before: Figures) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in dict.fromkeys((*now.parts, *before.parts)):
        here, there = now.parts.get(name, {}), before.parts.get(name, {})
        found[name] = {
            code: {"value": here.get(code, 0), "previous": there.get(code, 0)}
            for code in sorted({*here, *there})
        }
    return found


def _value(code: str, number: int) -> int | str:
    """Give a count as it is, an amount as a decimal string of euro."""
    return f"{Decimal(number).scaleb(-_CENTS):.2f}" if code in EUROS else number
