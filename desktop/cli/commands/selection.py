"""Who may join a mission, the selection, and applications moved from state to state."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from uuid import UUID

from desktop.cli import hand
from desktop.cli.call import Call
from desktop.cli.tables import table
from desktop.cli.terminal import Answer
from desktop.domain.dates import DateError, iso_date
from desktop.domain.problems import Problem, ProblemsError
from desktop.domain.records import Evaluation
from desktop.domain.rules.mending import Mend
from desktop.domain.rules.reason import Severity
from desktop.domain.rules.selection import Placing
from desktop.services import evaluating, selecting
from desktop.services.evaluating import Judged
from desktop.services.selecting import Line, Minutes, Moved


def evaluate(call: Call) -> Answer:
    """Judge the applications to a mission, or every firm of the register."""
    on, mission = _day(call), call.given("mission")
    with call.desk() as desk:
        judge = evaluating.of_all if call.values.all else evaluating.of_mission
        held = judge(desk, mission, on)
        kept = {e.application or e.firm: e for e in reversed(evaluating.kept(desk, mission))}
    if not held:
        return Answer([], (call.say("evaluate.none"),))
    answers = [_json(call, one) | {"kept": _kept_json(one, kept)} for one in held]
    return Answer(answers, (*_table(call, held), *_told(call, held, kept)))


def _day(call: Call) -> date | None:
    typed = call.chosen("on")
    if typed is None:
        return None
    try:
        return iso_date(typed)
    except DateError as wrong:
        said = {"value": typed, **wrong.values}
        raise ProblemsError((Problem(wrong.code, "on", said),)) from None


def _kept_of(one: Judged, kept: Mapping[UUID, Evaluation]) -> Evaluation | None:
    """Give the outcome that was kept last of an application, or of a firm without one."""
    return kept.get(one.firm.id if one.application is None else one.application.id)


def _kept_json(one: Judged, kept: Mapping[UUID, Evaluation]) -> dict[str, object] | None:
    held = _kept_of(one, kept)
    if held is None:
        return None
    differences = [{"what": d.what.value, "code": d.code} for d in evaluating.differing(held, one)]
    return {
        "id": str(held.id), "outcome": held.outcome, "on": held.day.isoformat(),
        "purpose": str(held.purpose), "rules": held.rules, "differences": differences,
    }  # fmt: skip


def _json(call: Call, one: Judged) -> dict[str, object]:
    application = one.application
    asked = {
        "application": None if application is None else str(application.id),
        "arrived_at": None if application is None else application.arrived_at.isoformat(),
        "state": None if application is None else str(application.state),
    }
    firm = {
        "firm": str(one.firm.id), "name": one.firm.name, "tax_code": one.firm.tax_code,
        "vat_number": one.firm.vat_number,
    }  # fmt: skip
    mends = [
        {
            "code": mend.reason.code,
            "outcome": None if mend.outcome is None else mend.outcome.value,
            "left": list(mend.left), "sentence": _mended(call, mend),
        }
        for mend in evaluating.mends_of(one)
    ]  # fmt: skip
    return firm | asked | evaluating.as_json(call.texts, one.eligibility) | {"mends": mends}


def _table(call: Call, held: Iterable[Judged]) -> tuple[str, ...]:
    headers = [call.texts.field("application", name) for name in ("arrived_at", "firm")]
    headers += [call.say("evaluate.outcome"), call.say("evaluate.counted")]
    rows = [
        (_arrival(one), one.firm.name, _outcome(call, one), len(one.eligibility.open))
        for one in held
    ]
    return table(headers, rows)


def _arrival(one: Judged) -> str | None:
    if one.application is None:
        return None
    return hand.arrival(one.application.arrived_at)


def _outcome(call: Call, one: Judged) -> str:
    return call.texts.choice("eligibility_outcome", one.eligibility.outcome)


def _told(call: Call, held: Iterable[Judged], kept: Mapping[UUID, Evaluation]) -> Iterator[str]:
    """Tell every reason that is not simply satisfied, and what would mend it."""
    for one in held:
        yield ""
        yield f"{one.firm.name}: {_outcome(call, one)}"
        mends = {id(mend.reason): mend for mend in evaluating.mends_of(one)}
        for reason in one.eligibility.reasons:
            if reason.severity is Severity.SATISFIED:
                continue
            severity = call.texts.choice("severity", reason.severity)
            yield f"  {severity}: {call.texts.reason(reason)}"
            if id(reason) in mends:
                yield f"    {_mended(call, mends[id(reason)])}"
        yield from _differing(call, one, _kept_of(one, kept))


def _differing(call: Call, one: Judged, held: Evaluation | None) -> Iterator[str]:
    """Tell what differs from the outcome that was kept."""
    if held is None:
        return
    found = evaluating.differing(held, one)
    outcome = call.texts.choice("eligibility_outcome", held.outcome)
    if found:
        day = hand.day(held.day)
        said = call.say("evaluate.kept", day=day, outcome=outcome)
        yield f"  {said}:"
    for difference in found:
        yield f"    {call.texts.choice('difference', difference.what)}: {difference.code}"


def _mended(call: Call, mend: Mend) -> str:
    change = call.texts.mend(mend)
    if mend.outcome is None:
        return f"{change}."
    return f"{change}: {call.texts.choice('eligibility_outcome', mend.outcome)}"


def select(call: Call) -> Answer:
    """Select for a mission and answer with the data of the minutes."""
    seed, mission = _seed(call), call.given("mission")
    with call.desk() as desk:
        minutes = selecting.run(desk, mission, seed)
    answer = selecting.as_json(minutes) | {"transaction": str(minutes.changed.transaction)}
    return Answer(answer, tuple(_minutes(call, minutes)))


def _seed(call: Call) -> int | None:
    typed = call.chosen("seed")
    if typed is None:
        return None
    if not typed.isdecimal() or len(typed) > len(str(1 << 62)) - 1:
        raise ProblemsError((Problem("not-a-whole-number", "seed", {"value": typed}),))
    return int(typed)


def _minutes(call: Call, minutes: Minutes) -> Iterator[str]:
    headers = [call.say("select.place")]
    headers += [call.texts.field("application", name) for name in ("firm", "arrived_at", "state")]
    headers += [call.say("select.reserve"), call.say("select.why")]
    yield from table(headers, [_row(call, line) for line in minutes.lines])
    yield call.say("select.done", taken=minutes.taken, seed=minutes.seed, draws=len(minutes.draws))
    if not minutes.quorum_met:
        yield call.say("select.quorum", quorum=minutes.mission.quorum)
    yield call.say("transaction", id=minutes.changed.transaction)


def _row(call: Call, line: Line) -> tuple[object, ...]:
    known = line.why in set(Placing)
    why = call.texts.say("placing", line.why) if known else line.why
    state = call.texts.choice("application.state", line.state)
    arrival = hand.arrival(line.arrived_at)
    return line.place, line.firm_name, arrival, state, line.reserve, why


def move(call: Call) -> Answer:
    """Move an application to its next state, for a reason."""
    on = _day(call)
    with call.desk() as desk:
        done = selecting.move(desk, call.given("id"), call.given("state"), call.given("why"), on)
    application = done.application
    answer = {
        "application": str(application.id), "state": application.state.value,
        "why": application.why, "in_terms": done.in_terms,
        "moved_up": [str(held.application.id) for held in done.moved_up],
        "transaction": str(done.changed.transaction),
    }  # fmt: skip
    return Answer(answer, tuple(_moved(call, done)))


def _moved(call: Call, done: Moved) -> Iterator[str]:
    yield call.say("moved", state=call.texts.choice("application.state", done.application.state))
    if done.in_terms is not None:
        yield call.say("move.in-terms" if done.in_terms else "move.out-of-terms")
    for held in done.moved_up:
        yield call.say("move.up", name=held.firm.name)
    yield call.say("transaction", id=done.changed.transaction)
