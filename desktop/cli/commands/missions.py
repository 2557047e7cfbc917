"""Missions and the applications to join them."""

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.commands.firms import changed_answer
from desktop.cli.inputs import read_object, read_objects
from desktop.cli.tables import table
from desktop.cli.terminal import Answer, document
from desktop.domain.drafts import to_json
from desktop.services import missions


def add(call: Call) -> Answer:
    """Enter missions, all or none."""
    drafts = read_objects(call.given("file"), call.terminal)
    with call.desk() as desk:
        ids, done = missions.add(desk, drafts)
    return _added(call, [str(i) for i in ids], str(done.transaction))


def _added(call: Call, ids: list[str], transaction: str) -> Answer:
    answer: dict[str, object] = {"added": ids, "findings": [], "doubts": []}
    said = tuple(call.say("added", id=i) for i in ids)
    return Answer(answer, (*said, call.say("transaction", id=transaction)))


def change(call: Call) -> Answer:
    """Change a mission: only what the file names is read."""
    draft = read_object(call.given("file"), call.terminal)
    with call.desk() as desk:
        done = missions.change(desk, call.given("mission"), draft)
    return changed_answer(call, done.transaction, (i for k, i in done.records if k == "mission"))


def listed(call: Call) -> Answer:
    """List the missions, the next to leave first."""
    with call.desk() as desk:
        held = missions.listed(desk)
    headers = [call.texts.field("mission", n) for n in ("code", "title", "market", "from", "to")]
    rows = [
        (m.code, m.title, m.market, m.starts and hand.day(m.starts),
         m.ends and hand.day(m.ends))
        for m in held
    ]  # fmt: skip
    return Answer([to_json(mission) for mission in held], table(headers, rows))


def show(call: Call) -> Answer:
    """Show a mission."""
    with call.desk() as desk:
        mission = missions.show(desk, call.given("mission"))
    return Answer(mission, tuple(document(mission).splitlines()))


def apply(call: Call) -> Answer:
    """Enter applications to missions, all or none."""
    drafts = read_objects(call.given("file"), call.terminal)
    with call.desk() as desk:
        ids, done = missions.apply(desk, drafts)
    return _added(call, [str(i) for i in ids], str(done.transaction))


def applications(call: Call) -> Answer:
    """List the applications to a mission in the order of their arrival."""
    with call.desk() as desk:
        data = missions.applications_listed(desk, call.given("mission"))
        held = missions.entered(desk, call.given("mission"))
    names = ("arrived_at", "firm", "state", "protocol", "delegates")
    headers = [call.texts.field("application", name) for name in names]
    rows = [
        (hand.arrival(e.application.arrived_at), e.firm.name,
         call.texts.choice("application.state", e.application.state), e.application.protocol,
         ", ".join(f"{d.family_name} {d.given_name}" for d in e.delegates))
        for e in held
    ]  # fmt: skip
    return Answer(data, table(headers, rows))
