"""Exchange by files: cards, trust, export files out and in, conflicts."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import cast

from db.conflicts import Conflict, Value
from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.tables import pairs, table
from desktop.cli.terminal import Answer
from desktop.domain.problems import DeskError
from desktop.services import exchange, settling, standing, trust
from desktop.services.exchange import Received
from desktop.services.firms import said
from desktop.services.settling import Told


def card(call: Call) -> Answer:
    """Write this desk's card."""
    with call.desk() as desk:
        made = trust.write_own(
            desk, Path(call.given("out")), office=bool(call.values.office),
            renew=bool(call.values.renew),
        )  # fmt: skip
    answer = {"desk": made.desk, "fingerprint": made.fingerprint, "path": str(made.path)}
    lines = (call.say("card", path=made.path), call.say("fingerprint", words=made.fingerprint))
    return Answer(answer, lines)


def trust_card(call: Call) -> Answer:
    """Trust the desk of a card; at a terminal its seven words are asked for.

    A script may leave them out: then it is told that nobody compared them, and `peers` shows it.
    """
    path, words = Path(call.given("card")), call.chosen("fingerprint")
    if words is None and call.terminal.interactive:
        _, read = trust.read_file(path)
        prompt = call.say("ask-fingerprint", desk=read.desk, name=read.name)
        words = call.terminal.ask(prompt)
        if words is None:  # no answer is no consent
            raise DeskError("fingerprint-unanswered", desk=read.desk)
    with call.desk() as desk:
        made = trust.trust(desk, path, words)
        operations = exchange.retry(desk)
    if not made.compared:
        call.terminal.warn(call.say("not-compared", desk=made.desk))
    answer = {
        "desk": made.desk, "fingerprint": made.fingerprint, "operations": operations,
        "compared": made.compared,
    }  # fmt: skip
    return Answer(answer, (call.say("trusted", desk=made.desk, words=made.fingerprint),))


def revoke(call: Call) -> Answer:
    """Strike a desk off."""
    with call.desk() as desk:
        peer = trust.revoke(desk, call.given("desk"))
    answer = {"desk": peer.desk, "state": peer.state, "accepted": dict(peer.accepted)}
    return Answer(answer, (call.say("revoked", desk=peer.desk),))


def peers(call: Call) -> Answer:
    """List the desks that are known here."""
    with call.desk() as desk:
        held = standing.read(desk).neighbours
    headers = [call.say(f"peer.{name}") for name in ("desk", "name", "state", "heard", "open")]
    rows = [
        (
            n.desk,
            n.name,
            call.texts.say("peer_state", n.spoken_state),
            hand.moment(n.heard_at),
            n.unconfirmed,
        )
        for n in held
    ]
    astray = tuple(
        call.say("clock", desk=n.desk, there=hand.moment(n.clock)) for n in held if n.clock
    )
    return Answer([asdict(n) for n in held], (*table(headers, rows), *astray))


def export(call: Call) -> Answer:
    """Write what a desk has not confirmed."""
    with call.desk() as desk:
        files = exchange.export(
            desk, call.given("to"), Path(call.chosen("out") or "."),
            attachments=not call.values.no_attachments,
        )  # fmt: skip
    answer = {"files": [str(path) for path in files]}
    return Answer(answer, tuple(call.say("exported-file", path=path) for path in files))


def import_files(call: Call) -> Answer:
    """Take files in, one after the other; refused ones are said, and then the exit is 3."""
    with call.desk() as desk:
        done = [exchange.receive(desk, Path(name)) for name in call.values.files]
    named = zip(call.values.files, done, strict=True)
    answer = [received(call, one) | {"file": name} for name, one in named]
    lines = tuple(_line(call, one) for one in done)
    refused = any(one.state == exchange.REFUSED for one in done)
    return Answer(answer, lines, refused=refused)


def received(call: Call, one: Received) -> dict[str, object]:
    """Give what became of a file, as `sync import` answers it."""
    return {
        "file": one.file, "state": one.state, "reason": one.reason,
        "operations": one.operations, "conflicts": one.conflicts, "desk": one.desk,
        "message": reason(call, one),
    }  # fmt: skip


def reason(call: Call, one: Received) -> str | None:
    """Give why a file waits or was refused, in a sentence."""
    if one.reason is None:
        return None
    return call.texts.say("bundle", one.reason, **{"desk": one.desk, **(one.values or {})})


def _line(call: Call, one: Received) -> str:
    line = call.say(
        f"file.{one.state}", file=one.file, operations=one.operations, conflicts=one.conflicts
    )
    why = reason(call, one)
    return f"{line} {why}" if why else line


def inspect(call: Call) -> Answer:
    """Tell what is in a file without applying it."""
    with call.desk() as desk:
        seen = exchange.inspect(desk, Path(call.given("file")))
    made = hand.of_journal(seen.made)
    answer = asdict(seen) | {"made": made.isoformat(timespec="seconds")}
    counted = ("operations", "new", "waiting", "blobs", "size")
    shown = {"desk": seen.desk, "operator": seen.operator, "made": hand.moment(made)}
    shown |= {name: hand.figure(cast("int", answer[name]), call.texts) for name in counted}
    return Answer(answer, pairs({call.say(f"inspect.{k}"): value for k, value in shown.items()}))


def conflicts(call: Call) -> Answer:
    """List the fields of which two desks wrote different values."""
    with call.desk() as desk:
        held = settling.told(desk)
    answer = [_conflict(one.conflict) for one in held]
    lines = [line for one in held for line in _said(call, one)]
    return Answer(answer, tuple(lines) or (call.say("no-conflicts"),))


def _said(call: Call, one: Told) -> Iterator[str]:
    """Say what stands against what: the conflict's own name, whose field, each value by letter."""
    conflict = one.conflict
    yield f"{one.named}  {one.name}: {_field(call, conflict)}"
    for letter, value in zip(settling.LETTERS, conflict.values, strict=False):
        shown = hand.told(call.texts, conflict.kind, conflict.register, value.value, one.names)
        at = hand.moment(hand.of_journal(value.at))
        yield f"  {letter}  {shown}  ({value.operator}, {value.desk}, {at})"


def _field(call: Call, conflict: Conflict) -> str:
    if conflict.register is None:
        return call.say("in-register")
    return call.texts.field(conflict.kind.name, conflict.register.name)


def _conflict(one: Conflict) -> dict[str, object]:
    values = {
        letter: _value(one, value)
        for letter, value in zip(settling.LETTERS, one.values, strict=False)
    }
    shown = settling.LETTERS[one.values.index(one.shown)]
    return {
        "id": str(settling.name_of(one)), "kind": one.kind.name, "record": str(one.record),
        "field": settling.name_of(one).field, **values, "shown": shown,
        "before": said(one.register, one.before),
    }  # fmt: skip


def _value(one: Conflict, value: Value) -> dict[str, object]:
    at = hand.of_journal(value.at)
    return {
        "value": said(one.register, value.value), "desk": value.desk,
        "operator": value.operator, "at": at.isoformat(timespec="milliseconds"),
    }  # fmt: skip


def resolve(call: Call) -> Answer:
    """Settle a conflict by one of its values, or by another."""
    letter, value = call.chosen("keep"), call.chosen("value")
    if (letter is None) == (value is None):
        raise DeskError("conflict-choice")
    with call.desk() as desk:
        named = call.given("id")
        done = (
            settling.keep(desk, named, letter) if letter is not None
            else settling.write(desk, named, value)
        )  # fmt: skip
    answer = {"resolved": named, "transaction": str(done.transaction)}
    return Answer(answer, (call.say("resolved", id=named),))


def status(call: Call) -> Answer:
    """Say how the exchange stands."""
    with call.desk() as desk:
        held = standing.read(desk)
    answer = {
        "desk": held.desk, "unsent": dict(held.unsent), "conflicts": held.conflicts,
        "waiting": [
            {"writer": w.frame.writer, "first": w.frame.first, "last": w.frame.last,
             "reason": w.reason, "waits_for": w.waits_for, "since": w.since, "desk": w.desk}
            for w in held.waiting
        ],
    }  # fmt: skip
    unsent = [call.say("unsent", desk=to, operations=n) for to, n in held.unsent.items()]
    sums = call.say("standing", waiting=len(held.waiting), conflicts=held.conflicts)
    return Answer(answer, (*unsent, sums))


def digest(call: Call) -> Answer:
    """Give the hash of what is shared."""
    with call.desk() as desk:
        found = desk.store.digest()
    return Answer({"digest": found}, (found,))
