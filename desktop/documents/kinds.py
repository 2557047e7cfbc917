"""The kinds of paper in one table: name, languages, what each is made from and by what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from desktop.documents.sources import (
    AddressSource,
    AttendanceSource,
    CertificateSource,
    DossierSource,
    FirmCardSource,
    Imprint,
    LetterSource,
    Missing,
    NoticeSource,
    OrientationSource,
    Source,
)

if TYPE_CHECKING:
    from desktop.documents import blocks as b
    from desktop.documents.content.hand import Hand

    Composed = tuple[b.Paper, tuple[Missing, ...]]
    Compose = Callable[[Any, Imprint, Hand], b.Paper | Composed]


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper; `content` is the module that decides it, loaded with the first one.

    `about` lists what it can be made about, each a set of "firm", "mission" and "session"; an
    empty set is a form without a subject. `reasons` tells whether it lists sentences typed for it.
    """

    languages: tuple[str, ...]
    source: type[Source] | tuple[type[Source], ...]
    content: str
    about: tuple[tuple[str, ...], ...]
    reasons: bool = False

    def compose(self, source: Source, imprint: Imprint, hand: "Hand") -> "Composed":
        """Decide a paper's content from a source of its own type, and what it lacks."""
        module = import_module(f"desktop.documents.content.{self.content}")
        made = cast("Compose", module.compose)(source, imprint, hand)
        return made if isinstance(made, tuple) else (made, ())


_BOTH = ("it", "en")
_FIRM, _MISSION, _SESSION = "firm", "mission", "session"

KINDS: Mapping[str, PaperKind] = MappingProxyType({
    "firm-card": PaperKind(_BOTH, FirmCardSource, "firm_card", ((_FIRM,),)),
    "attendance-sheet": PaperKind(_BOTH, AttendanceSource, "attendance_sheet", ((_SESSION,),)),
    "mission-dossier": PaperKind(_BOTH, DossierSource, "mission_dossier", ((_MISSION,),)),
    "certificate": PaperKind(
        _BOTH, CertificateSource, "certificate", ((_SESSION,), (_SESSION, _FIRM))
    ),
    "attendance-summary": PaperKind(
        _BOTH, (AttendanceSource, FirmCardSource), "attendance_summary", ((_SESSION,), (_FIRM,))
    ),
    "orientation-record": PaperKind(
        _BOTH, OrientationSource, "orientation_record", ((), (_FIRM,), (_SESSION,))
    ),
    "questionnaire": PaperKind(
        _BOTH, OrientationSource, "questionnaire", ((), (_FIRM,), (_SESSION,))
    ),
    "cover-letter": PaperKind(
        _BOTH, LetterSource, "cover_letter", ((_FIRM,), (_MISSION, _FIRM))
    ),
    "communication": PaperKind(
        _BOTH, LetterSource, "communication", ((_MISSION, _FIRM),), reasons=True
    ),
    "labels": PaperKind(_BOTH, AddressSource, "labels", ((_MISSION,), (_SESSION,), (_FIRM,))),
    "address-list": PaperKind(_BOTH, AddressSource, "address_list", ((_MISSION,), (_SESSION,))),
    "privacy-notice": PaperKind(_BOTH, NoticeSource, "privacy_notice", ((), (_FIRM,))),
    "self-declaration": PaperKind(
        _BOTH, LetterSource, "self_declaration", ((_FIRM,), (_MISSION, _FIRM))
    ),
})  # fmt: skip
