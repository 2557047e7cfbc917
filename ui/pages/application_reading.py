"""What the page of an application shows, gathered on the store thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.domain.problems import DeskError
from desktop.domain.records import Evaluation, Mission
from desktop.domain.rules.eligibility import EligibilityOutcome as Outcome
from desktop.domain.rules.mending import Mend
from desktop.domain.rules.snapshots import Differing
from desktop.services import completeness, evaluating, missions
from desktop.services.completeness import Completeness
from desktop.services.desk import Desk
from desktop.services.evaluating import Judged
from desktop.services.missions import Entered
from ui.pages.missions_reading import judgement_of, last_kept

_ORDER = (Outcome.ELIGIBLE, Outcome.TO_COMPLETE, Outcome.NOT_VERIFIABLE, Outcome.NOT_ELIGIBLE, None)


@dataclass(frozen=True, slots=True)
class ApplicationSheet:
    """An application judged as of today, beside the outcome that was kept last.

    `before` and `after` are those that stand beside it in the mission's list.
    """

    mission: Mission
    entered: Entered
    judged: Judged
    mends: tuple[Mend, ...]
    together: Outcome  # with all of them
    kept: Evaluation | None
    differing: tuple[Differing, ...]
    folder: Completeness | None  # what its dossier lacks; None where nothing is asked for
    before: UUID | None
    after: UUID | None


def read(desk: Desk, mission: UUID, application: UUID, language: str) -> ApplicationSheet | None:
    """Gather an application; None for one that is no longer there."""
    with desk.store.reading() as reader:
        held = reader.get(Mission, mission)
        if held is None:
            raise DeskError("not-found", kind="mission", named=str(mission))
        entered = missions.entered_of(reader, held)
        judged = evaluating.judged_of(reader, held, entered, desk.today())
        mine = [one for one in entered if one.application.id == application]
        folder = completeness.of_entered(reader, held, mine, desk.today(), language)
        kept = last_kept(reader.of(Evaluation, mission=mission)).get(application)
    pairs = list(zip(entered, judged, strict=True))
    for one, answer in pairs:
        if one.application.id == application:
            before, after = _beside(pairs, application)
            differs = () if kept is None else evaluating.differing(kept, answer)
            return ApplicationSheet(
                held, one, answer, evaluating.mends_of(answer), evaluating.together_of(answer),
                kept, differs, folder.get(application), before, after,
            )  # fmt: skip
    return None


def _beside(
    pairs: Sequence[tuple[Entered, Judged]], application: UUID
) -> tuple[UUID | None, UUID | None]:
    """Give who stands before and after one in the list: by outcome, then by arrival."""
    ids = [
        one.application.id
        for outcome in _ORDER
        for one, answer in pairs
        if judgement_of(answer, None).outcome is outcome
    ]
    place = ids.index(application)
    return ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None
