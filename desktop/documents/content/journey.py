"""What papers for the journey share: the mission, who goes, the days, the header's line."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from desktop.documents import blocks as b
from desktop.documents.content.delegation import delegation
from desktop.documents.content.frame import Names, context, furniture, place_of, translated
from desktop.documents.content.hand import Hand
from desktop.documents.content.pieces import delegate_name
from desktop.documents.sources import ApplicationFacts, DossierSource, Imprint
from desktop.domain.problems import DeskError
from desktop.domain.records import Mission
from desktop.domain.rules.days import days_later

_MOST_DAYS = 31


@dataclass(frozen=True)
class Journey:
    """A mission and its delegation, in the words of one language."""

    source: DossierSource
    imprint: Imprint
    hand: Hand

    @property
    def mission(self) -> Mission:
        """Give the mission."""
        return self.source.mission

    @cached_property
    def names(self) -> Names:
        """Give the programme's names."""
        return Names(self.source.programme, self.hand)

    @cached_property
    def going(self) -> list[ApplicationFacts]:
        """Give the delegation by the firms' names; refused when nobody goes."""
        held = delegation(self.source.applications)
        if not held:
            raise DeskError("delegation-none", mission=self.mission.code)
        return held

    @property
    def title(self) -> str:
        """Give the mission's title."""
        return translated(self.mission.title, self.mission.title_en, self.hand)

    @property
    def place_and_days(self) -> str:
        """Give place and days, as "Dubai, 3–7 ottobre 2021"."""
        mission = self.mission
        known = mission.starts or mission.ends
        days = self.hand.period(mission.starts, mission.ends) if known else ""
        return self.hand.together(place_of(mission, self.hand) or self.title, days)

    def days(self) -> list[date]:
        """Give the days of the mission in order; none when they are not known."""
        first, last = self.mission.starts, self.mission.ends
        if first is None:
            return []
        count = min(((last or first) - first).days, _MOST_DAYS)
        return [days_later(first, n) for n in range(count + 1)]

    def delegates(self, held: ApplicationFacts) -> str:
        """Name who travels for a firm, one a line."""
        return "\n".join(
            self.hand.together(delegate_name(d), self.hand.quoted(d.role)) for d in held.delegates
        )

    def sheet(
        self, kind: str, held: ApplicationFacts, nth: int, sections: tuple[b.Section, ...]
    ) -> b.Sheet:
        """Give the sheet of one firm of the delegation."""
        hand = self.hand
        return b.Sheet(
            anchor=f"firm-{nth}",
            outline=held.firm.firm.name,
            context=context(self.place_and_days, self.imprint, hand),
            label=hand.say(f"kind.{kind}"),
            label_note="",
            title=held.firm.firm.name,
            sections=sections,
            continued=hand.say("common.continued_from"),
        )

    def paper(self, kind: str, leaves: tuple[b.AnyLeaf, ...], language: str = "") -> b.Paper:
        """Give the whole paper; of one firm it is named after the firm."""
        hand, imprint = self.hand, self.imprint
        name = hand.say(f"kind.{kind}")
        held = furniture(imprint, self.source.programme, name, hand)
        alone = self.source.applications[0] if len(self.source.applications) == 1 else None
        about = alone.firm.firm.name if alone else self.place_and_days
        return b.Paper(
            kind=kind,
            language=language or hand.language,
            title=f"{name} {imprint.number}, {about}",
            subject=held.programme,
            author=imprint.chamber,
            furniture=held,
            leaves=leaves,
        )
