"""The quarter's figures as a workbook: figures, breakdowns, the firms, and how it was counted."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from desktop.documents.content.hand import hand
from desktop.documents.content.indicator_words import IndicatorWords
from desktop.documents.sources import IndicatorsSource
from desktop.domain.indicators import INDICATORS, PARTS, FirmFact, Period
from desktop.domain.problems import DeskError
from desktop.lists.writer import Sheet, Value, write_book
from desktop.services import indicators
from desktop.services.desk import Desk
from desktop.services.watch import ALONE, Watch

_ENDING = ".xlsx"


def save_book(
    desk: Desk, period: Period, out: Path, language: str = "it", watch: Watch = ALONE
) -> IndicatorsSource:
    """Count a period into a workbook, and give its figures.

    Refuses with `report-ending` where the name does not end in .xlsx, and `file-not-written`. No
    sheet names a person; a firm is named by its code alone, that of a natural person left out.
    """
    if out.suffix.casefold() != _ENDING:
        raise DeskError("report-ending", file=out.name)
    source, firms = indicators.with_firms(desk, period, watch)
    write_book(out, list(sheets(source, firms, language)), desk.now())
    return source


def sheets(source: IndicatorsSource, firms: Iterable[FirmFact], language: str) -> Iterator[Sheet]:
    """Give the sheets of a workbook."""
    words = IndicatorWords(source, hand(language))
    held = source.held
    now, before = words.period(held.period), words.period(held.previous)
    compared = (now, before, words.tell("difference"))
    yield Sheet(words.tell("figures"), (words.tell("indicator"), *compared, words.tell("how")), [
        (words.label(code), *_compared(words, code, held.now.totals[code],
                                       held.before.totals[code]), words.how(code))
        for code in INDICATORS
    ])  # fmt: skip
    heads = (words.tell("part"), words.tell("value"), words.tell("code"), *compared)
    yield Sheet(words.tell("parts"), heads, list(_parts(source, words)))
    yield Sheet(words.tell("firms"), _firm_heads(words), list(_firms(source, firms, words)))
    yield Sheet(words.tell("definitions"), (words.tell("indicator"), words.tell("how")), [
        *((words.label(code), words.how(code)) for code in INDICATORS),
        *((words.breakdown(name), words.part_how(name)) for name in PARTS),
    ])  # fmt: skip
    yield Sheet(words.tell("quality"), (words.tell("quality"), ""), list(_quality(words)))


def _compared(words: IndicatorWords, code: str, now: int, before: int) -> tuple[Value, ...]:
    """Give a figure now, before, and by how much they differ."""
    return tuple(words.number(code, value) for value in (now, before, now - before))


def _parts(source: IndicatorsSource, words: IndicatorWords) -> Iterator[tuple[Value, ...]]:
    now, before = source.held.now.parts, source.held.before.parts
    for name, codes in words.breakdowns():
        figure = name.rpartition(".")[0]
        for code in codes:
            values = now.get(name, {}).get(code, 0), before.get(name, {}).get(code, 0)
            yield (words.breakdown(name), words.item(name, code), code,
                   *_compared(words, figure, *values))  # fmt: skip


def _firm_heads(words: IndicatorWords) -> tuple[str, ...]:
    parts = tuple(words.part(what) for what in ("province", "sector", "size", "export", "kind"))
    return (words.tell("code"), words.tell("entered"), words.tell("new"), *parts)


def _firms(
    source: IndicatorsSource, firms: Iterable[FirmFact], words: IndicatorWords
) -> Iterator[tuple[Value, ...]]:
    for firm in firms:
        yield (
            firm.shown, firm.entered, source.held.period.holds(firm.entered), firm.province,
            "; ".join(words.item("firms.new.sector", code) for code in firm.sectors),
            words.item("firms.new.size", firm.size) if firm.size else None,
            words.item("firms.new.export", firm.export) if firm.export else None,
            words.item("firms.new.kind", firm.kind),
        )  # fmt: skip


def _quality(words: IndicatorWords) -> Iterator[tuple[Value, ...]]:
    yield words.tell("cards"), words.complete()
    yield from words.gaps()
    for said in (*words.cautions(), *words.corrections(), words.not_held(), words.desks(),
                 words.counted()):  # fmt: skip
        yield said, None
