"""Firms: register, change, remove, show, find, history; and undo of any transaction."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.inputs import read_object, read_objects
from desktop.cli.tables import table
from desktop.cli.terminal import Answer, document
from desktop.domain.findings import Finding
from desktop.domain.problems import DeskError
from desktop.domain.records import BY_NAME, Firm
from desktop.services import firms, joining, register
from desktop.services import undo as undoing
from desktop.services.firms import Doubt, HistoryLine
from desktop.services.register import Found
from desktop.services.undo import Undone
from desktop.texts import Texts

LIMIT = 100


def add(call: Call) -> Answer:
    """Register firms, all or none; doubles and odd values are told, never refused."""
    drafts = read_objects(call.given("file"), call.terminal)
    with call.desk() as desk:
        added = firms.add(desk, drafts)
    answer = {
        "added": [str(firm) for firm in added.ids],
        "findings": [finding_json(call.texts, firm, f) for firm, f in added.findings],
        "doubts": [_doubt_json(doubt) for doubt in added.doubts],
    }
    many = len(added.ids) > 1
    return Answer(answer, (
        *(call.say("added", id=firm) for firm in added.ids),
        *(hand.to_verify(call.texts, Firm.KIND, f, f" ({firm})" if many else "")
          for firm, f in added.findings),
        *(_doubt_line(call, doubt) for doubt in added.doubts),
        call.say("transaction", id=added.changed.transaction),
    ))  # fmt: skip


def finding_json(texts: Texts, firm: UUID, finding: Finding) -> dict[str, str]:
    """Give what is to be verified of a record as `add` answers it."""
    sentence = texts.say("finding", finding.code, **finding.values)
    return {
        "id": str(firm), "field": finding.field, "code": finding.code, "sentence": sentence
    }  # fmt: skip


def _doubt_json(doubt: Doubt) -> dict[str, object]:
    return {"draft": doubt.draft, "id": str(doubt.firm), "name": doubt.name, "why": doubt.why}


def _doubt_line(call: Call, doubt: Doubt) -> str:
    why = call.texts.say("doubt", doubt.why)
    return call.say("doubt", name=doubt.name, id=doubt.firm, why=why)


def change(call: Call) -> Answer:
    """Change a firm: only the fields that the file names are read."""
    draft = read_object(call.given("file"), call.terminal)
    with call.desk() as desk:
        done = firms.change(desk, call.given("firm"), draft)
    return changed_answer(call, done.transaction, (i for k, i in done.records if k == "firm"))


def changed_answer(call: Call, transaction: UUID, records: Iterable[UUID]) -> Answer:
    """Answer a change: what was written and the transaction that undoes it."""
    answer = {"changed": sorted(str(r) for r in records), "transaction": str(transaction)}
    return Answer(answer, (call.say("transaction", id=transaction),))


def remove(call: Call) -> Answer:
    """Remove a firm that no session or application refers to."""
    with call.desk() as desk:
        done = firms.remove(desk, call.given("firm"))
    removed = next(str(record) for kind, record in done.records if kind == "firm")
    answer = {"removed": removed, "transaction": str(done.transaction)}
    said = call.say("removed", id=removed)
    return Answer(answer, (said, call.say("transaction", id=done.transaction)))


def show(call: Call) -> Answer:
    """Show a firm with its people, sites, accounts and the rest."""
    with call.desk() as desk:
        firm = firms.show(desk, call.given("firm"))
    return Answer(firm, tuple(document(firm).splitlines()))


def find(call: Call) -> Answer:
    """Find firms by name words, codes, town, PEC, phone or person, best first."""
    limit: int | None = call.values.limit
    with call.desk() as desk:
        found = register.find(desk, call.given("text"), limit or LIMIT)
    if not found:
        return Answer([], (call.say("nothing-found"),))
    names = ("name", "vat_number", "tax_code", "registered_office.town")
    headers = [call.texts.field("firm", name) for name in names]
    rows = [(f.name, f.vat_number, f.tax_code, f.town, f.id) for f in found]
    return Answer(
        [_found_json(f) for f in found], table([*headers, call.texts.field("firm", "id")], rows)
    )


def _found_json(found: Found) -> dict[str, object]:
    return {
        "id": str(found.id), "name": found.name, "tax_code": found.tax_code,
        "vat_number": found.vat_number, "town": found.town, "province": found.province,
        "why": found.why,
    }  # fmt: skip


def history(call: Call) -> Answer:
    """Tell what happened to a firm, oldest first."""
    with call.desk() as desk:
        lines = firms.history(desk, call.given("firm"))
        names = firms.names_in(desk, lines)
    headers = [
        call.say(f"history.{name}") for name in ("at", "operator", "source", "field", "value")
    ]
    rows = [
        (hand.moment(line.at), line.operator, _source(call.texts, line.source),
         _field(call, line), _value(call, line, names))
        for line in lines
    ]  # fmt: skip
    return Answer([_history_json(line) for line in lines], table(headers, rows))


def _history_json(line: HistoryLine) -> dict[str, object]:
    return {
        "at": line.at.isoformat(), "operator": line.operator, "desk": line.desk,
        "source": line.source, "transaction": str(line.transaction), "field": line.field,
        "old": line.old, "new": line.new,
    }  # fmt: skip


def _source(texts: Texts, source: str) -> str:
    """Say how a change came about; an import names its file after a colon."""
    kind, _, file = source.partition(":")
    return f"{texts.say('source', kind)} {file}".rstrip()


def _field(call: Call, line: HistoryLine) -> str:
    """Name a field, and before it what of a firm it is of."""
    texts, register = call.texts, line.register
    label = texts.field(line.kind, register.name) if register else call.say("in-register")
    return label if line.kind == Firm.KIND.name else f"{texts.kind(line.kind)}: {label}"


def _value(call: Call, line: HistoryLine, names: Mapping[str, str]) -> str:
    return hand.worded(call.texts, BY_NAME[line.kind], line.register, line.new, names)


def undo(call: Call) -> Answer:
    """Undo a transaction: a save, an import, an undo."""
    named = call.given("transaction")
    with call.desk() as desk:
        return undone_answer(call, undoing.undo(desk, as_id(named, "transaction")))


def as_id(named: str, kind: str) -> UUID:
    """Read an id; what is none names nothing that the store could hold."""
    try:
        return UUID(named)
    except ValueError:
        raise DeskError("not-found", kind=kind, named=named) from None


def undone_answer(call: Call, done: Undone) -> Answer:
    """Answer an undo: how many operations went back, what was kept and why."""
    kept = [{"id": str(k.record), "field": k.field, "why": k.why} for k in done.kept]
    lines = [call.say("undone", undone=done.undone)]
    for k in done.kept:
        where = call.texts.kind(k.kind.name)
        why = call.texts.say("kept", k.why)
        lines.append(call.say("kept", kind=where, id=k.record, field=k.field, why=why))
    return Answer({"undone": done.undone, "kept": kept}, tuple(lines))


def merge(call: Call) -> Answer:
    """Merge a firm into another, of which it is the double."""
    with call.desk() as desk:
        done = joining.merge(desk, call.given("loser"), call.given("winner"))
    return changed_answer(call, done.transaction, (i for _, i in done.records))


def unmerge(call: Call) -> Answer:
    """Part a firm from the one that it was merged into."""
    with call.desk() as desk:
        done = joining.unmerge(desk, call.given("loser"))
    return changed_answer(call, done.transaction, (i for _, i in done.records))
