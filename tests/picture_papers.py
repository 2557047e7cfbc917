"""Every kind of paper, issued from the practice store by a fixed clock, to be looked at."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from desktop.documents import KINDS
from desktop.domain.indicators import Period
from desktop.services import demo, documents, selecting, stores
from desktop.services.documents import Named, Written

_FIRM, _OTHER = "77770010153", "77770120150"  # the second one is in reserve
_MISSION, _ROOM, _COUNTER = "DUBAI-2021", "MI1-2021-0001", "MI1-2021-0002"
_SUMMER = Period(date(2021, 7, 1), date(2021, 9, 30))
_ID = UUID("017c2f00-0000-7000-8000-000000000000")
_PAIRS = (("en", "ar"), ("en", "fr"), ("it", "ar"))  # the Emirates, Canada, and one led by Italian
_REASONS = ("I posti della missione sono assegnati alle imprese arrivate prima.",
            "Serve conferma della disponibilità a partire fino al 24 settembre.")  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A paper to be drawn; `form` tells apart two forms of one kind."""

    kind: str
    named: Named
    form: str = ""
    pairs: tuple[tuple[str, str], ...] = ()


PAPERS = (
    Shown("firm-card", Named(firm=_FIRM)),
    Shown("attendance-sheet", Named(session=_ROOM)),
    Shown("mission-dossier", Named(mission=_MISSION)),
    Shown("certificate", Named(session=_ROOM, firm=_FIRM)),
    Shown("attendance-summary", Named(session=_ROOM)),
    Shown("attendance-summary", Named(firm=_FIRM), "firm"),
    Shown("orientation-record", Named(session=_COUNTER)),
    Shown("orientation-record", Named(), "blank"),
    Shown("questionnaire", Named(session=_COUNTER)),
    Shown("questionnaire", Named(), "blank"),
    Shown("cover-letter", Named(mission=_MISSION, firm=_FIRM)),
    Shown("communication", Named(mission=_MISSION, firm=_OTHER, reasons=_REASONS)),
    Shown("self-declaration", Named(mission=_MISSION, firm=_FIRM)),
    Shown("privacy-notice", Named()),
    Shown("labels", Named(mission=_MISSION)),
    Shown("address-list", Named(mission=_MISSION)),
    Shown("badges", Named(mission=_MISSION), pairs=_PAIRS),
    Shown("catalogue", Named(mission=_MISSION), pairs=_PAIRS),
    Shown("agenda", Named(mission=_MISSION, firm=_FIRM)),
    Shown("meeting-sheet", Named(mission=_MISSION, firm=_FIRM)),
    Shown("follow-up-sheet", Named(mission=_MISSION, firm=_FIRM)),
    Shown("satisfaction", Named(mission=_MISSION)),
    Shown("satisfaction", Named(session=_ROOM), "session"),
)
JUDGED = (  # after a selection
    Shown("eligibility-report", Named(mission=_MISSION, firm=_OTHER)),
    Shown("eligibility-report", Named(mission=_MISSION), "mission"),
    Shown("selection-minutes", Named(mission=_MISSION)),
    Shown("quarterly-report", Named(period=_SUMMER)),
)


def issue(store: Path, out: Path, moment: datetime, operator: str) -> Iterator[tuple[str, Written]]:
    """Issue them all in each of their languages; give each with a name for its pictures."""
    desk = stores.open_desk(store, None, operator)
    ids = (UUID(int=_ID.int + n) for n in itertools.count(1))
    held = replace(desk, now=lambda: moment, new_id=lambda: next(ids))
    try:
        for shown in (*PAPERS, *JUDGED):
            if shown is JUDGED[0]:
                selecting.run(held, _MISSION, demo.SEED)
            wanted = [(language,) for language in KINDS[shown.kind].languages]
            for languages in (*wanted, *shown.pairs):
                report = documents.issue(
                    held, shown.kind, shown.named, languages=languages, out=out
                )
                for written in report.papers:
                    parts = (shown.kind, shown.form, written.paper.language)
                    yield "-".join(part for part in parts if part), written
    finally:
        desk.store.close()
