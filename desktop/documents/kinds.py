"""The kinds of paper in one table: name, languages, what each is made from and by what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from desktop.documents import blocks as b
from desktop.documents.content import attendance_sheet, firm_card, mission_dossier
from desktop.documents.content.hand import Hand
from desktop.documents.sources import (
    AttendanceSource,
    DossierSource,
    FirmCardSource,
    Imprint,
    Missing,
    Source,
)

Composed = tuple[b.Paper, tuple[Missing, ...]]


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper; `compose` decides its content from a source of its own type."""

    languages: tuple[str, ...]
    source: type[Source]
    compose: Callable[[Any, Imprint, Hand], Composed]


def _whole(
    compose: Callable[[Any, Imprint, Hand], b.Paper],
) -> Callable[[Any, Imprint, Hand], Composed]:
    """Give the composer of a kind that lacks nothing."""
    return lambda source, imprint, hand: (compose(source, imprint, hand), ())


KINDS: Mapping[str, PaperKind] = MappingProxyType(
    {
        firm_card.KIND: PaperKind(("it", "en"), FirmCardSource, _whole(firm_card.compose)),
        attendance_sheet.KIND: PaperKind(
            ("it", "en"), AttendanceSource, _whole(attendance_sheet.compose)
        ),
        mission_dossier.KIND: PaperKind(("it", "en"), DossierSource, mission_dossier.compose),
    }
)
