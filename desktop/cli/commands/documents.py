"""Papers: issue, list, reprint."""

from pathlib import Path

from desktop.cli.call import Call
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.domain.indicators import Period
from desktop.domain.problems import DeskError
from desktop.services import documents
from desktop.services.documents import IssueReport, Named
from desktop.services.indicators import period_of


def issue(call: Call) -> Answer:
    """Issue a paper in each language into a folder, and say what it lacks."""
    named = Named(
        call.chosen("mission"), call.chosen("firm"), call.chosen("session"),
        tuple(call.each("reason")), _period(call),
    )  # fmt: skip
    chosen = call.chosen("languages")
    languages = [word.strip() for word in chosen.split(",") if word.strip()] if chosen else None
    with call.desk() as desk:
        report = documents.issue(
            desk, call.given("kind"), named, languages=languages, out=Path(call.given("out"))
        )
    return Answer(report.as_json(), _lines(call, report))


def _period(call: Call) -> Period | None:
    """Give the period that was named; one day of it alone is refused."""
    first, last = call.chosen("from"), call.chosen("to")
    if first and last:
        return period_of(first, last)
    if first or last:
        lacking = "to" if first else "from"
        raise DeskError("subject-needed", kind=call.given("kind"), subject=lacking)
    return None


def _lines(call: Call, report: IssueReport) -> tuple[str, ...]:
    issued = [
        call.say("issued", number=w.paper.number, pages=w.paper.pages, path=w.path)
        for w in report.papers
    ]
    missing = report.papers[0].missing if report.papers else ()
    lacks = [call.say("lacks", firm=m.firm_name, piece=m.piece, why=m.why) for m in missing]
    return (*issued, *lacks)


def listed(call: Call) -> Answer:
    """List the issued papers, the latest first."""
    with call.desk() as desk:
        papers = documents.listed(desk)
    names = ("number", "kind", "language", "title", "pages", "issued_at")
    headers = [call.texts.field("paper", name) for name in names]
    rows = [
        (p.number, call.texts.choice("paper.kind", p.kind), p.language, p.title, p.pages,
         p.issued_at.strftime("%d/%m/%Y %H:%M"))
        for p in papers
    ]  # fmt: skip
    return Answer([documents.paper_json(paper) for paper in papers], table(headers, rows))


def reprint(call: Call) -> Answer:
    """Write an issued paper's own bytes into a folder."""
    with call.desk() as desk:
        report = documents.reprint(desk, call.given("number"), Path(call.given("out")))
    return Answer(report.as_json(), _lines(call, report))
