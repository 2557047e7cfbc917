"""The rights of a person over data: a copy, and erasure with its proof."""

import json

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.terminal import Answer
from desktop.services import erasure
from desktop.services.erasure import Proof


def export(call: Call) -> Answer:
    """Give all that is held of a subject."""
    with call.desk() as desk:
        held = erasure.export(desk, call.given("id"))
    return Answer(held, tuple(json.dumps(held, ensure_ascii=False, indent=2).splitlines()))


def erase(call: Call) -> Answer:
    """Erase a subject's data, here and at every desk that is told."""
    with call.desk() as desk:
        proof = erasure.erase(desk, call.given("id"))
    lines = [call.say("erased", records=proof.records)]
    lines += [call.say("erase-waits", desk=d.desk) for d in proof.desks if not d.confirmed]
    lines += [call.say("erase-copy", path=c.path, until=hand.day(c.until)) for c in proof.copies]
    return Answer(as_json(proof), tuple(lines))


def as_json(proof: Proof) -> dict[str, object]:
    """Give a proof as it is answered."""
    return {
        "erasure": str(proof.id), "records": proof.records,
        "transaction": str(proof.changed.transaction),
        "desks": [{"desk": d.desk, "confirmed": d.confirmed} for d in proof.desks],
        "copies": [{"path": c.path, "made": c.made, "until": c.until} for c in proof.copies],
    }  # fmt: skip
