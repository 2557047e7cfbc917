"""Attachments: add, list, save, remove; copies of passports whose time is over."""

from pathlib import Path

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.commands.firms import finding_json
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.domain.records import Attachment
from desktop.services import attachments, retention
from desktop.services.attachments import Held
from desktop.services.retention import CopyDue

_SAID = ("dated", "expires", "declaration", "note")


def add(call: Call) -> Answer:
    """Attach a file to a firm, an application or a session."""
    draft: dict[str, object] = {"type": call.given("as")}
    draft |= {name: value for name in _SAID if (value := call.chosen(name)) is not None}
    kind, named, path = call.given("kind"), call.given("id"), Path(call.given("file"))
    with call.desk() as desk:
        kept = attachments.add(desk, kind, named, path, draft)
    made, transaction = kept.attachment, kept.changed.transaction
    held = Held(made, here=True)
    said = call.say("attached", file=made.file, type=_type(call, held), id=made.id)
    answer = {"added": [str(made.id)], "transaction": str(transaction),
              "findings": [finding_json(call.texts, made.id, one) for one in kept.findings],
              "doubts": [], "attachment": held.as_json()}  # fmt: skip
    odd = (hand.to_verify(call.texts, Attachment.KIND, one) for one in kept.findings)
    return Answer(answer, (said, *odd, call.say("transaction", id=transaction)))


def listed(call: Call) -> Answer:
    """List the files on a record, the latest first."""
    with call.desk() as desk:
        held = attachments.listed(desk, call.given("kind"), call.given("id"))
    names = ("id", "type", "file", "pages", "size", "added_at")
    headers = [call.texts.field("attachment", name) for name in names]
    headers.append(call.say("attachment-here"))
    rows = [_row(call, one) for one in held]
    return Answer([one.as_json() for one in held], table(headers, rows))


def _row(call: Call, held: Held) -> tuple[object, ...]:
    one = held.attachment
    added = hand.moment(one.added_at)
    here = call.texts.say("word", "yes" if held.here else "no")
    return (one.id, _type(call, held), one.file, one.pages, one.size, added, here)


def _type(call: Call, held: Held) -> str:
    return call.texts.choice("attachment.type", held.attachment.type)


def save(call: Call) -> Answer:
    """Write an attachment's own bytes into a folder."""
    with call.desk() as desk:
        path = attachments.save(desk, call.given("id"), Path(call.given("out")))
    return Answer({"path": str(path)}, (call.say("attachment-saved", path=path),))


def remove(call: Call) -> Answer:
    """Remove an attachment; undo brings it back."""
    named = call.given("id")
    with call.desk() as desk:
        transaction = attachments.remove(desk, named).transaction
    answer = {"removed": named, "transaction": str(transaction)}
    said = call.say("attachment-removed", id=named)
    return Answer(answer, (said, call.say("transaction", id=transaction)))


def due(call: Call) -> Answer:
    """List the copies of passports whose time is over."""
    with call.desk() as desk:
        copies = retention.due(desk)
    lines = [_line(call, one) for one in copies] or [call.say("copies-none")]
    return Answer([one.as_json() for one in copies], tuple(lines))


def _line(call: Call, one: CopyDue) -> str:
    file, days = one.attachment.file, {"ended": hand.day(one.ended), "until": hand.day(one.until)}
    if not one.mission:
        return call.say("copy-due-alone", firm=one.firm, file=file, **days)
    return call.say("copy-due", firm=one.firm, file=file, mission=one.mission, **days)


def drop(call: Call) -> Answer:
    """Erase the copies of passports whose time is over, here and at every desk."""
    with call.desk() as desk:
        count, done = retention.drop(desk)
    answer = {"dropped": count, "transaction": str(done.transaction) if count else None}
    said = call.say("copies-dropped", count=count) if count else call.say("copies-none")
    return Answer(answer, (said,))
