"""What all parts of a dossier look at: who goes, what is asked, what lacks, in one language."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.documents import blocks as b
from desktop.documents.content.delegation import delegation, is_selected
from desktop.documents.content.files import bound
from desktop.documents.content.frame import Names, context, place_of, translated
from desktop.documents.content.hand import Hand
from desktop.documents.content.pieces import Piece, Requirements, State
from desktop.documents.sources import ApplicationFacts, DossierSource, FileFacts, Imprint
from desktop.domain.records import Mission
from desktop.domain.rules.moments import in_rome


@dataclass(frozen=True)
class DossierFacts:
    """The source of a dossier, and what follows from it."""

    source: DossierSource
    imprint: Imprint
    hand: Hand

    @property
    def mission(self) -> Mission:
        """Give the mission."""
        return self.source.mission

    @cached_property
    def on(self) -> date:
        """Give the day of printing, by the clock of Rome."""
        return in_rome(self.imprint.printed_at).date()

    @cached_property
    def names(self) -> Names:
        """Give the programme's names."""
        return Names(self.source.programme, self.hand)

    @cached_property
    def held(self) -> list[ApplicationFacts]:
        """Give the delegation, by the firms' names."""
        return delegation(self.source.applications)

    @cached_property
    def selected(self) -> bool:
        """Say whether the selection has been made."""
        return is_selected(self.source.applications)

    @cached_property
    def needs(self) -> Requirements:
        """Give what is required of each application."""
        return Requirements(self.mission, self.source.programme, self.on)

    @cached_property
    def pieces(self) -> list[Piece]:
        """Give every piece of every application, kind by kind."""
        return [
            self.needs.piece(code, held, self.hand)
            for code in self.needs.codes()
            for held in self.held
        ]

    @cached_property
    def asked(self) -> list[Piece]:
        """Give the pieces that apply."""
        return [piece for piece in self.pieces if piece.state is not State.NOT_APPLICABLE]

    @cached_property
    def lacking(self) -> list[Piece]:
        """Give the missing pieces."""
        return [piece for piece in self.asked if piece.state is State.MISSING]

    @cached_property
    def copies(self) -> list[tuple[ApplicationFacts, FileFacts]]:
        """Give the files that are bound, firm by firm."""
        return [(held, file) for held in self.held for file in bound(held)]

    @property
    def mission_title(self) -> str:
        """Give the mission's title in the paper's language."""
        return translated(self.mission.title, self.mission.title_en, self.hand)

    @property
    def place(self) -> str:
        """Give the place, or the title of a mission without one."""
        return place_of(self.mission, self.hand) or self.mission_title

    @property
    def programme_title(self) -> str:
        """Give the programme's title in the paper's language."""
        held = self.source.programme.programme
        return translated(held.title, held.title_en, self.hand)

    @property
    def legal_basis(self) -> str:
        """Give the act that founds the programme, whole."""
        held = self.source.programme.programme
        return translated(held.legal_basis or "", held.legal_basis_en, self.hand)

    def context(self, number: int, name: str) -> str:
        """Give the header's line of a section."""
        said = self.hand.say("dossier.section", number=str(number), name=name)
        return context(said, self.imprint, self.hand)

    def who(self) -> str:
        """Say whether the delegation is chosen, or all who applied."""
        if not self.held:
            return self.hand.say("delegation.none")
        if not self.selected:
            return self.hand.say("dossier.before_selection")
        received = self.hand.count("count.received", len(self.source.applications))
        return self.hand.say("dossier.after_selection", received=received)


@dataclass(frozen=True)
class Part:
    """A section of the dossier: its leaves, and for each piece whether it is there."""

    anchor: str
    name: str
    there: tuple[bool, ...]
    leaves: tuple[b.AnyLeaf, ...]
    lines: tuple[b.IndexLine, ...] = ()
