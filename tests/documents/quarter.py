"""A quarter's figures for the tests of their paper, counted from invented facts."""

from datetime import date
from decimal import Decimal

from desktop.documents import IndicatorsSource
from desktop.domain.indicators import (
    AidFact,
    ApplicationFact,
    Facts,
    FirmFact,
    Kept,
    Period,
    SessionFact,
    indicators,
)
from desktop.domain.programme_file import ExportClass
from desktop.domain.programme_terms import Titles
from desktop.domain.records import ApplicationState
from tests.documents import samples

S = ApplicationState
SPRING = Period(date(2021, 4, 1), date(2021, 6, 30))
SUMMER = Period(date(2021, 7, 1), date(2021, 9, 30))
PROVINCES = ("MI", "MI", "MI", "MI", "MB", "MB", "MB", "BS", "BS", "LO", "BG", "CO", "VA", None)
CLASSES = (("none", "Non esportatrice", "Not exporting"), ("habitual", "Abituale", "Habitual"))


def firm(nth: int) -> FirmFact:
    """Give the nth firm: every fourth one of the spring, some that lack this or that."""
    entered = date(2021, 5, 1 + nth) if nth % 4 == 3 else date(2021, 7, 1 + nth)
    sector = samples.programme().sectors[nth % 2].code
    return FirmFact(
        f"F{nth}", bytes([nth]), entered, "cluster" if nth == 11 else "enterprise",
        PROVINCES[nth % len(PROVINCES)], () if nth == 5 else (sector,),
        ("micro", "small", None)[nth % 3], ("none", "habitual")[nth % 2],
    )  # fmt: skip


def session(day: date, nth: int, **more: object) -> SessionFact:
    held: dict[str, object] = {
        "entered": day, "training": False, "mode": ("desk", "video")[nth % 2], "line": "L2",
        "market": ("AE", "CA", None)[nth % 3], "minutes": 30 + nth,
        "firms": frozenset({f"F{nth}"}),
    }  # fmt: skip
    return SessionFact(day, **(held | more))  # type: ignore[arg-type]  # each value has its type


def applied(nth: int, state: S, **more: object) -> ApplicationFact:
    held: dict[str, object] = {
        "mission": "DUBAI-2021", "arrived": date(2021, 9, 1 + nth),
        "entered": date(2021, 9, 1 + nth), "admitted": date(2021, 9, 24),
        "departs": date(2021, 10, 3), "aid": 300_000, "granted": date(2021, 9, 24),
    }  # fmt: skip
    return ApplicationFact(f"F{nth}", state=state, **(held | more))  # type: ignore[arg-type]  # as above


def facts() -> Facts:
    return Facts(
        firms=tuple(map(firm, range(20))),
        sessions=(
            *(session(date(2021, 7, 2 + nth), nth) for nth in range(7)),
            *(session(date(2021, 6, 2 + nth), nth) for nth in range(4)),
            session(date(2021, 6, 28), 9, entered=date(2021, 7, 6)),
            session(date(2021, 7, 8), 1, training=True, line="L1", minutes=345,
                    firms=frozenset({"F0", "F1", "F2"}), people=frozenset({"P", "Q", "R", "T"}),
                    earned=3, unnamed=1),
        ),
        applications=(
            *(applied(nth, S.SELECTED) for nth in range(3)),
            applied(3, S.NOT_ELIGIBLE, reasons=("FUORI_TERMINE",)),
            applied(4, S.NOT_ELIGIBLE, reasons=("FUORI_TERMINE", "SEDE_FUORI_LOMBARDIA")),
            applied(5, S.UNDER_REVIEW),
            applied(6, S.RENOUNCED),
        ),
        aids=(AidFact("F0", 1_250_050, date(2021, 7, 9), date(2021, 7, 9)),),
        certificates=(date(2021, 7, 12), date(2021, 7, 12), date(2021, 7, 13)),
    )  # fmt: skip


def quarter(period: Period = SUMMER) -> IndicatorsSource:
    """Give a summer's report: an earlier one told a session less, one session came late."""
    kept = [Kept("MI1-2021-000207", SPRING, {"orientation.sessions": 4})]
    classes = tuple(
        ExportClass(code, Titles(it, en), bound=Decimal(20 * place), inclusive=True)
        for place, (code, it, en) in enumerate(CLASSES)
    )
    return IndicatorsSource(
        held=indicators(facts(), period, kept), desks=("LO1", "MI1"), day=date(2021, 10, 8),
        programme=samples.programme(), exports=classes,
        missions={"DUBAI-2021": ("Dubai: green economy", "Dubai: green economy and furniture")},
    )  # fmt: skip
