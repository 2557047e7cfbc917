"""How ready a firm is for export: the questionnaire, its score, the band, the gates.

Twenty items in five areas are answered from 0 to 3. The score is the share of all points, from 0
to 100; it is given only when enough items are answered (the programme says how many). Without the
minimum that ICE asks of a firm abroad the highest band is closed, whatever the score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.programme_file import ReadinessBand
from desktop.domain.programme_terms import Titles
from desktop.domain.rules.reason import Basis, Datum, Reason, Severity

NAME = "readiness"
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the questionnaire, by its number."""

    number: int
    title: Titles


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the questionnaire with its items."""

    code: str
    title: Titles
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Items of which at least one must have a point; else the band stays below `below`."""

    items: tuple[int, ...]
    below: str


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version of the questionnaire; each item is answered from 0 to `most`."""

    version: str
    valid_from: date
    valid_to: date | None
    act: str
    most: int
    areas: tuple[Area, ...]
    gates: tuple[Gate, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Give the items of all areas, in order."""
        return tuple(item for area in self.areas for item in area.items)


@dataclass(frozen=True, slots=True)
class AreaPoints:
    """The points of one area, and the most that it can have."""

    area: Area
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class ReadinessOutcome:
    """The score (0 to 100) and its band, None when too few items are answered."""

    score: int | None
    band: ReadinessBand | None
    answered: int
    asked: int
    areas: tuple[AreaPoints, ...]
    reasons: tuple[Reason, ...]


def readiness(
    answers: Mapping[int, int], questionnaire: Questionnaire, bands: Sequence[ReadinessBand],
    least_answers: int, on: date,
) -> ReadinessOutcome:  # fmt: skip
    """Score the answers, item number to points; `bands` ascend from zero.

    An answer to no item of the questionnaire, or beyond its points, counts as none and is told.
    """
    basis = Basis(on, f"{NAME} {questionnaire.version}", questionnaire.act)
    known = {item.number for item in questionnaire.items}
    taken = {n: p for n, p in answers.items() if n in known and 0 <= p <= questionnaire.most}
    reasons = [
        basis.reason("RISPOSTA_NON_VALIDA", "", Severity.WARNING, item=number, points=points)
        for number, points in sorted(answers.items()) if number not in taken
    ]  # fmt: skip
    areas = tuple(_points(area, taken, questionnaire.most) for area in questionnaire.areas)
    counted: dict[str, Datum] = {"answered": len(taken), "asked": len(known)}
    if len(taken) < least_answers or not known:
        needed = basis.reason(
            "RISPOSTE_INSUFFICIENTI", "", Severity.NOT_VERIFIABLE, least=least_answers, **counted
        )
        return ReadinessOutcome(None, None, len(taken), len(known), areas, (*reasons, needed))
    total = len(known) * questionnaire.most
    score = _rounded(sum(taken.values()), total)
    reasons.append(basis.reason(
        "PUNTEGGIO_PRONTEZZA", score=score, points=sum(taken.values()), total=total, **counted
    ))  # fmt: skip
    band = _band(score, bands)
    for gate in questionnaire.gates:
        closed = _behind(gate, taken, bands, band)
        if closed is not band:
            items = tuple(str(number) for number in gate.items)
            reasons.append(basis.reason("SOGLIA_MINIMA", "", Severity.WARNING, items=items))
            band = closed
    return ReadinessOutcome(score, band, len(taken), len(known), areas, tuple(reasons))


def _points(area: Area, taken: Mapping[int, int], most: int) -> AreaPoints:
    points = sum(taken.get(item.number, 0) for item in area.items)
    return AreaPoints(area, points, most * len(area.items))


def _rounded(points: int, total: int) -> int:
    """Give the share of a hundred, a half rounded up."""
    return (2 * _WHOLE * points + total) // (2 * total)


def _band(score: int, bands: Sequence[ReadinessBand]) -> ReadinessBand | None:
    return next((band for band in reversed(bands) if score >= band.first), None)


def _behind(
    gate: Gate, taken: Mapping[int, int], bands: Sequence[ReadinessBand],
    band: ReadinessBand | None,
) -> ReadinessBand | None:  # fmt: skip
    """Give the band that a gate leaves open; an item that is not answered has shown nothing."""
    if band is None or any(taken.get(number, 0) for number in gate.items):
        return band
    open_bands = []
    for known in bands:
        if known.code == gate.below:
            break
        open_bands.append(known)
    return band if band in open_bands or not open_bands else open_bands[-1]
