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
    lines = [call.say("erased", records=proof.records), *_open(call, proof)]
    told = as_json(proof) | {"transaction": str(proof.changed.transaction)}
    return Answer(told, tuple(lines))


def proofs(call: Call) -> Answer:
    """Give every erasure with its proof as it stands now, the latest first."""
    with call.desk() as desk:
        held = erasure.proofs(desk)
    told = [
        {"at": order.ordered_at, "operator": order.ordered_by} | as_json(proof)
        for order, proof in held
    ]
    lines = [
        line
        for order, proof in held
        for line in (
            call.say("erasure", at=hand.moment(order.ordered_at), operator=order.ordered_by,
                     records=proof.records, id=proof.id),
            *(f"  {said}" for said in _open(call, proof) or [call.say("erase-done")]),
        )
    ]  # fmt: skip
    return Answer(told, tuple(lines))


def _open(call: Call, proof: Proof) -> list[str]:
    """Say which desks have not confirmed an erasure, and which copies are older than it."""
    waits = [call.say("erase-waits", desk=d.desk) for d in proof.desks if not d.confirmed]
    return waits + [
        call.say("erase-copy", path=c.path, until=hand.day(c.until)) for c in proof.copies
    ]


def as_json(proof: Proof) -> dict[str, object]:
    """Give a proof as it is answered."""
    return {
        "erasure": str(proof.id), "records": proof.records,
        "desks": [{"desk": d.desk, "confirmed": d.confirmed} for d in proof.desks],
        "copies": [{"path": c.path, "made": c.made, "until": c.until} for c in proof.copies],
    }  # fmt: skip
