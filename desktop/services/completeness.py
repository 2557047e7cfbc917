"""The completeness meter: for each application what its dossier lacks, who supplies it, by when."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from db.reading import Reader
from desktop.documents.sources import Completeness
from desktop.domain.records import ApplicationState, Mission
from desktop.services.gathering import Gathering, Named
from desktop.services.missions import Entered

__all__ = ["Completeness", "of_entered"]


def of_entered(
    reader: Reader, mission: Mission, entered: Iterable[Entered], on: date, language: str
) -> dict[UUID, Completeness]:
    """Measure applications to a mission by their ids; a withdrawn one is asked for nothing more.

    A mission whose programme this store does not hold is not measured.
    """
    from desktop.documents.completeness import measure  # noqa: PLC0415 - words, dates: 0.3 s

    gathering = Gathering(reader, mission.programme, "mission-dossier", Named(), on)
    programme = gathering.facts_of(mission.programme)
    if programme is None:
        return {}
    standing = (
        gathering.applied(one)
        for one in entered
        if one.application.state is not ApplicationState.RENOUNCED
    )
    return measure(mission, programme, standing, on, language)
