"""The kinds of paper in one table: name, languages, what each is made from and by what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from itertools import permutations
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from desktop.documents.sources import (
    AddressSource,
    AttendanceSource,
    CertificateSource,
    DossierSource,
    EligibilitySource,
    FirmCardSource,
    Imprint,
    IndicatorsSource,
    LetterSource,
    MinutesSource,
    Missing,
    NoticeSource,
    OrientationSource,
    Source,
)

if TYPE_CHECKING:
    from desktop.documents import blocks as b
    from desktop.documents.content.hand import Hand

    Composed = tuple[b.Paper, tuple[Missing, ...]]
    Compose = Callable[..., b.Paper | Composed]


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper; `content` is the module that decides it, loaded with the first one.

    `about` lists what it can be made about, each a set of "firm", "mission", "session" and
    "period"; an empty set is a form without a subject. `reasons` tells whether it lists sentences
    typed for it. `side_by_side` tells whether one paper sets two languages beside each other. A
    `letter` takes the place of no earlier one: each was written to be sent.
    """

    languages: tuple[str, ...]
    source: type[Source] | tuple[type[Source], ...]
    content: str
    about: tuple[tuple[str, ...], ...]
    reasons: bool = False
    side_by_side: bool = False
    letter: bool = False

    def choices(self) -> tuple[str, ...]:
        """Give the languages that a paper can be in; "it-en" is two side by side."""
        if not self.side_by_side:
            return self.languages
        return (*self.languages, *("-".join(pair) for pair in permutations(self.languages, 2)))

    def compose(self, source: Source, imprint: Imprint, *hands: "Hand") -> "Composed":
        """Decide a paper's content from a source of its own type, and what it lacks."""
        module = import_module(f"desktop.documents.content.{self.content}")
        made = cast("Compose", module.compose)(source, imprint, *hands)
        return made if isinstance(made, tuple) else (made, ())


_BOTH, _ALL = ("it", "en"), ("it", "en", "fr", "ar")
_FIRM, _MISSION, _SESSION, _PERIOD = "firm", "mission", "session", "period"
_DELEGATION = ((_MISSION,), (_MISSION, _FIRM))  # all who go, or one firm of them

KINDS: Mapping[str, PaperKind] = MappingProxyType({
    "firm-card": PaperKind(_BOTH, FirmCardSource, "firm_card", ((_FIRM,),)),
    "attendance-sheet": PaperKind(_BOTH, AttendanceSource, "attendance_sheet", ((_SESSION,),)),
    "mission-dossier": PaperKind(_ALL, DossierSource, "mission_dossier", ((_MISSION,),)),
    "certificate": PaperKind(
        _ALL, CertificateSource, "certificate", ((_SESSION,), (_SESSION, _FIRM))
    ),
    "attendance-summary": PaperKind(
        _BOTH, (AttendanceSource, FirmCardSource), "attendance_summary", ((_SESSION,), (_FIRM,))
    ),
    "orientation-record": PaperKind(
        _BOTH, OrientationSource, "orientation_record", ((), (_FIRM,), (_SESSION,))
    ),
    "questionnaire": PaperKind(
        _ALL, OrientationSource, "questionnaire", ((), (_FIRM,), (_SESSION,))
    ),
    "cover-letter": PaperKind(
        _BOTH, LetterSource, "cover_letter", ((_FIRM,), (_MISSION, _FIRM)), letter=True
    ),
    "communication": PaperKind(
        _BOTH, LetterSource, "communication", ((_MISSION, _FIRM),), reasons=True, letter=True
    ),
    "labels": PaperKind(_BOTH, AddressSource, "labels", ((_MISSION,), (_SESSION,), (_FIRM,))),
    "address-list": PaperKind(_BOTH, AddressSource, "address_list", ((_MISSION,), (_SESSION,))),
    "privacy-notice": PaperKind(_BOTH, NoticeSource, "privacy_notice", ((), (_FIRM,))),
    "self-declaration": PaperKind(
        _BOTH, LetterSource, "self_declaration", ((_FIRM,), (_MISSION, _FIRM))
    ),
    "badges": PaperKind(_ALL, DossierSource, "badges", _DELEGATION, side_by_side=True),
    "catalogue": PaperKind(_ALL, DossierSource, "catalogue", ((_MISSION,),), side_by_side=True),
    "agenda": PaperKind(_ALL, DossierSource, "agenda", _DELEGATION),
    "meeting-sheet": PaperKind(_ALL, DossierSource, "meeting_sheet", _DELEGATION),
    "follow-up-sheet": PaperKind(_BOTH, DossierSource, "follow_up_sheet", _DELEGATION),
    "satisfaction": PaperKind(
        _ALL, (DossierSource, AttendanceSource, NoticeSource), "satisfaction",
        ((), (_MISSION,), (_SESSION,)),
    ),
    "eligibility-report": PaperKind(
        _BOTH, EligibilitySource, "eligibility_report", ((_MISSION,), (_MISSION, _FIRM))
    ),
    "selection-minutes": PaperKind(_BOTH, MinutesSource, "selection_minutes", ((_MISSION,),)),
    "quarterly-report": PaperKind(_BOTH, IndicatorsSource, "quarterly_report", ((_PERIOD,),)),
})  # fmt: skip
