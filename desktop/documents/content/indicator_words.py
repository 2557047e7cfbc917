"""The words of the quarter's figures: one voice for paper, workbook, window and command line."""

from collections.abc import Iterator
from decimal import Decimal

from desktop.documents.content.frame import Names, translated
from desktop.documents.content.hand import Hand
from desktop.documents.sources import IndicatorsSource
from desktop.domain.indicators import (
    EUROS,
    GAPS,
    INDICATORS,
    NOT_HELD,
    PARTS,
    UNKNOWN,
    Change,
    Late,
    Period,
)
from desktop.texts import texts

_CENTS = 2
_HOURS = "training.minutes"  # told in hours: that is how training is reported
_HOUR = 60
_HUNDREDTH = Decimal("0.01")
_CHOICES = {"size": "size_class", "kind": "firm.kind", "mode": "session.mode"}
# groups of the program's phrases
_LABEL, _HOW, _GROUP = "indicator", "indicator_how", "indicator_group"
_PART, _PART_HOW = "indicator_part", "indicator_part_how"
_SAID, _GAP, _LACK = "indicator_said", "indicator_gap", "indicator_lack"


class IndicatorWords:
    """Says the figures of one period in one language."""

    def __init__(self, source: IndicatorsSource, hand: Hand) -> None:
        self.source = source
        self._hand = hand
        self._texts = texts(hand.language)
        self._names = Names(source.programme, hand)
        self._classes = {
            one.code: translated(one.title.it, one.title.en, hand) for one in source.exports
        }

    def tell(self, key: str, **values: object) -> str:
        """Give one of the sentences about figures."""
        return self._texts.say(_SAID, key, **values)

    def group(self, name: str) -> str:
        """Name a group of indicators."""
        return self._texts.say(_GROUP, name)

    def label(self, code: str) -> str:
        """Name an indicator."""
        return self._texts.say(_LABEL, code)

    def how(self, code: str) -> str:
        """Say how an indicator is counted."""
        return self._texts.say(_HOW, code)

    def part_how(self, name: str) -> str:
        """Say by what a breakdown parts its figure."""
        return self._texts.say(_PART_HOW, name.rpartition(".")[2])

    def part(self, what: str) -> str:
        """Say by what figures are parted, as the head of a line: "Provincia della sede legale"."""
        return self._hand.capital(self._texts.say(_PART, what))

    def breakdown(self, name: str) -> str:
        """Name a breakdown: "Imprese nuove per provincia"."""
        code, _, what = name.rpartition(".")
        return self.tell("by", figure=self.label(code), part=self._texts.say(_PART, what))

    def item(self, name: str, code: str) -> str:
        """Name an item of a breakdown; a code that nothing names is given as it is."""
        what = name.rpartition(".")[2]
        if code == UNKNOWN:
            return self.tell(UNKNOWN)
        if what in _CHOICES:
            return self._texts.choice(_CHOICES[what], code)
        if what == "export":
            return self._classes.get(code, code)
        if what == "reason":
            return self._texts.exclusion(code)
        if what == "mission" and code in self.source.missions:
            return translated(*self.source.missions[code], self._hand)
        named = {"sector": self._names.sector, "line": self._names.line,
                 "market": self._names.market}  # fmt: skip
        return named[what](code) if what in named else code

    def breakdowns(self) -> Iterator[tuple[str, list[str]]]:
        """Give the breakdowns that hold anything in either period, each with its items in order."""
        now, before = self.source.held.now.parts, self.source.held.before.parts
        for name in PARTS:
            codes = {*now.get(name, {}), *before.get(name, {})}
            if codes:
                sizes = now.get(name, {})
                yield name, sorted(codes, key=lambda c: (c == UNKNOWN, -sizes.get(c, 0), c))

    def number(self, code: str, value: int) -> Decimal:
        """Give a figure as it is told: hours of training, euro of aid, else a count."""
        if code in EUROS:
            return Decimal(value).scaleb(-_CENTS)
        if code == _HOURS:
            return (Decimal(value) / _HOUR).quantize(_HUNDREDTH).normalize()
        return Decimal(value)

    def figure(self, code: str, value: int) -> str:
        """Write a figure."""
        if code in EUROS:
            return self._hand.amounts((value,))[0]
        return self._hand.number(self.number(code, value))

    def more(self, code: str, by: int) -> str:
        """Write a difference with its sign; none is a nought."""
        return f"+{self.figure(code, by)}" if by > 0 else self.figure(code, by)

    # --- the period -----------------------------------------------------------------------------

    def period(self, period: Period) -> str:
        """Name a period: its quarter, or its days."""
        if period.quarter is not None:
            return self.tell("quarter", n=period.quarter, year=period.first.year)
        first, last = self._hand.date(period.first), self._hand.date(period.last)
        return self.tell("days", first=first, last=last)

    def cautions(self) -> list[str]:
        """Give what must be known to read the figures rightly: an odd period, one not over."""
        held = self.source.held
        said = []
        if held.period.quarter is None:
            said.append(self.tell("odd", previous=self.period(held.previous)))
        if held.period.last >= self.source.day:
            said.append(self.tell("open"))
        return said

    # --- how far they can be relied on ----------------------------------------------------------

    def complete(self) -> str:
        """Say how many of all firms' cards lack nothing that is counted."""
        total = self.source.held.now.totals["firms.total"]
        complete = self._hand.number(self.source.held.complete)
        return self.tell("complete", complete=complete, total=self._hand.number(total))

    def gaps(self) -> list[tuple[str, int]]:
        """Give what is missing and how often, what is not missing left out."""
        held = self.source.held.gaps
        return [(self._texts.say(_GAP, code), held[code]) for code in GAPS if held[code]]

    def late(self, late: Late) -> str:
        """Say what was entered late."""
        count = self._hand.number(late.count)
        return self.tell(f"late.{late.kind}", count=count, quarter=self.period(late.quarter))

    def change(self, change: Change) -> str:
        """Say what an earlier report told otherwise."""
        code = change.indicator
        return self.tell(
            "change", number=change.number, quarter=self.period(change.period),
            indicator=self.label(code), then=self.figure(code, change.then),
            now=self.figure(code, change.now),
        )  # fmt: skip

    def corrections(self) -> list[str]:
        """Give every correction to earlier quarters, or the sentence that there is none."""
        held = self.source.held
        said = [*map(self.late, held.late), *map(self.change, held.changes)]
        return said or [self.tell("no-late")]

    def desks(self) -> str:
        """Say whose work was counted."""
        named = ", ".join(self.source.desks) or self.tell("no-desk")
        return self.tell("desks", desks=named)

    def counted(self) -> str:
        """Say on which day it was counted."""
        return self.tell("counted", day=self._hand.date(self.source.day))

    def not_held(self) -> str:
        """Say what the store does not hold, so that nobody takes its lack for a nought."""
        names = ", ".join(self._texts.say(_LACK, name) for name in NOT_HELD)
        return self.tell("not-held", names=names)

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Give every indicator: its name, the figure, the one before, the difference."""
        held = self.source.held
        return [
            (self.label(code), self.figure(code, held.now.totals[code]),
             self.figure(code, held.before.totals[code]),
             self.more(code, held.now.totals[code] - held.before.totals[code]))
            for code in INDICATORS
        ]  # fmt: skip
