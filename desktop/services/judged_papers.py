"""What the papers of the rules are made from: answers as they are today, selections as kept."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast
from uuid import UUID

from db.reading import Reader
from desktop.documents.sources import (
    DrawFacts,
    EligibilitySource,
    JudgedFacts,
    MinutesSource,
    ProgrammeFacts,
    RankedFacts,
    Source,
)
from desktop.domain.problems import DeskError
from desktop.domain.records import (
    Application,
    ApplicationState,
    Evaluation,
    Firm,
    Mission,
    Purpose,
    Ranking,
)
from desktop.domain.rules.reason import Severity
from desktop.domain.rules.states import IDLE
from desktop.services import evaluating, missions
from desktop.services.desk import Desk
from desktop.services.evaluating import Judged

_TELLING = (Severity.BLOCKS, Severity.REMEDIABLE, Severity.NOT_VERIFIABLE)
_Json = Mapping[str, object]


# --- The eligibility report ----------------------------------------------------------------------


def eligibility(
    reader: Reader, mission: Mission, firm: Firm | None, programme: ProgrammeFacts | None,
    day: date,
) -> EligibilitySource:  # fmt: skip
    """Judge one firm before a mission, or every application to it, as of a day."""
    withdrawn = 0
    if firm is not None:
        judged: Sequence[Judged] = (evaluating.judged_firm(reader, mission, firm, day),)
    else:
        entered = missions.entered_of(reader, mission)
        withdrawn = sum(e.application.state is ApplicationState.RENOUNCED for e in entered)
        # judged all together: one that was withdrawn still takes the place of an earlier one
        judged = [
            one for one in evaluating.judged_of(reader, mission, entered, day)
            if one.application is not None and one.application.state not in IDLE
        ]  # fmt: skip
    facts = tuple(
        JudgedFacts(case=j.case, eligibility=j.eligibility, mends=evaluating.mends_of(j),
                    together=evaluating.together_of(j))
        for j in judged
    )  # fmt: skip
    return EligibilitySource(mission=mission, judged=facts, programme=programme,
                             whole=firm is None, withdrawn=withdrawn)  # fmt: skip


def outcomes(desk: Desk, source: Source) -> Iterator[Evaluation]:
    """Give the records that keep the outcomes which a paper prints; none for other papers."""
    if not isinstance(source, EligibilitySource):
        return
    for held in source.judged:
        yield evaluating.kept_as(desk, Judged(held.case, held.eligibility), Purpose.PAPER)


# --- The minutes of a selection ------------------------------------------------------------------


def minutes(reader: Reader, mission: Mission, programme: ProgrammeFacts | None) -> MinutesSource:
    """Give the latest selection of a mission as it was kept; `no-selection` where none was made."""
    ranking = latest(reader.of(Ranking, mission=mission.id))
    if ranking is None:
        raise DeskError("no-selection", mission=mission.code)
    held = cast("dict[str, object]", json.loads(ranking.minutes))
    lines = [line for name in ("selected", "reserve", "others") for line in _list(held, name)]
    firms = {f.id: f for f in reader.among(Firm, "id", [UUID(str(x["firm"])) for x in lines])}
    said = _decisive(reader.of(Evaluation, mission=mission.id), ranking)
    return MinutesSource(
        mission=mission, ranking=ranking, programme=programme,
        lines=tuple(_line(line, firms, said) for line in lines),
        seats=_number(held, "seats"), quorum=_number(held, "quorum"),
        quorum_met=held["quorum_met"] is not False,
        withdrawn=_withdrawn(reader.of(Application, mission=mission.id), ranking, lines),
        draws=tuple(_draw(draw) for draw in _list(held, "draws")),
    )  # fmt: skip


def _withdrawn(held: Iterable[Application], ranking: Ranking, lines: Iterable[_Json]) -> int:
    """Count the applications that were withdrawn before a selection: they are in none of its lines.

    What was withdrawn after it stands there as it stood then.
    """
    told = {str(line["application"]) for line in lines}
    return sum(
        one.state is ApplicationState.RENOUNCED
        and str(one.id) not in told
        and one.arrived_at <= ranking.made_at
        for one in held
    )


def latest(rankings: Iterable[Ranking]) -> Ranking | None:
    """Give the selection that was made last."""
    return max(rankings, key=lambda r: (r.made_at.timestamp(), r.id), default=None)


def _list(held: _Json, name: str) -> list[_Json]:
    return cast("list[_Json]", held[name])


def _number(held: _Json, name: str) -> int | None:
    return cast("int | None", held[name])


def _line(
    line: _Json, firms: Mapping[UUID, Firm], said: Mapping[UUID, tuple[_Json, ...]]
) -> RankedFacts:
    application = UUID(str(line["application"]))
    state = ApplicationState(str(line["state"]))
    return RankedFacts(
        application=application, firm=firms.get(UUID(str(line["firm"]))),
        arrived_at=datetime.fromisoformat(str(line["arrived_at"])), state=state,
        why=str(line["why"]), place=_number(line, "place"), reserve=_number(line, "reserve"),
        score=_number(line, "score"),
        said=tuple(str(f["sentence"]) for f in said.get(application, ())),
        outcome=str(line.get("outcome", "")),
    )  # fmt: skip


def _draw(draw: _Json) -> DrawFacts:
    return DrawFacts(
        arrived_at=datetime.fromisoformat(str(draw["arrived_at"])), score=_number(draw, "score"),
        order=tuple(UUID(one) for one in cast("list[str]", draw["order"])),
    )  # fmt: skip


def _decisive(kept: Iterable[Evaluation], ranking: Ranking) -> dict[UUID, tuple[_Json, ...]]:
    """Give, for each application, the findings that decided it when the selection was made."""
    held = sorted(
        (e for e in kept if e.purpose is Purpose.SELECTION and e.made_at <= ranking.made_at),
        key=lambda e: e.made_at.timestamp(),
    )
    last = {e.application: e for e in held if e.application is not None}
    return {application: _gravest(evaluation) for application, evaluation in last.items()}


def _gravest(evaluation: Evaluation) -> tuple[_Json, ...]:
    """Give the gravest findings alone: what is published tells no more than what decided."""
    findings = evaluating.findings_of(evaluation)
    for severity in _TELLING:
        found = tuple(f for f in findings if f["severity"] == severity)
        if found:
            return found
    return ()
