"""Programmes: what the store holds, and the check of a programme's file."""

from pathlib import Path

from desktop.cli.call import Call
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.domain.drafts import to_json
from desktop.domain.record import Record
from desktop.services import programmes
from desktop.services.programmes import ProgrammeData


def listed(call: Call) -> Answer:
    """List the programmes with the versions that are here, their lines, markets and sectors."""
    with call.desk() as desk:
        held = [
            (data, programmes.versions(desk, data.programme)) for data in programmes.listed(desk)
        ]
    headers = [call.texts.field("programme", n) for n in ("code", "version", "title")]
    headers.append(call.say("programmes.versions"))
    rows = [
        (p.code, p.version, p.title, ", ".join(map(str, versions)))
        for p, versions in ((data.programme, versions) for data, versions in held)
    ]
    return Answer([_json(*one) for one in held], table(headers, rows))


def _json(data: ProgrammeData, versions: tuple[int, ...]) -> dict[str, object]:
    lists = {
        "lines": data.lines, "markets": data.markets, "sectors": data.sectors,
        "matrix": data.matrix, "criteria": data.criteria,
    }  # fmt: skip
    inside = {name: [_item(r) for r in records] for name, records in lists.items()}
    return to_json(data.programme) | {"versions": list(versions)} | inside


def _item(record: Record) -> dict[str, object]:
    held = to_json(record)
    held.pop("programme", None)
    return held


def add(call: Call) -> Answer:
    """Enter a programme or a new version of one; a malformed file leaves what is in force."""
    path = Path(call.given("file"))
    with call.desk() as desk:
        found, entered = programmes.add(desk, path)
    answer = {"code": found.code, "version": found.version, "entered": entered.value}
    said = call.say(f"entered.{entered.value}", code=found.code, version=found.version)
    return Answer(answer, (said,))


def check(call: Call) -> Answer:
    """Read a programme's file; a malformed one is refused with every line and reason."""
    path = Path(call.given("file"))
    found = programmes.check(path)
    counts = {
        "lines": len(found.lines), "markets": len(found.markets), "sectors": len(found.sectors),
        "matrix": len(found.matrix), "missions": len(found.missions),
    }  # fmt: skip
    answer = {"ok": True, "code": found.code, "version": found.version, **counts}
    said = call.say("programme-checked", path=path, code=found.code, version=found.version)
    return Answer(answer, (said, call.say("programme-counts", **counts)))
