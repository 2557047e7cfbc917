"""The quarterly report to the regional union of chambers: figures, their rules, what they lack."""

from collections.abc import Iterator

from desktop.documents import blocks as b
from desktop.documents.content.frame import Names, context, furniture
from desktop.documents.content.hand import Hand
from desktop.documents.content.indicator_words import IndicatorWords
from desktop.documents.looks import Align, Tone
from desktop.documents.sources import Imprint, IndicatorsSource
from desktop.domain.indicators import GROUPS, INDICATORS, PARTS, UNKNOWN, Period

KIND = "quarterly-report"
_UNION = "unioncamere"  # how the name of a programme's partner begins, to whom it is sent
_SHARES = 40, 19, 19, 22  # of a table's columns: figures stand under one another on every page
_COLUMNS, _FEWER = 6, 3  # provinces that the chart has room for, all others beside them
_LONG = 10_000  # numbers from here on need wider places
_REASON = "applications.excluded.reason"
_FIRMS = ("province", "sector", "size", "export", "kind")
_SESSIONS = ("line", "mode", "market")


def compose(source: IndicatorsSource, imprint: Imprint, hand: Hand) -> b.Paper:
    """Decide all that a quarterly report says."""
    return _Report(source, imprint, hand).paper()


class _Report:
    """One period's report in one language."""

    def __init__(self, source: IndicatorsSource, imprint: Imprint, hand: Hand) -> None:
        self._source = source
        self._held = source.held
        self._imprint = imprint
        self._hand = hand
        self._words = IndicatorWords(source, hand)

    def paper(self) -> b.Paper:
        hand, period = self._hand, self._held.period
        kind, title = hand.say("kind.quarterly-report"), self._title(period)
        held = furniture(self._imprint, self._source.programme, kind, hand)
        named = period.quarter is not None  # else the title has the days
        sheet = b.Sheet(
            anchor="report", outline=kind, context=context(self._recipient(), self._imprint, hand),
            label=hand.say("report.label" if named else "report.label_days"),
            label_note=hand.period(period.first, period.last) if named else "", title=title,
            sections=tuple(self._sections()), continued=hand.say("common.continued_from"),
        )  # fmt: skip
        return b.Paper(
            kind=KIND, language=hand.language, title=f"{kind} {self._imprint.number}, {title}",
            subject=held.programme, author=self._imprint.chamber, furniture=held, leaves=(sheet,),
        )  # fmt: skip

    def _title(self, period: Period) -> str:
        if period.quarter is None:
            return self._hand.period(period.first, period.last)
        return self._hand.say(f"report.quarter_{period.quarter}", year=period.first.year)

    def _recipient(self) -> str:
        partners = self._source.programme.programme.partners if self._source.programme else ()
        union = [name for name in partners if name.casefold().startswith(_UNION)]
        return self._hand.say("report.recipient", name=union[0]) if union else ""

    def _sections(self) -> Iterator[b.Section]:
        yield b.Section("", (self._key_figures(),))
        chart = self._chart()
        if chart is not None:
            yield chart
        for group, codes in GROUPS.items():
            yield b.Section(self._words.group(group), (self._indicators(codes),))
        yield from self._breakdowns()
        yield self._quality()
        corrections = tuple(b.Paragraph(said) for said in self._words.corrections())
        yield b.Section(self._hand.say("report.corrections"), corrections,
                        self._hand.say("report.corrections_note"))  # fmt: skip
        provisional = self._provisional()
        if provisional:
            said = b.Paragraph(provisional, Tone.PROVISIONAL)
            yield b.Section(self._hand.say("report.provisional"), (said,))
        yield self._definitions()

    # --- The figures ------------------------------------------------------------------------

    def _key_figures(self) -> b.Figures:
        hand, now = self._hand, self._held.now.totals

        def counted(code: str, word: str, note: str) -> b.Figure:
            return b.Figure(hand.number(now[code]), hand.count(word, now[code]), note)

        minutes = hand.count("report.minutes", now["orientation.minutes"])
        # beside, not "of": whoever is admitted now may have applied in a quarter before
        received = hand.count("count.received", now["applications.received"])
        return b.Figures((
            counted("firms.new", "report.new_firms", self._compared()),
            counted("firms.total", "report.all_firms", hand.say("report.distinct")),
            counted("orientation.sessions", "report.orientations", minutes),
            counted("missions.selected", "report.admitted", received),
        ))  # fmt: skip

    def _compared(self) -> str:
        """Say how many more firms are new than before."""
        code, previous = "firms.new", self._held.previous
        by = self._words.more(code, self._held.differences()[code])
        if previous.quarter is None:
            return self._hand.say("report.more", by=by)
        return self._hand.say("report.more_quarter", by=by, quarter=self._short(previous))

    def _short(self, period: Period) -> str:
        """Name a period in the head of a column; its year where the two are of two years."""
        hand, held = self._hand, self._held
        if period.quarter is None:
            return hand.say("report.now" if period == held.period else "report.before")
        if held.period.first.year == held.previous.first.year:
            return hand.say("report.short_quarter", n=period.quarter)
        return hand.say("report.short_quarter_of", n=period.quarter, year=period.first.year)

    def _chart(self) -> b.Section | None:
        """Set new firms by province beside those of the period before, the greatest first."""
        hand, name = self._hand, "firms.new.province"
        found = dict(self._words.breakdowns()).get(name)
        if found is None:
            return None
        now, before = (self._part(name, period) for period in (True, False))
        most = max((*now.values(), *before.values(), sum(now.values()) // 2))
        room = _COLUMNS if most < _LONG else _FEWER
        shown, rest = found[:room], found[room:]
        rows = [(self._words.item(name, c), before.get(c, 0), now.get(c, 0)) for c in shown]
        if rest:
            sums = [sum(held.get(code, 0) for code in rest) for held in (before, now)]
            rows.append((hand.say("report.others"), sums[0], sums[1]))
        columns = b.Columns(
            tuple(b.Pair(said, old, new, hand.number(old), hand.number(new))
                  for said, old, new in rows),
            self._key(self._held.previous, before), self._key(self._held.period, now),
        )  # fmt: skip
        return b.Section(hand.say("report.chart"), (columns,), self._words.desks())

    def _key(self, period: Period, held: dict[str, int]) -> str:
        total = self._hand.number(sum(held.values()))
        return self._hand.say("report.chart_key", period=self._short(period), n=total)

    def _part(self, name: str, now: bool) -> dict[str, int]:  # noqa: FBT001 - one of two periods
        held = self._held.now if now else self._held.before
        return dict(held.parts.get(name, {}))

    def _indicators(self, codes: tuple[str, ...]) -> b.Table:
        hand, held, words = self._hand, self._held, self._words
        columns = (
            hand.say("report.indicator"), self._short(held.period), self._short(held.previous),
            hand.say("report.difference"),
        )  # fmt: skip
        more = held.differences()
        return b.Table(_columns(columns), tuple(
            b.Row((
                b.Cell(words.label(code)), b.Cell(words.figure(code, held.now.totals[code])),
                b.Cell(words.figure(code, held.before.totals[code])),
                b.Cell(words.more(code, more[code])),
            ))
            for code in codes
        ))  # fmt: skip

    # --- The breakdowns ---------------------------------------------------------------------

    def _breakdowns(self) -> Iterator[b.Section]:
        for what in _FIRMS:
            yield from self._broken(
                (f"firms.new.{what}", f"firms.total.{what}"), ("report.new", "report.total")
            )
        for what in _SESSIONS:
            yield from self._broken(
                (f"orientation.sessions.{what}", f"orientation.minutes.{what}"),
                ("report.sessions", "report.session_minutes"),
            )
        yield from self._broken(("training.sessions.line",), ("report.sessions",))
        yield from self._broken(("applications.received.mission",), ("report.applications",))
        yield from self._broken((_REASON,), ("report.applications",))

    def _broken(self, names: tuple[str, ...], heads: tuple[str, ...]) -> Iterator[b.Section]:
        """Set a breakdown: the first figure now and before, then another or the difference."""
        hand, words, first = self._hand, self._words, names[0]
        found = dict(words.breakdowns())
        codes = list(dict.fromkeys(code for name in names for code in found.get(name, ())))
        if not codes:
            return
        codes.sort(key=lambda code: code == UNKNOWN)  # what is not stated stands last
        last = heads[1] if len(heads) > 1 else "report.difference"
        columns = (
            hand.say("report.item" if first != _REASON else "report.reason"), hand.say(heads[0]),
            self._short(self._held.previous), hand.say(last),
        )  # fmt: skip
        before = self._part(first, now=False)
        now = [self._part(name, now=True) for name in names]

        def third(code: str) -> str:
            if len(now) > 1:
                return hand.number(now[1].get(code, 0))
            by = now[0].get(code, 0) - before.get(code, 0)
            return words.more(first.rpartition(".")[0], by)

        rows = tuple(
            b.Row((
                b.Cell(words.item(first, code)), b.Cell(hand.number(now[0].get(code, 0))),
                b.Cell(hand.number(before.get(code, 0))), b.Cell(third(code)),
            ))
            for code in codes
        )  # fmt: skip
        title = hand.say("report.reasons") if first == _REASON else words.breakdown(first)
        yield b.Section(title, (b.Table(_columns(columns), rows),))

    # --- How far they can be relied on ------------------------------------------------------

    def _quality(self) -> b.Section:
        hand, words = self._hand, self._words
        columns = (
            b.Column(hand.say("report.gap"), 76), b.Column(hand.say("report.gap_count"), 24,
                                                           Align.RIGHT),
        )  # fmt: skip
        rows = [b.Row((b.Cell(words.tell("cards")), b.Cell(words.complete())))]
        rows += [b.Row((b.Cell(said), b.Cell(hand.number(n)))) for said, n in words.gaps()]
        blocks: list[b.Block] = [b.Table(columns, tuple(rows))]
        said = [*words.cautions(), words.not_held(), f"{words.desks()}. {words.counted()}."]
        blocks += [b.Paragraph(text, Tone.NOTE) for text in said]
        return b.Section(hand.say("report.quality"), tuple(blocks))

    def _provisional(self) -> str:
        """Name the sectors that are provisional, if any is counted."""
        counted = self._part("firms.total.sector", now=True)
        return Names(self._source.programme, self._hand).provisional(None, None, tuple(counted))

    def _definitions(self) -> b.Section:
        words = self._words
        held = {*self._held.now.parts, *self._held.before.parts}
        parts = {name.rpartition(".")[2]: name for name in PARTS if name in held}
        rows = [b.Field(words.label(code), words.how(code)) for code in INDICATORS]
        rows += [b.Field(words.part(what), words.part_how(name)) for what, name in parts.items()]
        return b.Section(
            self._hand.say("report.definitions"), (b.Fields(tuple(rows)),),
            self._hand.say("report.definitions_note"),
        )  # fmt: skip


def _columns(heads: tuple[str, ...]) -> tuple[b.Column, ...]:
    return tuple(
        b.Column(head, share, Align.RIGHT if place else Align.LEFT)
        for place, (head, share) in enumerate(zip(heads, _SHARES, strict=True))
    )
