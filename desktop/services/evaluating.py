"""Who may join a mission, and why: applications judged, what would mend them, outcomes kept.

An outcome that was printed or decided a selection is kept as it was (`Evaluation`); judging again
never changes it, and what differs is told.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from db.reading import Reader
from desktop.domain.problems import DeskError
from desktop.domain.records import (
    Application,
    ApplicationState,
    Evaluation,
    Firm,
    Mission,
    Purpose,
)
from desktop.domain.rules.case import Applicant, Case, Terms, firm_key
from desktop.domain.rules.eligibility import Eligibility, EligibilityOutcome, evaluate
from desktop.domain.rules.mending import Mend, mends, together
from desktop.domain.rules.reason import Reason
from desktop.domain.rules.selection import counting, speaking
from desktop.domain.rules.snapshots import Differing, differences
from desktop.rule_book import rule_book
from desktop.services import firms, missions
from desktop.services.applicants import gathered, terms_for
from desktop.services.desk import Changed, Desk, changed
from desktop.services.missions import Entered
from desktop.texts import LANGUAGES, Texts, texts


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer: the case with its firm and application, and what the rules say of it."""

    case: Case
    eligibility: Eligibility

    @property
    def firm(self) -> Firm:
        """Give the firm."""
        return self.case.applicant.firm

    @property
    def application(self) -> Application | None:
        """Give its application, None for a firm that was judged without one."""
        return self.case.application


@dataclass(frozen=True, slots=True)
class Compared:
    """A kept outcome beside the one of another day."""

    kept: Evaluation
    now: Judged
    differing: tuple[Differing, ...]


# --- Judging -------------------------------------------------------------------------------------


def of_mission(desk: Desk, named: str, on: date | None = None) -> list[Judged]:
    """Judge every application to a mission, by arrival, as of a day (today when none is named)."""
    with desk.store.reading() as reader:
        mission = missions.resolve(reader, named)
        return judged_of(reader, mission, missions.entered_of(reader, mission), on or desk.today())


def of_all(desk: Desk, named: str, on: date | None = None) -> list[Judged]:
    """Judge every firm of the register: its applications, or as if it asked today."""
    day = on or desk.today()
    with desk.store.reading() as reader:
        mission = missions.resolve(reader, named)
        entered = missions.entered_of(reader, mission)
        applied = {held.firm.id for held in entered}
        others = [firm for firm in reader.all(Firm) if firm.id not in applied]
        terms = terms_for(reader, mission)
        held = gathered(reader, others, terms)
        answers = judged_of(reader, mission, entered, day)
    return answers + [_judge(Case(held[f.id], mission, terms, day)) for f in others]


def of_firm(desk: Desk, named: str, firm: str, on: date | None = None) -> Judged:
    """Judge one firm before a mission: by the application that counts, else as if it asked."""
    with desk.store.reading() as reader:
        mission, asked = missions.resolve(reader, named), firms.resolve(reader, firm)
        return judged_firm(reader, mission, asked, on or desk.today())


def judged_firm(reader: Reader, mission: Mission, firm: Firm, day: date) -> Judged:
    """Judge one firm from the records of an open reading."""
    answers = judged_of(reader, mission, missions.entered_of(reader, mission), day)
    case = by_firm(one.case for one in answers).get(firm.id)
    if case is not None:
        return next(one for one in answers if one.case is case)
    terms = terms_for(reader, mission)
    return _judge(Case(gathered(reader, [firm], terms)[firm.id], mission, terms, day))


def mends_of(judged: Judged) -> tuple[Mend, ...]:
    """Say what would mend a case that was judged; it asks the store nothing."""
    return mends(judged.case, judged.eligibility, rule_book())


def together_of(judged: Judged) -> EligibilityOutcome:
    """Say what all that can be mended would do together; it asks the store nothing."""
    return together(judged.case, judged.eligibility, rule_book())


def judged_of(
    reader: Reader, mission: Mission, entered: Sequence[Entered], day: date
) -> list[Judged]:
    """Judge applications from the records of an open reading, in their order."""
    terms = terms_for(reader, mission)
    found = {held.firm.id: held.firm for held in entered}
    applicants = gathered(reader, list(found.values()), terms)
    return [_judge(case) for case in cases_of(mission, terms, entered, applicants, day)]


def cases_of(
    mission: Mission, terms: Terms, entered: Sequence[Entered],
    applicants: Mapping[UUID, Applicant], day: date,
) -> Iterable[Case]:  # fmt: skip
    """Give the case of each application, and which of a firm's own takes its place."""
    complete = [e for e in entered if e.application.state is not ApplicationState.DRAFT]
    stands = counting(
        ((e.application.id, firm_key(e.firm), e.application.arrived_at) for e in complete),
        mission.deadline, terms.counting,
    )  # fmt: skip
    by_id = {held.application.id: held.application for held in entered}
    for held in entered:
        other = stands.get(held.application.id)
        yield Case(
            applicants[held.firm.id], mission, terms, day, held.application, held.delegates,
            None if other is None else by_id[other],
        )  # fmt: skip


def by_firm(cases: Iterable[Case]) -> dict[UUID, Case]:
    """Give each firm's case by the application that counts; none where another firm's does."""
    held = {c.application.id: c for c in cases if c.application is not None and c.stands is None}
    applications = [c.application for c in held.values() if c.application is not None]
    if not applications:
        return {}
    one = held[applications[0].id]
    found = speaking(applications, one.mission.deadline, one.terms.counting)
    return {firm: held[application.id] for firm, application in found.items()}


def spoken_for(
    reader: Reader, mission: Mission, applications: Iterable[Application]
) -> dict[UUID, Application]:
    """Give, for each firm, which of its applications to a mission speaks for it."""
    return speaking(applications, mission.deadline, terms_for(reader, mission).counting)


def _judge(case: Case) -> Judged:
    return Judged(case, evaluate(case, rule_book()))


# --- In words and for scripts --------------------------------------------------------------------


def as_json(spoken: Texts, eligibility: Eligibility) -> dict[str, object]:
    """Give an answer as scripts read it: the outcome and every finding with its sentence."""
    return {
        "outcome": eligibility.outcome.value,
        "findings": [finding_json(spoken, reason) for reason in eligibility.reasons],
    }


def finding_json(spoken: Texts, reason: Reason) -> dict[str, object]:
    """Give one finding: code, severity, sentence, source, data, day, version of the rules."""
    return {
        "code": reason.code, "severity": reason.severity.value, "sentence": spoken.reason(reason),
        "source": reason.source, "data": reason.plain(), "on": reason.on.isoformat(),
        "rules": reason.rules,
    }  # fmt: skip


# --- Kept outcomes -------------------------------------------------------------------------------


def kept_as(desk: Desk, judged: Judged, purpose: Purpose) -> Evaluation:
    """Give the record that keeps an outcome as it is; who writes it adds it to a change."""
    case, found = judged.case, judged.eligibility
    spoken = texts(LANGUAGES[0])  # the act is Italian, whatever language the desk speaks
    held = [finding_json(spoken, reason) for reason in found.reasons]
    return Evaluation(
        id=desk.new_id(), mission=case.mission.id, firm=judged.firm.id,
        application=None if case.application is None else case.application.id, purpose=purpose,
        outcome=found.outcome.value, day=found.on, made_at=desk.now(), rules=found.rules,
        findings=json.dumps(held, ensure_ascii=False),
    )  # fmt: skip


def keep(desk: Desk, judged: Sequence[Judged], purpose: Purpose = Purpose.PAPER) -> Changed:
    """Keep outcomes as they were printed."""
    stamp = desk.stamp("evaluated")
    with desk.store.writing(stamp) as (_, change):
        change.add(*(kept_as(desk, one, purpose) for one in judged))
        touched = change.touched
    return changed(stamp, touched)


def kept(desk: Desk, named: str, firm: str | None = None) -> list[Evaluation]:
    """Give the outcomes kept of a mission, or of one firm before it, the latest first."""
    with desk.store.reading() as reader:
        mission = missions.resolve(reader, named)
        held = reader.of(Evaluation, mission=mission.id)
        if firm is not None:
            asked = firms.resolve(reader, firm).id
            held = tuple(e for e in held if e.firm == asked)
    return sorted(held, key=lambda e: (e.made_at.timestamp(), e.id), reverse=True)


def findings_of(evaluation: Evaluation) -> list[Mapping[str, object]]:
    """Give the findings of a kept outcome, as they were."""
    return cast("list[Mapping[str, object]]", json.loads(evaluation.findings))


def compare(desk: Desk, evaluation: UUID, on: date | None = None) -> Compared:
    """Judge again what was kept, and tell the reasons that came, went or weigh otherwise."""
    with desk.store.reading() as reader:
        held = reader.get(Evaluation, evaluation)
        if held is None:
            raise DeskError("not-found", kind="evaluation", named=str(evaluation))
        now = _again(reader, held, on or desk.today())
    return Compared(held, now, differing(held, now))


def differing(held: Evaluation, now: Judged) -> tuple[Differing, ...]:
    """Tell what differs between a kept outcome and a new one."""
    spoken = texts(LANGUAGES[0])
    after = [finding_json(spoken, reason) for reason in now.eligibility.reasons]
    return differences(findings_of(held), after)


def _again(reader: Reader, held: Evaluation, day: date) -> Judged:
    mission, firm = reader.get(Mission, held.mission), reader.get(Firm, held.firm)
    if mission is None or firm is None:
        gone = "mission" if mission is None else "firm"
        raise DeskError("not-found", kind=gone, named=str(getattr(held, gone)))
    entered = missions.entered_of(reader, mission)
    for judged in judged_of(reader, mission, entered, day):
        if judged.application is not None and judged.application.id == held.application:
            return judged
    return judged_firm(reader, mission, firm, day)
