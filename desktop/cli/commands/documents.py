"""Papers: issue, list, reprint, and back from the code on one."""

from pathlib import Path

from desktop.cli.call import Call
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.services import documents, scanning
from desktop.services.documents import IssueReport, Named, Written
from desktop.services.revisions import differences_said


def issue(call: Call) -> Answer:
    """Issue a paper in each language into a folder, and say what it lacks."""
    reasons = tuple(call.each("reason"))
    named = Named(call.chosen("mission"), call.chosen("firm"), call.chosen("session"), reasons)
    chosen = call.chosen("languages")
    languages = [word.strip() for word in chosen.split(",") if word.strip()] if chosen else None
    with call.desk() as desk:
        report = documents.issue(
            desk, call.given("kind"), named, languages=languages, out=Path(call.given("out"))
        )
    return Answer(report.as_json(), _lines(call, report))


def _lines(call: Call, report: IssueReport) -> tuple[str, ...]:
    issued = [
        call.say("issued", number=w.paper.number, pages=w.paper.pages, path=w.path)
        for w in report.papers
    ]
    missing = report.papers[0].missing if report.papers else ()
    replaced = [line for written in report.papers for line in _replaced(call, written)]
    lacks = [call.say("lacks", firm=m.firm_name, piece=m.piece, why=m.why) for m in missing]
    return (*issued, *replaced, *lacks)


def _replaced(call: Call, written: Written) -> list[str]:
    """Say which paper this one takes the place of, and what it says otherwise."""
    if written.revises is None:
        return []
    told = call.say(
        "replaces", number=written.paper.number, revision=written.paper.revision,
        before=written.revises.number,
    )  # fmt: skip
    return [told, *(f"  {one}" for one in differences_said(call.texts, written.changes()))]


def listed(call: Call) -> Answer:
    """List the issued papers, the latest first."""
    with call.desk() as desk:
        papers, answer = documents.listed(desk), documents.listed_json(desk)
    names = ("number", "kind", "language", "title", "pages", "issued_at")
    headers = [call.texts.field("paper", name) for name in names]
    rows = [
        (p.number, call.texts.choice("paper.kind", p.kind), p.language, p.title, p.pages,
         p.issued_at.strftime("%d/%m/%Y %H:%M"))
        for p in papers
    ]  # fmt: skip
    return Answer(answer, table(headers, rows))


def reprint(call: Call) -> Answer:
    """Write an issued paper's own bytes into a folder."""
    with call.desk() as desk:
        report = documents.reprint(desk, call.given("number"), Path(call.given("out")))
    return Answer(report.as_json(), _lines(call, report))


def scan(call: Call) -> Answer:
    """Tell what the code on a paper leads to, and what changed since it was printed."""
    with call.desk() as desk:
        found = scanning.scan(desk, call.given("code"))
    paper = found.paper
    kind = call.texts.choice("paper.kind", paper.kind)
    said = [call.say("scanned", number=paper.number, kind=kind, title=paper.title)]
    if found.newest is not None:
        said.append(call.say("scanned-newer", number=found.newest.number))
    if found.merged is not None:
        said.append(call.say("scanned-merged", before=found.merged[0], after=found.merged[1]))
    if found.gone:
        erased = found.gone == scanning.ERASED
        said.append(call.say("scanned-erased") if erased else call.say("scanned-removed"))
    changed = (call.say("scanned-changed", change=one)
               for one in differences_said(call.texts, found.changes))  # fmt: skip
    return Answer(found.as_json(), (*said, *changed))
