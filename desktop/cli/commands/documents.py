"""Papers: issue, list, reprint, and back from the code on one."""

from pathlib import Path

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.documents import KINDS
from desktop.domain.indicators import Period
from desktop.domain.problems import DeskError
from desktop.files import read_whole, safe_name, write_whole
from desktop.services import documents, letters, scanning, takes
from desktop.services.documents import IssueReport, Named, Written
from desktop.services.indicators import period_of
from desktop.services.revisions import differences_said
from desktop.services.selecting import state_of

_LETTERS = ("eml", "subject", "text", "state", "one", "leave_out")  # of many letters at once
_TEXT = 1 << 20  # bytes of a mail's text
_OTHERS = ("html", "session", "from", "to")  # of any paper but these


def issue(call: Call) -> Answer:
    """Issue a paper in each language into a folder, and say what it lacks.

    A letter about a mission without a firm goes to each firm that applied.
    """
    reasons = tuple(call.each("reason"))
    documents.languages_of(call.given("kind"), None)  # a kind that there is
    kind = KINDS[call.given("kind")]
    if kind.letter and call.chosen("mission") and not call.chosen("firm"):
        return _letters(call, reasons)
    for name in _LETTERS:
        if call.chosen(name):
            raise DeskError("letters-option", option=f"--{name.replace('_', '-')}")
    named = Named(
        call.chosen("mission"), call.chosen("firm"), call.chosen("session"), reasons, _period(call)
    )
    with call.desk() as desk:
        report = documents.issue(
            desk, call.given("kind"), named, languages=_each_language(call),
            out=Path(call.given("out")), html=bool(call.chosen("html")),
        )  # fmt: skip
    return Answer(report.as_json(), _lines(call, report))


def _letters(call: Call, reasons: tuple[str, ...]) -> Answer:
    """Issue a letter for each firm, after a look at what lacks; or drafts of mails with them."""
    out, state, text = Path(call.given("out")), call.chosen("state"), call.chosen("text")
    for name in _OTHERS:
        if call.chosen(name):
            raise DeskError("letters-other-option", option=f"--{name}")
    languages = _each_language(call) or ["it"]
    if len(languages) > 1:
        raise DeskError("letters-language")
    wanted = letters.Wanted(
        call.given("kind"), call.chosen("mission") or "", languages[0],
        state_of(state) if state else None, reasons, bool(call.chosen("eml")),
        call.chosen("subject") or "", _text(Path(text)) if text else "",
    )  # fmt: skip
    with call.desk() as desk:
        plan = letters.plan(desk, wanted)
        report = letters.issue(desk, plan, out, leave_out=bool(call.chosen("leave_out")))
    said = [call.say("letters-left-out"), *letters.lacks_said(call.texts, report.lacks)]
    answer = report.as_json()
    if call.chosen("one"):
        path = out / safe_name(f"{report.made[0].written.paper.number}-{wanted.kind}-all.pdf")
        write_whole(path, letters.joined(report.made))
        answer["one"] = str(path)
    drafts = [call.say("drafted", path=one.draft, to=one.letter.to)
              for one in report.made if one.draft]  # fmt: skip
    issued = [] if drafts else _lines(call, report.issued)
    return Answer(answer, (*(said if report.lacks else ()), *drafts, *issued))


def _each_language(call: Call) -> list[str]:
    return [word for part in (call.chosen("languages") or "").split(",") if (word := part.strip())]


def _text(path: Path) -> str:
    try:
        return read_whole(path, _TEXT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DeskError("not-utf8", path=str(path), place=str(error.start)) from error


def _period(call: Call) -> Period | None:
    """Give the period that was named; one day of it alone is refused."""
    first, last = call.chosen("from"), call.chosen("to")
    if first and last:
        return period_of(first, last)
    if first or last:
        takes.refuse_half(call.given("kind"), "from" if first else "to")
    return None


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
         hand.moment(p.issued_at))
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
