"""How papers are printed: what was chosen for each kind, and what waits for a printer.

Both are this desk's own (settings of the store), never exchanged. A waiting paper is known by its
number alone, so that an erasure leaves nothing of it here. What prints is the window's business.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import cast

from desktop.domain.problems import DeskError
from desktop.domain.records import Paper
from desktop.services.desk import Desk

_CHOICE = "print:"  # and a kind of paper
_WAITING = "print-waiting"
MOST_COPIES = 50
UNFINISHED = "print-unfinished"  # why a paper waits that is being printed right now


class Sides(StrEnum):
    """One page on a sheet, or two: turned over the long edge as a book or the short as a pad."""

    ONE = "one"
    LONG = "long"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Choice:
    """On what a paper is printed; an empty tray is the printer's own choice."""

    printer: str = ""
    tray: str = ""
    sides: Sides = Sides.ONE
    copies: int = 1

    def as_json(self) -> dict[str, object]:
        """Give it as it is kept."""
        return {
            "printer": self.printer, "tray": self.tray, "sides": str(self.sides),
            "copies": self.copies,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper that was not printed: since when, on what, and why (a refusal)."""

    paper: Paper
    at: datetime
    choice: Choice
    why: DeskError


def choice_of(desk: Desk, kind: str) -> Choice:
    """Give what was chosen the last time that this kind of paper was printed."""
    held = desk.store.settings().get(f"{_CHOICE}{kind}")
    return _choice(json.loads(held)) if held else Choice()


def remember(desk: Desk, kind: str, choice: Choice) -> None:
    """Keep what was chosen for a kind of paper."""
    desk.store.set(f"{_CHOICE}{kind}", json.dumps(choice.as_json(), ensure_ascii=False))


def _choice(told: Mapping[str, object]) -> Choice:
    copies, sides = told.get("copies"), str(told.get("sides"))
    return Choice(
        str(told.get("printer") or ""), str(told.get("tray") or ""),
        Sides(sides) if sides in tuple(Sides) else Sides.ONE,
        min(max(copies, 1), MOST_COPIES) if isinstance(copies, int) else 1,
    )  # fmt: skip


def put_off(desk: Desk, number: str, choice: Choice, why: DeskError) -> None:
    """Let a paper wait with the reason; one that waits already gets the new reason."""
    lines = [line for line in _lines(desk) if line["number"] != number]
    lines.append({
        "number": number, "at": desk.now().isoformat(), "choice": choice.as_json(),
        "why": why.code, "values": dict(why.values),
    })  # fmt: skip
    _keep(desk, lines)


def done(desk: Desk, number: str) -> None:
    """Take a paper off the list: it was printed, or is no longer wanted."""
    _keep(desk, [line for line in _lines(desk) if line["number"] != number])


def waiting(desk: Desk) -> list[Waiting]:
    """Give what waits, the longest first; a paper that is gone from the store is left out."""
    lines = _lines(desk)
    with desk.store.reading() as reader:
        found = [(line, reader.of(Paper, number=str(line["number"]))) for line in lines]
    return [
        Waiting(
            papers[0], datetime.fromisoformat(str(line["at"])),
            _choice(cast("Mapping[str, object]", line["choice"])),
            DeskError(str(line["why"]), **cast("dict[str, str]", line["values"])),
        )
        for line, papers in found if papers
    ]  # fmt: skip


def _lines(desk: Desk) -> list[dict[str, object]]:
    held = desk.store.settings().get(_WAITING)
    return cast("list[dict[str, object]]", json.loads(held)) if held else []


def _keep(desk: Desk, lines: list[dict[str, object]]) -> None:
    desk.store.set(_WAITING, json.dumps(lines, ensure_ascii=False))
