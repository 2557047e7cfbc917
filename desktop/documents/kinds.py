"""The kinds of paper in one table: name, languages, what each is made from and by what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from desktop.documents.sources import (
    AttendanceSource,
    DossierSource,
    FirmCardSource,
    Imprint,
    Missing,
    Source,
)

if TYPE_CHECKING:
    from desktop.documents import blocks as b
    from desktop.documents.content.hand import Hand

    Composed = tuple[b.Paper, tuple[Missing, ...]]
    Compose = Callable[[Any, Imprint, Hand], b.Paper | Composed]


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper; `content` is the module that decides it, loaded with the first one."""

    languages: tuple[str, ...]
    source: type[Source]
    content: str

    def compose(self, source: Source, imprint: Imprint, hand: "Hand") -> "Composed":
        """Decide a paper's content from a source of its own type, and what it lacks."""
        module = import_module(f"desktop.documents.content.{self.content}")
        made = cast("Compose", module.compose)(source, imprint, hand)
        return made if isinstance(made, tuple) else (made, ())


KINDS: Mapping[str, PaperKind] = MappingProxyType({
    "firm-card": PaperKind(("it", "en"), FirmCardSource, "firm_card"),
    "attendance-sheet": PaperKind(("it", "en"), AttendanceSource, "attendance_sheet"),
    "mission-dossier": PaperKind(("it", "en", "fr", "ar"), DossierSource, "mission_dossier"),
})  # fmt: skip
