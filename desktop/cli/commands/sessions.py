"""Orientation sessions: log, change, list."""

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.commands.firms import changed_answer
from desktop.cli.inputs import read_object, read_objects
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.services import sessions
from desktop.services.sessions import SessionSheet


def add(call: Call) -> Answer:
    """Log sessions with their slots and who came, all or none."""
    drafts = read_objects(call.given("file"), call.terminal)
    with call.desk() as desk:
        ids, done = sessions.add(desk, drafts)
        numbers = [sessions.sheet(desk, str(session)).session.number for session in ids]
    answer: dict[str, object] = {"added": [str(i) for i in ids], "findings": [], "doubts": []}
    logged = (call.say("session-added", number=n, id=i) for n, i in zip(numbers, ids, strict=True))
    return Answer(answer, (*logged, call.say("transaction", id=done.transaction)))


def change(call: Call) -> Answer:
    """Change a session: only what the file names is read."""
    draft = read_object(call.given("file"), call.terminal)
    with call.desk() as desk:
        done = sessions.change(desk, call.given("session"), draft)
        changed = sessions.sheet(desk, call.given("session")).session.id
    return changed_answer(call, done.transaction, [changed])


def listed(call: Call) -> Answer:
    """List the sessions, the latest first, with the minutes that count."""
    with call.desk() as desk:
        sheets = sessions.sheets(desk)
        data = [sessions.session_json(desk, sheet) for sheet in sheets]
    names = ("number", "title", "kind", "market")
    headers = [call.texts.field("session", name) for name in names]
    headers += [call.texts.field("slot", "date"), call.say("minutes"), call.say("people")]
    return Answer(data, table(headers, [_row(call, sheet) for sheet in sheets]))


def _row(call: Call, sheet: SessionSheet) -> tuple[object, ...]:
    session = sheet.session
    day = hand.day(sheet.slots[0].date) if sheet.slots else None
    kind = call.texts.choice("session.kind", session.kind)
    return (session.number, session.title, kind, session.market, day, sheet.minutes,
            len(sheet.participants))  # fmt: skip
