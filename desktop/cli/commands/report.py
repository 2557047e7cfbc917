"""The figures of a quarter: told, written into a workbook, or issued as a paper."""

from pathlib import Path

from desktop.cli.call import Call
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.documents.sources import IndicatorsSource
from desktop.domain.indicators import Period
from desktop.domain.problems import DeskError
from desktop.files import try_folder, write_whole
from desktop.services import documents, indicator_book
from desktop.services import indicators as counting
from desktop.services.desk import Desk
from desktop.services.documents import Named

_KIND = "quarterly-report"
_BOOK, _PAPER = ".xlsx", ".pdf"


def indicators(call: Call) -> Answer:
    """Count the figures of a period; with --out also write them, as the name's ending says."""
    period = counting.period_of(call.given("from"), call.given("to"))
    out = Path(call.given("out")) if call.chosen("out") else None
    if out is not None and out.suffix.casefold() not in (_BOOK, _PAPER):
        raise DeskError("report-ending", file=out.name)
    with call.desk() as desk:
        if out is None:
            source = counting.of_period(desk, period)
            return Answer(counting.as_json(source), _lines(call, source))
        if out.suffix.casefold() == _BOOK:
            source = indicator_book.save_book(desk, period, out, call.texts.language)
            file: dict[str, object] = {"path": str(out)}
            said = call.say("report-saved", path=out)
        else:
            source, file = _issued(call, desk, period, out)
            said = call.say("issued", **file)
    return Answer(counting.as_json(source) | {"file": file}, (*_lines(call, source), "", said))


def _issued(
    call: Call, desk: Desk, period: Period, out: Path
) -> tuple[IndicatorsSource, dict[str, object]]:
    """Issue the paper, with its number and its figures kept, and write it to the file named."""
    try_folder(out.parent)
    prepared = documents.prepare(desk, _KIND, Named(period=period), languages=[call.texts.language])
    written = documents.keep(desk, prepared, documents.draw(prepared), None).papers[0]
    write_whole(out, written.pdf)
    source = prepared[0].source
    if not isinstance(source, IndicatorsSource):
        message = f"{_KIND} is made from {type(source).__name__}"
        raise TypeError(message)
    paper = written.paper
    return source, {
        "path": str(out), "number": paper.number, "pages": paper.pages,
        "sha256": paper.sha256.hex(),
    }  # fmt: skip


def _lines(call: Call, source: IndicatorsSource) -> tuple[str, ...]:
    from desktop.documents.content.hand import hand  # noqa: PLC0415 - scripts need no words
    from desktop.documents.content.indicator_words import IndicatorWords  # noqa: PLC0415 - as above

    words = IndicatorWords(source, hand(call.texts.language))
    held = source.held
    heads = (words.tell("indicator"), words.period(held.period), words.period(held.previous),
             words.tell("difference"))  # fmt: skip
    lines = list(table(heads, words.rows()))
    for name, codes in words.breakdowns():
        now, before = held.now.parts.get(name, {}), held.before.parts.get(name, {})
        parts = [(words.item(name, c), now.get(c, 0), before.get(c, 0)) for c in codes]
        lines += ["", *table((words.breakdown(name), *heads[1:3]), parts)]
    gaps = [(words.tell("cards"), words.complete()), *words.gaps()]
    lines += ["", *table((words.tell("quality"), ""), gaps), ""]
    return (*lines, *words.corrections(), *words.cautions(), words.not_held(), words.desks(),
            words.counted())  # fmt: skip
